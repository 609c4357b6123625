//! What a decision comes to: paid, denied, or nothing owed, read from its adjustments (`277.md` 5 and 6).
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
    AdjudicatedLine, Adjudication, AdjustmentGroup, Amount, Claim, Processing,
    life::{
        Flag, NOT_DENIED, Profile,
        Status::{Denied, NeedsReview, Paid},
        Verdict,
    },
};
use common::{dollars, good, life::*, number};
use proptest::prelude::*;
use x12_codes::{CodeList, Codes};

/// A line: what was charged, and what was not paid of it.
type Line = (&'static str, &'static str);

/// A claim whose charge and payment are those of its lines, less what is taken off the claim as a whole.
fn decided(whole: &str, lines: &[Line]) -> Adjudication {
    let lines: Vec<AdjudicatedLine> = lines
        .iter()
        .map(|(charge, said)| line(charge, said))
        .collect();
    if lines.is_empty() {
        return adjudicated(whole);
    }
    let adjustments = adjustments(whole);
    let less = adjustments.iter().map(|of| of.amount.0);
    let paid = lines.iter().map(|of| of.paid.0).sum();
    Adjudication {
        charge: Amount(lines.iter().map(|of| of.charge.0).sum()),
        paid: Amount(less.fold(paid, |paid: rust_decimal::Decimal, less| paid - less)),
        adjustments,
        lines,
        ..adjudicated("")
    }
}

fn line(charge: &str, said: &str) -> AdjudicatedLine {
    let adjustments = adjustments(said);
    let less = adjustments.iter().map(|of| of.amount.0);
    AdjudicatedLine {
        line_control_number: None,
        procedure: Some("90834".parse().unwrap()),
        modifiers: vec![],
        submitted_procedure: None,
        charge: dollars(charge),
        paid: Amount(less.fold(dollars(charge).0, |paid, less| paid - less)),
        units: number("1"),
        dates: None,
        allowed: None,
        adjustments,
        remarks: vec![],
    }
}

/// The claim with these lines.
fn billed(lines: &[Line]) -> Claim {
    let mut claim = good();
    let one = claim.lines.remove(0);
    for (charge, _) in lines {
        let mut line = one.clone();
        line.charge = dollars(charge);
        line.line_control_number = None;
        claim.lines.push(line);
    }
    if lines.is_empty() {
        claim.lines.push(one);
    }
    claim
}

/// Adjustments of the claim, lines, and what it comes to.
type Case = (&'static str, &'static [Line], Verdict);

