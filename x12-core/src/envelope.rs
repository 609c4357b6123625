//! Interchange, group and transaction set: what their headers say, and whether their trailers agree.

use crate::{segment::Segment, value::Text};

/// ISA, owned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct InterchangeHeader {
    /// ISA05: kind of the sender's id.
    pub sender_qualifier: Text<'static>,
    /// ISA06: the sender's id, without padding.
    pub sender_id: Text<'static>,
    /// ISA07: kind of the receiver's id.
    pub receiver_qualifier: Text<'static>,
    /// ISA08: the receiver's id, without padding.
    pub receiver_id: Text<'static>,
    /// ISA09: date, YYMMDD.
    pub date: Text<'static>,
    /// ISA10: time, HHMM.
    pub time: Text<'static>,
    /// ISA12: version of the envelope, such as `00501`.
    pub version: Text<'static>,
    /// ISA13: control number.
    pub control_number: Text<'static>,
    /// ISA14: true where the sender wants a TA1.
    pub acknowledgment_requested: bool,
    /// ISA15: `P` production, `T` test.
    pub usage: Text<'static>,
}

impl InterchangeHeader {
    pub(crate) fn new(fields: &[&[u8]; 16]) -> Self {
        let text = |at: usize| {
            Text::from(
                fields
                    .get(at)
                    .map_or(&[][..], |field| field.trim_ascii())
                    .to_vec(),
            )
        };
        Self {
            sender_qualifier: text(4),
            sender_id: text(5),
            receiver_qualifier: text(6),
            receiver_id: text(7),
            date: text(8),
            time: text(9),
            version: text(11),
            control_number: text(12),
            acknowledgment_requested: text(13) == "1",
            usage: text(14),
        }
    }

    /// From version 00402 on, ISA11 is the repetition separator.
    pub(crate) fn has_repetitions(&self) -> bool {
        self.version.as_bytes() >= &b"00402"[..]
    }
}

/// GS, owned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct GroupHeader {
    /// GS01: functional identifier, such as `HP` for remittances.
    pub functional_id: Text<'static>,
    /// GS02: the sender's application.
    pub sender: Text<'static>,
    /// GS03: the receiver's application.
    pub receiver: Text<'static>,
    /// GS04: date.
    pub date: Text<'static>,
    /// GS05: time.
    pub time: Text<'static>,
    /// GS06: control number.
    pub control_number: Text<'static>,
    /// GS08: version of the guide.
    pub version: Text<'static>,
}

impl GroupHeader {
    pub(crate) fn read(segment: &Segment<'_, '_>) -> Self {
        Self {
            functional_id: owned(segment, 1),
            sender: owned(segment, 2),
            receiver: owned(segment, 3),
            date: owned(segment, 4),
            time: owned(segment, 5),
            control_number: owned(segment, 6),
            version: owned(segment, 8),
        }
    }
}

/// ST, owned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TransactionHeader {
    /// ST01: the transaction set, such as `835`.
    pub set: Text<'static>,
    /// ST02: control number.
    pub control_number: Text<'static>,
    /// ST03, or GS08 where ST03 is absent: the guide.
    pub version: Text<'static>,
    /// The number of this transaction set within the file, counted from 1.
    pub number: u32,
}

impl TransactionHeader {
    pub(crate) fn read(
        segment: &Segment<'_, '_>,
        group: Option<&GroupHeader>,
        number: u32,
    ) -> Self {
        let own = owned(segment, 3);
        let version = if own.as_bytes().is_empty() {
            group.map_or(own, |group| group.version.clone())
        } else {
            own
        };
        Self {
            set: owned(segment, 1),
            control_number: owned(segment, 2),
            version,
            number,
        }
    }
}

fn owned(segment: &Segment<'_, '_>, element: usize) -> Text<'static> {
    Text::from(segment.element(element).trim_ascii().to_vec())
}
