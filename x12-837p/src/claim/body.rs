//! The claim itself (2300, 2310), in both directions.

use claim_model::{
    Amount, Assignment, At, BenefitsAssignment, Claim, ClaimDates, ClaimNote, ClaimNoteKind,
    ClaimReferences, ClearinghouseClaimNumber, CliaNumber, ConditionCode, Day, DiagnosisCode,
    DiagnosisList, Disability, DisabilityKind, Paperwork, PatientControlNumber, PayerClaimNumber,
    Period as Days, PlaceOfService, Provider, RelatedCause, Release, ServiceFacility, Signatures,
    Submission, Transmission,
};
use x12_core::{Code, Date, DateRange};

use crate::{
    claim::{
        codes::Coded,
        context::{In, Out, Why, Within, code_string, code_words, day, day_of, string, words},
        line, other_coverage,
        party::{
            NAME, NOTE, address, address_of, contact, contact_of, npi, npi_of, provider_ids,
            provider_name, provider_of, provider_refs, reference, reference_of, taxonomy,
            taxonomy_of,
        },
    },
    loops,
    segments::{
        Amt, Clm, CodeList, Dtp, HealthCareCode, Hi, Nte, Period,
        PlaceOfService as PlaceAndFrequency, Pwk, Ref, RelatedCauses,
    },
};

/// Frequency codes of CLM05-3.
const ORIGINAL: &str = "1";
const REPLACEMENT: &str = "7";
const VOID: &str = "8";

/// The dates that are one day each: qualifier, field of the claim, line of the loop.
macro_rules! single_dates {
    ($apply:ident) => {
        $apply! {
            "431" onset_of_illness onset_of_illness,
            "454" initial_treatment initial_treatment,
            "304" last_seen last_seen,
            "453" acute_manifestation acute_manifestation,
            "439" accident accident,
            "484" last_menstrual_period last_menstrual_period,
            "455" last_xray last_x_ray,
            "471" hearing_or_vision_prescription hearing_and_vision_prescription,
            "297" last_worked last_worked,
            "296" return_to_work return_to_work,
            "435" admission admission,
            "096" discharge discharge,
            "444" first_contact first_contact,
            "050" repricer_received repricer_received,
        }
    };
}

/// The numbers that are words: qualifier, field of the claim's references, line of the loop.
macro_rules! references {
    ($apply:ident) => {
        $apply! {
            "4N" service_authorization_exception authorization_exception,
            "F5" medicare_crossover_indicator medicare_crossover,
            "EW" mammography_certification mammography_certification,
            "9A" repriced_claim_number repriced_claim_number,
            "9C" adjusted_repriced_claim_number adjusted_repriced_claim_number,
            "LX" investigational_device_exemption investigational_device_exemption,
            "EA" medical_record_number medical_record_number,
            "P4" demonstration_project demonstration_project,
            "1J" care_plan_oversight care_plan_oversight,
        }
    };
}

pub(crate) fn date<'c>(qualifier: &'static str, of: Day) -> Dtp<'c> {
    Dtp {
        qualifier: qualifier.into(),
        period: day(of),
    }
}

/// Days of service and the like: one day, or from the first to the last.
pub(crate) fn days<'c>(of: Days) -> Period<'c> {
    match of.to {
        Some(to) if to != of.from => Period::Range(DateRange {
            from: Date::from(of.from.0),
            to: Date::from(to.0),
        }),
        _ => day(of.from),
    }
}

pub(crate) fn days_of(period: &Period<'_>) -> Option<Days> {
    match period {
        Period::Day(from) => Some(Days::day(from.get())),
        Period::Range(range) => Some(Days {
            from: range.from.get().into(),
            to: Some(range.to.get().into()),
        }),
        Period::Other { .. } => None,
    }
}

/// What is left out of a file because it says again what stands elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) rendering_provider: bool,
    pub(crate) service_facility: bool,
    /// Leave out on lines what the claim says.
    pub(crate) only_differences: bool,
}

