//! Where the rows of one input gather.

use std::{path::Path, sync::Arc};

use crate::{
    cells::Row,
    column::Table,
    error::Error,
    findings::{BatchFindingRow, FindingRow, OF_BATCHES},
    form::Sheet,
    spool::{Refused, Spool, Take},
};

/// One table: what is sure to stay, and the rows of a payment or transaction set that is still open.
#[derive(Debug)]
pub(crate) struct Desk<S, K> {
    open: Spool<S>,
    pub(crate) kept: K,
}

impl<S: Sheet, K: Take<S>> Desk<S, K> {
    pub(crate) fn new(table: &Table, folder: &Arc<Path>, kept: K) -> Self {
        Self {
            open: Spool::new(*table, folder),
            kept,
        }
    }

    #[inline]
    pub(crate) fn put(&mut self, row: &impl Row) -> Result<(), Refused> {
        self.open.put(row)
    }

    pub(crate) fn open(&mut self) -> &mut Spool<S> {
        &mut self.open
    }

    fn keep(&mut self) -> Result<(), Error> {
        self.open.drain(&mut self.kept)
    }
}

/// All tables of one input, or of all inputs.
#[derive(Debug)]
pub(crate) struct Desks<S, K> {
    /// All but the findings.
    pub(crate) tables: Vec<Desk<S, K>>,
    pub(crate) findings: Desk<S, K>,
    /// The findings of an open payment once more, without its number: they stay if it does not.
    nameless: Spool<S>,
    /// Findings are about batches of claims.
    of_batches: bool,
}

impl<S: Sheet, K: Take<S>> Desks<S, K> {
    /// Rows go to what `kept` makes for each table.
    pub(crate) fn new(
        tables: &[Table],
        findings: Table,
        folder: &Arc<Path>,
        mut kept: impl FnMut(&Table) -> Result<K, Error>,
    ) -> Result<Self, Error> {
        let desks = tables
            .iter()
            .map(|table| Ok(Desk::new(table, folder, kept(table)?)));
        Ok(Self {
            tables: desks.collect::<Result<_, Error>>()?,
            findings: Desk::new(&findings, folder, kept(&findings)?),
            nameless: Spool::new(findings, folder),
            of_batches: findings == OF_BATCHES,
        })
    }

    /// Every table, the findings last.
    pub(crate) fn all(&mut self) -> impl Iterator<Item = &mut Desk<S, K>> {
        self.tables.iter_mut().chain([&mut self.findings])
    }

    /// Where rows went that are sure to stay, in the same order.
    pub(crate) fn into_kept(self) -> impl Iterator<Item = K> {
        self.tables
            .into_iter()
            .chain([self.findings])
            .map(|desk| desk.kept)
    }

    /// Adds a finding.
    pub(crate) fn find(&mut self, row: &FindingRow<'_>) -> Result<(), Refused> {
        let nameless = FindingRow { set: None, ..*row };
        if self.of_batches {
            self.nameless.put(&BatchFindingRow(nameless))?;
            self.findings.put(&BatchFindingRow(*row))
        } else {
            self.nameless.put(&nameless)?;
            self.findings.put(row)
        }
    }

    /// What is open is sure to stay.
    pub(crate) fn keep(&mut self) -> Result<(), Error> {
        self.all().try_for_each(Desk::keep)?;
        self.nameless.clear()
    }

    /// What is open is taken out again. What was found in it stays, but names no payment any more.
    pub(crate) fn cut(&mut self) -> Result<(), Error> {
        self.all().try_for_each(|desk| desk.open.clear())?;
        self.nameless.drain(&mut self.findings.kept)
    }
}

impl<S: Sheet> Desks<S, Spool<S>> {
    /// Moves all that is kept to the end of other tables.
    pub(crate) fn append_to<L: Take<S>>(&mut self, others: &mut Desks<S, L>) -> Result<(), Error> {
        self.all()
            .zip(others.all())
            .try_for_each(|(from, to)| from.kept.drain(&mut to.kept))
    }
}
