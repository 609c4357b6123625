//! A claim that the payer has processed, sent again to replace it or to take it back.

use crate::{Claim, PayerClaimNumber, Submission};

impl Claim {
    /// The claim in place of the one that the payer has under `number`: everything is sent again, so what changes is
    /// changed in the result.
    #[must_use]
    pub fn replacement(&self, number: PayerClaimNumber) -> Self {
        Self {
            submission: Submission::Replacement(number),
            ..self.clone()
        }
    }

    /// Takes back the claim that the payer has under `number`: the same claim with the same charges.
    #[must_use]
    pub fn void(&self, number: PayerClaimNumber) -> Self {
        Self {
            submission: Submission::Void(number),
            ..self.clone()
        }
    }
}
