//! What stops reading or writing.

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
    /// The input or the output failed.
    #[error("error[{rule}] input or output failed: {source}", rule = rules::IO_FAILED)]
    Io {
        /// The system's own error.
        #[from]
        source: std::io::Error,
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
            Self::Io { .. } => &rules::IO_FAILED,
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