/// 2300 with all its lines.
pub(crate) fn claim<'c>(out: &mut Out<'_>, of: &'c Claim, sent: Sent) -> loops::ClaimLoop<'c> {
    let at = At::CLAIM;
    let mut this = loops::ClaimLoop::new(info(out, of));
    dates(&of.dates, &mut this);
    this.attachments = of
        .paperwork
        .iter()
        .enumerate()
        .map(|(index, of)| paperwork(out, at.item("paperwork", index), of))
        .collect();
    this.patient_paid = of.patient_amount_paid.map(|paid| amount("F5", paid));
    numbers(out, of, &mut this);
    this.note = of.note.as_ref().map(|note| {
        Box::new(Nte {
            kind: note.kind.code().into(),
            text: out.words(at.field("note").field("text"), &note.text, NOTE),
        })
    });
    this.diagnoses = diagnoses(out, of);
    if !of.condition_codes.is_empty() {
        let codes = of.condition_codes.iter().enumerate().map(|(index, code)| {
            let at = at.item("condition_codes", index);
            health_care_code("BG", out.code(at, code.as_str()))
        });
        this.conditions = vec![Hi {
            codes: codes.collect(),
        }];
    }
    providers(out, of, sent, &mut this);
    this.other_coverages = of
        .other_coverages
        .iter()
        .enumerate()
        .map(|(index, of)| other_coverage::coverage(out, at.item("other_coverages", index), of))
        .collect();
    this.lines = of
        .lines
        .iter()
        .enumerate()
        .map(|(index, service)| line::line(out, index, service, of, sent.only_differences))
        .collect();
    this
}

fn info<'c>(out: &mut Out<'_>, of: &'c Claim) -> Clm<'c> {
    let at = At::CLAIM;
    let frequency = match of.submission {
        Submission::Original => ORIGINAL,
        Submission::Replacement(_) => REPLACEMENT,
        Submission::Void(_) => VOID,
    };
    let yes_or_no = |yes: bool| Some(if yes { "Y" } else { "N" }.into());
    let signatures = &of.signatures;
    let mut causes = of
        .related_causes
        .iter()
        .map(|cause| Code::from(cause.code()));
    let related_causes = causes.next().map(|first| {
        Box::new(RelatedCauses {
            cause_1: Some(first),
            cause_2: causes.next(),
            state: out.short(at.field("accident_state"), of.accident_state.as_ref()),
            country: out.short(at.field("accident_country"), of.accident_country.as_ref()),
        })
    });
    Clm {
        patient_control_number: out.id(
            at.field("patient_control_number"),
            of.patient_control_number.as_str(),
        ),
        // A sum that cannot be held is a finding of the claim and never written.
        charge: of.total_charge().unwrap_or_default().0,
        place_of_service: Some(PlaceAndFrequency {
            code: out.code(at.field("place_of_service"), of.place_of_service.as_str()),
            qualifier: Some("B".into()),
            frequency: Some(frequency.into()),
        }),
        provider_signature: yes_or_no(signatures.provider_on_file),
        assignment: Some(signatures.assignment.code().into()),
        benefits_assigned: Some(signatures.benefits_assigned.code().into()),
        release_of_information: Some(signatures.release.code().into()),
        patient_signature_source: signatures.patient_signature_by_provider.then(|| "P".into()),
        related_causes,
        special_program: of
            .special_program
            .as_ref()
            .and_then(|code| out.code(at.field("special_program"), code)),
        delay_reason: of
            .delay_reason
            .as_ref()
            .and_then(|code| out.code(at.field("delay_reason"), code)),
    }
}

