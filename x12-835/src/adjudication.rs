//! A claim payment in billing words, for whoever knows no X12: the next payer's claim is made from it.

use claim_model::{
    AdjudicatedLine, Adjudication, AdjustmentGroup, AdjustmentReasonCode, Amount, Day, Modifier,
    PatientControlNumber, PayerClaimNumber, PayerId, Period, ProcedureCode, Processing, Quantity,
    RemarkCode, Text,
    life::{Decision, PaymentKey, ProviderAdjustment},
};
use x12_core::{Code, Date};

use crate::{
    ClaimStatus,
    loops::{ClaimPayment, PaymentHeader, ProviderAdjustments, ServicePayment},
    segments::{Adjustment, Procedure},
};

impl PaymentHeader<'_> {
    /// What makes the payment the same payment, in billing words: [`identity`](Self::identity).
    #[must_use]
    pub fn payment_key(&self) -> PaymentKey {
        let of = self.identity();
        let words = |value: Option<&x12_core::Text<'_>>| value.map(text);
        PaymentKey {
            number: words(of.trace_number.as_ref()),
            payer: words(of.originating_company_id.as_ref()),
            payee: words(of.payee_id.as_ref()),
            date: of.date.map(day),
            amount: of.amount.map(Amount),
        }
    }
}

impl ProviderAdjustments<'_> {
    /// Each adjustment in billing words: what a
    /// [`Tracker`](claim_model::life::Tracker::money) takes.
    pub fn adjustments(&self, header: &PaymentHeader<'_>) -> Vec<ProviderAdjustment> {
        let payment = header.payment_key();
        let all = self.info.adjustments.iter();
        all.map(|of| ProviderAdjustment {
            payment: payment.clone(),
            reason: of.id.reason.as_ref().map(|code| code.as_str().into()),
            reference: of.id.reference.as_ref().map(text),
            amount: Amount(of.effect()),
        })
        .collect()
    }
}

impl ClaimPayment<'_> {
    /// What the payer decided and with which payment: what a
    /// [`Tracker`](claim_model::life::Tracker::decision) takes.
    #[must_use]
    pub fn decision(&self, header: &PaymentHeader<'_>) -> Decision {
        Decision {
            payment: header.payment_key(),
            adjudication: self.adjudication(header),
        }
    }

    /// What the payer decided, with who it is and when it paid, which the payment's header says.
    ///
    /// Nothing is added up and nothing is corrected. An adjustment of a group that is none of the guide's counts as one
    /// that nobody bears yet.
    #[must_use]
    pub fn adjudication(&self, header: &PaymentHeader<'_>) -> Adjudication {
        let payer = header.payer.as_ref();
        let info = &self.info;
        Adjudication {
            // Payers send a zero where they received no number.
            patient_control_number: info
                .patient_control_number
                .as_ref()
                .map(|number| number.to_str())
                .filter(|number| number.trim() != "0")
                .map(PatientControlNumber::as_received),
            payer_claim_number: info
                .payer_claim_number
                .as_ref()
                .map(|number| PayerClaimNumber::as_received(number.to_str())),
            payer_id: payer
                .and_then(|payer| payer.id())
                .map(|id| PayerId::as_received(id.to_str())),
            payer_name: payer.and_then(|payer| payer.name.name.as_ref()).map(text),
            processing: processing(self.status()),
            crossed_over: self.status().is_forwarded() || self.crossover_carrier.is_some(),
            date: header
                .payment
                .as_ref()
                .and_then(|payment| payment.date)
                .map(day),
            charge: Amount(info.charge),
            paid: Amount(info.paid),
            patient_responsibility: info.patient_responsibility.map(Amount),
            adjustments: self.claim_adjustments().map(adjustment).collect(),
            remarks: self.remarks().map(remark).collect(),
            lines: self.services.iter().map(line).collect(),
        }
    }
}

const fn processing(status: ClaimStatus) -> Processing {
    match status {
        ClaimStatus::Primary | ClaimStatus::PrimaryForwarded => Processing::Primary,
        ClaimStatus::Secondary | ClaimStatus::SecondaryForwarded => Processing::Secondary,
        ClaimStatus::Tertiary | ClaimStatus::TertiaryForwarded => Processing::Tertiary,
        ClaimStatus::Denied => Processing::Denied,
        ClaimStatus::Reversal => Processing::Reversal,
        ClaimStatus::Predetermination => Processing::Predetermination,
        ClaimStatus::NotOursForwarded => Processing::NotOurs,
        ClaimStatus::Other => Processing::Other,
    }
}

fn line(service: &ServicePayment<'_>) -> AdjudicatedLine {
    let info = &service.info;
    AdjudicatedLine {
        line_control_number: service
            .line_control_number
            .as_ref()
            .map(|number| text(&number.id)),
        procedure: procedure(&info.procedure),
        modifiers: info
            .procedure
            .modifiers()
            .map(|code| Modifier::as_received(code.as_str()))
            .collect(),
        submitted_procedure: info.submitted_procedure.as_deref().and_then(procedure),
        charge: Amount(info.charge),
        paid: Amount(info.paid),
        units: Quantity(service.units_paid()),
        dates: service.service_from().map(|from| Period {
            from: day(from),
            to: service.service_to().filter(|to| *to != from).map(day),
        }),
        allowed: service.allowed_amount().map(Amount),
        adjustments: service.line_adjustments().map(adjustment).collect(),
        remarks: service
            .remarks
            .iter()
            .filter(|remark| remark.list.is("HE"))
            .map(|of| remark(&of.code))
            .collect(),
    }
}

/// The code, unless it is one of another list: revenue codes, drugs and dental codes are no procedures of a claim.
fn procedure(procedure: &Procedure<'_>) -> Option<ProcedureCode> {
    let list = procedure.qualifier.as_ref().map_or("HC", Code::as_str);
    if !matches!(list, "HC" | "ER" | "IV" | "WK" | "HP") {
        return None;
    }
    let code = procedure.code.as_ref()?;
    Some(ProcedureCode::as_received(code.as_str()))
}

fn adjustment((group, adjustment): (&Code<'_>, &Adjustment<'_>)) -> claim_model::Adjustment {
    claim_model::Adjustment {
        group: AdjustmentGroup::of_code(group.as_str()).unwrap_or(AdjustmentGroup::OtherAdjustment),
        reason: AdjustmentReasonCode::as_received(adjustment.reason.as_str()),
        amount: Amount(adjustment.amount),
        quantity: adjustment.quantity.map(Quantity),
    }
}

fn remark(code: &Code<'_>) -> RemarkCode {
    RemarkCode::as_received(code.as_str())
}

fn text(value: &x12_core::Text<'_>) -> Text {
    Text::from(value.to_str())
}

fn day(date: Date) -> Day {
    Day(date.get())
}
