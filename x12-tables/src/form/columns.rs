//! Rows as columns in memory, before they are Arrow arrays.

use std::{
    io::{self, Read, Write},
    slice,
};

use chrono::Datelike;
use rust_decimal::Decimal;
use x12_core::Date;

use super::{
    Sheet, Unfit,
    exact::{MONEY_SCALE, QUANTITY_SCALE, fit},
    text::read_length,
    values::{Data, Values, end, start_of},
};
use crate::{
    cells::{Cells, Row},
    column::{Kind, Table},
    tally::Tally,
};

/// Days from the first day of the calendar's count to 1 January 1970.
const EPOCH: i32 = 719_163;

/// Some rows, column by column. Buffers stay when rows are taken out.
#[derive(Debug)]
pub(crate) struct Columns {
    table: Table,
    columns: Vec<Values>,
    rows: usize,
    /// Bytes of all texts.
    texts: usize,
}

/// Rows on their way to a file, column by column.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) table: Table,
    pub(crate) rows: usize,
    pub(crate) columns: Vec<Values>,
}

impl Batch {
    /// What the rows come to.
    pub(crate) fn tally(&self) -> Tally {
        let mut tally = Tally {
            rows: u64::try_from(self.rows).unwrap_or(u64::MAX),
            ..Tally::default()
        };
        let totals = self
            .table
            .columns
            .iter()
            .zip(&self.columns)
            .filter(|(column, _)| column.kind == Kind::Total);
        for (number, (_, values)) in totals.enumerate() {
            let sum = match &values.data {
                // Absent amounts are zero.
                Data::Decimal(values) => values
                    .iter()
                    .try_fold(0_i128, |sum, value| sum.checked_add(i128::from(*value))),
                _ => None,
            };
            let sum = sum.and_then(|sum| Decimal::try_from_i128_with_scale(sum, MONEY_SCALE).ok());
            tally.add_sum(number, sum);
        }
        tally
    }
}

impl Columns {
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Takes all rows out.
    pub(crate) fn take(&mut self) -> Batch {
        let columns = self.columns.iter_mut().zip(self.table.columns);
        let columns = columns.map(|(values, column)| {
            // The next batch has about as many.
            let next = Values::with_room(column.kind, values);
            std::mem::replace(values, next)
        });
        let batch = Batch {
            table: self.table,
            rows: self.rows,
            columns: columns.collect(),
        };
        (self.rows, self.texts) = (0, 0);
        batch
    }

    /// Adds some rows of another sheet.
    pub(crate) fn append_rows(&mut self, other: &Self, from: usize, to: usize) {
        for (values, other) in self.columns.iter_mut().zip(&other.columns) {
            let texts = values.append(other, from, to);
            self.texts = self.texts.saturating_add(texts);
        }
        self.rows = self.rows.saturating_add(to.saturating_sub(from));
    }

    /// Bytes of the texts of one row.
    pub(crate) fn text_size(&self, row: usize) -> usize {
        let length = |values: &Values| match &values.data {
            Data::Text { ends, .. } => {
                let end = start_of(ends, row.saturating_add(1));
                usize::try_from(end.saturating_sub(start_of(ends, row))).unwrap_or_default()
            }
            _ => 0,
        };
        self.columns.iter().map(length).sum()
    }

    /// Bytes of all texts.
    pub(crate) const fn texts_size(&self) -> usize {
        self.texts
    }
}

impl Sheet for Columns {
    const HELD: usize = 2 << 20;

    fn new(table: Table) -> Self {
        Self {
            table,
            columns: table
                .columns
                .iter()
                .map(|column| Values::new(column.kind))
                .collect(),
            rows: 0,
            texts: 0,
        }
    }

    #[inline]
    fn put<R: Row>(&mut self, row: &R) -> Result<(), Unfit> {
        let mut filler = Filler {
            columns: self.columns.iter_mut(),
            unfit: None,
            at: 0,
            texts: 0,
        };
        row.cells(&mut filler);
        let texts = filler.texts;
        match filler.unfit {
            None => {
                self.texts = self.texts.saturating_add(texts);
                self.rows = self.rows.saturating_add(1);
                Ok(())
            }
            Some(at) => {
                for values in &mut self.columns {
                    values.truncate(self.rows);
                }
                Err(Unfit {
                    table: self.table.name,
                    column: self.table.columns.get(at).map_or("", |column| column.name),
                })
            }
        }
    }

    /// About what the columns take: eight bytes a value, and the texts.
    fn size(&self) -> usize {
        self.rows
            .saturating_mul(self.columns.len())
            .saturating_mul(8)
            .saturating_add(self.texts_size())
    }

    fn clear(&mut self) {
        if self.rows > 0 {
            for values in &mut self.columns {
                values.truncate(0);
            }
            (self.rows, self.texts) = (0, 0);
        }
    }

    fn append(&mut self, other: &Self) {
        self.append_rows(other, 0, other.rows);
    }

