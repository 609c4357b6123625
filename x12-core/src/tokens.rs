//! Segment by segment, with nothing lost: for tools that need the bytes and not the meaning.

use crate::{
    Error, Limits,
    findings::Findings,
    lexer::{Lexed, Lexer, Opening, to_usize},
    rules,
    segment::Segment,
    tag::Tag,
    window::SliceWindow,
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
/// [`trailing`](Self::trailing).
pub struct Tokens<'a> {
    window: SliceWindow<'a>,
    lexer: Lexer,
    limits: Limits,
    inside: bool,
    first: bool,
    /// The open interchange's own ISA was read.
    started: bool,
    /// Up to here the input was given out.
    done: usize,
    findings: Findings,
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
        let mut lexer = Lexer::default();
        lexer.load(window.base(), window.is_last());
        let findings = Findings::new(limits.findings, false);
        Self {
            window,
            lexer,
            limits,
            inside: false,
            first: true,
            started: false,
            done: 0,
            findings,
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
            if !self.inside {
                match self.lexer.open(window, self.first, &mut self.findings)? {
                    Opening::Isa(_) => {
                        (self.inside, self.first, self.started) = (true, false, false);
                    }
                    Opening::NeedMore => {
                        self.slide()?;
                        continue;
                    }
                    Opening::End => return Ok(None),
                }
            }
            let Some(found) = self.lexer.waiting().first().copied() else {
                match self.lexer.more(window, &self.limits)? {
                    Lexed::Segments => {}
                    Lexed::NeedMore => self.slide()?,
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
            let place = |at: u32| self.window.start().saturating_add(to_usize(at));
            let before = self.done..place(found.start);
            self.done = place(found.end);
            return Ok(Some(Token {
                trivia: self.window.input().get(before).unwrap_or_default(),
                segment: self.lexer.view(window, &found, 0),
            }));
        }
    }

    fn slide(&mut self) -> Result<(), Error> {
        self.lexer.begin_unit();
        self.window
            .slide(self.lexer.hold(), &rules::LIMIT_SEGMENT_BYTES)?;
        self.lexer.load(self.window.base(), self.window.is_last());
        Ok(())
    }

    /// What follows the last segment that was read.
    #[must_use]
    pub fn trailing(&self) -> &'a [u8] {
        self.window.input().get(self.done..).unwrap_or_default()
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
}
