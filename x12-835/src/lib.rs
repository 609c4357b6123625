//! scratch
mod balance;
mod guide;
mod judge;
mod loops;
mod reader;
mod remittance;
pub mod rules;
pub mod segments;
mod totals;
mod views;
mod write;

pub use balance::{Balance, ClaimBalance, sum_adjustments};
pub use guide::{GUIDE, VERSIONS};
pub use loops::{ClaimGroup, ClaimPayment, Payee, Payer, PaymentHeader, ProviderAdjustments, ServicePayment};
pub use reader::{Era, EraOptions, EraReader, Event, Payment};
pub use remittance::{EraFile, Remittance, collect};
pub use totals::PaymentTotals;
pub use views::{ClaimStatus, PaymentIdentity};
pub use write::{write, write_remittance};
