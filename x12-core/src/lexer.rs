//! Bytes to segments, without IO: the caller supplies windows of the input and moves them on.

use crate::{
    Diagnostic, Error, Place,
    delimiters::{Delimiters, Isa, IsaRead, read_isa},
    findings::Findings,
    index::Index,
    limits::Limits,
    rules,
    segment::{Parts, Segment},
    tag::Tag,
};

/// The first stretch of a window that is indexed behind a change of delimiters; each further one is twice as long.
const FIRST_STRETCH: usize = 2 << 10;
/// The longest stretch: its positions stay in the processor's cache until they are used.
const LONGEST_STRETCH: usize = 16 << 10;
/// How much of a file may stand before its first interchange, such as the header of a mail.
const LONGEST_PREAMBLE: usize = 64 << 10;

/// Where a segment stands in its window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SegmentRef {
    pub(crate) tag: Tag,
    /// Identifier in lower case, or unreadable.
    pub(crate) folded: bool,
    /// Start of the white space before it.
    pub(crate) leading: u32,
    pub(crate) start: u32,
    /// Behind the terminator.
    pub(crate) end: u32,
    /// Its marks, counted from the first mark that the index ever held in this window.
    marks: (u32, u32),
}

/// What stands next in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lexed {
    /// More segments wait in the queue.
    Segments,
    /// The window ends before the next segment does.
    NeedMore,
    /// The input ended.
    End,
}

/// What stands where an interchange may begin.
pub(crate) enum Opening {
    Isa(Box<Isa>),
    NeedMore,
    End,
}

/// The lexer's place in a window.
///
/// Segments are found a stretch at a time and wait in a queue. Those from `unit` up to `head` have been taken and belong
/// together; those behind `head` have not been looked at.
#[derive(Debug, Default)]
pub(crate) struct Lexer {
    index: Index,
    delimiters: Option<Delimiters>,
    /// Position in the file of the window's first byte.
    base: u64,
    last: bool,
    /// Next byte of the window that no segment was found for.
    cursor: usize,
    /// The window is indexed up to here.
    indexed: usize,
    stretch: usize,
    /// Marks that were dropped from the front of the index.
    dropped: usize,
    /// Next unread mark, counted from the first one ever held in this window.
    next: usize,
    /// Up to here the bytes from `cursor` on are known to be white space.
    white: u32,
    queue: Vec<SegmentRef>,
    unit: usize,
    head: usize,
    /// One of the segments found in this window has an identifier in lower case, or an unreadable one.
    flawed: bool,
    /// Positions of empty segments: terminators that close nothing.
    blanks: Vec<u32>,
    /// The queue ends with IEA: what follows may have other delimiters.
    closed: bool,
    /// Comes when the queue is used up.
    error: Option<Error>,
    /// Start of bytes outside any interchange that are being skipped.
    junk: Option<u64>,
}

const IEA: Tag = Tag::new("IEA");

impl Lexer {
    /// Starts on a new window, whose first byte is the next unread one.
    pub(crate) fn load(&mut self, base: u64, last: bool) {
        self.base = base;
        self.last = last;
        self.cursor = 0;
        self.forget();
    }

    fn forget(&mut self) {
        self.index.clear();
        self.indexed = self.cursor;
        self.white = 0;
        self.dropped = 0;
        self.next = 0;
        self.stretch = self.stretch.max(FIRST_STRETCH);
        self.flawed = false;
        self.clear_queue();
    }

    fn clear_queue(&mut self) {
        self.queue.clear();
        self.blanks.clear();
        (self.unit, self.head, self.closed, self.error) = (0, 0, false, None);
    }

    /// The first byte of the window that is still needed.
    #[inline]
    pub(crate) fn hold(&self) -> usize {
        self.queue
            .get(self.unit)
            .map_or(self.cursor, |first| to_usize(first.leading))
    }

    /// Segments that were taken since [`begin_unit`](Self::begin_unit).
    #[inline]
    pub(crate) fn unit(&self) -> &[SegmentRef] {
        self.queue.get(self.unit..self.head).unwrap_or_default()
    }

