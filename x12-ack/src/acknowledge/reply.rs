//! Answers on their way back: addressed to whom the file came from.

use std::io::Write;

use chrono::{NaiveDate, NaiveTime};
use x12_core::{
    Delimiters, Envelope, Error, GroupHeader, InterchangeHeader, TransactionSet, Writer,
};

use crate::{
    acknowledge::{Answers, GroupReply},
    write::{Response, write_interchange_answers},
};

/// Control numbers and time of answers. The same numbers give the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyNumbers {
    /// ISA13 of the first interchange that is written; each further one counts up.
    pub interchange_control_number: u32,
    /// GS06 of its group; that of each further one counts up.
    pub group_control_number: u32,
    /// Day of the answer.
    pub date: NaiveDate,
    /// Time of the answer.
    pub time: NaiveTime,
}

/// The envelope of an answer: sender and receiver of the file change places. Where the file has no group, the interchange's
/// own names stand in for those of its applications. A test file gets a test answer.
#[must_use]
pub fn reply_envelope(
    interchange: &InterchangeHeader,
    group: Option<&GroupHeader>,
    numbers: &ReplyNumbers,
) -> Envelope {
    let text = |of: &x12_core::Text<'_>| of.to_str().into_owned();
    let (sender, receiver) = group.map_or(
        (&interchange.sender_id, &interchange.receiver_id),
        |group| (&group.sender, &group.receiver),
    );
    Envelope {
        sender_qualifier: text(&interchange.receiver_qualifier),
        sender_id: text(&interchange.receiver_id),
        receiver_qualifier: text(&interchange.sender_qualifier),
        receiver_id: text(&interchange.sender_id),
        application_sender: text(receiver),
        application_receiver: text(sender),
        date: numbers.date,
        time: numbers.time,
        interchange_control_number: numbers.interchange_control_number,
        group_control_number: numbers.group_control_number,
        acknowledgment_requested: false,
        production: interchange.usage == "P",
    }
}

impl ReplyNumbers {
    const fn next(self) -> Self {
        Self {
            interchange_control_number: self.interchange_control_number.saturating_add(1),
            group_control_number: self.group_control_number.saturating_add(1),
            ..self
        }
    }
}

/// Writes the 999s: one interchange for each interchange that is answered, with one group. Nothing is written where there
/// is none.
///
/// # Errors
///
/// [`Error::Refused`] where the file's own names cannot be written, or with other delimiters than
/// [`AckOptions::delimiters`](crate::AckOptions::delimiters) said; [`Error::Io`] where the output fails. Nothing of a refused
/// file should be kept.
pub fn write_replies<W: Write>(
    out: W,
    delimiters: Delimiters,
    numbers: &ReplyNumbers,
    answers: &Answers,
) -> Result<W, Error> {
    let mut writer = Writer::new(out, delimiters);
    let mut numbers = *numbers;
    let same =
        |one: &GroupReply, two: &GroupReply| one.interchange_number == two.interchange_number;
    for replies in answers.groups.chunk_by(same) {
        let Some(first) = replies.first() else {
            continue;
        };
        let envelope = reply_envelope(&first.interchange, Some(&first.group), &numbers);
        writer.begin_interchange(&envelope)?;
        let id = <Response<'_> as TransactionSet>::FUNCTIONAL_ID;
        writer.begin_group(&envelope, id, <Response<'_> as TransactionSet>::VERSION)?;
        for reply in replies {
            reply.response.write_set(&mut writer)?;
        }
        writer.end_group(&envelope)?;
        writer.end_interchange(&envelope)?;
        numbers = numbers.next();
    }
    Ok(writer.into_inner())
}

/// Writes the TA1s: one interchange without groups for each interchange that is answered. Nothing is written where there is
/// none.
///
/// # Errors
///
/// As [`write_replies`].
pub fn write_reply_interchanges<W: Write>(
    mut out: W,
    delimiters: Delimiters,
    numbers: &ReplyNumbers,
    answers: &Answers,
) -> Result<W, Error> {
    let mut numbers = *numbers;
    for reply in &answers.interchanges {
        let envelope = reply_envelope(&reply.interchange, None, &numbers);
        let answer = std::slice::from_ref(&reply.answer);
        out = write_interchange_answers(out, delimiters, &envelope, answer)?;
        numbers = numbers.next();
    }
    Ok(out)
}
