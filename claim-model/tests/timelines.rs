//! Where a claim stands after each answer: the timelines of the scenarios.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use claim_model::{
    AdjudicatedLine, Adjudication, Day, Period, Processing, Submission,
    life::{
        Flag, NoMatch, PaymentKey, Profile, ProviderAdjustment, ReceiptOf, ReceiptOutcome,
        ReportedBy, Status,
        Status::{
            InProcess, NeedsReview, Paid, QueuedForSubmission, Received, Rejected, Sent, Void,
        },
        StatusAction::{Accept, Reject},
        What,
    },
    matching::MatchReason,
};
use common::{dollars, good, life::*, number};

/// A line as it was decided: 90834 on the day of the claim, what it was charged with less the adjustments.
fn line(own: &str, charge: &str, said: &str) -> AdjudicatedLine {
    let adjustments = adjustments(said);
    let less = adjustments.iter().map(|of| of.amount.0);
    let paid = less.fold(dollars(charge).0, |paid, less| paid - less);
    AdjudicatedLine {
        line_control_number: Some(own.into()),
        procedure: Some("90834".parse().unwrap()),
        modifiers: vec![],
        submitted_procedure: None,
        charge: dollars(charge),
        paid: claim_model::Amount(paid),
        units: number("1"),
        dates: Some(Period::day(Day::new(2025, 2, 10).unwrap())),
        allowed: None,
        adjustments,
        remarks: vec![],
    }
}

/// S01: from the building of the claim to its payment, with every answer on the way.
#[test]
fn s01_all_the_way() {
    let mut office = Office::built(Profile::default());
    let mut seen = vec![office.status()];
    assert_eq!(
        office.life().submitted(),
        None,
        "built only, and not handed over"
    );
    office.send(&good(), 1, march(1));
    seen.push(office.status());
    for of in [ReceiptOf::Interchange, ReceiptOf::Set] {
        let found = office.receives(&receipt(of, ReceiptOutcome::Accepted, 1));
        assert_eq!(found.claims.len(), 1);
        seen.push(office.status());
    }
    let clearinghouse = ReportedBy::Clearinghouse;
    office.hears(&[acknowledged(clearinghouse, "A1:19", Accept, march(2))]);
    seen.push(office.status());
    assert_eq!(
        office.life().accepted(),
        None,
        "only the payer's word counts"
    );
    let mut taken = acknowledged(ReportedBy::Payer, "A2:20:PR", Accept, march(3));
    taken.payer_claim_number = Some(payer_number("2025041000123"));
    office.hears(&[taken]);
    seen.push(office.status());
    assert_eq!(office.life().accepted(), Some(march(3)));
    office.hears(&[answered("P1:20", march(10))]);
    seen.push(office.status());
    office.is_paid(&[decision(adjudicated("CO-45 40"), march(20))]);
    seen.push(office.status());

    let expected = [
        QueuedForSubmission,
        Sent,
        Sent,
        Sent,
        Received,
        Received,
        InProcess,
        Paid,
    ];
    assert_eq!(seen, expected);
    assert_eq!(
        office.statuses(),
        expected,
        "the events say the same afterwards"
    );

    let life = office.life();
    let caused: Vec<bool> = life.events().iter().map(|event| event.caused).collect();
    let changes = [true, true, false, false, true, true, true, true];
    assert_eq!(caused, changes, "receipts change nothing");
    assert_eq!(office.cause(), 7);
    assert_eq!(office.flags(), []);
    assert_eq!(life.attempts().len(), 1);
    assert_eq!(life.submitted(), Some(march(1)));
    assert_eq!(life.accepted(), Some(march(3)));
    assert_eq!(
        life.payer_claim_number(),
        Some(&payer_number("2025041000123"))
    );
    assert_eq!(life.paid(), Some(dollars("110")));
    let days: Vec<Option<Day>> = life.events().iter().map(|event| event.date).collect();
    let named = [
        None,
        Some(1),
        None,
        None,
        Some(2),
        Some(3),
        Some(10),
        Some(20),
    ];
    assert_eq!(days, named.map(|day| day.map(march)));
}