    /// Lets go of the segments taken so far.
    #[inline]
    pub(crate) const fn begin_unit(&mut self) {
        self.unit = self.head;
    }

    /// Segments that wait to be taken.
    #[inline]
    pub(crate) fn waiting(&self) -> &[SegmentRef] {
        self.queue.get(self.head..).unwrap_or_default()
    }

    /// Takes the next `count` waiting segments.
    #[inline]
    pub(crate) fn take(&mut self, count: usize) {
        self.head = self.head.saturating_add(count).min(self.queue.len());
    }

    /// True where one of the segments may have an identifier that is worth a finding.
    #[inline]
    pub(crate) const fn is_flawed(&self) -> bool {
        self.flawed
    }

    /// True where empty segments were found and not taken.
    #[inline]
    pub(crate) fn has_blanks(&self) -> bool {
        !self.blanks.is_empty()
    }

    /// Empty segments before the next waiting one.
    pub(crate) fn take_blanks(&mut self) -> Vec<u32> {
        let end = self.waiting().first().map_or(u32::MAX, |next| next.start);
        let count = self.blanks.iter().take_while(|at| **at < end).count();
        self.blanks.drain(..count).collect()
    }

    pub(crate) fn position(&self, at: usize) -> u64 {
        self.base
            .saturating_add(u64::try_from(at).unwrap_or(u64::MAX))
    }

    /// The position in the file of a byte of the window.
    pub(crate) fn position_of(&self, at: u32) -> u64 {
        self.base.saturating_add(u64::from(at))
    }

    /// Reads on behind the segments taken so far, where the next interchange may begin.
    fn leave(&mut self) {
        let behind = self
            .head
            .checked_sub(1)
            .and_then(|last| self.queue.get(last));
        if let Some(last) = behind {
            self.cursor = to_usize(last.end);
            self.white = 0;
            self.next = to_usize(last.marks.1);
        }
        self.clear_queue();
    }

    /// Goes back to the next waiting segment, which is an ISA inside an interchange that was not closed.
    pub(crate) fn reopen(&mut self) {
        if let Some(next) = self.waiting().first().copied() {
            self.cursor = to_usize(next.leading);
            self.white = 0;
            self.next = to_usize(next.marks.0);
            self.clear_queue();
        }
    }

    /// Finds the next interchange: skips white space, a byte order mark and 0x1A; anything else is named by a finding.
    pub(crate) fn open(
        &mut self,
        window: &[u8],
        first: bool,
        findings: &mut Findings,
    ) -> Result<Opening, Error> {
        self.leave();
        loop {
            let rest = window.get(self.cursor..).unwrap_or_default();
            if self.junk.is_none() {
                let skip = rest.iter().take_while(|byte| is_padding(**byte)).count();
                self.cursor = self.cursor.saturating_add(skip);
            }
            let rest = window.get(self.cursor..).unwrap_or_default();
            if rest.is_empty() {
                return self.opened_nothing(first, findings);
            }
            if self.position(self.cursor) == 0
                && b"\xEF\xBB\xBF".starts_with(rest.get(..3).unwrap_or(rest))
            {
                if rest.len() < 3 {
                    return if self.last {
                        Err(self.not_x12(window))
                    } else {
                        Ok(Opening::NeedMore)
                    };
                }
                self.cursor = self.cursor.saturating_add(3);
                continue;
            }
            match read_isa(rest, self.position(self.cursor), self.last) {
                Ok(IsaRead::Found(isa)) => {
                    self.end_junk(findings);
                    if self.delimiters != Some(isa.delimiters) {
                        self.delimiters = Some(isa.delimiters);
                        self.stretch = 0;
                    }
                    // The index may have been built past the end of the last interchange: with other delimiters it is
                    // of no use, and with the same ones it is kept from here on.
                    if self.stretch == 0 || self.cursor > self.indexed {
                        self.forget();
                    } else {
                        self.skip_marks();
                    }
                    return Ok(Opening::Isa(isa));
                }
                Ok(IsaRead::NeedMore) => return Ok(Opening::NeedMore),
                // Inside junk, a damaged header is more junk.
                Err(error) if self.junk.is_none() => return Err(error),
                Ok(IsaRead::No) | Err(_) => {
                    if self.junk.is_none() {
                        // What a file begins with decides whether it is X12: look a little for a header behind a preamble.
                        let preamble = rest
                            .get(..rest.len().min(LONGEST_PREAMBLE))
                            .unwrap_or_default();
                        if first && memchr::memmem::find(preamble, b"ISA").is_none() {
                            return Err(self.not_x12(window));
                        }
                        self.junk = Some(self.position(self.cursor));
                    }
                    let behind = rest.get(1..).unwrap_or_default();
                    let skip = memchr::memmem::find(behind, b"ISA").unwrap_or_else(|| {
                        // An ISA may begin in the last two bytes of the window.
                        if self.last {
                            behind.len()
                        } else {
                            behind.len().saturating_sub(2)
                        }
                    });
                    self.cursor = self
                        .cursor
                        .saturating_add(skip)
                        .saturating_add(1)
                        .min(window.len());
                    if !self.last && window.len().saturating_sub(self.cursor) < 3 {
                        return Ok(Opening::NeedMore);
                    }
                }
            }
        }
    }

