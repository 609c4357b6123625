//! Answers that find their claim by a number that is not our own: the payer's, the clearinghouse's, those of its lines, the
//! trace of an inquiry, Box 22.
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
    Adjudication, ClearinghouseClaimNumber,
    life::{
        ClaimStatus, NoMatch, ReportedBy,
        Status::{NeedsReview, Paid, Sent},
        StatusAction::Accept,
        Tracker,
    },
    matching::{
        Confidence::{Certain, Likely, Possible},
        MatchReason::{
            ClearinghouseClaimNumber as ByClearinghouse, InquiryTrace, LineControlNumbers,
            PatientControlNumber as Exact, PayerClaimNumber as ByPayer,
        },
        SentClaim, SentId,
    },
};
use common::{
    claims::{all, charged, claim, decided, found},
    dollars,
    life::*,
    lines::back,
};

/// The payer's number, from an acknowledgment on: it finds the claim where ours is missing or spoilt.
#[test]
fn a_number_that_was_learned() {
    let mut office = Office::sent();
    let mut taken = acknowledged(ReportedBy::Payer, "A2:20", Accept, march(2));
    taken.payer_claim_number = Some(payer_number("2025041000123"));
    taken.clearinghouse_claim_number = Some(ClearinghouseClaimNumber::new("CH998877").unwrap());
    office.hears(&[taken]);

    let nameless = |adjudication: Adjudication| Adjudication {
        payer_claim_number: Some(payer_number("2025041000123")),
        ..adjudication
    };
    for number in ["0", "10001", "SH-1000"] {
        let sent = nameless(decided(number));
        let found = office.is_paid(&[decision(sent, march(20))]);
        let one = found[0].claims[0];
        assert_eq!((one.reason, one.confidence), (ByPayer, Likely), "{number}");
    }
    assert_eq!(office.status(), Paid);

    // With other facts it is in doubt, and nobody's.
    let events = office.life().events().len();
    let other = Adjudication {
        charge: dollars("999"),
        ..nameless(decided("0"))
    };
    let found = office.is_paid(&[decision(other, march(21))]);
    assert_eq!(found[0].unmatched, Some(NoMatch::Doubtful));
    assert_eq!(office.life().events().len(), events);

    let asked = ClaimStatus {
        patient_control_number: None,
        clearinghouse_claim_number: Some(ClearinghouseClaimNumber::new("CH998877").unwrap()),
        ..answered("P1:20", march(22))
    };
    let found = office.hears(&[asked]);
    assert_eq!(found[0].claims[0].reason, ByClearinghouse);
}

/// A number that two claims have says nothing of either.
#[test]
fn a_number_of_two_claims() {
    let mut sent = all(&[claim("SH-10001"), claim("SH-10002")]);
    let ids: Vec<SentId> = sent.ids().collect();
    for id in &ids {
        sent.learn_payer_number(*id, &payer_number("0"));
    }
    let of = |number: &str| Adjudication {
        payer_claim_number: Some(payer_number("0")),
        ..decided(number)
    };
    assert_eq!(found(sent.of_decision(&of("0"))), Err("several"));
    assert_eq!(found(sent.of_decision(&of("SH-9"))), Err("several"));
    assert_eq!(
        found(sent.of_decision(&of("SH-10002"))),
        Ok((1, Exact, Certain)),
        "ours is there"
    );
    // Learned twice of one claim it is still that one's.
    sent.learn_payer_number(ids[0], &payer_number("ICN1"));
    sent.learn_payer_number(ids[0], &payer_number("ICN1"));
    let of = Adjudication {
        payer_claim_number: Some(payer_number("ICN1")),
        ..decided("0")
    };
    assert_eq!(found(sent.of_decision(&of)), Ok((0, ByPayer, Likely)));
}

