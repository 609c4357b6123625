//! What is moved for each level and claim must not grow unnoticed.
#![allow(missing_docs)]

use std::mem::size_of;

use x12_277::{
    Event,
    acknowledgment::{AcknowledgedClaim, PatientLevel},
    answer::SubscriberClaim,
    segments::Stc,
};

#[test]
fn sizes_are_known() {
    // 64-bit processors; others are smaller.
    let sizes = [
        ("status", size_of::<Stc<'_>>(), 288),
        (
            "acknowledged claim",
            size_of::<AcknowledgedClaim<'_>>(),
            712,
        ),
        ("answered claim", size_of::<SubscriberClaim<'_>>(), 780),
        ("patient", size_of::<PatientLevel<'_>>(), 520),
        ("event", size_of::<Event<'_>>(), 104),
    ];
    for (what, size, most) in sizes {
        assert!(size <= most, "{what}: {size}");
    }
}
