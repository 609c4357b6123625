//! Types R and N0: decimals and whole numbers, read exactly.

use rust_decimal::Decimal;

use super::{
    ValueError,
    written::{Backwards, Written},
};

/// Digits that always fit a `u64`.
const FAST_DIGITS: usize = 18;
/// Digits that a decimal holds exactly.
const MOST_DIGITS: usize = 28;

/// Reads an X12 decimal (type R): an optional minus sign, digits, and at most one point with a digit beside it.
/// The scale is kept: `92.10` has two decimals. No plus sign, exponent, separator of thousands or space.
///
/// # Errors
///
/// [`ValueError::Decimal`] for anything else, [`ValueError::TooLarge`] past 28 digits: a value is never rounded.
#[inline]
pub fn parse_decimal(raw: &[u8]) -> Result<Decimal, ValueError> {
    let (negative, digits) = match raw {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, raw),
    };
    if digits.len() > FAST_DIGITS {
        return parse_long(negative, digits);
    }
    let mut mantissa = 0_u64;
    let mut point = None;
    for (at, byte) in digits.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            // Eighteen digits fit.
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
        } else if *byte == b'.' && point.is_none() {
            point = Some(at);
        } else {
            return Err(ValueError::Decimal);
        }
    }
    let (count, scale) = match point {
        None => (digits.len(), 0),
        Some(at) => {
            let others = digits.len().wrapping_sub(1);
            (others, others.wrapping_sub(at))
        }
    };
    if count == 0 {
        return Err(ValueError::Decimal);
    }
    let scale = u32::try_from(scale).unwrap_or(0);
    let [a, b, c, d, e, f, g, h] = mantissa.to_le_bytes();
    Ok(Decimal::from_parts(
        u32::from_le_bytes([a, b, c, d]),
        u32::from_le_bytes([e, f, g, h]),
        0,
        negative && mantissa > 0,
        scale,
    ))
}

#[cold]
fn parse_long(negative: bool, digits: &[u8]) -> Result<Decimal, ValueError> {
    let (whole, fraction) = match digits.iter().position(|byte| *byte == b'.') {
        Some(at) => (
            digits.get(..at).unwrap_or_default(),
            digits.get(at.saturating_add(1)..).unwrap_or_default(),
        ),
        None => (digits, &[][..]),
    };
    let mut all = whole.iter().chain(fraction);
    if !all.clone().all(u8::is_ascii_digit) || all.clone().next().is_none() {
        return Err(ValueError::Decimal);
    }
    // Zeros in front do not count.
    let significant = all.clone().skip_while(|byte| **byte == b'0').count();
    if significant > MOST_DIGITS || fraction.len() > MOST_DIGITS {
        return Err(ValueError::TooLarge);
    }
    let mantissa = all.try_fold(0_i128, |sum, byte| {
        sum.checked_mul(10)?
            .checked_add(i128::from(byte.wrapping_sub(b'0')))
    });
    let mantissa = mantissa.ok_or(ValueError::TooLarge)?;
    let mantissa = if negative {
        mantissa.wrapping_neg()
    } else {
        mantissa
    };
    let scale = u32::try_from(fraction.len()).map_err(|_| ValueError::TooLarge)?;
    Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| ValueError::TooLarge)
}

/// Reads a count (type N0): digits only.
///
/// # Errors
///
/// [`ValueError::Integer`] for anything else, [`ValueError::TooLarge`] past the range of `u64`.
pub fn parse_integer(raw: &[u8]) -> Result<u64, ValueError> {
    if raw.is_empty() || !raw.iter().all(u8::is_ascii_digit) {
        return Err(ValueError::Integer);
    }
    raw.iter()
        .try_fold(0_u64, |sum, byte| {
            sum.checked_mul(10)?
                .checked_add(u64::from(byte.wrapping_sub(b'0')))
        })
        .ok_or(ValueError::TooLarge)
}

/// A sum of many amounts, exactly.
///
/// Most amounts are dollars with up to two decimals, so it counts cents from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    mantissa: i128,
    scale: u32,
    overflowed: bool,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            mantissa: 0,
            scale: 2,
            overflowed: false,
        }
    }
}

impl Sum {
    /// Adds an amount.
    #[inline]
    pub fn add(&mut self, amount: Decimal) {
        let mantissa = amount.mantissa();
        let factor = match self.scale.wrapping_sub(amount.scale()) {
            0 => 1,
            1 => 10,
            2 => 100,
            _ => return self.add_scaled(mantissa, amount.scale()),
        };
        // A mantissa has at most 96 bits, so the product fits.
        match self.mantissa.checked_add(mantissa.wrapping_mul(factor)) {
            Some(sum) => self.mantissa = sum,
            None => self.overflowed = true,
        }
    }

    fn add_scaled(&mut self, mantissa: i128, scale: u32) {
        let to = self.scale.max(scale);
        let widen =
            |value: i128, from: u32| value.checked_mul(10_i128.checked_pow(to.wrapping_sub(from))?);
        let sum = widen(self.mantissa, self.scale)
            .zip(widen(mantissa, scale))
            .and_then(|(a, b)| a.checked_add(b));
        match sum {
            Some(sum) => (self.mantissa, self.scale) = (sum, to),
            None => self.overflowed = true,
        }
    }

