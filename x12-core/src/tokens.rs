//! Segment by segment, with nothing lost: for tools that need the bytes and not the meaning.

use std::io::Read;

use crate::{
    Error, Limits,
    findings::Findings,
    lexer::{Lexed, Lexer, Opening, SegmentRef, to_usize},
    rules,
    segment::Segment,
    tag::Tag,
    window::{RefillBuffer, SliceWindow},
};

/// A segment and the bytes before it that are no segment.
pub struct Token<'a, 'i> {
    /// White space, line breaks, padding, empty segments or bytes outside any interchange.
    pub trivia: &'a [u8],
    /// The segment.
    pub segment: Segment<'a, 'i>,
}

/// The segments of an input that is in memory, of all its interchanges, in order.
///
/// Trivia and segments together are the input, byte by byte: what follows the last segment is
/// [`trailing`](Self::trailing). [`TokenReader`] does the same over a reader.
pub struct Tokens<'a> {
    window: SliceWindow<'a>,
    walk: Walk,
    /// Up to here the input was given out.
    done: usize,
}

impl std::fmt::Debug for Token<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Token({} bytes of trivia, {:?})",
            self.trivia.len(),
            self.segment
        )
    }
}

impl std::fmt::Debug for Tokens<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Tokens(at byte {} of {})",
            self.done,
            self.window.input().len()
        )
    }
}

impl<'a> Tokens<'a> {
    /// The segments of `input`.
    #[must_use]
    pub fn new(input: &'a [u8]) -> Self {
        Self::with_limits(input, Limits::default())
    }

    /// The same with other limits.
    #[must_use]
    pub fn with_limits(input: &'a [u8], limits: Limits) -> Self {
        Self::over(SliceWindow::new(input), limits)
    }

    fn over(window: SliceWindow<'a>, limits: Limits) -> Self {
        let mut walk = Walk::new(limits);
        walk.lexer.load(window.base(), window.is_last());
        Self {
            window,
            walk,
            done: 0,
        }
    }

    /// The next segment.
    ///
    /// # Errors
    ///
    /// [`Error::Syntax`] where the input is no X12 or ends inside a segment, [`Error::Limit`] past a limit.
    #[allow(
        clippy::should_implement_trait,
        reason = "a segment borrows from the index, so this is no Iterator"
    )]
    pub fn next(&mut self) -> Result<Option<Token<'a, '_>>, Error> {
        loop {
            let window = self.window.bytes();
            let found = match self.walk.advance(window)? {
                Step::Segment(found) => found,
                Step::NeedMore => {
                    self.slide()?;
                    continue;
                }
                Step::End => return Ok(None),
            };
            let place = |at: u32| self.window.start().saturating_add(to_usize(at));
            let before = self.done..place(found.start);
            self.done = place(found.end);
            return Ok(Some(Token {
                trivia: self.window.input().get(before).unwrap_or_default(),
                segment: self.walk.lexer.view(window, &found, 0),
            }));
        }
    }

    fn slide(&mut self) -> Result<(), Error> {
        let hold = self.walk.let_go();
        self.window.slide(hold, &rules::LIMIT_SEGMENT_BYTES)?;
        let lexer = &mut self.walk.lexer;
        lexer.load(self.window.base(), self.window.is_last());
        Ok(())
    }

    /// What follows the last segment that was read.
    #[must_use]
    pub fn trailing(&self) -> &'a [u8] {
        self.window.input().get(self.done..).unwrap_or_default()
    }
}

/// From segment to segment through all interchanges, without IO.
struct Walk {
    lexer: Lexer,
    limits: Limits,
    inside: bool,
    first: bool,
    /// The open interchange's own ISA was read.
    started: bool,
    findings: Findings,
}

enum Step {
    Segment(SegmentRef),
    NeedMore,
    End,
}

impl Walk {
    fn new(limits: Limits) -> Self {
        Self {
            lexer: Lexer::default(),
            findings: Findings::new(limits.findings, false),
            limits,
            inside: false,
            first: true,
            started: false,
        }
    }

