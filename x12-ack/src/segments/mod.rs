//! The segments of TA1, 999 and 997, each with all elements that any of its uses has.
//!
//! Positions, usage, lengths and codes: 005010X231A1 for the 999. The 997 has segments of the same form under other names,
//! without its own list of what the guide allows: pyx12's map `997.4010.xml` has those of version 4010, and codes of later
//! versions are read alike. What differs for one use stands on that line of the loop.

mod context;
mod group;
mod interchange;
mod note;
mod set;

pub use context::{ContextName, Ctx, ElementReference};
pub use group::{Ak1, Ak9, GroupError};
pub use interchange::Ta1;
pub use note::{Ak3, Ak4, ElementPosition, Ik3, Ik4};
pub use set::{Ak2, Ak5, Ik5, SetError};
pub use x12_core::segments::St;
