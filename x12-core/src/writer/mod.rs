//! Writing: the guide's order, no empty ends, right counts, and no value that could change the structure.

mod envelope;
mod gate;
mod quick;
mod rendered;
mod scan;
mod segment;
mod sets;

use std::io::Write;

use crate::{
    Error, Place, RawSegment, Refusal, Rule, Tag,
    delimiters::Delimiters,
    notation::{LineSpec, RejectedLoop, SegmentRecord, Usage},
    rules,
};

pub use envelope::Envelope;
use envelope::refuse_envelope;
pub use gate::{Gate, Position, Put};
use quick::QuickOut;
pub use rendered::{Piece, Rendered};
use segment::{Form, SegmentOut, Which};
pub use sets::{TransactionSet, write_interchange};

/// Most segments are shorter, so that the one being put together seldom grows.
const SEGMENT_ROOM: usize = 96;

/// Writes interchanges, groups, transaction sets and the structs of the notation.
pub struct Writer<W> {
    out: W,
    form: Form,
    guide: &'static str,
    /// The segment being put together; behind all others where they are kept.
    segment: Vec<u8>,
    /// Segments stay here, and none goes out.
    keeps: bool,
    /// Segments are put together quickly where they are as the guide says.
    quick: bool,
    /// Separators in the segments that are kept and whose bytes were not looked at yet.
    separators: u32,
    segments: u32,
    sets: u32,
    groups: u32,
    /// Segments that begin units of their own: a loop is written without them, and they follow.
    apart: &'static [Tag],
}

impl<W> std::fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Writer(at segment {} of set {})",
            self.segments, self.sets
        )
    }
}

impl<W: Write> Writer<W> {
    /// Writes to `out`. It writes whole segments; give it a buffered output.
    pub fn new(out: W, delimiters: Delimiters) -> Self {
        Self {
            out,
            form: Form::new(delimiters),
            guide: "",
            segment: Vec::with_capacity(SEGMENT_ROOM),
            keeps: false,
            quick: true,
            separators: 0,
            segments: 0,
            sets: 0,
            groups: 0,
            apart: &[],
        }
    }

    /// From here on children that begin with one of these segments come apart from their loop: it may be written without
    /// those that it requires, and they are written behind it. None, as at the start, ends that.
    pub const fn apart(&mut self, starts: &'static [Tag]) {
        self.apart = starts;
    }

    /// Puts a line break behind each segment, for people who read the file.
    #[must_use]
    pub fn line_breaks(mut self, line_breaks: bool) -> Self {
        self.form.line_breaks = line_breaks;
        self
    }

    /// Writes numbers below one with a zero before the point, `0.5`; without it the shortest form, `.5`.
    #[must_use]
    pub fn leading_zeros(mut self, leading_zeros: bool) -> Self {
        self.form.leading_zeros = leading_zeros;
        self
    }

