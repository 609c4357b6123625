//! What can be wrong with a folder of code tables.

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::list::CodeList;

/// Why a folder of code tables was refused.
///
/// The first fault found is reported and nothing of the folder is used. Files are looked at in
/// the order of their names.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CodesError {
    /// The folder could not be read.
    #[error("cannot read the folder {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file in the folder could not be read.
    #[error("cannot read {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder holds no table of a known list.
    #[error("no code table in {}; expected at least one of {}", path.display(), known_files())]
    NoTable {
        /// The folder.
        path: PathBuf,
    },
    /// A CSV file whose name is not that of a list.
    #[error("{} is not the table of a known list; expected one of {}", path.display(), known_files())]
    UnknownFile {
        /// The file.
        path: PathBuf,
    },
    /// A file that is far too large for a code table.
    #[error("{} is larger than {limit} bytes, too large for a code table", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The largest size that is read.
        limit: u64,
    },
    /// A line of a table is wrong.
    #[error("{}, line {line}: {fault}", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1; the line of column names is the first.
        line: usize,
        /// What is wrong with it.
        fault: TableFault,
    },
}

impl CodesError {
    /// The file or folder that was refused.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Folder { path, .. }
            | Self::File { path, .. }
            | Self::NoTable { path }
            | Self::UnknownFile { path }
            | Self::TooLarge { path, .. }
            | Self::Table { path, .. } => path,
        }
    }

    /// The line at fault, where the fault is in a line of a table.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::Table { line, .. } => Some(*line),
            _ => None,
        }
    }
}

/// What is wrong with a line of a code table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableFault {
    /// Bytes that are not UTF-8 text.
    #[error("not UTF-8 text; save the table as UTF-8")]
    NotUtf8,
    /// The CSV itself cannot be read.
    #[error("not readable as CSV: {reason}")]
    NotCsv {
        /// What the CSV reader said.
        reason: String,
    },
    /// A column that every table needs is missing.
    #[error(
        "column `{column}` is missing; the first line must name the columns {}",
        known_columns()
    )]
    MissingColumn {
        /// The name of the column.
        column: &'static str,
    },
    /// A column that no table has.
    #[error(
        "unknown column `{column}`; a table has the columns {}",
        known_columns()
    )]
    UnknownColumn {
        /// The name as it stands in the file.
        column: String,
    },
    /// A column that is named twice.
    #[error("column `{column}` is named twice")]
    RepeatedColumn {
        /// The name of the column.
        column: &'static str,
    },
    /// Column names, but no codes below them.
    #[error("the table holds no codes; delete the file to keep the built-in list")]
    NoCodes,
    /// More or fewer fields than there are columns.
    #[error("{found} fields where {expected} were expected; put quotes around text with a comma")]
    FieldCount {
        /// How many columns the table has.
        expected: usize,
        /// How many fields the line has.
        found: usize,
    },
    /// A code or label that is empty.
    #[error("`{column}` is empty")]
    Empty {
        /// The name of the column.
        column: &'static str,
    },
    /// A line break or another control character inside a field.
    #[error("`{column}` holds a line break or control character; is a quote left open?")]
    ControlCharacter {
        /// The name of the column.
        column: &'static str,
    },
    /// A code with characters that no code has.
    #[error("`{code}` is not a code: only letters, digits and signs without blanks or accents")]
    BadCode {
        /// The code as it stands in the file.
        code: String,
    },
    /// A date that is not a real calendar day in ISO form.
    #[error("`{column}` is `{value}`, not a date such as 2025-03-01")]
    BadDate {
        /// The name of the column.
        column: &'static str,
        /// The value as it stands in the file.
        value: String,
    },
    /// A last day before the first day.
    #[error("code {code} stops on {stop}, before it starts on {start}")]
    StopBeforeStart {
        /// The code.
        code: String,
        /// The first day.
        start: NaiveDate,
        /// The last day.
        stop: NaiveDate,
    },
    /// Something else than yes or no.
    #[error("`{column}` is `{value}`, neither yes nor no")]
    BadFlag {
        /// The name of the column.
        column: &'static str,
        /// The value as it stands in the file.
        value: String,
    },
    /// The same code twice with the same or no dates.
    #[error("code {code} is already on line {first_line}")]
    DuplicateCode {
        /// The code.
        code: String,
        /// The line where the code stands first.
        first_line: usize,
    },
    /// The same code twice, valid on the same day.
    #[error("the dates of code {code} overlap with those on line {first_line}")]
    OverlappingDates {
        /// The code.
        code: String,
        /// The line of the other entry of this code.
        first_line: usize,
    },
}

/// The file names of all lists, for messages.
fn known_files() -> String {
    let names: Vec<String> = CodeList::ALL
        .iter()
        .map(|list| format!("{}.csv", list.file_stem()))
        .collect();
    names.join(", ")
}

/// The names of all columns, for messages.
fn known_columns() -> &'static str {
    "code,label[,start,stop,class,counts_as_denial]"
}
