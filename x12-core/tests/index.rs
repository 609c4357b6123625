//! The fast scanner finds what the slow one finds, for any bytes.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::explicit_iter_loop,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::map_identity,
    clippy::map_unwrap_or,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::redundant_closure_for_method_calls,
    clippy::semicolon_if_nothing_returned,
    clippy::string_slice,
    clippy::trivially_copy_pass_by_ref,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

use proptest::prelude::*;
use x12_core::{Delimiters, Index, Scanner, reference};

fn usable() -> impl Strategy<Value = u8> {
    any::<u8>().prop_filter("letters, digits and spaces are no delimiters", |byte| {
        !byte.is_ascii_alphanumeric() && *byte != b' '
    })
}

fn delimiters() -> impl Strategy<Value = Delimiters> {
    (usable(), usable(), proptest::option::of(usable()), usable())
        .prop_filter_map("delimiters differ", |(e, c, r, t)| {
            Delimiters::new(e, c, r, t)
        })
}

/// Bytes of which many are delimiters or stand at the borders of what is odd.
fn bytes(of: &Delimiters, most: usize) -> impl Strategy<Value = Vec<u8>> + use<> {
    let special = vec![
        of.element(),
        of.component(),
        of.terminator(),
        of.repetition().unwrap_or(0x7F),
        0x00,
        0x1F,
        0x20,
        0x7E,
        0x7F,
        0x80,
        0xFF,
        b'A',
    ];
    proptest::collection::vec(
        prop_oneof![proptest::sample::select(special), any::<u8>()],
        0..most,
    )
}

/// What an index knows of a window of this length, in the form of the reference: odd bytes one by one.
fn known(index: &Index, from: usize, to: usize) -> (Vec<u32>, Vec<u32>) {
    (
        index.marks().to_vec(),
        (from..to)
            .filter(|at| index.is_odd(*at, at + 1))
            .map(|at| at as u32)
            .collect(),
    )
}

/// An empty index for each scanner that this machine can run.
fn indexes() -> impl Iterator<Item = Index> {
    Scanner::runnable().map(|scanner| {
        let index = Index::with_scanner(scanner).expect("it can run");
        assert_eq!(index.scanner(), scanner);
        index
    })
}

/// What every scanner finds, and all the same.
fn fast(window: &[u8], from: usize, to: usize, delimiters: &Delimiters) -> (Vec<u32>, Vec<u32>) {
    let mut all = indexes().map(|mut index| {
        index.extend(window, from, to, delimiters);
        (index.scanner(), known(&index, from, to))
    });
    let (_, portable) = all.next().expect("one runs everywhere");
    for (scanner, found) in all {
        assert_eq!(found, portable, "{scanner:?} {from}..{to}");
    }
    portable
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whole_windows((of, window) in delimiters().prop_flat_map(|of| (Just(of), bytes(&of, 300)))) {
        prop_assert_eq!(fast(&window, 0, window.len(), &of), reference::scan(&window, 0, window.len(), &of));
    }

    #[test]
    fn parts_of_windows((of, window, a, b) in delimiters().prop_flat_map(|of| (Just(of), bytes(&of, 300), 0_usize..300, 0_usize..300))) {
        let (from, to) = (a.min(b).min(window.len()), a.max(b).min(window.len()));
        prop_assert_eq!(fast(&window, from, to, &of), reference::scan(&window, from, to, &of));
    }

    #[test]
    fn in_stretches((of, window, mut cuts) in delimiters().prop_flat_map(|of| {
        (Just(of), bytes(&of, 700), proptest::collection::vec(0_usize..700, 0..6))
    })) {
        cuts.push(0);
        cuts.push(window.len());
        cuts.iter_mut().for_each(|cut| *cut = (*cut).min(window.len()));
        cuts.sort_unstable();
        for mut index in indexes() {
            for pair in cuts.windows(2) {
                index.extend(&window, pair[0], pair[1], &of);
            }
            prop_assert_eq!(known(&index, 0, window.len()), reference::scan(&window, 0, window.len(), &of));
        }
    }

    /// Stretches that do not touch: what lies between them was never looked at.
    #[test]
    fn with_gaps((of, window, mut cuts) in delimiters().prop_flat_map(|of| {
        (Just(of), bytes(&of, 700), proptest::collection::vec(0_usize..700, 2..8))
    })) {
        cuts.iter_mut().for_each(|cut| *cut = (*cut).min(window.len()));
        cuts.sort_unstable();
        for mut index in indexes() {
            let (mut marks, mut odd) = (Vec::new(), Vec::new());
            for pair in cuts.chunks_exact(2) {
                index.extend(&window, pair[0], pair[1], &of);
                let (more_marks, more_odd) = reference::scan(&window, pair[0], pair[1], &of);
                marks.extend(more_marks);
                odd.extend(more_odd);
            }
            prop_assert_eq!(known(&index, cuts[0], window.len()), (marks, odd));
        }
    }

    /// A range is odd where any of its bytes is.
    #[test]
    fn ranges((of, window, a, b) in delimiters().prop_flat_map(|of| (Just(of), proptest::collection::vec(prop_oneof![30 => Just(b'A'), 1 => any::<u8>()], 0..300), 0_usize..300, 0_usize..300))) {
        let (from, to) = (a.min(b).min(window.len()), a.max(b).min(window.len()));
        let (_, odd) = reference::scan(&window, from, to, &of);
        for mut index in indexes() {
            index.extend(&window, 0, window.len(), &of);
            prop_assert_eq!(index.is_odd(from, to), !odd.is_empty());
        }
    }

    /// Used again, an index holds nothing of the window before.
    #[test]
    fn cleared_between_windows((of, first, second) in delimiters().prop_flat_map(|of| (Just(of), bytes(&of, 300), bytes(&of, 100)))) {
        for mut index in indexes() {
            index.extend(&first, 0, first.len(), &of);
            index.clear();
            prop_assert!(index.marks().is_empty() && !index.is_odd(0, first.len()));
            index.extend(&second, 0, second.len(), &of);
            prop_assert_eq!(known(&index, 0, second.len()), reference::scan(&second, 0, second.len(), &of));
        }
    }
}

