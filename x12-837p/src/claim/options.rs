//! How claims are written.

use claim_model::Finding;
use x12_core::{
    Delimiters, Rendered,
    words::{Letters, Spelling},
};

use crate::claim::context::Out;

/// How claims are written. The default is what every receiver takes.
#[derive(Debug, Clone)]
pub struct WriteOptions {
    pub(crate) spelling: Spelling,
    pub(crate) line_breaks: bool,
    pub(crate) leading_zeros: bool,
    pub(crate) only_differences: bool,
    pub(crate) subscriber_in_full: bool,
    pub(crate) claims_in_set: usize,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self {
            spelling: Spelling::new(Letters::Capitals, Delimiters::USUAL),
            line_breaks: false,
            leading_zeros: false,
            only_differences: true,
            subscriber_in_full: false,
            claims_in_set: CLAIMS_IN_SET,
        }
    }
}

/// What receivers take in one transaction set.
const CLAIMS_IN_SET: usize = 5_000;

impl WriteOptions {
    /// Other delimiters; none of them may stand in any value.
    #[must_use]
    pub fn delimiters(self, delimiters: Delimiters) -> Self {
        let spelling = Spelling::new(self.spelling.letters(), delimiters);
        Self { spelling, ..self }
    }

    /// Capitals (the default), or letters as they are.
    #[must_use]
    pub fn letters(self, letters: Letters) -> Self {
        let spelling = Spelling::new(letters, self.spelling.delimiters());
        Self { spelling, ..self }
    }

    /// A line break behind each segment, for people who read the file.
    #[must_use]
    pub fn line_breaks(self, line_breaks: bool) -> Self {
        Self {
            line_breaks,
            ..self
        }
    }

    /// Amounts below a dollar with a zero before the point, `0.5`; without it the shortest form, `.5`.
    #[must_use]
    pub fn leading_zeros(self, leading_zeros: bool) -> Self {
        Self {
            leading_zeros,
            ..self
        }
    }

    /// Leave out a rendering provider who is the billing provider, a facility at the billing provider's address, and
    /// what lines say as the claim does (the default). Without it everything is written that the claim says.
    #[must_use]
    pub fn only_differences(self, only_differences: bool) -> Self {
        Self {
            only_differences,
            ..self
        }
    }

    /// Write the subscriber's address, birth date and sex also where somebody else is the patient, for clearinghouses
    /// that want them. The guide does not.
    #[must_use]
    pub fn subscriber_in_full(self, subscriber_in_full: bool) -> Self {
        Self {
            subscriber_in_full,
            ..self
        }
    }

    /// What goes along on the way into a file.
    pub(crate) fn out<'o>(&'o self, findings: &'o mut Vec<Finding>) -> Out<'o> {
        Out {
            spelling: &self.spelling,
            findings,
        }
    }

    /// Room for segments that are written now and placed later.
    pub(crate) fn rendered(&self) -> Rendered {
        Rendered::new(
            self.spelling.delimiters(),
            self.line_breaks,
            self.leading_zeros,
        )
    }

    /// Fewer claims in a transaction set than the usual 5,000, for receivers that take no more. At least one.
    #[must_use]
    pub fn claims_in_set(self, claims_in_set: usize) -> Self {
        Self {
            claims_in_set: claims_in_set.clamp(1, CLAIMS_IN_SET),
            ..self
        }
    }
}
