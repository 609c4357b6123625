//! The payer's decisions on the lines of the claim. Nothing is guessed.

use super::{patient_share, received};
use crate::{
    AdjudicatedLine, Adjudication, At, Claim, Detail, Finding, LineDecision, Procedure,
    ServiceLine,
    matching::{LineMatch, SentLine, Unmatched, match_lines},
    rules,
};

/// Puts the payer's decisions on the lines of the claim, and finds what does not fit.
pub(super) fn decide(claim: &mut Claim, adjudication: &Adjudication, out: &mut Vec<Finding>) {
    let payer = claim.coverage.payer.id.clone();
    let sent: Vec<SentLine> = claim.lines.iter().map(SentLine::of).collect();
    let lines = match_lines(&sent, &adjudication.lines);
    // Which of several lines that are alike it is, would be a guess.
    let sure: Vec<&LineMatch> = lines.sure().collect();
    for (part, _) in adjudication.lines.iter().enumerate() {
        if sure.iter().any(|of| of.adjudicated == part) {
            continue;
        }
        let unmatched = lines.unmatched.iter().find(|(of, _)| *of == part);
        let reason = unmatched.map_or(Unmatched::SeveralFit, |(_, why)| *why);
        let at = At::CLAIM.field("adjudication");
        out.push(
            Finding::new(&rules::LINE_UNMATCHED, at.item("lines", part))
                .with(Detail::Reason(reason.as_str())),
        );
    }
    for (index, line) in claim.lines.iter_mut().enumerate() {
        let here = sure.iter().filter(|of| of.sent == index);
        let mut decided = false;
        for part in here.filter_map(|of| adjudication.lines.get(of.adjudicated)) {
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
