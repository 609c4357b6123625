//! What an answer tells back of a file can never change the answer: values with delimiters, control characters, other
//! alphabets and any length are left out; any damage to a file gives an answer that reads back clean.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use common::acks::{answer_lines, claims_with, interchange_replies, numbers, replies};
use proptest::prelude::*;
use x12_837p::claim::Assembler;
use x12_ack::{AckOptions, Answers, acknowledge, collect, write_replies};
use x12_core::{Delimiters, Error, ReadOptions};

fn answers(input: &[u8]) -> Answers {
    acknowledge::<Assembler>(input, &ReadOptions::default(), AckOptions::default())
}

/// The 999s and TA1s are files without a finding.
fn read_back(answers: &Answers) -> Vec<String> {
    let mut all = Vec::new();
    for reply in [replies(answers), interchange_replies(answers)] {
        if reply.is_empty() {
            continue;
        }
        let read = collect(&reply, &ReadOptions::default());
        all.extend(read.findings.iter().map(ToString::to_string));
        all.extend(read.error.iter().map(ToString::to_string));
    }
    all
}

/// The file with other delimiters, so that those of the answer are ordinary characters in it.
fn with_pipes(text: &str) -> String {
    text.replace('*', "|")
        .replace(':', ">")
        .replace('~', "!\n")
        .replace("\n\n", "\n")
}

/// The last element of the IK4 for the billing provider's NPI, and whether it has a value.
fn told(value: &str) -> Option<String> {
    let file = with_pipes(&claims_with("P02", &[]));
    assert_eq!(file.matches("|1234567893!").count(), 1);
    let file = file.replace("|1234567893!", &format!("|{value}!"));
    let answers = answers(file.as_bytes());
    assert_eq!(read_back(&answers), [""; 0], "{value:?}");
    let lines = answer_lines(&answers);
    let ik4 = lines.iter().find(|line| line.starts_with("IK4*9*67*"));
    let ik4 = ik4.unwrap_or_else(|| panic!("{value:?}: {lines:?}"));
    ik4.split('*').nth(4).map(str::to_owned)
}

#[test]
fn values_that_would_break_the_answer_are_left_out() {
    assert_eq!(told("1234567890").as_deref(), Some("1234567890"));
    for value in [
        "12~ST*999*0001",
        "1*2",
        "1:2:3",
        "12^34",
        "12\u{0}34",
        "12\t34",
        "12\r34",
        "12\u{7f}34",
        "JOS\u{c9}",
        "\u{1F600}",
        " 12345678",
    ] {
        assert_eq!(told(value), None, "{value:?}");
    }
    assert_eq!(told(&"9".repeat(99)).unwrap().len(), 99);
    assert_eq!(told(&"9".repeat(100)), None);
    assert_eq!(told(&"9".repeat(200)), None);
}

#[test]
fn claim_numbers_that_would_break_the_answer_are_left_out() {
    let unit = |value: &str| {
        let file = with_pipes(&claims_with("P01", &[("90834*150*UN", "90834*1A0*UN")]));
        let file = file.replace("CLM|SH-10001|", &format!("CLM|{value}|"));
        let answers = answers(file.as_bytes());
        assert_eq!(read_back(&answers), [""; 0], "{value:?}");
        let lines = answer_lines(&answers);
        lines.into_iter().find(|line| line.starts_with("CTX*CLM01"))
    };
    assert_eq!(unit("SH-10001").as_deref(), Some("CTX*CLM01:SH-10001"));
    for value in [
        "SH:1",
        "SH^1",
        "SH*1",
        "SH~IEA",
        "SH\u{e9}",
        "",
        &"9".repeat(36),
    ] {
        assert_eq!(unit(value), None, "{value:?}");
    }
}

#[test]
fn other_delimiters_of_the_answer_are_looked_at_too() {
    let file = claims_with("P02", &[("XX*1234567893", "XX*12|4567890")]);
    let pipes = Delimiters::new(b'|', b'>', Some(b'^'), b'!').unwrap();
    let options = ReadOptions::default();
    let usual = acknowledge::<Assembler>(file.as_bytes(), &options, AckOptions::default());
    assert!(answer_lines(&usual).contains(&"IK4*9*67*I12*12|4567890".to_owned()));
    // Values were chosen for the usual delimiters: with others the writer refuses.
    let refused = write_replies(Vec::new(), pipes, &numbers(), &usual);
    assert!(matches!(refused, Err(Error::Refused(_))));
    let ack = AckOptions::default().delimiters(pipes);
    let piped = acknowledge::<Assembler>(file.as_bytes(), &options, ack);
    let out = write_replies(Vec::new(), pipes, &numbers(), &piped).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("!IK4|9|67|I12!"));
}

