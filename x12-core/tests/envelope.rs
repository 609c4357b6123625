//! Interchanges, groups and transaction sets: what is wrong is named by its number, and the data are delivered.
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

use common::{ISA, frame_text, options};
use x12_core::{Detail, Diagnostic, Findings, Frame, FrameOptions, SliceFrames};

struct Seen {
    frames: Vec<String>,
    findings: Vec<Diagnostic>,
    error: u16,
    claims: usize,
}

impl Seen {
    fn numbers(&self) -> Vec<u16> {
        self.findings
            .iter()
            .map(|finding| finding.rule.number)
            .collect()
    }

    fn shown(&self) -> Vec<String> {
        self.findings.iter().map(ToString::to_string).collect()
    }
}

fn see_with(input: &str, options: FrameOptions) -> Seen {
    let mut findings = Findings::new(1_000, false);
    let mut frames = SliceFrames::new(input.as_bytes(), options);
    let mut seen = Seen {
        frames: Vec::new(),
        findings: Vec::new(),
        error: 0,
        claims: 0,
    };
    loop {
        match frames.next(&mut findings) {
            Ok(Some(frame)) => {
                if let Frame::Unit(unit) = &frame {
                    seen.claims += usize::from(unit.tag(0) == Some(x12_core::Tag::new("CLP")));
                    seen.frames.push(format!("unit {}", unit.tag(0).unwrap()));
                } else {
                    seen.frames.push(frame_text(&frame));
                }
            }
            Ok(None) => break,
            Err(error) => {
                seen.error = error.rule().number;
                break;
            }
        }
    }
    seen.findings = findings.take();
    seen
}

fn see(input: &str) -> Seen {
    see_with(input, options())
}

const GS: &str = "GS*ZZ*APP1*APP2*20250301*1200*1*X*TEST1~";
const SET: &str = "ST*999*0001*TEST1~CLP*A*1~CLP*B*2~SE*4*0001~";
const GE: &str = "GE*1*1~";
const IEA: &str = "IEA*1*000000001~";

fn whole() -> String {
    format!("{ISA}{GS}{SET}{GE}{IEA}")
}

/// The file with one edit, what it must be called, and that both claims are there.
fn edited(from: &str, to: &str) -> Seen {
    let text = whole();
    assert!(text.contains(from));
    let seen = see(&text.replacen(from, to, 1));
    assert_eq!(
        (seen.claims, seen.error),
        (2, 0),
        "{from} to {to}: {:?}",
        seen.shown()
    );
    seen
}

#[test]
fn a_whole_file() {
    let seen = see(&whole());
    assert_eq!(seen.shown(), Vec::<String>::new());
    assert_eq!(
        seen.frames,
        [
            "isa SENDER 000000001",
            "gs TEST1 1",
            "unit ST",
            "unit CLP",
            "unit CLP",
            "end true",
            "group end",
            "interchange end"
        ]
    );
}

#[test]
fn wrong_counts() {
    let detail = |seen: &Seen| seen.findings[0].detail.clone();
    let seen = edited("SE*4*", "SE*5*");
    assert_eq!(
        (seen.numbers(), detail(&seen)),
        (
            vec![105],
            Detail::Count {
                expected: 4,
                found: 5
            }
        )
    );
    assert_eq!(seen.findings[0].place.element_name(), "SE01");
    let seen = edited("GE*1*", "GE*0*");
    assert_eq!(
        (seen.numbers(), detail(&seen)),
        (
            vec![105],
            Detail::Count {
                expected: 1,
                found: 0
            }
        )
    );
    let seen = edited("IEA*1*", "IEA*99999*");
    assert_eq!(
        (seen.numbers(), detail(&seen)),
        (
            vec![105],
            Detail::Count {
                expected: 1,
                found: 99_999
            }
        )
    );
    assert_eq!(
        edited("SE*4*", "SE*004*").numbers(),
        Vec::<u16>::new(),
        "zeros in front do not count"
    );
    assert_eq!(edited("SE*4*", "SE**").numbers(), [301]);
    assert_eq!(edited("SE*4*", "SE*X*").numbers(), [305]);
    assert_eq!(edited("SE*4*", "SE*-4*").numbers(), [305]);
    assert_eq!(edited("SE*4*", "SE*99999999999999999999*").numbers(), [318]);
}

