//! One file of remittances, from its first byte to its rows.

use std::io;

use x12_835::{
    ClaimPayment, EraOptions, EraReader, Event, Payment, PaymentTotals, ProviderAdjustments,
};

use super::rows::PaymentRow;
use crate::{
    cells::Id,
    desk::Desks,
    error::Error,
    form::Sheet,
    input::{Input, Intake, Outcome, Stop, or_stop},
    spool::{Refused, Take},
    tally::{Total, Totals},
};

/// A payment whose end has not come yet.
pub(crate) struct OpenPayment<'n> {
    pub(crate) id: Id,
    pub(crate) file: &'n str,
    pub(crate) payment: Payment<'static>,
    claims: u64,
}

impl OpenPayment<'_> {
    /// Its row, which does not know yet whether the payment is balanced.
    pub(crate) fn row(&self) -> PaymentRow<'_> {
        PaymentRow {
            id: self.id,
            file: self.file,
            payment: &self.payment,
            balanced: None,
        }
    }
}

/// What becomes of the parts of a file.
pub(crate) trait EraForm<S, K> {
    /// A payment begins.
    fn payment(&mut self, _payment: &OpenPayment<'_>) {}

    fn claim(
        &mut self,
        desks: &mut Desks<S, K>,
        payment: &OpenPayment<'_>,
        id: Id,
        claim: &ClaimPayment<'_>,
    ) -> Result<(), Refused>;

    fn provider_adjustments(
        &mut self,
        desks: &mut Desks<S, K>,
        payment: &OpenPayment<'_>,
        all: &ProviderAdjustments<'_>,
    ) -> Result<(), Refused>;

    fn payment_end(
        &mut self,
        desks: &mut Desks<S, K>,
        payment: &OpenPayment<'_>,
        totals: &PaymentTotals,
    ) -> Result<(), Refused>;
}

/// Reads an input behind what the desks hold already.
///
/// An error is one of the output; what is wrong with the input is part of the outcome.
pub(crate) fn read<S: Sheet, K: Take<S>>(
    desks: &mut Desks<S, K>,
    form: impl EraForm<S, K>,
    input: Input<'_>,
    reader: io::Result<impl io::Read>,
    options: &EraOptions,
) -> Result<Outcome, Error> {
    let mut file = Reading {
        intake: Intake::new(desks, input),
        form,
        open: None,
    };
    let stop = match reader {
        Ok(reader) => file.read(EraReader::with_options(reader, options))?,
        Err(source) => Some(Stop::Reader(source.into())),
    };
    match stop {
        None => file.intake.done(),
        Some(stop) => file.intake.fail(&stop, file.open.is_some()),
    }
}

/// The state of reading one file.
struct Reading<'d, 'n, S, K, F> {
    intake: Intake<'d, 'n, S, K>,
    form: F,
    open: Option<OpenPayment<'n>>,
}

impl<S: Sheet, K: Take<S>, F: EraForm<S, K>> Reading<'_, '_, S, K, F> {
    /// Reads to the end, or to what stops reading.
    fn read(&mut self, mut era: EraReader<impl io::Read>) -> Result<Option<Stop>, Error> {
        loop {
            let mut stop = match era.next() {
                Ok(Some(event)) => self.event(event)?,
                Ok(None) => return Ok(None),
                Err(error) => Some(Stop::Reader(error)),
            };
            for diagnostic in era.take_findings() {
                let unfit = self.intake.finding(&diagnostic)?;
                stop = stop.or(unfit);
            }
            if stop.is_some() {
                return Ok(stop);
            }
        }
    }

    fn event(&mut self, event: Event<'_>) -> Result<Option<Stop>, Error> {
        match (event, &mut self.open) {
            (Event::Payment(payment), _) => {
                self.payment(*payment)?;
                Ok(None)
            }
            (Event::Claim(claim), Some(open)) => {
                open.claims = open.claims.saturating_add(1);
                let id = open.id.below(open.claims);
                or_stop(self.form.claim(self.intake.desks, open, id, &claim))
            }
            (Event::ProviderAdjustments(all), Some(open)) => or_stop(
                self.form
                    .provider_adjustments(self.intake.desks, open, &all),
            ),
            (Event::PaymentEnd(totals), Some(_)) => self.payment_end(&totals),
            _ => Ok(None),
        }
    }

    fn payment(&mut self, payment: Payment<'_>) -> Result<(), Error> {
        let id = self.intake.begin(payment.transaction.number)?;
        let Payment {
            interchange,
            group,
            transaction,
            header,
        } = payment;
        let payment = Payment {
            interchange,
            group,
            transaction,
            header: header.into_owned(),
        };
        let open = OpenPayment {
            id,
            file: self.intake.input.name,
            payment,
            claims: 0,
        };
        self.form.payment(&open);
        self.open = Some(open);
        Ok(())
    }

    fn payment_end(&mut self, totals: &PaymentTotals) -> Result<Option<Stop>, Error> {
        let Some(open) = &self.open else {
            return Ok(None);
        };
        let stop = or_stop(self.form.payment_end(self.intake.desks, open, totals))?;
        if stop.is_none() {
            let amount = open.payment.header.amount().unwrap_or_default();
            self.intake.end(&Totals {
                payments: 1,
                claims: totals.claims,
                services: totals.services,
                amount: Total::from(Some(amount)),
                charge: Total::from(totals.charge),
                paid: Total::from(totals.paid),
                provider_adjustments: Total::from(totals.provider_adjustments),
            })?;
            self.open = None;
        }
        Ok(stop)
    }
}
