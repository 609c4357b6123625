//! Bytes to segments, without IO: the caller supplies windows of the input and moves them on.

use crate::{
    Error, Place,
    delimiters::{Delimiters, Isa, IsaRead, read_isa},
    findings::Findings,
    index::Index,
    limits::Limits,
    rules,
    segment::{Parts, Segment},
    tag::Tag,
    Diagnostic,
};

/// The first stretch of a window that is indexed behind a change of delimiters; each further one is twice as long.
const FIRST_STRETCH: usize = 2 << 10;
/// The longest stretch: its positions stay in the processor's cache until they are used.
const LONGEST_STRETCH: usize = 32 << 10;

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
    odd: (u32, u32),
}

/// What stands next in the window.
pub(crate) enum Lexed {
    /// A segment of the open interchange.
    Segment(SegmentRef),
    /// An empty segment: the terminator at this position closes nothing.
    Blank(usize),
    /// The window ends before the segment does.
    NeedMore,
    /// The input ended, behind this much white space.
    End,
}

/// What stands where an interchange may begin.
pub(crate) enum Opening {
    Isa(Box<Isa>),
    NeedMore,
    End,
}

/// The lexer's place in a window.
#[derive(Debug, Default)]
pub(crate) struct Lexer {
    index: Index,
    delimiters: Option<Delimiters>,
    /// Position in the file of the window's first byte.
    base: u64,
    last: bool,
    /// Next unread byte of the window.
    cursor: usize,
    /// The window is indexed up to here.
    indexed: usize,
    stretch: usize,
    /// Marks and odd positions that were dropped from the front of the index.
    dropped: (usize, usize),
    /// Next unread mark and odd position, counted from the first one ever held in this window.
    next: (usize, usize),
    /// Start of bytes outside any interchange that are being skipped.
    junk: Option<u64>,
}

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
        self.dropped = (0, 0);
        self.next = (0, 0);
        self.stretch = self.stretch.max(FIRST_STRETCH);
    }

    pub(crate) const fn cursor(&self) -> usize {
        self.cursor
    }

    pub(crate) fn position(&self, at: usize) -> u64 {
        self.base.saturating_add(u64::try_from(at).unwrap_or(u64::MAX))
    }

    /// The position in the file of a byte of the window.
    pub(crate) fn position_of(&self, at: u32) -> u64 {
        self.base.saturating_add(u64::from(at))
    }

    /// Finds the next interchange: skips white space, a byte order mark and 0x1A; anything else is named by a finding.
    pub(crate) fn open(&mut self, window: &[u8], first: bool, findings: &mut Findings) -> Result<Opening, Error> {
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
            if self.position(self.cursor) == 0 && b"\xEF\xBB\xBF".starts_with(rest.get(..3).unwrap_or(rest)) {
                if rest.len() < 3 {
                    return if self.last { Err(self.not_x12(window)) } else { Ok(Opening::NeedMore) };
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
                    // of no use, and with the same ones it is kept.
                    if self.stretch == 0 {
                        self.forget();
                    }
                    return Ok(Opening::Isa(isa));
                }
                Ok(IsaRead::NeedMore) => return Ok(Opening::NeedMore),
                // Inside junk, a damaged header is more junk.
                Err(error) if self.junk.is_none() => return Err(error),
                Ok(IsaRead::No) | Err(_) => {
                    if self.junk.is_none() {
                        // What a file begins with decides whether it is X12: look a little for a header behind a preamble.
                        if first && memchr::memmem::find(rest, b"ISA").is_none() {
                            return Err(self.not_x12(window));
                        }
                        self.junk = Some(self.position(self.cursor));
                    }
                    let behind = rest.get(1..).unwrap_or_default();
                    let skip = memchr::memmem::find(behind, b"ISA").unwrap_or_else(|| {
                        // An ISA may begin in the last two bytes of the window.
                        if self.last { behind.len() } else { behind.len().saturating_sub(2) }
                    });
                    self.cursor = self.cursor.saturating_add(skip).saturating_add(1).min(window.len());
                    if !self.last && window.len().saturating_sub(self.cursor) < 3 {
                        return Ok(Opening::NeedMore);
                    }
                }
            }
        }
    }

    fn opened_nothing(&mut self, first: bool, findings: &mut Findings) -> Result<Opening, Error> {
        if !self.last {
            return Ok(Opening::NeedMore);
        }
        self.end_junk(findings);
        if first { Err(Error::syntax(&rules::NOT_X12, 0, self.position(self.cursor))) } else { Ok(Opening::End) }
    }

    fn not_x12(&self, window: &[u8]) -> Error {
        Error::syntax(&rules::NOT_X12, self.position(self.cursor), self.position(window.len()))
    }

    fn end_junk(&mut self, findings: &mut Findings) {
        if let Some(start) = self.junk.take() {
            let place = Place::bytes(start, self.position(self.cursor));
            findings.push(Diagnostic::new(&rules::OUTSIDE_INTERCHANGE, place));
        }
    }

    /// Goes back to an unread segment, which stays unread.
    pub(crate) fn rewind(&mut self, to: &SegmentRef) {
        self.cursor = to_usize(to.leading);
        self.next = (to_usize(to.marks.0), to_usize(to.odd.0));
    }

    /// Reads the next segment of the open interchange. `keep` is the first segment whose marks are still needed.
    pub(crate) fn segment(&mut self, window: &[u8], keep: Option<&SegmentRef>, limits: &Limits) -> Result<Lexed, Error> {
        let Some(delimiters) = self.delimiters else { return Ok(Lexed::End) };
        let terminator = delimiters.terminator();
        let leading = self.cursor;
        let mut start = leading;
        while let Some(byte) = window.get(start)
            && is_blank(*byte)
            && *byte != delimiters.element()
            && (*byte != terminator || is_line_break(terminator))
        {
            start = start.saturating_add(1);
        }
        self.skip_marks(start);
        let first_mark = self.next.0;
        let mut at = first_mark;
        let end = loop {
            let marks = self.index.marks().get(at.saturating_sub(self.dropped.0)..).unwrap_or_default();
            match marks.iter().position(|mark| window.get(to_usize(*mark)) == Some(&terminator)) {
                Some(ahead) => {
                    let end = marks.get(ahead).copied().unwrap_or(0);
                    at = at.saturating_add(ahead).saturating_add(1);
                    break end;
                }
                None => at = at.saturating_add(marks.len()),
            }
            if self.indexed >= window.len() {
                self.check_size(start, window.len(), limits)?;
                return self.ends_inside(window, start);
            }
            self.check_size(start, self.indexed, limits)?;
            let keep = keep.map_or((first_mark, self.next.1), |segment| (to_usize(segment.marks.0), to_usize(segment.odd.0)));
            self.index_more(window, &delimiters, keep);
        };
        let elements = at.saturating_sub(first_mark).saturating_sub(1);
        if elements > limits.elements {
            return Err(self.limit(&rules::LIMIT_ELEMENTS, limits.elements, start, to_usize(end)));
        }
        let behind = end.saturating_add(1);
        self.check_size(start, to_usize(behind), limits)?;
        let odd = self.skip_odd(start, end);
        self.cursor = to_usize(behind);
        self.next = (at, odd.1);
        if to_usize(end) == start {
            return Ok(Lexed::Blank(start));
        }
        let id_end = self.index.marks().get(first_mark.saturating_sub(self.dropped.0)).map_or(end, |mark| *mark);
        let (tag, folded) = Tag::read(window.get(start..to_usize(id_end)).unwrap_or_default());
        Ok(Lexed::Segment(SegmentRef {
            tag,
            folded,
            leading: to_u32(leading),
            start: to_u32(start),
            end: behind,
            marks: (to_u32(first_mark), to_u32(at)),
            odd: (to_u32(odd.0), to_u32(odd.1)),
        }))
    }

    /// Steps over marks in white space before a segment.
    fn skip_marks(&mut self, start: usize) {
        let ahead = self.index.marks().get(self.next.0.saturating_sub(self.dropped.0)..).unwrap_or_default();
        let skip = ahead.iter().take_while(|mark| to_usize(**mark) < start).count();
        self.next.0 = self.next.0.saturating_add(skip);
    }

    /// The odd positions of a segment; steps over those in white space before it.
    fn skip_odd(&self, start: usize, end: u32) -> (usize, usize) {
        let ahead = self.index.odd().get(self.next.1.saturating_sub(self.dropped.1)..).unwrap_or_default();
        let before = ahead.iter().take_while(|at| to_usize(**at) < start).count();
        let inside = ahead.iter().skip(before).take_while(|at| **at < end).count();
        let from = self.next.1.saturating_add(before);
        (from, from.saturating_add(inside))
    }

    fn index_more(&mut self, window: &[u8], delimiters: &Delimiters, keep: (usize, usize)) {
        let (marks, odd) = (keep.0.saturating_sub(self.dropped.0), keep.1.saturating_sub(self.dropped.1));
        self.index.drop_first(marks, odd);
        self.dropped = (self.dropped.0.saturating_add(marks), self.dropped.1.saturating_add(odd));
        self.stretch = self.stretch.saturating_mul(2).clamp(FIRST_STRETCH, LONGEST_STRETCH);
        let to = self.indexed.saturating_add(self.stretch).min(window.len());
        self.index.extend(window, self.indexed, to, delimiters);
        self.indexed = to;
    }

    fn ends_inside(&self, window: &[u8], start: usize) -> Result<Lexed, Error> {
        if !self.last {
            return Ok(Lexed::NeedMore);
        }
        let rest = window.get(start..).unwrap_or_default();
        if rest.iter().all(|byte| is_padding(*byte)) {
            return Ok(Lexed::End);
        }
        Err(Error::syntax(&rules::TRUNCATED, self.position(start), self.position(window.len())))
    }

    fn check_size(&self, start: usize, end: usize, limits: &Limits) -> Result<(), Error> {
        if end.saturating_sub(start) > limits.segment_bytes {
            return Err(self.limit(&rules::LIMIT_SEGMENT_BYTES, limits.segment_bytes, start, end));
        }
        Ok(())
    }

    fn limit(&self, rule: &'static crate::Rule, limit: usize, start: usize, end: usize) -> Error {
        Error::Limit { rule, limit, place: Place::bytes(self.position(start), self.position(end)) }
    }

    /// The segment that a reference names.
    #[inline]
    pub(crate) fn view<'a>(&self, window: &'a [u8], segment: &SegmentRef, ordinal: u32) -> Segment<'a, '_> {
        let range = |all: &'_ [u32], (from, to): (u32, u32), dropped: usize| {
            (to_usize(from).saturating_sub(dropped), to_usize(to).saturating_sub(dropped).min(all.len()))
        };
        let marks = self.index.marks();
        let (from, to) = range(marks, segment.marks, self.dropped.0);
        let odd = self.index.odd();
        let (odd_from, odd_to) = range(odd, segment.odd, self.dropped.1);
        Segment::new(Parts {
            bytes: window.get(to_usize(segment.start)..to_usize(segment.end)).unwrap_or_default(),
            marks: marks.get(from..to).unwrap_or_default(),
            odd: odd.get(odd_from..odd_to).unwrap_or_default(),
            start: segment.start,
            tag: segment.tag,
            delimiters: self.delimiters.unwrap_or(Delimiters::USUAL),
            offset: self.position_of(segment.start),
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
