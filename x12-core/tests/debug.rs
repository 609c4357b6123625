//! What is printed for programmers and in messages holds nothing private.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::explicit_iter_loop,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::map_identity,
    clippy::map_unwrap_or,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::redundant_closure_for_method_calls,
    clippy::semicolon_if_nothing_returned,
    clippy::string_slice,
    clippy::trivially_copy_pass_by_ref,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use common::{Claim, file, options, read};
use std::fmt::Debug;
use x12_core::{
    Code, Date, DateRange, Delimiters, Findings, Frame, FrameReader, Limits, Place, SetName,
    SliceFrames, Text, Time, Tokens, Writer,
    notation::{LoopNode, Node, line_of},
};

/// Words that stand in the file and nowhere else.
const PRIVATE: &[&str] = &[
    "QUILLFEATHER",
    "Quillfeather",
    "MBRSECRET77",
    "19631127",
    "1963-11-27",
    "LOWDERMILK",
    "LÓPEZ",
];

fn silent(of: &impl Debug) {
    for text in [format!("{of:?}"), format!("{of:#?}")] {
        for word in PRIVATE {
            assert!(!text.contains(word), "{word} in {text}");
            // Bytes printed as numbers are no less readable to a program.
            let numbers: Vec<_> = word.bytes().map(|byte| byte.to_string()).collect();
            assert!(!text.contains(&numbers.join(", ")), "{word} as numbers");
            assert!(
                !text
                    .split_whitespace()
                    .collect::<String>()
                    .contains(&numbers.join(",")),
                "{word} as numbers"
            );
        }
    }
}

fn input() -> Vec<u8> {
    let input = file(&[
        "NTE*QUILLFEATHER NOTE",
        "NM1*PR*LOWDERMILK",
        "CLP*MBRSECRET*1*A**19631127*1",
        "CAS*CO*45*1",
        "NM1*QC*QUILLFEATHER",
        "NM1*QC*LOWDERMILK",
        "NM1*IL*QUILLFEATHER",
        "REF*SY*MBRSECRET77",
        "DTM*232*19631127",
        "SVC*HC:1*2",
        "QUILLFEATHER*MBRSECRET77",
        "REF*ZZZ*MBRSECRET77",
        "SVC*HC:MBRSECRET77*LOWDERMILK",
    ]);
    String::from_utf8(input)
        .unwrap()
        .replace("SENDER         ", "MBRSECRET77    ")
        .replace("APP1", "LOWDERMILK")
        .into_bytes()
}

#[test]
fn values() {
    silent(&Text::from("QUILLFEATHER"));
    silent(&Text::from("LÓPEZ"));
    silent(&Text::new(b"Quillfeather"));
    silent(&Code::from("QUILLFEATHER"));
    silent(&Code::from("MBRSECRET77"));
    silent(&Code::from("LÓPEZ"));
    silent(&Date::read(b"19631127").unwrap());
    silent(&DateRange::read(b"19631127-19631127").unwrap());
    assert_eq!(format!("{:?}", Time::read(b"1127").unwrap()), "Time(..)");
    silent(&SetName::new(b"QUILLFEATHER", b"Quillfeather"));
    silent(&SetName::new(b"999", b"MBRSECRET77*"));
    silent(&SetName::new(b"999", b"MBRSECRET77"));
    for version in ["004010", "004010X091A1", "004010VICS"] {
        assert_eq!(SetName::new(b"835", version.as_bytes()).version(), version);
    }
    // Codes are shown: they say nothing of a person.
    for code in ["CO", "45", "N130", "90834", "F411"] {
        assert_eq!(format!("{:?}", Code::from(code)), format!("Code({code})"));
    }
    // What may be a name or a number that slid into the place of a code.
    for (text, shown) in [
        ("KIM?", "Code(4 bytes)"),
        ("LOPEZ", "Code(5 bytes)"),
        ("MBR100", "Code(6 bytes)"),
    ] {
        assert_eq!(format!("{:?}", Code::from(text)), shown);
    }
    assert!(format!("{:?}", Text::from("QUILLFEATHER")).contains("12"));
}

