//! Remittances (835).

mod loops;
mod read;
mod rows;
mod star;

pub(crate) use loops::{Loops, OUTPUTS};
pub(crate) use read::read;
pub(crate) use rows::TABLES;
pub(crate) use star::EraStar;
