//! `Debug` of what is kept of claims and of all that was said of them shows nobody.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use claim_model::{
    ClearinghouseClaimNumber, Period,
    life::{
        ClaimStatus, Profile, Receipt, ReceiptOf, ReceiptOutcome, ReportedBy, ReportedProvider,
        StatusAction::{Accept, Reject},
        StatusLevel, StatusLine, StatusReport,
    },
    matching::{Sending, SentClaim},
};
use common::{claims::decided, day, good, life::*, lines::back};

/// Numbers, names and days of people, claims and files, as they stand below.
const SECRETS: &[&str] = &[
    "SH-10001",
    "L10001",
    "SH-555",
    "L-555",
    "ICN777",
    "CH998877",
    "000000777",
    "G777",
    "S777",
    "BATCH777",
    "ST276-1",
    "RCPT777",
    "EFT",
    "1512345678",
    "931234567",
    "1990",
    "2025",
    "1999",
    "ACME",
    "Lopez",
    "Maria",
    "secret",
    "1234567893X",
    "CHQ777",
    "E777",
    "Cedar",
    "MBR100200",
];

fn office() -> Office {
    let mut office = Office::built(Profile::default());
    let sending = Sending {
        interchange: "000000777".into(),
        group: "G777".into(),
        set: "S777".into(),
        batch: Some("BATCH777".into()),
        date: Some(day(2025, 3, 1)),
    };
    office.tracker.sent(&good(), &sending).unwrap();
    office.tracker.asked("ST276-1", office.claim);
    let receipt = Receipt {
        interchange: Some("000000777".into()),
        group_kind: None,
        group: Some("G777".into()),
        set: Some("S777".into()),
        date: Some(day(2025, 3, 2)),
        errors: vec!["E777".into()],
        claims: vec![own_number("SH-10001")],
        ..receipt(ReceiptOf::Set, ReceiptOutcome::AcceptedWithErrors, 1)
    };
    assert_eq!(office.receives(&receipt).claims.len(), 1);
    let mut from = source(ReportedBy::Payer);
    from.report_number = Some("RCPT777".into());
    from.received = Some(day(1999, 3, 1));
    let said = ClaimStatus {
        source: Some(from),
        batch: Some("BATCH777".into()),
        trace: Some("ST276-1".into()),
        provider: Some(ReportedProvider {
            npi: Some("1234567893X".into()),
            tax_id: Some("931234567".into()),
            payer_assigned: Some("secret".into()),
        }),
        payer_claim_number: Some(payer_number("ICN777")),
        clearinghouse_claim_number: Some(ClearinghouseClaimNumber::new("CH998877").unwrap()),
        service_dates: Some(Period::day(day(1990, 1, 1))),
        line: Some(StatusLine {
            line_control_number: Some("L10001-1".into()),
            ..StatusLine::default()
        }),
        payment_number: Some("CHQ777".into()),
        messages: vec!["secret".into()],
        ..acknowledged(ReportedBy::Payer, "A2:20:PR", Accept, march(2))
    };
    let answer = ClaimStatus {
        report: StatusReport::Answer,
        ..said.clone()
    };
    office.hears(&[said.clone(), answer]);
    let mut paid = decided("SH-10001");
    paid.payer_name = Some("ACME HEALTH PLAN".into());
    paid.payer_claim_number = Some(payer_number("ICN777"));
    paid.lines = vec![back("L10001-1", "90834", "150")];
    office.is_paid(&[decision(paid, march(20))]);
    // What finds nobody, by lines too, so that every index is made.
    let mut other = decided("0");
    other.lines = vec![back("L-555", "90834", "150")];
    office.is_paid(&[
        decision(other, march(20)),
        decision(decided("SH-555"), march(20)),
    ]);
    // In the middle of a set: what it says of the batch is kept, and which claims it named.
    office.tracker.begin_file();
    assert_eq!(office.tracker.status(&said).len(), 1);
    let above = ClaimStatus {
        level: StatusLevel::Provider,
        patient_control_number: None,
        action: Some(Reject),
        ..said
    };
    assert_eq!(office.tracker.status(&above), []);
    office
}

#[test]
fn debug_shows_nobody() {
    let mut office = office();
    assert_eq!(office.life().events().len(), 7);
    let life = office.life();
    let mut shown = format!(
        "{:?} {:#?} {life:?} {life:#?} {:?} {:?} {:?}",
        office.tracker,
        office.tracker,
        life.events(),
        life.attempts(),
        office.tracker.claims(),
    );
    for event in life.events() {
        shown.push_str(&format!("{event:?} {:?}", event.what));
    }
    shown.push_str(&format!("{:?} {:?}", SentClaim::of(&good()), good()));
    let answered = office.is_paid(&[decision(decided("SH-10001"), march(21))]);
    shown.push_str(&format!("{answered:?}"));
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret}");
    }
    // Codes, amounts and what is no person's stays: without them nobody could look for a fault.
    for code in [
        "StatusCategory(A2)",
        "90834",
        "150",
        "PayerId(ACM01)",
        "Npi(1234567893)",
    ] {
        assert!(shown.contains(code), "{code}");
    }
}
