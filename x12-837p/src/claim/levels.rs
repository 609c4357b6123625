//! The levels of subscriber and patient (2000B, 2000C), in both directions.

use claim_model::{
    At, ClaimFilingIndicator, Coverage, Day, MemberId, MemberIdKind, Patient, PatientCondition,
    PayerSequence, Quantity, Relationship, Sex, Ssn, Subscriber,
};
use x12_core::Code;

use crate::{
    claim::{
        codes::Coded,
        context::{In, Out, Why, Within, code_string, code_words, day, day_of, is_yes, words},
        party::{
            NAME, NUMBER, address, address_of, contact, contact_of, identify, name, party_of,
            person_name, person_of, provider_ids, reference, reference_of,
        },
        payer::{payer, payer_of},
        pending::Parts,
        provider_level::level,
    },
    loops,
    segments::{Dmg, Nm1, Pat, Ref, Sbr},
};

fn demographics<'c>(birth_date: Option<Day>, sex: Option<Sex>) -> Option<Dmg<'c>> {
    (birth_date.is_some() || sex.is_some()).then(|| Dmg {
        birth_date: birth_date.map(day),
        sex: sex.map(|sex| sex.code().into()),
    })
}

fn demographics_of(
    cx: &mut In,
    within: Within,
    dmg: Option<&Dmg<'_>>,
) -> (Option<Day>, Option<Sex>) {
    let Some(Dmg { birth_date, sex }) = dmg else {
        return (None, None);
    };
    let word = sex.as_ref().and_then(|sex| Sex::of(sex.as_str()));
    cx.no_element(within, "DMG", 3, sex.is_some() && word.is_none());
    let birth = birth_date.as_ref().and_then(day_of);
    cx.no_element(within, "DMG", 2, birth_date.is_some() && birth.is_none());
    (birth, word)
}

fn condition<'c>(of: &PatientCondition) -> Pat<'c> {
    Pat {
        relationship: None,
        death_date: of.death_date.map(day),
        weight_unit: of.weight.map(|_| "01".into()),
        weight: of.weight.map(|weight| weight.0),
        pregnant: of.pregnant.then(|| "Y".into()),
    }
}

fn condition_of(pat: &Pat<'_>) -> PatientCondition {
    PatientCondition {
        death_date: pat.death_date.as_ref().and_then(day_of),
        weight: pat.weight.map(Quantity),
        pregnant: is_yes(pat.pregnant.as_ref()),
    }
}

/// 2000B. A patient with a member id of their own stands here as the subscriber. `everywhere` writes the subscriber's address and birth date also where somebody else is the patient.
pub(crate) fn subscriber<'c>(
    out: &mut Out<'_>,
    parts: &Parts<'c>,
    everywhere: bool,
) -> loops::SubscriberLevel<'c> {
    let coverage = parts.coverage;
    let at = At::CLAIM.field("coverage");
    let mut this = loops::SubscriberLevel::new(level());
    let own_condition = parts.own_condition();
    let is_patient = own_condition.is_some();
    let group_number = out.optional(
        at.field("group_number"),
        coverage.group_number.as_ref(),
        NUMBER,
    );
    this.coverage = Some(Sbr {
        payer_sequence: Some(coverage.sequence.code().into()),
        relationship: is_patient.then(|| Relationship::Itself.code().into()),
        group_name: match group_number {
            Some(_) => None,
            None => out.optional(at.field("group_name"), coverage.group_name.as_ref(), NAME),
        },
        group_number,
        insurance_type: coverage
            .medicare_secondary_reason
            .as_ref()
            .and_then(|code| out.code(at.field("medicare_secondary_reason"), code)),
        claim_filing_indicator: coverage
            .filing_indicator
            .as_ref()
            .and_then(|code| out.code(at.field("filing_indicator"), code.as_str())),
    });
    this.patient = own_condition
        .filter(|of| **of != PatientCondition::default())
        .map(|of| Box::new(condition(of)));
    this.subscriber = Some(insured(
        out,
        at.field("subscriber"),
        &coverage.subscriber,
        is_patient || everywhere,
    ));
    this.payer = Some(payer(
        out,
        at.field("payer"),
        &coverage.payer,
        parts.provider,
    ));
    this
}

