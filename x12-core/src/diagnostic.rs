//! Findings: collected while reading goes on.

use std::fmt;

use rust_decimal::Decimal;

use crate::{place::Place, rule::Rule, rule::Severity, tag::Tag};

/// A transaction set and its version, as far as they look like such names; anything else is shown as `?`.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct SetName {
    set: [u8; 3],
    version: [u8; 12],
}

impl SetName {
    /// Keeps the names if they have the shape of a set (three digits) and of a version (two zeros, four digits, and up to
    /// six digits and capitals).
    #[must_use]
    pub fn new(set: &[u8], version: &[u8]) -> Self {
        let mut name = Self::default();
        if set.len() == name.set.len() && set.iter().all(u8::is_ascii_digit) {
            name.set.copy_from_slice(set);
        }
        let fits = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
        if version.starts_with(b"00")
            && version
                .get(..6)
                .is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
            && version.iter().all(fits)
            && let Some(slot) = name.version.get_mut(..version.len())
        {
            slot.copy_from_slice(version);
        }
        name
    }

    /// ST01, such as `834`.
    #[must_use]
    pub fn set(&self) -> &str {
        shown(&self.set)
    }

    /// ST03 or GS08, such as `004010X091A1`.
    #[must_use]
    pub fn version(&self) -> &str {
        shown(&self.version)
    }
}

fn shown(bytes: &[u8]) -> &str {
    let len = bytes
        .iter()
        .position(|byte| *byte == 0)
        .unwrap_or(bytes.len());
    match bytes.get(..len).map(std::str::from_utf8) {
        Some(Ok(text)) if !text.is_empty() => text,
        _ => "?",
    }
}

impl fmt::Debug for SetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.set(), self.version())
    }
}

/// What a finding adds to its rule: never text of the file, only counts, sums and names of guides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Detail {
    /// Nothing.
    #[default]
    None,
    /// A count that should be `expected` and is `found`.
    Count {
        /// What it should be.
        expected: u64,
        /// What it is.
        found: u64,
    },
    /// A count that may be at most `most` and is `found`.
    AtMost {
        /// The most that is allowed.
        most: u64,
        /// What it is.
        found: u64,
    },
    /// A sum of money that should be `expected` and is `found`.
    Amount {
        /// What it should be.
        expected: Decimal,
        /// What it is.
        found: Decimal,
    },
    /// A transaction set by name.
    Set(SetName),
    /// What was expected, in the words of a guide: a segment such as `PER*BL`, a list of codes, a range of lengths.
    Expected(&'static str),
    /// A length that should lie within bounds.
    Length {
        /// Shortest.
        min: u16,
        /// Longest.
        max: u16,
        /// What it is.
        found: u64,
    },
}

/// A segment that should be there and is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// Its identifier.
    pub segment: Tag,
    /// Its number within the transaction set, were it there: that of the segment that stands in its place.
    pub ordinal: u32,
}

/// What a finding hangs together with, beside its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Situation {
    /// The segment that is missing; `None` where the finding is about something that is there.
    pub missing: Option<Missing>,
    /// What makes it a finding: with another value there it would be none. `None` where that lies elsewhere, or nowhere.
    pub trigger: Option<Place>,
}

/// One finding: a rule, a place, and a detail that holds no text of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub rule: &'static Rule,
    /// How bad it is here: the rule's severity, or less where a guide tolerates the deviation.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// Counts, sums or names that belong to it.
    pub detail: Detail,
    /// The box of the paper form that the place stands for, such as `33a`; `None` where there is none.
    pub form_box: Option<&'static str>,
    /// What it hangs together with; `None` for most findings.
    pub situation: Option<Box<Situation>>,
}

impl Diagnostic {
    /// A finding with its rule's own severity.
    #[must_use]
    pub fn new(rule: &'static Rule, place: Place) -> Self {
        Self {
            rule,
            severity: rule.severity,
            place,
            detail: Detail::None,
            form_box: None,
            situation: None,
        }
    }

    /// The same with a detail.
    #[must_use]
    pub fn with(self, detail: Detail) -> Self {
        Self { detail, ..self }
    }

    /// The same with what it hangs together with.
    #[must_use]
    pub fn within(self, situation: Situation) -> Self {
        Self {
            situation: Some(Box::new(situation)),
            ..self
        }
    }

    /// The segment that is missing, where the finding is about one.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        self.situation.as_ref().and_then(|of| of.missing)
    }

    /// The rule's title and the detail in words.
    #[must_use]
    pub fn message(&self) -> String {
        let title = self.rule.title;
        match &self.detail {
            Detail::None => title.to_owned(),
            Detail::Count { expected, found } => {
                format!("{title}: expected {expected}, found {found}")
            }
            Detail::AtMost { most, found } => format!("{title}: at most {most}, found {found}"),
            Detail::Amount { expected, found } => {
                match crate::exact_difference(*expected, *found) {
                    Some(difference) => {
                        format!(
                            "{title}: expected {expected}, found {found}, difference {}",
                            difference.normalize()
                        )
                    }
                    None => format!("{title}: expected {expected}, found {found}"),
                }
            }
            Detail::Set(name) => format!("{title}: set {}, version {}", name.set(), name.version()),
            Detail::Expected(what) => format!("{title}: {what}"),
            Detail::Length { min, max, found } => {
                format!("{title}: {min} to {max} allowed, found {found}")
            }
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {}", self.severity, self.rule, self.place)?;
        if let Some(form_box) = self.form_box {
            write!(f, " Box {form_box}")?;
        }
        write!(f, ": {}", self.message())
    }
}

/// As data: `code`, `severity`, `message` and the place, zero and empty left out as `null`.
#[cfg(feature = "serde")]
impl serde::Serialize for Diagnostic {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        fn text(value: &str) -> Option<&str> {
            (!value.is_empty()).then_some(value)
        }
        fn number(value: u32) -> Option<u32> {
            (value > 0).then_some(value)
        }
        let place = &self.place;
        let mut out = serializer.serialize_struct("Diagnostic", 13)?;
        out.serialize_field("code", &self.rule.code())?;
        out.serialize_field("severity", self.severity.as_str())?;
        out.serialize_field("guide", &text(place.guide))?;
        out.serialize_field("loop", &text(place.loop_id))?;
        out.serialize_field("segment", &place.segment.map(|tag| tag.to_string()))?;
        out.serialize_field("ordinal", &number(place.ordinal))?;
        out.serialize_field("element", &number(place.element.into()))?;
        out.serialize_field("component", &number(place.component.into()))?;
        out.serialize_field("repetition", &number(place.repetition.into()))?;
        out.serialize_field("byte_start", &place.span.start)?;
        out.serialize_field("byte_end", &place.span.end)?;
        out.serialize_field("box", &self.form_box)?;
        out.serialize_field("message", &self.message())?;
        out.end()
    }
}
