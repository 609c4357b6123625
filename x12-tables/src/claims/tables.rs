//! The tables of claims by name.

use super::rows::{AdjudicationRow, AdjustmentRow, ClaimRow, CoverageRow, DiagnosisRow, LineRow};
use crate::{
    cells::Row,
    column::Table,
    desk::{Desk, Desks},
    error::Error,
};

/// All tables of claims, without the findings.
pub(crate) const TABLES: &[Table] = &[
    Table {
        name: "claims",
        columns: ClaimRow::COLUMNS,
    },
    Table {
        name: "lines",
        columns: LineRow::COLUMNS,
    },
    Table {
        name: "diagnoses",
        columns: DiagnosisRow::COLUMNS,
    },
    Table {
        name: "coverages",
        columns: CoverageRow::COLUMNS,
    },
    Table {
        name: "adjudications",
        columns: AdjudicationRow::COLUMNS,
    },
    Table {
        name: "adjustments",
        columns: AdjustmentRow::COLUMNS,
    },
];

pub(super) struct Tables<'d, S, K> {
    pub(super) claims: &'d mut Desk<S, K>,
    pub(super) lines: &'d mut Desk<S, K>,
    pub(super) diagnoses: &'d mut Desk<S, K>,
    pub(super) coverages: &'d mut Desk<S, K>,
    pub(super) adjudications: &'d mut Desk<S, K>,
    pub(super) adjustments: &'d mut Desk<S, K>,
}

impl<'d, S, K> Tables<'d, S, K> {
    #[inline]
    pub(super) fn of(desks: &'d mut Desks<S, K>) -> Result<Self, Error> {
        match desks.tables.as_mut_slice() {
            [
                claims,
                lines,
                diagnoses,
                coverages,
                adjudications,
                adjustments,
            ] => Ok(Self {
                claims,
                lines,
                diagnoses,
                coverages,
                adjudications,
                adjustments,
            }),
            _ => Err(Error::Misfit("these are not the tables of claims")),
        }
    }
}
