//! What is gathered of interchanges and groups while a file is read, and the pieces of the answers that are done.

use std::collections::BTreeMap;

use x12_core::{
    Code, Detail, Diagnostic, Error, Findings, Frames, GroupHeader, InterchangeHeader, Rule,
    Severity, Text, TransactionHeader, Unit, Writer, rules,
};

use crate::{
    acknowledge::{
        AckOptions, GroupStart, InterchangeReply, NotExpressed, Piece, Unanswered, Why,
        envelope_codes::{self as codes, Of, of_envelope},
        open::{GroupState, InterchangeState},
        set::{Outcome, SetState},
    },
    segments::{Ak1, Ak2},
    write::{begin_response, response_header},
};

/// GS01 of a group of acknowledgments, which is never answered by one.
const ACKNOWLEDGMENTS: &str = "FA";

/// What happens in a file, with what is needed of it behind the guide's own reading.
pub(super) enum Step<'a, 'i> {
    Interchange(Box<InterchangeHeader>),
    Group(Box<GroupHeader>),
    Unit(Unit<'a, 'i>),
    TransactionEnd,
    Skipped(Box<TransactionHeader>),
    GroupEnd,
    InterchangeEnd,
    Other,
}

/// Everything that is known besides what the guide's assembler knows.
#[derive(Debug)]
pub(super) struct State {
    pub(super) options: AckOptions,
    /// The sets that are read: whether a skipped one is of another version or another kind altogether.
    sets: &'static [x12_core::Supported],
    seen: u64,
    seen_errors: u64,
    interchange: Option<InterchangeState>,
    group: Option<GroupState>,
    set: Option<SetState>,
    interchanges: u32,
    groups: u32,
    pub(super) pieces: Vec<Piece>,
    not_expressed: BTreeMap<(u16, Severity), (&'static Rule, u64)>,
}

impl State {
    pub(super) const fn new(options: AckOptions, sets: &'static [x12_core::Supported]) -> Self {
        Self {
            options,
            sets,
            seen: 0,
            seen_errors: 0,
            interchange: None,
            group: None,
            set: None,
            interchanges: 0,
            groups: 0,
            pieces: Vec::new(),
            not_expressed: BTreeMap::new(),
        }
    }

    /// Follows a step and what was found with it.
    pub(super) fn follow(&mut self, step: Step<'_, '_>, findings: &Findings) {
        let unit = match &step {
            Step::Unit(unit) => Some(*unit),
            _ => None,
        };
        self.begin(&step);
        for finding in findings.since(self.seen) {
            self.take(finding, unit);
        }
        self.take_unseen(findings);
        self.end(&step);
    }

    /// Opens what the step begins: what was found with it belongs to that already.
    fn begin(&mut self, step: &Step<'_, '_>) {
        match step {
            Step::Interchange(header) => {
                self.interchanges = self.interchanges.saturating_add(1);
                self.interchange = Some(InterchangeState::new((**header).clone()));
            }
            Step::Group(header) => self.open_group(header),
            Step::Unit(unit) => {
                let number = unit.transaction().number;
                if self.set.as_ref().is_none_or(|set| set.number != number) {
                    self.count_set();
                    self.set = Some(SetState::of_unit(*unit, &self.options));
                }
            }
            Step::Skipped(header) => {
                self.count_set();
                self.set = Some(SetState::new(header.number, self.skipped_set(header)));
            }
            _ => {}
        }
    }

    fn end(&mut self, step: &Step<'_, '_>) {
        match step {
            Step::TransactionEnd | Step::Skipped(_) => self.close_set(),
            Step::GroupEnd => self.close_group(),
            Step::InterchangeEnd => self.close_interchange(),
            _ => {}
        }
    }

