//! Every rule by at least one claim that breaks it and nothing else.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::semicolon_if_nothing_returned,
    clippy::unnecessary_wraps,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

#[path = "../common/mod.rs"]
mod common;

mod billing;
mod body;
mod coordination;
mod coverage;
mod edges;
mod lines;
mod providers;
#[cfg(feature = "schema")]
mod schema;
mod values;

use std::collections::BTreeSet;

use claim_model::{Batch, CheckOptions, Claim, Detail, SessionCount, rules};
use common::{day, good, good_secondary, short};

/// What is done to a good claim, and what must be found: `number field box`, with `-` for no box.
#[derive(Debug)]
pub struct Case {
    claim: Claim,
    expect: &'static [&'static str],
}

/// A good claim to the first payer, changed.
pub fn case(change: impl FnOnce(&mut Claim), expect: &'static [&'static str]) -> Case {
    let mut claim = good();
    change(&mut claim);
    Case { claim, expect }
}

/// A good claim to the second payer, changed.
pub fn second(change: impl FnOnce(&mut Claim), expect: &'static [&'static str]) -> Case {
    let mut claim = good_secondary();
    change(&mut claim);
    Case { claim, expect }
}

fn cases() -> Vec<Case> {
    [
        values::cases(),
        billing::cases(),
        coverage::cases(),
        body::cases(),
        providers::cases(),
        lines::cases(),
        coordination::cases(),
        edges::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const OPTIONS: fn() -> CheckOptions = || CheckOptions {
    today: Some(day(2025, 3, 1)),
};

#[test]
fn good_claims_have_no_findings() {
    assert_eq!(good().check(&OPTIONS()), []);
    assert_eq!(good_secondary().check(&OPTIONS()), []);
}

#[test]
fn each_case_gives_exactly_its_findings() {
    let mut wrong = Vec::new();
    for (index, case) in cases().iter().enumerate() {
        let found: Vec<String> = case.claim.check(&OPTIONS()).iter().map(short).collect();
        if found != case.expect {
            wrong.push(format!(
                "case {index}:\n  expected {:?}\n  found    {found:?}",
                case.expect
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rules of batches and of the next payer's claim have tests of their own.
#[test]
fn each_rule_has_a_case() {
    let cases = cases();
    let broken: BTreeSet<&str> = cases
        .iter()
        .flat_map(|case| case.expect)
        .filter_map(|expect| expect.split(' ').next())
        .collect();
    let elsewhere = |number| {
        number == rules::CLAIM_NUMBER_TWICE.number || number >= rules::NO_NEXT_PAYER.number
    };
    for rule in rules::ALL {
        let number = format!("{:04}", rule.number);
        assert!(
            elsewhere(rule.number) || broken.contains(number.as_str()),
            "{rule} {}",
            rule.title
        );
    }
}

#[test]
fn numbers_go_up_and_are_never_used_twice() {
    let numbers: Vec<u16> = rules::ALL.iter().map(|rule| rule.number).collect();
    assert!(numbers.is_sorted_by(|one, other| one < other));
    assert_eq!(numbers.first(), Some(&601));
}

#[test]
fn a_number_used_twice_in_a_batch() {
    let mut batch = Batch::new();
    let claim = good();
    assert_eq!(batch.see(&claim), None);
    let found = batch.see(&claim).expect("a finding");
    assert_eq!(short(&found), "0658 patient_control_number 26");
    let mut next = good();
    next.patient_control_number = "SH-10002".parse().unwrap();
    assert_eq!(batch.see(&next), None);
    batch.forget(&claim);
    assert_eq!(batch.see(&claim), None);
    assert!(batch.see(&next).is_some());
}

/// How far a decision is from explaining the charge, and its payment from that of its lines.
#[test]
fn sums_say_what_they_should_be() {
    let mut claim = good_secondary();
    claim.other_coverages[0].decision.as_mut().unwrap().paid = Some(common::dollars("41"));
    let found = claim.check(&OPTIONS());
    let details: Vec<_> = found.iter().map(|of| &of.detail).collect();
    let amount = |expected, found| Detail::Amount { expected, found };
    assert_eq!(
        details,
        [
            &amount(150.into(), 151.into()),
            &amount(40.into(), 41.into())
        ]
    );
    let mut claim = good();
    claim.session_count = Some(SessionCount {
        authorization: None,
        allowed: 6,
        used: 6,
        valid: None,
    });
    let found = claim.check(&OPTIONS());
    let details: Vec<_> = found.iter().map(|of| &of.detail).collect();
    assert_eq!(details, [&Detail::Count { most: 6, found: 7 }]);
}

#[test]
fn without_a_day_the_future_is_not_looked_for() {
    let mut claim = good();
    claim.lines[0].dates = Some(claim_model::Period::day(day(2090, 1, 1)));
    assert_eq!(claim.check(&CheckOptions::default()), []);
}