fn insured<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c Subscriber,
    in_full: bool,
) -> loops::Subscriber<'c> {
    let mut nm1 = name(out, at.field("name"), "IL", &of.name);
    member_id(out, at, &mut nm1, of);
    let mut this = loops::Subscriber::new(nm1);
    if in_full {
        if let Some(place) = &of.address {
            let (n3, n4) = address(out, at.field("address"), place);
            this.address = Some(Box::new(n3));
            this.city = Some(Box::new(n4));
        }
        this.demographics = demographics(of.birth_date, of.sex);
    }
    this.social_security_number =
        reference(out, at.field("ssn"), "SY", of.ssn.as_ref().map(Ssn::as_str));
    this.property_casualty_claim_number = reference(
        out,
        at.field("property_casualty_number"),
        "Y4",
        of.property_casualty_number.as_deref(),
    );
    this.property_casualty_contact = of
        .contact
        .as_ref()
        .map(|of| Box::new(contact(out, at.field("contact"), of)));
    this
}

pub(crate) fn member_id<'c>(out: &mut Out<'_>, at: At<'_>, nm1: &mut Nm1<'c>, of: &'c Subscriber) {
    let id = of
        .member_id
        .as_ref()
        .and_then(|id| out.id(at.field("member_id"), id.as_str()));
    identify(nm1, of.member_id_kind.code(), id);
}

/// The member id of a name, with its kind; a kind that has no word leaves no id.
pub(crate) fn member_id_of(
    cx: &mut In,
    within: Within,
    nm1: &Nm1<'_>,
) -> (Option<MemberId>, MemberIdKind) {
    let Some(id) = words(nm1.id.as_ref()) else {
        return (None, MemberIdKind::default());
    };
    let kind = match &nm1.id_qualifier {
        None => Some(MemberIdKind::default()),
        Some(code) => MemberIdKind::of(code.as_str()),
    };
    cx.no_element(within, "NM1*IL", 8, kind.is_none());
    match kind {
        Some(kind) => (Some(MemberId::as_received(id)), kind),
        None => (None, MemberIdKind::default()),
    }
}

/// What 2000B says: the plan, the patient's condition where the subscriber is the patient, and the billing provider's
/// numbers with the payer. `None` where it does not say which payer in line it is.
pub(crate) struct SubscriberLevel {
    pub(crate) coverage: Coverage,
    pub(crate) condition: PatientCondition,
    pub(crate) provider_ids: Vec<claim_model::ProviderId>,
    /// A claim directly below is the subscriber's.
    pub(crate) sequence_is_known: bool,
}

pub(crate) fn subscriber_of(cx: &mut In, of: &loops::SubscriberLevel<'_>) -> SubscriberLevel {
    let loops::SubscriberLevel {
        level: _,
        coverage,
        patient,
        subscriber,
        payer,
        claims: _,
        patients: _,
        unmatched: _,
        rejected: _,
        span: _,
    } = of;
    let top = Within::new("2000B", 0, 0);
    let mut read = SubscriberLevel {
        coverage: Coverage::default(),
        condition: patient
            .as_ref()
            .map(|pat| condition_of(pat))
            .unwrap_or_default(),
        provider_ids: Vec::new(),
        sequence_is_known: false,
    };
    if let Some(Sbr {
        payer_sequence,
        relationship: _,
        group_number,
        group_name,
        insurance_type,
        claim_filing_indicator,
    }) = coverage
    {
        let sequence = payer_sequence
            .as_ref()
            .and_then(|code| PayerSequence::of(code.as_str()));
        if sequence.is_none() {
            cx.lose(Why::NoWord, top, "SBR", 1);
        }
        read.sequence_is_known = sequence.is_some();
        read.coverage.sequence = sequence.unwrap_or_default();
        read.coverage.group_number = words(group_number.as_ref());
        read.coverage.group_name = words(group_name.as_ref());
        read.coverage.medicare_secondary_reason = code_words(insurance_type.as_ref());
        read.coverage.filing_indicator = filing_indicator_of(claim_filing_indicator.as_ref());
    }
    if let Some(insured) = subscriber {
        let loops::Subscriber {
            name,
            address,
            city,
            demographics,
            social_security_number,
            property_casualty_claim_number,
            property_casualty_contact,
            unmatched: _,
            rejected: _,
            span: _,
        } = insured;
        let within = top.inner("2010BA");
        let (member_id, member_id_kind) = member_id_of(cx, within, name);
        let (birth_date, sex) = demographics_of(cx, within, demographics.as_ref());
        read.coverage.subscriber = Subscriber {
            name: party_of(name),
            member_id,
            member_id_kind,
            address: address_of(address.as_deref(), city.as_deref()),
            birth_date,
            sex,
            ssn: ssn_of(social_security_number.as_deref()),
            property_casualty_number: reference_of(property_casualty_claim_number.as_deref()),
            contact: property_casualty_contact
                .as_ref()
                .map(|per| contact_of(cx, within, per)),
        };
    }
    if let Some(payer) = payer {
        let loops::Payer {
            name,
            address,
            city,
            references,
            billing_provider_references,
            unmatched: _,
            rejected: _,
            span: _,
        } = payer;
        let within = top.inner("2010BB");
        read.coverage.payer = payer_of(cx, within, name, references);
        read.coverage.payer.address = address_of(address.as_deref(), city.as_deref());
        read.provider_ids = provider_ids(billing_provider_references);
    }
    read
}

