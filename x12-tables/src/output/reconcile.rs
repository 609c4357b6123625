//! Whether the tables hold what the reader said.

use super::{Form, Star, tables};
use crate::{
    error::Error,
    tally::{Tally, Total, Totals},
};

/// Tables that are done, and that hold what the reader said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled {
    /// What was compared: counts and sums of all inputs.
    pub totals: Totals,
    /// The number of rows of each table, in the order of [`tables`](super::tables).
    pub rows: Vec<(&'static str, u64)>,
}

/// Compares what each table holds, in their order, with what the reader said.
pub(super) fn reconcile(
    star: Star,
    form: Form,
    held: &[Tally],
    totals: &Totals,
) -> Result<Reconciled, Error> {
    let names: Vec<_> = tables(star, form).map(|table| table.name).collect();
    if names.len() != held.len() {
        return Err(Error::Misfit("a table is missing"));
    }
    let of = |name: &str| {
        let tally = names.iter().zip(held).find(|(of, _)| **of == name);
        tally.map(|(_, tally)| tally)
    };
    if let Some(payments) = of("payments") {
        same_count("payments", payments.rows, totals.payments)?;
        same_sums("payments, amount", payments, &[totals.amount])?;
    }
    if let Some(claims) = of("claims") {
        same_count("claims", claims.rows, totals.claims)?;
        same_sums(
            "claims, charged and paid",
            claims,
            &[totals.charge, totals.paid],
        )?;
    }
    if let Some(services) = of("services") {
        same_count("services", services.rows, totals.services)?;
    }
    if let Some(adjustments) = of("provider_adjustments") {
        same_sums(
            "provider adjustments, amount",
            adjustments,
            &[totals.provider_adjustments],
        )?;
    }
    Ok(Reconciled {
        totals: *totals,
        rows: names
            .iter()
            .copied()
            .zip(held.iter().map(|tally| tally.rows))
            .collect(),
    })
}

fn same_count(what: &'static str, held: u64, read: u64) -> Result<(), Error> {
    if held == read {
        Ok(())
    } else {
        Err(Error::Unreconciled {
            what,
            held: held.to_string(),
            read: read.to_string(),
        })
    }
}

fn same_sums(what: &'static str, held: &Tally, read: &[Total]) -> Result<(), Error> {
    for (held, read) in held.sums.iter().zip(read) {
        // A sum that is too large to be held exactly cannot be compared; the reader has a finding on it.
        if let Some(read) = read.amount()
            && held.amount() != Some(read)
        {
            return Err(Error::Unreconciled {
                what,
                held: held
                    .amount()
                    .map_or_else(|| "unknown".to_owned(), |held| held.to_string()),
                read: read.to_string(),
            });
        }
    }
    Ok(())
}
