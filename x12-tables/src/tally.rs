//! What tables hold, counted by themselves, and what the reader said.

use std::io;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use x12_core::Sum;

/// Totals that a row may have.
const TOTALS: usize = 2;

/// A sum of dollars, exact; or none, where it has more digits than can be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Option<Decimal>", into = "Option<Decimal>")]
pub struct Total(Option<Sum>);

impl Default for Total {
    fn default() -> Self {
        Self(Some(Sum::default()))
    }
}

impl Total {
    /// Dollars; `None` where they have more digits than can be held exactly.
    #[must_use]
    pub fn amount(&self) -> Option<Decimal> {
        self.0.as_ref().and_then(Sum::total)
    }

    /// Adds dollars; `None` is an amount that is not known.
    pub fn add(&mut self, amount: Option<Decimal>) {
        match (&mut self.0, amount) {
            (Some(sum), Some(amount)) => sum.add(amount),
            _ => self.0 = None,
        }
    }

    /// Adds another sum.
    pub fn add_total(&mut self, other: &Self) {
        match (&mut self.0, other.0) {
            (Some(sum), Some(other)) => sum.add_sum(other),
            _ => self.0 = None,
        }
    }
}

impl From<Option<Decimal>> for Total {
    fn from(amount: Option<Decimal>) -> Self {
        Self(amount.map(Sum::of))
    }
}

impl From<Total> for Option<Decimal> {
    fn from(total: Total) -> Self {
        total.amount()
    }
}

/// What the rows of one table come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tally {
    pub(crate) rows: u64,
    /// The columns of the kind `Total`, in order.
    pub(crate) sums: [Total; TOTALS],
}

impl Tally {
    #[inline]
    pub(crate) fn add_row(&mut self) {
        self.rows = self.rows.saturating_add(1);
    }

    #[inline]
    pub(crate) fn add_sum(&mut self, number: usize, amount: Option<Decimal>) {
        if let Some(sum) = self.sums.get_mut(number) {
            sum.add(amount);
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.rows = self.rows.saturating_add(other.rows);
        for (sum, other) in self.sums.iter_mut().zip(&other.sums) {
            sum.add_total(other);
        }
    }

    /// Writes it so that [`read`](Self::read) finds it.
    pub(crate) fn write(&self, to: &mut impl io::Write) -> io::Result<()> {
        to.write_all(&self.rows.to_le_bytes())?;
        for sum in &self.sums {
            let (known, bytes) = sum
                .amount()
                .map_or((0, [0; 16]), |amount| (1, amount.serialize()));
            to.write_all(&[known])?;
            to.write_all(&bytes)?;
        }
        Ok(())
    }

    pub(crate) fn read(from: &mut impl io::Read) -> io::Result<Self> {
        let mut rows = [0; 8];
        from.read_exact(&mut rows)?;
        let mut tally = Self {
            rows: u64::from_le_bytes(rows),
            ..Self::default()
        };
        for sum in &mut tally.sums {
            let (mut known, mut bytes) = ([0], [0; 16]);
            from.read_exact(&mut known)?;
            from.read_exact(&mut bytes)?;
            *sum = Total::from((known == [1]).then(|| Decimal::deserialize(bytes)));
        }
        Ok(tally)
    }
}

/// What the reader said of the files whose rows are in the tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Payments (835) or transaction sets with claims (837P) that ended.
    pub payments: u64,
    /// Claims in them.
    pub claims: u64,
    /// Lines of those claims.
    pub services: u64,
    /// What payments pay, in dollars: sum of BPR02. Nothing in an 837P.
    pub amount: Total,
    /// What was charged: sum of CLP03, or of CLM02.
    pub charge: Total,
    /// What claims are paid: sum of CLP04. Nothing in an 837P.
    pub paid: Total,
    /// What adjustments of payments come to: sum of PLB amounts.
    pub provider_adjustments: Total,
}

impl Totals {
    /// Adds what others come to.
    pub fn add(&mut self, other: &Self) {
        self.payments = self.payments.saturating_add(other.payments);
        self.claims = self.claims.saturating_add(other.claims);
        self.services = self.services.saturating_add(other.services);
        self.amount.add_total(&other.amount);
        self.charge.add_total(&other.charge);
        self.paid.add_total(&other.paid);
        self.provider_adjustments
            .add_total(&other.provider_adjustments);
    }
}
