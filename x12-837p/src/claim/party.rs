//! Names, addresses, contacts and providers, in both directions.

use claim_model::{
    Address, At, Contact, Npi, PartyName, PersonName, Provider, ProviderId, ProviderIdKind,
    Taxonomy, Text as Words,
};
use x12_core::{Code, Text};

use crate::{
    claim::{
        codes::Coded,
        context::{In, Out, Within, code_words, string, words},
    },
    segments::{N3, N4, Nm1, Number, PayerId, PayerRef, Per, Prv, Ref},
};

/// Most characters of a last name, an organization's name and a contact.
pub(crate) const NAME: usize = 60;
/// Most characters of a number that is sent as words.
pub(crate) const NUMBER: usize = 50;
/// Most characters of a note and of a description.
pub(crate) const NOTE: usize = 80;

/// NM1 of a party; the identifier comes after.
pub(crate) fn name<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    entity: &'static str,
    name: &'c PartyName,
) -> Nm1<'c> {
    match name {
        PartyName::Individual(person) => person_name(out, at.field("individual"), entity, person),
        PartyName::Organization(name) => Nm1 {
            entity: entity.into(),
            kind: Some("2".into()),
            last_name: out.words(at.field("organization"), name, NAME),
            first_name: None,
            middle_name: None,
            suffix: None,
            id_qualifier: None,
            id: None,
        },
    }
}

pub(crate) fn person_name<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    entity: &'static str,
    person: &'c PersonName,
) -> Nm1<'c> {
    Nm1 {
        entity: entity.into(),
        kind: Some("1".into()),
        last_name: out.words(at.field("last"), &person.last, NAME),
        first_name: out.optional(at.field("first"), person.first.as_ref(), 35),
        middle_name: out.optional(at.field("middle"), person.middle.as_ref(), 25),
        suffix: out.optional(at.field("suffix"), person.suffix.as_ref(), 10),
        id_qualifier: None,
        id: None,
    }
}

/// NM1 that says no more than which party follows.
pub(crate) fn nameless<'c>(entity: &'static str, kind: &'static str) -> Nm1<'c> {
    Nm1 {
        entity: entity.into(),
        kind: Some(kind.into()),
        last_name: None,
        first_name: None,
        middle_name: None,
        suffix: None,
        id_qualifier: None,
        id: None,
    }
}

/// Puts an identifier into a name.
pub(crate) fn identify<'c>(nm1: &mut Nm1<'c>, qualifier: &'static str, id: Option<Text<'c>>) {
    nm1.id_qualifier = id.as_ref().map(|_| qualifier.into());
    nm1.id = id;
}

pub(crate) fn npi<'c>(out: &mut Out<'_>, at: At<'_>, nm1: &mut Nm1<'c>, npi: Option<&'c Npi>) {
    let id = npi.and_then(|npi| out.id(at, npi.as_str()));
    identify(nm1, "XX", id);
}

pub(crate) fn person_of(nm1: &Nm1<'_>) -> PersonName {
    PersonName {
        last: words(nm1.last_name.as_ref()).unwrap_or_default(),
        first: words(nm1.first_name.as_ref()),
        middle: words(nm1.middle_name.as_ref()),
        suffix: words(nm1.suffix.as_ref()),
    }
}

/// A party's name. Without its kind, a first name shows a person.
pub(crate) fn party_of(nm1: &Nm1<'_>) -> PartyName {
    let is_person = nm1
        .kind
        .as_ref()
        .map_or_else(|| nm1.first_name.is_some(), |kind| kind.is("1"));
    if is_person {
        PartyName::Individual(person_of(nm1))
    } else {
        PartyName::Organization(words(nm1.last_name.as_ref()).unwrap_or_default())
    }
}

/// The NPI of a name; an identifier of another kind has no field.
pub(crate) fn npi_of(
    cx: &mut In,
    within: Within,
    label: &'static str,
    nm1: &Nm1<'_>,
) -> Option<Npi> {
    let id = words(nm1.id.as_ref())?;
    if nm1.id_qualifier.as_ref().is_some_and(|code| !code.is("XX")) {
        cx.no_element(within, label, 8, true);
        return None;
    }
    Some(Npi::as_received(id))
}

