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

/// The other sign, and zero as it is: nothing can overflow.
pub(crate) fn negated(mut amount: Decimal) -> Decimal {
    amount.set_sign_negative(amount.is_sign_positive() && !amount.is_zero());
    amount
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
    /// A quick look: true where [`balance`](Self::balance) of the claim and [`ServicePayment::balance`] of each line surely
    /// hold, as they do for the usual claim. False says nothing: they have to be asked one by one.
    #[must_use]
    pub fn surely_balanced(&self) -> bool {
        surely_holds(self)
    }

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

/// Whole cents, for amounts that a machine word holds with room to spare.
#[inline]
fn cents(amount: Decimal) -> Option<i64> {
    let parts = amount.unpack();
    let factor = match parts.scale {
        0 => 100,
        1 => 10,
        2 => 1,
        _ => return None,
    };
    let cents = i64::from(parts.lo).wrapping_mul(factor);
    (parts.hi == 0 && parts.mid == 0).then_some(if parts.negative {
        cents.wrapping_neg()
    } else {
        cents
    })
}

/// Lines and adjustments up to this many cannot overflow a sum of cents: each amount stays below 2^39.
const FEW: usize = 1 << 16;

/// The quick answer for the usual claim: true where all balances surely hold and no adjustment is zero. False says
/// nothing: the balances have to be asked one by one.
pub(crate) fn surely_holds(claim: &ClaimPayment<'_>) -> bool {
    plain(claim).unwrap_or(false)
}

#[inline]
fn plain(claim: &ClaimPayment<'_>) -> Option<bool> {
    let (own, mut patient) = adjusted(&claim.adjustments)?;
    let (mut charges, mut payments, mut count) = (0_i64, 0_i64, 0_usize);
    for service in &claim.services {
        let (charge, paid) = (cents(service.info.charge)?, cents(service.info.paid)?);
        let (line, owed) = adjusted(&service.adjustments)?;
        if charge.wrapping_sub(line) != paid {
            return None;
        }
        charges = charges.wrapping_add(charge);
        payments = payments.wrapping_add(paid);
        patient = patient.wrapping_add(owed);
        count = count
            .wrapping_add(1)
            .wrapping_add(service.adjustments.len());
    }
    let (charge, paid) = (cents(claim.info.charge)?, cents(claim.info.paid)?);
    if claim.services.is_empty() {
        (charges, payments) = (charge, charge);
    }
    let owed = match claim.info.patient_responsibility {
        Some(amount) => cents(amount)? == patient,
        None => true,
    };
    // Where each line holds and both sums over lines hold, the claim holds too.
    Some(owed && charges == charge && payments.wrapping_sub(own) == paid && count < FEW)
}

/// All adjustments of these segments and those of the patient, in cents. `None` for a zero, which is worth a finding.
#[inline]
fn adjusted(segments: &[Cas<'_>]) -> Option<(i64, i64)> {
    let (mut all, mut patient) = (0_i64, 0_i64);
    if segments.len() > FEW {
        return None;
    }
    for cas in segments {
        let mut sum = 0_i64;
        for adjustment in &cas.adjustments {
            let amount = cents(adjustment.amount).filter(|amount| *amount != 0)?;
            sum = sum.wrapping_add(amount);
        }
        all = all.wrapping_add(sum);
        if cas.group.is("PR") {
            patient = patient.wrapping_add(sum);
        }
    }
    Some((all, patient))
}
