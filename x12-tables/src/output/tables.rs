//! The output of a run, in a work folder until it is done.

use std::{io, path::Path, sync::Arc};

use x12_core::ReadOptions;

#[cfg(feature = "arrow")]
use super::columnar::{BatchFile, ColumnMark, ColumnTable, IpcFile};
#[cfg(feature = "parquet")]
use super::columnar::{Jobs, ParquetFile};
use super::{
    Form, Mark, Part, Parts, Reconciled, Star, check, findings_of,
    mark::TableMarks,
    part::PartRows,
    read,
    reconcile::reconcile,
    text::{TextFile, TextMark, TextSheet},
    without_findings,
};
#[cfg(feature = "arrow")]
use crate::form::Columns;
use crate::{
    desk::Desks,
    error::Error,
    form::{Csv, Json},
    input::{Input, Outcome},
    spool::Take,
    tally::{Tally, Totals},
};

/// The tables of a run. They grow in a work folder, one file each, and are whole when [`finish`](Self::finish) says so:
/// then the files can be renamed to where they belong.
#[derive(Debug)]
pub struct Tables {
    star: Star,
    form: Form,
    folder: Arc<Path>,
    rows: Rows,
    totals: Totals,
    /// Encoding that any thread may do.
    #[cfg(feature = "parquet")]
    jobs: Jobs,
}

#[derive(Debug)]
enum Rows {
    Csv(Desks<Csv<false>, TextFile>),
    SafeCsv(Desks<Csv<true>, TextFile>),
    Json(Desks<Json, TextFile>),
    #[cfg(feature = "arrow")]
    Arrow(Desks<Columns, ColumnTable<IpcFile>>),
    #[cfg(feature = "parquet")]
    Parquet(Desks<Columns, ColumnTable<ParquetFile>>),
}

impl Tables {
    /// Makes the files of empty tables in the folder, which exists and holds none of them.
    ///
    /// # Errors
    ///
    /// Where a file cannot be made.
    pub fn begin(star: Star, form: Form, folder: &Path) -> Result<Self, Error> {
        check(star, form)?;
        let folder: Arc<Path> = folder.into();
        #[cfg(feature = "arrow")]
        let (tables, findings) = (without_findings(star, form), findings_of(star));
        #[cfg(feature = "parquet")]
        let jobs = Jobs::default();
        let rows = match form {
            Form::Csv => Rows::Csv(begin_texts(star, form, &folder)?),
            Form::SpreadsheetCsv => Rows::SafeCsv(begin_texts(star, form, &folder)?),
            Form::Jsonl | Form::Loops => Rows::Json(begin_texts(star, form, &folder)?),
            #[cfg(feature = "arrow")]
            Form::Arrow => Rows::Arrow(Desks::new(tables, findings, &folder, |table| {
                Ok(ColumnTable::begin(&folder, *table, ()))
            })?),
            #[cfg(feature = "parquet")]
            Form::Parquet => Rows::Parquet(Desks::new(tables, findings, &folder, |table| {
                Ok(ColumnTable::begin(&folder, *table, jobs.clone()))
            })?),
        };
        Ok(Self {
            star,
            form,
            folder,
            rows,
            totals: Totals::default(),
            #[cfg(feature = "parquet")]
            jobs,
        })
    }

