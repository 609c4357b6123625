//! Which levels and transaction sets claims come to stand in.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod generated;

use claim_model::{Claim, MemberId, PatientControlNumber, PayerId, Submission, may_be_sent};
use generated::reading::{Read, beginning, copies, envelope, fixture, segments, write};
use x12_837p::claim::{BatchError, ClaimError, ClaimWriter, WriteOptions, write_claims};

fn usual(claims: &[Claim]) -> Vec<String> {
    segments(&write(claims, &WriteOptions::default()))
}

/// The levels and claims in the order of the file: `20`, `22`, `23` and the claims' numbers.
fn outline(segments: &[String]) -> String {
    let name = |segment: &String| {
        let elements: Vec<&str> = segment.split('*').collect();
        match elements[0] {
            "HL" => Some(elements[3].to_owned()),
            "CLM" => Some(elements[1].to_owned()),
            _ => None,
        }
    };
    segments
        .iter()
        .filter_map(name)
        .collect::<Vec<_>>()
        .join(" ")
}

/// N27: a set holds 5000 claims. The next one has the next control number and a reference of its own.
#[test]
fn five_thousand_and_one_claims_are_two_sets() {
    let claims = copies(&fixture("P01")[0], 5_001);
    let file = write(&claims, &WriteOptions::default());
    let read = Read::of(&file);
    assert_eq!(read.faults(), Vec::<String>::new());
    assert_eq!(read.sets, [5_000, 1]);
    let numbers: Vec<_> = read
        .envelopes
        .iter()
        .map(|of| of.transaction_control_number)
        .collect();
    assert_eq!(numbers, [1, 2]);
    let segments = segments(&file);
    assert_eq!(
        beginning(&segments, "ST*"),
        ["ST*837*0001*005010X222A1", "ST*837*0002*005010X222A1"]
    );
    assert_eq!(
        beginning(&segments, "BHT*"),
        [
            "BHT*0019*00*BATCH0001*20250301*1200*CH",
            "BHT*0019*00*BATCH0001-2*20250301*1200*CH"
        ]
    );
    assert_eq!(beginning(&segments, "GE*"), ["GE*2*1"]);
    assert_eq!(beginning(&segments, "IEA*"), ["IEA*1*000000001"]);
    // 100 claims below each level of the member.
    assert_eq!(beginning(&segments, "HL*").len(), 1 + 50 + 1 + 1);
    assert_eq!(read.claims.len(), 5_001);
    assert_eq!(read.claims[5_000].patient_control_number.as_str(), "C-5000");
}

/// The first control number of the envelope is kept.
#[test]
fn sets_are_numbered_from_the_number_of_the_envelope() {
    let mut envelope = envelope();
    envelope.transaction_control_number = 9_998;
    let claims = copies(&fixture("P01")[0], 3);
    let options = WriteOptions::default().claims_in_set(1);
    let (file, _) = write_claims(&claims, envelope, options).unwrap();
    let ends = beginning(&segments(&file), "SE*");
    let numbers: Vec<&str> = ends
        .iter()
        .map(|of| of.rsplit('*').next().unwrap())
        .collect();
    assert_eq!(numbers, ["9998", "9999", "10000"]);
}

/// The receiver may take fewer; never less than one, never more than 5000.
#[test]
fn receivers_may_take_fewer_claims_in_a_set() {
    let claims = copies(&fixture("P01")[0], 5);
    for (most, sets) in [
        (0, vec![1; 5]),
        (1, vec![1; 5]),
        (2, vec![2, 2, 1]),
        (5, vec![5]),
        (usize::MAX, vec![5]),
    ] {
        let options = WriteOptions::default().claims_in_set(most);
        assert_eq!(Read::of(&write(&claims, &options)).sets, sets, "{most}");
    }
    let many = copies(&fixture("P01")[0], 5_001);
    let options = WriteOptions::default().claims_in_set(9_999);
    assert_eq!(Read::of(&write(&many, &options)).sets, [5_000, 1]);
}

