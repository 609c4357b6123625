//! 997 and TA1, contradictions, what is kept apart, and that nothing of a file shows in `Debug`.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use claim_model::life::ReceiptOutcome;
use common::{All, Little, Owned, file, found, read_slice, read_stream};
use proptest::prelude::*;
use x12_ack::{AnswerKind, AnswerTotals, ErrorContext, GroupAnswer, collect};
use x12_core::ReadOptions;

fn view(text: &str) -> GroupAnswer<'static> {
    let read = collect(text.as_bytes(), &ReadOptions::default());
    assert_eq!(found(&read.findings), [""; 0]);
    read.groups[0].view().into_owned()
}

#[test]
fn a_997_is_read_like_a_999() {
    let text = file(
        "997",
        "004010X098A1",
        &[
            "AK1*HC*56",
            "AK2*837*000000001",
            "AK3*CLM*23*2300*8",
            "AK4*5:1*1331*7*95",
            "AK4*2*782*1",
            "AK3*REF*24**3",
            "AK5*R*5*4",
            "AK2*837*000000002",
            "AK5*A",
            "AK9*P*2*2*1*5",
        ],
    );
    let group = view(&text);
    assert_eq!(group.kind, AnswerKind::Functional);
    assert_eq!(group.control_number.as_ref().unwrap(), &"56");
    assert_eq!(group.version, None);
    assert_eq!(group.outcome(), ReceiptOutcome::PartlyAccepted);
    assert_eq!(
        (group.included, group.received, group.accepted),
        (Some(2), Some(2), Some(1))
    );
    assert_eq!(group.errors.len(), 1);
    let [first, second] = &group.sets[..] else {
        panic!("two sets");
    };
    assert_eq!(first.outcome(), ReceiptOutcome::Rejected);
    assert_eq!(first.errors.len(), 2);
    assert_eq!(second.outcome(), ReceiptOutcome::Accepted);
    let [clm, missing] = &first.segments[..] else {
        panic!("two segments");
    };
    assert_eq!(clm.position, Some(23));
    assert_eq!(clm.loop_id.as_ref().unwrap(), &"2300");
    assert_eq!(clm.claim(), None);
    let at = clm.elements[0].position.as_ref().unwrap();
    assert_eq!(
        (at.element, at.component, at.repetition),
        (Some(5), Some(1), None)
    );
    assert_eq!(clm.elements[0].reference, Some(1331));
    assert_eq!(clm.elements[0].value.as_ref().unwrap(), &"95");
    assert_eq!(clm.elements[1].value, None);
    assert!(missing.code.as_ref().unwrap().is("3"));
    assert!(missing.elements.is_empty());
}

#[test]
fn contexts_are_triggers_and_business_units() {
    let text = file(
        "999",
        "005010X231A1",
        &[
            "AK1*HC*1*005010X222A1",
            "AK2*837*0001*005010X222A1",
            "IK3*REF*57*2300*I6",
            "CTX*SITUATIONAL TRIGGER*CLM*43*2300*5:3*1325",
            "CTX*CLM01:SH-10008",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ],
    );
    let group = view(&text);
    let error = &group.sets[0].segments[0];
    assert_eq!(error.claim().unwrap(), &"SH-10008");
    let ErrorContext::Trigger {
        segment,
        position,
        loop_id,
        element,
        reference,
    } = &error.contexts[0]
    else {
        panic!("a trigger");
    };
    assert!(segment.as_ref().unwrap().is("CLM"));
    assert_eq!((*position, *reference), (Some(43), Some(1325)));
    assert_eq!(loop_id.as_ref().unwrap(), &"2300");
    assert_eq!(element.as_ref().unwrap().component, Some(3));
}

/// The interchange control number and so on of a TA1 with nothing around it but ISA and IEA.
fn ta1(segment: &str) -> All {
    let whole = file("999", "005010X231A1", &[]);
    let isa = &whole[..whole.find("GS*").unwrap()];
    let text = format!("{isa}{segment}~\nIEA*0*000000001~\n");
    read_slice(text.as_bytes(), &ReadOptions::default())
}

