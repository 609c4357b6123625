//! What of a claim is sent, what is left out, and in what form.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod generated;

use claim_model::{
    Address, Amount, Claim, Contact, Npi, PersonName, Provider, ServiceFacility, SessionCount, Text,
};
use generated::reading::{Read, beginning, envelope, fixture, segments, write};
use x12_837p::claim::{WriteOptions, write_claims};

fn usual(claim: &Claim) -> Vec<String> {
    segments(&write(
        std::slice::from_ref(claim),
        &WriteOptions::default(),
    ))
}

fn one(segments: &[String], with: &str) -> String {
    let all = beginning(segments, with);
    assert_eq!(all.len(), 1, "{with} in {segments:#?}");
    all[0].clone()
}

/// P02: a group bills, a clinician renders; the facility is not told.
fn group() -> Claim {
    fixture("P02")[0].clone()
}

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

/// N33: the shortest form of an amount, or the zero before the point on request.
#[test]
fn amounts_are_written_in_their_shortest_form() {
    for (charge, written, with_zero) in [
        ("150.00", "150", "150"),
        ("99.90", "99.9", "99.9"),
        ("0.50", ".5", "0.5"),
        ("0.05", ".05", "0.05"),
        ("1000", "1000", "1000"),
        ("007.10", "7.1", "7.1"),
        ("99999999.99", "99999999.99", "99999999.99"),
    ] {
        let mut claim = group();
        claim.lines.truncate(1);
        claim.lines[0].charge = amount(charge);
        let segments = usual(&claim);
        assert_eq!(one(&segments, "CLM*").split('*').nth(2), Some(written));
        assert_eq!(one(&segments, "SV1*").split('*').nth(2), Some(written));
        let options = WriteOptions::default().leading_zeros(true);
        let zeros = self::segments(&write(&[claim.clone()], &options));
        assert_eq!(one(&zeros, "CLM*").split('*').nth(2), Some(with_zero));
        for file in [
            write(&[claim.clone()], &options),
            write(&[claim.clone()], &WriteOptions::default()),
        ] {
            assert_eq!(Read::of(&file).claims[0].lines[0].charge, amount(charge));
        }
    }
}

/// The sum is exact: three times ten cents are thirty.
#[test]
fn the_charge_is_the_exact_sum() {
    let mut claim = group();
    let mut line = claim.lines[0].clone();
    line.charge = amount("0.10");
    claim.lines = (0..3)
        .map(|at| claim_model::ServiceLine {
            line_control_number: Some(format!("L{at}").into()),
            ..line.clone()
        })
        .collect();
    assert_eq!(one(&usual(&claim), "CLM*").split('*').nth(2), Some(".3"));
}

/// N16, N17: what is expected or counted in the office is not sent.
#[test]
fn office_data_are_not_sent() {
    let mut claim = group();
    claim.expected_copay = Some(amount("30"));
    claim.session_count = Some(SessionCount {
        authorization: Some("AUTH-COUNT".into()),
        allowed: 6,
        used: 3,
        valid: None,
    });
    claim.clearinghouse_claim_number =
        Some(claim_model::ClearinghouseClaimNumber::new("CH-9").unwrap());
    let segments = usual(&claim);
    assert_eq!(segments, usual(&group()));
    claim.patient_amount_paid = Some(amount("30.00"));
    assert_eq!(one(&usual(&claim), "AMT*"), "AMT*F5*30");
}

/// V2: who renders is sent only where that is somebody else; the NPI decides, and without one the name.
#[test]
fn the_rendering_provider_is_sent_where_it_is_another() {
    let claim = group();
    assert_eq!(
        one(&usual(&claim), "NM1*82"),
        "NM1*82*1*CHEN*AMY*L***XX*2888002005"
    );
    let mut same = claim.clone();
    same.rendering_provider.as_mut().unwrap().npi = claim.billing_provider.npi.clone();
    assert!(beginning(&usual(&same), "NM1*82").is_empty());
    assert!(beginning(&usual(&same), "PRV*PE").is_empty());
    let full = segments(&write(
        &[same],
        &WriteOptions::default().only_differences(false),
    ));
    assert_eq!(one(&full, "NM1*82"), "NM1*82*1*CHEN*AMY*L***XX*1234567893");
    // P29: nobody has an NPI.
    let mut atypical = fixture("P29")[0].clone();
    let somebody = Provider {
        name: atypical.billing_provider.name.clone(),
        ..Provider::default()
    };
    atypical.rendering_provider = Some(somebody.clone());
    assert!(beginning(&usual(&atypical), "NM1*82").is_empty());
    atypical.rendering_provider = Some(Provider {
        npi: Some(Npi::new("2888002005").unwrap()),
        ..somebody
    });
    assert_eq!(beginning(&usual(&atypical), "NM1*82").len(), 1);
}