#[test]
fn control_numbers_that_differ() {
    for (from, to, name) in [
        ("SE*4*0001", "SE*4*0002", "SE02"),
        ("GE*1*1", "GE*1*2", "GE02"),
        ("IEA*1*000000001", "IEA*1*1", "IEA02"),
    ] {
        let seen = edited(from, to);
        assert_eq!(seen.numbers(), [106], "{from}");
        assert_eq!(seen.findings[0].place.element_name(), name);
    }
    assert_eq!(edited("SE*4*0001", "SE*4").numbers(), [106]);
    assert_eq!(edited("SE*4*0001", "SE").numbers(), [301, 106]);
}

#[test]
fn several_of_each() {
    let set = |number: &str| SET.replace("0001", number);
    let group = |number: u32, sets: &[&str]| {
        let sets: String = sets.iter().map(|number| set(number)).collect();
        let count = sets.matches("ST*").count();
        format!(
            "{}{sets}GE*{count}*{number}~",
            GS.replace("*1200*1*", &format!("*1200*{number}*"))
        )
    };
    let first = format!(
        "{ISA}{}{}IEA*2*000000001~",
        group(1, &["0001", "0002"]),
        group(2, &["0001"])
    );
    let second = format!(
        "{}{}IEA*1*000000002~",
        ISA.replace("000000001", "000000002"),
        group(1, &["0001"])
    );
    let seen = see(&format!("{first}\n{second}"));
    assert_eq!((seen.numbers(), seen.claims, seen.error), (vec![], 8, 0));
    let count = |text: &str| {
        seen.frames
            .iter()
            .filter(|frame| frame.starts_with(text))
            .count()
    };
    assert_eq!(
        (
            count("isa"),
            count("gs"),
            count("unit ST"),
            count("end true"),
            count("group end"),
            count("interchange end")
        ),
        (2, 3, 4, 4, 3, 2)
    );
}

#[test]
fn control_numbers_used_twice() {
    let two_sets = format!("{ISA}{GS}{SET}{SET}GE*2*1~{IEA}");
    let seen = see(&two_sets);
    assert_eq!((seen.numbers(), seen.claims), (vec![108], 4));
    assert_eq!(
        (
            seen.findings[0].place.element_name(),
            seen.findings[0].place.transaction
        ),
        ("ST02".into(), 2)
    );
    let two_groups = format!("{ISA}{GS}{SET}{GE}{GS}{SET}{GE}IEA*2*000000001~");
    let seen = see(&two_groups);
    assert_eq!((seen.numbers(), seen.claims), (vec![108], 4));
    assert_eq!(seen.findings[0].place.element_name(), "GS06");
    let seen = see(&format!("{}{}", whole(), whole()));
    assert_eq!((seen.numbers(), seen.claims), (vec![107], 4));
    assert_eq!(seen.findings[0].place.element_name(), "ISA13");
    // Another sender may use the same number, and so may another interchange for its sets.
    let other = whole().replace("SENDER ", "SENDER2");
    assert_eq!(
        see(&format!("{}{other}", whole())).numbers(),
        Vec::<u16>::new()
    );
}

