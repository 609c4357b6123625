//! The life of a claim: what was said of it, and where it stands.

mod claim_status;
mod decision;
mod receipt;

pub use claim_status::{
    ClaimStatus, ReportedBy, ReportedProvider, StatusAction, StatusLevel, StatusLine, StatusReason,
    StatusReport, StatusSource, StatusTotals,
};
pub use decision::{Decision, PaymentKey};
pub use receipt::{Receipt, ReceiptOf, ReceiptOutcome};
