//! Acknowledging: from a file that somebody sent, with what was found in it, to the 999s and TA1s that answer it.
//!
//! The findings are those of reading, so that an answer and a report never disagree. A rule has its codes beside its number
//! ([`Rule::ik3`](x12_core::Rule), `ik4`); what is about the envelope has its code in one table here. A finding of error
//! level that a 999 has an expression for rejects its set, a warning accepts it with errors. Findings without an expression,
//! such as sums that do not balance, reject nothing: they are counted in [`Answers::not_expressed`], never forgotten.
//!
//! A missing segment is told at the place where it should stand, as pyx12 tells it: IK301 is its identifier, IK302 the number
//! of the segment that stands there instead.

mod context;
mod element_numbers;
mod envelope_codes;
mod open;
mod reply;
mod set;
mod state;
mod values;

use std::io::Read;

use x12_core::{
    Assemble, Delimiters, Error, Findings, Frame, Frames, GroupHeader, InterchangeHeader,
    ReadOptions, ReaderEvents, Rule, Severity, Supported,
};

use crate::{
    loops::{ResponseHeader, ResponseTrailer, SetResponse},
    segments::Ta1,
    write::Response,
};
pub use element_numbers::element_number;
pub use reply::{ReplyNumbers, reply_envelope, write_replies, write_reply_interchanges};
use state::{State, Step};

/// How to acknowledge.
#[derive(Debug, Clone, Copy)]
pub struct AckOptions {
    copies: bool,
    segments: usize,
    first_control_number: u32,
    delimiters: Delimiters,
}

impl Default for AckOptions {
    fn default() -> Self {
        Self {
            copies: true,
            segments: 1_000,
            first_control_number: 1,
            delimiters: Delimiters::USUAL,
        }
    }
}

impl AckOptions {
    /// Tell values in error (IK404) and what names a claim (CTX) back, where they can be written: the default. Without it an
    /// answer holds nothing of the file but control numbers and positions.
    #[must_use]
    pub const fn copies(self, copies: bool) -> Self {
        Self { copies, ..self }
    }

    /// How many segments in error are listed of one set; further ones are counted. 1,000 unless said otherwise.
    #[must_use]
    pub const fn segments(self, segments: usize) -> Self {
        Self { segments, ..self }
    }

    /// ST02 of the first 999; each further one counts up. 1 unless said otherwise.
    #[must_use]
    pub const fn first_control_number(self, first_control_number: u32) -> Self {
        Self {
            first_control_number,
            ..self
        }
    }

    /// The delimiters that the answers will be written with: no value is told that holds one of them.
    #[must_use]
    pub const fn delimiters(self, delimiters: Delimiters) -> Self {
        Self { delimiters, ..self }
    }
}

/// An answer to a group begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupStart {
    /// The interchange that is answered, counted from 1.
    pub interchange_number: u32,
    /// Its header.
    pub interchange: InterchangeHeader,
    /// The group that is answered.
    pub group: GroupHeader,
    /// ST and AK1.
    pub header: ResponseHeader<'static>,
}

/// The TA1 for one interchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterchangeReply {
    /// The interchange that is answered, counted from 1.
    pub interchange_number: u32,
    /// Its header.
    pub interchange: InterchangeHeader,
    /// The answer.
    pub answer: Ta1<'static>,
}

/// Why something has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Why {
    /// A group of acknowledgments is not acknowledged.
    Acknowledgment,
    /// GS01, GS06 or GS08 cannot be told in AK1; the TA1 says so.
    Header,
    /// A transaction set stands in no group; the TA1 says so.
    NoGroup,
    /// ST01 or ST02 cannot be told in AK2. The set counts in AK9.
    SetName,
    /// ISA13, ISA09 or ISA10 cannot be told in a TA1.
    InterchangeName,
}

/// A part of the file that has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unanswered {
    /// The interchange, counted from 1.
    pub interchange_number: u32,
    /// The transaction set within the file, counted from 1; 0 where it is more than one set.
    pub set: u32,
    /// Why.
    pub why: Why,
}

