//! Who bills, who pays, who is treated, and where.

use claim_model::{
    Address, BillingProvider, ClaimFilingIndicator, Contact, Coverage, Ein, MemberId, MemberIdKind,
    NpiType, PartyName, Patient, Payer, PayerId, PayerIdKind, PayerOtherId, PayerOtherIdKind,
    PayerSequence, PersonName, Provider, ProviderId, ProviderIdKind, Relationship, ServiceFacility,
    Sex, Ssn, Subscriber, TaxId, Taxonomy,
};

use super::Dice;

use ProviderIdKind::{Location, PayerAssigned, StateLicense, Upin};

/// Sequences as they stand in line.
pub const SEQUENCES: [PayerSequence; 11] = [
    PayerSequence::Primary,
    PayerSequence::Secondary,
    PayerSequence::Tertiary,
    PayerSequence::Fourth,
    PayerSequence::Fifth,
    PayerSequence::Sixth,
    PayerSequence::Seventh,
    PayerSequence::Eighth,
    PayerSequence::Ninth,
    PayerSequence::Tenth,
    PayerSequence::Eleventh,
];

const FILING: &[&str] = &[
    "11", "12", "13", "14", "15", "16", "17", "AM", "BL", "CH", "CI", "DS", "FI", "HM", "LM", "MA",
    "MB", "MC", "OF", "TV", "VA", "WC", "ZZ",
];

pub fn person(dice: &mut Dice) -> PersonName {
    PersonName {
        last: dice.words(60).into(),
        first: Some(dice.words(35).into()),
        middle: dice.maybe(|dice| dice.word(25).into()),
        suffix: dice.maybe(|dice| dice.pick(&["JR", "SR", "II", "III"]).into()),
    }
}

fn party(dice: &mut Dice) -> PartyName {
    if dice.chance(50) {
        PartyName::Individual(person(dice))
    } else {
        PartyName::Organization(dice.words(60).into())
    }
}

/// An address; `nine` for places whose ZIP code must have nine digits.
pub fn address(dice: &mut Dice, nine: bool) -> Address {
    let line_1 = format!("{} {}", dice.between(1, 9_999), dice.words(40));
    let line_2 = dice.maybe(|dice| format!("STE {}", dice.word(6)).into());
    let city = format!("{}VILLE", dice.word(9));
    let mut address = Address {
        line_1: line_1.into(),
        line_2,
        city: city.into(),
        ..Address::default()
    };
    if dice.rich > 0 && dice.chance(10) {
        address.country = Some(dice.pick(&["CA", "DE", "NZ"]).into());
        address.postal_code = Some(format!("K1A {}", dice.between(100, 999)).into());
        match address.country.as_deref() {
            Some("CA") => address.state = Some(dice.pick(&["ON", "BC"]).into()),
            _ => address.subdivision = dice.maybe(|dice| dice.pick(&["BY", "AUK", "1"]).into()),
        }
        return address;
    }
    address.state = Some(dice.pick(&["OR", "WA", "CA", "TX", "PR"]).into());
    let zip = if nine || dice.chance(50) {
        format!(
            "{:05}{:04}",
            dice.between(501, 99_950),
            dice.between(1, 9_998)
        )
    } else {
        format!("{:05}", dice.between(501, 99_950))
    };
    address.postal_code = Some(zip.into());
    address
}

fn phone(dice: &mut Dice) -> String {
    format!("{}{}", dice.between(2, 9), dice.digits(9))
}

/// A contact with any numbers.
pub fn contact(dice: &mut Dice) -> Contact {
    let mut contact = telephone(dice);
    contact.fax = dice.maybe(|dice| phone(dice).into());
    if contact.extension.is_none() || contact.fax.is_none() {
        contact.email = dice.maybe(|dice| format!("{}@EXAMPLE.ORG", dice.word(8)).into());
    }
    contact
}

/// A contact with a telephone number only.
pub fn telephone(dice: &mut Dice) -> Contact {
    Contact {
        name: dice.maybe(|dice| dice.words(60).into()),
        phone: Some(phone(dice).into()),
        extension: dice.maybe(|dice| dice.digits(4).into()),
        fax: None,
        email: None,
    }
}

fn ssn(dice: &mut Dice) -> Ssn {
    let (area, group, serial) = (
        dice.between(1, 665),
        dice.between(1, 99),
        dice.between(1, 9_999),
    );
    Ssn::new(format!("{area:03}{group:02}{serial:04}")).unwrap()
}

