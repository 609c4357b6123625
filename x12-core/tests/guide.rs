//! What a guide says as data: levels by HL03, `SPEC`, ambiguities, the limit on depth.
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

use common::{Claim, Header, Line, file};
use x12_core::{
    Code, Findings, Frame, FrameOptions, Limits, SliceFrames, Supported, Tag, Text,
    notation::{Context, Guide, Kind, LoopNode, NoteKind, Shape, Usage, ambiguities, read_unit},
    segment, segment_loop,
};

segment! {
    /// Level.
    pub struct Hl<'a> = "HL" {
        /// Number.
        HL01 R AN 1/12 number: Text<'a>,
        /// Parent.
        HL02 S AN 1/12 parent: Option<Text<'a>>,
        /// Kind.
        HL03 R ID 1/2 kind: Code<'a>,
    }
}

segment! {
    /// Trace.
    pub struct Trn<'a> = "TRN" {
        /// Kind.
        TRN01 R ID 1/2 kind: Code<'a>,
    }
}

segment_loop! {
    /// Provider level.
    pub struct Provider<'a> = "2000C" {
        /// Level.
        10 R 1 HL[HL03: "19"] level: Hl<'a>;
        /// Trace.
        20 S 1 TRN["1"] trace: Option<Trn<'a>>,
        /// Patients.
        100 S n HL[HL03: "PT"] patients: Vec<Patient<'a>>,
    }
}

segment_loop! {
    /// Patient level.
    pub struct Patient<'a> = "2000D" {
        /// Level.
        10 R 1 HL[HL03: "PT"] level: Hl<'a>;
        /// Trace.
        20 R 1 TRN["2"] trace: Option<Trn<'a>>,
    }
}

segment! {
    /// Beginning.
    pub struct Bht<'a> = "BHT" {
        /// Number.
        BHT01 R AN 1/4 number: Text<'a>,
    }
}

segment_loop! {
    /// All levels.
    pub struct Levels<'a> = "TOP" {
        /// Begins.
        5 R 1 BHT begin: Bht<'a>;
        /// Providers.
        10 S n HL[HL03: "19"] providers: Vec<Provider<'a>>,
    }
}

const LEVELS: Guide = Guide {
    id: "LEVELS",
    set: "999",
    loops: &[&<Levels<'static> as LoopNode<'static>>::LOOP],
    tolerated: &[],
    form_box: None,
};
const LEVEL_SETS: &[Supported] = &[Supported {
    set: "999",
    versions: &["TEST1"],
    starts: &[Tag::new("BHT")],
}];

/// The levels behind a BHT, the findings, and whether they were nested too deep.
fn read_levels(segments: &[&str], depth: usize) -> (Option<Levels<'static>>, Vec<u16>, bool) {
    let input = file(&[&["BHT*1"], segments].concat());
    let mut findings = Findings::new(100, false);
    let mut limits = Limits::default();
    limits.depth = depth;
    let mut frames = SliceFrames::new(
        &input,
        FrameOptions {
            supported: LEVEL_SETS,
            ..FrameOptions::default()
        },
    );
    let (mut levels, mut deep) = (None, false);
    while let Some(frame) = frames.next(&mut findings).unwrap() {
        if let Frame::Unit(unit) = frame
            && unit.tag(0) == Some(Tag::new("BHT"))
        {
            let mut context = Context::new(&mut findings, &LEVELS, 1, true, &limits);
            levels = read_unit::<Levels<'_>>(unit, &mut context)
                .ok()
                .map(Levels::into_owned);
            deep = context.take_too_deep().is_some();
        }
    }
    (
        levels,
        findings
            .take()
            .iter()
            .map(|finding| finding.rule.number)
            .collect(),
        deep,
    )
}

