//! The writer refuses what contradicts itself or its guide; nothing of it is repaired.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use common::{fixture, rewritten};
use x12_277::{AnyReport, ReadOptions, acknowledgment, collect};
use x12_core::{Code, Error, RawSegment, rust_decimal::Decimal};

fn report(name: &str) -> AnyReport<'static> {
    let text = fixture(name);
    let mut file = collect(text.as_bytes(), &ReadOptions::default());
    file.reports.remove(0).into_owned()
}

/// What the writer says of T01 after an edit.
fn refused(edit: impl FnOnce(&mut acknowledgment::Report<'static>)) -> String {
    let AnyReport::Acknowledgment(mut of) = report("T01") else {
        panic!("an acknowledgment")
    };
    edit(&mut of);
    match rewritten(&AnyReport::Acknowledgment(of)) {
        Err(Error::Refused(refusal)) => {
            assert_eq!(refusal.place.guide, "005010X214");
            Error::Refused(refusal).to_string()
        }
        other => panic!("{other:?}"),
    }
}

fn receiver<'r>(
    of: &'r mut acknowledgment::Report<'static>,
) -> &'r mut acknowledgment::ReceiverLevel<'static> {
    &mut of.sources[0].receivers[0]
}

#[test]
fn levels() {
    assert_eq!(
        refused(|of| receiver(of).level.number = Some("3".into())),
        "error[X12-0551] 2000B HL01: levels are not counted 1, 2, 3: 2"
    );
    assert_eq!(
        refused(|of| receiver(of).providers[0].level.parent = Some("1".into())),
        "error[X12-0552] 2000C HL02: level names another parent than the level it stands below"
    );
    assert_eq!(
        refused(|of| receiver(of).providers[0].level.has_children = Some("0".into())),
        "error[X12-0553] 2000C HL04: HL04 contradicts the levels that follow: 1"
    );
    assert_eq!(
        refused(|of| receiver(of).providers[0].patients[1].level.has_children = Some("0".into())),
        "error[X12-0812] 2000D HL04: element is not used by the guide"
    );
    let kind = |of: &mut acknowledgment::Report<'static>| {
        receiver(of).providers[0].patients[1].level.kind = Some("23".into());
    };
    assert!(refused(kind).starts_with("error[X12-0806] 2000D HL03"));
    assert!(refused(|of| of.sources.clear()).starts_with("error[X12-0805] 2000A HL"));
    let second = |of: &mut acknowledgment::Report<'static>| {
        let mut again = receiver(of).clone();
        again.level.number = Some("7".into());
        again.level.has_children = Some("0".into());
        again.providers.clear();
        of.sources[0].receivers.push(again);
    };
    assert_eq!(
        refused(second),
        "error[X12-0807] 2000A HL: more repetitions than the guide allows: HL*21 at most 1 times"
    );
}

#[test]
fn totals() {
    let count = |of: &mut acknowledgment::Report<'static>| {
        let batch = receiver(of).batch.as_mut().unwrap();
        batch.accepted_claims.as_mut().unwrap().quantity = Decimal::from(3);
    };
    assert_eq!(
        refused(count),
        "error[X12-0555] 2200B QTY02: count of claims is not that of the claims below: 2"
    );
    let charge = |of: &mut acknowledgment::Report<'static>| {
        let status = receiver(of).providers[0].status.as_mut().unwrap();
        status.rejected_charge = None;
    };
    assert_eq!(
        refused(charge),
        "error[X12-0556] 2200C AMT02: charge of claims is not that of the claims below: 175"
    );
    let claim = |of: &mut acknowledgment::Report<'static>| {
        let patient = &mut receiver(of).providers[0].patients[0];
        patient.claims[0].statuses[0].action = Some("U".into());
    };
    assert!(refused(claim).starts_with("error[X12-0555] 2200C QTY02"));
}

#[test]
fn values_of_another_guide() {
    assert!(refused(|of| of.header.set.version = None).starts_with("error[X12-0811] HDR ST03"));
    let other = |of: &mut acknowledgment::Report<'static>| {
        of.header.set.version = Some("005010X212".into());
    };
    assert!(refused(other).starts_with("error[X12-0811] HDR ST03"));
    let payment = |of: &mut acknowledgment::Report<'static>| {
        let patient = &mut receiver(of).providers[0].patients[0];
        patient.claims[0].statuses[0].paid = Some(Decimal::ONE);
    };
    assert!(refused(payment).starts_with("error[X12-0812] 2200D STC05"));
    let action = |of: &mut acknowledgment::Report<'static>| {
        let patient = &mut receiver(of).providers[0].patients[0];
        patient.claims[0].statuses[0].action = Some(Code::from("XX"));
    };
    // A claim that is neither accepted nor rejected has no place in the totals, and no code of the list.
    assert!(refused(action).starts_with("error[X12-0806] 2200D STC03"));
    let delimiter = |of: &mut acknowledgment::Report<'static>| {
        let patient = &mut receiver(of).providers[0].patients[0];
        patient.claims[0].trace.number = Some("1~SVC*HC:1".into());
    };
    assert!(refused(delimiter).starts_with("error[X12-0801] 2200D TRN02"));
}

/// Dates of the report stand with its number; segments that were not understood are never left out in silence.
#[test]
fn what_was_read_leniently() {
    let text = fixture("T01").replace("TRN*1*RCPT20250302001~\n", "");
    let file = collect(text.as_bytes(), &ReadOptions::default());
    let error = rewritten(&file.reports[0]).unwrap_err();
    assert!(error.to_string().starts_with("error[X12-0812] 2000A DTP"));
    let text = fixture("T05").replace("REF*EJ", "K3*WORDS~\nREF*EJ");
    let mut file = collect(text.as_bytes(), &ReadOptions::default());
    let error = rewritten(&file.reports[0]).unwrap_err();
    assert!(error.to_string().starts_with("error[X12-0809] 2200D K3"));
    let AnyReport::Answer(report) = &mut file.reports[0] else {
        panic!("an answer")
    };
    let subscriber = &mut report.sources[0].receivers[0].providers[0].subscribers[0];
    let kept: Vec<RawSegment<'_>> = std::mem::take(&mut subscriber.claims[0].unmatched);
    assert_eq!(kept.len(), 1);
    assert!(rewritten(&file.reports[0]).is_ok());
}
