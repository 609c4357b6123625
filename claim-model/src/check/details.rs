//! What a claim says besides who, what and when: its dates, attachments, numbers and counted sessions.

use super::{at_most, ensure, say, say_with, values};
use crate::{
    At, Claim, ClaimDates, Day, Detail, DisabilityKind, Finding, Paperwork, Text, Transmission,
    rules,
};

pub(super) fn dates(out: &mut Vec<Finding>, dates: &ClaimDates) {
    if *dates == ClaimDates::default() {
        return;
    }
    let at = &At::CLAIM.field("dates");
    let days = [
        ("onset_of_illness", dates.onset_of_illness),
        ("initial_treatment", dates.initial_treatment),
        ("last_seen", dates.last_seen),
        ("acute_manifestation", dates.acute_manifestation),
        ("accident", dates.accident),
        ("last_menstrual_period", dates.last_menstrual_period),
        ("last_xray", dates.last_xray),
        (
            "hearing_or_vision_prescription",
            dates.hearing_or_vision_prescription,
        ),
        ("last_worked", dates.last_worked),
        ("return_to_work", dates.return_to_work),
        ("admission", dates.admission),
        ("discharge", dates.discharge),
        ("assumed_care", dates.assumed_care),
        ("relinquished_care", dates.relinquished_care),
        ("first_contact", dates.first_contact),
        ("repricer_received", dates.repricer_received),
    ];
    for (field, day) in days {
        values::day(out, at.field(field), day);
    }
    if let Some(disability) = &dates.disability {
        let at = &at.field("disability");
        values::period(out, at.field("dates"), &disability.dates);
        if (disability.kind == DisabilityKind::Period) != disability.dates.to.is_some() {
            say(out, &rules::DISABILITY_DATES, *at);
        }
    }
    if let (Some(admission), Some(discharge)) = (dates.admission, dates.discharge)
        && discharge < admission
    {
        say(
            out,
            &rules::DISCHARGE_BEFORE_ADMISSION,
            at.field("discharge"),
        );
    }
}

/// The guide's kinds of attachments.
fn is_listed_report(code: &str) -> bool {
    matches!(
        code,
        "03" | "04"
            | "05"
            | "06"
            | "07"
            | "08"
            | "09"
            | "10"
            | "11"
            | "13"
            | "15"
            | "21"
            | "A3"
            | "A4"
            | "AM"
            | "AS"
            | "B2"
            | "B3"
            | "B4"
            | "BR"
            | "BS"
            | "BT"
            | "CB"
            | "CK"
            | "CT"
            | "D2"
            | "DA"
            | "DB"
            | "DG"
            | "DJ"
            | "DS"
            | "EB"
            | "HC"
            | "HR"
            | "I5"
            | "IR"
            | "LA"
            | "M1"
            | "MT"
            | "NN"
            | "OB"
            | "OC"
            | "OD"
            | "OE"
            | "OX"
            | "OZ"
            | "P4"
            | "P5"
            | "PE"
            | "PN"
            | "PO"
            | "PQ"
            | "PY"
            | "PZ"
            | "RB"
            | "RR"
            | "RT"
            | "RX"
            | "SG"
            | "V5"
            | "XP"
    )
}

/// Attachments of the claim or of a line.
pub(super) fn paperwork(out: &mut Vec<Finding>, at: &At<'_>, list: &[Paperwork]) {
    at_most(
        out,
        &rules::TOO_MUCH_PAPERWORK,
        at.field("paperwork"),
        list.len(),
        10,
    );
    for (index, paper) in list.iter().enumerate() {
        let at = &at.item("paperwork", index);
        if !is_listed_report(&paper.report_type) {
            say(out, &rules::PAPERWORK, at.field("report_type"));
        }
        let number = values::filled(paper.control_number.as_ref());
        match (paper.transmission, number) {
            (Transmission::OnRequest, Some(_)) => {
                say(
                    out,
                    &rules::PAPERWORK_NUMBER_UNASKED,
                    at.field("control_number"),
                );
            }
            (Transmission::OnRequest, None) => {}
            (_, None) => say(
                out,
                &rules::PAPERWORK_NUMBER_MISSING,
                at.field("control_number"),
            ),
            (_, Some(number)) if number.len() < 2 || number.chars().count() > 50 => {
                say(out, &rules::PAPERWORK, at.field("control_number"));
            }
            (_, Some(_)) => {}
        }
    }
}

