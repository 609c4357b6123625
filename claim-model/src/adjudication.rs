//! What a payer decided on a claim: the neutral form of a remittance's claim payment.

use serde::{Deserialize, Serialize};

use crate::{
    AdjustmentReasonCode, Amount, Day, Modifier, PatientControlNumber, PayerClaimNumber, PayerId,
    Period, ProcedureCode, Quantity, RemarkCode, Text, coverage::is_default,
};

/// Who bears an adjustment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentGroup {
    /// CO: the provider, by contract.
    ContractualObligation,
    /// CR: corrects an earlier decision; of older versions.
    Correction,
    /// OA: nobody yet, such as another payer's share.
    OtherAdjustment,
    /// PI: the payer's own initiative, without a contract.
    PayerInitiated,
    /// PR: the patient.
    PatientResponsibility,
}

impl AdjustmentGroup {
    /// All groups with their codes, as billers write them.
    pub const CODES: &'static [(&'static str, Self)] = &[
        ("CO", Self::ContractualObligation),
        ("CR", Self::Correction),
        ("OA", Self::OtherAdjustment),
        ("PI", Self::PayerInitiated),
        ("PR", Self::PatientResponsibility),
    ];

    /// The code, such as `CO`.
    #[must_use]
    pub fn code(self) -> &'static str {
        let pair = Self::CODES.iter().find(|(_, group)| *group == self);
        pair.map_or("", |(code, _)| code)
    }

    /// The group with this code; `None` for one that is none of these.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let pair = Self::CODES.iter().find(|(known, _)| *known == code);
        pair.map(|(_, group)| *group)
    }
}

/// Why and by how much a payment differs from the charge.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// Who bears it.
    pub group: AdjustmentGroup,
    /// Reason code (CARC), as the payer sent it.
    pub reason: AdjustmentReasonCode,
    /// Dollars: positive reduces the payment, negative increases it.
    pub amount: Amount,
    /// Units that were not paid; `None` where it is not about units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
}

/// How the payer processed the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Processing {
    /// As the primary payer.
    Primary,
    /// As the secondary payer.
    Secondary,
    /// As the tertiary payer.
    Tertiary,
    /// Not found, or denied.
    Denied,
    /// Takes an earlier payment back: its amounts are negative.
    Reversal,
    /// Only an estimate; nothing was paid.
    Predetermination,
    /// Not this payer's claim.
    NotOurs,
    /// By a code that is none of the guide's.
    Other,
}

/// A payer's decision on one line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AdjudicatedLine {
    /// Our own number of the line as it came back; `None` where the payer does not send it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_control_number: Option<Text>,
    /// The procedure that was paid; `None` where the payer named none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<ProcedureCode>,
    /// Its modifiers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<Modifier>,
    /// The procedure that was billed, where the payer paid another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_procedure: Option<ProcedureCode>,
    /// What was charged, in dollars; negative in a reversal.
    pub charge: Amount,
    /// What was paid, in dollars; negative in a reversal.
    pub paid: Amount,
    /// Units that were paid; one where the payer says nothing.
    pub units: Quantity,
    /// Days of service; `None` where only the claim has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Period>,
    /// What the plan allows, in dollars; no part of any balance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Amount>,
    /// Adjustments of the line. The charge less all of them is the payment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<Adjustment>,
    /// Remarks on the line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<RemarkCode>,
}

/// A payer's decision on one claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adjudication {
    /// Our own claim number as it came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient_control_number: Option<PatientControlNumber>,
    /// The payer's claim number: what a replacement or a void refers to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_claim_number: Option<PayerClaimNumber>,
    /// Id of the payer that decided, where the remittance says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_id: Option<PayerId>,
    /// Name of the payer that decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_name: Option<Text>,
    /// How it was processed.
    pub processing: Processing,
    /// The payer sent the claim on to the next payer itself: billing that payer again makes a duplicate.
    #[serde(default, skip_serializing_if = "is_default")]
    pub crossed_over: bool,
    /// When it was decided: the date of the payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// What was charged, in dollars; negative in a reversal.
    pub charge: Amount,
    /// What was paid, in dollars; negative in a reversal.
    pub paid: Amount,
    /// What the patient owes, as the payer says; `None` means that nothing was said. No part of any balance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient_responsibility: Option<Amount>,
    /// Adjustments of the claim as a whole; those of its lines stand on the lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<Adjustment>,
    /// Remarks on the claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<RemarkCode>,
    /// The lines; none where the claim was decided as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<AdjudicatedLine>,
}
