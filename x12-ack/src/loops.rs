//! The loops of 005010X231A1, line by line, and those of the 997.

use x12_core::segment_loop;

use crate::segments::{Ak1, Ak2, Ak3, Ak4, Ak5, Ak9, Ctx, Ik3, Ik4, Ik5, St, Ta1};

segment_loop! {
    /// The answer to an interchange. It stands between ISA and IEA, outside groups.
    pub struct InterchangeAnswer<'a> = "TA1" {
        /// The answer.
        200 S n TA1 answer: Ta1<'a>;
    }
}

segment_loop! {
    /// What a 999 begins with: the group that it answers.
    pub struct ResponseHeader<'a> = "HDR" {
        /// Transaction set header.
        50 R 1 ST set: St<'a> { ST01 R ["999"] ST03 R ["005010X231A1"] };
        /// The group.
        200 R 1 AK1 group: Option<Ak1<'a>> { AK101 R ["BE" "HB" "HC" "HI" "HN" "HP" "HR" "HS" "RA"] AK103 R },
        /// Its transaction sets; may be left out where all are accepted. Events deliver the header without them: they come
        /// as events of their own.
        300 S n AK2 sets: Vec<SetResponse<'a>>,
    }
}

segment_loop! {
    /// One transaction set of the group.
    pub struct SetResponse<'a> = "2000" {
        /// Which set.
        300 R 1 AK2 set: Ak2<'a> { AK201 R ["270" "271" "276" "277" "278" "820" "834" "835" "837"] };
        /// Segments in error.
        400 S n IK3 segments: Vec<SegmentNote<'a>>,
        /// What became of the set.
        800 R 1 IK5 result: Option<Ik5<'a>>,
    }
}

segment_loop! {
    /// A segment in error.
    pub struct SegmentNote<'a> = "2100" {
        /// Which segment, and what is wrong.
        400 R 1 IK3 info: Ik3<'a>;
        /// What makes it an error, where a situation does.
        500 S 9 CTX[CTX01_1: "SITUATIONAL TRIGGER"] triggers: Vec<Ctx<'a>>
            { CTX01_1 R ["SITUATIONAL TRIGGER"] CTX01_2 N CTX02 R CTX03 R },
        /// The claim, or other unit of business, that it lies in.
        500 S 1 CTX[CTX01_1: "TRN02" | "NM109" | "PATIENT NAME NM109" | "SUBSCRIBER NAME NM109" | "ENT01"
            | "SUBSCRIBER NUMBER REF02" | "CLM01"] business_unit: Option<Ctx<'a>>
            { CTX01_1 R ["TRN02" "NM109" "PATIENT NAME NM109" "SUBSCRIBER NAME NM109" "ENT01" "SUBSCRIBER NUMBER REF02" "CLM01"]
              CTX01_2 R CTX02 N CTX03 N CTX04 N CTX06 N },
        /// Elements in error.
        600 S n IK4 elements: Vec<ElementNote<'a>>,
    }
}

segment_loop! {
    /// An element in error.
    pub struct ElementNote<'a> = "2110" {
        /// Which element, and what is wrong.
        600 S 1 IK4 info: Ik4<'a>;
        /// What makes it an error, where a situation does.
        700 S 10 CTX[CTX01_1: "SITUATIONAL TRIGGER"] triggers: Vec<Ctx<'a>>
            { CTX01_1 R ["SITUATIONAL TRIGGER"] CTX01_2 N CTX02 R CTX03 R },
    }
}

segment_loop! {
    /// What a 999 ends with.
    pub struct ResponseTrailer<'a> = "HDR" {
        /// What became of the group.
        900 R 1 AK9 result: Ak9<'a>;
    }
}

segment_loop! {
    /// What a 997 begins with: the group that it answers.
    pub struct FunctionalHeader<'a> = "HDR" {
        /// Transaction set header.
        50 R 1 ST set: St<'a> { ST01 R ["997"] };
        /// The group.
        200 R 1 AK1 group: Option<Ak1<'a>>,
        /// Its transaction sets. Events deliver the header without them: they come as events of their own.
        300 S n AK2 sets: Vec<FunctionalSet<'a>>,
    }
}

segment_loop! {
    /// One transaction set of the group, in a 997.
    pub struct FunctionalSet<'a> = "AK2" {
        /// Which set.
        300 R 1 AK2 set: Ak2<'a>;
        /// Segments in error.
        400 S n AK3 segments: Vec<FunctionalNote<'a>>,
        /// What became of the set.
        600 R 1 AK5 result: Option<Ak5<'a>>,
    }
}

segment_loop! {
    /// A segment in error, in a 997.
    pub struct FunctionalNote<'a> = "AK3" {
        /// Which segment, and what is wrong.
        400 R 1 AK3 info: Ak3<'a>;
        /// Elements in error.
        500 S 99 AK4 elements: Vec<Ak4<'a>>,
    }
}

segment_loop! {
    /// What a 997 ends with.
    pub struct FunctionalTrailer<'a> = "HDR" {
        /// What became of the group.
        700 R 1 AK9 result: Ak9<'a>;
    }
}