    /// Passes over the marks of what was skipped before the header: they are none of its own.
    fn skip_marks(&mut self) {
        let unread = self.next.saturating_sub(self.dropped);
        let marks = self.index.marks().get(unread..).unwrap_or_default();
        let skipped = marks.partition_point(|mark| to_usize(*mark) < self.cursor);
        self.next = self.next.saturating_add(skipped);
    }

    fn opened_nothing(&mut self, first: bool, findings: &mut Findings) -> Result<Opening, Error> {
        if !self.last {
            return Ok(Opening::NeedMore);
        }
        self.end_junk(findings);
        if first {
            Err(Error::syntax(
                &rules::NOT_X12,
                0,
                self.position(self.cursor),
            ))
        } else {
            Ok(Opening::End)
        }
    }

    fn not_x12(&self, window: &[u8]) -> Error {
        Error::syntax(
            &rules::NOT_X12,
            self.position(self.cursor),
            self.position(window.len()),
        )
    }

    fn end_junk(&mut self, findings: &mut Findings) {
        if let Some(start) = self.junk.take() {
            let place = Place::bytes(start, self.position(self.cursor));
            findings.push(Diagnostic::new(&rules::OUTSIDE_INTERCHANGE, place));
        }
    }

    /// Finds more segments of the open interchange.
    pub(crate) fn more(&mut self, window: &[u8], limits: &Limits) -> Result<Lexed, Error> {
        let Some(delimiters) = self.delimiters else {
            return Ok(Lexed::End);
        };
        loop {
            if let Some(error) = self.error.take() {
                return Err(error);
            }
            if self.closed {
                return Ok(Lexed::End);
            }
            let before = self.queue.len();
            self.split(window, &delimiters, limits);
            if self.queue.len() > before {
                return Ok(Lexed::Segments);
            }
            if self.error.is_none() {
                if self.indexed >= window.len() {
                    return self.ends_inside(window);
                }
                self.index_more(window, &delimiters);
            }
        }
    }