fn dates(of: &ClaimDates, this: &mut loops::ClaimLoop<'_>) {
    macro_rules! put {
        ($($qualifier:literal $field:ident $line:ident,)*) => {
            $(this.$line = of.$field.map(|of| Box::new(date($qualifier, of)));)*
        };
    }
    single_dates!(put);
    this.disability = of.disability.map(|of| {
        let from = Date::from(of.dates.from.0);
        // A period that is one day long still has both its days: they tell it from a begin or an end.
        let period = match of.dates.to {
            Some(to) => Period::Range(DateRange {
                from,
                to: Date::from(to.0),
            }),
            None => Period::Day(from),
        };
        Box::new(Dtp {
            qualifier: of.kind.code().into(),
            period,
        })
    });
    let care = [("090", of.assumed_care), ("091", of.relinquished_care)];
    this.assumed_and_relinquished_care = care
        .into_iter()
        .filter_map(|(qualifier, of)| of.map(|of| date(qualifier, of)))
        .collect();
}

pub(crate) fn amount<'c>(qualifier: &'static str, of: Amount) -> Box<Amt<'c>> {
    Box::new(Amt {
        qualifier: qualifier.into(),
        amount: of.0,
    })
}

fn numbers<'c>(out: &mut Out<'_>, of: &'c Claim, this: &mut loops::ClaimLoop<'c>) {
    let at = At::CLAIM;
    let within = at.field("references");
    macro_rules! put {
        ($($qualifier:literal $field:ident $line:ident,)*) => {
            $(this.$line = reference(out, within.field(stringify!($field)), $qualifier, of.references.$field.as_deref());)*
        };
    }
    references!(put);
    this.referral_number = reference(
        out,
        at.field("referral_number"),
        "9F",
        of.referral_number.as_deref(),
    );
    this.prior_authorization = reference(
        out,
        at.field("prior_authorization"),
        "G1",
        of.prior_authorization.as_deref(),
    );
    let original = of.submission.original_reference();
    this.payer_claim_control_number = reference(
        out,
        at.field("submission"),
        "F8",
        original.map(PayerClaimNumber::as_str),
    );
    this.clia_number = reference(
        out,
        at.field("clia_number"),
        "X4",
        of.clia_number.as_ref().map(CliaNumber::as_str),
    );
    this.intermediary_claim_id = reference(
        out,
        within.field("intermediary_claim_number"),
        "D9",
        of.references
            .intermediary_claim_number
            .as_ref()
            .map(ClearinghouseClaimNumber::as_str),
    );
}

pub(crate) fn paperwork<'c>(out: &mut Out<'_>, at: At<'_>, of: &'c Paperwork) -> Pwk<'c> {
    let number = of.control_number.as_deref();
    let control_number = number.and_then(|number| out.id(at.field("control_number"), number));
    Pwk {
        report_type: out.code(at.field("report_type"), &of.report_type),
        transmission: Some(of.transmission.code().into()),
        control_qualifier: control_number.as_ref().map(|_| "AC".into()),
        control_number,
    }
}

fn health_care_code<'c>(list: &'static str, code: Option<Code<'c>>) -> HealthCareCode<'c> {
    HealthCareCode {
        list: Some(list.into()),
        code,
    }
}

fn diagnoses<'c>(out: &mut Out<'_>, of: &'c Claim) -> Option<Hi<'c>> {
    let (principal, further) = match of.diagnosis_list {
        DiagnosisList::Icd10 => ("ABK", "ABF"),
        DiagnosisList::Icd9 => ("BK", "BF"),
    };
    let codes: CodeList<'c> = of
        .diagnoses
        .iter()
        .enumerate()
        .map(|(index, code)| {
            let list = if index == 0 { principal } else { further };
            let at = At::CLAIM.item("diagnoses", index);
            health_care_code(list, out.code(at, code.as_str()))
        })
        .collect();
    (!codes.is_empty()).then_some(Hi { codes })
}

