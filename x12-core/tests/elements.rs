//! Every kind of fault in an element, and what is read all the same.
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

use common::{Claim, Got, digits, file, read};

fn claim<'g, 'a>(got: &'g Got<'a>, at: usize) -> &'g Claim<'a> {
    got.claims[at]
        .as_ref()
        .unwrap_or_else(|_| panic!("claim {at} was rejected: {:?}", got.shown()))
}

#[test]
fn elements() {
    let one = |segment: &str| {
        let input = file(&["CLP*C1*1", "NM1*QC*LOPEZ", segment]);
        read(&input)
            .findings
            .iter()
            .map(|of| (of.rule.number, of.place.element_name()))
            .collect::<Vec<_>>()
    };
    let clp = |segment: &str| {
        let input = file(&[segment, "NM1*QC*LOPEZ"]);
        read(&input)
            .findings
            .iter()
            .map(|of| (of.rule.number, of.place.element_name()))
            .collect::<Vec<_>>()
    };
    let at = |number: u16, name: &str| (number, name.to_owned());
    assert_eq!(clp("CLP*C1*1"), []);
    assert_eq!(clp("CLP**1"), [at(301, "CLP01")]);
    assert_eq!(clp("CLP*C*1"), [at(302, "CLP01")]);
    assert_eq!(clp("CLP*C1234567890*1"), [at(303, "CLP01")]);
    assert_eq!(clp("CLP*C1*1*Z"), [at(308, "CLP03")]);
    assert_eq!(clp("CLP*C1*1*a"), [at(308, "CLP03")], "codes have no case");
    assert_eq!(clp("CLP*C1*1*A*"), [at(314, "CLP04")]);
    assert_eq!(clp("CLP*C1*1*A*X"), [at(316, "CLP04")]);
    assert_eq!(clp("CLP*C1*1**X*20250301*1"), [at(316, "CLP04")]);
    assert_eq!(clp("CLP*C1*1***20250229*1"), [at(306, "CLP05")]);
    assert_eq!(clp("CLP*C1*1***20250301"), [at(317, "CLP06")], "P0506");
    assert_eq!(clp("CLP*C1*1****1"), [at(317, "CLP05")], "P0506");
    assert_eq!(clp("CLP*C1*1***20250301*1*1x"), [at(305, "CLP07")]);
    assert_eq!(clp("CLP*C1*1***20250301*1*12345"), [at(303, "CLP07")]);
    assert_eq!(clp("CLP*C1*1***20250301*1*1*9"), [at(313, "CLP08")]);
    assert_eq!(clp("CLP*C1*1***20250301*1*1**9"), [at(313, "CLP09")]);
    assert_eq!(clp("CLP*C1 *1"), [at(315, "CLP01")]);
    assert_eq!(
        clp("CLP*  *1"),
        [at(315, "CLP01"), at(301, "CLP01")],
        "spaces are no value"
    );
    assert_eq!(clp("CLP*C:1*1"), [at(311, "CLP01")]);
    assert_eq!(clp("CLP*C^1*1"), [at(312, "CLP01")]);
    assert_eq!(clp("CLP*C\u{1}1*1"), [at(309, "CLP01")]);
    assert_eq!(clp("CLP*C\u{e9}1*1"), [at(310, "CLP01")]);
    assert_eq!(
        one("SVC*HC:1:*5"),
        [at(314, "SVC01-3")],
        "an empty component at the end"
    );
    assert_eq!(
        one("SVC*HC:1:22*5"),
        [at(316, "SVC01-3")],
        "a component that the guide does not use"
    );
    assert_eq!(one("SVC*HC:1::22:Z*5"), [at(311, "SVC01-5")]);
    assert_eq!(one("SVC*HC*5"), [at(301, "SVC01-2")]);
    assert_eq!(one("SVC*:1*5"), [at(301, "SVC01-1")]);
    assert_eq!(one("SVC*XX:1*5"), [at(308, "SVC01-1")]);
    assert_eq!(one("SVC**5"), [at(301, "SVC01")]);
    assert_eq!(one("SVC*HC:1*5*X"), [at(316, "SVC03")]);
    assert_eq!(
        one("SVC*HC:1*5**HC"),
        [],
        "SVC04-2 is situational on this line"
    );
    assert_eq!(
        one("NM1*IL*NAME"),
        [at(316, "NM102")],
        "not used on this line"
    );
    assert_eq!(
        one("CAS*CO"),
        [at(207, "CAS"), at(301, "CAS02"), at(301, "CAS03")]
    );
    assert_eq!(
        one("CAS*CO*1*2*3*4*5*6*7*8"),
        [at(207, "CAS"), at(313, "CAS08"), at(313, "CAS09")]
    );
}

/// Types R count digits: neither sign nor point.
#[test]
fn signs_and_points_are_no_digits() {
    let small = |value: &str| {
        read(&file(&[
            &format!("CLP*C1*1***20250301*{value}"),
            "NM1*QC*LOPEZ",
        ]))
        .numbers()
    };
    assert_eq!(small("123"), Vec::<u16>::new());
    assert_eq!(small("-12.5"), Vec::<u16>::new());
    assert_eq!(small(".125"), Vec::<u16>::new());
    assert_eq!(small("1234"), [303]);
    assert_eq!(small("-12.55"), [303]);
}

#[test]
fn a_group_is_read_whole_or_not_at_all() {
    let input = file(&[
        "CLP*C1*1",
        "CAS*CO*1*2***5*6",
        "CAS*PR*1*2*3",
        "NM1*QC*LOPEZ",
    ]);
    let got = read(&input);
    let claim = claim(&got, 0);
    assert_eq!(claim.adjustments.len(), 1);
    let amounts: Vec<_> = claim.adjustments[0]
        .adjustments
        .iter()
        .map(|of| of.amount.to_string())
        .collect();
    assert_eq!(
        amounts,
        ["2", "6"],
        "an empty group between two is left out"
    );
    assert_eq!(
        claim.unmatched[0].bytes(),
        b"CAS*PR*1*2*3~",
        "an amount is missing: the segment is kept, not half of it"
    );
    assert_eq!(got.numbers(), [301]);
    assert_eq!(got.findings[0].place.element_name(), "CAS05");
}

#[test]
fn values_are_read_without_padding_but_text_is_kept() {
    let input = file(&["CLP* C1 * 1.50 * A **20250301 * 1 ", "NM1*QC* LOPEZ "]);
    let got = read(&input);
    let claim = claim(&got, 0);
    assert_eq!(claim.info.id.as_ref().unwrap(), &" C1 ");
    assert_eq!(claim.info.amount, digits("1.50"));
    assert_eq!(claim.info.kind.as_ref().unwrap().as_str(), "A");
    assert_eq!(claim.info.date.unwrap().to_string(), "2025-03-01");
    assert_eq!(
        claim.patient.as_ref().unwrap().name.as_ref().unwrap(),
        &" LOPEZ "
    );
    assert_eq!(got.numbers(), [315; 6]);
}
