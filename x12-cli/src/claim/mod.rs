//! `x12 claim`: claims as JSON into files and out of them, judged, and sent again.

mod check;
mod entries;
mod form;
mod inquire;
mod problem;
mod read;
mod resubmit;
mod secondary;
mod single;
mod write;

use std::{
    io::{self, BufWriter},
    path::Path,
};

use claim_model::Claim;
use serde::de::DeserializeOwned;

use crate::{
    args::{ClaimCommand, ProblemArgs, ProblemFormat},
    convert,
    exit::{Exit, Failure},
    input,
};
use entries::Entries;
use form::Read;
use problem::{Problem, Report};

pub(crate) fn run(command: &ClaimCommand) -> Result<Exit, Failure> {
    match command {
        ClaimCommand::Write(args) => write::run(args),
        ClaimCommand::Read(args) => read::run(args),
        ClaimCommand::Convert(args) => convert::claims(args),
        ClaimCommand::Check(args) => check::run(args),
        ClaimCommand::Replace(args) => resubmit::run(args, resubmit::Kind::Replacement),
        ClaimCommand::Void(args) => resubmit::run(args, resubmit::Kind::Void),
        ClaimCommand::Secondary(args) => secondary::run(args),
        ClaimCommand::Inquire(args) => inquire::run(args),
    }
}

/// Hands on each claim of an input. What is none is shown on standard error.
pub(crate) fn each(path: &Path, mut take: impl FnMut(Claim)) -> Result<Exit, Failure> {
    let name = input::spoken_name(path);
    let unreadable = |error: io::Error| Failure(format!("{name}: {error}"));
    let mut entries = Entries::open(path).map_err(unreadable)?;
    let args = ProblemArgs {
        format: ProblemFormat::Text,
        show_values: false,
    };
    let mut report = Report::new(BufWriter::new(io::stderr().lock()), args, path);
    while let Some(entry) = entries.next().map_err(unreadable)? {
        let Read { line, claim, .. } = Read::of(entry);
        match claim {
            Ok(claim) => take(claim),
            Err(not) => report.show(line, None, &[Problem::no_claim(&not, false)])?,
        }
    }
    if report.tally.errors == 0 {
        return Ok(Exit::Fine);
    }
    let words = report.tally.in_words();
    report.end(&words)?;
    Ok(Exit::Findings)
}

/// Hands on each entry of a list of JSON objects that are no claims, such as trace numbers.
pub(crate) fn each_entry<T: DeserializeOwned>(
    path: &Path,
    what: &str,
    mut take: impl FnMut(T),
) -> Result<(), Failure> {
    let name = input::spoken_name(path);
    let unreadable = |error: io::Error| Failure(format!("{name}: {error}"));
    let mut entries = Entries::open(path).map_err(unreadable)?;
    while let Some(entry) = entries.next().map_err(unreadable)? {
        let read = entry.and_then(|entry| form::read(&entry));
        take(read.map_err(|not| {
            let gap = if not.field.is_empty() { "" } else { ": " };
            let message = not.message(false);
            Failure(format!("{name}: not {what}: {}{gap}{message}", not.field))
        })?);
    }
    Ok(())
}