#[test]
fn acknowledgments_stand_between_isa_and_gs() {
    let ta1 = "TA1*000000001*250301*1200*A*000~";
    let seen = see(&format!("{ISA}{ta1}{ta1}{GS}{SET}{GE}{IEA}"));
    assert_eq!((seen.numbers(), seen.claims), (vec![], 2));
    assert_eq!(
        seen.frames
            .iter()
            .filter(|frame| frame.starts_with("ta1"))
            .count(),
        2
    );
    let only = see(&format!("{ISA}{ta1}IEA*0*000000001~"));
    assert_eq!(
        (only.numbers(), only.error, only.frames.len()),
        (vec![], 0, 3)
    );
    let misplaced = see(&format!("{ISA}{GS}{ta1}{SET}{GE}{IEA}"));
    assert_eq!((misplaced.numbers(), misplaced.claims), (vec![110], 2));
}

#[test]
fn sets_that_are_not_read() {
    for (from, to, set, version) in [
        ("ST*999*0001*TEST1~", "ST*834*0001*005010~", "834", "005010"),
        (
            "ST*999*0001*TEST1~",
            "ST*999*0001*004010X091A1~",
            "999",
            "004010X091A1",
        ),
        // What has not the shape of a version may be anything.
        ("ST*999*0001*TEST1~", "ST*999*0001*LOPEZ~", "999", "?"),
        ("ST*999*0001*TEST1~", "ST*999*0001*secret name~", "999", "?"),
        ("ST*999*0001*TEST1~", "ST*LOPEZ*0001*TEST1~", "?", "?"),
    ] {
        let seen = see(&whole().replacen(from, to, 1));
        assert_eq!(
            (seen.numbers(), seen.claims, seen.error),
            (vec![109], 0, 0),
            "{to}"
        );
        assert_eq!(seen.frames.len(), 5);
        assert!(seen.frames[2].starts_with("skipped"), "{:?}", seen.frames);
        let Detail::Set(name) = seen.findings[0].detail else {
            panic!("no name")
        };
        assert_eq!((name.set(), name.version()), (set, version));
        assert!(!seen.shown()[0].contains("secret") && !seen.shown()[0].contains("LOPEZ"));
        // The count of a skipped set is checked all the same.
        assert_eq!(
            see(&whole().replacen(from, to, 1).replace("SE*4", "SE*9")).numbers(),
            [109, 105]
        );
    }
    // The version of the group holds where ST has none.
    assert_eq!(
        edited("ST*999*0001*TEST1~", "ST*999*0001~").numbers(),
        Vec::<u16>::new()
    );
    // Any version, when asked for, is read and named.
    let any = FrameOptions {
        any_version: true,
        ..options()
    };
    let seen = see_with(&whole().replace("TEST1", "OTHER2"), any.clone());
    assert_eq!((seen.numbers(), seen.claims), (vec![109], 2));
    assert_eq!(
        see_with(&whole().replace("ST*999", "ST*834"), any).claims,
        0,
        "another set is not another version"
    );
}

#[test]
fn trailers_that_are_missing() {
    let next = whole().replace("000000001", "000000002");
    let seen = see(&whole().replacen("SE*4*0001~", "", 1));
    assert_eq!((seen.numbers(), seen.claims, seen.error), (vec![104], 2, 0));
    assert_eq!(seen.findings[0].detail, Detail::Expected("SE"));
    assert!(seen.frames.contains(&"end false".to_owned()));
    let seen = see(&whole().replacen(GE, "", 1));
    assert_eq!(
        (seen.numbers(), seen.claims, seen.findings[0].detail.clone()),
        (vec![104], 2, Detail::Expected("GE"))
    );
    let seen = see(&format!("{}{next}", whole().replacen(IEA, "", 1)));
    assert_eq!(
        (seen.numbers(), seen.claims, seen.findings[0].detail.clone()),
        (vec![104], 4, Detail::Expected("IEA"))
    );
    let all = format!("{ISA}{GS}{}{next}", SET.replace("SE*4*0001~", ""));
    let seen = see(&all);
    assert_eq!((seen.numbers(), seen.claims), (vec![104, 104, 104], 4));
    assert_eq!(
        seen.frames
            .iter()
            .filter(|frame| *frame == "interchange end")
            .count(),
        2
    );
    // Two sets, the first without SE.
    let seen = see(&format!(
        "{ISA}{GS}{}{}GE*2*1~{IEA}",
        SET.replace("SE*4*0001~", ""),
        SET.replace("0001", "0002")
    ));
    assert_eq!((seen.numbers(), seen.claims), (vec![104], 4));
    for text in [
        format!("{ISA}{GS}{SET}{GE}"),
        format!("{ISA}{GS}{SET}"),
        format!("{ISA}{GS}"),
        ISA.to_owned(),
    ] {
        assert_eq!(see(&text).error, 902, "{text}");
    }
}

