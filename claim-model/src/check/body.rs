//! What belongs to the claim itself.

use super::{
    CheckOptions, at_most,
    coordination::coordination,
    details, diagnosis, ensure, line,
    provider::{self, Named},
    say, say_with, values,
};
use crate::{
    At, Claim, Day, Detail, Finding, Npi, PayerClaimNumber, RelatedCause, Submission, rules,
};

/// Judges what belongs to the claim itself, and what needs more than one of its parts.
pub fn body(claim: &Claim, options: &CheckOptions, out: &mut Vec<Finding>) {
    let at = &At::CLAIM;
    let first_day = claim
        .lines
        .iter()
        .filter_map(|line| line.dates)
        .map(|dates| dates.from)
        .min();
    numbers(out, claim);
    submission(out, claim);
    born_before(out, claim, first_day);
    if claim
        .patient_condition
        .weight
        .is_some_and(|weight| weight.0 <= rust_decimal::Decimal::ZERO)
    {
        say(
            out,
            &rules::PATIENT_WEIGHT,
            at.field("patient_condition").field("weight"),
        );
    }
    values::day(
        out,
        at.field("patient_condition").field("death_date"),
        claim.patient_condition.death_date,
    );
    ensure(
        out,
        &rules::PLACE_OF_SERVICE,
        at.field("place_of_service"),
        claim.place_of_service.check(),
    );
    causes(out, claim);
    codes(out, claim);
    details::dates(out, &claim.dates);
    if claim.dates.admission.is_none() && claim.place_of_service.is_inpatient() {
        say(
            out,
            &rules::ADMISSION_MISSING,
            at.field("dates").field("admission"),
        );
    }
    details::paperwork(out, at, &claim.paperwork);
    values::optional_amount(
        out,
        at.field("patient_amount_paid"),
        claim.patient_amount_paid,
    );
    if claim
        .patient_amount_paid
        .is_some_and(crate::Amount::is_zero)
    {
        say(
            out,
            &rules::PATIENT_PAID_NOTHING,
            at.field("patient_amount_paid"),
        );
    }
    details::references(out, claim);
    details::sessions(out, claim, first_day);
    if let Some(note) = &claim.note {
        let at = at.field("note");
        self::note(out, at.field("text"), &note.text, &rules::NOTE_TOO_LONG);
    }
    diagnosis::diagnoses(out, claim, first_day);
    at_most(
        out,
        &rules::CONDITION_CODES,
        at.field("condition_codes"),
        claim.condition_codes.len(),
        12,
    );
    for (index, code) in claim.condition_codes.iter().enumerate() {
        ensure(
            out,
            &rules::CONDITION_CODES,
            at.item("condition_codes", index),
            code.check(),
        );
    }
    providers(out, claim);
    line::lines(out, claim, options);
    coordination(out, claim);
}

/// A note that is there says something, and not too much.
pub(super) fn note(out: &mut Vec<Finding>, at: At<'_>, text: &str, rule: &'static crate::Rule) {
    if text.trim().is_empty() {
        say(out, &rules::VALUE_MISSING, at);
    }
    values::length(out, rule, at, text.trim(), 80);
}

fn numbers(out: &mut Vec<Finding>, claim: &Claim) {
    let at = At::CLAIM.field("patient_control_number");
    let number = &claim.patient_control_number;
    if let Err(invalid) = number.check() {
        return say_with(
            out,
            &rules::CLAIM_NUMBER,
            at,
            Detail::Reason(invalid.reason),
        );
    }
    values::length(out, &rules::CLAIM_NUMBER_LONG, at, number.as_str(), 20);
    if !number
        .as_str()
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    {
        say(out, &rules::CLAIM_NUMBER_CHARACTERS, at);
    }
}

fn submission(out: &mut Vec<Finding>, claim: &Claim) {
    let at = &At::CLAIM.field("submission");
    let (at, number) = match &claim.submission {
        Submission::Original => return,
        Submission::Replacement(number) => (at.field("replacement"), number),
        Submission::Void(number) => (at.field("void"), number),
    };
    let text = number.as_str().trim();
    if text.is_empty() {
        return say(out, &rules::ORIGINAL_REFERENCE, at);
    }
    payer_claim_number(out, at, Some(number));
    let clearinghouses = [
        claim.clearinghouse_claim_number.as_ref(),
        claim.references.intermediary_claim_number.as_ref(),
    ];
    let same = |other: &str| text.eq_ignore_ascii_case(other.trim());
    if same(claim.patient_control_number.as_str()) {
        say_with(
            out,
            &rules::ORIGINAL_REFERENCE_NOT_PAYERS,
            at,
            Detail::Reason("it is our own number"),
        );
    } else if clearinghouses
        .iter()
        .flatten()
        .any(|number| same(number.as_str()))
    {
        say_with(
            out,
            &rules::ORIGINAL_REFERENCE_NOT_PAYERS,
            at,
            Detail::Reason("it is the clearinghouse's number"),
        );
    }
}

