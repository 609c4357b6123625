//! Reading remittances takes no memory for each segment.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests stop at the first surprise"
)]

use allocation_counter::measure;
use x12_835::{ClaimPayment, Era, EraOptions, EraReader, Event};

/// What a claim may take: itself, its lines, and a list or a rare slot now and then.
const MOST_EACH: u64 = 5;

fn claims<'a>(mut next: impl FnMut() -> Option<Event<'a>>, count: u64) {
    let mut seen = 0_u64;
    while seen < count {
        match next() {
            Some(Event::Claim(_)) => seen = seen.saturating_add(1),
            Some(_) => {}
            None => panic!("the file has more claims than that"),
        }
    }
}

fn segments(file: &[u8]) -> usize {
    file.iter().filter(|byte| **byte == b'~').count()
}

#[test]
fn a_claim_takes_no_memory_for_each_segment() {
    let file = fixtures::era_of_size(1, 4_000_000);
    let claims_of_file = file.windows(5).filter(|bytes| *bytes == b"~CLP*").count();
    assert!(segments(&file) > 20 * claims_of_file);
    for elements in [false, true] {
        let options = EraOptions::default().check_elements(elements);
        let mut era = Era::with_options(&file, &options);
        claims(|| era.next().unwrap(), 1_000);
        let taken = measure(|| claims(|| era.next().unwrap(), 4_000));
        assert!(
            taken.count_total <= 4_000 * MOST_EACH,
            "{}",
            taken.count_total
        );
    }
}

#[test]
fn a_reader_takes_no_more() {
    let file = fixtures::era_of_size(1, 4_000_000);
    let mut era = EraReader::new(&file[..]);
    let mut pass = |count: u64| {
        let mut seen = 0_u64;
        while seen < count {
            if matches!(era.next().unwrap().unwrap(), Event::Claim(_)) {
                seen = seen.saturating_add(1);
            }
        }
    };
    pass(1_000);
    let taken = measure(|| pass(4_000));
    assert!(
        taken.count_total <= 4_000 * MOST_EACH,
        "{}",
        taken.count_total
    );
}

#[test]
fn a_usual_claim_takes_two_pieces() {
    // One line with two adjustments, two dates and an amount: the claim and its list of lines.
    let file = fixtures::era_of_size(1, 1_000_000);
    let mut era = Era::new(&file);
    let mut usual = 0_u32;
    loop {
        let mut event = None;
        let taken = measure(|| event = era.next().unwrap());
        let Some(event) = event else { break };
        if let Event::Claim(claim) = event
            && is_usual(&claim)
        {
            usual = usual.saturating_add(1);
            assert_eq!(taken.count_total, 2);
        }
    }
    assert!(usual > 10, "{usual}");
}

/// Nothing that comes seldom, and nothing that comes more often than twice.
fn is_usual(claim: &ClaimPayment<'_>) -> bool {
    claim.insured.is_none()
        && claim.corrected.is_none()
        && claim.rendering_provider.is_none()
        && claim.crossover_carrier.is_none()
        && claim.outpatient.is_none()
        && claim.adjustments.is_empty()
        && claim.references.len() < 2
        && claim.rendering_references.is_empty()
        && claim.contacts.is_empty()
        && claim.quantities.is_empty()
        && claim.amounts.len() < 2
        && claim.services.len() == 1
        && claim.services.iter().all(|line| {
            line.adjustments.len() <= 2
                && line
                    .adjustments
                    .iter()
                    .all(|cas| cas.adjustments.len() == 1)
                && line.dates.len() == 1
                && line.references.is_empty()
                && line.rendering_references.is_empty()
                && line.remarks.len() < 2
                && line.amounts.len() < 2
                && line.info.submitted_procedure.is_none()
        })
}
