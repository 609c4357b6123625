//! Inquiries made from claims: levels, traces, what is refused, and that the answer finds the claim again.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use std::collections::HashMap;

use claim_model::{
    Claim, Day, MemberId, Npi, PartyName, PatientControlNumber, PayerClaimNumber, Period,
};
use common::{named, read_slice, rewritten};
use x12_277::{
    AnyReport, Inquirer, InquiryEnvelope, InquiryError, InquiryOptions, InquiryProblem,
    ReadOptions, collect, inquiry_of,
};
use x12_core::{Date, Delimiters, Envelope, Time, words::Letters};

fn claims(names: &[&str]) -> Vec<Claim> {
    let one = |name: &&str| -> Vec<Claim> {
        let mut all = fixtures::claims().iter();
        let fixture = all.find(|of| of.name == *name).unwrap();
        serde_json::from_str(fixture.claims).unwrap()
    };
    names.iter().flat_map(one).collect()
}

fn envelope() -> InquiryEnvelope {
    InquiryEnvelope {
        interchange: Envelope {
            sender_qualifier: "ZZ".into(),
            sender_id: "DEMO001".into(),
            receiver_qualifier: "ZZ".into(),
            receiver_id: "DEMOCH".into(),
            application_sender: "DEMO001".into(),
            application_receiver: "DEMOCH".into(),
            date: Date::read(b"20250305").unwrap().get(),
            time: Time::read(b"1200").unwrap().get(),
            interchange_control_number: 7,
            group_control_number: 8,
            acknowledgment_requested: false,
            production: false,
        },
        transaction_control_number: 9,
        reference: "ASK0001".into(),
        inquirer: Inquirer {
            name: PartyName::Organization("Demo EHR Inc".into()),
            id: "DEMO001".into(),
        },
    }
}

/// One provider who is a person, one organisation; a subscriber with claims of her own and of a child.
const EXPECTED: &str = "\
ISA*00*          *00*          *ZZ*DEMO001        *ZZ*DEMOCH         *250305*1200*^*00501*000000007*0*T*:~
GS*HR*DEMO001*DEMOCH*20250305*1200*8*X*005010X212~
ST*276*0009*005010X212~
BHT*0010*13*ASK0001*20250305*1200~
HL*1**20*1~
NM1*PR*2*ACME HEALTH PLAN*****PI*ACM01~
HL*2*1*21*1~
NM1*41*2*DEMO EHR INC*****46*DEMO001~
HL*3*2*19*1~
NM1*1P*1*RIVERA*DANA*M***XX*2993001009~
HL*4*3*22*0~
DMG*D8*19850412*F~
NM1*IL*1*LOPEZ*MARIA****MI*MBR100200~
TRN*1*Q-41~
REF*EJ*SH-10001~
AMT*T3*150~
DTP*472*D8*20250210~
HL*5*2*19*1~
NM1*1P*2*CEDAR GROVE COUNSELING LLC*****XX*1234567893~
HL*6*5*22*1~
NM1*IL*1*LOPEZ*MARIA****MI*MBR100200~
HL*7*6*23~
DMG*D8*20140930*M~
NM1*QC*1*LOPEZ*TEO~
TRN*1*Q-42~
REF*EJ*SH-10003~
AMT*T3*175~
DTP*472*D8*20250210~
HL*8*5*22*0~
DMG*D8*19850412*F~
NM1*IL*1*LOPEZ*MARIA****MI*MBR100200~
TRN*1*Q-43~
REF*1K*2025041000777~
REF*EJ*SH-10012~
AMT*T3*150~
DTP*472*D8*20250210~
TRN*1*Q-44~
REF*EJ*SH-10013~
AMT*T3*150~
DTP*472*D8*20250217~
TRN*1*Q-46~
REF*1K*2025041000123~
REF*EJ*SH-10008~
AMT*T3*175~
DTP*472*D8*20250210~
HL*9*5*22*0~
DMG*D8*19990101*M~
NM1*IL*1*STONE*KAI****MI*MBR300400~
TRN*1*Q-45~
REF*EJ*SH-10014~
AMT*T3*200~
DTP*472*D8*20250210~
SE*51*0009~
GE*1*8~
IEA*1*000000007~
";

