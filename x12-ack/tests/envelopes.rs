//! Faults of the envelope, sets that are not read, and files that end too early: the answers worked out by hand.
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

use common::acks::{answer_lines, claims_with, replies, ta1_lines};
use x12_837p::claim::Assembler;
use x12_ack::{AckOptions, Acknowledging, Answers, Piece, Unanswered, Why, acknowledge, collect};
use x12_core::{Assemble, Limits, ReadOptions, ReaderEvents, SliceEvents};

fn answers(input: &str) -> Answers {
    acknowledge::<Assembler>(
        input.as_bytes(),
        &ReadOptions::default(),
        AckOptions::default(),
    )
}

const SET: &str = "AK2*837*0001*005010X222A1";
const GROUP: &str = "AK1*HC*1*005010X222A1";

fn check(changes: &[(&str, &str)], lines: &[&str], ta1: &str) {
    let answers = answers(&claims_with("P01", changes));
    assert_eq!(answer_lines(&answers), lines, "{changes:?}");
    assert_eq!(
        ta1_lines(&answers),
        [format!("TA1*000000001*250301*1200*{ta1}")],
        "{changes:?}"
    );
}

#[test]
fn the_set_its_trailer_and_its_header() {
    let rejected = |code: &str, group: &str| {
        vec![
            GROUP.to_owned(),
            SET.to_owned(),
            code.to_owned(),
            group.to_owned(),
        ]
    };
    let check = |changes: &[(&str, &str)], code: &str, group: &str| {
        let lines = rejected(code, group);
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        check(changes, &lines, "A*000");
    };
    check(&[("SE*26*", "SE*25*")], "IK5*E*4", "AK9*E*1*1*1");
    check(&[("SE*26*", "SE*X*")], "IK5*R*4", "AK9*R*1*1*0");
    check(&[("SE*26*0001", "SE*26*0002")], "IK5*E*3", "AK9*E*1*1*1");
    check(&[("SE*26*0001~\n", "")], "IK5*R*2", "AK9*R*1*1*0");
    let version = [("0001*005010X222A1", "0001*005010X222A1^")];
    let answers = answers(&claims_with("P01", &version));
    assert_eq!(
        answer_lines(&answers)[1..],
        ["AK2*837*0001", "IK5*R*I6", "AK9*R*1*1*0*2"]
    );
}

#[test]
fn a_control_number_that_is_used_twice() {
    let file = claims_with("P01", &[("GE*1*", "GE*2*")]);
    let (start, end) = (file.find("ST*").unwrap(), file.find("GE*").unwrap());
    let twice = format!("{}{}{}", &file[..end], &file[start..end], &file[end..]);
    let answers = answers(&twice);
    assert_eq!(
        answer_lines(&answers),
        [GROUP, SET, "IK5*A", SET, "IK5*R*23", "AK9*P*2*2*1"]
    );
    // The claim number is that of the first claim: no code says so.
    let rules: Vec<_> = answers
        .not_expressed
        .iter()
        .map(|of| of.rule.number)
        .collect();
    assert_eq!(rules, [509]);
}

#[test]
fn the_group() {
    check(
        &[("GE*1*1", "GE*3*1")],
        &[GROUP, SET, "IK5*A", "AK9*E*3*1*1*5"],
        "A*000",
    );
    check(
        &[("GE*1*1", "GE*1*2")],
        &[GROUP, SET, "IK5*A", "AK9*E*1*1*1*4"],
        "A*000",
    );
    check(
        &[("GE*1*1~\n", "")],
        &[GROUP, SET, "IK5*A", "AK9*R*1*1*0*3"],
        "A*000",
    );
    let file = claims_with("P01", &[("IEA*1*", "IEA*2*")]);
    let (start, end) = (file.find("GS*").unwrap(), file.find("IEA*").unwrap());
    let again = file[start..end].replace("SH-10001", "SH-10002");
    let answers = answers(&format!("{}{again}{}", &file[..end], &file[end..]));
    assert_eq!(
        answer_lines(&answers),
        [
            GROUP,
            SET,
            "IK5*A",
            "AK9*A*1*1*1",
            GROUP,
            SET,
            "IK5*A",
            "AK9*R*1*1*0*19"
        ]
    );
    let numbers: Vec<_> = answers
        .groups
        .iter()
        .map(|of| {
            of.response
                .header
                .set
                .control_number
                .clone()
                .unwrap()
                .to_string()
        })
        .collect();
    assert_eq!(numbers, ["0001", "0002"]);
    assert_eq!(
        collect(&replies(&answers), &ReadOptions::default())
            .findings
            .len(),
        0
    );
}

