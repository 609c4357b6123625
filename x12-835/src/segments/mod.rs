//! The segments of the 835, each with all elements that any of its uses has.
//!
//! Positions, usage, lengths and codes: 005010X221A1. What differs for one use of a segment stands on that line of the
//! loop (see `loops.rs`).

mod adjudication;
mod claim;
mod common;
mod payment;
mod service;
mod summary;

pub use adjudication::{Mia, Moa};
pub use claim::{Adjustment, Cas, Clp};
pub use common::{Amt, Dtm, Lq, N1, N3, N4, Nm1, Number, Per, Qty, Rdm, Ref};
pub use payment::{Bpr, Cur, Lx, St, Trn};
pub use service::{Procedure, Svc};
pub use summary::{AdjustmentId, PaymentAdjustment, Plb, Ts2, Ts3};