/// The guide allows 100 claims below one subscriber or one patient: the level is repeated for the next.
#[test]
fn a_hundred_and_one_claims_repeat_the_level() {
    let own = usual(&copies(&fixture("P01")[0], 101));
    assert_eq!(
        beginning(&own, "HL*"),
        ["HL*1**20*1", "HL*2*1*22*0", "HL*3*1*22*0"]
    );
    assert_eq!(beginning(&own, "NM1*IL*").len(), 2);
    let of_child = usual(&copies(&fixture("P03")[0], 101));
    assert_eq!(
        beginning(&of_child, "HL*"),
        ["HL*1**20*1", "HL*2*1*22*1", "HL*3*2*23*0", "HL*4*2*23*0"]
    );
    let at = |what: &str| {
        of_child
            .iter()
            .enumerate()
            .filter(|of| of.1.starts_with(what))
            .map(|of| of.0)
            .collect::<Vec<_>>()
    };
    let claims = at("CLM*");
    assert!(claims[99] < at("HL*4*")[0] && at("HL*4*")[0] < claims[100]);
    for exact in [100, 200] {
        let levels = beginning(&usual(&copies(&fixture("P01")[0], exact)), "HL*").len();
        assert_eq!(levels, 1 + exact / 100, "{exact}");
    }
}

/// One set holds charges or reports of encounters, never both.
#[test]
fn encounters_have_a_set_of_their_own() {
    let mut claims = copies(&fixture("P01")[0], 4);
    claims[1].encounter = true;
    claims[3].encounter = true;
    let segments = usual(&claims);
    assert_eq!(
        beginning(&segments, "BHT*"),
        [
            "BHT*0019*00*BATCH0001*20250301*1200*CH",
            "BHT*0019*00*BATCH0001-2*20250301*1200*RP"
        ]
    );
    assert_eq!(outline(&segments), "20 22 C-0 C-2 20 22 C-1 C-3");
    // Nothing but encounters: the first set is theirs.
    claims.retain(|of| of.encounter);
    assert_eq!(
        beginning(&usual(&claims), "BHT*"),
        ["BHT*0019*00*BATCH0001*20250301*1200*RP"]
    );
}

fn numbered(claim: &Claim, number: &str) -> Claim {
    Claim {
        patient_control_number: PatientControlNumber::new(number).unwrap(),
        ..claim.clone()
    }
}

/// As P12: claims of two members and two practices in any order stand together by practice and member.
#[test]
fn interleaved_claims_are_grouped() {
    let [lopez, _, stone] = fixture("P12").try_into().unwrap();
    let mut other = lopez.clone();
    other.billing_provider = fixture("P01")[0].billing_provider.clone();
    let claims = [
        numbered(&lopez, "A1"),
        numbered(&other, "B1"),
        numbered(&stone, "A2"),
        numbered(&lopez, "A3"),
        numbered(&other, "B2"),
        numbered(&stone, "A4"),
        numbered(&lopez, "A5"),
    ];
    assert_eq!(
        outline(&usual(&claims)),
        "20 22 A1 A3 A5 22 A2 A4 20 22 B1 B2"
    );
}

/// The primary and the secondary claim of one person are two levels, and so are two payers.
#[test]
fn each_payer_of_a_person_has_a_level() {
    let mut first = fixture("P12")[0].clone();
    let mut second = first.clone();
    second.coverage.payer.id = PayerId::new("OTHER1").unwrap();
    assert_eq!(
        outline(&usual(&[
            numbered(&first, "A"),
            numbered(&second, "B"),
            numbered(&first, "C")
        ])),
        "20 22 A C 22 B"
    );
    // What else a level says tells levels apart, too.
    let base = first.clone();
    first.coverage.group_number = Some("OTHER".into());
    assert_eq!(
        outline(&usual(&[numbered(&base, "A"), numbered(&first, "B")])),
        "20 22 A 22 B"
    );
    let mut heavier = base.clone();
    heavier.patient_condition.pregnant = true;
    assert_eq!(
        outline(&usual(&[numbered(&base, "A"), numbered(&heavier, "B")])),
        "20 22 A 22 B"
    );
}

