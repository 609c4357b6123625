//! Real files: public samples, used in place where their folder is there (`X12_CORPUS`, else `../shared/corpus` beside
//! the workspace). A separate small reader worked out what each remittance holds; where this reader differs, the
//! difference and its reason stand in `corpus_differences.tsv`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::as_conversions,
    missing_docs,
    unreachable_pub,
    missing_debug_implementations
)]

mod common;
#[path = "corpus/folder.rs"]
mod folder;
#[path = "corpus/truths.rs"]
mod truths;

use std::collections::{BTreeMap, BTreeSet};

use common::{Chunks, Owned, Read2, read_slice, read_stream};
use folder::{Corpus, Row, agree, listed};
use x12_835::{EraOptions, collect};
use x12_core::{Diagnostic, Error, Severity, Tag, Tokens};

const DIFFERENCES: &str = include_str!("corpus_differences.tsv");
const ERRORS: &str = include_str!("corpus_errors.tsv");
const FINDINGS: &str = include_str!("corpus_findings.tsv");

/// For files that have no interchange, all with `*`, `:` and `~`.
const ENVELOPE: (&str, &str) = (
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250101*1200*^*00501*000000001*0*T*:~",
    "IEA*1*000000001~",
);

const UNSUPPORTED_SET: u16 = 109;
const NOT_X12: u16 = 901;

/// Sets of another version, or of none, are skipped with one finding each; `false` where the file is refused as a whole.
fn is_skipped(input: &[u8], rows: &[Row], file: &str) -> bool {
    let read = collect(input, &EraOptions::default());
    assert!(read.remittances.is_empty(), "{file}: was read");
    if let Some(error) = &read.error {
        assert_eq!(error.rule().number, NOT_X12, "{file}");
        assert!(read.skipped.is_empty(), "{file}");
        return false;
    }
    let skipped: Vec<_> = read
        .skipped
        .iter()
        .map(|header| header.number.to_string())
        .collect();
    let listed: Vec<_> = rows.iter().map(|row| row["tx"].clone()).collect();
    assert_eq!(skipped, listed, "{file}: sets skipped");
    let named = |finding: &&Diagnostic| finding.rule.number == UNSUPPORTED_SET;
    assert_eq!(
        read.findings.iter().filter(named).count(),
        rows.len(),
        "{file}"
    );
    true
}

/// Sums, counts and verdicts of every remittance are those of the table of truths, or the difference is listed.
#[test]
fn remittances_agree_with_the_truths() {
    let Some(corpus) = Corpus::find("truths") else {
        return;
    };
    let mut found = BTreeSet::new();
    let mut truths = BTreeMap::<String, Vec<Row>>::new();
    for row in corpus.table("TRUTHS_835.tsv") {
        truths.entry(row["file"].clone()).or_default().push(row);
    }
    for (file, rows) in &truths {
        let mut input = corpus.read(file);
        let other = rows.iter().any(|row| row["kind"] != "835");
        if other && !is_skipped(&input, rows, file) {
            // No interchange: refused as it is, but its sums can be compared.
            input = [ENVELOPE.0.as_bytes(), &input, ENVELOPE.1.as_bytes()].concat();
        }
        let read = collect(&input, &EraOptions::default().any_version(other));
        let counts = truths::segment_counts(&input).unwrap_or_default();
        for row in rows {
            let tx: u32 = row["tx"].parse().unwrap();
            let mut all = read.remittances.iter();
            let Some(remittance) = all.find(|of| of.payment.transaction.number == tx) else {
                found.insert(format!("{file}\t{tx}\tread\tyes\tno"));
                continue;
            };
            let segments = counts.get(tx as usize - 1).copied();
            for (column, ours) in truths::columns(remittance, segments) {
                let truth = row[column].as_str();
                if !truths::same(column, truth, &ours) {
                    let (truth, ours) =
                        (truths::shown(column, truth), truths::shown(column, &ours));
                    found.insert(format!("{file}\t{tx}\t{column}\t{truth}\t{ours}"));
                }
            }
        }
    }
    // Nothing is read that the truths do not know, and no file with a remittance is without truths.
    for (file, _) in corpus.files() {
        let input = corpus.read(file);
        let read = collect(&input, &EraOptions::default().any_version(true));
        let rows = truths.get(file).map_or(0, Vec::len);
        let refused = read
            .error
            .as_ref()
            .is_some_and(|error| error.rule().number == NOT_X12);
        assert!(
            read.remittances.len() == rows || refused,
            "{file}: {} of {rows}",
            read.remittances.len()
        );
    }
    for file in corpus.remittances() {
        assert!(truths.contains_key(file), "{file}: no truths");
    }
    agree(
        "corpus_differences.tsv",
        &listed(DIFFERENCES, &["file", "tx", "column", "truth", "ours"]),
        &found,
    );
}

