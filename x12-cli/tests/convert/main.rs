//! `x12 era convert` and `x12 claim convert` from the outside: files in, files out, exit codes and messages.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::string_slice,
    reason = "test code: a failure should be loud"
)]

mod aside;
mod claims;
mod harness;
mod packed;
mod resume;
mod runs;
mod values;