    /// Closes what is open; `error` is why reading ended before the file did.
    pub(super) fn finish(&mut self, error: Option<&Error>, findings: &Findings, frames: &Frames) {
        // Nothing of it was delivered, but it was there.
        if self.set.is_none()
            && let Some(header) = frames.open_transaction()
        {
            self.count_set();
            self.set = Some(SetState::new(header.number, self.skipped_set(header)));
        }
        for finding in findings.since(self.seen) {
            self.take(finding, None);
        }
        self.take_unseen(findings);
        if let Some(error) = error
            && self.interchange.is_none()
        {
            self.count(error.rule(), Severity::Error);
        }
        if let Some(set) = &mut self.set {
            set.add_code(codes::SET_CUT_OFF, Severity::Error);
            self.close_set();
        }
        if let Some(group) = &mut self.group {
            group.add_code(codes::GROUP_CUT_OFF, Severity::Error);
            self.close_group();
        }
        if let Some(interchange) = &mut self.interchange {
            interchange.add_note(codes::INTERCHANGE_CUT_OFF, Severity::Error);
            self.close_interchange();
        }
    }

    fn take(&mut self, finding: &Diagnostic, unit: Option<Unit<'_, '_>>) {
        let severity = finding.severity;
        if finding.rule == &rules::UNSUPPORTED_SET {
            self.take_unsupported(finding);
            return;
        }
        let told = match of_envelope(finding) {
            Some(Of::Interchange(code)) => {
                let open = self.interchange.as_mut();
                open.is_some_and(|open| open.add_note(code, severity))
            }
            Some(Of::Group(code)) => {
                let open = self.group.as_mut();
                open.is_some_and(|group| group.add_finding(code, finding))
            }
            Some(Of::Set(code)) => {
                let open = self.set.as_mut();
                open.is_some_and(|set| {
                    set.add_code(code, severity);
                    true
                })
            }
            None => {
                let is_its = |set: &&mut SetState| set.number == finding.place.transaction;
                let open = self.set.as_mut().filter(is_its);
                open.is_some_and(|set| set.add(finding, unit, &self.options))
            }
        };
        if !told {
            self.count(finding.rule, severity);
        }
    }

    /// A set that was skipped, or read by a guide that is not its own.
    fn take_unsupported(&mut self, finding: &Diagnostic) {
        let Some(set) = &mut self.set else {
            return self.count(finding.rule, finding.severity);
        };
        let name = match &finding.detail {
            Detail::Set(name) => name.set().to_owned(),
            _ => String::new(),
        };
        let is_read = self.sets.iter().any(|of| of.set == name);
        let code = if is_read {
            codes::GUIDE_NOT_SUPPORTED
        } else {
            codes::SET_NOT_SUPPORTED
        };
        set.add_code(code, finding.severity);
        if let Some(group) = &mut self.group {
            group.skipped = group.skipped.saturating_add(1);
            let other_version = u64::from(is_read);
            group.other_version = group.other_version.saturating_add(other_version);
        }
    }

    /// Errors past the limit on findings are only counted; what they are about is not known, so the open set has them.
    fn take_unseen(&mut self, findings: &Findings) {
        let seen = findings.since(self.seen);
        let errors = seen.iter().filter(|of| of.severity == Severity::Error);
        let errors = u64::try_from(errors.count()).unwrap_or(u64::MAX);
        let made = findings.errors().saturating_sub(self.seen_errors);
        let unseen = made.saturating_sub(errors);
        if let Some(set) = &mut self.set {
            set.add_unseen(unseen);
        } else if unseen > 0 {
            self.count(&rules::LIMIT_FINDINGS, Severity::Error);
        }
        self.seen = findings.total();
        self.seen_errors = findings.errors();
    }

    fn count(&mut self, rule: &'static Rule, severity: Severity) {
        let entry = self.not_expressed.entry((rule.number, severity));
        let (_, count) = entry.or_insert((rule, 0));
        *count = count.saturating_add(1);
    }

    /// What no answer says, by rule.
    pub(super) fn not_expressed(&self) -> Vec<NotExpressed> {
        let all = self.not_expressed.iter();
        all.map(|((_, severity), (rule, count))| NotExpressed {
            rule,
            severity: *severity,
            count: *count,
        })
        .collect()
    }

