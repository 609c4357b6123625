//! Claims of a few practices for a few people, in any order.

use claim_model::{
    Assignment, BenefitsAssignment, BillingProvider, Claim, ClaimDates, ClaimNote, ClaimNoteKind,
    ClaimReferences, ClearinghouseClaimNumber, CliaNumber, ConditionCode, Coverage, DiagnosisCode,
    DiagnosisList, Disability, DisabilityKind, Patient, PatientCondition, PatientControlNumber,
    PayerClaimNumber, RelatedCause, Release, SessionCount, Signatures, Submission,
};

use super::{
    Dice, coordination, dollars,
    lines::{self, Of},
    people::{self, ALL_KINDS, WITHOUT_LOCATION},
};

/// A member and the people whom the plan covers with them.
struct Family {
    coverage: Coverage,
    patients: Vec<(Patient, PatientCondition)>,
    own: PatientCondition,
}

fn condition(dice: &mut Dice) -> PatientCondition {
    PatientCondition {
        death_date: dice.maybe(|dice| dice.day(2024, 2024)),
        weight: dice.maybe(Dice::quantity),
        pregnant: dice.rich(),
    }
}

/// `count` claims that share practices, members and patients. Every claim number is another one.
pub fn claims(dice: &mut Dice, count: usize) -> Vec<Claim> {
    let practices: Vec<_> = (0..dice.between(1, 3))
        .map(|_| people::billing_provider(dice))
        .collect();
    let families: Vec<_> = (0..dice.between(1, 3))
        .map(|_| {
            let coverage = people::coverage(dice);
            let patients = (0..dice.below(3))
                .map(|_| (people::patient(dice, &coverage), condition(dice)))
                .collect();
            Family {
                coverage,
                patients,
                own: condition(dice),
            }
        })
        .collect();
    (0..count)
        .map(|number| {
            let practice = &practices[dice.below(practices.len() as u64) as usize];
            let family = &families[dice.below(families.len() as u64) as usize];
            claim(dice, number, practice, family)
        })
        .collect()
}

