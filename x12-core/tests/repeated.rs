//! A composite that repeats within its element, and lines told apart by words that are longer than a qualifier.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    missing_docs
)]

use x12_core::{
    Code, Delimiters, Error, Findings, Frame, FrameOptions, Limits, SliceFrames, Supported, Text,
    Writer, composite,
    notation::{Context, Guide, LoopNode, Node, ambiguities, line_of, read_unit},
    segment, segment_loop,
};

segment! {
    /// Set header.
    pub struct St<'a> = "ST" {
        /// Set.
        ST01 R ID 3/3 set: Code<'a>,
        /// Number.
        ST02 R AN 4/9 number: Text<'a>,
    }
}

composite! {
    /// A name and its value.
    pub struct Named<'a> {
        /// Name.
        1 R AN 1/35 name: Option<Text<'a>>,
        /// Value.
        2 S AN 1/5 value: Option<Text<'a>>,
    }
}

segment! {
    /// Names.
    pub struct Ctx<'a> = "CTX" {
        /// Up to three.
        CTX01 R repeat 1/3 names: Vec<Named<'a>>,
        /// Another element.
        CTX02 S ID 2/3 segment: Option<Code<'a>>,
    }
}

composite! {
    /// A name that may be left out.
    pub struct Free<'a> {
        /// Name.
        1 S AN 1/5 name: Option<Text<'a>>,
    }
}

segment! {
    /// More names.
    pub struct Lq<'a> = "LQ" {
        /// Up to three.
        LQ01 S repeat 1/3 names: Vec<Free<'a>>,
    }
}

segment_loop! {
    /// Two kinds of names.
    pub struct Top<'a> = "TOP" {
        /// Header.
        10 R 1 ST set: St<'a>;
        /// Long name.
        20 S 9 CTX[CTX01_1: "SITUATIONAL TRIGGER"] triggers: Vec<Ctx<'a>>,
        /// Other names.
        20 S 9 CTX[CTX01_1: "CLM01" | "ABC"] units: Vec<Ctx<'a>>,
        /// More names.
        30 S 1 LQ more: Option<Lq<'a>>,
    }
}

const GUIDE: Guide = Guide {
    id: "TEST",
    set: "999",
    loops: &[&Top::LOOP],
    tolerated: &[],
    form_box: None,
};

fn read(segment: &str) -> (Top<'static>, Vec<String>) {
    let input = format!(
        "ISA*00*          *00*          *ZZ*S              *ZZ*R              *250301*1200*^*00501*000000001*0*T*:~\
         GS*FA*SS*RR*20250301*1200*1*X*TEST~ST*999*0001~{segment}~SE*3*0001~GE*1*1~IEA*1*000000001~"
    );
    let supported = &[Supported {
        set: "999",
        versions: &[],
        starts: &[],
    }];
    let options = FrameOptions {
        supported,
        ..FrameOptions::default()
    };
    let mut findings = Findings::new(100, false);
    let mut frames = SliceFrames::new(input.as_bytes(), options);
    let mut top = None;
    while let Some(frame) = frames.next(&mut findings).unwrap() {
        if let Frame::Unit(unit) = frame {
            let mut context = Context::new(&mut findings, &GUIDE, 1, true, &Limits::default());
            top = read_unit::<Top<'_>>(unit, &mut context)
                .ok()
                .map(Top::into_owned);
        }
    }
    let found = |finding: &x12_core::Diagnostic| {
        let place = &finding.place;
        format!(
            "{:04} {} {}",
            finding.rule.number,
            place.element_name(),
            place.repetition
        )
    };
    (
        top.expect("the set is read"),
        findings.take().iter().map(found).collect(),
    )
}

fn written(top: &Top<'_>) -> Result<String, Error> {
    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL);
    writer.start_set("TEST");
    top.write_node(line_of(Top::LOOP.lines, 0), "TOP", &mut writer)?;
    Ok(String::from_utf8(writer.into_inner()).unwrap())
}

#[test]
fn each_repetition_is_a_value_and_comes_back() {
    let segment = "CTX*ABC^CLM01:1^ABC*CLM";
    let (top, findings) = read(segment);
    assert_eq!(findings, [""; 0]);
    let names = &top.units[0].names;
    assert_eq!(names.len(), 3);
    assert_eq!(names[1].name.as_ref().unwrap(), &"CLM01");
    assert_eq!(names[1].value.as_ref().unwrap(), &"1");
    assert_eq!(names[2].value, None);
    assert_eq!(written(&top).unwrap(), format!("ST*999*0001~{segment}~"));
}

/// A repetition that says nothing would be read as none.
#[test]
fn each_repetition_says_something() {
    let (mut top, findings) = read("LQ*A^B");
    assert_eq!(findings, [""; 0]);
    assert_eq!(written(&top).unwrap(), "ST*999*0001~LQ*A^B~");
    let names = &mut top.more.as_mut().unwrap().names;
    names.truncate(1);
    names[0].name = None;
    let Err(Error::Refused(refusal)) = written(&top) else {
        panic!("written")
    };
    assert_eq!(refusal.rule.number, 805);
    assert_eq!(refusal.place.element_name(), "LQ01-1");
}

#[test]
fn words_of_any_length_tell_lines_apart() {
    assert!(ambiguities(&Top::LOOP).is_empty());
    let count = |segment: &str| {
        let (top, findings) = read(segment);
        (
            top.triggers.len(),
            top.units.len(),
            top.unmatched.len(),
            findings,
        )
    };
    assert_eq!(count("CTX*SITUATIONAL TRIGGER"), (1, 0, 0, vec![]));
    assert_eq!(count("CTX*CLM01:7"), (0, 1, 0, vec![]));
    assert_eq!(count("CTX*ABC:7"), (0, 1, 0, vec![]));
    let unexpected = vec!["0204 CTX 0".to_owned()];
    for other in ["CTX*SITUATIONAL", "CTX*CLM02:7", "CTX*:CLM01"] {
        assert_eq!(count(other), (0, 0, 1, unexpected.clone()), "{other}");
    }
}

#[test]
fn findings_say_in_which_repetition() {
    assert_eq!(read("CTX*ABC:1^A:123456").1, ["0303 CTX01-2 2"]);
    assert_eq!(read("CTX*ABC^^D").1, ["0301 CTX01 2"]);
    assert_eq!(read("CTX*ABC^B^C^D").1, ["0312 CTX01 0"]);
    assert_eq!(read("CTX*ABC^:2").1, ["0301 CTX01-1 2"]);
    assert_eq!(read("CTX*ABC:1:2").1, ["0311 CTX01-3 1"]);
}

#[test]
fn what_is_written_holds_something_each_time() {
    let name = |text: &'static str| Named {
        name: Some(text.into()),
        value: None,
    };
    let refused = |names: Vec<Named<'static>>| {
        let mut top = read("CTX*ABC").0;
        top.units[0].names = names;
        written(&top).map_err(|error| error.rule().number)
    };
    let empty = Named {
        name: None,
        value: None,
    };
    let half = Named {
        name: None,
        value: Some("1".into()),
    };
    assert_eq!(refused(vec![]), Err(805));
    assert_eq!(refused(vec![name("ABC"), empty]), Err(805));
    assert_eq!(refused(vec![name("ABC"), half]), Err(805));
    assert_eq!(refused(vec![name("ABC"); 4]), Err(807));
    assert_eq!(refused(vec![name("A^C")]), Err(801));
    assert_eq!(
        refused(vec![name("ABC"), name("CLM01")]).unwrap(),
        "ST*999*0001~CTX*ABC^CLM01~"
    );
}
