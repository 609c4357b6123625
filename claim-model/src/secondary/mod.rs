//! The claim for the next payer, from a claim and what the present payer decided.

mod lines;
mod plans;

use rust_decimal::Decimal;

use crate::{
    Adjudication, Adjustment, AdjustmentGroup, Amount, At, Claim, Decision, Detail, Finding,
    OtherCoverage, OutpatientAdjudication, PayerSequence, Processing, Severity, Submission, check,
    may_be_sent, rules,
};

/// A claim for the next payer, and what to know before it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The claim.
    pub claim: Claim,
    /// Warnings, such as that the payer forwarded the claim itself.
    pub findings: Vec<Finding>,
}

impl Claim {
    /// The claim for the next payer in line: the first of the other coverages that comes after the present one and has
    /// not decided. The present plan becomes one of the other coverages, with what it decided.
    ///
    /// The payer's adjustments stay as they came; only those of zero, which change nothing and are never sent, are left
    /// out. Numbers that belong to the present payer (authorization, referral, numbers that it gave to providers) go to
    /// its plan or stay behind.
    ///
    /// # Errors
    ///
    /// Findings where there is no next payer, where nothing was decided, where a line of the remittance is not surely a
    /// line of the claim, or where the decision does not balance to the cent. Findings at `adjudication` are about the
    /// remittance.
    pub fn secondary(&self, adjudication: &Adjudication) -> Result<Prepared, Vec<Finding>> {
        let mut findings = Vec::new();
        basis(self, adjudication, &mut findings);
        let next = next_payer(self);
        if next.is_none() {
            findings.push(Finding::new(
                &rules::NO_NEXT_PAYER,
                At::CLAIM.field("other_coverages"),
            ));
        }
        let mut claim = self.clone();
        let decision = if adjudication.lines.is_empty() {
            of_claim(adjudication)
        } else {
            lines::decide(&mut claim, adjudication, &mut findings);
            by_line(adjudication)
        };
        let moved =
            next.is_some_and(|next| plans::advance(&mut claim, next, decision, &mut findings));
        if !moved || !may_be_sent(&findings) {
            return Err(findings);
        }
        claim.submission = Submission::Original;
        claim.clearinghouse_claim_number = None;
        claim.references.intermediary_claim_number = None;
        claim.session_count = None;

        check::coordination(&mut findings, &claim);
        if may_be_sent(&findings) {
            Ok(Prepared { claim, findings })
        } else {
            findings.retain(|finding| finding.severity == Severity::Error);
            Err(findings)
        }
    }
}

/// What must hold before anything is built.
fn basis(claim: &Claim, adjudication: &Adjudication, out: &mut Vec<Finding>) {
    let at = &At::CLAIM.field("adjudication");
    let number = claim.patient_control_number.as_str().trim();
    if let Some(back) = &adjudication.patient_control_number
        && !back.as_str().trim().eq_ignore_ascii_case(number)
    {
        out.push(Finding::new(
            &rules::OTHER_CLAIM,
            at.field("patient_control_number"),
        ));
    }
    let reason = match adjudication.processing {
        Processing::Reversal => Some("it takes an earlier payment back"),
        Processing::Predetermination => Some("it is only an estimate"),
        Processing::NotOurs => Some("the claim is not this payer's"),
        Processing::Primary
        | Processing::Secondary
        | Processing::Tertiary
        | Processing::Denied
        | Processing::Other => None,
    };
    if let Some(reason) = reason {
        let finding = Finding::new(&rules::NOTHING_TO_BILL_FROM, at.field("processing"));
        out.push(finding.with(Detail::Reason(reason)));
    } else if claim.total_charge() != Some(adjudication.charge) {
        let finding = Finding::new(&rules::ADJUDICATED_CHARGE, at.field("charge"));
        out.push(match claim.total_charge() {
            Some(charge) => finding.with(Detail::Amount {
                expected: charge.0,
                found: adjudication.charge.0,
            }),
            None => finding,
        });
    }
    if adjudication.crossed_over {
        out.push(Finding::new(&rules::FORWARDED, at.field("crossed_over")));
    }
}

/// Index of the other coverage that is billed next.
fn next_payer(claim: &Claim) -> Option<usize> {
    let open = |other: &OtherCoverage| {
        other.decision.is_none()
            && other.sequence > claim.coverage.sequence
            && other.sequence != PayerSequence::Unknown
    };
    let others = claim.other_coverages.iter().enumerate();
    let next = others
        .filter(|(_, other)| open(other))
        .min_by_key(|(_, other)| other.sequence)?;
    Some(next.0)
}

/// What both kinds of decisions say of the claim as a whole.
fn by_line(adjudication: &Adjudication) -> Decision {
    let remarks = &adjudication.remarks;
    Decision {
        paid: Some(adjudication.paid),
        adjustments: received(&adjudication.adjustments),
        payer_claim_number: adjudication.payer_claim_number.clone(),
        outpatient: (!remarks.is_empty()).then(|| OutpatientAdjudication {
            remarks: remarks.clone(),
            ..OutpatientAdjudication::default()
        }),
        ..Decision::default()
    }
}

/// A decision that says nothing of the lines: its date and the patient's share stand here.
fn of_claim(adjudication: &Adjudication) -> Decision {
    Decision {
        date: adjudication.date,
        remaining_patient_liability: patient_share(&adjudication.adjustments),
        ..by_line(adjudication)
    }
}

/// Adjustments as they came, without those of zero.
fn received(adjustments: &[Adjustment]) -> Vec<Adjustment> {
    let counts = |adjustment: &&Adjustment| !adjustment.amount.is_zero();
    adjustments.iter().filter(counts).cloned().collect()
}

/// The sum of what the patient bears; `None` where it has more digits than can be held, which no balance survives.
fn patient_share(adjustments: &[Adjustment]) -> Option<Amount> {
    let patients =
        |adjustment: &&Adjustment| adjustment.group == AdjustmentGroup::PatientResponsibility;
    let mut amounts = adjustments
        .iter()
        .filter(patients)
        .map(|adjustment| adjustment.amount.0);
    amounts
        .try_fold(Decimal::ZERO, Decimal::checked_add)
        .map(Amount)
}
