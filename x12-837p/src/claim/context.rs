//! What both directions carry along: where words go, and what could not be held.

use std::borrow::Cow;

use claim_model::{At, Detail, Finding, Text as Words, rules::TEXT_TOO_LONG};
use x12_core::{Code, Date, Text, notation::Slot, segments::Period, words::Spelling};

use crate::claim::rules;

/// On the way into a file.
pub(crate) struct Out<'o> {
    pub(crate) spelling: &'o Spelling,
    pub(crate) findings: &'o mut Vec<Finding>,
}

impl Out<'_> {
    /// Words as they may be written; `None` for none. `most` characters are allowed: one letter may become several plain
    /// ones, and words of which no letter can be sent are never dropped in silence.
    pub(crate) fn words<'c>(
        &mut self,
        at: At<'_>,
        words: &'c str,
        most: usize,
    ) -> Option<Text<'c>> {
        let (text, changed) = self.spelling.clean(words);
        if changed {
            self.findings.push(Finding::new(&rules::TEXT_CHANGED, at));
        }
        let found = text.len();
        if found == 0 || found > most {
            self.judge_length(at, words, most, found);
        }
        match text {
            Cow::Borrowed(text) if !text.is_empty() => Some(text.into()),
            Cow::Owned(text) if !text.is_empty() => Some(text.into()),
            _ => None,
        }
    }

    #[cold]
    fn judge_length(&mut self, at: At<'_>, words: &str, most: usize, found: usize) {
        let given = words.trim().chars().count();
        if found > most && given <= most {
            let detail = Detail::Count { most, found };
            self.findings
                .push(Finding::new(&TEXT_TOO_LONG, at).with(detail));
        }
        if found == 0 && given > 0 {
            self.findings.push(Finding::new(&rules::NOTHING_LEFT, at));
        }
    }

    pub(crate) fn optional<'c>(
        &mut self,
        at: At<'_>,
        words: Option<&'c Words>,
        most: usize,
    ) -> Option<Text<'c>> {
        words.and_then(|words| self.words(at, words, most))
    }

    /// Words that stand where a code of at most three characters stands, such as a state.
    pub(crate) fn short<'c>(&mut self, at: At<'_>, words: Option<&'c Words>) -> Option<Code<'c>> {
        self.optional(at, words, 3)
            .map(|text| Code::from(text.into_bytes()))
    }

    /// An identifier, which is never changed; `None` where there is none.
    pub(crate) fn id<'c>(&mut self, at: At<'_>, id: &'c str) -> Option<Text<'c>> {
        if !self.spelling.is_sendable(id) {
            self.findings.push(Finding::new(&rules::NOT_SENDABLE, at));
        }
        (!id.is_empty()).then(|| id.into())
    }

    /// A code, which is never changed.
    pub(crate) fn code<'c>(&mut self, at: At<'_>, code: &'c str) -> Option<Code<'c>> {
        self.id(at, code).map(|_| code.into())
    }

    /// Digits of a number that people write with blanks, dots, hyphens and brackets.
    pub(crate) fn digits<'c>(&mut self, at: At<'_>, words: Option<&'c Words>) -> Option<Text<'c>> {
        let words = words?;
        let is_mark = |c: char| matches!(c, ' ' | '-' | '.' | '(' | ')');
        if words.contains(is_mark) && words.chars().all(|c| is_mark(c) || c.is_ascii_digit()) {
            let digits: String = words.chars().filter(char::is_ascii_digit).collect();
            return (!digits.is_empty()).then(|| digits.into());
        }
        self.id(at, words)
    }
}

/// One day as a period.
pub(crate) fn day<'c>(day: claim_model::Day) -> Period<'c> {
    Period::Day(Date::from(day.0))
}

/// Which repetitions of a loop: the other coverage or line, and the decision on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Within {
    pub(crate) loop_id: &'static str,
    pub(crate) index: [usize; 2],
}

impl Within {
    pub(crate) const fn new(loop_id: &'static str, first: usize, second: usize) -> Self {
        Self {
            loop_id,
            index: [first, second],
        }
    }

    /// A loop inside this one.
    pub(crate) const fn inner(self, loop_id: &'static str) -> Self {
        Self { loop_id, ..self }
    }
}

/// Why something of the file is not in the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// The claim has no field for it.
    NoField,
    /// A code that has no word, where the claim needs one: there is no claim.
    NoWord,
    /// An original reference, though the claim is new.
    ReferenceOfOriginal,
    /// Diagnoses of both lists.
    MixedLists,
}

/// Something of the file that is not in the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lost {
    pub(crate) why: Why,
    pub(crate) within: Within,
    /// Segment and qualifier as the guide's lines name them, such as `REF*F8`.
    pub(crate) label: &'static str,
    /// Element and component, or 0 for the whole.
    pub(crate) element: [u16; 2],
}

/// On the way out of a file.
#[derive(Debug, Default)]
pub(crate) struct In {
    pub(crate) lost: Vec<Lost>,
}

impl In {
    pub(crate) fn lose(&mut self, why: Why, within: Within, label: &'static str, element: u16) {
        self.lose_part(why, within, label, [element, 0]);
    }

    pub(crate) fn lose_part(
        &mut self,
        why: Why,
        within: Within,
        label: &'static str,
        element: [u16; 2],
    ) {
        self.lost.push(Lost {
            why,
            within,
            label,
            element,
        });
    }

    /// A line of a loop that the claim has no field for.
    pub(crate) fn no_field<'a>(
        &mut self,
        within: Within,
        label: &'static str,
        slot: &impl Slot<'a>,
    ) {
        if slot.count() > 0 {
            self.lose(Why::NoField, within, label, 0);
        }
    }

    /// An element that the claim has no field for.
    pub(crate) fn no_element(
        &mut self,
        within: Within,
        label: &'static str,
        element: u16,
        is_there: bool,
    ) {
        if is_there {
            self.lose(Why::NoField, within, label, element);
        }
    }
}

/// Text of a file as words: without the blanks around it, `None` where that leaves nothing.
pub(crate) fn words(text: Option<&Text<'_>>) -> Option<Words> {
    let text = text?.to_str();
    let text = text.trim();
    (!text.is_empty()).then(|| text.into())
}

/// The same, empty for nothing.
pub(crate) fn string(text: Option<&Text<'_>>) -> String {
    text.map(|text| text.to_str().trim().to_owned())
        .unwrap_or_default()
}

/// A code of a file as words.
pub(crate) fn code_words(code: Option<&Code<'_>>) -> Option<Words> {
    let code = code?.to_str();
    let code = code.trim();
    (!code.is_empty()).then(|| code.into())
}

/// A code of a file, empty for nothing.
pub(crate) fn code_string(code: Option<&Code<'_>>) -> String {
    code.map(|code| code.to_str().trim().to_owned())
        .unwrap_or_default()
}

/// True for the code `Y`.
pub(crate) fn is_yes(code: Option<&Code<'_>>) -> bool {
    code.is_some_and(|code| code.is("Y"))
}

/// The first day of a period of a file.
pub(crate) fn day_of(period: &Period<'_>) -> Option<claim_model::Day> {
    period.from().map(|date| date.get().into())
}
