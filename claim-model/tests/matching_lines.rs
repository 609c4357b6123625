//! Which line of a remittance is which line of the claim: by number, by what was billed, and never by a guess.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::panic_in_result_fn,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use std::time::{Duration, Instant};

use claim_model::{
    AdjudicatedLine,
    matching::{
        Confidence::{self, Certain, Likely, Possible},
        LineMatches, LineReason, SentLine, Unmatched, match_lines,
    },
};
use common::{
    lines::{back, on, sent},
    number,
};

fn matched(found: &LineMatches) -> Vec<(usize, usize, LineReason, Confidence)> {
    let all = found.matched.iter();
    all.map(|of| (of.adjudicated, of.sent, of.reason, of.confidence))
        .collect()
}

/// One line of the remittance against the lines of the claim.
fn one(
    lines: &[SentLine],
    part: AdjudicatedLine,
) -> Result<(usize, LineReason, Confidence), Unmatched> {
    let found = match_lines(lines, &[part]);
    match (matched(&found).as_slice(), found.unmatched.as_slice()) {
        ([(0, index, reason, confidence)], []) => Ok((*index, *reason, *confidence)),
        ([], [(0, why)]) => Err(*why),
        other => panic!("{other:?}"),
    }
}

fn two() -> [SentLine; 2] {
    [
        sent("L10002-1", "90791", "200"),
        sent("L10002-2", "90837:95", "175"),
    ]
}

#[test]
fn our_number_decides() {
    use LineReason::Number;
    for (own, index) in [
        ("L10002-1", 0),
        ("L10002-2", 1),
        ("l10002-2", 1),
        ("  L10002-2 ", 1),
    ] {
        let found = one(&two(), back(own, "90837:95", "175"));
        assert_eq!(found, Ok((index, Number, Certain)), "{own:?}");
    }
    // Another procedure was paid for it, for another charge and another day: it is this line all the same.
    let mut recoded = back("L10002-1", "99213", "100");
    recoded.dates = on(11);
    assert_eq!(one(&two(), recoded), Ok((0, Number, Certain)));
}

/// 835.md 8.5: numbers that were shortened. What is left has to be most of it, and the procedure has to be the same.
#[test]
fn a_number_that_was_cut() {
    use LineReason::{Facts, NumberCut};
    let lines = [
        sent("CLAIM10002-LINE-1", "90791", "200"),
        sent("CLAIM10002-LINE-2", "90837", "175"),
    ];
    let cut = "CLAIM10002-LIN";
    assert_eq!(
        one(&lines, back(cut, "90837", "100")),
        Ok((1, NumberCut, Likely))
    );
    assert_eq!(
        one(&lines, back(&cut.to_lowercase(), "90791", "1")),
        Ok((0, NumberCut, Likely))
    );
    assert_eq!(
        one(&lines, back(cut, "99213", "175")),
        Err(Unmatched::NoneFits)
    );
    assert_eq!(
        one(&lines, back("CLAIM", "90837", "175")),
        Err(Unmatched::NoneFits)
    );
    // Where both have the procedure, the facts say which.
    let lines = [
        sent("CLAIM10002-LINE-1", "90837", "175"),
        sent("CLAIM10002-LINE-2", "90837", "200"),
    ];
    assert_eq!(
        one(&lines, back(cut, "90837", "200")),
        Ok((1, Facts, Likely))
    );
    assert_eq!(
        one(&lines, back(cut, "90837", "100")),
        Err(Unmatched::NoneFits)
    );
}

/// A number that is none of ours is a line of somebody else, whatever fits.
#[test]
fn a_number_that_is_none_of_ours() {
    for own in ["X1", "L10002-9", "L10002-22", "1"] {
        let found = one(&two(), back(own, "90837:95", "175"));
        assert_eq!(found, Err(Unmatched::NoneFits), "{own}");
    }
}

/// 835.md 6: for a line that was sent without a number its position comes back.
#[test]
fn a_position() {
    use LineReason::Position;
    let lines = [
        sent("-", "90791", "200"),
        sent("-", "90837:95", "175"),
        sent("-", "90837:95", "175"),
    ];
    for (own, index) in [("1", 0), ("2", 1), ("3", 2), ("02", 1)] {
        let code = if index == 0 { "90791" } else { "90837" };
        let found = one(&lines, back(own, code, "100"));
        assert_eq!(found, Ok((index, Position, Likely)), "{own}");
    }
    for (own, code) in [
        ("0", "90791"),
        ("4", "90837"),
        ("-1", "90791"),
        ("2", "90791"),
    ] {
        assert_eq!(
            one(&lines, back(own, code, "100")),
            Err(Unmatched::NoneFits),
            "{own}"
        );
    }
    assert_eq!(
        one(&lines, back("99999999999999999999999", "90791", "100")),
        Err(Unmatched::NoneFits)
    );
}

