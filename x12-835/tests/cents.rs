//! Every amount of every sample that stands in a balance, a cent more and a cent less: the balance says so.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

use x12_835::{EraOptions, collect};
use x12_core::Severity;

/// The elements that take part in the balances of 835.md: of the payment, of claims, of lines.
fn amounts(elements: &[&str]) -> Vec<usize> {
    match elements[0] {
        "BPR" => vec![2],
        "CLP" => vec![3, 4],
        "SVC" => vec![2, 3],
        // Reason, amount, quantity, and again.
        "CAS" => (3..elements.len()).step_by(3).collect(),
        "PLB" => (4..elements.len()).step_by(2).collect(),
        _ => Vec::new(),
    }
}

fn balances_broken(file: &[u8]) -> usize {
    let found = collect(file, &EraOptions::default());
    assert!(found.error.is_none());
    let is_balance = |rule: u16| (401..=406).contains(&rule);
    let findings = found.findings.iter();
    findings
        .filter(|finding| {
            is_balance(finding.rule.number) && finding.rule.severity == Severity::Error
        })
        .count()
}

#[test]
fn a_cent_is_found() {
    let mut changed = 0;
    for sample in fixtures::era() {
        assert_eq!(balances_broken(sample.edi), 0, "{}", sample.name);
        let file = std::str::from_utf8(sample.edi).unwrap();
        for off in fixtures::cents_off(file, amounts) {
            assert!(
                balances_broken(&off.bytes) > 0,
                "{}: {}",
                sample.name,
                off.name
            );
            changed += 1;
        }
    }
    assert!(changed > 200, "{changed} amounts changed");
    println!("{changed} changes by a cent, each found");
}
