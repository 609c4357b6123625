//! The guide as a whole.

use x12_core::{
    Supported, Tag,
    notation::{Guide, LoopNode, Tolerance},
    rules,
};

use crate::loops::{BatchHeader, BillingProviderLevel};

/// Versions that are read alike: the guide, its predecessor without errata, and a later erratum. The first one is
/// written.
pub const VERSIONS: &[&str] = &["005010X222A1", "005010X222", "005010X222A2"];

/// Each level and each claim is a unit.
pub(crate) const SUPPORTED: &[Supported] = &[Supported {
    set: "837",
    versions: VERSIONS,
    starts: STARTS,
}];

pub(crate) const STARTS: &[Tag] = &[HL, CLM];

pub(crate) const HL: Tag = Tag::new("HL");
pub(crate) const CLM: Tag = Tag::new("CLM");

macro_rules! tolerated {
    ($($rule:ident $loop_id:literal $what:literal $reason:literal;)*) => {
        &[$(Tolerance { rule: &rules::$rule, loop_id: $loop_id, what: $what, reason: $reason }),*]
    };
}

/// 005010X222A1 as data. The claim stands below the subscriber and below the patient; it is the same loop.
pub const GUIDE: Guide = Guide {
    id: "005010X222A1",
    set: "837",
    loops: &[
        &<BatchHeader<'static> as LoopNode<'static>>::LOOP,
        &<BillingProviderLevel<'static> as LoopNode<'static>>::LOOP,
    ],
    form_box: Some(crate::claim::form_box),
    tolerated: tolerated! {
        CODE_NOT_IN_LIST "HDR" "BHT06" "31, subrogation, is in one source; it is read and never written";
    },
};
