//! An input in memory, or one that is read, seen through windows whose positions have 32 bits.

use std::io::{ErrorKind, Read};

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

/// Bytes asked of a reader at a time.
const BUFFER: usize = 256 << 10;

/// A window over a reader.
pub(crate) struct RefillBuffer<R> {
    reader: R,
    buffer: Vec<u8>,
    filled: usize,
    base: u64,
}

impl<R> RefillBuffer<R> {
    pub(crate) fn window(&self) -> &[u8] {
        self.buffer.get(..self.filled).unwrap_or_default()
    }

    /// Place of the window's first byte in the input.
    pub(crate) const fn base(&self) -> u64 {
        self.base
    }
}

impl<R: Read> RefillBuffer<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self {
            reader,
            buffer: vec![0; BUFFER],
            filled: 0,
            base: 0,
        }
    }

    /// Moves what is still needed, from `hold` on, to the front and fills the buffer behind it. True where the input ends
    /// with it.
    pub(crate) fn refill(&mut self, hold: usize) -> Result<bool, Error> {
        let hold = hold.min(self.filled);
        self.buffer.copy_within(hold..self.filled, 0);
        self.filled = self.filled.saturating_sub(hold);
        self.base = self.base.saturating_add(wide(hold));
        // A unit that fills half of the buffer is read again with each refill: doubling keeps that linear.
        if self.filled > self.buffer.len().wrapping_div(2) {
            self.buffer.resize(self.buffer.len().saturating_mul(2), 0);
        }
        while let Some(room) = self.buffer.get_mut(self.filled..)
            && !room.is_empty()
        {
            match self.reader.read(room) {
                Ok(0) => return Ok(true),
                Ok(count) => self.filled = self.filled.saturating_add(count).min(self.buffer.len()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(false)
    }
}
