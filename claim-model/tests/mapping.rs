//! What each answer makes of a claim's status, held against the table of `277.md` 4 and 5 as it is typed here.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use std::collections::BTreeSet;

use claim_model::life::{
    ClaimStatus, Flag, MAPPING, Outcome, ReceiptOf, ReceiptOutcome, ReportedBy,
    Status::{
        self, Denied, InProcess, NeedsReview, Paid, QueuedForSubmission, Received, Rejected, Sent,
        Void,
    },
    StatusAction::{self, Accept, Reject},
    StatusLevel, StatusReport, When,
};
use common::life::*;
use x12_codes::{CodeList, Codes};

/// Categories, what they come to, the status that they make of a claim that was sent, and what is worth knowing.
type Line = (
    &'static [&'static str],
    Outcome,
    Option<Status>,
    &'static [Flag],
);

/// Typed from the sheet, line by line. F4 is Needs Review: that all of the charge is of a kind that denies nothing, only a
/// remittance says.
const CATEGORIES: &[Line] = &[
    (
        &["A0", "A1", "A2", "A5"],
        Outcome::Accepted,
        Some(Received),
        &[],
    ),
    (
        &["A3", "A6", "A7", "A8"],
        Outcome::Rejected,
        Some(Rejected),
        &[],
    ),
    (&["A4"], Outcome::NotFound, None, &[Flag::NotFound]),
    (
        &["P0", "P1", "P2", "P5"],
        Outcome::Pending,
        Some(InProcess),
        &[],
    ),
    (
        &["P3", "P4"],
        Outcome::MoreInformation,
        Some(NeedsReview),
        &[],
    ),
    (
        &[
            "R0", "R1", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12", "R13",
            "R14", "R15", "R16", "R17", "RQ",
        ],
        Outcome::MoreInformation,
        Some(NeedsReview),
        &[],
    ),
    (
        &["F0", "F3"],
        Outcome::Finalized,
        Some(InProcess),
        &[Flag::AwaitsRemittance],
    ),
    (
        &["F1"],
        Outcome::FinalizedPaid,
        Some(Paid),
        &[Flag::AwaitsRemittance],
    ),
    (&["F2"], Outcome::FinalizedDenied, Some(Denied), &[]),
    (
        &["F3F"],
        Outcome::Finalized,
        Some(InProcess),
        &[Flag::Forwarded],
    ),
    (
        &["F3N", "F4", "F5"],
        Outcome::Finalized,
        Some(NeedsReview),
        &[],
    ),
    (&["E0", "E4"], Outcome::Error, None, &[Flag::NothingSaid]),
    (&["E1", "E2"], Outcome::Error, None, &[Flag::AskAgain]),
    (&["E3"], Outcome::Error, None, &[Flag::CorrectInquiry]),
    (&["D0"], Outcome::NotFound, None, &[Flag::NothingSaid]),
    (&["X0"], Outcome::Other, None, &[Flag::NothingSaid]),
];

fn lines() -> impl Iterator<Item = (&'static str, Outcome, Option<Status>, &'static [Flag])> {
    CATEGORIES
        .iter()
        .flat_map(|(codes, outcome, status, flags)| {
            codes.iter().map(|code| (*code, *outcome, *status, *flags))
        })
}

/// Where a claim that was sent stands when it has heard this.
fn hears(said: ClaimStatus) -> (Status, Vec<Flag>) {
    let mut office = Office::sent();
    let found = office.hears(&[said]);
    assert_eq!(found[0].claims.len(), 1);
    (office.status(), office.flags())
}

fn acknowledged_by_payer(said: &str, action: StatusAction) -> ClaimStatus {
    acknowledged(ReportedBy::Payer, said, action, march(2))
}

/// Every category in the answer to an inquiry, where there is neither accepted nor rejected.
#[test]
fn categories_of_an_answer() {
    for (code, outcome, status, flags) in lines() {
        let said = answered(&format!("{code}:1"), march(9));
        assert_eq!(said.outcome(), Some(outcome), "{code}");
        let (stands, seen) = hears(said);
        assert_eq!(stands, status.unwrap_or(Sent), "{code}");
        assert_eq!(seen, flags, "{code}");
    }
}

/// Every category in an acknowledgment: those that only belong in an answer count all the same, and a rejection counts
/// although it says that it is accepted (L23).
#[test]
fn categories_of_an_acknowledgment() {
    for (code, outcome, status, flags) in lines() {
        let said = acknowledged_by_payer(&format!("{code}:1"), Accept);
        let rejects = outcome == Outcome::Rejected;
        assert_eq!(said.outcome(), Some(outcome), "{code}");
        assert_eq!(said.is_contradictory(), rejects, "{code}");
        let (stands, seen) = hears(said);
        assert_eq!(stands, status.unwrap_or(Sent), "{code}");
        let contradiction = rejects.then_some(Flag::Contradiction);
        let flags: Vec<Flag> = contradiction.iter().chain(flags).copied().collect();
        assert_eq!(seen, flags, "{code}");

        // In so many words, whatever the category.
        let said = acknowledged_by_payer(&format!("{code}:1"), Reject);
        assert_eq!(said.outcome(), Some(Outcome::Rejected), "{code}");
        assert!(!said.is_contradictory(), "{code}");
        assert_eq!(hears(said).0, Rejected, "{code}");
    }
}