/// Street and city.
pub(crate) fn address<'c>(out: &mut Out<'_>, at: At<'_>, address: &'c Address) -> (N3<'c>, N4<'c>) {
    let n3 = N3 {
        line_1: out.words(at.field("line_1"), &address.line_1, 55),
        line_2: out.optional(at.field("line_2"), address.line_2.as_ref(), 55),
    };
    let n4 = N4 {
        city: out.words(at.field("city"), &address.city, 30),
        state: out.short(at.field("state"), address.state.as_ref()),
        postal_code: out.digits(at.field("postal_code"), address.postal_code.as_ref()),
        country: out.short(at.field("country"), address.country.as_ref()),
        subdivision: out.short(at.field("subdivision"), address.subdivision.as_ref()),
    };
    (n3, n4)
}

pub(crate) fn address_of(n3: Option<&N3<'_>>, n4: Option<&N4<'_>>) -> Option<Address> {
    if n3.is_none() && n4.is_none() {
        return None;
    }
    Some(Address {
        line_1: words(n3.and_then(|n3| n3.line_1.as_ref())).unwrap_or_default(),
        line_2: words(n3.and_then(|n3| n3.line_2.as_ref())),
        city: words(n4.and_then(|n4| n4.city.as_ref())).unwrap_or_default(),
        state: code_words(n4.and_then(|n4| n4.state.as_ref())),
        postal_code: words(n4.and_then(|n4| n4.postal_code.as_ref())),
        country: code_words(n4.and_then(|n4| n4.country.as_ref())),
        subdivision: code_words(n4.and_then(|n4| n4.subdivision.as_ref())),
    })
}

pub(crate) fn contact<'c>(out: &mut Out<'_>, at: At<'_>, contact: &'c Contact) -> Per<'c> {
    let mail = contact
        .email
        .as_ref()
        .and_then(|mail| out.id(at.field("email"), mail));
    let numbers = [
        ("TE", out.digits(at.field("phone"), contact.phone.as_ref())),
        (
            "EX",
            out.digits(at.field("extension"), contact.extension.as_ref()),
        ),
        ("FX", out.digits(at.field("fax"), contact.fax.as_ref())),
        ("EM", mail),
    ];
    Per {
        function: "IC".into(),
        name: out.optional(at.field("name"), contact.name.as_ref(), NAME),
        numbers: numbers
            .into_iter()
            .filter_map(|(qualifier, number)| {
                number.map(|number| Number {
                    qualifier: Some(qualifier.into()),
                    number: Some(number),
                })
            })
            .collect(),
    }
}

pub(crate) fn contact_of(cx: &mut In, within: Within, per: &Per<'_>) -> Contact {
    let mut contact = Contact {
        name: words(per.name.as_ref()),
        ..Contact::default()
    };
    for (element, number) in (4_u16..).step_by(2).zip(&per.numbers) {
        let slot = match number.qualifier.as_ref().map(Code::as_str) {
            Some("TE") => &mut contact.phone,
            Some("EX") => &mut contact.extension,
            Some("FX") => &mut contact.fax,
            Some("EM") => &mut contact.email,
            _ => {
                cx.no_element(within, "PER", element, true);
                continue;
            }
        };
        if slot.is_some() {
            cx.no_element(within, "PER", element, true);
        } else {
            *slot = words(number.number.as_ref());
        }
    }
    contact
}

/// REF with a provider's number.
pub(crate) fn provider_ref<'c>(out: &mut Out<'_>, at: At<'_>, id: &'c ProviderId) -> Ref<'c> {
    Ref {
        qualifier: id.kind.code().into(),
        id: out.id(at, &id.id).unwrap_or_default(),
    }
}

pub(crate) fn provider_refs<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    ids: &'c [ProviderId],
) -> Vec<Ref<'c>> {
    ids.iter()
        .enumerate()
        .map(|(index, id)| provider_ref(out, at.item("other_ids", index), id))
        .collect()
}

