//! The notation: each line of an implementation guide is written once and yields the field of a struct, its reference in
//! the documentation, its reader, its writer and a row of the struct's `SPEC`.
//!
//! ```
//! use x12_core::{Code, Text, composite, notation::SegmentRecord, rust_decimal::Decimal, segment, segment_loop};
//!
//! composite! {
//!     /// What was done.
//!     pub struct Procedure<'a> {
//!         /// Code list.
//!         1 R ID 2/2 qualifier: Option<Code<'a>>,
//!         /// Code.
//!         2 R AN 1/48 code: Option<Text<'a>>,
//!     }
//! }
//! segment! {
//!     /// One service line.
//!     pub struct Svc<'a> = "SVC" {
//!         /// What was done.
//!         SVC01 R composite procedure: Procedure<'a>,
//!         /// What it costs.
//!         SVC02 R R 1/18 charge: Decimal,
//!     }
//! }
//! segment! {
//!     /// A remark.
//!     pub struct Lq<'a> = "LQ" {
//!         /// Code list.
//!         LQ01 R ID 1/3 list: Code<'a>,
//!         /// Code.
//!         LQ02 R AN 1/30 code: Code<'a>,
//!     }
//! }
//! segment_loop! {
//!     /// A service line and its remarks.
//!     pub struct Service<'a> = "2110" {
//!         /// The line.
//!         700 R 1 SVC info: Svc<'a>;
//!         /// Remarks.
//!         1300 S 99 LQ["HE"] remarks: Vec<Lq<'a>>,
//!     }
//! }
//! assert_eq!(Svc::SPEC.tag.to_string(), "SVC");
//! ```
//!
//! How a line reads: position, usage (`R` required, `S` situational), maximum (`n` for any number), segment, qualifiers,
//! field, and in braces what differs for this use of the segment. The Rust type says how it is kept: the first line opens
//! the loop and is a plain type; then `Option<T>` is one, `Vec<T>` is many, and `T` is a segment or again a loop.
//! In a segment, `T` is a value that the segment cannot do without and `Option<T>` is one that it can.
//!
//! Reading follows two rules. A slot that was seen but could not be read stays taken: a loop whose first segment is
//! unreadable goes to `rejected` as a whole, and no later segment slides into its place. And once a child loop is open, an
//! ancestor takes back only starts of loops, segments that it names by qualifier, and segments that the guide has behind the
//! child: anything else that the child does not know is `unmatched` in the child, with a finding.

pub use crate::writer::{Gate, Position, Put};

mod audit;
mod check;
mod derived;
mod few;
mod macros;
mod plain;
mod read;
mod slots;
mod spec;

pub use audit::{Ambiguity, ambiguities};
pub(crate) use check::is_listed;
pub use derived::{
    element_index, element_number, first_uses, key_of, known_elements, line_at, line_of,
    max_repeat, note, qualifier_key, qualifier_place, required_elements, required_lines,
    special_elements, unused_elements,
};
pub use few::{Couple, Few};
pub use plain::{Fit, Seen, read_element, read_part};
pub use read::{
    Context, Cursor, Host, LoopNode, Opened, Root, State, fill, open_loop, place_of_missing,
    read_boxed_unit, read_rest, read_unit, reject_unit,
};
pub use slots::{
    Absent, Composite, CompositeSlot, GroupSlot, Node, PartSource, RepeatSlot, SegmentRecord, Slot,
    raw_element,
};
pub use spec::{
    ElementSpec, ElementUse, Guide, Item, Kind, LineSpec, LoopSpec, Note, NoteKind, Qualifier,
    RejectedLoop, SegmentSpec, Shape, Tolerance, Usage, holds,
};
pub(crate) use spec::{SHORT_DATE, written_length};