fn providers<'c>(out: &mut Out<'_>, of: &'c Claim, sent: Sent, this: &mut loops::ClaimLoop<'c>) {
    let at = At::CLAIM;
    let referring = [
        ("DN", "referring_provider", &of.referring_provider),
        ("P3", "primary_care_provider", &of.primary_care_provider),
    ];
    for (entity, field, of) in referring {
        if let Some(of) = of {
            let at = at.field(field);
            let mut who = loops::ReferringProvider::new(provider_name(out, at, entity, of));
            who.references = provider_refs(out, at, &of.other_ids);
            this.referring_providers.push(who);
        }
    }
    if let Some(of) = of
        .rendering_provider
        .as_ref()
        .filter(|_| sent.rendering_provider)
    {
        let at = at.field("rendering_provider");
        let mut who = loops::RenderingProvider::new(provider_name(out, at, "82", of));
        who.taxonomy =
            taxonomy(out, at.field("taxonomy"), "PE", of.taxonomy.as_ref()).map(Box::new);
        who.references = provider_refs(out, at, &of.other_ids);
        this.rendering_provider = Some(Box::new(who));
    }
    if let Some(of) = of
        .service_facility
        .as_ref()
        .filter(|_| sent.service_facility)
    {
        let at = at.field("service_facility");
        let mut place = loops::ServiceFacility::new(facility_name(out, at, of));
        if let Some(of) = &of.address {
            let (n3, n4) = address(out, at.field("address"), of);
            place.address = Some(n3);
            place.city = Some(n4);
        }
        place.references = provider_refs(out, at, &of.other_ids);
        place.contact = of
            .contact
            .as_ref()
            .map(|of| Box::new(contact(out, at.field("contact"), of)));
        this.service_facility = Some(Box::new(place));
    }
    if let Some(of) = &of.supervising_provider {
        let at = at.field("supervising_provider");
        let mut who = loops::SupervisingProvider::new(provider_name(out, at, "DQ", of));
        who.references = provider_refs(out, at, &of.other_ids);
        this.supervising_provider = Some(Box::new(who));
    }
}

pub(crate) fn facility_name<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c ServiceFacility,
) -> crate::segments::Nm1<'c> {
    let mut nm1 = super::party::nameless("77", "2");
    nm1.last_name = out.words(at.field("name"), &of.name, NAME);
    npi(out, at.field("npi"), &mut nm1, of.npi.as_ref());
    nm1
}

pub(crate) fn facility_of(
    cx: &mut In,
    within: Within,
    nm1: &crate::segments::Nm1<'_>,
    place: Option<claim_model::Address>,
) -> ServiceFacility {
    ServiceFacility {
        name: words(nm1.last_name.as_ref()).unwrap_or_default(),
        npi: npi_of(cx, within, "NM1*77", nm1),
        address: place,
        other_ids: Vec::new(),
        contact: None,
        show: true,
    }
}

