//! Professional health care claim (837P), implementation guide 005010X222A1.

mod collect;
mod guide;
mod judge;
mod loops;
mod reader;
pub mod rules;
pub mod segments;
mod totals;
mod write;

pub use collect::{ClaimFile, CollectedBatch, collect};
pub use guide::{GUIDE, VERSIONS};
pub use loops::*;
pub use reader::{Batch, ClaimBatchReader, ClaimBatches, Event};
pub use totals::BatchTotals;
pub use write::{write, write_batch};
pub use x12_core::ReadOptions;
