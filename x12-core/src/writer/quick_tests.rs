//! The quick gate is held against the full one: it says yes only where the full gate says yes, and writes the same bytes.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise; the notation makes more than tests ask for, and fields public"
)]

use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::{
    Code, Date, DateRange, Delimiters, Error, Rendered, Text, Time, Writer, composite,
    notation::{
        Few, Item, LineSpec, Qualifier, SegmentRecord, Usage, element_number, first_uses,
        qualifier_key, required_elements, special_elements, unused_elements,
    },
    segment,
    segments::{Adjustment, Cas, Dtp, Nm1, Period, Procedure, Ref},
};

composite! {
    /// Numbers.
    pub struct Points {
        /// First.
        1 R N0 1/2 first: Option<u64> ["1" "2" "12"],
        /// Second.
        2 S N0 1/2 second: Option<u64>,
    }
}

segment! {
    /// Every kind of element.
    pub struct Every<'a> = "EVE" {
        /// Code.
        EVE01 R ID 2/3 code: Option<Code<'a>> ["QC" "472" "HC"],
        /// Text.
        EVE02 S AN 2/10 text: Option<Text<'a>>,
        /// Amount.
        EVE03 S R 1/18 amount: Option<Decimal>,
        /// Quantity.
        EVE04 S R 1/4 quantity: Option<Decimal>,
        /// Count.
        EVE05 S N0 1/3 count: Option<u64>,
        /// Date.
        EVE07 S DT 8/8 date: Option<Date>,
        /// Short date.
        EVE08 S DT 6/6 short: Option<Date>,
        /// Date as text.
        EVE09 S DT 8/8 other_date: Option<Text<'a>>,
        /// Time.
        EVE10 S TM 4/8 time: Option<Time>,
        /// Number as text.
        EVE11 S AN 3/4 figure: Option<Decimal>,
        /// Not used.
        EVE12 N AN 1/9 unused: Option<Text<'a>>,
        /// Components.
        EVE13 S composite procedure: Option<Procedure<'a>>,
        /// Required components.
        EVE14 R composite points: Option<Points>,
        /// Components again and again.
        EVE16 S repeat 1/2 more: Vec<Points>,
    }
    syntax P0304 R0205 E0507 C0903 L100203
}