const LINES: &[Case] = &[
    // Paid in full, and less the contract.
    ("", &[("150", "")], Verdict::Paid),
    ("", &[("150", "CO-45 40, PR-1 50, PR-3 20")], Verdict::Paid),
    (
        "",
        &[("200", "CO-45 70, PR-3 20"), ("175", "CO-45 100")],
        Verdict::Paid,
    ),
    // A denial reason beside a payment of the same line denies nothing: it was paid less.
    ("", &[("150", "CO-151 50")], Verdict::Paid),
    // One line denied: whoever bears it.
    (
        "",
        &[("200", "CO-45 70"), ("175", "CO-197 175")],
        Verdict::PartlyDenied,
    ),
    (
        "",
        &[("200", "CO-45 70"), ("175", "PR-204 175")],
        Verdict::PartlyDenied,
    ),
    (
        "",
        &[("200", "CO-45 70"), ("175", "OA-18 175")],
        Verdict::PartlyDenied,
    ),
    (
        "",
        &[("200", "CO-45 70"), ("175", "PI-50 175")],
        Verdict::PartlyDenied,
    ),
    (
        "",
        &[("200", "CO-45 70"), ("175", "CO-45 75, CO-16 100")],
        Verdict::PartlyDenied,
    ),
    // Nothing owed: deductible, capitation, contract, an earlier payer.
    ("", &[("150", "CO-24 150")], Verdict::NothingOwed),
    ("", &[("150", "PR-1 150")], Verdict::NothingOwed),
    (
        "",
        &[("150", "CO-45 40, PR-1 50, PR-2 40, PR-3 20")],
        Verdict::NothingOwed,
    ),
    (
        "",
        &[("150", "OA-23 120, CO-45 20, CO-253 10")],
        Verdict::NothingOwed,
    ),
    ("", &[("150", "OA-23 150")], Verdict::NothingOwed),
    (
        "",
        &[("200", "CO-45 200"), ("175", "PR-1 175")],
        Verdict::NothingOwed,
    ),
    // A line without a charge has nothing to deny.
    ("", &[("150", "CO-24 150"), ("0", "")], Verdict::NothingOwed),
    ("", &[("150", "CO-45 40"), ("0", "CO-16 0")], Verdict::Paid),
    // Denied.
    ("", &[("175", "CO-16 175")], Verdict::Denied),
    ("", &[("175", "CO-45 100, CO-197 75")], Verdict::Denied),
    (
        "",
        &[("200", "CO-50 200"), ("175", "CO-197 175")],
        Verdict::Denied,
    ),
    ("", &[("175", "PR-96 175")], Verdict::Denied),
    ("", &[("175", "PR-204 175")], Verdict::Denied),
    // The right reason with the wrong bearer: nobody said that the patient owes it or that a contract has it so.
    ("", &[("175", "CO-1 175")], Verdict::Denied),
    ("", &[("175", "PR-24 175")], Verdict::Denied),
    ("", &[("175", "PI-45 175")], Verdict::Denied),
    // Bundled: no denial where another line is paid.
    ("", &[("90", "CO-45 20"), ("60", "CO-97 60")], Verdict::Paid),
    (
        "",
        &[("90", "CO-45 20"), ("60", "CO-97 40, CO-45 20")],
        Verdict::Paid,
    ),
    (
        "",
        &[("90", "CO-45 20"), ("60", "CO-97 40, CO-16 20")],
        Verdict::PartlyDenied,
    ),
    (
        "",
        &[("90", "CO-45 20"), ("60", "PR-97 60")],
        Verdict::PartlyDenied,
    ),
    ("", &[("150", "CO-97 150")], Verdict::Denied),
    (
        "",
        &[("90", "CO-97 90"), ("60", "CO-97 60")],
        Verdict::Denied,
    ),
    (
        "",
        &[("90", "PR-1 90"), ("60", "CO-97 60")],
        Verdict::DeniedOrNotOwed,
    ),
    // Nothing paid: one line is the patient's, the other one denied.
    (
        "",
        &[("200", "PR-1 200"), ("175", "CO-197 175")],
        Verdict::DeniedOrNotOwed,
    ),
    // Adjustments that raise the payment deny nothing.
    ("", &[("150", "CO-45 60, CO-50 -20")], Verdict::Paid),
    ("", &[("150", "CO-45 170, CO-94 -20")], Verdict::NothingOwed),
    // Nothing paid, and nothing or not enough said of it.
    (
        "",
        &[("150", "PR-1 150"), ("60", "PR-1 60")],
        Verdict::NothingOwed,
    ),
    // Taken off the claim as a whole.
    ("CO-45 40", &[], Verdict::Paid),
    ("CO-24 150", &[], Verdict::NothingOwed),
    ("PR-1 100, CO-45 50", &[], Verdict::NothingOwed),
    ("CO-31 150", &[], Verdict::Denied),
    ("CO-45 40, CO-197 110", &[], Verdict::Denied),
    ("CO-97 150", &[], Verdict::Denied),
    (
        "CO-29 110",
        &[("150", "CO-45 40")],
        Verdict::DeniedOrNotOwed,
    ),
    ("CO-29 150", &[("150", "")], Verdict::Denied),
    ("CO-253 2", &[("150", "CO-45 40")], Verdict::Paid),
    (
        "CO-253 1",
        &[("150", "CO-45 40"), ("60", "CO-197 60")],
        Verdict::PartlyDenied,
    ),
    ("OA-23 110", &[("150", "CO-45 40")], Verdict::NothingOwed),
];

#[test]
fn decisions_and_what_they_come_to() {
    for (whole, lines, verdict) in LINES {
        let decided = decided(whole, lines);
        assert_eq!(decided.verdict(&[]), *verdict, "{whole} {lines:?}");
        // The order of lines and of adjustments makes no difference.
        let mut backwards = decided.clone();
        backwards.lines.reverse();
        backwards.adjustments.reverse();
        for line in &mut backwards.lines {
            line.adjustments.reverse();
        }
        assert_eq!(backwards.verdict(&[]), *verdict, "{whole} {lines:?}");
        // As the second payer's it is judged alike; taken back it is a reversal.
        let second = Adjudication {
            processing: Processing::Secondary,
            ..decided.clone()
        };
        assert_eq!(second.verdict(&[]), *verdict, "{whole} {lines:?}");
        assert_eq!(reversed(&decided).verdict(&[]), Verdict::Reversal);
    }
}

