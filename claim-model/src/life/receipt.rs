//! That a file arrived, and could be read: the neutral form of a TA1, a 999 and a 997.

use serde::{Deserialize, Serialize};

use crate::{Day, PatientControlNumber, Text};

/// What was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReceiptOf {
    /// A whole file (TA1).
    Interchange,
    /// A functional group of it (999, 997).
    Group,
    /// One transaction set of a group (999, 997): a batch of claims.
    Set,
}

/// How it was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReceiptOutcome {
    /// Accepted (`A`).
    Accepted,
    /// Accepted although there are errors (`E`).
    AcceptedWithErrors,
    /// Some sets of the group were accepted (`P`); each set has its own receipt.
    PartlyAccepted,
    /// Not accepted (`R`, `M`, `W`, `X`): nothing of it will be processed.
    Rejected,
    /// By a code that is none of the guide's.
    Other,
}

/// That somebody received what we sent, and whether they could read it. It says nothing of what will become of the claims.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// What was received.
    pub of: ReceiptOf,
    /// How.
    pub outcome: ReceiptOutcome,
    /// Control number of our interchange; only that of a TA1 says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interchange: Option<Text>,
    /// Kind of our group, `HC` for claims; `None` for an interchange.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_kind: Option<Text>,
    /// Control number of our group; `None` for an interchange.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Text>,
    /// Control number of our transaction set; `None` for interchange and group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<Text>,
    /// Day of the answer, where it has one: the day of its own interchange.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// Codes of what is wrong, as they came: the note code of a TA1, the codes of a group or a set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Text>,
    /// Our own numbers of the claims in which errors were found, where the answer names them. A rejected set is rejected
    /// with all its claims, not only these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<PatientControlNumber>,
}

/// Kind of a group of claims (GS01).
const CLAIMS: &str = "HC";

impl Receipt {
    /// False where it speaks of a group of another kind, such as inquiries, which may have the same control number.
    #[must_use]
    pub fn is_of_claims(&self) -> bool {
        let kind = self.group_kind.as_ref();
        kind.is_none_or(|kind| kind.trim() == CLAIMS)
    }
}
