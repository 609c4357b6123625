//! What is wrong with claims that somebody wants to ask about.

use std::fmt;

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InquiryProblem {
    /// An inquiry cannot be without it.
    Missing,
    /// An identifier holds characters that cannot be sent; identifiers are never changed.
    NotSendable,
    /// Longer or shorter than the guide allows.
    Length,
    /// Words of which no letter can be sent.
    NothingLeft,
    /// The charge has more digits than can be held exactly.
    ChargeTooLarge,
    /// Words were changed so that they can be sent: no error.
    Changed,
}

impl InquiryProblem {
    /// True for what stops the inquiry.
    #[must_use]
    pub const fn is_error(self) -> bool {
        !matches!(self, Self::Changed)
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Missing => "is missing",
            Self::NotSendable => "holds characters that cannot be sent",
            Self::Length => "is shorter or longer than the guide allows",
            Self::NothingLeft => "has no letter that can be sent",
            Self::ChargeTooLarge => "has more digits than can be held exactly",
            Self::Changed => "was changed so that it can be sent",
        }
    }
}

/// In a few words, to follow the name of the field.
impl fmt::Display for InquiryProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words())
    }
}

/// One problem, and where. It never holds the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InquiryFinding {
    /// Index of the claim; `None` for the envelope.
    pub claim: Option<usize>,
    /// The field, such as `coverage.subscriber.member_id`.
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: InquiryProblem,
}

impl fmt::Display for InquiryFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.claim {
            Some(claim) => write!(f, "claim {claim}: ")?,
            None => f.write_str("envelope: ")?,
        }
        write!(f, "{} {}", self.field, self.problem)
    }
}

/// Why no inquiry could be made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InquiryError {
    /// There is no claim to ask about.
    NoClaims,
    /// What is wrong with the claims and the envelope: everything at once, also what is no error.
    Refused(Vec<InquiryFinding>),
}

impl fmt::Display for InquiryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Refused(findings) = self else {
            return f.write_str("no claim to ask about");
        };
        let errors = || findings.iter().filter(|of| of.problem.is_error());
        match errors().next() {
            Some(first) => write!(f, "{} problems; the first: {first}", errors().count()),
            None => f.write_str("refused"),
        }
    }
}

impl std::error::Error for InquiryError {}
