//! Writing: the guide's order, no empty ends, right counts, and no value that could change the structure.

mod gate;
mod quick;
mod rendered;
mod scan;
mod segment;
mod sets;

use std::io::Write;

use chrono::{NaiveDate, NaiveTime};

use crate::{
    Date, Error, GroupHeader, InterchangeHeader, Place, RawSegment, Refusal, Rule, Tag, Text, Time,
    charset::is_extended,
    delimiters::Delimiters,
    notation::{LineSpec, RejectedLoop, SegmentRecord, Usage},
    parse_integer, rules,
};

pub use gate::{Gate, Position, Put};
use quick::QuickOut;
pub use rendered::{Piece, Rendered};
use segment::{Form, SegmentOut, Which};
pub use sets::{TransactionSet, write_interchange};

/// What the envelope segments say. Control numbers and time are the caller's: the same input gives the same bytes.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Envelope {
    /// ISA05, such as `ZZ`.
    pub sender_qualifier: String,
    /// ISA06, up to 15 characters.
    pub sender_id: String,
    /// ISA07.
    pub receiver_qualifier: String,
    /// ISA08, up to 15 characters.
    pub receiver_id: String,
    /// GS02, 2 to 15 characters.
    pub application_sender: String,
    /// GS03, 2 to 15 characters.
    pub application_receiver: String,
    /// ISA09 and GS04.
    pub date: NaiveDate,
    /// ISA10 and GS05.
    pub time: NaiveTime,
    /// ISA13, 1 to 999,999,999.
    pub interchange_control_number: u32,
    /// GS06, 1 to 999,999,999.
    pub group_control_number: u32,
    /// ISA14: ask for a TA1.
    pub acknowledgment_requested: bool,
    /// ISA15: `P` where true, `T` where false.
    pub production: bool,
}

impl Envelope {
    /// What the envelope of a file said; `None` where its date, time or control numbers are none. Date and time are the
    /// group's.
    #[must_use]
    pub fn of(interchange: &InterchangeHeader, group: &GroupHeader) -> Option<Self> {
        let text = |text: &Text<'_>| text.to_str().into_owned();
        let number = |text: &Text<'_>| u32::try_from(parse_integer(text.as_bytes()).ok()?).ok();
        Some(Self {
            sender_qualifier: text(&interchange.sender_qualifier),
            sender_id: text(&interchange.sender_id),
            receiver_qualifier: text(&interchange.receiver_qualifier),
            receiver_id: text(&interchange.receiver_id),
            application_sender: text(&group.sender),
            application_receiver: text(&group.receiver),
            date: Date::read(group.date.as_bytes())?.get(),
            time: Time::read(group.time.as_bytes())?.get(),
            interchange_control_number: number(&interchange.control_number)?,
            group_control_number: number(&group.control_number)?,
            acknowledgment_requested: interchange.acknowledgment_requested,
            production: interchange.usage == "P",
        })
    }
}

