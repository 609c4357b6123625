//! Answers that come twice, late, in parts or in the wrong order.
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
    Adjudication, Amount, Processing,
    life::{
        Flag, Profile, ReceiptOf, ReceiptOutcome, ReportedBy,
        Status::{self, Denied, InProcess, NeedsReview, Paid, Received, Rejected, Sent},
        StatusAction::{Accept, Reject},
    },
};
use common::{dollars, good, life::*};

fn numbered(number: &str, adjudication: Adjudication) -> Adjudication {
    Adjudication {
        payer_claim_number: Some(payer_number(number)),
        ..adjudication
    }
}

/// A part of a claim that the payer split, with its own number: the charge, and the adjustments.
fn part(number: &str, charge: &str, said: &str) -> Adjudication {
    let whole = adjudicated(said);
    let less = dollars("150").0 - dollars(charge).0;
    Adjudication {
        charge: dollars(charge),
        paid: Amount(whole.paid.0 - less),
        ..numbered(number, whole)
    }
}

/// L27: every kind of answer again in another file: noted as such, and nothing counts twice.
#[test]
fn every_answer_twice() {
    let mut office = Office::sent();
    let set = receipt(ReceiptOf::Set, ReceiptOutcome::AcceptedWithErrors, 1);
    let taken = acknowledged(ReportedBy::Payer, "A2:20", Accept, march(2));
    let missing = answered("A4:35", march(5));
    let paid = decision(adjudicated("CO-45 40"), march(20));
    let mut once = Vec::new();
    for time in 0..2 {
        let _ = office.receives(&set);
        office.hears(std::slice::from_ref(&taken));
        office.hears(std::slice::from_ref(&missing));
        let found = office.is_paid(std::slice::from_ref(&paid));
        assert_eq!(found[0].claims.len(), 1, "found the second time as well");
        if time == 0 {
            once = office.flags();
        }
    }
    let events = office.life().events();
    assert_eq!(events.len(), 2 + 4 + 4);
    for event in &events[6..] {
        assert_eq!(event.flags, [Flag::Duplicate]);
        assert!(!event.caused);
    }
    assert_eq!(office.status(), Paid);
    assert_eq!(office.cause(), 5);
    assert_eq!(office.flags(), once);
    assert_eq!(office.life().paid(), Some(dollars("110")));
    assert_eq!(office.life().decisions().count(), 1);
    assert_eq!(office.life().attempts().len(), 1);
}

/// A whole remittance again, with reversal and correction in it.
#[test]
fn a_correction_twice() {
    let mut office = Office::sent();
    let first = numbered("ICN1", adjudicated("CO-45 40, PR-1 50, PR-3 20"));
    office.is_paid(&[decision(first.clone(), march(10))]);
    let corrected = numbered("ICN2", adjudicated("CO-45 40, PR-3 40"));
    let both = [
        decision(reversed(&first), march(20)),
        decision(corrected, march(20)),
    ];
    for _ in 0..2 {
        office.is_paid(&both);
        assert_eq!(office.status(), Paid);
        assert_eq!(office.life().paid(), Some(dollars("70")), "40 - 40 + 70");
        assert_eq!(office.life().decisions().count(), 3);
        assert_eq!(office.flags(), []);
    }
    assert_eq!(
        office.life().payer_claim_number(),
        Some(&payer_number("ICN2"))
    );
}

/// Two equal decisions in one set are two: the payment's own balance holds them to be.
#[test]
fn equal_decisions_of_one_set_are_two() {
    let mut office = Office::sent();
    let paid = decision(adjudicated("CO-45 40"), march(20));
    office.is_paid(&[paid.clone(), paid]);
    assert_eq!(office.life().decisions().count(), 2);
    assert_eq!(office.life().paid(), Some(dollars("220")));
}

/// The same decision with another payment is another decision.
#[test]
fn another_payment_is_another_decision() {
    let mut office = Office::sent();
    let paid = adjudicated("CO-45 40");
    let mut other = decision(paid.clone(), march(20));
    other.payment.number = Some("EFT9".into());
    office.is_paid(&[decision(paid, march(20))]);
    office.is_paid(&[other]);
    assert_eq!(office.life().paid(), Some(dollars("220")));
}

/// The same file of claims read twice is one sending: else a claim that was paid would be Sent again.
#[test]
fn sent_twice_is_sent_once() {
    let mut office = Office::sent();
    office.is_paid(&[decision(adjudicated("CO-45 40"), march(20))]);
    office.send(&good(), 1, march(1));
    assert_eq!(office.status(), Paid);
    assert_eq!(office.life().attempts().len(), 1);
    assert_eq!(office.last().flags, [Flag::Duplicate]);
    // Under numbers of its own it is sent again.
    office.send(&good(), 2, march(1));
    assert_eq!(office.status(), Sent);
    assert_eq!(office.life().attempts().len(), 2);
}

