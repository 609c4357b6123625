//! Acknowledgments in billing words: what a claim's life takes of TA1, 999 and 997.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use claim_model::{
    Day,
    life::{Receipt, ReceiptOf, ReceiptOutcome},
};
use common::file;
use x12_ack::{Acknowledgments, ReceiptView};

fn receipts(text: &str) -> Vec<Receipt> {
    let (mut answers, mut view) = (
        Acknowledgments::new(text.as_bytes()),
        ReceiptView::default(),
    );
    let mut all = Vec::new();
    while let Some(event) = answers.next().unwrap() {
        all.extend(view.see(&event));
    }
    all
}

fn receipt(of: ReceiptOf, outcome: ReceiptOutcome) -> Receipt {
    Receipt {
        of,
        outcome,
        interchange: None,
        group: Some("77".into()),
        group_kind: Some("HC".into()),
        set: None,
        date: Day::new(2025, 3, 1),
        errors: Vec::new(),
        claims: Vec::new(),
    }
}

#[test]
fn a_999_and_a_997_give_the_same_receipts() {
    let implementation = file(
        "999",
        "005010X231A1",
        &[
            "AK1*HC*77*005010X222A1",
            "AK2*837*0001*005010X222A1",
            "IK5*E*4",
            "AK2*837*0002*005010X222A1",
            "IK3*CLM*22*2300*8",
            "CTX*CLM01:SH-1",
            "IK4*5:3*1325*7*Z",
            "IK3*HI*23*2300*8",
            "CTX*CLM01:SH-1",
            "IK4*1:2*1271*I12",
            "IK5*R*5*I5",
            "AK9*P*2*2*1*5",
        ],
    );
    let set = |number: &str, outcome| Receipt {
        set: Some(number.into()),
        ..receipt(ReceiptOf::Set, outcome)
    };
    let first = Receipt {
        errors: vec!["4".into()],
        ..set("0001", ReceiptOutcome::AcceptedWithErrors)
    };
    let second = Receipt {
        errors: vec!["5".into(), "I5".into()],
        claims: vec![claim_model::PatientControlNumber::as_received("SH-1")],
        ..set("0002", ReceiptOutcome::Rejected)
    };
    let group = Receipt {
        errors: vec!["5".into()],
        ..receipt(ReceiptOf::Group, ReceiptOutcome::PartlyAccepted)
    };
    assert_eq!(receipts(&implementation), [first, second, group.clone()]);

    let functional = file(
        "997",
        "004010",
        &["AK1*HC*77", "AK2*837*0002", "AK5*R*5", "AK9*P*2*2*1*5"],
    );
    let second = Receipt {
        errors: vec!["5".into()],
        ..set("0002", ReceiptOutcome::Rejected)
    };
    assert_eq!(receipts(&functional), [second, group]);
}

#[test]
fn a_ta1_gives_the_receipt_of_an_interchange() {
    let whole = file("999", "005010X231A1", &[]);
    let (isa, _) = whole.split_once("GS*").unwrap();
    let text = |ta1: &str| format!("{isa}{ta1}~\nIEA*0*000000001~\n");
    let of = |code: &str| receipts(&text(&format!("TA1*000000050*250228*1200*{code}"))).remove(0);
    let accepted = Receipt {
        interchange: Some("000000050".into()),
        group: None,
        group_kind: None,
        ..receipt(ReceiptOf::Interchange, ReceiptOutcome::Accepted)
    };
    assert_eq!(of("A*000"), accepted);
    let rejected = Receipt {
        outcome: ReceiptOutcome::Rejected,
        errors: vec!["023".into()],
        ..accepted
    };
    assert_eq!(of("R*023"), rejected);
}

#[test]
fn codes_of_no_list_and_no_code_change_nothing() {
    for (code, outcome) in [
        ("A", ReceiptOutcome::Accepted),
        ("E", ReceiptOutcome::AcceptedWithErrors),
        ("P", ReceiptOutcome::PartlyAccepted),
        ("R", ReceiptOutcome::Rejected),
        ("M", ReceiptOutcome::Rejected),
        ("W", ReceiptOutcome::Rejected),
        ("X", ReceiptOutcome::Rejected),
        ("Q", ReceiptOutcome::Other),
        ("", ReceiptOutcome::Other),
    ] {
        let text = file(
            "999",
            "005010X231A1",
            &["AK1*HC*77*1", &format!("AK9*{code}*1*1*1")],
        );
        assert_eq!(
            receipts(&text),
            [receipt(ReceiptOf::Group, outcome)],
            "{code}"
        );
    }
}
