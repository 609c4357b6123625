//! What was found of an answer, and why.

use serde::{Deserialize, Serialize};

use super::{Confidence, SentId};

/// Why an answer is taken for a claim's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MatchReason {
    /// It is the claim itself, as it was built or sent.
    Itself,
    /// Interchange, group or set in which it was sent.
    ControlNumbers,
    /// The batch in which it was sent.
    Batch,
    /// The billing provider within the batch in which it was sent.
    ProviderInBatch,
    /// The trace of an inquiry about it.
    InquiryTrace,
    /// Our own claim number.
    PatientControlNumber,
    /// Our own claim number in other letters, or cut after twenty characters.
    PatientControlNumberChanged,
    /// The payer's claim number, known from an earlier answer or from Box 22.
    PayerClaimNumber,
    /// The clearinghouse's claim number, known from an earlier answer.
    ClearinghouseClaimNumber,
    /// Our numbers of its lines.
    LineControlNumbers,
}

/// The claim that an answer speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Match {
    /// The claim.
    pub claim: SentId,
    /// Why.
    pub reason: MatchReason,
    /// How sure it is.
    pub confidence: Confidence,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Found {
    /// One claim.
    One(Match),
    /// Several claims fit, and nothing tells them apart.
    Several,
    /// No claim fits.
    None,
}

impl Found {
    /// The match, if it is one.
    #[must_use]
    pub const fn one(self) -> Option<Match> {
        match self {
            Self::One(found) => Some(found),
            Self::Several | Self::None => None,
        }
    }
}
