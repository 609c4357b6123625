//! The tables of remittances: columns and where their values come from, each defined once.

use x12_835::{
    ClaimPayment, Payment, ServicePayment,
    segments::{Adjustment, PaymentAdjustment, Plb, Procedure},
};
use x12_core::{Code, Text};

use crate::{
    cells::{Id, Joined, Row, row},
    column::Table,
};

/// The tables of remittances, without the findings.
pub(crate) const TABLES: &[Table] = &[
    Table {
        name: "payments",
        columns: PaymentRow::COLUMNS,
    },
    Table {
        name: "claims",
        columns: ClaimRow::COLUMNS,
    },
    Table {
        name: "services",
        columns: ServiceRow::COLUMNS,
    },
    Table {
        name: "adjustments",
        columns: AdjustmentRow::COLUMNS,
    },
    Table {
        name: "provider_adjustments",
        columns: ProviderRow::COLUMNS,
    },
];

/// A payment, without `balanced` until it has ended.
pub(crate) struct PaymentRow<'r> {
    pub(crate) id: Id,
    pub(crate) file: &'r str,
    pub(crate) payment: &'r Payment<'static>,
    pub(crate) balanced: Option<bool>,
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
    "payment_id" Id = row.id,
    "file" Text = row.file,
    "interchange_control_number" Text = row.payment.interchange.control_number,
    "transaction_control_number" Text = row.payment.transaction.control_number,
    "payer_name" Text = row.payment.header.payer.as_ref().and_then(|payer| payer.name.name.as_ref()),
    "payer_id" Text = row.payer_id(),
    "payee_name" Text = row.payment.header.payee.as_ref().and_then(|payee| payee.name.name.as_ref()),
    "payee_npi" Text = row.payee_npi(),
    "payee_tax_id" Text = row.payee_tax_id(),
    "handling_code" Code = row.payment.header.payment.as_ref().and_then(|payment| payment.handling.as_ref()),
    "payment_amount" Total = row.payment.header.amount(),
    "credit_debit" Code = row.payment.header.payment.as_ref().and_then(|payment| payment.credit_debit.as_ref()),
    "payment_method" Code = row.payment.header.payment.as_ref().and_then(|payment| payment.method.as_ref()),
    "payment_date" Date = row.payment.header.payment.as_ref().and_then(|payment| payment.date),
    "trace_number" Text = row.payment.header.trace.as_ref().and_then(|trace| trace.number.as_ref()),
    "originating_company_id" Text = row.payment.header.trace.as_ref().and_then(|trace| trace.originating_company_id.as_ref()),
    "production_date" Date = row.payment.header.production_date.as_ref().map(|production| production.date),
    "balanced" Flag = row.balanced,
}

pub(crate) struct ClaimRow<'r, 'a> {
    pub(crate) id: Id,
    pub(crate) claim: &'r ClaimPayment<'a>,
    pub(crate) balanced: bool,
}

row! { ClaimRow<'_, '_>, row:
    "claim_id" Id = row.id,
    "payment_id" Id = row.id.above(),
    "patient_control_number" Text = row.claim.info.patient_control_number,
    "status_code" Code = row.claim.info.status,
    "charge_amount" Total = row.claim.info.charge,
    "paid_amount" Total = row.claim.info.paid,
    "patient_responsibility" Money = row.claim.info.patient_responsibility,
    "claim_filing_indicator" Code = row.claim.info.claim_filing_indicator,
    "payer_claim_number" Text = row.claim.info.payer_claim_number,
    "facility_code" Code = row.claim.info.facility_code,
    "frequency_code" Code = row.claim.info.frequency_code,
    "patient_last_name" Text = row.claim.patient.as_ref().and_then(|patient| patient.last_name.as_ref()),
    "patient_first_name" Text = row.claim.patient.as_ref().and_then(|patient| patient.first_name.as_ref()),
    "patient_member_id" Text = row.claim.patient.as_ref().and_then(|patient| patient.id.as_ref()),
    "insured_last_name" Text = row.claim.insured.as_ref().and_then(|insured| insured.last_name.as_ref()),
    "insured_first_name" Text = row.claim.insured.as_ref().and_then(|insured| insured.first_name.as_ref()),
    "insured_member_id" Text = row.claim.insured.as_ref().and_then(|insured| insured.id.as_ref()),
    "corrected_member_id" Text = row.claim.corrected_member_id(),
    "rendering_npi" Text = row.claim.rendering_npi(),
    "crossover_payer" Text = row.claim.crossover_carrier.as_ref().and_then(|carrier| carrier.last_name.as_ref()),
    "received_date" Date = row.claim.received.as_ref().map(|received| received.date),
    "statement_from" Date = row.claim.statement_from(),
    "statement_to" Date = row.claim.statement_to(),
    "balanced" Flag = row.balanced,
}

pub(crate) struct ServiceRow<'r, 'a> {
    pub(crate) id: Id,
    pub(crate) service: &'r ServicePayment<'a>,
    pub(crate) balanced: bool,
}

impl<'a> ServiceRow<'_, 'a> {
    fn procedure(&self) -> &Procedure<'a> {
        &self.service.info.procedure
    }
}

row! { ServiceRow<'_, '_>, row:
    "service_id" Id = row.id,
    "claim_id" Id = row.id.above(),
    "line_control_number" Text = row.service.line_control_number.as_ref().map(|reference| &reference.id),
    "procedure_qualifier" Code = row.procedure().qualifier,
    "procedure_code" Code = row.procedure().code,
    "modifiers" Code = Joined(':', modifiers(row.procedure())),
    "submitted_procedure_code" Code = row.service.info.submitted_procedure.as_ref().and_then(|submitted| submitted.code.as_ref()),
    "revenue_code" Code = row.service.info.revenue_code,
    "charge_amount" Money = row.service.info.charge,
    "paid_amount" Money = row.service.info.paid,
    "units_paid" Quantity = row.service.units_paid(),
    "units_submitted" Quantity = row.service.units_submitted(),
    "service_from" Date = row.service.service_from(),
    "service_to" Date = row.service.service_to(),
    "allowed_amount" Money = row.service.allowed_amount(),
    "remark_codes" Code = Joined(';', row.service.remarks.iter().map(|remark| &remark.code)),
    "balanced" Flag = row.balanced,
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
pub(crate) struct AdjustmentRow<'r, 'a> {
    pub(crate) claim: Id,
    pub(crate) service: Option<Id>,
    pub(crate) group: &'r Code<'a>,
    pub(crate) adjustment: &'r Adjustment<'a>,
}

row! { AdjustmentRow<'_, '_>, row:
    "claim_id" Id = row.claim,
    "service_id" Id = row.service,
    "group_code" Code = row.group,
    "reason_code" Code = row.adjustment.reason,
    "amount" Money = row.adjustment.amount,
    "quantity" Quantity = row.adjustment.quantity,
}

pub(crate) struct ProviderRow<'r, 'a> {
    pub(crate) payment: Id,
    pub(crate) info: &'r Plb<'a>,
    pub(crate) adjustment: &'r PaymentAdjustment<'a>,
}

row! { ProviderRow<'_, '_>, row:
    "payment_id" Id = row.payment,
    "provider_id" Text = row.info.provider_id,
    "fiscal_period_end" Date = row.info.fiscal_period_end,
    "reason_code" Code = row.adjustment.id.reason_code(),
    "reference_id" Text = row.adjustment.id.reference_id(),
    "amount" Total = row.adjustment.amount,
}
