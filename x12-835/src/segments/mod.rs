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

pub use adjudication::Mia;
pub use claim::Clp;
pub use common::{Lq, N1, Rdm};
pub use payment::Bpr;
pub use service::Svc;
pub use summary::{AdjustmentId, PaymentAdjustment, Plb, Ts2, Ts3};
pub use x12_core::segments::{
    Adjustment, Amt, Cas, Cur, Dtm, Lx, Moa, N3, N4, Nm1, Number, Per, Procedure, Qty, Ref, St, Trn,
};
