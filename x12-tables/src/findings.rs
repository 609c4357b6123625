//! What was found in the files, as a table.

use x12_core::{Place, Rule, Severity};

use crate::{
    cells::{Id, Row, counted, row},
    column::Table,
};

/// The findings of remittances, the last table.
pub(crate) const OF_PAYMENTS: Table = Table {
    name: "findings",
    columns: FindingRow::COLUMNS,
};

/// The findings of claims, the last table.
pub(crate) const OF_BATCHES: Table = Table {
    name: "findings",
    columns: BatchFindingRow::COLUMNS,
};

/// A finding, or what stopped the reading of a file.
#[derive(Clone, Copy)]
pub(crate) struct FindingRow<'r> {
    pub(crate) file: &'r str,
    /// The payment, or the batch of claims, that it is about.
    pub(crate) set: Option<Id>,
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

/// The same, about a batch of claims.
pub(crate) struct BatchFindingRow<'r>(pub(crate) FindingRow<'r>);

/// The columns of findings, with the name of the one that links them.
macro_rules! finding {
    ($type:ty, $link:literal, $of:ident: $row:expr) => {
        row! { $type, $of:
            "file" Text = $row.file,
            $link Id = $row.set,
            "code" Code = $row.rule,
            "severity" Code = $row.severity,
            "guide" Code = $row.place.guide,
            "loop" Code = $row.place.loop_id,
            "segment" Code = $row.place.segment,
            "ordinal" Number = counted($row.place.ordinal),
            "element" Number = counted($row.place.element),
            "component" Number = counted($row.place.component),
            "repetition" Number = counted($row.place.repetition),
            "byte_start" Number = $row.byte($row.place.span.start),
            "byte_end" Number = $row.byte($row.place.span.end),
            "message" Text = $row.message,
        }
    };
}

finding! { FindingRow<'_>, "payment_id", row: row }
finding! { BatchFindingRow<'_>, "batch_id", row: row.0 }
