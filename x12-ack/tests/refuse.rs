//! What a writer of acknowledgments refuses.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use common::envelope;
use x12_ack::{
    Response, ResponseHeader, ResponseTrailer, SetResponse, response_header,
    segments::{Ak1, Ak2, Ak9, GroupError, Ik5, Ta1},
    write, write_interchange_answers,
};
use x12_core::{Code, Delimiters, Error, Text};

fn ta1() -> Ta1<'static> {
    Ta1 {
        control_number: Some("000000050".into()),
        date: Some("250228".into()),
        time: Some("1200".into()),
        code: Some("A".into()),
        note: Some("000".into()),
    }
}

/// The interchange of a TA1 without its ISA and IEA, or the number of the rule that refuses it.
fn written(answer: Ta1<'_>) -> Result<String, u16> {
    let out = write_interchange_answers(Vec::new(), Delimiters::USUAL, &envelope(), &[answer]);
    let out = out.map_err(|error| error.rule().number)?;
    let text = String::from_utf8_lossy(&out);
    let own: Vec<_> = text.split('~').filter(|of| of.starts_with("TA1")).collect();
    Ok(own.join("~"))
}

#[test]
fn a_ta1_stands_between_isa_and_iea() {
    assert_eq!(written(ta1()).unwrap(), "TA1*000000050*250228*1200*A*000");
    let out = write_interchange_answers(Vec::new(), Delimiters::USUAL, &envelope(), &[ta1()]);
    let text = String::from_utf8(out.unwrap()).unwrap();
    assert!(text.ends_with("~IEA*0*000000001~"), "{text}");
    let none = write_interchange_answers(Vec::new(), Delimiters::USUAL, &envelope(), &[]);
    assert_eq!(none.unwrap_err().rule().number, 805);
}

#[test]
fn a_ta1_has_its_form() {
    let with = |change: fn(&mut Ta1<'static>)| {
        let mut answer = ta1();
        change(&mut answer);
        written(answer)
    };
    assert_eq!(with(|of| of.control_number = Some("50".into())), Err(804));
    assert_eq!(
        with(|of| of.control_number = Some("00000005A".into())),
        Err(813)
    );
    assert_eq!(with(|of| of.control_number = None), Err(805));
    assert_eq!(with(|of| of.date = Some("250230".into())), Err(813));
    assert_eq!(with(|of| of.time = Some("2460".into())), Err(813));
    assert_eq!(with(|of| of.code = Some("P".into())), Err(806));
    assert_eq!(with(|of| of.note = Some("032".into())), Err(806));
}

fn response() -> Response<'static> {
    let group = Ak1 {
        functional_id: Some("HC".into()),
        control_number: Some("1".into()),
        version: Some("005010X222A1".into()),
    };
    let mut header: ResponseHeader<'static> = response_header("0001".into(), group);
    let mut set = SetResponse::new(Ak2 {
        set: Some("837".into()),
        control_number: Some("0001".into()),
        version: None,
    });
    set.result = Some(Ik5 {
        code: Some("A".into()),
        errors: Vec::new(),
    });
    header.sets.push(set);
    let trailer = ResponseTrailer::new(Ak9 {
        code: Some("A".into()),
        included: Some(1),
        received: Some(1),
        accepted: Some(1),
        errors: Vec::new(),
    });
    Response { header, trailer }
}

