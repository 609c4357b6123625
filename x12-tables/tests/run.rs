//! Runs: parts, checkpoints, files that fail, values that do not fit.

#![cfg(feature = "parquet")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    reason = "test code: a failure should be loud"
)]

mod support;

use std::{collections::BTreeMap, fs, io, path::Path};

use support::{Run, csv_cells, parquet_cells};
use x12_core::ReadOptions;
use x12_tables::{Error, Form, Input, Mark, Star, Tables, file_names};

const FORMS: [Form; 6] = [
    Form::Csv,
    Form::SpreadsheetCsv,
    Form::Jsonl,
    Form::Loops,
    Form::Arrow,
    Form::Parquet,
];

fn files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fixtures::era()
        .iter()
        .map(|era| (era.name.to_owned(), era.edi.to_vec()))
        .collect();
    let mut large = Vec::new();
    fixtures::write_era_of_size(3, 600_000, false, &mut large).unwrap();
    // Cut off inside a payment.
    files.insert(1, ("cut".to_owned(), large[..500_000].to_vec()));
    files.push(("large".to_owned(), large));
    files
}

fn bytes(folder: &Path, form: Form) -> BTreeMap<String, Vec<u8>> {
    file_names(Star::Era, form)
        .into_iter()
        .map(|name| {
            let bytes = fs::read(folder.join(&name)).unwrap();
            (name, bytes)
        })
        .collect()
}

/// Reads one file straight into the tables, or into a part that is appended.
fn read(tables: &mut Tables, number: u64, (name, bytes): &(String, Vec<u8>), as_part: bool) {
    let input = Input { number, name };
    let options = ReadOptions::default();
    if as_part {
        let mut part = tables.parts().part().unwrap();
        part.read(input, Ok(bytes.as_slice()), &options).unwrap();
        tables.append(&mut part).unwrap();
    } else {
        tables.read(input, Ok(bytes.as_slice()), &options).unwrap();
    }
}

#[test]
fn parts_and_checkpoints_leave_no_trace() {
    let files = files();
    for form in FORMS {
        let mut outputs = Vec::new();
        for (as_part, resumed) in [(false, false), (true, false), (false, true), (true, true)] {
            let folder = tempfile::tempdir().unwrap();
            let mut tables = Tables::begin(Star::Era, form, folder.path()).unwrap();
            for (number, file) in (1..).zip(&files) {
                read(&mut tables, number, file, as_part);
                if resumed {
                    let mark = serde_json::to_string(&tables.checkpoint().unwrap()).unwrap();
                    // What comes behind the mark is lost with the process that wrote it.
                    read(&mut tables, 99, &files[0], as_part);
                    drop(tables);
                    let mark: Mark = serde_json::from_str(&mark).unwrap();
                    tables = Tables::resume(&mark, folder.path()).unwrap();
                }
            }
            tables.finish().unwrap();
            outputs.push(bytes(folder.path(), form));
        }
        for output in &outputs[1..] {
            for (name, bytes) in output {
                assert!(*bytes == outputs[0][name], "{form:?} {name}");
            }
        }
    }
}

#[test]
fn a_mark_of_a_changed_table_is_refused() {
    for form in FORMS {
        let folder = tempfile::tempdir().unwrap();
        let mut tables = Tables::begin(Star::Era, form, folder.path()).unwrap();
        read(&mut tables, 1, &files()[0], false);
        let mark = tables.checkpoint().unwrap();
        drop(tables);
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.to_str().unwrap().contains("claims") {
                fs::write(path, "").unwrap();
            }
        }
        assert!(matches!(
            Tables::resume(&mark, folder.path()),
            Err(Error::Misfit(_) | Error::Io(_))
        ));
    }
}

#[test]
fn a_table_that_lost_bytes_is_not_finished() {
    let folder = tempfile::tempdir().unwrap();
    let mut tables = Tables::begin(Star::Era, Form::Csv, folder.path()).unwrap();
    read(&mut tables, 1, &files()[0], false);
    tables.checkpoint().unwrap();
    fs::write(folder.path().join("claims.csv"), "claim_id\n").unwrap();
    assert!(matches!(tables.finish(), Err(Error::Misfit(_))));
}

#[test]
fn an_input_that_cannot_be_opened_is_a_finding() {
    for form in FORMS {
        let folder = tempfile::tempdir().unwrap();
        let mut tables = Tables::begin(Star::Era, form, folder.path()).unwrap();
        let input = Input {
            number: 1,
            name: "gone",
        };
        let gone: io::Result<&[u8]> = Err(io::ErrorKind::NotFound.into());
        let outcome = tables.read(input, gone, &ReadOptions::default()).unwrap();
        assert!(outcome.failure.unwrap().ends_with("[X12-0911]"));
        let done = tables.finish().unwrap();
        assert_eq!(done.rows.last(), Some(&("findings", 1)));
    }
}

/// Two payments, the second with this amount in an adjustment of a line.
fn with_amount(amount: &str) -> Vec<(String, Vec<u8>)> {
    let era = fixtures::era()
        .iter()
        .find(|era| era.name == "R07")
        .unwrap();
    let text = String::from_utf8(era.edi.to_vec()).unwrap();
    let second = text.find("ST*835*0002").unwrap();
    let cas = second + text[second..].find("CAS*CO*45*").unwrap() + "CAS*CO*45*".len();
    let end = cas + text[cas..].find('~').unwrap();
    let changed = format!("{}{amount}{}", &text[..cas], &text[end..]);
    vec![("R07".to_owned(), changed.into_bytes())]
}

#[test]
fn what_does_not_fit_is_refused_and_never_rounded() {
    for (amount, shown, fits) in [
        ("100.005", "100.005", true),
        ("99999999999999.9999", "99999999999999.9999", true),
        ("100000000000000", "100000000000000", false),
        ("0.00001", "0.00001", false),
        ("1.10000000", "1.1", true),
    ] {
        let files = with_amount(amount);
        for form in [Form::Arrow, Form::Parquet] {
            let run = Run::of(Star::Era, form, &files);
            let failure = &run.outcomes[0].failure;
            assert_eq!(failure.is_none(), fits, "{amount} {failure:?}");
            let payments = if fits { 2 } else { 1 };
            assert_eq!(run.reconciled.rows[0], ("payments", payments), "{amount}");
            if let Some(failure) = failure {
                assert!(
                    failure.ends_with("column amount of adjustments [X12-1301]"),
                    "{failure}"
                );
                assert!(!failure.contains(amount));
            }
        }
        // Text holds any amount.
        let run = Run::of(Star::Era, Form::Csv, &files);
        assert_eq!(run.outcomes[0].failure, None);
        let adjustments = csv_cells(&run.named("adjustments"));
        assert!(adjustments.iter().any(|row| row[4] == shown), "{amount}");
    }
    let run = Run::of(Star::Era, Form::Parquet, &with_amount("0.00001"));
    let findings = parquet_cells(&run.named("findings"));
    let last = findings.last().unwrap();
    assert_eq!((last[1].as_str(), last[2].as_str()), ("", "X12-1301"));
    let claims = parquet_cells(&run.named("claims"));
    assert!(claims.iter().all(|row| row[1] == "1-1"), "{claims:?}");
}

#[test]
fn loops_are_of_remittances_only() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        Tables::begin(Star::Claims, Form::Loops, folder.path()),
        Err(Error::Misfit(_))
    ));
}