fn claim(dice: &mut Dice, number: usize, practice: &BillingProvider, family: &Family) -> Claim {
    let prefix = dice.word(4);
    let name = format!("{prefix}-{number}");
    let place = lines::place_of_service(dice);
    let mut claim = Claim::new(
        PatientControlNumber::new(&name).unwrap(),
        practice.clone(),
        family.coverage.clone(),
        place,
        signatures(dice),
    );
    claim.patient_condition = family.own;
    if !family.patients.is_empty() && dice.chance(60) {
        let at = dice.below(family.patients.len() as u64) as usize;
        let (patient, condition) = &family.patients[at];
        (claim.patient, claim.patient_condition) = (Some(patient.clone()), *condition);
    }
    claim.clearinghouse_claim_number =
        dice.maybe(|dice| ClearinghouseClaimNumber::new(dice.number(15)).unwrap());
    let original = PayerClaimNumber::new(format!("ICN{}", dice.number(15))).unwrap();
    claim.submission = match dice.below(10) {
        0 => Submission::Void(original),
        1 | 2 => Submission::Replacement(original),
        _ => Submission::Original,
    };
    claim.encounter = dice.rich() && dice.chance(30);
    causes(dice, &mut claim);
    claim.special_program = dice.maybe(|dice| dice.pick(&["02", "03", "05", "09"]).into());
    claim.delay_reason = dice.maybe(|dice| dice.pick(&["1", "2", "7", "11", "15"]).into());
    dates(dice, &mut claim);
    claim.paperwork = dice.some(3, lines::paperwork);
    claim.patient_amount_paid = dice.maybe(|dice| dollars(dice.cents()));
    claim.expected_copay = dice.maybe(|dice| dollars(dice.cents()));
    claim.prior_authorization = dice.maybe(|dice| dice.number(15).into());
    claim.referral_number = dice.maybe(|dice| dice.number(15).into());
    claim.clia_number = dice.maybe(|dice| CliaNumber::new(dice.number(10)).unwrap());
    claim.references = references(dice);
    claim.note = dice.maybe(|dice| ClaimNote {
        kind: dice.pick(&[
            ClaimNoteKind::AdditionalInformation,
            ClaimNoteKind::Certification,
            ClaimNoteKind::GoalsOrPlans,
            ClaimNoteKind::Diagnosis,
            ClaimNoteKind::ThirdParty,
        ]),
        text: dice.words(80).into(),
    });
    let old = dice.rich() && dice.chance(30);
    diagnoses(dice, &mut claim, old);
    claim.condition_codes = dice.some(12, |dice| ConditionCode::new(dice.word(2)).unwrap());
    providers(dice, &mut claim);
    for at in 0..if dice.rich() { dice.between(1, 6) } else { 1 } {
        let of = Of {
            number: at as usize,
            claim_number: &name,
            diagnoses: claim.diagnoses.len(),
            years: if old { (2014, 2014) } else { (2024, 2024) },
            encounter: claim.encounter,
            prior_authorization: claim.prior_authorization.as_ref(),
            referral_number: claim.referral_number.as_ref(),
        };
        let line = lines::line(dice, &of);
        claim.lines.push(line);
    }
    if dice.rich() {
        // What the claim says already, said again by a line.
        let line = &mut claim.lines[0];
        line.place_of_service = Some(claim.place_of_service.clone());
        line.rendering_provider = claim.rendering_provider.clone();
        if let Some(who) = &mut line.rendering_provider {
            who.other_ids.clear();
        }
    }
    claim.session_count = dice.maybe(|dice| SessionCount {
        authorization: dice.maybe(|dice| dice.number(12).into()),
        allowed: dice.between(1, 20) as u32,
        used: dice.below(20) as u32,
        valid: dice.maybe(|dice| lines::days(dice, (2024, 2024))),
    });
    coordination::coordinate(dice, &mut claim);
    claim
}

fn signatures(dice: &mut Dice) -> Signatures {
    Signatures {
        provider_on_file: !dice.chance(10),
        assignment: dice.pick(&[
            Assignment::Assigned,
            Assignment::LaboratoryOnly,
            Assignment::NotAssigned,
        ]),
        benefits_assigned: dice.pick(&[
            BenefitsAssignment::Yes,
            BenefitsAssignment::No,
            BenefitsAssignment::NotApplicable,
        ]),
        release: dice.pick(&[Release::Signed, Release::InformedConsent]),
        patient_signature_by_provider: dice.rich(),
    }
}

fn causes(dice: &mut Dice, claim: &mut Claim) {
    if !dice.rich() {
        return;
    }
    let all = [
        RelatedCause::AutoAccident,
        RelatedCause::Employment,
        RelatedCause::OtherAccident,
    ];
    claim.related_causes = dice.several(&all, 2);
    if claim.related_causes.contains(&RelatedCause::AutoAccident) {
        if dice.chance(70) {
            claim.accident_state = Some("OR".into());
        } else {
            claim.accident_country = Some("DE".into());
        }
    }
}

fn dates(dice: &mut Dice, claim: &mut Claim) {
    let day = |dice: &mut Dice| dice.maybe(|dice| dice.day(1990, 2024));
    claim.dates = ClaimDates {
        onset_of_illness: day(dice),
        initial_treatment: day(dice),
        last_seen: day(dice),
        acute_manifestation: day(dice),
        accident: day(dice),
        last_menstrual_period: day(dice),
        last_xray: day(dice),
        hearing_or_vision_prescription: day(dice),
        disability: dice.maybe(disability),
        last_worked: day(dice),
        return_to_work: day(dice),
        admission: day(dice),
        discharge: None,
        assumed_care: day(dice),
        relinquished_care: day(dice),
        first_contact: day(dice),
        repricer_received: day(dice),
    };
    let dates = &mut claim.dates;
    if claim
        .related_causes
        .iter()
        .any(|of| *of != RelatedCause::Employment)
        && dates.accident.is_none()
    {
        dates.accident = Some(dice.day(2020, 2024));
    }
    if claim.place_of_service.is_inpatient() && dates.admission.is_none() {
        dates.admission = Some(dice.day(2023, 2023));
    }
    dates.discharge = dice.maybe(|dice| dice.day(2025, 2026));
}

