//! Other plans and what they decided, to the cent.

use claim_model::{
    Adjustment, AdjustmentGroup, AdjustmentReasonCode, Amount, BenefitsAssignment, Claim, Decision,
    LineDecision, OtherCoverage, OutpatientAdjudication, PayerClaimNumber, PayerId, Quantity,
    Relationship, Release, RemarkCode,
};

use x12_core::rust_decimal::Decimal;

use super::{Dice, dollars, lines, people};

/// Other plans of the patient: earlier ones have decided, later ones have not.
pub fn coordinate(dice: &mut Dice, claim: &mut Claim) {
    let own = claim.coverage.sequence;
    let earlier: Vec<_> = people::SEQUENCES
        .into_iter()
        .filter(|of| *of < own)
        .collect();
    let later: Vec<_> = people::SEQUENCES
        .into_iter()
        .filter(|of| *of > own)
        .collect();
    let before = if earlier.is_empty() {
        Vec::new()
    } else {
        let mut before = dice.several(&earlier, 3);
        if before.is_empty() {
            before.push(dice.pick(&earlier));
        }
        before
    };
    let after = if dice.rich() {
        dice.several(&later, 2)
    } else {
        Vec::new()
    };
    for (index, sequence) in before.into_iter().chain(after).enumerate() {
        let (filing_indicator, medicare_secondary_reason) = people::filing(dice, sequence);
        let mut payer = people::payer(dice, 2);
        payer.id = PayerId::new(format!("{}{index}", payer.id.as_str())).unwrap();
        let mut other = OtherCoverage {
            sequence,
            relationship: dice.pick(&[
                Relationship::Itself,
                Relationship::Spouse,
                Relationship::Child,
            ]),
            payer,
            filing_indicator,
            group_number: dice.maybe(|dice| dice.number(10).into()),
            group_name: dice.maybe(|dice| dice.words(60).into()),
            medicare_secondary_reason,
            subscriber: people::subscriber(dice),
            benefits_assigned: dice.pick(&[
                BenefitsAssignment::Yes,
                BenefitsAssignment::No,
                BenefitsAssignment::NotApplicable,
            ]),
            patient_signature_by_provider: dice.rich(),
            release: dice.pick(&[Release::Signed, Release::InformedConsent]),
            prior_authorization: dice.maybe(|dice| dice.number(15).into()),
            referral_number: dice.maybe(|dice| dice.number(15).into()),
            decision: None,
        };
        if sequence < own {
            other.decision = Some(decide(dice, claim, &other.payer.id));
        }
        claim.other_coverages.push(other);
    }
}

fn cents(amount: Amount) -> i64 {
    (amount.0 * Decimal::ONE_HUNDRED).try_into().unwrap()
}

fn decide(dice: &mut Dice, claim: &mut Claim, payer: &PayerId) -> Decision {
    let total: i64 = claim.lines.iter().map(|line| cents(line.charge)).sum();
    let mut decision = Decision {
        payer_claim_number: dice.maybe(|dice| PayerClaimNumber::new(dice.number(18)).unwrap()),
        adjusted_before: dice.rich(),
        outpatient: dice.maybe(figures),
        ..Decision::default()
    };
    match dice.below(10) {
        // Lawfully skipped.
        0 => decision.not_covered = Some(dollars(total)),
        // The claim as a whole.
        1..=3 => {
            let paid = dice.below(total as u64 + 1) as i64;
            decision.paid = Some(dollars(paid));
            decision.adjustments = adjustments(dice, total - paid);
            decision.date = Some(dice.day(2024, 2024));
            decision.remaining_patient_liability = dice.maybe(|dice| dollars(dice.cents()));
        }
        _ => {
            let mut paid_lines = 0;
            for at in 0..claim.lines.len() {
                paid_lines += decide_line(dice, claim, at, payer);
            }
            // What the payer took off the whole claim besides.
            let off = if dice.rich() {
                dice.below(paid_lines as u64 + 1) as i64
            } else {
                0
            };
            decision.adjustments = adjustments(dice, off);
            decision.paid = Some(dollars(paid_lines - off));
        }
    }
    decision
}

/// One line, decided in one part or in two. Gives what was paid.
fn decide_line(dice: &mut Dice, claim: &mut Claim, at: usize, payer: &PayerId) -> i64 {
    let lines = claim.lines.len();
    let charge = cents(claim.lines[at].charge);
    let first = if dice.chance(80) {
        charge
    } else {
        dice.below(charge as u64 + 1) as i64
    };
    let parts = if first == charge {
        vec![charge]
    } else {
        vec![first, charge - first]
    };
    let mut sum = 0;
    for part in parts {
        let paid = dice.below(part as u64 + 1) as i64;
        sum += paid;
        let other = dice.below(lines as u64) as usize;
        let bundled_into = dice
            .maybe(|_| other)
            .filter(|other| *other != at)
            .map(|other| other as u32 + 1);
        claim.lines[at].decisions.push(LineDecision {
            payer_id: payer.clone(),
            paid: dollars(paid),
            procedure: lines::procedure(dice),
            units: dice.quantity(),
            bundled_into,
            adjustments: adjustments(dice, part - paid),
            date: Some(dice.day(2024, 2024)),
            remaining_patient_liability: dice.maybe(|dice| dollars(dice.cents())),
        });
    }
    sum
}

/// Reasons for an amount in any order of groups; none for nothing, or reasons that cancel out.
fn adjustments(dice: &mut Dice, amount: i64) -> Vec<Adjustment> {
    let mut amounts = Vec::new();
    let mut left = amount;
    if amount != 0 || dice.rich() {
        let most = if dice.rich() { 9 } else { 2 };
        let more = dice.below(most);
        for _ in 0..more {
            let part = dice.between(1, 5_000) as i64;
            let part = if dice.chance(20) { -part } else { part };
            amounts.push(part);
            left -= part;
        }
        if left != 0 {
            amounts.push(left);
        }
    }
    // Three groups need five segments at most for ten reasons.
    let groups = [
        AdjustmentGroup::ContractualObligation,
        AdjustmentGroup::Correction,
        AdjustmentGroup::OtherAdjustment,
        AdjustmentGroup::PayerInitiated,
        AdjustmentGroup::PatientResponsibility,
    ];
    let groups = [dice.pick(&groups), dice.pick(&groups), dice.pick(&groups)];
    amounts
        .into_iter()
        .map(|amount| Adjustment {
            group: dice.pick(&groups),
            reason: AdjustmentReasonCode::new(dice.pick(&["45", "1", "2", "3", "B7", "197"]))
                .unwrap(),
            amount: dollars(amount),
            quantity: dice.maybe(Dice::quantity),
        })
        .collect()
}

fn figures(dice: &mut Dice) -> OutpatientAdjudication {
    OutpatientAdjudication {
        reimbursement_rate: dice
            .maybe(|dice| Quantity::parse(dice.pick(&["0.5", "1", "0.85"])).unwrap()),
        payable: dice.maybe(|dice| dollars(dice.cents())),
        remarks: dice.some(5, |dice| {
            RemarkCode::new(dice.pick(&["N130", "MA01", "M15", "N4"])).unwrap()
        }),
        renal_disease_payment: dice.maybe(|dice| dollars(dice.cents())),
        not_payable: dice.maybe(|dice| dollars(dice.cents())),
    }
}