/// A line like those of the notation: qualifier, then what differs.
macro_rules! line {
    ($type:ty, ($element:literal, $component:literal, [$($value:literal)*]) $($uses:tt)*) => {{
        static LINE: LineSpec = {
            const ITEM: Item = Item::Segment(&<$type as SegmentRecord<'static>>::SPEC);
            const USES: &[crate::notation::ElementUse] = line!(uses $($uses)*);
            const QUALIFIER: Qualifier = Qualifier {
                element: $element,
                component: $component,
                values: &[$($value),*],
                keys: &[$(qualifier_key($value)),*],
            };
            LineSpec {
                position: 100,
                usage: Usage::S,
                max: 1,
                tag: crate::Tag::UNREADABLE,
                label: "",
                field: "",
                uses: USES,
                first_uses: first_uses(USES),
                required: required_elements(&ITEM, USES),
                unused: unused_elements(USES),
                special: special_elements(&ITEM, &QUALIFIER, USES),
                qualifier: QUALIFIER,
                item: ITEM,
            }
        };
        &LINE
    }};
    (uses $($element:ident $usage:ident $([$($code:literal)*])?)*) => {
        &[$(crate::notation::ElementUse {
            element: element_number(stringify!($element)).0,
            component: element_number(stringify!($element)).1,
            usage: Usage::$usage,
            codes: line!(codes $([$($code)*])?),
            keys: &[$($(qualifier_key($code)),*)?],
        }),*]
    };
    (codes) => { None };
    (codes [$($code:literal)*]) => { Some(&[$($code),*]) };
}

/// How the gates are asked.
#[derive(Debug, Clone, Copy)]
struct How {
    delimiters: Delimiters,
    line_breaks: bool,
    leading_zeros: bool,
}

fn refusal(error: Error) -> String {
    match error {
        Error::Refused(refusal) => format!(
            "{} {:?} {:?}",
            refusal.rule.number, refusal.place, refusal.expected
        ),
        other => panic!("{other}"),
    }
}

/// What comes of a record, and whether the quick gate took it.
fn written<'a, T: SegmentRecord<'a>>(
    record: &T,
    line: &'static LineSpec,
    how: How,
    quick: bool,
) -> (Result<Vec<u8>, String>, bool) {
    let mut writer = Writer::new(Vec::new(), how.delimiters)
        .line_breaks(how.line_breaks)
        .leading_zeros(how.leading_zeros);
    writer.start_set("TEST");
    writer.quick = quick;
    let taken = quick && writer.record_quickly(record, line).unwrap();
    let refused = (!taken).then(|| writer.record(record, line, "2000"));
    match refused {
        Some(Err(error)) => (Err(refusal(error)), taken),
        _ => (Ok(writer.into_inner()), taken),
    }
}

/// True where the quick gate took it.
fn hold<'a, T: SegmentRecord<'a>>(record: &T, lines: &[&'static LineSpec], how: How) -> bool {
    let mut any = false;
    for line in lines {
        let (quickly, taken) = written(record, line, how, true);
        let (fully, _) = written(record, line, how, false);
        assert_eq!(quickly, fully);
        // The full gate refuses nothing that the quick one took; together with others it is the same.
        let mut rendered = Rendered::new(how.delimiters, how.line_breaks, how.leading_zeros);
        let piece = rendered.add("TEST", |to| {
            to.record(record, line, "2000")?;
            to.record(record, line, "2000")
        });
        match (fully, piece) {
            (Ok(one), Ok(piece)) => {
                let mut writer = Writer::new(Vec::new(), how.delimiters);
                writer.append(&rendered, piece).unwrap();
                assert_eq!(writer.into_inner(), one.repeat(2));
            }
            (Err(one), Err(error)) => {
                assert!(!taken);
                assert_eq!(one, refusal(error));
            }
            (one, piece) => panic!("{one:?} {piece:?}"),
        }
        any |= taken;
    }
    any
}

fn text() -> impl Strategy<Value = Option<Text<'static>>> {
    let odd = prop::sample::select(vec![
        "",
        " ",
        "A",
        "AB",
        "ABCDEFG",
        "ABCDEFGH",
        "ABCDEFGHIJ",
        "ABCDEFGHIJK",
        " AB",
        "AB ",
        "A B",
        "A*B",
        "AB~",
        ":AB",
        "A^B",
        "A`B",
        "A\u{1}B",
        "AB\u{7f}",
        "\u{e9}X",
        "A\nB",
        "20250131",
        "20250231",
        "1234567890123456",
        "12345678901234567",
    ]);
    prop::option::weighted(
        0.7,
        prop_oneof![1 => odd.prop_map(Text::from), 2 => "[A-Z0-9]{1,12}".prop_map(Text::from)],
    )
}

fn code() -> impl Strategy<Value = Option<Code<'static>>> {
    let codes = vec![
        "QC", "472", "HC", "ER", "D8", "XX", "1", "AB1", "ABCD", "ABCDE", " 1", "1 ", "*", "",
        "82", "85", "MI",
    ];
    prop::option::weighted(0.8, prop::sample::select(codes).prop_map(Code::from))
}

fn number() -> impl Strategy<Value = Option<Decimal>> {
    let of = (any::<i64>(), 0_u32..64, 0_u32..6)
        .prop_map(|(digits, shift, scale)| Decimal::new(digits.wrapping_shr(shift), scale));
    prop::option::weighted(0.6, of)
}

fn count() -> impl Strategy<Value = Option<u64>> {
    prop::option::weighted(0.6, prop_oneof![0_u64..15, any::<u64>()])
}

fn day() -> impl Strategy<Value = Date> {
    prop::sample::select(vec![
        (2025, 1, 31),
        (1899, 12, 1),
        (12_025, 1, 1),
        (-4, 3, 3),
        (7, 7, 7),
    ])
    .prop_map(|(year, month, day)| {
        chrono::NaiveDate::from_ymd_opt(year, month, day)
            .unwrap()
            .into()
    })
}

fn points() -> impl Strategy<Value = Points> {
    (count(), count()).prop_map(|(first, second)| Points { first, second })
}

