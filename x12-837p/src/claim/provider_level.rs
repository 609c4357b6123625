//! The level of the billing provider (2000A), in both directions.

use claim_model::{At, BillingProvider, PartyName, ProviderIdKind, Ssn, TaxId};

use crate::{
    claim::{
        context::{In, Out, Within, string},
        party::{
            address, address_of, contact, contact_of, name, nameless, npi, npi_of, party_of,
            plain_reference, provider_ids, provider_ref, taxonomy, taxonomy_of,
        },
    },
    loops,
    segments::Hl,
};

/// HL of a level that is rendered behind its HL: who counts levels writes that.
pub(crate) const fn level<'c>() -> Hl<'c> {
    Hl {
        number: None,
        parent: None,
        kind: None,
        has_children: None,
    }
}

/// True for a number that stands with the payer (2010BB), not with the provider (2010AA).
pub(crate) const fn is_with_payer(kind: ProviderIdKind) -> bool {
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
    who.tax_id = plain_reference(out, at.field("tax_id"), qualifier, Some(id));
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
    let mut this = loops::BillingProviderLevel::new(level());
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
