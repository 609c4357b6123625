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
};
use crate::{
    cells::{Cells, Row},
    column::{Column, Kind, Table},
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

/// The values of a column, and which of them are there.
#[derive(Debug)]
pub(crate) struct Values {
    pub(crate) present: Vec<bool>,
    pub(crate) data: Data,
}

#[derive(Debug)]
pub(crate) enum Data {
    /// Where each text ends in the bytes of all.
    Text {
        ends: Vec<i32>,
        bytes: Vec<u8>,
    },
    /// Ten-thousandths of a dollar, or millionths of a unit.
    Decimal(Vec<i64>),
    /// Days since 1 January 1970.
    Date(Vec<i32>),
    Number(Vec<u64>),
    Flag(Vec<bool>),
}

impl Values {
    fn new(kind: Kind) -> Self {
        let data = match kind {
            Kind::Id | Kind::Text | Kind::Code => Data::Text {
                ends: Vec::new(),
                bytes: Vec::new(),
            },
            Kind::Money | Kind::Total | Kind::Quantity => Data::Decimal(Vec::new()),
            Kind::Date => Data::Date(Vec::new()),
            Kind::Number => Data::Number(Vec::new()),
            Kind::Flag => Data::Flag(Vec::new()),
        };
        Self {
            present: Vec::new(),
            data,
        }
    }

    /// No values, with room for as many as another one has.
    fn with_room(kind: Kind, other: &Self) -> Self {
        let mut empty = Self::new(kind);
        empty.present.reserve(other.present.len());
        match (&mut empty.data, &other.data) {
            (
                Data::Text { ends, bytes },
                Data::Text {
                    ends: other_ends,
                    bytes: other_bytes,
                },
            ) => {
                ends.reserve(other_ends.len());
                bytes.reserve(other_bytes.len());
            }
            (Data::Decimal(values), Data::Decimal(other)) => values.reserve(other.len()),
            (Data::Date(values), Data::Date(other)) => values.reserve(other.len()),
            (Data::Number(values), Data::Number(other)) => values.reserve(other.len()),
            (Data::Flag(values), Data::Flag(other)) => values.reserve(other.len()),
            _ => {}
        }
        empty
    }

    #[inline]
    fn put_absent(&mut self) {
        self.present.push(false);
        match &mut self.data {
            Data::Text { ends, bytes } => ends.push(end(bytes)),
            Data::Decimal(values) => values.push(0),
            Data::Date(values) => values.push(0),
            Data::Number(values) => values.push(0),
            Data::Flag(values) => values.push(false),
        }
    }

    fn truncate(&mut self, rows: usize) {
        self.present.truncate(rows);
        match &mut self.data {
            Data::Text { ends, bytes } => {
                ends.truncate(rows);
                let length = ends.last().copied().unwrap_or_default();
                bytes.truncate(usize::try_from(length).unwrap_or_default());
            }
            Data::Decimal(values) => values.truncate(rows),
            Data::Date(values) => values.truncate(rows),
            Data::Number(values) => values.truncate(rows),
            Data::Flag(values) => values.truncate(rows),
        }
    }

    /// Adds rows of a column of the same kind, and says how many bytes of text they have.
    fn append(&mut self, other: &Self, from: usize, to: usize) -> usize {
        let mut texts = 0;
        self.present
            .extend_from_slice(part(&other.present, from, to));
        match (&mut self.data, &other.data) {
            (
                Data::Text { ends, bytes },
                Data::Text {
                    ends: other_ends,
                    bytes: other_bytes,
                },
            ) => {
                let before = start_of(other_ends, from);
                let base = end(bytes).wrapping_sub(before);
                // Both are below the size of a row group, so sums fit.
                ends.extend(
                    part(other_ends, from, to)
                        .iter()
                        .map(|end| end.wrapping_add(base)),
                );
                let after = start_of(other_ends, to);
                let range = |at: i32| usize::try_from(at).unwrap_or_default();
                let added = part(other_bytes, range(before), range(after));
                texts = added.len();
                bytes.extend_from_slice(added);
            }
            (Data::Decimal(values), Data::Decimal(other)) => {
                values.extend_from_slice(part(other, from, to));
            }
            (Data::Date(values), Data::Date(other)) => {
                values.extend_from_slice(part(other, from, to));
            }
            (Data::Number(values), Data::Number(other)) => {
                values.extend_from_slice(part(other, from, to));
            }
            (Data::Flag(values), Data::Flag(other)) => {
                values.extend_from_slice(part(other, from, to));
            }
            _ => {}
        }
        texts
    }
}

fn part<T>(all: &[T], from: usize, to: usize) -> &[T] {
    all.get(from..to).unwrap_or_default()
}

/// Where the text of a row starts: where the one before it ends.
fn start_of(ends: &[i32], row: usize) -> i32 {
    row.checked_sub(1)
        .and_then(|before| ends.get(before))
        .copied()
        .unwrap_or_default()
}

#[inline]
fn end(bytes: &[u8]) -> i32 {
    i32::try_from(bytes.len()).unwrap_or(i32::MAX)
}

impl Columns {
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Takes the columns out, in order, with their definitions.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = (&'static Column, Values)> {
        (self.rows, self.texts) = (0, 0);
        self.table
            .columns
            .iter()
            .zip(
                self.columns
                    .iter_mut()
                    .zip(self.table.columns)
                    .map(|(values, column)| {
                        // The next batch has about as many.
                        let next = Values::with_room(column.kind, values);
                        std::mem::replace(values, next)
                    }),
            )
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
        // Counted where the rows become arrays.
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
                bytes.extend_from_slice(text);
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