/// Codes that say what it is, whatever the adjustments are.
#[test]
fn processing() {
    for (processing, said, verdict) in [
        // Not found, also for a reason that would deny nothing.
        (Processing::Denied, "CO-31 150", Verdict::Denied),
        (Processing::Denied, "CO-24 150", Verdict::Denied),
        (Processing::Denied, "", Verdict::Paid),
        (Processing::Reversal, "", Verdict::Reversal),
        (Processing::NotOurs, "OA-B11 150", Verdict::NotOurs),
        (Processing::NotOurs, "CO-109 150", Verdict::NotOurs),
        (
            Processing::Predetermination,
            "PR-3 20, OA-101 130",
            Verdict::Estimate,
        ),
        (Processing::Predetermination, "CO-16 150", Verdict::Estimate),
        (Processing::Other, "CO-197 150", Verdict::Denied),
        (Processing::Other, "CO-24 150", Verdict::NothingOwed),
        (Processing::Tertiary, "OA-23 150", Verdict::NothingOwed),
    ] {
        let decided = Adjudication {
            processing,
            ..adjudicated(said)
        };
        assert_eq!(decided.verdict(&[]), verdict, "{processing:?} {said}");
    }
}

/// Money taken back under another code is taken back.
#[test]
fn a_negative_payment() {
    let decided = Adjudication {
        paid: dollars("-40"),
        ..adjudicated("CO-45 190")
    };
    assert_eq!(decided.verdict(&[]), Verdict::Reversal);
}

/// Nothing paid and no reason for all of it: nobody may take that for closed.
#[test]
fn nothing_paid_and_nothing_said() {
    for (said, verdict) in [
        ("", Verdict::Unexplained),
        ("CO-45 40", Verdict::Unexplained),
        ("PR-1 149.99", Verdict::Unexplained),
        ("PR-1 150", Verdict::NothingOwed),
        ("CO-197 1", Verdict::Denied),
    ] {
        for processing in [Processing::Primary, Processing::Other] {
            let decided = Adjudication {
                paid: dollars("0"),
                processing,
                ..adjudicated(said)
            };
            assert_eq!(decided.verdict(&[]), verdict, "{said}");
        }
    }
    let free = Adjudication {
        charge: dollars("0"),
        paid: dollars("0"),
        ..adjudicated("")
    };
    assert_eq!(free.verdict(&[]), Verdict::NothingOwed, "nothing charged");
}

/// What each makes of the claim.
#[test]
fn verdicts_and_statuses() {
    for (whole, lines, stands, strict, flags) in [
        ("CO-45 40", [].as_slice(), Paid, Paid, [].as_slice()),
        ("CO-24 150", &[], Paid, Paid, &[Flag::NothingOwed]),
        ("CO-197 150", &[], NeedsReview, Denied, &[]),
        ("CO-45 40, PR-96 110", &[], NeedsReview, Denied, &[]),
        (
            "",
            &[("90", "CO-45 20"), ("60", "CO-50 60")],
            Paid,
            Paid,
            &[Flag::PartlyDenied],
        ),
        (
            "",
            &[("90", "PR-1 90"), ("60", "CO-50 60")],
            NeedsReview,
            NeedsReview,
            &[Flag::PartlyDenied],
        ),
    ] {
        for (profile, status) in [
            (Profile::default(), stands),
            (
                Profile {
                    denied_stays_denied: true,
                    ..Profile::default()
                },
                strict,
            ),
        ] {
            let mut office = Office::built(profile);
            office.send(&billed(lines), 1, march(1));
            office.is_paid(&[decision(decided(whole, lines), march(20))]);
            assert_eq!(office.status(), status, "{whole} {lines:?}");
            assert_eq!(office.flags(), flags, "{whole} {lines:?}");
        }
    }
    let mut office = Office::sent();
    let unexplained = Adjudication {
        paid: dollars("0"),
        ..adjudicated("CO-45 40")
    };
    office.is_paid(&[decision(unexplained, march(20))]);
    assert_eq!(office.status(), NeedsReview);
    assert_eq!(office.flags(), [Flag::Unexplained]);
}

