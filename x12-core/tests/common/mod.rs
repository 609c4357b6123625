//! A small guide of nobody, and files for it.

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
    dead_code,
    missing_docs,
    unnameable_types,
    unreachable_pub
)]

use x12_core::{
    Code, Date, Diagnostic, Findings, Frame, FrameOptions, Limits, SliceFrames, Supported, Tag,
    Text, composite,
    notation::{Context, Guide, LoopNode, RejectedLoop, read_unit},
    rust_decimal::Decimal,
    segment, segment_loop,
};

composite! {
    /// What was done.
    pub struct Procedure<'a> {
        /// Code list.
        1 R ID 2/2 qualifier: Option<Code<'a>> ["HC" "NU"],
        /// Code.
        2 R AN 1/8 code: Option<Text<'a>>,
        /// Modifier.
        4 S AN 2/2 modifier: Option<Code<'a>>,
    }
}

composite! {
    /// One adjustment.
    pub struct Adjustment<'a> {
        /// Reason.
        1 R ID 1/5 reason: Code<'a>,
        /// Amount.
        2 R R 1/18 amount: Decimal,
    }
}

segment! {
    /// Claim.
    pub struct Clp<'a> = "CLP" {
        /// Number.
        CLP01 R AN 2/10 id: Option<Text<'a>>,
        /// Amount.
        CLP02 R R 1/18 amount: Decimal,
        /// Kind.
        CLP03 S ID 1/2 kind: Option<Code<'a>> ["A" "B"],
        /// Date.
        CLP05 S DT 8/8 date: Option<Date>,
        /// Small number.
        CLP06 S R 1/3 small: Option<Decimal>,
        /// Count.
        CLP07 S N0 1/4 count: Option<u64>,
    }
    syntax P0506
}

segment! {
    /// Adjustments.
    pub struct Cas<'a> = "CAS" {
        /// Group.
        CAS01 R ID 1/2 group: Code<'a> ["CO" "PR"],
        /// Adjustments.
        CAS02 R group 3/2 adjustments: Vec<Adjustment<'a>>,
    }
}

segment! {
    /// Name.
    pub struct Nm1<'a> = "NM1" {
        /// Whose.
        NM101 R ID 2/3 entity: Code<'a>,
        /// Name.
        NM102 R AN 1/20 name: Option<Text<'a>>,
    }
}

segment! {
    /// Reference.
    pub struct Ref<'a> = "REF" {
        /// Kind.
        REF01 R ID 2/3 qualifier: Code<'a>,
        /// Number.
        REF02 R AN 1/20 id: Text<'a>,
    }
}

segment! {
    /// Date.
    pub struct Dtm<'a> = "DTM" {
        /// Kind.
        DTM01 R ID 3/3 qualifier: Code<'a>,
        /// Date.
        DTM02 R DT 8/8 date: Date,
    }
}

segment! {
    /// Service.
    pub struct Svc<'a> = "SVC" {
        /// Procedure.
        SVC01 R composite procedure: Procedure<'a>,
        /// Charge.
        SVC02 R R 1/18 charge: Decimal,
        /// Other procedure.
        SVC04 S composite other: Option<Procedure<'a>>,
    }
}

segment! {
    /// Note.
    pub struct Nte<'a> = "NTE" {
        /// Text.
        NTE01 R AN 1/40 text: Option<Text<'a>>,
    }
}

segment! {
    /// Sub-line.
    pub struct Sln<'a> = "SLN" {
        /// Number.
        SLN01 R AN 1/3 number: Text<'a>,
    }
}

segment! {
    /// Header.
    pub struct St<'a> = "ST" {
        /// Set.
        ST01 R ID 3/3 set: Option<Code<'a>>,
        /// Control number.
        ST02 R AN 4/9 control: Option<Text<'a>>,
        /// Version.
        ST03 S AN 1/35 version: Option<Text<'a>>,
    }
}

segment_loop! {
    /// What stands before the claims.
    pub struct Header<'a> = "H" {
        /// Header.
        100 R 1 ST set: St<'a>;
        /// Note.
        200 S 1 NTE note: Option<Nte<'a>>,
        /// Names.
        300 S 1 NM1["PR"] payer: Option<PayerLoop<'a>>,
    }
}

segment_loop! {
    /// A loop that may be there once.
    pub struct PayerLoop<'a> = "P" {
        /// Name.
        300 R 1 NM1["PR"] name: Nm1<'a>;
        /// Reference.
        400 S 1 REF["2U"] id: Option<Ref<'a>>,
    }
}

segment_loop! {
    /// Claim.
    pub struct Claim<'a> = "C" {
        /// Claim.
        100 R 1 CLP info: Clp<'a>;
        /// Adjustments.
        200 S 2 CAS adjustments: Vec<Cas<'a>>,
        /// Patient.
        300 R 1 NM1["QC"] patient: Option<Nm1<'a>> { NM101 R ["QC"] },
        /// Insured; the name is not used.
        300 S 1 NM1["IL"] insured: Option<Box<Nm1<'a>>> { NM101 R ["IL"] NM102 N },
        /// Any reference.
        400 S n REF references: Vec<Ref<'a>>,
        /// Day.
        500 S 1 DTM["232"] day: Option<Dtm<'a>>,
        /// Lines.
        700 S 3 SVC lines: Vec<Line<'a>>,
        /// Closing date, behind the lines.
        900 S 1 DTM["999"] closed: Option<Dtm<'a>>,
    }
}