    /// Adds all of another sum.
    #[inline]
    pub fn add_sum(&mut self, other: Self) {
        self.overflowed |= other.overflowed;
        match self.mantissa.checked_add(other.mantissa) {
            Some(sum) if other.scale == self.scale => self.mantissa = sum,
            _ => self.add_scaled(other.mantissa, other.scale),
        }
    }

    /// Takes all of another sum away.
    #[inline]
    pub fn subtract(&mut self, other: Self) {
        // Sums stay far from the smallest number: `total` refuses all past 96 bits.
        self.add_sum(Self {
            mantissa: other.mantissa.wrapping_neg(),
            ..other
        });
    }

    /// A sum of one amount.
    #[must_use]
    #[inline]
    pub fn of(amount: Decimal) -> Self {
        let mut sum = Self::default();
        sum.add(amount);
        sum
    }

    /// True where the sum is exactly this amount.
    #[must_use]
    #[inline]
    pub fn is(mut self, amount: Decimal) -> bool {
        self.subtract(Self::of(amount));
        self.mantissa == 0 && !self.overflowed
    }

    /// The sum; `None` where it has more digits than a decimal holds.
    #[must_use]
    #[inline]
    pub fn total(&self) -> Option<Decimal> {
        if self.overflowed {
            return None;
        }
        match i64::try_from(self.mantissa) {
            Ok(small) => Some(Decimal::new(small, self.scale)),
            Err(_) => self.large_total(),
        }
    }

    /// Zeros at the end do not count as digits.
    #[cold]
    fn large_total(&self) -> Option<Decimal> {
        let (mut mantissa, mut scale) = (self.mantissa, self.scale);
        while scale > 0 && mantissa.wrapping_rem(10) == 0 {
            mantissa = mantissa.wrapping_div(10);
            scale = scale.wrapping_sub(1);
        }
        Decimal::try_from_i128_with_scale(mantissa, scale).ok()
    }
}

impl Extend<Decimal> for Sum {
    #[inline]
    fn extend<T: IntoIterator<Item = Decimal>>(&mut self, amounts: T) {
        for amount in amounts {
            self.add(amount);
        }
    }
}

/// The sum, exactly; `None` where it has more digits than a decimal holds. (`Decimal::checked_add` rounds there.)
#[must_use]
#[inline]
pub fn exact_sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    let mut sum = Sum::of(a);
    sum.add(b);
    sum.total()
}

/// The difference, exactly; `None` where it has more digits than a decimal holds.
#[must_use]
#[inline]
pub fn exact_difference(a: Decimal, b: Decimal) -> Option<Decimal> {
    let mut difference = Sum::of(a);
    difference.subtract(Sum::of(b));
    difference.total()
}

/// The shortest form: no zeros at either end, no point for whole numbers, `.5` without a zero before the point.
pub(crate) fn write_decimal<'v>(value: &Decimal) -> Written<'v> {
    let mantissa = value.mantissa();
    let (digits, is_negative) = (mantissa.unsigned_abs(), mantissa.is_negative());
    match u64::try_from(digits) {
        Ok(digits) => write_small(is_negative, digits, value.scale()),
        Err(_) => write_large(is_negative, digits, value.scale()),
    }
}

pub(crate) fn write_integer<'v>(value: u64) -> Written<'v> {
    write_small(false, value, 0)
}

/// Nearly every amount fits into a machine word, whose division is far quicker.
fn write_small<'v>(is_negative: bool, mut rest: u64, mut scale: u32) -> Written<'v> {
    while scale > 0 && rest.wrapping_rem(10) == 0 {
        rest = rest.wrapping_div(10);
        scale = scale.wrapping_sub(1);
    }
    let mut out = Backwards::new();
    if rest == 0 {
        out.push(b'0');
        return out.written();
    }
    if scale > 0 {
        while scale > 0 {
            rest = out.digit(rest);
            scale = scale.wrapping_sub(1);
        }
        out.push(b'.');
    }
    while rest > 0 {
        rest = out.digit(rest);
    }
    if is_negative {
        out.push(b'-');
    }
    out.written()
}

/// As [`write_small`], of any number.
#[cold]
fn write_large<'v>(is_negative: bool, mut rest: u128, mut scale: u32) -> Written<'v> {
    while scale > 0 && rest.wrapping_rem(10) == 0 {
        rest = rest.wrapping_div(10);
        scale = scale.wrapping_sub(1);
    }
    let mut out = Backwards::new();
    while rest > 0 || scale > 0 {
        let digit = u8::try_from(rest.wrapping_rem(10)).unwrap_or(0);
        out.push(b'0'.wrapping_add(digit));
        rest = rest.wrapping_div(10);
        if scale > 0 {
            scale = scale.wrapping_sub(1);
            if scale == 0 {
                out.push(b'.');
            }
        }
    }
    if is_negative {
        out.push(b'-');
    }
    out.written()
}

/// Digits of a written number: sign and point do not count.
pub(crate) fn digits_of(written: &[u8]) -> usize {
    let counted = written.iter().filter(|byte| byte.is_ascii_digit()).count();
    // The zero before the point of a fraction is not significant and need not be written.
    let digits = written.strip_prefix(b"-").unwrap_or(written);
    if digits.starts_with(b"0.") {
        counted.saturating_sub(1)
    } else {
        counted
    }
}