#[test]
fn levels_by_the_third_element() {
    let (levels, findings, _) = read_levels(
        &[
            "HL*1**19",
            "TRN*1",
            "HL*2*1*PT",
            "TRN*2",
            "HL*3*1*PT",
            "TRN*2",
            "HL*4*1*ZZ",
            "TRN*2",
            "HL*5**19",
            "HL*6*5*PT",
            "TRN*2",
        ],
        8,
    );
    let providers = levels.unwrap().providers;
    assert_eq!(providers.len(), 2);
    assert_eq!(providers[0].level.number, "1");
    let numbers = |at: usize| {
        providers[at]
            .patients
            .iter()
            .map(|patient| patient.level.number.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (numbers(0), numbers(1)),
        (vec!["2".to_owned(), "3".to_owned()], vec!["6".to_owned()])
    );
    // The unknown level is unmatched in the innermost loop, and so is the second trace there.
    assert_eq!(providers[0].patients[1].unmatched.len(), 2);
    assert_eq!(findings, [204, 205]);
}

#[test]
fn the_limit_on_depth_is_reported() {
    let segments = ["HL*1**19", "HL*2*1*PT", "TRN*2"];
    let (levels, findings, deep) = read_levels(&segments, 3);
    assert!(!deep && findings.is_empty() && levels.unwrap().providers[0].patients.len() == 1);
    for depth in 0..3 {
        assert!(read_levels(&segments, depth).2, "{depth}");
    }
}

#[test]
fn spec_says_what_the_lines_say() {
    let spec = <Claim<'static> as LoopNode<'static>>::LOOP;
    assert_eq!((spec.id, spec.name), ("C", "Claim"));
    let lines: Vec<_> = spec
        .lines
        .iter()
        .map(|line| (line.position, line.usage, line.max, line.label, line.field))
        .collect();
    assert_eq!(
        lines,
        [
            (100, Usage::R, 1, "CLP", "info"),
            (200, Usage::S, 2, "CAS", "adjustments"),
            (300, Usage::R, 1, "NM1*QC", "patient"),
            (300, Usage::S, 1, "NM1*IL", "insured"),
            (400, Usage::S, u16::MAX, "REF", "references"),
            (500, Usage::S, 1, "DTM*232", "day"),
            (700, Usage::S, 3, "SVC", "lines"),
            (900, Usage::S, 1, "DTM*999", "closed"),
        ]
    );
    let insured = &spec.lines[3];
    assert_eq!(
        (insured.qualifier.element, insured.qualifier.values),
        (1, &["IL"][..])
    );
    let name = insured.use_of(2, 0).unwrap();
    assert_eq!((name.usage, name.codes), (Usage::N, None));
    assert_eq!(insured.use_of(1, 0).unwrap().codes, Some(&["IL"][..]));

    let clp = spec.lines[0].item.segment().unwrap();
    assert_eq!(clp.tag.to_string(), "CLP");
    let rows: Vec<_> = clp
        .elements
        .iter()
        .map(|of| {
            (
                of.name, of.number, of.usage, of.kind, of.min, of.max, of.codes,
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("CLP01", 1, Usage::R, Kind::AN, 2, 10, &[][..]),
            ("CLP02", 2, Usage::R, Kind::R, 1, 18, &[]),
            ("CLP03", 3, Usage::S, Kind::ID, 1, 2, &["A", "B"]),
            ("CLP05", 5, Usage::S, Kind::DT, 8, 8, &[]),
            ("CLP06", 6, Usage::S, Kind::R, 1, 3, &[]),
            ("CLP07", 7, Usage::S, Kind::N0, 1, 4, &[]),
        ]
    );
    assert_eq!(clp.notes.len(), 1);
    assert_eq!(
        (clp.notes[0].kind, clp.notes[0].elements),
        (NoteKind::Paired, [5, 6, 0, 0])
    );

    let svc = spec.lines[6].item.segment().unwrap();
    let Shape::Composite(parts) = svc.elements[0].shape else {
        panic!("SVC01 is a composite")
    };
    let parts: Vec<_> = parts
        .iter()
        .map(|of| (of.number, of.usage, of.max))
        .collect();
    assert_eq!(
        parts,
        [(1, Usage::R, 2), (2, Usage::R, 8), (4, Usage::S, 2)]
    );
    let cas = spec.lines[1].item.segment().unwrap();
    let Shape::Group { times, fields } = cas.elements[1].shape else {
        panic!("CAS02 is a group")
    };
    assert_eq!((times, fields.len(), cas.elements[1].number), (3, 2, 2));

    let hl = &<Provider<'static> as LoopNode<'static>>::LOOP.lines[2];
    assert_eq!(
        (hl.qualifier.element, hl.qualifier.values),
        (3, &["PT"][..])
    );
}

segment_loop! {
    /// Two lines that take the same segment.
    pub struct Unclear<'a> = "U" {
        /// Opens.
        10 R 1 TRN["1"] trace: Trn<'a>;
        /// Levels.
        20 S 1 HL[HL03: "19" | "20"] one: Option<Hl<'a>>,
        /// Levels again.
        30 S 1 HL[HL03: "20" | "21"] two: Option<Hl<'a>>,
    }
}

segment_loop! {
    /// A child that shadows what stands behind it.
    pub struct Shadowed<'a> = "SH" {
        /// Opens.
        10 R 1 TRN["1"] trace: Trn<'a>;
        /// Before the child: passed once it is open.
        15 S 1 HL[HL03: "19"] before: Option<Hl<'a>>,
        /// Child.
        20 S n TRN["2"] children: Vec<Child<'a>>,
        /// Behind the child: never reached.
        30 S 1 HL[HL03: "20"] behind: Option<Hl<'a>>,
    }
}

