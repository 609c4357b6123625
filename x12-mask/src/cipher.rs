//! Bijections that a key and a tweak choose: of strings of digits or letters, and of small sets.
//!
//! FF1 (NIST SP 800-38G) is for sets of at least a million. Smaller ones are shuffled by swap-or-not (Hoang, Morris,
//! Rogaway 2012), which is made for them: in each round, a value and the one that the round pairs with it change places
//! or do not, as a secret bit of the pair says.

use aes::{
    Aes256,
    cipher::{Array, BlockCipherEncrypt, KeyInit},
};
use fpe::ff1::FF1;

use crate::numerals::{LONGEST, Numerals, last_of};

/// More than six times the bits of the largest set, so that what is known of many values says nothing of the others.
const ROUNDS: usize = 192;
/// The least set that FF1 may be used for.
const SMALL: u64 = 1_000_000;

type Block = [u8; 16];

/// Four ciphers, each with a key of its own.
#[derive(Clone)]
pub(crate) struct Cipher {
    digits: std::sync::Arc<FF1<Aes256>>,
    letters: std::sync::Arc<FF1<Aes256>>,
    tweaks: Aes256,
    small: Aes256,
}

impl Cipher {
    pub(crate) fn new(
        digits: &[u8; 32],
        letters: &[u8; 32],
        tweaks: &[u8; 32],
        small: &[u8; 32],
    ) -> Option<Self> {
        Some(Self {
            digits: FF1::new(digits, 10).ok()?.into(),
            letters: FF1::new(letters, 26).ok()?.into(),
            tweaks: Aes256::new(&Array(*tweaks)),
            small: Aes256::new(&Array(*small)),
        })
    }

    /// Replaces digits, each from 0 to 9 and twenty at most.
    pub(crate) fn digits(&self, tweak: &[u8], digits: &mut [u8]) {
        self.string(&self.digits, 10, tweak, digits);
    }

    /// Replaces letters, each from 0 to 25 and twenty at most.
    pub(crate) fn letters(&self, tweak: &[u8], letters: &mut [u8]) {
        self.string(&self.letters, 26, tweak, letters);
    }

    fn string(&self, cipher: &FF1<Aes256>, radix: u8, tweak: &[u8], numerals: &mut [u8]) {
        let count = u32::try_from(numerals.len()).unwrap_or(u32::MAX);
        let size = u64::from(radix).saturating_pow(count);
        if size < SMALL {
            let value = numerals.iter().fold(0_u64, |sum, numeral| {
                sum.wrapping_mul(u64::from(radix))
                    .wrapping_add(u64::from(*numeral))
            });
            let mut value = self.number(tweak, value, size);
            for numeral in numerals.iter_mut().rev() {
                (value, *numeral) = last_of(value, radix);
            }
            return;
        }
        let made = (numerals.len() <= LONGEST)
            .then(|| cipher.encrypt(tweak, &Numerals::new(numerals, radix)).ok())
            .flatten();
        match made {
            Some(made) => made.write(radix, numerals),
            // Nothing comes here; if anything did, it would not go out as it is.
            None => numerals.fill(0),
        }
    }

    /// The number below `size` that stands for `value`; `size` is small.
    pub(crate) fn number(&self, tweak: &[u8], value: u64, size: u64) -> u64 {
        let seed = u128::from_be_bytes(self.digest(&[&size.to_be_bytes(), tweak]));
        // All at once: none of them waits for another.
        let mut keys = [Array([0; 16]); ROUNDS];
        for (round, key) in (0_u64..).zip(&mut keys) {
            *key = Array(block(seed, round, None));
        }
        self.small.encrypt_blocks(&mut keys);
        let mut value = value.checked_rem(size).unwrap_or(0);
        for (round, key) in (0_u64..).zip(keys) {
            let key = number(key.0).checked_rem(size).unwrap_or(0);
            let partner = key.wrapping_add(size).wrapping_sub(value).checked_rem(size);
            let partner = partner.unwrap_or(0);
            let pair = block(seed, round, Some(value.max(partner)));
            if number(encrypt(&self.small, pair)) & 1 == 1 {
                value = partner;
            }
        }
        value
    }

    /// A digest that only the key can make (CBC-MAC, with the length first): of a tweak, or of what stood before.
    pub(crate) fn digest(&self, parts: &[&[u8]]) -> Block {
        let length = parts
            .iter()
            .fold(0_usize, |sum, part| sum.saturating_add(part.len()));
        let mut state = u128::try_from(length).unwrap_or(u128::MAX).to_be_bytes();
        let mut bytes = parts.iter().flat_map(|part| part.iter()).peekable();
        loop {
            state = encrypt(&self.tweaks, state);
            if bytes.peek().is_none() {
                return state;
            }
            for (of, byte) in state.iter_mut().zip(&mut bytes) {
                *of ^= *byte;
            }
        }
    }
}

/// What is encrypted for a round, or for a pair in it.
fn block(seed: u128, round: u64, pair: Option<u64>) -> Block {
    let round = u128::from(round).wrapping_shl(72);
    let has_pair = u128::from(pair.is_some()).wrapping_shl(64);
    (seed ^ round ^ has_pair ^ u128::from(pair.unwrap_or(0))).to_be_bytes()
}

/// The random number that an encrypted block is.
fn number(block: Block) -> u64 {
    let high = u128::from_be_bytes(block).wrapping_shr(64);
    u64::try_from(high).unwrap_or(0)
}

fn encrypt(cipher: &Aes256, block: Block) -> Block {
    let mut block = Array(block);
    cipher.encrypt_block(&mut block);
    block.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cipher() -> Cipher {
        Cipher::new(&[1; 32], &[2; 32], &[3; 32], &[4; 32]).unwrap()
    }

    /// Every value of a small set comes out once, and other tweaks give other orders.
    #[test]
    fn small_sets_are_shuffled() {
        let cipher = cipher();
        for size in [1, 2, 10, 26, 100, 676, 1_826] {
            let of = |tweak| {
                (0..size)
                    .map(|at| cipher.number(tweak, at, size))
                    .collect::<Vec<_>>()
            };
            let made = of(b"one");
            let mut sorted = made.clone();
            sorted.sort_unstable();
            assert!(sorted.into_iter().eq(0..size), "{size}");
            assert!(size < 10 || made != of(b"other"), "{size}");
        }
    }

    /// No value of a set of ten is likelier than another one: counts over 4,000 tweaks, five sigma around 400.
    #[test]
    fn no_value_is_likelier() {
        let cipher = cipher();
        let mut counts = [0_u32; 10];
        for tweak in 0..4_000_u32 {
            let made = cipher.number(&tweak.to_be_bytes(), 7, 10);
            counts[usize::try_from(made).unwrap()] += 1;
        }
        assert!(
            counts.iter().all(|count| (305..=495).contains(count)),
            "{counts:?}"
        );
    }

    /// Copies that are made with another version of this crate still join: what stands for a number stays.
    #[test]
    fn numbers_stay_what_they_are() {
        let cipher = cipher();
        for (size, expected) in [
            (10, [6, 0, 7, 4, 5]),
            (26, [11, 13, 10, 7, 3]),
            (1_826, [1_393, 328, 848, 654, 923]),
            (999_983, [825_555, 577_625, 183_256, 827_095, 993_542]),
        ] {
            let made = [0, 7, 14, 21, 28].map(|value| cipher.number(b"tweak", value, size));
            assert_eq!(made, expected, "{size}");
        }
    }
}
