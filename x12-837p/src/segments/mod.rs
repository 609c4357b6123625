//! The segments of the 837P, each with all elements that any of its uses has.
//!
//! Positions, usage, lengths and codes: 005010X222A1. What differs for one use of a segment stands on that line of the
//! loop (see `loops`).

mod claim;
mod codes;
mod conditions;
mod coverage;
mod line;
mod party;
mod supplement;

pub use claim::{Clm, PlaceOfService, RelatedCauses};
pub use codes::{CodeList, HealthCareCode, Hi};
pub use conditions::{Cr1, Cr2, Cr3, Crc};
pub use coverage::{Oi, Pat, Sbr, Svd};
pub use line::{Ctp, DiagnosisPointers, Lin, Mea, Ps1, Sv1, Sv5, Unit};
pub use party::{PayerId, PayerRef, Prv};
pub use supplement::{Cn1, Frm, Hcp, K3, Lq, Nte, Pwk};
pub use x12_core::segments::{
    Adjustment, Amt, Bht, Cas, Cur, Dmg, Dtp, Hl, Lx, Moa, N3, N4, Nm1, Number, Per, Period,
    Procedure, Qty, Ref, St,
};
