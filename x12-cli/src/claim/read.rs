//! `x12 claim read`: claims of a file as JSON, one a line.

use std::{
    io::{self, BufWriter, StdoutLock, Write},
    path::Path,
};

use x12_837p::claim::{ClaimEnvelope, ClaimEvent, ClaimReader};
use x12_core::{Error, Span};

use crate::{
    args::ReadClaimsArgs,
    exit::{self, Exit, Failure, complain},
    held::{Held, failed, must_differ},
    input,
    notes::Notes,
    output::{self, count},
};

pub(super) fn run(args: &ReadClaimsArgs) -> Result<Exit, Failure> {
    must_differ(&[Some(&args.file), Some(&args.envelope)])?;
    let name = input::spoken_name(&args.file);
    let opened = input::open(&args.file).map_err(|error| Failure(format!("{name}: {error}")))?;
    let reader = ClaimReader::with_options(opened, &args.read.options());
    let reading = Reading {
        args,
        claims: BufWriter::new(io::stdout().lock()),
        notes: Notes::of(&args.file),
        envelopes: Envelopes::default(),
        good: 0,
        lost: 0,
    };
    reading.run(reader)
}

/// What reading remembers: nothing that grows with the file.
struct Reading<'a> {
    args: &'a ReadClaimsArgs,
    claims: BufWriter<StdoutLock<'static>>,
    notes: Notes<'a>,
    envelopes: Envelopes,
    good: u64,
    /// Claims that are none.
    lost: u64,
}

impl Reading<'_> {
    fn run<R: io::Read>(mut self, mut reader: ClaimReader<R>) -> Result<Exit, Failure> {
        let error = loop {
            let event = reader.next();
            self.notes.tell(&reader.take_findings())?;
            // A claim with the finding that ends strict reading does not come out.
            if self.args.read.strict && self.notes.tally.errors > 0 {
                break None;
            }
            match event {
                Ok(Some(ClaimEvent::Batch(envelope, _))) => self.batch(envelope)?,
                Ok(Some(ClaimEvent::Claim(claim))) => {
                    self.good = self.good.saturating_add(1);
                    if let Err(error) = line(&mut self.claims, &claim) {
                        return self.closed(error);
                    }
                }
                Ok(Some(ClaimEvent::NoClaim(span))) => self.no_claim(span)?,
                Ok(Some(_)) => {}
                Ok(None) => break None,
                Err(error) => break Some(error),
            }
        };
        if let Err(error) = self.claims.flush() {
            return self.closed(error);
        }
        self.finish(error.as_ref())
    }

    /// The reader of the claims went away, or standard output failed.
    fn closed(mut self, error: io::Error) -> Result<Exit, Failure> {
        self.notes.out.flush()?;
        exit::after_writing(Err(error))
    }

    /// The envelope is in place before its first claim comes out: the next program of a pipe may need both.
    fn batch(&mut self, envelope: Option<Box<ClaimEnvelope>>) -> Result<(), Failure> {
        match self.envelopes.see(envelope) {
            Seen::First(first) => write(&self.args.envelope, &first)?,
            Seen::Follows => {}
            Seen::Numbered => writeln!(
                self.notes.out,
                "note: batch {} has control numbers of its own; {} holds those of the first",
                self.envelopes.batches,
                input::spoken_name(&self.args.envelope)
            )?,
            Seen::Other => writeln!(
                self.notes.out,
                "error: batch {} has another envelope, which is not kept: {} holds that of the first",
                self.envelopes.batches,
                input::spoken_name(&self.args.envelope)
            )?,
            Seen::Unreadable => writeln!(
                self.notes.out,
                "error: batch {} has an envelope that cannot be read",
                self.envelopes.batches
            )?,
        }
        Ok(())
    }

    fn no_claim(&mut self, span: Span) -> io::Result<()> {
        self.lost = self.lost.saturating_add(1);
        writeln!(
            self.notes.out,
            "error: no claim could be made of bytes {}..{}; the findings say why\n",
            span.start, span.end
        )
    }

    fn finish(mut self, error: Option<&Error>) -> Result<Exit, Failure> {
        let mut exit = self.notes.end(error)?;
        if self.lost > 0 || self.envelopes.is_bad {
            exit = exit.max(Exit::Findings);
        }
        let name = input::spoken_name(&self.args.file);
        if self.lost > 0 {
            let all = self.good.saturating_add(self.lost);
            writeln!(
                self.notes.out,
                "{name}: {}, {} of which no claim could be made",
                count(all, "claim"),
                self.lost
            )?;
        }
        self.notes.out.flush()?;
        if self.envelopes.batches == 0 {
            complain(&format!(
                "{name}: no batch of professional claims; no envelope was written"
            ));
            exit = exit.max(Exit::Findings);
        }
        Ok(exit)
    }
}

/// What the envelope of a batch is beside that of the first.
enum Seen {
    First(Box<ClaimEnvelope>),
    /// The next transaction set of the same file, numbered as writing numbers it.
    Follows,
    /// Other control numbers, and nothing else.
    Numbered,
    Other,
    Unreadable,
}

/// Envelopes of a file.
#[derive(Debug, Default)]
struct Envelopes {
    batches: u32,
    first: Option<Box<ClaimEnvelope>>,
    /// One cannot be said by the first.
    is_bad: bool,
}

impl Envelopes {
    fn see(&mut self, envelope: Option<Box<ClaimEnvelope>>) -> Seen {
        self.batches = self.batches.saturating_add(1);
        let Some(envelope) = envelope else {
            self.is_bad = true;
            return Seen::Unreadable;
        };
        let Some(first) = &self.first else {
            self.first = Some(envelope.clone());
            return Seen::First(envelope);
        };
        let mut next = (**first).clone();
        let before = self.batches.saturating_sub(1);
        next.transaction_control_number = next.transaction_control_number.saturating_add(before);
        next.batch_reference = format!("{}-{}", next.batch_reference.as_str(), self.batches).into();
        if next == *envelope {
            return Seen::Follows;
        }
        let (to, from) = (&mut next.interchange, &envelope.interchange);
        to.interchange_control_number = from.interchange_control_number;
        to.group_control_number = from.group_control_number;
        next.transaction_control_number = envelope.transaction_control_number;
        next.batch_reference.clone_from(&envelope.batch_reference);
        if next == *envelope {
            return Seen::Numbered;
        }
        self.is_bad = true;
        Seen::Other
    }
}

fn line(out: &mut impl Write, claim: &claim_model::Claim) -> io::Result<()> {
    output::json(out, claim)?;
    out.write_all(b"\n")
}

fn write(path: &Path, envelope: &ClaimEnvelope) -> Result<(), Failure> {
    let mut held = Held::new(Some(path))?;
    let mut write = || -> io::Result<()> {
        output::json_pretty(&mut held, envelope)?;
        held.write_all(b"\n")
    };
    write()
        .and_then(|()| held.commit())
        .map_err(|error| failed(path, &error))
}
