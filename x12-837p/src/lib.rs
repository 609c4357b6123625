//! Professional health care claim (837P), implementation guide 005010X222A1.

mod guide;
mod loops;
pub mod segments;

pub use guide::{GUIDE, VERSIONS};
pub use loops::*;
