//! Other payers, and what they decided before.

use rust_decimal::Decimal;

use super::{at_most, body, coverage::Plan, ensure, line, say, say_with, values};
use crate::{
    Adjustment, AdjustmentGroup, At, Claim, Decision, Detail, Finding, LineDecision, OtherCoverage,
    PayerId, PayerSequence, ServiceLine, rules,
};

pub(crate) fn coordination(out: &mut Vec<Finding>, claim: &Claim) {
    let at = &At::CLAIM;
    let others = &claim.other_coverages;
    at_most(
        out,
        &rules::TOO_MANY_COVERAGES,
        at.field("other_coverages"),
        others.len(),
        10,
    );
    let decided = others.iter().any(|other| other.decision.is_some());
    if claim.coverage.sequence != PayerSequence::Primary && !decided {
        say(
            out,
            &rules::NO_EARLIER_DECISION,
            at.field("other_coverages"),
        );
    }
    for (index, other) in others.iter().enumerate() {
        let at = &at.item("other_coverages", index);
        let before = others.get(..index).unwrap_or_default();
        coverage(out, at, claim, other, before);
        if let Some(decision) = &other.decision {
            self::decision(out, &at.field("decision"), claim, other, decision);
        } else if lines_of(claim, &other.payer.id).next().is_some() {
            say(out, &rules::DECISION_WITHOUT_PAYMENT, at.field("decision"));
        }
    }
    for (index, line) in claim.lines.iter().enumerate() {
        line_decisions(out, &at.item("lines", index), claim, index, line);
    }
}

fn coverage(
    out: &mut Vec<Finding>,
    at: &At<'_>,
    claim: &Claim,
    other: &OtherCoverage,
    before: &[OtherCoverage],
) {
    let plan = Plan {
        sequence: other.sequence,
        payer: &other.payer,
        other_ids: 2,
        filing_indicator: other.filing_indicator.as_ref(),
        group_number: other.group_number.as_ref(),
        group_name: other.group_name.as_ref(),
        medicare_reason: other.medicare_secondary_reason.as_ref(),
        subscriber: &other.subscriber,
    };
    plan.check(out, at);
    // Here even an organization has a member id.
    let id = other.subscriber.member_id.as_ref();
    if !values::member_id(out, at.field("subscriber").field("member_id"), id) {
        say(
            out,
            &rules::MEMBER_ID_MISSING,
            at.field("subscriber").field("member_id"),
        );
    }
    if other.sequence == PayerSequence::Unknown {
        say(out, &rules::SEQUENCE_UNKNOWN, at.field("sequence"));
    } else if other.sequence == claim.coverage.sequence
        || before.iter().any(|one| one.sequence == other.sequence)
    {
        say(out, &rules::SEQUENCE_TWICE, at.field("sequence"));
    }
    // An id that is missing has a finding of its own.
    let payer = at.field("payer");
    if before.iter().any(|one| one.payer.id == other.payer.id) && !other.payer.id.is_empty() {
        say(out, &rules::PAYER_TWICE, payer.field("id"));
    }
    if other.payer.id == claim.coverage.payer.id && !other.payer.id.is_empty() {
        say(out, &rules::PAYER_IS_BILLED, payer.field("id"));
    }
    values::optional(
        out,
        at.field("prior_authorization"),
        other.prior_authorization.as_ref(),
        50,
    );
    values::optional(
        out,
        at.field("referral_number"),
        other.referral_number.as_ref(),
        50,
    );
}

/// What a payer decided line by line.
fn lines_of<'c>(claim: &'c Claim, payer: &'c PayerId) -> impl Iterator<Item = &'c LineDecision> {
    claim
        .lines
        .iter()
        .flat_map(|line| &line.decisions)
        .filter(move |decision| decision.payer_id == *payer)
}