/// Built, edited and built again before it is sent, it is sent once.
#[test]
fn what_waits_is_built_again() {
    let mut office = Office::built(Profile::default());
    let mut edited = good();
    edited.diagnoses.pop();
    assert_eq!(office.tracker.built(&edited), Some(office.claim));
    assert_eq!(office.life().attempts().len(), 1);
    office.send(&edited, 1, march(1));
    assert_eq!(office.life().attempts().len(), 1);
    assert_eq!(office.status(), Sent);
}

/// Payers give the same set the same numbers again: the same refusal of another attempt is no duplicate.
#[test]
fn the_same_refusal_of_another_attempt() {
    let mut office = Office::sent();
    let refused = receipt(ReceiptOf::Set, ReceiptOutcome::Rejected, 1);
    let _ = office.receives(&refused);
    assert_eq!(office.status(), Rejected);
    let again = claim_model::matching::Sending {
        interchange: "000000002".into(),
        ..sending(1, march(5))
    };
    office.tracker.sent(&good(), &again).unwrap();
    assert_eq!(office.status(), Sent);
    let _ = office.receives(&refused);
    assert_eq!(office.status(), Rejected);
    assert_eq!(office.last().flags, []);
}

/// The money is there: that it will come, is no news.
#[test]
fn what_came_late_says_nothing_of_now() {
    for said in ["F1:65", "F0:1", "F3:1"] {
        let mut office = Office::sent();
        office.is_paid(&[decision(adjudicated("CO-45 40"), march(20))]);
        office.hears(&[answered(said, march(10))]);
        assert_eq!(office.status(), Paid);
        assert_eq!(office.flags(), [], "{said}");
    }
}

/// A remittance decides, whatever is said before or after it.
#[test]
fn a_remittance_beats_all_else() {
    let denies = decision(adjudicated("CO-197 150"), march(20));
    let pays = decision(adjudicated("CO-45 40"), march(20));
    for (decided, stands) in [(denies, NeedsReview), (pays, Paid)] {
        for said in [
            "A3:24", "A7:562", "P1:20", "P3:1", "R3:297", "F1:65", "F2:1", "F3N:1", "F4:1", "F5:1",
        ] {
            // Before it,
            let mut office = Office::sent();
            office.hears(&[answered(said, march(10))]);
            office.is_paid(std::slice::from_ref(&decided));
            assert_eq!(office.status(), stands, "{said}");
            // and behind it.
            office.hears(&[answered(said, march(25))]);
            assert_eq!(office.status(), stands, "{said}");
            assert!(!office.last().caused, "{said}");
        }
        let mut office = Office::sent();
        office.is_paid(std::slice::from_ref(&decided));
        let refused = ReceiptOutcome::Rejected;
        let _ = office.receives(&receipt(ReceiptOf::Interchange, refused, 1));
        let rejects = acknowledged(ReportedBy::Payer, "A7:562", Reject, march(25));
        office.hears(&[rejects]);
        assert_eq!(office.status(), stands);
    }
}

/// Among statuses the later one of the same rank counts, and one of a lower rank never.
#[test]
fn statuses_among_themselves() {
    for (said, stands) in [
        (["F1:65", "F2:1"], Denied),
        (["F2:1", "F1:65"], Paid),
        (["F1:65", "R3:297"], NeedsReview),
        (["F2:1", "P1:20"], Denied),
        (["P1:20", "A2:20"], InProcess),
        (["R3:297", "A1:19"], NeedsReview),
        (["A7:562", "A2:20"], Rejected),
        (["A2:20", "A7:562"], Rejected),
        (["F1:65", "A7:562"], Rejected),
    ] {
        let mut office = Office::sent();
        for (said, day) in said.iter().zip(9..) {
            office.hears(&[answered(said, march(day))]);
        }
        assert_eq!(office.status(), stands, "{said:?}");
    }
}

/// A payer that splits a claim decides on its parts by themselves: the order makes no difference.
#[test]
fn parts_of_a_claim() {
    let paid = || part("ICN1", "90", "CO-45 20");
    let denied = || part("ICN2", "60", "CO-197 60");
    let patient = || part("ICN2", "60", "PR-1 60");
    let refused = || part("ICN1", "90", "CO-50 90");
    for (one, other, status, flags) in [
        (paid(), denied(), Paid, [Flag::PartlyDenied].as_slice()),
        (paid(), patient(), Paid, &[]),
        (refused(), denied(), NeedsReview, &[]),
        (refused(), patient(), NeedsReview, &[Flag::PartlyDenied]),
    ] {
        for parts in [[&one, &other], [&other, &one]] {
            let parts = parts.map(|part| decision(part.clone(), march(20)));
            let mut office = Office::sent();
            office.is_paid(&parts);
            assert_eq!(office.status(), status, "{one:?} {other:?}");
            assert_eq!(office.flags(), flags, "{one:?} {other:?}");
            let sum = one.paid.0 + other.paid.0;
            assert_eq!(office.life().paid(), Some(Amount(sum)));
        }
    }
}

