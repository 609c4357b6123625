//! Providers besides the billing provider, and the place of service.

use super::{
    at_most, ensure, say, say_with,
    values::{self, Reach, Zip},
};
use crate::{
    At, Detail, Finding, PartyName, PlaceOfService, Provider, ProviderId, ProviderIdKind, Rule,
    ServiceFacility, rules,
};

use ProviderIdKind::{Location, PayerAssigned, StateLicense, Upin};

/// Which numbers a provider may carry.
pub(super) struct Numbers {
    kinds: &'static [ProviderIdKind],
    most: usize,
    of_other_payers: bool,
}

const ALL_KINDS: &[ProviderIdKind] = &[StateLicense, Upin, PayerAssigned, Location];
const WITHOUT_LOCATION: &[ProviderIdKind] = &[StateLicense, Upin, PayerAssigned];

const fn claim(kinds: &'static [ProviderIdKind]) -> Numbers {
    Numbers {
        kinds,
        most: 4,
        of_other_payers: false,
    }
}

const fn line(kinds: &'static [ProviderIdKind]) -> Numbers {
    Numbers {
        kinds,
        most: 20,
        of_other_payers: true,
    }
}

pub(super) const BILLING: Numbers = claim(ALL_KINDS);
pub(super) const RENDERING: Numbers = claim(ALL_KINDS);
pub(super) const SUPERVISING: Numbers = claim(ALL_KINDS);
pub(super) const REFERRING: Numbers = claim(WITHOUT_LOCATION);
pub(super) const FACILITY: Numbers = claim(&[StateLicense, PayerAssigned, Location]);
pub(super) const LINE_RENDERING: Numbers = line(ALL_KINDS);
pub(super) const LINE_SUPERVISING: Numbers = line(ALL_KINDS);
pub(super) const LINE_OTHER: Numbers = line(WITHOUT_LOCATION);
pub(super) const LINE_FACILITY: Numbers = Numbers {
    kinds: &[PayerAssigned, Location],
    most: 3,
    of_other_payers: true,
};

/// Further numbers of a provider at `at`.
pub(super) fn numbers(out: &mut Vec<Finding>, at: &At<'_>, ids: &[ProviderId], allowed: &Numbers) {
    at_most(
        out,
        &rules::PROVIDER_NUMBER,
        at.field("other_ids"),
        ids.len(),
        allowed.most,
    );
    for (index, id) in ids.iter().enumerate() {
        let at = &at.item("other_ids", index);
        values::required(out, at.field("id"), &id.id, 50);
        if let Some(payer) = &id.payer_id {
            ensure(out, &rules::PAYER_ID, at.field("payer_id"), payer.check());
        }
        let twice = ids
            .iter()
            .take(index)
            .any(|other| other.kind == id.kind && other.payer_id == id.payer_id);
        let reason = if !allowed.kinds.contains(&id.kind) {
            "this provider has no numbers of this kind"
        } else if id.payer_id.is_some() && !allowed.of_other_payers {
            "only lines say which payer it belongs to"
        } else if twice {
            "its kind stands twice"
        } else {
            continue;
        };
        say_with(out, &rules::PROVIDER_NUMBER, *at, Detail::Reason(reason));
    }
}

/// Numbers besides an NPI: left over, unless the payer still wants them.
fn besides_npi(out: &mut Vec<Finding>, at: &At<'_>, ids: &[ProviderId]) {
    for index in 0..ids.len() {
        say(out, &rules::NUMBER_BESIDE_NPI, at.item("other_ids", index));
    }
}

/// What a provider's name may be.
#[derive(Clone, Copy)]
pub(super) enum Named {
    /// A person or an organization.
    Any,
    /// A person, by this rule.
    Person(&'static Rule),
    /// No name is sent.
    No,
}

pub(super) fn provider(
    out: &mut Vec<Finding>,
    at: At<'_>,
    provider: &Provider,
    named: Named,
    allowed: &Numbers,
) {
    let at = &at;
    match (named, &provider.name) {
        (Named::No, _) => {}
        (Named::Person(rule), PartyName::Organization(_)) => say(out, rule, at.field("name")),
        _ => values::party(out, at.field("name"), &provider.name),
    }
    if let Some(npi) = &provider.npi {
        ensure(out, &rules::NPI, at.field("npi"), npi.check());
        besides_npi(out, at, &provider.other_ids);
    }
    if let Some(code) = &provider.taxonomy {
        ensure(out, &rules::TAXONOMY, at.field("taxonomy"), code.check());
    }
    numbers(out, at, &provider.other_ids, allowed);
}

/// Who rendered: payers look for the NPI.
pub(super) fn rendering(out: &mut Vec<Finding>, at: At<'_>, who: &Provider, allowed: &Numbers) {
    provider(out, at, who, Named::Any, allowed);
    if who.npi.is_none() && who.other_ids.is_empty() {
        say(out, &rules::RENDERING_WITHOUT_NPI, at.field("npi"));
    }
}

/// The place of service. One that is not shown is never sent, whatever it says.
pub(super) fn facility(
    out: &mut Vec<Finding>,
    at: At<'_>,
    facility: &ServiceFacility,
    place: &PlaceOfService,
    allowed: &Numbers,
) {
    if !facility.show {
        return;
    }
    let at = &at;
    let incomplete = if place.is_telehealth() {
        &rules::TELEHEALTH_ADDRESS
    } else {
        &rules::FACILITY_ADDRESS
    };
    values::required(out, at.field("name"), &facility.name, 60);
    match &facility.address {
        Some(address) => values::address(out, at.field("address"), address, Zip::Nine, incomplete),
        None => say(out, incomplete, at.field("address")),
    }
    if let Some(npi) = &facility.npi {
        ensure(out, &rules::NPI, at.field("npi"), npi.check());
        besides_npi(out, at, &facility.other_ids);
    }
    numbers(out, at, &facility.other_ids, allowed);
    if let Some(contact) = &facility.contact {
        values::contact(out, at.field("contact"), contact, Reach::Phone);
    }
}
