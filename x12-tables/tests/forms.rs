//! The same rows in every form: each cell of CSV, which the scenarios of the program's own tests prove, against JSON lines,
//! Arrow and Parquet.

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

use arrow_schema::DataType;
use support::{Run, arrow_cells, csv_cells, json_cells, parquet_cells, schema};
use x12_tables::{Form, Kind, Star, tables};

/// All forms of some files have the same cells.
#[track_caller]
fn same_everywhere(star: Star, files: &[(String, Vec<u8>)]) -> Run {
    let [csv, jsonl, arrow, parquet] =
        [Form::Csv, Form::Jsonl, Form::Arrow, Form::Parquet].map(|form| Run::of(star, form, files));
    for table in tables(star, Form::Csv) {
        let expected = csv_cells(&csv.path(&table));
        assert_eq!(
            json_cells(&jsonl.path(&table), &table),
            expected,
            "{}",
            table.name
        );
        assert_eq!(arrow_cells(&arrow.path(&table)), expected, "{}", table.name);
        assert_eq!(
            parquet_cells(&parquet.path(&table)),
            expected,
            "{}",
            table.name
        );
    }
    assert_eq!(csv.reconciled, parquet.reconciled);
    assert_eq!(csv.reconciled, jsonl.reconciled);
    assert_eq!(csv.reconciled, arrow.reconciled);
    parquet
}

#[test]
fn remittances_clean_and_dirty() {
    let clean = fixtures::era()
        .iter()
        .map(|era| (era.name.to_owned(), era.edi.to_vec()));
    let dirty = fixtures::dirty_eras()
        .into_iter()
        .map(|case| (case.id.to_string(), case.bytes));
    let files: Vec<_> = clean.chain(dirty).collect();
    same_everywhere(Star::Era, &files);
}

#[test]
fn claims() {
    let files: Vec<_> = fixtures::claims()
        .iter()
        .map(|claims| (claims.name.to_owned(), claims.edi.to_vec()))
        .collect();
    same_everywhere(Star::Claims, &files);
}

#[test]
fn more_rows_than_a_batch_has() {
    let mut bytes = Vec::new();
    fixtures::write_era_of_size(7, 7 << 20, false, &mut bytes).unwrap();
    let run = same_everywhere(Star::Era, &[("large".to_owned(), bytes)]);
    let most = run.reconciled.rows.iter().map(|(_, rows)| *rows).max();
    assert!(most.unwrap() > 1 << 16, "{most:?}");
}

#[test]
fn money_is_decimal_and_dates_are_dates() {
    let era = [("R01".to_owned(), fixtures::era()[0].edi.to_vec())];
    let claims = [("claim".to_owned(), fixtures::claims()[0].edi.to_vec())];
    for (star, files) in [(Star::Era, &era), (Star::Claims, &claims)] {
        let run = Run::of(star, Form::Parquet, files);
        for table in tables(star, Form::Parquet) {
            let schema = schema(&run.path(&table));
            assert_eq!(schema.fields().len(), table.columns.len());
            for (field, column) in schema.fields().iter().zip(table.columns) {
                let expected = match column.kind {
                    Kind::Money | Kind::Total => DataType::Decimal128(18, 4),
                    Kind::Quantity => DataType::Decimal128(18, 6),
                    Kind::Date => DataType::Date32,
                    Kind::Number => DataType::UInt64,
                    Kind::Flag => DataType::Boolean,
                    _ => DataType::Utf8,
                };
                assert_eq!(field.name(), column.name);
                assert_eq!(
                    *field.data_type(),
                    expected,
                    "{}.{}",
                    table.name,
                    column.name
                );
            }
        }
    }
}
