//! What the writer must not write.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::explicit_iter_loop,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::map_identity,
    clippy::map_unwrap_or,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::redundant_closure_for_method_calls,
    clippy::semicolon_if_nothing_returned,
    clippy::string_slice,
    clippy::trivially_copy_pass_by_ref,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;
mod generated;

use generated::envelope;
use x12_835::{
    EraOptions, Remittance, collect,
    segments::{Lx, Per},
    write,
};
use x12_core::{Code, Delimiters, Error, Refusal, Text, rust_decimal::Decimal};

fn base(name: &str) -> Remittance<'static> {
    let fixture = fixtures::era()
        .iter()
        .find(|fixture| fixture.name == name)
        .unwrap();
    collect(fixture.edi, &EraOptions::default())
        .remittances
        .remove(0)
        .into_owned()
}

fn attempt(remittances: &[Remittance<'_>]) -> Result<Vec<u8>, Error> {
    write(Vec::new(), Delimiters::USUAL, &envelope(), remittances)
}

fn refusal(name: &str, edit: impl FnOnce(&mut Remittance<'static>)) -> Refusal {
    let mut remittance = base(name);
    assert!(attempt(std::slice::from_ref(&remittance)).is_ok());
    edit(&mut remittance);
    match attempt(&[remittance]) {
        Err(Error::Refused(refusal)) => *refusal,
        Err(other) => panic!("{other}"),
        Ok(bytes) => panic!("written: {}", String::from_utf8_lossy(&bytes)),
    }
}

/// Rule and element, such as `0806 NM101`.
fn refused(name: &str, edit: impl FnOnce(&mut Remittance<'static>)) -> (u16, String) {
    let refusal = refusal(name, edit);
    assert_eq!(refusal.place.guide, "005010X221A1", "{refusal}");
    (refusal.rule.number, refusal.place.element_name())
}

fn at(number: u16, element: &str) -> (u16, String) {
    (number, element.to_owned())
}

fn cent() -> Decimal {
    Decimal::new(1, 2)
}

#[test]
fn what_does_not_balance() {
    let number = |edit: fn(&mut Remittance<'static>)| refusal("R01", edit).rule.number;
    assert_eq!(
        number(|of| of.groups[0].claims[0].services[0].info.paid += cent()),
        405
    );
    assert_eq!(
        number(|of| {
            // The claim and its lines add up, but two lines of it do not balance.
            let claim = &mut of.groups[0].claims[0];
            let mut second = claim.services[0].clone();
            claim.services[0].info.paid += cent();
            second.info.paid = -cent();
            second.info.charge = Decimal::ZERO;
            second.adjustments.clear();
            claim.services.push(second);
        }),
        401
    );
    assert_eq!(number(|of| of.groups[0].claims[0].info.paid += cent()), 402);
    assert_eq!(
        number(|of| of.groups[0].claims[0].info.charge += cent()),
        402
    );
    assert_eq!(
        number(|of| {
            let claim = &mut of.groups[0].claims[0];
            claim.services[0].info.charge += cent();
            claim.services[0].info.paid += cent();
        }),
        404
    );
    assert_eq!(
        number(|of| of.payment.header.payment.as_mut().unwrap().amount = Some(Decimal::from(41))),
        403
    );
    assert_eq!(
        number(|of| of.payment.header.payment.as_mut().unwrap().amount = None),
        403
    );
    let refusal = refusal("R08", |of| {
        of.provider_adjustments[0].info.adjustments[0].amount += cent()
    });
    assert_eq!(refusal.rule.number, 403);
    assert!(
        refusal.to_string().contains("105.24") && refusal.to_string().contains("105.25"),
        "{refusal}"
    );
}

/// Sums that only rounding makes equal.
#[test]
fn what_balances_only_by_rounding() {
    let large: Decimal = format!("1{}", "0".repeat(27)).parse().unwrap();
    let refusal = refusal("R04", |of| {
        let claim = &mut of.groups[0].claims[0];
        claim.info.charge = large;
        claim.info.paid = large;
        claim.adjustments[0].adjustments[0].amount = Decimal::new(1, 3);
        of.payment.header.payment.as_mut().unwrap().amount = Some(large);
    });
    assert_eq!(refusal.rule.number, 402);
}

#[test]
fn what_was_not_understood() {
    let with = |edits: &[(&str, &str)]| {
        let mut text = String::from_utf8(fixtures::era()[0].edi.to_vec()).unwrap();
        for (from, to) in edits {
            text = text.replacen(from, to, 1);
        }
        text
    };
    for (edits, tag) in [
        (&[("LX*1~", "XYZ*1~\nLX*1~")][..], "XYZ"),
        (&[("LX*1~", "LX*1~\nXYZ*1~")], "XYZ"),
        (&[("NM1*QC", "XYZ*1~\nNM1*QC")], "XYZ"),
        (&[("AMT*B6", "XYZ*1~\nAMT*B6")], "XYZ"),
        // A second claim whose amounts are zero, so that the payment balances without it.
        (&[("SE*23", "CLP*B*1*O*0**12*C~\nSE*24")], "CLP"),
        (&[("SE*23", "SVC*HC:1*O*0~\nSE*24")], "SVC"),
        (&[("SE*23", "PLB*P*20251231*WO:A*O~\nSE*24")], "PLB"),
    ] {
        let text = with(edits);
        let file = collect(text.as_bytes(), &EraOptions::default());
        let error = attempt(&file.remittances).expect_err("segments would be lost");
        let Error::Refused(refusal) = &error else {
            panic!("{error}")
        };
        assert_eq!(
            (refusal.rule.number, refusal.place.element_name().as_str()),
            (809, tag),
            "{edits:?}"
        );
        assert!(
            refusal
                .place
                .excerpt(text.as_bytes())
                .is_some_and(|bytes| bytes.starts_with(tag.as_bytes())),
            "{edits:?}"
        );
    }
}

#[test]
fn qualifiers_that_do_not_belong_to_the_slot() {
    assert_eq!(
        refused("R01", |of| of.groups[0].claims[0]
            .patient
            .as_mut()
            .unwrap()
            .entity = Code::from("IL")),
        at(806, "NM101")
    );
    assert_eq!(
        refused("R01", |of| of
            .payment
            .header
            .payer
            .as_mut()
            .unwrap()
            .name
            .entity = Code::from("PE")),
        at(806, "N101")
    );
    assert_eq!(
        refused("R01", |of| of
            .payment
            .header
            .production_date
            .as_mut()
            .unwrap()
            .qualifier = Code::from("472")),
        at(806, "DTM01")
    );
    assert_eq!(
        refused("R01", |of| of.groups[0].claims[0].services[0]
            .line_control_number
            .as_mut()
            .unwrap()
            .qualifier = Code::from("EA")),
        at(806, "REF01")
    );
    assert_eq!(
        refused("R01", |of| of.groups[0].claims[0].services[0].adjustments
            [0]
        .group = Code::from("CR")),
        at(806, "CAS01")
    );
    assert_eq!(
        refused("R01", |of| of.groups[0].claims[0].info.status =
            Some(Code::from("5"))),
        at(806, "CLP02")
    );
    assert_eq!(
        refused("R01", |of| of.payment.header.set.set =
            Some(Code::from("834"))),
        at(806, "ST01")
    );
    assert_eq!(
        refused("R08", |of| of.provider_adjustments[0].info.adjustments[0]
            .id
            .reason = Some(Code::from("ZQ"))),
        at(806, "PLB03-1")
    );
}

#[test]
fn names_that_forge_segments() {
    let with = |name: &'static str| {
        move |of: &mut Remittance<'static>| {
            of.groups[0].claims[0].patient.as_mut().unwrap().last_name = Some(Text::from(name))
        }
    };
    assert_eq!(refused("R01", with("DOE~CLP*1*1*9*9")), at(801, "NM103"));
    assert_eq!(refused("R01", with("DOE*X")), at(801, "NM103"));
    assert_eq!(refused("R01", with("DOE:X")), at(801, "NM103"));
    assert_eq!(refused("R01", with("DOE^X")), at(801, "NM103"));
    assert_eq!(refused("R01", with("DOE\nCLP")), at(802, "NM103"));
    assert_eq!(refused("R01", with("DOE\0")), at(802, "NM103"));
    assert_eq!(refused("R01", with("DÓE")), at(803, "NM103"));
    assert_eq!(refused("R01", with(" DOE")), at(810, "NM103"));
    assert_eq!(refused("R01", with("DOE ")), at(810, "NM103"));
    let long = |of: &mut Remittance<'static>| {
        of.groups[0].claims[0].patient.as_mut().unwrap().last_name =
            Some(Text::from("X".repeat(61)))
    };
    assert_eq!(refused("R01", long), at(804, "NM103"));
    let control = |of: &mut Remittance<'static>| {
        of.payment.header.set.control_number = Some(Text::from("0001~CLP*1"))
    };
    assert_eq!(refused("R01", control).1, "ST02");
    let modifier = |of: &mut Remittance<'static>| {
        of.groups[0].claims[0].services[0].info.procedure.modifier_1 = Some(Code::from("2:"))
    };
    assert_eq!(refused("R01", modifier), at(801, "SVC01-3"));
}

