//! A table that grows in a file of text.

use std::{
    fs::File,
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::Path,
};

use serde::{Deserialize, Serialize};

use crate::{
    column::{Column, Table},
    error::Error,
    form::{Csv, Json, Sheet},
    spool::Take,
    tally::Tally,
};

/// Rows that are bytes of a file already.
pub(crate) trait TextSheet: Sheet {
    /// What the names of files end with.
    const ENDING: &'static str;

    fn bytes(&self) -> &[u8];

    /// What a file begins with.
    fn header(columns: &[Column]) -> Vec<u8>;
}

impl<const SAFE: bool> TextSheet for Csv<SAFE> {
    const ENDING: &'static str = "csv";

    fn bytes(&self) -> &[u8] {
        self.bytes()
    }

    fn header(columns: &[Column]) -> Vec<u8> {
        let names: Vec<_> = columns.iter().map(|column| column.name).collect();
        let mut line = names.join(",").into_bytes();
        line.push(b'\n');
        line
    }
}

impl TextSheet for Json {
    const ENDING: &'static str = "jsonl";

    fn bytes(&self) -> &[u8] {
        self.bytes()
    }

    fn header(_: &[Column]) -> Vec<u8> {
        Vec::new()
    }
}

/// How far a file was at a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TextMark {
    length: u64,
    tally: Tally,
}

#[derive(Debug)]
pub(crate) struct TextFile {
    writer: BufWriter<File>,
    length: u64,
    tally: Tally,
}

impl TextFile {
    pub(crate) fn begin<S: TextSheet>(folder: &Path, table: &Table) -> Result<Self, Error> {
        let file = File::options()
            .write(true)
            .create_new(true)
            .open(folder.join(file_name::<S>(table)))?;
        let mut file = Self {
            writer: BufWriter::new(file),
            length: 0,
            tally: Tally::default(),
        };
        file.write(&S::header(table.columns))?;
        Ok(file)
    }

    /// Goes on behind a mark; what was written past it is cut off.
    pub(crate) fn resume<S: TextSheet>(
        folder: &Path,
        table: &Table,
        mark: TextMark,
    ) -> Result<Self, Error> {
        let mut file = File::options()
            .write(true)
            .open(folder.join(file_name::<S>(table)))?;
        if file.metadata()?.len() < mark.length {
            return Err(Error::Misfit("a table is shorter than its mark says"));
        }
        file.set_len(mark.length)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Self {
            writer: BufWriter::new(file),
            length: mark.length,
            tally: mark.tally,
        })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes)?;
        let written = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.length = self.length.saturating_add(written);
        Ok(())
    }

    /// All that was taken is on the disk.
    pub(crate) fn checkpoint(&mut self) -> Result<TextMark, Error> {
        self.writer.flush()?;
        self.writer.get_ref().sync_data()?;
        Ok(TextMark {
            length: self.length,
            tally: self.tally,
        })
    }

    /// What the table holds, when all of it is on the disk.
    pub(crate) fn finish(mut self) -> Result<Tally, Error> {
        self.writer.flush()?;
        let file = self.writer.get_ref();
        file.sync_all()?;
        if file.metadata()?.len() == self.length {
            Ok(self.tally)
        } else {
            Err(Error::Misfit(
                "a table does not have the length that was written",
            ))
        }
    }
}

impl<S: TextSheet> Take<S> for TextFile {
    fn take(&mut self, rows: &S) -> Result<(), Error> {
        self.write(rows.bytes())?;
        self.tally.add(&rows.tally());
        Ok(())
    }
}

/// The name of a table's file.
pub(crate) fn file_name<S: TextSheet>(table: &Table) -> String {
    format!("{}.{}", table.name, S::ENDING)
}