#[test]
fn lengths_around_lanes_and_blocks() {
    let of = Delimiters::USUAL;
    for len in [
        0, 1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 79, 80, 81, 127, 128, 129, 191, 192, 193,
    ] {
        for fill in [b'*', b'~', b':', b'^', 0x00, 0x7F, 0x80, b'A'] {
            let window = vec![fill; len];
            for from in [0, 1, 15, 16, 17, 63, 64, 65] {
                if from <= len {
                    assert_eq!(
                        fast(&window, from, len, &of),
                        reference::scan(&window, from, len, &of),
                        "{fill} {from}..{len}"
                    );
                }
            }
        }
        // One delimiter at each place.
        for at in 0..len {
            let mut window = vec![b'A'; len];
            window[at] = b'~';
            assert_eq!(
                fast(&window, 0, len, &of),
                (vec![at as u32], vec![]),
                "{at} of {len}"
            );
            window[at] = b':';
            assert_eq!(
                fast(&window, 0, len, &of),
                (vec![], vec![at as u32]),
                "{at} of {len}"
            );
        }
    }
}

/// All lengths of a tail behind all places of a start, in bytes that are few and many delimiters.
#[test]
fn every_start_and_every_tail() {
    let of = Delimiters::new(b'|', b'>', Some(b'!'), b'\n').unwrap();
    let sparse: Vec<u8> = (0..=255).collect();
    let dense: Vec<u8> = b"|A\n|>!|".iter().copied().cycle().take(256).collect();
    for window in [sparse, dense] {
        for from in 0..=65 {
            for to in from..=from + 130 {
                assert_eq!(
                    fast(&window, from, to, &of),
                    reference::scan(&window, from, to, &of)
                );
            }
        }
    }
}

/// Each byte as each delimiter, beside every other byte.
#[test]
fn every_byte_as_a_delimiter() {
    let window: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
    for byte in 0..=255_u8 {
        let other = |by: u8| byte.wrapping_add(by);
        let kinds = [
            Delimiters::new(byte, other(1), Some(other(2)), other(3)),
            Delimiters::new(other(3), byte, Some(other(1)), other(2)),
            Delimiters::new(other(2), other(3), Some(byte), other(1)),
            Delimiters::new(other(1), other(2), None, byte),
        ];
        for of in kinds.into_iter().flatten() {
            assert_eq!(
                fast(&window, 0, window.len(), &of),
                reference::scan(&window, 0, window.len(), &of)
            );
        }
    }
}

/// As a reader goes through a window: stretch by stretch, far from its start, where every byte is a delimiter.
#[test]
fn long_stretches_of_nothing_but_delimiters() {
    let window = vec![b'~'; 100_000];
    for mut index in indexes() {
        for from in (37..70_000).step_by(16 << 10) {
            index.extend(&window, from, from + (16 << 10), &Delimiters::USUAL);
        }
        let (marks, _) = reference::scan(&window, 37, 37 + 5 * (16 << 10), &Delimiters::USUAL);
        assert_eq!(index.marks(), marks, "{:?}", index.scanner());
    }
}

/// What is taken without being asked for can be asked for.
#[test]
fn the_scanner_of_an_index_is_one_that_can_run() {
    let usual = Index::default().scanner();
    assert!(Scanner::runnable().any(|scanner| scanner == usual));
    assert_eq!(Scanner::runnable().next(), Some(Scanner::Portable));
    println!(
        "scanners tested: {:?}",
        Scanner::runnable().collect::<Vec<_>>()
    );
}

/// The reference itself, by hand.
#[test]
fn the_reference_is_right() {
    let window = b"A*B:C^D~\nE\x7F\x80 |";
    assert_eq!(
        reference::scan(window, 0, window.len(), &Delimiters::USUAL),
        (vec![1, 7], vec![3, 5, 8, 10, 11])
    );
    let bars = Delimiters::new(b'|', b'\t', None, b'\n').unwrap();
    assert_eq!(
        reference::scan(b"a|b\tc^\nd", 0, 8, &bars),
        (vec![1, 6], vec![3, 6])
    );
    assert_eq!(
        reference::scan(b"a|b\tc^\nd", 2, 6, &bars),
        (vec![], vec![3])
    );
}

#[test]
fn a_part_that_is_none_gives_nothing() {
    let window = b"*~*~";
    assert_eq!(fast(window, 2, 2, &Delimiters::USUAL), (vec![], vec![]));
    assert_eq!(fast(window, 4, 4, &Delimiters::USUAL), (vec![], vec![]));
}