#[test]
fn a_ta1_is_read_with_the_interchange_that_it_came_in() {
    let read = ta1("TA1*000000050*250228*1200*R*023");
    assert_eq!(read.findings, []);
    let Owned::InterchangeAnswered(answered) = &read.events[1] else {
        panic!("a TA1");
    };
    assert_eq!(answered.interchange.sender_id, "ACM01");
    assert_eq!(
        answered.answer.control_number.as_ref().unwrap(),
        &"000000050"
    );
    assert_eq!(answered.answer.outcome(), ReceiptOutcome::Rejected);
    assert!(answered.answer.note.as_ref().unwrap().is("023"));
}

#[test]
fn a_ta1_is_checked() {
    for (segment, rules) in [
        ("TA1*000000050*250228*1200*A*000", &[][..]),
        ("TA1*50*250228*1200*A*000", &["0302 error TA101"]),
        ("TA1*00000005X*250228*1200*A*000", &["0305 error TA101"]),
        ("TA1*000000050*250230*1200*A*000", &["0306 error TA102"]),
        ("TA1*000000050*250228*2500*A*000", &["0307 error TA103"]),
        ("TA1*000000050*250228*1200*P*000", &["0308 error TA104"]),
        (
            "TA1*000000050*250228*1200*A*99",
            &["0302 error TA105", "0308 error TA105"],
        ),
        (
            "TA1*000000050*250228*1200",
            &["0301 error TA104", "0301 error TA105"],
        ),
    ] {
        assert_eq!(found(&ta1(segment).findings), rules, "{segment}");
    }
}