/// Findings that no answer has an expression for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotExpressed {
    /// What was found.
    pub rule: &'static Rule,
    /// How bad it is.
    pub severity: Severity,
    /// How often.
    pub count: u64,
}

/// A piece of an answer that is done. For each group that is answered they come as [`Group`](Piece::Group), its sets, and
/// [`GroupEnd`](Piece::GroupEnd).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Piece {
    /// The answer to a group begins.
    Group(Box<GroupStart>),
    /// The answer to one set.
    Set {
        /// AK2 to IK5.
        response: Box<SetResponse<'static>>,
        /// Segments and elements in error that were counted and not listed.
        unlisted: u64,
    },
    /// The answer to a group ends.
    GroupEnd(Box<ResponseTrailer<'static>>),
    /// The answer to an interchange.
    Interchange(Box<InterchangeReply>),
    /// Something has no answer.
    Unanswered(Unanswered),
}

/// Reads by any guide's assembler and makes the acknowledgments on the way: an [`Assemble`] with the guide's own events.
///
/// Take the pieces while reading; then memory grows with one set's errors, which [`AckOptions::segments`] bounds, and not
/// with the file. Call [`finish`](Self::finish), with what [`ReaderEvents::parts_mut`] gives, when reading is over, in
/// particular after an error. Reading must not be
/// strict: a file is answered with all that is wrong with it.
///
/// ```
/// use x12_ack::{AckOptions, Acknowledging, Piece};
/// use x12_core::{Assemble, ReadOptions, ReaderEvents};
///
/// # let file: &[u8] = fixtures::claims()[0].edi;
/// let options = ReadOptions::default();
/// let guide = x12_837p::claim::Assembler::new(&options);
/// let mut events = ReaderEvents::with_state(file, &options, Acknowledging::new(guide, AckOptions::default()));
/// let mut pieces = Vec::new();
/// while let Some(_claim) = events.next()? {
///     events.take_findings();
///     pieces.extend(events.state_mut().take_pieces());
/// }
/// assert!(matches!(pieces.last(), Some(Piece::Interchange(reply)) if reply.answer.note.as_ref().is_some_and(|note| note.is("000"))));
/// # Ok::<(), x12_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Acknowledging<G> {
    guide: G,
    state: State,
}

impl<G: Assemble> Acknowledging<G> {
    /// Nothing read yet.
    #[must_use]
    pub const fn new(guide: G, options: AckOptions) -> Self {
        Self {
            guide,
            state: State::new(options, G::SUPPORTED),
        }
    }

    /// The guide's own assembler.
    #[must_use]
    pub const fn guide(&self) -> &G {
        &self.guide
    }

    /// Takes the pieces that are done, in order.
    pub fn take_pieces(&mut self) -> Vec<Piece> {
        std::mem::take(&mut self.state.pieces)
    }

    /// What no answer says, by rule.
    #[must_use]
    pub fn not_expressed(&self) -> Vec<NotExpressed> {
        self.state.not_expressed()
    }

    /// Ends what is open, because reading is over: a set without its end is rejected, and so are its group and its
    /// interchange. Nothing happens where all was closed.
    pub fn finish(&mut self, error: Option<&Error>, findings: &Findings, frames: &Frames) {
        self.state.finish(error, findings, frames);
    }
}

impl<G: Assemble> Assemble for Acknowledging<G> {
    type Event<'a> = G::Event<'a>;
    const SUPPORTED: &'static [Supported] = G::SUPPORTED;

    fn new(options: &ReadOptions) -> Self {
        Self::new(G::new(options), AckOptions::default())
    }

