//! Claims that travel together.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use rustc_hash::FxBuildHasher;

use crate::{At, Claim, Finding, rules};

/// The numbers of the claims of one batch, to find one that is used twice.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    // Hashes keep the memory small: that two of a million numbers share one is less likely than a broken disk.
    seen: HashSet<u64, FxBuildHasher>,
}

impl Batch {
    /// No claims yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a claim; a finding where an earlier one has its number.
    pub fn see(&mut self, claim: &Claim) -> Option<Finding> {
        let known = !claim.patient_control_number.is_empty() && !self.seen.insert(hash(claim));
        known.then(|| {
            Finding::new(
                &rules::CLAIM_NUMBER_TWICE,
                At::CLAIM.field("patient_control_number"),
            )
        })
    }

    /// Takes a claim out again: one that was not sent after all, and may come once more, corrected.
    pub fn forget(&mut self, claim: &Claim) {
        self.seen.remove(&hash(claim));
    }
}

fn hash(claim: &Claim) -> u64 {
    let mut hasher = DefaultHasher::new();
    claim.patient_control_number.as_str().hash(&mut hasher);
    hasher.finish()
}
