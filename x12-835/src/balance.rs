//! The three balances: line, claim, payment. Exact decimals throughout.

use rust_decimal::Decimal;

use crate::{
    loops::{ClaimPayment, ServicePayment},
    segments::Cas,
};

/// What a sum should be and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Balance {
    /// What the formula gives, in dollars.
    pub expected: Decimal,
    /// What the file says, in dollars.
    pub found: Decimal,
}

impl Balance {
    /// True where both are equal.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.expected == self.found
    }

    /// `expected` less `found`; `None` where it cannot be held exactly.
    #[must_use]
    pub fn difference(&self) -> Option<Decimal> {
        self.expected.checked_sub(self.found)
    }
}

/// The balances of a claim. `None` in a field means that the sum has more digits than can be held exactly; where there
/// are no lines, the two sums over lines are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimBalance {
    /// CLP03 less all adjustments of the claim and of its lines, against CLP04.
    pub claim: Option<Balance>,
    /// The sum of SVC02, against CLP03.
    pub line_charges: Option<Balance>,
    /// The sum of SVC03 less the claim's own adjustments, against CLP04.
    pub line_payments: Option<Balance>,
    /// The sum of all PR adjustments, against CLP05; `None` also where CLP05 is absent.
    pub patient_share: Option<Balance>,
    /// Every sum could be computed.
    pub computed: bool,
}

impl ClaimBalance {
    /// True where CLP03 less all adjustments is CLP04.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.claim.is_some_and(|claim| claim.holds())
    }
}

/// The sum of all amounts of these segments; `None` where it cannot be held exactly.
#[must_use]
pub fn sum_adjustments<'s, 'a: 's>(segments: impl IntoIterator<Item = &'s Cas<'a>>) -> Option<Decimal> {
    sum(segments.into_iter().flat_map(|cas| &cas.adjustments).map(|adjustment| adjustment.amount))
}

pub(crate) fn sum(amounts: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    amounts.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

impl ServicePayment<'_> {
    /// SVC02 less the line's adjustments, against SVC03; `None` where the sum cannot be held exactly.
    #[must_use]
    pub fn balance(&self) -> Option<Balance> {
        let expected = self.info.charge.checked_sub(sum_adjustments(&self.adjustments)?)?;
        Some(Balance { expected, found: self.info.paid })
    }
}

impl ClaimPayment<'_> {
    /// The balances of the claim; those of its lines are asked of [`ServicePayment::balance`].
    #[must_use]
    pub fn balance(&self) -> ClaimBalance {
        let own = sum_adjustments(&self.adjustments);
        let lines = sum_adjustments(self.services.iter().flat_map(|service| &service.adjustments));
        let charges = sum(self.services.iter().map(|service| service.info.charge));
        let payments = sum(self.services.iter().map(|service| service.info.paid));
        let claim = own
            .zip(lines)
            .and_then(|(own, lines)| self.info.charge.checked_sub(own)?.checked_sub(lines))
            .map(|expected| Balance { expected, found: self.info.paid });
        let has_lines = !self.services.is_empty();
        let line_charges = charges.filter(|_| has_lines).map(|expected| Balance { expected, found: self.info.charge });
        let line_payments = payments
            .zip(own)
            .filter(|_| has_lines)
            .and_then(|(payments, own)| payments.checked_sub(own))
            .map(|expected| Balance { expected, found: self.info.paid });
        let patient = sum(self.patient_adjustments());
        let patient_share =
            self.info.patient_responsibility.zip(patient).map(|(found, expected)| Balance { expected, found });
        let computed = claim.is_some() && patient.is_some() && (!has_lines || (line_charges.is_some() && line_payments.is_some()));
        ClaimBalance { claim, line_charges, line_payments, patient_share, computed }
    }

    fn patient_adjustments(&self) -> impl Iterator<Item = Decimal> {
        let lines = self.services.iter().flat_map(|service| &service.adjustments);
        let patient = self.adjustments.iter().chain(lines).filter(|cas| cas.group.as_str() == "PR");
        patient.flat_map(|cas| &cas.adjustments).map(|adjustment| adjustment.amount)
    }
}