/// The table here, the list of categories and the mapping have the same codes.
#[test]
fn every_category_of_the_list_is_known() {
    let here: BTreeSet<&str> = lines().map(|(code, ..)| code).collect();
    assert_eq!(here.len(), lines().count(), "none stands twice");
    let listed = Codes::builtin().all(CodeList::ClaimStatusCategory);
    let listed: BTreeSet<&str> = listed.iter().map(|entry| entry.code.as_str()).collect();
    assert_eq!(here, listed);
}

/// The classes of the list are the same judgement.
#[test]
fn classes_of_the_list() {
    for entry in Codes::builtin().all(CodeList::ClaimStatusCategory) {
        let outcome = answered(&entry.code, march(9)).outcome().unwrap();
        let classes: &[&str] = match outcome {
            Outcome::Accepted => &["ack"],
            Outcome::Rejected => &["reject"],
            // A4 is an acknowledgment, and D0 says that a search found no data.
            Outcome::NotFound => &["ack", "nodata"],
            Outcome::Pending => &["pending"],
            Outcome::MoreInformation => &["ask"],
            Outcome::Finalized | Outcome::FinalizedPaid | Outcome::FinalizedDenied => &["final"],
            Outcome::Error => &["error"],
            Outcome::Other => &["other"],
        };
        let class = entry.class.as_deref().unwrap();
        assert!(classes.contains(&class), "{} {class}", entry.code);
    }
}

/// Codes that no list has yet.
#[test]
fn codes_that_are_not_known() {
    for code in ["Z9", "A9", "F9", "F1X", "P9", "X1", "7", "", "é", "AA7"] {
        let said = answered(code, march(9));
        let reasons = said.reasons.len();
        let outcome = said.outcome();
        let expected = (reasons > 0).then_some(Outcome::Other);
        assert_eq!(outcome, expected, "{code}");
        let (stands, flags) = hears(said);
        assert_eq!(stands, Sent, "{code}");
        let nothing = [Flag::NothingSaid];
        assert_eq!(flags, if reasons > 0 { nothing.as_slice() } else { &[] });
    }
    // Families that grow: requests for documents, and errors.
    for (code, outcome, stands) in [
        ("R18", Outcome::MoreInformation, NeedsReview),
        ("DR01", Outcome::MoreInformation, NeedsReview),
        ("DR08", Outcome::MoreInformation, NeedsReview),
        ("E9", Outcome::Error, Sent),
    ] {
        let said = answered(code, march(9));
        assert_eq!(said.outcome(), Some(outcome));
        assert_eq!(hears(said).0, stands, "{code}");
    }
    // A status code that nobody knows leaves its category as it is.
    assert_eq!(hears(answered("A2:99999:ZZZ", march(9))).0, Received);
}

/// Small letters and blanks are read as what they are meant to be.
#[test]
fn letters_of_a_code() {
    let mut said = answered("a7:562:85", march(9));
    assert_eq!(said.outcome(), Some(Outcome::Rejected));
    said.reasons[0].category = claim_model::StatusCategory::as_received(" F3f ");
    assert_eq!(hears(said), (InProcess, vec![Flag::Forwarded]));
}

/// Nothing said, nothing changed.
#[test]
fn without_reasons() {
    let said = ClaimStatus {
        reasons: vec![],
        ..answered("A1", march(9))
    };
    assert_eq!(said.outcome(), None);
    assert_eq!(hears(said), (Sent, vec![]));
    let mut said = acknowledged_by_payer("", Accept);
    assert_eq!(hears(said.clone()), (Sent, vec![]));
    said.action = Some(Reject);
    assert_eq!(hears(said).0, Rejected);
}

