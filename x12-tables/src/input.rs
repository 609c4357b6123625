//! One input of a run, and what it came to.

use x12_core::{Diagnostic, Place, Rule, Severity};

use crate::{
    cells::Id,
    desk::Desks,
    error::Error,
    findings::FindingRow,
    form::{Sheet, Unfit},
    rules,
    spool::{Refused, Take},
    tally::Totals,
};

/// An input of a run: its number, counted from 1, which its ids begin with, and its name in the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input<'n> {
    /// The number, from 1.
    pub number: u64,
    /// The name, such as a path.
    pub name: &'n str,
}

/// What one input came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What its payments, and with them its rows, add up to: only those that ended.
    pub totals: Totals,
    /// Findings worth knowing.
    pub infos: u64,
    /// Findings that change nothing.
    pub warnings: u64,
    /// Findings of error level, with what stopped the reading.
    pub errors: u64,
    /// What stopped the reading, with the number of its rule; no value of the file.
    pub failure: Option<String>,
}

/// What ended reading before the end of an input.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The reader's error.
    Reader(x12_core::Error),
    /// A value that no column holds.
    Unfit(Unfit),
}

impl From<Unfit> for Stop {
    fn from(unfit: Unfit) -> Self {
        Self::Unfit(unfit)
    }
}

/// Sorts out what is wrong with the input from what is wrong with the output.
pub(crate) fn or_stop(put: Result<(), Refused>) -> Result<Option<Stop>, Error> {
    match put {
        Ok(()) => Ok(None),
        Err(Refused::Unfit(unfit)) => Ok(Some(Stop::Unfit(unfit))),
        Err(Refused::Failed(error)) => Err(error),
    }
}

/// An input on its way into tables.
pub(crate) struct Intake<'d, 'n, S, K> {
    pub(crate) desks: &'d mut Desks<S, K>,
    pub(crate) input: Input<'n>,
    pub(crate) outcome: Outcome,
    /// The payment or set that began last, with the number of its transaction set in the file.
    last: Option<(u32, Id)>,
    /// Payments or sets that have begun.
    begun: u64,
}

impl<'d, 'n, S: Sheet, K: Take<S>> Intake<'d, 'n, S, K> {
    pub(crate) fn new(desks: &'d mut Desks<S, K>, input: Input<'n>) -> Self {
        Self {
            desks,
            input,
            outcome: Outcome::default(),
            last: None,
            begun: 0,
        }
    }

    /// A payment or set begins; all before it stays.
    pub(crate) fn begin(&mut self, transaction: u32) -> Result<Id, Error> {
        self.desks.keep()?;
        self.begun = self.begun.saturating_add(1);
        let id = Id::of_file(self.input.number, self.begun);
        self.last = Some((transaction, id));
        Ok(id)
    }

    /// A payment or set has ended and stays.
    pub(crate) fn end(&mut self, totals: &Totals) -> Result<(), Error> {
        self.outcome.totals.add(totals);
        self.desks.keep()
    }

    pub(crate) fn finding(&mut self, diagnostic: &Diagnostic) -> Result<Option<Stop>, Error> {
        let id = self
            .last
            .filter(|(transaction, _)| *transaction == diagnostic.place.transaction);
        let count = match diagnostic.severity {
            Severity::Info => &mut self.outcome.infos,
            Severity::Warning => &mut self.outcome.warnings,
            Severity::Error => &mut self.outcome.errors,
        };
        *count = count.saturating_add(1);
        or_stop(self.desks.find(&FindingRow {
            file: self.input.name,
            set: id.map(|(_, id)| id),
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            place: diagnostic.place,
            message: &diagnostic.message(),
        }))
    }

    /// All was read.
    pub(crate) fn done(self) -> Result<Outcome, Error> {
        self.desks.keep()?;
        Ok(self.outcome)
    }

    /// Ends before the end of the input: that becomes a finding, and where a payment or set is still open it is taken
    /// out again. What was found in it stays.
    pub(crate) fn fail(mut self, stop: &Stop, open: bool) -> Result<Outcome, Error> {
        if open {
            self.desks.cut()?;
        }
        let strict = matches!(stop, Stop::Reader(x12_core::Error::Strict(_)));
        // What stops strict reading is the first error that was found, and that has its row already.
        if !strict || self.outcome.errors == 0 {
            self.outcome.errors = self.outcome.errors.saturating_add(1);
            let row = FindingRow {
                file: self.input.name,
                set: None,
                rule: stop.rule(),
                severity: Severity::Error,
                place: stop.place().unwrap_or_default(),
                message: &stop.message(),
            };
            if or_stop(self.desks.find(&row))?.is_some() {
                return Err(Error::Misfit("a finding does not fit its table"));
            }
        }
        self.outcome.failure = Some(stop.reason());
        self.desks.keep()?;
        Ok(self.outcome)
    }
}

impl Stop {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::Reader(error) => error.rule(),
            Self::Unfit(_) => &rules::DOES_NOT_FIT,
        }
    }

    fn place(&self) -> Option<Place> {
        match self {
            Self::Reader(error) => error.place(),
            Self::Unfit(_) => None,
        }
    }

    /// What is wrong, without the place.
    fn message(&self) -> String {
        match self {
            Self::Reader(x12_core::Error::Strict(diagnostic)) => diagnostic.message(),
            Self::Reader(x12_core::Error::Limit { rule, limit, .. }) => {
                format!("{}: more than {limit}", rule.title)
            }
            Self::Reader(x12_core::Error::Io { source }) => source.to_string(),
            Self::Reader(error) => error.rule().title.to_owned(),
            Self::Unfit(unfit) => format!(
                "{}: column {} of {}",
                rules::DOES_NOT_FIT.title,
                unfit.column,
                unfit.table
            ),
        }
    }

    /// The same for people: with number and place, and no sums.
    fn reason(&self) -> String {
        let rule = self.rule();
        match (self, self.place()) {
            (Self::Reader(x12_core::Error::Io { .. }) | Self::Unfit(_), _) => {
                format!("{} [{rule}]", self.message())
            }
            (_, Some(place)) if place != Place::default() => {
                format!("{} at {place} [{rule}]", rule.title)
            }
            _ => format!("{} [{rule}]", rule.title),
        }
    }
}
