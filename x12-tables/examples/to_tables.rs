//! Files of remittances or claims as tables:
//! `cargo run --release -p x12-tables --features parquet --example to_tables -- era parquet DIR FILE…`
//!
//! A program that keeps tables of its own needs no more than this: a folder, the files in order, and what came of each.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example talks to its user"
)]

use std::{env, error::Error, fs::File, path::Path};

use x12_core::ReadOptions;
use x12_tables::{Form, Input, Star, Tables};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [star, form, folder, files @ ..] = arguments.as_slice() else {
        return Err("needs: era|claims csv|jsonl|arrow|parquet DIR FILE…".into());
    };
    let star = match star.as_str() {
        "era" => Star::Era,
        _ => Star::Claims,
    };
    let form = match form.as_str() {
        "csv" => Form::Csv,
        "jsonl" => Form::Jsonl,
        "arrow" => Form::Arrow,
        _ => Form::Parquet,
    };
    let mut tables = Tables::begin(star, form, Path::new(folder))?;
    for (number, name) in (1..).zip(files) {
        let input = Input { number, name };
        let outcome = tables.read(input, File::open(name), &ReadOptions::default())?;
        if let Some(failure) = outcome.failure {
            eprintln!("{name}: {failure}");
        }
    }
    let done = tables.finish()?;
    for (table, rows) in done.rows {
        println!("{table}: {rows}");
    }
    Ok(())
}
