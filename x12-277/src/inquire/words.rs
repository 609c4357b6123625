//! Words, identifiers and people on their way into an inquiry.

use claim_model::{PartyName, PersonName, Text as Words};
use x12_core::{
    Delimiters, Text,
    words::{Letters, Spelling},
};

use crate::{
    inquire::findings::{InquiryFinding, InquiryProblem},
    segments::Nm1,
};

/// Most characters of NM103, NM104, NM105 and NM107.
const LAST: usize = 60;
const FIRST: usize = 35;
const MIDDLE: usize = 25;
const SUFFIX: usize = 10;
/// Lengths of NM109.
const ID: (usize, usize) = (2, 80);
/// Lengths of TRN02, REF02 and BHT03.
pub(super) const NUMBER: (usize, usize) = (1, 50);

/// On the way into the file.
pub(super) struct Out {
    spelling: Spelling,
    /// Index of the claim; `None` for the envelope.
    pub(super) claim: Option<usize>,
    pub(super) findings: Vec<InquiryFinding>,
}

impl Out {
    pub(super) fn new(letters: Letters, delimiters: Delimiters) -> Self {
        Self {
            spelling: Spelling::new(letters, delimiters),
            claim: None,
            findings: Vec::new(),
        }
    }

    pub(super) fn find(&mut self, field: &'static str, problem: InquiryProblem) {
        self.findings.push(InquiryFinding {
            claim: self.claim,
            field,
            problem,
        });
    }

    /// An identifier, which is never changed.
    pub(super) fn id(
        &mut self,
        field: &'static str,
        id: &str,
        (min, max): (usize, usize),
    ) -> Option<Text<'static>> {
        if id.is_empty() {
            self.find(field, InquiryProblem::Missing);
            return None;
        }
        if !self.spelling.is_sendable(id) {
            self.find(field, InquiryProblem::NotSendable);
        } else if id.len() < min || id.len() > max {
            self.find(field, InquiryProblem::Length);
        }
        Some(id.to_owned().into())
    }

    /// Words made fit to be sent; `None` where there are none.
    fn words(&mut self, field: &'static str, words: &str, most: usize) -> Option<Text<'static>> {
        let (text, changed) = self.spelling.clean(words);
        let (given, found) = (!words.trim().is_empty(), text.len());
        if given && found == 0 {
            self.find(field, InquiryProblem::NothingLeft);
        } else if changed {
            self.find(field, InquiryProblem::Changed);
        }
        if found > most {
            self.find(field, InquiryProblem::Length);
        }
        (found > 0).then(|| text.into_owned().into())
    }

    /// Words that must be there.
    fn required(&mut self, field: &'static str, words: &str, most: usize) -> Option<Text<'static>> {
        if words.trim().is_empty() {
            self.find(field, InquiryProblem::Missing);
        }
        self.words(field, words, most)
    }

    fn optional(
        &mut self,
        field: &'static str,
        words: Option<&Words>,
        most: usize,
    ) -> Option<Text<'static>> {
        words.and_then(|words| self.words(field, words, most))
    }

    pub(super) fn party(
        &mut self,
        field: &'static str,
        entity: &'static str,
        name: &PartyName,
    ) -> Nm1<'static> {
        match name {
            PartyName::Individual(person) => self.person(field, entity, person),
            PartyName::Organization(name) => Nm1 {
                entity: entity.into(),
                kind: Some("2".into()),
                last_name: self.required(field, name, LAST),
                first_name: None,
                middle_name: None,
                suffix: None,
                id_qualifier: None,
                id: None,
            },
        }
    }

    pub(super) fn person(
        &mut self,
        field: &'static str,
        entity: &'static str,
        name: &PersonName,
    ) -> Nm1<'static> {
        Nm1 {
            entity: entity.into(),
            kind: Some("1".into()),
            last_name: self.required(field, &name.last, LAST),
            first_name: self.optional(field, name.first.as_ref(), FIRST),
            middle_name: self.optional(field, name.middle.as_ref(), MIDDLE),
            suffix: self.optional(field, name.suffix.as_ref(), SUFFIX),
            id_qualifier: None,
            id: None,
        }
    }

    /// Puts an identifier into a name; it must be there.
    pub(super) fn identify(
        &mut self,
        nm1: &mut Nm1<'static>,
        field: &'static str,
        qualifier: &'static str,
        id: &str,
    ) {
        nm1.id_qualifier = Some(qualifier.into());
        nm1.id = self.id(field, id, ID);
    }
}
