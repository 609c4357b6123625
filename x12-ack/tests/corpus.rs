//! Real files: public samples, used in place where their folder is there (`X12_CORPUS`, else `../shared/corpus` beside
//! the workspace). A separate small reader worked out what each acknowledgment says.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub
)]

mod common;
#[path = "../../x12-835/tests/corpus/folder.rs"]
#[allow(
    dead_code,
    reason = "shared with the 835, which asks for its own files too"
)]
mod folder;

use std::collections::BTreeSet;

use common::{
    Little,
    acks::{interchange_replies, replies},
    read_slice, read_stream,
};
use folder::{Corpus, agree, listed};
use x12_ack::{AckOptions, AnswerKind, GroupAnswer, acknowledge, collect};
use x12_core::{Code, Diagnostic, ReadOptions, Severity, Text, Tokens};

const FINDINGS: &str = include_str!("corpus_findings.tsv");

fn code(of: Option<&Code<'_>>) -> String {
    of.map_or_else(String::new, |code| code.to_str().into_owned())
}

fn text(of: Option<&Text<'_>>) -> String {
    of.map_or_else(String::new, |text| text.to_str().into_owned())
}

/// Elements joined as a file joins them: without empty ends.
fn joined(elements: &[String]) -> String {
    let all = elements.join("*");
    all.trim_end_matches('*').to_owned()
}

/// Column and value of a group's answer, in the words of the table.
fn columns(group: &GroupAnswer<'_>) -> Vec<(&'static str, String)> {
    let kind = match group.kind {
        AnswerKind::Implementation => "999",
        AnswerKind::Functional => "997",
    };
    let number = |of: Option<u64>| of.map_or_else(String::new, |of| of.to_string());
    let mut ak9 = vec![
        code(group.code.as_ref()),
        number(group.included),
        number(group.received),
        number(group.accepted),
    ];
    ak9.extend(group.errors.iter().map(|of| code(Some(of))));
    let segments = || group.sets.iter().flat_map(|set| &set.segments);
    let sets: Vec<_> = group
        .sets
        .iter()
        .map(|set| code(set.code.as_ref()))
        .collect();
    vec![
        ("kind", kind.to_owned()),
        (
            "ak1",
            joined(&[
                code(group.functional_id.as_ref()),
                text(group.control_number.as_ref()),
                text(group.version.as_ref()),
            ]),
        ),
        ("ak2", group.sets.len().to_string()),
        ("ik5", sets.join(",")),
        ("ik3", segments().count().to_string()),
        (
            "ik4",
            segments()
                .map(|of| of.elements.len())
                .sum::<usize>()
                .to_string(),
        ),
        ("ak9", joined(&ak9)),
    ]
}

/// Codes and counts of every acknowledgment are those of the table of truths.
#[test]
fn acknowledgments_agree_with_the_truths() {
    let Some(corpus) = Corpus::find("truths") else {
        return;
    };
    let rows = corpus.table("TRUTHS_ack.tsv");
    assert_eq!(rows.len(), 19, "rows of the table");
    for row in rows {
        let input = corpus.read(&row["file"]);
        let read = collect(&input, &ReadOptions::default());
        let tx: u32 = row["tx"].parse().unwrap();
        let mut groups = read.groups.iter();
        let answer = groups
            .find(|of| of.start.transaction.number == tx)
            .unwrap_or_else(|| panic!("{} {tx} was not read", row["file"]));
        let at = format!("{} {tx}", row["file"]);
        assert_eq!(
            answer.start.transaction.control_number, *row["st02"],
            "{at}"
        );
        let mut known: BTreeSet<_> = ["file", "tx", "st02", "segs"].into();
        for (column, ours) in columns(&answer.view()) {
            assert_eq!(row[column], ours, "{at} {column}");
            known.insert(column);
        }
        // The segments of a set are counted by the envelope, with the set's own SE.
        let wrong = |of: &&Diagnostic| of.rule.number == 105 && of.place.transaction == tx;
        let counted = segments_of_sets(&input)[tx as usize - 1].1.len();
        assert_eq!(counted.to_string(), row["segs"], "{at}");
        assert_eq!(read.findings.iter().filter(wrong).count(), 0, "{at} segs");
        assert_eq!(
            row.keys().map(String::as_str).collect::<BTreeSet<_>>(),
            known
        );
    }
}

/// In memory and through a reader that returns little, the same is found; nothing panics on any file.
#[test]
fn every_way_of_reading_gives_the_same() {
    let Some(corpus) = Corpus::find("ways of reading") else {
        return;
    };
    for (file, _) in corpus.files() {
        let input = corpus.read(file);
        for options in [ReadOptions::default(), ReadOptions::default().strict(true)] {
            let whole = read_slice(&input, &options);
            let parts = read_stream(Little(&input, 97), &options);
            assert!(whole.events == parts.events, "{file}: other events");
            assert_eq!(whole.findings, parts.findings, "{file}");
        }
    }
}

