//! An interchange and a group on their way into their answers.

use x12_core::{
    Code, Delimiters, Detail, Diagnostic, GroupHeader, InterchangeHeader, Severity, Text, Writer,
    notation::{LoopNode, line_of},
};

use crate::{
    acknowledge::{InterchangeReply, envelope_codes as codes},
    guide::INTERCHANGE,
    loops::{InterchangeAnswer, ResponseTrailer},
    segments::{Ak9, GroupError, Ta1},
};

/// AK9 has room for five errors, and six digits for counts.
const MOST_ERRORS: usize = 5;
const MOST_SETS: u64 = 999_999;
/// A TA1 without anything to say.
const NO_NOTE: &str = "000";

#[derive(Debug)]
pub(super) struct InterchangeState {
    pub(super) header: InterchangeHeader,
    /// The worst note, the first of its severity.
    note: Option<(Severity, &'static str)>,
}

#[derive(Debug)]
pub(super) struct GroupState {
    pub(super) header: GroupHeader,
    /// False where the group is not answered.
    pub(super) answered: bool,
    pub(super) received: u64,
    /// GE01, where it differs from what was received.
    said: Option<u64>,
    pub(super) accepted: u64,
    pub(super) with_errors: bool,
    codes: Vec<&'static str>,
    worst: Option<Severity>,
    /// How many of its sets were skipped, and of these how many are of a kind that is read in another version.
    pub(super) skipped: u64,
    pub(super) other_version: u64,
}

impl InterchangeState {
    pub(super) const fn new(header: InterchangeHeader) -> Self {
        Self { header, note: None }
    }

    /// There is room for one note: false where another one is told.
    pub(super) fn add_note(&mut self, code: &'static str, severity: Severity) -> bool {
        match self.note {
            Some((_, told)) if told == code => {
                self.note = self.note.max(Some((severity, code)));
                true
            }
            Some((worst, _)) if worst >= severity => false,
            _ => {
                self.note = Some((severity, code));
                true
            }
        }
    }

    /// The TA1; `None` where the interchange cannot be named in one.
    pub(super) fn finish(self, delimiters: Delimiters) -> Option<InterchangeReply> {
        let (code, note) = match self.note {
            None => ("A", NO_NOTE),
            Some((Severity::Error, note)) => ("R", note),
            Some((_, note)) => ("E", note),
        };
        let number = self.header.control_number.to_str();
        let answer = Ta1 {
            // ISA13 has nine digits; a file whose ISA lost its width may have lost zeros.
            control_number: Some(Text::from(format!("{number:0>9}"))),
            date: Some(self.header.date.clone()),
            time: Some(self.header.time.clone()),
            code: Some(Code::from(code)),
            note: Some(Code::from(note)),
        };
        let spec = InterchangeAnswer::LOOP;
        let mut writer = Writer::new(std::io::sink(), delimiters);
        writer.start_set(INTERCHANGE.id);
        writer
            .record(&answer, line_of(spec.lines, 0), spec.id)
            .ok()?;
        Some(InterchangeReply {
            interchange_number: 0,
            interchange: self.header,
            answer,
        })
    }
}

impl GroupState {
    pub(super) const fn new(header: GroupHeader, answered: bool) -> Self {
        Self {
            header,
            answered,
            received: 0,
            said: None,
            accepted: 0,
            with_errors: false,
            codes: Vec::new(),
            worst: None,
            skipped: 0,
            other_version: 0,
        }
    }

    pub(super) fn add_code(&mut self, code: &'static str, severity: Severity) {
        self.worst = self.worst.max(Some(severity));
        if !self.codes.contains(&code) {
            self.codes.push(code);
        }
    }

    pub(super) fn add_finding(&mut self, code: &'static str, finding: &Diagnostic) -> bool {
        if let Detail::Count { found, .. } = finding.detail {
            self.said = Some(found).filter(|said| *said <= MOST_SETS);
        }
        self.add_code(code, finding.severity);
        true
    }

    /// AK9. A group that is rejected accepts none of its sets, whatever was said of them.
    pub(super) fn finish(mut self) -> ResponseTrailer<'static> {
        if self.received > 0 && self.skipped == self.received && self.accepted == 0 {
            let code = if self.other_version == self.skipped {
                codes::GROUP_VERSION_NOT_SUPPORTED
            } else {
                codes::GROUP_NOT_SUPPORTED
            };
            self.add_code(code, Severity::Error);
        }
        let is_rejected =
            self.worst == Some(Severity::Error) || (self.received > 0 && self.accepted == 0);
        let accepted = if is_rejected { 0 } else { self.accepted };
        let code = if is_rejected {
            "R"
        } else if accepted < self.received {
            "P"
        } else if self.with_errors || self.worst.is_some() {
            "E"
        } else {
            "A"
        };
        let errors = self.codes.iter().take(MOST_ERRORS).map(|code| GroupError {
            code: Code::from(*code),
        });
        ResponseTrailer::new(Ak9 {
            code: Some(Code::from(code)),
            included: Some(self.said.unwrap_or(self.received)),
            received: Some(self.received),
            accepted: Some(accepted),
            errors: errors.collect(),
        })
    }
}
