//! Every amount of every sample that stands in a balance, a cent more and a cent less: the balance says so.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

use std::str::FromStr;

use x12_835::{EraOptions, collect};
use x12_core::{Severity, rust_decimal::Decimal};

/// The elements that take part in the balances of 835.md: of the payment, of claims, of lines.
fn amounts(tag: &str, elements: usize) -> Vec<usize> {
    match tag {
        "BPR" => vec![2],
        "CLP" => vec![3, 4],
        "SVC" => vec![2, 3],
        // Reason, amount, quantity, and again.
        "CAS" => (3..=elements).step_by(3).collect(),
        "PLB" => (4..=elements).step_by(2).collect(),
        _ => Vec::new(),
    }
}

fn balances_broken(file: &str) -> usize {
    let found = collect(file.as_bytes(), &EraOptions::default());
    assert!(found.error.is_none());
    let is_balance = |rule: u16| (401..=406).contains(&rule);
    found
        .findings
        .iter()
        .filter(|finding| {
            is_balance(finding.rule.number) && finding.rule.severity == Severity::Error
        })
        .count()
}

#[test]
fn a_cent_is_found() {
    let mut changed = 0;
    for sample in fixtures::era() {
        let file = std::str::from_utf8(sample.edi).unwrap();
        let clean = balances_broken(file);
        assert_eq!(clean, 0, "{}", sample.name);
        let segments: Vec<&str> = file.split_inclusive('\n').collect();
        for (at, segment) in segments.iter().enumerate() {
            let bare = segment.trim_end().trim_end_matches('~');
            let elements: Vec<&str> = bare.split('*').collect();
            for number in amounts(elements[0], elements.len() - 1) {
                let Ok(amount) = Decimal::from_str(elements[number]) else {
                    continue;
                };
                for change in ["0.01", "-0.01"] {
                    let other = amount + Decimal::from_str(change).unwrap();
                    let other = other.normalize().to_string();
                    let mut elements = elements.clone();
                    elements[number] = &other;
                    let mut segments = segments.clone();
                    let segment = format!("{}~\n", elements.join("*"));
                    segments[at] = &segment;
                    assert!(
                        balances_broken(&segments.concat()) > 0,
                        "{}: segment {}, {}{number:02} {change}",
                        sample.name,
                        at + 1,
                        elements[0],
                    );
                    changed += 1;
                }
            }
        }
    }
    assert!(changed > 200, "{changed} amounts changed");
}
