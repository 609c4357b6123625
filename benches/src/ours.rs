//! The work of this workspace.

use std::{hint::black_box, io::Read};

use claim_model::Claim;
use x12_277::{StatusReportReader, Statuses};
use x12_835::{Era, EraOptions, EraReader, Event};
use x12_837p::{
    ClaimBatches, Event as ClaimEvent,
    claim::{ClaimWriter, Claims, WriteOptions},
};
use x12_core::{Delimiters, Index, ReadOptions};

use crate::{Totals, input};

/// Indexed as the reader does: stretch by stretch, so that positions stay in the cache until they are used.
const STRETCH: usize = 16 << 10;

/// Every delimiter and every byte that needs a second look. Gives the number of marks.
pub fn index(file: &[u8], index: &mut Index) -> usize {
    let mut marks = 0_usize;
    for stretch in file.chunks(STRETCH) {
        index.clear();
        index.extend(stretch, 0, stretch.len(), &Delimiters::USUAL);
        marks = marks.saturating_add(black_box(index.marks().len()));
    }
    marks
}

/// An 835 in memory into typed loops, one claim at a time, every balance checked; with `elements`, lengths, types, codes
/// and usage of every element too. Gives the number of claims.
#[must_use]
pub fn era(file: &[u8], elements: bool) -> u64 {
    let mut era = Era::with_options(file, &EraOptions::default().check_elements(elements));
    let mut claims = 0_u64;
    while let Some(event) = era.next().expect("well-formed") {
        claims = claims.saturating_add(u64::from(matches!(event, Event::Claim(_))));
        black_box(&event);
    }
    assert_eq!(era.errors(), 0, "every balance holds");
    claims
}

/// The same from anything that is [`Read`], in memory that does not grow.
pub fn era_streamed(file: impl Read, elements: bool) -> u64 {
    let options = EraOptions::default().check_elements(elements);
    let mut era = EraReader::with_options(file, &options);
    let mut claims = 0_u64;
    while let Some(event) = era.next().expect("well-formed") {
        claims = claims.saturating_add(u64::from(matches!(event, Event::Claim(_))));
        black_box(&event);
    }
    assert_eq!(era.errors(), 0, "every balance holds");
    claims
}

/// What the typed reading finds in an 835.
#[must_use]
pub fn era_totals(file: &[u8]) -> Totals {
    let mut totals = Totals::default();
    let mut era = Era::new(file);
    while let Some(event) = era.next().expect("well-formed") {
        match event {
            Event::Claim(claim) => {
                totals.add_claim(claim.info.charge, claim.info.paid);
                totals.add_lines(claim.services.len());
            }
            Event::Payment(payment) => {
                totals.add_payment(payment.header.amount().expect("an amount"));
            }
            _ => {}
        }
    }
    totals
}

/// An 837P in memory into typed loops, one claim at a time. Gives the number of claims.
#[must_use]
pub fn claim_loops(file: &[u8], elements: bool) -> u64 {
    let options = ReadOptions::default().check_elements(elements);
    let mut batches = ClaimBatches::with_options(file, &options);
    let mut claims = 0_u64;
    while let Some(event) = batches.next().expect("well-formed") {
        claims = claims.saturating_add(u64::from(matches!(event, ClaimEvent::Claim(_))));
        black_box(&event);
    }
    assert_eq!(batches.errors(), 0, "valid claims");
    claims
}

/// What the typed reading finds in an 837P.
#[must_use]
pub fn claim_totals(file: &[u8]) -> Totals {
    let mut totals = Totals::default();
    let mut batches = ClaimBatches::new(file);
    while let Some(event) = batches.next().expect("well-formed") {
        if let ClaimEvent::Claim(claim) = event {
            totals.add_claim(claim.info.charge, rust_decimal::Decimal::ZERO);
            totals.add_lines(claim.lines.len());
        }
    }
    totals
}

/// An 837P into owned claims in billing words, judged by all rules.
pub fn claims(file: &[u8]) {
    let options = ReadOptions::default().check_elements(false);
    let mut reader = Claims::with_options(file, &options);
    while let Some(event) = reader.next().expect("well-formed") {
        black_box(&event);
    }
    assert_eq!(reader.errors(), 0, "valid claims");
}

/// Claims into bytes, judged by all rules, as they come from a billing system.
#[must_use]
pub fn write_claims(claims: &[Claim]) -> Vec<u8> {
    let out = Vec::with_capacity(claims.len().saturating_mul(1_000));
    let mut writer =
        ClaimWriter::new(out, input::envelope(), WriteOptions::default()).expect("an envelope");
    for claim in claims {
        black_box(writer.add(claim).expect("a valid claim"));
    }
    writer.finish().expect("claims")
}

/// Acknowledgments (277CA) in memory into typed levels, totals checked.
pub fn status_levels(file: &[u8], elements: bool) {
    let options = ReadOptions::default().check_elements(elements);
    let mut reports = StatusReportReader::with_options(file, &options);
    while let Some(event) = reports.next().expect("well-formed") {
        black_box(&event);
    }
    assert_eq!(reports.errors(), 0, "every total holds");
}

/// Acknowledgments (277CA) as statuses in billing words.
pub fn statuses(file: &[u8]) {
    let options = ReadOptions::default().check_elements(false);
    let mut statuses = Statuses::with_options(file, &options);
    for status in &mut statuses {
        black_box(status.expect("well-formed"));
    }
    assert_eq!(statuses.errors(), 0, "every total holds");
}
