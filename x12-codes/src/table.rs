//! One code of a list, and a whole list sorted so that a code is found quickly.

use std::cmp::Ordering;
use std::fmt;

use chrono::NaiveDate;

/// One code of a list with its label and, where known, the days on which it is valid.
///
/// A code that its owner gave a new meaning has several entries with different dates.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CodeEntry {
    /// The code, in capital letters, such as `45` or `MA130`.
    pub code: String,
    /// What the code means, in a few words.
    pub label: String,
    /// First day on which the code is valid. `None`: not known, taken as always.
    pub start: Option<NaiveDate>,
    /// Last day on which the code is valid. `None`: still valid, or not known.
    pub stop: Option<NaiveDate>,
    /// The kind of matter, such as "patient share" or "timely filing" for an adjustment reason.
    pub class: Option<String>,
    /// Whether this adjustment reason usually means that the payer refused the charge.
    ///
    /// `None` where the table does not say; only the adjustment reasons (CARC) do.
    pub counts_as_denial: Option<bool>,
}

impl CodeEntry {
    /// Whether the code is valid on the given day; both the first and the last day count.
    #[must_use]
    pub fn is_valid_on(&self, date: NaiveDate) -> bool {
        self.start.is_none_or(|start| start <= date) && self.stop.is_none_or(|stop| date <= stop)
    }
}

/// All entries of one list, sorted by code and then by first day.
#[derive(Default)]
pub(crate) struct Table {
    entries: Vec<CodeEntry>,
}

impl fmt::Debug for Table {
    /// The size only: the content would fill pages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table({} entries)", self.entries.len())
    }
}

impl Table {
    /// Takes entries that [`compare_entries`] has sorted.
    pub(crate) fn from_sorted(entries: Vec<CodeEntry>) -> Self {
        Self { entries }
    }

    /// Every entry: short codes first, then by letters, then by first day.
    pub(crate) fn all(&self) -> &[CodeEntry] {
        &self.entries
    }

    /// The entries of one code, oldest first; empty when the code is unknown.
    pub(crate) fn of_code(&self, code: &str) -> &[CodeEntry] {
        let code = code.trim();
        let from = self
            .entries
            .partition_point(|entry| compare_codes(&entry.code, code).is_lt());
        let rest = self.entries.get(from..).unwrap_or_default();
        let count = rest.partition_point(|entry| compare_codes(&entry.code, code).is_eq());
        rest.get(..count).unwrap_or_default()
    }

    /// The entry of a code without a last day, or else the one that was valid last.
    ///
    /// The dates of one code do not overlap, so this is the last one in order.
    pub(crate) fn current(&self, code: &str) -> Option<&CodeEntry> {
        self.of_code(code).last()
    }

    /// The entry of a code that is valid on a day.
    pub(crate) fn on(&self, code: &str, date: NaiveDate) -> Option<&CodeEntry> {
        self.of_code(code)
            .iter()
            .find(|entry| entry.is_valid_on(date))
    }
}

/// The order of entries in a table.
pub(crate) fn compare_entries(a: &CodeEntry, b: &CodeEntry) -> Ordering {
    compare_codes(&a.code, &b.code).then_with(|| a.start.cmp(&b.start))
}

/// The order of codes: shorter ones first, so that 2 comes before 10; capitals equal small letters.
fn compare_codes(a: &str, b: &str) -> Ordering {
    let upper = |code: &str, other: &str| {
        code.bytes()
            .map(|byte| byte.to_ascii_uppercase())
            .cmp(other.bytes().map(|byte| byte.to_ascii_uppercase()))
    };
    a.len().cmp(&b.len()).then_with(|| upper(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_by_value_and_letters_ignore_case() {
        let mut codes = ["a1", "10", "2", "B13", "A0"];
        codes.sort_by(|a, b| compare_codes(a, b));
        assert_eq!(codes, ["2", "10", "A0", "a1", "B13"]);
        assert_eq!(compare_codes("ma130", "MA130"), Ordering::Equal);
    }

    #[test]
    fn an_empty_table_knows_nothing() {
        let table = Table::default();
        assert!(table.all().is_empty());
        assert!(table.of_code("1").is_empty());
        assert!(table.current("").is_none());
    }
}
