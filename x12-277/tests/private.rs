//! Neither `Debug` nor a finding nor an error shows a value of the file.
#![allow(clippy::panic, clippy::unwrap_used, missing_docs)]

mod common;

use common::{fixture, read_slice, rewritten};
use x12_277::{ReadOptions, StatusReports, Statuses, collect};

/// Values of the fixtures: names, numbers of members, claims and batches, dates.
const PRIVATE: &[&str] = &[
    "LOPEZ",
    "MARIA",
    "STONE",
    "MBR100200",
    "SH-10001",
    "2025041000123",
    "CH998877",
    "BATCH0001",
    "ACME",
    "CEDAR",
    "EFT20250301001",
    "ST276",
    "L10001",
    "20250210",
    "2025-02-10",
    "8005550100",
    "RCPT2025",
    "DEMO001",
];

fn assert_hidden(what: &str, shown: &str) {
    for value in PRIVATE {
        assert!(!shown.contains(value), "{what} shows {value}");
    }
}

#[test]
fn debug_shows_no_values() {
    for fixture in fixtures::statuses() {
        let options = ReadOptions::default();
        let all = read_slice(fixture.edi, &options);
        assert!(all.events.len() > 5);
        assert_hidden(fixture.name, &format!("{all:?}"));
        let file = collect(fixture.edi, &options);
        assert_hidden(fixture.name, &format!("{file:?}"));
        let statuses = Statuses::new(fixture.edi).map(Result::unwrap);
        assert_hidden(fixture.name, &format!("{:?}", statuses.collect::<Vec<_>>()));
        let mut reader = StatusReports::new(fixture.edi);
        while reader.next().unwrap().is_some() {
            assert_hidden(fixture.name, &format!("{reader:?}"));
        }
    }
}

#[test]
fn findings_and_errors_show_no_values() {
    // Every second element is damaged.
    let broken = fixture("T01")
        .replace("*D8*2", "*D8*X")
        .replace("HL*5*3", "HL*MARIA*LOPEZ");
    let file = collect(broken.as_bytes(), &ReadOptions::default());
    assert!(file.findings.len() > 3);
    for finding in &file.findings {
        assert_hidden("a finding", &format!("{finding} {finding:?}"));
    }
    let refused = rewritten(file.reports.first().unwrap()).unwrap_err();
    assert_hidden("a refusal", &format!("{refused} {refused:?}"));
    let cut = broken.len() / 2;
    let error = collect(
        broken.as_bytes().get(..cut).unwrap(),
        &ReadOptions::default(),
    )
    .error;
    assert_hidden("an error", &format!("{error:?}"));
}
