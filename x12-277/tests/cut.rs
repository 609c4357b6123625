//! A file that is cut off at any byte is never taken for a whole one, and what is delivered of it is as it should be.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use common::{Little, check_cut, read_slice, read_stream};
use x12_277::ReadOptions;

#[test]
fn every_fixture_at_every_byte() {
    let options = ReadOptions::default();
    for fixture in fixtures::statuses() {
        let whole = read_slice(fixture.edi, &options);
        assert!(whole.error.is_none());
        for len in 0..fixture.edi.len() {
            let input = &fixture.edi[..len];
            let cut = read_slice(input, &options);
            check_cut(fixture.name, fixture.edi, len, &whole, &cut);
            let stream = read_stream(Little(input, 50), &options);
            assert_eq!(stream.stop(), cut.stop(), "{} cut at {len}", fixture.name);
            assert!(stream.events == cut.events, "{} cut at {len}", fixture.name);
        }
    }
}
