//! Commands about one claim: it is read, another one is made of it and printed.

use std::{
    io::{self, BufWriter, StderrLock, Write},
    path::Path,
};

use claim_model::Claim;

use super::{
    entries::Entries,
    form::Read,
    problem::{Problem, Report},
};
use crate::{
    args::{PrintArgs, ProblemArgs},
    exit::{self, Exit, Failure},
    input, output,
};

/// Where problems of the claim go.
pub(super) type Problems = Report<BufWriter<StderrLock<'static>>>;

/// The one claim of an input, and where its problems go. Without a claim they have been shown.
pub(super) fn claim(path: &Path, args: ProblemArgs) -> Result<(Option<Given>, Problems), Failure> {
    let name = input::spoken_name(path);
    let unreadable = |error: io::Error| Failure(format!("{name}: {error}"));
    let mut report = Report::new(BufWriter::new(io::stderr().lock()), args, path);
    let mut entries = Entries::open(path).map_err(unreadable)?;
    let first = entries.next().map_err(unreadable)?.map(Read::of);
    let Some(Read { line, claim, .. }) = first else {
        return Err(Failure(format!("{name}: no claim")));
    };
    let claim = match claim {
        Ok(claim) => claim,
        Err(not) => {
            let found = [Problem::no_claim(&not, args.show_values)];
            report.show(line, None, &found)?;
            report.out.flush()?;
            return Ok((None, report));
        }
    };
    if entries.next().map_err(unreadable)?.is_some() {
        return Err(Failure(format!(
            "{name}: more than one claim; this command takes one"
        )));
    }
    Ok((Some(Given { claim, line }), report))
}

/// A claim and the line on which it begins.
pub(super) struct Given {
    pub(super) claim: Claim,
    pub(super) line: u64,
}

/// Shows the problems, and prints the claim that was made; without one nothing can be sent.
pub(super) fn print(
    made: Option<&Claim>,
    line: u64,
    found: &[Problem],
    mut report: Problems,
    print: PrintArgs,
) -> Result<Exit, Failure> {
    report.show(line, made, found)?;
    report.out.flush()?;
    let exit = if made.is_none() || found.iter().any(Problem::is_error) {
        Exit::Findings
    } else {
        Exit::Fine
    };
    let Some(claim) = made else {
        return Ok(exit);
    };
    let written = || -> io::Result<Exit> {
        let mut out = BufWriter::new(io::stdout().lock());
        if print.pretty {
            output::json_pretty(&mut out, claim)?;
        } else {
            output::json(&mut out, claim)?;
        }
        writeln!(out)?;
        out.flush()?;
        Ok(exit)
    };
    exit::after_writing(written())
}
