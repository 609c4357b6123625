//! A file that is cut off at any byte is never taken for a whole one, and what is delivered of it is as it should be.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::explicit_iter_loop,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::map_identity,
    clippy::map_unwrap_or,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::redundant_closure_for_method_calls,
    clippy::semicolon_if_nothing_returned,
    clippy::string_slice,
    clippy::trivially_copy_pass_by_ref,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use common::{Chunks, Owned, Read2, claims, read_slice, read_stream};
use x12_835::EraOptions;

/// The whole file's events begin with those of the cut one, the last of which may not be a claim in part.
fn check(name: &str, input: &[u8], len: usize, whole: &Read2, cut: &Read2) {
    let only_white_space = input[len..].iter().all(u8::is_ascii_whitespace);
    if only_white_space {
        assert!(cut.error.is_none(), "{name} cut at {len}: {:?}", cut.error);
        return;
    }
    let error = cut
        .error
        .as_ref()
        .unwrap_or_else(|| panic!("{name} cut at {len} is read as if it were whole"));
    let wanted: &[u16] = if len < 3 || input[..len].iter().all(u8::is_ascii_whitespace) {
        &[901, 902]
    } else {
        &[902]
    };
    assert!(
        wanted.contains(&error.rule().number),
        "{name} cut at {len}: {error}"
    );
    assert_eq!(
        error.place().unwrap().span.end,
        len as u64,
        "{name}: the error says where the file ends"
    );
    let (all, some) = (claims(&whole.events), claims(&cut.events));
    assert!(
        all.starts_with(&some),
        "{name} cut at {len}: a claim in part was delivered"
    );
    let ends = |read: &Read2| {
        read.events
            .iter()
            .filter(|event| matches!(event, Owned::PaymentEnd(_)))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert!(
        ends(whole).starts_with(&ends(cut)),
        "{name} cut at {len}: a payment that was cut has ended"
    );
    let adjustments = |read: &Read2| {
        read.events
            .iter()
            .filter(|event| matches!(event, Owned::ProviderAdjustments(_)))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert!(
        adjustments(whole).starts_with(&adjustments(cut)),
        "{name} cut at {len}: a PLB in part"
    );
    let rejected = cut
        .events
        .iter()
        .any(|event| matches!(event, Owned::Rejected(_)));
    assert!(
        !rejected,
        "{name} cut at {len}: a cut is no damage of a claim"
    );
}

fn small_synthetic() -> Vec<u8> {
    let mut bytes = Vec::new();
    let options = fixtures::EraOptions {
        seed: 11,
        claims_per_payment: 2,
        payments: 2,
        line_breaks: false,
    };
    fixtures::write_era(&options, &mut bytes).unwrap();
    bytes
}

#[test]
fn every_fixture_at_every_byte() {
    let options = EraOptions::default();
    for fixture in fixtures::era() {
        let whole = read_slice(fixture.edi, &options);
        for len in 0..fixture.edi.len() {
            check(
                fixture.name,
                fixture.edi,
                len,
                &whole,
                &read_slice(&fixture.edi[..len], &options),
            );
        }
    }
}

#[test]
fn a_synthetic_file_at_every_byte() {
    let options = EraOptions::default();
    let input = small_synthetic();
    let whole = read_slice(&input, &options);
    assert_eq!(claims(&whole.events).len(), 4);
    for len in 0..input.len() {
        check(
            "synthetic",
            &input,
            len,
            &whole,
            &read_slice(&input[..len], &options),
        );
    }
}

/// The same from a reader: the same events and the same error.
#[test]
fn from_a_reader() {
    let options = EraOptions::default();
    for fixture in fixtures::era().iter().step_by(3) {
        let whole = read_slice(fixture.edi, &options);
        for len in (0..fixture.edi.len()).step_by(3) {
            let input = &fixture.edi[..len];
            let cut = read_stream(Chunks::new(input, &[1_000, 7]), &options);
            check(fixture.name, fixture.edi, len, &whole, &cut);
            let slice = read_slice(input, &options);
            assert_eq!(slice.stop(), cut.stop(), "{} cut at {len}", fixture.name);
            assert!(slice.events == cut.events, "{} cut at {len}", fixture.name);
        }
    }
}

#[test]
fn two_interchanges_at_every_byte_of_the_second() {
    let options = EraOptions::default();
    let first = fixtures::era()[0].edi;
    let second = String::from_utf8(fixtures::era()[6].edi.to_vec())
        .unwrap()
        .replace("000000001", "000000002");
    let input = [first, second.as_bytes()].concat();
    let whole = read_slice(&input, &options);
    for len in first.len() + 1..input.len() {
        check(
            "two",
            &input,
            len,
            &whole,
            &read_slice(&input[..len], &options),
        );
    }
    // Cut between the two, the first is a whole file.
    assert!(read_slice(first, &options).error.is_none());
}
