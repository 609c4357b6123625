//! The tables: names and columns, each defined once.

use x12_835::{
    ClaimPayment, Payment, ServicePayment,
    segments::{Adjustment, PaymentAdjustment, Plb, Procedure},
};
use x12_core::{Code, Place, Rule, Severity, Text};

use super::cells::{Cells, ClaimId, Joined, PaymentId, Row, ServiceId};

/// Gives a row its columns: name and value, in the order of the table.
macro_rules! row {
    ($type:ty, $row:ident: $($column:literal = $value:expr,)+) => {
        impl Row for $type {
            const COLUMNS: &'static [&'static str] = &[$($column),+];

            fn cells(&self, out: &mut impl Cells) {
                let $row = self;
                $(out.cell($column, &$value);)+
            }
        }
    };
}

/// A payment, without `balanced` until it has ended.
pub(super) struct PaymentRow<'r> {
    pub(super) id: PaymentId,
    pub(super) file: &'r str,
    pub(super) payment: &'r Payment<'static>,
    pub(super) balanced: Option<bool>,
}

impl PaymentRow<'_> {
    fn payer_id(&self) -> Option<&Text<'_>> {
        self.payment.header.payer.as_ref()?.id()
    }

    fn payee_npi(&self) -> Option<&Text<'_>> {
        self.payment.header.payee.as_ref()?.npi()
    }

    fn payee_tax_id(&self) -> Option<&Text<'_>> {
        self.payment.header.payee.as_ref()?.tax_id()
    }
}

row! { PaymentRow<'_>, row:
    "payment_id" = row.id,
    "file" = row.file,
    "interchange_control_number" = row.payment.interchange.control_number,
    "transaction_control_number" = row.payment.transaction.control_number,
    "payer_name" = row.payment.header.payer.as_ref().and_then(|payer| payer.name.name.as_ref()),
    "payer_id" = row.payer_id(),
    "payee_name" = row.payment.header.payee.as_ref().and_then(|payee| payee.name.name.as_ref()),
    "payee_npi" = row.payee_npi(),
    "payee_tax_id" = row.payee_tax_id(),
    "handling_code" = row.payment.header.payment.as_ref().and_then(|payment| payment.handling.as_ref()),
    "payment_amount" = row.payment.header.amount(),
    "credit_debit" = row.payment.header.payment.as_ref().and_then(|payment| payment.credit_debit.as_ref()),
    "payment_method" = row.payment.header.payment.as_ref().and_then(|payment| payment.method.as_ref()),
    "payment_date" = row.payment.header.payment.as_ref().and_then(|payment| payment.date),
    "trace_number" = row.payment.header.trace.as_ref().and_then(|trace| trace.number.as_ref()),
    "originating_company_id" = row.payment.header.trace.as_ref().and_then(|trace| trace.originating_company_id.as_ref()),
    "production_date" = row.payment.header.production_date.as_ref().map(|production| production.date),
    "balanced" = row.balanced,
}

pub(super) struct ClaimRow<'r, 'a> {
    pub(super) id: ClaimId,
    pub(super) claim: &'r ClaimPayment<'a>,
}

row! { ClaimRow<'_, '_>, row:
    "claim_id" = row.id,
    "payment_id" = row.id.0,
    "patient_control_number" = row.claim.info.patient_control_number,
    "status_code" = row.claim.info.status,
    "charge_amount" = row.claim.info.charge,
    "paid_amount" = row.claim.info.paid,
    "patient_responsibility" = row.claim.info.patient_responsibility,
    "claim_filing_indicator" = row.claim.info.claim_filing_indicator,
    "payer_claim_number" = row.claim.info.payer_claim_number,
    "facility_code" = row.claim.info.facility_code,
    "frequency_code" = row.claim.info.frequency_code,
    "patient_last_name" = row.claim.patient.as_ref().and_then(|patient| patient.last_name.as_ref()),
    "patient_first_name" = row.claim.patient.as_ref().and_then(|patient| patient.first_name.as_ref()),
    "patient_member_id" = row.claim.patient.as_ref().and_then(|patient| patient.id.as_ref()),
    "insured_last_name" = row.claim.insured.as_ref().and_then(|insured| insured.last_name.as_ref()),
    "insured_first_name" = row.claim.insured.as_ref().and_then(|insured| insured.first_name.as_ref()),
    "insured_member_id" = row.claim.insured.as_ref().and_then(|insured| insured.id.as_ref()),
    "corrected_member_id" = row.claim.corrected_member_id(),
    "rendering_npi" = row.claim.rendering_npi(),
    "crossover_payer" = row.claim.crossover_carrier.as_ref().and_then(|carrier| carrier.last_name.as_ref()),
    "received_date" = row.claim.received.as_ref().map(|received| received.date),
    "statement_from" = row.claim.statement_from(),
    "statement_to" = row.claim.statement_to(),
    "balanced" = row.claim.balance().holds(),
}

