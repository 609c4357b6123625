//! Which claim an answer speaks of: by our number, by others' numbers, and never by a guess.
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

use std::time::{Duration, Instant};

use claim_model::{
    Adjudication, PayerId, Processing,
    life::{
        Flag, NoMatch, ReportedBy,
        Status::{NeedsReview, Paid, Received, Sent},
        StatusAction::Accept,
        Tracker,
    },
    matching::{
        Confidence::{Certain, Likely, Possible},
        MatchReason::{PatientControlNumber as Exact, PatientControlNumberChanged as Changed},
        SentClaim, SentClaims,
    },
};
use common::{
    claims::{all, charged, claim, decided, found},
    dollars, good, good_secondary,
    life::*,
    lines::back,
};

/// L16 and 835.md 8.5: our number as it comes back.
#[test]
fn our_number() {
    let long = "CEDAR-GROVE-2025-000123";
    let mut sent = all(&[claim("SH-10001"), claim("sh-10002"), claim(long)]);
    for (number, expected) in [
        ("SH-10001", Ok((0, Exact, Certain))),
        ("  SH-10001 ", Ok((0, Exact, Certain))),
        ("sh-10001", Ok((0, Changed, Likely))),
        ("SH-10002", Ok((1, Changed, Likely))),
        (long, Ok((2, Exact, Certain))),
        ("cedar-grove-2025-000123", Ok((2, Changed, Likely))),
        // The first twenty characters, and no fewer and no more.
        ("CEDAR-GROVE-2025-000", Ok((2, Changed, Likely))),
        ("cedar-grove-2025-000", Ok((2, Changed, Likely))),
        ("CEDAR-GROVE-2025-00", Err("none")),
        ("CEDAR-GROVE-2025-0001", Err("none")),
        ("CEDAR-GROVE-2025-0001234", Err("none")),
        ("SH-1000", Err("none")),
        ("SH-100011", Err("none")),
        ("XSH-10001", Err("none")),
        ("", Err("none")),
    ] {
        assert_eq!(
            found(sent.of_decision(&decided(number))),
            expected,
            "{number:?}"
        );
    }
}

/// Characters that take more than one byte are counted as characters.
#[test]
fn characters_are_counted() {
    let own = "ÄÖÜäöüßéèêëàâîïôûçñø-123";
    let mut sent = all(&[claim(own)]);
    let cut: String = own.chars().take(20).collect();
    assert_eq!(
        found(sent.of_decision(&decided(&cut))),
        Ok((0, Changed, Likely))
    );
    let less: String = own.chars().take(19).collect();
    assert_eq!(found(sent.of_decision(&decided(&less))), Err("none"));
}

/// Numbers that differ behind their twentieth character only: the charge tells them apart, or nothing does.
#[test]
fn numbers_that_begin_alike() {
    let (one, other) = ("CEDAR-GROVE-2025-000123", "CEDAR-GROVE-2025-000456");
    let kept = "CEDAR-GROVE-2025-000";
    let mut same = all(&[claim(one), claim(other)]);
    assert_eq!(found(same.of_decision(&decided(kept))), Err("several"));
    assert_eq!(
        found(same.of_decision(&decided(other))),
        Ok((1, Exact, Certain))
    );
    let mut differ = all(&[charged(one, "175"), claim(other)]);
    assert_eq!(
        found(differ.of_decision(&decided(kept))),
        Ok((1, Changed, Likely))
    );
    // A claim that has just these characters for its number is the one.
    let mut exact = all(&[claim(one), claim(kept)]);
    assert_eq!(
        found(exact.of_decision(&decided(kept))),
        Ok((1, Exact, Certain))
    );
    // Capitals alone tell nobody apart, unless they are the same.
    let mut letters = all(&[claim("ab1"), claim("AB1")]);
    assert_eq!(found(letters.of_decision(&decided("Ab1"))), Err("several"));
    assert_eq!(
        found(letters.of_decision(&decided("AB1"))),
        Ok((1, Exact, Certain))
    );
}

/// The same claim at the first and at the second payer, under one number.
fn both_payers() -> SentClaims {
    all(&[good(), good_secondary()])
}

#[test]
fn one_number_at_two_payers() {
    let mut sent = both_payers();
    let of = |payer: Option<&str>, processing| Adjudication {
        payer_id: payer.map(|id| PayerId::new(id).unwrap()),
        processing,
        ..decided("SH-10001")
    };
    use Processing::{Denied, Other, Primary, Reversal, Secondary};
    for (payer, processing, expected) in [
        (Some("ACM01"), Primary, Ok(0)),
        (Some("BET02"), Secondary, Ok(1)),
        // The payer by its id, however it calls itself,
        (Some("BET02"), Primary, Ok(1)),
        (Some("ACM01"), Reversal, Ok(0)),
        (Some("BET02"), Denied, Ok(1)),
        // else by whose turn it is,
        (None, Primary, Ok(0)),
        (None, Secondary, Ok(1)),
        (Some("60054"), Secondary, Ok(1)),
        // else it is not said.
        (None, Reversal, Err("several")),
        (None, Denied, Err("several")),
        (Some("60054"), Other, Err("several")),
    ] {
        let one = found(sent.of_decision(&of(payer, processing))).map(|(claim, ..)| claim);
        assert_eq!(one, expected, "{payer:?} {processing:?}");
    }
}

