//! The guides as a whole.

use x12_core::{
    Supported, Tag,
    notation::{Guide, LoopNode, Tolerance},
    rules,
};

use crate::loops::{
    FunctionalHeader, FunctionalTrailer, InterchangeAnswer, ResponseHeader, ResponseTrailer,
};

/// Versions of the 999 that are read alike: the guide and its predecessor without errata. The first one is written.
pub const VERSIONS: &[&str] = &["005010X231A1", "005010X231"];

/// Each answer to a set is a unit, and so is the result of the group. A 997 is read whatever its version.
pub(crate) const SUPPORTED: &[Supported] = &[
    Supported {
        set: "999",
        versions: VERSIONS,
        starts: &[AK2, AK9],
    },
    Supported {
        set: "997",
        versions: &[],
        starts: &[AK2, AK9],
    },
];

pub(crate) const AK2: Tag = Tag::new("AK2");
pub(crate) const AK9: Tag = Tag::new("AK9");

macro_rules! tolerated {
    ($($rule:ident $loop_id:literal $what:literal $reason:literal;)*) => {
        &[$(Tolerance { rule: &rules::$rule, loop_id: $loop_id, what: $what, reason: $reason }),*]
    };
}

/// 005010X231A1 as data.
pub const GUIDE: Guide = Guide {
    id: "005010X231A1",
    set: "999",
    loops: &[
        &<ResponseHeader<'static> as LoopNode<'static>>::LOOP,
        &<ResponseTrailer<'static> as LoopNode<'static>>::LOOP,
    ],
    form_box: None,
    tolerated: tolerated! {
        CODE_NOT_IN_LIST "HDR" "ST03" "the guide without errata is read alike";
        TOO_LONG "2100" "IK303" "loops such as 2010AA have more than four characters";
        TOO_LONG "2100" "CTX04" "loops such as 2010AA have more than four characters";
        TOO_LONG "2110" "CTX04" "loops such as 2010AA have more than four characters";
    },
};

/// The 997 as data.
pub const FUNCTIONAL: Guide = Guide {
    id: "997",
    set: "997",
    loops: &[
        &<FunctionalHeader<'static> as LoopNode<'static>>::LOOP,
        &<FunctionalTrailer<'static> as LoopNode<'static>>::LOOP,
    ],
    form_box: None,
    tolerated: tolerated! {
        TOO_LONG "AK3" "AK303" "loops such as 2010AA have more than four characters";
    },
};

/// The TA1 as data.
pub const INTERCHANGE: Guide = Guide {
    id: "TA1",
    set: "",
    loops: &[&<InterchangeAnswer<'static> as LoopNode<'static>>::LOOP],
    form_box: None,
    tolerated: &[],
};
