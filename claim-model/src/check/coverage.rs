//! The plan that is billed, and the patient.

use super::{
    ensure, say, say_with,
    values::{self, Reach, Zip},
};
use crate::{
    At, ClaimFilingIndicator, Coverage, Detail, Finding, PartyName, Patient, Payer, PayerSequence,
    Relationship, Rule, Subscriber, Text, rules,
};

/// Judges the plan that is billed. `patient` is the patient where that is not the subscriber.
pub fn coverage(coverage: &Coverage, patient: Option<&Patient>, out: &mut Vec<Finding>) {
    let at = &At::CLAIM.field("coverage");
    if coverage.sequence == PayerSequence::Unknown {
        say(out, &rules::SEQUENCE_UNKNOWN, at.field("sequence"));
    }
    let plan = Plan {
        sequence: coverage.sequence,
        payer: &coverage.payer,
        other_ids: 3,
        filing_indicator: coverage.filing_indicator.as_ref(),
        group_number: coverage.group_number.as_ref(),
        group_name: coverage.group_name.as_ref(),
        medicare_reason: coverage.medicare_secondary_reason.as_ref(),
        subscriber: &coverage.subscriber,
    };
    plan.check(out, at);

    let subscriber = &coverage.subscriber;
    let at = &at.field("subscriber");
    if patient.is_none() {
        person_data(
            out,
            at,
            &rules::SUBSCRIBER_DATA_MISSING,
            (
                subscriber.address.is_some(),
                subscriber.birth_date.is_some(),
                subscriber.sex.is_some(),
            ),
        );
    }
    // A patient with an own member id is sent as the subscriber.
    let own_id = patient.is_some_and(|patient| patient.member_id.is_some());
    let found = values::member_id(out, at.field("member_id"), subscriber.member_id.as_ref());
    let organization = matches!(subscriber.name, PartyName::Organization(_));
    if !found && !organization && !own_id {
        say(out, &rules::MEMBER_ID_MISSING, at.field("member_id"));
    }
    let numbers = (
        values::filled(subscriber.property_casualty_number.as_ref()),
        patient.and_then(|patient| values::filled(patient.property_casualty_number.as_ref())),
    );
    let casualty = coverage.filing_indicator.as_ref().is_some_and(is_casualty);
    if organization && !casualty && numbers == (None, None) {
        say(out, &rules::SUBSCRIBER_ORGANIZATION, at.field("name"));
    }
    if let (Some(subscribers), Some(patients)) = numbers
        && subscribers != patients
    {
        say(
            out,
            &rules::CASUALTY_NUMBER_DIFFERS,
            at.field("property_casualty_number"),
        );
    }
}

/// Judges a patient who is not the subscriber.
pub fn patient(patient: &Patient, out: &mut Vec<Finding>) {
    let at = &At::CLAIM.field("patient");
    let own_id = values::member_id(out, at.field("member_id"), patient.member_id.as_ref());
    match patient.relationship {
        Some(Relationship::Itself) if !own_id => {
            say(out, &rules::PATIENT_IS_SUBSCRIBER, at.field("relationship"));
        }
        None if !own_id => say(out, &rules::RELATIONSHIP_MISSING, at.field("relationship")),
        _ => {}
    }
    values::person(out, at.field("name"), &patient.name);
    person_data(
        out,
        at,
        &rules::PATIENT_DATA_MISSING,
        (
            patient.address.is_some(),
            patient.birth_date.is_some(),
            patient.sex.is_some(),
        ),
    );
    if let Some(address) = &patient.address {
        values::address(
            out,
            at.field("address"),
            address,
            Zip::Any,
            &rules::ADDRESS_INCOMPLETE,
        );
    }
    values::day(out, at.field("birth_date"), patient.birth_date);
    values::optional(
        out,
        at.field("property_casualty_number"),
        patient.property_casualty_number.as_ref(),
        50,
    );
    values::optional(
        out,
        at.field("property_casualty_member_id"),
        patient.property_casualty_member_id.as_ref(),
        50,
    );
    if let Some(ssn) = &patient.ssn {
        ensure(out, &rules::SSN, at.field("ssn"), ssn.check());
    }
    if let Some(contact) = &patient.contact {
        values::contact(out, at.field("contact"), contact, Reach::Phone);
    }
}

/// What must be known of who was treated.
fn person_data(
    out: &mut Vec<Finding>,
    at: &At<'_>,
    rule: &'static Rule,
    known: (bool, bool, bool),
) {
    for (field, known) in [
        ("address", known.0),
        ("birth_date", known.1),
        ("sex", known.2),
    ] {
        if !known {
            say(out, rule, at.field(field));
        }
    }
}

/// Plans in which an organization may be the insured: autos, liability, workers.
fn is_casualty(kind: &ClaimFilingIndicator) -> bool {
    matches!(kind.as_str(), "AM" | "LM" | "WC")
}

