//! Writing 999 and TA1: strictly by the guide.

use std::io::Write;

use x12_core::{
    Code, Delimiters, Envelope, Error, Place, Refusal, Tag, Text, TransactionSet, Writer,
    notation::{LoopNode, Node, line_of},
    rules, write_interchange,
};

use crate::{
    guide::{GUIDE, INTERCHANGE},
    loops::{InterchangeAnswer, ResponseHeader, ResponseTrailer, SetResponse},
    segments::{Ak1, St, Ta1},
};

/// A 999 that can be written: the answer to one group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Response<'a> {
    /// The group that it answers, and its transaction sets.
    pub header: ResponseHeader<'a>,
    /// What became of the group.
    pub trailer: ResponseTrailer<'a>,
}

impl Response<'_> {
    /// The same with nothing borrowed.
    #[must_use]
    pub fn into_owned(self) -> Response<'static> {
        Response {
            header: self.header.into_owned(),
            trailer: self.trailer.into_owned(),
        }
    }
}

/// Writes one interchange with one group that holds these answers.
///
/// The same input gives the same bytes: control numbers and time stand in the envelope, each answer's own control number
/// in its ST.
///
/// # Errors
///
/// [`Error::Refused`] for a value that the guide does not allow or that could change the structure of the file, and for
/// structures that hold unmatched or rejected segments; [`Error::Io`] where the output fails. Nothing of a refused file
/// should be kept.
pub fn write<W: Write>(
    out: W,
    delimiters: Delimiters,
    envelope: &Envelope,
    responses: &[Response<'_>],
) -> Result<W, Error> {
    write_interchange(out, delimiters, envelope, responses)
}

impl TransactionSet for Response<'_> {
    const FUNCTIONAL_ID: &'static str = "FA";
    const VERSION: &'static str = GUIDE.id;

    fn control_number(&self) -> Option<&Text<'_>> {
        self.header.set.control_number.as_ref()
    }

    fn write_set<W: Write>(&self, writer: &mut Writer<W>) -> Result<(), Error> {
        begin_response(writer, &self.header)?;
        end_response(writer, &self.header.set, &self.trailer)
    }
}

/// The header of the answer to `group`, without sets.
#[must_use]
pub fn response_header<'a>(control_number: Text<'a>, group: Ak1<'a>) -> ResponseHeader<'a> {
    ResponseHeader {
        group: Some(group),
        ..ResponseHeader::new(St {
            set: Some(Code::from(GUIDE.set)),
            control_number: Some(control_number),
            version: Some(Text::from(GUIDE.id)),
        })
    }
}

/// Writes the beginning of an answer, with those of its sets that the header holds. More may follow by
/// [`write_set_response`]; [`end_response`] ends it. So an answer to very many sets is never held as a whole.
///
/// # Errors
///
/// As [`write()`].
pub fn begin_response<W: Write>(
    writer: &mut Writer<W>,
    header: &ResponseHeader<'_>,
) -> Result<(), Error> {
    writer.start_set(GUIDE.id);
    let loop_id = ResponseHeader::LOOP.id;
    header.write_node(line_of(ResponseHeader::LOOP.lines, 0), loop_id, writer)
}

/// Writes the answer to one set.
///
/// # Errors
///
/// As [`write()`].
pub fn write_set_response<W: Write>(
    writer: &mut Writer<W>,
    set: &SetResponse<'_>,
) -> Result<(), Error> {
    let line = line_of(SetResponse::LOOP.lines, 0);
    set.write_node(line, SetResponse::LOOP.id, writer)
}

/// Writes the end of an answer that began with `set`.
///
/// # Errors
///
/// As [`write()`].
pub fn end_response<W: Write>(
    writer: &mut Writer<W>,
    set: &St<'_>,
    trailer: &ResponseTrailer<'_>,
) -> Result<(), Error> {
    let line = line_of(ResponseTrailer::LOOP.lines, 0);
    trailer.write_node(line, ResponseTrailer::LOOP.id, writer)?;
    let control = set.control_number.as_ref();
    writer.end_set(&control.map(|number| number.to_str()).unwrap_or_default())
}

/// Writes one interchange that holds these answers to interchanges and no group.
///
/// # Errors
///
/// As [`write()`]; also where there is no answer, for such an interchange would say nothing.
pub fn write_interchange_answers<W: Write>(
    out: W,
    delimiters: Delimiters,
    envelope: &Envelope,
    answers: &[Ta1<'_>],
) -> Result<W, Error> {
    if answers.is_empty() {
        let place = Place {
            guide: INTERCHANGE.id,
            segment: Some(Tag::new("TA1")),
            ..Place::default()
        };
        return Err(Refusal {
            rule: &rules::WRITE_MISSING,
            place,
            expected: None,
        }
        .into());
    }
    let mut writer = Writer::new(out, delimiters);
    writer.begin_interchange(envelope)?;
    for answer in answers {
        let spec = InterchangeAnswer::LOOP;
        writer.record(answer, line_of(spec.lines, 0), spec.id)?;
    }
    writer.end_interchange(envelope)?;
    Ok(writer.into_inner())
}
