//! The tables of a run with what is noted beside them: only one thread at a time has them.

use x12_tables::{Error, Tables};

use super::{
    begin::Start,
    inputs::Input,
    journal::{Checkpoint, Failed, Journal},
    order::Done,
    summary::Summary,
};

/// Bytes of input, unpacked, behind which there is a checkpoint at the next end of a file. Fixed, like the number of files:
/// where checkpoints lie must depend on the inputs alone.
const EVERY_BYTES: u64 = 256 << 20;

pub(super) struct Book<'i> {
    pub(super) tables: Tables,
    journal: Journal,
    pub(super) summary: Summary,
    inputs: &'i [Input],
    /// Inputs that failed, of the whole run.
    pub(super) failed: Vec<Failed>,
    /// Those of them that are in the journal.
    noted: usize,
    /// Files and bytes since the last checkpoint.
    since: (u32, u64),
    /// Files behind which there is a checkpoint.
    every: u32,
}

impl<'i> Book<'i> {
    /// Goes on from the start.
    pub(super) fn new(start: Start, inputs: &'i [Input], every: u32) -> Self {
        Self {
            tables: start.tables,
            journal: start.journal,
            summary: start.summary,
            inputs,
            noted: start.failed.len(),
            failed: start.failed,
            since: (0, 0),
            every,
        }
    }

    /// The next input is in the tables.
    pub(super) fn count(&mut self, done: &Done) -> Result<(), Error> {
        let at = self.summary.files();
        if let Some(input) = self.inputs.get(at) {
            self.summary.add(&input.name, &done.outcome);
        }
        if let Some(reason) = &done.outcome.failure {
            self.failed.push(Failed {
                number: at.saturating_add(1),
                reason: reason.clone(),
            });
        }
        let (files, bytes) = self.since;
        self.since = (files.saturating_add(1), bytes.saturating_add(done.bytes));
        // Behind the last one the files are put in place: that needs no other place to go on from.
        if self.summary.files() < self.inputs.len()
            && (self.since.0 >= self.every || self.since.1 >= EVERY_BYTES)
        {
            self.checkpoint()?;
        }
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<(), Error> {
        let mark = self.tables.checkpoint()?;
        let failed = self.failed.get(self.noted..).unwrap_or_default().to_vec();
        self.noted = self.failed.len();
        self.since = (0, 0);
        self.journal.checkpoint(Checkpoint {
            done: self.summary.files(),
            counts: self.summary.counts,
            failed,
            mark,
        })?;
        Ok(())
    }

    /// What stays when the tables are finished.
    pub(super) fn close(self) -> (Tables, Journal, Summary, Vec<Failed>) {
        (self.tables, self.journal, self.summary, self.failed)
    }
}
