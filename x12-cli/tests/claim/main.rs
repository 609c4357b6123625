//! `x12 claim` and `x12 schema`, run as a user runs them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

#[path = "../support/mod.rs"]
mod support;

mod check;
mod harness;
mod inquire;
mod large;
mod next;
mod read;
mod schema;
mod words;
mod write;
