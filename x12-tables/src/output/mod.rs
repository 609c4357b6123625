//! The tables of a run.

#[cfg(feature = "arrow")]
mod columnar;
mod mark;
mod part;
mod read;
mod reconcile;
mod tables;
mod text;

pub use mark::Mark;
pub use part::{Part, Parts};
pub use reconcile::Reconciled;
pub use tables::Tables;

use serde::{Deserialize, Serialize};

use crate::{claims, column::Table, era, error::Error, findings};

/// Which tables: what kind of files they are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Star {
    /// Remittances (835): payments, claims, services, adjustments, provider adjustments, findings.
    Era,
    /// Professional claims (837P): claims, lines, diagnoses, coverages, other payers' adjudications of lines and
    /// adjustments, findings.
    Claims,
}

/// How tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Form {
    /// One CSV file a table, the first line names the columns.
    Csv,
    /// The same for people who open it in a spreadsheet: a text that begins like a formula (`=`, `+`, `-`, `@`, also
    /// behind blanks) or with an apostrophe has an apostrophe in front, so that nothing in it is calculated. To restore
    /// such texts, take the first apostrophe away. Amounts, numbers and dates are as in [`Csv`](Self::Csv).
    SpreadsheetCsv,
    /// One file of JSON lines a table: an object a row, absent values left out, decimals as strings.
    Jsonl,
    /// Lines of JSON with whole loops of remittances: `claims`, `provider_adjustments` and `findings`. No star, and for
    /// remittances only.
    Loops,
    /// One Arrow IPC file a table, without compression.
    #[cfg(feature = "arrow")]
    Arrow,
    /// One Parquet file a table, compressed with Snappy.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Form {
    /// What the names of its files end with.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv | Self::SpreadsheetCsv => "csv",
            Self::Jsonl | Self::Loops => "jsonl",
            #[cfg(feature = "arrow")]
            Self::Arrow => "arrow",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }
}

/// The tables of a star in a form, the findings last.
pub fn tables(star: Star, form: Form) -> impl Iterator<Item = Table> {
    without_findings(star, form)
        .iter()
        .copied()
        .chain([findings_of(star)])
}

/// The names of the files, in the order of the tables.
#[must_use]
pub fn file_names(star: Star, form: Form) -> Vec<String> {
    tables(star, form)
        .map(|table| format!("{}.{}", table.name, form.ending()))
        .collect()
}

const fn without_findings(star: Star, form: Form) -> &'static [Table] {
    match (star, form) {
        (Star::Era, Form::Loops) => era::OUTPUTS,
        (Star::Era, _) => era::TABLES,
        (Star::Claims, _) => claims::TABLES,
    }
}

const fn findings_of(star: Star) -> Table {
    match star {
        Star::Era => findings::OF_PAYMENTS,
        Star::Claims => findings::OF_BATCHES,
    }
}

/// Refuses what is no output.
const fn check(star: Star, form: Form) -> Result<(), Error> {
    match (star, form) {
        (Star::Claims, Form::Loops) => Err(Error::Misfit("there are no loops of claims")),
        _ => Ok(()),
    }
}
