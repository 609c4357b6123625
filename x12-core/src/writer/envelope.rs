//! The segments around transaction sets: ISA, GS, ST and their ends.

use std::io::Write;

use chrono::{NaiveDate, NaiveTime};

use super::Writer;
use crate::{
    Date, Error, GroupHeader, InterchangeHeader, Place, Refusal, Tag, Text, Time,
    charset::is_extended, delimiters::Delimiters, parse_integer, rules,
};

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

impl<W: Write> Writer<W> {
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
            // Padding is the writer's work, and an id of nothing is nothing but padding.
            let is_id = number == 6 || number == 8;
            if is_id && value.starts_with(' ') {
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

pub(super) fn refuse_envelope(tag: &'static str, element: u16) -> Error {
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
