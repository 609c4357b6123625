//! The patient's other plans (Boxes 9, 11d), and what they decided before.

use serde::{Deserialize, Serialize};

use crate::{
    Adjustment, Amount, BenefitsAssignment, ClaimFilingIndicator, Day, Payer, PayerClaimNumber,
    PayerSequence, Quantity, Relationship, Release, RemarkCode, Subscriber, Text,
    coverage::is_default,
};

/// An earlier payer's remarks and figures on the claim as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct OutpatientAdjudication {
    /// Part of the charge that is reimbursed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reimbursement_rate: Option<Quantity>,
    /// Payable for procedures, in dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payable: Option<Amount>,
    /// Up to five remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<RemarkCode>,
    /// Payment for end-stage renal disease, in dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renal_disease_payment: Option<Amount>,
    /// Professional component that was not payable, in dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_payable: Option<Amount>,
}

/// What an earlier payer decided on the claim as a whole. Its decisions on lines stand on the lines.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Decision {
    /// What it paid, in dollars; zero where it paid nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid: Option<Amount>,
    /// What it does not cover, where it may be skipped lawfully: the whole charge, and no payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_covered: Option<Amount>,
    /// What the patient still owes after it, where that is not known line by line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining_patient_liability: Option<Amount>,
    /// Adjustments that it made to the claim as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<Adjustment>,
    /// When it decided, where the lines do not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// Its number of the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer_claim_number: Option<PayerClaimNumber>,
    /// It changed an earlier decision.
    #[serde(skip_serializing_if = "is_default")]
    pub adjusted_before: bool,
    /// Remarks and figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outpatient: Option<OutpatientAdjudication>,
}

/// Another plan of the patient.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OtherCoverage {
    /// Which payer in line it is.
    pub sequence: PayerSequence,
    /// What the patient is to the subscriber of this plan.
    pub relationship: Relationship,
    /// The payer.
    #[serde(default)]
    pub payer: Payer,
    /// Kind of insurance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing_indicator: Option<ClaimFilingIndicator>,
    /// Group or policy number (Box 9a).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_number: Option<Text>,
    /// Name of the group or plan (Box 9d).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_name: Option<Text>,
    /// Why Medicare does not pay first, where this payer is Medicare and not primary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medicare_secondary_reason: Option<Text>,
    /// The insured (Box 9).
    #[serde(default)]
    pub subscriber: Subscriber,
    /// Benefits go to the provider (Box 13).
    pub benefits_assigned: BenefitsAssignment,
    /// The provider made the signature because the patient was not there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub patient_signature_by_provider: bool,
    /// The patient released the data (Box 12).
    pub release: Release,
    /// Authorisation that this payer gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_authorization: Option<Text>,
    /// Referral number that this payer gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral_number: Option<Text>,
    /// What it decided; `None` where it has not been billed, or comes later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}