fn refused(change: impl FnOnce(&mut Response<'static>)) -> String {
    let mut response = response();
    change(&mut response);
    match write(Vec::new(), Delimiters::USUAL, &envelope(), &[response]) {
        Err(Error::Refused(refusal)) => {
            format!("{} {}", refusal.rule, refusal.place.element_name())
        }
        Err(error) => error.to_string(),
        Ok(_) => "written".to_owned(),
    }
}

#[test]
fn a_999_has_what_the_guide_asks_for() {
    assert_eq!(refused(|_| {}), "written");
    let group = |of: &mut Response<'static>| of.header.group.take().unwrap();
    assert_eq!(refused(|of| of.header.group = None), "X12-0805 AK1");
    let foreign = |of: &mut Response<'static>| {
        let ak1 = group(of);
        of.header.group = Some(Ak1 {
            functional_id: Some("FA".into()),
            ..ak1
        });
    };
    assert_eq!(refused(foreign), "X12-0806 AK101");
    let lettered = |of: &mut Response<'static>| {
        let ak1 = group(of);
        of.header.group = Some(Ak1 {
            control_number: Some("12A".into()),
            ..ak1
        });
    };
    assert_eq!(refused(lettered), "X12-0813 AK102");
    assert_eq!(
        refused(|of| of.header.sets[0].set.control_number = Some("001".into())),
        "X12-0804 AK202"
    );
    assert_eq!(
        refused(|of| of.header.sets[0].set.set = Some("850".into())),
        "X12-0806 AK201"
    );
    assert_eq!(
        refused(|of| of.header.sets[0].result = None),
        "X12-0805 IK5"
    );
    let unknown = |of: &mut Response<'static>| {
        let error = GroupError {
            code: Code::from("9"),
        };
        of.trailer.result.errors.push(error);
    };
    assert_eq!(refused(unknown), "X12-0806 AK905");
    let many = |of: &mut Response<'static>| {
        let error = GroupError {
            code: Code::from("4"),
        };
        of.trailer.result.errors = vec![error; 6];
    };
    assert_eq!(refused(many), "X12-0807 AK905");
}

#[test]
fn contexts_are_what_their_kind_allows() {
    let file = common::file(
        "999",
        "005010X231A1",
        &[
            "AK1*HC*1*005010X222A1",
            "AK2*837*0001",
            "IK3*CLM*22*2300*8",
            "CTX*SITUATIONAL TRIGGER*CLM*22*2300*5:3*1325",
            "CTX*CLM01:SH-1",
            "IK4*5:3*1325*7*Z",
            "CTX*SITUATIONAL TRIGGER*CLM*22*2300*5:3*1325",
            "IK5*R*5",
            "AK9*R*1*1*0",
        ],
    );
    let read = x12_ack::collect(file.as_bytes(), &Default::default());
    assert_eq!(read.findings, []);
    let x12_ack::AnswerSet::Implementation(set) = read.groups[0].sets[0].clone() else {
        panic!("a 999");
    };
    let set = set.into_owned();
    let with = |change: fn(&mut SetResponse<'static>)| {
        refused(|of| {
            let mut set = set.clone();
            change(&mut set);
            of.header.sets = vec![set];
        })
    };
    assert_eq!(with(|_| {}), "written");
    assert_eq!(
        with(|set| set.segments[0].business_unit.as_mut().unwrap().names[0].value = None),
        "X12-0805 CTX01-2"
    );
    assert_eq!(
        with(|set| set.segments[0].business_unit.as_mut().unwrap().position = Some(1)),
        "X12-0812 CTX03"
    );
    assert_eq!(
        with(|set| set.segments[0].triggers[0].segment = None),
        "X12-0805 CTX02"
    );
    assert_eq!(
        with(|set| set.segments[0].triggers[0].names[0].value = Some(Text::from("X"))),
        "X12-0812 CTX01-2"
    );
    assert_eq!(
        with(|set| set.segments[0].triggers = vec![set.segments[0].triggers[0].clone(); 10]),
        "X12-0807 CTX"
    );
    assert_eq!(
        with(|set| set.segments[0].elements[0].info.value = Some(Text::from("A~B"))),
        "X12-0801 IK404"
    );
    assert_eq!(
        with(|set| set.segments[0].info.loop_id = Some(Text::from("2010AA"))),
        "X12-0804 IK303"
    );
    assert_eq!(
        with(|set| set.segments[0].info.position = Some(1_000_000)),
        "X12-0808 IK302"
    );
}
