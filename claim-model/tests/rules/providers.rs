//! Providers besides the billing provider, and the place of service.

use claim_model::{
    Address, Contact, Npi, PartyName, PayerId, PlaceOfService, Provider, ProviderId,
    ProviderIdKind, ServiceFacility, Taxonomy,
};

use super::{Case, case, common::*};

fn practice() -> Provider {
    Provider {
        name: PartyName::Organization("Cedar Grove".into()),
        npi: Some(Npi::new("2666004009").unwrap()),
        ..Provider::default()
    }
}

fn id(kind: ProviderIdKind) -> ProviderId {
    ProviderId {
        kind,
        id: "77".into(),
        payer_id: None,
    }
}

fn place() -> ServiceFacility {
    ServiceFacility::new(
        "Cedar Grove Telehealth",
        Address::new("77 NE Elm Ave", "Beaverton", "OR", "97005-2222"),
    )
}

fn telehealth(place: ServiceFacility) -> impl FnOnce(&mut claim_model::Claim) {
    |c| {
        c.place_of_service = PlaceOfService::new("10").unwrap();
        c.lines[0].procedure.modifiers = vec![claim_model::Modifier::new("95").unwrap()];
        c.service_facility = Some(place);
    }
}

pub fn cases() -> Vec<Case> {
    let rendering = |ids: Vec<ProviderId>| {
        move |c: &mut claim_model::Claim| {
            c.rendering_provider = Some(Provider {
                npi: None,
                other_ids: ids,
                ..chen()
            })
        }
    };
    vec![
        case(|c| c.referring_provider = Some(chen()), &[]),
        case(
            |c| c.referring_provider = Some(practice()),
            &["0687 referring_provider.name 17"],
        ),
        case(
            |c| c.lines[0].ordering_provider = Some(practice()),
            &["0687 lines[0].ordering_provider.name 17"],
        ),
        case(
            |c| c.primary_care_provider = Some(chen()),
            &["0688 primary_care_provider -"],
        ),
        case(rendering(vec![]), &["0689 rendering_provider.npi 24J"]),
        case(rendering(vec![id(ProviderIdKind::StateLicense)]), &[]),
        case(
            rendering(vec![
                id(ProviderIdKind::StateLicense),
                id(ProviderIdKind::StateLicense),
            ]),
            &["0623 rendering_provider.other_ids[1] 24I"],
        ),
        case(
            rendering(vec![ProviderId {
                payer_id: Some(PayerId::new("ACM01").unwrap()),
                ..id(ProviderIdKind::Location)
            }]),
            &["0623 rendering_provider.other_ids[0] 24I"],
        ),
        case(
            |c| {
                c.referring_provider = Some(Provider {
                    npi: None,
                    other_ids: vec![id(ProviderIdKind::Location)],
                    ..chen()
                })
            },
            &["0623 referring_provider.other_ids[0] 17a"],
        ),
        case(
            |c| {
                c.rendering_provider.as_mut().unwrap().other_ids =
                    vec![id(ProviderIdKind::PayerAssigned)]
            },
            &["0624 rendering_provider.other_ids[0] 24I"],
        ),
        // Who renders is who bills.
        case(
            |c| {
                c.rendering_provider = Some(Provider {
                    npi: c.billing_provider.npi.clone(),
                    ..chen()
                })
            },
            &["0690 rendering_provider.taxonomy 24J"],
        ),
        case(
            |c| {
                let taxonomy = Taxonomy::new("261QM0801X").unwrap();
                c.rendering_provider = Some(
                    Provider {
                        npi: c.billing_provider.npi.clone(),
                        ..chen()
                    }
                    .with_taxonomy(taxonomy),
                );
            },
            &[],
        ),
        case(|c| c.service_facility = Some(place()), &[]),
        case(
            |c| {
                c.service_facility = Some(ServiceFacility {
                    address: None,
                    ..place()
                })
            },
            &["0691 service_facility.address 32"],
        ),
        case(
            |c| {
                c.service_facility = Some(ServiceFacility {
                    name: "".into(),
                    ..place()
                })
            },
            &["0602 service_facility.name 32"],
        ),
        case(
            |c| {
                c.service_facility = Some(ServiceFacility {
                    address: Some(Address::new("77 NE Elm Ave", "Beaverton", "OR", "97005")),
                    ..place()
                })
            },
            &["0611 service_facility.address.postal_code 32"],
        ),
        case(
            |c| {
                c.service_facility = Some(ServiceFacility {
                    contact: Some(Contact {
                        email: Some("a@b.example".into()),
                        ..Contact::new("Desk", "5035550100")
                    }),
                    ..place()
                })
            },
            &["0615 service_facility.contact 32"],
        ),
        case(
            |c| c.supervising_provider = Some(practice()),
            &["0692 supervising_provider.name 17"],
        ),
        case(telehealth(place()), &[]),
        case(
            telehealth(ServiceFacility {
                address: None,
                ..place()
            }),
            &["0693 service_facility.address 32"],
        ),
        case(
            telehealth(ServiceFacility {
                address: Some(Address::new(" ", "Beaverton", "OR", "97005-2222")),
                ..place()
            }),
            &["0693 service_facility.address.line_1 32"],
        ),
        case(
            telehealth(ServiceFacility {
                address: None,
                show: false,
                ..place()
            }),
            &[],
        ),
        case(
            |c| {
                c.lines[0].service_facility = Some(ServiceFacility {
                    address: None,
                    ..place()
                })
            },
            &["0691 lines[0].service_facility.address 32"],
        ),
        case(
            |c| {
                c.lines[0].service_facility = Some(ServiceFacility {
                    other_ids: vec![id(ProviderIdKind::StateLicense)],
                    ..place()
                })
            },
            &["0623 lines[0].service_facility.other_ids[0] 32b"],
        ),
    ]
}
