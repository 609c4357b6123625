//! The levels of billing provider, subscriber and patient, in both directions.

use claim_model::{
    At, BillingProvider, ClaimFilingIndicator, Coverage, Day, MemberId, MemberIdKind, PartyName,
    Patient, PatientCondition, Payer, PayerId, PayerIdKind, PayerOtherId, PayerOtherIdKind,
    PayerSequence, ProviderIdKind, Quantity, Relationship, Sex, Ssn, Subscriber, TaxId,
};
use x12_core::Code;

use crate::{
    claim::{
        codes::Coded,
        context::{
            In, Out, Why, Within, code_string, code_words, day, day_of, is_yes, string, words,
        },
        party::{
            NAME, NUMBER, address, address_of, contact, contact_of, identify, name, nameless, npi,
            npi_of, party_of, person_name, person_of, provider_ids, provider_ref, reference,
            reference_of, taxonomy, taxonomy_of,
        },
    },
    loops,
    segments::{Dmg, Hl, Nm1, Pat, Ref, Sbr},
};

/// HL without its numbers: the writer counts.
fn level<'c>(kind: &'static str) -> Hl<'c> {
    Hl {
        number: None,
        parent: None,
        kind: Some(kind.into()),
        has_children: None,
    }
}

/// True for a number that stands with the payer (2010BB), not with the provider (2010AA).
const fn is_with_payer(kind: ProviderIdKind) -> bool {
    matches!(
        kind,
        ProviderIdKind::PayerAssigned | ProviderIdKind::Location
    )
}

/// 2000A. `submitter` are the submitter's contacts: they are not said again.
pub(crate) fn billing_provider<'c>(
    out: &mut Out<'_>,
    provider: &'c BillingProvider,
    submitter: &[claim_model::Contact],
) -> loops::BillingProviderLevel<'c> {
    let at = At::CLAIM.field("billing_provider");
    let mut nm1 = name(out, at.field("name"), "85", &provider.name);
    npi(out, at.field("npi"), &mut nm1, provider.npi.as_ref());
    let (n3, n4) = address(out, at.field("address"), &provider.address);
    let (qualifier, id) = match &provider.tax_id {
        TaxId::Ein(ein) => ("EI", ein.as_str()),
        TaxId::Ssn(ssn) => ("SY", ssn.as_str()),
    };
    let mut who = loops::BillingProvider::new(nm1);
    who.address = Some(n3);
    who.city = Some(n4);
    who.tax_id = reference(out, at.field("tax_id"), qualifier, Some(id)).map(|id| *id);
    for (index, id) in provider.other_ids.iter().enumerate() {
        if !is_with_payer(id.kind) {
            let number = provider_ref(out, at.item("other_ids", index), id);
            who.license_references.push(number);
        }
    }
    for (index, of) in provider.contacts.iter().enumerate() {
        if !submitter.contains(of) {
            who.contacts
                .push(contact(out, at.item("contacts", index), of));
        }
    }
    let mut this = loops::BillingProviderLevel::new(level("20"));
    this.taxonomy = taxonomy(out, at.field("taxonomy"), "BI", provider.taxonomy.as_ref());
    this.billing_provider = Some(who);
    this.pay_to_address = provider.pay_to.as_ref().map(|pay_to| {
        let kind = match provider.name {
            PartyName::Individual(_) => "1",
            PartyName::Organization(_) => "2",
        };
        let (n3, n4) = address(out, at.field("pay_to"), pay_to);
        let mut place = loops::PayToAddress::new(nameless("87", kind));
        place.address = Some(n3);
        place.city = Some(n4);
        Box::new(place)
    });
    this
}

/// The billing provider of 2000A.
pub(crate) fn billing_provider_of(
    cx: &mut In,
    of: &loops::BillingProviderLevel<'_>,
) -> BillingProvider {
    let loops::BillingProviderLevel {
        level: _,
        taxonomy,
        currency,
        billing_provider,
        pay_to_address,
        pay_to_plan,
        subscribers: _,
        unmatched: _,
        rejected: _,
        span: _,
    } = of;
    let top = Within::new("2000A", 0, 0);
    cx.no_field(top, "CUR", currency);
    cx.no_field(top, "NM1*PE", pay_to_plan);
    let mut provider = BillingProvider {
        taxonomy: taxonomy_of(taxonomy.as_ref()),
        ..BillingProvider::default()
    };
    if let Some(who) = billing_provider {
        let loops::BillingProvider {
            name,
            address,
            city,
            tax_id,
            license_references,
            contacts,
            unmatched: _,
            rejected: _,
            span: _,
        } = who;
        let within = top.inner("2010AA");
        provider.name = party_of(name);
        provider.npi = npi_of(cx, within, "NM1*85", name);
        provider.address = address_of(address.as_ref(), city.as_ref()).unwrap_or_default();
        if let Some(tax_id) = tax_id {
            let id = string(Some(&tax_id.id));
            provider.tax_id = if tax_id.qualifier.is("SY") {
                TaxId::Ssn(Ssn::as_received(id))
            } else {
                TaxId::Ein(claim_model::Ein::as_received(id))
            };
        }
        provider.other_ids = provider_ids(license_references);
        provider.contacts = contacts
            .iter()
            .map(|per| contact_of(cx, within, per))
            .collect();
    }
    provider.pay_to = pay_to_address
        .as_ref()
        .and_then(|place| address_of(place.address.as_ref(), place.city.as_ref()));
    provider
}

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

