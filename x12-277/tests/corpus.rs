//! Real files: public samples, used in place where their folder is there (`X12_CORPUS`, else `../shared/corpus` beside
//! the workspace). A separate small reader worked out what each report holds; where this reader differs, the difference
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

use claim_model::life::ClaimStatus;
use common::{Little, read_slice, read_stream, rewritten};
use folder::{Corpus, Row, agree, listed};
use x12_277::{ReadOptions, Statuses, collect};

const DIFFERENCES: &str = include_str!("corpus_differences.tsv");
const REFUSED: &str = include_str!("corpus_refused.tsv");
const FINDINGS: &str = include_str!("corpus_findings.tsv");

fn truths_by_file(corpus: &Corpus) -> BTreeMap<String, Vec<Row>> {
    let mut truths = BTreeMap::<String, Vec<Row>>::new();
    for row in corpus.table("TRUTHS_277.tsv") {
        truths.entry(row["file"].clone()).or_default().push(row);
    }
    truths
}

/// Counts, codes and totals of every report are those of the table of truths, or the difference is listed.
#[test]
fn reports_agree_with_the_truths() {
    let Some(corpus) = Corpus::find("truths") else {
        return;
    };
    let mut found = BTreeSet::new();
    for (file, rows) in truths_by_file(&corpus) {
        let input = corpus.read(&file);
        let all = read_slice(&input, &ReadOptions::default());
        assert!(all.error.is_none(), "{file}: {:?}", all.error);
        let reports = truths::reports(&all.events, &input);
        assert_eq!(reports.len(), rows.len(), "{file}");
        for (row, report) in rows.iter().zip(&reports) {
            let columns: Vec<_> = row.keys().filter(|name| *name != "file").collect();
            assert_eq!(columns.len(), report.len(), "{file}: columns");
            for (column, ours) in report {
                let truth = &row[*column];
                if truth != ours {
                    found.insert(format!("{file}\t{}\t{column}\t{truth}\t{ours}", row["tx"]));
                }
            }
        }
    }
    agree(
        "corpus_differences.tsv",
        &listed(DIFFERENCES, &["file", "tx", "column", "truth", "ours"]),
        &found,
    );
}

/// Every set of claim status in the corpus has its row, and no other set is read.
#[test]
fn nothing_else_is_read() {
    let Some(corpus) = Corpus::find("kinds") else {
        return;
    };
    let truths = truths_by_file(&corpus);
    let mut read = 0;
    for (file, _) in corpus.files() {
        let reports = collect(&corpus.read(file), &ReadOptions::default())
            .reports
            .len();
        assert_eq!(reports, truths.get(file).map_or(0, Vec::len), "{file}");
        read += reports;
    }
    let rows: usize = truths.values().map(Vec::len).sum();
    assert_eq!(read, rows);
}

/// What is found in valid and in other files, by rule and place.
#[test]
fn findings_are_those_listed() {
    let Some(corpus) = Corpus::find("findings") else {
        return;
    };
    let mut counts = BTreeMap::new();
    for file in truths_by_file(&corpus).into_keys() {
        for finding in collect(&corpus.read(&file), &ReadOptions::default()).findings {
            let place = finding.place;
            let key = format!(
                "{file}\t{}\t{}\t{}\t{}",
                finding.rule,
                finding.severity,
                place.loop_id,
                place.element_name()
            );
            *counts.entry(key).or_insert(0) += 1;
        }
    }
    let found = counts.iter().map(|(key, count)| format!("{key}\t{count}"));
    let columns = ["file", "rule", "severity", "loop", "element", "count"];
    agree(
        "corpus_findings.tsv",
        &listed(FINDINGS, &columns),
        &found.collect(),
    );
}

/// A stream that comes in little pieces gives the same as the file in memory.
#[test]
fn streams_give_the_same() {
    let Some(corpus) = Corpus::find("streams") else {
        return;
    };
    let options = ReadOptions::default();
    for file in truths_by_file(&corpus).into_keys() {
        let input = corpus.read(&file);
        let slice = read_slice(&input, &options);
        for size in [1, 7, 64] {
            let stream = read_stream(Little(&input, size), &options);
            assert_eq!(stream.stop(), slice.stop(), "{file}");
            assert!(stream.events == slice.events, "{file} by {size}");
            assert_eq!(stream.findings, slice.findings, "{file}");
        }
    }
}

/// What is written of a real report says the same as the report, and is written the same again; the others are refused,
/// for they break their guide.
#[test]
fn what_is_written_says_the_same() {
    let Some(corpus) = Corpus::find("written") else {
        return;
    };
    let mut refused = BTreeSet::new();
    for file in truths_by_file(&corpus).into_keys() {
        let input = corpus.read(&file);
        let reports = collect(&input, &ReadOptions::default()).reports;
        let [report] = &reports[..] else {
            panic!("{file}: one report")
        };
        match rewritten(report) {
            Err(error) => {
                refused.insert(format!("{file}\t{}", error.rule()));
            }
            Ok(bytes) => {
                assert!(statuses(&bytes) == statuses(&input), "{file}");
                let back = collect(&bytes, &ReadOptions::default());
                assert_eq!(back.reports[0].totals(), report.totals(), "{file}");
                assert_eq!(rewritten(&back.reports[0]).unwrap(), bytes, "{file}");
            }
        }
    }
    agree(
        "corpus_refused.tsv",
        &listed(REFUSED, &["file", "rule"]),
        &refused,
    );
}

fn statuses(input: &[u8]) -> Vec<ClaimStatus> {
    Statuses::new(input).map(Result::unwrap).collect()
}
