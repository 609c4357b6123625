//! The envelope: interchanges, groups and transaction sets, cut into units that fit a window.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::{
    Detail, Diagnostic, Error, Limits, Place, Rule, SetName, Span,
    delimiters::ISA_BYTES,
    envelope::{GroupHeader, InterchangeHeader, TransactionHeader},
    findings::Findings,
    lexer::{Lexed, Lexer, Opening, SegmentRef, Views, to_usize},
    rules,
    segment::Segment,
    tag::Tag,
    value::parse_integer,
};

const ISA: Tag = Tag::new("ISA");
const TA1: Tag = Tag::new("TA1");
const GS: Tag = Tag::new("GS");
const ST: Tag = Tag::new("ST");
const SE: Tag = Tag::new("SE");
const GE: Tag = Tag::new("GE");
const IEA: Tag = Tag::new("IEA");

/// A transaction set that the caller reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supported {
    /// ST01, such as `835`.
    pub set: &'static str,
    /// Versions (ST03 or GS08) that are read alike. None listed means all; an empty one stands for a set that names none.
    pub versions: &'static [&'static str],
    /// Segments that begin a new unit. The first unit begins with ST.
    pub starts: &'static [Tag],
}

/// What to read and how.
#[derive(Debug, Clone, Default)]
pub struct FrameOptions {
    /// The transaction sets that are delivered; all others are skipped as a whole with a finding.
    pub supported: &'static [Supported],
    /// Deliver supported sets of any version; each gives a finding that names its version.
    pub any_version: bool,
    /// Limits.
    pub limits: Limits,
}

/// One step through the envelope.
#[derive(Debug)]
#[non_exhaustive]
pub enum Frame<'a, 'i> {
    /// An interchange begins.
    Interchange(&'i InterchangeHeader),
    /// TA1: the answer to an interchange, between ISA and GS.
    Acknowledgment(Segment<'a, 'i>),
    /// A functional group begins.
    Group(&'i GroupHeader),
    /// The next part of a supported transaction set; the first one begins with ST.
    Unit(Unit<'a, 'i>),
    /// A supported transaction set ends. `complete` is false where its SE is missing.
    TransactionEnd {
        /// SE was there.
        complete: bool,
    },
    /// A transaction set was skipped as a whole; a finding names it.
    Skipped(&'i TransactionHeader),
    /// A functional group ends.
    GroupEnd,
    /// An interchange ends.
    InterchangeEnd,
}

/// Segments of a transaction set that belong together, such as a claim with its lines.
#[derive(Clone, Copy)]
pub struct Unit<'a, 'i> {
    window: &'a [u8],
    frames: &'i Frames,
}

impl<'a, 'i> Unit<'a, 'i> {
    /// How many segments it has: at least one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.frames.lexer.unit().len()
    }

    /// Never true: a unit has at least the segment that begins it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.frames.lexer.unit().is_empty()
    }

    /// Segment `at`, counted from 0.
    #[must_use]
    #[inline]
    pub fn segment(&self, at: usize) -> Option<Segment<'a, 'i>> {
        let found = self.frames.lexer.unit().get(at)?;
        let ordinal = self
            .frames
            .ordinal
            .saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        Some(self.frames.lexer.view(self.window, found, ordinal))
    }

    /// The identifier of segment `at`, counted from 0.
    #[must_use]
    pub fn tag(&self, at: usize) -> Option<Tag> {
        self.frames.lexer.unit().get(at).map(|found| found.tag)
    }

    /// All that reading its segments in order takes.
    pub(crate) fn parts(&self) -> (&'i [SegmentRef], Views<'a, 'i>, u32) {
        let lexer = &self.frames.lexer;
        (lexer.unit(), lexer.views(self.window), self.frames.ordinal)
    }

    /// The segments that begin units in this transaction set.
    #[must_use]
    pub const fn starts(&self) -> &'static [Tag] {
        self.frames.starts
    }

    /// Where it stands in the file.
    #[must_use]
    pub fn span(&self) -> Span {
        let unit = self.frames.lexer.unit();
        match (unit.first(), unit.last()) {
            (Some(first), Some(last)) => Span::new(
                self.frames.lexer.position_of(first.start),
                self.frames.lexer.position_of(last.end),
            ),
            _ => Span::default(),
        }
    }

    /// The interchange that it belongs to.
    #[must_use]
    pub const fn interchange(&self) -> &'i InterchangeHeader {
        &self.frames.interchange
    }

    /// The group that it belongs to; all values empty where GS is missing.
    #[must_use]
    pub const fn group(&self) -> &'i GroupHeader {
        &self.frames.group
    }

    /// The transaction set that it belongs to.
    #[must_use]
    pub const fn transaction(&self) -> &'i TransactionHeader {
        &self.frames.transaction
    }
}

impl std::fmt::Debug for Unit<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Unit({:?} with {} segments)", self.tag(0), self.len())
    }
}

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
    pub(crate) fn new(options: FrameOptions) -> Self {
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
                match self.lexer.more(window, &self.options.limits)? {
                    Lexed::Segments => {}
                    Lexed::NeedMore => return self.need_more(window, findings),
                    // A unit is whole only when the segment behind it was seen.
                    Lexed::End => return Err(self.truncated(window)),
                }
                continue;
            }
            if let Open::Transaction { skipped, .. } = self.open {
                // The segment that begins a unit does not end it; the first unit begins with ST.
                let begins = self.segments == 0 || !is_envelope(waiting.first());
                let first = usize::from(self.lexer.unit().is_empty() && !skipped && begins);
                let starts = if skipped { &[][..] } else { self.starts };
                let ends =
                    |found: &SegmentRef| is_envelope(Some(found)) || starts.contains(&found.tag);
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
        for (found, ordinal) in unit.iter().zip(self.ordinal..) {
            self.check_tag(found, ordinal, findings);
        }
        self.report_blanks(findings);
        Next::Unit
    }

    fn report_blanks(&mut self, findings: &mut Findings) {
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

    fn open_interchange(&mut self, window: &[u8], findings: &mut Findings) -> Result<Next, Error> {
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
    fn envelope(&mut self, window: &[u8], findings: &mut Findings) -> Option<Next> {
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

fn is_envelope(found: Option<&SegmentRef>) -> bool {
    found.is_some_and(|found| matches!(found.tag, ISA | IEA | GS | GE | ST | SE))
}

/// Fixed keys: the same file gives the same findings.
fn hash(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
