//! What a payer or clearinghouse says of a claim's way: the neutral form of an acknowledgment (277CA) and of the answer to
//! an inquiry (277).

use serde::{Deserialize, Serialize};

use crate::{
    Amount, ClearinghouseClaimNumber, Day, EntityCode, Modifier, PatientControlNumber,
    PayerClaimNumber, Period, ProcedureCode, Quantity, StatusCategory, StatusCode, Text,
    coverage::is_default,
};

/// In what kind of file it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StatusReport {
    /// The answer to a batch of claims that was sent (277CA).
    Acknowledgment,
    /// The answer to an inquiry (277).
    Answer,
}

/// What is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StatusLevel {
    /// Whoever made the report: it says when the batch came in and was processed.
    Source,
    /// The batch as a whole, as its sender gets it back.
    Receiver,
    /// All claims of one billing provider.
    Provider,
    /// One claim.
    Claim,
    /// One line of a claim.
    Line,
}

/// Who made the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportedBy {
    /// The payer.
    Payer,
    /// A clearinghouse on the way there.
    Clearinghouse,
    /// Somebody that the report names by another code.
    Other,
}

/// Who made the report, and when.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatusSource {
    /// Payer or clearinghouse.
    pub by: ReportedBy,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Identifier: the payer's id, or a number of another kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Text>,
    /// Its own number of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_number: Option<Text>,
    /// When the batch came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Day>,
    /// When the batch was processed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processed: Option<Day>,
}

/// What an acknowledgment does with what it speaks of. There is no «accepted with a warning».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StatusAction {
    /// Accepted (`WQ`).
    Accept,
    /// Rejected (`U`).
    Reject,
}

/// One reason: what kind of answer, about what, about whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatusReason {
    /// Category, such as `A7` rejected.
    pub category: StatusCategory,
    /// Status code, such as `562` of the entity's NPI; `None` where the report leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusCode>,
    /// Whom it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityCode>,
    /// The status code is one of the pharmacy list.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pharmacy: bool,
}

/// Who bills, as the report names them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ReportedProvider {
    /// NPI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub npi: Option<Text>,
    /// Tax id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_id: Option<Text>,
    /// The provider's number with the payer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer_assigned: Option<Text>,
}

/// How much was accepted and how much was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct StatusTotals {
    /// Claims accepted; `None` where the report says nothing, which may mean none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Quantity>,
    /// Claims rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected: Option<Quantity>,
    /// Their charges, in dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_charge: Option<Amount>,
    /// Their charges, in dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected_charge: Option<Amount>,
}

/// The line that a status speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct StatusLine {
    /// Our own number of the line, or its position in the claim where it had none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_control_number: Option<Text>,
    /// Procedure; `None` where the line is named otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<ProcedureCode>,
    /// Its modifiers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<Modifier>,
    /// Units that were charged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<Quantity>,
}

/// One status of a batch, a provider, a claim or a line. All reasons that were given are in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimStatus {
    /// In what kind of file it was said.
    pub report: StatusReport,
    /// What it speaks of.
    pub level: StatusLevel,
    /// Who says it; `None` where the report does not name them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<StatusSource>,
    /// Our own number of the batch as it came back, in an acknowledgment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<Text>,
    /// The trace as it came back: in an acknowledgment what identifies the level, in an answer the number that our
    /// inquiry gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<Text>,
    /// Who bills; of provider, claim and line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ReportedProvider>,
    /// Our own claim number as it came back; of claim and line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient_control_number: Option<PatientControlNumber>,
    /// The payer's claim number: what a replacement or a void refers to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_claim_number: Option<PayerClaimNumber>,
    /// The clearinghouse's claim number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clearinghouse_claim_number: Option<ClearinghouseClaimNumber>,
    /// Days of service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_dates: Option<Period>,
    /// The line; `None` above lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<StatusLine>,
    /// All reasons, in the order of the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<StatusReason>,
    /// Accepted or rejected, where the report is an acknowledgment: as it says; rejected where any part of it says so. What
    /// it comes to, reasons and all, is [`outcome`](Self::outcome).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<StatusAction>,
    /// Day as of which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// What was charged, in dollars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge: Option<Amount>,
    /// What is or will be paid, in dollars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<Amount>,
    /// Day of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finalized: Option<Day>,
    /// Day of the payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remitted: Option<Day>,
    /// Number of the cheque or transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_number: Option<Text>,
    /// Free text of the reporter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Text>,
    /// Totals; of receiver and provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub totals: Option<StatusTotals>,
}

impl ClaimStatus {
    /// A status that says nothing yet.
    #[must_use]
    pub const fn new(report: StatusReport, level: StatusLevel) -> Self {
        Self {
            report,
            level,
            source: None,
            batch: None,
            trace: None,
            provider: None,
            patient_control_number: None,
            payer_claim_number: None,
            clearinghouse_claim_number: None,
            service_dates: None,
            line: None,
            reasons: Vec::new(),
            action: None,
            date: None,
            charge: None,
            paid: None,
            finalized: None,
            remitted: None,
            payment_number: None,
            messages: Vec::new(),
            totals: None,
        }
    }

    /// The day on which it was said: its own, else that on which the batch was processed.
    #[must_use]
    pub fn said(&self) -> Option<Day> {
        let source = self.source.as_ref();
        self.date.or_else(|| source?.processed)
    }

    /// Who made the report.
    #[must_use]
    pub fn reported_by(&self) -> ReportedBy {
        self.source
            .as_ref()
            .map_or(ReportedBy::Other, |source| source.by)
    }
}
