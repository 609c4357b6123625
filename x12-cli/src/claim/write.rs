//! `x12 claim write`: a file of claims, all of them or none.

use std::{
    io::{self, BufWriter, Read as _, Write},
    path::Path,
};

use claim_model::Claim;
use x12_837p::claim::{ClaimEnvelope, ClaimError, ClaimWriter, Letters, WriteOptions};
use x12_core::Error;

use super::{
    entries::{Entries, Entry},
    form::{self, NotAClaim, Read, Where},
    problem::{Problem, Report, problems},
};
use crate::{
    args::WriteClaimsArgs,
    exit::{Exit, Failure, complain},
    held::{Held, must_differ, place},
    input,
    output::{self, count},
};

pub(super) fn run(args: &WriteClaimsArgs) -> Result<Exit, Failure> {
    must_differ(&[
        Some(&args.claims),
        Some(&args.envelope),
        args.out.as_deref(),
        args.split_invalid.as_deref(),
    ])?;
    let name = input::spoken_name(&args.claims);
    // The envelope is read once claims are there: it may be the work of who sends them through the pipe.
    let entries = Entries::open(&args.claims).map_err(|error| unreadable(&name, &error))?;
    let envelope = envelope(args)?;
    let held = Held::new(args.out.as_deref())?;
    let aside = args.split_invalid.as_deref();
    let aside = aside.map(|path| Held::new(Some(path))).transpose()?;
    let out = BufWriter::with_capacity(256 << 10, held);
    let writer = match ClaimWriter::new(out, envelope, options(args)) {
        Ok(writer) => writer,
        Err(error) => return refused(&input::spoken_name(&args.envelope), error),
    };
    let mut batch = Batch {
        args,
        writer,
        aside: aside.map(BufWriter::new),
        report: Report::new(
            BufWriter::new(io::stderr().lock()),
            args.problems,
            &args.claims,
        ),
        good: 0,
        bad: 0,
    };
    if let Some(error) = batch.add_all(entries, &name)? {
        batch.report.out.flush()?;
        return refused(&name, error);
    }
    batch.finish(&name)
}

pub(super) fn unreadable(name: &str, error: &io::Error) -> Failure {
    Failure(format!("{name}: {error}"))
}

fn options(args: &WriteClaimsArgs) -> WriteOptions {
    let letters = if args.keep_case {
        Letters::AsTheyAre
    } else {
        Letters::Capitals
    };
    WriteOptions::default()
        .letters(letters)
        .line_breaks(args.line_breaks)
        .leading_zeros(args.leading_zeros)
        .subscriber_in_full(args.subscriber_in_full)
        .claims_in_set(args.claims_per_set.into())
}

fn envelope(args: &WriteClaimsArgs) -> Result<ClaimEnvelope, Failure> {
    let mut envelope = read_envelope(&args.envelope, args.problems.show_values)?;
    if let Some(number) = args.control_number {
        envelope.interchange.interchange_control_number = number;
    }
    Ok(envelope)
}

/// Reads an envelope.
pub(super) fn read_envelope(path: &Path, show_values: bool) -> Result<ClaimEnvelope, Failure> {
    let name = input::spoken_name(path);
    let mut text = Vec::new();
    input::open(path)
        .and_then(|mut file| file.read_to_end(&mut text))
        .map_err(|error| unreadable(&name, &error))?;
    let starts = Where { line: 1, column: 1 };
    let text = &text;
    form::read(&Entry { text, starts }).map_err(|not| {
        let gap = if not.field.is_empty() { "" } else { ": " };
        let message = not.message(show_values);
        Failure(format!(
            "{name}: not an envelope: {}{gap}{message}; `x12 schema envelope` prints its form",
            not.field
        ))
    })
}

/// What has nothing to do with any one claim: the envelope does not fit, or the output failed.
fn refused(name: &str, error: Error) -> Result<Exit, Failure> {
    match error {
        Error::Io { source } => Err(source.into()),
        error => {
            complain(&format!("{name}: {error}; nothing was written"));
            Ok(Exit::Findings)
        }
    }
}

/// A batch that is being written.
struct Batch<'a> {
    args: &'a WriteClaimsArgs,
    writer: ClaimWriter<BufWriter<Held>>,
    aside: Option<BufWriter<Held>>,
    report: Report<BufWriter<io::StderrLock<'static>>>,
    good: u64,
    bad: u64,
}

