//! Whole loops as lines of JSON: one a claim and one a provider adjustment, each with its payment.

use x12_835::{ClaimPayment, PaymentTotals, ProviderAdjustments};

use super::{
    read::{EraForm, OpenPayment},
    rows::ProviderRow,
};
use crate::{
    cells::Id,
    column::Table,
    desk::Desks,
    error::Error,
    form::Json,
    spool::{Refused, Take},
};

/// The outputs, without the findings.
pub(crate) const OUTPUTS: &[Table] = &[
    Table {
        name: "claims",
        columns: &[],
    },
    Table {
        name: "provider_adjustments",
        columns: &[],
    },
];

/// Makes lines of what is read.
#[derive(Debug, Default)]
pub(crate) struct Loops {
    /// Which payment a line belongs to: the cells of the `payments` table, and the payee's identifier of any kind.
    payment: Vec<u8>,
}

impl<K: Take<Json>> EraForm<Json, K> for Loops {
    fn payment(&mut self, payment: &OpenPayment<'_>) {
        let payee = payment.payment.header.payee.as_ref();
        let id = payee.and_then(|payee| payee.name.id.as_ref());
        self.payment = Json::object(|object| {
            object.row(&payment.row(), &["payment_id", "file"]);
            if let Some(id) = id {
                object.field("payee_id", id.to_str().as_bytes());
            }
        });
    }

    fn claim(
        &mut self,
        desks: &mut Desks<Json, K>,
        payment: &OpenPayment<'_>,
        id: Id,
        claim: &ClaimPayment<'_>,
    ) -> Result<(), Refused> {
        let [claims, _] = desks.tables.as_mut_slice() else {
            return Err(NOT_LOOPS.into());
        };
        claims.open().put_with(|lines| {
            lines.put_line(|line| {
                line.field("file", payment.file.as_bytes());
                line.field("payment_id", payment.id.as_bytes());
                line.field("claim_id", id.as_bytes());
                line.raw("payment", &self.payment);
                line.value("claim", claim)?;
                line.value("balanced", &claim.balance().holds())?;
                line.count(claim.info.charge);
                line.count(claim.info.paid);
                Ok(())
            })
        })?;
        Ok(())
    }

    fn provider_adjustments(
        &mut self,
        desks: &mut Desks<Json, K>,
        payment: &OpenPayment<'_>,
        all: &ProviderAdjustments<'_>,
    ) -> Result<(), Refused> {
        let [_, provider_adjustments] = desks.tables.as_mut_slice() else {
            return Err(NOT_LOOPS.into());
        };
        for adjustment in &all.info.adjustments {
            let row = ProviderRow {
                payment: payment.id,
                info: &all.info,
                adjustment,
            };
            provider_adjustments.open().put_with(|lines| {
                lines.put_line(|line| {
                    line.field("file", payment.file.as_bytes());
                    line.row(&row, &[]);
                    line.raw("payment", &self.payment);
                });
                Ok(())
            })?;
        }
        Ok(())
    }

    fn payment_end(
        &mut self,
        _: &mut Desks<Json, K>,
        _: &OpenPayment<'_>,
        _: &PaymentTotals,
    ) -> Result<(), Refused> {
        Ok(())
    }
}

const NOT_LOOPS: Error = Error::Misfit("these are not the outputs of loops");