fn options() -> InquiryOptions {
    let number = |of: &str| PatientControlNumber::new(of).unwrap();
    let known = HashMap::from([(
        number("SH-10012"),
        PayerClaimNumber::new("2025041000777").unwrap(),
    )]);
    InquiryOptions::new("Q-")
        .first_trace(41)
        .payer_claim_numbers(known)
}

#[test]
fn claims_stand_below_their_people() {
    let claims = claims(&["P01", "P03", "P12", "P08"]);
    let set = inquiry_of(&claims, &envelope(), &options()).unwrap();
    let written = String::from_utf8(set.to_bytes().unwrap()).unwrap();
    assert_eq!(written, EXPECTED.replace('\n', ""));
    // Nothing is found in it, and it comes back the same.
    let back = collect(written.as_bytes(), &ReadOptions::default());
    assert_eq!(named(&back.findings), Vec::<String>::new());
    assert_eq!(rewritten(&back.reports[0]).unwrap(), written.as_bytes());
    let totals = back.reports[0].totals().unwrap();
    assert_eq!((totals.levels, totals.claims, totals.lines), (9, 6, 0));
    assert_eq!(totals.charge, Some(1_000.into()));
    assert_eq!(set.findings, []);
}

#[test]
fn traces_name_the_claims() {
    let claims = claims(&["P01", "P03", "P12", "P08"]);
    let set = inquiry_of(&claims, &envelope(), &options()).unwrap();
    let traces: Vec<_> = set
        .traces
        .iter()
        .map(|of| format!("{} {}", of.trace, of.patient_control_number))
        .collect();
    assert_eq!(
        traces,
        [
            "Q-41 SH-10001",
            "Q-42 SH-10003",
            "Q-43 SH-10012",
            "Q-44 SH-10013",
            "Q-45 SH-10014",
            "Q-46 SH-10008"
        ]
    );
    // The same claims give the same bytes.
    let again = inquiry_of(&claims, &envelope(), &options()).unwrap();
    assert_eq!(again.to_bytes().unwrap(), set.to_bytes().unwrap());
}

/// A patient with a member id of her own is asked about as the subscriber.
#[test]
fn members_are_subscribers() {
    let mut claims = claims(&["P03"]);
    let patient = claims[0].patient.as_mut().unwrap();
    patient.member_id = Some(MemberId::new("MBR100203").unwrap());
    let set = inquiry_of(&claims, &envelope(), &options()).unwrap();
    let written = String::from_utf8(set.to_bytes().unwrap()).unwrap();
    assert!(
        written.contains(
            "HL*4*3*22*0~DMG*D8*20140930*M~NM1*IL*1*LOPEZ*TEO****MI*MBR100203~TRN*1*Q-41~"
        )
    );
    assert!(!written.contains("NM1*QC"));
}

#[test]
fn days_are_those_of_all_lines() {
    let mut claims = claims(&["P01"]);
    let mut line = claims[0].lines[0].clone();
    let day = |day| Day::new(2025, 2, day).unwrap();
    line.dates = Some(Period {
        from: day(3),
        to: Some(day(17)),
    });
    claims[0].lines.push(line);
    let set = inquiry_of(&claims, &envelope(), &options()).unwrap();
    let written = String::from_utf8(set.to_bytes().unwrap()).unwrap();
    assert!(written.contains("AMT*T3*300~DTP*472*RD8*20250203-20250217~"));
}

