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
const BOUND: i64 = 1_000_000_000_000_000_000;

/// Powers of ten.
const FACTORS: [i64; 7] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/// The value in units of the last decimal; `None` where it cannot be held exactly.
#[inline]
pub(crate) fn fit(value: Decimal, scale: u32) -> Option<i64> {
    let parts = value.unpack();
    // What nearly every amount has: few digits, and no more decimals than the column.
    if parts.hi == 0 && parts.mid == 0 && parts.scale <= scale {
        let units = i64::from(parts.lo).checked_mul(factor(scale.wrapping_sub(parts.scale))?)?;
        if units < BOUND {
            return Some(if parts.negative {
                units.wrapping_neg()
            } else {
                units
            });
        }
    }
    fit_long(value, scale)
}

#[inline]
fn factor(decimals: u32) -> Option<i64> {
    FACTORS.get(usize::try_from(decimals).ok()?).copied()
}

fn fit_long(value: Decimal, scale: u32) -> Option<i64> {
    // A value that fits has the same digits without zeros at its end.
    let value = value.normalize();
    let missing = scale.checked_sub(value.scale())?;
    let units = i64::try_from(value.mantissa())
        .ok()?
        .checked_mul(factor(missing)?)?;
    (units.unsigned_abs() < BOUND.unsigned_abs()).then_some(units)
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
