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

/// Money that a payment adds or holds back and that is no claim's payment: a take-back that is collected now, interest, a
/// balance that is carried on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProviderAdjustment {
    /// The payment that it belongs to.
    pub payment: PaymentKey,
    /// Reason code, such as `WO` overpayment recovery; `None` where the payer gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// What it refers to: of a recovery, the payer's number of the claim that was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Text>,
    /// Dollars: positive is more money for the provider, negative is held back.
    pub amount: Amount,
}
