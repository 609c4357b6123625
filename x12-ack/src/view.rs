//! 999 and 997 read alike: what an answer says, whichever of the two it is.

use claim_model::life::ReceiptOutcome;
use x12_core::{Code, Text};

use crate::{
    answer::{Answer, AnswerHeader, AnswerSet, AnswerTrailer},
    loops::{FunctionalNote, SegmentNote},
    segments::{Ak1, Ak2, Ak4, Ak9, Ctx, ElementPosition, Ik4, Ta1},
};

/// Which of the two an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum AnswerKind {
    /// 999, by the guide 005010X231.
    Implementation,
    /// 997.
    Functional,
}

/// The answer to one functional group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct GroupAnswer<'a> {
    /// 999 or 997.
    pub kind: AnswerKind,
    /// AK101: the group's functional identifier, such as `HC` for claims.
    pub functional_id: Option<Code<'a>>,
    /// AK102: the group's control number, our GS06.
    pub control_number: Option<Text<'a>>,
    /// AK103: the group's version, our GS08.
    pub version: Option<Text<'a>>,
    /// AK901: what became of it; [`outcome`](Self::outcome) says it in words. `None` where the answer has no result.
    pub code: Option<Code<'a>>,
    /// AK902: how many sets its trailer names.
    pub included: Option<u64>,
    /// AK903: how many there were.
    pub received: Option<u64>,
    /// AK904: how many were accepted.
    pub accepted: Option<u64>,
    /// AK905 to AK909: what is wrong with the group's header or trailer.
    pub errors: Vec<Code<'a>>,
    /// The sets that are answered one by one. Where all are accepted they may be left out.
    pub sets: Vec<SetAnswer<'a>>,
}

/// The answer to one transaction set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SetAnswer<'a> {
    /// AK201: which set, such as `837`.
    pub set: Option<Code<'a>>,
    /// AK202: its control number, our ST02.
    pub control_number: Option<Text<'a>>,
    /// AK203: its guide, our ST03.
    pub version: Option<Text<'a>>,
    /// IK501 or AK501: what became of it; [`outcome`](Self::outcome) says it in words.
    pub code: Option<Code<'a>>,
    /// IK502 to IK506, or AK502 to AK506: what is wrong with the set.
    pub errors: Vec<Code<'a>>,
    /// Its segments in error.
    pub segments: Vec<SegmentError<'a>>,
}

/// A segment in error.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SegmentError<'a> {
    /// IK301 or AK301: the segment's identifier. Of a missing one: what should be there.
    pub segment: Option<Code<'a>>,
    /// IK302 or AK302: its place in the set, ST being 1.
    pub position: Option<u64>,
    /// IK303 or AK303: its loop.
    pub loop_id: Option<Text<'a>>,
    /// IK304 or AK304: what is wrong.
    pub code: Option<Code<'a>>,
    /// CTX: what it lies in, and what makes it an error. A 997 has none.
    pub contexts: Vec<ErrorContext<'a>>,
    /// Its elements in error.
    pub elements: Vec<ElementError<'a>>,
}

impl<'a> SegmentError<'a> {
    /// Our own number of the claim in which the error lies, where the answer names it.
    #[must_use]
    pub fn claim(&self) -> Option<&Text<'a>> {
        self.contexts.iter().find_map(|of| match of {
            ErrorContext::BusinessUnit { name, value } if *name.as_ref()? == "CLM01" => {
                value.as_ref()
            }
            _ => None,
        })
    }
}

/// What an error hangs together with.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ErrorContext<'a> {
    /// The claim, or another unit of business, that it lies in.
    BusinessUnit {
        /// CTX01-1: the element that names the unit, such as `CLM01`.
        name: Option<Text<'a>>,
        /// CTX01-2: that element's value.
        value: Option<Text<'a>>,
    },
    /// What makes it an error: without this it would be none.
    Trigger {
        /// CTX02: the segment.
        segment: Option<Code<'a>>,
        /// CTX03: its place in the set, ST being 1.
        position: Option<u64>,
        /// CTX04: its loop.
        loop_id: Option<Text<'a>>,
        /// CTX05: the element.
        element: Option<ElementPosition>,
        /// CTX06: that element's number in the dictionary of data elements.
        reference: Option<u64>,
    },
}

/// An element in error.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ElementError<'a> {
    /// IK401 or AK401: which element.
    pub position: Option<ElementPosition>,
    /// IK402 or AK402: its number in the dictionary of data elements.
    pub reference: Option<u64>,
    /// IK403 or AK403: what is wrong.
    pub code: Option<Code<'a>>,
    /// IK404 or AK404: the value in error, where it was sent back.
    pub value: Option<Text<'a>>,
    /// CTX: what makes it an error.
    pub contexts: Vec<ErrorContext<'a>>,
}

