//! How values are written in a table.

use std::fmt::Write;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer, ser::SerializeMap};
use x12_core::{Code, Date, Element, Rule, Severity, Tag, Text};

/// A row of a table: the columns and what stands in them, in one definition (see [`row!`](super::tables)).
pub(super) trait Row {
    /// The first line.
    const COLUMNS: &'static [&'static str];

    /// Hands out the cells, in the order of the columns.
    fn cells(&self, out: &mut impl Cells);
}

/// Takes the cells of a row.
pub(super) trait Cells {
    fn cell(&mut self, column: &'static str, value: &impl Cell);
}

/// What kind of value JSON shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Texts, codes and dates; also decimals, which a JSON number would not keep exact.
    Text,
    /// Whole numbers.
    Number,
}

/// A value that can stand in a cell. What writes nothing is absent.
pub(super) trait Cell {
    const KIND: Kind = Kind::Text;

    fn write(&self, to: &mut String);
}

impl<T: Cell> Cell for Option<T> {
    const KIND: Kind = T::KIND;

    fn write(&self, to: &mut String) {
        if let Some(value) = self {
            value.write(to);
        }
    }
}

impl<T: Cell + ?Sized> Cell for &T {
    const KIND: Kind = T::KIND;

    fn write(&self, to: &mut String) {
        (**self).write(to);
    }
}

impl Cell for str {
    fn write(&self, to: &mut String) {
        to.push_str(self);
    }
}

impl Cell for std::borrow::Cow<'_, str> {
    fn write(&self, to: &mut String) {
        to.push_str(self);
    }
}

impl Cell for Text<'_> {
    fn write(&self, to: &mut String) {
        to.push_str(&self.to_str());
    }
}

impl Cell for Code<'_> {
    fn write(&self, to: &mut String) {
        to.push_str(self.to_str().trim());
    }
}

impl Cell for Date {
    fn write(&self, to: &mut String) {
        show(to, self);
    }
}

impl Cell for Rule {
    fn write(&self, to: &mut String) {
        show(to, self);
    }
}

impl Cell for Severity {
    fn write(&self, to: &mut String) {
        to.push_str(self.as_str());
    }
}

impl Cell for Tag {
    fn write(&self, to: &mut String) {
        show(to, self);
    }
}

impl Cell for bool {
    fn write(&self, to: &mut String) {
        to.push_str(if *self { "yes" } else { "no" });
    }
}

impl Cell for u64 {
    const KIND: Kind = Kind::Number;

    fn write(&self, to: &mut String) {
        to.push_str(std::str::from_utf8(&self.written()).unwrap_or_default());
    }
}

impl Cell for Decimal {
    fn write(&self, to: &mut String) {
        write_decimal(*self, to);
    }
}

/// Several codes in one cell.
pub(super) struct Joined<I>(pub(super) char, pub(super) I);

impl<'c, 'a: 'c, I: Iterator<Item = &'c Code<'a>> + Clone> Cell for Joined<I> {
    fn write(&self, to: &mut String) {
        let start = to.len();
        for code in self.1.clone() {
            if to.len() > start {
                to.push(self.0);
            }
            code.write(to);
        }
    }
}

/// The number of an input file and of a payment in it, from 1: `2-1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PaymentId {
    pub(super) file: usize,
    pub(super) payment: u64,
}

/// A payment and the number of a claim in it: `2-1-7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClaimId(pub(super) PaymentId, pub(super) u64);

/// A claim and the number of a line in it: `2-1-7-3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ServiceId(pub(super) ClaimId, pub(super) u64);

impl Cell for PaymentId {
    fn write(&self, to: &mut String) {
        u64::try_from(self.file).unwrap_or(u64::MAX).write(to);
        to.push('-');
        self.payment.write(to);
    }
}

impl Cell for ClaimId {
    fn write(&self, to: &mut String) {
        self.0.write(to);
        to.push('-');
        self.1.write(to);
    }
}

impl Cell for ServiceId {
    fn write(&self, to: &mut String) {
        self.0.write(to);
        to.push('-');
        self.1.write(to);
    }
}

fn show(to: &mut String, value: &impl std::fmt::Display) {
    // Writing to a String cannot fail.
    let _ = write!(to, "{value}");
}

/// The form that the writer of files uses, but `0.5` with its zero: what reads tables may know no number without it.
pub(super) fn write_decimal(value: Decimal, to: &mut String) {
    let written = value.written();
    let text = std::str::from_utf8(&written).unwrap_or_default();
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() < text.len() {
        to.push('-');
    }
    if digits.starts_with('.') {
        to.push('0');
    }
    to.push_str(digits);
}

/// The cells of a row that are not empty, with the names of their columns.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(&'static str, Kind, String)>);

impl Fields {
    pub(super) fn of(row: &impl Row) -> Self {
        let mut fields = Self::default();
        row.cells(&mut fields);
        fields
    }

    /// The same without these columns.
    pub(super) fn without(mut self, columns: &[&str]) -> Self {
        self.0.retain(|(column, ..)| !columns.contains(column));
        self
    }
}

impl Cells for Fields {
    fn cell(&mut self, column: &'static str, value: &impl Cell) {
        fn kind<V: Cell>(_: &V) -> Kind {
            V::KIND
        }
        let mut text = String::new();
        value.write(&mut text);
        if !text.is_empty() {
            self.0.push((column, kind(value), text));
        }
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, kind, text) in &self.0 {
            match (kind, text.parse::<u64>()) {
                (Kind::Number, Ok(number)) => map.serialize_entry(column, &number)?,
                _ => map.serialize_entry(column, text)?,
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: impl Cell) -> String {
        let mut text = String::new();
        value.write(&mut text);
        text
    }

    #[test]
    fn decimals_are_exact_and_canonical() {
        for (read, written) in [
            ("0", "0"),
            ("-0", "0"),
            ("0.00", "0"),
            ("-0.00", "0"),
            ("92.10", "92.1"),
            ("100", "100"),
            ("-40", "-40"),
            ("0.05", "0.05"),
            ("-.5", "-0.5"),
            ("150.000", "150"),
            ("18446744073709551615", "18446744073709551615"),
            ("18446744073709551616", "18446744073709551616"),
            ("1844674407370955161.50", "1844674407370955161.5"),
            (
                "0.0000000000000000000000000001",
                "0.0000000000000000000000000001",
            ),
            (
                "-9999999999999999999999999.999",
                "-9999999999999999999999999.999",
            ),
        ] {
            assert_eq!(
                shown(x12_core::parse_decimal(read.as_bytes()).unwrap()),
                written,
                "{read}"
            );
        }
    }

    #[test]
    fn ids_texts_and_codes() {
        let payment = PaymentId {
            file: 12,
            payment: 3,
        };
        assert_eq!(shown(payment), "12-3");
        assert_eq!(shown(ServiceId(ClaimId(payment, 45), 6)), "12-3-45-6");
        assert_eq!(shown(Text::new(b"L\xD3PEZ ")), "LÓPEZ ");
        assert_eq!(shown(Code::new(b" 45 ")), "45");
        let codes = [Code::from("GT"), Code::from("95")];
        assert_eq!(shown(Joined(':', codes.iter())), "GT:95");
        assert_eq!(shown(Joined(':', codes.iter().take(0))), "");
        assert_eq!(shown(Some(true)), "yes");
        assert_eq!(shown(None::<bool>), "");
    }
}