pub(super) fn references(out: &mut Vec<Finding>, claim: &Claim) {
    let at = &At::CLAIM;
    values::optional(
        out,
        at.field("prior_authorization"),
        claim.prior_authorization.as_ref(),
        50,
    );
    values::optional(
        out,
        at.field("referral_number"),
        claim.referral_number.as_ref(),
        50,
    );
    if let Some(number) = &claim.clia_number {
        ensure(
            out,
            &rules::CLIA_NUMBER,
            at.field("clia_number"),
            number.check(),
        );
    }
    let references = &claim.references;
    let at = &at.field("references");
    let texts: [(&'static str, Option<&Text>); 7] = [
        (
            "mammography_certification",
            references.mammography_certification.as_ref(),
        ),
        (
            "repriced_claim_number",
            references.repriced_claim_number.as_ref(),
        ),
        (
            "adjusted_repriced_claim_number",
            references.adjusted_repriced_claim_number.as_ref(),
        ),
        (
            "investigational_device_exemption",
            references.investigational_device_exemption.as_ref(),
        ),
        (
            "medical_record_number",
            references.medical_record_number.as_ref(),
        ),
        (
            "demonstration_project",
            references.demonstration_project.as_ref(),
        ),
        (
            "care_plan_oversight",
            references.care_plan_oversight.as_ref(),
        ),
    ];
    for (field, text) in texts {
        values::optional(out, at.field(field), text, 50);
    }
    let exception = values::filled(references.service_authorization_exception.as_ref());
    if exception.is_some_and(|code| !matches!(code, "1" | "2" | "3" | "4" | "5" | "6" | "7")) {
        say(
            out,
            &rules::CODE_NOT_LISTED,
            at.field("service_authorization_exception"),
        );
    }
    let crossover = values::filled(references.medicare_crossover_indicator.as_ref());
    if crossover.is_some_and(|code| !matches!(code, "Y" | "N")) {
        say(
            out,
            &rules::CODE_NOT_LISTED,
            at.field("medicare_crossover_indicator"),
        );
    }
    if let Some(number) = &references.intermediary_claim_number {
        let at = at.field("intermediary_claim_number");
        values::length(out, &rules::TEXT_TOO_LONG, at, number.as_str(), 50);
        values::length(out, &rules::CLEARINGHOUSE_NUMBER, at, number.as_str(), 20);
    }
}

pub(super) fn sessions(out: &mut Vec<Finding>, claim: &Claim, first_day: Option<Day>) {
    let Some(count) = &claim.session_count else {
        return;
    };
    let at = &At::CLAIM.field("session_count");
    let counted = values::filled(count.authorization.as_ref()).is_some();
    if counted && values::filled(claim.prior_authorization.as_ref()).is_none() {
        say(
            out,
            &rules::AUTHORIZATION_NOT_SENT,
            at.field("authorization"),
        );
    }
    let last_day = claim
        .lines
        .iter()
        .filter_map(|line| line.dates)
        .map(|dates| dates.last())
        .max();
    if let (Some(valid), Some(first), Some(last)) = (count.valid, first_day, last_day)
        && (first < valid.from || valid.to.is_some_and(|end| last > end))
    {
        say(out, &rules::AUTHORIZATION_EXPIRED, at.field("valid"));
    }
    if count.used >= count.allowed {
        let (most, found) = (
            to_size(count.allowed),
            to_size(count.used).saturating_add(1),
        );
        say_with(
            out,
            &rules::SESSIONS_USED_UP,
            at.field("used"),
            Detail::Count { most, found },
        );
    }
}

fn to_size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
