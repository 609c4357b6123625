//! What holds of the matching of lines whatever the lines are.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use std::collections::BTreeSet;

use claim_model::{
    AdjudicatedLine,
    matching::{Confidence::Certain, LineMatches, LineReason, SentLine, match_lines},
};
use common::{
    dollars,
    lines::{back, on, sent},
    number,
};
use proptest::prelude::*;

/// Numbers of lines, the same on both sides; the first two may be positions.
const NUMBERS: &[&str] = &[
    "1", "2", "-", "L10-1", "L10-2", "L10-3", "l10-1", "L10-", "X",
];

/// Lines of a small world, so that numbers, procedures, charges and days come together often.
fn lines(
    numbers: &'static [&'static str],
) -> impl Strategy<Value = (Vec<SentLine>, Vec<AdjudicatedLine>)> {
    let own = || prop::sample::select(numbers);
    let billed = || prop::sample::select(vec!["90834", "90834:95", "90834:HO", "90837"]);
    let charge = || prop::sample::select(vec!["50", "100", "150"]);
    let days = || prop::option::of(10_u32..12);
    let sent_line = (own(), billed(), charge(), days(), 1_u32..3).prop_map(
        |(own, billed, charge, days, units)| SentLine {
            dates: days.and_then(on),
            units: number(&units.to_string()),
            ..sent(own, billed, charge)
        },
    );
    let billed_as = prop::option::of(prop::sample::select(vec!["90834", "90837"]));
    let part = (
        own(),
        billed(),
        charge(),
        days(),
        0_u32..3,
        billed_as,
        any::<bool>(),
    )
        .prop_map(
            |(own, paid, charge, days, units, billed_as, negative)| AdjudicatedLine {
                dates: days.and_then(on),
                units: number(&units.to_string()),
                submitted_procedure: billed_as.map(|code| code.parse().unwrap()),
                charge: dollars(&format!("{}{charge}", if negative { "-" } else { "" })),
                ..back(own, paid, charge)
            },
        );
    (
        prop::collection::vec(sent_line, 0..7),
        prop::collection::vec(part, 0..7),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every line of both sides is in exactly one place.
    #[test]
    fn each_line_has_its_place((sent, parts) in lines(NUMBERS)) {
        let found = match_lines(&sent, &parts);
        let matched = found.matched.iter().map(|of| of.adjudicated);
        let unmatched = found.unmatched.iter().map(|(at, _)| *at);
        let mut all: Vec<usize> = matched.chain(unmatched).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..parts.len()).collect::<Vec<_>>());
        let decided: BTreeSet<usize> = found.matched.iter().map(|of| of.sent).collect();
        let free: Vec<usize> = (0..sent.len()).filter(|index| !decided.contains(index)).collect();
        prop_assert_eq!(&found.undecided, &free);
        prop_assert!(decided.iter().all(|index| *index < sent.len()));
        for at in 0..parts.len() {
            let of = found.matched.iter().find(|of| of.adjudicated == at);
            prop_assert_eq!(found.of(at), of);
        }
        // Only a split line has several.
        for one in &found.matched {
            let several = found.matched.iter().filter(|of| of.sent == one.sent).count() > 1;
            let split = matches!(one.reason, LineReason::Number | LineReason::Part);
            prop_assert!(!several || split, "{:?}", found);
        }
        // Certain is what our number says, and nothing else.
        for one in &found.matched {
            prop_assert_eq!(one.confidence == Certain, one.reason == LineReason::Number);
        }
    }

    /// What is sure does not depend on the order of lines, on either side, except where their position is what counts.
    #[test]
    fn order_makes_no_difference(
        (sent, parts) in lines(&NUMBERS[2..]),
        turn in (0_usize..7, 0_usize..7),
        reverse: (bool, bool),
    ) {
        let order = |length: usize, turn: usize, reverse: bool| {
            let mut order: Vec<usize> = (0..length).collect();
            order.rotate_left(turn.checked_rem(length).unwrap_or(0));
            if reverse {
                order.reverse();
            }
            order
        };
        let of_sent = order(sent.len(), turn.0, reverse.0);
        let of_parts = order(parts.len(), turn.1, reverse.1);
        let turned_sent: Vec<_> = of_sent.iter().map(|at| sent[*at].clone()).collect();
        let turned_parts: Vec<_> = of_parts.iter().map(|at| parts[*at].clone()).collect();
        let sure = |found: &LineMatches, of_sent: &[usize], of_parts: &[usize]| -> BTreeSet<_> {
            let sure = found.sure();
            sure.map(|of| (of_parts[of.adjudicated], of_sent[of.sent], of.confidence)).collect()
        };
        let straight = match_lines(&sent, &parts);
        let turned = match_lines(&turned_sent, &turned_parts);
        let same = order(7, 0, false);
        prop_assert_eq!(sure(&straight, &same, &same), sure(&turned, &of_sent, &of_parts));
    }
}
