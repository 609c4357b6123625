//! Claims that travel together.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::{At, Claim, Finding, rules};

/// The numbers of the claims of one batch, to find one that is used twice.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    // Hashes keep the memory small: that two of a million numbers share one is less likely than a broken disk.
    seen: HashSet<u64>,
}

impl Batch {
    /// No claims yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a claim; a finding where an earlier one has its number.
    pub fn see(&mut self, claim: &Claim) -> Option<Finding> {
        let number = &claim.patient_control_number;
        let mut hasher = DefaultHasher::new();
        number.as_str().hash(&mut hasher);
        let known = !number.is_empty() && !self.seen.insert(hasher.finish());
        known.then(|| {
            Finding::new(
                &rules::CLAIM_NUMBER_TWICE,
                At::CLAIM.field("patient_control_number"),
            )
        })
    }
}
