//! What was done and given: procedures, units, pointers, drugs; in both directions.

use claim_model::{
    Amount, At, Drug, DrugReference, DrugUnit, Modifier, Ndc, PlaceOfService, Procedure,
    ProcedureCode, Quantity, ServiceLine, Units,
};
use x12_core::Code;

use crate::{
    claim::{
        codes::Coded,
        context::{In, Out, Why, Within, code_string, is_yes, string, words},
        party::{NOTE, reference},
    },
    loops,
    segments::{Ctp, DiagnosisPointers, Lin, Procedure as ProcedureComposite, Sv1, Unit},
};

/// HCPCS and CPT: the only list of procedures that the claim knows.
const HCPCS: &str = "HC";

pub(crate) const UNITS: &str = "UN";

pub(crate) const MINUTES: &str = "MJ";

const NDC: &str = "N4";

pub(crate) fn procedure<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c Procedure,
) -> ProcedureComposite<'c> {
    let mut modifiers = of
        .modifiers
        .iter()
        .enumerate()
        .map(|(index, of)| out.code(at.item("modifiers", index), of.as_str()));
    let [modifier_1, modifier_2, modifier_3, modifier_4] =
        [(); 4].map(|()| modifiers.next().flatten());
    drop(modifiers);
    ProcedureComposite {
        qualifier: Some(HCPCS.into()),
        code: out.code(at.field("code"), of.code.as_str()),
        modifier_1,
        modifier_2,
        modifier_3,
        modifier_4,
        description: out.optional(at.field("description"), of.description.as_ref(), NOTE),
    }
}

/// A procedure; one of another list than HCPCS has no field, and leaves its code.
pub(crate) fn procedure_of(
    cx: &mut In,
    within: Within,
    label: &'static str,
    element: u16,
    of: &ProcedureComposite<'_>,
) -> Procedure {
    let other_list = of.qualifier.as_ref().is_some_and(|code| !code.is(HCPCS));
    cx.no_element(within, label, element, other_list);
    Procedure {
        code: ProcedureCode::as_received(code_string(of.code.as_ref())),
        modifiers: of
            .modifiers()
            .map(|code| Modifier::as_received(code_string(Some(code))))
            .collect(),
        description: words(of.description.as_ref()),
    }
}

pub(crate) fn pointers(of: &[u8]) -> Option<DiagnosisPointers> {
    let mut numbers = of.iter().copied().map(u64::from);
    let first = numbers.next()?;
    Some(DiagnosisPointers {
        first: Some(first),
        second: numbers.next(),
        third: numbers.next(),
        fourth: numbers.next(),
    })
}

pub(crate) fn drug<'c>(out: &mut Out<'_>, at: At<'_>, of: &'c Drug) -> loops::Drug<'c> {
    let mut this = loops::Drug::new(Lin {
        qualifier: Some(NDC.into()),
        code: out.id(at.field("ndc"), of.ndc.as_str()),
    });
    this.quantity = Some(Ctp {
        quantity: Some(of.quantity.0),
        unit: Some(Unit {
            code: Some(of.unit.code().into()),
        }),
    });
    let number = match &of.reference {
        Some(DrugReference::Prescription(number)) => Some(("XZ", number)),
        Some(DrugReference::Compound(number)) => Some(("VY", number)),
        None => None,
    };
    this.prescription = number.and_then(|(qualifier, number)| {
        reference(out, at.field("reference"), qualifier, Some(number))
    });
    this
}

pub(crate) fn drug_of(cx: &mut In, within: Within, of: &loops::Drug<'_>) -> Option<Drug> {
    let loops::Drug {
        info,
        quantity,
        prescription,
        unmatched: _,
        rejected: _,
        span: _,
    } = of;
    let unit = quantity
        .as_ref()
        .and_then(|ctp| ctp.unit.as_ref()?.code.as_ref())
        .and_then(|code| DrugUnit::of(code.as_str()));
    let is_ndc = info.qualifier.as_ref().is_none_or(|code| code.is(NDC));
    let Some(unit) = unit.filter(|_| is_ndc) else {
        cx.lose(Why::NoField, within, "LIN", 0);
        return None;
    };
    let reference = prescription.as_ref().and_then(|reference| {
        let number = words(Some(&reference.id))?;
        Some(if reference.qualifier.is("VY") {
            DrugReference::Compound(number)
        } else {
            DrugReference::Prescription(number)
        })
    });
    Some(Drug {
        ndc: Ndc::as_received(string(info.code.as_ref())),
        quantity: Quantity(
            quantity
                .as_ref()
                .and_then(|ctp| ctp.quantity)
                .unwrap_or_default(),
        ),
        unit,
        reference,
    })
}

pub(crate) fn fill_service(cx: &mut In, within: Within, line: &mut ServiceLine, service: &Sv1<'_>) {
    let Sv1 {
        procedure,
        charge,
        unit,
        quantity,
        place_of_service,
        diagnosis_pointers,
        emergency,
        epsdt,
        family_planning,
        copay_exempt,
    } = service;
    if let Some(of) = procedure {
        line.procedure = procedure_of(cx, within, "SV1", 1, of);
    }
    line.charge = Amount(charge.unwrap_or_default());
    let quantity = Quantity(quantity.unwrap_or_default());
    line.units = match unit.as_ref().map(Code::as_str) {
        Some(MINUTES) => Units::Minutes(quantity),
        Some(UNITS) | None => Units::Units(quantity),
        Some(_) => {
            cx.lose(Why::NoField, within, "SV1", 3);
            Units::Units(quantity)
        }
    };
    let place = code_string(place_of_service.as_ref());
    line.place_of_service = (!place.is_empty()).then(|| PlaceOfService::as_received(place));
    if let Some(of) = diagnosis_pointers {
        for number in of.numbers() {
            match u8::try_from(number) {
                Ok(number) => line.diagnosis_pointers.push(number),
                Err(_) => cx.lose(Why::NoField, within, "SV1", 7),
            }
        }
    }
    line.emergency = is_yes(emergency.as_ref());
    line.epsdt = is_yes(epsdt.as_ref());
    line.family_planning = is_yes(family_planning.as_ref());
    line.copay_exempt = copay_exempt.as_ref().is_some_and(|code| code.is("0"));
}
