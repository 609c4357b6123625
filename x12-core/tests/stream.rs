//! A reader that returns little at a time gives the same frames as the bytes in memory.
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

use common::{ISA, frame_text};
use proptest::prelude::*;
use std::io::{Error as IoError, ErrorKind, Read};
use x12_core::{
    Diagnostic, Error, Findings, FrameOptions, FrameReader, Limits, SliceFrames, Supported, Tag,
};

const ERA: &[Supported] = &[Supported {
    set: "835",
    versions: &["005010X221A1"],
    starts: &[Tag::new("LX"), Tag::new("CLP"), Tag::new("PLB")],
}];

fn options(loop_bytes: Option<usize>) -> FrameOptions {
    let mut limits = Limits::default();
    if let Some(bytes) = loop_bytes {
        limits.loop_bytes = bytes;
    }
    FrameOptions {
        supported: ERA,
        limits,
        ..FrameOptions::default()
    }
}

/// Returns as many bytes as `sizes` say, in turn; the call with number `fails` fails.
struct Little<'a> {
    rest: &'a [u8],
    sizes: Vec<usize>,
    calls: usize,
    fails: Option<usize>,
}

impl Read for Little<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let call = self.calls;
        self.calls += 1;
        if self.fails == Some(call) {
            return Err(IoError::new(ErrorKind::ConnectionReset, "reset"));
        }
        // Interrupted is no failure: it is asked again.
        if call % 5 == 3 && self.fails.is_none() {
            return Err(ErrorKind::Interrupted.into());
        }
        let size = self.sizes[call % self.sizes.len()]
            .max(1)
            .min(buffer.len())
            .min(self.rest.len());
        let (now, later) = self.rest.split_at(size);
        buffer[..size].copy_from_slice(now);
        self.rest = later;
        Ok(size)
    }
}

/// Frames as text, findings, and rule and start of the error.
type Outcome = (Vec<String>, Vec<Diagnostic>, Option<(u16, u64)>);

fn stop(error: &Error) -> (u16, u64) {
    (
        error.rule().number,
        error.place().map_or(0, |place| place.span.start),
    )
}

fn from_slice(input: &[u8], options: &FrameOptions) -> Outcome {
    let mut findings = Findings::new(100_000, false);
    let mut frames = SliceFrames::new(input, options.clone());
    let mut texts = Vec::new();
    let error = loop {
        match frames.next(&mut findings) {
            Ok(Some(frame)) => texts.push(frame_text(&frame)),
            Ok(None) => break None,
            Err(error) => break Some(stop(&error)),
        }
    };
    assert!(
        matches!(frames.next(&mut findings), Ok(None)),
        "a frame after the end"
    );
    (texts, findings.take(), error)
}

fn from_reader(input: &[u8], sizes: &[usize], options: &FrameOptions) -> Outcome {
    let reader = Little {
        rest: input,
        sizes: sizes.to_vec(),
        calls: 0,
        fails: None,
    };
    let mut findings = Findings::new(100_000, false);
    let mut frames = FrameReader::new(reader, options.clone());
    let mut texts = Vec::new();
    let error = loop {
        match frames.next(&mut findings) {
            Ok(Some(frame)) => texts.push(frame_text(&frame)),
            Ok(None) => break None,
            Err(error) => break Some(stop(&error)),
        }
    };
    assert!(
        matches!(frames.next(&mut findings), Ok(None)),
        "a frame after the end"
    );
    (texts, findings.take(), error)
}

fn same(input: &[u8], sizes: &[usize], options: &FrameOptions, name: &str) {
    let (slice, reader) = (
        from_slice(input, options),
        from_reader(input, sizes, options),
    );
    assert_eq!(slice.2, reader.2, "{name}: errors");
    if slice.1 != reader.1 {
        let shown = |all: &[Diagnostic]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        panic!(
            "{name}: findings differ\n{:#?}\n{:#?}",
            shown(&slice.1),
            shown(&reader.1)
        );
    }
    assert_eq!(slice.0.len(), reader.0.len(), "{name}: number of frames");
    for (one, two) in slice.0.iter().zip(&reader.0) {
        assert!(one == two, "{name}:\n{one}\n{two}");
    }
}

#[test]
fn fixtures_and_dirty_cases() {
    for sizes in [&[1][..], &[1_000_000], &[105, 1, 2], &[3, 64, 17]] {
        for fixture in fixtures::era() {
            same(fixture.edi, sizes, &options(None), fixture.name);
        }
        for case in fixtures::dirty_eras() {
            same(&case.bytes, sizes, &options(None), case.id);
        }
    }
}

