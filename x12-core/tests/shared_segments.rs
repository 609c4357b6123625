//! What the shared segments and the newer parts of the notation promise: periods, qualifiers inside composites, lines that
//! do not use a component, levels that are written apart from their children.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

use x12_core::{
    Code, Date, DateRange, Delimiters, Findings, Frame, FrameOptions, Limits, SliceFrames,
    Supported, Tag, Text, Writer, composite,
    notation::{Context, Guide, LoopNode, Node, ambiguities, line_of, read_unit},
    segment, segment_loop,
    segments::{Dtp, Hl, Period, Procedure, St},
};

composite! {
    /// A code with its list.
    pub struct Listed<'a> {
        /// List.
        1 R ID 1/3 list: Option<Code<'a>>,
        /// Code.
        2 S AN 1/30 code: Option<Code<'a>>,
    }
}

segment! {
    /// A list of codes.
    pub struct Hi<'a> = "HI" {
        /// The first.
        HI01 R composite first: Option<Listed<'a>>,
        /// The second.
        HI02 S composite second: Option<Listed<'a>>,
    }
}

segment! {
    /// A line.
    pub struct Svc<'a> = "SVC" {
        /// What was done.
        SVC01 R composite procedure: Procedure<'a>,
    }
}

segment_loop! {
    /// All of a set.
    pub struct All<'a> = "ALL" {
        /// Header.
        10 R 1 ST set: St<'a> { ST01 R ["999"] };
        /// One day, or a period.
        20 S 1 DTP["472"] service: Option<Dtp<'a>>,
        /// One day.
        20 S 1 DTP["431"] onset: Option<Dtp<'a>> { DTP02 R ["D8"] },
        /// By the first component: diagnoses.
        30 S 1 HI[HI01_1: "ABK" | "BK"] diagnoses: Option<Hi<'a>>,
        /// By the first component: conditions.
        30 S 1 HI[HI01_1: "BG"] conditions: Option<Hi<'a>> { HI02 N },
        /// Without a description.
        40 S 1 SVC line: Option<Svc<'a>> { SVC01_1 R ["HC"] SVC01_7 N },
        /// Levels.
        50 R n HL[HL03: "20"] levels: Vec<Level<'a>>,
    }
}

segment_loop! {
    /// A level.
    pub struct Level<'a> = "LVL" {
        /// Number.
        10 R 1 HL[HL03: "20"] level: Hl<'a>;
    }
}

const GUIDE: Guide = Guide {
    id: "TEST1",
    set: "999",
    loops: &[&<All<'static> as LoopNode<'static>>::LOOP],
    tolerated: &[],
    form_box: None,
};
const SETS: &[Supported] = &[Supported {
    set: "999",
    versions: &["TEST1"],
    starts: &[],
}];

/// A file with these segments between ST and SE.
fn file(segments: &[&str]) -> Vec<u8> {
    let head = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250301*1200*^*00501*000000001*0*T*:~GS*HC*S1*R1*20250301*1200*1*X*TEST1~ST*999*0001~";
    let mut text = head.to_owned();
    for segment in segments {
        text.push_str(segment);
        text.push('~');
    }
    text.push_str(&format!(
        "SE*{}*0001~GE*1*1~IEA*1*000000001~",
        segments.len().saturating_add(2)
    ));
    text.into_bytes()
}

/// The loop, and the numbers and elements of the findings.
fn read(segments: &[&str]) -> (All<'static>, Vec<String>) {
    let input = file(segments);
    let mut findings = Findings::new(100, false);
    let options = FrameOptions {
        supported: SETS,
        ..FrameOptions::default()
    };
    let mut frames = SliceFrames::new(&input, options);
    let mut all = None;
    let mut made = Findings::new(100, false);
    while let Some(frame) = frames.next(&mut findings).unwrap() {
        if let Frame::Unit(unit) = frame {
            let mut context = Context::new(&mut made, &GUIDE, 1, true, &Limits::default());
            all = read_unit::<All<'_>>(unit, &mut context)
                .ok()
                .map(All::into_owned);
        }
    }
    assert!(findings.is_empty());
    let taken = made.take();
    let shown = taken
        .iter()
        .map(|of| format!("{} {}", of.rule, of.place.element_name()));
    (all.unwrap(), shown.collect())
}

const LEVEL: &str = "HL*1**20*0";

#[test]
fn periods_keep_their_form() {
    let (all, shown) = read(&[
        "DTP*472*RD8*20250210-20250212",
        "DTP*431*D8*20250209",
        LEVEL,
    ]);
    assert_eq!(shown, Vec::<String>::new());
    let service = all.service.unwrap();
    assert!(matches!(service.period, Period::Range(_)));
    assert_eq!(service.from().unwrap().to_string(), "2025-02-10");
    assert_eq!(service.to().unwrap().to_string(), "2025-02-12");
    let onset = all.onset.unwrap();
    assert!(matches!(onset.period, Period::Day(_)));
    assert_eq!(onset.from(), onset.to());
}

#[test]
fn periods_that_are_none_are_kept_and_named() {
    for (value, finding) in [
        ("D8*20250230", "X12-0306 DTP03"),
        ("D8*20250210-20250211", "X12-0306 DTP03"),
        ("RD8*20250210", "X12-0306 DTP03"),
        ("RD8*20250212-20250211", "X12-0306 DTP03"),
        ("DT*202502101200", "X12-0308 DTP02"),
        ("*20250210", "X12-0301 DTP02"),
    ] {
        let segment = format!("DTP*472*{value}");
        let (all, shown) = read(&[&segment, LEVEL]);
        assert_eq!(shown, [finding], "{value}");
        let period = all.service.unwrap().period;
        assert!(matches!(period, Period::Other { .. }), "{value}");
        assert_eq!((period.from(), period.to()), (None, None));
    }
    // Nothing that could be kept.
    let (all, shown) = read(&["DTP*472*D8", LEVEL]);
    assert_eq!(shown, ["X12-0301 DTP03"]);
    assert_eq!((all.service, all.unmatched.len()), (None, 1));
    // The line allows a day only.
    let (all, shown) = read(&["DTP*431*RD8*20250210-20250212", LEVEL]);
    assert_eq!(shown, ["X12-0308 DTP02"]);
    assert!(all.onset.unwrap().from().is_some());
}