/// An office may know of further pairs that deny nothing; the group counts.
#[test]
fn further_pairs() {
    let of_office = [(AdjustmentGroup::PayerInitiated, "45".to_owned())];
    let pi = adjudicated("PI-45 150");
    assert_eq!(pi.verdict(&[]), Verdict::Denied);
    assert_eq!(pi.verdict(&of_office), Verdict::NothingOwed);
    assert_eq!(
        adjudicated("PI-50 150").verdict(&of_office),
        Verdict::Denied
    );
    assert_eq!(
        adjudicated("OA-45 150").verdict(&of_office),
        Verdict::Denied
    );

    let mut office = Office::sent_by(Profile {
        not_denied: of_office.to_vec(),
        ..Profile::default()
    });
    office.is_paid(&[decision(pi, march(20))]);
    assert_eq!(office.status(), Paid);
}

/// The pairs of the sheet, each alone with all of the charge.
#[test]
fn pairs_of_the_sheet() {
    for pair in ["PR-1", "PR-2", "PR-3", "CO-45", "CO-24", "CO-253", "OA-23"] {
        let decided = adjudicated(&format!("{pair} 150"));
        assert_eq!(decided.verdict(&[]), Verdict::NothingOwed, "{pair}");
    }
}

/// The list of adjustment reasons has the same judgement: what does not count as a denial there denies nothing here for
/// some group, and the other way round. There is no exception; CO-97 depends on other lines and counts in both.
#[test]
fn reasons_of_the_list() {
    let reasons = Codes::builtin().all(CodeList::Carc);
    let listed = |denies: bool| -> BTreeSet<&str> {
        let of = reasons
            .iter()
            .filter(|of| of.counts_as_denial == Some(denies));
        of.map(|of| of.code.as_str()).collect()
    };
    let here: BTreeSet<&str> = NOT_DENIED
        .iter()
        .flat_map(|(_, of)| of.iter().copied())
        .collect();
    assert_eq!(here, listed(false));
    assert_eq!(
        reasons
            .iter()
            .filter(|of| of.counts_as_denial.is_none())
            .count(),
        0,
        "each is judged"
    );

    let groups = ["CO", "OA", "PI", "PR"];
    let denied_by = |code: &str| {
        let verdict = |group: &&str| {
            adjudicated(&format!("{group}-{code} 150")).verdict(&[]) == Verdict::Denied
        };
        groups.iter().filter(|group| verdict(group)).count()
    };
    for code in listed(true) {
        assert_eq!(denied_by(code), 4, "{code} denies, whoever bears it");
    }
    for code in listed(false) {
        assert!(denied_by(code) < 4, "{code} denies nothing for some group");
    }
    assert_eq!(denied_by("9999"), 4, "what nobody knows is looked at");
}

proptest! {
    /// Nothing paid is closed only where every adjustment is of a kind that denies nothing and together they are the
    /// charge.
    #[test]
    fn closed_without_money_only_for_a_reason(
        pairs in prop::collection::vec(
            (prop::sample::select(vec!["CO-45", "PR-1", "OA-23", "CO-24", "CO-97", "CO-197", "PR-96", "PI-45"]), 1_u32..200),
            0..5,
        ),
        on_lines: bool,
        charge in 1_u32..400,
    ) {
        let said: Vec<String> = pairs.iter().map(|(pair, amount)| format!("{pair} {amount}")).collect();
        let adjustments = adjustments(&said.join(","));
        let charge = dollars(&charge.to_string());
        let mut decided = Adjudication { charge, paid: dollars("0"), ..adjudicated("") };
        if on_lines {
            decided.lines = vec![AdjudicatedLine { charge, paid: dollars("0"), adjustments, ..line("0", "") }];
        } else {
            decided.adjustments = adjustments;
        }
        let harmless = pairs.iter().all(|(pair, _)| ["CO-45", "PR-1", "OA-23", "CO-24"].contains(pair));
        let sum: u32 = pairs.iter().map(|(_, amount)| amount).sum();
        let whole = rust_decimal::Decimal::from(sum) >= charge.0;
        let expected = match (harmless, whole) {
            (true, true) => Verdict::NothingOwed,
            (true, false) => Verdict::Unexplained,
            (false, _) => Verdict::Denied,
        };
        prop_assert_eq!(decided.verdict(&[]), expected);
    }
}
