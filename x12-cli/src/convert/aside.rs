//! `--set-aside`: copies of the inputs that failed, each beside its reason.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, Write},
    path::Path,
};

use tempfile::NamedTempFile;

use super::{
    inputs::{Input, Original},
    journal::{Failed, Listed},
    summary::printable,
};
use crate::input::unpack::{self, Kind};

/// Copies of one input that may be there already, of earlier runs.
const MOST: u32 = 10_000;

/// Copies one failed input into the folder under its number, with the reason beside it. What is there already stays; the
/// same copy is not made twice.
pub(super) fn copy(
    folder: &Path,
    input: &Input,
    listed: &Listed,
    failed: &Failed,
    stdin: Option<File>,
) -> io::Result<()> {
    let mut copy = Some(NamedTempFile::new_in(folder)?);
    let (mut ending, mut note) = (Kind::Plain.ending(), String::new());
    if let Some(to) = &mut copy {
        match original(input, listed, stdin, to) {
            Ok(Original::File(of)) => ending = of,
            Ok(Original::Unpacked) => {
                "the copy is what could be unpacked of it\n".clone_into(&mut note);
            }
            Err(error) => {
                note = format!("there is no copy: {error}\n");
                copy = None;
            }
        }
    }
    let reason = format!("{}\n{}\n{note}", printable(&listed.name), failed.reason);
    for attempt in 1..MOST {
        let stem = if attempt == 1 {
            format!("{:06}", failed.number)
        } else {
            format!("{:06}-{attempt}", failed.number)
        };
        let target = folder.join(format!("{stem}.{ending}"));
        let beside = folder.join(format!("{stem}.reason.txt"));
        match fs::read(&beside) {
            Ok(there) if there == reason.as_bytes() && is_copy(copy.as_ref(), &target)? => {
                return Ok(());
            }
            Ok(_) => continue,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        if let Some(made) = copy.take() {
            made.as_file().sync_all()?;
            match made.persist_noclobber(&target) {
                Ok(_) => {}
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                    copy = Some(error.file);
                    continue;
                }
                Err(error) => return Err(error.error),
            }
        }
        return write_new(&beside, reason.as_bytes());
    }
    Err(io::Error::other("too many copies are there already"))
}

/// True where the copy is there already, or where there is none to be made.
fn is_copy(copy: Option<&NamedTempFile>, target: &Path) -> io::Result<bool> {
    copy.map_or(Ok(true), |copy| same(copy.path(), target))
}

/// Writes what the input is.
fn original(
    input: &Input,
    listed: &Listed,
    stdin: Option<File>,
    to: &mut impl Write,
) -> io::Result<Original> {
    if let Some(mut stdin) = stdin {
        stdin.rewind()?;
        let (kind, mut reader) = unpack::look(stdin)?;
        io::copy(&mut reader, to)?;
        return Ok(Original::File(kind.ending()));
    }
    if Listed::of(input) != *listed {
        return Err(io::Error::other("it has changed since it was read"));
    }
    let (original, mut reader) = input.original()?;
    let copied = io::copy(&mut reader, to);
    match original {
        // That it cannot be unpacked any further is the reason itself.
        Original::Unpacked => {}
        Original::File(_) => drop(copied?),
    }
    Ok(original)
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn same(one: &Path, other: &Path) -> io::Result<bool> {
    let open = |path: &Path| File::open(path).map(io::BufReader::new);
    let other = match open(other) {
        Ok(other) => other,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let (mut one, mut other) = (open(one)?.bytes(), other.bytes());
    loop {
        match (one.next().transpose()?, other.next().transpose()?) {
            (None, None) => return Ok(true),
            (left, right) if left == right => {}
            _ => return Ok(false),
        }
    }
}

/// Makes the folder.
pub(super) fn prepare(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    // Says now that nothing can be written, and not after hours.
    NamedTempFile::new_in(folder).map(drop)
}
