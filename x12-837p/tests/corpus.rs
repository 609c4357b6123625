//! Real files: public samples, used in place where their folder is there (`X12_CORPUS`, else `../shared/corpus` beside
//! the workspace). A separate small reader worked out what each batch holds; where this reader differs, the difference
//! and its reason stand in `corpus_differences.tsv`.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
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
#[path = "corpus/truths.rs"]
mod truths;

use std::collections::{BTreeMap, BTreeSet};

use common::{Little, read_slice, read_stream};
use folder::{Corpus, Row, agree, listed};
use x12_837p::{ReadOptions, collect};
use x12_core::{Diagnostic, Severity};

const DIFFERENCES: &str = include_str!("corpus_differences.tsv");
const FINDINGS: &str = include_str!("corpus_findings.tsv");

const UNSUPPORTED_SET: u16 = 109;

/// The kind that is read without being asked; the others are claims too, or professional claims of another version.
const READ: &str = "837P";

fn is_professional(row: &Row) -> bool {
    row["kind"].starts_with(READ)
}

fn truths_by_file(corpus: &Corpus) -> BTreeMap<String, Vec<Row>> {
    let mut truths = BTreeMap::<String, Vec<Row>>::new();
    for row in corpus.table("TRUTHS_837.tsv") {
        truths.entry(row["file"].clone()).or_default().push(row);
    }
    truths
}

/// Counts, sums and codes of every professional batch are those of the table of truths, or the difference is listed.
#[test]
fn batches_agree_with_the_truths() {
    let Some(corpus) = Corpus::find("truths") else {
        return;
    };
    let mut found = BTreeSet::new();
    let mut compared = 0;
    for (file, rows) in &truths_by_file(&corpus) {
        let input = corpus.read(file);
        for row in rows.iter().filter(|row| is_professional(row)) {
            compared += 1;
            let other = row["kind"] != READ;
            let read = collect(&input, &ReadOptions::default().any_version(other));
            let tx: u32 = row["tx"].parse().unwrap();
            let mut all = read.batches.iter();
            let Some(batch) = all.find(|of| of.batch.transaction.number == tx) else {
                let why = read.error.as_ref().map_or("no", |_| "refused");
                found.insert(format!("{file}\t{tx}\tread\tyes\t{why}"));
                continue;
            };
            for (column, ours) in truths::columns(batch) {
                let truth = row[column].as_str();
                if !truths::same(column, truth, &ours) {
                    found.insert(format!("{file}\t{tx}\t{column}\t{truth}\t{ours}"));
                }
            }
        }
    }
    assert_eq!(compared, 90, "professional batches");
    agree(
        "corpus_differences.tsv",
        &listed(DIFFERENCES, &["file", "tx", "column", "truth", "ours"]),
        &found,
    );
}

/// Sets of other kinds and versions are skipped as a whole, with one finding each.
#[test]
fn other_sets_are_skipped() {
    let Some(corpus) = Corpus::find("other sets") else {
        return;
    };
    for (file, rows) in &truths_by_file(&corpus) {
        let input = corpus.read(file);
        let read = collect(&input, &ReadOptions::default());
        // A file that is cut off inside a set names it, but the set has no end.
        if read.error.is_some() {
            continue;
        }
        let skipped: BTreeSet<_> = read.skipped.iter().map(|of| of.number).collect();
        let named = |of: &&Diagnostic| of.rule.number == UNSUPPORTED_SET;
        let named: Vec<_> = read
            .findings
            .iter()
            .filter(named)
            .map(|of| of.place.transaction)
            .collect();
        for row in rows.iter().filter(|row| row["kind"] != READ) {
            let tx: u32 = row["tx"].parse().unwrap();
            assert!(skipped.contains(&tx), "{file} {tx}: was read");
            assert_eq!(
                named.iter().filter(|of| **of == tx).count(),
                1,
                "{file} {tx}"
            );
        }
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
        for options in [
            ReadOptions::default(),
            ReadOptions::default().any_version(true),
            ReadOptions::default().strict(true),
        ] {
            let whole = read_slice(&input, &options);
            let parts = read_stream(Little(&input, 97), &options);
            assert!(whole.events == parts.events, "{file}: other events");
            assert_eq!(whole.findings, parts.findings, "{file}");
            assert_eq!(whole.stop(), parts.stop(), "{file}");
        }
    }
}

/// Findings of error level in professional batches, by file and rule, are those that were looked at.
#[test]
fn findings_are_those_listed() {
    let Some(corpus) = Corpus::find("findings") else {
        return;
    };
    let mut found = BTreeSet::new();
    for (file, rows) in &truths_by_file(&corpus) {
        if !rows.iter().any(|row| row["kind"] == READ) {
            continue;
        }
        let read = read_slice(&corpus.read(file), &ReadOptions::default());
        let mut counts = BTreeMap::<String, usize>::new();
        for finding in &read.findings {
            if finding.severity == Severity::Error {
                *counts.entry(finding.rule.to_string()).or_default() += 1;
            }
        }
        if !counts.is_empty() {
            let counts = counts.iter().map(|(rule, count)| format!("{rule}:{count}"));
            found.insert(format!("{file}\t{}", counts.collect::<Vec<_>>().join(",")));
        }
    }
    agree(
        "corpus_findings.tsv",
        &listed(FINDINGS, &["file", "rules"]),
        &found,
    );
}