/// S02: the receiver could not read the set.
#[test]
fn s02_the_set_is_rejected() {
    let mut office = Office::sent();
    let mut other = good();
    other.patient_control_number = own_number("SH-10002");
    let second = office.send(&other, 1, march(1));
    let mut elsewhere = good();
    elsewhere.patient_control_number = own_number("SH-10003");
    let spared = office.send(&elsewhere, 2, march(1));

    let found = office.receives(&receipt(ReceiptOf::Set, ReceiptOutcome::Rejected, 1));
    assert_eq!(found.claims.len(), 2, "all claims of the set");
    assert_eq!(office.statuses(), [QueuedForSubmission, Sent, Rejected]);
    assert!(matches!(
        office.life().cause().unwrap().what,
        What::Receipt(_)
    ));
    let status = |claim| office.tracker.life(claim).unwrap().status().unwrap();
    assert_eq!((status(second), status(spared)), (Rejected, Sent));
}

/// S03: the clearinghouse took it, and the payer did not.
fn rejected_by_the_payer() -> Office {
    let mut office = Office::sent();
    let clearinghouse = ReportedBy::Clearinghouse;
    office.hears(&[acknowledged(clearinghouse, "A1:19", Accept, march(2))]);
    assert_eq!(office.status(), Received);
    let said = acknowledged(ReportedBy::Payer, "A7:562:85", Reject, march(3));
    office.hears(&[said]);
    office
}

#[test]
fn s03_received_and_then_rejected() {
    let office = rejected_by_the_payer();
    assert_eq!(office.status(), Rejected);
    assert_eq!(office.cause(), 3);
    assert_eq!(office.life().accepted(), None);
    let What::Status(said) = &office.life().cause().unwrap().what else {
        panic!()
    };
    assert_eq!(said.reasons, reasons("A7:562:85"), "the reason is at hand");
}

/// S04: edited and sent again, it begins again.
#[test]
fn s04_sent_again_after_a_rejection() {
    let mut office = rejected_by_the_payer();
    let mut edited = good();
    edited.diagnoses.pop();
    let same = office.send(&edited, 2, march(5));
    assert_eq!(same, office.claim, "the same claim, and another attempt");
    assert_eq!(office.status(), Sent);
    assert_eq!(office.life().submitted(), Some(march(5)));

    let mut taken = acknowledged(ReportedBy::Payer, "A2:20", Accept, march(6));
    taken.batch = Some(batch(2));
    office.hears(&[taken]);
    assert_eq!(office.status(), Received);
    // What says of the first batch what was said before, comes too late for the second.
    let late = acknowledged(ReportedBy::Payer, "A3:24", Reject, march(6));
    office.hears(&[late]);
    assert_eq!(office.status(), Received);
    assert_eq!(office.last().flags, [Flag::EarlierAttempt]);
    office.is_paid(&[decision(adjudicated("CO-45 40"), march(20))]);

    assert_eq!(
        office.statuses(),
        [
            QueuedForSubmission,
            Sent,
            Received,
            Rejected,
            Sent,
            Received,
            Received,
            Paid
        ]
    );
    let attempts: Vec<usize> = office.life().events().iter().map(|of| of.attempt).collect();
    assert_eq!(attempts, [0, 0, 0, 0, 1, 1, 0, 1]);
    let at: Vec<Status> = office
        .life()
        .attempts()
        .iter()
        .map(|of| of.status)
        .collect();
    assert_eq!(at, [Rejected, Paid]);
    assert_eq!(office.life().accepted(), Some(march(6)));
    assert_eq!(office.flags(), []);
}

/// S05: an acknowledgment that comes after the payment says nothing new.
#[test]
fn s05_late_acknowledgment() {
    let mut office = Office::sent();
    office.is_paid(&[decision(adjudicated("CO-45 40"), march(20))]);
    assert_eq!(office.status(), Paid);
    let mut late = acknowledged(ReportedBy::Payer, "A2:20", Accept, march(3));
    late.payer_claim_number = Some(payer_number("ICN1"));
    office.hears(&[late]);
    assert_eq!(office.status(), Paid);
    assert_eq!(office.last().flags, [Flag::Late]);
    assert!(!office.last().caused);
    assert_eq!(office.flags(), [], "that it was late is of no interest");
    assert_eq!(
        office.life().accepted(),
        Some(march(3)),
        "kept all the same"
    );
    assert_eq!(
        office.life().payer_claim_number(),
        Some(&payer_number("ICN1"))
    );
}