/// Fills a claim, whose levels are known, from 2300. `None` where a code of CLM has no word: there is no claim then, and
/// the reason is among what was lost.
pub(crate) fn fill(cx: &mut In, mut claim: Claim, of: &loops::ClaimLoop<'_>) -> Option<Claim> {
    let loops::ClaimLoop {
        info,
        onset_of_illness: _,
        initial_treatment: _,
        last_seen: _,
        acute_manifestation: _,
        accident: _,
        last_menstrual_period: _,
        last_x_ray: _,
        hearing_and_vision_prescription: _,
        disability,
        last_worked: _,
        return_to_work: _,
        admission: _,
        discharge: _,
        assumed_and_relinquished_care,
        first_contact: _,
        repricer_received: _,
        attachments,
        contract,
        patient_paid,
        authorization_exception: _,
        medicare_crossover: _,
        mammography_certification: _,
        referral_number,
        prior_authorization,
        payer_claim_control_number,
        clia_number,
        repriced_claim_number: _,
        adjusted_repriced_claim_number: _,
        investigational_device_exemption: _,
        intermediary_claim_id,
        medical_record_number: _,
        demonstration_project: _,
        care_plan_oversight: _,
        file_information,
        note,
        ambulance_transport,
        spinal_manipulation,
        ambulance_certifications,
        vision_conditions,
        homebound,
        epsdt_referral,
        diagnoses,
        anesthesia_procedures,
        conditions,
        pricing,
        referring_providers,
        rendering_provider,
        service_facility,
        supervising_provider,
        ambulance_pick_up,
        ambulance_drop_off,
        other_coverages,
        lines,
        unmatched: _,
        rejected: _,
        span: _,
    } = of;
    let top = Within::new("2300", 0, 0);
    cx.no_field(top, "CN1", contract);
    cx.no_field(top, "K3", file_information);
    cx.no_field(top, "CR1", ambulance_transport);
    cx.no_field(top, "CR2", spinal_manipulation);
    cx.no_field(top, "CRC*07", ambulance_certifications);
    cx.no_field(top, "CRC*E1", vision_conditions);
    cx.no_field(top, "CRC*75", homebound);
    cx.no_field(top, "CRC*ZZ", epsdt_referral);
    cx.no_field(top, "HI*BP", anesthesia_procedures);
    cx.no_field(top, "HCP", pricing);
    cx.no_field(top.inner("2310E"), "NM1*PW", ambulance_pick_up);
    cx.no_field(top.inner("2310F"), "NM1*45", ambulance_drop_off);

    claim.submission = submission_of(cx, top, info, payer_claim_control_number.as_deref())?;
    fill_info(cx, top, &mut claim, info)?;

    macro_rules! take {
        ($($qualifier:literal $field:ident $line:ident,)*) => {
            ClaimDates {
                $($field: single_day(cx, top, concat!("DTP*", $qualifier), of.$line.as_deref()),)*
                disability: disability_of(cx, top, disability.as_deref()),
                assumed_care: None,
                relinquished_care: None,
            }
        };
    }
    claim.dates = single_dates!(take);
    for dtp in assumed_and_relinquished_care {
        let is_assumed = dtp.qualifier.is("090");
        let slot = if is_assumed {
            &mut claim.dates.assumed_care
        } else {
            &mut claim.dates.relinquished_care
        };
        let is_taken = slot.is_some();
        let label = if is_assumed { "DTP*090" } else { "DTP*091" };
        match day_of(&dtp.period) {
            Some(day) if !is_taken => *slot = Some(day),
            _ => cx.lose(Why::NoField, top, label, 0),
        }
    }

    macro_rules! take {
        ($($qualifier:literal $field:ident $line:ident,)*) => {
            ClaimReferences {
                $($field: reference_of(of.$line.as_deref()),)*
                intermediary_claim_number: reference_of(intermediary_claim_id.as_deref())
                    .map(|id| ClearinghouseClaimNumber::as_received(id.into_string())),
            }
        };
    }
    claim.references = references!(take);
    claim.referral_number = reference_of(referral_number.as_deref());
    claim.prior_authorization = reference_of(prior_authorization.as_deref());
    claim.clia_number = clia_of(clia_number.as_deref());
    claim.patient_amount_paid = patient_paid.as_ref().map(|amt| Amount(amt.amount));
    claim.paperwork = paperwork_of(cx, top, attachments);
    if let Some(nte) = note {
        match ClaimNoteKind::of(nte.kind.as_str()) {
            Some(kind) => {
                claim.note = Some(ClaimNote {
                    kind,
                    text: words(nte.text.as_ref()).unwrap_or_default(),
                });
            }
            None => cx.lose(Why::NoField, top, "NTE", 0),
        }
    }
    (claim.diagnosis_list, claim.diagnoses) = diagnoses_of(cx, top, diagnoses.as_ref());
    claim.condition_codes = conditions
        .iter()
        .flat_map(|hi| hi.codes.iter())
        .map(|code| ConditionCode::as_received(code_string(code.code.as_ref())))
        .collect();

    for who in referring_providers {
        let within = top.inner("2310A");
        let is_referring = who.name.entity.is("DN");
        let label = if is_referring { "NM1*DN" } else { "NM1*P3" };
        let slot = if is_referring {
            &mut claim.referring_provider
        } else {
            &mut claim.primary_care_provider
        };
        if slot.is_some() {
            cx.lose(Why::NoField, within, label, 0);
            continue;
        }
        *slot = Some(Provider {
            other_ids: provider_ids(&who.references),
            ..provider_of(cx, within, label, &who.name)
        });
    }
    claim.rendering_provider = rendering_provider.as_ref().map(|who| Provider {
        taxonomy: taxonomy_of(who.taxonomy.as_deref()),
        other_ids: provider_ids(&who.references),
        ..provider_of(cx, top.inner("2310B"), "NM1*82", &who.name)
    });
    claim.service_facility = service_facility.as_ref().map(|place| {
        let within = top.inner("2310C");
        let at = address_of(place.address.as_ref(), place.city.as_ref());
        ServiceFacility {
            other_ids: provider_ids(&place.references),
            contact: place
                .contact
                .as_ref()
                .map(|per| contact_of(cx, within, per)),
            ..facility_of(cx, within, &place.name, at)
        }
    });
    claim.supervising_provider = supervising_provider.as_ref().map(|who| Provider {
        other_ids: provider_ids(&who.references),
        ..provider_of(cx, top.inner("2310D"), "NM1*DQ", &who.name)
    });
    for (index, of) in other_coverages.iter().enumerate() {
        let coverage = other_coverage::coverage_of(cx, Within::new("2320", index, 0), of)?;
        claim.other_coverages.push(coverage);
    }
    claim.lines = lines
        .iter()
        .enumerate()
        .map(|(index, of)| line::line_of(cx, Within::new("2400", index, 0), of))
        .collect();
    Some(claim)
}

