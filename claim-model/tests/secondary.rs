//! The claim for the next payer, replacement and void.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use claim_model::{
    AdjudicatedLine, Adjudication, AdjustmentGroup, CheckOptions, Claim, Decision, Detail,
    MemberId, Patient, Payer, PayerClaimNumber, PayerId, PayerSequence, PersonName, Processing,
    Relationship, Sex, Submission, may_be_sent,
};
use common::*;

use AdjustmentGroup::{ContractualObligation, PatientResponsibility};

fn fixture(text: &str) -> Claim {
    let claims: Vec<Claim> = serde_json::from_str(text).unwrap();
    claims.into_iter().next().unwrap()
}

fn primary() -> Claim {
    fixture(include_str!("../../fixtures/claims/primary-P17.json"))
}

/// What ACME decided on the claim of P17.
fn decided() -> Adjudication {
    Adjudication {
        patient_control_number: Some("SH-10020".parse().unwrap()),
        payer_claim_number: Some(PayerClaimNumber::new("ICN778899").unwrap()),
        payer_id: Some(PayerId::new("ACM01").unwrap()),
        payer_name: Some("ACME HEALTH PLAN".into()),
        processing: Processing::Primary,
        crossed_over: false,
        date: Some(day(2025, 2, 20)),
        charge: dollars("150"),
        paid: dollars("40"),
        patient_responsibility: Some(dollars("70")),
        adjustments: vec![],
        remarks: vec![],
        lines: vec![AdjudicatedLine {
            line_control_number: Some("L10020-1".into()),
            procedure: Some("90834".parse().unwrap()),
            modifiers: vec![],
            submitted_procedure: None,
            charge: dollars("150"),
            paid: dollars("40"),
            units: number("1"),
            dates: Some(claim_model::Period::day(day(2025, 2, 10))),
            allowed: Some(dollars("110")),
            adjustments: vec![
                adjustment(ContractualObligation, "45", "40"),
                adjustment(PatientResponsibility, "1", "50"),
                adjustment(PatientResponsibility, "3", "20"),
            ],
            remarks: vec![],
        }],
    }
}

fn errors(claim: &Claim, decided: &Adjudication) -> Vec<String> {
    let findings = claim.secondary(decided).expect_err("findings");
    assert!(!may_be_sent(&findings));
    findings.iter().map(short).collect()
}

#[test]
fn line_by_line() {
    let prepared = primary().secondary(&decided()).unwrap();
    assert_eq!(prepared.findings, []);
    assert_eq!(
        prepared.claim,
        fixture(include_str!("../../fixtures/claims/P17.json"))
    );
}

#[test]
fn as_a_whole() {
    let mut claim = primary();
    claim.patient_control_number = "SH-10021".parse().unwrap();
    claim.lines[0].line_control_number = Some("L10021-1".into());
    let decided = Adjudication {
        patient_control_number: None,
        payer_claim_number: None,
        date: Some(day(2025, 2, 21)),
        paid: dollars("60"),
        adjustments: vec![
            adjustment(ContractualObligation, "45", "40"),
            adjustment(PatientResponsibility, "2", "50"),
        ],
        lines: vec![],
        ..decided()
    };
    let prepared = claim.secondary(&decided).unwrap();
    assert_eq!(
        prepared.claim,
        fixture(include_str!("../../fixtures/claims/P18.json"))
    );
}

/// Adjustments of the claim beside those of its lines lessen what was paid for it.
#[test]
fn on_both_levels() {
    let mut decided = decided();
    decided.adjustments = vec![adjustment(ContractualObligation, "253", "1")];
    decided.paid = dollars("39");
    let prepared = primary().secondary(&decided).unwrap();
    let decision = prepared.claim.other_coverages[0].decision.as_ref().unwrap();
    assert_eq!(decision.paid, Some(dollars("39")));
    assert_eq!(
        (decision.date, decision.remaining_patient_liability),
        (None, None)
    );
    assert_eq!(decision.adjustments.len(), 1);
}

