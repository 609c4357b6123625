//! What stands around the data: envelopes and control numbers, pieces that are put together, outputs that fail.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::panic_in_result_fn,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use common::{Claim, Clp, Procedure, claim, clp};
use x12_core::{
    Code, Date, Delimiters, Envelope, Error, Rendered, Text, Tokens, Writer,
    notation::{LoopNode, Node, line_of},
    segment, segment_loop,
};

fn envelope() -> Envelope {
    Envelope {
        sender_qualifier: "ZZ".into(),
        sender_id: "SENDER".into(),
        receiver_qualifier: "30".into(),
        receiver_id: "RECEIVER".into(),
        application_sender: "APP1".into(),
        application_receiver: "APP2".into(),
        date: Date::read(b"20250301").unwrap().get(),
        time: x12_core::Time::read(b"1234").unwrap().get(),
        interchange_control_number: 42,
        group_control_number: 7,
        acknowledgment_requested: true,
        production: true,
    }
}

fn whole(envelope: &Envelope, delimiters: Delimiters, control: &str) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(Vec::new(), delimiters);
    writer.begin_interchange(envelope)?;
    writer.begin_group(envelope, "HC", "005010X222A1")?;
    writer.begin_set("TEST1", "837", control, Some("005010X222A1"))?;
    claim().write_node(line_of(Claim::LOOP.lines, 0), "C", &mut writer)?;
    writer.end_set(control)?;
    writer.end_group(envelope)?;
    writer.end_interchange(envelope)?;
    Ok(writer.into_inner())
}

#[test]
fn the_envelope() {
    let bytes = whole(&envelope(), Delimiters::USUAL, "0001").unwrap();
    let expected = "ISA*00*          *00*          *ZZ*SENDER         *30*RECEIVER       *250301*1234*^*00501*000000042*1*P*:~\
                    GS*HC*APP1*APP2*20250301*1234*7*X*005010X222A1~ST*837*0001*005010X222A1~CLP*C1*10.5~NM1*QC*LOPEZ~SE*4*0001~\
                    GE*1*7~IEA*1*000000042~";
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    let delimiters = Delimiters::new(b'|', b'>', None, b'\n').unwrap();
    let bytes = whole(&envelope(), delimiters, "0001").unwrap();
    let mut tokens = Tokens::new(&bytes);
    assert_eq!(
        *tokens.next().unwrap().unwrap().segment.delimiters(),
        delimiters
    );
    assert_eq!(bytes.get(104..106), Some(&b">\n"[..]));
}

#[test]
fn envelope_values_that_do_not_fit() {
    let refused = |edit: fn(&mut Envelope)| {
        let mut envelope = envelope();
        edit(&mut envelope);
        match whole(&envelope, Delimiters::USUAL, "0001") {
            Err(Error::Refused(refusal)) => (refusal.rule.number, refusal.place.element_name()),
            Err(other) => panic!("{other}"),
            Ok(bytes) => panic!("written: {}", String::from_utf8_lossy(&bytes)),
        }
    };
    let at = |element: &str| (811, element.to_owned());
    assert_eq!(
        refused(|of| of.sender_id = "1234567890123456".into()),
        at("ISA06")
    );
    assert_eq!(refused(|of| of.receiver_id = "A*B".into()), at("ISA08"));
    assert_eq!(refused(|of| of.receiver_id = "A~B".into()), at("ISA08"));
    assert_eq!(refused(|of| of.receiver_id = "É".into()), at("ISA08"));
    assert_eq!(refused(|of| of.sender_id = String::new()), at("ISA06"));
    assert_eq!(refused(|of| of.sender_id = " A".into()), at("ISA06"));
    assert_eq!(refused(|of| of.sender_qualifier = "Z".into()), at("ISA05"));
    assert_eq!(
        refused(|of| of.receiver_qualifier = "ZZZ".into()),
        at("ISA07")
    );
    assert_eq!(refused(|of| of.interchange_control_number = 0), at("ISA13"));
    assert_eq!(
        refused(|of| of.interchange_control_number = 1_000_000_000),
        at("ISA13")
    );
    let mut largest = envelope();
    largest.interchange_control_number = 999_999_999;
    largest.group_control_number = 999_999_999;
    assert!(whole(&largest, Delimiters::USUAL, "0001").is_ok());
    assert_eq!(refused(|of| of.group_control_number = 0), at("GS06"));
    assert_eq!(
        refused(|of| of.group_control_number = 1_000_000_000),
        at("GS06")
    );
    assert_eq!(refused(|of| of.application_sender = "A".into()), at("GS02"));
    assert_eq!(
        refused(|of| of.application_receiver = "1234567890123456".into()),
        at("GS03")
    );
    assert_eq!(
        refused(|of| of.application_receiver = "A\nB".into()),
        at("GS03")
    );
}

/// What is rendered and appended is what is written; what is refused leaves nothing, and what is forgotten neither.
#[test]
fn pieces() {
    let mut rendered = Rendered::new(Delimiters::USUAL, false, false);
    let add = |rendered: &mut Rendered, claim: &Claim<'_>| {
        rendered.add("TEST1", |writer| {
            claim.write_node(line_of(Claim::LOOP.lines, 0), "C", writer)
        })
    };
    let mut second = claim();
    second.info.id = Some(Text::from("C2"));
    let mut forged = claim();
    forged.patient.as_mut().unwrap().name = Some(Text::from("DOE*X"));
    let first = add(&mut rendered, &claim()).unwrap();
    let end = rendered.end();
    assert_eq!(add(&mut rendered, &forged).unwrap_err().rule().number, 801);
    assert_eq!(rendered.end(), end);
    let second = add(&mut rendered, &second).unwrap();

    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL);
    writer.start_set("TEST1");
    for piece in [second, first, first] {
        writer.append(&rendered, piece).unwrap();
    }
    writer.end_set("0001").unwrap();
    assert_eq!(
        String::from_utf8(writer.into_inner()).unwrap(),
        "CLP*C2*10.5~NM1*QC*LOPEZ~CLP*C1*10.5~NM1*QC*LOPEZ~CLP*C1*10.5~NM1*QC*LOPEZ~SE*7*0001~"
    );

    let others = Delimiters::new(b'|', b'>', None, b'!').unwrap();
    let mut writer = Writer::new(Vec::new(), others);
    assert!(writer.append(&rendered, first).is_err());
    rendered.forget(end);
    assert_eq!(rendered.end(), end);
}

