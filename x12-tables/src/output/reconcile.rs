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
    if let Some(lines) = of("lines") {
        same_count("lines", lines.rows, totals.services)?;
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

#[cfg(test)]
mod tests {
    use std::io;

    use x12_core::ReadOptions;

    use super::*;
    use crate::{
        cells::{Cells, Row},
        column::Table,
        desk::Desks,
        era,
        findings::OF_PAYMENTS,
        form::{Csv, Sheet, Unfit},
        input::Input,
        spool::Spool,
    };

    /// Breaks the drain on purpose.
    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Fault {
        None,
        /// The first row of each claims table is lost.
        LosesRow,
        /// The first amount of each claims table is a cent too high.
        Adds,
    }

    std::thread_local! {
        static FAULT: std::cell::Cell<Fault> = const { std::cell::Cell::new(Fault::None) };
    }

    struct Broken(Csv<false>, Table);

    impl Sheet for Broken {
        const HELD: usize = Csv::<false>::HELD;

        fn new(table: Table) -> Self {
            Self(Csv::new(table), table)
        }

        fn put<R: Row>(&mut self, row: &R) -> Result<(), Unfit> {
            let fault = if self.1.name == "claims" {
                FAULT.replace(Fault::None)
            } else {
                Fault::None
            };
            match fault {
                Fault::None => self.0.put(row),
                Fault::LosesRow => Ok(()),
                Fault::Adds => self.0.put(&OneCentMore(row)),
            }
        }

        fn size(&self) -> usize {
            self.0.size()
        }

        fn clear(&mut self) {
            self.0.clear();
        }

        fn append(&mut self, other: &Self) {
            self.0.append(&other.0);
        }

        fn tally(&self) -> Tally {
            self.0.tally()
        }

        fn write(&self, to: &mut impl io::Write) -> io::Result<()> {
            self.0.write(to)
        }

        fn read(&mut self, from: &mut impl io::Read) -> io::Result<bool> {
            self.0.read(from)
        }
    }

    struct OneCentMore<'r, R>(&'r R);

    impl<R: Row> Row for OneCentMore<'_, R> {
        const COLUMNS: &'static [crate::Column] = R::COLUMNS;

        fn cells(&self, to: &mut impl Cells) {
            self.0.cells(&mut Adding(to));
        }
    }

    struct Adding<'c, C>(&'c mut C);

    impl<C: Cells> Cells for Adding<'_, C> {
        fn absent(&mut self) {
            self.0.absent();
        }
        fn text(&mut self, text: &str) {
            self.0.text(text);
        }
        fn ascii(&mut self, text: &[u8]) {
            self.0.ascii(text);
        }
        fn money(&mut self, amount: rust_decimal::Decimal) {
            self.0.money(amount);
        }
        fn total(&mut self, amount: Option<rust_decimal::Decimal>) {
            let cent = rust_decimal::Decimal::new(1, 2);
            self.0
                .total(amount.and_then(|amount| x12_core::exact_sum(amount, cent)));
        }
        fn quantity(&mut self, quantity: rust_decimal::Decimal) {
            self.0.quantity(quantity);
        }
        fn date(&mut self, date: x12_core::Date) {
            self.0.date(date);
        }
        fn number(&mut self, number: u64) {
            self.0.number(number);
        }
        fn flag(&mut self, flag: bool) {
            self.0.flag(flag);
        }
    }

    fn convert(fault: Fault) -> Result<Reconciled, Error> {
        FAULT.set(fault);
        let folder = tempfile::tempdir()?;
        let folder = folder.path().into();
        let mut desks: Desks<Broken, Spool<Broken>> =
            Desks::new(era::TABLES, OF_PAYMENTS, &folder, |table| {
                Ok(Spool::new(*table, &folder))
            })?;
        let input = Input {
            number: 1,
            name: "R07",
        };
        let edi = fixtures::era()[0].edi;
        let options = ReadOptions::default();
        let outcome = era::read(&mut desks, era::EraStar, input, Ok(edi), &options)?;
        let held: Vec<_> = desks.into_kept().map(|kept| kept.tally()).collect();
        reconcile(Star::Era, Form::Csv, &held, &outcome.totals)
    }

    #[test]
    fn a_broken_drain_is_caught() {
        assert!(convert(Fault::None).is_ok());
        for (fault, expected) in [
            (Fault::LosesRow, "claims"),
            (Fault::Adds, "claims, charged and paid"),
        ] {
            match convert(fault) {
                Err(Error::Unreconciled { what, .. }) => assert_eq!(what, expected),
                other => panic!("{fault:?}: {other:?}"),
            }
        }
    }
}
