//! Large generated acknowledgments: nothing is found in them, and they add up as the generator says.
#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs)]

mod common;

use std::collections::HashSet;

use claim_model::life::{StatusAction, StatusLevel};
use common::Little;
use x12_277::{Event, StatusReportReader, Statuses};

#[test]
fn totals_are_those_of_the_generator() {
    for seed in 0..6 {
        let mut file = Vec::new();
        let breaks = seed % 2 == 1;
        let totals = fixtures::write_status_of_size(seed, 300_000, breaks, &mut file).unwrap();
        assert!(totals.claims > 1_500 && totals.rejected > 50 && totals.lines > 10);
        let mut reader = StatusReportReader::new(&file[..]);
        let (mut claims, mut rejected, mut lines, mut reports) = (0, 0, 0, 0);
        let mut charge = x12_core::Sum::default();
        while let Some(event) = reader.next().expect("well-formed") {
            if let Event::ReportEnd(of) = event {
                claims += of.claims;
                rejected += of.rejected_claims;
                lines += of.lines;
                reports += 1;
                charge.extend(of.charge);
            }
        }
        assert_eq!(reader.take_findings(), []);
        assert_eq!((claims, rejected), (totals.claims, totals.rejected));
        assert_eq!((lines, reports), (totals.lines, totals.reports));
        let cents = rust_decimal::Decimal::new(totals.cents, 2);
        assert!(charge.is(cents));
    }
}

/// The same in statuses, read in pieces; claim numbers are never used twice.
#[test]
fn statuses_of_a_stream() {
    let file = fixtures::status_of_size(3, 200_000);
    let mut numbers = HashSet::new();
    let (mut accepted, mut rejected) = (0_u32, 0_u32);
    for status in Statuses::new(Little(&file, 4_096)) {
        let status = status.unwrap();
        assert!(status.level == StatusLevel::Source || status.batch.is_some());
        if status.level == StatusLevel::Claim {
            assert!(numbers.insert(status.patient_control_number));
            match status.action.unwrap() {
                StatusAction::Accept => accepted = accepted.saturating_add(1),
                StatusAction::Reject => rejected = rejected.saturating_add(1),
            }
        }
    }
    assert!(accepted > 900 && rejected > 50);
}

#[test]
fn a_seed_fixes_every_byte() {
    assert!(fixtures::status_of_size(1, 50_000) == fixtures::status_of_size(1, 50_000));
    assert!(fixtures::status_of_size(1, 50_000) != fixtures::status_of_size(2, 50_000));
}
