//! `x12 mask`: a pseudonymised copy of a file.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
};

use x12_mask::{Key, MaskError, Masker, Summary};

use crate::{
    args::MaskArgs,
    exit::{Exit, Failure},
    held::{Held, failed, must_differ, place},
    input,
    output::count,
};

pub(crate) fn run(args: &MaskArgs) -> Result<Exit, Failure> {
    must_differ(&[Some(&args.file), Some(&args.key_file), args.out.as_deref()])?;
    let key = key(args)?;
    let name = input::spoken_name(&args.file);
    let opened = input::open(&args.file).map_err(|error| Failure(format!("{name}: {error}")))?;
    // Made before anything is written: the output may be a pipe.
    let mut held = BufWriter::new(Held::new(args.out.as_deref())?);
    let summary = Masker::new(&key)
        .mask(opened, &mut held)
        .map_err(|error| match error {
            MaskError::Output(error) => match &args.out {
                Some(out) => failed(out, &error),
                None => error.into(),
            },
            error => Failure(format!("{name}: {error}; nothing was written")),
        })?;
    place(Some(held), args.out.as_deref())?;
    tell(&name, &summary)?;
    Ok(Exit::Fine)
}

/// The key, which never stands on a command line: others could see it there.
fn key(args: &MaskArgs) -> Result<Key, Failure> {
    if input::is_stdin(&args.key_file) {
        return Err(Failure("the key is read from a file only".to_owned()));
    }
    let name = input::spoken_name(&args.key_file);
    let wrong = |error: &dyn std::fmt::Display| {
        Failure(format!(
            "{name}: {error}; x12 mask --help says how to make a key"
        ))
    };
    let file = File::open(&args.key_file).map_err(|error| wrong(&error))?;
    Key::read(file).map_err(|error| wrong(&error))
}

/// Counts, and no value.
fn tell(name: &str, summary: &Summary) -> io::Result<()> {
    let mut out = io::stderr().lock();
    writeln!(
        out,
        "{name}: {}; {} masked, {} moved, {} kept",
        count(summary.segments, "segment"),
        count(summary.masked, "value"),
        count(summary.dates, "date"),
        summary.kept,
    )?;
    if summary.unknown_segments > 0 {
        let unknown = count(summary.unknown_segments, "segment");
        writeln!(
            out,
            "{name}: {unknown} of no known kind, masked with the identifier"
        )?;
    }
    if summary.outside > 0 {
        let outside = count(summary.outside, "byte");
        writeln!(
            out,
            "{name}: {outside} outside of segments, masked without a key"
        )?;
    }
    Ok(())
}
