//! The plan that is billed, and the patient.

use claim_model::{
    ClaimFilingIndicator, Coverage, MemberId, PartyName, Patient, PayerOtherId, PayerOtherIdKind,
    PayerSequence, PersonName, Relationship, Sex,
};

use super::{Case, case, common::*, second};

fn child() -> Patient {
    Patient {
        relationship: Some(Relationship::Child),
        name: PersonName::new("Lopez", "Teo"),
        address: Some(street()),
        birth_date: Some(day(2014, 9, 30)),
        sex: Some(Sex::Male),
        ..Patient::default()
    }
}

fn dependent(change: impl FnOnce(&mut Patient)) -> impl FnOnce(&mut claim_model::Claim) {
    |claim| {
        let mut patient = child();
        change(&mut patient);
        claim.patient = Some(patient);
        claim.coverage.subscriber.address = None;
        claim.coverage.subscriber.birth_date = None;
        claim.coverage.subscriber.sex = None;
    }
}

fn medicare(coverage: &mut Coverage, reason: Option<&str>) {
    coverage.filing_indicator = Some(ClaimFilingIndicator::new("MB").unwrap());
    coverage.group_number = None;
    coverage.medicare_secondary_reason = reason.map(Into::into);
}

pub fn cases() -> Vec<Case> {
    let other_id = |kind| PayerOtherId {
        kind,
        id: "12".into(),
    };
    vec![
        case(dependent(|_| {}), &[]),
        second(
            |c| c.coverage.sequence = PayerSequence::Unknown,
            &["0639 coverage.sequence -"],
        ),
        second(
            |c| c.other_coverages[0].sequence = PayerSequence::Unknown,
            &["0639 other_coverages[0].sequence 11d"],
        ),
        case(
            dependent(|p| p.relationship = Some(Relationship::Itself)),
            &["0640 patient.relationship 6"],
        ),
        case(
            |c| c.coverage.group_number = Some("MBR100200".into()),
            &["0641 coverage.group_number 11"],
        ),
        case(
            |c| c.coverage.medicare_secondary_reason = Some("12".into()),
            &["0642 coverage.medicare_secondary_reason -"],
        ),
        second(|c| medicare(&mut c.coverage, Some("12")), &[]),
        second(
            |c| medicare(&mut c.coverage, Some("99")),
            &["0642 coverage.medicare_secondary_reason -"],
        ),
        second(
            |c| medicare(&mut c.coverage, None),
            &["0643 coverage.medicare_secondary_reason -"],
        ),
        case(|c| medicare(&mut c.coverage, None), &[]),
        case(
            |c| c.coverage.filing_indicator = None,
            &["0644 coverage.filing_indicator 1"],
        ),
        case(
            |c| c.coverage.filing_indicator = Some(ClaimFilingIndicator::as_received("09")),
            &["0645 coverage.filing_indicator 1"],
        ),
        case(
            |c| {
                c.coverage.subscriber.address = None;
                c.coverage.subscriber.birth_date = None;
                c.coverage.subscriber.sex = None;
            },
            &[
                "0646 coverage.subscriber.address 7",
                "0646 coverage.subscriber.birth_date 11a",
                "0646 coverage.subscriber.sex 11a",
            ],
        ),
        case(
            |c| c.coverage.subscriber.member_id = None,
            &["0647 coverage.subscriber.member_id 1a"],
        ),
        second(
            |c| c.other_coverages[0].subscriber.member_id = None,
            &["0647 other_coverages[0].subscriber.member_id 11d"],
        ),
        // A patient with an own member id is sent as the subscriber.
        case(
            |c| {
                dependent(|p| {
                    p.relationship = None;
                    p.member_id = Some(MemberId::new("MBR100201").unwrap());
                })(c);
                c.coverage.subscriber.member_id = None;
            },
            &[],
        ),
        case(
            |c| {
                dependent(|_| {})(c);
                c.coverage.subscriber.name = PartyName::Organization("Oak Mill Inc".into());
            },
            &["0648 coverage.subscriber.name 4"],
        ),
        case(
            |c| {
                dependent(|p| p.property_casualty_number = Some("WC-77".into()))(c);
                c.coverage.subscriber.name = PartyName::Organization("Oak Mill Inc".into());
            },
            &[],
        ),
        case(
            |c| c.patient_condition.weight = Some(number("0")),
            &["0649 patient_condition.weight -"],
        ),
        case(
            |c| {
                dependent(|p| p.property_casualty_number = Some("WC-77".into()))(c);
                c.coverage.subscriber.property_casualty_number = Some("WC-78".into());
            },
            &["0650 coverage.subscriber.property_casualty_number 11b"],
        ),
        case(
            |c| {
                c.coverage.payer.other_ids = vec![
                    other_id(PayerOtherIdKind::Naic),
                    other_id(PayerOtherIdKind::Naic),
                ];
            },
            &["0651 coverage.payer.other_ids[1] -"],
        ),
        second(
            |c| {
                let kinds = [
                    PayerOtherIdKind::Naic,
                    PayerOtherIdKind::PayerId,
                    PayerOtherIdKind::TaxId,
                ];
                c.other_coverages[0].payer.other_ids = kinds.map(other_id).to_vec();
            },
            &["0651 other_coverages[0].payer.other_ids[2] 11d"],
        ),
        case(
            dependent(|p| p.relationship = None),
            &["0652 patient.relationship 6"],
        ),
        case(
            dependent(|p| {
                p.address = None;
                p.birth_date = None;
                p.sex = None;
            }),
            &[
                "0653 patient.address 5",
                "0653 patient.birth_date 3",
                "0653 patient.sex 3",
            ],
        ),
        case(
            dependent(|p| p.name = PersonName::default()),
            &["0602 patient.name.last 2"],
        ),
        case(
            dependent(|p| p.birth_date = Some(day(2025, 2, 11))),
            &["0654 patient.birth_date 3"],
        ),
        case(
            |c| c.coverage.subscriber.birth_date = Some(day(2025, 2, 11)),
            &["0654 coverage.subscriber.birth_date 11a"],
        ),
    ]
}
