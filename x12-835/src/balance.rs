//! The three balances: line, claim, payment. Exact decimals throughout.

use rust_decimal::Decimal;
use x12_core::{Sum, exact_difference};

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
        Sum::of(self.expected).is(self.found)
    }

    /// `expected` less `found`; `None` where it cannot be held exactly.
    #[must_use]
    pub fn difference(&self) -> Option<Decimal> {
        exact_difference(self.expected, self.found)
    }
}

/// The balances of a claim. `None` in a field means that the sum has more digits than can be held exactly; where there
/// are no lines, the two sums over lines are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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
pub fn sum_adjustments<'s, 'a: 's>(
    segments: impl IntoIterator<Item = &'s Cas<'a>>,
) -> Option<Decimal> {
    adjustments(segments).total()
}

#[inline]
fn adjustments<'s, 'a: 's>(segments: impl IntoIterator<Item = &'s Cas<'a>>) -> Sum {
    let mut sum = Sum::default();
    for cas in segments {
        for adjustment in &cas.adjustments {
            sum.add(adjustment.amount);
        }
    }
    sum
}

pub(crate) fn sum(amounts: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    let mut sum = Sum::default();
    sum.extend(amounts);
    sum.total()
}

/// `from` less these.
#[inline]
fn less(from: Sum, amounts: Sum) -> Option<Decimal> {
    let mut rest = from;
    rest.subtract(amounts);
    rest.total()
}

impl ServicePayment<'_> {
    /// SVC02 less the line's adjustments, against SVC03; `None` where the sum cannot be held exactly.
    #[must_use]
    pub fn balance(&self) -> Option<Balance> {
        let expected = less(Sum::of(self.info.charge), adjustments(&self.adjustments))?;
        Some(Balance {
            expected,
            found: self.info.paid,
        })
    }
}

impl ClaimPayment<'_> {
    /// The balances of the claim; those of its lines are asked of [`ServicePayment::balance`].
    #[must_use]
    pub fn balance(&self) -> ClaimBalance {
        let own = adjustments(&self.adjustments);
        let mut all = own;
        let (mut charges, mut payments) = (Sum::default(), Sum::default());
        let mut patient = patient_adjustments(&self.adjustments);
        for service in &self.services {
            all.add_sum(adjustments(&service.adjustments));
            patient.add_sum(patient_adjustments(&service.adjustments));
            charges.add(service.info.charge);
            payments.add(service.info.paid);
        }
        let claim = less(Sum::of(self.info.charge), all).map(|expected| Balance {
            expected,
            found: self.info.paid,
        });
        let has_lines = !self.services.is_empty();
        let line_charges = charges
            .total()
            .filter(|_| has_lines)
            .map(|expected| Balance {
                expected,
                found: self.info.charge,
            });
        let line_payments = if has_lines {
            less(payments, own).map(|expected| Balance {
                expected,
                found: self.info.paid,
            })
        } else {
            None
        };
        let patient = patient.total();
        let patient_share = self
            .info
            .patient_responsibility
            .zip(patient)
            .map(|(found, expected)| Balance { expected, found });
        let computed = claim.is_some()
            && patient.is_some()
            && (!has_lines || (line_charges.is_some() && line_payments.is_some()));
        ClaimBalance {
            claim,
            line_charges,
            line_payments,
            patient_share,
            computed,
        }
    }
}

#[inline]
fn patient_adjustments(segments: &[Cas<'_>]) -> Sum {
    adjustments(segments.iter().filter(|cas| cas.group.is("PR")))
}