#[test]
fn names_of_segments_that_are_none_are_told_where_they_fit() {
    let lines = |name: &str| {
        let file = claims_with(
            "P01",
            &[("HI*ABK:F411~", &format!("{name}*1~\nHI*ABK:F411~"))],
        );
        let answers = answers(file.as_bytes());
        assert_eq!(read_back(&answers), [""; 0], "{name:?}");
        let lines = answer_lines(&answers);
        lines
            .into_iter()
            .filter(|of| of.starts_with("IK3"))
            .collect::<Vec<_>>()
    };
    assert_eq!(lines("Z_1"), ["IK3*Z_1*21**1"]);
    assert_eq!(lines("ZZZZ"), [""; 0]);
    assert_eq!(lines("Z\u{e9}"), [""; 0]);
    assert_eq!(lines("Z^"), [""; 0]);
}

/// The 999 of a group whose own names hold what cannot be written: there is none, and nothing breaks.
#[test]
fn names_of_the_envelope_cannot_break_the_answer() {
    for (from, to) in [
        ("GS|HC|DEMO001|", "GS|HC|DE~O001|"),
        ("|005010X222A1!\nST", "|005*10X222A1!\nST"),
        ("ST|837|0001|", "ST|837|00*1|"),
        ("ST|837|0001|", "ST|8*7|0001|"),
    ] {
        let file = with_pipes(&claims_with("P01", &[]));
        assert!(file.contains(from), "{from}");
        let answers = answers(file.replace(from, to).as_bytes());
        match write_replies(Vec::new(), Delimiters::USUAL, &numbers(), &answers) {
            Ok(reply) => {
                let findings = if reply.is_empty() {
                    Vec::new()
                } else {
                    collect(&reply, &ReadOptions::default()).findings
                };
                assert_eq!(findings, [], "{to}");
            }
            Err(error) => assert_eq!(error.rule().number, 811, "{to}"),
        }
    }
}

/// Something else in place of some bytes.
fn damaged(text: &[u8], damage: &[(usize, Vec<u8>)]) -> Vec<u8> {
    let mut out = text.to_vec();
    for (at, bytes) in damage {
        // The header stays: without it there is no interchange to answer.
        let at = 106 + at % (out.len() - 106);
        let end = (at + bytes.len()).min(out.len());
        out.splice(at..end, bytes.iter().copied());
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_damage_gives_an_answer_that_reads_back_clean(
        file in 0..fixtures::claims().len(),
        damage in prop::collection::vec((any::<usize>(), prop::collection::vec(any::<u8>(), 1..9)), 0..8),
    ) {
        let input = damaged(fixtures::claims()[file].edi, &damage);
        let answers = answers(&input);
        match write_replies(Vec::new(), Delimiters::USUAL, &numbers(), &answers) {
            // Names of applications are the only thing that may be told back unasked.
            Err(error) => prop_assert_eq!(error.rule().number, 811),
            Ok(_) => prop_assert_eq!(read_back(&answers), Vec::<String>::new()),
        }
    }

    #[test]
    fn damage_to_elements_gives_an_answer_that_reads_back_clean(
        file in 0..fixtures::claims().len(),
        damage in prop::collection::vec((any::<usize>(), "[A-Z0-9 :^.-]{0,60}"), 1..6),
    ) {
        let text = String::from_utf8(fixtures::claims()[file].edi.to_vec()).unwrap();
        let mut segments: Vec<Vec<String>> = text
            .split_inclusive("~\n")
            .map(|of| of.trim_end_matches("~\n").split('*').map(str::to_owned).collect())
            .collect();
        let (first, last) = (2, segments.len() - 3);
        for (at, value) in damage {
            let segment = &mut segments[first + at % (last - first)];
            let element = at / 7 % segment.len();
            if element > 0 {
                segment[element] = value;
            }
        }
        let input: String = segments.iter().map(|of| of.join("*") + "~\n").collect();
        let answers = answers(input.as_bytes());
        prop_assert_eq!(read_back(&answers), Vec::<String>::new());
        // One group, one answer, and every segment that is told is one of the file.
        prop_assert_eq!(answers.groups.len(), 1);
        for note in answers.groups.iter().flat_map(|of| &of.response.header.sets).flat_map(|of| &of.segments) {
            let position = note.info.position.unwrap() as usize;
            let code = note.info.code.as_ref().unwrap().as_str().to_owned();
            if code != "3" && code != "I6" {
                let there = &segments[first + position - 1][0];
                prop_assert_eq!(there, note.info.segment.as_ref().unwrap().as_str());
            }
        }
    }

    #[test]
    fn any_bytes_give_answers_or_none(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let answers = answers(&bytes);
        prop_assert!(answers.error.is_some() || answers.interchanges.is_empty());
        prop_assert_eq!(read_back(&answers), Vec::<String>::new());
    }
}
