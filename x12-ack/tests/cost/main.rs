//! What hostile input may cost, by the reader of each guide: memory in proportion to its length, and time too.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::integer_division,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

mod limit;
mod memory;
mod shapes;
mod time;

use std::io::Read;

use x12_core::{Assemble, ReadOptions, ReaderEvents, SliceEvents};

/// Reads to the end from memory and lets go of each event, and of its findings.
fn read_slice<G: Assemble>(input: &[u8]) {
    let mut events = SliceEvents::<G>::new(input, &ReadOptions::default());
    while matches!(events.next(), Ok(Some(_))) {
        events.take_findings();
    }
    events.take_findings();
}

/// The same as a stream.
fn read_stream<G: Assemble>(input: impl Read) {
    let mut events = ReaderEvents::<_, G>::new(input, &ReadOptions::default());
    while matches!(events.next(), Ok(Some(_))) {
        events.take_findings();
    }
    events.take_findings();
}