#[test]
fn what_was_billed() {
    use LineReason::{Facts, ModifiersDiffer, ModifiersMissing};
    let lines = [
        sent("L1", "90791", "200"),
        sent("L2", "90837:95:HO", "175"),
        SentLine {
            dates: on(17),
            ..sent("L3", "90837:95:HO", "175")
        },
    ];
    let of = |billed, charge| back("-", billed, charge);
    for (part, found) in [
        (of("90791", "200"), Ok((0, Facts, Likely))),
        (of("90837:95:HO", "175"), Ok((1, Facts, Likely))),
        (of("90837:HO:95", "175"), Ok((1, Facts, Likely))),
        (of("90837:95", "175"), Ok((1, ModifiersMissing, Likely))),
        (of("90837", "175"), Ok((1, ModifiersMissing, Likely))),
        (of("90837:GT", "175"), Ok((1, ModifiersDiffer, Possible))),
        (of("90791:52", "200"), Ok((0, ModifiersDiffer, Possible))),
        (of("90791", "199.99"), Err(Unmatched::NoneFits)),
        (of("90792", "200"), Err(Unmatched::NoneFits)),
        // Without a day it may be either.
        (
            AdjudicatedLine {
                dates: None,
                ..of("90837:95:HO", "175")
            },
            Err(Unmatched::SeveralFit),
        ),
        (
            AdjudicatedLine {
                dates: None,
                ..of("90791", "200")
            },
            Ok((0, Facts, Likely)),
        ),
        (
            AdjudicatedLine {
                dates: on(11),
                ..of("90791", "200")
            },
            Err(Unmatched::NoneFits),
        ),
        (
            AdjudicatedLine {
                procedure: None,
                modifiers: vec![],
                ..of("90791", "200")
            },
            Err(Unmatched::NoneFits),
        ),
    ] {
        assert_eq!(one(&lines, part.clone()), found, "{part:?}");
    }
}

/// R15: another procedure was paid than billed; the billed one stands beside it.
#[test]
fn recoded() {
    let lines = [sent("L1", "99213:25", "100"), sent("L2", "90833", "60")];
    let paid = AdjudicatedLine {
        submitted_procedure: Some("99213".parse().unwrap()),
        ..back("-", "99212:59", "100")
    };
    assert_eq!(one(&lines, paid), Ok((0, LineReason::Facts, Likely)));
    let folded = AdjudicatedLine {
        submitted_procedure: Some("90833".parse().unwrap()),
        ..back("-", "99212:59", "60")
    };
    assert_eq!(one(&lines, folded), Ok((1, LineReason::Facts, Likely)));
    // The procedure that was paid is that of another line: what counts is what was billed.
    let swapped = AdjudicatedLine {
        submitted_procedure: Some("90833".parse().unwrap()),
        ..back("-", "99213", "100")
    };
    assert_eq!(one(&lines, swapped), Err(Unmatched::NoneFits));
}

/// R13: a line that the payer split, each part with our number; and another one without.
#[test]
fn split() {
    let line = SentLine {
        units: number("4"),
        ..sent("L10014-1", "H2019", "120")
    };
    let other = sent("L10014-2", "90834", "150");
    let lines = [line, other];
    let part = |own: &str, charge: &str, units: &str| AdjudicatedLine {
        units: number(units),
        ..back(own, "H2019", charge)
    };
    let found = match_lines(
        &lines,
        &[part("L10014-1", "90", "3"), part("L10014-1", "30", "0")],
    );
    use LineReason::{Number, Part};
    assert_eq!(
        matched(&found),
        [(0, 0, Number, Certain), (1, 0, Number, Certain)]
    );
    assert_eq!((found.unmatched.len(), found.undecided), (0, vec![1]));

    let found = match_lines(&lines, &[part("-", "90", "3"), part("-", "30", "1")]);
    assert_eq!(
        matched(&found),
        [(0, 0, Part, Likely), (1, 0, Part, Likely)]
    );
    // What does not add up is not a part, in dollars or in units.
    for parts in [
        [part("-", "90", "3"), part("-", "29.99", "1")],
        [part("-", "90", "3"), part("-", "30", "2")],
    ] {
        let found = match_lines(&lines, &parts);
        assert_eq!(found.matched, []);
        assert_eq!(found.undecided, [0, 1]);
    }
    // Two lines that the parts could belong to.
    let twins = [
        SentLine {
            units: number("4"),
            ..sent("L1", "H2019:HO", "120")
        },
        SentLine {
            units: number("4"),
            ..sent("L2", "H2019:HN", "120")
        },
    ];
    let found = match_lines(&twins, &[part("-", "90", "3"), part("-", "30", "1")]);
    assert_eq!(found.matched, []);
}