/// The segment layer gives back the bytes of every file, also of one that it cannot read to its end.
#[test]
fn bytes_survive_and_errors_are_listed() {
    let Some(corpus) = Corpus::find("bytes") else {
        return;
    };
    let mut found = BTreeSet::new();
    for (file, _) in corpus.files() {
        let input = corpus.read(file);
        let mut written = Vec::with_capacity(input.len());
        let mut tokens = Tokens::new(&input);
        let stop = loop {
            match tokens.next() {
                Ok(Some(token)) => {
                    written.extend_from_slice(token.trivia);
                    token.segment.write_to(&mut written);
                }
                Ok(None) => break None,
                Err(error) => break Some(error),
            }
        };
        written.extend_from_slice(tokens.trailing());
        assert!(written == input, "{file}: other bytes");
        let number = |error: Option<Error>| {
            error.map_or_else(|| "-".to_owned(), |error| error.rule().to_string())
        };
        let (segments, remittances) = (
            number(stop),
            number(collect(&input, &EraOptions::default()).error),
        );
        if segments != "-" || remittances != "-" {
            found.insert(format!("{file}\t{segments}\t{remittances}"));
        }
    }
    assert_eq!(corpus.catalog.len(), 220, "files of the corpus");
    agree(
        "corpus_errors.tsv",
        &listed(ERRORS, &["file", "segments", "remittances"]),
        &found,
    );
}

/// In memory and through a reader that returns little, with and without other versions, the same is found.
#[test]
fn every_way_of_reading_gives_the_same() {
    let Some(corpus) = Corpus::find("ways of reading") else {
        return;
    };
    for (file, _) in corpus.files() {
        let input = corpus.read(file);
        for options in [
            EraOptions::default(),
            EraOptions::default().any_version(true),
            EraOptions::default().strict(true),
        ] {
            let whole = read_slice(&input, &options);
            for sizes in [&[1 << 20][..], &[61, 1, 7]] {
                let parts = read_stream(Chunks::new(&input, sizes), &options);
                assert!(whole.events == parts.events, "{file}: other events");
                assert_eq!(whole.findings, parts.findings, "{file}");
                assert_eq!(whole.stop(), parts.stop(), "{file}");
            }
        }
    }
}

/// How many segments with this identifier a file has, as far as it can be split.
fn count(input: &[u8], name: &str) -> usize {
    let (mut tokens, mut count) = (Tokens::new(input), 0);
    while let Ok(Some(token)) = tokens.next() {
        count += usize::from(token.segment.tag() == Tag::new(name));
    }
    count
}

/// Every transaction set is a payment or is skipped with a finding, and every TA1 is handed on.
#[test]
fn nothing_is_dropped() {
    let Some(corpus) = Corpus::find("nothing is dropped") else {
        return;
    };
    for (file, kinds) in corpus.files() {
        let input = corpus.read(file);
        let Read2 {
            events,
            findings,
            error,
        } = read_slice(&input, &EraOptions::default());
        let (mut payments, mut skipped, mut acknowledgments) = (0, BTreeSet::new(), 0);
        for event in &events {
            match event {
                Owned::Payment(_) => payments += 1,
                Owned::Acknowledgment(_) => acknowledgments += 1,
                Owned::Skipped(header) => {
                    assert!(skipped.insert(header.number), "{file}: skipped twice");
                }
                _ => {}
            }
        }
        let named = findings
            .iter()
            .filter(|finding| finding.rule.number == UNSUPPORTED_SET);
        let named: Vec<_> = named.map(|finding| finding.place.transaction).collect();
        let unique: BTreeSet<_> = named.iter().copied().collect();
        assert_eq!(
            named.len(),
            unique.len(),
            "{file}: one finding for each set"
        );
        // A file that is cut off inside a set names it, but the set has no end.
        if error.is_none() {
            assert_eq!(skipped, unique, "{file}: sets skipped and named");
        }
        assert!(skipped.is_subset(&unique), "{file}: skipped, but not named");
        assert_eq!(
            payments + unique.len(),
            count(&input, "ST"),
            "{file}: transaction sets"
        );
        assert_eq!(acknowledgments, count(&input, "TA1"), "{file}: TA1");
        if !kinds.contains("835") {
            assert_eq!(payments, 0, "{file}: no remittance");
        }
    }
}

/// Findings of error level, by file and rule, are those that were looked at. In files without remittances only what is
/// besides the one finding for each set counts.
#[test]
fn findings_are_those_listed() {
    let Some(corpus) = Corpus::find("findings") else {
        return;
    };
    let mut found = BTreeSet::new();
    for (file, kinds) in corpus.files() {
        let read = read_slice(&corpus.read(file), &EraOptions::default());
        let mut counts = BTreeMap::<String, usize>::new();
        for finding in &read.findings {
            let expected = !kinds.contains("835") && finding.rule.number == UNSUPPORTED_SET;
            if finding.severity == Severity::Error && !expected {
                *counts.entry(finding.rule.to_string()).or_default() += 1;
            }
        }
        if !counts.is_empty() {
            let counts: Vec<_> = counts
                .iter()
                .map(|(rule, count)| format!("{rule}:{count}"))
                .collect();
            found.insert(format!("{file}\t{}", counts.join(",")));
        }
    }
    agree(
        "corpus_findings.tsv",
        &listed(FINDINGS, &["file", "rules"]),
        &found,
    );
}
