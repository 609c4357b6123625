//! Laws of masks.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod common;

use chrono::{NaiveDate, TimeDelta};
use claim_model::{Npi, Ssn};
use common::{mask, masker, masker_of};
use proptest::prelude::*;
use std::{collections::HashSet, io::Read};
use x12_core::{Date, Tokens};

/// Gives as many bytes at a time as the list says, over and over.
struct Chunks<'a>(&'a [u8], Vec<usize>, usize);

impl Read for Chunks<'_> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1[self.2 % self.1.len()]
            .min(self.0.len())
            .min(room.len());
        self.2 += 1;
        room[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

/// Capitals, small letters, digits, other signs, and lengths of characters.
fn shape(text: &str) -> Vec<(char, usize)> {
    let class = |of: char| match of {
        'A'..='Z' => 'A',
        'a'..='z' => 'a',
        '0'..='9' => '0',
        other if other.is_ascii() || ('\u{80}'..'\u{C0}').contains(&other) => other,
        _ => '?',
    };
    text.chars().map(|of| (class(of), of.len_utf8())).collect()
}

/// Every text of two characters, of each shape, becomes another one: nothing falls together.
#[test]
fn short_texts_stay_different() {
    let mut masker = masker();
    let letters = || b'A'..=b'Z';
    let digits = || b'0'..=b'9';
    let mut made = HashSet::new();
    let mut count = 0;
    for first in letters().chain(digits()) {
        for second in letters().chain(digits()) {
            made.insert(masker.text(&[first, second]));
            count += 1;
        }
        made.insert(masker.text(&[first]));
        count += 1;
    }
    assert_eq!(made.len(), count);
}

/// Five digits, all of them: ZIP codes and short numbers.
#[test]
fn a_hundred_thousand_numbers_stay_different() {
    let mut masker = masker();
    let made: HashSet<Vec<u8>> = (0..100_000_u32)
        .step_by(7)
        .map(|of| masker.text(format!("{of:05}").as_bytes()))
        .collect();
    assert_eq!(made.len(), 100_000_usize.div_ceil(7));
}

/// Padding, hyphens and the case of letters do not count; what payers cut off behind twenty characters joins.
#[test]
fn what_is_compared_loosely_joins() {
    let mut masker = masker();
    let mut of = |text: &str| String::from_utf8(masker.text(text.as_bytes())).unwrap();
    assert_eq!(of("  SH-10001 ").trim(), of("SH-10001"));
    assert_eq!(of("sh-10001").to_uppercase(), of("SH-10001"));
    assert_eq!(of("93-1234567").replace('-', ""), of("931234567"));
    assert_eq!(
        of("(503) 555-0142").replace(['(', ')', ' ', '-'], ""),
        of("5035550142")
    );
    assert_eq!(of("1931234567"), format!("1{}", of("931234567")));
    let long = of("PATIENT-ACCOUNT-00012345-A");
    assert_eq!(long.get(..20).unwrap(), of("PATIENT-ACCOUNT-0001"));
    assert_ne!(of("PATIENT-ACCOUNT-00012345-B").get(20..), long.get(20..));
    assert_ne!(of("SMITH"), "SMITH");
}

/// Placeholders do not tell the number of days.
#[test]
fn placeholders_are_not_moved() {
    let masker = masker();
    let moved = |day: &[u8]| String::from_utf8(masker.date(day).unwrap()).unwrap();
    assert!(moved(b"99991231").as_str() >= "21000101");
    assert!(("19000101".."19050101").contains(&moved(b"19000101").as_str()));
    assert!(("20900101".."21000101").contains(&moved(b"20991231").as_str()));
    assert_eq!(masker.date(b"20250231"), None);
    assert_eq!(masker.date(b"2025-03-01"), None);
}

/// Other keys give other copies and other days; the same key gives the same copy.
#[test]
fn keys_matter() {
    let file = fixtures::era()[0].edi;
    let one = mask(&mut masker(), file);
    assert!(one == mask(&mut masker(), file));
    let days = (0..40_u8)
        .map(|of| {
            let key: Vec<u8> = (0..32)
                .map(|at: u8| at.wrapping_mul(7).wrapping_add(of))
                .collect();
            let mut other = masker_of(&key);
            assert!(one != mask(&mut other, file));
            other.date(b"20250301").unwrap()
        })
        .collect::<HashSet<_>>();
    assert!(days.len() > 30);
}

/// Large synthetic files: every byte has its place, delimiters stay.
#[test]
fn delimiters_stay_where_they_are() {
    let mut masker = masker();
    for file in [
        fixtures::era_of_size(3, 400_000),
        fixtures::status_of_size(3, 200_000),
    ] {
        let copy = mask(&mut masker, &file);
        assert_eq!(copy.len(), file.len());
        for (old, new) in file.iter().zip(&copy) {
            let class = |of: &u8| (!of.is_ascii_alphanumeric()).then_some(*of);
            assert_eq!(class(old), class(new));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Different texts stay different, and have the same shape.
    #[test]
    fn texts(one in ".{0,48}", other in ".{0,48}") {
        let mut masker = masker();
        let (a, b) = (masker.text(one.as_bytes()), masker.text(other.as_bytes()));
        prop_assert_eq!(one == other, a == b);
        let a = String::from_utf8(a).unwrap();
        prop_assert_eq!(shape(&a), shape(&one));
    }

    /// The same for short ones, which are likelier to meet, and for bytes that are no UTF-8.
    #[test]
    fn bytes(one in "[A-C0-2Éß ]{1,3}", other in "[A-C0-2Éß ]{1,3}", latin in prop::collection::vec(any::<u8>(), 0..12)) {
        let mut masker = masker();
        let same = masker.text(one.as_bytes()) == masker.text(other.as_bytes());
        prop_assert_eq!(one == other, same);
        let made = masker.text(&latin);
        prop_assert_eq!(made.len(), latin.len());
        let form = |of: &[u8]| of.iter().map(u8::is_ascii).collect::<Vec<_>>();
        prop_assert_eq!(form(&made), form(&latin));
    }

    /// An NPI stays one, with its first digit, and nothing else becomes one; so do numbers that could be an SSN, unknown ZIP
    /// endings, and the first digit of telephone numbers.
    #[test]
    fn numbers(npi in 0_u64..200_000_000, any in 0_u64..10_000_000_000, nine in 0_u64..1_000_000_000) {
        let mut masker = masker();
        let mut of = |text: &str| String::from_utf8(masker.text(text.as_bytes())).unwrap();
        let start = 100_000_000 + npi;
        let npi = (0..10).map(|last| format!("{start}{last}")).find(|text| Npi::new(text).is_ok()).unwrap();
        let made = of(&npi);
        prop_assert!(Npi::new(&made).is_ok());
        prop_assert_eq!(&made[..1], &npi[..1]);
        let text = format!("{any:010}");
        let made = of(&text);
        prop_assert_eq!(Npi::new(&made).is_ok(), Npi::new(&text).is_ok());
        prop_assert_eq!(text.starts_with(['0', '1']), made.starts_with(['0', '1']));
        for text in [format!("{nine:09}"), format!("{:05}0000", nine % 100_000), format!("{:05}9999", nine % 100_000)] {
            let made = of(&text);
            prop_assert_eq!(Ssn::new(&made).is_ok(), Ssn::new(&text).is_ok());
            let unknown = |of: &str| of.ends_with("0000") || of.ends_with("9999");
            prop_assert_eq!(unknown(&made), unknown(&text));
            prop_assert_eq!(of(&format!("1{text}")), format!("1{made}"));
        }
    }

    /// Order and distances of days from 1905 to 2089 stay, in ranges too.
    #[test]
    fn days(one in 0_i64..67_000, other in 0_i64..67_000) {
        let masker = masker();
        let day = |at| NaiveDate::from_ymd_opt(1905, 1, 1).unwrap() + TimeDelta::try_days(at).unwrap();
        let text = |at| day(at).format("%Y%m%d").to_string();
        let moved = |at| Date::read(&masker.date(text(at).as_bytes()).unwrap()).unwrap().get();
        prop_assert_eq!(day(one) - day(other), moved(one) - moved(other));
        prop_assert!(moved(one) < day(one));
        let range = format!("{}-{}", text(one.min(other)), text(one.max(other)));
        let expected = format!("{}-{}", moved(one.min(other)).format("%Y%m%d"), moved(one.max(other)).format("%Y%m%d"));
        prop_assert_eq!(masker.date(range.as_bytes()).unwrap(), expected.into_bytes());
    }

    /// Where reads end does not show.
    #[test]
    fn streams(seed in 0_u64..50, chunks in prop::collection::vec(1_usize..5_000, 1..20)) {
        let file = [fixtures::era_of_size(seed, 9_000), b"\r\nmail footer 12\r\n".to_vec(), fixtures::status_of_size(seed, 6_000)].concat();
        let whole = mask(&mut masker(), &file);
        let mut copy = Vec::new();
        masker().mask(Chunks(&file, chunks, 0), &mut copy).unwrap();
        prop_assert!(copy == whole);
    }

    /// Damaged files are copied or refused, never half and half, and a copy has the segments of its original.
    #[test]
    fn damage(which in 0_usize..4, edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..30)) {
        let mut file = match which {
            0 => fixtures::era()[2].edi.to_vec(),
            1 => fixtures::claims()[3].edi.to_vec(),
            2 => fixtures::statuses()[0].edi.to_vec(),
            _ => fixtures::acknowledgments()[1].edi.to_vec(),
        };
        for (at, byte) in edits {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let mut copy = Vec::new();
        if masker().mask(&file[..], &mut copy).is_ok() {
            prop_assert_eq!(copy.len(), file.len());
            let spans = |file: &[u8]| {
                let mut tokens = Tokens::new(file);
                let mut all = Vec::new();
                while let Some(token) = tokens.next().unwrap() {
                    let segment = token.segment;
                    all.push((segment.span(), segment.len(), *segment.delimiters()));
                }
                all
            };
            prop_assert_eq!(spans(&copy), spans(&file));
        }
    }

    /// Any bytes.
    #[test]
    fn anything(bytes: Vec<u8>) {
        let mut copy = Vec::new();
        let _ = masker().mask(&bytes[..], &mut copy);
        prop_assert_eq!(masker().text(&bytes).len(), bytes.len());
    }
}