/// Long enough for several windows: claims lie across their borders.
#[test]
fn files_of_many_windows() {
    for (seed, bytes) in [(3, 300_000), (4, 1_100_000)] {
        let input = fixtures::era_of_size(seed, bytes);
        same(&input, &[100_000, 1, 31], &options(None), "synthetic");
    }
}

/// The same with a window border at every place of a claim: the file is moved by spaces behind ISA.
#[test]
fn window_borders_at_every_place() {
    const WINDOW: usize = 256 << 10;
    let one = fixtures::era()[0].edi;
    let small = std::str::from_utf8(one).unwrap();
    let second = small.replace("000000001", "000000002");
    for shift in (0..1_000).step_by(7) {
        let padding = " ".repeat(WINDOW - 500 - small.len() + shift);
        let input = format!("{small}{padding}{second}");
        same(input.as_bytes(), &[WINDOW], &options(None), "shifted");
    }
}

/// Windows that begin and end inside units, blank segments, other delimiters, and skipped sets.
#[test]
fn mixed_interchanges_over_many_windows() {
    let base = std::str::from_utf8(fixtures::era()[0].edi).unwrap();
    let other = base
        .replace('*', "|")
        .replace(':', ">")
        .replace('^', "!")
        .replace("~\n", "\u{1C}");
    let skipped = base.replace("ST*835*", "ST*834*");
    let mut input = String::new();
    for number in 0..900 {
        let control = format!("{:09}", number + 2);
        let of = match number % 4 {
            0 => base.to_owned(),
            1 => other.clone(),
            2 => skipped.clone(),
            _ => base
                .replace("CAS*CO", "~ ~CAS*CO")
                .replace("LX*1~", "lx*1~"),
        };
        input.push_str(&of.replace("000000001", &control));
        if number % 5 == 0 {
            input.push_str("\r\n -- junk ~ * -- \r\n");
        }
    }
    assert!(input.len() > 600_000);
    same(input.as_bytes(), &[100_000], &options(None), "mixed");
    let (frames, findings, error) = from_slice(input.as_bytes(), &options(None));
    assert_eq!(error, None);
    let count = |start: &str| {
        frames
            .iter()
            .filter(|frame| frame.starts_with(start))
            .count()
    };
    assert_eq!(
        (
            count("isa "),
            count("gs "),
            count("skipped"),
            count("end true"),
            count("interchange end")
        ),
        (900, 900, 225, 675, 900)
    );
    assert_eq!(
        findings
            .iter()
            .filter(|finding| finding.rule.number == 109)
            .count(),
        225
    );
    assert_eq!(
        findings
            .iter()
            .filter(|finding| finding.rule.number == 101)
            .count(),
        180
    );
    assert_eq!(
        findings
            .iter()
            .filter(|finding| finding.rule.number == 203)
            .count(),
        225
    );
    assert_eq!(
        findings
            .iter()
            .filter(|finding| finding.rule.number == 201)
            .count(),
        450
    );
}

#[test]
fn small_limits_on_loops() {
    for limit in [1, 50, 100, 200, 300, 320, 330, 400, 500, 1_000] {
        for fixture in fixtures::era() {
            same(fixture.edi, &[1, 40], &options(Some(limit)), fixture.name);
        }
    }
    let input = fixtures::era_of_size(5, 700_000);
    for limit in [200, 600, 2_000, 20_000] {
        same(&input, &[65_536], &options(Some(limit)), "synthetic");
    }
}

/// A preamble is junk with a name, however long, and a header may lie across the border of two windows.
#[test]
fn long_preambles() {
    let file = fixtures::era()[0].edi;
    for len in [
        10, 1_000, 262_140, 262_142, 262_143, 262_144, 262_145, 300_000,
    ] {
        let input = [&b"X".repeat(len)[..], file].concat();
        same(
            &input,
            &[50_000],
            &options(None),
            &format!("preamble of {len}"),
        );
    }
}

