//! Claims made up from a seed. Each of them may be sent; each field of the claim is used by some of them. All text is in
//! the form that is sent (capitals, digits without punctuation), so that what is read can be compared letter by letter.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    dead_code,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub,
    reason = "a test fails by panicking, and not every test uses all of it"
)]

mod claims;
mod coordination;
pub mod json;
mod lines;
pub mod mutation;
mod people;
pub mod reading;

pub use claims::claims;

use claim_model::{Amount, Day, Npi, Quantity};
use proptest::prelude::*;
use x12_core::rust_decimal::Decimal;

/// Chance with a seed: the same seed throws the same numbers on every machine.
pub struct Dice {
    state: u64,
    /// How many in a hundred of the things that may be left out are there.
    pub rich: u64,
}

impl Dice {
    pub fn new(seed: u64, rich: u64) -> Self {
        Self { state: seed, rich }
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// A number from `first` to `last`.
    pub fn between(&mut self, first: u64, last: u64) -> u64 {
        first + self.below(last - first + 1)
    }

    pub fn chance(&mut self, in_hundred: u64) -> bool {
        self.below(100) < in_hundred
    }

    /// True for something that this claim has though it may be left out.
    pub fn rich(&mut self) -> bool {
        let rich = self.rich;
        self.chance(rich)
    }

    pub fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.rich().then(|| make(self))
    }

    /// Up to `most` things, none of them in a poor claim.
    pub fn some<T>(&mut self, most: u64, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        if !self.rich() {
            return Vec::new();
        }
        let count = self.between(1, most);
        (0..count).map(|_| make(self)).collect()
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }

    /// Up to `most` different ones, in any order.
    pub fn several<T: Copy>(&mut self, of: &[T], most: usize) -> Vec<T> {
        let mut left = of.to_vec();
        let count = self.below(most.min(of.len()) as u64 + 1);
        (0..count)
            .map(|_| left.remove(self.below(left.len() as u64) as usize))
            .collect()
    }

    /// One word of capitals and digits, at most `most` long.
    pub fn word(&mut self, most: u64) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        let length = self.between(1, most);
        (0..length)
            .map(|_| char::from(self.pick(LETTERS)))
            .collect()
    }

    /// A number such as payers give: letters, digits, hyphens.
    pub fn number(&mut self, most: u64) -> String {
        let head = self.word(3);
        let tail = self.between(10, 10_u64.pow((most.clamp(6, 18) - 4) as u32));
        let dash = if self.chance(30) { "-" } else { "" };
        format!("{head}{dash}{tail}")
    }

    /// Several words, with the punctuation that may be sent, at most `most` long.
    pub fn words(&mut self, most: u64) -> String {
        const MARKS: &[&str] = &[
            "-", "'", ".", ",", "/", "&", "#", "(", ")", "+", "=", "\"", "!", ";", "?", "%", "@",
            "$", "_",
        ];
        let mut text = self.word(8.min(most));
        while (text.len() as u64) + 10 < most && self.chance(60) {
            let mark = if self.chance(20) {
                self.pick(MARKS)
            } else {
                ""
            };
            let word = self.word(7);
            text = format!("{text}{mark} {word}");
        }
        text
    }

    pub fn digits(&mut self, count: u32) -> String {
        (0..count)
            .map(|_| char::from(b'0' + self.below(10) as u8))
            .collect()
    }

    /// An NPI: the check digit makes the sum of `80840` and the number, each second digit doubled, a multiple of ten.
    pub fn npi(&mut self) -> Npi {
        let first = self.pick(&["1", "2"]);
        let body = format!("{first}{}", self.digits(8));
        let sum: u32 = format!("80840{body}")
            .bytes()
            .rev()
            .enumerate()
            .map(|(at, byte)| {
                let digit = u32::from(byte - b'0');
                // The check digit itself will stand last, so that the digit before it is doubled.
                let digit = if at % 2 == 0 { digit * 2 } else { digit };
                digit / 10 + digit % 10
            })
            .sum();
        Npi::new(format!("{body}{}", (10 - sum % 10) % 10)).expect("the check digit fits")
    }

    pub fn day(&mut self, first_year: u64, last_year: u64) -> Day {
        let year = self.between(first_year, last_year) as i32;
        Day::new(year, self.between(1, 12) as u32, self.between(1, 28) as u32).expect("a day")
    }

    /// Dollars and cents above zero.
    pub fn cents(&mut self) -> i64 {
        let most = self.pick(&[99, 9_999, 99_999, 9_999_999]);
        self.between(1, most) as i64
    }

    pub fn quantity(&mut self) -> Quantity {
        let scale = self.pick(&[0_u32, 0, 0, 1, 2, 3]);
        Quantity(Decimal::new(self.between(1, 99_999) as i64, scale))
    }
}

/// Cents as an amount of dollars.
pub fn dollars(cents: i64) -> Amount {
    Amount(Decimal::new(cents, 2))
}

/// Claims that travel together, from one to `most`: from bare ones to ones that have everything.
pub fn batch(most: usize) -> impl Strategy<Value = Vec<claim_model::Claim>> {
    (
        any::<u64>().no_shrink(),
        1..=most,
        prop_oneof![Just(0_u64), Just(10), Just(35), Just(70), Just(95)],
    )
        .prop_map(|(seed, count, rich)| claims(&mut Dice::new(seed, rich), count))
}
