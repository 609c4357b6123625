//! What CLM says: number, place, frequency, signatures, causes; in both directions.

use claim_model::{
    Assignment, At, BenefitsAssignment, Claim, PatientControlNumber, PayerClaimNumber,
    PlaceOfService, RelatedCause, Release, Signatures, Submission,
};
use x12_core::Code;

use crate::{
    claim::{
        codes::Coded,
        context::{In, Out, Why, Within, code_string, code_words, string},
    },
    segments::{Clm, PlaceOfService as PlaceAndFrequency, Ref, RelatedCauses},
};

/// Frequency codes of CLM05-3.
const ORIGINAL: &str = "1";

const REPLACEMENT: &str = "7";

const VOID: &str = "8";

pub(crate) fn info<'c>(out: &mut Out<'_>, of: &'c Claim) -> Clm<'c> {
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

pub(crate) fn submission_of(
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

pub(crate) fn fill_info(cx: &mut In, top: Within, claim: &mut Claim, info: &Clm<'_>) -> Option<()> {
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