    fn advance(&mut self, window: &[u8]) -> Result<Step, Error> {
        loop {
            if !self.inside {
                match self.lexer.open(window, self.first, &mut self.findings)? {
                    Opening::Isa(_) => {
                        (self.inside, self.first, self.started) = (true, false, false);
                    }
                    Opening::NeedMore => return Ok(Step::NeedMore),
                    Opening::End => return Ok(Step::End),
                }
            }
            let Some(found) = self.lexer.waiting().first().copied() else {
                match self.lexer.more(window, &self.limits)? {
                    Lexed::Segments => {}
                    Lexed::NeedMore => return Ok(Step::NeedMore),
                    Lexed::End => {
                        let end = self.lexer.position(window.len());
                        return Err(Error::syntax(&rules::TRUNCATED, end, end));
                    }
                }
                continue;
            };
            // An interchange that was not closed: the next one has delimiters of its own.
            if found.tag == Tag::new("ISA") && std::mem::replace(&mut self.started, true) {
                self.lexer.reopen();
                (self.inside, self.started) = (false, false);
                continue;
            }
            self.lexer.begin_unit();
            self.lexer.take(1);
            self.inside = found.tag != Tag::new("IEA");
            return Ok(Step::Segment(found));
        }
    }

    /// Lets go of what was given out; the first byte of the window that is still needed.
    fn let_go(&mut self) -> usize {
        self.lexer.begin_unit();
        self.lexer.hold()
    }
}

/// A part of an input, in order.
pub enum Part<'a, 'i> {
    /// What is no segment, as in [`Token::trivia`]. What stands between two segments may come in several parts.
    Trivia(&'a [u8]),
    /// A segment.
    Segment(Segment<'a, 'i>),
}

impl std::fmt::Debug for Part<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Trivia(bytes) => write!(f, "Trivia({} bytes)", bytes.len()),
            Self::Segment(segment) => segment.fmt(f),
        }
    }
}

/// What [`Tokens`] gives, of anything that can be read, in memory that does not grow with the file.
///
/// ```
/// use x12_core::{Part, TokenReader};
///
/// # let file: &[u8] = fixtures::era()[0].edi;
/// let mut parts = TokenReader::new(file);
/// let mut copy = Vec::new();
/// while let Some(part) = parts.next()? {
///     match part {
///         Part::Trivia(bytes) => copy.extend_from_slice(bytes),
///         Part::Segment(segment) => copy.extend_from_slice(segment.bytes()),
///     }
/// }
/// assert_eq!(copy, file);
/// # Ok::<(), x12_core::Error>(())
/// ```
pub struct TokenReader<R> {
    buffer: RefillBuffer<R>,
    walk: Walk,
    /// Up to here the window was given out.
    done: usize,
    /// Found, and to be given out once what stands before it was.
    pending: Option<SegmentRef>,
    ended: bool,
}

impl<R: Read> TokenReader<R> {
    /// The parts of what `reader` gives. It does its own buffering.
    pub fn new(reader: R) -> Self {
        Self::with_limits(reader, Limits::default())
    }

    /// The same with other limits.
    pub fn with_limits(reader: R, limits: Limits) -> Self {
        Self {
            buffer: RefillBuffer::new(reader),
            walk: Walk::new(limits),
            done: 0,
            pending: None,
            ended: false,
        }
    }

    /// The next part, or `None` at the end and after an error.
    ///
    /// # Errors
    ///
    /// As [`Tokens::next`], and [`Error::Io`] where reading fails.
    #[allow(
        clippy::should_implement_trait,
        reason = "a segment borrows from the window, so this is no Iterator"
    )]
    pub fn next(&mut self) -> Result<Option<Part<'_, '_>>, Error> {
        if self.ended {
            return Ok(None);
        }
        let found = self.advance();
        self.ended = matches!(found, Err(_) | Ok(None));
        Ok(match found? {
            None => None,
            Some(Found::Trivia(from, to)) => {
                let trivia = self.buffer.window().get(from..to);
                Some(Part::Trivia(trivia.unwrap_or_default()))
            }
            Some(Found::Segment(found)) => {
                let window = self.buffer.window();
                Some(Part::Segment(self.walk.lexer.view(window, &found, 0)))
            }
        })
    }

    fn advance(&mut self) -> Result<Option<Found>, Error> {
        loop {
            if let Some(found) = self.pending.take() {
                self.done = to_usize(found.end);
                return Ok(Some(Found::Segment(found)));
            }
            let (step, until) = match self.walk.advance(self.buffer.window())? {
                Step::Segment(found) => {
                    self.pending = Some(found);
                    (Step::Segment(found), to_usize(found.start))
                }
                Step::NeedMore => (Step::NeedMore, self.walk.let_go()),
                Step::End => (Step::End, self.buffer.window().len()),
            };
            let from = self.done;
            self.done = from.max(until);
            if from < until {
                return Ok(Some(Found::Trivia(from, until)));
            }
            match step {
                Step::Segment(_) => {}
                Step::NeedMore => {
                    let last = self.buffer.refill(until)?;
                    self.done = self.done.saturating_sub(until);
                    self.walk.lexer.load(self.buffer.base(), last);
                }
                Step::End => return Ok(None),
            }
        }
    }
}