#[test]
fn nothing_owed_is_said() {
    let mut decided = decided();
    decided.paid = dollars("110");
    decided.lines[0].paid = dollars("110");
    decided.lines[0].adjustments = vec![
        adjustment(ContractualObligation, "45", "40"),
        adjustment(PatientResponsibility, "1", "0"),
    ];
    let prepared = primary().secondary(&decided).unwrap();
    let line = &prepared.claim.lines[0].decisions[0];
    assert_eq!(line.remaining_patient_liability, Some(dollars("0")));
    assert_eq!(
        line.adjustments.len(),
        1,
        "an adjustment of nothing is left out"
    );
}

/// A co-pay that the payer calls contractual stays contractual.
#[test]
fn groups_are_never_changed() {
    let mut decided = decided();
    decided.lines[0].adjustments[2].group = ContractualObligation;
    let prepared = primary().secondary(&decided).unwrap();
    let line = &prepared.claim.lines[0].decisions[0];
    assert_eq!(line.adjustments, decided.lines[0].adjustments);
    assert_eq!(line.remaining_patient_liability, Some(dollars("50")));
}

#[test]
fn a_bundled_line_keeps_both_procedures() {
    let mut decided = decided();
    decided.lines[0].line_control_number = None;
    decided.lines[0].procedure = Some("90837".parse().unwrap());
    decided.lines[0].submitted_procedure = Some("90834".parse().unwrap());
    let line = primary().secondary(&decided).unwrap().claim.lines.remove(0);
    assert_eq!(line.procedure.code.as_str(), "90834");
    assert_eq!(line.decisions[0].procedure.code.as_str(), "90837");
}

#[test]
fn then_the_third_payer() {
    let mut claim = primary();
    let gamma = Payer::new("Gamma Life", PayerId::new("GAM03").unwrap());
    claim
        .other_coverages
        .push(other(gamma, PayerSequence::Tertiary, "G-1"));
    let second = claim.secondary(&decided()).unwrap().claim;
    assert_eq!(second.coverage.payer.id.as_str(), "BET02");
    assert_eq!(second.other_coverages.len(), 2);

    let mut beta = decided();
    beta.payer_claim_number = None;
    beta.processing = Processing::Secondary;
    beta.paid = dollars("60");
    beta.lines[0].paid = dollars("60");
    beta.lines[0].adjustments = vec![
        adjustment(AdjustmentGroup::OtherAdjustment, "23", "80"),
        adjustment(PatientResponsibility, "3", "10"),
    ];
    let third = second.secondary(&beta).unwrap().claim;
    assert_eq!(third.coverage.sequence, PayerSequence::Tertiary);
    assert_eq!(third.coverage.payer.id.as_str(), "GAM03");
    assert_eq!(third.coverage.subscriber.birth_date, Some(day(1985, 4, 12)));
    let ids: Vec<&str> = third
        .other_coverages
        .iter()
        .map(|other| other.payer.id.as_str())
        .collect();
    assert_eq!(ids, ["ACM01", "BET02"]);
    assert_eq!(third.other_coverages[0], second.other_coverages[0]);
    assert_eq!(third.lines[0].decisions.len(), 2);
    assert_eq!(third.check(&CheckOptions::default()), []);
    assert_eq!(errors(&third, &beta), ["0734 other_coverages 11d"]);
}

#[test]
fn the_patient_may_be_somebody_elses_dependent_next() {
    let mut claim = primary();
    claim.other_coverages[0].relationship = Relationship::Spouse;
    claim.other_coverages[0].subscriber.name =
        claim_model::PartyName::Individual(PersonName::new("Lopez", "Juan"));
    let next = claim.secondary(&decided()).unwrap().claim;
    let patient = next.patient.as_ref().unwrap();
    assert_eq!(patient.relationship, Some(Relationship::Spouse));
    assert_eq!(patient.name, PersonName::new("Lopez", "Maria"));
    assert_eq!(patient.address, Some(street()));
    assert_eq!(next.other_coverages[0].relationship, Relationship::Itself);
    assert_eq!(next.check(&CheckOptions::default()), []);
}

