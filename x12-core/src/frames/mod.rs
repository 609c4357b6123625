//! The envelope: interchanges, groups and transaction sets, cut into units that fit a window.

mod envelope;
mod unit;

use std::collections::HashSet;

use crate::{
    Diagnostic, Error, Limits, Place, Span,
    envelope::{GroupHeader, InterchangeHeader, TransactionHeader},
    findings::Findings,
    lexer::{Lexed, Lexer, SegmentRef, to_usize},
    rules,
    tag::Tag,
    window::LONGEST,
};

pub use unit::{Frame, FrameOptions, Supported, Unit};

const ISA: Tag = Tag::new("ISA");
const TA1: Tag = Tag::new("TA1");
const GS: Tag = Tag::new("GS");
const ST: Tag = Tag::new("ST");
const SE: Tag = Tag::new("SE");
const GE: Tag = Tag::new("GE");
const IEA: Tag = Tag::new("IEA");

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Open {
    #[default]
    Nothing,
    Interchange,
    Group,
    /// A transaction set; `grouped` where it stands in a group.
    Transaction {
        grouped: bool,
        skipped: bool,
    },
}

/// What the next frame is; its data are in [`Frames`].
#[derive(Debug, Clone, Copy)]
pub(crate) enum Next {
    Interchange,
    Acknowledgment,
    Group,
    Unit,
    TransactionEnd { complete: bool },
    Skipped,
    GroupEnd,
    InterchangeEnd,
    NeedMore,
    End,
}

/// The state of reading an envelope, without IO.
#[derive(Debug, Default)]
pub struct Frames {
    lexer: Lexer,
    options: FrameOptions,
    open: Open,
    interchange: InterchangeHeader,
    group: GroupHeader,
    transaction: TransactionHeader,
    starts: &'static [Tag],
    /// Number of the unit's first segment within the transaction set.
    ordinal: u32,
    /// Segments of the transaction set before the unit.
    segments: u32,
    groups: u64,
    sets: u64,
    transactions: u32,
    interchanges: u64,
    seen: HashSet<u64>,
    seen_full: bool,
}

impl Frames {
    pub(crate) fn new(mut options: FrameOptions) -> Self {
        // A unit must fit a window with room to spare, or no window would ever be enough.
        let most = LONGEST.wrapping_div(2);
        options.limits.loop_bytes = options.limits.loop_bytes.min(most);
        Self {
            options,
            ..Self::default()
        }
    }

    /// The interchange that is open, or was last.
    #[must_use]
    pub const fn interchange(&self) -> &InterchangeHeader {
        &self.interchange
    }

    /// The group that is open, or was last.
    #[must_use]
    pub const fn group(&self) -> &GroupHeader {
        &self.group
    }

    /// The transaction set that is open, or was last.
    #[must_use]
    pub const fn transaction(&self) -> &TransactionHeader {
        &self.transaction
    }

    /// The transaction set that began and did not end, whether anything of it was delivered or not.
    #[must_use]
    pub const fn open_transaction(&self) -> Option<&TransactionHeader> {
        match self.open {
            Open::Transaction { .. } => Some(&self.transaction),
            _ => None,
        }
    }

