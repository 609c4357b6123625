//! Professional health care claim (837P), implementation guide 005010X222A1: what a provider bills, as typed values, with
//! levels and numbering checked, and written again.
//!
//! # Claims
//!
//! [`claim`] has claims in the words of the CMS-1500 ([`claim_model::Claim`]): [`claim::ClaimWriter`] writes them into a
//! file, [`claim::ClaimReader`] reads a file into them, and both judge them by the same rules. Everything else here is about
//! the loops of the guide, for who needs what the form has no box for.
//!
//! # Reading
//!
//! [`ClaimBatches`] reads bytes in memory; its values borrow from them. [`ClaimBatchReader`] reads anything that is
//! [`io::Read`](std::io::Read), in memory that does not grow with the file. Both give the same [`Event`]s: a [`Batch`],
//! then [`BillingProviderLevel`]s, [`SubscriberLevel`]s, [`PatientLevel`]s and [`ClaimLoop`]s one at a time in the order
//! of the file, then [`BatchTotals`]. [`collect`] keeps all of a file as [`CollectedBatch`]es, each level in the one above.
//!
//! ```
//! use x12_837p::{ClaimBatchReader, Event};
//!
//! # let file: &[u8] = fixtures::claims()[0].edi;
//! let mut batches = ClaimBatchReader::new(file); // anything that is Read
//! let mut lines = 0;
//! while let Some(event) = batches.next()? {
//!     if let Event::Claim(claim) = event {
//!         lines += claim.lines.len();
//!     }
//! }
//! assert_eq!(lines, 1);
//! assert!(batches.take_findings().is_empty());
//! # Ok::<(), x12_core::Error>(())
//! ```
//!
//! The loops are the public structures, field by field as in the guide ([`segments`] has their segments); every field
//! names its place in the guide. Amounts are exact decimals and keep their scale. `into_owned` gives any of them without
//! the borrow.
//!
//! # Findings
//!
//! Real files break their guide. Reading goes on: each deviation gives a [`Diagnostic`](x12_core::Diagnostic) with a stable
//! number ([`rules`](mod@rules) has those of the 837P, [`x12_core::rules`](mod@x12_core::rules) the others) and a place. A
//! claim whose CLM cannot be read is [`Event::Rejected`] with all its segments; its neighbours are not touched. A segment
//! that belongs nowhere is kept as `unmatched` in the loop it stands in. [`ReadOptions::strict`] turns the first finding of
//! error level into an error. An `Err` ends reading: the input is no X12, is cut off, or passes a limit.
//!
//! # Writing
//!
//! [`write`](write()) makes an interchange of batches, [`write_batch`] one transaction set of a
//! [`Writer`](x12_core::Writer). Both refuse levels that contradict each other, what the guide does not allow, what could
//! change the structure of the file, and structures that hold unmatched or rejected segments.

pub mod claim;
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
pub use reader::{Assembler, Batch, ClaimBatchReader, ClaimBatches, Event};
pub use totals::BatchTotals;
pub use write::{write, write_batch};
pub use x12_core::ReadOptions;
