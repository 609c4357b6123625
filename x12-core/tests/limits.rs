//! Every limit: what is at it passes, what is one past it is refused with a number of its own, and nothing is cut short.
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

use common::{file, frame_text, options};
use x12_core::{
    Diagnostic, Error, Findings, FrameOptions, FrameReader, Limits, Place, Severity, SliceFrames,
    Tokens, rules,
};

fn with(edit: impl FnOnce(&mut Limits)) -> FrameOptions {
    let mut options = options();
    edit(&mut options.limits);
    options
}

/// The error and the number of frames before it; the same from memory and from a reader.
fn run(input: &[u8], options: &FrameOptions) -> (Option<Error>, usize) {
    let mut findings = Findings::new(100, false);
    let mut frames = SliceFrames::new(input, options.clone());
    let mut count = 0;
    let error = loop {
        match frames.next(&mut findings) {
            Ok(Some(_)) => count += 1,
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    let mut frames = FrameReader::new(input, options.clone());
    let mut other = 0;
    let from_reader = loop {
        match frames.next(&mut findings) {
            Ok(Some(frame)) => {
                let _ = frame_text(&frame);
                other += 1;
            }
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    let number = |error: &Option<Error>| error.as_ref().map(|error| error.rule().number);
    assert_eq!((number(&error), count), (number(&from_reader), other));
    (error, count)
}

/// `at` passes, one less room gives this rule and this limit.
fn limit(input: &[u8], at: usize, number: u16, edit: impl Fn(&mut Limits, usize)) {
    let (error, _) = run(input, &with(|limits| edit(limits, at)));
    assert!(error.is_none(), "at {at}: {}", error.unwrap());
    let (error, _) = run(input, &with(|limits| edit(limits, at - 1)));
    let error = error.unwrap_or_else(|| panic!("{number}: {} is let through", at - 1));
    assert_eq!(error.rule().number, number, "{error}");
    let Error::Limit { limit, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(*limit, at - 1);
    let place = error.place().unwrap();
    assert!(
        place.span.start < place.span.end && place.span.end <= input.len() as u64,
        "{error}"
    );
    assert!(
        error.to_string().contains(&format!("(limit {})", at - 1)),
        "{error}"
    );
}

#[test]
fn bytes_of_a_segment() {
    let long = format!("NTE*{}", "X".repeat(500));
    // Identifier, separator, text, terminator.
    limit(&file(&["CLP*A*1", &long]), 505, 904, |limits, at| {
        limits.segment_bytes = at
    });
    // A segment without end is refused before all of it is in memory.
    let endless = [common::ISA.as_bytes(), &b"X".repeat(3_000_000)].concat();
    let (error, _) = run(&endless, &options());
    assert_eq!(error.unwrap().rule().number, 904);
}

#[test]
fn elements_of_a_segment() {
    let many = format!("NTE{}", "*1".repeat(40));
    limit(&file(&["CLP*A*1", &many]), 40, 905, |limits, at| {
        limits.elements = at
    });
    let empty = format!("NTE{}", "*".repeat(16_385));
    assert_eq!(
        run(&file(&["CLP*A*1", &empty]), &options())
            .0
            .unwrap()
            .rule()
            .number,
        905
    );
}

#[test]
fn components_of_an_element() {
    let many = format!("NTE*1*{}", ["1"; 30].join(":"));
    limit(&file(&["CLP*A*1", &many]), 30, 906, |limits, at| {
        limits.components = at
    });
    let empty = format!("NTE*{}*X", ":".repeat(29));
    limit(&file(&["CLP*A*1", &empty]), 30, 906, |limits, at| {
        limits.components = at
    });
    // Each repetition counts its own.
    let spread = format!("NTE*{}^{}", ["1"; 20].join(":"), ["1"; 20].join(":"));
    limit(&file(&["CLP*A*1", &spread]), 20, 906, |limits, at| {
        limits.components = at
    });
    assert_eq!(
        run(
            &file(&["CLP*A*1", &format!("NTE*{}", ":".repeat(1_000))]),
            &options()
        )
        .0
        .unwrap()
        .rule()
        .number,
        906
    );
}

#[test]
fn repetitions_of_an_element() {
    let many = format!("NTE*{}", ["1"; 30].join("^"));
    limit(&file(&["CLP*A*1", &many]), 30, 907, |limits, at| {
        limits.repetitions = at
    });
    limit(
        &file(&["CLP*A*1", &format!("NTE*{}", "^".repeat(29))]),
        30,
        907,
        |limits, at| limits.repetitions = at,
    );
    assert_eq!(
        run(
            &file(&["CLP*A*1", &format!("NTE*{}", "^".repeat(1_000))]),
            &options()
        )
        .0
        .unwrap()
        .rule()
        .number,
        907
    );
}

#[test]
fn bytes_of_a_loop() {
    let lines: Vec<String> = (0..50).map(|line| format!("SVC*HC:{line:04}*1")).collect();
    let mut segments: Vec<&str> = vec!["CLP*A*1"];
    segments.extend(lines.iter().map(String::as_str));
    segments.push("CLP*B*1");
    let input = file(&segments);
    // The claim with its terminators: 8 bytes and 50 lines of 14 bytes.
    limit(&input, 8 + 50 * 14, 909, |limits, at| {
        limits.loop_bytes = at
    });
    // Nothing of the claim is delivered, and what stands before it is.
    let (error, frames) = run(&input, &with(|limits| limits.loop_bytes = 707));
    assert_eq!(error.unwrap().place().unwrap().transaction, 1);
    assert_eq!(frames, 3);
}

/// A set that is skipped holds no memory, however long.
#[test]
fn skipped_sets_have_no_loops() {
    let segments = vec!["NTE*XXXXXXXXXXXXXXXXXXXXXXXXXX"; 5_000];
    let input = String::from_utf8(file(&segments))
        .unwrap()
        .replace("ST*999", "ST*998");
    let (error, frames) = run(input.as_bytes(), &with(|limits| limits.loop_bytes = 100));
    assert!(error.is_none());
    assert_eq!(frames, 5);
}

#[test]
fn limits_hold_for_tokens_too() {
    let number = |edit: fn(&mut Limits), segment: &str| {
        let mut limits = Limits::default();
        edit(&mut limits);
        let input = file(&[segment]);
        let mut tokens = Tokens::with_limits(&input, limits);
        loop {
            match tokens.next() {
                Ok(Some(_)) => {}
                Ok(None) => break 0,
                Err(error) => break error.rule().number,
            }
        }
    };
    assert_eq!(
        number(
            |limits| limits.segment_bytes = 120,
            &format!("NTE*{}", "X".repeat(200))
        ),
        904
    );
    assert_eq!(
        number(
            |limits| limits.elements = 16,
            &format!("NTE{}", "*X".repeat(17))
        ),
        905
    );
    assert_eq!(number(|limits| limits.components = 3, "NTE*1:2:3:4"), 906);
    assert_eq!(number(|limits| limits.repetitions = 3, "NTE*1^2^3^4"), 907);
    assert_eq!(number(|_| {}, "NTE*1"), 0);
}

fn finding(start: u64) -> Diagnostic {
    Diagnostic::new(&rules::OUTSIDE_TRANSACTION, Place::bytes(start, start + 1))
}

#[test]
fn findings_past_the_limit_are_counted() {
    for made in 0..6_u64 {
        let mut findings = Findings::new(3, false);
        (0..made).for_each(|at| findings.push(finding(at)));
        assert_eq!(
            (findings.total(), findings.errors(), findings.is_empty()),
            (made, made, made == 0)
        );
        let taken = findings.take();
        if made <= 3 {
            assert_eq!(taken.len() as u64, made);
            assert!(taken.iter().all(|of| of.rule.number == 110));
        } else {
            assert_eq!(taken.len(), 4);
            let last = &taken[3];
            assert_eq!((last.rule.number, last.severity), (910, Severity::Error));
            assert!(
                last.to_string().contains(&format!("found {made}")),
                "{last}"
            );
        }
        assert!(findings.is_empty() && findings.take().is_empty());
        // Once taken, there is room again.
        findings.push(finding(9));
        assert_eq!(findings.take().len(), 1);
        assert_eq!(findings.total(), made + 1);
    }
    let mut none = Findings::new(0, false);
    none.push(finding(0));
    assert!(!none.is_empty());
    let taken = none.take();
    assert_eq!((taken.len(), taken[0].rule.number), (1, 910));
}

#[test]
fn the_limit_on_findings_while_reading() {
    let input = String::from_utf8(file(&["CLP*A*1"]))
        .unwrap()
        .replace("ST*999", &format!("{}ST*999", "XYZ*1~".repeat(50)));
    let mut findings = Findings::new(10, false);
    let mut frames = SliceFrames::new(input.as_bytes(), options());
    while frames.next(&mut findings).unwrap().is_some() {}
    let taken = findings.take();
    assert_eq!(taken.len(), 11);
    assert_eq!(taken[10].rule.number, 910);
    assert_eq!(findings.total(), 50);
}

#[test]
fn strict_findings_stop_even_past_their_limit() {
    let input = String::from_utf8(file(&["CLP*A*1"]))
        .unwrap()
        .replace("SE*3*0001~", "");
    let mut findings = Findings::new(0, true);
    let mut frames = SliceFrames::new(input.as_bytes(), options());
    let error = loop {
        match frames.next(&mut findings) {
            Ok(Some(_)) => {}
            Ok(None) => panic!("strict reading went through"),
            Err(error) => break error,
        }
    };
    assert!(
        matches!(&error, Error::Strict(diagnostic) if diagnostic.rule.number == 104),
        "{error}"
    );
    assert!(matches!(frames.next(&mut findings), Ok(None)));
}

#[test]
fn numbers_are_used_once() {
    let mut numbers: Vec<u16> = rules::ALL.iter().map(|rule| rule.number).collect();
    let all = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), all);
    for rule in rules::ALL {
        assert_eq!(rule.code(), format!("X12-{:04}", rule.number));
        assert_eq!(rule.to_string(), rule.code());
        assert!(
            !rule.title.is_empty()
                && !rule.meaning.is_empty()
                && !rule.cause.is_empty()
                && !rule.fix.is_empty()
        );
        assert!(rule.snip.is_none_or(|snip| (1..=7).contains(&snip)));
    }
}
