//! How far tables were at a checkpoint.

use serde::{Deserialize, Serialize};

#[cfg(feature = "arrow")]
use super::columnar::ColumnMark;
use super::{Form, Star, text::TextMark};
use crate::tally::Totals;

/// How far tables were at a checkpoint: what [`Tables::resume`](super::Tables::resume) needs to go on from there. It
/// is data, to be kept beside the work folder; what stands in it is of no use to anything else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub(super) star: Star,
    pub(super) form: Form,
    /// The version of this crate: another one may cut tables in another way.
    pub(super) version: String,
    pub(super) totals: Totals,
    pub(super) tables: TableMarks,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum TableMarks {
    Text(Vec<TextMark>),
    #[cfg(feature = "arrow")]
    Columns(Vec<ColumnMark>),
}

impl Mark {
    pub(super) const VERSION: &'static str = env!("CARGO_PKG_VERSION");
}
