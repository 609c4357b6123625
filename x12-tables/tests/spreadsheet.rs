//! CSV that is opened in a spreadsheet: no text of a file is calculated, no amount is touched, all can be restored.

#![cfg(feature = "parquet")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "test code: a failure should be loud"
)]

mod support;

use std::fs;

use support::{Run, csv_cells};
use x12_tables::{Form, Kind, Star, tables};

/// What spreadsheets calculate (OWASP, "CSV Injection"), as the patient's last name, and what the cell holds then.
const FORMULAS: &[(&str, &str)] = &[
    ("=1+1", "\"'=1+1\""),
    (
        "=HYPERLINK(\"http://a.example\")",
        "\"'=HYPERLINK(\"\"http://a.example\"\")\"",
    ),
    ("+1", "\"'+1\""),
    ("-1", "\"'-1\""),
    ("@SUM(1,1)", "\"'@SUM(1,1)\""),
    ("  =1+1", "\"'  =1+1\""),
    ("\u{a0}=1+1", "\"'\u{a0}=1+1\""),
    ("\u{feff}=1+1", "\"'\u{feff}=1+1\""),
    ("\u{ff1d}1+1", "\"'\u{ff1d}1+1\""),
    ("\u{ff20}SUM", "\"'\u{ff20}SUM\""),
    ("'=1+1", "\"''=1+1\""),
    ("'", "\"''\""),
];

/// What is none, or begins a cell only where something else than a comma ends one.
const HARMLESS: &[(&str, &str)] = &[
    ("O'BRIEN", "O'BRIEN"),
    ("SMITH-JONES", "SMITH-JONES"),
    ("A=B", "A=B"),
    ("A;=1+1", "\"A;=1+1\""),
    ("A\t=1+1", "\"A\t=1+1\""),
    ("A,=1+1", "\"A,=1+1\""),
];

fn era_of(last_name: &str) -> Vec<(String, Vec<u8>)> {
    let text = std::str::from_utf8(fixtures::era()[0].edi).unwrap();
    let (before, rest) = text.split_once("NM1*QC*1*").unwrap();
    let (_, behind) = rest.split_once('*').unwrap();
    let text = format!("{before}NM1*QC*1*{last_name}*{behind}");
    vec![("=named.835".to_owned(), text.into_bytes())]
}

#[test]
fn formulas_are_guarded() {
    for (name, cell) in FORMULAS.iter().chain(HARMLESS) {
        let run = Run::of(Star::Era, Form::SpreadsheetCsv, &era_of(name));
        let claims = fs::read_to_string(run.named("claims")).unwrap();
        assert!(claims.contains(&format!(",{cell},")), "{name:?}: {claims}");
        let payments = fs::read_to_string(run.named("payments")).unwrap();
        assert!(payments.contains(",\"'=named.835\","), "{payments}");
        // Without the option a value stands as it is.
        let plain = Run::of(Star::Era, Form::Csv, &era_of(name));
        let column = csv_cells(&plain.named("claims"));
        assert!(column.iter().flatten().any(|cell| cell == name), "{name:?}");
    }
}

#[test]
fn only_texts_differ_and_can_be_restored() {
    let mut files = era_of("=1+1");
    files.extend(era_of("'"));
    let fixture = |era: &fixtures::Fixture| (era.name.to_owned(), era.edi.to_vec());
    files.extend(fixtures::era().iter().map(fixture));
    let plain = Run::of(Star::Era, Form::Csv, &files);
    let safe = Run::of(Star::Era, Form::SpreadsheetCsv, &files);
    assert_eq!(plain.reconciled, safe.reconciled);
    let (mut guarded, mut negative) = (0, 0);
    for table in tables(Star::Era, Form::Csv) {
        let rows = csv_cells(&plain.path(&table));
        let safe = csv_cells(&safe.path(&table));
        assert_eq!(rows.len(), safe.len());
        for (row, safe) in rows.iter().zip(&safe) {
            for (column, (cell, safe)) in table.columns.iter().zip(row.iter().zip(safe)) {
                let restored = match column.kind {
                    Kind::Text | Kind::Code => safe.strip_prefix('\'').unwrap_or(safe),
                    _ => safe,
                };
                assert_eq!(restored, cell, "{} {}", table.name, column.name);
                guarded += usize::from(safe != cell);
                negative += usize::from(column.kind == Kind::Total && safe.starts_with('-'));
            }
        }
    }
    assert!(guarded > 2, "{guarded}");
    assert!(negative > 2, "the fixtures have take-backs: {negative}");
}
