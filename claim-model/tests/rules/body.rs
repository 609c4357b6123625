//! The claim itself.

use claim_model::{
    ClaimNote, ClaimNoteKind, ClearinghouseClaimNumber, ConditionCode, DiagnosisCode,
    DiagnosisList, Disability, DisabilityKind, Paperwork, PatientControlNumber, PayerClaimNumber,
    Period, PlaceOfService, RelatedCause, SessionCount, Submission, Transmission,
};

use super::{Case, case, common::*};

fn paper(report: &str, transmission: Transmission, number: Option<&str>) -> Paperwork {
    Paperwork {
        report_type: report.into(),
        transmission,
        control_number: number.map(Into::into),
    }
}

fn disability(kind: DisabilityKind, to: Option<claim_model::Day>) -> Option<Disability> {
    Some(Disability {
        kind,
        dates: Period {
            from: day(2025, 1, 5),
            to,
        },
    })
}

fn icd9(codes: &[&str]) -> Vec<DiagnosisCode> {
    codes
        .iter()
        .map(|code| DiagnosisCode::new(code).unwrap())
        .collect()
}

pub fn cases() -> Vec<Case> {
    let claim_number = |text: &str| PatientControlNumber::as_received(text);
    let replaces = |text: &str| Submission::Replacement(PayerClaimNumber::as_received(text));
    let mut cases = vec![
        case(
            |c| c.patient_control_number = claim_number(""),
            &["0655 patient_control_number 26"],
        ),
        case(
            |c| c.patient_control_number = claim_number(&"1".repeat(39)),
            &["0655 patient_control_number 26"],
        ),
        case(
            |c| c.patient_control_number = claim_number(&"1".repeat(25)),
            &["0656 patient_control_number 26"],
        ),
        case(
            |c| c.patient_control_number = claim_number("SH 1/2"),
            &["0657 patient_control_number 26"],
        ),
        case(|c| c.submission = replaces("2025041000123"), &[]),
        case(
            |c| c.submission = replaces(""),
            &["0659 submission.replacement 22"],
        ),
        case(
            |c| c.submission = Submission::Void(PayerClaimNumber::as_received(" ")),
            &["0659 submission.void 22"],
        ),
        case(
            |c| c.submission = replaces(&"1".repeat(51)),
            &["0622 submission.replacement 22"],
        ),
        case(
            |c| c.submission = replaces("sh-10001"),
            &["0660 submission.replacement 22"],
        ),
        case(
            |c| {
                c.submission = Submission::Void(PayerClaimNumber::new("CH998877").unwrap());
                c.clearinghouse_claim_number =
                    Some(ClearinghouseClaimNumber::new("CH998877").unwrap());
            },
            &["0660 submission.void 22"],
        ),
        case(
            |c| {
                c.submission = replaces("CH998877");
                c.references.intermediary_claim_number =
                    Some(ClearinghouseClaimNumber::new("CH998877").unwrap());
            },
            &["0660 submission.replacement 22"],
        ),
        case(
            |c| c.place_of_service = PlaceOfService::as_received(""),
            &["0628 place_of_service 24B"],
        ),
        case(|c| c.related_causes = vec![RelatedCause::Employment], &[]),
        case(
            |c| c.related_causes = vec![RelatedCause::Employment; 2],
            &["0661 related_causes[1] 10"],
        ),
        case(
            |c| c.related_causes = vec![RelatedCause::AutoAccident],
            &["0662 accident_state 10b", "0664 dates.accident 14"],
        ),
        case(
            |c| {
                c.related_causes = vec![RelatedCause::AutoAccident];
                c.accident_state = Some("OR".into());
                c.dates.accident = Some(day(2025, 1, 5));
            },
            &[],
        ),
        case(
            |c| c.accident_state = Some("OR".into()),
            &["0663 accident_state 10b"],
        ),
        case(
            |c| c.related_causes = vec![RelatedCause::OtherAccident],
            &["0664 dates.accident 14"],
        ),
        case(
            |c| c.delay_reason = Some("12".into()),
            &["0665 delay_reason -"],
        ),
        case(
            |c| c.special_program = Some("01".into()),
            &["0666 special_program -"],
        ),
        case(
            |c| c.references.service_authorization_exception = Some("8".into()),
            &["0666 references.service_authorization_exception -"],
        ),
        case(
            |c| c.references.medicare_crossover_indicator = Some("X".into()),
            &["0666 references.medicare_crossover_indicator -"],
        ),
        case(
            |c| c.patient_amount_paid = Some(dollars("0")),
            &["0667 patient_amount_paid 29"],
        ),
        case(
            |c| c.patient_amount_paid = Some(dollars("-5")),
            &["0604 patient_amount_paid 29"],
        ),
        case(|c| c.expected_copay = Some(dollars("30")), &[]),
        case(
            |c| {
                c.references.intermediary_claim_number =
                    Some(ClearinghouseClaimNumber::as_received("1".repeat(21)))
            },
            &["0669 references.intermediary_claim_number -"],
        ),
        case(
            |c| {
                c.note = Some(ClaimNote {
                    kind: ClaimNoteKind::default(),
                    text: "x".repeat(81).into(),
                })
            },
            &["0670 note.text 19"],
        ),
        case(
            |c| {
                c.note = Some(ClaimNote {
                    kind: ClaimNoteKind::default(),
                    text: " ".into(),
                })
            },
            &["0602 note.text 19"],
        ),
        case(
            |c| c.place_of_service = PlaceOfService::new("21").unwrap(),
            &["0671 dates.admission 18"],
        ),
        case(
            |c| {
                c.dates.admission = Some(day(2025, 2, 9));
                c.dates.discharge = Some(day(2025, 2, 8));
            },
            &["0672 dates.discharge 18"],
        ),
        case(
            |c| c.dates.disability = disability(DisabilityKind::Period, None),
            &["0673 dates.disability 16"],
        ),
        case(
            |c| c.dates.disability = disability(DisabilityKind::Start, Some(day(2025, 1, 9))),
            &["0673 dates.disability 16"],
        ),
        case(
            |c| c.dates.disability = disability(DisabilityKind::Period, Some(day(2025, 1, 4))),
            &["0607 dates.disability.dates.to 16"],
        ),
        case(
            |c| c.dates.last_xray = Some(day(1066, 1, 1)),
            &["0606 dates.last_xray 15"],
        ),
        case(
            |c| {
                c.session_count = Some(SessionCount {
                    authorization: Some("EAP1".into()),
                    allowed: 6,
                    used: 3,
                    valid: None,
                })
            },
            &["0684 session_count.authorization -"],
        ),
    ];
    cases.extend(diagnoses());
    cases.extend(paperwork());
    cases.extend(sessions());
    cases
}

