//! What is measured, each defined once: for the criterion benches, the table of ratios, the steady gate and the comparison
//! with other tools in `peers/`.
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a measurement stops at the first surprise"
)]

pub mod input;
pub mod others;
pub mod ours;
mod totals;

pub use totals::{Kind, Totals};

/// The most memory this process ever had, where the system tells.
#[must_use]
pub fn peak_kibibytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_ascii_whitespace().nth(1)?.parse().ok()
}