fn submission_of(
    cx: &mut In,
    top: Within,
    info: &Clm<'_>,
    original: Option<&Ref<'_>>,
) -> Option<Submission> {
    let place = info.place_of_service.as_ref();
    let frequency = place.and_then(|place| place.frequency.as_ref());
    // Empty where there is none: the rules of the claim ask for it.
    let number = || PayerClaimNumber::as_received(string(original.map(|of| &of.id)));
    match frequency.map(Code::as_str) {
        Some(ORIGINAL) => {
            if original.is_some() {
                cx.lose(Why::ReferenceOfOriginal, top, "REF*F8", 0);
            }
            Some(Submission::Original)
        }
        Some(REPLACEMENT) => Some(Submission::Replacement(number())),
        Some(VOID) => Some(Submission::Void(number())),
        _ => {
            cx.lose_part(Why::NoWord, top, "CLM", [5, 3]);
            None
        }
    }
}

/// The word of a code that the claim cannot do without.
pub(crate) fn needed<T: Coded>(
    cx: &mut In,
    within: Within,
    label: &'static str,
    element: u16,
    code: Option<&Code<'_>>,
) -> Option<T> {
    let word = code.and_then(|code| T::of(code.as_str()));
    if word.is_none() {
        cx.lose(Why::NoWord, within, label, element);
    }
    word
}

