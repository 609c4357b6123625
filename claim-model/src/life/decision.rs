//! That a payer decided, and with which payment: the neutral form of one claim of a remittance (835).

use serde::{Deserialize, Serialize};

use crate::{Adjudication, Amount, Day, Text};

/// What makes a payment the same payment, whatever file it comes in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PaymentKey {
    /// Number of the cheque or transfer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Text>,
    /// The payer's identifier beside that number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer: Option<Text>,
    /// Identifier of whom is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payee: Option<Text>,
    /// Day of the payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// All of the payment, in dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
}

/// A payer's decision on one claim, in one payment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The payment that it came with.
    pub payment: PaymentKey,
    /// What was decided.
    pub adjudication: Adjudication,
}
