//! Segments that are written now and placed later.

use std::io::{Sink, Write, sink};

use crate::{Delimiters, Error, Writer};

/// Whole segments of a transaction set, ready to be written: what they hold was checked when they were made. They stand
/// in one piece of memory, and each [`Piece`] is what was added at once.
#[derive(Debug)]
pub struct Rendered {
    writer: Writer<Sink>,
}

/// Segments that were rendered together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    start: usize,
    end: usize,
    segments: u32,
}

impl Rendered {
    /// Nothing yet, for a writer with these delimiters. `line_breaks` and `leading_zeros` are as those of [`Writer`].
    #[must_use]
    pub fn new(delimiters: Delimiters, line_breaks: bool, leading_zeros: bool) -> Self {
        let mut writer = Writer::new(sink(), delimiters)
            .line_breaks(line_breaks)
            .leading_zeros(leading_zeros);
        writer.keeps = true;
        Self { writer }
    }

    /// Adds what `write` writes; after an error nothing is added. It may be asked twice.
    ///
    /// # Errors
    ///
    /// Those of `write`.
    pub fn add(
        &mut self,
        guide: &'static str,
        write: impl Fn(&mut Writer<Sink>) -> Result<(), Error>,
    ) -> Result<Piece, Error> {
        let start = self.end();
        let written = self.try_to(guide, true, &write);
        let writer = &self.writer;
        let new = writer.segment.get(start..).unwrap_or_default();
        if written.is_err() || !writer.form.scan.are_clean(new, writer.separators) {
            // The first thing that is wrong is what counts: all is looked at in order.
            self.forget(start);
            if let Err(error) = self.try_to(guide, false, &write) {
                self.forget(start);
                return Err(error);
            }
        }
        Ok(Piece {
            start,
            end: self.end(),
            segments: self.writer.segments,
        })
    }

    fn try_to(
        &mut self,
        guide: &'static str,
        quick: bool,
        write: impl Fn(&mut Writer<Sink>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.writer.quick = quick;
        self.writer.separators = 0;
        self.writer.start_set(guide);
        self.writer.apart(&[]);
        write(&mut self.writer)
    }

    /// Where the next piece begins.
    #[must_use]
    pub const fn end(&self) -> usize {
        self.writer.segment.len()
    }

    /// Forgets all pieces from here on, and keeps their room for others.
    pub fn forget(&mut self, from: usize) {
        self.writer.segment.truncate(from);
    }
}

impl<W: Write> Writer<W> {
    /// Writes a piece of what was rendered with the same delimiters.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where the delimiters differ, [`Error::Io`] where the output fails.
    pub fn append(&mut self, rendered: &Rendered, piece: Piece) -> Result<(), Error> {
        let from = &rendered.writer;
        if from.form.delimiters != self.form.delimiters {
            return Err(super::refuse_envelope("ISA", 16));
        }
        let bytes = from.segment.get(piece.start..piece.end);
        self.out.write_all(bytes.unwrap_or_default())?;
        self.segments = self.segments.saturating_add(piece.segments);
        Ok(())
    }
}
