//! The tables of a run.

mod mark;
mod part;
mod reconcile;
mod tables;
mod text;

pub use mark::Mark;
pub use part::{Part, Parts};
pub use reconcile::Reconciled;
pub use tables::Tables;

use serde::{Deserialize, Serialize};

use crate::{column::Table, era, findings::FINDINGS};

/// Which tables: what kind of files they are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Star {
    /// Remittances (835): payments, claims, services, adjustments, provider adjustments, findings.
    Era,
}

/// How tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Form {
    /// One CSV file a table, the first line names the columns.
    Csv,
    /// One file of JSON lines a table: an object a row, absent values left out, decimals as strings.
    Jsonl,
    /// Lines of JSON with whole loops of remittances: `claims`, `provider_adjustments` and `findings`. No star.
    Loops,
}

impl Form {
    /// What the names of its files end with.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl | Self::Loops => "jsonl",
        }
    }
}

/// The tables of a star in a form, the findings last.
pub fn tables(star: Star, form: Form) -> impl Iterator<Item = Table> {
    without_findings(star, form)
        .iter()
        .chain([&FINDINGS])
        .copied()
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
    }
}
