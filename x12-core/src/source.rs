//! Frames from memory and from any reader.

use std::io::{ErrorKind, Read};

use crate::{
    Error,
    findings::Findings,
    frames::{Frame, FrameOptions, Frames, Next},
};

/// Windows of an input in memory stay below the range of a 32-bit position.
const SLICE_WINDOW: usize = 1 << 30;
/// Bytes asked of a reader at a time.
const BUFFER: usize = 256 << 10;

/// The frames of an input in memory; values borrow from it and nothing is copied.
pub struct SliceFrames<'a> {
    input: &'a [u8],
    /// Start of the present window.
    base: usize,
    frames: Frames,
    ended: bool,
}

impl<'a> SliceFrames<'a> {
    /// The frames of `input`.
    #[must_use]
    pub fn new(input: &'a [u8], options: FrameOptions) -> Self {
        let mut frames = Self {
            input,
            base: 0,
            frames: Frames::new(options),
            ended: false,
        };
        frames.slide(0);
        frames
    }

    fn window(&self) -> &'a [u8] {
        let end = self.base.saturating_add(SLICE_WINDOW).min(self.input.len());
        self.input.get(self.base..end).unwrap_or_default()
    }

    fn slide(&mut self, by: usize) {
        self.base = self.base.saturating_add(by);
        let last = self.base.saturating_add(self.window().len()) >= self.input.len();
        self.frames
            .load(u64::try_from(self.base).unwrap_or(u64::MAX), last);
    }

    /// The next frame, or `None` at the end and after an error.
    ///
    /// # Errors
    ///
    /// [`Error::Syntax`] where the input is no X12 or cut off, [`Error::Limit`] past a limit, [`Error::Strict`] where
    /// `findings` is strict and one of error level was made.
    pub fn next(&mut self, findings: &mut Findings) -> Result<Option<Frame<'a, '_>>, Error> {
        if self.ended {
            return Ok(None);
        }
        let next = loop {
            match self.frames.advance(self.window(), findings) {
                Ok(Next::NeedMore) => self.slide(self.frames.hold()),
                Ok(next) => break next,
                Err(error) => {
                    self.ended = true;
                    return Err(error);
                }
            }
        };
        self.ended = matches!(next, Next::End);
        Ok(self.frames.frame(self.window(), next))
    }

    /// The state of the envelope.
    #[must_use]
    pub const fn envelope(&self) -> &Frames {
        &self.frames
    }

    /// Ends reading: every further step gives `None`.
    pub const fn stop(&mut self) {
        self.ended = true;
    }
}

impl std::fmt::Debug for SliceFrames<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SliceFrames({} bytes)", self.input.len())
    }
}

/// The frames of anything that can be read, in memory that does not grow with the file: one unit at a time.
pub struct FrameReader<R> {
    reader: R,
    buffer: Vec<u8>,
    filled: usize,
    base: u64,
    frames: Frames,
    ended: bool,
}

impl<R: Read> FrameReader<R> {
    /// The frames of `reader`. It does its own buffering.
    pub fn new(reader: R, options: FrameOptions) -> Self {
        Self {
            reader,
            buffer: vec![0; BUFFER],
            filled: 0,
            base: 0,
            frames: Frames::new(options),
            ended: false,
        }
    }

    /// The next frame, or `None` at the end and after an error.
    ///
    /// # Errors
    ///
    /// As [`SliceFrames::next`], and [`Error::Io`] where reading fails.
    pub fn next(&mut self, findings: &mut Findings) -> Result<Option<Frame<'_, '_>>, Error> {
        if self.ended {
            return Ok(None);
        }
        let next = match self.advance(findings) {
            Ok(next) => next,
            Err(error) => {
                self.ended = true;
                return Err(error);
            }
        };
        self.ended = matches!(next, Next::End);
        Ok(self
            .frames
            .frame(self.buffer.get(..self.filled).unwrap_or_default(), next))
    }

    fn advance(&mut self, findings: &mut Findings) -> Result<Next, Error> {
        loop {
            let window = self.buffer.get(..self.filled).unwrap_or_default();
            match self.frames.advance(window, findings)? {
                Next::NeedMore => self.refill()?,
                next => return Ok(next),
            }
        }
    }

    /// Moves what is still needed to the front and fills the buffer behind it.
    fn refill(&mut self) -> Result<(), Error> {
        let hold = self.frames.hold().min(self.filled);
        self.buffer.copy_within(hold..self.filled, 0);
        self.filled = self.filled.saturating_sub(hold);
        self.base = self.base.saturating_add(u64::try_from(hold).unwrap_or(0));
        // A unit that fills half of the buffer is read again with each refill: doubling keeps that linear.
        if self.filled > self.buffer.len().wrapping_div(2) {
            self.buffer.resize(self.buffer.len().saturating_mul(2), 0);
        }
        let mut last = false;
        while let Some(room) = self.buffer.get_mut(self.filled..)
            && !room.is_empty()
        {
            match self.reader.read(room) {
                Ok(0) => {
                    last = true;
                    break;
                }
                Ok(count) => self.filled = self.filled.saturating_add(count).min(self.buffer.len()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.frames.load(self.base, last);
        Ok(())
    }

    /// The state of the envelope.
    #[must_use]
    pub const fn envelope(&self) -> &Frames {
        &self.frames
    }

    /// Ends reading: every further step gives `None`.
    pub const fn stop(&mut self) {
        self.ended = true;
    }
}

impl<R> std::fmt::Debug for FrameReader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FrameReader(at byte {})", self.base)
    }
}
