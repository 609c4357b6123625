//! Writing remittances: strictly by the guide, and never an unbalanced one.

use std::io::Write;

use x12_core::{
    Delimiters, Envelope, Error, Place, Refusal, Rule, Text, TransactionSet, Writer,
    exact_difference,
    notation::{LoopNode, Node, line_of},
    write_interchange,
};

use crate::{
    balance::{Balance, sum},
    guide::GUIDE,
    loops::{ClaimGroup, ClaimPayment, PaymentHeader, ProviderAdjustments},
    remittance::Remittance,
    rules,
};

/// Writes one interchange with one group that holds these payments.
///
/// The same input gives the same bytes: control numbers and time stand in the envelope, each payment's own control number
/// in its ST.
///
/// # Errors
///
/// [`Error::Refused`] for a payment, claim or line that does not balance (`X12-0401` to `X12-0405`), for a value that the
/// guide does not allow or that could change the structure of the file, and for structures that hold unmatched or
/// rejected segments; [`Error::Io`] where the output fails. Nothing of a refused file should be kept.
pub fn write<W: Write>(
    out: W,
    delimiters: Delimiters,
    envelope: &Envelope,
    remittances: &[Remittance<'_>],
) -> Result<W, Error> {
    write_interchange(out, delimiters, envelope, remittances)
}

impl TransactionSet for Remittance<'_> {
    const FUNCTIONAL_ID: &'static str = "HP";
    const VERSION: &'static str = GUIDE.id;

    fn control_number(&self) -> Option<&Text<'_>> {
        self.payment.header.set.control_number.as_ref()
    }

    fn write_set<W: Write>(&self, writer: &mut Writer<W>) -> Result<(), Error> {
        write_remittance(writer, self)
    }
}

/// Writes one transaction set.
///
/// # Errors
///
/// As [`write()`].
pub fn write_remittance<'a, W: Write>(
    writer: &mut Writer<W>,
    remittance: &Remittance<'a>,
) -> Result<(), Error> {
    check_balances(remittance)?;
    writer.start_set(GUIDE.id);
    writer.check_complete("HDR", &[], &remittance.rejected)?;
    let header = line_of(PaymentHeader::LOOP.lines, 0);
    remittance
        .payment
        .header
        .write_node(header, "HDR", writer)?;
    let group = line_of(ClaimGroup::LOOP.lines, 0);
    for of in &remittance.groups {
        of.write_node(group, "2000", writer)?;
    }
    let summary = line_of(ProviderAdjustments::LOOP.lines, 0);
    for of in &remittance.provider_adjustments {
        of.write_node(summary, "FTR", writer)?;
    }
    let control = remittance.payment.header.set.control_number.as_ref();
    writer.end_set(&control.map(|number| number.to_str()).unwrap_or_default())
}

fn check_balances(remittance: &Remittance<'_>) -> Result<(), Error> {
    for (number, claim) in (1_u32..).zip(remittance.claims()) {
        check_claim(claim, number)?;
    }
    let paid = sum(remittance.claims().map(|claim| claim.info.paid));
    let all = remittance
        .provider_adjustments
        .iter()
        .flat_map(|of| &of.info.adjustments);
    let adjustments = sum(all.map(|adjustment| adjustment.amount));
    let amount = remittance.payment.header.amount();
    let expected = paid
        .zip(adjustments)
        .and_then(|(paid, adjustments)| exact_difference(paid, adjustments));
    let balance = expected
        .zip(amount)
        .map(|(expected, found)| Balance { expected, found });
    refuse(&rules::PAYMENT_UNBALANCED, "HDR", 0, balance)
}

fn check_claim(claim: &ClaimPayment<'_>, number: u32) -> Result<(), Error> {
    let balance = claim.balance();
    refuse(&rules::CLAIM_UNBALANCED, "2100", number, balance.claim)?;
    if !claim.services.is_empty() {
        refuse(
            &rules::LINE_CHARGES_DIFFER,
            "2100",
            number,
            balance.line_charges,
        )?;
        refuse(
            &rules::LINE_PAYMENTS_DIFFER,
            "2100",
            number,
            balance.line_payments,
        )?;
    }
    for service in &claim.services {
        refuse(&rules::LINE_UNBALANCED, "2110", number, service.balance())?;
    }
    Ok(())
}

/// Refuses a balance that does not hold or could not be computed; `number` is the claim's, counted from 1.
fn refuse(
    rule: &'static Rule,
    loop_id: &'static str,
    number: u32,
    balance: Option<Balance>,
) -> Result<(), Error> {
    let expected = match balance {
        Some(balance) if balance.holds() => return Ok(()),
        Some(balance) => Some(format!(
            "expected {}, found {}",
            balance.expected, balance.found
        )),
        None => None,
    };
    let expected = match (number, expected) {
        (0, expected) => expected,
        (number, Some(expected)) => Some(format!("claim {number}: {expected}")),
        (number, None) => Some(format!("claim {number}")),
    };
    let place = Place {
        guide: GUIDE.id,
        loop_id,
        ..Place::default()
    };
    Err(Refusal {
        rule,
        place,
        expected,
    }
    .into())
}