pub(super) struct ServiceRow<'r, 'a> {
    pub(super) id: ServiceId,
    pub(super) service: &'r ServicePayment<'a>,
}

impl<'a> ServiceRow<'_, 'a> {
    fn procedure(&self) -> &Procedure<'a> {
        &self.service.info.procedure
    }
}

row! { ServiceRow<'_, '_>, row:
    "service_id" = row.id,
    "claim_id" = row.id.0,
    "line_control_number" = row.service.line_control_number.as_ref().map(|reference| &reference.id),
    "procedure_qualifier" = row.procedure().qualifier,
    "procedure_code" = row.procedure().code,
    "modifiers" = Joined(':', modifiers(row.procedure())),
    "submitted_procedure_code" = row.service.info.submitted_procedure.as_ref().and_then(|submitted| submitted.code.as_ref()),
    "revenue_code" = row.service.info.revenue_code,
    "charge_amount" = row.service.info.charge,
    "paid_amount" = row.service.info.paid,
    "units_paid" = row.service.units_paid(),
    "units_submitted" = row.service.units_submitted(),
    "service_from" = row.service.service_from(),
    "service_to" = row.service.service_to(),
    "allowed_amount" = row.service.allowed_amount(),
    "remark_codes" = Joined(';', row.service.remarks.iter().map(|remark| &remark.code)),
    "balanced" = row.service.balance().is_some_and(|balance| balance.holds()),
}

/// The modifiers that are there, in order.
fn modifiers<'c, 'a>(procedure: &'c Procedure<'a>) -> impl Iterator<Item = &'c Code<'a>> + Clone {
    [
        &procedure.modifier_1,
        &procedure.modifier_2,
        &procedure.modifier_3,
        &procedure.modifier_4,
    ]
    .into_iter()
    .flatten()
}

/// An adjustment of a claim, or of a line.
pub(super) struct AdjustmentRow<'r, 'a> {
    pub(super) claim: ClaimId,
    pub(super) service: Option<ServiceId>,
    pub(super) group: &'r Code<'a>,
    pub(super) adjustment: &'r Adjustment<'a>,
}

row! { AdjustmentRow<'_, '_>, row:
    "claim_id" = row.claim,
    "service_id" = row.service,
    "group_code" = row.group,
    "reason_code" = row.adjustment.reason,
    "amount" = row.adjustment.amount,
    "quantity" = row.adjustment.quantity,
}

pub(super) struct ProviderRow<'r, 'a> {
    pub(super) payment: PaymentId,
    pub(super) info: &'r Plb<'a>,
    pub(super) adjustment: &'r PaymentAdjustment<'a>,
}

row! { ProviderRow<'_, '_>, row:
    "payment_id" = row.payment,
    "provider_id" = row.info.provider_id,
    "fiscal_period_end" = row.info.fiscal_period_end,
    "reason_code" = row.adjustment.id.reason_code(),
    "reference_id" = row.adjustment.id.reference_id(),
    "amount" = row.adjustment.amount,
}

/// A finding, or what stopped the reading of a file.
pub(super) struct FindingRow<'r> {
    pub(super) file: &'r str,
    pub(super) payment: Option<PaymentId>,
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) place: Place,
    pub(super) message: &'r str,
}

impl FindingRow<'_> {
    /// A position in the file; none where the place has no bytes at all.
    fn byte(&self, at: u64) -> Option<u64> {
        (self.place.span.end > 0).then_some(at)
    }
}

row! { FindingRow<'_>, row:
    "file" = row.file,
    "payment_id" = row.payment,
    "code" = row.rule,
    "severity" = row.severity,
    "guide" = row.place.guide,
    "loop" = row.place.loop_id,
    "segment" = row.place.segment,
    "ordinal" = counted(row.place.ordinal),
    "element" = counted(row.place.element),
    "component" = counted(row.place.component),
    "repetition" = counted(row.place.repetition),
    "byte_start" = row.byte(row.place.span.start),
    "byte_end" = row.byte(row.place.span.end),
    "message" = row.message,
}

/// Places count from 1; 0 means «does not apply».
fn counted(number: impl Into<u64>) -> Option<u64> {
    Some(number.into()).filter(|number| *number > 0)
}