/// 837p.md 3: the subscriber's own claims and those of dependents are two levels of the same person.
#[test]
fn a_subscriber_with_dependents_stands_twice() {
    let child = fixture("P03")[0].clone();
    let mut own = fixture("P12")[0].clone();
    own.billing_provider = child.billing_provider.clone();
    let mut sister = child.clone();
    sister.patient.as_mut().unwrap().name.first = Some("Ana".into());
    let claims = [
        numbered(&child, "TEO1"),
        numbered(&own, "OWN1"),
        numbered(&sister, "ANA1"),
        numbered(&own, "OWN2"),
        numbered(&child, "TEO2"),
    ];
    let segments = usual(&claims);
    assert_eq!(
        outline(&segments),
        "20 22 23 TEO1 TEO2 23 ANA1 22 OWN1 OWN2"
    );
    assert_eq!(
        beginning(&segments, "HL*"),
        [
            "HL*1**20*1",
            "HL*2*1*22*1",
            "HL*3*2*23*0",
            "HL*4*2*23*0",
            "HL*5*1*22*0"
        ]
    );
    assert_eq!(
        beginning(&segments, "SBR*"),
        ["SBR*P**GRP7788******CI", "SBR*P*18*GRP7788******CI"]
    );
    assert_eq!(beginning(&segments, "NM1*IL*").len(), 2);
}

/// A patient with a member id of their own stands as the subscriber, and apart from the family.
#[test]
fn a_patient_with_an_own_member_id_is_the_subscriber() {
    let child = fixture("P03")[0].clone();
    let mut member = child.clone();
    member.patient.as_mut().unwrap().member_id = Some(MemberId::new("MBR100201").unwrap());
    let segments = usual(&[numbered(&child, "A"), numbered(&member, "B")]);
    assert_eq!(outline(&segments), "20 22 23 A 22 B");
    let from = segments.iter().position(|of| of == "HL*4*1*22*0").unwrap();
    assert_eq!(
        segments[from + 1..from + 7],
        [
            "SBR*P*18*GRP7788******CI",
            "NM1*IL*1*LOPEZ*TEO****MI*MBR100201",
            "N3*900 SW MAIN ST APT 4",
            "N4*PORTLAND*OR*97204",
            "DMG*D8*20140930*M",
            "NM1*PR*2*ACME HEALTH PLAN*****PI*ACM01",
        ]
    );
    // An id that was left empty is none.
    member.patient.as_mut().unwrap().member_id = Some(MemberId::as_received(""));
    assert_eq!(outline(&usual(&[numbered(&member, "B")])), "20 22 23 B");
}

/// Clearinghouses that want the subscriber in full get it; the usual file has it only where the subscriber is the patient.
#[test]
fn the_subscriber_may_be_written_in_full() {
    let mut child = fixture("P03")[0].clone();
    let own = fixture("P12")[0].coverage.subscriber.clone();
    child.coverage.subscriber = own;
    let spare = usual(std::slice::from_ref(&child));
    assert_eq!(
        (
            beginning(&spare, "DMG*").len(),
            beginning(&spare, "N3*").len()
        ),
        (1, 2)
    );
    let full = segments(&write(
        &[child],
        &WriteOptions::default().subscriber_in_full(true),
    ));
    assert_eq!(
        (
            beginning(&full, "DMG*").len(),
            beginning(&full, "N3*").len()
        ),
        (2, 3)
    );
}

/// A claim that is refused leaves nothing behind: neither a level, nor its number.
#[test]
fn a_refused_claim_may_come_again() {
    let good = fixture("P01")[0].clone();
    let mut bad = fixture("P03")[0].clone();
    bad.diagnoses.clear();
    let mut writer = ClaimWriter::new(Vec::new(), envelope(), WriteOptions::default()).unwrap();
    writer.add(&good).unwrap();
    let Err(ClaimError::Refused(found)) = writer.add(&bad) else {
        panic!("was written")
    };
    assert!(!may_be_sent(&found));
    bad.diagnoses = good.diagnoses.clone();
    assert_eq!(writer.add(&bad).unwrap(), []);
    // The second time the number is taken.
    let Err(ClaimError::Refused(found)) = writer.add(&bad) else {
        panic!("was written twice")
    };
    assert_eq!(
        found.iter().map(|of| of.rule.number).collect::<Vec<_>>(),
        [658]
    );
    let read = Read::of(&writer.finish().unwrap());
    assert_eq!((read.claims.len(), read.faults()), (2, Vec::new()));
}