fn decision(
    out: &mut Vec<Finding>,
    at: &At<'_>,
    claim: &Claim,
    other: &OtherCoverage,
    decision: &Decision,
) {
    let payer = &other.payer.id;
    if other.sequence > claim.coverage.sequence && other.sequence != PayerSequence::Unknown {
        say(out, &rules::LATER_PAYER_DECIDED, *at);
    }
    values::optional_amount(out, at.field("paid"), decision.paid);
    values::optional_amount(out, at.field("not_covered"), decision.not_covered);
    values::optional_amount(
        out,
        at.field("remaining_patient_liability"),
        decision.remaining_patient_liability,
    );
    values::day(out, at.field("date"), decision.date);
    body::payer_claim_number(
        out,
        at.field("payer_claim_number"),
        decision.payer_claim_number.as_ref(),
    );
    adjustments(out, at, &decision.adjustments);
    figures(out, at, decision);

    let by_line = lines_of(claim, payer).next().is_some();
    match (decision.paid, decision.not_covered) {
        (None, None) => say(out, &rules::DECISION_WITHOUT_PAYMENT, at.field("paid")),
        (paid, Some(not_covered)) => {
            let whole = claim.total_charge() == Some(not_covered);
            if paid.is_some() || by_line || !decision.adjustments.is_empty() || !whole {
                say(out, &rules::NOT_COVERED, at.field("not_covered"));
            }
            return;
        }
        (Some(paid), None) => balance(out, at, claim, other, decision, paid.0),
    }
    if by_line == decision.date.is_some() {
        say(out, &rules::DECISION_DATE, at.field("date"));
    }
    let on_lines = lines_of(claim, payer).any(|line| line.remaining_patient_liability.is_some());
    if on_lines && decision.remaining_patient_liability.is_some() {
        say(
            out,
            &rules::LIABILITY_TWICE,
            at.field("remaining_patient_liability"),
        );
    }
}

fn figures(out: &mut Vec<Finding>, at: &At<'_>, decision: &Decision) {
    let Some(figures) = &decision.outpatient else {
        return;
    };
    let at = &at.field("outpatient");
    at_most(
        out,
        &rules::REMARKS,
        at.field("remarks"),
        figures.remarks.len(),
        5,
    );
    for (index, code) in figures.remarks.iter().enumerate() {
        ensure(
            out,
            &rules::REMARKS,
            at.item("remarks", index),
            code.check(),
        );
    }
    if let Some(rate) = figures.reimbursement_rate {
        values::quantity(out, at.field("reimbursement_rate"), rate);
    }
    values::optional_amount(out, at.field("payable"), figures.payable);
    values::optional_amount(
        out,
        at.field("renal_disease_payment"),
        figures.renal_disease_payment,
    );
    values::optional_amount(out, at.field("not_payable"), figures.not_payable);
}

/// A sum; `None` where it has more digits than can be held.
fn sum(amounts: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    let mut amounts = amounts;
    amounts.try_fold(Decimal::ZERO, Decimal::checked_add)
}

fn sum_of(adjustments: &[Adjustment]) -> Option<Decimal> {
    sum(adjustments.iter().map(|adjustment| adjustment.amount.0))
}

fn balance(
    out: &mut Vec<Finding>,
    at: &At<'_>,
    claim: &Claim,
    other: &OtherCoverage,
    decision: &Decision,
    paid: Decimal,
) {
    let payer = &other.payer.id;
    let of_claim = sum_of(&decision.adjustments);
    let of_lines = sum(lines_of(claim, payer)
        .flat_map(|line| &line.adjustments)
        .map(|one| one.amount.0));
    let explained = of_claim
        .zip(of_lines)
        .and_then(|(claims, lines)| claims.checked_add(lines)?.checked_add(paid));
    match (claim.total_charge(), explained) {
        (Some(charge), Some(found)) if charge.0 == found => {}
        (Some(charge), Some(found)) => {
            say_with(
                out,
                &rules::CLAIM_UNBALANCED,
                *at,
                Detail::Amount {
                    expected: charge.0,
                    found,
                },
            );
        }
        _ => say_with(out, &rules::CLAIM_UNBALANCED, *at, TOO_LARGE),
    }
    if lines_of(claim, payer).next().is_none() {
        return;
    }
    let paid_lines = sum(lines_of(claim, payer).map(|line| line.paid.0));
    match paid_lines
        .zip(of_claim)
        .and_then(|(lines, claims)| lines.checked_sub(claims))
    {
        Some(expected) if expected == paid => {}
        Some(expected) => {
            say_with(
                out,
                &rules::PAYMENT_UNBALANCED,
                at.field("paid"),
                Detail::Amount {
                    expected,
                    found: paid,
                },
            );
        }
        None => say_with(out, &rules::PAYMENT_UNBALANCED, at.field("paid"), TOO_LARGE),
    }
}