/// Three parts, of which the first is denied: what the last one says does not hide it.
#[test]
fn the_last_part_does_not_hide_the_first() {
    let parts = [
        part("ICN1", "50", "CO-197 50"),
        part("ICN2", "50", "CO-45 10"),
        part("ICN3", "50", "CO-45 10"),
    ];
    let mut office = Office::sent();
    office.is_paid(&parts.map(|part| decision(part, march(20))));
    assert_eq!(office.status(), Paid);
    assert_eq!(office.flags(), [Flag::PartlyDenied]);
}

/// Reversal and correction in either order, next to each other or not.
#[test]
fn correction_before_its_reversal() {
    let first = numbered("ICN1", adjudicated("CO-45 40, PR-1 50, PR-3 20"));
    let back = decision(reversed(&first), march(20));
    let anew = decision(
        numbered("ICN2", adjudicated("CO-45 40, PR-3 40")),
        march(20),
    );
    for both in [[&back, &anew], [&anew, &back]] {
        let mut office = Office::sent();
        office.is_paid(&[decision(first.clone(), march(10))]);
        office.is_paid(&both.map(Clone::clone));
        assert_eq!(office.status(), Paid);
        assert!(!office.flags().contains(&Flag::TakenBack));
        assert_eq!(office.life().paid(), Some(dollars("70")));
    }
    // A correction that denies: the payment is gone.
    let denies = decision(numbered("ICN2", adjudicated("CO-197 150")), march(20));
    for both in [[&back, &denies], [&denies, &back]] {
        let mut office = Office::sent();
        office.is_paid(&[decision(first.clone(), march(10))]);
        office.is_paid(&both.map(Clone::clone));
        assert_eq!(office.status(), NeedsReview);
        assert_eq!(office.life().paid(), Some(dollars("0")));
    }
}

/// A file that holds several payments, as clearinghouses deliver them: the first pays, the second takes the same back.
#[test]
fn paid_and_taken_back_in_one_file() {
    let first = numbered("ICN1", adjudicated("CO-45 40"));
    let mut office = Office::sent();
    office.is_paid(&[
        decision(first.clone(), march(10)),
        decision(reversed(&first), march(20)),
    ]);
    assert_eq!(office.status(), NeedsReview);
    assert_eq!(office.flags(), [Flag::TakenBack]);
    assert_eq!(office.life().paid(), Some(dollars("0")));

    // And what it takes back, it decides anew: denied, and not half paid.
    let denies = numbered("ICN2", adjudicated("CO-197 150"));
    let mut office = Office::sent();
    office.is_paid(&[
        decision(first.clone(), march(10)),
        decision(reversed(&first), march(20)),
        decision(denies.clone(), march(20)),
    ]);
    assert_eq!(office.status(), NeedsReview);
    assert_eq!(office.flags(), []);

    // The other way round: denied at first, and paid in the end.
    let denied = numbered("ICN1", adjudicated("CO-197 150"));
    let mut office = Office::sent();
    office.is_paid(&[
        decision(denied.clone(), march(10)),
        decision(reversed(&denied), march(20)),
        decision(numbered("ICN2", adjudicated("CO-45 40")), march(20)),
    ]);
    assert_eq!(office.status(), Paid);
    assert_eq!(office.flags(), []);
}

/// An estimate decides nothing, and its amounts are no money.
#[test]
fn an_estimate() {
    let mut office = Office::sent();
    let estimate = Adjudication {
        processing: Processing::Predetermination,
        ..adjudicated("PR-3 20, OA-101 130")
    };
    office.is_paid(&[decision(estimate, march(20))]);
    assert_eq!(office.status(), Sent);
    assert_eq!(office.flags(), [Flag::Estimate]);
    assert_eq!(office.life().decisions().count(), 0);
    office.hears(&[answered("P1:20", march(21))]);
    assert_eq!(office.status(), InProcess);
}