/// Providers without NPI are asked about by their tax id; words are made fit, and said so.
#[test]
fn tax_ids_and_words() {
    let mut claims = claims(&["P29"]);
    claims[0].coverage.payer.name = "Ärzte*Kasse~".into();
    let set = inquiry_of(&claims, &envelope(), &options()).unwrap();
    let written = String::from_utf8(set.to_bytes().unwrap()).unwrap();
    assert!(written.contains("*****FI*937654321~"));
    assert!(written.contains("NM1*PR*2*ARZTE KASSE*****PI*"));
    let found: Vec<_> = set.findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        ["claim 0: coverage.payer.name was changed so that it can be sent"]
    );
    let as_is = options().letters(Letters::AsTheyAre);
    let set = inquiry_of(&claims, &envelope(), &as_is).unwrap();
    let written = String::from_utf8(set.to_bytes().unwrap()).unwrap();
    assert!(written.contains("NM1*PR*2*Arzte Kasse*****PI*"));
}

/// Everything is named at once, and no value is shown.
#[test]
fn what_cannot_be_asked_is_refused() {
    let mut claims = claims(&["P01", "P03", "P01"]);
    claims[0].coverage.subscriber.member_id = None;
    claims[0].billing_provider.npi = Some(Npi::as_received("12~34"));
    claims[1].patient.as_mut().unwrap().birth_date = None;
    claims[1].patient_control_number = PatientControlNumber::as_received("X".repeat(51));
    claims[2].coverage.payer.name = "\u{1F600}".into();
    let error = inquiry_of(&claims, &envelope(), &options()).unwrap_err();
    let InquiryError::Refused(findings) = &error else {
        panic!("refused")
    };
    let found: Vec<_> = findings
        .iter()
        .map(|of| (of.claim.unwrap(), of.field, of.problem))
        .collect();
    assert_eq!(
        found,
        [
            (0, "billing_provider.npi", InquiryProblem::NotSendable),
            (0, "coverage.subscriber.member_id", InquiryProblem::Missing),
            (1, "patient.birth_date", InquiryProblem::Missing),
            (1, "patient_control_number", InquiryProblem::Length),
            (2, "coverage.payer.name", InquiryProblem::NothingLeft),
        ]
    );
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("12~34") && !shown.contains("XXX"));
    assert_eq!(
        inquiry_of(&[], &envelope(), &options()).unwrap_err(),
        InquiryError::NoClaims
    );
    let mut nobody = envelope();
    nobody.inquirer.id = "".into();
    nobody.reference = "A~B".into();
    let error = inquiry_of(&claims[2..], &nobody, &options()).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("3 problems; the first: envelope: reference")
    );
}

/// A trace that holds a delimiter of the file would forge a segment.
#[test]
fn delimiters_are_those_of_the_file() {
    let claims = claims(&["P01"]);
    let delimiters = Delimiters::new(b'|', b'>', Some(b'^'), b'~').unwrap();
    let set = inquiry_of(
        &claims,
        &envelope(),
        &InquiryOptions::new("Q:").delimiters(delimiters),
    );
    let written = set.unwrap().to_bytes().unwrap();
    let all = read_slice(&written, &ReadOptions::default());
    assert!(all.error.is_none() && all.findings.is_empty());
    assert!(inquiry_of(&claims, &envelope(), &InquiryOptions::new("Q:")).is_err());
}

/// What was read of a foreign claim and cannot be asked about is refused, never written in part.
#[test]
fn every_fixture_is_written_or_refused() {
    let mut written = 0;
    for fixture in fixtures::claims() {
        let claims: Vec<Claim> = serde_json::from_str(fixture.claims).unwrap();
        let Ok(set) = inquiry_of(&claims, &envelope(), &options()) else {
            // The subscriber is an employer, without a member id.
            assert_eq!(fixture.name, "P25");
            continue;
        };
        let bytes = set.to_bytes().expect(fixture.name);
        let back = collect(&bytes, &ReadOptions::default());
        assert_eq!(
            named(&back.findings),
            Vec::<String>::new(),
            "{}",
            fixture.name
        );
        assert!(matches!(back.reports[0], AnyReport::Inquiry(_)));
        written += 1;
    }
    assert_eq!(written, fixtures::claims().len() - 1);
}
