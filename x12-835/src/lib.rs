//! Health care remittance advice (835, ERA), implementation guide 005010X221A1: what a payer paid, denied and took back,
//! as typed values, with every balance checked, and written again.
//!
//! # Reading
//!
//! [`Era`] reads bytes in memory; its values borrow from them. [`EraReader`] reads anything that is
//! [`io::Read`](std::io::Read), in memory that does not grow with the file. Both give the same [`Event`]s: a
//! [`Payment`], then its [`ClaimGroup`]s and [`ClaimPayment`]s one at a time, then [`ProviderAdjustments`] (PLB), then
//! [`PaymentTotals`]. [`collect`] keeps all of a file as [`Remittance`]s.
//!
//! ```
//! use x12_835::{EraReader, Event};
//!
//! # let file: &[u8] = fixtures::era()[1].edi;
//! let mut era = EraReader::new(file); // anything that is Read
//! let mut denied = 0;
//! while let Some(event) = era.next()? {
//!     if let Event::Claim(claim) = event {
//!         for service in &claim.services {
//!             denied += usize::from(service.info.paid.is_zero());
//!         }
//!     }
//! }
//! assert_eq!(denied, 1);
//! assert!(era.take_findings().is_empty());
//! # Ok::<(), x12_core::Error>(())
//! ```
//!
//! The loops are the public structures, field by field as in the guide ([`segments`] has their segments); every field
//! names its place in the guide. Questions that billers ask have methods: [`ClaimPayment::status`],
//! [`ClaimPayment::balance`], [`ServicePayment::allowed_amount`], [`PaymentHeader::identity`] and more. Amounts are exact
//! decimals and keep their scale. `into_owned` gives any of them without the borrow.
//! [`ClaimPayment::adjudication`] says the same in billing words: what the claim for the next payer is made of.
//!
//! # Findings
//!
//! Real files break their guide. Reading goes on: each deviation, each sum that does not balance and each payment that
//! appears twice gives a [`Diagnostic`](x12_core::Diagnostic) with a stable number ([`rules`] has those of the 835,
//! [`x12_core::rules`](mod@x12_core::rules) the others) and a place. It never holds a value of the file other than counts
//! and sums. What real files do so often that it means nothing is a warning; [`GUIDE`] lists these tolerances. Findings
//! are kept until `take_findings` is called: do so while a long file is read.
//!
//! A claim whose CLP cannot be read is [`Event::Rejected`] with all its segments; its neighbours are not touched. A
//! segment that belongs nowhere is kept as `unmatched` in the loop it stands in. [`EraOptions::strict`] turns the first
//! finding of error level into an error.
//!
//! An `Err` ends reading: the input is no X12, is cut off, or passes a limit. Events before it are good, but
//! the payment that was open is not complete: no [`Event::PaymentEnd`] came for it.
//!
//! # Writing
//!
//! [`write`](write()) makes an interchange of remittances, [`write_remittance`] one transaction set of a
//! [`Writer`](x12_core::Writer). Both refuse what does not balance, what the guide does not allow, what could change the
//! structure of the file, and structures that hold unmatched or rejected segments.
//!
//! ```
//! use x12_835::{EraOptions, Remittance, collect, write_remittance};
//! use x12_core::{Code, Delimiters, Error, Writer};
//!
//! fn to_bytes(remittance: &Remittance<'_>) -> Result<Vec<u8>, Error> {
//!     let mut writer = Writer::new(Vec::new(), Delimiters::USUAL);
//!     write_remittance(&mut writer, remittance)?;
//!     Ok(writer.into_inner())
//! }
//!
//! # let input: &[u8] = fixtures::era()[0].edi;
//! let mut file = collect(input, &EraOptions::default());
//! let remittance = &mut file.remittances[0];
//! assert!(to_bytes(remittance)?.starts_with(b"ST*835*0001~BPR*"));
//!
//! // A delimiter inside a value would forge a segment.
//! remittance.groups[0].claims[0].info.payer_claim_number = Some("1~SVC*HC:99999*1*1".into());
//! let refused = to_bytes(remittance).expect_err("a delimiter");
//! assert_eq!(refused.to_string(), "error[X12-0801] 2100 CLP07: value holds a delimiter of the file");
//! # Ok::<(), Error>(())
//! ```
//!
//! # What is not preserved
//!
//! Values come back as they were, their spelling does not: what is written has the guide's order, no needless zeros,
//! no empty ends and no line breaks. Elements that the guide does not use, and optional values that cannot be read,
//! are not in the structures; their findings say where they stand. The envelope is the caller's. Who needs the bytes uses
//! [`x12_core::Tokens`].
//!
//! With the feature `serde` all structures can be serialised: amounts as strings, dates in ISO form, text as UTF-8 even
//! where the file has Latin-1.

mod adjudication;
mod balance;
mod guide;
mod judge;
mod loops;
mod reader;
mod remittance;
pub mod rules;
pub mod segments;
mod totals;
mod views;
mod write;

pub use balance::{Balance, ClaimBalance, sum_adjustments};
pub use guide::{GUIDE, VERSIONS};
pub use loops::{
    ClaimGroup, ClaimPayment, Payee, Payer, PaymentHeader, ProviderAdjustments, ServicePayment,
};
pub use reader::{Assembler, Era, EraOptions, EraReader, Event, Payment};
pub use remittance::{EraFile, Remittance, collect};
pub use totals::PaymentTotals;
pub use views::{ClaimStatus, PaymentIdentity};
pub use write::{write, write_remittance};

/// The examples of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct ReadmeDoctests;
