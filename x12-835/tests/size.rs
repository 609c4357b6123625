//! What is moved for each claim and line must not grow unnoticed.
#![allow(missing_docs)]

use std::mem::size_of;

use x12_835::{ClaimPayment, Event, ServicePayment};

#[test]
fn sizes_are_known() {
    // 64-bit processors; others are smaller.
    assert!(
        size_of::<ClaimPayment<'_>>() <= 1_200,
        "{}",
        size_of::<ClaimPayment<'_>>()
    );
    assert!(
        size_of::<ServicePayment<'_>>() <= 1_000,
        "{}",
        size_of::<ServicePayment<'_>>()
    );
    assert!(size_of::<Event<'_>>() <= 104, "{}", size_of::<Event<'_>>());
}