pub(crate) fn filing_indicator_of(code: Option<&Code<'_>>) -> Option<ClaimFilingIndicator> {
    let code = code_string(code);
    (!code.is_empty()).then(|| ClaimFilingIndicator::as_received(code))
}

pub(crate) fn ssn_of(reference: Option<&Ref<'_>>) -> Option<Ssn> {
    reference_of(reference).map(Ssn::as_received)
}

/// 2000C.
pub(crate) fn patient<'c>(
    out: &mut Out<'_>,
    of: &'c Patient,
    state: &PatientCondition,
) -> loops::PatientLevel<'c> {
    let at = At::CLAIM.field("patient");
    let mut this = loops::PatientLevel::new(level());
    this.relationship = Some(Pat {
        relationship: of.relationship.map(|of| of.code().into()),
        ..condition(state)
    });
    let mut who = loops::Patient::new(person_name(out, at.field("name"), "QC", &of.name));
    if let Some(place) = &of.address {
        let (n3, n4) = address(out, at.field("address"), place);
        who.address = Some(n3);
        who.city = Some(n4);
    }
    who.demographics = demographics(of.birth_date, of.sex);
    who.property_casualty_claim_number = reference(
        out,
        at.field("property_casualty_number"),
        "Y4",
        of.property_casualty_number.as_deref(),
    );
    who.property_casualty_patient_id = match &of.property_casualty_member_id {
        Some(id) => reference(out, at.field("property_casualty_member_id"), "1W", Some(id)),
        None => reference(out, at.field("ssn"), "SY", of.ssn.as_ref().map(Ssn::as_str)),
    };
    who.property_casualty_contact = of
        .contact
        .as_ref()
        .map(|of| Box::new(contact(out, at.field("contact"), of)));
    this.patient = Some(who);
    this
}

/// The patient of 2000C.
pub(crate) fn patient_of(cx: &mut In, of: &loops::PatientLevel<'_>) -> (Patient, PatientCondition) {
    let loops::PatientLevel {
        level: _,
        relationship,
        patient,
        claims: _,
        unmatched: _,
        rejected: _,
        span: _,
    } = of;
    let top = Within::new("2000C", 0, 0);
    let mut read = Patient::default();
    let mut state = PatientCondition::default();
    if let Some(pat) = relationship {
        state = condition_of(pat);
        read.relationship = pat
            .relationship
            .as_ref()
            .and_then(|code| Relationship::of(code.as_str()));
        let is_lost = pat.relationship.is_some() && read.relationship.is_none();
        cx.no_element(top, "PAT", 1, is_lost);
    }
    if let Some(who) = patient {
        let loops::Patient {
            name,
            address,
            city,
            demographics,
            property_casualty_claim_number,
            property_casualty_patient_id,
            property_casualty_contact,
            unmatched: _,
            rejected: _,
            span: _,
        } = who;
        let within = top.inner("2010CA");
        read.name = person_of(name);
        cx.no_element(within, "NM1*QC", 9, name.id.is_some());
        read.address = address_of(address.as_ref(), city.as_ref());
        (read.birth_date, read.sex) = demographics_of(cx, within, demographics.as_ref());
        read.property_casualty_number = reference_of(property_casualty_claim_number.as_deref());
        if let Some(id) = property_casualty_patient_id.as_deref() {
            if id.qualifier.is("SY") {
                read.ssn = ssn_of(Some(id));
            } else {
                read.property_casualty_member_id = reference_of(Some(id));
            }
        }
        read.contact = property_casualty_contact
            .as_ref()
            .map(|per| contact_of(cx, within, per));
    }
    (read, state)
}
