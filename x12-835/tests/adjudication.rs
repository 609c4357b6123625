//! What a payer decided, in billing words, and the next payer's claim that is made of it.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

use claim_model::{
    Adjudication, AdjustmentGroup, Amount, Claim, Day, Processing, Quantity, Severity, rules,
};
use x12_835::{EraOptions, collect};

fn adjudications(edi: &[u8]) -> Vec<Adjudication> {
    let file = collect(edi, &EraOptions::default());
    assert!(file.error.is_none());
    let payments = file.remittances.iter();
    payments
        .flat_map(|remittance| {
            let claims = remittance.groups.iter().flat_map(|group| &group.claims);
            claims.map(|claim| claim.adjudication(&remittance.payment.header))
        })
        .collect()
}

fn scenario(name: &str) -> Vec<Adjudication> {
    let fixture = fixtures::era().iter().find(|one| one.name == name);
    adjudications(fixture.unwrap_or_else(|| panic!("{name}")).edi)
}

fn dollars(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn adjustments(list: &[claim_model::Adjustment]) -> Vec<String> {
    let group = |group| match group {
        AdjustmentGroup::ContractualObligation => "CO",
        AdjustmentGroup::Correction => "CR",
        AdjustmentGroup::OtherAdjustment => "OA",
        AdjustmentGroup::PayerInitiated => "PI",
        AdjustmentGroup::PatientResponsibility => "PR",
    };
    list.iter()
        .map(|one| {
            let units = one
                .quantity
                .map(|units| format!(" x{units}"))
                .unwrap_or_default();
            format!("{}-{} {}{units}", group(one.group), one.reason, one.amount)
        })
        .collect()
}

#[test]
fn a_paid_claim() {
    let all = scenario("R01");
    let [claim] = all.as_slice() else { panic!() };
    assert_eq!(
        claim.patient_control_number.as_ref().unwrap().as_str(),
        "SH-10001"
    );
    assert_eq!(
        claim.payer_claim_number.as_ref().unwrap().as_str(),
        "2025041000123"
    );
    assert_eq!(claim.payer_id.as_ref().unwrap().as_str(), "ACM01");
    assert_eq!(
        claim.payer_name.as_ref().unwrap().as_str(),
        "ACME HEALTH PLAN"
    );
    assert_eq!(claim.processing, Processing::Primary);
    assert!(!claim.crossed_over);
    assert_eq!(claim.date, Day::new(2025, 3, 1));
    assert_eq!((claim.charge, claim.paid), (dollars("150"), dollars("40")));
    assert_eq!(claim.patient_responsibility, Some(dollars("70")));
    assert!(claim.adjustments.is_empty() && claim.remarks.is_empty());

    let [line] = claim.lines.as_slice() else {
        panic!()
    };
    assert_eq!(
        line.line_control_number.as_ref().unwrap().as_str(),
        "L10001-1"
    );
    assert_eq!(line.procedure.as_ref().unwrap().as_str(), "90834");
    assert!(line.modifiers.is_empty() && line.submitted_procedure.is_none());
    assert_eq!((line.charge, line.paid), (dollars("150"), dollars("40")));
    assert_eq!(line.units, Quantity::from(1));
    assert_eq!(line.allowed, Some(dollars("110")));
    let dates = line.dates.unwrap();
    assert_eq!((Some(dates.from), dates.to), (Day::new(2025, 2, 10), None));
    assert_eq!(
        adjustments(&line.adjustments),
        ["CO-45 40", "PR-1 50", "PR-3 20"]
    );
}

#[test]
fn remarks_of_a_denied_line() {
    let claim = &scenario("R02")[0];
    assert_eq!(claim.lines.len(), 2);
    assert_eq!(claim.lines[1].paid, Amount::ZERO);
    assert_eq!(adjustments(&claim.lines[1].adjustments), ["CO-197 175"]);
    let remarks: Vec<&str> = claim.lines[1]
        .remarks
        .iter()
        .map(claim_model::RemarkCode::as_str)
        .collect();
    assert_eq!(remarks, ["N54"]);
}

#[test]
fn a_claim_decided_as_a_whole() {
    let claim = &scenario("R04")[0];
    assert_eq!(claim.processing, Processing::Denied);
    assert_eq!(claim.patient_responsibility, None);
    assert_eq!(adjustments(&claim.adjustments), ["CO-31 175"]);
    assert!(claim.lines.is_empty());
}

#[test]
fn a_reversal_and_its_correction() {
    let all = scenario("R05");
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].processing, Processing::Reversal);
    assert_eq!(
        (all[0].charge, all[0].paid),
        (dollars("-150"), dollars("-40"))
    );
    assert_eq!(
        adjustments(&all[0].lines[0].adjustments),
        ["CO-45 -40", "PR-1 -50", "PR-3 -20"]
    );
    assert_eq!(all[0].lines[0].units.to_string(), "-1");
    assert_eq!(all[1].processing, Processing::Primary);
    assert_eq!(all[1].paid, dollars("70"));
}

