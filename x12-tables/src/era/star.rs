//! The star of remittances: `payments`, `claims`, `services`, `adjustments`, `provider_adjustments`, `findings`.

use x12_835::{ClaimPayment, PaymentTotals, ProviderAdjustments};

use super::{
    read::{EraForm, OpenPayment},
    rows::{AdjustmentRow, ClaimRow, PaymentRow, ProviderRow, ServiceRow},
};
use crate::{
    cells::Id,
    desk::{Desk, Desks},
    error::Error,
    form::Sheet,
    spool::{Refused, Take},
};

/// The tables by name.
struct Tables<'d, S, K> {
    payments: &'d mut Desk<S, K>,
    claims: &'d mut Desk<S, K>,
    services: &'d mut Desk<S, K>,
    adjustments: &'d mut Desk<S, K>,
    provider_adjustments: &'d mut Desk<S, K>,
}

#[inline]
fn tables<S, K>(desks: &mut Desks<S, K>) -> Result<Tables<'_, S, K>, Error> {
    match desks.tables.as_mut_slice() {
        [
            payments,
            claims,
            services,
            adjustments,
            provider_adjustments,
        ] => Ok(Tables {
            payments,
            claims,
            services,
            adjustments,
            provider_adjustments,
        }),
        _ => Err(Error::Misfit("these are not the tables of remittances")),
    }
}

/// Makes rows of what is read.
#[derive(Debug, Default)]
pub(crate) struct EraStar;

impl<S: Sheet, K: Take<S>> EraForm<S, K> for EraStar {
    fn claim(
        &mut self,
        desks: &mut Desks<S, K>,
        _: &OpenPayment<'_>,
        id: Id,
        claim: &ClaimPayment<'_>,
    ) -> Result<(), Refused> {
        let tables = tables(desks)?;
        // Where all balances hold, none has to be asked for.
        let sure = claim.surely_balanced();
        tables.claims.put(&ClaimRow {
            id,
            claim,
            balanced: sure || claim.balance().holds(),
        })?;
        for (group, adjustment) in claim.claim_adjustments() {
            tables.adjustments.put(&AdjustmentRow {
                claim: id,
                service: None,
                group,
                adjustment,
            })?;
        }
        for (number, service) in (1..).zip(&claim.services) {
            let service_id = id.below(number);
            tables.services.put(&ServiceRow {
                id: service_id,
                service,
                balanced: sure || service.balance().is_some_and(|balance| balance.holds()),
            })?;
            for (group, adjustment) in service.line_adjustments() {
                tables.adjustments.put(&AdjustmentRow {
                    claim: id,
                    service: Some(service_id),
                    group,
                    adjustment,
                })?;
            }
        }
        Ok(())
    }

    fn provider_adjustments(
        &mut self,
        desks: &mut Desks<S, K>,
        payment: &OpenPayment<'_>,
        all: &ProviderAdjustments<'_>,
    ) -> Result<(), Refused> {
        let tables = tables(desks)?;
        for adjustment in &all.info.adjustments {
            tables.provider_adjustments.put(&ProviderRow {
                payment: payment.id,
                info: &all.info,
                adjustment,
            })?;
        }
        Ok(())
    }

    fn payment_end(
        &mut self,
        desks: &mut Desks<S, K>,
        payment: &OpenPayment<'_>,
        totals: &PaymentTotals,
    ) -> Result<(), Refused> {
        let known = payment.payment.header.amount().is_some();
        tables(desks)?.payments.put(&PaymentRow {
            balanced: known.then(|| totals.is_balanced()),
            ..payment.row()
        })
    }
}
