//! What the decisions of real remittances come to.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    dead_code
)]

#[path = "corpus/folder.rs"]
mod folder;

use claim_model::{Adjudication, Processing, life::Verdict};
use x12_835::{EraOptions, collect};
use x12_codes::{CodeList, Codes};

fn adjudications(edi: &[u8]) -> Vec<Adjudication> {
    let file = collect(edi, &EraOptions::default());
    let payments = file.remittances.iter();
    payments
        .flat_map(|remittance| {
            let claims = remittance.groups.iter().flat_map(|group| &group.claims);
            claims.map(|claim| claim.adjudication(&remittance.payment.header))
        })
        .collect()
}

/// The scenarios, by what they say of their claims. In R13 one unit of a line is denied; R11 and R14 have several claims.
#[test]
fn scenarios() {
    for (name, expected) in [
        ("R01", [Verdict::Paid].as_slice()),
        ("R02", &[Verdict::PartlyDenied]),
        ("R03", &[Verdict::Denied]),
        ("R04", &[Verdict::Denied]),
        ("R05", &[Verdict::Reversal, Verdict::Paid]),
        ("R07", &[Verdict::Reversal, Verdict::Paid]),
        ("R08", &[Verdict::Paid]),
        ("R10", &[Verdict::NothingOwed]),
        ("R11", &[Verdict::Paid; 3]),
        ("R13", &[Verdict::PartlyDenied]),
        ("R14", &[Verdict::Paid; 2]),
        ("R16", &[Verdict::Paid]),
        ("R18", &[Verdict::Estimate]),
    ] {
        let fixture = fixtures::era().iter().find(|one| one.name == name);
        let decided = adjudications(fixture.unwrap().edi);
        let verdicts: Vec<Verdict> = decided.iter().map(|of| of.verdict(&[])).collect();
        assert_eq!(verdicts, expected, "{name}");
    }
    assert_eq!(fixtures::era().len(), 13, "each of them is above");
}

/// In the public samples no claim is closed without money where an adjustment counts as a denial by the list of reasons,
/// and none counts as denied without one.
#[test]
fn corpus() {
    let Some(corpus) = folder::Corpus::find("verdicts") else {
        return;
    };
    let codes = Codes::builtin();
    let denial = |of: &claim_model::Adjustment| {
        let entry = codes.entry(CodeList::Carc, of.reason.as_str());
        // A reason that the list does not have is looked at.
        of.amount > claim_model::Amount::ZERO
            && entry.is_none_or(|of| of.counts_as_denial == Some(true))
    };
    let mut seen = [0_u32; 3];
    for file in corpus.remittances() {
        for decided in adjudications(&corpus.read(file)) {
            let lines = decided.lines.iter().flat_map(|line| &line.adjustments);
            let all = || decided.adjustments.iter().chain(lines.clone());
            match decided.verdict(&[]) {
                Verdict::NothingOwed => {
                    assert!(decided.paid.is_zero(), "{file}");
                    assert!(!all().any(denial), "{file}: closed in spite of a denial");
                    let sum: rust_decimal::Decimal = all().map(|of| of.amount.0).sum();
                    assert!(sum >= decided.charge.0, "{file}: closed without a reason");
                    seen[0] += 1;
                }
                Verdict::Denied | Verdict::DeniedOrNotOwed => {
                    assert!(decided.paid.is_zero(), "{file}");
                    let said = decided.processing == Processing::Denied || all().any(denial);
                    assert!(said, "{file}: denied without a denial");
                    seen[1] += 1;
                }
                Verdict::Paid => {
                    assert!(!decided.paid.is_zero(), "{file}");
                    seen[2] += 1;
                }
                _ => {}
            }
        }
    }
    println!("nothing owed, denied, paid: {seen:?}");
    assert!(seen[1] > 0 && seen[2] > 0);
}