/// `A`, `E`, `P`, `R`, `M`, `W` or `X` in words; the three last ones reject for reasons of security.
pub(crate) fn outcome(code: Option<&Code<'_>>) -> ReceiptOutcome {
    match code.map(Code::as_str) {
        Some("A") => ReceiptOutcome::Accepted,
        Some("E") => ReceiptOutcome::AcceptedWithErrors,
        Some("P") => ReceiptOutcome::PartlyAccepted,
        Some("R" | "M" | "W" | "X") => ReceiptOutcome::Rejected,
        _ => ReceiptOutcome::Other,
    }
}

impl Ta1<'_> {
    /// What became of the interchange, by TA104.
    #[must_use]
    pub fn outcome(&self) -> ReceiptOutcome {
        outcome(self.code.as_ref())
    }
}

impl GroupAnswer<'_> {
    /// What became of the group, by AK901.
    #[must_use]
    pub fn outcome(&self) -> ReceiptOutcome {
        outcome(self.code.as_ref())
    }

    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> GroupAnswer<'static> {
        GroupAnswer {
            functional_id: self.functional_id.map(Code::into_owned),
            control_number: self.control_number.map(Text::into_owned),
            version: self.version.map(Text::into_owned),
            code: self.code.map(Code::into_owned),
            errors: self.errors.into_iter().map(Code::into_owned).collect(),
            sets: self.sets.into_iter().map(SetAnswer::into_owned).collect(),
            ..self
        }
    }
}

impl SetAnswer<'_> {
    /// What became of the set, by IK501 or AK501.
    #[must_use]
    pub fn outcome(&self) -> ReceiptOutcome {
        outcome(self.code.as_ref())
    }

    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> SetAnswer<'static> {
        let segments = self.segments.into_iter();
        SetAnswer {
            set: self.set.map(Code::into_owned),
            control_number: self.control_number.map(Text::into_owned),
            version: self.version.map(Text::into_owned),
            code: self.code.map(Code::into_owned),
            errors: self.errors.into_iter().map(Code::into_owned).collect(),
            segments: segments.map(SegmentError::into_owned).collect(),
        }
    }
}

impl SegmentError<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> SegmentError<'static> {
        let elements = self.elements.into_iter();
        SegmentError {
            segment: self.segment.map(Code::into_owned),
            position: self.position,
            loop_id: self.loop_id.map(Text::into_owned),
            code: self.code.map(Code::into_owned),
            contexts: owned(self.contexts),
            elements: elements.map(ElementError::into_owned).collect(),
        }
    }
}

impl ElementError<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> ElementError<'static> {
        ElementError {
            position: self.position,
            reference: self.reference,
            code: self.code.map(Code::into_owned),
            value: self.value.map(Text::into_owned),
            contexts: owned(self.contexts),
        }
    }
}

impl ErrorContext<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> ErrorContext<'static> {
        match self {
            Self::BusinessUnit { name, value } => ErrorContext::BusinessUnit {
                name: name.map(Text::into_owned),
                value: value.map(Text::into_owned),
            },
            Self::Trigger {
                segment,
                position,
                loop_id,
                element,
                reference,
            } => ErrorContext::Trigger {
                segment: segment.map(Code::into_owned),
                position,
                loop_id: loop_id.map(Text::into_owned),
                element,
                reference,
            },
        }
    }
}

fn owned(of: Vec<ErrorContext<'_>>) -> Vec<ErrorContext<'static>> {
    of.into_iter().map(ErrorContext::into_owned).collect()
}

impl<'a> Answer<'a> {
    /// What it says, whether it is a 999 or a 997.
    #[must_use]
    pub fn view(&self) -> GroupAnswer<'a> {
        let (kind, group) = self.start.header.group();
        let result = self.trailer.as_ref().map(AnswerTrailer::result);
        let errors = result.into_iter().flat_map(|of| &of.errors);
        GroupAnswer {
            kind,
            functional_id: group.and_then(|of| of.functional_id.clone()),
            control_number: group.and_then(|of| of.control_number.clone()),
            version: group.and_then(|of| of.version.clone()),
            code: result.and_then(|of| of.code.clone()),
            included: result.and_then(|of| of.included),
            received: result.and_then(|of| of.received),
            accepted: result.and_then(|of| of.accepted),
            errors: errors.map(|of| of.code.clone()).collect(),
            sets: self.sets.iter().map(AnswerSet::view).collect(),
        }
    }
}

