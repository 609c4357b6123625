//! Rows that wait: in memory while they are few, else in a file.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Seek, Write},
    path::Path,
    sync::Arc,
};

use crate::{
    cells::Row,
    column::Table,
    error::Error,
    form::{Sheet, Unfit},
};

/// Takes rows that are sure to stay.
pub(crate) trait Take<S> {
    fn take(&mut self, rows: &S) -> Result<(), Error>;
}

/// Why a row was not put.
#[derive(Debug)]
pub(crate) enum Refused {
    Unfit(Unfit),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Rows of one table in order. The file is made when it is needed; it has no name and is gone with the spool.
#[derive(Debug)]
pub(crate) struct Spool<S> {
    /// Folder for the file.
    folder: Arc<Path>,
    table: Table,
    /// The first rows, where there are many.
    file: Option<File>,
    spilled: bool,
    /// What follows them.
    held: S,
}

impl<S: Sheet> Spool<S> {
    pub(crate) fn new(table: Table, folder: &Arc<Path>) -> Self {
        Self {
            folder: Arc::clone(folder),
            table,
            file: None,
            spilled: false,
            held: S::new(table),
        }
    }

    #[inline]
    pub(crate) fn put(&mut self, row: &impl Row) -> Result<(), Refused> {
        self.held.put(row).map_err(Refused::Unfit)?;
        Ok(self.made_room()?)
    }

    /// Lets `put` add to what is held.
    pub(crate) fn put_with(
        &mut self,
        put: impl FnOnce(&mut S) -> io::Result<()>,
    ) -> Result<(), Error> {
        put(&mut self.held)?;
        Ok(self.made_room()?)
    }

    #[inline]
    fn made_room(&mut self) -> io::Result<()> {
        if self.held.size() > S::HELD {
            self.spill()
        } else {
            Ok(())
        }
    }

    #[cold]
    fn spill(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile_in(&self.folder)?),
        };
        let mut writer = BufWriter::new(file);
        self.held.write(&mut writer)?;
        writer.flush()?;
        self.held.clear();
        self.spilled = true;
        Ok(())
    }

    /// Hands all rows on and is empty then.
    pub(crate) fn drain(&mut self, to: &mut impl Take<S>) -> Result<(), Error> {
        if self.spilled
            && let Some(file) = &mut self.file
        {
            file.rewind()?;
            let mut reader = BufReader::new(&mut *file);
            let mut block = S::new(self.table);
            while block.read(&mut reader)? {
                to.take(&block)?;
                block.clear();
            }
        }
        if self.held.size() > 0 {
            to.take(&self.held)?;
        }
        self.clear()
    }

    /// What is held in memory comes to.
    #[cfg(test)]
    pub(crate) fn tally(&self) -> crate::tally::Tally {
        self.held.tally()
    }

    /// Takes all rows out.
    pub(crate) fn clear(&mut self) -> Result<(), Error> {
        self.held.clear();
        if std::mem::take(&mut self.spilled)
            && let Some(file) = &mut self.file
        {
            file.set_len(0)?;
            file.rewind()?;
        }
        Ok(())
    }
}

impl<S: Sheet> Take<S> for Spool<S> {
    fn take(&mut self, rows: &S) -> Result<(), Error> {
        self.held.append(rows);
        Ok(self.made_room()?)
    }
}
