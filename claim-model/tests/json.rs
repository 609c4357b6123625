//! Claims as JSON, and what `Debug` does not show.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use claim_model::{
    Address, Adjudication, Amount, BenefitsAssignment, Claim, ClaimNote, ClaimNoteKind,
    ClearinghouseClaimNumber, Contact, Day, DiagnosisCode, DisabilityKind, Drug, DrugReference,
    DrugUnit, Ein, LineNote, LineNoteKind, Ndc, Npi, PartyName, Patient, PatientControlNumber,
    Payer, PayerClaimNumber, PayerId, PayerSequence, Period, PersonName, Provider, ProviderId,
    ProviderIdKind, Quantity, RelatedCause, Relationship, Release, ServiceFacility, Sex, Ssn,
    Submission, TaxId, Text, Transmission, Units,
};
use common::*;
use proptest::{option, prelude::*, sample::select};
use rust_decimal::Decimal;

fn text() -> impl Strategy<Value = Text> {
    any::<String>().prop_map(Text::from)
}

fn any_day() -> impl Strategy<Value = Day> {
    (1900..2100, 1..13_u32, 1..29_u32).prop_map(|(year, month, of)| day(year, month, of))
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0..5_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn period() -> impl Strategy<Value = Period> {
    (any_day(), option::of(any_day())).prop_map(|(from, to)| Period { from, to })
}

fn address() -> impl Strategy<Value = Address> {
    (
        text(),
        option::of(text()),
        text(),
        option::of(text()),
        option::of(text()),
        option::of(text()),
    )
        .prop_map(
            |(line_1, line_2, city, state, postal_code, country)| Address {
                line_1,
                line_2,
                city,
                state,
                postal_code,
                country,
                subdivision: None,
            },
        )
}

fn person() -> impl Strategy<Value = PersonName> {
    (
        text(),
        option::of(text()),
        option::of(text()),
        option::of(text()),
    )
        .prop_map(|(last, first, middle, suffix)| PersonName {
            last,
            first,
            middle,
            suffix,
        })
}

fn party() -> impl Strategy<Value = PartyName> {
    prop_oneof![
        person().prop_map(PartyName::Individual),
        text().prop_map(PartyName::Organization)
    ]
}

fn provider() -> impl Strategy<Value = Provider> {
    let id = (
        select(vec![ProviderIdKind::StateLicense, ProviderIdKind::Location]),
        text(),
    )
        .prop_map(|(kind, id)| ProviderId {
            kind,
            id,
            payer_id: None,
        });
    (
        party(),
        option::of(select(vec!["1234567893", "12", ""])),
        prop::collection::vec(id, 0..3),
    )
        .prop_map(|(name, npi, other_ids)| Provider {
            name,
            npi: npi.map(Npi::as_received),
            taxonomy: None,
            other_ids,
        })
}

fn submission() -> impl Strategy<Value = Submission> {
    // Identifiers are tidied when they are read, so they are made tidy here.
    let number = "[A-Z0-9]{1,20}".prop_map(PayerClaimNumber::as_received);
    prop_oneof![
        Just(Submission::Original),
        number.clone().prop_map(Submission::Replacement),
        number.prop_map(Submission::Void),
    ]
}

fn units() -> impl Strategy<Value = Units> {
    prop_oneof![
        decimal().prop_map(|number| Units::Units(Quantity(number))),
        decimal().prop_map(|number| Units::Minutes(Quantity(number))),
    ]
}

prop_compose! {
    fn patient()(
        relationship in option::of(select(vec![Relationship::Itself, Relationship::LifePartner])),
        name in person(),
        address in option::of(address()),
        birth_date in option::of(any_day()),
        sex in option::of(select(vec![Sex::Female, Sex::Male, Sex::Unknown])),
        phone in option::of(text()),
    ) -> Patient {
        let contact = phone.map(|phone| Contact { phone: Some(phone), ..Contact::default() });
        Patient { relationship, name, address, birth_date, sex, contact, ..Patient::default() }
    }
}

prop_compose! {
    fn parties()(
        billing in party(),
        ssn in option::of("[0-9]{9}"),
        patient in option::of(patient()),
        rendering in option::of(provider()),
        place in option::of((text(), option::of(address()), any::<bool>())),
        sequence in select(vec![PayerSequence::Primary, PayerSequence::Eleventh, PayerSequence::Unknown]),
        release in select(vec![Release::Signed, Release::InformedConsent]),
        benefits in select(vec![BenefitsAssignment::Yes, BenefitsAssignment::No, BenefitsAssignment::NotApplicable]),
    ) -> Claim {
        let mut claim = good_secondary();
        claim.billing_provider.name = billing;
        claim.billing_provider.tax_id = match ssn {
            Some(ssn) => TaxId::Ssn(Ssn::as_received(ssn)),
            None => TaxId::Ein(Ein::as_received("1")),
        };
        claim.patient = patient;
        claim.rendering_provider = rendering;
        claim.service_facility = place.map(|(name, address, show)| {
            ServiceFacility { address, show, ..ServiceFacility::new(name, Address::default()) }
        });
        claim.other_coverages[0].sequence = sequence;
        claim.signatures.release = release;
        claim.signatures.benefits_assigned = benefits;
        claim
    }
}

prop_compose! {
    fn claims()(
        mut claim in parties(),
        submission in submission(),
        causes in prop::collection::vec(select(vec![RelatedCause::Employment, RelatedCause::AutoAccident]), 0..3),
        accident in option::of(any_day()),
        disability in option::of((select(vec![DisabilityKind::Period, DisabilityKind::End]), period())),
        paid in option::of(decimal()),
        note in option::of(text()),
        diagnoses in prop::collection::vec("[A-Z][0-9]{2,6}", 0..13),
        pointers in prop::collection::vec(any::<u8>(), 0..6),
        dates in option::of(period()),
        charge in decimal(),
        units in units(),
        flags in any::<(bool, bool, bool)>(),
        transmission in select(vec![Transmission::OnRequest, Transmission::FileTransfer]),
    ) -> Claim {
        claim.submission = submission;
        claim.encounter = flags.0;
        claim.related_causes = causes;
        claim.dates.accident = accident;
        claim.dates.disability = disability.map(|(kind, dates)| claim_model::Disability { kind, dates });
        claim.patient_amount_paid = paid.map(Amount);
        claim.note = note.clone().map(|text| ClaimNote { kind: ClaimNoteKind::ThirdParty, text });
        claim.diagnoses = diagnoses.into_iter().map(DiagnosisCode::as_received).collect();
        claim.paperwork = vec![claim_model::Paperwork { report_type: "09".into(), transmission, control_number: note.clone() }];
        let line = &mut claim.lines[0];
        line.diagnosis_pointers = pointers;
        line.dates = dates;
        line.charge = Amount(charge);
        line.units = units;
        line.emergency = flags.1;
        line.copay_exempt = flags.2;
        line.note = note.map(|text| LineNote { kind: LineNoteKind::GoalsOrPlans, text });
        line.drug = Some(Drug {
            ndc: Ndc::as_received("65757030001"),
            quantity: Quantity(charge),
            unit: DrugUnit::Milliliter,
            reference: Some(DrugReference::Compound("7".into())),
        });
        claim
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_claim_comes_back_equal(claim in claims()) {
        let json = serde_json::to_string(&claim).unwrap();
        let back: Claim = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&back, &claim);
        // Scales of amounts, too.
        prop_assert_eq!(serde_json::to_string(&back).unwrap(), json);
    }

    #[test]
    fn any_claim_is_judged(claim in claims()) {
        let findings = claim.check(&claim_model::CheckOptions { today: Some(day(2025, 3, 1)) });
        for finding in findings {
            prop_assert!(!finding.to_string().is_empty());
        }
    }
}

fn json_of_good() -> serde_json::Value {
    serde_json::to_value(good_secondary()).unwrap()
}

fn refusal(json: serde_json::Value) -> String {
    serde_json::from_value::<Claim>(json)
        .expect_err("a refusal")
        .to_string()
}

#[test]
fn misspelt_fields_are_refused() {
    for place in [
        "",
        "/billing_provider",
        "/coverage/subscriber",
        "/lines/0",
        "/lines/0/decisions/0",
        "/signatures",
        "/other_coverages/0/decision",
    ] {
        let mut json = json_of_good();
        let object = json.pointer_mut(place).unwrap().as_object_mut().unwrap();
        object.insert("chrage".to_owned(), "1".into());
        assert!(refusal(json).contains("chrage"), "{place}");
    }
}

#[test]
fn statements_have_no_default() {
    let mut json = json_of_good();
    json.as_object_mut().unwrap().remove("signatures");
    assert!(refusal(json).contains("signatures"));
}

#[test]
fn floating_point_amounts_are_refused() {
    let mut json = json_of_good();
    json["lines"][0]["charge"] = 150.5.into();
    assert!(refusal(json.clone()).contains("floating point"));
    json["lines"][0]["charge"] = 150.into();
    assert!(serde_json::from_value::<Claim>(json.clone()).is_ok());
    for wrong in ["1e2", "+1", "1,000", " 1", "", "1.2.3"] {
        json["lines"][0]["charge"] = wrong.into();
        assert!(refusal(json.clone()).contains("not a number"), "{wrong}");
    }
}

/// Who has no line of JSON wrong, but values: reading goes on, and the rules say it.
#[test]
fn wrong_values_are_read() {
    let mut json = json_of_good();
    json["billing_provider"]["npi"] = "123".into();
    json["place_of_service"] = "".into();
    json["diagnoses"][0] = "f41.1".into();
    let claim: Claim = serde_json::from_value(json).unwrap();
    assert_eq!(
        claim.diagnoses[0].as_str(),
        "F411",
        "what can be tidied is tidied"
    );
    let found: Vec<String> = claim
        .check(&claim_model::CheckOptions::default())
        .iter()
        .map(short)
        .collect();
    assert_eq!(
        found,
        ["0616 billing_provider.npi 33a", "0628 place_of_service 24B"]
    );
}

/// Names, numbers and days of people, as they stand in the claim below.
const SECRETS: &[&str] = &[
    "Lopez",
    "LOPEZ",
    "Maria",
    "Teo",
    "Chen",
    "Amy",
    "MBR100200",
    "BETA900",
    "GRP7788",
    "SH-10001",
    "L10001",
    "1985",
    "2014",
    "2025",
    "900 SW",
    "120 NW",
    "Portland",
    "97204",
    "97209",
    "931234567",
    "93-1234567",
    "219091234",
    "555-0111",
    "secret",
    "CH998877",
    "ICN1",
    "AUTH1",
];

#[test]
fn debug_shows_nobody() {
    let mut claim = good_secondary();
    claim.patient = Some(Patient {
        name: PersonName::new("Lopez", "Teo"),
        birth_date: Some(day(2014, 9, 30)),
        ssn: Some(Ssn::new("219-09-1234").unwrap()),
        ..Patient::default()
    });
    claim.note = Some(ClaimNote {
        kind: ClaimNoteKind::default(),
        text: "secret".into(),
    });
    claim.prior_authorization = Some("AUTH1".into());
    claim.clearinghouse_claim_number = Some(ClearinghouseClaimNumber::new("CH998877").unwrap());
    claim.submission = Submission::Void(PayerClaimNumber::new("ICN1").unwrap());
    claim.dates.accident = Some(day(2025, 1, 5));
    let findings = claim.check(&claim_model::CheckOptions::default());
    let shown = format!(
        "{claim:?} {claim:#?} {findings:?} {}",
        serde_json::to_string(&findings).unwrap()
    );
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret}");
    }
    // Codes are shown: without them nobody could look for a fault.
    assert!(shown.contains("90834") && shown.contains("F411"));
}