pub(crate) fn line_provider_refs<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    ids: &'c [ProviderId],
) -> Vec<PayerRef<'c>> {
    ids.iter()
        .enumerate()
        .map(|(index, id)| {
            let at = at.item("other_ids", index);
            let payer = id.payer_id.as_ref().map(claim_model::PayerId::as_str);
            payer_ref(out, at, id.kind.code(), &id.id, payer)
        })
        .collect()
}

/// REF with a number that may be another payer's.
pub(crate) fn payer_ref<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    qualifier: &'static str,
    number: &'c str,
    payer_id: Option<&'c str>,
) -> PayerRef<'c> {
    PayerRef {
        qualifier: qualifier.into(),
        id: out.id(at, number).unwrap_or_default(),
        payer: payer_id.map(|payer| {
            Box::new(PayerId {
                qualifier: Some("2U".into()),
                id: out.id(at.field("payer_id"), payer),
            })
        }),
    }
}

pub(crate) fn payer_id_of(reference: &PayerRef<'_>) -> Option<claim_model::PayerId> {
    let payer = reference.payer.as_ref()?;
    words(payer.id.as_ref()).map(claim_model::PayerId::as_received)
}

/// A provider's number; the line of the guide lets no other qualifier through.
fn provider_id(
    qualifier: &Code<'_>,
    id: &Text<'_>,
    payer_id: Option<claim_model::PayerId>,
) -> Option<ProviderId> {
    Some(ProviderId {
        kind: ProviderIdKind::of(qualifier.as_str())?,
        id: words(Some(id)).unwrap_or_default(),
        payer_id,
    })
}

pub(crate) fn provider_ids(references: &[Ref<'_>]) -> Vec<ProviderId> {
    references
        .iter()
        .filter_map(|reference| provider_id(&reference.qualifier, &reference.id, None))
        .collect()
}

pub(crate) fn line_provider_ids(references: &[PayerRef<'_>]) -> Vec<ProviderId> {
    references
        .iter()
        .filter_map(|reference| {
            provider_id(&reference.qualifier, &reference.id, payer_id_of(reference))
        })
        .collect()
}

pub(crate) fn taxonomy<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    role: &'static str,
    taxonomy: Option<&'c Taxonomy>,
) -> Option<Prv<'c>> {
    let taxonomy = out.id(at, taxonomy?.as_str());
    taxonomy.map(|taxonomy| Prv {
        role: role.into(),
        qualifier: Some("PXC".into()),
        taxonomy: Some(taxonomy),
    })
}

pub(crate) fn taxonomy_of(prv: Option<&Prv<'_>>) -> Option<Taxonomy> {
    let text = string(prv?.taxonomy.as_ref());
    (!text.is_empty()).then(|| Taxonomy::as_received(text))
}

/// Name and NPI of a provider.
pub(crate) fn provider_name<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    entity: &'static str,
    provider: &'c Provider,
) -> Nm1<'c> {
    let mut nm1 = name(out, at.field("name"), entity, &provider.name);
    npi(out, at.field("npi"), &mut nm1, provider.npi.as_ref());
    nm1
}

/// A provider without taxonomy and further numbers.
pub(crate) fn provider_of(
    cx: &mut In,
    within: Within,
    label: &'static str,
    nm1: &Nm1<'_>,
) -> Provider {
    Provider {
        name: party_of(nm1),
        npi: npi_of(cx, within, label, nm1),
        taxonomy: None,
        other_ids: Vec::new(),
    }
}

/// REF with words that are no provider's number.
pub(crate) fn plain_reference<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    qualifier: &'static str,
    number: Option<&'c str>,
) -> Option<Ref<'c>> {
    let id = out.id(at, number?)?;
    Some(Ref {
        qualifier: qualifier.into(),
        id,
    })
}

/// The same for lines that are seldom there.
pub(crate) fn reference<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    qualifier: &'static str,
    number: Option<&'c str>,
) -> Option<Box<Ref<'c>>> {
    number.and_then(|number| plain_reference(out, at, qualifier, Some(number)).map(Box::new))
}

pub(crate) fn reference_of(reference: Option<&Ref<'_>>) -> Option<Words> {
    words(reference.map(|reference| &reference.id))
}
