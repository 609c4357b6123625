//! Real files as claims: public samples, used in place where their folder is there (`X12_CORPUS`, else `../shared/corpus`
//! beside the workspace). What they say of themselves is taken from the table of truths; findings of error level in files
//! that their authors call valid are listed with a reason each.
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

#[path = "../../x12-835/tests/corpus/folder.rs"]
#[allow(
    dead_code,
    reason = "shared with the 835, which asks for its own files too"
)]
mod folder;
mod generated;

use std::collections::{BTreeMap, BTreeSet};

use claim_model::{Claim, Severity, Submission};
use folder::{Corpus, Row, agree, listed};
use generated::reading::{Read, envelope};
use x12_837p::{
    ReadOptions,
    claim::{BatchError, ClaimEvent, Claims, Letters, WriteOptions, write_claims},
};
use x12_core::{Diagnostic, rust_decimal::Decimal};

const ERRORS: &str = include_str!("corpus_claim_errors.tsv");
const REFUSED: &str = include_str!("corpus_claim_refused.tsv");
const DIFFERENCES: &str = include_str!("corpus_claim_differences.tsv");

/// The kind that is read without being asked.
const READ: &str = "837P";

const CHARGE_DIFFERS: u16 = 524;
const NO_CLAIM: u16 = 522;
const TEXT_CHANGED: u16 = 541;

/// One transaction set as claims.
#[derive(Default)]
struct Batch {
    claims: Vec<Claim>,
    without_claim: usize,
    findings: Vec<Diagnostic>,
}

/// The batches of a file by the number of their transaction set, as far as the file can be read.
fn batches(input: &[u8]) -> BTreeMap<u32, Batch> {
    let mut reader = Claims::with_options(input, &ReadOptions::default());
    let mut batches = BTreeMap::<u32, Batch>::new();
    let mut found = Vec::new();
    let mut sets = 0;
    let mut open = None;
    while let Ok(Some(event)) = reader.next() {
        found.extend(reader.take_findings());
        match event {
            ClaimEvent::Batch(..) => {
                sets += 1;
                open = Some(sets);
                batches.entry(sets).or_default();
            }
            ClaimEvent::Skipped(_) => sets += 1,
            ClaimEvent::Claim(claim) => {
                if let Some(of) = open.and_then(|at| batches.get_mut(&at)) {
                    of.claims.push(*claim);
                }
            }
            ClaimEvent::NoClaim(_) => {
                if let Some(of) = open.and_then(|at| batches.get_mut(&at)) {
                    of.without_claim += 1;
                }
            }
            _ => {}
        }
    }
    found.extend(reader.take_findings());
    for finding in found {
        if let Some(of) = batches.get_mut(&finding.place.transaction) {
            of.findings.push(finding);
        }
    }
    batches
}

fn truths(corpus: &Corpus) -> BTreeMap<String, Vec<Row>> {
    let mut truths = BTreeMap::<String, Vec<Row>>::new();
    for row in corpus.table("TRUTHS_837.tsv") {
        if row["kind"] == READ {
            truths.entry(row["file"].clone()).or_default().push(row);
        }
    }
    truths
}

fn frequency(claim: &Claim) -> char {
    match claim.submission {
        Submission::Original => '1',
        Submission::Replacement(_) => '7',
        Submission::Void(_) => '8',
    }
}

