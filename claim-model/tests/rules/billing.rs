//! The billing provider.

use claim_model::{Ein, NpiType, PartyName, PersonName, ProviderId, ProviderIdKind, Ssn, TaxId};

use super::{Case, case};

fn id(kind: ProviderIdKind) -> ProviderId {
    ProviderId {
        kind,
        id: "KA6663".into(),
        payer_id: None,
    }
}

pub fn cases() -> Vec<Case> {
    let street = |line: &'static str| {
        move |c: &mut claim_model::Claim| c.billing_provider.address.line_1 = line.into()
    };
    let person = |name: PersonName| {
        move |c: &mut claim_model::Claim| {
            c.billing_provider.name = PartyName::Individual(name);
            c.billing_provider.tax_id = TaxId::Ssn(Ssn::new("123-45-6789").unwrap());
        }
    };
    const BOX: &[&str] = &["0630 billing_provider.address.line_1 33"];
    vec![
        case(person(PersonName::new("Rivera", "Dana")), &[]),
        case(
            person(PersonName::default()),
            &[
                "0629 billing_provider.name.individual.last 33",
                "0629 billing_provider.name.individual.first 33",
            ],
        ),
        case(
            person(PersonName {
                last: "Cedar Grove".into(),
                ..PersonName::default()
            }),
            &["0629 billing_provider.name.individual.first 33"],
        ),
        case(
            |c| c.billing_provider.name = PartyName::default(),
            &["0602 billing_provider.name.organization 33"],
        ),
        case(street("P.O. Box 12"), BOX),
        case(street("PO BOX 12"), BOX),
        case(street("Post Office Box 12"), BOX),
        case(street("Pobox Street 4"), &[]),
        case(
            |c| c.billing_provider.address.line_2 = Some("Lock Box 9".into()),
            &["0630 billing_provider.address.line_2 33"],
        ),
        // Payments may go to a box, with a short ZIP code.
        case(
            |c| {
                c.billing_provider.pay_to = Some(claim_model::Address::new(
                    "PO Box 12",
                    "Portland",
                    "OR",
                    "97208",
                ))
            },
            &[],
        ),
        case(
            |c| {
                c.billing_provider.pay_to =
                    Some(claim_model::Address::new("PO Box 12", "", "OR", "97208"))
            },
            &["0613 billing_provider.pay_to.city 33"],
        ),
        case(
            |c| {
                c.billing_provider.npi = None;
                c.billing_provider.taxonomy = None;
            },
            &["0631 billing_provider.npi 33a"],
        ),
        case(
            |c| {
                c.billing_provider.npi = None;
                c.billing_provider.taxonomy = None;
                c.billing_provider.other_ids = vec![id(ProviderIdKind::PayerAssigned)];
            },
            &[],
        ),
        case(
            |c| c.billing_provider.tax_id = TaxId::Ein(Ein::as_received("93123456")),
            &["0632 billing_provider.tax_id.ein 25"],
        ),
        case(
            |c| c.billing_provider.tax_id = TaxId::Ein(Ein::as_received("93123456A")),
            &["0632 billing_provider.tax_id.ein 25"],
        ),
        case(
            |c| c.billing_provider.tax_id = TaxId::Ssn(Ssn::as_received("000123456")),
            &[
                "0632 billing_provider.tax_id.ssn 25",
                "0633 billing_provider.tax_id 25",
            ],
        ),
        case(
            |c| c.billing_provider.tax_id = TaxId::Ssn(Ssn::new("123456789").unwrap()),
            &["0633 billing_provider.tax_id 25"],
        ),
        case(
            |c| c.billing_provider.npi_type = Some(NpiType::Organization),
            &[],
        ),
        case(
            |c| c.billing_provider.npi_type = Some(NpiType::Individual),
            &["0634 billing_provider.npi_type 33"],
        ),
        case(
            |c| c.billing_provider.other_ids = vec![id(ProviderIdKind::Upin)],
            &["0635 billing_provider.other_ids[0] 33b"],
        ),
        case(
            |c| c.billing_provider.other_ids = vec![id(ProviderIdKind::Location)],
            &["0636 billing_provider.other_ids[0] 33b"],
        ),
        case(
            |c| {
                let contact = c.billing_provider.contacts[0].clone();
                c.billing_provider.contacts = vec![contact; 3];
            },
            &["0637 billing_provider.contacts 33"],
        ),
        case(
            |c| c.billing_provider.taxonomy = None,
            &["0638 billing_provider.taxonomy 33b"],
        ),
    ]
}
