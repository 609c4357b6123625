//! Which line of the remittance is which line of the claim. Nothing is guessed.

use super::{patient_share, received};
use crate::{
    AdjudicatedLine, Adjudication, At, Claim, Detail, Finding, LineDecision, Modifier, Procedure,
    ServiceLine, Text, rules,
};

/// Puts the payer's decisions on the lines of the claim, and finds what does not fit.
pub(super) fn decide(claim: &mut Claim, adjudication: &Adjudication, out: &mut Vec<Finding>) {
    let payer = claim.coverage.payer.id.clone();
    let matched = matches(&claim.lines, &adjudication.lines, out);
    for (index, line) in claim.lines.iter_mut().enumerate() {
        let parts = adjudication.lines.iter().zip(&matched);
        let mut decided = false;
        for (part, _) in parts.filter(|(_, of)| **of == Some(index)) {
            decided = true;
            line.decisions.push(LineDecision {
                payer_id: payer.clone(),
                paid: part.paid,
                procedure: paid_procedure(line, part),
                units: part.units,
                bundled_into: None,
                adjustments: received(&part.adjustments),
                date: adjudication.date,
                remaining_patient_liability: patient_share(&part.adjustments),
            });
        }
        if !decided {
            out.push(Finding::new(
                &rules::LINE_UNDECIDED,
                At::CLAIM.item("lines", index),
            ));
        }
    }
}

/// The procedure that the payer paid: the one that was billed where it named none.
fn paid_procedure(line: &ServiceLine, part: &AdjudicatedLine) -> Procedure {
    match &part.procedure {
        Some(code) => Procedure {
            code: code.clone(),
            modifiers: part.modifiers.clone(),
            description: None,
        },
        None => Procedure {
            description: None,
            ..line.procedure.clone()
        },
    }
}

/// For each line of the remittance the index of the claim's line.
///
/// The number that came back decides. A payer may split a line: then several lines of the remittance carry its number,
/// and balance together. Without a number a line is known by procedure, charge and day, if only one can be meant.
fn matches(
    lines: &[ServiceLine],
    parts: &[AdjudicatedLine],
    out: &mut Vec<Finding>,
) -> Vec<Option<usize>> {
    let found: Vec<Number> = parts.iter().map(|part| by_number(lines, part)).collect();
    let taken = |index: usize| found.contains(&Number::One(index));
    let likely: Vec<Vec<usize>> = parts
        .iter()
        .zip(&found)
        .map(|(part, found)| match found {
            Number::None => candidates(lines, part)
                .filter(|index| !taken(*index))
                .collect(),
            Number::One(_) | Number::Several => Vec::new(),
        })
        .collect();

    let mut matched = Vec::with_capacity(parts.len());
    for (part, (found, likely_here)) in found.iter().zip(&likely).enumerate() {
        let reason = match (found, likely_here.as_slice()) {
            (Number::One(index), _) => {
                matched.push(Some(*index));
                continue;
            }
            (Number::Several, _) => "several lines of the claim have its number",
            (Number::None, []) => "no line of the claim fits",
            (Number::None, [only])
                if likely.iter().filter(|other| other.contains(only)).count() == 1 =>
            {
                matched.push(Some(*only));
                continue;
            }
            (Number::None, [_]) => "another line of the remittance fits the same line of the claim",
            (Number::None, _) => "several lines of the claim fit",
        };
        let at = At::CLAIM.field("adjudication");
        out.push(
            Finding::new(&rules::LINE_UNMATCHED, at.item("lines", part))
                .with(Detail::Reason(reason)),
        );
        matched.push(None);
    }
    matched
}

/// Lines that have the number that came back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    None,
    One(usize),
    Several,
}

fn trimmed(number: Option<&Text>) -> Option<&str> {
    number
        .map(|number| number.trim())
        .filter(|number| !number.is_empty())
}

fn by_number(lines: &[ServiceLine], part: &AdjudicatedLine) -> Number {
    let Some(back) = trimmed(part.line_control_number.as_ref()) else {
        return Number::None;
    };
    let own = |line: &ServiceLine| {
        trimmed(line.line_control_number.as_ref()).is_some_and(|own| own.eq_ignore_ascii_case(back))
    };
    let mut found = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| own(line))
        .map(|(index, _)| index);
    match (found.next(), found.next()) {
        (None, _) => Number::None,
        (Some(index), None) => Number::One(index),
        (Some(_), Some(_)) => Number::Several,
    }
}

/// Lines that a line of the remittance may be, by what was billed.
fn candidates<'l>(
    lines: &'l [ServiceLine],
    part: &'l AdjudicatedLine,
) -> impl Iterator<Item = usize> + 'l {
    // A number that is none of ours can only be a payer's own for a line that has none.
    let numbered = trimmed(part.line_control_number.as_ref()).is_some();
    let fits = move |line: &ServiceLine| {
        let dated = match (part.dates, line.dates) {
            (Some(paid), Some(billed)) => paid.from == billed.from && paid.last() == billed.last(),
            (Some(_), None) => false,
            (None, _) => true,
        };
        !(numbered && trimmed(line.line_control_number.as_ref()).is_some())
            && is_procedure(&line.procedure, part)
            && line.charge == part.charge
            && dated
    };
    lines
        .iter()
        .enumerate()
        .filter(move |(_, line)| fits(line))
        .map(|(index, _)| index)
}

fn is_procedure(billed: &Procedure, part: &AdjudicatedLine) -> bool {
    match (&part.submitted_procedure, &part.procedure) {
        // The modifiers are those of the procedure that was paid.
        (Some(submitted), _) => *submitted == billed.code,
        (None, Some(paid)) => {
            *paid == billed.code && same_modifiers(&billed.modifiers, &part.modifiers)
        }
        (None, None) => false,
    }
}

/// The same modifiers in any order.
fn same_modifiers(one: &[Modifier], other: &[Modifier]) -> bool {
    one.len() == other.len()
        && one.iter().all(|modifier| other.contains(modifier))
        && other.iter().all(|modifier| one.contains(modifier))
}
