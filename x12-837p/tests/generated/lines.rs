//! Lines of a claim.

use claim_model::{
    CliaNumber, Day, Drug, DrugReference, DrugUnit, LineAuthorization, LineDates, LineNote,
    LineNoteKind, Modifier, Ndc, Paperwork, Period, PlaceOfService, Procedure, ProcedureCode,
    PurchasedService, ServiceLine, Text, Transmission, Units,
};

use super::{
    Dice, dollars,
    people::{self, ALL_KINDS, WITHOUT_LOCATION},
};

/// What the line must fit.
pub struct Of<'c> {
    pub number: usize,
    pub claim_number: &'c str,
    pub diagnoses: usize,
    /// First and last year of service.
    pub years: (u64, u64),
    pub encounter: bool,
    pub prior_authorization: Option<&'c Text>,
    pub referral_number: Option<&'c Text>,
}

pub fn place_of_service(dice: &mut Dice) -> PlaceOfService {
    PlaceOfService::new(dice.pick(&["11", "12", "02", "10", "21", "22", "51", "61", "99"])).unwrap()
}

pub fn procedure(dice: &mut Dice) -> Procedure {
    let code = if dice.chance(70) {
        dice.digits(5)
    } else {
        format!(
            "{}{}",
            dice.pick(&["A", "E", "J", "S", "V"]),
            dice.digits(4)
        )
    };
    let count = if dice.rich() { dice.between(1, 4) } else { 0 };
    let modifier = |dice: &mut Dice| dice.pick(&["25", "59", "95", "GT", "HJ", "U1", "93"]);
    Procedure {
        code: ProcedureCode::new(code).unwrap(),
        modifiers: (0..count)
            .map(|_| Modifier::new(modifier(dice)).unwrap())
            .collect(),
        description: dice.maybe(|dice| dice.words(80).into()),
    }
}

/// A day, or several.
pub fn days(dice: &mut Dice, (first, last): (u64, u64)) -> Period {
    let from = dice.day(first, last);
    let to = dice.maybe(|dice| {
        from.0
            .checked_add_days(chrono::Days::new(dice.below(9)))
            .unwrap()
    });
    Period {
        from,
        to: to.map(Day::from),
    }
}

pub fn paperwork(dice: &mut Dice) -> Paperwork {
    let transmission = dice.pick(&[
        Transmission::OnRequest,
        Transmission::Mail,
        Transmission::Electronic,
        Transmission::Email,
        Transmission::FileTransfer,
        Transmission::Fax,
    ]);
    let needs_number = transmission != Transmission::OnRequest;
    Paperwork {
        report_type: dice.pick(&["03", "09", "B3", "OZ", "M1", "XP"]).into(),
        transmission,
        control_number: needs_number.then(|| dice.number(20).into()),
    }
}

fn drug(dice: &mut Dice) -> Drug {
    Drug {
        ndc: Ndc::new(dice.digits(11)).unwrap(),
        quantity: dice.quantity(),
        unit: dice.pick(&[
            DrugUnit::InternationalUnit,
            DrugUnit::Gram,
            DrugUnit::Milligram,
            DrugUnit::Milliliter,
            DrugUnit::Unit,
        ]),
        reference: dice.maybe(|dice| {
            let number = dice.number(15).into();
            if dice.chance(50) {
                DrugReference::Prescription(number)
            } else {
                DrugReference::Compound(number)
            }
        }),
    }
}

/// Numbers that are not the claim's.
fn authorizations(dice: &mut Dice, of_claim: Option<&Text>) -> Vec<LineAuthorization> {
    let mut list = dice.some(5, |dice| LineAuthorization {
        number: dice.number(15).into(),
        payer_id: dice.maybe(people::payer_id),
    });
    list.retain(|own| Some(&own.number) != of_claim);
    list
}

fn other_dates(dice: &mut Dice) -> LineDates {
    let day = |dice: &mut Dice| dice.maybe(|dice| dice.day(2000, 2024));
    LineDates {
        prescription: day(dice),
        recertification: day(dice),
        begin_therapy: day(dice),
        last_certification: day(dice),
        last_seen: day(dice),
        shipped: day(dice),
        last_xray: day(dice),
        initial_treatment: day(dice),
    }
}

pub fn line(dice: &mut Dice, of: &Of<'_>) -> ServiceLine {
    let charge = if of.encounter && dice.chance(50) {
        0
    } else {
        dice.cents()
    };
    let mut line = ServiceLine::new(procedure(dice), dollars(charge));
    line.dates = Some(days(dice, of.years));
    line.place_of_service = dice.maybe(place_of_service);
    line.emergency = dice.rich();
    line.epsdt = dice.rich();
    line.family_planning = dice.rich();
    line.copay_exempt = dice.rich();
    let all: Vec<u8> = (1..=of.diagnoses as u8).collect();
    let first = dice.pick(&all);
    line.diagnosis_pointers = vec![first];
    if dice.rich() {
        let further = dice.several(&all, 3).into_iter().filter(|of| *of != first);
        line.diagnosis_pointers.extend(further);
    }
    line.units = Units::Units(dice.quantity());
    if dice.chance(10) {
        line.procedure.code =
            ProcedureCode::new(format!("0{}{}", dice.below(2), dice.digits(3))).unwrap();
        line.units = Units::Minutes(dice.quantity());
    }
    line.line_control_number =
        (!dice.chance(5)).then(|| format!("{}-L{}", of.claim_number, of.number + 1).into());
    line.drug = dice.maybe(drug);
    line.note = dice.maybe(|dice| LineNote {
        kind: dice.pick(&[
            LineNoteKind::AdditionalInformation,
            LineNoteKind::GoalsOrPlans,
        ]),
        text: dice.words(80).into(),
    });
    line.third_party_note = dice.maybe(|dice| dice.words(80).into());
    line.paperwork = dice.some(3, paperwork);
    line.prior_authorizations = authorizations(dice, of.prior_authorization);
    line.referral_numbers = authorizations(dice, of.referral_number);
    line.clia_number = dice.maybe(|dice| CliaNumber::new(dice.number(10)).unwrap());
    line.referring_clia_number = dice.maybe(|dice| CliaNumber::new(dice.number(10)).unwrap());
    line.mammography_certification = dice.maybe(|dice| dice.number(10).into());
    line.immunization_batch = dice.maybe(|dice| dice.number(10).into());
    line.other_dates = other_dates(dice);
    line.sales_tax = dice.maybe(|dice| dollars(dice.cents()));
    line.postage = dice.maybe(|dice| dollars(dice.cents()));
    line.purchased_service = dice.maybe(|dice| PurchasedService {
        provider_id: dice.number(10).into(),
        charge: dollars(dice.cents()),
    });
    line.rendering_provider = dice.maybe(|dice| people::provider(dice, ALL_KINDS, false, true));
    line.purchased_service_provider =
        dice.maybe(|dice| people::provider(dice, WITHOUT_LOCATION, false, true));
    line.service_facility = dice.maybe(|dice| people::facility(dice, true));
    line.supervising_provider = dice.maybe(|dice| people::provider(dice, ALL_KINDS, true, true));
    line.ordering_provider =
        dice.maybe(|dice| people::provider(dice, WITHOUT_LOCATION, true, true));
    line.referring_provider =
        dice.maybe(|dice| people::provider(dice, WITHOUT_LOCATION, true, true));
    line
}
