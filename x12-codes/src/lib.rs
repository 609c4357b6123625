//! Short labels for the code lists that remittances and claim statuses use.
//!
//! A remittance speaks in codes: `CO` and `45` on an adjustment, `22` on a reversed claim, `WO`
//! on money that the payer takes back. This crate turns such a code into a few plain words, so
//! that a report or an error message can be read without a code book at hand.
//!
//! # Whose lists these are
//!
//! The lists belong to others. X12 owns the claim adjustment reason codes (CARC), the claim
//! status codes and their categories, the adjustment groups and the qualifiers; CMS publishes
//! the remark codes (RARC) and the place of service codes. What ships here are code values and
//! **our own short labels**. They are not the licensed texts, they were not taken from them, and
//! they do not replace them: a label names the matter, the official text decides it.
//!
//! The classes and the denial flag of the adjustment reasons ([`CodeEntry::class`],
//! [`CodeEntry::counts_as_denial`]) are our own judgement too; let a biller review them.
//!
//! # Open lists
//!
//! The tables hold the common codes, not all of them, and the lists change several times a year.
//! An unknown code is therefore never an error: [`Codes::label`] gives `None` and the caller
//! shows the code alone.
//!
//! # Your own tables
//!
//! Who holds a licence can put complete tables into a folder, one CSV file per list, and load
//! them with [`Codes::with_dir`]. That is the only function here that reads from disk. A list
//! found in the folder replaces the built-in one whole; the others stay.
//!
//! # Example
//!
//! ```
//! use x12_codes::{CodeList, Codes};
//!
//! let codes = Codes::builtin();
//! assert_eq!(codes.label(CodeList::Carc, "45"), Some("above fee schedule or contract"));
//! assert_eq!(codes.label(CodeList::ClaimPaymentStatus, "22"), Some("reversal of an earlier payment"));
//!
//! // A code that the table does not know is shown bare.
//! let code = "9999";
//! assert_eq!(codes.label(CodeList::Carc, code).unwrap_or(code), "9999");
//!
//! // The pair that billers write: group and reason.
//! let adjustment = codes.find_adjustment("CO-45").expect("CO is a known group");
//! assert_eq!(adjustment.group.label, "contractual write-off");
//! assert_eq!(adjustment.reason_label(), Some("above fee schedule or contract"));
//! ```

mod builtin;
mod codes;
mod error;
mod folder;
mod list;
mod parse;
mod table;

pub use chrono::NaiveDate;
pub use codes::{AdjustmentMatch, Codes};
pub use error::{CodesError, TableFault};
pub use list::CodeList;
pub use table::CodeEntry;