/// Claims, lines, charges, frequencies and original references are those of the table, or the difference is listed. What
/// is no claim has a finding that says why.
#[test]
fn claims_agree_with_the_truths() {
    let Some(corpus) = Corpus::find("claims") else {
        return;
    };
    let mut differences = BTreeSet::new();
    let mut compared = 0;
    for (file, rows) in truths(&corpus) {
        let read = batches(&corpus.read(&file));
        for row in rows {
            let tx: u32 = row["tx"].parse().unwrap();
            let Some(batch) = read.get(&tx) else {
                differences.insert(format!("{file}\t{tx}\tread\tyes\tno"));
                continue;
            };
            compared += batch.claims.len();
            let mut differs = |column: &str, ours: String| {
                if row[column] != ours {
                    differences.insert(format!("{file}\t{tx}\t{column}\t{}\t{ours}", row[column]));
                }
            };
            differs(
                "n_clm",
                (batch.claims.len() + batch.without_claim).to_string(),
            );
            let unreadable = batch
                .findings
                .iter()
                .any(|of| of.severity == x12_core::Severity::Error);
            assert!(
                batch.without_claim == 0 || unreadable,
                "{file} {tx}: no claim, and no reason"
            );
            if batch.without_claim > 0 {
                let named = batch
                    .findings
                    .iter()
                    .filter(|of| of.rule.number == NO_CLAIM)
                    .count();
                differences.insert(format!(
                    "{file}\t{tx}\tno claim\t0\t{} ({named} named X12-0522)",
                    batch.without_claim
                ));
                continue;
            }
            let lines: usize = batch.claims.iter().map(|of| of.lines.len()).sum();
            differs("n_lines", lines.to_string());
            let mut frequencies = BTreeMap::<char, usize>::new();
            batch
                .claims
                .iter()
                .for_each(|of| *frequencies.entry(frequency(of)).or_default() += 1);
            let counted: Vec<_> = frequencies
                .iter()
                .map(|(of, count)| format!("{of}:{count}"))
                .collect();
            differs("freq", counted.join(","));
            let references = batch
                .claims
                .iter()
                .filter_map(|of| of.submission.original_reference());
            differs(
                "ref_f8",
                references.filter(|of| !of.is_empty()).count().to_string(),
            );
            // CLM02 is not kept: where it is the sum of the lines, nothing is lost.
            let charges = batch
                .claims
                .iter()
                .filter_map(Claim::total_charge)
                .map(|of| of.0)
                .sum::<Decimal>();
            let given: Decimal = row["sum_clm02"].parse().unwrap();
            let explained = batch
                .findings
                .iter()
                .any(|of| of.rule.number == CHARGE_DIFFERS)
                || lines == 0;
            if charges != given && !explained {
                differences.insert(format!("{file}\t{tx}\tsum_clm02\t{given}\t{charges}"));
            }
        }
    }
    assert!(compared > 800, "only {compared} claims");
    agree(
        "corpus_claim_differences.tsv",
        &listed(DIFFERENCES, &["file", "tx", "column", "truth", "ours"]),
        &differences,
    );
}

/// Written again in full and read once more, every claim is the same; claims that may not be sent are listed with the
/// rules that refuse them. Samples hold made-up NPIs and short ZIP codes: with those mended, most can be written.
#[test]
fn claims_survive_being_written_again() {
    let Some(corpus) = Corpus::find("writing again") else {
        return;
    };
    let mut refused = BTreeSet::new();
    let (mut as_they_are, mut mended) = (0, 0);
    let mut envelope = envelope();
    // None of the samples is to be judged by the day of the fixture.
    envelope.interchange.date = "2099-12-31".parse().unwrap();
    let write = |claim: &Claim| {
        let options = WriteOptions::default()
            .letters(Letters::AsTheyAre)
            .only_differences(false);
        match write_claims(std::slice::from_ref(claim), envelope.clone(), options) {
            Ok((bytes, changes)) => {
                let cleaned = changes.iter().any(|(_, of)| of.rule.number == TEXT_CHANGED);
                Ok((bytes, cleaned))
            }
            Err(BatchError::Refused(all)) => {
                let errors = all[0].1.iter().filter(|of| of.severity == Severity::Error);
                Err(errors
                    .map(|of| of.rule.to_string())
                    .collect::<BTreeSet<_>>())
            }
            Err(error) => panic!("{error}"),
        }
    };
    let same = |file: &str, claim: &Claim, (bytes, cleaned): (Vec<u8>, bool)| {
        let read = Read::of(&bytes);
        assert_eq!((read.claims.len(), read.without_claim), (1, 0), "{file}");
        let same = plain(&read.claims[0]) == plain(claim);
        assert!(cleaned || same, "{file}: another claim");
    };
    for (file, _) in truths(&corpus) {
        let mut rules = BTreeMap::<String, usize>::new();
        for claim in batches(&corpus.read(&file))
            .into_values()
            .flat_map(|of| of.claims)
        {
            match write(&claim) {
                Ok(written) => {
                    as_they_are += 1;
                    same(&file, &claim, written);
                }
                Err(errors) => {
                    assert!(!errors.is_empty(), "{file}: refused for nothing");
                    *rules.entry(Vec::from_iter(errors).join(",")).or_default() += 1;
                    let claim = mend(&claim);
                    if let Ok(written) = write(&claim) {
                        mended += 1;
                        same(&file, &claim, written);
                    }
                }
            }
        }
        for (rules, count) in rules {
            refused.insert(format!("{file}\t{rules}\t{count}"));
        }
    }
    assert!(as_they_are >= 6, "{as_they_are} claims may be sent");
    assert!(
        mended > 50,
        "{mended} claims may be sent once they are mended"
    );
    agree(
        "corpus_claim_refused.tsv",
        &listed(REFUSED, &["file", "rules", "claims"]),
        &refused,
    );
}

