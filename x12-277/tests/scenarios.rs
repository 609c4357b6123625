//! The fixtures: what is said in them, worked out by hand, and that they come out of the writer as they went in.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use claim_model::life::ClaimStatus;
use common::{rewritten, without_line_breaks};
use x12_277::{AnyReport, ReadOptions, ReportKind, Statuses, collect};

#[derive(serde::Deserialize)]
struct Expected {
    scenario: String,
    about: String,
    statuses: Vec<ClaimStatus>,
}

#[test]
fn statuses_are_those_worked_out_by_hand() {
    for fixture in fixtures::statuses() {
        let expected: Expected = serde_json::from_str(fixture.expected).expect(fixture.name);
        assert_eq!(expected.scenario, fixture.name);
        assert!(!expected.about.is_empty());
        let mut reader = Statuses::new(fixture.edi);
        let found: Vec<_> = reader.by_ref().map(Result::unwrap).collect();
        let (found, expected) = (json(&found), json(&expected.statuses));
        assert_eq!(found, expected, "{}", fixture.name);
        assert_eq!(reader.take_findings(), [], "{}", fixture.name);
    }
}

/// Compared as JSON: `Debug` shows no values.
fn json(statuses: &[ClaimStatus]) -> Vec<String> {
    statuses
        .iter()
        .map(|of| serde_json::to_string_pretty(of).unwrap())
        .collect()
}

#[test]
fn files_come_out_of_the_writer_as_they_went_in() {
    for fixture in fixtures::statuses() {
        let file = collect(fixture.edi, &ReadOptions::default());
        assert!(file.error.is_none());
        let [report] = &file.reports[..] else {
            panic!("{}", fixture.name)
        };
        let written = rewritten(report).expect(fixture.name);
        assert_eq!(
            String::from_utf8(written).unwrap(),
            without_line_breaks(fixture.edi),
            "{}",
            fixture.name
        );
    }
}

#[test]
fn kinds_are_told_apart() {
    let kinds: Vec<_> = fixtures::statuses()
        .iter()
        .map(|of| collect(of.edi, &ReadOptions::default()).reports[0].kind())
        .collect();
    use ReportKind::{Acknowledgment, Answer};
    assert_eq!(kinds, [Acknowledgment, Acknowledgment, Answer, Answer]);
}

#[test]
fn levels_and_totals_of_an_acknowledgment() {
    let file = collect(fixtures::statuses()[0].edi, &ReadOptions::default());
    let [AnyReport::Acknowledgment(report)] = &file.reports[..] else {
        panic!("one acknowledgment")
    };
    let provider = &report.sources[0].receivers[0].providers[0];
    let last_names: Vec<_> = provider
        .patients
        .iter()
        .map(|of| of.patient.as_ref().unwrap().name.last_name.as_ref())
        .map(|of| of.unwrap().to_str().into_owned())
        .collect();
    assert_eq!(last_names, ["LOPEZ", "STONE", "LOPEZ"]);
    let totals = report.totals.as_ref().unwrap();
    assert_eq!((totals.levels, totals.claims, totals.lines), (6, 3, 0));
    assert_eq!((totals.accepted_claims, totals.rejected_claims), (2, 1));
    assert_eq!(totals.charge.unwrap().to_string(), "500");
    assert!(totals.complete);
}
