//! What the tests of every guide share: all events of a file, a reader that returns little, files that are cut off.

use std::{fmt::Debug, io::Read};

use x12_core::{Diagnostic, Error};

/// A file that was read as far as it could be.
#[derive(Debug)]
pub struct All<E> {
    pub events: Vec<E>,
    pub findings: Vec<Diagnostic>,
    pub error: Option<Error>,
}

impl<E> All<E> {
    /// The error's number and place.
    pub fn stop(&self) -> Option<String> {
        self.error.as_ref().map(ToString::to_string)
    }
}

/// Reads to the end; the second argument makes an event that borrows nothing.
macro_rules! read_all {
    ($reader:expr, $owned:expr) => {{
        let mut reader = $reader;
        let mut all = All {
            events: Vec::new(),
            findings: Vec::new(),
            error: None,
        };
        loop {
            match reader.next() {
                Ok(Some(event)) => all.events.push($owned(event)),
                Ok(None) => break,
                Err(error) => {
                    all.error = Some(error);
                    break;
                }
            }
        }
        all.findings = reader.take_findings();
        all
    }};
}
pub(crate) use read_all;

/// A reader that returns so many bytes at a time.
pub struct Little<'i>(pub &'i [u8], pub usize);

impl Read for Little<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(buffer.len()).min(self.0.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

/// A file that is cut off at `len` is never taken for a whole one, and what is delivered of it is as it should be.
pub fn check_cut<E: PartialEq + Debug>(
    name: &str,
    input: &[u8],
    len: usize,
    whole: &All<E>,
    cut: &All<E>,
) {
    if input[len..].iter().all(u8::is_ascii_whitespace) {
        assert!(cut.error.is_none(), "{name} cut at {len}: {:?}", cut.error);
        return;
    }
    let error = cut.error.as_ref();
    let error = error.unwrap_or_else(|| panic!("{name} cut at {len} is read as if it were whole"));
    let wanted: &[u16] = if len < 3 { &[901, 902] } else { &[902] };
    assert!(
        wanted.contains(&error.rule().number),
        "{name} cut at {len}: {error}"
    );
    assert!(
        whole.events.starts_with(&cut.events),
        "{name} cut at {len}: what was not whole was delivered"
    );
}
