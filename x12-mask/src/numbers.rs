//! Numbers of nine and ten digits: those that have check digits, or that rules judge by their form.
//!
//! A tenth digit 1 in front of nine digits is a prefix that payers put before a tax number (TRN03, BPR10), so the nine
//! digits become what they become without it. That a number is an NPI, a bank's routing number, a social security number
//! that could have been issued, or a ZIP code that ends with 0000 or 9999, is kept both ways.

use claim_model::{Npi, Ssn};

use crate::cipher::Cipher;

/// What a number of nine digits is by its form. All of it is kept.
#[derive(PartialEq, Eq)]
struct Nine {
    /// With a 1 before it, it is an NPI.
    npi: bool,
    /// The check digit of bank routing numbers holds.
    bank: bool,
    /// It could have been issued as a social security number.
    ssn: bool,
    /// It ends as a ZIP code whose last four digits are not known.
    unknown_zip: bool,
}

impl Nine {
    fn of(digits: &[u8]) -> Self {
        let text = text(digits);
        Self {
            npi: is_npi(&format!("1{text}")),
            bank: is_bank(digits),
            ssn: Ssn::new(&text).is_ok(),
            unknown_zip: has_unknown_zip(digits),
        }
    }
}

fn has_unknown_zip(digits: &[u8]) -> bool {
    digits.ends_with(&[0, 0, 0, 0]) || digits.ends_with(&[9, 9, 9, 9])
}

fn text(digits: &[u8]) -> String {
    let digit = |digit: &u8| char::from(digit.wrapping_add(b'0'));
    digits.iter().map(digit).collect()
}

fn is_npi(text: &str) -> bool {
    Npi::new(text).is_ok()
}

/// Weights 3, 7 and 1 over nine digits give a multiple of ten.
fn is_bank(digits: &[u8]) -> bool {
    let weights = [3_u32, 7, 1].into_iter().cycle();
    let sum = digits
        .iter()
        .zip(weights)
        .fold(0, |sum: u32, (digit, weight)| {
            sum.wrapping_add(weight.wrapping_mul(u32::from(*digit)))
        });
    sum.wrapping_rem(10) == 0
}

/// Replaces nine or ten digits; leaves strings of other lengths to the caller.
pub(crate) fn replace(cipher: &Cipher, digits: &mut [u8]) -> bool {
    match digits {
        [1, rest @ ..] if rest.len() == 9 => nine(cipher, rest),
        [_, ..] if digits.len() == 9 => nine(cipher, digits),
        [_, ..] if digits.len() == 10 => ten(cipher, digits),
        _ => return false,
    }
    true
}

/// Walks along the cycle of a bijection until the form is the same again: that is a bijection too.
fn nine(cipher: &Cipher, digits: &mut [u8]) {
    let form = Nine::of(digits);
    loop {
        if form.unknown_zip {
            // The digits at the end stay; walking until they come again would take long.
            if let Some(start) = digits.get_mut(..5) {
                cipher.digits(b"zip", start);
            }
        } else if form.npi {
            with_check_digit(cipher, b"npi 1", &[1], digits);
        } else {
            cipher.digits(b"nine", digits);
        }
        if Nine::of(digits) == form {
            return;
        }
    }
}

/// Ten digits that do not begin with 1.
fn ten(cipher: &Cipher, digits: &mut [u8]) {
    if is_npi(&text(digits)) {
        // All others begin with 2.
        if let [first, rest @ ..] = digits {
            with_check_digit(cipher, b"npi 2", &[*first], rest);
        }
        return;
    }
    // Telephone numbers do not begin with 0, nor NPIs with anything but 1 and 2.
    let begins = |digits: &[u8]| digits.first().map(|first| (*first).min(3));
    let before = begins(digits);
    loop {
        cipher.digits(b"ten", digits);
        if begins(digits) == before && !is_npi(&text(digits)) {
            return;
        }
    }
}

/// Replaces all digits but the last, which then checks the others behind `prefix`.
fn with_check_digit(cipher: &Cipher, tweak: &[u8], prefix: &[u8], digits: &mut [u8]) {
    let Some((last, others)) = digits.split_last_mut() else {
        return;
    };
    cipher.digits(tweak, others);
    let start = format!("{}{}", text(prefix), text(others));
    let check = (0..10).find(|check| is_npi(&format!("{start}{check}")));
    *last = check.unwrap_or(0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_nine_digits() {
        // 1234567893 is the NPI that its rules give as an example; 111000025 is the Federal Reserve's own example.
        let npi = Nine::of(&[2, 3, 4, 5, 6, 7, 8, 9, 3]);
        assert!(npi.npi && !npi.bank);
        let bank = Nine::of(&[1, 1, 1, 0, 0, 0, 0, 2, 5]);
        assert!(bank.bank && !bank.ssn);
        assert!(!Nine::of(&[1, 1, 1, 0, 0, 0, 0, 2, 6]).bank);
        assert!(!Nine::of(&[9, 3, 1, 2, 3, 4, 5, 6, 7]).ssn);
        assert!(Nine::of(&[0, 6, 1, 0, 1, 9, 9, 9, 9]).unknown_zip);
    }
}
