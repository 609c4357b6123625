//! The sums of a batch.

use rust_decimal::Decimal;

/// What a batch adds up to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct BatchTotals {
    /// Claims that were read; rejected ones do not count.
    pub claims: u64,
    /// Lines of those claims.
    pub lines: u64,
    /// Levels and claims that were rejected: with any, the sums are not complete.
    pub rejected: u64,
    /// Sum of CLM02, in dollars; `None` where it cannot be held exactly.
    pub charge: Option<Decimal>,
    /// SE was there.
    pub complete: bool,
}
