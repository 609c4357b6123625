//! Which files are read, and by whom: the one place to which further guides are added.

use std::io::{self, Read};

use x12_835::EraReader;
use x12_core::{Diagnostic, Error};

use crate::args::ReadArgs;

/// Reads all of `input` and hands on each finding as it is made. What stopped reading is the result.
///
/// The reader of remittances knows the envelope of every file; transaction sets of other guides it skips with a finding
/// of their own (`X12-0109`).
pub(crate) fn read(
    input: impl Read,
    options: &ReadArgs,
    sink: &mut dyn FnMut(&Diagnostic) -> io::Result<()>,
) -> io::Result<Option<Error>> {
    let mut reader = EraReader::with_options(input, &options.era_options());
    let stopped = loop {
        let more = reader.next().map(|event| event.is_some());
        for finding in reader.take_findings() {
            sink(&finding)?;
        }
        match more {
            Ok(true) => {}
            Ok(false) => break None,
            Err(error) => break Some(error),
        }
    };
    Ok(stopped)
}