fn taxonomy(dice: &mut Dice) -> Taxonomy {
    Taxonomy::new(format!(
        "{}{}X",
        dice.digits(3),
        dice.pick(&["Q00000", "A00000", "QM0801", "C00000"])
    ))
    .unwrap()
}

/// Numbers of these kinds, each once; on lines, once more for another payer.
fn other_ids(dice: &mut Dice, kinds: &[ProviderIdKind], of_line: bool) -> Vec<ProviderId> {
    let mut ids = Vec::new();
    for kind in dice.several(kinds, kinds.len()) {
        ids.push(ProviderId {
            kind,
            id: dice.number(12).into(),
            payer_id: None,
        });
        if of_line && dice.chance(30) && ids.len() < 3 {
            let payer_id = Some(payer_id(dice));
            ids.push(ProviderId {
                kind,
                id: dice.number(12).into(),
                payer_id,
            });
        }
    }
    ids.truncate(if of_line { 3 } else { 4 });
    ids
}

pub fn payer_id(dice: &mut Dice) -> PayerId {
    PayerId::new(format!("{}{}", dice.word(4), dice.digits(5))).unwrap()
}

pub fn billing_provider(dice: &mut Dice) -> BillingProvider {
    let name = party(dice);
    let is_person = matches!(name, PartyName::Individual(_));
    let npi = (!dice.chance(10)).then(|| dice.npi());
    let mut numbers = Vec::new();
    if npi.is_none() {
        // At least one, and in any order.
        numbers = other_ids(dice, &[PayerAssigned, StateLicense, Location, Upin], false);
        if numbers.is_empty() {
            numbers.push(ProviderId {
                kind: PayerAssigned,
                id: dice.number(10).into(),
                payer_id: None,
            });
        }
    }
    let kind = if is_person {
        NpiType::Individual
    } else {
        NpiType::Organization
    };
    BillingProvider {
        name,
        npi_type: npi.as_ref().and_then(|_| dice.maybe(|_| kind)),
        taxonomy: npi
            .as_ref()
            .and_then(|_| (!dice.chance(10)).then(|| taxonomy(dice))),
        npi,
        tax_id: if is_person && dice.chance(50) {
            TaxId::Ssn(ssn(dice))
        } else {
            TaxId::Ein(Ein::new(dice.digits(9)).unwrap())
        },
        address: address(dice, true),
        contacts: dice.some(2, contact),
        pay_to: dice.maybe(|dice| {
            let mut place = address(dice, false);
            if dice.chance(50) {
                place.line_1 = format!("PO BOX {}", dice.between(1, 9_999)).into();
            }
            place
        }),
        other_ids: numbers,
    }
}

pub fn payer(dice: &mut Dice, other_ids: usize) -> Payer {
    let mut payer = Payer::new(dice.words(60), payer_id(dice));
    if dice.rich() {
        payer.id_kind = PayerIdKind::NationalPlan;
    }
    payer.claim_office = dice.maybe(|dice| dice.number(10).into());
    let room = other_ids - usize::from(payer.claim_office.is_some());
    if dice.rich() {
        let kinds = [
            PayerOtherIdKind::PayerId,
            PayerOtherIdKind::TaxId,
            PayerOtherIdKind::Naic,
        ];
        for kind in dice.several(&kinds, room) {
            payer.other_ids.push(PayerOtherId {
                kind,
                id: dice.number(12).into(),
            });
        }
    }
    payer.address = dice.maybe(|dice| address(dice, false));
    payer
}

fn sex(dice: &mut Dice) -> Sex {
    dice.pick(&[Sex::Female, Sex::Male, Sex::Unknown])
}

fn member_id_kind(dice: &mut Dice) -> MemberIdKind {
    if dice.rich() && dice.chance(30) {
        MemberIdKind::NationalHealthId
    } else {
        MemberIdKind::Member
    }
}

/// An insured with everything that is ever said of one.
pub fn subscriber(dice: &mut Dice) -> Subscriber {
    Subscriber {
        name: PartyName::Individual(person(dice)),
        member_id: Some(MemberId::new(dice.number(14)).unwrap()),
        member_id_kind: member_id_kind(dice),
        address: Some(address(dice, false)),
        birth_date: Some(dice.day(1930, 2010)),
        sex: Some(sex(dice)),
        ssn: dice.maybe(ssn),
        property_casualty_number: dice.maybe(|dice| dice.number(12).into()),
        contact: dice.maybe(telephone),
    }
}