impl<'a> AnswerHeader<'a> {
    /// 999 or 997, and the group that it answers.
    #[must_use]
    pub fn group(&self) -> (AnswerKind, Option<&Ak1<'a>>) {
        match self {
            Self::Implementation(of) => (AnswerKind::Implementation, of.group.as_ref()),
            Self::Functional(of) => (AnswerKind::Functional, of.group.as_ref()),
        }
    }
}

impl<'a> AnswerTrailer<'a> {
    /// What became of the group.
    #[must_use]
    pub fn result(&self) -> &Ak9<'a> {
        match self {
            Self::Implementation(of) => &of.result,
            Self::Functional(of) => &of.result,
        }
    }
}

impl<'a> AnswerSet<'a> {
    /// What became of the set.
    #[must_use]
    pub fn outcome(&self) -> ReceiptOutcome {
        match self {
            Self::Implementation(of) => outcome(of.result.as_ref().and_then(|of| of.code.as_ref())),
            Self::Functional(of) => outcome(of.result.as_ref().and_then(|of| of.code.as_ref())),
        }
    }

    /// What it says, whether it stands in a 999 or in a 997.
    #[must_use]
    pub fn view(&self) -> SetAnswer<'a> {
        match self {
            Self::Implementation(of) => SetAnswer {
                code: of.result.as_ref().and_then(|of| of.code.clone()),
                errors: codes(of.result.iter().flat_map(|of| &of.errors)),
                segments: of.segments.iter().map(SegmentNote::view).collect(),
                ..of_set(&of.set)
            },
            Self::Functional(of) => SetAnswer {
                code: of.result.as_ref().and_then(|of| of.code.clone()),
                errors: codes(of.result.iter().flat_map(|of| &of.errors)),
                segments: of.segments.iter().map(FunctionalNote::view).collect(),
                ..of_set(&of.set)
            },
        }
    }
}

fn codes<'s, 'a: 's>(
    errors: impl Iterator<Item = &'s crate::segments::SetError<'a>>,
) -> Vec<Code<'a>> {
    errors.map(|of| of.code.clone()).collect()
}

fn of_set<'a>(of: &Ak2<'a>) -> SetAnswer<'a> {
    SetAnswer {
        set: of.set.clone(),
        control_number: of.control_number.clone(),
        version: of.version.clone(),
        code: None,
        errors: Vec::new(),
        segments: Vec::new(),
    }
}

impl<'a> SegmentNote<'a> {
    fn view(&self) -> SegmentError<'a> {
        let contexts = self.triggers.iter().chain(&self.business_unit);
        let elements = self.elements.iter();
        SegmentError {
            segment: self.info.segment.clone(),
            position: self.info.position,
            loop_id: self.info.loop_id.clone(),
            code: self.info.code.clone(),
            contexts: contexts.flat_map(Ctx::view).collect(),
            elements: elements
                .map(|of| ElementError {
                    contexts: of.triggers.iter().flat_map(Ctx::view).collect(),
                    ..of.info.view()
                })
                .collect(),
        }
    }
}

impl<'a> FunctionalNote<'a> {
    fn view(&self) -> SegmentError<'a> {
        SegmentError {
            segment: self.info.segment.clone(),
            position: self.info.position,
            loop_id: self.info.loop_id.clone(),
            code: self.info.code.clone(),
            contexts: Vec::new(),
            elements: self.elements.iter().map(Ak4::view).collect(),
        }
    }
}

macro_rules! element_view {
    ($name:ident) => {
        impl<'a> $name<'a> {
            fn view(&self) -> ElementError<'a> {
                ElementError {
                    position: self.position.clone(),
                    reference: self.reference,
                    code: self.code.clone(),
                    value: self.value.clone(),
                    contexts: Vec::new(),
                }
            }
        }
    };
}

element_view!(Ik4);
element_view!(Ak4);

/// CTX01-1 of a trigger.
pub(crate) const TRIGGER: &str = "SITUATIONAL TRIGGER";

impl<'a> Ctx<'a> {
    /// A trigger is one context, however often CTX01 says so; business units are one each.
    fn view(&self) -> Vec<ErrorContext<'a>> {
        let is_trigger = |of: &&crate::segments::ContextName<'a>| {
            of.name.as_ref().is_some_and(|name| *name == TRIGGER)
        };
        if self.names.first().as_ref().is_some_and(is_trigger) {
            return vec![ErrorContext::Trigger {
                segment: self.segment.clone(),
                position: self.position,
                loop_id: self.loop_id.clone(),
                element: self.element.clone(),
                reference: self.reference.as_ref().and_then(|of| of.number),
            }];
        }
        let units = self.names.iter();
        units
            .map(|of| ErrorContext::BusinessUnit {
                name: of.name.clone(),
                value: of.value.clone(),
            })
            .collect()
    }
}
