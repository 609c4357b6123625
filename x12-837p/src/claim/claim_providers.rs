//! Providers and place of the claim (2310), into a file; and what lines share with them.

use claim_model::{At, Claim, ServiceFacility};

use crate::claim::body::Sent;
use crate::{
    claim::{
        context::{In, Out, Within, words},
        party::{NAME, address, contact, npi, npi_of, provider_name, provider_refs, taxonomy},
    },
    loops,
};

pub(crate) fn providers<'c>(
    out: &mut Out<'_>,
    of: &'c Claim,
    sent: Sent,
    this: &mut loops::ClaimLoop<'c>,
) {
    let at = At::CLAIM;
    let referring = [
        ("DN", "referring_provider", &of.referring_provider),
        ("P3", "primary_care_provider", &of.primary_care_provider),
    ];
    for (entity, field, of) in referring {
        if let Some(of) = of {
            let at = at.field(field);
            let mut who = loops::ReferringProvider::new(provider_name(out, at, entity, of));
            who.references = provider_refs(out, at, &of.other_ids);
            this.referring_providers.push(who);
        }
    }
    if let Some(of) = of
        .rendering_provider
        .as_ref()
        .filter(|_| sent.rendering_provider)
    {
        let at = at.field("rendering_provider");
        let mut who = loops::RenderingProvider::new(provider_name(out, at, "82", of));
        who.taxonomy =
            taxonomy(out, at.field("taxonomy"), "PE", of.taxonomy.as_ref()).map(Box::new);
        who.references = provider_refs(out, at, &of.other_ids);
        this.rendering_provider = Some(Box::new(who));
    }
    if let Some(of) = of
        .service_facility
        .as_ref()
        .filter(|_| sent.service_facility)
    {
        let at = at.field("service_facility");
        let mut place = loops::ServiceFacility::new(facility_name(out, at, of));
        if let Some(of) = &of.address {
            let (n3, n4) = address(out, at.field("address"), of);
            place.address = Some(n3);
            place.city = Some(n4);
        }
        place.references = provider_refs(out, at, &of.other_ids);
        place.contact = of
            .contact
            .as_ref()
            .map(|of| Box::new(contact(out, at.field("contact"), of)));
        this.service_facility = Some(Box::new(place));
    }
    if let Some(of) = &of.supervising_provider {
        let at = at.field("supervising_provider");
        let mut who = loops::SupervisingProvider::new(provider_name(out, at, "DQ", of));
        who.references = provider_refs(out, at, &of.other_ids);
        this.supervising_provider = Some(Box::new(who));
    }
}

pub(crate) fn facility_name<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c ServiceFacility,
) -> crate::segments::Nm1<'c> {
    let mut nm1 = super::party::nameless("77", "2");
    nm1.last_name = out.words(at.field("name"), &of.name, NAME);
    npi(out, at.field("npi"), &mut nm1, of.npi.as_ref());
    nm1
}

pub(crate) fn facility_of(
    cx: &mut In,
    within: Within,
    nm1: &crate::segments::Nm1<'_>,
    place: Option<claim_model::Address>,
) -> ServiceFacility {
    ServiceFacility {
        name: words(nm1.last_name.as_ref()).unwrap_or_default(),
        npi: npi_of(cx, within, "NM1*77", nm1),
        address: place,
        other_ids: Vec::new(),
        contact: None,
        show: true,
    }
}
