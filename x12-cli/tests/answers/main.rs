//! `x12 status` and `x12 ack`, and `x12 check` of what comes back.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod ack_read;
mod ack_write;
mod check;
mod status_read;
#[path = "../support/mod.rs"]
mod support;

use serde_json::Value;

/// The lines of a run's output.
fn lines(out: &str) -> Vec<Value> {
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