segment_loop! {
    /// Child.
    pub struct Child<'a> = "CH" {
        /// Opens.
        20 R 1 TRN["2"] trace: Trn<'a>;
        /// Takes what stands before and behind.
        25 S 1 HL level: Option<Hl<'a>>,
    }
}

#[test]
fn ambiguities_are_found_and_only_they() {
    assert_eq!(
        ambiguities(&<Claim<'static> as LoopNode<'static>>::LOOP),
        []
    );
    assert_eq!(
        ambiguities(&<Header<'static> as LoopNode<'static>>::LOOP),
        []
    );
    assert_eq!(ambiguities(&<Line<'static> as LoopNode<'static>>::LOOP), []);
    assert_eq!(
        ambiguities(&<Provider<'static> as LoopNode<'static>>::LOOP),
        []
    );
    let unclear = ambiguities(&<Unclear<'static> as LoopNode<'static>>::LOOP);
    assert_eq!(unclear.len(), 1);
    assert_eq!(
        (unclear[0].loop_id, unclear[0].line, unclear[0].other_line),
        ("U", "HL*19*20", "HL*20*21")
    );
    let shadowed = ambiguities(&<Shadowed<'static> as LoopNode<'static>>::LOOP);
    let named: Vec<_> = shadowed
        .iter()
        .map(|of| (of.loop_id, of.line, of.other_loop, of.other_line))
        .collect();
    assert_eq!(named, [("CH", "HL", "SH", "HL*20")]);
}

#[test]
fn a_missing_segment_is_told_with_the_place_where_it_should_stand() {
    let missing = |segments: &[&str]| -> Vec<String> {
        let input = file(&[&["BHT*1"], segments].concat());
        let mut findings = Findings::new(100, false);
        let options = FrameOptions {
            supported: LEVEL_SETS,
            ..FrameOptions::default()
        };
        let mut frames = SliceFrames::new(&input, options);
        while let Some(frame) = frames.next(&mut findings).unwrap() {
            if let Frame::Unit(unit) = frame
                && unit.tag(0) == Some(Tag::new("BHT"))
            {
                let limits = Limits::default();
                let mut context = Context::new(&mut findings, &LEVELS, 1, true, &limits);
                let _ = read_unit::<Levels<'_>>(unit, &mut context);
            }
        }
        let mark = findings.total() - 1;
        assert_eq!(findings.since(0).len() as u64, findings.total());
        assert_eq!(findings.since(mark).len(), 1);
        assert!(findings.since(mark + 1).is_empty());
        let all = findings.take();
        assert!(findings.since(0).is_empty());
        let told = all
            .iter()
            .filter_map(|of| Some((of.place.ordinal, of.missing()?)));
        told.map(|(at, of)| format!("{} at {} in the loop at {at}", of.segment, of.ordinal))
            .collect()
    };
    // The patient at 4 has no trace and nothing behind it; ST is 1, BHT 2, the provider 3.
    assert_eq!(
        missing(&["HL*1**19", "HL*2*1*PT"]),
        ["TRN at 5 in the loop at 4"]
    );
    // The trace that is there is the provider's kind: the patient's own is missing before nothing.
    assert_eq!(
        missing(&["HL*1**19", "HL*2*1*PT", "HL*3*1*PT", "TRN*2"]),
        ["TRN at 5 in the loop at 4"]
    );
}