/// L24: several reasons: a rejection counts wherever it stands, else what goes furthest, else what somebody has to see.
#[test]
fn several_reasons() {
    for (said, outcome, stands) in [
        ("A1:19 A2:20", Outcome::Accepted, Received),
        ("A2:20 A7:562:85 A2:21", Outcome::Rejected, Rejected),
        ("A7:562:85 A7:128 A6:116", Outcome::Rejected, Rejected),
        ("F1:65 A3:21", Outcome::Rejected, Rejected),
        ("A2:20 P1:20", Outcome::Pending, InProcess),
        ("A4:35 A2:20", Outcome::Accepted, Received),
        ("X0:1 A4:35", Outcome::Other, Sent),
        ("P1:20 R3:297", Outcome::MoreInformation, NeedsReview),
        ("F1:65 F2:88", Outcome::FinalizedDenied, Denied),
        ("F1:65 P3:1", Outcome::MoreInformation, NeedsReview),
        ("F2:88 F3N:1", Outcome::Finalized, NeedsReview),
        ("Z9:1 F1:65", Outcome::FinalizedPaid, Paid),
    ] {
        let forwards = answered(said, march(9));
        assert_eq!(forwards.outcome(), Some(outcome), "{said}");
        assert_eq!(hears(forwards).0, stands, "{said}");
        let mut backwards = answered(said, march(9));
        backwards.reasons.reverse();
        assert_eq!(hears(backwards).0, stands, "{said} backwards");
    }
    // All of them are kept.
    let mut office = Office::sent();
    office.hears(&[acknowledged_by_payer("A7:562:85 A7:128 A6:116:IL", Reject)]);
    let claim_model::life::What::Status(kept) = &office.last().what else {
        panic!()
    };
    assert_eq!(kept.reasons, reasons("A7:562:85 A7:128 A6:116:IL"));
}

/// TA1 and 999: only a refusal changes anything.
#[test]
fn receipts() {
    use ReceiptOutcome as R;
    for (of, outcome, stands, flags) in [
        (ReceiptOf::Interchange, R::Accepted, Sent, [].as_slice()),
        (
            ReceiptOf::Interchange,
            R::AcceptedWithErrors,
            Sent,
            &[Flag::AcceptedWithErrors],
        ),
        (ReceiptOf::Interchange, R::Rejected, Rejected, &[]),
        (ReceiptOf::Set, R::Accepted, Sent, &[]),
        (
            ReceiptOf::Set,
            R::AcceptedWithErrors,
            Sent,
            &[Flag::AcceptedWithErrors],
        ),
        (ReceiptOf::Set, R::Rejected, Rejected, &[]),
        (ReceiptOf::Group, R::Accepted, Sent, &[]),
        (ReceiptOf::Group, R::PartlyAccepted, Sent, &[]),
        (ReceiptOf::Group, R::Rejected, Rejected, &[]),
        (ReceiptOf::Group, R::Other, Sent, &[]),
        (ReceiptOf::Set, R::Other, Sent, &[]),
    ] {
        let mut office = Office::sent();
        let found = office.receives(&receipt(of, outcome, 1));
        assert_eq!(found.claims.len(), 1);
        assert_eq!(office.status(), stands, "{of:?} {outcome:?}");
        assert_eq!(office.flags(), flags, "{of:?} {outcome:?}");
    }
}

/// How far a status has come, and its words.
#[test]
fn ranks_and_words() {
    for (status, rank, words) in [
        (QueuedForSubmission, 0, "Queued For Submission"),
        (Sent, 1, "Sent"),
        (Received, 2, "Received"),
        (InProcess, 3, "In Process"),
        (Rejected, 4, "Rejected"),
        (NeedsReview, 4, "Needs Review"),
        (Denied, 4, "Denied"),
        (Paid, 4, "Paid"),
        (Void, 4, "Void"),
    ] {
        assert_eq!(status.rank(), rank, "{words}");
        assert_eq!(status.to_string(), words);
        let json = serde_json::to_string(&status).unwrap();
        assert_eq!(json, format!("\"{words}\""), "the same words in JSON");
        assert_eq!(serde_json::from_str::<Status>(&json).unwrap(), status);
    }
}

/// Each outcome of a receipt, each verdict, and everything else has its line, and no line is in vain.
#[test]
fn the_table_itself() {
    let whens: Vec<When> = MAPPING.iter().map(|row| row.when).collect();
    let receipts: Vec<_> = whens
        .iter()
        .filter_map(|when| match when {
            When::Receipt(outcomes) => Some(outcomes.iter()),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(receipts.len(), 5, "each outcome of a receipt once");
    let mut patterns: Vec<&str> = whens
        .iter()
        .filter_map(|when| match when {
            When::Category(patterns, _) => Some(patterns.iter().copied()),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(patterns.pop(), Some("*"), "what is not known comes last");
    for (at, pattern) in patterns.iter().enumerate() {
        let code = pattern.trim_end_matches('*');
        let hidden = patterns[..at]
            .iter()
            .any(|before| match before.strip_suffix('*') {
                Some(start) => code.starts_with(start),
                None => *before == code,
            });
        assert!(!hidden, "{pattern} never comes to its turn");
    }
}

/// A status of the kinds that speak of no claim changes nothing by itself.
#[test]
fn of_the_source() {
    let said = ClaimStatus {
        reasons: reasons("A7:562"),
        ..ClaimStatus::new(StatusReport::Acknowledgment, StatusLevel::Source)
    };
    let mut office = Office::sent();
    assert_eq!(office.hears(&[said]), []);
    assert_eq!(office.status(), Sent);
}
