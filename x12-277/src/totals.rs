//! The sums of a report.

use rust_decimal::Decimal;

/// What a report adds up to, by its claims. Amounts are dollars; `None` where a sum cannot be held exactly, or where a
/// claim does not say its charge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ReportTotals {
    /// Levels that were read.
    pub levels: u64,
    /// Claims that were read; those of rejected levels do not count.
    pub claims: u64,
    /// Lines of those claims.
    pub lines: u64,
    /// Levels and claims that were rejected by the reader: with any, the sums are not complete.
    pub rejected: u64,
    /// What was charged for all claims.
    pub charge: Option<Decimal>,
    /// Claims that an acknowledgment accepts: STC03 is `WQ`.
    pub accepted_claims: u64,
    /// Claims that an acknowledgment rejects: STC03 of any status is `U`.
    pub rejected_claims: u64,
    /// SE was there.
    pub complete: bool,
}
