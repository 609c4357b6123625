//! Decimals of a fixed scale.

use rust_decimal::Decimal;

/// Digits of a decimal column: 18 fit into 64 bits, so Parquet holds them as plain integers. The guide allows ten digits
/// in an amount when it is written.
pub(crate) const PRECISION: u8 = 18;
/// Decimals of an amount: cents, and two more for the odd payer that sends 100.005. Leaves 14 digits for dollars.
pub(crate) const MONEY_SCALE: u32 = 4;
/// Decimals of a quantity; the guide has three. Leaves twelve digits for units.
pub(crate) const QUANTITY_SCALE: u32 = 6;

/// The first number that has more digits than a column.
const BOUND: i128 = 1_000_000_000_000_000_000;

/// The value in units of the last decimal; `None` where it cannot be held exactly.
#[inline]
pub(crate) fn fit(value: Decimal, scale: u32) -> Option<i64> {
    let mantissa = value.mantissa();
    let scaled = match scale.checked_sub(value.scale()) {
        // A mantissa has at most 96 bits and the factor at most 20.
        Some(missing) => mantissa.checked_mul(10_i128.checked_pow(missing)?)?,
        None => {
            let divisor = 10_i128.checked_pow(value.scale().wrapping_sub(scale))?;
            if mantissa.checked_rem(divisor)? != 0 {
                return None;
            }
            mantissa.checked_div(divisor)?
        }
    };
    if scaled.unsigned_abs() < BOUND.unsigned_abs() {
        i64::try_from(scaled).ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_fits_exactly_or_not_at_all() {
        for (value, fitted) in [
            ("0", Some(0)),
            ("-0.00", Some(0)),
            ("100.005", Some(1_000_050)),
            ("-92.10", Some(-921_000)),
            ("1.00000", Some(10_000)),
            ("0.0001", Some(1)),
            ("0.00001", None),
            ("99999999999999.9999", Some(999_999_999_999_999_999)),
            ("-99999999999999.9999", Some(-999_999_999_999_999_999)),
            ("100000000000000", None),
            ("79228162514264337593543950335", None),
            ("0.0000000000000000000000000000", Some(0)),
        ] {
            assert_eq!(fit(value.parse().unwrap(), MONEY_SCALE), fitted, "{value}");
        }
    }
}
