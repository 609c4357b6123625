//! The lines.

use claim_model::{
    Drug, DrugUnit, LineAuthorization, LineNote, LineNoteKind, Modifier, Ndc, Period,
    PlaceOfService, ProcedureCode, ServiceLine, Units,
};

use super::{Case, case, common::*};

fn line(change: impl FnOnce(&mut ServiceLine)) -> impl FnOnce(&mut claim_model::Claim) {
    |claim| change(&mut claim.lines[0])
}

fn drug(ndc: Ndc, quantity: &str) -> impl FnOnce(&mut claim_model::Claim) {
    let drug = Drug {
        ndc,
        quantity: number(quantity),
        unit: DrugUnit::Unit,
        reference: None,
    };
    line(|line| line.drug = Some(drug))
}

pub fn cases() -> Vec<Case> {
    let own = |text: &str| LineAuthorization {
        number: text.into(),
        payer_id: None,
    };
    let numbered = |count: usize| {
        move |claim: &mut claim_model::Claim| {
            let one = claim.lines[0].clone();
            claim.lines = (0..count)
                .map(|index| one.clone().with_control_number(format!("L{index}")))
                .collect();
        }
    };
    vec![
        case(|c| c.lines.clear(), &["0694 lines 24"]),
        case(numbered(50), &[]),
        case(numbered(51), &["0695 lines 24"]),
        case(
            line(|l| l.procedure.code = ProcedureCode::as_received("")),
            &["0696 lines[0].procedure.code 24D"],
        ),
        case(
            line(|l| l.procedure.code = ProcedureCode::as_received("9083")),
            &["0625 lines[0].procedure.code 24D"],
        ),
        case(
            line(|l| l.procedure.code = ProcedureCode::as_received("D0120")),
            &["0625 lines[0].procedure.code 24D"],
        ),
        case(
            line(|l| l.procedure.modifiers = vec![Modifier::as_received("9")]),
            &["0626 lines[0].procedure.modifiers[0] 24D"],
        ),
        case(
            line(|l| l.procedure.modifiers = vec![Modifier::new("59").unwrap(); 5]),
            &["0627 lines[0].procedure.modifiers 24D"],
        ),
        case(
            line(|l| l.procedure.description = Some("x".repeat(81).into())),
            &["0601 lines[0].procedure.description 24D"],
        ),
        case(
            line(|l| l.place_of_service = Some(PlaceOfService::as_received("1"))),
            &["0628 lines[0].place_of_service 24B"],
        ),
        case(
            line(|l| l.charge = dollars("0")),
            &["0697 lines[0].charge 24F"],
        ),
        case(
            |c| {
                c.encounter = true;
                c.lines[0].charge = dollars("0");
            },
            &[],
        ),
        case(
            line(|l| l.units = Units::Units(number("0"))),
            &["0698 lines[0].units.units 24G"],
        ),
        case(
            line(|l| l.units = Units::Minutes(number("45"))),
            &["0699 lines[0].units.minutes 24G"],
        ),
        case(
            line(|l| {
                l.units = Units::Minutes(number("37"));
                l.procedure.code = ProcedureCode::new("00104").unwrap();
            }),
            &[],
        ),
        case(
            line(|l| l.diagnosis_pointers.clear()),
            &["0700 lines[0].diagnosis_pointers 24E"],
        ),
        case(
            |c| {
                let code = |text: &str| claim_model::DiagnosisCode::new(text).unwrap();
                c.diagnoses
                    .extend([code("F20.0"), code("F43.10"), code("F90.0")]);
                c.lines[0].diagnosis_pointers = vec![1, 2, 3, 4, 5];
            },
            &["0701 lines[0].diagnosis_pointers 24E"],
        ),
        case(
            line(|l| l.diagnosis_pointers = vec![1, 3]),
            &["0702 lines[0].diagnosis_pointers[1] 24E"],
        ),
        case(
            line(|l| l.diagnosis_pointers = vec![0]),
            &["0702 lines[0].diagnosis_pointers[0] 24E"],
        ),
        case(
            line(|l| l.diagnosis_pointers = vec![2, 2]),
            &["0703 lines[0].diagnosis_pointers[1] 24E"],
        ),
        case(line(|l| l.dates = None), &["0704 lines[0].dates 24A"]),
        case(line(|l| l.dates = Some(Period::day(day(2025, 3, 1)))), &[]),
        case(
            line(|l| l.dates = Some(Period::day(day(2025, 3, 2)))),
            &["0705 lines[0].dates 24A"],
        ),
        case(
            line(|l| l.line_control_number = None),
            &["0706 lines[0].line_control_number 24"],
        ),
        case(
            line(|l| l.line_control_number = Some("1".repeat(31).into())),
            &["0707 lines[0].line_control_number 24"],
        ),
        case(
            |c| {
                let again = c.lines[0].clone();
                c.lines.push(again);
            },
            &["0707 lines[1].line_control_number 24"],
        ),
        case(
            line(|l| {
                l.note = Some(LineNote {
                    kind: LineNoteKind::default(),
                    text: "x".repeat(81).into(),
                })
            }),
            &["0708 lines[0].note.text 24"],
        ),
        case(
            line(|l| l.third_party_note = Some("x".repeat(81).into())),
            &["0708 lines[0].third_party_note 24"],
        ),
        case(drug(Ndc::new("65757-300-1").unwrap(), "1"), &[]),
        case(
            drug(Ndc::as_received("6575703001"), "1"),
            &["0709 lines[0].drug.ndc 24"],
        ),
        case(
            drug(Ndc::new("65757-300-1").unwrap(), "0"),
            &["0710 lines[0].drug.quantity 24"],
        ),
        case(
            |c| c.place_of_service = PlaceOfService::new("02").unwrap(),
            &["0711 lines[0].procedure.modifiers 24D"],
        ),
        case(
            line(|l| l.place_of_service = Some(PlaceOfService::new("10").unwrap())),
            &["0711 lines[0].procedure.modifiers 24D"],
        ),
        // Payers differ: a telehealth modifier with an office is none of our business.
        case(
            line(|l| l.procedure.modifiers = vec![Modifier::new("95").unwrap()]),
            &[],
        ),
        case(
            line(|l| l.prior_authorizations = vec![own("A1"); 6]),
            &["0712 lines[0].prior_authorizations 23"],
        ),
        case(
            |c| {
                c.prior_authorization = Some("A1".into());
                c.lines[0].prior_authorizations = vec![own("A1")];
            },
            &["0668 lines[0].prior_authorizations[0].number 23"],
        ),
        case(
            |c| {
                c.prior_authorization = Some("A1".into());
                c.lines[0].prior_authorizations = vec![own("A2")];
            },
            &[],
        ),
        case(
            line(|l| l.sales_tax = Some(dollars("-1"))),
            &["0604 lines[0].sales_tax 24"],
        ),
        case(
            line(|l| l.other_dates.shipped = Some(day(1066, 1, 1))),
            &["0606 lines[0].other_dates.shipped 24"],
        ),
    ]
}