fn procedure() -> impl Strategy<Value = Procedure<'static>> {
    (code(), text(), code(), code(), text()).prop_map(|(qualifier, code, first, second, text)| {
        Procedure {
            qualifier,
            code: code.map(|code| Code::from(code.into_bytes())),
            modifier_1: first,
            modifier_2: second,
            modifier_3: None,
            modifier_4: None,
            description: text,
        }
    })
}

fn how() -> impl Strategy<Value = How> {
    let delimiters = prop::sample::select(vec![
        Delimiters::USUAL,
        Delimiters::new(b'|', b'>', None, b'\n').unwrap(),
        Delimiters::new(b'.', b'-', Some(b'^'), b'~').unwrap(),
    ]);
    (delimiters, any::<bool>(), any::<bool>()).prop_map(
        |(delimiters, line_breaks, leading_zeros)| How {
            delimiters,
            line_breaks,
            leading_zeros,
        },
    )
}

fn every() -> impl Strategy<Value = Every<'static>> {
    let one = (
        code(),
        text(),
        number(),
        number(),
        count(),
        prop::option::of(day()),
        prop::option::weighted(0.1, day()),
    );
    let two = (
        prop::option::of(text().prop_map(Option::unwrap_or_default)),
        prop::option::of((0_u32..24, 0_u32..60, 0_u32..3)),
        prop::option::weighted(0.3, number()),
        prop::option::weighted(0.1, text()),
        prop::option::of(procedure()),
        prop::option::weighted(0.9, points()),
        prop::collection::vec(points(), 0..4),
    );
    (one, two).prop_map(|(one, two)| Every {
        code: one.0,
        text: one.1,
        amount: one.2,
        quantity: one.3,
        count: one.4,
        date: one.5,
        short: one.6,
        other_date: two.0,
        time: two.1.map(|(hour, minute, second)| {
            chrono::NaiveTime::from_hms_opt(hour, minute, second)
                .unwrap()
                .into()
        }),
        figure: two.2.flatten(),
        unused: two.3.flatten(),
        procedure: two.4,
        points: two.5,
        more: two.6,
    })
}

/// A segment that has nothing unusual.
fn usual() -> Every<'static> {
    let day = chrono::NaiveDate::from_ymd_opt(2025, 1, 31).unwrap().into();
    Every {
        code: Some("QC".into()),
        text: Some("PLAIN TEXT".into()),
        amount: Some(Decimal::new(-12_345, 2)),
        quantity: Some(Decimal::new(15, 1)),
        count: None,
        date: Some(day),
        short: None,
        other_date: None,
        time: chrono::NaiveTime::from_hms_opt(12, 30, 0).map(Time::from),
        figure: None,
        unused: None,
        procedure: Some(Procedure {
            qualifier: Some("HC".into()),
            code: Some("90837".into()),
            modifier_1: Some("25".into()),
            modifier_2: None,
            modifier_3: None,
            modifier_4: None,
            description: Some("A TEXT THAT IS LONGER THAN OTHERS".into()),
        }),
        points: Some(Points {
            first: Some(12),
            second: Some(3),
        }),
        more: vec![Points {
            first: Some(1),
            second: None,
        }],
    }
}