fn fill_info(cx: &mut In, top: Within, claim: &mut Claim, info: &Clm<'_>) -> Option<()> {
    let Clm {
        patient_control_number,
        charge: _,
        place_of_service,
        provider_signature,
        assignment,
        benefits_assigned,
        release_of_information,
        patient_signature_source,
        related_causes,
        special_program,
        delay_reason,
    } = info;
    claim.patient_control_number =
        PatientControlNumber::as_received(string(patient_control_number.as_ref()));
    let place = place_of_service.as_ref();
    claim.place_of_service =
        PlaceOfService::as_received(code_string(place.and_then(|place| place.code.as_ref())));
    let signed = provider_signature.as_ref().map(Code::as_str);
    if !matches!(signed, Some("Y" | "N")) {
        cx.lose(Why::NoWord, top, "CLM", 6);
    }
    let assignment: Option<Assignment> = needed(cx, top, "CLM", 7, assignment.as_ref());
    let benefits: Option<BenefitsAssignment> =
        needed(cx, top, "CLM", 8, benefits_assigned.as_ref());
    let release: Option<Release> = needed(cx, top, "CLM", 9, release_of_information.as_ref());
    claim.signatures = Signatures {
        provider_on_file: match signed {
            Some("Y") => true,
            Some("N") => false,
            _ => return None,
        },
        assignment: assignment?,
        benefits_assigned: benefits?,
        release: release?,
        patient_signature_by_provider: patient_signature_source
            .as_ref()
            .is_some_and(|code| code.is("P")),
    };
    let other_source = patient_signature_source
        .as_ref()
        .is_some_and(|code| !code.is("P"));
    cx.no_element(top, "CLM", 10, other_source);
    if let Some(of) = related_causes {
        for code in [&of.cause_1, &of.cause_2].into_iter().flatten() {
            match RelatedCause::of(code.as_str()) {
                Some(cause) => claim.related_causes.push(cause),
                None => cx.lose(Why::NoField, top, "CLM", 11),
            }
        }
        claim.accident_state = code_words(of.state.as_ref());
        claim.accident_country = code_words(of.country.as_ref());
    }
    claim.special_program = code_words(special_program.as_ref());
    claim.delay_reason = code_words(delay_reason.as_ref());
    Some(())
}

/// The day of a line that has room for one; a range or what is no date has no field.
pub(crate) fn single_day(
    cx: &mut In,
    within: Within,
    label: &'static str,
    dtp: Option<&Dtp<'_>>,
) -> Option<Day> {
    match &dtp?.period {
        Period::Day(day) => Some(day.get().into()),
        _ => {
            cx.lose(Why::NoField, within, label, 3);
            None
        }
    }
}

fn disability_of(cx: &mut In, top: Within, dtp: Option<&Dtp<'_>>) -> Option<Disability> {
    let dtp = dtp?;
    let read = DisabilityKind::of(dtp.qualifier.as_str()).zip(days_of(&dtp.period));
    if read.is_none() {
        cx.lose(Why::NoField, top, "DTP", 0);
    }
    read.map(|(kind, dates)| Disability { kind, dates })
}

pub(crate) fn clia_of(reference: Option<&Ref<'_>>) -> Option<CliaNumber> {
    reference_of(reference).map(|id| CliaNumber::as_received(id.into_string()))
}

pub(crate) fn paperwork_of(cx: &mut In, within: Within, of: &[Pwk<'_>]) -> Vec<Paperwork> {
    let mut read = Vec::new();
    for pwk in of {
        let code = pwk.transmission.as_ref();
        let Some(transmission) = code.and_then(|code| Transmission::of(code.as_str())) else {
            cx.lose(Why::NoField, within, "PWK", 0);
            continue;
        };
        read.push(Paperwork {
            report_type: code_words(pwk.report_type.as_ref()).unwrap_or_default(),
            transmission,
            control_number: words(pwk.control_number.as_ref()),
        });
    }
    read
}

fn diagnoses_of(
    cx: &mut In,
    top: Within,
    hi: Option<&Hi<'_>>,
) -> (DiagnosisList, Vec<DiagnosisCode>) {
    let Some(hi) = hi else {
        return (DiagnosisList::default(), Vec::new());
    };
    let is_old = |code: &HealthCareCode<'_>| {
        code.list
            .as_ref()
            .is_some_and(|list| list.is("BK") || list.is("BF"))
    };
    let old = hi.codes.first().is_some_and(is_old);
    for (element, code) in (1_u16..).zip(hi.codes.iter()) {
        // A place left empty has no list.
        if code.list.is_some() && is_old(code) != old {
            cx.lose_part(Why::MixedLists, top, "HI*ABK BK", [element, 1]);
        }
    }
    let list = if old {
        DiagnosisList::Icd9
    } else {
        DiagnosisList::Icd10
    };
    let codes = hi
        .codes
        .iter()
        .map(|code| DiagnosisCode::as_received(code_string(code.code.as_ref())));
    (list, codes.collect())
}
