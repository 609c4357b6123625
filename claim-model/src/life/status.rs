//! Where a claim stands, in the words of the office.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// Built, and not handed over.
    #[serde(rename = "Queued For Submission")]
    QueuedForSubmission,
    /// Handed over; nobody said yet that a claim was taken.
    Sent,
    /// Taken by the payer, or by a clearinghouse on the way there.
    Received,
    /// The payer works on it.
    #[serde(rename = "In Process")]
    InProcess,
    /// Decided and closed: paid, or nothing was owed and nothing denied.
    Paid,
    /// Somebody has to look at it: denied, taken back, or the payer asks for something.
    #[serde(rename = "Needs Review")]
    NeedsReview,
    /// Denied.
    Denied,
    /// Not taken: it never came to a decision and has to be sent again.
    Rejected,
    /// Taken back by a void, and the payer has reversed it.
    Void,
}

impl Status {
    /// The words of the office, such as `Needs Review`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::QueuedForSubmission => "Queued For Submission",
            Self::Sent => "Sent",
            Self::Received => "Received",
            Self::InProcess => "In Process",
            Self::Paid => "Paid",
            Self::NeedsReview => "Needs Review",
            Self::Denied => "Denied",
            Self::Rejected => "Rejected",
            Self::Void => "Void",
        }
    }

    /// How far the claim has come. What says less than is known already changes nothing.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::QueuedForSubmission => 0,
            Self::Sent => 1,
            Self::Received => 2,
            Self::InProcess => 3,
            Self::Paid | Self::NeedsReview | Self::Denied | Self::Rejected | Self::Void => 4,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What is worth knowing beside the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Flag {
    /// The payer did not find the claim. That is no denial: find out where it is.
    NotFound,
    /// The inquiry failed or says nothing of the claim.
    NothingSaid,
    /// A system did not answer: ask again.
    AskAgain,
    /// The inquiry has to be corrected.
    CorrectInquiry,
    /// Decided, but the money comes with the remittance.
    AwaitsRemittance,
    /// Some lines were denied.
    PartlyDenied,
    /// Nothing was paid and nothing denied: deductible, contract, capitation or an earlier payer.
    NothingOwed,
    /// Nothing was paid, and the adjustments do not say why for all of the charge.
    Unexplained,
    /// The payer sent the claim on to the next payer: do not bill that payer again.
    Forwarded,
    /// A payer decided to whom the claim was not sent by us: the one before sent it on.
    CrossedOver,
    /// An earlier payment was taken back and no correction came with it.
    TakenBack,
    /// Takes back what a decision of the same file replaces.
    Corrected,
    /// Accepted or said to be, although the reason is a rejection. The reason counts.
    Contradiction,
    /// Accepted although errors were found.
    AcceptedWithErrors,
    /// The batch was answered claim by claim, and this claim was not among them.
    NotListed,
    /// Came before, in another file: it changes nothing and is not counted again.
    Duplicate,
    /// Says less than was known already.
    Late,
    /// Speaks of an earlier attempt.
    EarlierAttempt,
    /// Replaces or takes back a claim that the payer has not decided: wait until it has.
    TooEarly,
    /// Charge or lines are not those that were sent.
    FactsDiffer,
    /// An estimate, no decision.
    Estimate,
}

impl Flag {
    /// A few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotFound => "payer did not find the claim: follow up",
            Self::NothingSaid => "nothing said of the claim",
            Self::AskAgain => "system did not answer: ask again",
            Self::CorrectInquiry => "inquiry has to be corrected",
            Self::AwaitsRemittance => "remittance not here yet",
            Self::PartlyDenied => "some lines denied",
            Self::NothingOwed => "nothing owed, nothing denied",
            Self::Unexplained => "nothing paid, and not said why",
            Self::Forwarded => "forwarded to the next payer: do not bill it again",
            Self::CrossedOver => "sent on by the payer before",
            Self::TakenBack => "payment taken back",
            Self::Corrected => "replaced by a correction in the same file",
            Self::Contradiction => "said to be accepted, but the reason is a rejection",
            Self::AcceptedWithErrors => "accepted with errors",
            Self::NotListed => "not listed in the answer to its batch",
            Self::Duplicate => "came before: not counted again",
            Self::Late => "late: more is known already",
            Self::EarlierAttempt => "speaks of an earlier attempt",
            Self::TooEarly => "payer has not decided yet: wait",
            Self::FactsDiffer => "charge or lines differ from what was sent",
            Self::Estimate => "estimate only",
        }
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
