//! A table that grows in batches of columns.

mod ipc;
#[cfg(feature = "parquet")]
mod jobs;
#[cfg(feature = "parquet")]
mod parquet;

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow_schema::SchemaRef;
use serde::{Deserialize, Serialize};

pub(crate) use ipc::IpcFile;
#[cfg(feature = "parquet")]
pub(crate) use jobs::Jobs;
#[cfg(feature = "parquet")]
pub(crate) use parquet::ParquetFile;

use crate::{
    column::Table,
    error::Error,
    form::{Batch, Columns, Sheet, arrow},
    spool::Take,
    tally::Tally,
};

/// Rows of a batch: a row group of Parquet, a record batch of Arrow. Enough that a reader can take them at once, few
/// enough that some batches of each table fit into memory.
const ROWS: usize = 1 << 16;
/// Bytes of text in a batch, where its texts are very long.
const TEXTS: usize = 64 << 20;

/// A file that takes batches.
pub(crate) trait BatchFile: Sized {
    /// What the names of files end with.
    const ENDING: &'static str;
    /// What all files of a run share.
    type Shared: Clone + std::fmt::Debug;

    fn create(
        path: &Path,
        table: Table,
        schema: &SchemaRef,
        shared: &Self::Shared,
    ) -> io::Result<Self>;

    fn write(&mut self, batch: Batch) -> io::Result<()>;

    /// Completes the file and makes sure that it is on the disk.
    fn close(self) -> io::Result<()>;

    /// Puts whole files together, in order, without decoding what stands in them.
    fn join(parts: &[PathBuf], to: &Path, table: Table, schema: &SchemaRef) -> io::Result<()>;

    /// The rows that a whole file says it holds.
    fn rows(path: &Path) -> io::Result<u64>;
}

/// How far a table was at a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ColumnMark {
    /// Whole files.
    parts: u32,
    /// Which file holds the rows that make no batch yet.
    rest: u32,
    /// What the whole files hold.
    tally: Tally,
}

/// One table in the work folder. Up to each checkpoint its batches are in a file of their own; so they can be kept when
/// a run is resumed. The borders of batches do not depend on checkpoints.
#[derive(Debug)]
pub(crate) struct ColumnTable<F: BatchFile> {
    folder: Arc<Path>,
    table: Table,
    schema: SchemaRef,
    shared: F::Shared,
    /// Rows that make no batch yet.
    rest: Columns,
    /// What the batches hold.
    tally: Tally,
    open: Option<F>,
    parts: u32,
    checkpoints: u32,
}

impl<F: BatchFile> ColumnTable<F> {
    pub(crate) fn begin(folder: &Arc<Path>, table: Table, shared: F::Shared) -> Self {
        Self {
            folder: Arc::clone(folder),
            table,
            schema: arrow::schema(table),
            shared,
            rest: Columns::new(table),
            tally: Tally::default(),
            open: None,
            parts: 0,
            checkpoints: 0,
        }
    }

    /// Goes on behind a mark; what was written past it is removed.
    pub(crate) fn resume(
        folder: &Arc<Path>,
        table: Table,
        shared: F::Shared,
        mark: ColumnMark,
    ) -> Result<Self, Error> {
        let mut resumed = Self {
            tally: mark.tally,
            parts: mark.parts,
            checkpoints: mark.rest.saturating_add(1),
            ..Self::begin(folder, table, shared)
        };
        for part in 0..mark.parts {
            if !resumed.part(part).is_file() {
                return Err(Error::Misfit("a part of a table is missing"));
            }
        }
        // At most one part is open at a time.
        remove_if_there(&resumed.part(mark.parts))?;
        remove_if_there(&resumed.whole())?;
        let mut reader = BufReader::new(File::open(resumed.rest_file(mark.rest))?);
        if resumed.rest.read(&mut reader)? {
            Ok(resumed)
        } else {
            Err(Error::Misfit("the last rows of a table are missing"))
        }
    }

    fn whole(&self) -> PathBuf {
        self.folder
            .join(format!("{}.{}", self.table.name, F::ENDING))
    }

    fn part(&self, number: u32) -> PathBuf {
        self.folder
            .join(format!("{}.part{number}", self.table.name))
    }

    fn rest_file(&self, number: u32) -> PathBuf {
        self.folder
            .join(format!("{}.rest{number}", self.table.name))
    }

    /// How many rows from this one on fit into the present batch.
    fn room(&self, rows: &Columns, from: usize) -> usize {
        let most = ROWS
            .saturating_sub(self.rest.rows())
            .min(rows.rows().saturating_sub(from));
        let mut texts = self.rest.texts_size();
        if texts.saturating_add(rows.texts_size()) <= TEXTS {
            return most;
        }
        let fit = |row: &usize| {
            texts = texts.saturating_add(rows.text_size(from.saturating_add(*row)));
            texts <= TEXTS
        };
        (0..most).take_while(fit).count()
    }

    fn flush(&mut self) -> Result<(), Error> {
        let batch = self.rest.take();
        self.tally.add(&batch.tally());
        let file = match &mut self.open {
            Some(file) => file,
            None => {
                let path = self.part(self.parts);
                let file = F::create(&path, self.table, &self.schema, &self.shared)?;
                self.open.insert(file)
            }
        };
        Ok(file.write(batch)?)
    }

    fn close_part(&mut self) -> Result<(), Error> {
        if let Some(file) = self.open.take() {
            file.close()?;
            self.parts = self.parts.saturating_add(1);
        }
        Ok(())
    }

    /// All that was taken is on the disk.
    pub(crate) fn checkpoint(&mut self) -> Result<ColumnMark, Error> {
        self.close_part()?;
        let rest = self.checkpoints;
        let mut writer = BufWriter::new(File::create(self.rest_file(rest))?);
        self.rest.write(&mut writer)?;
        writer.flush()?;
        writer.get_ref().sync_all()?;
        self.checkpoints = rest.saturating_add(1);
        // The mark before this one may still be the last that its owner has written down.
        if let Some(old) = rest.checked_sub(2) {
            remove_if_there(&self.rest_file(old))?;
        }
        Ok(ColumnMark {
            parts: self.parts,
            rest,
            tally: self.tally,
        })
    }

    /// What the table holds, when all of it is in its file and on the disk.
    pub(crate) fn finish(mut self) -> Result<Tally, Error> {
        if self.rest.rows() > 0 || (self.parts == 0 && self.open.is_none()) {
            self.flush()?;
        }
        self.close_part()?;
        let parts: Vec<_> = (0..self.parts).map(|number| self.part(number)).collect();
        match parts.as_slice() {
            [only] => fs::rename(only, self.whole())?,
            parts => F::join(parts, &self.whole(), self.table, &self.schema)?,
        }
        if F::rows(&self.whole())? == self.tally.rows {
            Ok(self.tally)
        } else {
            Err(Error::Misfit(
                "a table does not have the rows that were written",
            ))
        }
    }
}

impl<F: BatchFile> Take<Columns> for ColumnTable<F> {
    fn take(&mut self, rows: &Columns) -> Result<(), Error> {
        let mut from = 0;
        while from < rows.rows() {
            let mut room = self.room(rows, from);
            if room == 0 {
                if self.rest.rows() > 0 {
                    self.flush()?;
                    continue;
                }
                // One row alone has longer texts than a batch should.
                room = 1;
            }
            let to = from.saturating_add(room);
            self.rest.append_rows(rows, from, to);
            from = to;
            if self.rest.rows() >= ROWS {
                self.flush()?;
            }
        }
        Ok(())
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