/// Values that the rules let through and the guide does not: the claim is refused with a finding, in its place, and the
/// others of the file do not suffer.
#[test]
fn what_only_the_guide_refuses_is_a_finding_of_its_claim() {
    let good = fixture("P01")[0].clone();
    let mut heavy = fixture("P03")[0].clone();
    heavy.patient_condition.weight = claim_model::Quantity::parse("123456789012345678");
    let mut adjusted = fixture("P17")[0].clone();
    adjusted.lines[0].decisions[0].adjustments[0].quantity =
        claim_model::Quantity::parse("1234567890123456789012");
    for bad in [heavy, adjusted] {
        let claims = [good.clone(), bad.clone()];
        let Err(BatchError::Refused(refused)) =
            write_claims(&claims, envelope(), WriteOptions::default())
        else {
            panic!("was written")
        };
        assert_eq!(refused.len(), 1);
        assert_eq!(refused[0].0, 1, "the second claim");
        let mut writer = ClaimWriter::new(Vec::new(), envelope(), WriteOptions::default()).unwrap();
        assert!(matches!(writer.add(&bad), Err(ClaimError::Refused(_))));
        writer.add(&good).unwrap();
        assert_eq!(
            outline(&segments(&writer.finish().unwrap())),
            "20 22 SH-10001"
        );
        let writer = ClaimWriter::new(Vec::new(), envelope(), WriteOptions::default()).unwrap();
        assert!(writer.finish().is_err(), "a file without claims is none");
    }
}

/// Rules that need the plan and the patient together see every patient of the plan, in both directions.
#[test]
fn each_dependent_is_judged_with_the_plan() {
    let mut first = fixture("P03")[0].clone();
    first.coverage.subscriber.property_casualty_number = Some("PC1".into());
    let mut second = numbered(&first, "SECOND");
    first.patient.as_mut().unwrap().property_casualty_number = Some("PC1".into());
    let patient = second.patient.as_mut().unwrap();
    patient.name.first = Some("Ana".into());
    patient.property_casualty_number = Some("PC2".into());
    let Err(BatchError::Refused(refused)) = write_claims(
        &[first.clone(), second],
        envelope(),
        WriteOptions::default(),
    ) else {
        panic!("was written")
    };
    let numbers: Vec<_> = refused
        .iter()
        .map(|(at, found)| (*at, found[0].rule.number))
        .collect();
    assert_eq!(numbers, [(1, 650)]);
    // The same in a file.
    let file = write(&[first], &WriteOptions::default());
    assert_eq!(Read::of(&file).faults(), Vec::<String>::new());
    let text = String::from_utf8(file).unwrap();
    let at = text.rfind("REF*Y4*PC1").unwrap();
    let file = format!("{}REF*Y4*PC2{}", &text[..at], &text[at + 10..]);
    let read = Read::of(file.as_bytes());
    assert_eq!(
        read.findings
            .iter()
            .map(|of| of.rule.number)
            .collect::<Vec<_>>(),
        [650]
    );
}

/// An employer is the subscriber where the casualty number stands with the patient.
#[test]
fn an_employer_may_be_the_subscriber_of_a_dependent() {
    let mut claim = fixture("P03")[0].clone();
    claim.coverage.subscriber.name = claim_model::PartyName::Organization("Bay Bakery Inc".into());
    claim.patient.as_mut().unwrap().property_casualty_number = Some("WC-77".into());
    let file = write(std::slice::from_ref(&claim), &WriteOptions::default());
    assert_eq!(Read::of(&file).faults(), Vec::<String>::new());
    // Without the number both directions refuse it.
    claim.patient.as_mut().unwrap().property_casualty_number = None;
    assert!(write_claims(&[claim], envelope(), WriteOptions::default()).is_err());
    let file = String::from_utf8(file).unwrap();
    let without = file
        .replace("REF*Y4*WC-77~", "")
        .replace("SE*32*", "SE*31*");
    let read = Read::of(without.as_bytes());
    assert_eq!(
        read.findings
            .iter()
            .map(|of| of.rule.number)
            .collect::<Vec<_>>(),
        [648]
    );
}

/// A new claim that carries the number of an earlier one cannot be said in the model, and nothing of it is written.
#[test]
fn a_new_claim_has_no_original_reference() {
    let mut claim = fixture("P08")[0].clone();
    claim.submission = Submission::Original;
    let segments = usual(&[claim]);
    assert!(beginning(&segments, "REF*F8").is_empty());
    assert!(beginning(&segments, "CLM*")[0].contains("*11:B:1*"));
}