#[test]
fn a_failing_reader_gives_its_error() {
    let input = fixtures::era()[1].edi;
    let calls = input.len().div_ceil(13) + 1;
    for call in 0..calls {
        let reader = Little {
            rest: input,
            sizes: vec![13],
            calls: 0,
            fails: Some(call),
        };
        let mut findings = Findings::new(100, false);
        let mut frames = FrameReader::new(reader, options(None));
        let error = loop {
            match frames.next(&mut findings) {
                Ok(Some(_)) => {}
                Ok(None) => panic!("call {call} failed without an error"),
                Err(error) => break error,
            }
        };
        assert!(
            matches!(&error, Error::Io { source } if source.kind() == ErrorKind::ConnectionReset),
            "{call}: {error}"
        );
        assert_eq!(error.rule().number, 911);
        assert!(error.place().is_none());
        assert!(matches!(frames.next(&mut findings), Ok(None)));
    }
}

/// What was read in full before a failure is delivered, in whole units.
#[test]
fn a_late_failure_comes_after_what_was_complete() {
    let input = fixtures::era_of_size(6, 900_000);
    let calls = input.len().div_ceil(4_096);
    let reader = Little {
        rest: &input,
        sizes: vec![4_096],
        calls: 0,
        fails: Some(calls - 2),
    };
    let mut findings = Findings::new(100, false);
    let mut frames = FrameReader::new(reader, options(None));
    let mut texts = Vec::new();
    while let Ok(Some(frame)) = frames.next(&mut findings) {
        texts.push(frame_text(&frame));
    }
    let whole = from_slice(&input, &options(None)).0;
    assert!(texts.len() > 500 && texts.len() < whole.len());
    assert!(whole.starts_with(&texts));
}

#[test]
fn delimiters_change_from_interchange_to_interchange() {
    let mut input = String::new();
    for number in 0..60 {
        let (e, c, r, t) = [
            ('*', ':', '^', "~"),
            ('|', '>', '!', "\n"),
            ('\u{1D}', '\u{1F}', '\u{1E}', "\u{1C}\r\n"),
        ][number % 3];
        let one = std::str::from_utf8(fixtures::era()[number % 13].edi).unwrap();
        let of: String = one
            .replace("~\n", "\u{1}")
            .chars()
            .map(|char| match char {
                '*' => e,
                ':' => c,
                '^' => r,
                other => other,
            })
            .collect();
        input.push_str(
            &of.replace('\u{1}', t)
                .replace("000000001", &format!("{:09}", number + 1)),
        );
    }
    same(
        input.as_bytes(),
        &[1, 2, 3, 5, 8, 13],
        &options(None),
        "alternating",
    );
    let (frames, findings, error) = from_slice(input.as_bytes(), &options(None));
    assert_eq!(error, None);
    assert_eq!(
        frames
            .iter()
            .filter(|frame| frame.starts_with("isa"))
            .count(),
        60
    );
    assert_eq!(findings, []);
}

#[test]
fn a_reader_that_is_empty() {
    for input in [
        &b""[..],
        b"\n\n  ",
        b"\xEF\xBB\xBF",
        b"\xEF",
        b"I",
        b"IS",
        b"ISA",
        b"ISA*",
        &ISA.as_bytes()[..105],
    ] {
        same(input, &[1], &options(None), &format!("{input:?}"));
        assert!(from_slice(input, &options(None)).2.is_some());
    }
}

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let edits = proptest::collection::vec(
        (any::<proptest::sample::Index>(), any::<u8>(), 0_u8..7),
        1..10,
    );
    (0_usize..13, 0_usize..13, edits).prop_map(|(one, two, edits)| {
        let all = fixtures::era();
        let mut bytes = [all[one].edi, all[two].edi].concat();
        for (index, byte, kind) in edits {
            let place = index.index(bytes.len());
            match kind {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                2 => {
                    bytes.remove(place);
                }
                3 => bytes.insert(place, b'~'),
                4 => bytes.insert(place, b'*'),
                5 => {
                    let end = (place + 80).min(bytes.len());
                    bytes.drain(place..end);
                }
                _ => {
                    let end = (place + 80).min(bytes.len());
                    let copy = bytes[place..end].to_vec();
                    bytes.splice(place..place, copy);
                }
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_files(input in mutated(), sizes in proptest::collection::vec(1_usize..300, 1..8), limit in proptest::option::of(50_usize..900)) {
        let options = options(limit);
        let (slice, reader) = (from_slice(&input, &options), from_reader(&input, &sizes, &options));
        prop_assert_eq!(&slice.2, &reader.2);
        prop_assert_eq!(&slice.1, &reader.1);
        prop_assert_eq!(&slice.0, &reader.0);
    }
}
