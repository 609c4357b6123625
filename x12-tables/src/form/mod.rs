//! The forms of rows before they are in a file.

#[cfg(feature = "arrow")]
pub(crate) mod arrow;
#[cfg(feature = "arrow")]
mod columns;
mod csv;
#[cfg(feature = "arrow")]
mod exact;
mod json;
mod text;
#[cfg(feature = "arrow")]
pub(crate) mod values;

#[cfg(feature = "arrow")]
pub(crate) use columns::{Batch, Columns};
pub(crate) use csv::Csv;
pub(crate) use json::Json;

use std::io;

use crate::{cells::Row, column::Table, tally::Tally};

/// Some rows of one table, in memory.
pub(crate) trait Sheet {
    /// Bytes to be held in memory before they go to a file.
    const HELD: usize;

    /// No rows of a table.
    fn new(table: Table) -> Self;

    /// Adds a row, or refuses it and holds what it held before.
    fn put<R: Row>(&mut self, row: &R) -> Result<(), Unfit>;

    /// Bytes in memory.
    fn size(&self) -> usize;

    /// Takes all rows out.
    fn clear(&mut self);

    /// Adds the rows of another sheet.
    fn append(&mut self, other: &Self);

    /// What the rows come to.
    fn tally(&self) -> Tally;

    /// Writes all rows so that [`read`](Self::read) finds them.
    fn write(&self, to: &mut impl io::Write) -> io::Result<()>;

    /// Adds what one call of [`write`](Self::write) wrote; false where nothing follows.
    fn read(&mut self, from: &mut impl io::Read) -> io::Result<bool>;
}

/// A value that no column of this form can hold exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unfit {
    /// The name of its table.
    pub(crate) table: &'static str,
    /// The name of its column.
    pub(crate) column: &'static str,
}
