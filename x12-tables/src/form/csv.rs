//! Rows as CSV (RFC 4180, lines end with a line feed), also in a form that is safe to open in a spreadsheet.
//!
//! Which texts are formulas to a spreadsheet: OWASP, "CSV Injection".

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

/// `SAFE` guards texts that a spreadsheet would take for a formula.
#[derive(Debug, Default)]
pub(crate) struct Csv<const SAFE: bool>(Lines);

impl<const SAFE: bool> Csv<SAFE> {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }
}

impl<const SAFE: bool> Sheet for Csv<SAFE> {
    const HELD: usize = 128 << 10;

    fn new(_: Table) -> Self {
        Self::default()
    }

    #[inline]
    fn put<R: Row>(&mut self, row: &R) -> Result<(), Unfit> {
        let mut line = Line::<SAFE> {
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

struct Line<'l, const SAFE: bool> {
    lines: &'l mut Lines,
    /// Totals of this row so far.
    totals: usize,
}

impl<const SAFE: bool> Line<'_, SAFE> {
    #[inline]
    fn end(&mut self) {
        self.lines.bytes.push(b',');
    }
}

impl<const SAFE: bool> Cells for Line<'_, SAFE> {
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
        let to = &mut self.lines.bytes;
        if SAFE && is_formula(text) {
            write_quoted(b"'", text, to);
        } else if text.iter().any(|byte| needs_quotes::<SAFE>(*byte)) {
            write_quoted(b"", text, to);
        } else {
            to.extend_from_slice(text);
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

/// Some spreadsheets end a cell at a semicolon or a tabulator as well: what follows would begin one.
#[inline]
const fn needs_quotes<const SAFE: bool>(byte: u8) -> bool {
    matches!(byte, b',' | b'"' | b'\n' | b'\r') || SAFE && matches!(byte, b';' | b'\t')
}

/// Signs that formulas begin with, also in the wide form of East Asian fonts.
const SIGNS: [char; 8] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// True where a spreadsheet may calculate instead of show: a sign of a formula in front, or behind what some spreadsheets
/// take away (blanks, control characters, marks that cannot be seen). An apostrophe counts too, so that what was
/// guarded is known by it and can be restored.
fn is_formula(text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else {
        return true;
    };
    let seen =
        |char: char| char.is_ascii_graphic() || char.is_alphanumeric() || SIGNS.contains(&char);
    text.starts_with(['\t', '\r', '\n', '\''])
        || text
            .chars()
            .find(|char| seen(*char))
            .is_some_and(|char| SIGNS.contains(&char))
}

#[cold]
fn write_quoted(guard: &[u8], text: &[u8], to: &mut Vec<u8>) {
    to.push(b'"');
    to.extend_from_slice(guard);
    for byte in text {
        if *byte == b'"' {
            to.push(b'"');
        }
        to.push(*byte);
    }
    to.push(b'"');
}
