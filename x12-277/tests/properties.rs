//! Laws: what is written reads back, borders of reads do not matter, and no bytes make it panic.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;
mod generated;

use common::{Little, read_slice, read_stream};
use generated::{acknowledgment, answer, inquiry, tree};
use proptest::prelude::*;
use x12_277::{
    AnyReport, CollectedReport, Outermost, ReadOptions, ReportHeader, Statuses, collect, write,
};
use x12_core::{Delimiters, Envelope, Severity, notation::Node};

fn envelope() -> Envelope {
    let file = collect(fixtures::statuses()[0].edi, &ReadOptions::default());
    let AnyReport::Acknowledgment(of) = &file.reports[0] else {
        panic!("an acknowledgment")
    };
    Envelope::of(&of.interchange, &of.group).unwrap()
}

fn written<'a, H, S>(report: &CollectedReport<'a, H, S>) -> Vec<u8>
where
    H: ReportHeader<'a> + Node<'a>,
    S: Outermost<'a> + Node<'a>,
{
    let report = std::slice::from_ref(report);
    write(Vec::new(), Delimiters::USUAL, &envelope(), report).unwrap()
}

/// The report as it would have been read: places in the file and the sums are not of the report itself. Written again
/// it gives the same bytes, and nothing but `errors` is found in it.
fn check(bytes: &[u8]) -> Result<AnyReport<'_>, TestCaseError> {
    let mut file = collect(bytes, &ReadOptions::default());
    prop_assert!(file.error.is_none());
    let errors: Vec<_> = file
        .findings
        .iter()
        .filter(|of| of.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    prop_assert_eq!(errors, Vec::<String>::new());
    prop_assert_eq!(file.reports.len(), 1);
    Ok(file.reports.remove(0))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn acknowledgments_come_back(tree in tree()) {
        let report = acknowledgment(&tree);
        let bytes = written(&report);
        let AnyReport::Acknowledgment(back) = check(&bytes)? else {
            return Err(TestCaseError::fail("another kind"));
        };
        prop_assert_eq!(&back.header.begin, &report.header.begin);
        let claims: Vec<_> = back.claims().map(|of| (&of.trace, &of.statuses, &of.service_dates)).collect();
        let wanted: Vec<_> = report.claims().map(|of| (&of.trace, &of.statuses, &of.service_dates)).collect();
        prop_assert!(claims == wanted);
        prop_assert!(written(&back) == bytes);
        prop_assert_eq!(back.totals.unwrap().claims, u64::try_from(wanted.len()).unwrap());
    }

    #[test]
    fn answers_come_back(tree in tree().prop_filter("claims", |of| of.iter().any(|of| !of.is_empty()))) {
        let report = answer(&tree);
        let bytes = written(&report);
        let AnyReport::Answer(back) = check(&bytes)? else {
            return Err(TestCaseError::fail("another kind"));
        };
        let numbers = |of: &x12_277::answer::Report<'_>| {
            let mut all = Vec::new();
            for subscriber in of.sources.iter().flat_map(|of| &of.receivers).flat_map(|of| &of.providers).flat_map(|of| &of.subscribers) {
                all.extend(subscriber.claims.iter().map(|of| (of.trace.clone().into_owned(), of.statuses.len(), of.lines.len())));
                let claims = subscriber.dependents.iter().flat_map(|of| &of.claims);
                all.extend(claims.map(|of| (of.trace.clone().into_owned(), of.statuses.len(), of.lines.len())));
            }
            all
        };
        prop_assert!(numbers(&back) == numbers(&report));
        prop_assert!(written(&back) == bytes);
    }

    #[test]
    fn inquiries_come_back(tree in tree().prop_filter("claims", |of| of.iter().any(|of| !of.is_empty()))) {
        let report = inquiry(&tree);
        let bytes = written(&report);
        let AnyReport::Inquiry(back) = check(&bytes)? else {
            return Err(TestCaseError::fail("another kind"));
        };
        let lines = |of: &x12_277::inquiry::Report<'_>| of.sources[0].receivers[0].providers.len();
        prop_assert_eq!(lines(&back), lines(&report));
        prop_assert!(written(&back) == bytes);
    }

    /// Each claim and each line has a status, with all its reasons.
    #[test]
    fn every_claim_has_a_status(tree in tree()) {
        let report = acknowledgment(&tree);
        let bytes = written(&report);
        let statuses: Vec<_> = Statuses::new(&bytes[..]).map(Result::unwrap).collect();
        let loops: usize = report.claims().map(|of| 1 + of.lines.len()).sum();
        // Source, receiver, and each provider.
        prop_assert_eq!(statuses.len(), 2 + tree.len() + loops);
        let reasons: usize = statuses.iter().map(|of| of.reasons.len()).sum();
        let wanted: usize = report.claims().flat_map(|of| {
            let lines = of.lines.iter().flat_map(|of| of.statuses.iter());
            of.statuses.iter().chain(lines).map(|of| of.reasons().count()).collect::<Vec<_>>()
        }).sum();
        prop_assert_eq!(reasons, wanted + 1 + tree.len());
    }

    /// Wherever the borders of reads are, the events, findings and errors are the same.
    #[test]
    fn streams_give_the_same(tree in tree(), size in 1_usize..200, damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        let mut bytes = written(&acknowledgment(&tree));
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let options = ReadOptions::default();
        let slice = read_slice(&bytes, &options);
        let stream = read_stream(Little(&bytes, size), &options);
        prop_assert_eq!(slice.stop(), stream.stop());
        prop_assert!(slice.events == stream.events);
        prop_assert_eq!(slice.findings, stream.findings);
    }

    /// Any bytes, and any bytes inside a report.
    #[test]
    fn nothing_panics(noise in proptest::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(), which in 0_usize..4) {
        let options = ReadOptions::default();
        read_slice(&noise, &options);
        let mut bytes = fixtures::statuses()[which].edi.to_vec();
        let at = at.index(bytes.len());
        let end = (at + noise.len()).min(bytes.len());
        bytes[at..end].copy_from_slice(&noise[..end - at]);
        let all = read_slice(&bytes, &options.any_version(true));
        for finding in &all.findings {
            prop_assert!(usize::try_from(finding.place.span.end).unwrap() <= bytes.len());
        }
        for status in Statuses::new(&bytes[..]) {
            let Ok(status) = status else { break };
            prop_assert!(serde_json::to_string(&status).is_ok());
        }
    }
}
