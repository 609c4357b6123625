//! Headers and trailers: what opens, what ends, and whether both agree.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Frames, GE, GS, IEA, ISA, Next, Open, SE, ST, TA1};
use crate::{
    Detail, Diagnostic, Error, Place, Rule, SetName,
    delimiters::ISA_BYTES,
    envelope::{GroupHeader, TransactionHeader},
    findings::Findings,
    lexer::{Lexed, Opening, SegmentRef},
    rules,
    segment::Segment,
    value::parse_integer,
};

impl Frames {
    pub(super) fn open_interchange(
        &mut self,
        window: &[u8],
        findings: &mut Findings,
    ) -> Result<Next, Error> {
        let isa = match self.lexer.open(window, self.interchanges == 0, findings)? {
            Opening::Isa(isa) => isa,
            Opening::NeedMore => return Ok(Next::NeedMore),
            Opening::End => {
                findings.check()?;
                return Ok(Next::End);
            }
        };
        let found = loop {
            if let Some(found) = self.lexer.waiting().first().copied() {
                break found;
            }
            if self.lexer.more(window, &self.options.limits)? != Lexed::Segments {
                let start = self.lexer.position(self.lexer.hold());
                return Err(Error::syntax(
                    &rules::BAD_DELIMITERS,
                    start,
                    self.lexer.position(window.len()),
                ));
            }
        };
        self.lexer.take(1);
        self.interchange = isa.header;
        self.interchanges = self.interchanges.saturating_add(1);
        self.groups = 0;
        self.open = Open::Interchange;
        let place = self.place(&found);
        if isa.width_off || isa.len != ISA_BYTES {
            findings.push(Diagnostic::new(&rules::ISA_WIDTH, place));
        }
        if isa.delimiters.repetition().is_none() && self.interchange.has_repetitions() {
            findings.push(Diagnostic::new(
                &rules::NO_REPETITION_SEPARATOR,
                Place {
                    element: 11,
                    ..place
                },
            ));
        }
        let header = &self.interchange;
        let key = (
            0_u8,
            &header.sender_id,
            &header.receiver_id,
            &header.control_number,
        );
        if !self.remember(hash(&key), &place, findings) {
            findings.push(Diagnostic::new(
                &rules::DUPLICATE_INTERCHANGE,
                Place {
                    element: 13,
                    ..place
                },
            ));
        }
        Ok(Next::Interchange)
    }

    /// False where `key` was met before in this file.
    fn remember(&mut self, key: u64, place: &Place, findings: &mut Findings) -> bool {
        if self.seen.len() >= self.options.limits.control_numbers {
            if !std::mem::replace(&mut self.seen_full, true) {
                findings.push(Diagnostic::new(&rules::DUPLICATES_UNCHECKED, *place));
            }
            return !self.seen.contains(&key);
        }
        self.seen.insert(key)
    }

    /// Handles the next waiting segment: one of the envelope, or one that stands outside transaction sets.
    pub(super) fn envelope(&mut self, window: &[u8], findings: &mut Findings) -> Option<Next> {
        self.lexer.begin_unit();
        let found = self.lexer.waiting().first().copied()?;
        self.report_blanks(findings);
        if let Open::Transaction { skipped, grouped } = self.open
            && found.tag != SE
        {
            findings.push(
                Diagnostic::new(&rules::MISSING_TRAILER, self.place(&found))
                    .with(Detail::Expected("SE")),
            );
            self.open = if grouped {
                Open::Group
            } else {
                Open::Interchange
            };
            return Some(if skipped {
                Next::Skipped
            } else {
                Next::TransactionEnd { complete: false }
            });
        }
        if self.open == Open::Group && matches!(found.tag, GS | IEA | ISA) {
            findings.push(
                Diagnostic::new(&rules::MISSING_TRAILER, self.place(&found))
                    .with(Detail::Expected("GE")),
            );
            self.open = Open::Interchange;
            return Some(Next::GroupEnd);
        }
        if found.tag == ISA {
            findings.push(
                Diagnostic::new(&rules::MISSING_TRAILER, self.place(&found))
                    .with(Detail::Expected("IEA")),
            );
            self.lexer.reopen();
            self.open = Open::Nothing;
            return Some(Next::InterchangeEnd);
        }
        self.lexer.take(1);
        // ST is checked with the unit that it begins.
        if found.tag != ST {
            self.check_tag(&found, 0, findings);
        }
        match found.tag {
            SE => return self.end_transaction(window, found, findings),
            ST => self.begin_transaction(window, found, findings),
            GE if self.open == Open::Group => {
                let group = self.lexer.view(window, &found, 0);
                self.check_trailer(
                    &group,
                    self.sets,
                    self.group.control_number.as_bytes(),
                    findings,
                );
                self.open = Open::Interchange;
                return Some(Next::GroupEnd);
            }
            GS => {
                let view = self.lexer.view(window, &found, 0);
                self.group = GroupHeader::read(&view);
                self.groups = self.groups.saturating_add(1);
                self.sets = 0;
                self.open = Open::Group;
                let place = self.place(&found);
                if !self.remember(
                    hash(&(1_u8, self.interchanges, &self.group.control_number)),
                    &place,
                    findings,
                ) {
                    findings.push(Diagnostic::new(
                        &rules::DUPLICATE_CONTROL_NUMBER,
                        Place {
                            element: 6,
                            ..place
                        },
                    ));
                }
                return Some(Next::Group);
            }
            IEA => {
                let trailer = self.lexer.view(window, &found, 0);
                self.check_trailer(
                    &trailer,
                    self.groups,
                    self.interchange.control_number.as_bytes(),
                    findings,
                );
                self.open = Open::Nothing;
                return Some(Next::InterchangeEnd);
            }
            GE => findings.push(Diagnostic::new(
                &rules::TRAILER_WITHOUT_HEADER,
                self.place(&found),
            )),
            TA1 if self.open == Open::Interchange => {
                return Some(Next::Acknowledgment);
            }
            _ => findings.push(Diagnostic::new(
                &rules::OUTSIDE_TRANSACTION,
                self.place(&found),
            )),
        }
        None
    }