    /// Splits what is indexed into segments, up to IEA.
    fn split(&mut self, window: &[u8], delimiters: &Delimiters, limits: &Limits) {
        let dropped = to_u32(self.dropped);
        let mut at = self.next.wrapping_sub(self.dropped);
        let mut leading = to_u32(self.cursor);
        let shortest = limits.shortest();
        let all = self.index.marks();
        // White space is passed over once, however long it is and however many lines.
        let mut passed = self.white;
        for last in self.index.ends(to_u32(self.next)) {
            let mut first_mark = at;
            at = to_usize(last.wrapping_sub(dropped)).wrapping_add(1);
            let Some(marks @ [.., end]) = all.get(first_mark..at) else {
                break;
            };
            let end = *end;
            let mut own = marks;
            let mut start = leading.max(passed);
            if window
                .get(to_usize(start))
                .is_some_and(|byte| *byte <= b' ')
            {
                start = skip_white(window, start, delimiters);
                // White space may hold separators where they are control characters.
                let skip = marks.iter().take_while(|mark| **mark < start).count();
                own = marks.get(skip..).unwrap_or_default();
                first_mark = first_mark.wrapping_add(skip);
            }
            passed = start;
            // A line break that ends segments and stands between them too.
            if end < start {
                continue;
            }
            let before = leading;
            leading = end.wrapping_add(1);
            if end == start {
                self.blanks.push(end);
                continue;
            }
            let (from, to) = (to_usize(start), to_usize(end));
            // Too short to pass any limit: almost always.
            if to.wrapping_sub(from) >= shortest
                && let Err(error) = self.check_limits(window, (from, to), own, delimiters, limits)
            {
                self.error = Some(error);
                break;
            }
            let id_end = own.first().map_or(to, |mark| to_usize(*mark));
            let (tag, folded) = Tag::read(window.get(from..id_end).unwrap_or_default());
            self.flawed |= folded || tag == Tag::UNREADABLE;
            self.queue.push(SegmentRef {
                tag,
                folded,
                leading: before,
                start,
                end: leading,
                marks: (
                    to_u32(first_mark).wrapping_add(dropped),
                    to_u32(at).wrapping_add(dropped),
                ),
            });
            if tag == IEA {
                self.closed = true;
                break;
            }
        }
        let passed = leading.max(passed);
        self.white = skip_white(
            window.get(..self.indexed).unwrap_or_default(),
            passed,
            delimiters,
        );
        let start = to_usize(self.white);
        // What is indexed and not yet ended may be too long already.
        let open = self.indexed.saturating_sub(start);
        if open >= limits.segment_bytes && !self.closed && self.error.is_none() {
            self.error = Some(self.limit(
                &rules::LIMIT_SEGMENT_BYTES,
                limits.segment_bytes,
                start,
                self.indexed,
            ));
        }
        self.cursor = to_usize(leading);
        self.next = at.wrapping_add(self.dropped);
    }

    /// Indexes the next stretch; lets go of what lies before the unit.
    fn index_more(&mut self, window: &[u8], delimiters: &Delimiters) {
        self.queue.drain(..self.unit);
        self.head = self.head.saturating_sub(self.unit);
        self.unit = 0;
        let (mark, byte) = self
            .queue
            .first()
            .map_or((self.next, self.cursor), |first| {
                (to_usize(first.marks.0), to_usize(first.start))
            });
        let marks = mark.saturating_sub(self.dropped);
        self.index.drop_first(marks, byte);
        self.dropped = self.dropped.saturating_add(marks);
        self.stretch = self
            .stretch
            .saturating_mul(2)
            .clamp(FIRST_STRETCH, LONGEST_STRETCH);
        let to = self.indexed.saturating_add(self.stretch).min(window.len());
        self.index
            .extend_with_ends(window, self.indexed, to, delimiters);
        self.indexed = to;
    }

    fn ends_inside(&self, window: &[u8]) -> Result<Lexed, Error> {
        if !self.last {
            return Ok(Lexed::NeedMore);
        }
        let rest = window.get(self.cursor..).unwrap_or_default();
        if rest.iter().all(|byte| is_padding(*byte)) {
            return Ok(Lexed::End);
        }
        Err(Error::syntax(
            &rules::TRUNCATED,
            self.position(self.cursor),
            self.position(window.len()),
        ))
    }