/// S06: nothing paid for a reason that denies. Whether that is Denied, the office says.
#[test]
fn s06_denied() {
    for (profile, expected) in [
        (Profile::default(), NeedsReview),
        (
            Profile {
                denied_stays_denied: true,
                ..Profile::default()
            },
            Status::Denied,
        ),
    ] {
        let mut office = Office::sent_by(profile);
        office.is_paid(&[decision(adjudicated("CO-197 150"), march(20))]);
        assert_eq!(office.status(), expected);
        assert_eq!(office.life().paid(), Some(dollars("0")));
    }
}

/// S08: the money is taken back, and no correction comes with it. What the payer withholds from a later payment is money
/// of the provider and says nothing of a claim.
#[test]
fn s08_taken_back() {
    let mut office = Office::sent();
    let mut paid = adjudicated("CO-45 40");
    paid.payer_claim_number = Some(payer_number("ICN1"));
    office.is_paid(&[decision(paid.clone(), march(20))]);
    office.is_paid(&[decision(reversed(&paid), march(27))]);
    assert_eq!(office.status(), NeedsReview);
    assert_eq!(office.flags(), [Flag::TakenBack]);
    assert_eq!(office.life().paid(), Some(dollars("0")));
    // The payer holds the money back from its next payment, and names the claim by its number: money, and no decision.
    let before = office.life().events().len();
    let mut held_back = ProviderAdjustment {
        payment: PaymentKey::default(),
        reason: Some("WO".into()),
        reference: Some("ICN1".into()),
        amount: dollars("-110"),
    };
    office.tracker.begin_file();
    let found = office.tracker.money(&held_back).claims;
    assert_eq!(found[0].reason, MatchReason::PayerClaimNumber);
    assert_eq!(office.status(), NeedsReview);
    assert_eq!(office.flags(), [Flag::TakenBack]);
    assert_eq!(office.life().paid(), Some(dollars("0")));
    assert_eq!(office.life().events().len(), before + 1);
    // Interest and other money name no claim.
    held_back.reference = Some("ICN2".into());
    assert_eq!(
        office.tracker.money(&held_back).unmatched,
        Some(NoMatch::None)
    );
    held_back.reference = None;
    assert_eq!(
        office.tracker.money(&held_back).unmatched,
        Some(NoMatch::None)
    );
    // A correction in a later file decides anew.
    let corrected = adjudicated("CO-45 50");
    office.is_paid(&[decision(corrected, march(30))]);
    assert_eq!(office.status(), Paid);
    assert_eq!(office.flags(), []);
    assert_eq!(office.life().paid(), Some(dollars("100")));
}

/// S09: a void is sent, and the payer takes the payment back as it should.
#[test]
fn s09_void() {
    let mut office = Office::sent();
    let mut paid = adjudicated("CO-45 40");
    paid.payer_claim_number = Some(payer_number("ICN1"));
    office.is_paid(&[decision(paid.clone(), march(10))]);
    let void = good().void(payer_number("ICN1"));
    assert_eq!(office.send(&void, 2, march(12)), office.claim);
    assert_eq!(office.status(), Sent);
    assert_eq!(office.flags(), [], "the payer has decided: not too early");
    let mut taken = acknowledged(ReportedBy::Payer, "A2:20", Accept, march(13));
    taken.batch = Some(batch(2));
    office.hears(&[taken]);
    assert_eq!(office.status(), Received);
    office.is_paid(&[decision(reversed(&paid), march(20))]);
    assert_eq!(office.status(), Void);
    assert_eq!(office.flags(), []);
    assert_eq!(office.life().paid(), Some(dollars("0")));
    assert_eq!(
        office.life().attempts()[1].submission,
        Submission::Void(payer_number("ICN1"))
    );
}