/// RFI 525: CLP01 is 0 where no number was received. Then the numbers of the lines say whose they are.
#[test]
fn by_the_numbers_of_the_lines() {
    let mut two = claim("SH-10003");
    two.lines.push(two.lines[0].clone());
    two.lines[1].line_control_number = Some("L-SH-10003-2".into());
    let mut sent = all(&[claim("SH-10001"), claim("SH-10002"), two]);
    let of = |lines: &[(&str, &str)]| {
        let lines: Vec<_> = lines
            .iter()
            .map(|(own, charge)| back(own, "90834", charge))
            .collect();
        Adjudication {
            charge: claim_model::Amount(lines.iter().map(|line| line.charge.0).sum()),
            lines,
            ..decided("0")
        }
    };
    for (lines, expected) in [
        (
            [("L-SH-10002", "150")].as_slice(),
            Ok((1, LineControlNumbers, Likely)),
        ),
        (
            &[(" L-SH-10001 ", "150")],
            Ok((0, LineControlNumbers, Likely)),
        ),
        (
            &[("L-SH-10003", "150"), ("L-SH-10003-2", "150")],
            Ok((2, LineControlNumbers, Likely)),
        ),
        // One of its lines, with its charge.
        (
            &[("L-SH-10003-2", "150")],
            Ok((2, LineControlNumbers, Likely)),
        ),
        // A line with our number and another charge: another office's line may have it too.
        (
            &[("L-SH-10002", "175")],
            Ok((1, LineControlNumbers, Possible)),
        ),
        // Lines of two claims, one that nobody knows, and none at all.
        (&[("L-SH-10001", "150"), ("L-SH-10002", "150")], Err("none")),
        (&[("L-SH-10001", "150"), ("L-X", "150")], Err("none")),
        (&[("-", "150")], Err("none")),
        (&[], Err("none")),
    ] {
        assert_eq!(found(sent.of_decision(&of(lines))), expected, "{lines:?}");
    }
    // Claims that are sent later are found too.
    sent.add(SentClaim::of(&claim("SH-10004"))).unwrap();
    let later = of(&[("L-SH-10004", "150")]);
    assert_eq!(
        found(sent.of_decision(&later)),
        Ok((3, LineControlNumbers, Likely))
    );
    sent.add(SentClaim::of(&claim("SH-10004"))).unwrap();
    assert_eq!(found(sent.of_decision(&later)), Err("several"));
    // In doubt is nobody's.
    let mut office = Office::sent();
    let doubtful = Adjudication {
        lines: vec![back("L10001-1", "90834", "175")],
        charge: dollars("175"),
        ..decided("0")
    };
    let found = office.is_paid(&[decision(doubtful, march(20))]);
    assert_eq!(found[0].unmatched, Some(NoMatch::Doubtful));
    assert_eq!(office.status(), Sent);
}

/// A replacement under another number of ours: Box 22 says which claim it replaces.
#[test]
fn a_replacement_under_another_number() {
    let mut office = Office::sent();
    let first = Adjudication {
        payer_claim_number: Some(payer_number("ICN1")),
        ..adjudicated("CO-16 150")
    };
    office.is_paid(&[decision(first.clone(), march(10))]);
    assert_eq!(office.status(), NeedsReview);
    let again = charged("SH-20001", "175").replacement(payer_number("ICN1"));
    assert_eq!(
        office.send(&again, 2, march(12)),
        office.claim,
        "another attempt of the claim"
    );
    assert_eq!(office.status(), Sent);

    // It is paid under its new number, and the old one is taken back by the payer's number alone.
    let mut paid = decided("SH-20001");
    (paid.charge, paid.paid) = (dollars("175"), dollars("135"));
    paid.payer_claim_number = Some(payer_number("ICN2"));
    paid.lines = vec![back("L-SH-20001", "90834", "175")];
    paid.lines[0].paid = dollars("135");
    let mut back = reversed(&first);
    back.patient_control_number = None;
    let answers = office.is_paid(&[decision(back, march(20)), decision(paid, march(20))]);
    assert!(
        answers.iter().all(|answer| answer.unmatched.is_none()),
        "{answers:?}"
    );
    assert_eq!(office.status(), Paid);
    assert_eq!(office.life().paid(), Some(dollars("135")));
    let attempts: Vec<usize> = office.life().events().iter().map(|of| of.attempt).collect();
    assert_eq!(attempts, [0, 0, 0, 1, 0, 1]);
    assert_eq!(office.flags(), [], "neither charge nor lines differ");
    // A late answer to the first number is about the first attempt.
    let old = answered("F2:88", march(9));
    office.hears(&[old]);
    assert_eq!(office.last().attempt, 0);
    assert_eq!(office.status(), Paid);
}

/// One whose payer's number nobody knows is a claim of its own, until that number is answered.
#[test]
fn a_replacement_of_what_is_not_known() {
    let mut tracker = Tracker::default();
    let again = claim("SH-20001").replacement(payer_number("ICN1"));
    let id = tracker.sent(&again, &sending(1, march(1))).unwrap();
    let mut old = decided("0");
    old.payer_claim_number = Some(payer_number("ICN1"));
    tracker.begin_file();
    let answered = tracker.decision(&decision(reversed(&old), march(20)));
    assert_eq!(
        (answered.claims[0].claim, answered.claims[0].reason),
        (id, ByPayer)
    );
}

/// The trace of an inquiry comes back with its answer; in an acknowledgment the same text is no trace of ours.
#[test]
fn the_trace_of_an_inquiry() {
    let mut office = Office::sent();
    office.tracker.asked("ST276-1", office.claim);
    let mut answer = ClaimStatus {
        patient_control_number: None,
        trace: Some(" ST276-1 ".into()),
        ..answered("P1:20", march(10))
    };
    let found = office.hears(std::slice::from_ref(&answer));
    assert_eq!(
        (found[0].claims[0].reason, found[0].claims[0].confidence),
        (InquiryTrace, Certain)
    );
    answer.trace = Some("ST276-2".into());
    assert_eq!(office.hears(&[answer])[0].unmatched, Some(NoMatch::None));

    let mut acknowledgment = acknowledged(ReportedBy::Payer, "A2:20", Accept, march(2));
    acknowledgment.trace = Some("ST276-1".into());
    acknowledgment.patient_control_number = Some(own_number("SH-9"));
    assert_eq!(
        office.hears(&[acknowledgment])[0].unmatched,
        Some(NoMatch::None)
    );
}
