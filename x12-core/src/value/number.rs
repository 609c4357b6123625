//! Types R and N0: decimals and whole numbers, read exactly.

use rust_decimal::Decimal;

use super::ValueError;

/// Digits that always fit an `i64`.
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
    let mut mantissa = 0_i64;
    let mut count = 0_u32;
    let mut point = None;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            // Eighteen digits stay below i64::MAX.
            mantissa = mantissa.wrapping_mul(10).wrapping_add(i64::from(digit));
            count = count.wrapping_add(1);
        } else if *byte == b'.' && point.is_none() {
            point = Some(count);
        } else {
            return Err(ValueError::Decimal);
        }
    }
    if count == 0 {
        return Err(ValueError::Decimal);
    }
    let scale = point.map_or(0, |before| count.wrapping_sub(before));
    let mantissa = if negative { mantissa.wrapping_neg() } else { mantissa };
    Ok(Decimal::new(mantissa, scale))
}

#[cold]
fn parse_long(negative: bool, digits: &[u8]) -> Result<Decimal, ValueError> {
    let (whole, fraction) = match digits.iter().position(|byte| *byte == b'.') {
        Some(at) => (digits.get(..at).unwrap_or_default(), digits.get(at.saturating_add(1)..).unwrap_or_default()),
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
    let mantissa = all.try_fold(0_i128, |sum, byte| sum.checked_mul(10)?.checked_add(i128::from(byte.wrapping_sub(b'0'))));
    let mantissa = mantissa.ok_or(ValueError::TooLarge)?;
    let mantissa = if negative { mantissa.wrapping_neg() } else { mantissa };
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
        .try_fold(0_u64, |sum, byte| sum.checked_mul(10)?.checked_add(u64::from(byte.wrapping_sub(b'0'))))
        .ok_or(ValueError::TooLarge)
}

/// The canonical form: no zeros at the end, no point for whole numbers, `0.5` with its zero, `-0` as `0`.
pub(crate) fn write_decimal(value: &Decimal) -> String {
    value.normalize().to_string()
}

/// Digits of a written number: sign and point do not count.
pub(crate) fn digits_of(written: &str) -> usize {
    let counted = written.bytes().filter(u8::is_ascii_digit).count();
    // The zero before the point of a fraction is not significant and need not be written.
    if written.trim_start_matches('-').starts_with("0.") { counted.saturating_sub(1) } else { counted }
}
