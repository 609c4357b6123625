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

    /// Adds what `write` writes; after an error nothing is added.
    ///
    /// # Errors
    ///
    /// Those of `write`.
    pub fn add(
        &mut self,
        guide: &'static str,
        write: impl FnOnce(&mut Writer<Sink>) -> Result<(), Error>,
    ) -> Result<Piece, Error> {
        let start = self.end();
        self.writer.start_set(guide);
        self.writer.apart(&[]);
        let written = write(&mut self.writer);
        if written.is_err() {
            self.forget(start);
        }
        written.map(|()| Piece {
            start,
            end: self.end(),
            segments: self.writer.segments,
        })
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