segment_loop! {
    /// Line.
    pub struct Line<'a> = "L" {
        /// Service.
        700 R 1 SVC info: Svc<'a> { SVC04_2 S };
        /// Day.
        800 S 1 DTM["472"] day: Option<Dtm<'a>>,
        /// Adjustments.
        900 S 2 CAS adjustments: Vec<Cas<'a>>,
        /// Line number.
        1000 S 1 REF["6R"] number: Option<Ref<'a>>,
        /// Sub-lines.
        1100 S n SLN subs: Vec<Sub<'a>>,
    }
}

segment_loop! {
    /// Sub-line.
    pub struct Sub<'a> = "S" {
        /// Number.
        1100 R 1 SLN info: Sln<'a>;
        /// Reference.
        1200 S 1 REF["XX"] id: Option<Ref<'a>>,
    }
}

pub const GUIDE: Guide = Guide {
    id: "TEST1",
    set: "999",
    loops: &[
        &<Header<'static> as LoopNode<'static>>::LOOP,
        &<Claim<'static> as LoopNode<'static>>::LOOP,
    ],
    tolerated: &[],
    form_box: None,
};

pub const SUPPORTED: &[Supported] = &[Supported {
    set: "999",
    versions: &["TEST1"],
    starts: &[Tag::new("CLP")],
}];

pub fn options() -> FrameOptions {
    FrameOptions {
        supported: SUPPORTED,
        ..FrameOptions::default()
    }
}

pub const ISA: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250301*1200*^*00501*000000001*0*T*:~";

/// One interchange with one set that holds these segments.
pub fn file(segments: &[&str]) -> Vec<u8> {
    let mut text = format!("{ISA}GS*ZZ*APP1*APP2*20250301*1200*1*X*TEST1~ST*999*0001*TEST1~");
    for segment in segments {
        text.push_str(segment);
        text.push('~');
    }
    text.push_str(&format!(
        "SE*{}*0001~GE*1*1~IEA*1*000000001~",
        segments.len() + 2
    ));
    text.into_bytes()
}

/// The claims of a file, in order, and all findings.
pub struct Got<'a> {
    pub header: Option<Header<'a>>,
    pub claims: Vec<Result<Claim<'a>, RejectedLoop<'a>>>,
    pub findings: Vec<Diagnostic>,
}

impl Got<'_> {
    pub fn numbers(&self) -> Vec<u16> {
        self.findings
            .iter()
            .map(|finding| finding.rule.number)
            .collect()
    }

    pub fn shown(&self) -> Vec<String> {
        self.findings.iter().map(ToString::to_string).collect()
    }
}

pub fn read(input: &[u8]) -> Got<'_> {
    let mut findings = Findings::new(1_000, false);
    let mut frames = SliceFrames::new(input, options());
    let mut got = Got {
        header: None,
        claims: Vec::new(),
        findings: Vec::new(),
    };
    while let Some(frame) = frames.next(&mut findings).unwrap() {
        if let Frame::Unit(unit) = frame {
            let mut context = Context::new(
                &mut findings,
                &GUIDE,
                unit.transaction().number,
                true,
                &Limits::default(),
            );
            if unit.tag(0) == Some(Tag::new("CLP")) {
                got.claims.push(read_unit(unit, &mut context));
            } else {
                got.header = read_unit(unit, &mut context).ok();
            }
            assert!(context.take_too_deep().is_none());
        }
    }
    got.findings = findings.take();
    got
}

/// What every reader of frames gives, as text that holds offsets and bytes but nothing borrowed.
pub fn frame_text(frame: &Frame<'_, '_>) -> String {
    match frame {
        Frame::Unit(unit) => {
            let mut text = format!("unit {:?} {}", unit.span(), unit.len());
            for at in 0..unit.len() {
                let segment = unit.segment(at).unwrap();
                let bytes = String::from_utf8_lossy(segment.bytes()).into_owned();
                let elements: Vec<_> = (1..=segment.len())
                    .map(|at| segment.element(at).to_vec())
                    .collect();
                text.push_str(&format!(
                    "\n  {} {:?} {} {bytes:?} {elements:?} {}",
                    segment.ordinal(),
                    segment.span(),
                    segment.tag(),
                    segment.has_odd_bytes()
                ));
            }
            text
        }
        Frame::Acknowledgment(segment) => format!("ta1 {:?} {:?}", segment.span(), segment.bytes()),
        Frame::Interchange(header) => format!("isa {} {}", header.sender_id, header.control_number),
        Frame::Group(header) => format!("gs {} {}", header.version, header.control_number),
        Frame::Skipped(header) => format!(
            "skipped {} {} {}",
            header.set, header.version, header.number
        ),
        Frame::TransactionEnd { complete } => format!("end {complete}"),
        Frame::GroupEnd => "group end".to_owned(),
        Frame::InterchangeEnd => "interchange end".to_owned(),
        other => panic!("unknown frame {other:?}"),
    }
}

pub fn digits(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn clp() -> Clp<'static> {
    Clp {
        id: Some(Text::from("C1")),
        amount: digits("10.50"),
        kind: None,
        date: None,
        small: None,
        count: None,
    }
}

pub fn claim() -> Claim<'static> {
    let mut claim = Claim::new(clp());
    claim.patient = Some(Nm1 {
        entity: Code::from("QC"),
        name: Some(Text::from("LOPEZ")),
    });
    claim
}
