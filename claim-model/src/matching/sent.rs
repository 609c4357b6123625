//! What is kept of a claim that was sent, so that its answers are found again.

use serde::{Deserialize, Serialize};

use crate::{
    Amount, Claim, Day, Modifier, Npi, PatientControlNumber, PayerClaimNumber, PayerId,
    PayerSequence, Period, ProcedureCode, Quantity, ServiceLine, Submission, TaxId, Text,
};

/// The sending of a batch: the numbers that its answers name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Sending {
    /// Control number of the interchange.
    pub interchange: Text,
    /// Control number of the group.
    pub group: Text,
    /// Control number of the transaction set.
    pub set: Text,
    /// Our own number of the batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<Text>,
    /// Day on which it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
}

/// A line that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SentLine {
    /// Our own number of the line.
    pub line_control_number: Option<Text>,
    /// Procedure.
    pub procedure: ProcedureCode,
    /// Its modifiers.
    pub modifiers: Vec<Modifier>,
    /// Charge, in dollars.
    pub charge: Amount,
    /// Units or minutes.
    pub units: Quantity,
    /// Days of service.
    pub dates: Option<Period>,
}

/// A claim that was sent: what its answers may name, and nothing of the patient.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SentClaim {
    /// Our own claim number.
    pub patient_control_number: PatientControlNumber,
    /// New, replacement or void: with the payer's number of the earlier claim.
    pub submission: Submission,
    /// Who got it.
    pub payer_id: PayerId,
    /// Whether that payer pays first, second, …
    pub sequence: PayerSequence,
    /// NPI of who bills.
    pub billing_npi: Option<Npi>,
    /// Tax id of who bills.
    pub tax_id: TaxId,
    /// What was charged, in dollars.
    pub charge: Amount,
    /// First to last day of service; `None` where no line has a day.
    pub dates: Option<Period>,
    /// The lines.
    pub lines: Vec<SentLine>,
}

impl SentClaim {
    /// What is kept of `claim`.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        let lines: Vec<SentLine> = claim.lines.iter().map(SentLine::of).collect();
        let days = || lines.iter().filter_map(|line| line.dates);
        let dates = days().map(|of| of.from).min().map(|from| Period {
            from,
            to: days().map(|of| of.last()).max().filter(|to| *to != from),
        });
        Self {
            patient_control_number: claim.patient_control_number.clone(),
            submission: claim.submission.clone(),
            payer_id: claim.coverage.payer.id.clone(),
            sequence: claim.coverage.sequence,
            billing_npi: claim.billing_provider.npi.clone(),
            tax_id: claim.billing_provider.tax_id.clone(),
            charge: claim.total_charge().unwrap_or(Amount::ZERO),
            dates,
            lines,
        }
    }

    /// The payer's number of the earlier claim, of a replacement or a void.
    #[must_use]
    pub fn original_reference(&self) -> Option<&PayerClaimNumber> {
        self.submission.original_reference()
    }
}

impl SentLine {
    /// What is kept of `line`.
    #[must_use]
    pub fn of(line: &ServiceLine) -> Self {
        Self {
            line_control_number: line.line_control_number.clone(),
            procedure: line.procedure.code.clone(),
            modifiers: line.procedure.modifiers.clone(),
            charge: line.charge,
            units: line.units.quantity(),
            dates: line.dates,
        }
    }
}