segment! {
    /// Of which nothing has to be there.
    pub struct Mia<'a> = "MIA" {
        /// Text.
        MIA01 S AN 1/3 text: Option<Text<'a>>,
    }
}

segment! {
    /// A required code before a composite.
    pub struct Pwk<'a> = "PWK" {
        /// Kind.
        PWK01 R ID 2/2 kind: Option<Code<'a>>,
        /// What it is about.
        PWK02 S composite procedure: Option<Procedure<'a>>,
    }
}

segment! {
    /// Numbers, days and times as they came.
    pub struct Ta2<'a> = "TA2" {
        /// Number.
        TA201 S N0 1/9 number: Option<Text<'a>>,
        /// Day.
        TA202 S DT 6/6 day: Option<Text<'a>>,
        /// Time.
        TA203 S TM 4/4 time: Option<Text<'a>>,
    }
}

segment_loop! {
    /// A loop of one.
    pub struct Outpatient<'a> = "O" {
        /// Claim.
        100 R 1 CLP info: Clp<'a>;
        /// Outpatient.
        200 S 1 MIA remark: Option<Mia<'a>>,
        /// Attachment.
        300 S 1 PWK paper: Option<Pwk<'a>>,
        /// As it came.
        400 S 1 TA2 copied: Option<Ta2<'a>>,
    }
}

/// The loop and the trailer that counts it; or the rule and the element of the refusal.
fn written(of: &Outpatient<'_>) -> Result<String, (u16, String)> {
    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL);
    writer.start_set("TEST1");
    let written = of
        .write_node(line_of(Outpatient::LOOP.lines, 0), "O", &mut writer)
        .and_then(|()| writer.end_set("0001"));
    match written {
        Ok(()) => Ok(String::from_utf8(writer.into_inner()).unwrap()),
        Err(Error::Refused(refusal)) => Err((refusal.rule.number, refusal.place.element_name())),
        Err(other) => panic!("{other}"),
    }
}

/// A segment without any value is not written, and not counted.
#[test]
fn segments_of_nothing() {
    let mut of = Outpatient::new(clp());
    for (text, expected) in [(None, ""), (Some(Text::from("A")), "MIA*A~")] {
        of.remark = Some(Mia { text });
        let count = if expected.is_empty() { 2 } else { 3 };
        assert_eq!(
            written(&of),
            Ok(format!("CLP*C1*10.5~{expected}SE*{count}*0001~"))
        );
    }
}

/// What is kept as text has the form of its element too.
#[test]
fn texts_that_are_numbers_days_and_times() {
    for (values, bad) in [
        (["007", "250228", "2359"], None),
        (["7A", "250228", "2359"], Some("TA201")),
        (["007", "250230", "2359"], Some("TA202")),
        (["007", "250228", "2360"], Some("TA203")),
    ] {
        let mut of = Outpatient::new(clp());
        let [number, day, time] = values.map(|text| Some(Text::from(text)));
        of.copied = Some(Ta2 { number, day, time });
        let refused = written(&of).err().map(|(_, element)| element);
        assert_eq!(refused.as_deref(), bad);
    }
}

/// The first thing that is wrong is what is said, wherever it was noticed.
#[test]
fn what_is_missing_comes_first() {
    let mut of = Outpatient::new(clp());
    of.paper = Some(Pwk {
        kind: None,
        procedure: Some(Procedure {
            qualifier: Some(Code::from("XX")),
            code: Some(Text::from("90834")),
            modifier: None,
        }),
    });
    assert_eq!(written(&of), Err((805, "PWK01".to_owned())));
}

#[test]
fn control_numbers_of_sets() {
    for control in ["1", "123", "1234567890", "00*1", "0001~SE*1", "000\n", ""] {
        let error = whole(&envelope(), Delimiters::USUAL, control).unwrap_err();
        assert_eq!(error.rule().number, 811, "{control:?}");
    }
    // The trailer alone must not let anything through either.
    for control in ["0001~CLP*1", "00*1", "000\n"] {
        let mut writer = Writer::new(Vec::new(), Delimiters::USUAL);
        writer.start_set("TEST1");
        assert!(
            writer.end_set(control).is_err(),
            "{control:?} forges a segment"
        );
        assert!(writer.into_inner().is_empty());
    }
}

/// An output that fails is an error, not a refusal.
#[test]
fn outputs_that_fail() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            if self.0 < bytes.len() {
                return Err(std::io::ErrorKind::StorageFull.into());
            }
            self.0 -= bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for room in [0, 106, 150] {
        let mut writer = Writer::new(Full(room), Delimiters::USUAL);
        let envelope = envelope();
        let error = writer
            .begin_interchange(&envelope)
            .and_then(|()| writer.begin_group(&envelope, "HC", "005010X222A1"))
            .and_then(|()| writer.begin_set("TEST1", "837", "0001", None))
            .unwrap_err();
        assert_eq!(error.rule().number, 911, "{error}");
    }
}