#[test]
fn answers_that_contradict_themselves() {
    let rules = |segments: &[&str]| {
        let mut all = vec!["AK1*HC*1*005010X222A1"];
        all.extend(segments);
        let text = file("999", "005010X231A1", &all);
        found(&read_slice(text.as_bytes(), &ReadOptions::default()).findings)
    };
    let (accepted, rejected) = (["AK2*837*0001", "IK5*A"], ["AK2*837*0002", "IK5*R*5"]);
    let with = |sets: &[[&'static str; 2]], end: &'static str| {
        let mut all: Vec<_> = sets.concat();
        all.push(end);
        rules(&all)
    };
    assert_eq!(with(&[accepted, rejected], "AK9*P*2*2*1"), [""; 0]);
    assert_eq!(with(&[], "AK9*A*1*1*1"), [""; 0]);
    assert_eq!(with(&[accepted], "AK9*A*1*1*2"), ["0751 warning AK904"]);
    assert_eq!(with(&[accepted], "AK9*R*0*0*0*3"), ["0751 warning AK903"]);
    assert_eq!(with(&[rejected], "AK9*A*1*1*1"), ["0752 warning AK901"]);
    assert_eq!(with(&[accepted], "AK9*R*1*1*0"), ["0752 warning AK901"]);
    assert_eq!(with(&[accepted], "AK9*R*1*1*0*19"), [""; 0]);
}

#[test]
fn what_is_missing_or_twice_is_found_and_kept() {
    let read = |segments: &[&str]| {
        read_slice(
            file("999", "005010X231A1", segments).as_bytes(),
            &ReadOptions::default(),
        )
    };
    let ak1 = "AK1*HC*1*005010X222A1";
    assert_eq!(found(&read(&[ak1]).findings), ["0208 error ST"]);
    assert_eq!(found(&read(&["AK9*A*1*1*1"]).findings), ["0208 error ST"]);
    let unfinished = read(&[ak1, "AK2*837*0001", "AK9*A*1*1*1"]);
    assert_eq!(found(&unfinished.findings), ["0208 error AK2"]);
    let twice = read(&[ak1, "AK9*A*1*1*1", "AK9*R*1*1*0"]);
    assert_eq!(found(&twice.findings), ["0205 error AK9"]);
    let kept = twice
        .events
        .iter()
        .any(|of| matches!(of, Owned::Rejected(of) if of.segments.len() == 1));
    assert!(kept);
    let strange = read(&[
        ak1,
        "AK2*837*0001",
        "ZZZ*1",
        "IK3*CLM*5",
        "XX*2",
        "IK5*A",
        "AK9*A*1*1*1",
    ]);
    assert_eq!(
        found(&strange.findings),
        ["0204 error ZZZ", "0204 error XX"]
    );
    let unknown = read(&[
        ak1,
        "AK2*837*0001",
        "IK3*CLM*5",
        "CTX*CLM99:1",
        "IK5*A",
        "AK9*A*1*1*1",
    ]);
    assert_eq!(found(&unknown.findings), ["0204 error CTX"]);
    let Some(Owned::AnswerEnd(totals)) = strange
        .events
        .iter()
        .find(|of| matches!(of, Owned::AnswerEnd(_)))
    else {
        panic!("an end");
    };
    let expected = AnswerTotals {
        sets: 1,
        accepted: 1,
        rejected: 0,
        unread: 0,
        complete: true,
    };
    assert_eq!(*totals, expected);
}

#[test]
fn long_names_of_loops_are_only_a_warning() {
    let text = file(
        "999",
        "005010X231",
        &[
            "AK1*HC*1*005010X222",
            "AK2*837*0001",
            "IK3*NM1*8*2010AA*8",
            "IK5*R*5",
            "AK9*R*1*1*0",
        ],
    );
    let read = read_slice(text.as_bytes(), &ReadOptions::default());
    assert_eq!(
        found(&read.findings),
        ["0308 warning ST03", "0303 warning IK303"]
    );
}

#[test]
fn a_set_answered_so_often_needs_no_memory() {
    let sets: Vec<String> = (0..2000)
        .map(|at| format!("AK2*837*{at:04}~\nIK5*A"))
        .collect();
    let mut segments = vec!["AK1*HC*1*005010X222A1"];
    segments.extend(sets.iter().map(String::as_str));
    segments.push("AK9*A*2000*2000*2000");
    let text = file("999", "005010X231A1", &segments).replace("SE*2004*", "SE*4004*");
    let mut limits = x12_core::Limits::default();
    limits.loop_bytes = 1000;
    let options = ReadOptions::default().limits(limits);
    let read = read_stream(Little(text.as_bytes(), 512), &options);
    assert!(
        read.error.is_none() && read.findings.is_empty(),
        "{:?}",
        found(&read.findings)
    );
    let sets = read.events.iter().filter(|of| matches!(of, Owned::Set(_)));
    assert_eq!(sets.count(), 2000);
}

#[test]
fn debug_shows_no_value() {
    let text = file(
        "999",
        "005010X231A1",
        &[
            "AK1*HC*77123*005010X222A1",
            "AK2*837*0099*005010X222A1",
            "IK3*NM1*22*2300*8",
            "CTX*CLM01:SH-SECRET",
            "IK4*3*1035*7*LOPEZ",
            "ZZZ*LOPEZ",
            "IK5*R*5",
            "AK9*R*1*1*0",
        ],
    );
    let read = read_slice(text.as_bytes(), &ReadOptions::default());
    let shown = format!("{read:?}");
    for secret in ["LOPEZ", "SH-SECRET", "77123", "0099", "ACM01", "DEMO001"] {
        assert!(!shown.contains(secret), "{secret}");
    }
    let views: Vec<_> = collect(text.as_bytes(), &ReadOptions::default())
        .groups
        .iter()
        .map(|of| format!("{:?}", of.view()))
        .collect();
    assert!(!views[0].contains("LOPEZ") && !views[0].contains("SECRET"));
    assert!(views[0].contains("Code(NM1)"), "{}", views[0]);
}

proptest! {
    #[test]
    fn any_bytes_are_read_alike_from_memory_and_stream(
        file in 0..fixtures::acknowledgments().len(),
        damage in prop::collection::vec((any::<usize>(), any::<u8>()), 0..6),
        step in 1..50_usize,
    ) {
        let mut input = fixtures::acknowledgments()[file].edi.to_vec();
        for (at, byte) in damage {
            let at = at % input.len();
            input[at] = byte;
        }
        let whole = read_slice(&input, &ReadOptions::default());
        let parts = read_stream(Little(&input, step), &ReadOptions::default());
        prop_assert!(whole.events == parts.events);
        prop_assert_eq!(whole.findings, parts.findings);
    }
}
