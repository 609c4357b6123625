//! Segments that the guides share, each with all elements that any of its uses has.
//!
//! Positions, types and lengths are those of version 005010. What differs from one use to the next, such as the codes that
//! are allowed, stands on the line of the loop.

mod adjudication;
mod amount;
mod date;
mod header;
mod party;

pub use adjudication::{Moa, Procedure};
pub use amount::{Adjustment, Amt, Cas, Qty};
pub use date::{Dtm, Dtp, Period};
pub use header::{Bht, Cur, Hl, Lx, St, Trn};
pub use party::{Dmg, N3, N4, Nm1, Number, Per, Ref};