#[test]
fn the_interchange() {
    let accepted = [GROUP, SET, "IK5*A", "AK9*A*1*1*1"];
    check(&[("IEA*1*", "IEA*2*")], &accepted, "E*021");
    check(
        &[("IEA*1*000000001", "IEA*1*000000002")],
        &accepted,
        "E*001",
    );
    check(&[("*^*00501", "*U*00501")], &accepted, "E*016");
    check(
        &[("ZZ*DEMO001        *", "ZZ*DEMO001*")],
        &accepted,
        "E*022",
    );
    check(&[("GE*1*1~\n", "GE*1*1~\nZZZ*1~\n")], &accepted, "R*022");
    let file = claims_with("P01", &[]);
    let answers = answers(&format!("{file}{file}"));
    assert_eq!(
        ta1_lines(&answers),
        [
            "TA1*000000001*250301*1200*A*000",
            "TA1*000000001*250301*1200*R*025"
        ]
    );
    // The worst note is told; the other one is counted.
    let two = claims_with(
        "P01",
        &[
            ("IEA*1*000000001", "IEA*2*000000002"),
            ("GE*1*1~\n", "GE*1*1~\nZZZ*1~\n"),
        ],
    );
    let answers = self::answers(&two);
    assert_eq!(ta1_lines(&answers), ["TA1*000000001*250301*1200*R*022"]);
    assert_eq!(answers.not_expressed.len(), 2);
}

#[test]
fn an_interchange_that_the_next_one_ends() {
    let file = claims_with("P01", &[]);
    let cut = file.replace("IEA*1*000000001~\n", "");
    let next = file
        .replace("000000001", "000000002")
        .replace("SH-10001", "SH-10002");
    let answers = answers(&format!("{cut}{next}"));
    assert_eq!(
        ta1_lines(&answers),
        [
            "TA1*000000001*250301*1200*R*023",
            "TA1*000000002*250301*1200*A*000"
        ]
    );
    assert_eq!(answers.groups.len(), 2);
    assert_eq!(answers.groups[1].interchange_number, 2);
}

#[test]
fn sets_that_are_not_read() {
    let old = [
        ("0001*005010X222A1", "0001*004010X098A1"),
        ("X*005010X222A1", "X*004010X098A1"),
    ];
    let lines = [
        "AK1*HC*1*004010X098A1",
        "AK2*837*0001",
        "IK5*R*I6",
        "AK9*R*1*1*0*2",
    ];
    check(&old, &lines, "A*000");
    let other = [("ST*837", "ST*834")];
    let lines = [GROUP, "AK2*834*0001", "IK5*R*1", "AK9*R*1*1*0*1"];
    check(&other, &lines, "A*000");
    // A set with no name in a 999 counts, and is told apart.
    let file = claims_with(
        "P01",
        &[("ST*837*0001", "ST*837*1"), ("SE*26*0001", "SE*26*1")],
    );
    let answers = answers(&file);
    assert_eq!(answer_lines(&answers), [GROUP, "AK9*R*1*1*0"]);
    let unnamed = Unanswered {
        interchange_number: 1,
        set: 1,
        why: Why::SetName,
    };
    assert_eq!(answers.unanswered, [unnamed]);
}

