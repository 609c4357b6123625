//! Findings beside the output of a command: on standard error, with every value masked.

use std::{
    io::{self, BufWriter, IsTerminal, StderrLock},
    path::Path,
};

use x12_core::{Diagnostic, Error};

use crate::{
    check::{File, Found, Report as _, Tally, Text},
    exit::Exit,
};

/// Findings of one file.
pub(crate) struct Notes<'p> {
    pub(crate) out: BufWriter<StderrLock<'static>>,
    pub(crate) tally: Tally,
    text: Text,
    file: File<'p>,
}

impl<'p> Notes<'p> {
    pub(crate) fn of(path: &'p Path) -> Self {
        let stderr = io::stderr();
        let colour = stderr.is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self {
            out: BufWriter::new(stderr.lock()),
            tally: Tally::default(),
            text: Text::masked(colour),
            file: File::new(path, true, false),
        }
    }

    /// Shows findings as they are made.
    pub(crate) fn tell(&mut self, findings: &[Diagnostic]) -> io::Result<()> {
        findings
            .iter()
            .try_for_each(|finding| self.show(&Found::new(finding)))
    }

    fn show(&mut self, found: &Found) -> io::Result<()> {
        self.tally.add(found.severity);
        self.text.finding(&mut self.out, &self.file, found)
    }

    /// The file has ended, or `error` ended it: what it came to is said.
    pub(crate) fn end(&mut self, error: Option<&Error>) -> io::Result<Exit> {
        let mut exit = Exit::Fine;
        if let Some(found) = error.and_then(Found::stop) {
            self.show(&found)?;
            exit = Exit::Failed;
        } else if self.tally.errors > 0 {
            exit = Exit::Findings;
        }
        if self.tally.is_some() {
            self.text.file_end(&mut self.out, &self.file, self.tally)?;
        }
        Ok(exit)
    }
}
