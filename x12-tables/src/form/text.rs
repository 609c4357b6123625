//! Text that rows become: shared by CSV and lines of JSON.

use std::io::{self, Read};

use chrono::Datelike;
use rust_decimal::Decimal;
use x12_core::{Date, parse_decimal};

use crate::{cells::digit, tally::Tally};

/// Rows as text, and what they come to. The sums are read back from the text: they are of what was written.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) bytes: Vec<u8>,
    pub(super) tally: Tally,
}

impl Lines {
    /// Writes an amount and sums up what stands there.
    #[inline]
    pub(super) fn total(&mut self, amount: Decimal, number: usize) {
        let start = self.bytes.len();
        write_decimal(amount, &mut self.bytes);
        let written = self.bytes.get(start..).unwrap_or_default();
        self.tally.add_sum(number, parse_decimal(written).ok());
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.tally = Tally::default();
    }

    pub(super) fn append(&mut self, other: &Self) {
        self.bytes.extend_from_slice(&other.bytes);
        self.tally.add(&other.tally);
    }

    pub(super) fn write(&self, to: &mut impl io::Write) -> io::Result<()> {
        to.write_all(&length(&self.bytes))?;
        self.tally.write(to)?;
        to.write_all(&self.bytes)
    }

    pub(super) fn read(&mut self, from: &mut impl Read) -> io::Result<bool> {
        let Some(length) = read_length(from)? else {
            return Ok(false);
        };
        self.tally.add(&Tally::read(from)?);
        let before = self.bytes.len();
        from.take(length).read_to_end(&mut self.bytes)?;
        let read = self.bytes.len().saturating_sub(before);
        if u64::try_from(read).ok() == Some(length) {
            Ok(true)
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
}

fn length(bytes: &[u8]) -> [u8; 8] {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes()
}

/// The number that a block begins with; `None` at the end.
pub(super) fn read_length(from: &mut impl Read) -> io::Result<Option<u64>> {
    let mut length = [0; 8];
    let mut first = [0];
    if from.read(&mut first)? == 0 {
        return Ok(None);
    }
    if let Some((start, rest)) = length.split_first_mut() {
        [*start] = first;
        from.read_exact(rest)?;
    }
    Ok(Some(u64::from_le_bytes(length)))
}

/// Digits without needless zeros; `0.5` with its zero: what reads tables may know no number without it.
#[inline]
pub(super) fn write_decimal(value: Decimal, to: &mut Vec<u8>) {
    let (mantissa, scale) = (value.mantissa(), value.scale());
    match (i64::try_from(mantissa), scale) {
        (Ok(cents), 0..=2) => write_cents(cents, scale, to),
        _ => write_long(value, to),
    }
}

/// Nearly every amount: at most two decimals.
#[inline]
fn write_cents(mantissa: i64, scale: u32, to: &mut Vec<u8>) {
    if mantissa < 0 {
        to.push(b'-');
    }
    let digits = mantissa.unsigned_abs();
    let (whole, cents) = match scale {
        0 => (digits, 0),
        1 => (
            digits.wrapping_div(10),
            digits.wrapping_rem(10).wrapping_mul(10),
        ),
        _ => (digits.wrapping_div(100), digits.wrapping_rem(100)),
    };
    write_number(whole, to);
    if cents > 0 {
        to.push(b'.');
        to.push(digit(cents.wrapping_div(10)));
        if cents.wrapping_rem(10) > 0 {
            to.push(digit(cents.wrapping_rem(10)));
        }
    }
}

#[cold]
fn write_long(value: Decimal, to: &mut Vec<u8>) {
    // `normalize` makes of -0.00 a plain zero.
    to.extend_from_slice(value.normalize().to_string().as_bytes());
}

#[inline]
pub(super) fn write_number(number: u64, to: &mut Vec<u8>) {
    let mut text = [0; 20];
    let mut at = text.len();
    let mut rest = number;
    loop {
        at = at.saturating_sub(1);
        if let Some(place) = text.get_mut(at) {
            *place = digit(rest.wrapping_rem(10));
        }
        rest = rest.wrapping_div(10);
        if rest == 0 {
            break;
        }
    }
    to.extend_from_slice(text.get(at..).unwrap_or_default());
}

/// ISO form.
#[inline]
pub(super) fn write_date(date: Date, to: &mut Vec<u8>) {
    let day = date.get();
    match u32::try_from(day.year()) {
        Ok(year) if year <= 9_999 => {
            two_digits(year.wrapping_div(100), to);
            two_digits(year.wrapping_rem(100), to);
            to.push(b'-');
            two_digits(day.month(), to);
            to.push(b'-');
            two_digits(day.day(), to);
        }
        // Writing to a vector cannot fail. No file has such a date, for years have four digits there.
        _ => {
            let _ = io::Write::write_fmt(to, format_args!("{date}"));
        }
    }
}

#[inline]
fn two_digits(number: u32, to: &mut Vec<u8>) {
    to.push(digit(u64::from(number.wrapping_div(10))));
    to.push(digit(u64::from(number.wrapping_rem(10))));
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("100.005", "100.005"),
            ("150.000", "150"),
            ("9223372036854775807", "9223372036854775807"),
            ("-9223372036854775808", "-9223372036854775808"),
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
            let mut text = Vec::new();
            write_decimal(parse_decimal(read.as_bytes()).unwrap(), &mut text);
            assert_eq!(String::from_utf8(text).unwrap(), written, "{read}");
        }
    }

    #[test]
    fn dates_are_written_in_iso_form() {
        for (read, written) in [
            ("20260105", "2026-01-05"),
            ("19991231", "1999-12-31"),
            ("20240229", "2024-02-29"),
            ("00010101", "0001-01-01"),
        ] {
            let mut text = Vec::new();
            write_date(Date::read(read.as_bytes()).unwrap(), &mut text);
            assert_eq!(text, written.as_bytes());
        }
    }
}
