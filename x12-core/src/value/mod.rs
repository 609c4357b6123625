//! Values of elements: text, codes, numbers, dates and times, each with its own strict grammar.

mod date;
mod element;
mod number;
mod text;
mod written;

pub use date::{Date, DateRange, Time};
pub use element::{Element, ElementSlot, ValueError};
pub use number::{Sum, exact_difference, exact_sum, parse_decimal, parse_integer};
pub use text::{Code, Text};
pub use written::Written;

pub(crate) use number::{digits_of, write_decimal, write_integer};

/// The value without the spaces around it: fixed-width fields pad numbers, dates and codes.
#[inline]
pub(crate) fn unpadded(raw: &[u8]) -> &[u8] {
    match raw {
        [b' ', ..] | [.., b' '] => raw.trim_ascii(),
        _ => raw,
    }
}