#[test]
fn a_dependent_may_be_insured_next() {
    let mut claim = primary();
    let child = Patient {
        relationship: Some(Relationship::Child),
        name: PersonName::new("Lopez", "Teo"),
        address: Some(street()),
        birth_date: Some(day(2004, 9, 30)),
        sex: Some(Sex::Male),
        ..Patient::default()
    };
    claim.other_coverages[0].subscriber.name =
        claim_model::PartyName::Individual(child.name.clone());
    claim.patient = Some(child);
    let next = claim.secondary(&decided()).unwrap().claim;
    assert_eq!(next.patient, None);
    assert_eq!(next.coverage.subscriber.birth_date, Some(day(2004, 9, 30)));
    assert_eq!(next.other_coverages[0].relationship, Relationship::Child);
    assert_eq!(next.check(&CheckOptions::default()), []);

    // With an own member id the patient was the first payer's insured.
    let mut own = claim.clone();
    own.patient.as_mut().unwrap().member_id = Some(MemberId::new("MBR100201").unwrap());
    let next = own.secondary(&decided()).unwrap().claim;
    assert_eq!(next.other_coverages[0].relationship, Relationship::Itself);
    assert_eq!(
        next.other_coverages[0]
            .subscriber
            .member_id
            .as_ref()
            .unwrap()
            .as_str(),
        "MBR100201"
    );

    let mut nobody = claim;
    nobody.patient.as_mut().unwrap().relationship = None;
    assert_eq!(errors(&nobody, &decided()), ["0652 patient.relationship 6"]);
}

/// Authorizations go with the payer that gave them.
#[test]
fn numbers_go_with_their_payer() {
    let mut claim = primary();
    claim.prior_authorization = Some("ACME-1".into());
    claim.other_coverages[0].referral_number = Some("BETA-1".into());
    claim.submission = Submission::Replacement(PayerClaimNumber::new("ICN1").unwrap());
    let next = claim.secondary(&decided()).unwrap().claim;
    assert_eq!(next.prior_authorization, None);
    assert_eq!(next.referral_number, Some("BETA-1".into()));
    assert_eq!(
        next.other_coverages[0].prior_authorization,
        Some("ACME-1".into())
    );
    assert_eq!(next.submission, Submission::Original);
}

#[test]
fn medicare_keeps_the_reason_that_was_listed() {
    let mut claim = primary();
    let medicare = &mut claim.other_coverages[0];
    medicare.filing_indicator = Some("MB".parse().unwrap());
    medicare.group_number = None;
    let silent = claim.secondary(&decided()).unwrap();
    assert_eq!(
        silent.claim.coverage.medicare_secondary_reason, None,
        "none is invented"
    );
    claim.other_coverages[0].medicare_secondary_reason = Some("12".into());
    let said = claim.secondary(&decided()).unwrap().claim;
    assert_eq!(said.coverage.medicare_secondary_reason, Some("12".into()));
}

#[test]
fn a_forwarded_claim_is_warned_of() {
    let mut decided = decided();
    decided.crossed_over = true;
    let prepared = primary().secondary(&decided).unwrap();
    let found: Vec<String> = prepared.findings.iter().map(short).collect();
    assert_eq!(found, ["0736 adjudication.crossed_over -"]);
}

#[test]
fn what_decides_nothing_is_refused() {
    for processing in [
        Processing::Reversal,
        Processing::Predetermination,
        Processing::NotOurs,
    ] {
        let decided = Adjudication {
            processing,
            ..decided()
        };
        assert_eq!(
            errors(&primary(), &decided),
            ["0735 adjudication.processing -"]
        );
    }
    for processing in [Processing::Denied, Processing::Other] {
        assert!(
            primary()
                .secondary(&Adjudication {
                    processing,
                    ..decided()
                })
                .is_ok()
        );
    }
}

#[test]
fn another_claims_remittance_is_refused() {
    let mut other = decided();
    other.patient_control_number = Some("SH-99".parse().unwrap());
    assert_eq!(
        errors(&primary(), &other),
        ["0740 adjudication.patient_control_number -"]
    );
    let mut lower = decided();
    lower.patient_control_number = Some("sh-10020".parse().unwrap());
    assert!(primary().secondary(&lower).is_ok());
    let mut charge = decided();
    charge.charge = dollars("149.99");
    assert_eq!(errors(&primary(), &charge), ["0737 adjudication.charge -"]);
}

#[test]
fn without_a_next_payer_it_is_refused() {
    let mut claim = primary();
    claim.other_coverages[0].decision = Some(Decision::default());
    assert_eq!(errors(&claim, &decided()), ["0734 other_coverages 11d"]);
    claim.other_coverages.clear();
    assert_eq!(errors(&claim, &decided()), ["0734 other_coverages 11d"]);
}

