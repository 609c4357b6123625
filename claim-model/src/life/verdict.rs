//! Whether a decision is a denial, read from its adjustments: payers seldom say so.

use rust_decimal::Decimal;

use crate::{AdjudicatedLine, Adjudication, Adjustment, AdjustmentGroup, Processing};

/// What a payer's decision comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Money is paid, and no line is denied.
    Paid,
    /// Some lines are denied and others are not.
    PartlyDenied,
    /// Nothing is paid and nothing denied: deductible, contract, capitation or what an earlier payer paid.
    NothingOwed,
    /// Nothing is paid, and all of it is denied or the payer did not find patient or claim.
    Denied,
    /// Nothing is paid: some of it is denied, and for the rest nothing is owed.
    DeniedOrNotOwed,
    /// Nothing is paid, and the adjustments do not say why for all of the charge.
    Unexplained,
    /// An earlier payment is taken back.
    Reversal,
    /// Not this payer's claim; it was sent on.
    NotOurs,
    /// An estimate, no decision.
    Estimate,
}

use AdjustmentGroup::{
    ContractualObligation as CO, OtherAdjustment as OA, PatientResponsibility as PR,
};

/// Adjustments that leave nothing to be paid without denying anything: who bears them (`None`: whoever), and the reasons.
///
/// Source: `277.md` 5 and 6 for the pairs, and the reasons that do not count as denials by `x12-codes`' table of CARCs,
/// in the group in which their class comes. It is a judgement, not a standard; [`crate::life::Profile::not_denied`] adds to
/// it.
pub const NOT_DENIED: &[(Option<AdjustmentGroup>, &[&str])] = &[
    // Deductible, coinsurance, co-payment, consumer account.
    (Some(PR), &["1", "2", "3", "187"]),
    // Contract and capitation.
    (
        Some(CO),
        &[
            "24", "44", "45", "59", "94", "104", "131", "144", "172", "186", "209", "223", "235",
            "237", "253", "B10", "B22",
        ],
    ),
    // What an earlier payer paid; the paper remittance of one says no reason.
    (Some(OA), &["23", "192"]),
    (Some(CO), &["23"]),
    // Nothing was decided: estimate, held, for information, sent on.
    (None, &["101", "133", "246", "B11"]),
];

/// Bundled into another line: no denial where a sister line is paid.
const BUNDLED: (AdjustmentGroup, &str) = (CO, "97");

impl Adjudication {
    /// What the decision comes to. `also_not_denied` are further pairs of group and reason that deny nothing.
    #[must_use]
    pub fn verdict(&self, also_not_denied: &[(AdjustmentGroup, String)]) -> Verdict {
        match self.processing {
            Processing::Reversal => return Verdict::Reversal,
            Processing::NotOurs => return Verdict::NotOurs,
            Processing::Predetermination => return Verdict::Estimate,
            _ if self.paid.0 < Decimal::ZERO => return Verdict::Reversal,
            _ => {}
        }
        let denies = |of: &Adjustment| denies(of, also_not_denied);
        let lines: Vec<bool> = self
            .lines
            .iter()
            .filter(|line| line.charge.0 > Decimal::ZERO)
            .map(|line| self.is_denied(line, &denies))
            .collect();
        let all_lines = !lines.is_empty() && lines.iter().all(|denied| *denied);
        let some_lines = lines.contains(&true);
        if !self.paid.is_zero() {
            return match some_lines {
                true => Verdict::PartlyDenied,
                false => Verdict::Paid,
            };
        }
        // Without lines the claim is judged as a line would be.
        let denied = sum(self.adjustments.iter().filter(|of| denies(of)));
        let some = denied > Decimal::ZERO;
        let whole = some && (self.lines.is_empty() || denied >= self.charge.0);
        let lines = self.lines.iter().flat_map(|line| &line.adjustments);
        if self.processing == Processing::Denied || all_lines || whole {
            Verdict::Denied
        } else if some_lines || some {
            Verdict::DeniedOrNotOwed
        } else if sum(self.adjustments.iter().chain(lines)) < self.charge.0 {
            Verdict::Unexplained
        } else {
            Verdict::NothingOwed
        }
    }

    fn is_denied(&self, line: &AdjudicatedLine, denies: &impl Fn(&Adjustment) -> bool) -> bool {
        let sister_paid = || {
            let mut lines = self.lines.iter();
            lines.any(|of| of.paid.0 > Decimal::ZERO)
        };
        let bundled = |of: &Adjustment| {
            of.group == BUNDLED.0 && of.reason.as_str() == BUNDLED.1 && sister_paid()
        };
        line.paid.is_zero() && line.adjustments.iter().any(|of| denies(of) && !bundled(of))
    }
}

impl Verdict {
    /// Something was decided on the claim itself.
    pub(super) const fn is_decisive(self) -> bool {
        !matches!(self, Self::Reversal | Self::NotOurs | Self::Estimate)
    }

    /// What two parts of a claim that the payer split come to together.
    pub(super) fn with(self, other: Self) -> Self {
        use Verdict::{DeniedOrNotOwed, NothingOwed, Paid, PartlyDenied, Unexplained};
        match (self, other) {
            (one, other) if one == other => one,
            (Unexplained, _) | (_, Unexplained) => Unexplained,
            (PartlyDenied, _) | (_, PartlyDenied) => PartlyDenied,
            (Paid, NothingOwed) | (NothingOwed, Paid) => Paid,
            (Paid, _) | (_, Paid) => PartlyDenied,
            _ => DeniedOrNotOwed,
        }
    }
}

fn sum<'a>(adjustments: impl Iterator<Item = &'a Adjustment>) -> Decimal {
    adjustments.fold(Decimal::ZERO, |sum, of| sum.saturating_add(of.amount.0))
}

/// Adjustments of nothing and those that raise the payment deny nothing.
fn denies(of: &Adjustment, also_not_denied: &[(AdjustmentGroup, String)]) -> bool {
    let reason = of.reason.as_str();
    let listed = NOT_DENIED.iter().any(|(group, reasons)| {
        group.is_none_or(|group| group == of.group) && reasons.contains(&reason)
    });
    let also = also_not_denied
        .iter()
        .any(|(group, also)| *group == of.group && also == reason);
    of.amount.0 > Decimal::ZERO && !listed && !also
}
