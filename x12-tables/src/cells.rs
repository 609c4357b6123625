//! Values on their way into a row, whatever the form.

use std::borrow::Cow;

use rust_decimal::Decimal;
use x12_core::{Code, Date, Rule, Severity, Tag, Text};

use crate::column::Column;

/// A row of a table: the columns and what stands in them, in one definition (see [`row!`](crate::row)).
pub(crate) trait Row {
    /// The columns, in order.
    const COLUMNS: &'static [Column];

    /// Hands out the cells, in the order of the columns.
    fn cells(&self, to: &mut impl Cells);
}

/// Takes the cells of a row, one call for each column.
pub(crate) trait Cells {
    /// Nothing is known.
    fn absent(&mut self);
    /// Words, a code or an id; never empty.
    fn text(&mut self, text: &str);
    /// The same, nothing but ASCII.
    fn ascii(&mut self, text: &[u8]);
    /// Dollars.
    fn money(&mut self, amount: Decimal);
    /// Dollars that are summed up; told also where they are absent.
    fn total(&mut self, amount: Option<Decimal>);
    /// Units.
    fn quantity(&mut self, quantity: Decimal);
    fn date(&mut self, date: Date);
    fn number(&mut self, number: u64);
    fn flag(&mut self, flag: bool);
}

/// Gives a row its columns: name, kind and value, in the order of the table.
///
/// The kind picks the function that takes the value, so a value of another type does not compile.
macro_rules! row {
    ($type:ty, $row:ident: $($column:literal $kind:ident = $value:expr,)+) => {
        impl $crate::cells::Row for $type {
            const COLUMNS: &'static [$crate::Column] =
                &[$($crate::Column { name: $column, kind: $crate::Kind::$kind }),+];

            #[inline]
            fn cells(&self, to: &mut impl $crate::cells::Cells) {
                let $row = self;
                $($crate::cells::put::$kind(to, &$value);)+
            }
        }
    };
}

pub(crate) use row;

/// How the value of a column of each kind is handed on.
#[allow(
    non_snake_case,
    reason = "named like the kinds, which `row!` spells once"
)]
pub(crate) mod put {
    use super::{Cells, Date, Decimal, Link, Words};

    #[inline]
    pub(crate) fn Id<C: Cells>(to: &mut C, id: &impl Link) {
        match id.written() {
            Some(id) => to.ascii(id),
            None => to.absent(),
        }
    }

    #[inline]
    pub(crate) fn Text<C: Cells>(to: &mut C, words: &impl Words) {
        words.put(to);
    }

    #[inline]
    pub(crate) fn Code<C: Cells>(to: &mut C, words: &impl Words) {
        words.put(to);
    }

    #[inline]
    pub(crate) fn Money<C: Cells>(to: &mut C, amount: &(impl Into<Option<Decimal>> + Copy)) {
        match (*amount).into() {
            Some(amount) => to.money(amount),
            None => to.absent(),
        }
    }

    #[inline]
    pub(crate) fn Total<C: Cells>(to: &mut C, amount: &(impl Into<Option<Decimal>> + Copy)) {
        to.total((*amount).into());
    }

    #[inline]
    pub(crate) fn Quantity<C: Cells>(to: &mut C, quantity: &(impl Into<Option<Decimal>> + Copy)) {
        match (*quantity).into() {
            Some(quantity) => to.quantity(quantity),
            None => to.absent(),
        }
    }

    #[inline]
    pub(crate) fn Date<C: Cells>(to: &mut C, date: &(impl Into<Option<Date>> + Copy)) {
        match (*date).into() {
            Some(date) => to.date(date),
            None => to.absent(),
        }
    }

    #[inline]
    pub(crate) fn Number<C: Cells>(to: &mut C, number: &(impl Into<Option<u64>> + Copy)) {
        match (*number).into() {
            Some(number) => to.number(number),
            None => to.absent(),
        }
    }

    #[inline]
    pub(crate) fn Flag<C: Cells>(to: &mut C, flag: &(impl Into<Option<bool>> + Copy)) {
        match (*flag).into() {
            Some(flag) => to.flag(flag),
            None => to.absent(),
        }
    }
}

/// What can stand in a cell as text. Empty text is absent.
pub(crate) trait Words {
    fn put(&self, to: &mut impl Cells);
}

#[inline]
fn put_str(text: &str, to: &mut impl Cells) {
    if text.is_empty() {
        to.absent();
    } else {
        to.text(text);
    }
}

impl<T: Words> Words for Option<T> {
    #[inline]
    fn put(&self, to: &mut impl Cells) {
        match self {
            Some(words) => words.put(to),
            None => to.absent(),
        }
    }
}

impl<T: Words + ?Sized> Words for &T {
    #[inline]
    fn put(&self, to: &mut impl Cells) {
        (**self).put(to);
    }
}

impl Words for str {
    #[inline]
    fn put(&self, to: &mut impl Cells) {
        put_str(self, to);
    }
}

impl Words for String {
    #[inline]
    fn put(&self, to: &mut impl Cells) {
        put_str(self, to);
    }
}

impl Words for Cow<'_, str> {
    #[inline]
    fn put(&self, to: &mut impl Cells) {
        put_str(self, to);
    }
}

impl Words for Text<'_> {
    #[inline]
    fn put(&self, to: &mut impl Cells) {
        match self.as_bytes() {
            [] => to.absent(),
            text if text.is_ascii() => to.ascii(text),
            _ => put_str(&self.to_str(), to),
        }
    }
}

/// Without the white space around it; most codes have none.
#[inline]
fn trimmed(code: &[u8]) -> &[u8] {
    match code {
        [b'!'..=0xff, .., b'!'..=0xff] | [b'!'..=0xff] => code,
        _ => code.trim_ascii(),
    }
}