#[test]
fn an_error_in_json_shows_no_value() {
    let json = r#"{"lines":[{"charge":"secret"}]}"#;
    let error = serde_json::from_str::<Claim>(json).unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[test]
fn a_decision_comes_back_equal() {
    let json = serde_json::json!({
        "processing": "primary", "charge": "150.00", "paid": 40, "date": "2025-02-20",
        "lines": [{ "charge": "150.00", "paid": "40", "units": "1", "adjustments": [{ "group": "contractual_obligation", "reason": "45", "amount": "110" }] }]
    });
    let decided: Adjudication = serde_json::from_value(json).unwrap();
    let back: Adjudication =
        serde_json::from_str(&serde_json::to_string(&decided).unwrap()).unwrap();
    assert_eq!(back, decided);
}

#[test]
fn numbers_of_providers() {
    for valid in ["1234567893", "2993001009", "2888002005", " 2666004009 "] {
        assert!(Npi::new(valid).is_ok(), "{valid}");
    }
    for (wrong, reason) in [
        ("1234567890", "its check digit is wrong"),
        ("1234567892", "its check digit is wrong"),
        ("123456789", "an NPI has ten digits"),
        ("12345678931", "an NPI has ten digits"),
        ("12345678A3", "an NPI has ten digits"),
        ("3234567893", "an NPI begins with 1 or 2"),
    ] {
        assert_eq!(Npi::new(wrong).unwrap_err().reason, reason, "{wrong}");
    }
    assert_eq!(Ein::new("93-1234567").unwrap().as_str(), "931234567");
    assert_eq!(Ndc::new("65757-0300-01").unwrap().as_str(), "65757030001");
    assert_eq!(Ndc::new("5757-300-1").unwrap().as_str(), "05757030001");
    assert!(
        PatientControlNumber::new("1".repeat(38)).is_ok()
            && PatientControlNumber::new("1".repeat(39)).is_err()
    );
    for wrong in [
        "000-12-3456",
        "666-12-3456",
        "900-12-3456",
        "123-00-4567",
        "123-45-0000",
        "12345678",
    ] {
        assert!(Ssn::new(wrong).is_err(), "{wrong}");
    }
    assert_eq!(
        Payer::new("A", PayerId::new("00ab1").unwrap()).id.as_str(),
        "00AB1",
        "leading zeros count"
    );
}
