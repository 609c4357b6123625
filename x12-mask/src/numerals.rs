//! Strings of up to twenty numerals as FF1 takes them: two halves, each held as one number.

use fpe::ff1::{NumeralString, Operations};

/// Most numerals of a string: each half of so many letters fits 64 bits.
pub(crate) const LONGEST: usize = 20;

/// Numerals of some radix up to 26, the first one the most significant.
#[derive(Debug)]
pub(crate) struct Numerals([Half; 2]);

#[derive(Debug, Clone, Copy)]
pub(crate) struct Half {
    value: u64,
    count: usize,
}

impl Numerals {
    pub(crate) fn new(numerals: &[u8], radix: u8) -> Self {
        let half = |numerals: &[u8]| Half {
            value: numerals.iter().fold(0_u64, |sum, numeral| {
                sum.wrapping_mul(u64::from(radix))
                    .wrapping_add(u64::from(*numeral))
            }),
            count: numerals.len(),
        };
        let (left, right) = numerals.split_at(numerals.len().wrapping_div(2));
        Self([half(left), half(right)])
    }

    /// Writes them to `out`, which is as long.
    pub(crate) fn write(&self, radix: u8, out: &mut [u8]) {
        let [mut left, mut right] = self.0;
        for (at, numeral) in out.iter_mut().enumerate().rev() {
            let half = if at < left.count {
                &mut left
            } else {
                &mut right
            };
            (half.value, *numeral) = last_of(half.value, radix);
        }
    }
}

impl NumeralString for Numerals {
    type Ops = Half;

    fn is_valid(&self, radix: u32) -> bool {
        self.0.iter().all(|half| {
            half.count <= LONGEST.wrapping_div(2)
                && u128::from(half.value) < power(radix, half.count)
        })
    }

    fn numeral_count(&self) -> usize {
        let [left, right] = self.0;
        left.count.saturating_add(right.count)
    }

    fn split(&self) -> (Half, Half) {
        let [left, right] = self.0;
        (left, right)
    }

    fn concat(left: Half, right: Half) -> Self {
        Self([left, right])
    }
}

impl Operations for Half {
    type Bytes = Tail;

    fn numeral_count(&self) -> usize {
        self.count
    }

    fn to_be_bytes(&self, _radix: u32, bytes: usize) -> Tail {
        Tail(u128::from(self.value).to_be_bytes(), bytes)
    }

    fn add_mod_exp(self, other: impl Iterator<Item = u8>, radix: u32, count: usize) -> Self {
        let size = power(radix, count);
        let other = number(other).checked_rem(size).unwrap_or(0);
        Self::of(u128::from(self.value).wrapping_add(other), size, count)
    }

    fn sub_mod_exp(self, other: impl Iterator<Item = u8>, radix: u32, count: usize) -> Self {
        let size = power(radix, count);
        let other = size.wrapping_sub(number(other).checked_rem(size).unwrap_or(0));
        Self::of(u128::from(self.value).wrapping_add(other), size, count)
    }
}

impl Half {
    fn of(value: u128, size: u128, count: usize) -> Self {
        Self {
            value: u64::try_from(value.checked_rem(size).unwrap_or(0)).unwrap_or(0),
            count,
        }
    }
}

/// The last bytes of a number.
#[derive(Debug)]
pub(crate) struct Tail([u8; 16], usize);

impl AsRef<[u8]> for Tail {
    fn as_ref(&self) -> &[u8] {
        let from = self.0.len().saturating_sub(self.1);
        self.0.get(from..).unwrap_or_default()
    }
}

/// FF1 adds numbers of at most twelve bytes to halves of this length.
fn number(bytes: impl Iterator<Item = u8>) -> u128 {
    bytes.fold(0, |sum: u128, byte| sum.wrapping_shl(8) | u128::from(byte))
}

/// A number without its last numeral, and that numeral.
pub(crate) fn last_of(number: u64, radix: u8) -> (u64, u8) {
    let radix = u64::from(radix);
    let last = number.checked_rem(radix).unwrap_or(0);
    (
        number.checked_div(radix).unwrap_or(0),
        u8::try_from(last).unwrap_or(0),
    )
}

fn power(radix: u32, count: usize) -> u128 {
    u128::from(radix).saturating_pow(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use aes::Aes256;
    use fpe::ff1::{FF1, FlexibleNumeralString};
    use proptest::prelude::*;

    use super::*;

    /// Samples 7 and 8 of NIST for FF1 with AES-256.
    #[test]
    fn samples_of_the_standard() {
        let key = [
            0x2B, 0x7E, 0x15, 0x16, 0x28, 0xAE, 0xD2, 0xA6, 0xAB, 0xF7, 0x15, 0x88, 0x09, 0xCF,
            0x4F, 0x3C, 0xEF, 0x43, 0x59, 0xD8, 0xD5, 0x80, 0xAA, 0x4F, 0x7F, 0x03, 0x6D, 0x6F,
            0x04, 0xFC, 0x6A, 0x94,
        ];
        let cipher = FF1::<Aes256>::new(&key, 10).unwrap();
        let mut digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        for (tweak, expected) in [
            (&b""[..], [6, 6, 5, 7, 6, 6, 7, 0, 0, 9]),
            (b"9876543210", [1, 0, 0, 1, 6, 2, 3, 4, 6, 3]),
        ] {
            let made = cipher.encrypt(tweak, &Numerals::new(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 10));
            made.unwrap().write(10, &mut digits);
            assert_eq!(digits, expected);
        }
    }

    proptest! {
        /// The same as the numerals that come with the cipher.
        #[test]
        fn as_with_other_numerals(
            (radix, numerals) in prop_oneof![Just(10_u8), Just(26)]
                .prop_flat_map(|radix| (Just(radix), prop::collection::vec(0..radix, 6..=LONGEST))),
            key: [u8; 32], tweak: Vec<u8>,
        ) {
            let cipher = FF1::<Aes256>::new(&key, u32::from(radix)).unwrap();
            let other = FlexibleNumeralString::from(numerals.iter().map(|of| u16::from(*of)).collect::<Vec<_>>());
            let expected: Vec<u16> = cipher.encrypt(&tweak, &other).unwrap().into();
            let made = cipher.encrypt(&tweak, &Numerals::new(&numerals, radix)).unwrap();
            let mut out = vec![0; numerals.len()];
            made.write(radix, &mut out);
            prop_assert!(out.iter().map(|of| u16::from(*of)).eq(expected));
            let mut back = vec![0; numerals.len()];
            cipher.decrypt(&tweak, &made).unwrap().write(radix, &mut back);
            prop_assert_eq!(back, numerals);
        }
    }
}