#[test]
fn what_does_not_balance_is_refused_to_the_cent() {
    let mut decided = decided();
    decided.lines[0].adjustments[0].amount = dollars("39.99");
    let findings = primary().secondary(&decided).unwrap_err();
    let found: Vec<String> = findings.iter().map(short).collect();
    assert_eq!(
        found,
        [
            "0722 other_coverages[0].decision 11d",
            "0721 lines[0].decisions[0] 24"
        ]
    );
    let detail = Detail::Amount {
        expected: dollars("150.00").0,
        found: dollars("149.99").0,
    };
    assert_eq!(findings[1].detail, detail);

    let mut paid = self::decided();
    paid.paid = dollars("41");
    assert_eq!(
        errors(&primary(), &paid),
        [
            "0722 other_coverages[0].decision 11d",
            "0723 other_coverages[0].decision.paid 29"
        ],
    );
}

/// Two sessions of one day cannot be told apart without their numbers.
#[test]
fn lines_are_never_guessed() {
    let mut claim = primary();
    let twin = claim.lines[0].clone().with_control_number("L10020-2");
    claim.lines.push(twin);
    let mut both = decided();
    both.charge = dollars("300");
    both.paid = dollars("80");
    let twin = both.lines[0].clone();
    both.lines.push(AdjudicatedLine {
        line_control_number: Some("l10020-2 ".into()),
        ..twin
    });
    assert!(claim.secondary(&both).is_ok());

    for line in &mut both.lines {
        line.line_control_number = None;
    }
    let found = errors(&claim, &both);
    assert_eq!(
        found,
        [
            "0738 adjudication.lines[0] -",
            "0738 adjudication.lines[1] -",
            "0739 lines[0] 24",
            "0739 lines[1] 24"
        ]
    );

    // One number is enough to know the other line.
    both.lines[0].line_control_number = Some("L10020-2".into());
    assert!(claim.secondary(&both).is_ok());

    // A day tells them apart, too.
    both.lines[0].line_control_number = None;
    claim.lines[1].dates = Some(claim_model::Period::day(day(2025, 2, 11)));
    both.lines[1].dates = claim.lines[1].dates;
    assert!(claim.secondary(&both).is_ok());

    // Another modifier is another line, and a number that is not ours is none.
    both.lines[1].modifiers = vec!["95".parse().unwrap()];
    assert_eq!(
        errors(&claim, &both),
        ["0738 adjudication.lines[1] -", "0739 lines[1] 24"]
    );
    both.lines[1].modifiers.clear();
    both.lines[1].line_control_number = Some("77".into());
    assert_eq!(
        errors(&claim, &both),
        ["0738 adjudication.lines[1] -", "0739 lines[1] 24"]
    );
}

#[test]
fn two_lines_of_the_remittance_for_one_of_the_claim() {
    let mut claim = primary();
    claim.lines[0].line_control_number = None;
    let mut twice = decided();
    twice.lines[0].line_control_number = None;
    let again = twice.lines[0].clone();
    twice.lines.push(again);
    assert_eq!(
        errors(&claim, &twice),
        [
            "0738 adjudication.lines[0] -",
            "0738 adjudication.lines[1] -",
            "0739 lines[0] 24"
        ],
    );
}

#[test]
fn replacement_and_void_keep_the_claim() {
    let claim = primary();
    let number = PayerClaimNumber::new("2025041000123").unwrap();
    let replacement = claim.replacement(number.clone());
    assert_eq!(
        replacement.submission,
        Submission::Replacement(number.clone())
    );
    let void = claim.void(number.clone());
    assert_eq!(void.submission, Submission::Void(number));
    for mut again in [replacement, void] {
        assert_eq!(again.check(&CheckOptions::default()), []);
        again.submission = Submission::Original;
        assert_eq!(again, claim);
    }
    let own = claim.void(PayerClaimNumber::new("SH-10020").unwrap());
    let found: Vec<String> = own
        .check(&CheckOptions::default())
        .iter()
        .map(short)
        .collect();
    assert_eq!(found, ["0660 submission.void 22"]);
}
