//! The output of a run, in a work folder until it is done.

use std::{io, path::Path, sync::Arc};

use x12_835::EraOptions;

use super::{
    Form, Mark, Part, Parts, Reconciled, Star,
    mark::TableMarks,
    part::PartRows,
    reconcile::reconcile,
    text::{TextFile, TextMark, TextSheet},
    without_findings,
};
use crate::{
    desk::Desks,
    era,
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
}

#[derive(Debug)]
enum Rows {
    Csv(Desks<Csv, TextFile>),
    Json(Desks<Json, TextFile>),
}

impl Tables {
    /// Makes the files of empty tables in the folder, which exists and holds none of them.
    ///
    /// # Errors
    ///
    /// Where a file cannot be made.
    pub fn begin(star: Star, form: Form, folder: &Path) -> Result<Self, Error> {
        let folder: Arc<Path> = folder.into();
        let tables = without_findings(star, form);
        let rows = match form {
            Form::Csv => Rows::Csv(Desks::new(tables, &folder, |table| {
                TextFile::begin::<Csv>(&folder, table)
            })?),
            Form::Jsonl | Form::Loops => Rows::Json(Desks::new(tables, &folder, |table| {
                TextFile::begin::<Json>(&folder, table)
            })?),
        };
        Ok(Self {
            star,
            form,
            folder,
            rows,
            totals: Totals::default(),
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
        let folder: Arc<Path> = folder.into();
        let tables = without_findings(mark.star, mark.form);
        let TableMarks::Text(marks) = &mark.tables;
        let mut marks = marks.iter().copied();
        let rows = match mark.form {
            Form::Csv => Rows::Csv(Desks::new(tables, &folder, |table| {
                TextFile::resume::<Csv>(&folder, table, next(&mut marks)?)
            })?),
            Form::Jsonl | Form::Loops => Rows::Json(Desks::new(tables, &folder, |table| {
                TextFile::resume::<Json>(&folder, table, next(&mut marks)?)
            })?),
        };
        Ok(Self {
            star: mark.star,
            form: mark.form,
            folder,
            rows,
            totals: mark.totals,
        })
    }

    /// What makes parts for these tables, also while others write to them.
    #[must_use]
    pub fn parts(&self) -> Parts {
        Parts {
            star: self.star,
            form: self.form,
            folder: Arc::clone(&self.folder),
        }
    }

    /// Moves all rows of a part to the end of the tables. The part is empty then and can take another input.
    ///
    /// # Errors
    ///
    /// Where rows cannot be written; [`Error::Misfit`] where the part belongs to tables of another kind.
    pub fn append(&mut self, part: &mut Part) -> Result<(), Error> {
        match (&mut self.rows, &mut part.rows) {
            (Rows::Csv(tables), PartRows::Csv(part)) => part.append_to(tables)?,
            (Rows::Json(tables), PartRows::Json(part)) => part.append_to(tables)?,
            _ => return Err(Error::Misfit("the part is of another form")),
        }
        self.totals.add(&std::mem::take(&mut part.totals));
        Ok(())
    }

    /// Makes rows of a file of remittances straight at the end of the tables. `reader` is an error where the input
    /// cannot even be opened.
    ///
    /// # Errors
    ///
    /// Where rows cannot be written. What is wrong with the input is part of the outcome: a payment that was open when
    /// reading stopped leaves no rows.
    pub fn era(
        &mut self,
        input: Input<'_>,
        reader: io::Result<impl io::Read>,
        options: &EraOptions,
    ) -> Result<Outcome, Error> {
        let outcome = match (self.star, self.form, &mut self.rows) {
            (Star::Era, _, Rows::Csv(desks)) => {
                era::read(desks, era::EraStar, input, reader, options)
            }
            (Star::Era, Form::Loops, Rows::Json(desks)) => {
                era::read(desks, era::Loops::default(), input, reader, options)
            }
            (Star::Era, _, Rows::Json(desks)) => {
                era::read(desks, era::EraStar, input, reader, options)
            }
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
            Rows::Json(desks) => text_marks(desks)?,
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
            Rows::Json(desks) => finish_texts(desks)?,
        };
        reconcile(self.star, self.form, &held, &self.totals)
    }
}

fn next<T>(marks: &mut impl Iterator<Item = T>) -> Result<T, Error> {
    marks
        .next()
        .ok_or(Error::Misfit("the mark has too few tables"))
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