/// A part by its place in the window.
enum Found {
    Trivia(usize, usize),
    Segment(SegmentRef),
}

impl<R> std::fmt::Debug for TokenReader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TokenReader(from byte {})", self.buffer.base())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Seen = (Vec<u8>, Vec<u8>, u64);

    /// Trivia, bytes and place of each segment; what is left; and how it ended.
    fn seen(mut tokens: Tokens<'_>) -> (Vec<Seen>, Vec<u8>, Option<Error>) {
        let mut all = Vec::new();
        let error = loop {
            match tokens.next() {
                Ok(Some(token)) => all.push((
                    token.trivia.to_vec(),
                    token.segment.bytes().to_vec(),
                    token.segment.span().start,
                )),
                Ok(None) => break None,
                Err(error) => break Some(error),
            }
        };
        (all, tokens.trailing().to_vec(), error)
    }

    fn in_windows(input: &[u8], longest: usize) -> (Vec<Seen>, Vec<u8>, Option<Error>) {
        let window = SliceWindow::with_longest(input, longest);
        seen(Tokens::over(window, Limits::default()))
    }

    /// Where windows end does not show: two interchanges with other delimiters, line breaks, padding between.
    #[test]
    fn windows_do_not_show() {
        let first = fixtures::era_of_size(1, 12_000);
        let second: Vec<u8> = fixtures::era_of_size(2, 9_000)
            .iter()
            .map(|byte| if *byte == b'*' { b'|' } else { *byte })
            .collect();
        let input = [&first[..], b"\r\n \x1A\r\n", &second, b"\n\n"].concat();
        let whole = seen(Tokens::new(&input));
        assert!(whole.0.len() > 500 && whole.2.is_none());
        for longest in (400..1_300).chain([5_000, 20_000]) {
            let (all, trailing, error) = in_windows(&input, longest);
            assert!(error.is_none(), "{longest}: {error:?}");
            assert!(all == whole.0 && trailing == whole.1, "{longest}");
        }
    }

    /// What fits no window is an error, and no reading without end.
    #[test]
    fn what_fits_no_window_ends_reading() {
        let mut input = fixtures::era_of_size(1, 5_000);
        let behind_isa = 106;
        input.splice(behind_isa..behind_isa, [b'\n'; 2_000]);
        assert!(in_windows(&input, 4_000).2.is_none());
        assert!(matches!(
            in_windows(&input, 1_000).2,
            Some(Error::Limit { rule, limit: 1_000, .. }) if rule.number == 904
        ));
    }

    /// Gives a few bytes at a time.
    struct Slowly<'a>(&'a [u8], usize);

    impl Read for Slowly<'_> {
        fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(self.0.len()).min(room.len());
            let (now, later) = self.0.split_at(count);
            room[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    /// A reader gives the same segments with the same bytes between them, whatever stands around interchanges.
    #[test]
    fn a_reader_gives_every_byte() {
        let first = fixtures::era_of_size(1, 700_000);
        let mut junk = vec![b'-'; 900_000];
        junk.extend_from_slice(b"ISA without end IS");
        let input = [
            &first[..],
            b"\r\n",
            &junk,
            &first[..5_000],
            &first,
            b"~\n\n",
        ]
        .concat();
        let whole = seen(Tokens::new(&input));
        for at_once in [7_919, 65_536, usize::MAX] {
            let mut parts = TokenReader::new(Slowly(&input, at_once));
            let (mut copy, mut segments) = (Vec::new(), Vec::new());
            while let Some(part) = parts.next().unwrap() {
                match part {
                    Part::Trivia(bytes) => copy.extend_from_slice(bytes),
                    Part::Segment(segment) => {
                        copy.extend_from_slice(segment.bytes());
                        segments.push((segment.bytes().to_vec(), segment.span().start));
                    }
                }
            }
            assert!(copy == input, "{at_once}");
            let expected = whole.0.iter().map(|(_, bytes, at)| (bytes.clone(), *at));
            assert!(expected.eq(segments), "{at_once}");
        }
        assert!(whole.2.is_none());
    }
}
