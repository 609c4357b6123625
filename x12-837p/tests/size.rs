//! What is moved for each claim and line must not grow unnoticed.
#![allow(missing_docs)]

use std::mem::size_of;

use x12_837p::{ClaimLoop, Event, ServiceLine};

#[test]
fn sizes_are_known() {
    // 64-bit processors; others are smaller.
    let (claim, line, event) = (
        size_of::<ClaimLoop<'_>>(),
        size_of::<ServiceLine<'_>>(),
        size_of::<Event<'_>>(),
    );
    assert!(claim <= 1_200, "{claim}");
    assert!(line <= 1_200, "{line}");
    assert!(event <= 104, "{event}");
}
