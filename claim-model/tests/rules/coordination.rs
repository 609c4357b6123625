//! Other payers, and what they decided.

use claim_model::{
    AdjustmentGroup, AdjustmentReasonCode, Claim, Decision, LineDecision, OutpatientAdjudication,
    Payer, PayerClaimNumber, PayerId, PayerSequence, RemarkCode, ServiceLine,
};

use super::{Case, case, common::*, second};

fn decision(change: impl FnOnce(&mut Decision)) -> impl FnOnce(&mut Claim) {
    |claim| change(claim.other_coverages[0].decision.as_mut().unwrap())
}

fn line_decision(change: impl FnOnce(&mut LineDecision)) -> impl FnOnce(&mut Claim) {
    |claim| change(&mut claim.lines[0].decisions[0])
}

/// The first payer decided on the claim as a whole.
fn whole(change: impl FnOnce(&mut Decision)) -> impl FnOnce(&mut Claim) {
    |claim| {
        claim.lines[0].decisions.clear();
        let decision = claim.other_coverages[0].decision.as_mut().unwrap();
        *decision = Decision {
            paid: Some(dollars("60")),
            adjustments: vec![
                adjustment(AdjustmentGroup::ContractualObligation, "45", "40"),
                adjustment(AdjustmentGroup::PatientResponsibility, "2", "50"),
            ],
            remaining_patient_liability: Some(dollars("50")),
            date: Some(day(2025, 2, 21)),
            ..Decision::default()
        };
        change(decision);
    }
}

fn gamma(sequence: PayerSequence) -> claim_model::OtherCoverage {
    other(
        Payer::new("Gamma Life", PayerId::new("GAM03").unwrap()),
        sequence,
        "G-1",
    )
}

