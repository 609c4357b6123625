//! Rows as CSV (RFC 4180, lines end with a line feed).

use std::io;

use rust_decimal::Decimal;
use x12_core::Date;

use super::{
    Sheet, Unfit,
    text::{Lines, write_date, write_decimal, write_number},
};
use crate::{
    cells::{Cells, Row},
    column::Table,
    tally::Tally,
};

#[derive(Debug, Default)]
pub(crate) struct Csv(Lines);

impl Csv {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }
}

impl Sheet for Csv {
    const HELD: usize = 128 << 10;

    fn new(_: Table) -> Self {
        Self::default()
    }

    #[inline]
    fn put<R: Row>(&mut self, row: &R) -> Result<(), Unfit> {
        let mut line = Line {
            lines: &mut self.0,
            totals: 0,
        };
        row.cells(&mut line);
        // Each cell has a comma behind it; the last one's makes the end of the line.
        if let Some(last) = self.0.bytes.last_mut() {
            *last = b'\n';
        }
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

struct Line<'l> {
    lines: &'l mut Lines,
    /// Totals of this row so far.
    totals: usize,
}

impl Line<'_> {
    #[inline]
    fn end(&mut self) {
        self.lines.bytes.push(b',');
    }
}

impl Cells for Line<'_> {
    #[inline]
    fn absent(&mut self) {
        self.end();
    }

    #[inline]
    fn text(&mut self, text: &str) {
        self.ascii(text.as_bytes());
    }

    /// Other characters need no quotes either.
    #[inline]
    fn ascii(&mut self, text: &[u8]) {
        if text
            .iter()
            .any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'))
        {
            write_quoted(text, &mut self.lines.bytes);
        } else {
            self.lines.bytes.extend_from_slice(text);
        }
        self.end();
    }

    #[inline]
    fn money(&mut self, amount: Decimal) {
        write_decimal(amount, &mut self.lines.bytes);
        self.end();
    }

    #[inline]
    fn total(&mut self, amount: Option<Decimal>) {
        if let Some(amount) = amount {
            self.lines.total(amount, self.totals);
        }
        self.totals = self.totals.saturating_add(1);
        self.end();
    }

    #[inline]
    fn quantity(&mut self, quantity: Decimal) {
        self.money(quantity);
    }

    #[inline]
    fn date(&mut self, date: Date) {
        write_date(date, &mut self.lines.bytes);
        self.end();
    }

    #[inline]
    fn number(&mut self, number: u64) {
        write_number(number, &mut self.lines.bytes);
        self.end();
    }

    #[inline]
    fn flag(&mut self, flag: bool) {
        let text: &[u8] = if flag { b"yes" } else { b"no" };
        self.lines.bytes.extend_from_slice(text);
        self.end();
    }
}

#[cold]
fn write_quoted(text: &[u8], to: &mut Vec<u8>) {
    to.push(b'"');
    for byte in text {
        if *byte == b'"' {
            to.push(b'"');
        }
        to.push(*byte);
    }
    to.push(b'"');
}