pub(super) fn payer_claim_number(
    out: &mut Vec<Finding>,
    at: At<'_>,
    number: Option<&PayerClaimNumber>,
) {
    if let Some(number) = number {
        ensure(out, &rules::PAYER_CLAIM_NUMBER, at, number.check());
    }
}

fn born_before(out: &mut Vec<Finding>, claim: &Claim, first_day: Option<Day>) {
    let (coverage, patient) = (At::CLAIM.field("coverage"), At::CLAIM.field("patient"));
    let (at, born) = match &claim.patient {
        Some(person) => (patient, person.birth_date),
        None => (
            coverage.field("subscriber"),
            claim.coverage.subscriber.birth_date,
        ),
    };
    if let (Some(born), Some(first)) = (born, first_day)
        && born > first
    {
        say(out, &rules::BORN_AFTER_SERVICE, at.field("birth_date"));
    }
}

fn causes(out: &mut Vec<Finding>, claim: &Claim) {
    let at = &At::CLAIM;
    let causes = &claim.related_causes;
    at_most(
        out,
        &rules::CAUSES,
        at.field("related_causes"),
        causes.len(),
        2,
    );
    for (index, cause) in causes.iter().enumerate() {
        if causes.iter().take(index).any(|other| other == cause) {
            say(out, &rules::CAUSES, at.item("related_causes", index));
        }
    }
    let state = values::filled(claim.accident_state.as_ref());
    let country = values::filled(claim.accident_country.as_ref());
    if state.is_some_and(|state| !values::is_state(state)) {
        say(out, &rules::STATE, at.field("accident_state"));
    }
    if country.is_some_and(|country| !values::is_country(country)) {
        say(out, &rules::COUNTRY, at.field("accident_country"));
    }
    let auto = causes.contains(&RelatedCause::AutoAccident);
    if auto && state.is_none() && country.is_none() {
        say(
            out,
            &rules::ACCIDENT_STATE_MISSING,
            at.field("accident_state"),
        );
    }
    for (field, given) in [("accident_state", state), ("accident_country", country)] {
        if !auto && given.is_some() {
            say(out, &rules::ACCIDENT_STATE_UNASKED, at.field(field));
        }
    }
    // Employment alone may be an illness, which has no date.
    let accident = auto || causes.contains(&RelatedCause::OtherAccident);
    if accident && claim.dates.accident.is_none() {
        say(
            out,
            &rules::ACCIDENT_DATE_MISSING,
            at.field("dates").field("accident"),
        );
    }
}

fn codes(out: &mut Vec<Finding>, claim: &Claim) {
    let at = &At::CLAIM;
    let program = values::filled(claim.special_program.as_ref());
    if program.is_some_and(|code| !matches!(code, "02" | "03" | "05" | "09")) {
        say(out, &rules::CODE_NOT_LISTED, at.field("special_program"));
    }
    let delay = values::filled(claim.delay_reason.as_ref());
    if delay.is_some_and(|code| {
        !matches!(
            code,
            "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "11" | "15"
        )
    }) {
        say(out, &rules::DELAY_REASON, at.field("delay_reason"));
    }
}

fn providers(out: &mut Vec<Finding>, claim: &Claim) {
    let at = &At::CLAIM;
    let person = Named::Person(&rules::NOT_A_PERSON);
    if let Some(who) = &claim.referring_provider {
        provider::provider(
            out,
            at.field("referring_provider"),
            who,
            person,
            &provider::REFERRING,
        );
    }
    if let Some(who) = &claim.primary_care_provider {
        provider::provider(
            out,
            at.field("primary_care_provider"),
            who,
            person,
            &provider::REFERRING,
        );
        if claim.referring_provider.is_none() {
            say(
                out,
                &rules::PRIMARY_CARE_ALONE,
                at.field("primary_care_provider"),
            );
        }
    }
    if let Some(who) = &claim.rendering_provider {
        let at = &at.field("rendering_provider");
        provider::rendering(out, *at, who, &provider::RENDERING);
        let biller = &claim.billing_provider;
        let same = who.npi.as_ref().map(Npi::as_str) == biller.npi.as_ref().map(Npi::as_str);
        if let (true, Some(_), Some(whose), Some(billers)) =
            (same, &who.npi, &who.taxonomy, &biller.taxonomy)
            && whose != billers
        {
            say(out, &rules::TAXONOMY_DIFFERS, at.field("taxonomy"));
        }
    }
    if let Some(place) = &claim.service_facility {
        provider::facility(
            out,
            at.field("service_facility"),
            place,
            &claim.place_of_service,
            &provider::FACILITY,
        );
    }
    if let Some(who) = &claim.supervising_provider {
        let person = Named::Person(&rules::SUPERVISOR_NOT_A_PERSON);
        provider::provider(
            out,
            at.field("supervising_provider"),
            who,
            person,
            &provider::SUPERVISING,
        );
    }
}
