//! Professional claims (837P).

mod read;
mod rows;
mod tables;

pub(crate) use read::read;
pub(crate) use tables::TABLES;
