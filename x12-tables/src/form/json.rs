//! Rows as lines of JSON: one object a row, absent values left out, decimals as strings, for a JSON number is no exact one.

use std::io;

use rust_decimal::Decimal;
use serde::Serialize;
use x12_core::Date;

use super::{
    Sheet, Unfit,
    text::{Lines, write_date, write_decimal, write_number},
};
use crate::{
    cells::{Cells, Row},
    column::{Column, Table},
    tally::Tally,
};

#[derive(Debug, Default)]
pub(crate) struct Json(Lines);

impl Json {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// Adds a line that is no row of a table.
    pub(crate) fn put_line<T>(&mut self, fill: impl FnOnce(&mut Object<'_>) -> T) -> T {
        let filled = Object::fill(&mut self.0, &[], fill);
        self.0.bytes.push(b'\n');
        self.0.tally.add_row();
        filled
    }

    /// One object, as a value for [`Object::raw`].
    pub(crate) fn object(fill: impl FnOnce(&mut Object<'_>)) -> Vec<u8> {
        let mut lines = Lines::default();
        Object::fill(&mut lines, &[], fill);
        lines.bytes
    }
}

impl Sheet for Json {
    const HELD: usize = 128 << 10;

    fn new(_: Table) -> Self {
        Self::default()
    }

    #[inline]
    fn put<R: Row>(&mut self, row: &R) -> Result<(), Unfit> {
        Object::fill(&mut self.0, R::COLUMNS, |object| row.cells(object));
        self.0.bytes.push(b'\n');
        self.0.tally.add_row();
        Ok(())
    }

    fn size(&self) -> usize {
        self.0.bytes.len()
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    fn append(&mut self, other: &Self) {
        self.0.append(&other.0);
    }

    fn tally(&self) -> Tally {
        self.0.tally
    }

    fn write(&self, to: &mut impl io::Write) -> io::Result<()> {
        self.0.write(to)
    }

    fn read(&mut self, from: &mut impl io::Read) -> io::Result<bool> {
        self.0.read(from)
    }
}

/// An object that is being written.
pub(crate) struct Object<'o> {
    lines: &'o mut Lines,
    /// The columns that are still to come.
    columns: &'static [Column],
    /// Those of them that are left out.
    without: &'static [&'static str],
    /// Totals of this row so far.
    totals: usize,
}

impl<'o> Object<'o> {
    #[inline]
    fn fill<T>(
        lines: &'o mut Lines,
        columns: &'static [Column],
        fill: impl FnOnce(&mut Self) -> T,
    ) -> T {
        lines.bytes.push(b'{');
        let mut object = Self {
            lines,
            columns,
            without: &[],
            totals: 0,
        };
        let filled = fill(&mut object);
        // Each field has a comma behind it; the last one's closes the object.
        match object.lines.bytes.last_mut() {
            Some(last) if *last == b',' => *last = b'}',
            _ => object.lines.bytes.push(b'}'),
        }
        filled
    }

    #[inline]
    fn key(&mut self, key: &str) {
        let bytes = &mut self.lines.bytes;
        bytes.push(b'"');
        bytes.extend_from_slice(key.as_bytes());
        bytes.extend_from_slice(b"\":");
    }

    /// The name of the present column; `None` where it is left out.
    #[inline]
    fn next(&mut self) -> Option<&'static str> {
        let (column, rest) = self.columns.split_first()?;
        self.columns = rest;
        (!self.without.contains(&column.name)).then_some(column.name)
    }

    /// A field with text, which is UTF-8.
    pub(crate) fn field(&mut self, key: &str, text: &[u8]) {
        self.key(key);
        write_string(text, &mut self.lines.bytes);
        self.lines.bytes.push(b',');
    }

    /// A field whose value is JSON already.
    pub(crate) fn raw(&mut self, key: &str, json: &[u8]) {
        self.key(key);
        self.lines.bytes.extend_from_slice(json);
        self.lines.bytes.push(b',');
    }

    /// A field with anything that can be serialised.
    pub(crate) fn value(&mut self, key: &str, value: &impl Serialize) -> io::Result<()> {
        self.key(key);
        serde_json::to_writer(&mut self.lines.bytes, value)?;
        self.lines.bytes.push(b',');
        Ok(())
    }

    /// The cells of a row as fields, without some columns.
    pub(crate) fn row<R: Row>(&mut self, row: &R, without: &'static [&'static str]) {
        self.columns = R::COLUMNS;
        self.without = without;
        row.cells(self);
    }

    /// Sums up dollars that stand in a value.
    pub(crate) fn count(&mut self, amount: Decimal) {
        self.lines.tally.add_sum(self.totals, Some(amount));
        self.totals = self.totals.saturating_add(1);
    }

    /// The value of the present column, between quotes.
    #[inline]
    fn quoted(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let Some(column) = self.next() else { return };
        self.key(column);
        let bytes = &mut self.lines.bytes;
        bytes.push(b'"');
        write(bytes);
        bytes.extend_from_slice(b"\",");
    }

    /// The value of the present column, without quotes.
    #[inline]
    fn bare(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let Some(column) = self.next() else { return };
        self.key(column);
        write(&mut self.lines.bytes);
        self.lines.bytes.push(b',');
    }
}

impl Cells for Object<'_> {
    #[inline]
    fn absent(&mut self) {
        self.next();
    }

    #[inline]
    fn text(&mut self, text: &str) {
        self.ascii(text.as_bytes());
    }

    /// Other characters stand in JSON as they are.
    #[inline]
    fn ascii(&mut self, text: &[u8]) {
        self.bare(|bytes| write_string(text, bytes));
    }

    #[inline]
    fn money(&mut self, amount: Decimal) {
        self.quoted(|bytes| write_decimal(amount, bytes));
    }

    #[inline]
    fn total(&mut self, amount: Option<Decimal>) {
        if let (Some(column), Some(amount)) = (self.next(), amount) {
            self.key(column);
            self.lines.bytes.push(b'"');
            self.lines.total(amount, self.totals);
            self.lines.bytes.extend_from_slice(b"\",");
        }
        self.totals = self.totals.saturating_add(1);
    }

    #[inline]
    fn quantity(&mut self, quantity: Decimal) {
        self.money(quantity);
    }

    #[inline]
    fn date(&mut self, date: Date) {
        self.quoted(|bytes| write_date(date, bytes));
    }

    #[inline]
    fn number(&mut self, number: u64) {
        self.bare(|bytes| write_number(number, bytes));
    }

    #[inline]
    fn flag(&mut self, flag: bool) {
        self.bare(|bytes| bytes.extend_from_slice(if flag { b"true" } else { b"false" }));
    }
}

#[inline]
fn write_string(text: &[u8], to: &mut Vec<u8>) {
    to.push(b'"');
    if text
        .iter()
        .any(|byte| *byte < b' ' || matches!(byte, b'"' | b'\\'))
    {
        write_escaped(text, to);
    } else {
        to.extend_from_slice(text);
    }
    to.push(b'"');
}

#[cold]
fn write_escaped(text: &[u8], to: &mut Vec<u8>) {
    for byte in text {
        match byte {
            b'"' | b'\\' => to.extend_from_slice(&[b'\\', *byte]),
            b'\n' => to.extend_from_slice(b"\\n"),
            b'\r' => to.extend_from_slice(b"\\r"),
            b'\t' => to.extend_from_slice(b"\\t"),
            // Writing to a vector cannot fail.
            0..b' ' => {
                let _ = io::Write::write_fmt(to, format_args!("\\u{byte:04x}"));
            }
            _ => to.push(*byte),
        }
    }
}
