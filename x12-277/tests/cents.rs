//! Every amount of every acknowledgment of claims that stands in a total, a cent more and a cent less: the totals say so.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

use x12_277::{ReadOptions, collect};
use x12_core::Severity;

/// The elements that take part in the totals of 277.md: amounts accepted and rejected, and the charges that they sum up.
fn amounts(elements: &[&str]) -> Vec<usize> {
    match elements[0] {
        "AMT" => vec![2],
        "STC" => vec![4],
        _ => Vec::new(),
    }
}

fn found(file: &[u8]) -> usize {
    let found = collect(file, &ReadOptions::default());
    assert!(found.error.is_none());
    let findings = found.findings.iter();
    findings
        .filter(|finding| finding.severity >= Severity::Warning)
        .count()
}

#[test]
fn a_cent_is_found() {
    let (mut changed, mut missed) = (0, Vec::new());
    for sample in fixtures::statuses() {
        let file = std::str::from_utf8(sample.edi).unwrap();
        // The answer to an inquiry has no totals.
        if !file.contains("005010X214") {
            continue;
        }
        let before = found(sample.edi);
        for off in fixtures::cents_off(file, amounts) {
            if found(&off.bytes) <= before {
                missed.push(format!("{}: {}", sample.name, off.name));
            }
            changed += 1;
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(changed > 20, "{changed} amounts changed");
    println!("{changed} changes by a cent, each found");
}
