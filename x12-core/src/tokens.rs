//! Segment by segment, with nothing lost: for tools that need the bytes and not the meaning.

use crate::{
    Error, Limits,
    findings::Findings,
    lexer::{Lexed, Lexer, Opening, to_usize},
    rules,
    segment::Segment,
    tag::Tag,
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
    input: &'a [u8],
    lexer: Lexer,
    limits: Limits,
    inside: bool,
    first: bool,
    /// The open interchange's own ISA was read.
    started: bool,
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
        write!(f, "Tokens(at byte {} of {})", self.done, self.input.len())
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
        let mut lexer = Lexer::default();
        lexer.load(0, true);
        let findings = Findings::new(limits.findings, false);
        Self {
            input,
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
            if !self.inside {
                match self
                    .lexer
                    .open(self.input, self.first, &mut self.findings)?
                {
                    Opening::Isa(_) => {
                        (self.inside, self.first, self.started) = (true, false, false);
                    }
                    Opening::NeedMore | Opening::End => return Ok(None),
                }
            }
            let Some(found) = self.lexer.waiting().first().copied() else {
                match self.lexer.more(self.input, &self.limits)? {
                    Lexed::Segments => continue,
                    Lexed::NeedMore | Lexed::End => {
                        let end = self.lexer.position(self.input.len());
                        return Err(Error::syntax(&rules::TRUNCATED, end, end));
                    }
                }
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
            let trivia = self
                .input
                .get(self.done..to_usize(found.start))
                .unwrap_or_default();
            self.done = to_usize(found.end);
            return Ok(Some(Token {
                trivia,
                segment: self.lexer.view(self.input, &found, 0),
            }));
        }
    }

    /// What follows the last segment that was read.
    #[must_use]
    pub fn trailing(&self) -> &'a [u8] {
        self.input.get(self.done..).unwrap_or_default()
    }
}
