//! What fails a run.

use std::io;

use thiserror::Error;
use x12_core::Rule;

use crate::rules;

/// Why tables could not be made. What is wrong with an input is no error: it is part of its
/// [`Outcome`](crate::Outcome).
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The output failed.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The tables do not hold what the reader said.
    #[error("error[{rule}] {}: {what} {held} in the tables, {read} read", rules::UNRECONCILED.title, rule = rules::UNRECONCILED)]
    Unreconciled {
        /// What differs: a count or a sum.
        what: &'static str,
        /// In the tables.
        held: String,
        /// In the files.
        read: String,
    },
    /// A mark or a part that belongs to other tables, or files that are not as they were left.
    #[error("{0}")]
    Misfit(&'static str),
}

impl Error {
    /// The rule that it breaks.
    #[must_use]
    pub const fn rule(&self) -> &'static Rule {
        match self {
            Self::Io(_) | Self::Misfit(_) => &x12_core::rules::IO_FAILED,
            Self::Unreconciled { .. } => &rules::UNRECONCILED,
        }
    }
}
