//! Writing claims takes no memory for each segment.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests stop at the first surprise"
)]

use allocation_counter::measure;
use claim_model::Claim;
use x12_837p::claim::{ClaimEnvelope, ClaimWriter, WriteOptions};

/// Claims of two lines, as `generate -- claims` makes them.
fn generated(claims: u64) -> Vec<Claim> {
    let mut lines = Vec::new();
    fixtures::write_claims(1, claims, &mut lines).unwrap();
    lines
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

fn writer() -> ClaimWriter<Vec<u8>> {
    let mut envelope: ClaimEnvelope = serde_json::from_str(fixtures::claim_envelope()).unwrap();
    // The claims are of 2025: none may lie in the future.
    let date = envelope.interchange.date;
    envelope.interchange.date = date.checked_add_days(chrono::Days::new(400)).unwrap();
    ClaimWriter::new(Vec::new(), envelope, WriteOptions::default()).unwrap()
}

fn segments(file: &[u8]) -> usize {
    file.iter().filter(|byte| **byte == b'~').count()
}

#[test]
fn a_claim_takes_no_memory_for_each_segment() {
    let claims = generated(2_000);
    let (first, others) = claims.split_at(1_000);
    let mut writer = writer();
    for claim in first {
        writer.add(claim).unwrap();
    }
    let taken = measure(|| {
        for claim in others {
            writer.add(claim).unwrap();
        }
    });
    let file = writer.finish().unwrap();
    // More than half of the claims begin a level of their own, which stands for itself.
    assert!(segments(&file) > 15 * claims.len());
    assert!(taken.count_total <= 8 * 1_000, "{}", taken.count_total);
}

#[test]
fn what_is_left_belongs_to_the_claim() {
    let claim = &generated(1)[0];
    assert_eq!(claim.lines.len(), 2);
    let again: Vec<Claim> = (0..99)
        .map(|number| {
            let mut claim = claim.clone();
            claim.patient_control_number = format!("AGAIN{number}").parse().unwrap();
            claim
        })
        .collect();
    let mut writer = writer();
    let mut counts: Vec<u64> = again
        .iter()
        .map(|claim| {
            measure(|| {
                writer.add(claim).unwrap();
            })
            .count_total
        })
        .collect();
    counts.sort_unstable();
    // Twelve segments. The list of lines, the list of diagnoses, the rendering provider and their taxonomy; growth of what
    // holds the transaction set comes now and then.
    assert_eq!(counts[counts.len() / 2], 4, "{counts:?}");
}