#[test]
fn structs_of_the_notation() {
    let input = input();
    let got = read(&input);
    let claim = got.claims[0].as_ref().unwrap();
    assert!(
        !claim.unmatched.is_empty()
            && !claim.rejected.is_empty()
            && claim.patient.is_some()
            && claim.insured.is_some()
    );
    silent(claim);
    silent(&claim.clone().into_owned());
    silent(got.header.as_ref().unwrap());
    silent(&claim.rejected[0]);
    silent(&claim.lines[0].unmatched);
    silent(&common::GUIDE);
}

#[test]
fn findings_and_errors() {
    let input = input();
    let got = read(&input);
    assert!(got.findings.len() > 4);
    for finding in &got.findings {
        silent(finding);
        silent(&finding.place);
        silent(&finding.message());
        silent(&finding.to_string());
        silent(&finding.place.to_string());
        // The text itself is there for who holds the input.
        assert!(finding.place.excerpt(&input).is_some());
    }
    let mut kept = Findings::new(10, true);
    got.findings
        .iter()
        .cloned()
        .for_each(|finding| kept.push(finding));
    silent(&kept);
    for cut in (110..input.len()).step_by(5) {
        let mut findings = Findings::new(100, true);
        let mut frames = SliceFrames::new(&input[..cut], options());
        let error = loop {
            match frames.next(&mut findings) {
                Ok(Some(_)) => {}
                Ok(None) => panic!("a cut file was read"),
                Err(error) => break error,
            }
        };
        silent(&error);
        silent(&error.to_string());
    }
    silent(&Place::bytes(1, 2));
}

#[test]
fn readers() {
    let input = input();
    let mut tokens = Tokens::new(&input);
    silent(&tokens);
    while let Some(token) = tokens.next().unwrap() {
        silent(&token);
        silent(&token.segment);
        silent(&token.segment.to_raw());
    }
    // Trivia may be bytes of a neighbour.
    let junk = [&input[..], b"QUILLFEATHER MBRSECRET77", &input[..]].concat();
    let mut tokens = Tokens::new(&junk);
    while let Some(token) = tokens.next().unwrap() {
        silent(&token);
    }
    silent(&tokens);

    let mut findings = Findings::new(100, false);
    let mut frames = SliceFrames::new(&input, options());
    silent(&frames);
    while let Some(frame) = frames.next(&mut findings).unwrap() {
        silent(&frame);
        if let Frame::Unit(unit) = &frame {
            silent(unit);
            silent(unit.interchange());
            silent(unit.group());
            silent(unit.transaction());
        }
    }
    silent(&frames);
    silent(frames.envelope());
    let mut frames = FrameReader::new(&input[..], options());
    while frames.next(&mut findings).unwrap().is_some() {}
    silent(&frames);
    silent(&findings);
    silent(&Limits::default());
    silent(&options());
}

#[test]
fn writers() {
    let input = input();
    let got = read(&input);
    let mut claim: Claim<'_> = got.claims[0].as_ref().unwrap().clone();
    claim.unmatched.clear();
    claim.rejected.clear();
    claim.insured = None;
    claim.info.small = None;
    claim.info.date = None;
    claim.lines.clear();
    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL);
    claim
        .write_node(line_of(Claim::LOOP.lines, 0), "C", &mut writer)
        .unwrap();
    silent(&writer);
    assert!(
        String::from_utf8(writer.into_inner())
            .unwrap()
            .contains("QUILLFEATHER")
    );

    claim.patient.as_mut().unwrap().name = Some(Text::from("QUILLFEATHER*X"));
    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL);
    let error = claim
        .write_node(line_of(Claim::LOOP.lines, 0), "C", &mut writer)
        .unwrap_err();
    silent(&error);
    silent(&error.to_string());
    silent(&writer);
}
