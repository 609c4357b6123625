//! The claim itself (2300, 2310), in both directions.

use claim_model::{
    Amount, At, Claim, ClaimDates, ClaimNote, ClaimNoteKind, ClaimReferences,
    ClearinghouseClaimNumber, CliaNumber, ConditionCode, PayerClaimNumber, Provider,
    ServiceFacility,
};
use x12_core::{Date, DateRange};

use crate::{
    claim::{
        claim_providers::{facility_of, providers},
        codes::Coded,
        context::{In, Out, Why, Within, code_string, day_of, words},
        info::{fill_info, info, submission_of},
        line, other_coverage,
        party::{
            NOTE, address_of, contact_of, provider_ids, provider_of, reference, reference_of,
            taxonomy_of,
        },
        supplement::{
            amount, clia_of, date, diagnoses, diagnoses_of, disability_of, health_care_code,
            paperwork, paperwork_of, single_day,
        },
    },
    loops,
    segments::{Dtp, Hi, Lx, Nte, Period},
};

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
    for (index, of) in of.paperwork.iter().enumerate() {
        this.attachments
            .push(paperwork(out, at.item("paperwork", index), of));
    }
    if let Some(paid) = of.patient_amount_paid {
        this.patient_paid = Some(amount("F5", paid));
    }
    numbers(out, of, &mut this);
    if let Some(note) = &of.note {
        this.note = Some(Box::new(Nte {
            kind: note.kind.code().into(),
            text: out.words(at.field("note").field("text"), &note.text, NOTE),
        }));
    }
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
    for (index, of) in of.other_coverages.iter().enumerate() {
        let at = at.item("other_coverages", index);
        this.other_coverages
            .push(other_coverage::coverage(out, at, of));
    }
    // A line is large: it is filled where it stays.
    let numbers = (1_u64..).map(Some).map(|number| Lx { number });
    let lines = of.lines.iter().zip(numbers);
    this.lines = lines
        .map(|(_, number)| loops::ServiceLine::new(number))
        .collect();
    for (index, (line, service)) in this.lines.iter_mut().zip(&of.lines).enumerate() {
        line::fill(out, line, index, service, of, sent.only_differences);
    }
    this
}

fn dates(of: &ClaimDates, this: &mut loops::ClaimLoop<'_>) {
    macro_rules! put {
        ($($qualifier:literal $field:ident $line:ident,)*) => {
            $(if let Some(of) = of.$field {
                this.$line = Some(Box::new(date($qualifier, of)));
            })*
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

fn numbers<'c>(out: &mut Out<'_>, of: &'c Claim, this: &mut loops::ClaimLoop<'c>) {
    let at = At::CLAIM;
    let within = at.field("references");
    macro_rules! put {
        ($($qualifier:literal $field:ident $line:ident,)*) => {
            $(if let number @ Some(_) = of.references.$field.as_deref() {
                this.$line = reference(out, within.field(stringify!($field)), $qualifier, number);
            })*
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
                    .map(|id| ClearinghouseClaimNumber::as_received(id)),
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