    /// Bytes and elements of a segment, components and repetitions of each element, against their limits.
    #[cold]
    fn check_limits(
        &self,
        window: &[u8],
        (start, end): (usize, usize),
        marks: &[u32],
        delimiters: &Delimiters,
        limits: &Limits,
    ) -> Result<(), Error> {
        if end.saturating_sub(start) >= limits.segment_bytes {
            return Err(self.limit(
                &rules::LIMIT_SEGMENT_BYTES,
                limits.segment_bytes,
                start,
                end,
            ));
        }
        if marks.len() > limits.elements.saturating_add(1) {
            return Err(self.limit(&rules::LIMIT_ELEMENTS, limits.elements, start, end));
        }
        let fewest = limits.components.min(limits.repetitions);
        for (before, end) in marks.iter().zip(marks.iter().skip(1)) {
            let (before, end) = (to_usize(*before), to_usize(*end));
            let element = window
                .get(before.saturating_add(1)..end)
                .unwrap_or_default();
            if element.len() < fewest {
                continue;
            }
            let repetitions = || element.split(|byte| Some(*byte) == delimiters.repetition());
            if repetitions().count() > limits.repetitions {
                return Err(self.limit(&rules::LIMIT_REPETITIONS, limits.repetitions, before, end));
            }
            let components = |one: &[u8]| one.split(|byte| *byte == delimiters.component()).count();
            if repetitions().any(|one| components(one) > limits.components) {
                return Err(self.limit(&rules::LIMIT_COMPONENTS, limits.components, before, end));
            }
        }
        Ok(())
    }

    fn limit(&self, rule: &'static crate::Rule, limit: usize, start: usize, end: usize) -> Error {
        Error::Limit {
            rule,
            limit,
            place: Place::bytes(self.position(start), self.position(end)),
        }
    }

    /// What it takes to see segments.
    #[inline]
    pub(crate) fn views<'a>(&self, window: &'a [u8]) -> Views<'a, '_> {
        Views {
            window,
            index: &self.index,
            marks: self.index.marks(),
            dropped: to_u32(self.dropped),
            delimiters: self.delimiters.unwrap_or(Delimiters::USUAL),
            base: self.base,
        }
    }

    /// The segment that a reference names.
    #[inline]
    pub(crate) fn view<'a>(
        &self,
        window: &'a [u8],
        segment: &SegmentRef,
        ordinal: u32,
    ) -> Segment<'a, '_> {
        self.views(window).view(segment, ordinal)
    }
}

/// Segments as seen through the index.
#[derive(Clone, Copy)]
pub(crate) struct Views<'a, 'i> {
    window: &'a [u8],
    index: &'i Index,
    marks: &'i [u32],
    dropped: u32,
    delimiters: Delimiters,
    base: u64,
}

impl<'a, 'i> Views<'a, 'i> {
    /// The position in the file of a byte of the window.
    pub(crate) fn position(&self, at: u32) -> u64 {
        self.base.wrapping_add(u64::from(at))
    }

    #[inline]
    pub(crate) fn view(&self, segment: &SegmentRef, ordinal: u32) -> Segment<'a, 'i> {
        let from = to_usize(segment.marks.0.wrapping_sub(self.dropped));
        let to = to_usize(segment.marks.1.wrapping_sub(self.dropped));
        Segment::new(Parts {
            window: self.window,
            marks: self.marks.get(from..to).unwrap_or_default(),
            index: self.index,
            start: segment.start,
            end: segment.end,
            tag: segment.tag,
            delimiters: self.delimiters,
            offset: self.base.wrapping_add(u64::from(segment.start)),
            ordinal,
        })
    }
}

#[inline]
pub(crate) fn to_usize(position: u32) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

#[inline]
fn to_u32(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// Where the white space that stands at `from` ends.
fn skip_white(window: &[u8], from: u32, delimiters: &Delimiters) -> u32 {
    let (terminator, element) = (delimiters.terminator(), delimiters.element());
    let breaks = is_line_break(terminator);
    let white = |byte: u8| is_blank(byte) && byte != element && (byte != terminator || breaks);
    let behind = window.get(to_usize(from)..).unwrap_or_default();
    let skip = behind.iter().take_while(|byte| white(**byte)).count();
    from.saturating_add(to_u32(skip))
}

/// White space between segments.
const fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n' | b' ' | b'\t')
}

const fn is_line_break(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// What may stand around interchanges: white space, NUL fill and the old end-of-file mark.
const fn is_padding(byte: u8) -> bool {
    is_blank(byte) || matches!(byte, 0x1A | 0x00 | 0x0B | 0x0C)
}