pub fn cases() -> Vec<Case> {
    let remark = |text: &str| RemarkCode::as_received(text);
    let remarks = |codes: Vec<RemarkCode>| {
        Some(OutpatientAdjudication {
            remarks: codes,
            ..OutpatientAdjudication::default()
        })
    };
    vec![
        case(
            |c| c.other_coverages = vec![gamma(PayerSequence::Secondary)],
            &[],
        ),
        case(
            |c| {
                let ranks = [
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
                c.other_coverages = ranks.map(gamma).to_vec();
                for (index, other) in c.other_coverages.iter_mut().enumerate() {
                    other.payer.id = PayerId::new(format!("GAM{index}")).unwrap();
                }
                let mut extra = gamma(PayerSequence::Eleventh);
                extra.payer.id = PayerId::new("GAM99").unwrap();
                c.other_coverages.push(extra);
            },
            &[
                "0713 other_coverages 11d",
                "0714 other_coverages[10].sequence 11d",
            ],
        ),
        case(
            |c| c.other_coverages = vec![gamma(PayerSequence::Primary)],
            &["0714 other_coverages[0].sequence 11d"],
        ),
        case(
            |c| {
                c.other_coverages = vec![
                    gamma(PayerSequence::Secondary),
                    gamma(PayerSequence::Tertiary),
                ]
            },
            &["0715 other_coverages[1].payer.id 11d"],
        ),
        case(
            |c| c.other_coverages = vec![other(acme(), PayerSequence::Secondary, "M-2")],
            &["0716 other_coverages[0].payer.id 11d"],
        ),
        second(
            |c| {
                c.other_coverages[0].decision = None;
                c.lines[0].decisions.clear();
            },
            &["0717 other_coverages 11d"],
        ),
        second(
            |c| c.other_coverages[0].decision = None,
            &[
                "0717 other_coverages 11d",
                "0718 other_coverages[0].decision 11d",
            ],
        ),
        second(
            whole(|d| d.paid = None),
            &["0718 other_coverages[0].decision.paid 29"],
        ),
        second(
            whole(|d| {
                *d = Decision {
                    not_covered: Some(dollars("150")),
                    ..Decision::default()
                }
            }),
            &[],
        ),
        second(
            whole(|d| {
                *d = Decision {
                    not_covered: Some(dollars("140")),
                    ..Decision::default()
                }
            }),
            &["0719 other_coverages[0].decision.not_covered 11d"],
        ),
        second(
            decision(|d| d.not_covered = Some(dollars("150"))),
            &["0719 other_coverages[0].decision.not_covered 11d"],
        ),
        second(
            line_decision(|d| d.payer_id = PayerId::new("GAM03").unwrap()),
            // Without its lines the first payer's decision explains too little, and has no date.
            &[
                "0722 other_coverages[0].decision 11d",
                "0724 other_coverages[0].decision.date 11d",
                "0720 lines[0].decisions[0].payer_id 24",
            ],
        ),
        second(
            line_decision(|d| d.adjustments[1].amount = dollars("69.99")),
            &[
                "0722 other_coverages[0].decision 11d",
                "0721 lines[0].decisions[0] 24",
            ],
        ),
        // Two lines whose errors cancel out: only the lines show it.
        second(
            |c| {
                let mut again: ServiceLine = c.lines[0].clone().with_control_number("L10001-2");
                again.decisions[0].adjustments[0].amount = dollars("39");
                c.lines[0].decisions[0].adjustments[0].amount = dollars("41");
                c.lines.push(again);
                c.other_coverages[0].decision.as_mut().unwrap().paid = Some(dollars("80"));
            },
            &[
                "0721 lines[0].decisions[0] 24",
                "0721 lines[1].decisions[0] 24",
            ],
        ),
        second(whole(|_| {}), &[]),
        second(
            whole(|d| d.paid = Some(dollars("61"))),
            &["0722 other_coverages[0].decision 11d"],
        ),
        second(
            decision(|d| d.paid = Some(dollars("41"))),
            &[
                "0722 other_coverages[0].decision 11d",
                "0723 other_coverages[0].decision.paid 29",
            ],
        ),
        second(
            decision(|d| d.date = Some(day(2025, 2, 20))),
            &["0724 other_coverages[0].decision.date 11d"],
        ),
        second(
            whole(|d| d.date = None),
            &["0724 other_coverages[0].decision.date 11d"],
        ),
        second(
            line_decision(|d| d.date = None),
            &["0724 lines[0].decisions[0].date 24"],
        ),
        second(
            decision(|d| d.remaining_patient_liability = Some(dollars("70"))),
            &["0725 other_coverages[0].decision.remaining_patient_liability 11d"],
        ),
        second(
            line_decision(|d| {
                d.adjustments
                    .push(adjustment(AdjustmentGroup::OtherAdjustment, "23", "0"))
            }),
            &["0726 lines[0].decisions[0].adjustments[2].amount 24"],
        ),
        second(
            line_decision(|d| {
                let one = |group, index: usize| {
                    adjustment(
                        group,
                        &index.to_string(),
                        if index.is_multiple_of(2) { "1" } else { "-1" },
                    )
                };
                // Twelve and thirteen reasons make two and three groups, one more makes six.
                d.adjustments
                    .extend((0..12).map(|index| one(AdjustmentGroup::OtherAdjustment, index)));
                d.adjustments
                    .extend((0..8).map(|index| one(AdjustmentGroup::PayerInitiated, index)));
            }),
            &["0727 lines[0].decisions[0].adjustments 24"],
        ),
        second(
            line_decision(|d| {
                d.adjustments[0].reason = AdjustmentReasonCode::as_received("too much")
            }),
            &["0728 lines[0].decisions[0].adjustments[0].reason 24"],
        ),
        second(
            line_decision(|d| d.procedure.code = claim_model::ProcedureCode::as_received("")),
            &["0729 lines[0].decisions[0].procedure.code 24"],
        ),
        second(
            line_decision(|d| d.bundled_into = Some(2)),
            &["0730 lines[0].decisions[0].bundled_into 24"],
        ),
        second(
            line_decision(|d| d.bundled_into = Some(1)),
            &["0730 lines[0].decisions[0].bundled_into 24"],
        ),
        second(
            |c| {
                let mut free = c.lines[0].decisions[0].clone();
                free.paid = dollars("0");
                free.adjustments.clear();
                free.remaining_patient_liability = None;
                c.lines[0].decisions.extend(vec![free; 15]);
            },
            &["0731 lines[0].decisions 24"],
        ),
        second(
            |c| {
                let mut later = gamma(PayerSequence::Tertiary);
                later.decision = Some(Decision {
                    not_covered: Some(dollars("150")),
                    ..Decision::default()
                });
                c.other_coverages.push(later);
            },
            &["0732 other_coverages[1].decision 11d"],
        ),
        second(
            decision(|d| d.outpatient = remarks(vec![remark("MA01"); 6])),
            &["0733 other_coverages[0].decision.outpatient.remarks 11d"],
        ),
        second(
            decision(|d| d.outpatient = remarks(vec![remark("MA 01")])),
            &["0733 other_coverages[0].decision.outpatient.remarks[0] 11d"],
        ),
        second(
            decision(|d| d.payer_claim_number = Some(PayerClaimNumber::as_received(""))),
            &["0622 other_coverages[0].decision.payer_claim_number 11d"],
        ),
    ]
}
