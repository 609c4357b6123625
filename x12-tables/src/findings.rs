//! What was found in the files, as a table.

use x12_core::{Place, Rule, Severity};

use crate::{
    cells::{Id, counted, row},
    column::Table,
};

/// The table, last in every star.
pub(crate) const FINDINGS: Table = Table {
    name: "findings",
    columns: <FindingRow<'_> as crate::cells::Row>::COLUMNS,
};

/// A finding, or what stopped the reading of a file.
pub(crate) struct FindingRow<'r> {
    pub(crate) file: &'r str,
    pub(crate) payment: Option<Id>,
    pub(crate) rule: &'static Rule,
    pub(crate) severity: Severity,
    pub(crate) place: Place,
    pub(crate) message: &'r str,
}

impl FindingRow<'_> {
    /// A position in the file; none where the place has no bytes at all.
    fn byte(&self, at: u64) -> Option<u64> {
        (self.place.span.end > 0).then_some(at)
    }
}

row! { FindingRow<'_>, row:
    "file" Text = row.file,
    "payment_id" Id = row.payment,
    "code" Code = row.rule,
    "severity" Code = row.severity,
    "guide" Code = row.place.guide,
    "loop" Code = row.place.loop_id,
    "segment" Code = row.place.segment,
    "ordinal" Number = counted(row.place.ordinal),
    "element" Number = counted(row.place.element),
    "component" Number = counted(row.place.component),
    "repetition" Number = counted(row.place.repetition),
    "byte_start" Number = row.byte(row.place.span.start),
    "byte_end" Number = row.byte(row.place.span.end),
    "message" Text = row.message,
}
