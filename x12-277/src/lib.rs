//! Claim status: what payers and clearinghouses say of claims between sending and payment.
//!
//! Three implementation guides in one crate, for their levels are alike: the acknowledgment of a batch of claims
//! ([`acknowledgment`], 277CA, 005010X214), the inquiry about claims ([`inquiry`], 276, 005010X212) and its answer
//! ([`answer`], 277, 005010X212). Which one a transaction set is, ST01 and the named guide say; a 277 that names none is
//! told by BHT01.
//!
//! # Reading
//!
//! [`StatusReports`] reads bytes in memory; its values borrow from them. [`StatusReportReader`] reads anything that is
//! [`io::Read`](std::io::Read), in memory that does not grow with the file. Both give the same [`Event`]s: a [`Report`],
//! then its levels one at a time in the order of the file, each with its claims, then [`ReportTotals`]. [`collect`] keeps
//! all of a file as [`AnyReport`]s, each level in the one above.
//!
//! ```
//! use x12_277::{Event, StatusReportReader, acknowledgment::Level};
//!
//! # let file: &[u8] = fixtures::statuses()[0].edi;
//! let mut reports = StatusReportReader::new(file); // anything that is Read
//! let mut rejected = 0;
//! while let Some(event) = reports.next()? {
//!     if let Event::Acknowledged(Level::Patient(patient)) = event {
//!         for claim in &patient.claims {
//!             let actions = claim.statuses.iter().filter_map(|of| of.action.as_ref());
//!             rejected += usize::from(actions.clone().any(|action| action.is("U")));
//!         }
//!     }
//! }
//! assert_eq!(rejected, 1);
//! assert!(reports.take_findings().is_empty());
//! # Ok::<(), x12_core::Error>(())
//! ```
//!
//! The loops are the public structures, field by field as in the guides ([`segments`] has their segments); every field
//! names its place in the guide. Amounts are exact decimals and keep their scale. `into_owned` gives any of them without
//! the borrow.
//!
//! [`Statuses`] gives the same in billing words: one [`ClaimStatus`](claim_model::life::ClaimStatus) for each batch,
//! provider, claim and line that a report speaks of, whichever of the two kinds it is. [`StatusView`] makes them of events.
//!
//! # Findings
//!
//! Real files break their guide. Reading goes on: each deviation, each level that contradicts another and each total that
//! is not that of its claims gives a [`Diagnostic`](x12_core::Diagnostic) with a stable number ([`rules`](mod@rules) has
//! those of claim status, [`x12_core::rules`](mod@x12_core::rules) the others) and a place. A segment that belongs nowhere
//! is kept as `unmatched` in the loop it stands in. [`ReadOptions::strict`] turns the first finding of error level into an
//! error. An `Err` ends reading: the input is no X12, is cut off, or passes a limit.
//!
//! # Writing
//!
//! [`write`](write()) makes an interchange of reports of one kind. It refuses levels and totals that contradict each other,
//! what the guide does not allow, what could change the structure of the file, and structures that hold unmatched or
//! rejected segments.
//!
//! # Asking
//!
//! [`inquiry_of`] makes an inquiry of claims, with a trace number for each; the answer gives it back.

pub mod acknowledgment;
pub mod answer;
mod claims;
mod collect;
mod guides;
mod hierarchy;
mod inquire;
pub mod inquiry;
mod judge;
mod reader;
mod report;
pub mod rules;
pub mod segments;
mod status;
mod totals;
mod write;

pub use collect::{AnyReport, StatusFile, collect};
pub use guides::ReportKind;
pub use hierarchy::{Nested, Outermost, ReportHeader};
pub use inquire::{
    Inquirer, InquiryEnvelope, InquiryError, InquiryFinding, InquiryOptions, InquiryProblem,
    InquirySet, InquiryTrace, inquiry_of,
};
pub use reader::{Assembler, Event, StatusReportReader, StatusReports};
pub use report::{CollectedReport, Header, Report};
pub use status::{StatusView, Statuses};
pub use totals::ReportTotals;
pub use write::write;
pub use x12_core::ReadOptions;