#[test]
fn what_the_guide_requires_or_limits() {
    assert_eq!(
        refused("R01", |of| of
            .payment
            .header
            .payer
            .as_mut()
            .unwrap()
            .technical_contacts
            .clear())
        .0,
        805
    );
    assert_eq!(refused("R01", |of| of.payment.header.payer = None).0, 805);
    assert_eq!(refused("R01", |of| of.payment.header.trace = None).0, 805);
    assert_eq!(
        refused("R01", |of| of.groups[0].claims[0].patient = None),
        at(805, "NM1")
    );
    assert_eq!(
        refused("R01", |of| of.groups[0].header = Lx { number: None }),
        at(805, "LX01")
    );
    assert_eq!(
        refused("R01", |of| of.groups[0].header = Lx {
            number: Some(1_000_000)
        }),
        at(808, "LX01")
    );
    assert_eq!(
        refused("R01", |of| of.groups[0].claims[0].info.payer_claim_number =
            None),
        at(805, "CLP07")
    );
    assert_eq!(
        refused("R01", |of| of
            .groups
            .push(x12_835::ClaimGroup::new(Lx { number: Some(2) }))),
        at(805, "CLP")
    );
    assert_eq!(
        refused("R01", |of| {
            let references = &mut of.groups[0].claims[0].references;
            references.extend((0..6).map(|_| x12_835::segments::Ref {
                qualifier: Code::from("EA"),
                id: Text::from("1"),
            }));
        }),
        at(807, "REF")
    );
    assert_eq!(
        refused("R01", |of| {
            let cas = &mut of.groups[0].claims[0].services[0].adjustments[0];
            let zero = x12_835::segments::Adjustment {
                reason: Code::from("45"),
                amount: Decimal::ZERO,
                quantity: None,
            };
            cas.adjustments.extend(std::iter::repeat_n(zero, 6));
        })
        .0,
        807
    );
    let empty = |of: &mut Remittance<'static>| {
        let group = Code::from("OA");
        of.groups[0].claims[0]
            .adjustments
            .push(x12_835::segments::Cas {
                group,
                adjustments: Vec::new().into(),
            });
    };
    assert_eq!(refused("R01", empty), at(805, "CAS02"));
}