/// S10: the payer wants documents.
#[test]
fn s10_more_information() {
    let mut office = Office::sent();
    office.hears(&[answered("R3:297", march(9))]);
    assert_eq!(office.status(), NeedsReview);
    assert_eq!(office.flags(), []);
}

/// S11: that the payer did not find it, is no denial.
#[test]
fn s11_not_found() {
    let mut office = Office::sent();
    office.hears(&[answered("A4:35", march(9))]);
    assert_eq!(office.status(), Sent);
    assert_eq!(office.flags(), [Flag::NotFound]);
    assert_eq!(office.cause(), 1, "it is Sent because it was sent");
    office.hears(&[answered("P1:20", march(10))]);
    assert_eq!(office.status(), InProcess);
    assert_eq!(office.flags(), [], "found by now");
}

/// S13: covered by capitation: closed, and nothing to do.
#[test]
fn s13_capitation() {
    let mut office = Office::sent();
    office.is_paid(&[decision(adjudicated("CO-24 150"), march(20))]);
    assert_eq!(office.status(), Paid);
    assert_eq!(office.flags(), [Flag::NothingOwed]);
}

/// S14: paid and sent on to the next payer.
#[test]
fn s14_forwarded() {
    let mut office = Office::sent();
    let decided = Adjudication {
        crossed_over: true,
        ..adjudicated("CO-45 20, PR-2 50")
    };
    office.is_paid(&[decision(decided, march(20))]);
    assert_eq!(office.status(), Paid);
    assert_eq!(office.flags(), [Flag::Forwarded]);
    assert_eq!(office.life().paid(), Some(dollars("80")));
}

/// S15: a line that is part of a paid one is none that was denied.
#[test]
fn s15_lines_that_were_not_paid() {
    for (said, flags) in [
        ("CO-97 60", [].as_slice()),
        ("CO-50 60", [Flag::PartlyDenied].as_slice()),
    ] {
        let mut claim = good();
        claim.lines[0].charge = dollars("90");
        let mut second = claim.lines[0].clone();
        second.charge = dollars("60");
        second.line_control_number = Some("L10001-2".into());
        claim.lines.push(second);
        let mut office = Office::built(Profile::default());
        office.send(&claim, 1, march(1));
        let decided = Adjudication {
            paid: dollars("70"),
            lines: vec![
                line("L10001-1", "90", "CO-45 20"),
                line("L10001-2", "60", said),
            ],
            ..adjudicated("")
        };
        office.is_paid(&[decision(decided, march(20))]);
        assert_eq!(office.status(), Paid, "{said}");
        assert_eq!(office.flags(), flags, "{said}");
    }
}

/// S17: another payer's claim, which this one has passed on.
#[test]
fn s17_not_ours() {
    let mut office = Office::sent();
    let decided = Adjudication {
        processing: Processing::NotOurs,
        ..adjudicated("OA-B11 150")
    };
    office.is_paid(&[decision(decided, march(20))]);
    assert_eq!(office.status(), InProcess);
    assert_eq!(office.flags(), [Flag::Forwarded]);
    // The payer that got it decides.
    office.is_paid(&[decision(adjudicated("CO-45 40"), march(30))]);
    assert_eq!(office.status(), Paid);
}

/// S18: what the payer has not decided can be neither replaced nor taken back.
#[test]
fn s18_too_early() {
    for again in [
        good().replacement(payer_number("ICN1")),
        good().void(payer_number("ICN1")),
    ] {
        let mut office = Office::sent();
        office.tracker.built(&again).unwrap();
        assert_eq!(office.status(), QueuedForSubmission);
        assert_eq!(office.flags(), [Flag::TooEarly]);

        let mut office = Office::sent();
        office.send(&again, 2, march(2));
        assert_eq!(
            office.flags(),
            [Flag::TooEarly],
            "sent without being built here"
        );

        let mut office = Office::sent();
        office.is_paid(&[decision(adjudicated("CO-45 40"), march(20))]);
        office.tracker.built(&again).unwrap();
        assert_eq!(office.flags(), [], "decided");
    }
}