/// The day of acceptance: the payer's word, or a clearinghouse's where the office says so.
#[test]
fn the_day_of_acceptance() {
    let by_clearinghouse = Profile {
        accepted_by_clearinghouse: true,
        ..Profile::default()
    };
    let (payer, other) = (ReportedBy::Payer, ReportedBy::Clearinghouse);
    for (profile, by, said, action, accepted) in [
        (Profile::default(), payer, "A2:20", Accept, true),
        (Profile::default(), payer, "A1:19", Accept, false),
        (Profile::default(), other, "A2:20", Accept, false),
        (by_clearinghouse.clone(), other, "A2:20", Accept, true),
        (by_clearinghouse.clone(), other, "A1:19", Accept, true),
        (by_clearinghouse.clone(), other, "A7:562", Accept, false),
        (by_clearinghouse.clone(), other, "A1:19", Reject, false),
        (by_clearinghouse, payer, "A2:20 A7:562", Accept, false),
    ] {
        let mut office = Office::sent_by(profile);
        office.hears(&[acknowledged(by, said, action, march(2))]);
        let day = accepted.then(|| march(2));
        assert_eq!(office.life().accepted(), day, "{by:?} {said} {action:?}");
        // The first day stays.
        office.hears(&[acknowledged(by, said, action, march(4))]);
        assert_eq!(office.life().accepted(), day, "{by:?} {said} {action:?}");
    }
}

/// A line adds its reasons to the claim and does not decide for it.
#[test]
fn what_is_said_of_a_line() {
    let mut office = Office::sent();
    let line = claim_model::life::ClaimStatus {
        level: claim_model::life::StatusLevel::Line,
        ..acknowledged(ReportedBy::Payer, "A7:507", Reject, march(2))
    };
    office.hears(&[
        acknowledged(ReportedBy::Payer, "A2:20", Accept, march(2)),
        line,
    ]);
    assert_eq!(office.status(), Received);
    assert_eq!(office.life().events().len(), 4, "kept with the claim");
}

/// Answers to a replacement and to what it replaces, told apart by the payer's numbers and by days.
#[test]
fn answers_of_two_attempts() {
    let mut office = Office::sent();
    let first = numbered("ICN1", adjudicated("CO-197 150"));
    office.is_paid(&[decision(first.clone(), march(10))]);
    let again = good().replacement(payer_number("ICN1"));
    office.send(&again, 2, march(12));

    // A decision of before, which comes now.
    let old = numbered("ICN1", adjudicated("CO-16 150"));
    office.is_paid(&[decision(old, march(11))]);
    assert_eq!(office.status(), Sent);
    assert_eq!(office.last().flags, [Flag::EarlierAttempt]);
    // The replacement is taken under a new number.
    let mut taken = acknowledged(ReportedBy::Payer, "A2:20", Accept, march(13));
    taken.batch = Some(batch(2));
    taken.payer_claim_number = Some(payer_number("ICN2"));
    office.hears(&[taken]);
    assert_eq!(office.status(), Received);
    // What is said of the old number from now on, is said of the old attempt.
    let mut old = answered("F2:1", march(20));
    old.payer_claim_number = Some(payer_number("ICN1"));
    office.hears(&[old]);
    assert_eq!(office.status(), Received);
    let at: Vec<Status> = office
        .life()
        .attempts()
        .iter()
        .map(|of| of.status)
        .collect();
    assert_eq!(at, [NeedsReview, Received]);
    // Reversal of the old one and decision on the new one, together.
    office.is_paid(&[
        decision(reversed(&first), march(25)),
        decision(numbered("ICN2", adjudicated("CO-45 40")), march(25)),
    ]);
    assert_eq!(office.status(), Paid);
    assert_eq!(office.flags(), []);
    assert_eq!(
        office.life().payer_claim_number(),
        Some(&payer_number("ICN2"))
    );
}

/// A file that was sent twice: the second copy is refused for its control number, and the claims of the first one are not.
#[test]
fn a_second_copy_is_refused() {
    let mut office = Office::sent();
    let copy = receipt(ReceiptOf::Interchange, ReceiptOutcome::Rejected, 1);
    office.hears(&[acknowledged(ReportedBy::Payer, "A2:20", Accept, march(3))]);
    assert_eq!(office.receives(&copy).unmatched, None);
    assert_eq!(office.status(), Received);
    assert_eq!(office.last().flags, [Flag::Late]);

    // Nothing was taken yet: then it is the file itself that was refused.
    let mut office = Office::sent();
    assert_eq!(office.receives(&copy).unmatched, None);
    assert_eq!(office.status(), Rejected);
}

/// A file that names one claim very often is read in bounded time, and what came twice within reach is still noticed.
#[test]
fn one_claim_named_very_often() {
    let mut office = Office::sent();
    let said: Vec<_> = (1..=20_000_u32)
        .map(|at| {
            let mut status = answered("P1:20", march(3));
            status.payment_number = Some(at.to_string().into());
            status
        })
        .collect();
    office.hears(&said);
    assert_eq!(office.status(), InProcess);
    office.hears(said.get(19_990..).unwrap());
    assert_eq!(office.last().flags, [Flag::Duplicate]);
}