fn diagnoses() -> Vec<Case> {
    let codes = |count: usize| {
        (0..count)
            .map(|index| DiagnosisCode::new(format!("F4{index:02}")).unwrap())
            .collect()
    };
    let received = |text: &str| DiagnosisCode::as_received(text);
    vec![
        case(|c| c.diagnoses.clear(), &["0674 diagnoses 21"]),
        case(|c| c.diagnoses = codes(12), &[]),
        case(|c| c.diagnoses = codes(13), &["0675 diagnoses 21"]),
        case(
            |c| c.diagnoses[1] = received("29620"),
            &["0676 diagnoses[1] 21"],
        ),
        case(
            |c| c.lines[0].dates = Some(Period::day(day(2015, 9, 30))),
            &["0676 diagnosis_list 21"],
        ),
        case(
            |c| {
                c.diagnosis_list = DiagnosisList::Icd9;
                c.diagnoses = icd9(&["296.20", "V61.10"]);
                c.lines[0].dates = Some(Period::day(day(2015, 9, 30)));
            },
            &[],
        ),
        case(
            |c| {
                c.diagnosis_list = DiagnosisList::Icd9;
                c.diagnoses = icd9(&["296.20"]);
            },
            &["0676 diagnosis_list 21"],
        ),
        case(
            |c| {
                c.diagnosis_list = DiagnosisList::Icd9;
                c.diagnoses = icd9(&["296.20", "F41.1"]);
                c.lines[0].dates = Some(Period::day(day(2015, 9, 30)));
            },
            &["0676 diagnoses[1] 21"],
        ),
        case(
            |c| c.diagnoses[0] = received("F41.1"),
            &["0677 diagnoses[0] 21"],
        ),
        case(
            |c| c.diagnoses[0] = received("?"),
            &["0677 diagnoses[0] 21"],
        ),
        case(
            |c| c.diagnoses[1] = received("F411"),
            &["0678 diagnoses[1] 21"],
        ),
        case(
            |c| c.condition_codes = vec![ConditionCode::as_received("A 1")],
            &["0683 condition_codes[0] 10d"],
        ),
        case(
            |c| c.condition_codes = vec![ConditionCode::new("17").unwrap(); 13],
            &["0683 condition_codes 10d"],
        ),
    ]
}

fn paperwork() -> Vec<Case> {
    vec![
        case(
            |c| c.paperwork = vec![paper("09", Transmission::Fax, Some("DOC1"))],
            &[],
        ),
        case(
            |c| c.paperwork = vec![paper("09", Transmission::OnRequest, None)],
            &[],
        ),
        case(
            |c| c.paperwork = vec![paper("09", Transmission::Mail, None)],
            &["0679 paperwork[0].control_number 19"],
        ),
        case(
            |c| c.paperwork = vec![paper("09", Transmission::OnRequest, Some("DOC1"))],
            &["0680 paperwork[0].control_number 19"],
        ),
        case(
            |c| c.paperwork = vec![paper("99", Transmission::Fax, Some("DOC1"))],
            &["0681 paperwork[0].report_type 19"],
        ),
        case(
            |c| c.paperwork = vec![paper("09", Transmission::Fax, Some("D"))],
            &["0681 paperwork[0].control_number 19"],
        ),
        case(
            |c| c.paperwork = vec![paper("09", Transmission::Fax, Some("DOC1")); 11],
            &["0682 paperwork 19"],
        ),
        case(
            |c| c.lines[0].paperwork = vec![paper("09", Transmission::Fax, None)],
            &["0679 lines[0].paperwork[0].control_number 24"],
        ),
    ]
}

fn sessions() -> Vec<Case> {
    let count = |allowed, used, valid| {
        move |c: &mut claim_model::Claim| {
            c.prior_authorization = Some("EAP7781".into());
            c.session_count = Some(SessionCount {
                authorization: Some("EAP7781".into()),
                allowed,
                used,
                valid,
            });
        }
    };
    let valid = |from, to| Some(Period { from, to: Some(to) });
    vec![
        case(count(6, 3, valid(day(2025, 1, 1), day(2025, 6, 30))), &[]),
        case(count(6, 5, None), &[]),
        case(
            count(6, 3, valid(day(2025, 1, 1), day(2025, 2, 9))),
            &["0685 session_count.valid -"],
        ),
        case(
            count(6, 3, valid(day(2025, 2, 11), day(2025, 6, 30))),
            &["0685 session_count.valid -"],
        ),
        case(count(6, 6, None), &["0686 session_count.used -"]),
    ]
}
