//! The lines of a claim.

use super::{
    CheckOptions, at_most, body, details, ensure,
    provider::{self, Named},
    say, say_with, values,
};
use crate::{
    At, Claim, Day, Detail, Drug, DrugReference, Finding, LineAuthorization, LineDates, Procedure,
    ServiceLine, Text, Units, rules,
};

pub(super) fn lines(out: &mut Vec<Finding>, claim: &Claim, options: &CheckOptions) {
    let at = &At::CLAIM;
    if claim.lines.is_empty() {
        say(out, &rules::LINE_MISSING, at.field("lines"));
    }
    at_most(
        out,
        &rules::TOO_MANY_LINES,
        at.field("lines"),
        claim.lines.len(),
        50,
    );
    // Each line may have an amount that can be sent, and their sum may not.
    match claim.total_charge() {
        Some(total) => values::signed(out, at.field("lines"), total),
        None => say_with(
            out,
            &rules::AMOUNT_FORM,
            at.field("lines"),
            Detail::Reason("more than ten digits"),
        ),
    }
    for (index, line) in claim.lines.iter().enumerate() {
        let at = &at.item("lines", index);
        service(out, at, claim, line, options.today);
        pointers(out, at, line, claim.diagnoses.len());
        control_number(out, at, claim, index, line);
        details(out, at, claim, line);
        providers(out, at, claim, line);
    }
}

/// What was done, when, how often, for how much.
fn service(
    out: &mut Vec<Finding>,
    at: &At<'_>,
    claim: &Claim,
    line: &ServiceLine,
    today: Option<Day>,
) {
    match &line.dates {
        None => say(out, &rules::DATE_MISSING, at.field("dates")),
        Some(dates) => {
            values::period(out, at.field("dates"), dates);
            if today.is_some_and(|today| dates.from > today || dates.last() > today) {
                say(out, &rules::FUTURE_SERVICE, at.field("dates"));
            }
        }
    }
    if let Some(place) = &line.place_of_service {
        ensure(
            out,
            &rules::PLACE_OF_SERVICE,
            at.field("place_of_service"),
            place.check(),
        );
    }
    if line.procedure.code.is_empty() {
        say(
            out,
            &rules::LINE_WITHOUT_PROCEDURE,
            at.field("procedure").field("code"),
        );
    }
    procedure(out, at.field("procedure"), &line.procedure);
    let place = line
        .place_of_service
        .as_ref()
        .unwrap_or(&claim.place_of_service);
    let telehealth = |code: &crate::Modifier| matches!(code.as_str(), "95" | "GT" | "93");
    if place.is_telehealth() && !line.procedure.modifiers.iter().any(telehealth) {
        say(
            out,
            &rules::TELEHEALTH_MODIFIER,
            at.field("procedure").field("modifiers"),
        );
    }
    values::amount(out, at.field("charge"), line.charge);
    if line.charge.is_zero() && !claim.encounter {
        say(out, &rules::LINE_WITHOUT_CHARGE, at.field("charge"));
    }
    units(out, at.field("units"), line);
}

fn units(out: &mut Vec<Finding>, at: At<'_>, line: &ServiceLine) {
    let at = match line.units {
        Units::Units(_) => at.field("units"),
        Units::Minutes(_) => at.field("minutes"),
    };
    values::quantity(out, at, line.units.quantity());
    if line.units.quantity().is_zero() {
        say(out, &rules::NO_UNITS, at);
    }
    if matches!(line.units, Units::Minutes(_)) && !is_anesthesia(line.procedure.code.as_str()) {
        say(out, &rules::MINUTES, at);
    }
}

/// Codes of anesthesia are 00100 to 01999.
fn is_anesthesia(code: &str) -> bool {
    code.len() == 5 && (code.starts_with("00") || code.starts_with("01"))
}