/// Behind a header with other delimiters the data are read by them.
#[test]
fn a_missing_iea_before_other_component_separators() {
    let next = whole()
        .replace("000000001", "000000002")
        .replace(":~", ">~");
    let seen = see(&format!("{}{next}", whole().replacen(IEA, "", 1)));
    assert_eq!((seen.numbers(), seen.claims, seen.error), (vec![104], 4, 0));
}

#[test]
fn headers_that_are_missing() {
    assert_eq!(edited(GE, "GE*1*1~GE*1*1~").numbers(), [112]);
    assert_eq!(
        edited("SE*4*0001~", "SE*4*0001~SE*4*0001~").numbers(),
        [112]
    );
    let seen = see(&format!("{}IEA*1*000000001~", whole()));
    assert_eq!(
        (seen.numbers(), seen.claims, seen.error),
        (vec![101], 2, 0),
        "behind the end it is junk"
    );
    let seen = see(&format!("{ISA}{SET}IEA*0*000000001~"));
    assert_eq!(
        (seen.numbers(), seen.claims),
        (vec![111], 2),
        "ST03 names the version"
    );
    let seen = see(&format!("{ISA}{SET}{GE}IEA*0*000000001~"));
    assert_eq!((seen.numbers(), seen.claims), (vec![111, 112], 2));
}

#[test]
fn segments_outside() {
    for (from, to) in [
        (GS, "XYZ*1~GS*ZZ*APP1*APP2*20250301*1200*1*X*TEST1~"),
        ("ST*999", "XYZ*1~ST*999"),
        (GE, "XYZ*1~GE*1*1~"),
        (IEA, "XYZ*1~IEA*1*000000001~"),
    ] {
        let seen = edited(from, to);
        assert_eq!(seen.numbers(), [110], "before {from}");
        let text = whole().replacen(from, to, 1);
        assert_eq!(
            seen.findings[0].place.excerpt(text.as_bytes()),
            Some(&b"XYZ*1~"[..])
        );
    }
}

#[test]
fn blank_segments() {
    assert_eq!(edited("CLP*A*1~", "CLP*A*1~~").numbers(), [201]);
    assert_eq!(edited("CLP*A*1~", "~CLP*A*1~").numbers(), [201]);
    assert_eq!(edited("SE*4", "~SE*4").numbers(), [201]);
    assert_eq!(edited("CLP*A*1~", "CLP*A*1~ ~\n~").numbers(), [201, 201]);
    assert_eq!(
        edited("CLP*A*1~", "CLP*A*1~\r\n\r\n").numbers(),
        Vec::<u16>::new()
    );
}

/// Where reading stops, what stands before that place is named all the same.
#[test]
fn blank_segments_before_a_cut() {
    for (text, numbers) in [
        (format!("{ISA}~~GS*ZZ*A"), vec![201, 201]),
        (format!("{ISA}{GS}~"), vec![201]),
        (
            format!("{ISA}{GS}ST*999*0001*TEST1~~CLP*A*1~ ~CLP*B"),
            vec![201, 201],
        ),
    ] {
        let seen = see(&text);
        assert_eq!((seen.numbers(), seen.error), (numbers, 902), "{text}");
    }
    let long = format!("{ISA}{GS}~NTE*{}~", "X".repeat(1 << 20));
    let mut limits = options();
    limits.limits.segment_bytes = 1_000;
    let seen = see_with(&long, limits);
    assert_eq!((seen.numbers(), seen.error), (vec![201], 904));
}

