//! Segments that are written now and placed later.

use std::io::Write;

use crate::{Delimiters, Error, Writer, writer::SafeBytes};

/// Whole segments of a transaction set, ready to be written: what they hold was checked when they were made.
#[derive(Clone)]
pub struct Rendered {
    bytes: Vec<u8>,
    segments: u32,
    delimiters: Delimiters,
    safe: SafeBytes,
    line_breaks: bool,
    leading_zeros: bool,
}

impl std::fmt::Debug for Rendered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rendered({} segments)", self.segments)
    }
}

impl Rendered {
    /// Nothing yet, for a writer with these delimiters. `line_breaks` and `leading_zeros` are as those of [`Writer`].
    #[must_use]
    pub fn new(delimiters: Delimiters, line_breaks: bool, leading_zeros: bool) -> Self {
        Self {
            bytes: Vec::new(),
            segments: 0,
            delimiters,
            safe: SafeBytes::new(&delimiters),
            line_breaks,
            leading_zeros,
        }
    }

    /// Nothing yet, for the same writer.
    #[must_use]
    pub fn another(&self) -> Self {
        Self {
            bytes: Vec::new(),
            segments: 0,
            safe: self.safe.clone(),
            ..*self
        }
    }

    /// Adds what `write` writes; after an error nothing is added.
    ///
    /// # Errors
    ///
    /// Those of `write`.
    pub fn add(
        &mut self,
        guide: &'static str,
        write: impl FnOnce(&mut Writer<&mut Vec<u8>>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let before = self.bytes.len();
        let mut writer =
            Writer::with_safe_bytes(&mut self.bytes, self.delimiters, self.safe.clone())
                .line_breaks(self.line_breaks)
                .leading_zeros(self.leading_zeros);
        writer.start_set(guide);
        let written = write(&mut writer);
        let segments = writer.segments;
        match written {
            Ok(()) => self.segments = self.segments.saturating_add(segments),
            Err(_) => self.bytes.truncate(before),
        }
        written
    }

    /// True where there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

impl<W: Write> Writer<W> {
    /// Writes segments that were rendered with the same delimiters.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where the delimiters differ, [`Error::Io`] where the output fails.
    pub fn append(&mut self, rendered: &Rendered) -> Result<(), Error> {
        if rendered.delimiters != self.delimiters {
            return Err(super::refuse_envelope("ISA", 16));
        }
        self.out.write_all(&rendered.bytes)?;
        self.segments = self.segments.saturating_add(rendered.segments);
        Ok(())
    }
}