impl Words for Code<'_> {
    #[inline]
    fn put(&self, to: &mut impl Cells) {
        match trimmed(self.as_bytes()) {
            [] => to.absent(),
            code if code.is_ascii() => to.ascii(code),
            _ => put_str(self.to_str().trim(), to),
        }
    }
}

impl Words for Rule {
    fn put(&self, to: &mut impl Cells) {
        put_str(&self.code(), to);
    }
}

impl Words for Severity {
    fn put(&self, to: &mut impl Cells) {
        put_str(self.as_str(), to);
    }
}

impl Words for Tag {
    fn put(&self, to: &mut impl Cells) {
        put_str(&self.to_string(), to);
    }
}

/// Several codes in one cell, with a character between them.
pub(crate) struct Joined<I>(pub(crate) char, pub(crate) I);

/// What codes of a cell take at most without an allocation: four modifiers, a dozen remark codes.
const JOINED: usize = 64;

impl<'c, 'a: 'c, I: Iterator<Item = &'c Code<'a>> + Clone> Words for Joined<I> {
    #[inline]
    fn put(&self, to: &mut impl Cells) {
        let mut codes = self.1.clone();
        match (codes.next(), codes.next()) {
            (None, _) => to.absent(),
            (Some(code), None) => code.put(to),
            (Some(_), Some(_)) => {
                let mut text = String::with_capacity(JOINED);
                for code in self.1.clone() {
                    if !text.is_empty() {
                        text.push(self.0);
                    }
                    text.push_str(code.to_str().trim());
                }
                put_str(&text, to);
            }
        }
    }
}

/// The number of a row: of the input file, of the payment or claim in it, and so on down; all from 1. Written `2-1-7`.
///
/// It is kept as text, for each one is written in many rows.
#[derive(Clone, Copy)]
pub(crate) struct Id {
    text: [u8; Self::WIDTH],
    /// Where the numbers end.
    ends: [u8; Self::DEPTH],
    depth: usize,
}

impl Id {
    const DEPTH: usize = 4;
    /// Four numbers of twenty digits, three hyphens.
    const WIDTH: usize = 83;

    /// The row `number` of an input file.
    pub(crate) fn of_file(file: u64, number: u64) -> Self {
        let id = Self {
            text: [0; Self::WIDTH],
            ends: [0; Self::DEPTH],
            depth: 0,
        };
        id.below(file).below(number)
    }

    /// Row `number` below this one.
    pub(crate) fn below(mut self, number: u64) -> Self {
        let mut digits = [0; 20];
        let mut first = digits.len();
        let mut rest = number;
        loop {
            first = first.saturating_sub(1);
            if let Some(place) = digits.get_mut(first) {
                *place = digit(rest.wrapping_rem(10));
            }
            rest = rest.wrapping_div(10);
            if rest == 0 {
                break;
            }
        }
        let mut end = self.end();
        let hyphen: &[u8] = if self.depth > 0 { b"-" } else { b"" };
        let digits = digits.get(first..).unwrap_or_default();
        for byte in hyphen.iter().chain(digits) {
            if let Some(place) = self.text.get_mut(end) {
                *place = *byte;
                end = end.saturating_add(1);
            }
        }
        if let Some(place) = self.ends.get_mut(self.depth) {
            *place = u8::try_from(end).unwrap_or_default();
            self.depth = self.depth.saturating_add(1);
        }
        self
    }

    /// The row that this one is below.
    #[inline]
    pub(crate) fn above(&self) -> Above<'_> {
        let end = self.end_at(self.depth.saturating_sub(1));
        Above(self.text.get(..end).unwrap_or_default())
    }

    #[inline]
    fn end(&self) -> usize {
        self.end_at(self.depth)
    }

    /// Where the first numbers end.
    #[inline]
    fn end_at(&self, depth: usize) -> usize {
        let last = depth.checked_sub(1);
        let end = last.and_then(|last| self.ends.get(last));
        end.copied().map_or(0, usize::from)
    }

    /// As it is written: digits and hyphens.
    #[inline]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.text.get(..self.end()).unwrap_or_default()
    }
}

/// The id of the row that another one is below.
pub(crate) struct Above<'i>(&'i [u8]);

/// What links a row to others. It is written from where it stands, for ids are long to copy.
pub(crate) trait Link {
    fn written(&self) -> Option<&[u8]>;
}

impl Link for Id {
    #[inline]
    fn written(&self) -> Option<&[u8]> {
        Some(self.as_bytes())
    }
}

impl Link for Option<Id> {
    #[inline]
    fn written(&self) -> Option<&[u8]> {
        self.as_ref().map(Id::as_bytes)
    }
}

impl Link for Above<'_> {
    #[inline]
    fn written(&self) -> Option<&[u8]> {
        Some(self.0)
    }
}

/// The character of a digit below ten.
#[inline]
pub(crate) fn digit(value: u64) -> u8 {
    b'0'.wrapping_add(u8::try_from(value).unwrap_or_default())
}

/// Places count from 1; 0 means «does not apply».
pub(crate) fn counted(number: impl Into<u64>) -> Option<u64> {
    Some(number.into()).filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_link_rows() {
        let shown = |id: Id| String::from_utf8(id.as_bytes().to_vec()).unwrap();
        let payment = Id::of_file(12, 3);
        assert_eq!(shown(payment), "12-3");
        assert_eq!(shown(payment.below(45).below(6)), "12-3-45-6");
        assert_eq!(
            shown(Id::of_file(u64::MAX, 0).below(10)),
            "18446744073709551615-0-10"
        );
    }
}
