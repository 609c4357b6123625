//! Which of the three guides a transaction set follows.

use x12_core::{Supported, Tag, TransactionHeader, Unit, notation::Guide};

use crate::{acknowledgment, answer, inquiry};

/// Which of the three a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ReportKind {
    /// 277CA: the answer to a batch of claims.
    Acknowledgment,
    /// 277: the answer to an inquiry.
    Answer,
    /// 276: the inquiry.
    Inquiry,
}

/// Each level is a unit. A set may name no guide: then BHT01 tells the two kinds of 277 apart.
pub(crate) const SUPPORTED: &[Supported] = &[
    Supported {
        set: "277",
        versions: &[acknowledgment::GUIDE.id, answer::GUIDE.id, ""],
        starts: &[HL],
    },
    Supported {
        set: "276",
        versions: &[inquiry::GUIDE.id, ""],
        starts: &[HL],
    },
];

pub(crate) const HL: Tag = Tag::new("HL");
const BHT: Tag = Tag::new("BHT");

/// BHT01 of an acknowledgment.
const OF_ACKNOWLEDGMENT: &[u8] = b"0085";

impl ReportKind {
    /// The guide as data.
    #[must_use]
    pub const fn guide(self) -> &'static Guide {
        match self {
            Self::Acknowledgment => &acknowledgment::GUIDE,
            Self::Answer => &answer::GUIDE,
            Self::Inquiry => &inquiry::GUIDE,
        }
    }

    /// ST01, then ST03 or GS08, then BHT01.
    pub(crate) fn of(header: &TransactionHeader, first: Unit<'_, '_>) -> Self {
        if header.set == inquiry::GUIDE.set {
            return Self::Inquiry;
        }
        if header.version == acknowledgment::GUIDE.id {
            return Self::Acknowledgment;
        }
        if header.version == answer::GUIDE.id {
            return Self::Answer;
        }
        let begin = (0..first.len()).find(|at| first.tag(*at) == Some(BHT));
        let begin = begin.and_then(|at| first.segment(at));
        if begin.is_some_and(|of| of.element(1).trim_ascii() == OF_ACKNOWLEDGMENT) {
            Self::Acknowledgment
        } else {
            Self::Answer
        }
    }
}

/// The loop of a level of no kind that the guide has.
pub(crate) const UNKNOWN_LEVEL: &str = "2000";

/// What a guide forgives: rule, loop, element or line, and why.
macro_rules! tolerated {
    ($($rule:ident $loop_id:literal $what:literal $reason:literal;)*) => {
        &[$(x12_core::notation::Tolerance {
            rule: &x12_core::rules::$rule, loop_id: $loop_id, what: $what, reason: $reason,
        }),*]
    };
}

pub(crate) use tolerated;