/// What 2000B is made of. A patient with a member id of their own stands here as the subscriber.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SubscriberParts<'c> {
    pub(crate) coverage: &'c Coverage,
    /// Whose claims follow directly; `None` where patients follow.
    pub(crate) condition: Option<&'c PatientCondition>,
    pub(crate) billing_provider: &'c BillingProvider,
}

/// 2000B. `everywhere` writes the subscriber's address and birth date also where somebody else is the patient.
pub(crate) fn subscriber<'c>(
    out: &mut Out<'_>,
    parts: SubscriberParts<'c>,
    everywhere: bool,
) -> loops::SubscriberLevel<'c> {
    let coverage = parts.coverage;
    let at = At::CLAIM.field("coverage");
    let mut this = loops::SubscriberLevel::new(level("22"));
    let is_patient = parts.condition.is_some();
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
    this.patient = parts
        .condition
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
        parts.billing_provider,
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
        Some(kind) => (Some(MemberId::as_received(id.into_string())), kind),
        None => (None, MemberIdKind::default()),
    }
}

fn payer<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c Payer,
    provider: &'c BillingProvider,
) -> loops::Payer<'c> {
    let (nm1, references) = payer_name(out, at, of);
    let mut this = loops::Payer::new(nm1);
    this.references = references;
    if let Some(place) = &of.address {
        let (n3, n4) = address(out, at.field("address"), place);
        this.address = Some(Box::new(n3));
        this.city = Some(Box::new(n4));
    }
    let at = At::CLAIM.field("billing_provider");
    for (index, id) in provider.other_ids.iter().enumerate() {
        if is_with_payer(id.kind) {
            let number = provider_ref(out, at.item("other_ids", index), id);
            this.billing_provider_references.push(number);
        }
    }
    this
}

/// Name, id and further numbers of a payer, the one that is billed or another.
pub(crate) fn payer_name<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c Payer,
) -> (Nm1<'c>, Vec<Ref<'c>>) {
    let mut nm1 = nameless("PR", "2");
    nm1.last_name = out.words(at.field("name"), &of.name, NAME);
    let id = out.id(at.field("id"), of.id.as_str());
    identify(&mut nm1, of.id_kind.code(), id);
    let mut references = Vec::new();
    for (index, other) in of.other_ids.iter().enumerate() {
        let at = at.item("other_ids", index);
        if let Some(number) = reference(out, at, other.kind.code(), Some(&other.id)) {
            references.push(*number);
        }
    }
    let office = of.claim_office.as_deref();
    if let Some(office) = reference(out, at.field("claim_office"), CLAIM_OFFICE, office) {
        references.push(*office);
    }
    (nm1, references)
}

const CLAIM_OFFICE: &str = "FY";

/// A payer, the one that is billed or another.
pub(crate) fn payer_of(
    cx: &mut In,
    within: Within,
    nm1: &Nm1<'_>,
    references: &[Ref<'_>],
) -> Payer {
    let kind = match &nm1.id_qualifier {
        None => Some(PayerIdKind::default()),
        Some(code) => PayerIdKind::of(code.as_str()),
    };
    cx.no_element(within, "NM1*PR", 8, kind.is_none());
    let mut payer = Payer::new(
        words(nm1.last_name.as_ref()).unwrap_or_default(),
        PayerId::as_received(string(nm1.id.as_ref())),
    );
    payer.id_kind = kind.unwrap_or_default();
    for reference in references {
        let id = words(Some(&reference.id));
        if reference.qualifier.is(CLAIM_OFFICE) && payer.claim_office.is_none() {
            payer.claim_office = id;
        } else if let Some(kind) = PayerOtherIdKind::of(reference.qualifier.as_str()) {
            payer.other_ids.push(PayerOtherId {
                kind,
                id: id.unwrap_or_default(),
            });
        } else {
            cx.lose(Why::NoField, within, "REF", 0);
        }
    }
    payer
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
    reference_of(reference).map(|id| Ssn::as_received(id.into_string()))
}

/// 2000C.
pub(crate) fn patient<'c>(
    out: &mut Out<'_>,
    of: &'c Patient,
    state: &PatientCondition,
) -> loops::PatientLevel<'c> {
    let at = At::CLAIM.field("patient");
    let mut this = loops::PatientLevel::new(level("23"));
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