/// L12: a line names its own rendering provider only where that is not the claim's.
#[test]
fn lines_say_only_what_differs() {
    let mut claim = group();
    claim.lines.truncate(1);
    claim.lines[0].rendering_provider = claim.rendering_provider.clone();
    claim.lines[0].place_of_service = Some(claim.place_of_service.clone());
    let bare = usual(&claim);
    assert_eq!(beginning(&bare, "NM1*82").len(), 1);
    assert_eq!(one(&bare, "SV1*").split('*').nth(5), Some(""));
    // Written in full, the line says both again.
    let full = segments(&write(
        &[claim.clone()],
        &WriteOptions::default().only_differences(false),
    ));
    assert_eq!(beginning(&full, "NM1*82").len(), 2);
    assert_eq!(one(&full, "SV1*").split('*').nth(5), Some("11"));
    // Another place and another person are said.
    let other = Npi::new("2777003007").unwrap();
    claim.lines[0].rendering_provider =
        Some(Provider::individual(PersonName::new("Reyes", "Bo"), other));
    claim.lines[0].place_of_service = Some("12".parse().unwrap());
    let differs = usual(&claim);
    assert_eq!(
        beginning(&differs, "NM1*82")[1],
        "NM1*82*1*REYES*BO****XX*2777003007"
    );
    assert_eq!(one(&differs, "SV1*").split('*').nth(5), Some("12"));
    // Where the billing provider renders the claim, a line that it renders says nothing.
    claim.rendering_provider = None;
    claim.lines[0].rendering_provider = Some(Provider {
        name: claim.billing_provider.name.clone(),
        npi: claim.billing_provider.npi.clone(),
        ..Provider::default()
    });
    assert!(beginning(&usual(&claim), "NM1*82").is_empty());
}

/// V3, V4: a facility at the billing provider's address is left out, however the address is spelt.
#[test]
fn the_facility_is_sent_where_it_is_elsewhere() {
    let mut claim = group();
    let billing = Address {
        line_2: Some("Suite 200".into()),
        ..Address::new("120 NW Oak Street", "Portland", "OR", "97209-1234")
    };
    claim.billing_provider.address = billing;
    let at = |line_1: &str, line_2: Option<&str>, city: &str, zip: &str| Address {
        line_2: line_2.map(Text::from),
        ..Address::new(line_1, city, "OR", zip)
    };
    let told = |address: Address| {
        let mut claim = claim.clone();
        claim.service_facility = Some(ServiceFacility::new("Oak Office", address));
        !beginning(&usual(&claim), "NM1*77").is_empty()
    };
    for same in [
        at(
            "120 NW Oak Street",
            Some("Suite 200"),
            "Portland",
            "97209-1234",
        ),
        at("120 NW OAK ST", Some("STE 200"), "PORTLAND", "972091234"),
        at("120 N.W. Oak St., Ste. 200", None, "Portland", "97209-1234"),
        at("120 NW Oak St", Some("Ste.200"), "Portland", "97209-1234"),
        at(
            "120 NW Oak St",
            Some("Suite #200"),
            "Portland",
            "97209-9998",
        ),
        at(
            "  120 nw oak street ",
            Some("ste 200"),
            "portland",
            "97209 1234",
        ),
        Address {
            country: Some("US".into()),
            ..at("120 NW Oak St", Some("Ste 200"), "Portland", "97209-1234")
        },
    ] {
        assert!(
            !told(same.clone()),
            "{} is the same place",
            same.line_1.as_str()
        );
    }
    for other in [
        at(
            "122 NW Oak Street",
            Some("Suite 200"),
            "Portland",
            "97209-1234",
        ),
        at(
            "120 NW Oak Street",
            Some("Suite 201"),
            "Portland",
            "97209-1234",
        ),
        at("120 NW Oak Street", None, "Portland", "97209-1234"),
        at(
            "120 NW Oak Street",
            Some("Suite 200"),
            "Salem",
            "97209-1234",
        ),
        at(
            "120 NW Oak Street",
            Some("Suite 200"),
            "Portland",
            "97210-1234",
        ),
        at(
            "120 NW Oak Avenue",
            Some("Suite 200"),
            "Portland",
            "97209-1234",
        ),
    ] {
        assert!(
            told(other.clone()),
            "{} is another place",
            other.line_1.as_str()
        );
    }
    // Abroad, the whole code and the country count.
    let abroad = |code: &str, country: &str| Address {
        state: None,
        country: Some(country.into()),
        ..Address::new("1 Front St", "Hamilton", "", code)
    };
    assert!(abroad("hm-11 a", "BM").is_same_place(&abroad("HM11A", "bm")));
    assert!(!abroad("HM11A", "BM").is_same_place(&abroad("HM11B", "BM")));
    assert!(!abroad("HM11A", "BM").is_same_place(&abroad("HM11A", "NZ")));
    // In full it is told all the same; one that is not shown never is, and may be as incomplete as it likes.
    claim.service_facility = Some(ServiceFacility::new(
        "Oak Office",
        claim.billing_provider.address.clone(),
    ));
    let full = WriteOptions::default().only_differences(false);
    assert_eq!(
        beginning(
            &segments(&write(std::slice::from_ref(&claim), &full)),
            "NM1*77"
        )
        .len(),
        1
    );
    let place = claim.service_facility.as_mut().unwrap();
    (place.show, place.address, place.name) = (false, None, Text::default());
    for options in [full, WriteOptions::default()] {
        assert!(
            beginning(
                &segments(&write(std::slice::from_ref(&claim), &options)),
                "NM1*77"
            )
            .is_empty()
        );
    }
}

