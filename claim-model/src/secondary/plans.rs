//! The next plan moves to the front, and the present one among the others.

use crate::{
    Address, At, Claim, Coverage, Day, Decision, Finding, OtherCoverage, PartyName, Patient,
    PayerId, PersonName, ProviderId, ProviderIdKind, Relationship, Sex, Subscriber, rules,
};

/// Who was treated, whoever is insured.
struct Person {
    name: PersonName,
    address: Option<Address>,
    birth_date: Option<Day>,
    sex: Option<Sex>,
}

/// Bills the other coverage at `next`. False, with findings, where the claim does not say enough for it.
pub(super) fn advance(
    claim: &mut Claim,
    next: usize,
    decision: Decision,
    out: &mut Vec<Finding>,
) -> bool {
    let Some(relationship) = relationship(claim) else {
        let at = At::CLAIM.field("patient");
        out.push(Finding::new(
            &rules::RELATIONSHIP_MISSING,
            at.field("relationship"),
        ));
        return false;
    };
    let Some(person) = person(claim) else {
        let at = At::CLAIM.field("coverage");
        let at = at.field("subscriber");
        out.push(Finding::new(
            &rules::SUBSCRIBER_ORGANIZATION,
            at.field("name"),
        ));
        return false;
    };
    if next >= claim.other_coverages.len() {
        return false;
    }
    let next = claim.other_coverages.remove(next);
    numbers(claim, &next.payer.id);
    let present = present(claim, relationship, decision);
    let rank = claim
        .other_coverages
        .iter()
        .filter(|other| other.sequence < present.sequence)
        .count();
    claim
        .other_coverages
        .insert(rank.min(claim.other_coverages.len()), present);
    bill(claim, next, person);
    true
}

/// What the patient is to the insured of the present plan. An own member id makes the patient the insured.
fn relationship(claim: &Claim) -> Option<Relationship> {
    match &claim.patient {
        None => Some(Relationship::Itself),
        Some(patient) if patient.member_id.is_some() => Some(Relationship::Itself),
        Some(patient) => patient.relationship,
    }
}

fn person(claim: &Claim) -> Option<Person> {
    if let Some(patient) = &claim.patient {
        return Some(Person {
            name: patient.name.clone(),
            address: patient.address.clone(),
            birth_date: patient.birth_date,
            sex: patient.sex,
        });
    }
    let subscriber = &claim.coverage.subscriber;
    let PartyName::Individual(name) = &subscriber.name else {
        return None;
    };
    Some(Person {
        name: name.clone(),
        address: subscriber.address.clone(),
        birth_date: subscriber.birth_date,
        sex: subscriber.sex,
    })
}

/// The present plan as one of the others.
fn present(claim: &mut Claim, relationship: Relationship, decision: Decision) -> OtherCoverage {
    let coverage = std::mem::take(&mut claim.coverage);
    let mut subscriber = coverage.subscriber;
    if let Some(patient) = &claim.patient {
        if patient.member_id.is_some() {
            subscriber = Subscriber {
                name: PartyName::Individual(patient.name.clone()),
                member_id: patient.member_id.clone(),
                ..Subscriber::default()
            };
        }
        let number = &mut subscriber.property_casualty_number;
        *number = number
            .take()
            .or_else(|| patient.property_casualty_number.clone());
    }
    if relationship == Relationship::Itself {
        // These are the patient's, and go with the patient.
        subscriber.address = None;
        subscriber.birth_date = None;
        subscriber.sex = None;
    }
    OtherCoverage {
        sequence: coverage.sequence,
        relationship,
        payer: coverage.payer,
        filing_indicator: coverage.filing_indicator,
        group_number: coverage.group_number,
        group_name: coverage.group_name,
        medicare_secondary_reason: coverage.medicare_secondary_reason,
        subscriber,
        benefits_assigned: claim.signatures.benefits_assigned,
        patient_signature_by_provider: claim.signatures.patient_signature_by_provider,
        release: claim.signatures.release,
        prior_authorization: claim.prior_authorization.take(),
        referral_number: claim.referral_number.take(),
        decision: Some(decision),
    }
}

/// The next plan as the one that is billed.
fn bill(claim: &mut Claim, next: OtherCoverage, person: Person) {
    let mut subscriber = next.subscriber;
    if next.relationship == Relationship::Itself {
        subscriber.address = subscriber.address.or(person.address);
        subscriber.birth_date = subscriber.birth_date.or(person.birth_date);
        subscriber.sex = subscriber.sex.or(person.sex);
        claim.patient = None;
    } else {
        claim.patient = Some(Patient {
            relationship: Some(next.relationship),
            name: person.name,
            address: person.address,
            birth_date: person.birth_date,
            sex: person.sex,
            ..Patient::default()
        });
    }
    claim.coverage = Coverage {
        sequence: next.sequence,
        payer: next.payer,
        filing_indicator: next.filing_indicator,
        group_number: next.group_number,
        group_name: next.group_name,
        medicare_secondary_reason: next.medicare_secondary_reason,
        subscriber,
    };
    claim.signatures.benefits_assigned = next.benefits_assigned;
    claim.signatures.patient_signature_by_provider = next.patient_signature_by_provider;
    claim.signatures.release = next.release;
    claim.prior_authorization = next.prior_authorization;
    claim.referral_number = next.referral_number;
}

/// Numbers without a payer are the present payer's. On lines they are marked as such, and the next payer's lose their
/// mark; on the claim there is no room for a mark, and they stay behind.
fn numbers(claim: &mut Claim, next: &PayerId) {
    let present = claim.coverage.payer.id.clone();
    let mark = |payer: &mut Option<PayerId>| {
        *payer = match payer.take() {
            None => Some(present.clone()),
            Some(payer) if payer == *next => None,
            other => other,
        };
    };
    let keep = |ids: &mut Vec<ProviderId>| ids.retain(|id| !is_payers(id));
    keep(&mut claim.billing_provider.other_ids);
    for who in [
        &mut claim.referring_provider,
        &mut claim.primary_care_provider,
        &mut claim.rendering_provider,
        &mut claim.supervising_provider,
    ] {
        who.iter_mut().for_each(|who| keep(&mut who.other_ids));
    }
    claim
        .service_facility
        .iter_mut()
        .for_each(|place| keep(&mut place.other_ids));
    for line in &mut claim.lines {
        for own in line
            .prior_authorizations
            .iter_mut()
            .chain(&mut line.referral_numbers)
        {
            mark(&mut own.payer_id);
        }
        let providers = [
            &mut line.rendering_provider,
            &mut line.purchased_service_provider,
            &mut line.supervising_provider,
            &mut line.ordering_provider,
            &mut line.referring_provider,
        ];
        let providers = providers
            .into_iter()
            .flatten()
            .flat_map(|who| &mut who.other_ids);
        let places = line
            .service_facility
            .iter_mut()
            .flat_map(|place| &mut place.other_ids);
        for id in providers.chain(places).filter(|id| is_payers(id)) {
            mark(&mut id.payer_id);
        }
    }
}

fn is_payers(id: &ProviderId) -> bool {
    matches!(
        id.kind,
        ProviderIdKind::PayerAssigned | ProviderIdKind::Location
    )
}