/// The same with NPIs that check, nine digits of ZIP code, taxonomy codes of today, and pointers that point somewhere.
fn mend(claim: &Claim) -> Claim {
    let mut claim: Claim =
        serde_json::from_value(mended(serde_json::to_value(claim).unwrap(), "")).unwrap();
    claim.billing_provider.other_ids.clear();
    let most = u8::try_from(claim.diagnoses.len()).unwrap();
    for line in &mut claim.lines {
        line.diagnosis_pointers.retain(|of| *of <= most);
        if line.diagnosis_pointers.is_empty() {
            line.diagnosis_pointers.push(1);
        }
    }
    claim
}

fn mended(value: serde_json::Value, name: &str) -> serde_json::Value {
    use serde_json::Value;
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    match value {
        Value::String(text) => Value::String(match name {
            "npi" => "1234567893".to_owned(),
            "taxonomy" => "207Q00000X".to_owned(),
            "postal_code" if digits(&text) == 5 => format!("{text}1234"),
            _ => text,
        }),
        Value::Array(items) => items.into_iter().map(|of| mended(of, name)).collect(),
        Value::Object(fields) => {
            let mend = |(name, of): (String, Value)| {
                let of = mended(of, &name);
                (name, of)
            };
            fields.into_iter().map(mend).collect()
        }
        other => other,
    }
}

/// A claim as it is sent, without the punctuation of numbers that is not sent.
fn plain(claim: &Claim) -> String {
    let value = serde_json::to_value(claim.as_sent()).unwrap();
    digits_only(value, "").to_string()
}

fn digits_only(value: serde_json::Value, name: &str) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::String(text) if matches!(name, "postal_code" | "phone" | "fax" | "extension") => {
            Value::String(text.replace(['-', ' ', '(', ')', '.'], ""))
        }
        Value::String(text) => {
            let number = text.parse::<Decimal>().ok().filter(|_| text.contains('.'));
            Value::String(number.map_or(text, |of| of.normalize().to_string()))
        }
        Value::Array(items) => items.into_iter().map(|of| digits_only(of, name)).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, of)| {
                let of = digits_only(of, &name);
                (name, of)
            })
            .collect(),
        other => other,
    }
}

/// Findings of error level in files that their authors call valid: each is defended in the table, or it is a fault.
#[test]
fn errors_in_valid_files_are_those_listed() {
    let Some(corpus) = Corpus::find("errors in valid files") else {
        return;
    };
    let mut found = BTreeSet::new();
    let mut valid = 0;
    let truths = truths(&corpus);
    for row in corpus
        .catalog
        .iter()
        .filter(|row| row["validity_as_source_says"] == "valid")
    {
        let file = &row["file"];
        if !truths.contains_key(file) {
            continue;
        }
        valid += 1;
        let mut counts = BTreeMap::<String, usize>::new();
        for batch in batches(&corpus.read(file)).into_values() {
            for finding in batch
                .findings
                .iter()
                .filter(|of| of.severity == x12_core::Severity::Error)
            {
                *counts.entry(finding.rule.to_string()).or_default() += 1;
            }
        }
        found.extend(
            counts
                .iter()
                .map(|(rule, count)| format!("{file}\t{rule}\t{count}")),
        );
    }
    assert!(valid >= 30, "only {valid} valid files");
    agree(
        "corpus_claim_errors.tsv",
        &listed(ERRORS, &["file", "code", "count"]),
        &found,
    );
}