    fn begin_transaction(&mut self, window: &[u8], found: SegmentRef, findings: &mut Findings) {
        let grouped = self.open == Open::Group;
        self.transactions = self.transactions.saturating_add(1);
        self.sets = self.sets.saturating_add(1);
        let view = self.lexer.view(window, &found, 1);
        self.transaction =
            TransactionHeader::read(&view, grouped.then_some(&self.group), self.transactions);
        let place = Place {
            transaction: self.transactions,
            ordinal: 1,
            ..self.place(&found)
        };
        if !grouped {
            self.group = GroupHeader::default();
            findings.push(Diagnostic::new(&rules::GROUP_MISSING, place));
        }
        let key = (
            2_u8,
            self.interchanges,
            self.groups,
            &self.transaction.set,
            &self.transaction.control_number,
        );
        if !self.remember(hash(&key), &place, findings) {
            findings.push(Diagnostic::new(
                &rules::DUPLICATE_CONTROL_NUMBER,
                Place {
                    element: 2,
                    ..place
                },
            ));
        }
        let set = self
            .options
            .supported
            .iter()
            .find(|set| self.transaction.set == set.set);
        let known = set.is_some_and(|set| {
            let mut versions = set.versions.iter();
            set.versions.is_empty() || versions.any(|of| self.transaction.version == *of)
        });
        if !known {
            let name = SetName::new(
                self.transaction.set.as_bytes(),
                self.transaction.version.as_bytes(),
            );
            findings.push(Diagnostic::new(&rules::UNSUPPORTED_SET, place).with(Detail::Set(name)));
        } else if grouped && self.transaction.version != self.group.version {
            let place = Place {
                element: 3,
                ..place
            };
            findings.push(Diagnostic::new(&rules::VERSION_DIFFERS, place));
        }
        let set = set.filter(|_| known || self.options.any_version);
        self.starts = set.map_or(&[], |set| set.starts);
        self.open = Open::Transaction {
            grouped,
            skipped: set.is_none(),
        };
        // ST is the first segment of the first unit, or of what is skipped.
        self.segments = u32::from(set.is_none());
        if set.is_none() {
            self.lexer.begin_unit();
        }
    }

    fn end_transaction(
        &mut self,
        window: &[u8],
        found: SegmentRef,
        findings: &mut Findings,
    ) -> Option<Next> {
        let Open::Transaction { grouped, skipped } = self.open else {
            findings.push(Diagnostic::new(
                &rules::TRAILER_WITHOUT_HEADER,
                self.place(&found),
            ));
            return None;
        };
        self.segments = self.segments.saturating_add(1);
        let trailer = self.lexer.view(window, &found, self.segments);
        self.check_trailer(
            &trailer,
            u64::from(self.segments),
            self.transaction.control_number.as_bytes(),
            findings,
        );
        self.open = if grouped {
            Open::Group
        } else {
            Open::Interchange
        };
        Some(if skipped {
            Next::Skipped
        } else {
            Next::TransactionEnd { complete: true }
        })
    }

    /// SE, GE and IEA are alike: a count and a control number.
    fn check_trailer(
        &self,
        trailer: &Segment<'_, '_>,
        count: u64,
        control: &[u8],
        findings: &mut Findings,
    ) {
        let place = |element: u16| Place {
            segment: Some(trailer.tag()),
            transaction: if trailer.ordinal() > 0 {
                self.transaction.number
            } else {
                0
            },
            ordinal: trailer.ordinal(),
            element,
            span: trailer.element_span(usize::from(element)),
            ..Place::default()
        };
        match parse_integer(trailer.element(1).trim_ascii()) {
            Ok(said) if said == count => {}
            Ok(said) => {
                let detail = Detail::Count {
                    expected: count,
                    found: said,
                };
                findings.push(Diagnostic::new(&rules::WRONG_COUNT, place(1)).with(detail));
            }
            Err(error) => {
                let rule: &'static Rule = if trailer.element(1).is_empty() {
                    &rules::MISSING_ELEMENT
                } else {
                    error.rule()
                };
                findings.push(Diagnostic::new(rule, place(1)));
            }
        }
        if trailer.element(2).trim_ascii() != control {
            findings.push(Diagnostic::new(&rules::CONTROL_NUMBER_DIFFERS, place(2)));
        }
    }
}

/// Fixed keys: the same file gives the same findings.
fn hash(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