impl std::fmt::Debug for Envelope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Envelope(interchange {}, group {})",
            self.interchange_control_number, self.group_control_number
        )
    }
}

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

    /// ISA.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for a value without its fixed form, [`Error::Io`] where the output fails.
    pub fn begin_interchange(&mut self, envelope: &Envelope) -> Result<(), Error> {
        self.groups = 0;
        let d = self.form.delimiters;
        let control = fixed_number(envelope.interchange_control_number, "ISA", 13)?;
        let date = envelope.date.format("%y%m%d").to_string();
        let time = envelope.time.format("%H%M").to_string();
        let blank = " ".repeat(10);
        let sender = padded(&envelope.sender_id, 15);
        let receiver = padded(&envelope.receiver_id, 15);
        let repetition = char::from(d.repetition().unwrap_or(b'U')).to_string();
        let component = char::from(d.component()).to_string();
        let values: [&str; 16] = [
            "00",
            &blank,
            "00",
            &blank,
            &envelope.sender_qualifier,
            &sender,
            &envelope.receiver_qualifier,
            &receiver,
            &date,
            &time,
            &repetition,
            "00501",
            &control,
            if envelope.acknowledgment_requested {
                "1"
            } else {
                "0"
            },
            if envelope.production { "P" } else { "T" },
            &component,
        ];
        let widths = crate::delimiters::ISA_WIDTHS;
        for (number, (value, width)) in (1_u16..).zip(values.iter().zip(widths)) {
            let is_separator = number == 11 || number == 16;
            // Padding is the writer's work.
            let is_id = number == 6 || number == 8;
            if is_id && (value.starts_with(' ') || value.trim_end().is_empty()) {
                return Err(refuse_envelope("ISA", number));
            }
            if value.len() != width || (!is_separator && !clean(value, &d)) {
                return Err(refuse_envelope("ISA", number));
            }
        }
        self.write_segment("ISA", &values)
    }

    /// GS.
    ///
    /// # Errors
    ///
    /// As [`begin_interchange`](Self::begin_interchange).
    pub fn begin_group(
        &mut self,
        envelope: &Envelope,
        functional_id: &str,
        version: &str,
    ) -> Result<(), Error> {
        self.sets = 0;
        self.groups = self.groups.saturating_add(1);
        fixed_number(envelope.group_control_number, "GS", 6)?;
        let control = envelope.group_control_number.to_string();
        let date = envelope.date.format("%Y%m%d").to_string();
        let time = envelope.time.format("%H%M").to_string();
        let values = [
            functional_id,
            &envelope.application_sender,
            &envelope.application_receiver,
            &date,
            &time,
            &control,
            "X",
            version,
        ];
        let bounds = [
            (2, 2),
            (2, 15),
            (2, 15),
            (8, 8),
            (4, 4),
            (1, 9),
            (1, 1),
            (1, 12),
        ];
        self.check_fixed("GS", &values, &bounds)?;
        self.write_segment("GS", &values)
    }

    /// ST, with ST03 where the guide has it.
    ///
    /// # Errors
    ///
    /// As [`begin_interchange`](Self::begin_interchange).
    pub fn begin_set(
        &mut self,
        guide: &'static str,
        set: &str,
        control_number: &str,
        version: Option<&str>,
    ) -> Result<(), Error> {
        self.guide = guide;
        self.segments = 0;
        self.sets = self.sets.saturating_add(1);
        let values = [set, control_number, version.unwrap_or("")];
        let values = if version.is_some() {
            &values[..]
        } else {
            values.get(..2).unwrap_or_default()
        };
        self.check_fixed("ST", values, &[(3, 3), (4, 9), (1, 35)])?;
        self.segments = 1;
        self.write_segment("ST", values)
    }

    /// Begins to count a transaction set whose ST is a struct of the notation.
    pub const fn start_set(&mut self, guide: &'static str) {
        self.guide = guide;
        self.segments = 0;
        self.sets = self.sets.saturating_add(1);
    }

    /// SE, with the number of segments.
    ///
    /// # Errors
    ///
    /// As [`begin_interchange`](Self::begin_interchange).
    pub fn end_set(&mut self, control_number: &str) -> Result<(), Error> {
        self.check_fixed("SE", &["1", control_number], &[(1, 10), (4, 9)])?;
        let count = self.segments.saturating_add(1).to_string();
        self.write_segment("SE", &[&count, control_number])
    }

    /// GE.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the output fails.
    pub fn end_group(&mut self, envelope: &Envelope) -> Result<(), Error> {
        let (sets, control) = (
            self.sets.to_string(),
            envelope.group_control_number.to_string(),
        );
        self.write_segment("GE", &[&sets, &control])
    }

    /// IEA.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the output fails.
    pub fn end_interchange(&mut self, envelope: &Envelope) -> Result<(), Error> {
        let (groups, control) = (
            self.groups.to_string(),
            fixed_number(envelope.interchange_control_number, "ISA", 13)?,
        );
        self.write_segment("IEA", &[&groups, &control])?;
        self.out.flush()?;
        Ok(())
    }

    fn check_fixed(
        &self,
        tag: &'static str,
        values: &[&str],
        bounds: &[(usize, usize)],
    ) -> Result<(), Error> {
        for (number, (value, (min, max))) in (1_u16..).zip(values.iter().zip(bounds)) {
            if value.len() < *min || value.len() > *max || !clean(value, &self.form.delimiters) {
                return Err(refuse_envelope(tag, number));
            }
        }
        Ok(())
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

fn clean(value: &str, delimiters: &Delimiters) -> bool {
    value
        .bytes()
        .all(|byte| is_extended(byte) && !delimiters.contains(byte))
}

fn padded(value: &str, width: usize) -> String {
    format!("{value:width$}")
}

/// A control number: nine digits, not zero.
fn fixed_number(number: u32, tag: &'static str, element: u16) -> Result<String, Error> {
    if number == 0 || number > 999_999_999 {
        return Err(refuse_envelope(tag, element));
    }
    Ok(format!("{number:09}"))
}

fn refuse_envelope(tag: &'static str, element: u16) -> Error {
    let place = Place {
        segment: Some(Tag::new(tag)),
        element,
        ..Place::default()
    };
    Refusal {
        rule: &rules::WRITE_ENVELOPE,
        place,
        expected: None,
    }
    .into()
}
