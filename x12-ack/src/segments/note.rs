//! What is wrong with a segment, and with an element of it.

use x12_core::{Code, Text, composite, segment};

macro_rules! segment_in_error {
    ($(#[$doc:meta])* $name:ident = $tag:literal { $id:ident $position:ident $loop_id:ident $code:ident }) => {
        segment! {
            $(#[$doc])*
            pub struct $name<'a> = $tag {
                /// The segment's identifier. Of a missing one: what should be there.
                $id R ID 2/3 segment: Option<Code<'a>>,
                /// Its place in the transaction set, ST being 1.
                $position R N0 1/6 position: Option<u64>,
                /// Its loop.
                $loop_id S AN 1/4 loop_id: Option<Text<'a>>,
                /// What is wrong: `3` it is missing, `8` its elements have errors, …
                $code S ID 1/3 code: Option<Code<'a>>
                    ["1" "2" "3" "4" "5" "6" "7" "8" "I4" "I6" "I7" "I8" "I9"],
            }
        }
    };
}

segment_in_error! {
    /// A segment in error, in a 999.
    Ik3 = "IK3" { IK301 IK302 IK303 IK304 }
}

segment_in_error! {
    /// A segment in error, in a 997.
    Ak3 = "AK3" { AK301 AK302 AK303 AK304 }
}

composite! {
    /// Where in a segment: element, component, repetition, each counted from 1.
    pub struct ElementPosition {
        /// Element.
        1 R N0 1/2 element: Option<u64>,
        /// Component; `None` for the whole element.
        2 S N0 1/2 component: Option<u64>,
        /// Repetition; `None` where the element does not repeat.
        3 S N0 1/4 repetition: Option<u64>,
    }
}

macro_rules! element_in_error {
    ($(#[$doc:meta])* $name:ident = $tag:literal { $position:ident $reference:ident $code:ident $value:ident }) => {
        segment! {
            $(#[$doc])*
            pub struct $name<'a> = $tag {
                /// Which element.
                $position R composite position: Option<ElementPosition>,
                /// Its number in the dictionary of data elements, such as 1325 of a claim's frequency.
                $reference S N0 1/4 reference: Option<u64>,
                /// What is wrong: `1` it is missing, `7` the code is not in the list, …
                $code R ID 1/3 code: Option<Code<'a>> [
                    "1" "2" "3" "4" "5" "6" "7" "8" "9" "10" "11" "12" "13" "I6" "I9" "I10" "I11" "I12" "I13"
                ],
                /// The value in error, where it was sent back.
                $value S AN 1/99 value: Option<Text<'a>>,
            }
        }
    };
}

element_in_error! {
    /// An element in error, in a 999.
    Ik4 = "IK4" { IK401 IK402 IK403 IK404 }
}

element_in_error! {
    /// An element in error, in a 997.
    Ak4 = "AK4" { AK401 AK402 AK403 AK404 }
}
