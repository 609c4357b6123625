//! The sums of a payment.

use rust_decimal::Decimal;

use crate::balance::Balance;

/// What a payment adds up to. Amounts are dollars.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PaymentTotals {
    /// Claims that were read; rejected ones do not count.
    pub claims: u64,
    /// Lines of those claims.
    pub services: u64,
    /// Claims that were rejected: with any, the sums are not complete.
    pub rejected: u64,
    /// Sum of CLP03; `None` where it cannot be held exactly, as in the other sums.
    pub charge: Option<Decimal>,
    /// Sum of CLP04.
    pub paid: Option<Decimal>,
    /// Sum of CLP05.
    pub patient_responsibility: Option<Decimal>,
    /// Sum of all PLB amounts: positive reduces the payment.
    pub provider_adjustments: Option<Decimal>,
    /// Sum of AMT*I: interest that claims mention.
    pub claim_interest: Option<Decimal>,
    /// Sum of CLP04 less the sum of PLB, against BPR02. `None` where BPR02 is missing or a sum cannot be held exactly.
    pub balance: Option<Balance>,
    /// SE was there.
    pub complete: bool,
}

impl PaymentTotals {
    /// True where the payment's balance is known and holds.
    #[must_use]
    pub fn is_balanced(&self) -> bool {
        self.balance.is_some_and(|balance| balance.holds())
    }
}
