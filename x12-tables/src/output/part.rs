//! The rows of one input, made beside those of others.

use std::{io, path::Path, sync::Arc};

use x12_core::ReadOptions;

#[cfg(feature = "parquet")]
use super::columnar::Jobs;
use super::{Form, Star, check, findings_of, read, without_findings};
#[cfg(feature = "arrow")]
use crate::form::Columns;
use crate::{
    desk::Desks,
    error::Error,
    form::{Csv, Json, Sheet},
    input::{Input, Outcome},
    spool::Spool,
    tally::Totals,
};

/// Makes parts for tables.
#[derive(Debug, Clone)]
pub struct Parts {
    pub(super) star: Star,
    pub(super) form: Form,
    pub(super) folder: Arc<Path>,
    /// Encoding of tables that any thread may do.
    #[cfg(feature = "parquet")]
    pub(super) jobs: Jobs,
}

impl Parts {
    /// Does a piece of the encoding that waits at the tables, where there is one: for a thread that would wait else.
    /// False where nothing was to be done.
    #[must_use]
    pub fn help(&self) -> bool {
        #[cfg(feature = "parquet")]
        return self.jobs.help();
        #[cfg(not(feature = "parquet"))]
        false
    }

    /// An empty part, for an input that is read while others are.
    ///
    /// # Errors
    ///
    /// [`Error::Misfit`] where the star does not have the form.
    pub fn part(&self) -> Result<Part, Error> {
        Part::new(self.star, self.form, &self.folder)
    }
}

/// Rows of an input that wait to be appended to [`Tables`](super::Tables). Few are held in memory, many in files
/// without a name in the work folder.
#[derive(Debug)]
pub struct Part {
    pub(super) star: Star,
    pub(super) form: Form,
    pub(super) rows: PartRows,
    pub(super) totals: Totals,
}

#[derive(Debug)]
pub(super) enum PartRows {
    Csv(Desks<Csv<false>, Spool<Csv<false>>>),
    SafeCsv(Desks<Csv<true>, Spool<Csv<true>>>),
    Json(Desks<Json, Spool<Json>>),
    #[cfg(feature = "arrow")]
    Columns(Desks<Columns, Spool<Columns>>),
}

impl Part {
    pub(super) fn new(star: Star, form: Form, folder: &Arc<Path>) -> Result<Self, Error> {
        check(star, form)?;
        let rows = match form {
            Form::Csv => PartRows::Csv(desks(star, form, folder)?),
            Form::SpreadsheetCsv => PartRows::SafeCsv(desks(star, form, folder)?),
            Form::Jsonl | Form::Loops => PartRows::Json(desks(star, form, folder)?),
            #[cfg(feature = "arrow")]
            Form::Arrow => PartRows::Columns(desks(star, form, folder)?),
            #[cfg(feature = "parquet")]
            Form::Parquet => PartRows::Columns(desks(star, form, folder)?),
        };
        Ok(Self {
            star,
            form,
            rows,
            totals: Totals::default(),
        })
    }

    /// Makes rows of a file of the kind that the star is made of. `reader` is an error where the input cannot even be
    /// opened.
    ///
    /// # Errors
    ///
    /// Where rows cannot be kept. What is wrong with the input is part of the outcome: a payment or batch that was open
    /// when reading stopped leaves no rows.
    pub fn read(
        &mut self,
        input: Input<'_>,
        reader: io::Result<impl io::Read>,
        options: &ReadOptions,
    ) -> Result<Outcome, Error> {
        let kind = (self.star, self.form);
        let outcome = match &mut self.rows {
            PartRows::Csv(desks) => read::star(kind, desks, input, reader, options),
            PartRows::SafeCsv(desks) => read::star(kind, desks, input, reader, options),
            PartRows::Json(desks) => read::lines(kind, desks, input, reader, options),
            #[cfg(feature = "arrow")]
            PartRows::Columns(desks) => read::star(kind, desks, input, reader, options),
        }?;
        self.totals.add(&outcome.totals);
        Ok(outcome)
    }
}

fn desks<S: Sheet>(
    star: Star,
    form: Form,
    folder: &Arc<Path>,
) -> Result<Desks<S, Spool<S>>, Error> {
    let tables = without_findings(star, form);
    Desks::new(tables, findings_of(star), folder, |table| {
        Ok(Spool::new(*table, folder))
    })
}