#[test]
fn groups_that_have_no_answer() {
    for (change, why, ta1) in [
        (("GS*HC", "GS*PO"), Why::Header, "R*024"),
        (("1200*1*X*", "1200*1A*X*"), Why::Header, "R*024"),
        (("GS*HC", "GS*FA"), Why::Acknowledgment, "A*000"),
    ] {
        let trailer = if change.1.contains("1A") {
            "GE*1*1A"
        } else {
            "GE*1*1"
        };
        let answers = answers(&claims_with("P01", &[change, ("GE*1*1", trailer)]));
        assert!(answers.groups.is_empty());
        assert_eq!(answers.unanswered.len(), 1, "{change:?}");
        assert_eq!(answers.unanswered[0].why, why);
        assert_eq!(
            ta1_lines(&answers),
            [format!("TA1*000000001*250301*1200*{ta1}")]
        );
        assert_eq!(replies(&answers), b"");
    }
    let file = claims_with("P01", &[]);
    let gs = &file[file.find("GS*").unwrap()..file.find("ST*").unwrap()];
    let answers = answers(&file.replace(gs, "").replace("GE*1*1~\n", ""));
    assert_eq!(answers.unanswered[0].why, Why::NoGroup);
    assert_eq!(ta1_lines(&answers), ["TA1*000000001*250301*1200*R*024"]);
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_answered_as_far_as_it_goes() {
    let file = claims_with("P12", &[]);
    let header = file.find("ST*").unwrap();
    let trailer = file.find("IEA").unwrap();
    for end in 0..trailer {
        let answers = answers(&file[..end]);
        assert!(answers.error.is_some(), "cut at {end}");
        if end < 106 {
            assert!(answers.interchanges.is_empty());
            continue;
        }
        assert_eq!(
            ta1_lines(&answers),
            ["TA1*000000001*250301*1200*R*023"],
            "{end}"
        );
        let reply = replies(&answers);
        if reply.is_empty() {
            continue;
        }
        let read = collect(&reply, &ReadOptions::default());
        assert_eq!(read.findings, [], "{end}");
        if end > header + 30 {
            let lines = answer_lines(&answers);
            let last = lines.last().unwrap();
            let whole = file[..end].contains("GE*1*1~");
            assert!(
                last == "AK9*R*1*1*0*3" || (whole && last == "AK9*A*1*1*1"),
                "{end} {last}"
            );
            let set = lines.iter().find(|of| of.starts_with("IK5")).unwrap();
            let closed = file[..end].contains("SE*");
            assert!(*set == "IK5*R*2" || closed, "{end} {set}");
        }
    }
}

#[test]
fn a_limit_ends_reading_and_what_was_read_is_answered() {
    let mut limits = Limits::default();
    limits.loop_bytes = 100;
    let options = ReadOptions::default().limits(limits);
    let file = claims_with("P01", &[]);
    let answers = acknowledge::<Assembler>(file.as_bytes(), &options, AckOptions::default());
    assert_eq!(answers.error.as_ref().unwrap().rule().number, 909);
    assert_eq!(ta1_lines(&answers), ["TA1*000000001*250301*1200*R*023"]);
    assert_eq!(answer_lines(&answers).last().unwrap(), "AK9*R*1*1*0*3");
}

#[test]
fn findings_past_the_limit_still_reject() {
    let mut limits = Limits::default();
    limits.findings = 0;
    let options = ReadOptions::default().limits(limits);
    let file = claims_with("P01", &[("90834*150*UN", "90834*1A0*UN")]);
    let answers = acknowledge::<Assembler>(file.as_bytes(), &options, AckOptions::default());
    assert_eq!(
        answer_lines(&answers),
        [GROUP, SET, "IK5*R*5", "AK9*R*1*1*0"]
    );
    assert!(answers.groups[0].unlisted > 0);
}

#[test]
fn no_file_has_no_answer() {
    for input in ["", " \n", "no such thing", "ISA*"] {
        let answers = answers(input);
        assert!(
            answers.groups.is_empty() && answers.interchanges.is_empty(),
            "{input}"
        );
        assert!(answers.error.is_some());
    }
}

/// Whoever wants the claims too reads with the wrapped assembler: the events are the guide's own, the pieces the same.
#[test]
fn pieces_come_beside_the_claims() {
    let file = claims_with("P12", &[]);
    let options = ReadOptions::default();
    let state = Acknowledging::new(Assembler::new(&options), AckOptions::default());
    let mut events = SliceEvents::with_state(file.as_bytes(), &options, state);
    let (mut seen, mut names) = (0, Vec::new());
    while let Some(event) = events.next().unwrap() {
        seen += usize::from(matches!(event, Some(x12_837p::claim::ClaimEvent::Claim(_))));
        for piece in events.state_mut().take_pieces() {
            names.push(match piece {
                Piece::Group(_) => "group",
                Piece::Set { .. } => "set",
                Piece::GroupEnd(_) => "end",
                Piece::Interchange(_) => "interchange",
                _ => "other",
            });
        }
    }
    assert_eq!(seen, 3);
    assert_eq!(names, ["group", "set", "end", "interchange"]);
    let state = Acknowledging::new(Assembler::new(&options), AckOptions::default());
    let mut streamed = ReaderEvents::with_state(file.as_bytes(), &options, state);
    while streamed.next().unwrap().is_some() {}
    assert_eq!(streamed.state_mut().take_pieces().len(), 4);
}