    fn open_group(&mut self, header: &GroupHeader) {
        let group = Ak1 {
            functional_id: Some(Code::from(header.functional_id.as_bytes().to_vec())),
            control_number: Some(header.control_number.clone()),
            version: Some(header.version.clone()),
        };
        let number = self
            .groups
            .saturating_add(self.options.first_control_number);
        let control_number = Text::from(format!("{number:04}"));
        let start = response_header(control_number, group);
        let mut writer = Writer::new(std::io::sink(), self.options.delimiters);
        let is_told = begin_response(&mut writer, &start).is_ok();
        let is_answered = is_told && header.functional_id != ACKNOWLEDGMENTS;
        if is_answered {
            self.groups = self.groups.saturating_add(1);
            self.pieces.push(Piece::Group(Box::new(GroupStart {
                interchange_number: self.interchanges,
                interchange: self.interchange_header(),
                group: header.clone(),
                header: start,
            })));
        } else if header.functional_id == ACKNOWLEDGMENTS {
            self.unanswered(Why::Acknowledgment);
        } else {
            self.unanswered(Why::Header);
            if let Some(open) = &mut self.interchange {
                open.add_note(codes::INVALID_CONTENT, Severity::Error);
            }
        }
        self.group = Some(GroupState::new(header.clone(), is_answered));
    }

    fn interchange_header(&self) -> InterchangeHeader {
        let open = self.interchange.as_ref();
        open.map(|open| open.header.clone()).unwrap_or_default()
    }

    fn unanswered(&mut self, why: Why) {
        self.pieces.push(Piece::Unanswered(Unanswered {
            interchange_number: self.interchanges,
            set: self.set.as_ref().map_or(0, |set| set.number),
            why,
        }));
    }

    fn count_set(&mut self) {
        if let Some(group) = &mut self.group {
            group.received = group.received.saturating_add(1);
        }
    }

    /// Of a skipped set, ST03 and GS08 cannot be told apart: ST03 is told where it differs.
    fn skipped_set(&self, header: &TransactionHeader) -> Ak2<'static> {
        let of_group = self.group.as_ref().map(|group| &group.header.version);
        let own = Some(&header.version).filter(|version| Some(*version) != of_group);
        Ak2 {
            set: Some(Code::from(header.set.as_bytes().to_vec())),
            control_number: Some(header.control_number.clone()),
            version: own.filter(|of| !of.as_bytes().is_empty()).cloned(),
        }
    }

    fn close_set(&mut self) {
        let Some(set) = &self.set else {
            return;
        };
        let number = set.number;
        let answered = self.group.as_ref().is_some_and(|group| group.answered);
        if self.group.is_none() {
            self.unanswered(Why::NoGroup);
        }
        let Some(set) = self.set.take() else {
            return;
        };
        let done = set.finish(&self.options);
        if let Some(group) = &mut self.group {
            match done.outcome {
                Outcome::Accepted => group.accepted = group.accepted.saturating_add(1),
                Outcome::AcceptedWithErrors => {
                    group.accepted = group.accepted.saturating_add(1);
                    group.with_errors = true;
                }
                Outcome::Rejected => {}
            }
        }
        if !answered {
            return;
        }
        match done.response {
            Some(response) => self.pieces.push(Piece::Set {
                response: Box::new(response),
                unlisted: done.unlisted,
            }),
            None => self.pieces.push(Piece::Unanswered(Unanswered {
                interchange_number: self.interchanges,
                set: number,
                why: Why::SetName,
            })),
        }
    }

    fn close_group(&mut self) {
        let Some(group) = self.group.take() else {
            return;
        };
        if group.answered {
            self.pieces.push(Piece::GroupEnd(Box::new(group.finish())));
        }
    }

    fn close_interchange(&mut self) {
        let Some(open) = self.interchange.take() else {
            return;
        };
        match open.finish(self.options.delimiters) {
            Some(reply) => self
                .pieces
                .push(Piece::Interchange(Box::new(InterchangeReply {
                    interchange_number: self.interchanges,
                    ..reply
                }))),
            None => self.unanswered(Why::InterchangeName),
        }
    }
}
