//! Files of other guides: remittances, which have no ST03 and are named by their trace, and claim status.
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

use std::collections::BTreeSet;

use common::acks::{answer_lines, interchange_replies, replies};
use x12_ack::{AckOptions, Answers, acknowledge, collect};
use x12_core::{
    ReadOptions,
    notation::{Guide, Item, LoopSpec, Shape},
};

fn era(input: &[u8]) -> Answers {
    acknowledge::<x12_835::Assembler>(input, &ReadOptions::default(), AckOptions::default())
}

fn fixture(name: &str) -> String {
    let found = fixtures::era().iter().find(|of| of.name == name).unwrap();
    String::from_utf8(found.edi.to_vec()).unwrap()
}

#[test]
fn a_remittance_is_answered_without_st03_and_by_its_trace() {
    let file = fixture("R01");
    assert_eq!(
        answer_lines(&era(file.as_bytes())),
        [
            "AK1*HP*1*005010X221A1",
            "AK2*835*0001",
            "IK5*A",
            "AK9*A*1*1*1"
        ]
    );
    // Segment 3 is TRN; the claim begins behind the payee.
    let segments: Vec<_> = file.split("~\n").skip(2).collect();
    let clp = 1 + segments
        .iter()
        .position(|of| of.starts_with("CLP*"))
        .unwrap();
    let charge = segments[clp - 1].split('*').nth(3).unwrap();
    let wrong = file.replacen(
        segments[clp - 1],
        &segments[clp - 1].replacen(&format!("*{charge}*"), "*1O0*", 1),
        1,
    );
    assert_ne!(wrong, file);
    let trace = segments[2].split('*').nth(2).unwrap();
    let lines = answer_lines(&era(wrong.as_bytes()));
    assert_eq!(
        lines[2..5],
        [
            format!("IK3*CLP*{clp}*2100*8"),
            format!("CTX*TRN02:{trace}"),
            "IK4*3*782*6*1O0".to_owned()
        ]
    );
    assert_eq!(lines[5..], ["IK5*R*5", "AK9*R*1*1*0"]);
}

#[test]
fn dirty_remittances_are_answered_and_the_answers_read_back_clean() {
    let mut answered = 0;
    for dirty in fixtures::dirty_eras() {
        let answers = era(&dirty.bytes);
        for reply in [replies(&answers), interchange_replies(&answers)] {
            if reply.is_empty() {
                continue;
            }
            let read = collect(&reply, &ReadOptions::default());
            assert_eq!(read.findings, [], "{}", dirty.id);
            for set in read.groups.iter().flat_map(|of| of.view().sets) {
                // One of these files writes ST03 although a remittance has none.
                let is_told = set.version.is_some();
                let is_835 = set.set.as_ref().is_some_and(|of| of.is("835"));
                assert_eq!(is_told && is_835, dirty.id == "D-st03", "{}", dirty.id);
                answered += 1;
            }
        }
    }
    assert!(answered > 20, "{answered}");
}

#[test]
fn a_status_is_named_by_the_trace_before_the_error() {
    let file = fixtures::statuses()
        .iter()
        .find(|of| of.name == "T01")
        .unwrap();
    let file = String::from_utf8(file.edi.to_vec()).unwrap();
    let clean = acknowledge::<x12_277::Assembler>(
        file.as_bytes(),
        &ReadOptions::default(),
        AckOptions::default(),
    );
    assert_eq!(
        answer_lines(&clean),
        [
            "AK1*HN*1*005010X214",
            "AK2*277*0001*005010X214",
            "IK5*A",
            "AK9*A*1*1*1"
        ]
    );
    let segments: Vec<_> = file.split("~\n").skip(2).collect();
    // The last service date of a claim becomes a day that does not exist.
    let at = segments
        .iter()
        .rposition(|of| of.starts_with("DTP*472*D8*"))
        .unwrap();
    let trn = segments[..at]
        .iter()
        .rposition(|of| of.starts_with("TRN*"))
        .unwrap();
    let trace = segments[trn].split('*').nth(2).unwrap();
    let mut broken: Vec<String> = file.split("~\n").map(str::to_owned).collect();
    broken[at + 2] = "DTP*472*D8*20250230".to_owned();
    let answers = acknowledge::<x12_277::Assembler>(
        broken.join("~\n").as_bytes(),
        &ReadOptions::default(),
        AckOptions::default(),
    );
    let lines = answer_lines(&answers);
    let ik3 = lines
        .iter()
        .position(|of| of.starts_with(&format!("IK3*DTP*{}*", at + 1)));
    let ik3 = ik3.unwrap_or_else(|| panic!("{lines:?}"));
    assert_eq!(lines[ik3 + 1], format!("CTX*TRN02:{trace}"));
    assert_eq!(lines[ik3 + 2], "IK4*3*1251*8*20250230");
}

/// Every element and component that a guide has a field for.
fn elements(of: &'static LoopSpec, found: &mut BTreeSet<(String, u8, u8)>) {
    for line in of.lines {
        match line.item {
            Item::Loop(inner) => elements(inner, found),
            Item::Segment(segment) => {
                for element in segment.elements {
                    let (times, fields) = match element.shape {
                        Shape::Group { times, fields } => (times, fields),
                        _ => (1, std::slice::from_ref(element)),
                    };
                    let stride = fields.len() as u8;
                    for at in (0..times).flat_map(|group| fields.iter().map(move |of| (group, of)))
                    {
                        let (group, field) = at;
                        let number = match element.shape {
                            Shape::Group { .. } => {
                                element.number + group * stride + field.number - 1
                            }
                            _ => element.number,
                        };
                        let parts: Vec<u8> = match field.shape {
                            Shape::Composite(parts) | Shape::Repeated { parts, .. } => {
                                parts.iter().map(|part| part.number).collect()
                            }
                            _ => vec![0],
                        };
                        let tag = segment.tag.to_string();
                        found.extend(parts.into_iter().map(|part| (tag.clone(), number, part)));
                    }
                }
            }
        }
    }
}

#[test]
fn every_element_of_the_guides_has_its_number() {
    let mut all = BTreeSet::new();
    let guides: [&'static Guide; 4] = [
        &x12_837p::GUIDE,
        &x12_835::GUIDE,
        &x12_277::acknowledgment::GUIDE,
        &x12_277::answer::GUIDE,
    ];
    for guide in guides {
        for of in guide.loops {
            elements(of, &mut all);
        }
    }
    assert!(all.len() > 400, "{}", all.len());
    let without: Vec<_> = all
        .iter()
        .filter(|(tag, element, part)| {
            let tag = x12_core::Tag::new(tag);
            x12_ack::element_number(tag, (*element).into(), (*part).into()).is_none()
        })
        .collect();
    assert!(without.is_empty(), "{without:?}");
    let number =
        |tag: &str, element, part| x12_ack::element_number(x12_core::Tag::new(tag), element, part);
    assert_eq!(number("CLM", 5, 3), Some(1325));
    assert_eq!(number("CLM", 2, 0), Some(782));
    assert_eq!(number("CLM", 5, 0), None);
    assert_eq!(number("CLM", 2, 1), None);
    assert_eq!(number("CLM", 99, 0), None);
    assert_eq!(number("ZZZ", 1, 0), None);
}
