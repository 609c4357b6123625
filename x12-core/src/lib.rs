//! EDI X12, without any healthcare words: bytes become segments, segments become an envelope, and the lines of an
//! implementation guide become typed, positioned values, and back.
//!
//! From the bottom up:
//!
//! * [`Delimiters`] are learned from the ISA header; [`Index`] finds every delimiter of a window in one pass.
//! * [`Tokens`] gives each [`Segment`] with the trivia (line breaks, padding) before it: byte-exact for any input.
//!   [`TokenReader`] does so over any [`std::io::Read`].
//! * [`Frames`] knows interchanges, groups and transaction sets, checks their counts and control numbers, and cuts each
//!   transaction into units that fit a window; [`FrameReader`] does so over any [`std::io::Read`] with bounded memory.
//! * The notation ([`segment!`], [`composite!`], [`segment_loop!`]) turns one line of a guide into the field of a struct,
//!   its documentation, its reader, its writer and a row of its `SPEC`.
//! * [`segments`] holds those segments that the guides share; [`levels`] follows their HL.
//! * [`Writer`] writes segments and refuses every value that could change the structure of the file.
//! * [`Diagnostic`] says where something is wrong and never what it says; [`Error`] stops.
//!
//! ```
//! use x12_core::Tokens;
//!
//! let file = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       \
//! *250301*1200*^*00501*000000001*0*T*:~\nIEA*0*000000001~\n";
//! let mut tokens = Tokens::new(file);
//! let mut tags = Vec::new();
//! while let Some(token) = tokens.next()? {
//!     tags.push(token.segment.tag().to_string());
//! }
//! assert_eq!(tags, ["ISA", "IEA"]);
//! # Ok::<(), x12_core::Error>(())
//! ```

mod charset;
mod delimiters;
mod diagnostic;
mod envelope;
mod error;
mod events;
mod findings;
mod frames;
mod index;
pub mod levels;
mod lexer;
mod limits;
pub mod notation;
mod place;
mod rule;
pub mod rules;
mod segment;
pub mod segments;
mod source;
mod tag;
mod tokens;
mod value;
mod window;
#[cfg(feature = "words")]
pub mod words;
mod writer;

pub use charset::is_extended;
pub use delimiters::Delimiters;
pub use diagnostic::{Detail, Diagnostic, Missing, SetName, Situation};
pub use envelope::{GroupHeader, InterchangeHeader, TransactionHeader};
pub use error::{Error, InputFault, Refusal};
pub use events::{Assemble, ReadOptions, ReaderEvents, SliceEvents};
pub use findings::Findings;
pub use frames::{Frame, FrameOptions, Frames, Supported, Unit};
pub use index::{Index, Scanner, reference};
pub use limits::Limits;
pub use place::{Place, Span};
pub use rule::{Rule, Severity};
pub use segment::{RawSegment, Segment};
pub use source::{FrameReader, SliceFrames};
pub use tag::Tag;
pub use tokens::{Part, Token, TokenReader, Tokens};
pub use value::{
    Code, Date, DateRange, Element, ElementSlot, Sum, Text, Time, ValueError, Written,
    exact_difference, exact_sum, parse_decimal, parse_integer,
};
pub use writer::{Envelope, Piece, Rendered, TransactionSet, Writer, write_interchange};

#[doc(hidden)]
pub use rust_decimal;
