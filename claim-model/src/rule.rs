//! Rules and findings.

use std::fmt;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::path::{At, Path};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Payers or clearinghouses often refuse it.
    Warning,
    /// The claim must not be sent.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A numbered rule. Numbers are never reused.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The number, printed as `X12-0601`.
    pub number: u16,
    /// How bad it is.
    pub severity: Severity,
    /// One short phrase.
    pub title: &'static str,
    /// What it means for the claim.
    pub meaning: &'static str,
    /// The usual cause.
    pub cause: &'static str,
    /// What to do about it.
    pub fix: &'static str,
    /// The rule of the sheet of facts about the guide that it comes from, such as `C5`.
    pub guide: &'static str,
    /// SNIP type of validation that it belongs to: 2 requirement, 3 balance, 4 situation, 5 code list.
    pub snip: Option<u8>,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "X12-{:04}", self.number)
    }
}

/// What a finding adds to its rule. It never holds text of the claim, only counts, sums and reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Detail {
    /// Nothing.
    #[default]
    None,
    /// A sum that should be `expected` and is `found`.
    Amount {
        /// What it should be.
        expected: Decimal,
        /// What it is.
        found: Decimal,
    },
    /// A count that may be at most `most` and is `found`.
    Count {
        /// The most that is allowed.
        most: usize,
        /// What it is.
        found: usize,
    },
    /// What exactly is wrong.
    Reason(&'static str),
}

/// Something wrong with a claim: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is.
    pub severity: Severity,
    /// The field.
    pub path: Path,
    /// Counts, sums or a reason.
    pub detail: Detail,
}

impl Finding {
    /// A finding at a field, as bad as its rule says.
    #[must_use]
    pub fn new(rule: &'static Rule, at: At<'_>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            path: at.path(),
            detail: Detail::None,
        }
    }

    /// The same with a detail.
    #[must_use]
    pub fn with(self, detail: Detail) -> Self {
        Self { detail, ..self }
    }

    /// The box of the CMS-1500, such as `33a`; `None` for what the form has no box for.
    #[must_use]
    pub fn form_box(&self) -> Option<&'static str> {
        self.path.form_box()
    }

    /// The rule's title and the detail in words.
    #[must_use]
    pub fn message(&self) -> String {
        let title = self.rule.title;
        match self.detail {
            Detail::None => title.to_owned(),
            Detail::Amount { expected, found } => {
                format!("{title}: expected {expected}, found {found}")
            }
            Detail::Count { most, found } => format!("{title}: at most {most}, found {found}"),
            Detail::Reason(reason) => format!("{title}: {reason}"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {}", self.severity, self.rule, self.path)?;
        if let Some(form_box) = self.form_box() {
            write!(f, " (Box {form_box})")?;
        }
        write!(f, ": {}. {}", self.message(), self.rule.fix)
    }
}

/// As data: `code`, `severity`, `box`, `field`, `message`, `fix`.
impl Serialize for Finding {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("Finding", 6)?;
        out.serialize_field("code", &self.rule.to_string())?;
        out.serialize_field("severity", &self.severity)?;
        out.serialize_field("box", &self.form_box())?;
        out.serialize_field("field", &self.path)?;
        out.serialize_field("message", &self.message())?;
        out.serialize_field("fix", self.rule.fix)?;
        out.end()
    }
}

/// True where no finding is of error level.
#[must_use]
pub fn may_be_sent(findings: &[Finding]) -> bool {
    findings
        .iter()
        .all(|finding| finding.severity < Severity::Error)
}