    /// Goes on where a [`checkpoint`](Self::checkpoint) was, in the same folder; what was written past it is taken out.
    ///
    /// # Errors
    ///
    /// [`Error::Misfit`] where the mark is of another version of this crate, or the files are not as it says; else
    /// where they cannot be opened.
    pub fn resume(mark: &Mark, folder: &Path) -> Result<Self, Error> {
        if mark.version != Mark::VERSION {
            return Err(Error::Misfit("the mark is of another version"));
        }
        check(mark.star, mark.form)?;
        let folder: Arc<Path> = folder.into();
        #[cfg(feature = "arrow")]
        let (tables, findings) = (
            without_findings(mark.star, mark.form),
            findings_of(mark.star),
        );
        #[cfg(feature = "parquet")]
        let jobs = Jobs::default();
        let rows = match (mark.form, &mark.tables) {
            (Form::Csv, TableMarks::Text(marks)) => Rows::Csv(resume_texts(mark, marks, &folder)?),
            (Form::SpreadsheetCsv, TableMarks::Text(marks)) => {
                Rows::SafeCsv(resume_texts(mark, marks, &folder)?)
            }
            (Form::Jsonl | Form::Loops, TableMarks::Text(marks)) => {
                Rows::Json(resume_texts(mark, marks, &folder)?)
            }
            #[cfg(feature = "arrow")]
            (Form::Arrow, TableMarks::Columns(marks)) => {
                let mut marks = marks.iter().copied();
                Rows::Arrow(Desks::new(tables, findings, &folder, |table| {
                    ColumnTable::resume(&folder, *table, (), next(&mut marks)?)
                })?)
            }
            #[cfg(feature = "parquet")]
            (Form::Parquet, TableMarks::Columns(marks)) => {
                let mut marks = marks.iter().copied();
                Rows::Parquet(Desks::new(tables, findings, &folder, |table| {
                    ColumnTable::resume(&folder, *table, jobs.clone(), next(&mut marks)?)
                })?)
            }
            #[cfg(feature = "arrow")]
            _ => return Err(Error::Misfit("the mark is of another form")),
        };
        Ok(Self {
            star: mark.star,
            form: mark.form,
            folder,
            rows,
            totals: mark.totals,
            #[cfg(feature = "parquet")]
            jobs,
        })
    }

    /// What makes parts for these tables, also while others write to them.
    #[must_use]
    pub fn parts(&self) -> Parts {
        Parts {
            star: self.star,
            form: self.form,
            folder: Arc::clone(&self.folder),
            #[cfg(feature = "parquet")]
            jobs: self.jobs.clone(),
        }
    }

    /// Moves all rows of a part to the end of the tables. The part is empty then and can take another input.
    ///
    /// # Errors
    ///
    /// Where rows cannot be written; [`Error::Misfit`] where the part belongs to tables of another kind.
    pub fn append(&mut self, part: &mut Part) -> Result<(), Error> {
        if (self.star, self.form) != (part.star, part.form) {
            return Err(Error::Misfit("the part is of other tables"));
        }
        match (&mut self.rows, &mut part.rows) {
            (Rows::Csv(tables), PartRows::Csv(part)) => part.append_to(tables)?,
            (Rows::SafeCsv(tables), PartRows::SafeCsv(part)) => part.append_to(tables)?,
            (Rows::Json(tables), PartRows::Json(part)) => part.append_to(tables)?,
            #[cfg(feature = "arrow")]
            (Rows::Arrow(tables), PartRows::Columns(part)) => part.append_to(tables)?,
            #[cfg(feature = "parquet")]
            (Rows::Parquet(tables), PartRows::Columns(part)) => part.append_to(tables)?,
            _ => return Err(Error::Misfit("the part is of another form")),
        }
        self.totals.add(&std::mem::take(&mut part.totals));
        Ok(())
    }

    /// Makes rows of a file, of the kind that the star is made of, straight at the end of the tables. `reader` is an
    /// error where the input cannot even be opened.
    ///
    /// # Errors
    ///
    /// Where rows cannot be written. What is wrong with the input is part of the outcome: a payment or batch that was
    /// open when reading stopped leaves no rows.
    pub fn read(
        &mut self,
        input: Input<'_>,
        reader: io::Result<impl io::Read>,
        options: &ReadOptions,
    ) -> Result<Outcome, Error> {
        let kind = (self.star, self.form);
        let outcome = match &mut self.rows {
            Rows::Csv(desks) => read::star(kind, desks, input, reader, options),
            Rows::SafeCsv(desks) => read::star(kind, desks, input, reader, options),
            Rows::Json(desks) => read::lines(kind, desks, input, reader, options),
            #[cfg(feature = "arrow")]
            Rows::Arrow(desks) => read::star(kind, desks, input, reader, options),
            #[cfg(feature = "parquet")]
            Rows::Parquet(desks) => read::star(kind, desks, input, reader, options),
        }?;
        self.totals.add(&outcome.totals);
        Ok(outcome)
    }

