//! What several tests need: reading event by event into owned values, from memory and from a reader that returns little.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    dead_code,
    unused_imports,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub
)]

#[path = "../../../x12-core/tests/reading/mod.rs"]
mod reading;

use std::io::Read;

use reading::read_all;
pub use reading::{Little, check_cut};
use x12_837p::{
    Batch, BatchTotals, BillingProviderLevel, ClaimBatchReader, ClaimBatches, ClaimLoop, Event,
    PatientLevel, ReadOptions, SubscriberLevel,
};
use x12_core::{Diagnostic, Severity, notation::RejectedLoop};

/// An event that borrows nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Owned {
    Batch(Box<Batch<'static>>),
    BillingProvider(Box<BillingProviderLevel<'static>>),
    Subscriber(Box<SubscriberLevel<'static>>),
    Patient(Box<PatientLevel<'static>>),
    Claim(Box<ClaimLoop<'static>>),
    Rejected(RejectedLoop<'static>),
    BatchEnd(BatchTotals),
    Skipped(u32),
    Other(&'static str),
}

fn owned(event: Event<'_>) -> Owned {
    match event {
        Event::Batch(batch) => Owned::Batch(Box::new(batch.into_owned())),
        Event::BillingProvider(level) => Owned::BillingProvider(Box::new(level.into_owned())),
        Event::Subscriber(level) => Owned::Subscriber(Box::new(level.into_owned())),
        Event::Patient(level) => Owned::Patient(Box::new(level.into_owned())),
        Event::Claim(claim) => Owned::Claim(Box::new(claim.into_owned())),
        Event::Rejected(rejected) => Owned::Rejected(rejected.into_owned()),
        Event::BatchEnd(totals) => Owned::BatchEnd(*totals),
        Event::Skipped(header) => Owned::Skipped(header.number),
        Event::Interchange(_) => Owned::Other("interchange"),
        Event::Acknowledgment(_) => Owned::Other("acknowledgment"),
        Event::Group(_) => Owned::Other("group"),
        Event::GroupEnd => Owned::Other("group end"),
        _ => Owned::Other("interchange end"),
    }
}

pub type All = reading::All<Owned>;

/// The claims that were delivered.
pub fn claims(read: &All) -> Vec<&ClaimLoop<'static>> {
    let mut claims = Vec::new();
    for event in &read.events {
        if let Owned::Claim(claim) = event {
            claims.push(&**claim);
        }
    }
    claims
}

pub fn read_slice(input: &[u8], options: &ReadOptions) -> All {
    read_all!(ClaimBatches::with_options(input, options), owned)
}

pub fn read_stream(input: impl Read, options: &ReadOptions) -> All {
    read_all!(ClaimBatchReader::with_options(input, options), owned)
}

/// A scenario's file as text.
pub fn scenario(name: &str) -> String {
    let all = fixtures::claims();
    let found = all.iter().find(|fixture| fixture.name == name).unwrap();
    String::from_utf8(found.edi.to_vec()).unwrap()
}

/// The numbers of the findings, in order of the file.
pub fn numbers(findings: &[Diagnostic]) -> Vec<u16> {
    findings.iter().map(|finding| finding.rule.number).collect()
}

/// The findings of error level, as text.
pub fn errors(findings: &[Diagnostic]) -> Vec<String> {
    let errors = findings.iter().filter(|of| of.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}
