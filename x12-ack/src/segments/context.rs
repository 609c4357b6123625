//! What an error hangs together with.

use x12_core::{Code, Text, composite, segment};

use crate::segments::ElementPosition;

composite! {
    /// A kind of context and, of a business unit, its value.
    pub struct ContextName<'a> {
        /// `SITUATIONAL TRIGGER`, or the element that names a business unit, such as `CLM01` for a claim.
        1 R AN 1/35 name: Option<Text<'a>>,
        /// That element's value, such as our own number of the claim.
        2 S AN 1/35 value: Option<Text<'a>>,
    }
}

composite! {
    /// An element by its number in the dictionary of data elements.
    pub struct ElementReference {
        /// The number.
        1 R N0 1/4 number: Option<u64>,
    }
}

segment! {
    /// Context of an error: the business unit that it lies in, or what makes it an error.
    pub struct Ctx<'a> = "CTX" {
        /// What it is.
        CTX01 R repeat 1/10 names: Vec<ContextName<'a>>,
        /// Of a trigger: its segment.
        CTX02 S ID 2/3 segment: Option<Code<'a>>,
        /// Of a trigger: the segment's place in the transaction set, ST being 1.
        CTX03 S N0 1/6 position: Option<u64>,
        /// Of a trigger: the segment's loop.
        CTX04 S AN 1/4 loop_id: Option<Text<'a>>,
        /// Of a trigger: the element.
        CTX05 S composite element: Option<ElementPosition>,
        /// Of a trigger: that element's number in the dictionary of data elements.
        CTX06 S composite reference: Option<ElementReference>,
    }
}