    /// Makes sure that all that was appended is on the disk, and says where to go on if the run ends here.
    ///
    /// # Errors
    ///
    /// Where rows cannot be written.
    pub fn checkpoint(&mut self) -> Result<Mark, Error> {
        let tables = match &mut self.rows {
            Rows::Csv(desks) => text_marks(desks)?,
            Rows::SafeCsv(desks) => text_marks(desks)?,
            Rows::Json(desks) => text_marks(desks)?,
            #[cfg(feature = "arrow")]
            Rows::Arrow(desks) => column_marks(desks)?,
            #[cfg(feature = "parquet")]
            Rows::Parquet(desks) => column_marks(desks)?,
        };
        Ok(Mark {
            star: self.star,
            form: self.form,
            version: Mark::VERSION.to_owned(),
            totals: self.totals,
            tables,
        })
    }

    /// Completes the files, makes sure that they are on the disk, and compares what they hold with what was read.
    ///
    /// # Errors
    ///
    /// Where they cannot be written; [`Error::Unreconciled`] where they do not hold what was read. They must not be used
    /// then.
    pub fn finish(self) -> Result<Reconciled, Error> {
        let held = match self.rows {
            Rows::Csv(desks) => finish_texts(desks)?,
            Rows::SafeCsv(desks) => finish_texts(desks)?,
            Rows::Json(desks) => finish_texts(desks)?,
            #[cfg(feature = "arrow")]
            Rows::Arrow(desks) => finish_columns(desks)?,
            #[cfg(feature = "parquet")]
            Rows::Parquet(desks) => finish_columns(desks)?,
        };
        reconcile(self.star, self.form, &held, &self.totals)
    }
}

fn next<T>(marks: &mut impl Iterator<Item = T>) -> Result<T, Error> {
    marks
        .next()
        .ok_or(Error::Misfit("the mark has too few tables"))
}

fn begin_texts<S: TextSheet>(
    star: Star,
    form: Form,
    folder: &Arc<Path>,
) -> Result<Desks<S, TextFile>, Error> {
    let tables = without_findings(star, form);
    Desks::new(tables, findings_of(star), folder, |table| {
        TextFile::begin::<S>(folder, table)
    })
}

fn resume_texts<S: TextSheet>(
    mark: &Mark,
    marks: &[TextMark],
    folder: &Arc<Path>,
) -> Result<Desks<S, TextFile>, Error> {
    let mut marks = marks.iter().copied();
    let tables = without_findings(mark.star, mark.form);
    Desks::new(tables, findings_of(mark.star), folder, |table| {
        TextFile::resume::<S>(folder, table, next(&mut marks)?)
    })
}

fn text_marks<S: TextSheet>(desks: &mut Desks<S, TextFile>) -> Result<TableMarks, Error> {
    let marks = desks.all().map(|desk| desk.kept.checkpoint());
    Ok(TableMarks::Text(
        marks.collect::<Result<Vec<TextMark>, _>>()?,
    ))
}

fn finish_texts<S: TextSheet>(desks: Desks<S, TextFile>) -> Result<Vec<Tally>, Error>
where
    TextFile: Take<S>,
{
    desks.into_kept().map(TextFile::finish).collect()
}

#[cfg(feature = "arrow")]
fn column_marks<F: BatchFile>(
    desks: &mut Desks<Columns, ColumnTable<F>>,
) -> Result<TableMarks, Error> {
    let marks = desks.all().map(|desk| desk.kept.checkpoint());
    Ok(TableMarks::Columns(
        marks.collect::<Result<Vec<ColumnMark>, _>>()?,
    ))
}

#[cfg(feature = "arrow")]
fn finish_columns<F: BatchFile>(
    desks: Desks<Columns, ColumnTable<F>>,
) -> Result<Vec<Tally>, Error> {
    desks.into_kept().map(ColumnTable::finish).collect()
}
