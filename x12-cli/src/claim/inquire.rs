//! `x12 claim inquire`: where claims stand, asked of their payers (276).

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use claim_model::Claim;
use x12_277::{
    Inquirer, InquiryEnvelope, InquiryError, InquiryFinding, InquiryOptions, InquirySet,
    InquiryTrace, inquiry_of,
};
use x12_837p::claim::{ClaimEnvelope, Letters};

use super::{
    entries::Entries,
    form::Read,
    problem::{Problem, Report},
    write::{read_envelope, unreadable},
};
use crate::{
    args::{InquireArgs, ProblemArgs, ProblemFormat},
    exit::{Exit, Failure, complain},
    held::{Held, must_differ, place},
    input,
    output::{self, count},
};

pub(super) fn run(args: &InquireArgs) -> Result<Exit, Failure> {
    must_differ(&[
        Some(&args.claims),
        Some(&args.envelope),
        args.out.as_deref(),
        args.traces.as_deref(),
    ])?;
    let name = input::spoken_name(&args.claims);
    let Some(asked) = read(&args.claims, &name)? else {
        complain(&format!("{name}: nothing was written"));
        return Ok(Exit::Findings);
    };
    let envelope = envelope(args)?;
    let prefix = args.trace_prefix.clone();
    let prefix = prefix.unwrap_or_else(|| format!("{}-", envelope.reference.trim()));
    let letters = match args.keep_case {
        true => Letters::AsTheyAre,
        false => Letters::Capitals,
    };
    let options = InquiryOptions::new(prefix).letters(letters);
    let Asked { lines, claims } = asked;
    let set = match inquiry_of(&claims, &envelope, &options) {
        Ok(set) => set,
        Err(InquiryError::Refused(findings)) => {
            tell(&name, &lines, &findings)?;
            complain(&format!("{name}: nothing was written"));
            return Ok(Exit::Findings);
        }
        Err(error) => {
            complain(&format!("{name}: {error}; nothing was written"));
            return Ok(Exit::Findings);
        }
    };
    tell(&name, &lines, &set.findings)?;
    write(args, &name, &set)
}

fn write(args: &InquireArgs, name: &str, set: &InquirySet) -> Result<Exit, Failure> {
    let bytes = match set.to_bytes() {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(&format!("{name}: {error}; nothing was written"));
            return Ok(Exit::Findings);
        }
    };
    // Without its list of traces an inquiry cannot be matched with its answer, so the list comes first.
    if let Some(path) = args.traces.as_deref() {
        let mut held = BufWriter::new(Held::new(Some(path))?);
        list(&mut held, &set.traces)?;
        place(Some(held), Some(path))?;
    }
    let mut held = BufWriter::new(Held::new(args.out.as_deref())?);
    held.write_all(&bytes)?;
    place(Some(held), args.out.as_deref())?;
    if args.out.is_some() {
        let claims = u64::try_from(set.traces.len()).unwrap_or(u64::MAX);
        let mut err = io::stderr().lock();
        writeln!(err, "{name}: {} asked about", count(claims, "claim"))?;
    }
    Ok(Exit::Fine)
}

fn list(out: &mut dyn Write, traces: &[InquiryTrace]) -> io::Result<()> {
    for trace in traces {
        output::json(out, trace)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Claims, and the lines on which they begin.
#[derive(Default)]
struct Asked {
    lines: Vec<u64>,
    claims: Vec<Claim>,
}

/// All claims of an input; `None` where one of them is none.
fn read(path: &Path, name: &str) -> Result<Option<Asked>, Failure> {
    let mut entries = Entries::open(path).map_err(|error| unreadable(name, &error))?;
    let args = ProblemArgs {
        format: ProblemFormat::Text,
        show_values: false,
    };
    let mut report = Report::new(BufWriter::new(io::stderr().lock()), args, path);
    let mut asked = Asked::default();
    while let Some(entry) = entries.next().map_err(|error| unreadable(name, &error))? {
        let Read { line, claim, .. } = Read::of(entry);
        match claim {
            Ok(claim) => {
                asked.lines.push(line);
                asked.claims.push(claim);
            }
            Err(not) => report.show(line, None, &[Problem::no_claim(&not, false)])?,
        }
    }
    report.out.flush()?;
    Ok((report.tally.errors == 0).then_some(asked))
}

/// The envelope of claims is that of inquiries too: who sends claims asks.
fn envelope(args: &InquireArgs) -> Result<InquiryEnvelope, Failure> {
    let ClaimEnvelope {
        mut interchange,
        transaction_control_number,
        batch_reference,
        reissue: _,
        submitter,
        receiver: _,
    } = read_envelope(&args.envelope, false)?;
    if let Some(number) = args.control_number {
        interchange.interchange_control_number = number;
    }
    interchange.date = args.date.unwrap_or(interchange.date);
    interchange.time = args.time.unwrap_or(interchange.time);
    Ok(InquiryEnvelope {
        interchange,
        transaction_control_number,
        reference: args
            .reference
            .as_deref()
            .map_or(batch_reference, Into::into),
        inquirer: Inquirer {
            name: submitter.name,
            id: submitter.id,
        },
    })
}

/// What is wrong, or was changed, without any value.
fn tell(name: &str, lines: &[u64], findings: &[InquiryFinding]) -> io::Result<()> {
    let mut out = BufWriter::new(io::stderr().lock());
    for finding in findings {
        let severity = match finding.problem.is_error() {
            true => "error",
            false => "warning",
        };
        let line = finding.claim.and_then(|index| lines.get(index));
        let place = line.map_or_else(|| "envelope".to_owned(), |line| format!("{name}:{line}"));
        writeln!(
            out,
            "{severity}: {place}: {} {}",
            finding.field, finding.problem
        )?;
    }
    out.flush()
}
