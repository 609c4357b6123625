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
use x12_837p::ReadOptions;

#[test]
fn every_fixture_at_every_byte() {
    let options = ReadOptions::default();
    for fixture in fixtures::claims() {
        let whole = read_slice(fixture.edi, &options);
        for len in 0..fixture.edi.len() {
            let cut = read_slice(&fixture.edi[..len], &options);
            check_cut(fixture.name, fixture.edi, len, &whole, &cut);
        }
    }
}

#[test]
fn from_a_reader() {
    let options = ReadOptions::default();
    for fixture in fixtures::claims().iter().step_by(5) {
        let whole = read_slice(fixture.edi, &options);
        for len in (0..fixture.edi.len()).step_by(3) {
            let input = &fixture.edi[..len];
            let cut = read_stream(Little(input, 50), &options);
            check_cut(fixture.name, fixture.edi, len, &whole, &cut);
            let slice = read_slice(input, &options);
            assert_eq!(slice.stop(), cut.stop(), "{} cut at {len}", fixture.name);
            assert!(slice.events == cut.events, "{} cut at {len}", fixture.name);
        }
    }
}