/// A usual segment with up to three elements of another one: most of what is wrong with it stands alone.
fn nearly_usual() -> impl Strategy<Value = Every<'static>> {
    (every(), prop::collection::vec(0..14, 1..=3)).prop_map(|(other, changes)| {
        let mut record = usual();
        for change in changes {
            match change {
                0 => record.code.clone_from(&other.code),
                1 => record.text.clone_from(&other.text),
                2 => record.amount = other.amount,
                3 => record.quantity = other.quantity,
                4 => record.count = other.count,
                5 => record.date = other.date,
                6 => record.short = other.short,
                7 => record.other_date.clone_from(&other.other_date),
                8 => record.time = other.time,
                9 => record.figure = other.figure,
                10 => record.unused.clone_from(&other.unused),
                11 => record.procedure.clone_from(&other.procedure),
                12 => record.points.clone_from(&other.points),
                _ => record.more.clone_from(&other.more),
            }
        }
        record
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_quick_gate_takes_no_more_than_the_full_one(record in every(), how in how()) {
        let lines: [&LineSpec; 4] = [
            line!(Every<'static>, (1, 0, [])),
            line!(Every<'static>, (1, 0, ["QC" "472"]) EVE02 N EVE03 R EVE05 S ["1" "2"] EVE14 S),
            line!(Every<'static>, (13, 1, ["HC"]) EVE01 R [] EVE04 N EVE12 S EVE13 R EVE14_1 S EVE14_2 R ["3"]),
            line!(Every<'static>, (1, 0, []) EVE07 R EVE13 N EVE14_2 N EVE16 R EVE16_1 R ["1"]),
        ];
        hold(&record, &lines, how);
    }

    #[test]
    fn nor_where_little_is_wrong(record in nearly_usual(), how in how()) {
        let lines: [&LineSpec; 3] = [
            line!(Every<'static>, (1, 0, [])),
            line!(Every<'static>, (1, 0, ["QC" "472"]) EVE02 R EVE03 R EVE05 S ["1" "2"] EVE12 N),
            line!(Every<'static>, (13, 1, ["HC"]) EVE01 R [] EVE04 S EVE14_1 S EVE14_2 R ["3"]),
        ];
        hold(&record, &lines, how);
    }

    #[test]
    fn nor_of_segments_with_groups(
        qualifier in code(), from in day(), to in day(), range in 0..3, reasons in prop::collection::vec((code(), number(), number()), 0..8),
        named in prop::collection::vec(text(), 5), numbers in (code(), code(), code()), how in how(),
    ) {
        let period = match range {
            0 => Period::Day(from),
            1 => Period::Range(DateRange { from, to }),
            _ => Period::Other { format: qualifier.clone(), value: Text::from("2025") },
        };
        let dtp = Dtp { qualifier: qualifier.clone().unwrap_or_default(), period };
        hold(&dtp, &[
            line!(Dtp<'static>, (1, 0, ["472"])),
            line!(Dtp<'static>, (1, 0, []) DTP02 R ["D8"]),
            line!(Dtp<'static>, (1, 0, []) DTP03 N),
        ], how);
        let cas = Cas {
            group: qualifier.clone().unwrap_or_default(),
            adjustments: reasons
                .into_iter()
                .map(|(reason, amount, quantity)| Adjustment { reason: reason.unwrap_or_default(), amount: amount.unwrap_or_default(), quantity })
                .collect::<Few<_>>(),
        };
        hold(&cas, &[line!(Cas<'static>, (1, 0, [])), line!(Cas<'static>, (1, 0, ["HC"]) CAS02 R ["1" "HC"])], how);
        let mut named = named.into_iter();
        let mut next = || named.next().flatten();
        let nm1 = Nm1 {
            entity: numbers.0.unwrap_or_default(),
            kind: numbers.1,
            last_name: next(),
            first_name: next(),
            middle_name: next(),
            suffix: next(),
            id_qualifier: numbers.2,
            id: next(),
        };
        hold(&nm1, &[
            line!(Nm1<'static>, (1, 0, ["QC" "82"])),
            line!(Nm1<'static>, (1, 0, ["QC" "HC" "472"]) NM103 R NM105 N NM108 R ["MI" "XX" "1"] NM109 R),
        ], how);
    }
}

#[test]
fn usual_segments_need_no_full_gate() {
    let how = How {
        delimiters: Delimiters::USUAL,
        line_breaks: false,
        leading_zeros: false,
    };
    let reference = Ref {
        qualifier: "6R".into(),
        id: "SYN000000001-1".into(),
    };
    assert!(hold(
        &reference,
        &[line!(Ref<'static>, (1, 0, ["6R"]))],
        how
    ));
    let day = chrono::NaiveDate::from_ymd_opt(2025, 1, 31).unwrap().into();
    let date = Dtp {
        qualifier: "472".into(),
        period: Period::Day(day),
    };
    assert!(hold(&date, &[line!(Dtp<'static>, (1, 0, ["472"]))], how));
    let usual = usual();
    assert!(hold(
        &usual,
        &[line!(Every<'static>, (1, 0, ["QC"]) EVE13_1 R ["HC"])],
        how
    ));
    let (bytes, _) = written(&usual, line!(Every<'static>, (1, 0, [])), how, true);
    let expected = "EVE*QC*PLAIN TEXT*-123.45*1.5***20250131***1230***HC:90837:25::::A TEXT THAT IS LONGER THAN OTHERS*12:3**1~";
    assert_eq!(bytes.as_deref(), Ok(expected.as_bytes()));
}
