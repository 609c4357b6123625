//! What offices decide differently.

use serde::{Deserialize, Serialize};

use crate::AdjustmentGroup;

/// How an office reads the answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// A claim that a remittance denies is Denied; else it Needs Review, for somebody has to look at it.
    pub denied_stays_denied: bool,
    /// That a clearinghouse took the claim counts as accepted; else only the payer's word does.
    pub accepted_by_clearinghouse: bool,
    /// Further pairs of group and reason (CARC) that deny nothing, beside [`crate::life::NOT_DENIED`].
    pub not_denied: Vec<(AdjustmentGroup, String)>,
}