const TOO_LARGE: Detail = Detail::Reason("a sum has more digits than can be held");

fn line_decisions(
    out: &mut Vec<Finding>,
    at: &At<'_>,
    claim: &Claim,
    number: usize,
    line: &ServiceLine,
) {
    let list = &line.decisions;
    at_most(
        out,
        &rules::TOO_MANY_DECISIONS,
        at.field("decisions"),
        list.len(),
        15,
    );
    for (index, decision) in list.iter().enumerate() {
        let at = &at.item("decisions", index);
        let payer = &decision.payer_id;
        if !claim
            .other_coverages
            .iter()
            .any(|other| other.payer.id == *payer)
        {
            say(out, &rules::UNKNOWN_PAYER, at.field("payer_id"));
        }
        line_decision(out, at, decision);
        if let Some(into) = decision.bundled_into {
            let into = usize::try_from(into).unwrap_or(usize::MAX);
            if into == 0 || into > claim.lines.len() || into == number.saturating_add(1) {
                say(out, &rules::BUNDLED_INTO, at.field("bundled_into"));
            }
        }
        // A payer may split a line: its parts balance together, which the first of them says.
        let first = !list
            .iter()
            .take(index)
            .any(|other| other.payer_id == *payer);
        if first {
            line_balance(out, at, line, payer);
        }
    }
}

fn line_decision(out: &mut Vec<Finding>, at: &At<'_>, decision: &LineDecision) {
    values::amount(out, at.field("paid"), decision.paid);
    if decision.procedure.code.is_empty() {
        say(
            out,
            &rules::DECIDED_PROCEDURE,
            at.field("procedure").field("code"),
        );
    }
    line::procedure(out, at.field("procedure"), &decision.procedure);
    values::quantity(out, at.field("units"), decision.units);
    adjustments(out, at, &decision.adjustments);
    match decision.date {
        None => say(out, &rules::DECISION_DATE, at.field("date")),
        date => values::day(out, at.field("date"), date),
    }
    values::optional_amount(
        out,
        at.field("remaining_patient_liability"),
        decision.remaining_patient_liability,
    );
}

fn line_balance(out: &mut Vec<Finding>, at: &At<'_>, line: &ServiceLine, payer: &PayerId) {
    let parts = || line.decisions.iter().filter(|part| part.payer_id == *payer);
    let adjusted = parts()
        .flat_map(|part| &part.adjustments)
        .map(|one| one.amount.0);
    let expected = line.charge.0;
    match sum(parts().map(|part| part.paid.0).chain(adjusted)) {
        Some(found) if found == expected => {}
        Some(found) => say_with(
            out,
            &rules::LINE_UNBALANCED,
            *at,
            Detail::Amount { expected, found },
        ),
        None => say_with(out, &rules::LINE_UNBALANCED, *at, TOO_LARGE),
    }
}

/// Adjustments of a claim or a line: five groups of six at most.
fn adjustments(out: &mut Vec<Finding>, at: &At<'_>, list: &[Adjustment]) {
    let mut counts = [0_usize; 5];
    for (index, adjustment) in list.iter().enumerate() {
        let at = &at.item("adjustments", index);
        ensure(
            out,
            &rules::ADJUSTMENT_REASON,
            at.field("reason"),
            adjustment.reason.check(),
        );
        values::signed(out, at.field("amount"), adjustment.amount);
        if adjustment.amount.is_zero() {
            say(out, &rules::ADJUSTMENT_ZERO, at.field("amount"));
        }
        let group = match adjustment.group {
            AdjustmentGroup::ContractualObligation => 0,
            AdjustmentGroup::Correction => 1,
            AdjustmentGroup::OtherAdjustment => 2,
            AdjustmentGroup::PayerInitiated => 3,
            AdjustmentGroup::PatientResponsibility => 4_usize,
        };
        if let Some(count) = counts.get_mut(group) {
            *count = count.saturating_add(1);
        }
    }
    let needed = counts
        .iter()
        .fold(0_usize, |sum, count| sum.saturating_add(count.div_ceil(6)));
    at_most(
        out,
        &rules::TOO_MANY_ADJUSTMENTS,
        at.field("adjustments"),
        needed,
        5,
    );
}