    /// The limits in force.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.options.limits
    }

    /// Starts on a new window.
    pub(crate) fn load(&mut self, base: u64, last: bool) {
        self.lexer.load(base, last);
    }

    /// The first byte of the window that is still needed.
    pub(crate) fn hold(&self) -> usize {
        self.lexer.hold()
    }

    pub(crate) fn frame<'a>(&self, window: &'a [u8], next: Next) -> Option<Frame<'a, '_>> {
        Some(match next {
            Next::Interchange => Frame::Interchange(&self.interchange),
            Next::Acknowledgment => {
                Frame::Acknowledgment(self.lexer.view(window, self.lexer.unit().first()?, 0))
            }
            Next::Group => Frame::Group(&self.group),
            Next::Unit => Frame::Unit(Unit {
                window,
                frames: self,
            }),
            Next::TransactionEnd { complete } => Frame::TransactionEnd { complete },
            Next::Skipped => Frame::Skipped(&self.transaction),
            Next::GroupEnd => Frame::GroupEnd,
            Next::InterchangeEnd => Frame::InterchangeEnd,
            Next::NeedMore | Next::End => return None,
        })
    }

    /// Takes the next step.
    pub(crate) fn advance(
        &mut self,
        window: &[u8],
        findings: &mut Findings,
    ) -> Result<Next, Error> {
        findings.check()?;
        self.lexer.begin_unit();
        if self.open == Open::Nothing {
            return self.open_interchange(window, findings);
        }
        loop {
            let waiting = self.lexer.waiting();
            if waiting.is_empty() {
                let stop = match self.lexer.more(window, &self.options.limits) {
                    Ok(Lexed::Segments) => continue,
                    Ok(Lexed::NeedMore) => return self.need_more(window, findings),
                    // A unit is whole only when the segment behind it was seen.
                    Ok(Lexed::End) => self.truncated(window),
                    Err(error) => error,
                };
                // No unit will name them.
                self.report_blanks(findings);
                return Err(stop);
            }
            if let Open::Transaction { skipped, .. } = self.open {
                // The segment that begins a unit does not end it; the first unit begins with ST.
                let begins = self.segments == 0 || !is_envelope(waiting.first());
                let first = usize::from(self.lexer.unit().is_empty() && !skipped && begins);
                let starts = if skipped { &[][..] } else { self.starts };
                let ends =
                    |found: &SegmentRef| is_envelope(Some(found)) || is_start(starts, found.tag);
                let behind = waiting.get(first..).unwrap_or_default();
                let ahead = behind.iter().position(ends);
                let count = ahead.unwrap_or(behind.len()).saturating_add(first);
                self.lexer.take(count);
                if skipped {
                    self.segments = self
                        .segments
                        .saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
                    self.lexer.begin_unit();
                } else {
                    self.check_loop()?;
                }
                if ahead.is_none() {
                    continue;
                }
                if !self.lexer.unit().is_empty() {
                    return Ok(self.deliver(findings));
                }
            }
            if let Some(next) = self.envelope(window, findings) {
                return Ok(next);
            }
            findings.check()?;
            // ST stays: it is the first segment of a unit. Everything else is done with.
            if !matches!(self.open, Open::Transaction { skipped: false, .. }) {
                self.lexer.begin_unit();
            }
        }
    }

    /// The window ends before the unit does: whatever was gathered is read again from its start.
    fn need_more(&mut self, window: &[u8], findings: &mut Findings) -> Result<Next, Error> {
        // Empty segments behind what is read again come back with it; others would be forgotten.
        if self.lexer.unit().is_empty() {
            self.report_blanks(findings);
        }
        let hold = self.lexer.hold();
        if window.len().saturating_sub(hold) > self.options.limits.loop_bytes {
            return Err(self.loop_limit(hold, window.len()));
        }
        Ok(Next::NeedMore)
    }

    fn check_loop(&self) -> Result<(), Error> {
        let unit = self.lexer.unit();
        if let (Some(first), Some(last)) = (unit.first(), unit.last())
            && to_usize(last.end.saturating_sub(first.start)) > self.options.limits.loop_bytes
        {
            return Err(self.loop_limit(to_usize(first.start), to_usize(last.end)));
        }
        Ok(())
    }

    fn loop_limit(&self, start: usize, end: usize) -> Error {
        let place = Place {
            transaction: self.transaction.number,
            span: Span::new(self.lexer.position(start), self.lexer.position(end)),
            ..Place::default()
        };
        Error::Limit {
            rule: &rules::LIMIT_LOOP_BYTES,
            limit: self.options.limits.loop_bytes,
            place,
        }
    }

    fn truncated(&self, window: &[u8]) -> Error {
        let end = self.lexer.position(window.len());
        let transaction = if matches!(self.open, Open::Transaction { .. }) {
            self.transaction.number
        } else {
            0
        };
        Error::Syntax {
            rule: &rules::TRUNCATED,
            place: Place {
                transaction,
                ..Place::bytes(end, end)
            },
        }
    }

    fn deliver(&mut self, findings: &mut Findings) -> Next {
        self.ordinal = self.segments.saturating_add(1);
        let unit = self.lexer.unit();
        self.segments = self
            .segments
            .saturating_add(u32::try_from(unit.len()).unwrap_or(u32::MAX));
        if self.lexer.is_flawed() {
            for (found, ordinal) in unit.iter().zip(self.ordinal..) {
                self.check_tag(found, ordinal, findings);
            }
        }
        self.report_blanks(findings);
        Next::Unit
    }

    fn report_blanks(&mut self, findings: &mut Findings) {
        if !self.lexer.has_blanks() {
            return;
        }
        for at in self.lexer.take_blanks() {
            let start = self.lexer.position_of(at);
            let inside = matches!(self.open, Open::Transaction { .. });
            let transaction = if inside { self.transaction.number } else { 0 };
            let place = Place {
                transaction,
                ..Place::bytes(start, start.saturating_add(1))
            };
            findings.push(Diagnostic::new(&rules::BLANK_SEGMENT, place));
        }
    }

    #[inline]
    fn check_tag(&self, found: &SegmentRef, ordinal: u32, findings: &mut Findings) {
        if found.folded || found.tag == Tag::UNREADABLE {
            let rule = if found.folded {
                &rules::LOWER_CASE_SEGMENT_ID
            } else {
                &rules::BAD_SEGMENT_ID
            };
            findings.push(Diagnostic::new(
                rule,
                Place {
                    ordinal,
                    ..self.place(found)
                },
            ));
        }
    }

    fn place(&self, found: &SegmentRef) -> Place {
        let inside = matches!(self.open, Open::Transaction { .. });
        Place {
            segment: Some(found.tag),
            transaction: if inside { self.transaction.number } else { 0 },
            span: Span::new(
                self.lexer.position_of(found.start),
                self.lexer.position_of(found.end),
            ),
            ..Place::default()
        }
    }
}

#[inline]
#[allow(
    clippy::manual_contains,
    reason = "asked of each segment, and `contains` is a call"
)]
fn is_start(starts: &[Tag], tag: Tag) -> bool {
    starts.iter().any(|start| *start == tag)
}

fn is_envelope(found: Option<&SegmentRef>) -> bool {
    found.is_some_and(|found| matches!(found.tag, ISA | IEA | GS | GE | ST | SE))
}
