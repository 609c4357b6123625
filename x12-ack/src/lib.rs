//! Acknowledgments: the answers to a file, read, written, and made.
//!
//! | answer | to | says |
//! |---|---|---|
//! | TA1 | an interchange | whether its envelope could be read |
//! | 999 (005010X231A1) | a functional group | which sets were accepted, and which segments and elements are in error |
//! | 997 | a functional group | the same, from older receivers; read only |
//!
//! None of them says what will become of a claim: that a set is accepted means that it can be read, no more.
//!
//! # Reading
//!
//! [`Acknowledgments`] reads bytes in memory, [`AcknowledgmentReader`] anything that is [`io::Read`](std::io::Read), in
//! memory that does not grow with the file. An answer to a group comes as [`Event::Answer`], then a [`Set`](Event::Set) for
//! each set, then its [`Result`](Event::Result). [`collect`] keeps all of a file.
//!
//! The loops are the public structures, field by field as in the guide ([`segments`] has their segments). Whether it is a
//! 999 or a 997, `view` gives the same [`GroupAnswer`] and [`SetAnswer`]. [`ReceiptView`] says it in billing words.
//!
//! ```
//! use claim_model::life::ReceiptOutcome;
//!
//! # let file: &[u8] = fixtures::acknowledgments()[1].edi;
//! let file = x12_ack::collect(file, &Default::default());
//! let group = file.groups[0].view();
//! assert_eq!(group.outcome(), ReceiptOutcome::PartlyAccepted);
//! let rejected = &group.sets[1];
//! let error = &rejected.segments[0];
//! assert_eq!(error.position, Some(22));
//! assert_eq!(error.claim().map(ToString::to_string).as_deref(), Some("SH-10008"));
//! ```
//!
//! # Answering
//!
//! [`acknowledge`] reads a file by any guide's assembler and gives its 999s and TA1s, made from the same findings as a
//! report of them. [`Acknowledging`] does so beside the guide's own events and hands out the answers piece by piece.
//! [`write_replies`] and [`write_reply_interchanges`] address them back.
//!
//! ```
//! use x12_ack::{AckOptions, ReplyNumbers, acknowledge, write_replies};
//! use x12_core::{Date, Delimiters};
//!
//! // A frequency of 7 says that the claim replaces another one, but none is named.
//! # let file = String::from_utf8_lossy(fixtures::claims()[0].edi);
//! let file = file.replace("11:B:1", "11:B:7");
//! let answers = acknowledge::<x12_837p::claim::Assembler>(
//!     file.as_bytes(), &Default::default(), AckOptions::default());
//! let numbers = ReplyNumbers {
//!     interchange_control_number: 1,
//!     group_control_number: 1,
//!     date: Date::read(b"20250302").ok_or("no such day")?.get(),
//!     time: Default::default(),
//! };
//! let reply = String::from_utf8(write_replies(Vec::new(), Delimiters::USUAL, &numbers, &answers)?)?;
//! assert!(reply.contains("~IK3*REF*21*2300*I6~CTX*SITUATIONAL TRIGGER*CLM*20*2300*5:3*1325~CTX*CLM01:SH-10001~"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What a 999 has no words for, such as sums that do not balance, does not reject a set; [`Answers::not_expressed`] counts
//! it. Values in error are told back only where they cannot change the answer, and not at all where
//! [`AckOptions::copies`] says so.
//!
//! # Writing
//!
//! [`write`](write()) makes an interchange of 999s, [`write_interchange_answers`] one of TA1s. Both refuse what the guide
//! does not allow, what could change the structure of the file, and structures that hold unmatched or rejected segments.
//! A group that is rejected for its own errors accepts none of its sets, also where their own answers say accepted.

mod acknowledge;
mod answer;
mod guide;
mod judge;
mod loops;
mod reader;
mod receipt;
pub mod rules;
pub mod segments;
mod view;
mod write;

pub use acknowledge::{
    AckOptions, Acknowledging, Answers, GroupReply, GroupStart, InterchangeReply, NotExpressed,
    Piece, ReplyNumbers, Unanswered, Why, acknowledge, element_number, reply_envelope,
    write_replies, write_reply_interchanges,
};
pub use answer::{
    AckFile, Answer, AnswerHeader, AnswerSet, AnswerStart, AnswerTotals, AnswerTrailer,
    InterchangeAnswered,
};
pub use guide::{FUNCTIONAL, GUIDE, INTERCHANGE, VERSIONS};
pub use loops::{
    ElementNote, FunctionalHeader, FunctionalNote, FunctionalSet, FunctionalTrailer,
    InterchangeAnswer, ResponseHeader, ResponseTrailer, SegmentNote, SetResponse,
};
pub use reader::{AcknowledgmentReader, Acknowledgments, Assembler, Event, collect};
pub use receipt::ReceiptView;
pub use view::{AnswerKind, ElementError, ErrorContext, GroupAnswer, SegmentError, SetAnswer};
pub use write::{
    Response, begin_response, end_response, response_header, write, write_interchange_answers,
    write_set_response,
};
pub use x12_core::ReadOptions;
