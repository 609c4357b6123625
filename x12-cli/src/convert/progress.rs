//! The progress bar, on a terminal only.

use std::io::{self, IsTerminal, Read};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::inputs::{Input, Inputs};

const KNOWN: &str = "{bar:30} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left";
const UNKNOWN: &str = "{spinner} {bytes} {bytes_per_sec}, {elapsed}";

/// Counts the bytes that were read; `None` where nobody looks.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    pub(super) fn new(inputs: &Inputs) -> Self {
        if !io::stderr().is_terminal() {
            return Self(None);
        }
        let total = inputs
            .list
            .iter()
            .map(Input::len)
            .try_fold(0_u64, |sum, len| sum.checked_add(len?));
        let template = if total.is_some() { KNOWN } else { UNKNOWN };
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
        bar.set_style(
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        Self(Some(bar))
    }

    /// Counts what is read from `reader`.
    pub(super) fn count<R: Read>(&self, reader: R) -> Counted<R> {
        Counted {
            reader,
            bar: self.0.clone(),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// A reader whose bytes move the bar.
pub(super) struct Counted<R> {
    reader: R,
    bar: Option<ProgressBar>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        if let Some(bar) = &self.bar {
            bar.inc(u64::try_from(count).unwrap_or(0));
        }
        Ok(count)
    }
}
