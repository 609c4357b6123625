//! No byte of a file is taken in silence: each is in a segment that was delivered, is white space between segments, or lies
//! under a finding. The law itself is shared with the fuzz target `envelope`.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "../../fuzz/src/accounted.rs"]
mod accounted;

use accounted::check_accounted;
use fixtures::{HostileKind, cut_files, dirty_eras, hostile_files};
use proptest::prelude::*;

/// Every file that the fixtures have, whole.
fn files() -> Vec<Vec<u8>> {
    let mut files: Vec<Vec<u8>> = HostileKind::ALL
        .iter()
        .map(|kind| kind.clean().into())
        .collect();
    files.extend(fixtures::era().iter().map(|of| of.edi.to_vec()));
    files.extend(fixtures::claims().iter().map(|of| of.edi.to_vec()));
    files.extend(fixtures::statuses().iter().map(|of| of.edi.to_vec()));
    files.extend(fixtures::acknowledgments().iter().map(|of| of.edi.to_vec()));
    files
}

#[test]
fn fixtures_clean_dirty_and_cut() {
    for file in files() {
        check_accounted(&file);
    }
    for case in dirty_eras() {
        check_accounted(&case.bytes);
    }
    for case in cut_files() {
        check_accounted(&case.bytes);
    }
}

#[test]
fn hostile_files_are_accounted_for() {
    for case in hostile_files() {
        check_accounted(&case.bytes);
    }
}

/// What may be put anywhere into a file.
const PIECES: &[&[u8]] = &[
    b"~",
    b"~~",
    b" ~",
    b"\n",
    b"\r\n\r\n",
    b" ",
    b"\t",
    b"\0",
    b"\0\0\0\0",
    b"\x1A",
    b"\x0B\x0C",
    b"\xEF\xBB\xBF",
    b"*",
    b"***~",
    b"junk",
    b"XYZ*1~",
    b"isa*1~",
    b"ISA*1~",
    b"ISA",
    b"SE*1*0001~",
    b"GE*1*1~",
    b"IEA*1*000000001~",
    b"ST*835*0002~",
    b"ST*850*0002~",
    b"GS*HP*A*B*20250301*1200*2*X*005010X221A1~",
    b"TA1*000000001*250301*1200*A*000~",
    b"ISA|00|          |00|          |ZZ|A              |ZZ|B              |250301|1200|!|00501|000000002|0|T|>\n",
];

/// One deed: put something in, take something out, or change a byte.
#[derive(Debug, Clone)]
enum Deed {
    Put(&'static [u8]),
    Take(usize),
    Change(u8),
    /// The rest of another file follows.
    Join(prop::sample::Index),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(Deed::Put),
        2 => (1..200_usize).prop_map(Deed::Take),
        2 => any::<u8>().prop_map(Deed::Change),
        1 => any::<prop::sample::Index>().prop_map(Deed::Join),
    ]
}

fn damaged(mut file: Vec<u8>, deeds: &[(prop::sample::Index, Deed)]) -> Vec<u8> {
    for (at, deed) in deeds {
        let at = at.index(file.len() + 1);
        match deed {
            Deed::Put(piece) => drop(file.splice(at..at, piece.iter().copied())),
            Deed::Take(count) => drop(file.drain(at..file.len().min(at + count))),
            Deed::Change(byte) => {
                if let Some(place) = file.get_mut(at) {
                    *place = *byte;
                }
            }
            Deed::Join(other) => {
                let files = files();
                file.truncate(at);
                file.extend_from_slice(other.get::<Vec<u8>>(&files));
            }
        }
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check_accounted(&bytes);
        // The same inside an interchange, where they are looked at.
        let clean = HostileKind::Era.clean().as_bytes();
        let (isa, rest) = clean.split_at(107);
        check_accounted(&[isa, &bytes, rest].concat());
        check_accounted(&[clean, &bytes].concat());
        check_accounted(&[clean, &bytes, clean].concat());
    }

    #[test]
    fn damaged_fixtures(
        file in any::<prop::sample::Index>(),
        deeds in prop::collection::vec((any::<prop::sample::Index>(), deed()), 1..6),
    ) {
        check_accounted(&damaged(file.get(&files()).clone(), &deeds));
    }
}

/// The law can fail: a byte that nobody answers for is found.
#[test]
#[should_panic(expected = "was taken in silence")]
fn a_byte_that_nobody_answers_for_is_found() {
    accounted::check_trivia(b"\n?\n", 10, true, &[false; 13]);
}