/// The kind of insurance with, for Medicare in a later place, the reason.
pub fn filing(
    dice: &mut Dice,
    sequence: PayerSequence,
) -> (Option<ClaimFilingIndicator>, Option<claim_model::Text>) {
    if dice.chance(5) {
        return (None, None);
    }
    let kind = dice.pick(FILING);
    let later_medicare = matches!(kind, "MA" | "MB") && sequence != PayerSequence::Primary;
    let reason = later_medicare.then(|| {
        dice.maybe(|dice| {
            dice.pick(&["12", "13", "14", "15", "16", "41", "42", "43", "47"])
                .into()
        })
    });
    (
        Some(ClaimFilingIndicator::new(kind).unwrap()),
        reason.flatten(),
    )
}

/// A plan, and whether its subscriber is an organization.
pub fn coverage(dice: &mut Dice) -> Coverage {
    let sequence = if dice.rich() {
        dice.pick(&SEQUENCES)
    } else {
        PayerSequence::Primary
    };
    let (filing_indicator, medicare_secondary_reason) = filing(dice, sequence);
    let mut subscriber = subscriber(dice);
    let casualty = filing_indicator
        .as_ref()
        .is_some_and(|kind| matches!(kind.as_str(), "AM" | "LM" | "WC"));
    if casualty && dice.chance(50) {
        subscriber.name = PartyName::Organization(dice.words(60).into());
        if dice.chance(50) {
            (subscriber.member_id, subscriber.member_id_kind) = (None, MemberIdKind::Member);
        }
    }
    Coverage {
        sequence,
        payer: payer(dice, 3),
        filing_indicator,
        group_number: dice.maybe(|dice| dice.number(10).into()),
        group_name: dice.maybe(|dice| dice.words(60).into()),
        medicare_secondary_reason,
        subscriber,
    }
}

/// A patient of this plan who is not its subscriber.
pub fn patient(dice: &mut Dice, of: &Coverage) -> Patient {
    Patient {
        relationship: Some(dice.pick(&[
            Relationship::Spouse,
            Relationship::Child,
            Relationship::Employee,
            Relationship::Unknown,
            Relationship::OrganDonor,
            Relationship::CadaverDonor,
            Relationship::LifePartner,
            Relationship::Other,
        ])),
        name: person(dice),
        member_id: dice
            .maybe(|dice| MemberId::new(dice.number(14)).unwrap())
            .filter(|_| dice.chance(50)),
        address: Some(address(dice, false)),
        birth_date: Some(dice.day(1930, 2010)),
        sex: Some(sex(dice)),
        property_casualty_number: match &of.subscriber.property_casualty_number {
            Some(number) => dice.maybe(|_| number.clone()),
            None => dice.maybe(|dice| dice.number(12).into()),
        },
        property_casualty_member_id: dice.maybe(|dice| dice.number(12).into()),
        ssn: dice.maybe(ssn),
        contact: dice.maybe(telephone),
    }
}

/// Somebody besides the billing provider.
pub fn provider(
    dice: &mut Dice,
    kinds: &[ProviderIdKind],
    is_person: bool,
    of_line: bool,
) -> Provider {
    Provider {
        name: if is_person {
            PartyName::Individual(person(dice))
        } else {
            party(dice)
        },
        npi: (!dice.chance(10)).then(|| dice.npi()),
        taxonomy: dice.maybe(taxonomy),
        other_ids: if dice.rich() {
            other_ids(dice, kinds, of_line)
        } else {
            Vec::new()
        },
    }
}

pub const ALL_KINDS: &[ProviderIdKind] = &[StateLicense, Upin, PayerAssigned, Location];
pub const WITHOUT_LOCATION: &[ProviderIdKind] = &[StateLicense, Upin, PayerAssigned];

/// A place of service that is told with its address.
pub fn facility(dice: &mut Dice, of_line: bool) -> ServiceFacility {
    let kinds: &[ProviderIdKind] = if of_line {
        &[PayerAssigned, Location]
    } else {
        &[StateLicense, PayerAssigned, Location]
    };
    ServiceFacility {
        name: dice.words(60).into(),
        npi: dice.maybe(Dice::npi),
        address: Some(address(dice, true)),
        other_ids: if dice.rich() {
            other_ids(dice, kinds, of_line)
        } else {
            Vec::new()
        },
        contact: dice.maybe(telephone),
        show: !dice.chance(10),
    }
}