/// A procedure, billed or paid. That it is there, its owner says.
pub(super) fn procedure(out: &mut Vec<Finding>, at: At<'_>, procedure: &Procedure) {
    let at = &at;
    if !procedure.code.is_empty() {
        ensure(
            out,
            &rules::PROCEDURE,
            at.field("code"),
            procedure.code.check(),
        );
    }
    at_most(
        out,
        &rules::TOO_MANY_MODIFIERS,
        at.field("modifiers"),
        procedure.modifiers.len(),
        4,
    );
    for (index, modifier) in procedure.modifiers.iter().enumerate() {
        ensure(
            out,
            &rules::MODIFIER,
            at.item("modifiers", index),
            modifier.check(),
        );
    }
    values::optional(
        out,
        at.field("description"),
        procedure.description.as_ref(),
        80,
    );
}

fn pointers(out: &mut Vec<Finding>, at: &At<'_>, line: &ServiceLine, diagnoses: usize) {
    let pointers = &line.diagnosis_pointers;
    if pointers.is_empty() {
        say(out, &rules::POINTER_MISSING, at.field("diagnosis_pointers"));
    }
    at_most(
        out,
        &rules::TOO_MANY_POINTERS,
        at.field("diagnosis_pointers"),
        pointers.len(),
        4,
    );
    for (index, pointer) in pointers.iter().enumerate() {
        let at = at.item("diagnosis_pointers", index);
        let found = usize::from(*pointer);
        // A claim without diagnoses has a finding of its own.
        if found == 0 || (found > diagnoses.min(12) && diagnoses > 0) {
            say_with(
                out,
                &rules::POINTER,
                at,
                Detail::Count {
                    most: diagnoses,
                    found,
                },
            );
        }
        if pointers.iter().take(index).any(|other| other == pointer) {
            say(out, &rules::POINTER_TWICE, at);
        }
    }
}

fn control_number(
    out: &mut Vec<Finding>,
    at: &At<'_>,
    claim: &Claim,
    index: usize,
    line: &ServiceLine,
) {
    let at = at.field("line_control_number");
    let Some(number) = values::filled(line.line_control_number.as_ref()) else {
        return say(out, &rules::LINE_NUMBER_MISSING, at);
    };
    values::length(out, &rules::LINE_NUMBER, at, number, 30);
    let same =
        |other: &ServiceLine| values::filled(other.line_control_number.as_ref()) == Some(number);
    if claim.lines.iter().take(index).any(same) {
        say_with(
            out,
            &rules::LINE_NUMBER,
            at,
            Detail::Reason("another line has it"),
        );
    }
}

fn details(out: &mut Vec<Finding>, at: &At<'_>, claim: &Claim, line: &ServiceLine) {
    if let Some(drug) = &line.drug {
        self::drug(out, at.field("drug"), drug);
    }
    if let Some(note) = &line.note {
        body::note(
            out,
            at.field("note").field("text"),
            &note.text,
            &rules::LINE_NOTE_TOO_LONG,
        );
    }
    if let Some(note) = values::filled(line.third_party_note.as_ref()) {
        values::length(
            out,
            &rules::LINE_NOTE_TOO_LONG,
            at.field("third_party_note"),
            note,
            80,
        );
    }
    details::paperwork(out, at, &line.paperwork);
    authorizations(
        out,
        at,
        "prior_authorizations",
        &line.prior_authorizations,
        claim.prior_authorization.as_ref(),
    );
    authorizations(
        out,
        at,
        "referral_numbers",
        &line.referral_numbers,
        claim.referral_number.as_ref(),
    );
    for (field, number) in [
        ("clia_number", &line.clia_number),
        ("referring_clia_number", &line.referring_clia_number),
    ] {
        if let Some(number) = number {
            ensure(out, &rules::CLIA_NUMBER, at.field(field), number.check());
        }
    }
    values::optional(
        out,
        at.field("mammography_certification"),
        line.mammography_certification.as_ref(),
        50,
    );
    values::optional(
        out,
        at.field("immunization_batch"),
        line.immunization_batch.as_ref(),
        50,
    );
    values::optional_amount(out, at.field("sales_tax"), line.sales_tax);
    values::optional_amount(out, at.field("postage"), line.postage);
    if let Some(purchased) = &line.purchased_service {
        let at = &at.field("purchased_service");
        values::required(out, at.field("provider_id"), &purchased.provider_id, 50);
        values::amount(out, at.field("charge"), purchased.charge);
    }
    let dates = &line.other_dates;
    if *dates == LineDates::default() {
        return;
    }
    let at = &at.field("other_dates");
    let days = [
        ("prescription", dates.prescription),
        ("recertification", dates.recertification),
        ("begin_therapy", dates.begin_therapy),
        ("last_certification", dates.last_certification),
        ("last_seen", dates.last_seen),
        ("shipped", dates.shipped),
        ("last_xray", dates.last_xray),
        ("initial_treatment", dates.initial_treatment),
    ];
    for (field, day) in days {
        values::day(out, at.field(field), day);
    }
}

