//! Arrow IPC files.

use std::{
    fmt,
    fs::File,
    io::{self, BufReader, BufWriter},
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow_array::RecordBatch;
use arrow_ipc::{reader::FileReader, writer::FileWriter};
use arrow_schema::SchemaRef;

use super::BatchFile;
use crate::{
    column::Table,
    form::{Batch, arrow},
};

pub(crate) struct IpcFile {
    writer: FileWriter<BufWriter<File>>,
    schema: SchemaRef,
}

impl IpcFile {
    fn write_arrays(&mut self, batch: &RecordBatch) -> io::Result<()> {
        self.writer.write(batch).map_err(io::Error::other)
    }
}

impl fmt::Debug for IpcFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IpcFile")
    }
}

impl BatchFile for IpcFile {
    const ENDING: &'static str = "arrow";
    type Shared = ();

    fn create(path: &Path, _: Table, schema: &SchemaRef, (): &()) -> io::Result<Self> {
        let file = BufWriter::new(File::create(path)?);
        Ok(Self {
            writer: FileWriter::try_new(file, schema).map_err(io::Error::other)?,
            schema: Arc::clone(schema),
        })
    }

    fn write(&mut self, batch: Batch) -> io::Result<()> {
        let arrays = arrow::batch(batch, &self.schema).map_err(io::Error::other)?;
        self.write_arrays(&arrays)
    }

    fn close(self) -> io::Result<()> {
        // Writes the footer and what is buffered.
        let file = self.writer.into_inner().map_err(io::Error::other)?;
        file.into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()
    }

    fn join(parts: &[PathBuf], to: &Path, table: Table, schema: &SchemaRef) -> io::Result<()> {
        let mut joined = Self::create(to, table, schema, &())?;
        for part in parts {
            let reader = FileReader::try_new(BufReader::new(File::open(part)?), None)
                .map_err(io::Error::other)?;
            for batch in reader {
                joined.write_arrays(&batch.map_err(io::Error::other)?)?;
            }
        }
        joined.close()
    }

    fn rows(path: &Path) -> io::Result<u64> {
        let reader = FileReader::try_new(BufReader::new(File::open(path)?), None)
            .map_err(io::Error::other)?;
        let mut rows = 0_u64;
        for batch in reader {
            let batch = batch.map_err(io::Error::other)?;
            rows = rows.saturating_add(u64::try_from(batch.num_rows()).unwrap_or(u64::MAX));
        }
        Ok(rows)
    }
}