#[test]
fn a_qualifier_may_stand_in_a_composite() {
    let (all, shown) = read(&["HI*BG:17", "HI*ABK:F411*ABF:F331", "HI*BP:1", LEVEL]);
    assert_eq!(shown, ["X12-0204 HI"]);
    let first = |of: Option<Hi<'_>>| of.unwrap().first.unwrap().code.unwrap().to_string();
    assert_eq!(first(all.conditions), "17");
    assert_eq!(first(all.diagnoses), "F411");
    assert_eq!(all.unmatched.len(), 1);
    for of in GUIDE.loops {
        assert_eq!(ambiguities(of), []);
    }
    let line = line_of(All::LOOP.lines, 4);
    assert_eq!((line.qualifier.element, line.qualifier.component), (1, 1));
    assert_eq!(line.label, "HI*BG");
}

fn hi(list: &str, second: bool) -> Hi<'static> {
    let listed = |list: &str| {
        Some(Listed {
            list: Some(Code::from(list.to_owned())),
            code: Some(Code::from("X")),
        })
    };
    Hi {
        first: listed(list),
        second: second.then(|| listed("ABF")).flatten(),
    }
}

fn all() -> All<'static> {
    let mut all = All::new(St {
        set: Some(Code::from("999")),
        control_number: Some(Text::from("0001")),
        version: None,
    });
    all.levels.push(Level::new(Hl {
        number: Some(Text::from("1")),
        parent: None,
        kind: Some(Code::from("20")),
        has_children: Some(Code::from("0")),
    }));
    all
}

/// The text of the set, or the number of what refused it.
fn written(all: &All<'_>, apart: &'static [Tag]) -> Result<String, u16> {
    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL);
    writer.start_set("TEST1");
    writer.apart(apart);
    let line = line_of(All::LOOP.lines, 0);
    match all.write_node(line, "ALL", &mut writer) {
        Ok(()) => Ok(String::from_utf8(writer.into_inner()).unwrap_or_default()),
        Err(error) => Err(error.rule().number),
    }
}

#[test]
fn periods_are_written_as_they_were() {
    let day = |text: &[u8]| Date::read(text).unwrap();
    let dtp = |period| {
        let mut all = all();
        all.service = Some(Dtp {
            qualifier: Code::from("472"),
            period,
        });
        written(&all, &[])
    };
    let one = dtp(Period::Day(day(b"20250210"))).unwrap();
    assert!(one.contains("~DTP*472*D8*20250210~"), "{one}");
    let range = DateRange {
        from: day(b"20250210"),
        to: day(b"20250210"),
    };
    let two = dtp(Period::Range(range)).unwrap();
    assert!(two.contains("~DTP*472*RD8*20250210-20250210~"), "{two}");
    let other = |format: Option<&str>| {
        dtp(Period::Other {
            format: format.map(|format| Code::from(format.to_owned())),
            value: Text::from("20250230"),
        })
    };
    assert_eq!(other(Some("D8")), Err(805));
    assert_eq!(other(Some("DT")), Err(806));
    assert_eq!(other(None), Err(805));
}

#[test]
fn what_a_line_does_not_use_is_not_written() {
    let mut set = all();
    set.conditions = Some(hi("BG", false));
    assert!(written(&set, &[]).unwrap().contains("~HI*BG:X~"));
    set.conditions = Some(hi("BG", true));
    assert_eq!(written(&set, &[]), Err(812), "HI02 as a whole");
    set.conditions = Some(hi("ABK", false));
    assert_eq!(written(&set, &[]), Err(806), "the line is named by BG");
    let mut set = all();
    let procedure = |description| Procedure {
        qualifier: Some(Code::from("HC")),
        code: Some(Code::from("90834")),
        modifier_1: None,
        modifier_2: None,
        modifier_3: None,
        modifier_4: None,
        description,
    };
    set.line = Some(Svc {
        procedure: procedure(None),
    });
    assert!(written(&set, &[]).unwrap().contains("~SVC*HC:90834~"));
    set.line = Some(Svc {
        procedure: procedure(Some(Text::from("TALK"))),
    });
    assert_eq!(written(&set, &[]), Err(812), "SVC01-7");
}

#[test]
fn levels_may_be_written_apart() {
    let mut head = all();
    let levels = std::mem::take(&mut head.levels);
    assert_eq!(written(&head, &[]), Err(805));
    let apart: &[Tag] = &[const { Tag::new("HL") }];
    assert_eq!(written(&head, apart).unwrap(), "ST*999*0001~");
    head.levels = levels;
    assert_eq!(written(&head, apart).unwrap(), "ST*999*0001~HL*1**20*0~");
}

#[test]
fn debug_of_a_period_shows_nothing() {
    let (all, _) = read(&[
        "DTP*472*RD8*20250210-20250212",
        "DTP*431*D8*19991231x",
        LEVEL,
    ]);
    let shown = format!("{:?} {:?}", all.service, all.onset);
    assert!(
        !shown.contains("2025") && !shown.contains("1999"),
        "{shown}"
    );
}
