//! The code tables together: looking up labels and explaining codes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use crate::builtin;
use crate::error::CodesError;
use crate::folder::read_tables;
use crate::list::CodeList;
use crate::parse::parse;
use crate::table::{CodeEntry, Table};

static BUILTIN: LazyLock<Codes> = LazyLock::new(|| {
    // A built-in table that cannot be read would be empty; a test makes sure that none is.
    let table = |list| Arc::new(parse(builtin::text(list)).unwrap_or_default());
    Codes {
        tables: CodeList::ALL
            .iter()
            .map(|&list| (list, table(list)))
            .collect(),
    }
});

/// The code tables: one per [`CodeList`], built in or loaded from a folder.
///
/// Blanks around a code and small letters do not matter in any of the look-ups, leading zeros
/// do: place of service `01` is not `1`. A clone shares its tables and is cheap.
#[derive(Debug, Clone)]
pub struct Codes {
    tables: BTreeMap<CodeList, Arc<Table>>,
}

/// An adjustment as billers write it, `CO-45`, taken apart by [`Codes::find_adjustment`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdjustmentMatch<'a> {
    /// The adjustment group: who bears the adjustment.
    pub group: &'a CodeEntry,
    /// The adjustment reason code (CARC) in capital letters, whether known or not.
    pub reason_code: String,
    /// The entries of the reason, oldest first: empty when the reason is unknown, several only
    /// when its meaning changed over time.
    pub reasons: &'a [CodeEntry],
}

impl<'a> AdjustmentMatch<'a> {
    /// What the reason means: the label without a last day, or else the latest one.
    #[must_use]
    pub fn reason_label(&self) -> Option<&'a str> {
        self.reasons.last().map(|entry| entry.label.as_str())
    }
}

impl Codes {
    /// The tables that ship with the crate: common codes with our own short labels.
    ///
    /// They are read once, at the first call.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Loads tables of your own from a folder; every list not found there stays built in.
    ///
    /// Each file is named after its list ([`CodeList::file_stem`]), such as `carc.csv`, is UTF-8
    /// text, and begins with a line of column names: `code,label`, and if wanted `start`, `stop`,
    /// `class` and `counts_as_denial`, in any order. Dates have the form `2025-03-01` and name
    /// the first and the last day on which the code is valid; `counts_as_denial` is `yes` or
    /// `no`. A code may stand on several lines when their dates do not overlap.
    ///
    /// A list found in the folder replaces the built-in one **whole**: a table of adjustment
    /// reasons without `class` and `counts_as_denial` leaves these unknown for every reason.
    /// Files that do not end in `.csv` are ignored.
    ///
    /// # Errors
    ///
    /// [`CodesError`] with the file, the line and what is wrong: when the folder or a file
    /// cannot be read, when the folder holds no known table, when a `.csv` file has an unknown
    /// name, or when a line of a table is wrong. Nothing is loaded then.
    pub fn with_dir(folder: &Path) -> Result<Self, CodesError> {
        let mut codes = Self::builtin().clone();
        for (list, table) in read_tables(folder)? {
            codes.tables.insert(list, Arc::new(table));
        }
        Ok(codes)
    }

    /// What a code means: the label without a last day, or else the latest one.
    ///
    /// `None` for a code that the table does not know; show the code alone then.
    #[must_use]
    pub fn label(&self, list: CodeList, code: &str) -> Option<&str> {
        self.entry(list, code).map(|entry| entry.label.as_str())
    }

    /// What a code meant on a day, such as the day of the payment.
    ///
    /// `None` also when the code is known, but not valid on that day.
    #[must_use]
    pub fn label_on(&self, list: CodeList, code: &str, date: NaiveDate) -> Option<&str> {
        self.entry_on(list, code, date)
            .map(|entry| entry.label.as_str())
    }

    /// The entry of a code: the one without a last day, or else the latest one.
    #[must_use]
    pub fn entry(&self, list: CodeList, code: &str) -> Option<&CodeEntry> {
        self.table(list)?.current(code)
    }

    /// The entry of a code that is valid on a day.
    #[must_use]
    pub fn entry_on(&self, list: CodeList, code: &str, date: NaiveDate) -> Option<&CodeEntry> {
        self.table(list)?.on(code, date)
    }

    /// All entries of a code, oldest first: empty for an unknown code, several only when the
    /// table gives the code different meanings over time.
    #[must_use]
    pub fn entries(&self, list: CodeList, code: &str) -> &[CodeEntry] {
        self.table(list)
            .map(|table| table.of_code(code))
            .unwrap_or_default()
    }

    /// A whole list: short codes first, then by letters, then by first day.
    #[must_use]
    pub fn all(&self, list: CodeList) -> &[CodeEntry] {
        self.table(list).map(Table::all).unwrap_or_default()
    }

    /// Every list that holds a code, with its entries, in the order of [`CodeList::ALL`].
    ///
    /// The same code often stands in several lists: `CO` is an adjustment group only, but `1`
    /// is an adjustment reason, a claim payment status and a claim status. For a pair such as
    /// `CO-45` ask [`Codes::find_adjustment`].
    #[must_use]
    pub fn find(&self, code: &str) -> Vec<(CodeList, &CodeEntry)> {
        let of_list = |&list| {
            self.entries(list, code)
                .iter()
                .map(move |entry| (list, entry))
        };
        CodeList::ALL.iter().flat_map(of_list).collect()
    }

    /// Takes apart an adjustment as billers write it, group and reason: `CO-45`, `pr 1`, `OA:18`
    /// or, when the reason is known, `CO45`.
    ///
    /// `None` when the text is not such a pair or the group is unknown. An unknown reason after
    /// a known group is no failure: the match then has no reason entries.
    #[must_use]
    pub fn find_adjustment(&self, text: &str) -> Option<AdjustmentMatch<'_>> {
        let sign = |character: char| !character.is_ascii_alphanumeric();
        let text = text.trim();
        let (group, reason, joined) = match text.split_once(sign) {
            Some((group, rest)) => (group, rest.trim_start_matches(sign), false),
            None => {
                let (group, reason) = text.split_at_checked(2)?;
                (group, reason, true)
            }
        };
        if reason.is_empty() || reason.contains(sign) {
            return None;
        }
        let group = self.entry(CodeList::AdjustmentGroup, group)?;
        let reasons = self.entries(CodeList::Carc, reason);
        if joined && reasons.is_empty() {
            return None;
        }
        Some(AdjustmentMatch {
            group,
            reason_code: reason.to_ascii_uppercase(),
            reasons,
        })
    }

    /// The table of a list.
    fn table(&self, list: CodeList) -> Option<&Table> {
        self.tables.get(&list).map(Arc::as_ref)
    }
}