/// What nothing else tells apart, the payer's number does once it is known.
#[test]
fn one_number_at_two_payers_and_their_own() {
    let mut tracker = Tracker::default();
    let first = tracker.sent(&good(), &sending(1, march(1))).unwrap();
    let second = tracker
        .sent(&good_secondary(), &sending(2, march(10)))
        .unwrap();
    assert_ne!(first, second, "another payer's claim is no other attempt");
    let of = |number: &str, processing, said: &str| {
        let adjudication = Adjudication {
            payer_id: None,
            processing,
            payer_claim_number: Some(payer_number(number)),
            ..adjudicated(said)
        };
        decision(adjudication, march(20))
    };
    tracker.begin_file();
    let _ = tracker.decision(&of("ICN1", Processing::Primary, "CO-45 40"));
    let _ = tracker.decision(&of("ICN2", Processing::Secondary, "OA-23 110, CO-45 20"));
    tracker.end_set();
    let status = |tracker: &Tracker, id| tracker.life(id).unwrap().status();
    assert_eq!(
        (status(&tracker, first), status(&tracker, second)),
        (Some(Paid), Some(Paid))
    );
    let back = decision(
        reversed(&of("ICN2", Processing::Reversal, "OA-23 110, CO-45 20").adjudication),
        march(27),
    );
    tracker.begin_file();
    let answered = tracker.decision(&back);
    assert_eq!(answered.claims[0].claim, second);
    tracker.end_set();
    assert_eq!(status(&tracker, first), Some(Paid));
    assert_eq!(status(&tracker, second), Some(NeedsReview));
    assert_eq!(tracker.life(first).unwrap().paid(), Some(dollars("110")));
    assert_eq!(tracker.life(second).unwrap().paid(), Some(dollars("0")));
}

/// A clearinghouse's acknowledgment names the batch: that tells the two payers' claims apart.
#[test]
fn one_number_in_two_batches() {
    let mut tracker = Tracker::default();
    let first = tracker.sent(&good(), &sending(1, march(1))).unwrap();
    let second = tracker
        .sent(&good_secondary(), &sending(2, march(1)))
        .unwrap();
    let mut said = acknowledged(ReportedBy::Clearinghouse, "A1:19", Accept, march(2));
    said.batch = Some(batch(2));
    tracker.begin_file();
    let answered = tracker.status(&said);
    assert_eq!(answered[0].1.claims[0].claim, second);
    tracker.end_set();
    let status = |id| tracker.life(id).unwrap().status().unwrap();
    assert_eq!((status(first), status(second)), (Sent, Received));
    // With another's reference nothing tells them apart.
    said.batch = Some("CH-77".into());
    tracker.begin_file();
    assert_eq!(tracker.status(&said)[0].1.unmatched, Some(NoMatch::Several));
}

/// R12: parts of a claim, each with a number of its own, and a charge that is part of ours.
#[test]
fn a_split_claim() {
    let mut sent = all(&[good(), claim("SH-10002")]);
    let part = |charge: &str| Adjudication {
        charge: dollars(charge),
        ..decided("SH-10001")
    };
    assert_eq!(found(sent.of_decision(&part("90"))), Ok((0, Exact, Likely)));
    assert_eq!(found(sent.of_decision(&part("60"))), Ok((0, Exact, Likely)));
    assert_eq!(
        found(sent.of_decision(&part("151"))),
        Ok((0, Exact, Possible))
    );
    let with_line = |charge: &str, line: &str, own: &str| Adjudication {
        charge: dollars(charge),
        lines: vec![back(own, "90834", line)],
        ..decided("SH-10001")
    };
    // Another charge for a line that was sent, with its whole charge or in parts.
    assert_eq!(
        found(sent.of_decision(&with_line("200", "150", "L10001-1"))),
        Ok((0, Exact, Likely))
    );
    assert_eq!(
        found(sent.of_decision(&with_line("200", "200", "L10001-1"))),
        Ok((0, Exact, Possible))
    );
    assert_eq!(
        found(sent.of_decision(&with_line("200", "200", "X"))),
        Ok((0, Exact, Possible))
    );
}

/// Our number is an answer's right to a claim, whatever else differs: but that it differs is said.
#[test]
fn what_differs_is_said() {
    let mut office = Office::sent();
    let other = Adjudication {
        charge: dollars("999"),
        ..adjudicated("")
    };
    office.is_paid(&[decision(other, march(20))]);
    assert_eq!(office.status(), Paid);
    assert_eq!(office.flags(), [Flag::FactsDiffer]);
}

/// An answer of somebody else's claim changes nothing here.
#[test]
fn nobodys_answer() {
    let mut office = Office::sent();
    let found = office.is_paid(&[decision(decided("SH-9"), march(20))]);
    assert_eq!(
        (found[0].claims.len(), found[0].unmatched),
        (0, Some(NoMatch::None))
    );
    assert_eq!(office.life().events().len(), 2);
    assert_eq!(office.flags(), []);
}

/// An office whose numbers all begin with the same twenty characters, and a payer that sends no more of them back.
#[test]
fn very_many_numbers_that_begin_alike() {
    let start = Instant::now();
    let mut sent = SentClaims::with_capacity(20_000);
    let one = SentClaim::of(&good());
    for number in 0..20_000 {
        let number = format!("CEDAR-GROVE-COUNSELING-{number:06}");
        sent.add(SentClaim {
            patient_control_number: own_number(&number),
            ..one.clone()
        })
        .unwrap();
    }
    for number in 0..20_000 {
        let exact = format!("CEDAR-GROVE-COUNSELING-{number:06}");
        let one = found(sent.of_decision(&decided(&exact)));
        assert_eq!(one, Ok((number, Exact, Certain)));
        assert_eq!(
            found(sent.of_decision(&decided("CEDAR-GROVE-COUNSELI"))),
            Err("several")
        );
    }
    assert!(
        start.elapsed() < Duration::from_secs(30),
        "{:?}",
        start.elapsed()
    );
}