    /// Gives the output back.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn write_segment(&mut self, tag: &str, values: &[&str]) -> Result<(), Error> {
        self.begin_segment();
        self.segment.extend_from_slice(tag.as_bytes());
        for value in values {
            self.segment.push(self.form.delimiters.element());
            self.segment.extend_from_slice(value.as_bytes());
        }
        self.end_segment()
    }

    /// Gives the place of the segment that begins.
    #[inline]
    fn begin_segment(&mut self) -> usize {
        if !self.keeps {
            self.segment.clear();
        }
        self.segment.len()
    }

    /// Adds what stands between segments, and gives its bytes.
    #[inline]
    fn terminate(&mut self) -> u32 {
        let terminator = self.form.delimiters.terminator();
        self.segment.push(terminator);
        if self.form.line_breaks && terminator != b'\n' {
            self.segment.push(b'\n');
            return 2;
        }
        1
    }

    fn end_segment(&mut self) -> Result<(), Error> {
        self.terminate();
        if !self.keeps {
            self.out.write_all(&self.segment)?;
        }
        Ok(())
    }

    /// Writes one segment of the notation.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for a value that may not be written, [`Error::Io`] where the output fails.
    pub fn record<'a, T: SegmentRecord<'a>>(
        &mut self,
        record: &T,
        line: &'static LineSpec,
        loop_id: &'static str,
    ) -> Result<(), Error> {
        if self.quick && self.record_quickly(record, line)? {
            return Ok(());
        }
        let start = self.begin_segment();
        let tag = const { T::SPEC.tag };
        let ordinal = self.segments.saturating_add(1);
        tag.write_to(&mut self.segment);
        let which = Which {
            guide: self.guide,
            loop_id,
            tag,
            ordinal,
        };
        let mut out = SegmentOut::new(&mut self.segment, &self.form, line, which);
        record.put(&mut out)?;
        out.finish(const { T::SPEC.notes })?;
        // A segment without any value is not written.
        if out.is_empty() {
            self.segment.truncate(start);
            return Ok(());
        }
        self.segments = ordinal;
        self.end_segment()?;
        let written = self.segment.get(start..).unwrap_or_default();
        self.separators = self
            .separators
            .wrapping_add(self.form.safe.others_in(written));
        Ok(())
    }

    /// Writes a segment that is as the guide says; false where it may not be, and then nothing of it stays. Bytes of
    /// segments that are kept are looked at later.
    #[inline]
    fn record_quickly<'a, T: SegmentRecord<'a>>(
        &mut self,
        record: &T,
        line: &'static LineSpec,
    ) -> Result<bool, Error> {
        let start = self.begin_segment();
        let tag = const { T::SPEC.tag };
        tag.write_to(&mut self.segment);
        let mut out = QuickOut::new(&mut self.segment, &self.form, line);
        record.put(&mut out)?;
        let is_empty = out.is_empty();
        let Some(separators) = out.separators(const { T::SPEC.notes }) else {
            self.segment.truncate(start);
            return Ok(false);
        };
        if is_empty {
            self.segment.truncate(start);
            return Ok(true);
        }
        let separators = separators.wrapping_add(self.terminate());
        if self.keeps {
            self.separators = self.separators.wrapping_add(separators);
        } else if self.form.scan.are_clean(&self.segment, separators) {
            self.out.write_all(&self.segment)?;
        } else {
            return Ok(false);
        }
        self.segments = self.segments.saturating_add(1);
        Ok(true)
    }

    /// Refuses a loop that holds segments which were read without being understood: writing without them would lose them.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where there are any.
    pub fn check_complete(
        &self,
        loop_id: &'static str,
        unmatched: &[RawSegment<'_>],
        rejected: &[RejectedLoop<'_>],
    ) -> Result<(), Error> {
        let first = unmatched.first().or_else(|| {
            rejected
                .first()
                .and_then(|rejected| rejected.segments.first())
        });
        match first {
            None => Ok(()),
            Some(segment) => {
                let place = Place {
                    segment: Some(segment.tag()),
                    span: segment.span(),
                    ..self.place(loop_id)
                };
                Err(Refusal {
                    rule: &rules::WRITE_UNMATCHED,
                    place,
                    expected: None,
                }
                .into())
            }
        }
    }

    /// Refuses a line that has more than the guide allows, or none where it requires one.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where that is so.
    #[inline]
    pub fn check_line(
        &self,
        line: &'static LineSpec,
        loop_id: &'static str,
        count: usize,
    ) -> Result<(), Error> {
        // Most lines are situational and empty.
        if (count == 0 && line.usage != Usage::R) || (count > 0 && count <= usize::from(line.max)) {
            return Ok(());
        }
        self.refuse_line(line, loop_id, count)
    }

    /// Refuses a line whose count is not as the guide says, unless it comes apart or may be there any number of times.
    fn refuse_line(
        &self,
        line: &'static LineSpec,
        loop_id: &'static str,
        count: usize,
    ) -> Result<(), Error> {
        let refuse = |rule: &'static Rule, expected: String| {
            let place = Place {
                segment: Some(line.tag),
                ..self.place(loop_id)
            };
            Err(Refusal {
                rule,
                place,
                expected: Some(expected),
            }
            .into())
        };
        if count == 0 && line.usage == Usage::R && !self.apart.contains(&line.tag) {
            return refuse(&rules::WRITE_MISSING, line.label.to_owned());
        }
        if line.max != u16::MAX && count > usize::from(line.max) {
            return refuse(
                &rules::WRITE_REPEATS,
                format!("{} at most {} times", line.label, line.max),
            );
        }
        Ok(())
    }

    fn place(&self, loop_id: &'static str) -> Place {
        Place {
            guide: self.guide,
            loop_id,
            ordinal: self.segments.saturating_add(1),
            ..Place::default()
        }
    }
}