/// N04 in the writer: telehealth with a place that has no street makes no file; without the place it does.
#[test]
fn a_telehealth_place_is_whole_or_not_shown() {
    let mut claim = fixture("P06")[0].clone();
    assert_eq!(
        one(&usual(&claim), "NM1*77"),
        "NM1*77*2*CEDAR GROVE TELEHEALTH"
    );
    claim
        .service_facility
        .as_mut()
        .unwrap()
        .address
        .as_mut()
        .unwrap()
        .line_1 = "".into();
    assert!(
        write_claims(
            std::slice::from_ref(&claim),
            envelope(),
            WriteOptions::default()
        )
        .is_err()
    );
    claim.service_facility.as_mut().unwrap().show = false;
    assert!(beginning(&usual(&claim), "NM1*77").is_empty());
}

/// B10: payments may go to a box; the loop says no name and no id.
#[test]
fn payments_may_go_to_a_post_office_box() {
    let mut claim = group();
    claim.billing_provider.pay_to = Some(Address::new("PO Box 12", "Portland", "OR", "97208"));
    let segments = usual(&claim);
    let at = segments
        .iter()
        .position(|of| of.starts_with("NM1*87"))
        .unwrap();
    assert_eq!(
        segments[at..at + 3],
        ["NM1*87*2", "N3*PO BOX 12", "N4*PORTLAND*OR*97208"]
    );
    let mut solo = fixture("P01")[0].clone();
    solo.billing_provider.pay_to = claim.billing_provider.pay_to.clone();
    let kind = match solo.billing_provider.name {
        claim_model::PartyName::Individual(_) => "NM1*87*1",
        claim_model::PartyName::Organization(_) => "NM1*87*2",
    };
    assert_eq!(one(&usual(&solo), "NM1*87"), kind);
    claim.billing_provider.address.line_1 = "PO Box 12".into();
    assert!(write_claims(&[claim], envelope(), WriteOptions::default()).is_err());
}

/// B8: the billing provider's contact is not said again where it is the submitter's.
#[test]
fn the_submitters_contact_is_said_once() {
    let mut claim = group();
    let ours = Contact::new("EDI Support", "503-555-0100");
    let other = Contact::new("Billing Office", "503-555-0111");
    claim.billing_provider.contacts = vec![ours.clone()];
    assert_eq!(
        one(&usual(&claim), "PER*"),
        "PER*IC*EDI SUPPORT*TE*5035550100"
    );
    claim.billing_provider.contacts = vec![ours, other];
    assert_eq!(
        beginning(&usual(&claim), "PER*"),
        [
            "PER*IC*EDI SUPPORT*TE*5035550100",
            "PER*IC*BILLING OFFICE*TE*5035550111"
        ]
    );
}

/// S3: the group's name stands only where there is no number; a number that was left empty is none.
#[test]
fn the_group_has_a_number_or_a_name() {
    let mut claim = group();
    claim.coverage.group_name = Some("Bakers Union".into());
    assert_eq!(one(&usual(&claim), "SBR*"), "SBR*P*18*GRP7788******CI");
    for none in [None, Some("".into()), Some("  ".into())] {
        claim.coverage.group_number = none;
        let segments = usual(&claim);
        assert_eq!(one(&segments, "SBR*"), "SBR*P*18**BAKERS UNION*****CI");
    }
}

/// A disability of one day still has both its days.
#[test]
fn a_disability_of_one_day_is_a_range() {
    use claim_model::{Disability, DisabilityKind, Period};
    let mut claim = group();
    let day = claim.lines[0].dates.unwrap().from;
    claim.dates.disability = Some(Disability {
        kind: DisabilityKind::Period,
        dates: Period {
            from: day,
            to: Some(day),
        },
    });
    assert_eq!(
        one(&usual(&claim), "DTP*314"),
        "DTP*314*RD8*20250203-20250203"
    );
    let file = write(&[claim.clone()], &WriteOptions::default());
    assert_eq!(Read::of(&file).claims[0].dates, claim.dates);
    // Days of service are one day then.
    claim.lines[0].dates = Some(Period {
        from: day,
        to: Some(day),
    });
    assert_eq!(
        beginning(&usual(&claim), "DTP*472")[0],
        "DTP*472*D8*20250203"
    );
}