/// What the plan that is billed and the other plans have in common.
pub(super) struct Plan<'c> {
    pub(super) sequence: PayerSequence,
    pub(super) payer: &'c Payer,
    /// How many further numbers the payer may have.
    pub(super) other_ids: usize,
    pub(super) filing_indicator: Option<&'c ClaimFilingIndicator>,
    pub(super) group_number: Option<&'c Text>,
    pub(super) group_name: Option<&'c Text>,
    pub(super) medicare_reason: Option<&'c Text>,
    pub(super) subscriber: &'c Subscriber,
}

impl Plan<'_> {
    pub(super) fn check(&self, out: &mut Vec<Finding>, at: &At<'_>) {
        payer(out, at.field("payer"), self.payer, self.other_ids);
        values::optional(out, at.field("group_number"), self.group_number, 50);
        values::optional(out, at.field("group_name"), self.group_name, 60);
        let member_id = self
            .subscriber
            .member_id
            .as_ref()
            .map(crate::MemberId::as_str);
        let group = values::filled(self.group_number);
        if group.is_some() && group == member_id {
            say(out, &rules::GROUP_IS_MEMBER_ID, at.field("group_number"));
        }
        match self.filing_indicator {
            None => say(
                out,
                &rules::FILING_INDICATOR_MISSING,
                at.field("filing_indicator"),
            ),
            Some(kind) if !is_listed_kind(kind.as_str()) => {
                say(out, &rules::FILING_INDICATOR, at.field("filing_indicator"));
            }
            Some(_) => {}
        }
        self.medicare(out, at.field("medicare_secondary_reason"));
        subscriber(out, at.field("subscriber"), self.subscriber);
    }

    fn medicare(&self, out: &mut Vec<Finding>, at: At<'_>) {
        let medicare = self
            .filing_indicator
            .is_some_and(|kind| matches!(kind.as_str(), "MA" | "MB"));
        let later = medicare && self.sequence != PayerSequence::Primary;
        match values::filled(self.medicare_reason) {
            None if later => say(out, &rules::MEDICARE_REASON_MISSING, at),
            None => {}
            Some(_) if !later => {
                say_with(
                    out,
                    &rules::MEDICARE_REASON,
                    at,
                    Detail::Reason("the payer is not Medicare in a later place"),
                );
            }
            Some("12" | "13" | "14" | "15" | "16" | "41" | "42" | "43" | "47") => {}
            Some(_) => say_with(
                out,
                &rules::MEDICARE_REASON,
                at,
                Detail::Reason("not one of the guide's codes"),
            ),
        }
    }
}

/// The guide's kinds of insurance.
fn is_listed_kind(kind: &str) -> bool {
    matches!(
        kind,
        "11" | "12"
            | "13"
            | "14"
            | "15"
            | "16"
            | "17"
            | "AM"
            | "BL"
            | "CH"
            | "CI"
            | "DS"
            | "FI"
            | "HM"
            | "LM"
            | "MA"
            | "MB"
            | "MC"
            | "OF"
            | "TV"
            | "VA"
            | "WC"
            | "ZZ"
    )
}

fn payer(out: &mut Vec<Finding>, at: At<'_>, payer: &Payer, other_ids: usize) {
    let at = &at;
    values::required(out, at.field("name"), &payer.name, 60);
    ensure(out, &rules::PAYER_ID, at.field("id"), payer.id.check());
    values::optional(
        out,
        at.field("claim_office"),
        payer.claim_office.as_ref(),
        50,
    );
    let offices = usize::from(values::filled(payer.claim_office.as_ref()).is_some());
    for (index, id) in payer.other_ids.iter().enumerate() {
        let at = &at.item("other_ids", index);
        values::required(out, at.field("id"), &id.id, 50);
        let twice = payer
            .other_ids
            .iter()
            .take(index)
            .any(|other| other.kind == id.kind);
        if twice || index.saturating_add(offices) >= other_ids {
            say(out, &rules::PAYER_NUMBER_TWICE, *at);
        }
    }
    if let Some(address) = &payer.address {
        values::address(
            out,
            at.field("address"),
            address,
            Zip::Any,
            &rules::ADDRESS_INCOMPLETE,
        );
    }
}

/// An insured, of the plan that is billed or of another.
fn subscriber(out: &mut Vec<Finding>, at: At<'_>, subscriber: &Subscriber) {
    let at = &at;
    values::party(out, at.field("name"), &subscriber.name);
    if let Some(address) = &subscriber.address {
        values::address(
            out,
            at.field("address"),
            address,
            Zip::Any,
            &rules::ADDRESS_INCOMPLETE,
        );
    }
    values::day(out, at.field("birth_date"), subscriber.birth_date);
    if let Some(ssn) = &subscriber.ssn {
        ensure(out, &rules::SSN, at.field("ssn"), ssn.check());
    }
    values::optional(
        out,
        at.field("property_casualty_number"),
        subscriber.property_casualty_number.as_ref(),
        50,
    );
    if let Some(contact) = &subscriber.contact {
        values::contact(out, at.field("contact"), contact, Reach::Phone);
    }
}