/// Ten digits are the most of an amount (X12 interpretation 2164), and nothing is rounded.
#[test]
fn amounts_with_too_many_digits() {
    let set = |amount: &'static str| {
        move |of: &mut Remittance<'static>| {
            let amount: Decimal = amount.parse().unwrap();
            let claim = &mut of.groups[0].claims[0];
            claim.info.charge = amount;
            claim.info.paid = amount;
            claim.adjustments.clear();
            of.payment.header.payment.as_mut().unwrap().amount = Some(amount);
        }
    };
    assert_eq!(refused("R04", set("12345678901")).0, 808);
    assert_eq!(refused("R04", set("123456789.01")).0, 808);
    assert_eq!(refused("R04", set("0.12345678901")).0, 808);
    for amount in ["1234567890", "12345678.90", "0.1234567890", "150.005"] {
        let mut remittance = base("R04");
        set(amount)(&mut remittance);
        let text = String::from_utf8(attempt(&[remittance]).unwrap()).unwrap();
        let shown = common::number(amount.parse().unwrap());
        assert!(text.contains(&format!("*{shown}*")), "{amount} in {text}");
    }
}

/// A reader refuses to tell the two apart; so must a writer.
#[test]
fn control_numbers_that_are_used_twice() {
    let one = base("R01");
    let mut two = base("R02");
    assert!(
        attempt(&[one.clone(), two.clone()]).is_err(),
        "two sets with one control number"
    );
    two.payment.header.set.control_number = Some(Text::from("0002"));
    let bytes = attempt(&[one, two]).unwrap();
    assert!(collect(&bytes, &EraOptions::default()).findings.is_empty());
}

#[test]
fn refusals_show_no_values() {
    let refusal = refusal("R01", |of| {
        of.groups[0].claims[0].patient.as_mut().unwrap().last_name = Some(Text::from("SECRETNAME~"))
    });
    for text in [
        refusal.to_string(),
        format!("{refusal:?}"),
        Error::from(refusal.clone()).to_string(),
    ] {
        assert!(!text.contains("SECRET"), "{text}");
        assert!(
            text.contains("2100") && (text.contains("NM103") || text.contains("element: 3")),
            "{text}"
        );
    }
}

/// Other contacts may have a name alone; the claims office of a payer needs a number.
#[test]
fn a_contact_without_any_number() {
    let contact = Per {
        function: Code::from("CX"),
        name: Some(Text::from("CLAIMS")),
        numbers: Vec::new(),
    };
    let claim_contact =
        |of: &mut Remittance<'static>| of.groups[0].claims[0].contacts.push(contact);
    assert_eq!(refused("R01", claim_contact), at(805, "PER03"));
}
