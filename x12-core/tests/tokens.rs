//! Segments and what stands between them are the file, byte by byte; delimiters come from the header.
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

use common::ISA;
use proptest::prelude::*;
use x12_core::{Delimiters, Error, Tag, Tokens};

/// All tokens put together again, or the error and what was put together before it.
fn rebuilt(input: &[u8]) -> (Vec<u8>, Vec<String>, Option<Error>) {
    let mut tokens = Tokens::new(input);
    let (mut out, mut tags) = (Vec::new(), Vec::new());
    let error = loop {
        match tokens.next() {
            Ok(Some(token)) => {
                let before = out.len();
                out.extend_from_slice(token.trivia);
                assert_eq!(
                    token.segment.span().start,
                    out.len() as u64,
                    "a span counts from the start of the file"
                );
                token.segment.write_to(&mut out);
                assert_eq!(
                    &out[before + token.trivia.len()..],
                    token.segment.bytes(),
                    "elements and delimiters are the segment"
                );
                assert_eq!(token.segment.span().end, out.len() as u64);
                tags.push(token.segment.tag().to_string());
            }
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    out.extend_from_slice(tokens.trailing());
    (out, tags, error)
}

fn check(input: &[u8], name: &str) -> Vec<String> {
    let (out, tags, error) = rebuilt(input);
    assert!(out == input, "{name}: bytes differ");
    if let Some(error) = error {
        assert!(
            (901..=903).contains(&error.rule().number),
            "{name}: {error}"
        );
    }
    tags
}

#[test]
fn fixtures_are_rebuilt() {
    for fixture in fixtures::era() {
        let tags = check(fixture.edi, fixture.name);
        assert_eq!(tags.first().map(String::as_str), Some("ISA"));
        assert_eq!(tags.last().map(String::as_str), Some("IEA"));
        let lines = fixture.edi.iter().filter(|byte| **byte == b'\n').count();
        assert_eq!(tags.len(), lines, "{}: one segment a line", fixture.name);
        assert!(rebuilt(fixture.edi).2.is_none());
    }
}

#[test]
fn dirty_cases_are_rebuilt() {
    for case in fixtures::dirty_eras() {
        check(&case.bytes, case.id);
        if case.base.is_some() {
            assert!(rebuilt(&case.bytes).2.is_none(), "{}", case.id);
        }
    }
}

#[test]
fn synthetic_data_are_rebuilt() {
    for (seed, bytes) in [(1, 10_000), (2, 400_000)] {
        let input = fixtures::era_of_size(seed, bytes);
        assert!(check(&input, "synthetic").len() > bytes / 60);
        assert!(rebuilt(&input).2.is_none());
    }
}

fn delimiters_of(input: &[u8]) -> Result<Delimiters, Error> {
    let mut tokens = Tokens::new(input);
    Ok(*tokens.next()?.expect("a segment").segment.delimiters())
}

fn isa(separator: char, repetition: char, component: char, terminator: char) -> Vec<u8> {
    let mut text: String = ISA
        .chars()
        .map(|char| if char == '*' { separator } else { char })
        .collect();
    text = text.replace('^', &repetition.to_string());
    text.truncate(104);
    format!("{text}{component}{terminator}IEA{separator}0{separator}000000001{terminator}")
        .into_bytes()
}

#[test]
fn delimiters_stand_at_fixed_offsets() {
    let input = isa('|', '!', '>', '\u{1C}');
    assert_eq!(
        (input[3], input[82], input[104], input[105]),
        (b'|', b'!', b'>', 0x1C)
    );
    let found = delimiters_of(&input).unwrap();
    assert_eq!(
        found,
        Delimiters::new(b'|', b'>', Some(b'!'), 0x1C).unwrap()
    );
    let found = delimiters_of(&isa('*', '^', ':', '\n')).unwrap();
    assert_eq!(found.terminator(), b'\n');
    let found = delimiters_of(&isa('*', '^', ':', '\r')).unwrap();
    assert_eq!(found.terminator(), b'\r');
}

#[test]
fn a_letter_or_space_in_isa11_is_no_separator() {
    for repetition in ['U', 'u', '5', ' '] {
        assert_eq!(
            delimiters_of(&isa('*', repetition, ':', '~'))
                .unwrap()
                .repetition(),
            None,
            "{repetition}"
        );
    }
    // Before 00402 ISA11 named a standard, whatever stands there.
    let old = String::from_utf8(isa('*', '^', ':', '~'))
        .unwrap()
        .replace("*00501*", "*00401*");
    assert_eq!(delimiters_of(old.as_bytes()).unwrap().repetition(), None);
}

#[test]
fn delimiters_that_cannot_be_told_apart_are_refused() {
    let refused = |separator, repetition, component, terminator| {
        let input = isa(separator, repetition, component, terminator);
        let error = delimiters_of(&input).unwrap_err();
        assert_eq!(
            error.rule().number,
            903,
            "{separator:?} {repetition:?} {component:?} {terminator:?}: {error}"
        );
    };
    refused('*', '^', ':', ':');
    refused('*', '^', '^', '~');
    refused('*', '~', ':', '~');
    refused('*', '^', '~', '~');
    refused('*', '^', 'A', '~');
    refused('*', '^', '7', '~');
    refused('*', '^', ' ', '~');
    refused('*', '^', ':', 'I');
    refused('*', '^', ':', '0');
    refused('*', '^', ':', ' ');
    for separator in ['A', '0', ' '] {
        let error = delimiters_of(&isa(separator, '^', ':', '~')).unwrap_err();
        assert!(
            [901, 903].contains(&error.rule().number),
            "{separator:?}: {error}"
        );
    }
    for (e, c, r, t) in [
        (b'*', b'*', Some(b'^'), b'~'),
        (b'*', b':', Some(b'*'), b'~'),
        (b'*', b':', Some(b':'), b'~'),
    ] {
        assert_eq!(Delimiters::new(e, c, r, t), None);
    }
    assert_eq!(Delimiters::new(b'a', b':', None, b'~'), None);
    assert_eq!(Delimiters::new(b'*', b':', Some(b'U'), b'~'), None);
    assert_eq!(Delimiters::new(b'*', b':', None, b' '), None);
}

/// Trimmed and stretched elements: sixteen separators say where ISA16 stands.
#[test]
fn a_header_with_other_widths() {
    for (from, to) in [
        ("SENDER         ", "SENDER"),
        ("          ", ""),
        ("RECEIVER       ", "RECEIVER            "),
        ("000000001", "1"),
    ] {
        let input = format!("{}IEA*0*000000001~", ISA.replacen(from, to, 2)).into_bytes();
        let found = delimiters_of(&input).unwrap();
        assert_eq!(found, Delimiters::USUAL, "{from:?} as {to:?}");
        assert_eq!(check(&input, "widths"), ["ISA", "IEA"]);
    }
    // One longer, one shorter: 106 bytes, but the separators do not stand where they should.
    let shifted = ISA
        .replace("SENDER         ", "SENDER          ")
        .replace("RECEIVER       ", "RECEIVER      ");
    assert_eq!(shifted.len(), 106);
    assert_eq!(
        delimiters_of(format!("{shifted}IEA*0*1~").as_bytes()).unwrap(),
        Delimiters::USUAL
    );
}

#[test]
fn what_stands_around_is_trivia() {
    let input = format!("\u{FEFF}{ISA}\r\n\r\nGS*A~~  ~\n\tIEA*0*000000001~\u{1A}\0\n");
    let mut tokens = Tokens::new(input.as_bytes());
    let mut trivia = Vec::new();
    while let Some(token) = tokens.next().unwrap() {
        trivia.push(String::from_utf8(token.trivia.to_vec()).unwrap());
    }
    assert_eq!(trivia, ["\u{FEFF}", "\r\n\r\n", "~  ~\n\t"]);
    assert_eq!(tokens.trailing(), b"\x1A\0\n");
}

/// White space may be long, also where the terminator is a line break.
#[test]
fn long_white_space() {
    for terminator in ["~", "\n", "\r"] {
        for blank in ["\n", "\r\n", " "] {
            for count in [100, 1_023, 1_024, 3_000, 9_000] {
                let padding = blank.repeat(count);
                let isa = ISA.replace('~', terminator);
                let input = format!(
                    "{isa}{padding}GS*AA*B{terminator}{padding}GE*0*C{terminator}{padding}IEA*1*000000001{terminator}{padding}"
                );
                let tags = check(input.as_bytes(), "white space");
                assert_eq!(
                    tags,
                    ["ISA", "GS", "GE", "IEA"],
                    "{terminator:?} and {count} times {blank:?}"
                );
            }
        }
    }
}

/// Ten times the white space takes about ten times as long, whatever the terminator is.
#[test]
fn white_space_takes_linear_time() {
    let kinds = [
        ("~", " ", 300_000),
        ("\n", " ", 300_000),
        ("\n", "\n", 1_000),
        ("\r", "\r\n", 1_000),
    ];
    for (terminator, blank, count) in kinds {
        let time = |count: usize| {
            let isa = ISA.replace('~', terminator);
            let padding = blank.repeat(count);
            let input =
                format!("{isa}{padding}GS*AA*B{terminator}GE*0*C{terminator}IEA*1*1{terminator}");
            let start = std::time::Instant::now();
            assert_eq!(rebuilt(input.as_bytes()).1.len(), 4);
            start.elapsed().as_secs_f64()
        };
        let (short, long) = (time(count), time(10 * count));
        assert!(
            long < 40.0 * short.max(0.005),
            "{terminator:?} and {blank:?}: {short} s, then {long} s"
        );
    }
}

/// Bytes between interchanges are trivia of the next ISA, however long and whatever they hold.
#[test]
fn long_junk_between_interchanges() {
    let second = ISA.replace("000000001", "000000002");
    for count in [1, 50, 500, 5_000] {
        let junk = "*** LOG: SENT~ A*B:C ~~ IS ISA".repeat(count);
        let input =
            format!("{ISA}IEA*0*000000001~{junk}{second}GS*AA*B~GE*0*C~IEA*0*000000002~{junk}");
        let tags = check(input.as_bytes(), "junk");
        assert_eq!(tags, ["ISA", "IEA", "ISA", "GS", "GE", "IEA"], "{count}");
    }
}

/// Separators in what stands before a header are none of the header's.
#[test]
fn a_header_behind_junk_with_separators() {
    let first = fixtures::era()[0].edi;
    let second = fixtures::era()[1].edi;
    for (element, terminator) in [('*', '~'), ('\u{b}', '~'), ('*', '\u{1a}')] {
        let same = |edi: &[u8]| -> Vec<u8> {
            let text = String::from_utf8(edi.to_vec()).unwrap();
            let text = text.replace('*', &element.to_string());
            text.replace('~', &terminator.to_string()).into_bytes()
        };
        for junk in [
            "a*b~c*",
            "*",
            "~*:^",
            "\u{b}\u{b}",
            "\u{1a}",
            &"x*~".repeat(3_000),
        ] {
            let input = [&same(first)[..], junk.as_bytes(), &same(second)].concat();
            let mut tokens = Tokens::new(&input);
            let mut headers = Vec::new();
            while let Some(token) = tokens.next().unwrap() {
                if token.segment.tag() == Tag::new("ISA") {
                    let elements =
                        (1..=token.segment.len()).map(|at| token.segment.element(at).to_vec());
                    headers.push(elements.collect::<Vec<_>>());
                }
            }
            assert_eq!(headers.len(), 2, "{element:?} {terminator:?} {junk:?}");
            assert_eq!(headers[0].len(), 16);
            assert_eq!(
                headers[1], headers[0],
                "{element:?} {terminator:?} {junk:?}"
            );
        }
    }
}

/// A header without the trailer before it begins an interchange all the same, with its own delimiters.
#[test]
fn a_header_inside_an_open_interchange() {
    let first = format!("{ISA}GS*AA*B:C~");
    let second = ISA
        .replace("*T*:~", "*T*>~")
        .replace("000000001", "000000002");
    let input = format!("{first}{second}GS*AA*B>C~GE*0*1~IEA*1*000000002~");
    let mut tokens = Tokens::new(input.as_bytes());
    let mut components = Vec::new();
    while let Some(token) = tokens.next().unwrap() {
        components.push((
            token.segment.tag().to_string(),
            token.segment.delimiters().component(),
        ));
    }
    let by_tag: Vec<_> = components
        .iter()
        .map(|(tag, component)| (tag.as_str(), *component))
        .collect();
    assert_eq!(
        by_tag,
        [
            ("ISA", b':'),
            ("GS", b':'),
            ("ISA", b'>'),
            ("GS", b'>'),
            ("GE", b'>'),
            ("IEA", b'>')
        ]
    );
}

#[test]
fn elements_of_a_segment() {
    let input = format!("{ISA}NM1**A:B^C*** ~IEA*0*000000001~");
    let mut tokens = Tokens::new(input.as_bytes());
    tokens.next().unwrap();
    let token = tokens.next().unwrap().unwrap();
    let segment = token.segment;
    assert_eq!(segment.len(), 5);
    let elements: Vec<_> = (0..8).map(|at| segment.element(at)).collect();
    assert_eq!(
        elements,
        [&b""[..], b"", b"A:B^C", b"", b"", b" ", b"", b""]
    );
    assert_eq!(
        segment.repetitions(2).collect::<Vec<_>>(),
        [&b"A:B"[..], b"C"]
    );
    assert_eq!(
        segment.components(b"A:B").collect::<Vec<_>>(),
        [&b"A"[..], b"B"]
    );
    assert_eq!(segment.repetitions(1).collect::<Vec<_>>(), [&b""[..]]);
    assert_eq!(
        segment.element_span(2).of(input.as_bytes()),
        Some(&b"A:B^C"[..])
    );
    assert_eq!(segment.element_span(3).len(), 0);
    assert_eq!(segment.element_span(99).start, segment.span().end - 1);
    let raw = segment.to_raw();
    assert_eq!(
        (raw.element(2), raw.element(5), raw.element(6), raw.bytes()),
        (&b"A:B^C"[..], &b" "[..], &b""[..], segment.bytes())
    );
}

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let fixtures = fixtures::era();
    let edits = proptest::collection::vec(
        (any::<proptest::sample::Index>(), any::<u8>(), 0_u8..6),
        0..12,
    );
    (0..fixtures.len(), edits).prop_map(move |(at, edits)| {
        let mut bytes = fixtures[at].edi.to_vec();
        for (index, byte, kind) in edits {
            if bytes.is_empty() {
                break;
            }
            let place = index.index(bytes.len());
            match kind {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                2 => {
                    bytes.remove(place);
                }
                3 => bytes.truncate(place.max(106)),
                4 => bytes.insert(place, b'~'),
                _ => bytes.insert(place, b"*:\n\rI"[usize::from(byte) % 5]),
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_files_are_rebuilt(input in mutated()) {
        let (out, _, error) = rebuilt(&input);
        prop_assert!(out == input);
        if let Some(error) = error {
            prop_assert!((901..=903).contains(&error.rule().number));
            let place = error.place().unwrap();
            prop_assert!(place.span.start <= place.span.end && place.span.end <= input.len() as u64, "{error}");
        }
    }

    #[test]
    fn any_bytes_behind_a_header(tail in proptest::collection::vec(any::<u8>(), 0..600)) {
        let input = [ISA.as_bytes(), &tail].concat();
        prop_assert!(rebuilt(&input).0 == input);
    }

    #[test]
    fn any_bytes(input in proptest::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(rebuilt(&input).0 == input);
    }
}
