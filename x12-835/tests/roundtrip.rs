//! What was read can be written and read again, and what is written is canonical.
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
mod generated;

use common::{expected, payments};
use generated::{envelope, remittance, spanless};
use proptest::prelude::*;
use x12_835::{EraOptions, Remittance, collect, write};
use x12_core::{Delimiters, Tokens};

fn written(remittances: &[Remittance<'_>], delimiters: Delimiters) -> Vec<u8> {
    write(Vec::new(), delimiters, &envelope(), remittances)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn read(input: &[u8]) -> Vec<Remittance<'_>> {
    let file = collect(input, &EraOptions::default());
    assert!(file.error.is_none(), "{:?}", file.error);
    let shown: Vec<_> = file.findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        common::errors(&file.findings),
        Vec::<String>::new(),
        "{shown:#?}"
    );
    file.remittances
}

fn all_spanless<'a>(remittances: &[Remittance<'a>]) -> Vec<Remittance<'a>> {
    remittances.iter().cloned().map(spanless).collect()
}

fn unusual() -> Delimiters {
    Delimiters::new(b'|', b'>', Some(b'!'), b'\n').unwrap()
}

#[test]
fn fixtures_come_back() {
    for fixture in fixtures::era() {
        let first = read(fixture.edi);
        for delimiters in [
            Delimiters::USUAL,
            unusual(),
            Delimiters::new(0x1D, 0x1F, Some(0x1E), 0x1C).unwrap(),
        ] {
            let bytes = written(&first, delimiters);
            let second = read(&bytes);
            assert!(
                all_spanless(&first) == all_spanless(&second),
                "{}",
                fixture.name
            );
            assert_eq!(
                payments(&second),
                expected(fixture.expected),
                "{}",
                fixture.name
            );
            assert_eq!(
                written(&second, delimiters),
                bytes,
                "{}: written again",
                fixture.name
            );
        }
    }
}

#[test]
fn synthetic_files_come_back() {
    for seed in 20..24 {
        let mut bytes = Vec::new();
        let options = fixtures::EraOptions {
            seed,
            claims_per_payment: 60,
            payments: 3,
            line_breaks: seed % 2 == 0,
        };
        fixtures::write_era(&options, &mut bytes).unwrap();
        let first = read(&bytes);
        let output = written(&first, Delimiters::USUAL);
        assert!(
            all_spanless(&first) == all_spanless(&read(&output)),
            "seed {seed}"
        );
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for fixture in fixtures::era() {
        let remittances = read(fixture.edi);
        assert_eq!(
            written(&remittances, Delimiters::USUAL),
            written(&remittances, Delimiters::USUAL)
        );
    }
}

/// From ST to SE, without line breaks.
fn sets(input: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(input.to_vec()).unwrap().replace('\n', "");
    let (start, end) = (text.find("~ST*").unwrap() + 1, text.rfind("~GE*").unwrap());
    text.as_bytes()[start..=end].to_vec()
}

/// These files have the guide's order, no empty ends and amounts without needless zeros: nothing may change.
#[test]
fn canonical_files_are_written_byte_for_byte() {
    for (seed, claims) in [(31, 0), (32, 1), (33, 90)] {
        let mut bytes = Vec::new();
        let options = fixtures::EraOptions {
            seed,
            claims_per_payment: claims,
            payments: 3,
            line_breaks: false,
        };
        fixtures::write_era(&options, &mut bytes).unwrap();
        let output = written(&read(&bytes), Delimiters::USUAL);
        let (before, after) = (
            String::from_utf8(sets(&bytes)).unwrap(),
            String::from_utf8(sets(&output)).unwrap(),
        );
        for (one, two) in before.split('~').zip(after.split('~')) {
            assert_eq!(one, two, "seed {seed}");
        }
        assert_eq!(before, after);
    }
    for fixture in fixtures::era() {
        let output = written(&read(fixture.edi), Delimiters::USUAL);
        assert_eq!(
            String::from_utf8(sets(fixture.edi)),
            String::from_utf8(sets(&output)),
            "{}",
            fixture.name
        );
    }
}

#[test]
fn counts_and_control_numbers_are_right() {
    let remittances = read(
        fixtures::era()
            .iter()
            .find(|fixture| fixture.name == "R11")
            .unwrap()
            .edi,
    );
    let bytes = written(&remittances, Delimiters::USUAL);
    let mut tokens = Tokens::new(&bytes);
    let (mut segments, mut counts) = (0_usize, Vec::new());
    while let Some(token) = tokens.next().unwrap() {
        let segment = token.segment;
        segments = if segment.tag() == x12_core::Tag::new("ST") {
            1
        } else {
            segments + 1
        };
        let text = |at: usize| std::str::from_utf8(segment.element(at)).unwrap().to_owned();
        match segment.tag().to_string().as_str() {
            "SE" => counts.push((text(1), segments.to_string())),
            "GE" => counts.push((text(1), "2".to_owned())),
            "IEA" => counts.push((text(1), "1".to_owned())),
            _ => {}
        }
        assert!(
            segment.is_empty() || !segment.element(segment.len()).is_empty(),
            "no empty element at the end"
        );
    }
    assert_eq!(counts.len(), 4);
    assert!(
        counts.iter().all(|(said, counted)| said == counted),
        "{counts:?}"
    );
}

#[test]
fn line_breaks_are_for_people() {
    use x12_core::Writer;
    let remittances = read(fixtures::era()[0].edi);
    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL).line_breaks(true);
    let envelope = envelope();
    writer.begin_interchange(&envelope).unwrap();
    writer.begin_group(&envelope, "HP", "005010X221A1").unwrap();
    x12_835::write_remittance(&mut writer, &remittances[0]).unwrap();
    writer.end_group(&envelope).unwrap();
    writer.end_interchange(&envelope).unwrap();
    let bytes = writer.into_inner();
    assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 27);
    assert!(bytes.ends_with(b"~\n"));
    assert!(all_spanless(&read(&bytes)) == all_spanless(&remittances));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_remittances_come_back(one in remittance("0001"), two in remittance("0002"), usual in any::<bool>()) {
        let delimiters = if usual { Delimiters::USUAL } else { unusual() };
        let remittances = [one, two];
        let bytes = written(&remittances, delimiters);
        let file = collect(&bytes, &EraOptions::default());
        prop_assert!(file.error.is_none());
        prop_assert_eq!(common::errors(&file.findings), Vec::<String>::new());
        let back = all_spanless(&file.remittances);
        for (before, after) in remittances.iter().zip(&back) {
            prop_assert_eq!(&before.payment.header, &after.payment.header);
            prop_assert_eq!(&before.groups, &after.groups);
            prop_assert_eq!(&before.provider_adjustments, &after.provider_adjustments);
        }
        prop_assert!(file.remittances.iter().all(|of| of.totals.as_ref().unwrap().is_balanced()));
        prop_assert_eq!(written(&file.remittances, delimiters), bytes);
    }
}
