//! The guide as a whole.

use x12_core::{
    Supported, Tag,
    notation::{Guide, LoopNode, Tolerance},
    rules,
};

use crate::loops::{ClaimGroup, PaymentHeader, ProviderAdjustments};

/// Versions that are read alike: the guide and its predecessor without errata. The first one is written.
pub const VERSIONS: &[&str] = &["005010X221A1", "005010X221"];

/// Claims may be grouped by LX, each claim is a unit, and so is each PLB.
pub(crate) const SUPPORTED: &[Supported] = &[Supported {
    set: "835",
    versions: VERSIONS,
    starts: &[LX, CLP, PLB],
}];

pub(crate) const LX: Tag = Tag::new("LX");
pub(crate) const CLP: Tag = Tag::new("CLP");
pub(crate) const PLB: Tag = Tag::new("PLB");

macro_rules! tolerated {
    ($($rule:ident $loop_id:literal $what:literal $reason:literal;)*) => {
        &[$(Tolerance { rule: &rules::$rule, loop_id: $loop_id, what: $what, reason: $reason }),*]
    };
}

/// 005010X221A1 as data.
pub const GUIDE: Guide = Guide {
    id: "005010X221A1",
    set: "835",
    loops: &[
        &<PaymentHeader<'static> as LoopNode<'static>>::LOOP,
        &<ClaimGroup<'static> as LoopNode<'static>>::LOOP,
        &<ProviderAdjustments<'static> as LoopNode<'static>>::LOOP,
    ],
    form_box: None,
    tolerated: tolerated! {
        MISSING_SEGMENT "1000A" "PER*BL" "many payers leave it out";
        MISSING_SEGMENT "1000A" "N3" "many payers leave it out";
        MISSING_SEGMENT "1000A" "N4" "many payers leave it out";
        MISSING_SEGMENT "2100" "NM1*QC" "left out where the patient was not found";
        MISSING_ELEMENT "1000B" "N103" "some payers send the name alone";
        MISSING_ELEMENT "1000B" "N104" "some payers send the name alone";
        MISSING_ELEMENT "2100" "CLP06" "some payers leave it empty";
        MISSING_ELEMENT "2100" "CLP07" "left empty where the claim was not found";
        CODE_NOT_IN_LIST "1000A" "N103" "older qualifiers survive";
        CODE_NOT_IN_LIST "2100" "CLP02" "codes of older versions are still sent";
        CODE_NOT_IN_LIST "2100" "CLP06" "BL, CI and other codes of the claim are sent back";
        CODE_NOT_IN_LIST "2100" "CAS01" "CR of version 4010 is still sent";
        CODE_NOT_IN_LIST "2110" "CAS01" "CR of version 4010 is still sent";
        CODE_NOT_IN_LIST "2100" "NM102" "organisations stand where persons should";
        CODE_NOT_IN_LIST "2100" "NM108" "lists of identifiers differ between sources";
        CODE_NOT_IN_LIST "2110" "SVC06-1" "other sources list N6 and UI too";
        CODE_NOT_IN_LIST "FTR" "PLB03-1" "payers use reasons of their own";
        CODE_NOT_IN_LIST "FTR" "PLB05-1" "payers use reasons of their own";
        CODE_NOT_IN_LIST "FTR" "PLB07-1" "payers use reasons of their own";
        CODE_NOT_IN_LIST "FTR" "PLB09-1" "payers use reasons of their own";
        CODE_NOT_IN_LIST "FTR" "PLB11-1" "payers use reasons of their own";
        CODE_NOT_IN_LIST "FTR" "PLB13-1" "payers use reasons of their own";
        MISSING_ELEMENT "2110" "SVC01-1" "some payers leave the qualifier out";
        MISSING_ELEMENT "2110" "SVC01-2" "some payers send modifiers alone";
        TOO_SHORT "HDR" "TRN03" "payer identifiers of other lengths are sent";
        TOO_LONG "HDR" "TRN03" "payer identifiers of other lengths are sent";
        TOO_SHORT "HDR" "BPR10" "payer identifiers of other lengths are sent";
        TOO_LONG "HDR" "BPR10" "payer identifiers of other lengths are sent";
        TOO_SHORT "HDR" "BPR11" "payer identifiers of other lengths are sent";
        TOO_LONG "HDR" "BPR11" "payer identifiers of other lengths are sent";
        NOT_USED "2100" "NM107" "not used for organisations, and harmless";
        TOO_LONG "2100" "PER02" "contact names are cut nowhere";
    },
};