#[test]
fn identifiers_in_lower_case() {
    for tag in ["GS", "ST", "CLP", "SE", "GE", "IEA"] {
        let seen = edited(&format!("{tag}*"), &format!("{}*", tag.to_lowercase()));
        assert_eq!(seen.numbers(), [203], "{tag}");
    }
    assert_eq!(edited("CLP*A", "cLp*A").numbers(), [203]);
}

#[test]
fn identifiers_that_are_none() {
    for bad in ["C", "CLPX", "", "C P", "C\u{e9}", "C-P", "CL\u{1}"] {
        let seen = see(&whole().replacen("CLP*B", &format!("{bad}*B"), 1));
        assert_eq!(
            (seen.numbers(), seen.claims, seen.error),
            (vec![202], 1, 0),
            "{bad:?}"
        );
    }
}

#[test]
fn bytes_around_interchanges() {
    let text = whole();
    let second = text.replace("000000001", "000000002");
    for junk in ["JUNK", "*** ISA ~ ***", "ISA", "\u{e9}"] {
        let input = format!("{text}{junk}{second}");
        let seen = see(&input);
        assert_eq!(
            (seen.numbers(), seen.claims, seen.error),
            (vec![101], 4, 0),
            "{junk:?} between: {:?}",
            seen.shown()
        );
        let place = seen.findings[0].place;
        assert_eq!(
            place.excerpt(input.as_bytes()),
            Some(junk.as_bytes()),
            "{junk:?}"
        );
    }
    // A header that breaks off is an interchange that cannot be read: an error, never a short read.
    let seen = see(&format!("{text}ISA*00*{second}"));
    assert_eq!((seen.error, seen.claims), (903, 2));
    for blank in ["\n", " \r\n\t", "\u{1A}", "\0\0"] {
        let seen = see(&format!("{blank}{text}{blank}{second}{blank}"));
        assert_eq!(
            (seen.numbers(), seen.claims, seen.error),
            (vec![], 4, 0),
            "{blank:?}"
        );
    }
    let seen = see(&format!("From: a@b\nDate: today\n\n{text}-- \nsigned"));
    assert_eq!(
        (seen.numbers(), seen.claims, seen.error),
        (vec![101, 101], 2, 0)
    );
}

#[test]
fn a_header_with_trimmed_elements() {
    let seen = edited("SENDER         ", "SENDER");
    assert_eq!(seen.numbers(), [102]);
    assert_eq!(seen.frames[0], "isa SENDER 000000001");
    assert_eq!(edited("*^*00501", "*U*00501").numbers(), [103]);
    assert_eq!(edited("*^*00501", "*U*00401").numbers(), Vec::<u16>::new());
}

#[test]
fn what_is_no_x12() {
    for text in [
        "",
        " \n",
        "hello",
        "<html>ISA</html>",
        "isa*00*",
        "\u{FEFF}",
        "UNA:+.? 'UNB+",
    ] {
        assert_eq!(see(text).error, 901, "{text:?}");
    }
    assert_eq!(see("ISA*00*          *00*").error, 902);
    assert_eq!(see(&"ISA*".repeat(200)).error, 903);
}

/// Too many control numbers to remember: said once, and what is remembered is still compared.
#[test]
fn the_memory_for_control_numbers_is_limited() {
    let mut options = options();
    options.limits.control_numbers = 3;
    let text = whole();
    let input = format!(
        "{text}{}{}{}",
        text.replace("000000001", "000000002"),
        text.replace("000000001", "000000003"),
        text
    );
    let seen = see_with(&input, options);
    assert_eq!(seen.claims, 8);
    assert_eq!(seen.numbers(), [113, 107]);
}
