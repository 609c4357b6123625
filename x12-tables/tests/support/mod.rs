//! Runs in a folder of their own, and tables read back by other crates than the one that wrote them.

#![allow(dead_code, reason = "each test uses its part")]

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use arrow_array::{
    Array, BooleanArray, Date32Array, Decimal128Array, RecordBatch, StringArray, UInt64Array,
};
use arrow_schema::SchemaRef;
use chrono::NaiveDate;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rust_decimal::Decimal;
use tempfile::TempDir;
use x12_core::ReadOptions;
use x12_tables::{Form, Input, Outcome, Reconciled, Star, Table, Tables};

/// Files that were converted one after the other.
pub(crate) struct Run {
    folder: TempDir,
    form: Form,
    pub(crate) reconciled: Reconciled,
    pub(crate) outcomes: Vec<Outcome>,
}

impl Run {
    pub(crate) fn of(star: Star, form: Form, files: &[(String, Vec<u8>)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut tables = Tables::begin(star, form, folder.path()).unwrap();
        let mut outcomes = Vec::new();
        for (number, (name, bytes)) in (1..).zip(files) {
            let input = Input { number, name };
            let options = ReadOptions::default();
            outcomes.push(tables.read(input, Ok(bytes.as_slice()), &options).unwrap());
        }
        let reconciled = tables.finish().unwrap();
        Self {
            folder,
            form,
            reconciled,
            outcomes,
        }
    }

    pub(crate) fn path(&self, table: &Table) -> PathBuf {
        self.named(table.name)
    }

    pub(crate) fn named(&self, table: &str) -> PathBuf {
        self.folder
            .path()
            .join(format!("{table}.{}", self.form.ending()))
    }
}

/// Rows of cells as CSV shows them; absent is empty.
pub(crate) type Cells = Vec<Vec<String>>;

pub(crate) fn csv_cells(path: &Path) -> Cells {
    csv::Reader::from_path(path)
        .unwrap()
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

pub(crate) fn json_cells(path: &Path, table: &Table) -> Cells {
    let text = std::fs::read_to_string(path).unwrap();
    let row = |line: &str| {
        let mut object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(line).unwrap();
        let cells = table
            .columns
            .iter()
            .map(|column| match object.remove(column.name) {
                None => String::new(),
                Some(serde_json::Value::String(text)) => text,
                Some(serde_json::Value::Bool(is)) => yes(is),
                Some(serde_json::Value::Number(number)) => number.to_string(),
                Some(other) => panic!("{other:?}"),
            })
            .collect();
        assert!(object.is_empty(), "{object:?}");
        cells
    };
    text.lines().map(row).collect()
}

pub(crate) fn parquet_cells(path: &Path) -> Cells {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let batches = reader.build().unwrap();
    batches
        .flat_map(|batch| batch_cells(&batch.unwrap()))
        .collect()
}

pub(crate) fn schema(path: &Path) -> SchemaRef {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    reader.schema().clone()
}

pub(crate) fn arrow_cells(path: &Path) -> Cells {
    let reader = arrow_ipc::reader::FileReader::try_new(File::open(path).unwrap(), None).unwrap();
    reader
        .flat_map(|batch| batch_cells(&batch.unwrap()))
        .collect()
}

fn batch_cells(batch: &RecordBatch) -> Cells {
    let row = |row| {
        let columns = batch.columns().iter();
        columns.map(|column| cell(column.as_ref(), row)).collect()
    };
    (0..batch.num_rows()).map(row).collect()
}

fn cell(column: &dyn Array, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    let column = column.as_any();
    if let Some(text) = column.downcast_ref::<StringArray>() {
        text.value(row).to_owned()
    } else if let Some(decimals) = column.downcast_ref::<Decimal128Array>() {
        let scale = u32::try_from(decimals.scale()).unwrap();
        Decimal::from_i128_with_scale(decimals.value(row), scale)
            .normalize()
            .to_string()
    } else if let Some(dates) = column.downcast_ref::<Date32Array>() {
        let day = i64::from(dates.value(row));
        let date = NaiveDate::default() + chrono::TimeDelta::days(day);
        date.to_string()
    } else if let Some(numbers) = column.downcast_ref::<UInt64Array>() {
        numbers.value(row).to_string()
    } else {
        yes(column.downcast_ref::<BooleanArray>().unwrap().value(row))
    }
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}