    fn tally(&self) -> Tally {
        // Counted where batches are taken out.
        Tally::default()
    }

    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        to.write_all(&length(self.rows))?;
        for values in &self.columns {
            to.write_all(&bytes_of(&values.present, |is| [u8::from(*is)]))?;
            match &values.data {
                Data::Text { ends, bytes } => {
                    to.write_all(&bytes_of(ends, |end| end.to_le_bytes()))?;
                    to.write_all(bytes)?;
                }
                Data::Decimal(values) => {
                    to.write_all(&bytes_of(values, |value| value.to_le_bytes()))?;
                }
                Data::Date(values) => {
                    to.write_all(&bytes_of(values, |value| value.to_le_bytes()))?;
                }
                Data::Number(values) => {
                    to.write_all(&bytes_of(values, |value| value.to_le_bytes()))?;
                }
                Data::Flag(values) => to.write_all(&bytes_of(values, |is| [u8::from(*is)]))?,
            }
        }
        Ok(())
    }

    fn read(&mut self, from: &mut impl Read) -> io::Result<bool> {
        let Some(rows) = read_length(from)? else {
            return Ok(false);
        };
        let rows = usize::try_from(rows).unwrap_or(usize::MAX);
        let mut block = Self::new(self.table);
        for values in &mut block.columns {
            values.present = read_all(from, rows, |[is]: [u8; 1]| is == 1)?;
            match &mut values.data {
                Data::Text { ends, bytes } => {
                    *ends = read_all(from, rows, i32::from_le_bytes)?;
                    let length = ends.last().copied().unwrap_or_default();
                    let length = usize::try_from(length).unwrap_or_default();
                    *bytes = read_all(from, length, |[byte]: [u8; 1]| byte)?;
                }
                Data::Decimal(values) => *values = read_all(from, rows, i64::from_le_bytes)?,
                Data::Date(values) => *values = read_all(from, rows, i32::from_le_bytes)?,
                Data::Number(values) => *values = read_all(from, rows, u64::from_le_bytes)?,
                Data::Flag(values) => *values = read_all(from, rows, |[is]: [u8; 1]| is == 1)?,
            }
        }
        block.rows = rows;
        self.append(&block);
        Ok(true)
    }
}

fn length(rows: usize) -> [u8; 8] {
    u64::try_from(rows).unwrap_or(u64::MAX).to_le_bytes()
}

fn bytes_of<T, const N: usize>(values: &[T], bytes: impl Fn(&T) -> [u8; N]) -> Vec<u8> {
    values.iter().flat_map(bytes).collect()
}

fn read_all<T, const N: usize>(
    from: &mut impl Read,
    count: usize,
    value: impl Fn([u8; N]) -> T,
) -> io::Result<Vec<T>> {
    let mut bytes = vec![0; count.saturating_mul(N)];
    from.read_exact(&mut bytes)?;
    Ok(bytes
        .as_chunks::<N>()
        .0
        .iter()
        .copied()
        .map(value)
        .collect())
}

/// Takes the cells of one row.
struct Filler<'c> {
    columns: slice::IterMut<'c, Values>,
    /// The column whose value does not fit.
    unfit: Option<usize>,
    /// The present column.
    at: usize,
    /// Bytes of text so far.
    texts: usize,
}

impl Filler<'_> {
    #[inline]
    fn next(&mut self) -> Option<&mut Values> {
        self.at = self.at.saturating_add(1);
        self.columns.next()
    }

    #[inline]
    fn refuse(&mut self) {
        self.unfit = self.unfit.or(self.at.checked_sub(1));
    }

    #[inline]
    fn decimal(&mut self, value: Decimal, scale: u32) {
        match (fit(value, scale), self.next()) {
            (
                Some(value),
                Some(Values {
                    present,
                    data: Data::Decimal(values),
                }),
            ) => {
                present.push(true);
                values.push(value);
            }
            _ => self.refuse(),
        }
    }
}

/// Adds a text. Codes are short, and for them a call would take longer than the copy.
#[inline]
fn append(bytes: &mut Vec<u8>, text: &[u8]) {
    match *text {
        [a] => bytes.push(a),
        [a, b] => bytes.extend_from_slice(&[a, b]),
        [a, b, c] => bytes.extend_from_slice(&[a, b, c]),
        [a, b, c, d, e] => bytes.extend_from_slice(&[a, b, c, d, e]),
        _ => bytes.extend_from_slice(text),
    }
}

impl Cells for Filler<'_> {
    #[inline]
    fn absent(&mut self) {
        if let Some(values) = self.next() {
            values.put_absent();
        }
    }

    #[inline]
    fn text(&mut self, text: &str) {
        self.ascii(text.as_bytes());
    }

    /// Whether all of a column is UTF-8 is looked at when it becomes an array.
    #[inline]
    fn ascii(&mut self, text: &[u8]) {
        self.texts = self.texts.saturating_add(text.len());
        match self.next() {
            Some(Values {
                present,
                data: Data::Text { ends, bytes },
            }) => {
                present.push(true);
                append(bytes, text);
                ends.push(end(bytes));
            }
            _ => self.refuse(),
        }
    }

    #[inline]
    fn money(&mut self, amount: Decimal) {
        self.decimal(amount, MONEY_SCALE);
    }

    #[inline]
    fn total(&mut self, amount: Option<Decimal>) {
        match amount {
            Some(amount) => self.money(amount),
            None => self.absent(),
        }
    }

    #[inline]
    fn quantity(&mut self, quantity: Decimal) {
        self.decimal(quantity, QUANTITY_SCALE);
    }

    #[inline]
    fn date(&mut self, date: Date) {
        match self.next() {
            Some(Values {
                present,
                data: Data::Date(values),
            }) => {
                present.push(true);
                values.push(date.get().num_days_from_ce().wrapping_sub(EPOCH));
            }
            _ => self.refuse(),
        }
    }

    #[inline]
    fn number(&mut self, number: u64) {
        match self.next() {
            Some(Values {
                present,
                data: Data::Number(values),
            }) => {
                present.push(true);
                values.push(number);
            }
            _ => self.refuse(),
        }
    }

    #[inline]
    fn flag(&mut self, flag: bool) {
        match self.next() {
            Some(Values {
                present,
                data: Data::Flag(values),
            }) => {
                present.push(true);
                values.push(flag);
            }
            _ => self.refuse(),
        }
    }
}