impl Batch<'_> {
    /// Adds all claims. Gives what makes the batch as a whole impossible.
    fn add_all(&mut self, mut entries: Entries, name: &str) -> Result<Option<Error>, Failure> {
        while let Some(entry) = entries.next().map_err(|error| unreadable(name, &error))? {
            if let Err(error) = self.add(entry)? {
                return Ok(Some(error));
            }
        }
        Ok(None)
    }

    fn add(&mut self, entry: Result<Entry<'_>, NotAClaim>) -> io::Result<Result<(), Error>> {
        let Read { line, text, claim } = Read::of(entry);
        let claim = match claim {
            Ok(claim) => claim,
            Err(not) => {
                let found = [Problem::no_claim(&not, self.report.shows_values())];
                return self.refuse(line, text, None, &found).map(Ok);
            }
        };
        match self.writer.add(&claim) {
            Ok(findings) => {
                self.good = self.good.saturating_add(1);
                self.report.show(line, Some(&claim), &problems(&findings))?;
            }
            Err(ClaimError::Refused(findings)) => {
                self.refuse(line, text, Some(&claim), &problems(&findings))?;
            }
            Err(ClaimError::Write(error)) => return Ok(Err(error)),
            Err(error) => return Err(io::Error::other(error)),
        }
        Ok(Ok(()))
    }

    /// Shows what is wrong with a claim, and puts it aside where that is wanted.
    fn refuse(
        &mut self,
        line: u64,
        text: Option<&[u8]>,
        claim: Option<&Claim>,
        found: &[Problem],
    ) -> io::Result<()> {
        self.bad = self.bad.saturating_add(1);
        self.report.show(line, claim, found)?;
        match &mut self.aside {
            Some(aside) => put_aside(aside, line, text, found),
            None => Ok(()),
        }
    }

    fn finish(self, name: &str) -> Result<Exit, Failure> {
        let Self {
            args,
            writer,
            aside,
            mut report,
            good,
            bad,
        } = self;
        report.out.flush()?;
        if good == 0 && bad == 0 {
            complain(&format!("{name}: no claims; nothing was written"));
            return Ok(Exit::Findings);
        }
        let is_split = aside.is_some();
        let written = good > 0 && (bad == 0 || is_split);
        // Those that were put aside come first: without them the others would be a batch that lacks claims.
        let mut file = None;
        if written {
            match writer.finish() {
                Ok(out) => file = Some(out),
                Err(error) => return refused(name, error),
            }
        }
        place(aside, args.split_invalid.as_deref())?;
        place(file, args.out.as_deref())?;
        if report.tally.is_some() || args.out.is_some() {
            let outcome = match (written, is_split && bad > 0) {
                (true, true) => format!("{good} written, {bad} put aside"),
                (true, false) => "all written".to_owned(),
                (false, true) => "none written, all put aside".to_owned(),
                (false, false) => "nothing was written".to_owned(),
            };
            let claims = count(good.saturating_add(bad), "claim");
            let found = match report.tally.is_some() {
                true => format!(", {}", report.tally.in_words()),
                false => String::new(),
            };
            report.end(&format!("{claims}{found}; {outcome}"))?;
        }
        Ok(if bad > 0 { Exit::Findings } else { Exit::Fine })
    }
}

/// One line: where it stood, the claim as it came, and what is wrong with it.
fn put_aside(
    out: &mut dyn Write,
    line: u64,
    text: Option<&[u8]>,
    found: &[Problem],
) -> io::Result<()> {
    write!(out, "{{\"line\":{line}")?;
    let text = text.unwrap_or_default();
    if serde_json::from_slice::<&serde_json::value::RawValue>(text).is_ok() {
        out.write_all(b",\"claim\":")?;
        out.write_all(&on_one_line(text))?;
    } else if !text.is_empty() {
        out.write_all(b",\"text\":")?;
        output::json(out, &String::from_utf8_lossy(text))?;
    }
    out.write_all(b",\"findings\":")?;
    output::json(out, found)?;
    writeln!(out, "}}")
}

/// JSON without the blanks between its parts; nothing else changes, so that numbers keep every digit.
fn on_one_line(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len());
    let (mut in_text, mut escaped) = (false, false);
    for byte in json {
        if in_text {
            in_text = escaped || *byte != b'"';
            escaped = !escaped && *byte == b'\\';
        } else if byte.is_ascii_whitespace() {
            continue;
        } else {
            in_text = *byte == b'"';
        }
        out.push(*byte);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_the_parts_of_json_go() {
        let json = "{\n \"a \\\" b\" : [ 1.50 , \"\\\\\" ] , \"c\" : \" \" }";
        assert_eq!(
            String::from_utf8(on_one_line(json.as_bytes())).unwrap(),
            "{\"a \\\" b\":[1.50,\"\\\\\"],\"c\":\" \"}"
        );
    }

    #[test]
    fn what_is_no_json_is_put_aside_as_text() {
        let mut out = Vec::new();
        put_aside(&mut out, 7, Some(b"{\"a\": \"x"), &[]).unwrap();
        put_aside(&mut out, 8, Some(b"[1 , 2]"), &[]).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\"line\":7,\"text\":\"{\\\"a\\\": \\\"x\",\"findings\":[]}\n{\"line\":8,\"claim\":[1,2],\"findings\":[]}\n"
        );
    }
}
