//! Files of one guide as lines of JSON, with their findings on standard error.

use std::{
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde::Serialize;
use x12_core::{Assemble, ReaderEvents, Span};

use crate::{
    args::ReadArgs,
    exit::{self, Exit, Failure, complain},
    input,
    notes::Notes,
    output::{self, count},
};

/// Makes lines of a guide's events.
pub(crate) trait Lines {
    /// The guide.
    type Guide: Assemble;
    /// A line.
    type Line: Serialize;
    /// What a line is, such as `status`.
    const WHAT: &'static str;
    /// What a file without lines lacks.
    const NONE: &'static str;

    /// The lines that an event gives.
    fn see(&mut self, event: <Self::Guide as Assemble>::Event<'_>) -> Made<Self::Line>;

    /// Bytes that began something which the file does not end.
    fn left_open(&self) -> Option<Span>;
}

/// What an event gives.
pub(crate) enum Made<T> {
    Lines(Vec<T>),
    /// Nothing could be made of these bytes. Findings say why.
    Lost(Span),
}

/// Reads all files; each is read by what `new` gives.
pub(crate) fn run<L: Lines>(
    files: &[PathBuf],
    args: &ReadArgs,
    new: impl Fn() -> L,
) -> Result<Exit, Failure> {
    let all = || -> io::Result<Exit> {
        let mut out = BufWriter::new(io::stdout().lock());
        let mut exit = Exit::Fine;
        for path in files {
            exit = exit.max(file(&mut out, path, args, new())?);
        }
        out.flush()?;
        Ok(exit)
    };
    exit::after_writing(all())
}

fn file<L: Lines>(
    out: &mut impl Write,
    path: &Path,
    args: &ReadArgs,
    mut lines: L,
) -> io::Result<Exit> {
    let name = input::spoken_name(path);
    let opened = match input::open(path) {
        Ok(opened) => opened,
        Err(error) => {
            complain(&format!("{name}: {error}"));
            return Ok(Exit::Failed);
        }
    };
    let mut notes = Notes::of(path);
    let mut reader = ReaderEvents::<_, L::Guide>::new(opened, &args.options());
    let (mut written, mut lost) = (0_u64, 0_u64);
    let error = loop {
        let step = match reader.next() {
            Ok(event) => Ok(event.map(|event| lines.see(event))),
            Err(error) => Err(error),
        };
        notes.tell(&reader.take_findings())?;
        // What the finding is about that ends strict reading does not come out.
        if args.strict && notes.tally.errors > 0 {
            break None;
        }
        match step {
            Ok(Some(Made::Lines(all))) => {
                for line in all {
                    written = written.saturating_add(1);
                    output::json(out, &line)?;
                    out.write_all(b"\n")?;
                }
            }
            Ok(Some(Made::Lost(span))) => {
                lost = lost.saturating_add(1);
                say_lost(&mut notes.out, L::WHAT, span, "the findings say why")?;
            }
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    if let Some(span) = lines.left_open() {
        lost = lost.saturating_add(1);
        say_lost(&mut notes.out, L::WHAT, span, "reading stopped inside it")?;
    }
    // Before the findings are summed up: what follows on the terminal belongs to the next file.
    out.flush()?;
    let mut exit = notes.end(error.as_ref())?;
    if lost > 0 {
        let lost = count(lost, "part");
        writeln!(
            notes.out,
            "{name}: {lost} of which no {} could be made",
            L::WHAT
        )?;
        exit = exit.max(Exit::Findings);
    }
    notes.out.flush()?;
    drop(notes);
    if written == 0 && lost == 0 && error.is_none() {
        complain(&format!("{name}: {}", L::NONE));
        exit = exit.max(Exit::Findings);
    }
    Ok(exit)
}

fn say_lost(out: &mut impl Write, what: &str, span: Span, why: &str) -> io::Result<()> {
    let (start, end) = (span.start, span.end);
    writeln!(
        out,
        "error: no {what} could be made of bytes {start}..{end}; {why}\n"
    )
}
