//! What happened to a claim.

use serde::{Deserialize, Serialize};

use crate::{
    Day, Submission,
    life::{ClaimStatus, Decision, Flag, ProviderAdjustment, Receipt, Status},
    matching::{Confidence, LineMatches, MatchReason, Sending},
};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum What {
    /// The claim was built.
    Built(Submission),
    /// It was handed over.
    Sent(Box<Sending>),
    /// Its interchange, group or set arrived.
    Receipt(Box<Receipt>),
    /// Payer or clearinghouse said where it stands: it, its batch, or all claims of its billing provider.
    Status(Box<ClaimStatus>),
    /// The payer decided.
    Decision(Box<Decision>),
    /// A payment added or held back money for it. That decides nothing.
    Money(Box<ProviderAdjustment>),
    /// The answer to its batch went claim by claim and did not name it.
    NotListed,
}

impl What {
    /// The day that it names itself; `None` where it names none.
    #[must_use]
    pub fn date(&self) -> Option<Day> {
        match self {
            Self::Built(_) | Self::NotListed => None,
            Self::Sent(sending) => sending.date,
            Self::Receipt(receipt) => receipt.date,
            Self::Status(status) => status.said(),
            Self::Decision(decision) => decision.adjudication.date,
            Self::Money(adjustment) => adjustment.payment.date,
        }
    }
}

/// Where an answer came from: what came together belongs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Origin {
    /// File, counted from 1 in the order of reading.
    pub file: u32,
    /// Transaction set, counted through all files.
    pub set: u32,
}

/// One thing that happened to a claim, and what it made of its status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// What happened.
    pub what: What,
    /// The day that it names; `None` where it names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// The attempt that it belongs to, counted from 0.
    pub attempt: usize,
    /// The claim's status behind it.
    pub status: Status,
    /// It made that status: the claim had another one, or has it now for another reason.
    pub caused: bool,
    /// What is worth knowing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// Why it is taken for this claim's.
    pub matched_by: MatchReason,
    /// How sure that is.
    pub confidence: Confidence,
    /// Which line of a decision is which line of the claim; `None` for what is no decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineMatches>,
    /// Where it came from.
    #[serde(skip)]
    pub origin: Origin,
}
