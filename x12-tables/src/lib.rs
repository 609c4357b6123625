//! Remittances (835) and professional claims (837P) as tables that databases and data frames read: a star for each, written as CSV, lines
//! of JSON, Arrow or Parquet.
//!
//! # The star
//!
//! [`tables`] lists the tables of a [`Star`] with their columns and what [`Kind`] of value each holds. Ids link them:
//! a payment has the number of its input and its own number in it (`2-1`), its claims theirs below it (`2-1-7`), their
//! lines again (`2-1-7-3`). The definition is the same for every [`Form`]; forms differ in how a value is written.
//!
//! # A run
//!
//! [`Tables`] are begun in a work folder. Inputs are read straight into them, or at the same time into a [`Part`] each,
//! and parts are appended in the order of the inputs: the output has the same bytes whatever was read at the same time.
//! Rows of a payment stay only when it has ended. An input that cannot be read to its end leaves the payments that ended
//! before, and a row in `findings` that says why.
//!
//! ```
//! use x12_core::ReadOptions;
//! use x12_tables::{Form, Input, Star, Tables};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let (first, second) = (fixtures::era()[0].edi, fixtures::era()[1].edi);
//! # let work = tempfile::tempdir()?;
//! # let work = work.path();
//! let options = ReadOptions::default();
//! let mut tables = Tables::begin(Star::Era, Form::Csv, work)?;
//! tables.read(Input { number: 1, name: "first.835" }, Ok(first), &options)?;
//!
//! // Another thread may fill this one meanwhile.
//! let mut part = tables.parts().part()?;
//! part.read(Input { number: 2, name: "second.835" }, Ok(second), &options)?;
//! tables.append(&mut part)?;
//!
//! let done = tables.finish()?;
//! assert_eq!(done.totals.payments, 2);
//! assert!(work.join("payments.csv").exists());
//! # Ok(())
//! # }
//! ```
//!
//! [`Tables::checkpoint`] gives a [`Mark`] from which [`Tables::resume`] goes on, with the same bytes at the end as if
//! nothing had happened.
//!
//! # Reconciliation
//!
//! Every table counts its rows and sums its amounts as they are written, apart from what the reader sums up.
//! [`Tables::finish`] compares both and fails where they differ ([`rules::UNRECONCILED`]).

mod cells;
mod claims;
mod column;
mod desk;
mod era;
mod error;
mod findings;
mod form;
mod input;
mod output;
pub mod rules;
mod spool;
mod tally;

pub use column::{Column, Kind, Table};
pub use error::Error;
pub use input::{Input, Outcome};
pub use output::{Form, Mark, Part, Parts, Reconciled, Star, Tables, file_names, tables};
pub use tally::{Total, Totals};
