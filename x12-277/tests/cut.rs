//! A file that is cut off at any byte is never taken for a whole one, and what is delivered of it is as it should be.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use common::{All, Little, read_slice, read_stream};
use x12_277::ReadOptions;

fn check(name: &str, input: &[u8], len: usize, whole: &All, cut: &All) {
    if input[len..].iter().all(u8::is_ascii_whitespace) {
        assert!(cut.error.is_none(), "{name} cut at {len}: {:?}", cut.error);
        return;
    }
    let error = cut.error.as_ref();
    let error = error.unwrap_or_else(|| panic!("{name} cut at {len} is read as if it were whole"));
    let wanted: &[u16] = if len < 3 { &[901, 902] } else { &[902] };
    assert!(
        wanted.contains(&error.rule().number),
        "{name} cut at {len}: {error}"
    );
    // All that was delivered is what the whole file delivers.
    assert!(
        whole.events.starts_with(&cut.events),
        "{name} cut at {len}: a level in part was delivered"
    );
}

#[test]
fn every_fixture_at_every_byte() {
    let options = ReadOptions::default();
    for fixture in fixtures::statuses() {
        let whole = read_slice(fixture.edi, &options);
        assert!(whole.error.is_none());
        for len in 0..fixture.edi.len() {
            let input = &fixture.edi[..len];
            let cut = read_slice(input, &options);
            check(fixture.name, fixture.edi, len, &whole, &cut);
            let stream = read_stream(Little(input, 50), &options);
            assert_eq!(stream.stop(), cut.stop(), "{} cut at {len}", fixture.name);
            assert!(stream.events == cut.events, "{} cut at {len}", fixture.name);
        }
    }
}