fn drug(out: &mut Vec<Finding>, at: At<'_>, drug: &Drug) {
    let at = &at;
    ensure(out, &rules::NDC, at.field("ndc"), drug.ndc.check());
    values::quantity(out, at.field("quantity"), drug.quantity);
    if drug.quantity.is_zero() {
        say(out, &rules::DRUG_QUANTITY, at.field("quantity"));
    }
    let at = &at.field("reference");
    match &drug.reference {
        Some(DrugReference::Prescription(number)) => {
            values::required(out, at.field("prescription"), number, 50);
        }
        Some(DrugReference::Compound(number)) => {
            values::required(out, at.field("compound"), number, 50);
        }
        None => {}
    }
}

fn authorizations(
    out: &mut Vec<Finding>,
    at: &At<'_>,
    field: &'static str,
    list: &[LineAuthorization],
    of_claim: Option<&Text>,
) {
    at_most(
        out,
        &rules::TOO_MANY_NUMBERS,
        at.field(field),
        list.len(),
        5,
    );
    for (index, own) in list.iter().enumerate() {
        let at = &at.item(field, index);
        values::required(out, at.field("number"), &own.number, 50);
        match &own.payer_id {
            Some(payer) => ensure(out, &rules::PAYER_ID, at.field("payer_id"), payer.check()),
            None if values::filled(of_claim) == values::filled(Some(&own.number))
                && of_claim.is_some() =>
            {
                say(out, &rules::AUTHORIZATION_REPEATED, at.field("number"));
            }
            None => {}
        }
    }
}

fn providers(out: &mut Vec<Finding>, at: &At<'_>, claim: &Claim, line: &ServiceLine) {
    if let Some(who) = &line.rendering_provider {
        provider::rendering(
            out,
            at.field("rendering_provider"),
            who,
            &provider::LINE_RENDERING,
        );
    }
    if let Some(who) = &line.purchased_service_provider {
        provider::provider(
            out,
            at.field("purchased_service_provider"),
            who,
            Named::No,
            &provider::LINE_OTHER,
        );
    }
    if let Some(place) = &line.service_facility {
        let pos = line
            .place_of_service
            .as_ref()
            .unwrap_or(&claim.place_of_service);
        provider::facility(
            out,
            at.field("service_facility"),
            place,
            pos,
            &provider::LINE_FACILITY,
        );
    }
    let supervisor = Named::Person(&rules::SUPERVISOR_NOT_A_PERSON);
    if let Some(who) = &line.supervising_provider {
        provider::provider(
            out,
            at.field("supervising_provider"),
            who,
            supervisor,
            &provider::LINE_SUPERVISING,
        );
    }
    let person = Named::Person(&rules::NOT_A_PERSON);
    let others = [
        ("ordering_provider", &line.ordering_provider),
        ("referring_provider", &line.referring_provider),
    ];
    for (field, who) in others {
        if let Some(who) = who {
            provider::provider(out, at.field(field), who, person, &provider::LINE_OTHER);
        }
    }
}