fn disability(dice: &mut Dice) -> Disability {
    let kind = dice.pick(&[
        DisabilityKind::Period,
        DisabilityKind::Start,
        DisabilityKind::End,
    ]);
    let mut dates = lines::days(dice, (2023, 2024));
    match kind {
        DisabilityKind::Period if dates.to.is_none() => dates.to = Some(dates.from),
        DisabilityKind::Period => {}
        _ => dates.to = None,
    }
    Disability { kind, dates }
}

fn references(dice: &mut Dice) -> ClaimReferences {
    let number = |dice: &mut Dice| dice.maybe(|dice| dice.number(15).into());
    ClaimReferences {
        service_authorization_exception: dice.maybe(|dice| dice.pick(&["1", "4", "7"]).into()),
        medicare_crossover_indicator: dice.maybe(|dice| dice.pick(&["Y", "N"]).into()),
        mammography_certification: number(dice),
        repriced_claim_number: number(dice),
        adjusted_repriced_claim_number: number(dice),
        investigational_device_exemption: number(dice),
        intermediary_claim_number: dice
            .maybe(|dice| ClearinghouseClaimNumber::new(dice.number(15)).unwrap()),
        medical_record_number: number(dice),
        demonstration_project: number(dice),
        care_plan_oversight: number(dice),
    }
}

fn diagnoses(dice: &mut Dice, claim: &mut Claim, old: bool) {
    claim.diagnosis_list = if old {
        DiagnosisList::Icd9
    } else {
        DiagnosisList::Icd10
    };
    let count = if dice.rich() { dice.between(1, 12) } else { 1 };
    for at in 0..count {
        // The place makes each another one.
        let code = match (old, dice.below(3)) {
            (true, 0) => format!("V{at:02}{}", dice.digits(1)),
            (true, 1) => format!("E{at:02}{}", dice.digits(1)),
            (true, _) => format!("{:03}{}", 100 + at, dice.digits(2)),
            (false, 0) => format!("F{at:02}"),
            (false, 1) => format!("S{at:02}{}XXA", dice.digits(1)),
            (false, _) => format!("M{at:02}{}", dice.digits(2)),
        };
        claim.diagnoses.push(DiagnosisCode::new(code).unwrap());
    }
}

fn providers(dice: &mut Dice, claim: &mut Claim) {
    claim.referring_provider =
        dice.maybe(|dice| people::provider(dice, WITHOUT_LOCATION, true, false));
    if claim.referring_provider.is_some() {
        claim.primary_care_provider =
            dice.maybe(|dice| people::provider(dice, WITHOUT_LOCATION, true, false));
    }
    claim.rendering_provider = dice.maybe(|dice| people::provider(dice, ALL_KINDS, false, false));
    if let Some(who) = claim
        .rendering_provider
        .as_mut()
        .filter(|_| dice.chance(20))
    {
        // Who renders is who bills.
        (who.npi, who.name) = (
            claim.billing_provider.npi.clone(),
            claim.billing_provider.name.clone(),
        );
    }
    claim.service_facility = dice.maybe(|dice| people::facility(dice, false));
    if let Some(place) = claim.service_facility.as_mut().filter(|_| dice.chance(20)) {
        place.address = Some(claim.billing_provider.address.clone());
    }
    claim.supervising_provider = dice.maybe(|dice| people::provider(dice, ALL_KINDS, true, false));
}
