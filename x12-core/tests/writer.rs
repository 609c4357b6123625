//! What the writer refuses, and what it writes.
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
    clippy::unwrap_in_result,
    clippy::panic_in_result_fn,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use common::{
    Adjustment, Cas, Claim, Dtm, Line, Nm1, Procedure, Ref, Sln, Sub, Svc, claim, digits, file,
    read,
};
use x12_core::{
    Code, Date, Delimiters, Error, Refusal, Text, Writer,
    notation::{LoopNode, Node, line_of},
};

fn procedure() -> Procedure<'static> {
    Procedure {
        qualifier: Some(Code::from("HC")),
        code: Some(Text::from("90834")),
        modifier: None,
    }
}

fn line() -> Line<'static> {
    Line::new(Svc {
        procedure: procedure(),
        charge: digits("1"),
        other: None,
    })
}

fn write(claim: &Claim<'_>) -> Result<String, Refusal> {
    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL);
    writer.start_set("TEST1");
    match claim.write_node(line_of(Claim::LOOP.lines, 0), "C", &mut writer) {
        Ok(()) => Ok(String::from_utf8(writer.into_inner()).unwrap()),
        Err(Error::Refused(refusal)) => Err(*refusal),
        Err(other) => panic!("{other}"),
    }
}

/// Rule, loop and element of the refusal.
fn refused(edit: impl FnOnce(&mut Claim<'static>)) -> (u16, &'static str, String) {
    let mut claim = claim();
    edit(&mut claim);
    match write(&claim) {
        Ok(text) => panic!("written: {text}"),
        Err(refusal) => {
            assert_eq!(refusal.place.guide, "TEST1");
            assert!(refusal.place.ordinal > 0, "{refusal}");
            (
                refusal.rule.number,
                refusal.place.loop_id,
                refusal.place.element_name(),
            )
        }
    }
}

fn at(number: u16, loop_id: &'static str, element: &str) -> (u16, &'static str, String) {
    (number, loop_id, element.to_owned())
}

fn id(text: &'static str) -> impl FnOnce(&mut Claim<'static>) {
    move |claim| claim.info.id = Some(Text::from(text))
}

#[test]
fn values_that_change_the_structure() {
    assert_eq!(refused(id("A*B")), at(801, "C", "CLP01"));
    assert_eq!(refused(id("DOE*X~C")), at(801, "C", "CLP01"));
    assert_eq!(refused(id("A~B")), at(801, "C", "CLP01"));
    assert_eq!(refused(id("A:B")), at(801, "C", "CLP01"));
    assert_eq!(refused(id("A^B")), at(801, "C", "CLP01"));
    assert_eq!(
        refused(|claim| claim.patient.as_mut().unwrap().name = Some(Text::from("DOE*X~CLP*1"))),
        at(801, "C", "NM102")
    );
    assert_eq!(
        refused(|claim| {
            let mut line = line();
            line.info.procedure.code = Some(Text::from("9:8"));
            claim.lines.push(line);
        }),
        at(801, "L", "SVC01-2")
    );
    assert_eq!(
        refused(|claim| claim.info.kind = Some(Code::from("*"))),
        at(801, "C", "CLP03")
    );
}

#[test]
fn delimiters_are_those_of_the_file() {
    let mut claim = claim();
    claim.info.id = Some(Text::from("A*B:C"));
    let delimiters = Delimiters::new(b'|', b'>', None, b'!').unwrap();
    let mut writer = Writer::new(Vec::new(), delimiters);
    claim
        .write_node(line_of(Claim::LOOP.lines, 0), "C", &mut writer)
        .unwrap();
    assert_eq!(writer.into_inner(), b"CLP|A*B:C|10.5!NM1|QC|LOPEZ!");
    // A point or a sign may be a delimiter too: then no such amount can be written.
    for delimiter in [b'.', b'-'] {
        let delimiters = Delimiters::new(b'*', delimiter, None, b'~').unwrap();
        let mut writer = Writer::new(Vec::new(), delimiters);
        let mut claim = self::claim();
        claim.info.amount = digits("-1.5");
        let error = claim
            .write_node(line_of(Claim::LOOP.lines, 0), "C", &mut writer)
            .unwrap_err();
        assert_eq!(error.rule().number, 801);
    }
}

#[test]
fn characters() {
    for (text, rule) in [
        ("A\nB", 802),
        ("A\0B", 802),
        ("A\tB", 802),
        ("A\u{7F}B", 802),
        ("\u{1}", 802),
        ("Aé", 803),
        ("A`B", 803),
        ("€", 803),
        ("\u{80}A", 803),
    ] {
        assert_eq!(
            refused(|claim| claim.info.id = Some(Text::from(text))),
            at(rule, "C", "CLP01"),
            "{text:?}"
        );
    }
    assert_eq!(
        refused(|claim| claim.info.id = Some(Text::new(b"L\xD3PEZ"))),
        at(803, "C", "CLP01")
    );
    for text in [" AB", "AB ", "  "] {
        assert_eq!(refused(id(text)), at(810, "C", "CLP01"), "{text:?}");
    }
    for text in ["A B", "!\"&'()+,", "-./;?=%@[", "]_{}\\|<>#", "$$ab"] {
        let mut claim = claim();
        claim.info.id = Some(Text::from(text));
        assert_eq!(
            write(&claim).unwrap(),
            format!("CLP*{text}*10.5~NM1*QC*LOPEZ~")
        );
    }
}

#[test]
fn lengths_and_codes() {
    assert_eq!(refused(id("A")), at(804, "C", "CLP01"));
    assert_eq!(refused(id("12345678901")), at(804, "C", "CLP01"));
    assert_eq!(
        refused(id("")),
        at(804, "C", "CLP01"),
        "a value that is there and empty is too short"
    );
    assert_eq!(refused(|claim| claim.info.id = None), at(805, "C", "CLP01"));
    assert_eq!(
        refused(|claim| claim.info.kind = Some(Code::from("Z"))),
        at(806, "C", "CLP03")
    );
    assert_eq!(
        refused(|claim| claim.info.kind = Some(Code::from("a"))),
        at(806, "C", "CLP03")
    );
    assert_eq!(
        refused(|claim| claim.patient.as_mut().unwrap().entity = Code::from("IL")),
        at(806, "C", "NM101")
    );
    assert_eq!(
        refused(|claim| claim.patient.as_mut().unwrap().name = None),
        at(805, "C", "NM102")
    );
    assert_eq!(refused(|claim| claim.patient = None), at(805, "C", "NM1"));
    let named = |name| {
        Some(Box::new(Nm1 {
            entity: Code::from("IL"),
            name,
        }))
    };
    assert_eq!(
        refused(|claim| claim.insured = named(Some(Text::from("NAME")))),
        at(812, "C", "NM102")
    );
    let mut claim = claim();
    claim.insured = named(None);
    assert!(write(&claim).unwrap().contains("NM1*IL~"));
}

#[test]
fn composites() {
    let with = |edit: fn(&mut Procedure<'static>)| {
        refused(|claim| {
            let mut line = line();
            edit(&mut line.info.procedure);
            claim.lines.push(line);
        })
    };
    assert_eq!(with(|of| of.qualifier = None), at(805, "L", "SVC01-1"));
    assert_eq!(with(|of| of.code = None), at(805, "L", "SVC01-2"));
    assert_eq!(
        with(|of| of.qualifier = Some(Code::from("XX"))),
        at(806, "L", "SVC01-1")
    );
    assert_eq!(
        with(|of| of.modifier = Some(Code::from("123"))),
        at(804, "L", "SVC01-4")
    );
    assert_eq!(
        with(|of| (of.qualifier, of.code) = (None, None)),
        at(805, "L", "SVC01")
    );
    let mut claim = claim();
    let mut one = line();
    one.info.procedure.modifier = Some(Code::from("22"));
    one.info.other = Some(Procedure {
        code: None,
        ..procedure()
    });
    claim.lines.push(one);
    assert_eq!(
        write(&claim).unwrap(),
        "CLP*C1*10.5~NM1*QC*LOPEZ~SVC*HC:90834::22*1**HC~",
        "inner empties stay, outer ones go"
    );
}

#[test]
fn repeats_and_groups() {
    let adjustment = || Adjustment {
        reason: Code::from("45"),
        amount: digits("1"),
    };
    let cas = |count: usize| Cas {
        group: Code::from("CO"),
        adjustments: (0..count).map(|_| adjustment()).collect(),
    };
    assert_eq!(
        refused(|claim| claim.adjustments = vec![cas(1), cas(1), cas(1)]),
        at(807, "C", "CAS")
    );
    assert_eq!(
        refused(|claim| claim.adjustments = vec![cas(4)]),
        at(807, "C", "CAS02")
    );
    assert_eq!(
        refused(|claim| claim.adjustments = vec![cas(0)]),
        at(805, "C", "CAS02")
    );
    assert_eq!(
        refused(|claim| claim.lines = vec![line(), line(), line(), line()]),
        at(807, "C", "SVC")
    );
    assert_eq!(
        refused(|claim| {
            let mut bad = cas(2);
            bad.adjustments[1].amount = digits("12345678901");
            claim.adjustments = vec![bad];
        }),
        at(808, "C", "CAS05")
    );
    let mut claim = claim();
    claim.adjustments = vec![cas(3), cas(1)];
    assert_eq!(
        write(&claim).unwrap(),
        "CLP*C1*10.5~CAS*CO*45*1*45*1*45*1~CAS*CO*45*1~NM1*QC*LOPEZ~"
    );
}

#[test]
fn amounts_are_canonical_and_never_rounded() {
    let written = |amount: &str| {
        let mut claim = claim();
        claim.info.amount = digits(amount);
        write(&claim)
            .map(|text| text.split(['*', '~']).nth(2).unwrap().to_owned())
            .map_err(|refusal| refusal.rule.number)
    };
    let wanted = [
        ("0", Ok("0")),
        ("0.00", Ok("0")),
        ("-0.00", Ok("0")),
        ("150.00", Ok("150")),
        ("92.10", Ok("92.1")),
        ("-92.10", Ok("-92.1")),
        ("0.5", Ok(".5")),
        ("-0.5", Ok("-.5")),
        ("100", Ok("100")),
        ("150.005", Ok("150.005")),
        ("1234567890", Ok("1234567890")),
        ("-1234567890", Ok("-1234567890")),
        ("12345678.90", Ok("12345678.9")),
        ("12345678.91", Ok("12345678.91")),
        ("0.1234567890", Ok(".123456789")),
        ("0.0123456789", Ok(".0123456789")),
        ("12345678901", Err(808)),
        ("-12345678901", Err(808)),
        ("123456789.01", Err(808)),
        ("0.12345678901", Err(808)),
        ("1000000000000000000000000000", Err(808)),
    ];
    for (amount, text) in wanted {
        assert_eq!(written(amount), text.map(str::to_owned), "{amount}");
    }
    assert_eq!(
        refused(|claim| claim.info.small = Some(digits("1234"))),
        at(808, "C", "CLP06")
    );
    assert_eq!(
        refused(|claim| claim.info.count = Some(12_345)),
        at(808, "C", "CLP07")
    );
}

/// A zero before the point, for receivers who ask for it; a digit more than the guide has is allowed for it.
#[test]
fn zeros_before_the_point() {
    let write = |amount: &str, delimiters| {
        let mut claim = claim();
        claim.info.amount = digits(amount);
        let mut writer = Writer::new(Vec::new(), delimiters).leading_zeros(true);
        claim
            .write_node(line_of(Claim::LOOP.lines, 0), "C", &mut writer)
            .map(|()| String::from_utf8(writer.into_inner()).unwrap())
            .map_err(|error| error.rule().number)
    };
    for (amount, text) in [
        ("0.5", "0.5"),
        ("-0.5", "-0.5"),
        ("0", "0"),
        ("10.5", "10.5"),
        ("-10.5", "-10.5"),
        ("0.1234567890", "0.123456789"),
    ] {
        assert_eq!(
            write(amount, Delimiters::USUAL),
            Ok(format!("CLP*C1*{text}~NM1*QC*LOPEZ~"))
        );
    }
    let pointed = Delimiters::new(b'*', b'.', None, b'~').unwrap();
    assert_eq!(write("0.5", pointed), Err(801));
    let dashed = Delimiters::new(b'*', b'-', None, b'~').unwrap();
    assert_eq!(write("-0.5", dashed), Err(801));
}

/// A condition of the segment (P0506) is the guide's too: half a pair is not written.
#[test]
fn pairs() {
    assert_eq!(refused(|claim| claim.info.small = Some(digits("1"))).1, "C");
    assert_eq!(
        refused(|claim| claim.info.date = Date::read(b"20250301")).1,
        "C"
    );
}

#[test]
fn what_was_not_understood() {
    let input = file(&[
        "CLP*C1*1",
        "NM1*QC*LOPEZ",
        "XYZ*1",
        "SVC*HC:1*1",
        "REF*QQ*1",
        "SVC*HC:1*X",
    ]);
    let got = read(&input);
    let claim = got.claims[0].as_ref().unwrap().clone();
    assert_eq!(write(&claim).unwrap_err().rule.number, 809);
    let mut partly = claim.clone();
    partly.unmatched.clear();
    assert_eq!(
        write(&partly).unwrap_err().place.element_name(),
        "SVC",
        "a rejected line"
    );
    partly.rejected.clear();
    let refusal = write(&partly).unwrap_err();
    assert_eq!(
        (
            refusal.rule.number,
            refusal.place.loop_id,
            refusal.place.excerpt(&input)
        ),
        (809, "L", Some(&b"REF*QQ*1~"[..]))
    );
    partly.lines[0].unmatched.clear();
    assert_eq!(write(&partly).unwrap(), "CLP*C1*1~NM1*QC*LOPEZ~SVC*HC:1*1~");
}

#[test]
fn the_order_is_the_guides() {
    let mut claim = claim();
    claim.closed = Some(Dtm {
        qualifier: Code::from("999"),
        date: Date::read(b"20250303").unwrap(),
    });
    claim.day = Some(Dtm {
        qualifier: Code::from("232"),
        date: Date::read(b"20250301").unwrap(),
    });
    claim.references = vec![Ref {
        qualifier: Code::from("EA"),
        id: Text::from("1"),
    }];
    let mut one = line();
    one.subs = vec![Sub::new(Sln {
        number: Text::from("1"),
    })];
    one.number = Some(Ref {
        qualifier: Code::from("6R"),
        id: Text::from("L1"),
    });
    claim.lines = vec![one, line()];
    let text = write(&claim).unwrap();
    let expected = "CLP*C1*10.5~NM1*QC*LOPEZ~REF*EA*1~DTM*232*20250301~SVC*HC:90834*1~REF*6R*L1~SLN*1~SVC*HC:90834*1~DTM*999*20250303~";
    assert_eq!(text, expected);
    let segments: Vec<&str> = text.trim_end_matches('~').split('~').collect();
    let input = file(&segments);
    let mut back = read(&input).claims.remove(0).unwrap();
    back.span = Default::default();
    back.lines.iter_mut().for_each(|line| {
        line.span = Default::default();
        line.subs
            .iter_mut()
            .for_each(|sub| sub.span = Default::default());
    });
    assert_eq!(back, claim);
}
