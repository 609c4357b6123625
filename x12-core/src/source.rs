//! Frames from memory and from any reader.

use std::io::Read;

use crate::{
    Error,
    findings::Findings,
    frames::{Frame, FrameOptions, Frames, Next},
    rules,
    window::{RefillBuffer, SliceWindow},
};

/// The frames of an input in memory; values borrow from it and nothing is copied.
pub struct SliceFrames<'a> {
    window: SliceWindow<'a>,
    frames: Frames,
    ended: bool,
}

impl<'a> SliceFrames<'a> {
    /// The frames of `input`.
    #[must_use]
    pub fn new(input: &'a [u8], options: FrameOptions) -> Self {
        Self::over(SliceWindow::new(input), options)
    }

    fn over(window: SliceWindow<'a>, options: FrameOptions) -> Self {
        let mut frames = Frames::new(options);
        frames.load(window.base(), window.is_last());
        Self {
            window,
            frames,
            ended: false,
        }
    }

    fn advance(&mut self, findings: &mut Findings) -> Result<Next, Error> {
        loop {
            match self.frames.advance(self.window.bytes(), findings)? {
                Next::NeedMore => {
                    let hold = self.frames.hold();
                    self.window.slide(hold, &rules::LIMIT_LOOP_BYTES)?;
                    self.frames.load(self.window.base(), self.window.is_last());
                }
                next => return Ok(next),
            }
        }
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
        let next = match self.advance(findings) {
            Ok(next) => next,
            Err(error) => {
                self.ended = true;
                return Err(error);
            }
        };
        self.ended = matches!(next, Next::End);
        Ok(self.frames.frame(self.window.bytes(), next))
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
        write!(f, "SliceFrames({} bytes)", self.window.input().len())
    }
}

/// The frames of anything that can be read, in memory that does not grow with the file: one unit at a time.
pub struct FrameReader<R> {
    buffer: RefillBuffer<R>,
    frames: Frames,
    ended: bool,
}

impl<R: Read> FrameReader<R> {
    /// The frames of `reader`. It does its own buffering.
    pub fn new(reader: R, options: FrameOptions) -> Self {
        Self {
            buffer: RefillBuffer::new(reader),
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
        Ok(self.frames.frame(self.buffer.window(), next))
    }

    fn advance(&mut self, findings: &mut Findings) -> Result<Next, Error> {
        loop {
            match self.frames.advance(self.buffer.window(), findings)? {
                Next::NeedMore => {
                    let last = self.buffer.refill(self.frames.hold())?;
                    self.frames.load(self.buffer.base(), last);
                }
                next => return Ok(next),
            }
        }
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
        write!(f, "FrameReader(at byte {})", self.buffer.base())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Supported, Tag};

    const SUPPORTED: &[Supported] = &[Supported {
        set: "835",
        versions: &[],
        starts: &[Tag::new("LX"), Tag::new("CLP"), Tag::new("PLB")],
    }];

    fn options(loop_bytes: usize) -> FrameOptions {
        FrameOptions {
            supported: SUPPORTED,
            limits: Limits {
                loop_bytes,
                ..Limits::default()
            },
            ..FrameOptions::default()
        }
    }

    /// Every frame with the place and the bytes of its segments, and how reading ended.
    fn seen(mut frames: SliceFrames<'_>) -> (Vec<String>, Option<Error>) {
        let mut findings = Findings::new(100, false);
        let mut all = Vec::new();
        loop {
            match frames.next(&mut findings) {
                Ok(Some(Frame::Unit(unit))) => {
                    let segments = (0..unit.len()).filter_map(|at| unit.segment(at));
                    let bytes: Vec<&[u8]> = segments.map(|segment| segment.bytes()).collect();
                    all.push(format!("{:?} {bytes:?}", unit.span()));
                }
                Ok(Some(frame)) => all.push(format!("{frame:?}")),
                Ok(None) => return (all, None),
                Err(error) => return (all, Some(error)),
            }
        }
    }

    /// Where windows end does not show.
    #[test]
    fn windows_do_not_show() {
        let input = fixtures::era_of_size(1, 30_000);
        let whole = seen(SliceFrames::new(&input, options(8 << 20)));
        assert!(whole.0.len() > 40 && whole.1.is_none());
        for longest in (4_000..5_000).step_by(7).chain([9_000, 29_999, 30_000]) {
            let window = SliceWindow::with_longest(&input, longest);
            let (all, error) = seen(SliceFrames::over(window, options(8 << 20)));
            assert!(error.is_none(), "{longest}: {error:?}");
            assert!(all == whole.0, "{longest}");
        }
    }

    /// A unit that fits no window is an error, and no reading without end.
    #[test]
    fn what_fits_no_window_ends_reading() {
        let input = fixtures::era_of_size(1, 30_000);
        let window = SliceWindow::with_longest(&input, 150);
        let (_, error) = seen(SliceFrames::over(window, options(8 << 20)));
        assert!(matches!(error, Some(Error::Limit { rule, limit: 150, .. }) if rule.number == 909));
    }

    /// Whatever is asked for, a unit fits a window.
    #[test]
    fn no_unit_is_larger_than_a_window_allows() {
        let frames = SliceFrames::new(b"", options(usize::MAX));
        assert_eq!(frames.envelope().limits().loop_bytes, 512 << 20);
    }
}
