//! Acknowledgments: TA1, 999 (005010X231A1) and 997, read, written, and made from findings.
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
