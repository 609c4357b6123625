//! New claim, replacement or void (Box 22).

use serde::{Deserialize, Serialize};

use crate::PayerClaimNumber;

/// Resubmission code and original reference (Box 22).
///
/// A replacement or a void cannot be said without the number that the payer gave to the claim, and neither our own number
/// nor the clearinghouse's fits in its place:
///
/// ```compile_fail
/// use claim_model::{ClearinghouseClaimNumber, Submission};
/// let number = ClearinghouseClaimNumber::new("CH123").unwrap();
/// let submission = Submission::Void(number);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Submission {
    /// A claim that this payer has not had (code 1).
    #[default]
    Original,
    /// Takes the place of a claim that the payer has processed (code 7): the whole claim again, with all its lines.
    Replacement(PayerClaimNumber),
    /// Takes back a claim that the payer has processed (code 8): the same claim, with the same positive charges.
    Void(PayerClaimNumber),
}

impl Submission {
    /// The payer's number of the earlier claim.
    #[must_use]
    pub fn original_reference(&self) -> Option<&PayerClaimNumber> {
        match self {
            Self::Original => None,
            Self::Replacement(number) | Self::Void(number) => Some(number),
        }
    }
}
