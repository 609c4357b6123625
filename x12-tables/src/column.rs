//! What a table is, as data.

/// What kind of value a column holds. It decides how a value is written in each form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Number of a row within its table, such as `2-1-7`: input file, payment, claim. Links the tables.
    Id,
    /// A name, an identifier or other words of the file; UTF-8, also where the file has Latin-1.
    Text,
    /// A code of a list, without the spaces around it. Several stand with a separator between them.
    Code,
    /// Dollars, exact.
    Money,
    /// Dollars that are compared with the sums of the reader when the tables are done.
    Total,
    /// Units or days, exact.
    Quantity,
    /// A calendar date.
    Date,
    /// A whole number that is not negative.
    Number,
    /// Yes or no.
    Flag,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, the same in every form.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// A table: its name, which is the name of its file without the ending, and its columns in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// The name.
    pub name: &'static str,
    /// The columns.
    pub columns: &'static [Column],
}
