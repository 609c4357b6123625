//! What was read, as it stands in the file: loops of a 999 or of a 997.

use x12_core::{
    Diagnostic, Error, GroupHeader, InterchangeHeader, Span, TransactionHeader,
    notation::RejectedLoop,
};

use crate::{
    loops::{
        FunctionalHeader, FunctionalSet, FunctionalTrailer, ResponseHeader, ResponseTrailer,
        SetResponse,
    },
    segments::Ta1,
};

macro_rules! of_either {
    ($(#[$doc:meta])* $name:ident $implementation:ident $functional:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub enum $name<'a> {
            /// Of a 999.
            Implementation($implementation<'a>),
            /// Of a 997.
            Functional($functional<'a>),
        }

        impl $name<'_> {
            /// Where it stands in the file.
            #[must_use]
            pub const fn span(&self) -> Span {
                match self {
                    Self::Implementation(of) => of.span,
                    Self::Functional(of) => of.span,
                }
            }

            /// The same with nothing borrowed from the input.
            #[must_use]
            pub fn into_owned(self) -> $name<'static> {
                match self {
                    Self::Implementation(of) => $name::Implementation(of.into_owned()),
                    Self::Functional(of) => $name::Functional(of.into_owned()),
                }
            }
        }
    };
}

of_either! {
    /// What stands before the sets.
    AnswerHeader ResponseHeader FunctionalHeader
}

of_either! {
    /// The answer to one transaction set.
    AnswerSet SetResponse FunctionalSet
}

of_either! {
    /// What stands behind the sets.
    AnswerTrailer ResponseTrailer FunctionalTrailer
}

/// An answer to a group begins.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AnswerStart<'a> {
    /// The interchange that it came in.
    pub interchange: InterchangeHeader,
    /// The group that it came in, not the one that it answers.
    pub group: GroupHeader,
    /// Its transaction set.
    pub transaction: TransactionHeader,
    /// The group that it answers.
    pub header: AnswerHeader<'a>,
}

impl AnswerStart<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> AnswerStart<'static> {
        AnswerStart {
            header: self.header.into_owned(),
            ..self
        }
    }
}

/// A TA1, and the interchange that it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct InterchangeAnswered<'a> {
    /// The interchange that it came in, not the one that it answers.
    pub interchange: InterchangeHeader,
    /// The answer.
    pub answer: Ta1<'a>,
}

impl InterchangeAnswered<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> InterchangeAnswered<'static> {
        InterchangeAnswered {
            answer: self.answer.into_owned(),
            ..self
        }
    }
}

/// What there was of an answer, when it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AnswerTotals {
    /// Sets that it answers one by one.
    pub sets: u64,
    /// How many of these were accepted, with errors or without.
    pub accepted: u64,
    /// How many were rejected.
    pub rejected: u64,
    /// Loops that could not be read.
    pub unread: u64,
    /// SE was there.
    pub complete: bool,
}

/// One answer to a group, kept in memory: one transaction set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Answer<'a> {
    /// Envelope and header.
    pub start: AnswerStart<'a>,
    /// The sets that it answers one by one.
    pub sets: Vec<AnswerSet<'a>>,
    /// What became of the group; `None` where the file does not say.
    pub trailer: Option<AnswerTrailer<'a>>,
    /// Loops that could not be read.
    pub rejected: Vec<RejectedLoop<'a>>,
    /// The sums; `None` where the file ends inside the answer.
    pub totals: Option<AnswerTotals>,
}

impl Answer<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> Answer<'static> {
        let rejected = self.rejected.into_iter();
        Answer {
            start: self.start.into_owned(),
            sets: self.sets.into_iter().map(AnswerSet::into_owned).collect(),
            trailer: self.trailer.map(AnswerTrailer::into_owned),
            rejected: rejected.map(RejectedLoop::into_owned).collect(),
            totals: self.totals,
        }
    }
}

/// A file of acknowledgments, read as far as it could be.
#[derive(Debug)]
pub struct AckFile<'a> {
    /// Answers to interchanges: TA1.
    pub interchanges: Vec<InterchangeAnswered<'a>>,
    /// Answers to groups: 999 and 997. The last one is incomplete where the file is cut off.
    pub groups: Vec<Answer<'a>>,
    /// Transaction sets that were skipped as a whole.
    pub skipped: Vec<TransactionHeader>,
    /// What could not be read before any answer to a group.
    pub rejected: Vec<RejectedLoop<'a>>,
    /// Everything that was found on the way.
    pub findings: Vec<Diagnostic>,
    /// Why reading stopped before the end; `None` where all of the file was read.
    pub error: Option<Error>,
}
