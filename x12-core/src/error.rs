//! What stops reading or writing.

use std::io;

use thiserror::Error;

use crate::{Diagnostic, Place, Rule, rules};

/// Why reading or writing stopped. Holds places and rules, never a value of the file.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The input is not X12, ends too early, or its delimiters cannot be told apart.
    #[error("error[{rule}] {place}: {}", rule.title)]
    Syntax {
        /// Which of these it is.
        rule: &'static Rule,
        /// Where.
        place: Place,
    },
    /// A limit of [`Limits`](crate::Limits) was passed.
    #[error("error[{rule}] {place}: {} (limit {limit})", rule.title)]
    Limit {
        /// Which limit.
        rule: &'static Rule,
        /// Its value.
        limit: usize,
        /// Where it was passed.
        place: Place,
    },
    /// The first finding of error level, in strict reading.
    #[error("{0}")]
    Strict(Box<Diagnostic>),
    /// The input or the output failed. Where the source is an [`InputFault`], that one says which rule it is.
    #[error("error[{}] {}", self.rule(), io_message(source))]
    Io {
        /// The system's own error, or that of a reader below this one.
        #[from]
        source: io::Error,
    },
    /// A value or a structure that may not be written.
    #[error("{0}")]
    Refused(Box<Refusal>),
}

impl Error {
    pub(crate) fn syntax(rule: &'static Rule, start: u64, end: u64) -> Self {
        Self::Syntax {
            rule,
            place: Place::bytes(start, end),
        }
    }

    /// The stable number's record: meaning, usual cause and fix.
    #[must_use]
    pub fn rule(&self) -> &'static Rule {
        match self {
            Self::Syntax { rule, .. } | Self::Limit { rule, .. } => rule,
            Self::Strict(diagnostic) => diagnostic.rule,
            Self::Io { source } => {
                InputFault::of(source).map_or(&rules::IO_FAILED, |fault| fault.rule)
            }
            Self::Refused(refusal) => refusal.rule,
        }
    }

    /// The place in the input, where there is one.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Syntax { place, .. } | Self::Limit { place, .. } => Some(*place),
            Self::Strict(diagnostic) => Some(diagnostic.place),
            Self::Io { .. } | Self::Refused(_) => None,
        }
    }
}

fn io_message(source: &io::Error) -> String {
    if InputFault::of(source).is_some() {
        source.to_string()
    } else {
        format!("{}: {source}", rules::IO_FAILED.title)
    }
}

/// Why a reader below this crate gives no more bytes, with a rule of its own: one that unpacks, decrypts or fetches.
///
/// It travels inside an [`io::Error`], so that any [`io::Read`] can say it, and [`Error::rule`] finds it there.
///
/// ```
/// use x12_core::{Error, InputFault, rules};
///
/// let fault = InputFault::new(&rules::TRUNCATED, "after 512 bytes");
/// let error = Error::from(std::io::Error::from(fault));
/// assert_eq!(error.rule().number, 902);
/// assert_eq!(error.to_string(), "error[X12-0902] file is cut off: after 512 bytes");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}{}{detail}", rule.title, if detail.is_empty() { "" } else { ": " })]
pub struct InputFault {
    /// What is wrong.
    pub rule: &'static Rule,
    /// Counts, limits or words of the system; empty where the rule says it all. Never a value of the file.
    pub detail: String,
}

impl InputFault {
    /// A fault of this rule; `detail` may be empty.
    #[must_use]
    pub fn new(rule: &'static Rule, detail: impl Into<String>) -> Self {
        Self {
            rule,
            detail: detail.into(),
        }
    }

    /// The fault that this error carries.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

impl From<InputFault> for io::Error {
    fn from(fault: InputFault) -> Self {
        Self::other(fault)
    }
}

/// Why a writer refused, and the element that is to blame.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("error[{rule}] {} {}: {}{}", place.loop_id, place.element_name(), rule.title, expected.as_ref().map(|e| format!(": {e}")).unwrap_or_default())]
pub struct Refusal {
    /// What is wrong.
    pub rule: &'static Rule,
    /// Guide, loop, segment, element and component; `ordinal` is the segment's place in the transaction set.
    pub place: Place,
    /// What the guide asks for, where that helps.
    pub expected: Option<String>,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<Box<Refusal>> for Error {
    fn from(refusal: Box<Refusal>) -> Self {
        Self::Refused(refusal)
    }
}