#[test]
fn units_of_a_split_line() {
    let claim = &scenario("R13")[0];
    let units: Vec<String> = claim
        .lines
        .iter()
        .map(|line| line.units.to_string())
        .collect();
    assert_eq!(units, ["3", "0"]);
    assert_eq!(adjustments(&claim.lines[1].adjustments), ["CO-119 30 x1"]);
}

#[test]
fn who_forwards_says_so() {
    let all = scenario("R14");
    assert_eq!(
        (all[0].processing, all[0].crossed_over),
        (Processing::Secondary, false)
    );
    assert_eq!(
        (all[1].processing, all[1].crossed_over),
        (Processing::Primary, true)
    );
}

#[test]
fn an_estimate() {
    let claim = &scenario("R18")[0];
    assert_eq!(claim.processing, Processing::Predetermination);
    assert_eq!(
        adjustments(&claim.lines[0].adjustments),
        ["PR-3 20", "OA-101 130"]
    );
}

#[test]
fn unreadable_codes_are_kept() {
    let edi = String::from_utf8(fixtures::era()[0].edi.to_vec()).unwrap();
    let edi = edi
        .replace("CLP*SH-10001*1*", "CLP*0*99*")
        .replace("CAS*CO*45*40", "CAS*X!*4 5*40")
        .replace("SVC*HC:90834*", "SVC*NU:0900*");
    let claim = &adjudications(edi.as_bytes())[0];
    assert_eq!(claim.patient_control_number, None);
    assert_eq!(claim.processing, Processing::Other);
    assert_eq!(claim.lines[0].procedure, None);
    assert_eq!(adjustments(&claim.lines[0].adjustments)[0], "OA-4 5 40");
}

fn claim(json: &str) -> Claim {
    let claims: Vec<Claim> = serde_json::from_str(json).unwrap();
    claims.into_iter().next().unwrap()
}

/// From the first payer's claim and its remittance comes the second payer's claim.
#[test]
fn the_next_payers_claim() {
    let primary = claim(include_str!("../../fixtures/claims/primary-P17.json"));
    let secondary = claim(include_str!("../../fixtures/claims/P17.json"));
    let all = adjudications(include_bytes!("../../fixtures/835-secondary/P17.edi"));
    let prepared = primary.secondary(&all[0]).unwrap();
    assert_eq!(prepared.findings, []);
    assert_eq!(prepared.claim, secondary);
}

/// A remittance that the payer split over two lines with one number still gives a claim that balances.
#[test]
fn a_split_line_gives_two_decisions() {
    let mut primary = claim(include_str!("../../fixtures/claims/primary-P17.json"));
    primary.lines[0].charge = dollars("120");
    primary.lines[0].line_control_number = Some("L10014-1".into());
    let mut decided = scenario("R13").remove(0);
    decided.patient_control_number = None;
    let prepared = primary.secondary(&decided).unwrap();
    assert_eq!(prepared.claim.lines[0].decisions.len(), 2);
    assert!(
        prepared
            .claim
            .check(&claim_model::CheckOptions::default())
            .iter()
            .all(|finding| finding.severity < Severity::Error)
    );
}

#[test]
fn a_forwarded_claim_is_not_billed_again() {
    let mut primary = claim(include_str!("../../fixtures/claims/primary-P17.json"));
    primary.lines[0].line_control_number = Some("L10016-1".into());
    let mut decided = scenario("R14").remove(1);
    decided.patient_control_number = None;
    let prepared = primary.secondary(&decided).unwrap();
    let rules: Vec<u16> = prepared
        .findings
        .iter()
        .map(|finding| finding.rule.number)
        .collect();
    assert_eq!(rules, [rules::FORWARDED.number]);
}

/// R07: a negative total is carried on (FB), and used up in the next payment.
#[test]
fn money_that_is_no_claims() {
    let fixture = fixtures::era().iter().find(|one| one.name == "R07");
    let file = collect(fixture.unwrap().edi, &EraOptions::default());
    let money: Vec<_> = file
        .remittances
        .iter()
        .flat_map(|remittance| {
            let all = remittance.provider_adjustments.iter();
            all.flat_map(|of| of.adjustments(&remittance.payment.header))
        })
        .collect();
    let shown: Vec<String> = money
        .iter()
        .map(|of| {
            let word = |text: &Option<claim_model::Text>| text.as_deref().unwrap_or("-").to_owned();
            let (number, payer) = (word(&of.payment.number), word(&of.payment.payer));
            let (reason, reference) = (word(&of.reason), word(&of.reference));
            format!("{number} {payer} {reason} {reference} {}", of.amount)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "RA20250301007 1512345678 FB RA20250301007 110",
            "EFT20250308007 1512345678 FB RA20250301007 -110"
        ]
    );
}