/// Lines that are all alike: as many as were sent are taken in their order, and marked as possible only.
#[test]
fn alike() {
    let lines = |count| vec![sent("-", "90834", "150"); count];
    let parts = |count| vec![back("-", "90834", "150"); count];
    let found = match_lines(&lines(3), &parts(3));
    let taken: Vec<_> = (0..3)
        .map(|at| (at, at, LineReason::Alike, Possible))
        .collect();
    assert_eq!(matched(&found), taken);
    assert_eq!(found.sure().count(), 0, "no money follows that");
    for (count, back) in [(2, 1), (3, 2), (2, 3)] {
        let found = match_lines(&lines(count), &parts(back));
        assert_eq!(found.matched, [], "{count} {back}");
        let several: Vec<_> = (0..back).map(|at| (at, Unmatched::SeveralFit)).collect();
        assert_eq!(found.unmatched, several);
        assert_eq!(found.undecided, (0..count).collect::<Vec<_>>());
    }
    let found = match_lines(&lines(1), &parts(2));
    assert_eq!(
        found.unmatched,
        [(0, Unmatched::Rival), (1, Unmatched::Rival)]
    );
}

/// Our own numbers, twice in a claim: a number that is none.
#[test]
fn a_number_of_several_lines() {
    let lines = [sent("L1", "90834", "150"), sent("l1 ", "90837", "175")];
    let found = one(&lines, back("L1", "90837", "175"));
    assert_eq!(found, Err(Unmatched::NumberOfSeveral));
}

/// A reversal has the amounts of what it takes back, negated.
#[test]
fn reversal() {
    let minus = |own: &str, billed: &str, charge: &str| AdjudicatedLine {
        units: number("-1"),
        ..back(own, billed, charge)
    };
    let by_number = one(&two(), minus("L10002-1", "90791", "-200"));
    assert_eq!(by_number, Ok((0, LineReason::Number, Certain)));
    let by_facts = one(&two(), minus("-", "90837:95", "-175"));
    assert_eq!(by_facts, Ok((1, LineReason::Facts, Likely)));
    let line = [SentLine {
        units: number("2"),
        ..sent("L1", "90834", "300")
    }];
    let parts = [minus("-", "90834", "-100"), minus("-", "90834", "-200")];
    assert_eq!(matched(&match_lines(&line, &parts)).len(), 2);
}

#[test]
fn nothing_at_all() {
    assert_eq!(match_lines(&[], &[]), LineMatches::default());
    assert_eq!(match_lines(&two(), &[]).undecided, [0, 1]);
    let found = match_lines(&[], &[back("L1", "90834", "1")]);
    assert_eq!(found.unmatched, [(0, Unmatched::NoneFits)]);
}

/// Ten thousand lines, and twenty thousand that are all alike, in a moment: nobody can keep us busy.
#[test]
fn very_many_lines() {
    let start = Instant::now();
    let own = |index: usize| format!("LINE-{index}");
    let all: Vec<_> = (0..10_000)
        .map(|index| sent(&own(index), "90834", "150"))
        .collect();
    let parts: Vec<_> = (0..10_000)
        .rev()
        .map(|index| back(&own(index), "90834", "150"))
        .collect();
    let found = match_lines(&all, &parts);
    assert!(
        found
            .matched
            .iter()
            .all(|of| of.sent == 9_999 - of.adjudicated)
    );
    assert_eq!(found.sure().count(), 10_000);

    let alike = vec![sent("-", "90834", "150"); 20_000];
    let parts = vec![back("-", "90834", "150"); 20_000];
    let found = match_lines(&alike, &parts);
    assert_eq!(found.matched, []);
    assert_eq!(found.unmatched[19_999], (19_999, Unmatched::TooMany));
    assert_eq!(
        (found.unmatched.len(), found.undecided.len()),
        (20_000, 20_000)
    );

    // A claim as it may be, and a remittance that no payer sends.
    let few = vec![sent("L1", "90834", "150"); 10];
    for own in ["-", "L1", "LINE"] {
        let parts = vec![back(own, "90834", "150"); 20_000];
        assert_eq!(match_lines(&few, &parts).unmatched.len(), 20_000);
    }
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}");
}
