//! Every amount of every sample that stands in a balance, a cent more and a cent less: the rules of claims say so.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

use x12_837p::claim::Claims;
use x12_core::Severity;

/// The elements that take part in the balances of 837p.md: the claim and its lines, and what other payers decided.
fn amounts(elements: &[&str]) -> Vec<usize> {
    match elements[0] {
        "CLM" | "SV1" | "SVD" => vec![2],
        // Reason, amount, quantity, and again.
        "CAS" => (3..elements.len()).step_by(3).collect(),
        "AMT" if elements[1] == "D" => vec![2],
        _ => Vec::new(),
    }
}

fn errors(file: &[u8]) -> usize {
    let mut claims = Claims::new(file);
    while claims.next().unwrap().is_some() {}
    let findings = claims.take_findings();
    findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count()
}

#[test]
fn a_cent_is_found() {
    let (mut changed, mut missed) = (0, Vec::new());
    for sample in fixtures::claims() {
        assert_eq!(errors(sample.edi), 0, "{}", sample.name);
        let file = std::str::from_utf8(sample.edi).unwrap();
        for off in fixtures::cents_off(file, amounts) {
            if errors(&off.bytes) == 0 {
                missed.push(format!("{}: {}", sample.name, off.name));
            }
            changed += 1;
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(changed > 100, "{changed} amounts changed");
    println!("{changed} changes by a cent, each found");
}
