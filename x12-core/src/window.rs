//! An input in memory, seen through windows whose positions have 32 bits.

use crate::{Error, Place, rule::Rule};

/// Windows stay below the range of a 32-bit position.
pub(crate) const LONGEST: usize = 1 << 30;

/// A part of an input, which is moved on and never back.
#[derive(Clone, Copy)]
pub(crate) struct SliceWindow<'a> {
    input: &'a [u8],
    start: usize,
    longest: usize,
    bytes: &'a [u8],
}

impl<'a> SliceWindow<'a> {
    pub(crate) fn new(input: &'a [u8]) -> Self {
        Self::with_longest(input, LONGEST)
    }

    /// With windows of another length, so that a test need not have gigabytes.
    pub(crate) fn with_longest(input: &'a [u8], longest: usize) -> Self {
        Self {
            input,
            start: 0,
            longest,
            bytes: input.get(..longest).unwrap_or(input),
        }
    }

    pub(crate) const fn input(&self) -> &'a [u8] {
        self.input
    }

    /// Place of the window's first byte in the input.
    pub(crate) const fn start(&self) -> usize {
        self.start
    }

    pub(crate) const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    fn end(&self) -> usize {
        self.start.saturating_add(self.bytes.len())
    }

    /// The input ends with this window.
    pub(crate) fn is_last(&self) -> bool {
        self.end() >= self.input.len()
    }

    /// Moves on by `by` bytes. What does not fit a window cannot be read: a limit, whatever else is allowed.
    pub(crate) fn slide(&mut self, by: usize, rule: &'static Rule) -> Result<(), Error> {
        if by == 0 {
            return Err(Error::Limit {
                rule,
                limit: self.longest,
                place: Place::bytes(wide(self.start), wide(self.end())),
            });
        }
        self.start = self.start.saturating_add(by).min(self.input.len());
        let rest = self.input.get(self.start..).unwrap_or_default();
        self.bytes = rest.get(..self.longest).unwrap_or(rest);
        Ok(())
    }

    /// Place of the window's first byte, as a place in a file.
    pub(crate) fn base(&self) -> u64 {
        wide(self.start)
    }
}

fn wide(at: usize) -> u64 {
    u64::try_from(at).unwrap_or(u64::MAX)
}