/// Findings of error level in acknowledgments, by file and rule, are those that were looked at.
#[test]
fn findings_are_those_listed() {
    let Some(corpus) = Corpus::find("findings") else {
        return;
    };
    let mut found = BTreeSet::new();
    for (file, _) in corpus.files() {
        if !["999/", "997/", "ta1/"]
            .iter()
            .any(|of| file.starts_with(of))
        {
            continue;
        }
        let read = read_slice(&corpus.read(file), &ReadOptions::default());
        for finding in &read.findings {
            if finding.severity == Severity::Error {
                let element = finding.place.element_name();
                found.insert(format!("{file}\t{}\t{element}", finding.rule));
            }
        }
    }
    agree(
        "corpus_findings.tsv",
        &listed(FINDINGS, &["file", "rule", "element"]),
        &found,
    );
}

/// The segments of each transaction set, by the tokens alone: set, then identifier of each segment, ST first.
fn segments_of_sets(input: &[u8]) -> Vec<(String, Vec<String>)> {
    let mut sets: Vec<(String, Vec<String>)> = Vec::new();
    let mut tokens = Tokens::new(input);
    let mut open = false;
    while let Ok(Some(token)) = tokens.next() {
        let tag = token.segment.tag().to_string();
        if tag == "ST" {
            let number = String::from_utf8_lossy(token.segment.element(2)).into_owned();
            sets.push((number, Vec::new()));
            open = true;
        } else if ["GS", "GE", "IEA", "ISA"].contains(&tag.as_str()) {
            open = false;
        }
        if let Some((_, set)) = sets.last_mut().filter(|_| open) {
            set.push(tag);
        }
    }
    sets
}

/// IK304 of segments that are not there.
const MISSING: &[&str] = &["3", "I6"];

/// What is wrong with files of claims comes back as a 999 that is itself without findings, whose counts are right and
/// whose positions point at segments of that name.
#[test]
fn files_of_claims_are_acknowledged() {
    let Some(corpus) = Corpus::find("acknowledging") else {
        return;
    };
    let (mut rejected, mut told) = (0, 0);
    for (file, kinds) in corpus.files() {
        if !kinds.contains("837") {
            continue;
        }
        let input = corpus.read(file);
        let options = ReadOptions::default();
        let answers = acknowledge::<x12_837p::claim::Assembler>(
            input.as_slice(),
            &options,
            AckOptions::default(),
        );
        for reply in [replies(&answers), interchange_replies(&answers)] {
            if reply.is_empty() {
                continue;
            }
            let read = collect(&reply, &options);
            assert_eq!(read.findings, [], "{file}");
            assert!(read.error.is_none(), "{file}");
        }
        let reply = replies(&answers);
        let read = collect(&reply, &options);
        let sets = segments_of_sets(&input);
        let mut answered = 0;
        for group in &read.groups {
            let view = group.view();
            let accepted = view.sets.iter().filter(|of| {
                of.code
                    .as_ref()
                    .is_some_and(|code| code.is("A") || code.is("E"))
            });
            if !view.code.as_ref().unwrap().is("R") {
                assert_eq!(view.accepted, Some(accepted.count() as u64), "{file}");
            }
            for set in &view.sets {
                let number = set.control_number.as_ref().unwrap().to_str().into_owned();
                let own: Vec<_> = sets.iter().filter(|(of, _)| *of == number).collect();
                assert!(!own.is_empty(), "{file}: no set {number}");
                rejected += usize::from(set.code.as_ref().unwrap().is("R"));
                for error in &set.segments {
                    let position = error.position.unwrap() as usize;
                    let tag = error.segment.as_ref().unwrap().as_str();
                    let code = error.code.as_ref().unwrap().as_str();
                    let points = |(_, of): &&(String, Vec<String>)| {
                        of.get(position - 1).is_some_and(|at| at == tag)
                    };
                    let is_missing = MISSING.contains(&code);
                    assert!(
                        is_missing || own.iter().any(points),
                        "{file}: no {tag} at {position}"
                    );
                    // Where a missing one should stand, there is a set.
                    let within = |(_, of): &&(String, Vec<String>)| position <= of.len() + 1;
                    assert!(own.iter().any(within), "{file} {position}");
                    told += 1;
                }
                answered += 1;
            }
        }
        let unanswered: usize = answers.unanswered.len();
        assert!(answered + unanswered > 0, "{file}: nothing answered");
    }
    println!("{rejected} sets rejected, {told} segments told");
    assert!(rejected >= 20 && told >= 100, "{rejected} {told}");
}
