//! Answers as JSON and back.
#![cfg(feature = "serde")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    missing_docs
)]

use x12_ack::{Answer, GroupAnswer, collect};
use x12_core::ReadOptions;

#[test]
fn loops_and_views_come_back() {
    for fixture in fixtures::acknowledgments() {
        let file = collect(fixture.edi, &ReadOptions::default());
        for answer in &file.groups {
            let text = serde_json::to_string(answer).unwrap();
            assert_eq!(&serde_json::from_str::<Answer<'_>>(&text).unwrap(), answer);
            let view = answer.view();
            let text = serde_json::to_string(&view).unwrap();
            assert_eq!(
                serde_json::from_str::<GroupAnswer<'_>>(&text).unwrap(),
                view
            );
        }
    }
}
