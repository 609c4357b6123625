//! Values that many fields share.

use claim_model::{Contact, PartyName, PersonName, Taxonomy};

use super::{Case, case, common::*};

pub fn cases() -> Vec<Case> {
    let long = |count: usize| "x".repeat(count);
    let contact = |contact: Contact| {
        move |claim: &mut claim_model::Claim| claim.billing_provider.contacts = vec![contact]
    };
    vec![
        case(
            |c| c.billing_provider.name = PartyName::Organization(long(60).into()),
            &[],
        ),
        case(
            |c| c.billing_provider.name = PartyName::Organization("é".repeat(60).into()),
            &[],
        ),
        case(
            |c| c.billing_provider.name = PartyName::Organization(long(61).into()),
            &["0601 billing_provider.name.organization 33"],
        ),
        case(
            |c| {
                let name = PersonName {
                    last: long(61).into(),
                    first: Some(long(36).into()),
                    middle: Some(long(26).into()),
                    suffix: Some(long(11).into()),
                };
                c.rendering_provider.as_mut().unwrap().name = PartyName::Individual(name);
            },
            &[
                "0601 rendering_provider.name.individual.last 24J",
                "0601 rendering_provider.name.individual.first 24J",
                "0601 rendering_provider.name.individual.middle 24J",
                "0601 rendering_provider.name.individual.suffix 24J",
            ],
        ),
        case(
            |c| {
                let address = c.coverage.subscriber.address.as_mut().unwrap();
                address.line_1 = long(56).into();
                address.line_2 = Some(long(56).into());
                address.city = long(31).into();
            },
            &[
                "0601 coverage.subscriber.address.line_1 7",
                "0601 coverage.subscriber.address.line_2 7",
                "0601 coverage.subscriber.address.city 7",
            ],
        ),
        case(
            |c| c.prior_authorization = Some(long(51).into()),
            &["0601 prior_authorization 23"],
        ),
        case(
            |c| c.references.medical_record_number = Some(long(51).into()),
            &["0601 references.medical_record_number -"],
        ),
        case(
            |c| c.coverage.payer.name = " ".into(),
            &["0602 coverage.payer.name carrier"],
        ),
        case(
            |c| c.lines[0].charge = dollars("150.005"),
            &["0603 lines 24", "0603 lines[0].charge 24F"],
        ),
        case(|c| c.lines[0].charge = dollars("150.000"), &[]),
        case(|c| c.lines[0].charge = dollars("99999999.99"), &[]),
        case(
            |c| c.lines[0].charge = dollars("12345678901.00"),
            &["0603 lines 24", "0603 lines[0].charge 24F"],
        ),
        case(
            |c| c.lines[0].charge = dollars("-1"),
            &["0604 lines[0].charge 24F"],
        ),
        case(
            |c| c.lines[0].units = claim_model::Units::Units(number("1.2345")),
            &["0605 lines[0].units.units 24G"],
        ),
        case(
            |c| c.lines[0].units = claim_model::Units::Units(number("100000000")),
            &["0605 lines[0].units.units 24G"],
        ),
        case(
            |c| c.lines[0].units = claim_model::Units::Units(number("-1")),
            &["0605 lines[0].units.units 24G"],
        ),
        case(
            |c| c.lines[0].units = claim_model::Units::Units(number("1.500")),
            &[],
        ),
        case(
            |c| c.coverage.subscriber.birth_date = Some(day(1885, 4, 12)),
            &["0606 coverage.subscriber.birth_date 11a"],
        ),
        case(
            |c| {
                c.lines[0].dates = Some(claim_model::Period {
                    from: day(2025, 2, 10),
                    to: Some(day(2025, 2, 9)),
                })
            },
            &["0607 lines[0].dates.to 24A"],
        ),
        case(
            |c| c.billing_provider.address.state = Some("Oregon".into()),
            &["0608 billing_provider.address.state 33"],
        ),
        case(
            |c| c.billing_provider.address.country = Some("U5".into()),
            &[
                "0608 billing_provider.address.state 33",
                "0609 billing_provider.address.country 33",
            ],
        ),
        case(
            |c| c.billing_provider.address.subdivision = Some("OR".into()),
            &["0609 billing_provider.address.subdivision 33"],
        ),
        case(
            |c| {
                let address = c.coverage.subscriber.address.as_mut().unwrap();
                address.country = Some("DE".into());
                address.subdivision = Some("BY".into());
                address.state = None;
                address.postal_code = Some("80331".into());
            },
            &[],
        ),
        case(
            |c| c.billing_provider.address.postal_code = Some("9720".into()),
            &["0610 billing_provider.address.postal_code 33"],
        ),
        case(
            |c| c.billing_provider.address.postal_code = Some("97209-123A".into()),
            &["0610 billing_provider.address.postal_code 33"],
        ),
        case(
            |c| c.billing_provider.address.postal_code = Some("97214".into()),
            &["0611 billing_provider.address.postal_code 33"],
        ),
        case(
            |c| c.billing_provider.address.postal_code = Some("972149999".into()),
            &["0612 billing_provider.address.postal_code 33"],
        ),
        case(
            |c| c.billing_provider.address.postal_code = Some("97214-0000".into()),
            &["0612 billing_provider.address.postal_code 33"],
        ),
        case(
            |c| {
                c.coverage.subscriber.address.as_mut().unwrap().postal_code = Some("9720412".into())
            },
            &["0610 coverage.subscriber.address.postal_code 7"],
        ),
        case(
            |c| c.coverage.subscriber.address = Some(claim_model::Address::default()),
            &[
                "0613 coverage.subscriber.address.line_1 7",
                "0613 coverage.subscriber.address.city 7",
                "0613 coverage.subscriber.address.state 7",
                "0613 coverage.subscriber.address.postal_code 7",
            ],
        ),
        case(
            contact(Contact::new("Office", "503-555-011")),
            &["0614 billing_provider.contacts[0].phone 33"],
        ),
        case(
            contact(Contact::new("Office", "(103) 555-0111")),
            &["0614 billing_provider.contacts[0].phone 33"],
        ),
        case(
            contact(Contact::new("Office", "503-555-0111 x2")),
            &["0614 billing_provider.contacts[0].phone 33"],
        ),
        case(contact(Contact::new("Office", "503.555.0111")), &[]),
        case(
            contact(Contact {
                name: Some("Office".into()),
                ..Contact::default()
            }),
            &["0615 billing_provider.contacts[0] 33"],
        ),
        case(
            contact(Contact {
                extension: Some("7".into()),
                fax: Some("5035550112".into()),
                email: Some("a@b.example".into()),
                ..Contact::new("Office", "5035550111")
            }),
            &["0615 billing_provider.contacts[0] 33"],
        ),
        case(
            contact(Contact {
                extension: Some("7".into()),
                email: Some("a@b.example".into()),
                ..Contact::default()
            }),
            &["0615 billing_provider.contacts[0] 33"],
        ),
        case(
            |c| {
                c.coverage.subscriber.contact = Some(Contact {
                    fax: Some("5035550112".into()),
                    ..Contact::default()
                })
            },
            &["0615 coverage.subscriber.contact -"],
        ),
        case(
            |c| c.billing_provider.npi = Some(claim_model::Npi::as_received("1234567890")),
            &["0616 billing_provider.npi 33a"],
        ),
        case(
            |c| {
                c.rendering_provider.as_mut().unwrap().npi =
                    Some(claim_model::Npi::as_received("288800200"))
            },
            &["0616 rendering_provider.npi 24J"],
        ),
        case(
            |c| c.billing_provider.taxonomy = Some(Taxonomy::as_received("261QM0801")),
            &["0617 billing_provider.taxonomy 33b"],
        ),
        case(
            |c| c.coverage.payer.id = claim_model::PayerId::as_received(""),
            &["0618 coverage.payer.id -"],
        ),
        case(
            |c| c.coverage.subscriber.member_id = Some(claim_model::MemberId::as_received("X")),
            &["0619 coverage.subscriber.member_id 1a"],
        ),
        case(
            |c| c.coverage.subscriber.ssn = Some(claim_model::Ssn::as_received("666123456")),
            &["0620 coverage.subscriber.ssn -"],
        ),
        case(
            |c| c.clia_number = Some(claim_model::CliaNumber::as_received("")),
            &["0621 clia_number 23"],
        ),
        case(
            |c| c.lines[0].referring_clia_number = Some(claim_model::CliaNumber::as_received(" 1")),
            &["0621 lines[0].referring_clia_number 24"],
        ),
    ]
}
