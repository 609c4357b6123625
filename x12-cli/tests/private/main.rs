//! No value of a file comes out where none belongs: not in findings, errors, summaries or `Debug`.
//!
//! Every value of the files is marked ([`fixtures::marked_files`]), and everything that is printed is searched for marks.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

mod commands;
mod json;
mod library;
#[path = "../support/mod.rs"]
mod support;

/// A mark in a text, with what stands around it.
fn leak(text: &str) -> Option<String> {
    let mark = fixtures::first_mark(text)?;
    let (before, behind) = text.split_once(mark).unwrap_or((mark, ""));
    let before: Vec<char> = before.chars().rev().take(80).collect();
    let before: String = before.into_iter().rev().collect();
    let behind: String = behind.chars().take(20).collect();
    Some(format!("...{before}{mark}{behind}..."))
}

/// Fails where a text holds a mark.
#[track_caller]
fn silent(what: &str, text: &str) {
    if let Some(leak) = leak(text) {
        panic!("{what}: {leak}");
    }
}