    fn event<'a>(
        &mut self,
        frame: Frame<'a, '_>,
        findings: &mut Findings,
    ) -> Result<G::Event<'a>, Error> {
        let step = match &frame {
            Frame::Interchange(header) => Step::Interchange(Box::new((*header).clone())),
            Frame::Group(header) => Step::Group(Box::new((*header).clone())),
            Frame::Unit(unit) => Step::Unit(*unit),
            Frame::TransactionEnd { .. } => Step::TransactionEnd,
            Frame::Skipped(header) => Step::Skipped(Box::new((*header).clone())),
            Frame::GroupEnd => Step::GroupEnd,
            Frame::InterchangeEnd => Step::InterchangeEnd,
            _ => Step::Other,
        };
        let event = self.guide.event(frame, findings)?;
        self.state.follow(step, findings);
        Ok(event)
    }
}

/// The 999 for one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupReply {
    /// The interchange that is answered, counted from 1.
    pub interchange_number: u32,
    /// Its header.
    pub interchange: InterchangeHeader,
    /// The group that is answered.
    pub group: GroupHeader,
    /// The answer.
    pub response: Response<'static>,
    /// Segments and elements in error that were counted and not listed.
    pub unlisted: u64,
}

/// All answers to a file.
#[derive(Debug, Default)]
pub struct Answers {
    /// A 999 for each group, in order.
    pub groups: Vec<GroupReply>,
    /// A TA1 for each interchange, in order.
    pub interchanges: Vec<InterchangeReply>,
    /// What has no answer.
    pub unanswered: Vec<Unanswered>,
    /// Findings that no answer has an expression for.
    pub not_expressed: Vec<NotExpressed>,
    /// Why the file could not be read to its end; what was read up to there is answered. `None` where all was read.
    pub error: Option<Error>,
}

impl Answers {
    fn take(&mut self, pieces: Vec<Piece>, open: &mut Option<(GroupStart, u64)>) {
        for piece in pieces {
            match (piece, &mut *open) {
                (Piece::Group(start), _) => *open = Some((*start, 0)),
                (Piece::Set { response, unlisted }, Some((start, sum))) => {
                    start.header.sets.push(*response);
                    *sum = sum.saturating_add(unlisted);
                }
                (Piece::GroupEnd(trailer), _) => {
                    let Some((start, unlisted)) = open.take() else {
                        continue;
                    };
                    self.groups.push(GroupReply {
                        interchange_number: start.interchange_number,
                        interchange: start.interchange,
                        group: start.group,
                        response: Response {
                            header: start.header,
                            trailer: *trailer,
                        },
                        unlisted,
                    });
                }
                (Piece::Interchange(reply), _) => self.interchanges.push(*reply),
                (Piece::Unanswered(of), _) => self.unanswered.push(of),
                (Piece::Set { .. }, None) => {}
            }
        }
    }
}

/// Reads a file by the guide `G` and gives the answers to it. What is in the file is not kept; who wants that too uses
/// [`Acknowledging`]. Strict reading is turned off.
///
/// ```
/// use x12_ack::{AckOptions, acknowledge};
///
/// # let file: &[u8] = fixtures::claims()[0].edi;
/// let answers = acknowledge::<x12_837p::claim::Assembler>(file, &Default::default(), AckOptions::default());
/// let result = &answers.groups[0].response.trailer.result;
/// assert!(result.code.as_ref().is_some_and(|code| code.is("A")));
/// ```
#[must_use]
pub fn acknowledge<G: Assemble>(
    input: impl Read,
    options: &ReadOptions,
    ack: AckOptions,
) -> Answers {
    let options = options.clone().strict(false);
    let state = Acknowledging::new(G::new(&options), ack);
    let mut events = ReaderEvents::with_state(input, &options, state);
    let mut answers = Answers::default();
    let mut open = None;
    loop {
        match events.next() {
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(error) => {
                answers.error = Some(error);
                break;
            }
        }
        answers.take(events.state_mut().take_pieces(), &mut open);
        events.take_findings();
    }
    let (state, findings, frames) = events.parts_mut();
    state.finish(answers.error.as_ref(), findings, frames);
    let (rest, not_expressed) = (state.take_pieces(), state.not_expressed());
    answers.take(rest, &mut open);
    answers.not_expressed = not_expressed;
    answers
}
