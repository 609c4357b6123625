//! The rows of one input, made beside those of others.

use std::{io, path::Path, sync::Arc};

use x12_835::EraOptions;

use super::{Form, Star, without_findings};
use crate::{
    desk::Desks,
    era,
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
}

impl Parts {
    /// An empty part, for an input that is read while others are.
    ///
    /// # Errors
    ///
    /// None now; a form may need files from the start.
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
    Csv(Desks<Csv, Spool<Csv>>),
    Json(Desks<Json, Spool<Json>>),
}

impl Part {
    pub(super) fn new(star: Star, form: Form, folder: &Arc<Path>) -> Result<Self, Error> {
        let rows = match form {
            Form::Csv => PartRows::Csv(desks(star, form, folder)?),
            Form::Jsonl | Form::Loops => PartRows::Json(desks(star, form, folder)?),
        };
        Ok(Self {
            star,
            form,
            rows,
            totals: Totals::default(),
        })
    }

    /// Makes rows of a file of remittances. `reader` is an error where the input cannot even be opened.
    ///
    /// # Errors
    ///
    /// Where rows cannot be kept. What is wrong with the input is part of the outcome: a payment that was open when
    /// reading stopped leaves no rows.
    pub fn era(
        &mut self,
        input: Input<'_>,
        reader: io::Result<impl io::Read>,
        options: &EraOptions,
    ) -> Result<Outcome, Error> {
        let outcome = match (self.star, self.form, &mut self.rows) {
            (Star::Era, _, PartRows::Csv(desks)) => {
                era::read(desks, era::EraStar, input, reader, options)
            }
            (Star::Era, Form::Loops, PartRows::Json(desks)) => {
                era::read(desks, era::Loops::default(), input, reader, options)
            }
            (Star::Era, _, PartRows::Json(desks)) => {
                era::read(desks, era::EraStar, input, reader, options)
            }
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
    Desks::new(without_findings(star, form), folder, |table| {
        Ok(Spool::new(*table, folder))
    })
}
