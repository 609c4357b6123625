//! Provider adjustments in words, and the totals of a payment.

use std::io::{self, Write};

use rust_decimal::Decimal;
use x12_835::{PaymentTotals, ProviderAdjustments, segments::PaymentAdjustment};
use x12_codes::CodeList;

use super::{
    claim::verdict,
    words::{Words, join, optional},
};
use crate::output::{clean, columns, count, fold, money, money_or_too_large};

/// PLB: each amount with what it does to the payment.
pub(crate) fn adjustments(
    out: &mut dyn Write,
    words: Words<'_>,
    adjustments: &ProviderAdjustments<'_>,
) -> io::Result<()> {
    let info = &adjustments.info;
    let year = info
        .fiscal_period_end
        .map(|date| format!("fiscal period to {date}"))
        .unwrap_or_default();
    let title = join(
        [
            format!(
                "Provider adjustments for {}",
                optional(info.provider_id.as_ref())
            ),
            year,
        ],
        ", ",
    );
    writeln!(out, "\n{title}\n{}", "─".repeat(columns(&title).max(40)))?;
    for adjustment in &info.adjustments {
        writeln!(out, "{}", fold("  ", &in_words(words, adjustment)))?;
    }
    Ok(())
}

fn in_words(words: Words<'_>, adjustment: &PaymentAdjustment<'_>) -> String {
    let amount = adjustment.amount;
    let reason = adjustment.id.reason_code();
    let adds = amount < Decimal::ZERO;
    let effect = if amount.is_zero() {
        "does not change the payment (0.00)".to_owned()
    } else if adds {
        format!("adds {} to the payment", money(amount.abs()))
    } else {
        format!("reduces the payment by {}", money(amount))
    };
    let label = words.label(CodeList::ProviderAdjustment, reason);
    let label = label.map_or_else(
        || format!("reason {}", clean(reason)),
        |label| format!("{label} ({reason})"),
    );
    let hint = hint(reason, adds)
        .filter(|_| !amount.is_zero())
        .unwrap_or_default();
    let reference = adjustment
        .id
        .reference_id()
        .map(|of| clean(of.trim()).into_owned())
        .filter(|of| !of.is_empty());
    let reference = reference
        .map(|reference| format!("reference {reference}"))
        .unwrap_or_default();
    format!(
        "{effect}: {}",
        join([label, hint.to_owned(), reference], "; ")
    )
}

/// What the sign says about a reason that comes with both.
fn hint(reason: &str, adds: bool) -> Option<&'static str> {
    Some(match (reason, adds) {
        ("FB", true) => "carried forward to a later payment, which takes it",
        ("FB", false) => "carried forward from an earlier payment, taken now",
        ("WO", true) => "to be recovered from a later payment, not from this one",
        ("WO", false) => "withheld now for an earlier overpayment",
        ("72", _) => "answers money that the provider sent back",
        ("L6", true) => "paid to the provider",
        ("L6", false) => "taken back",
        ("CS", _) => "the reference says what for",
        ("CT", true) => "paid for the members of a period, not for claims",
        ("AP" | "PI" | "PL" | "IS" | "LS", true) => "paid out",
        ("AP" | "PI" | "PL" | "IS" | "LS", false) => "settled",
        _ => return None,
    })
}

/// The sums, and whether they come to what the payment says.
pub(crate) fn totals(out: &mut dyn Write, number: u64, totals: &PaymentTotals) -> io::Result<()> {
    let claims = format!(
        "claims paid ({}, {})",
        count(totals.claims, "claim"),
        count(totals.services, "line")
    );
    let (what, adjustments) = match totals.provider_adjustments {
        Some(sum) if sum < Decimal::ZERO => ("plus provider adjustments", Some(sum.abs())),
        sum => ("less provider adjustments", sum),
    };
    let payment = totals
        .paid
        .zip(totals.provider_adjustments)
        .and_then(|(paid, less)| paid.checked_sub(less));
    let rows = [
        ("charged", money_or_too_large(totals.charge)),
        (claims.as_str(), money_or_too_large(totals.paid)),
        (what, money_or_too_large(adjustments)),
        ("payment", money_or_too_large(payment)),
    ];
    let title = format!("Totals of payment {number}");
    writeln!(out, "\n{title}\n{}", "─".repeat(40))?;
    let width = rows
        .iter()
        .map(|(_, amount)| columns(amount))
        .max()
        .unwrap_or(0)
        .max(12);
    for (what, amount) in &rows {
        let verdict = match (*what, &totals.balance) {
            ("payment", Some(balance)) if balance.holds() => {
                "  balances with the payment amount (BPR02)".to_owned()
            }
            ("payment", Some(balance)) => format!("\n{}", fold("  ", &verdict(balance))),
            ("payment", None) => {
                "  cannot be compared: the payment amount (BPR02) or a sum is missing".to_owned()
            }
            _ => String::new(),
        };
        writeln!(out, "  {what:<36}{amount:>width$}{verdict}")?;
    }
    if totals.rejected > 0 {
        let rejected = count(totals.rejected, "part");
        writeln!(
            out,
            "  Not counted: {rejected} of this payment that could not be read"
        )?;
    }
    if totals.complete {
        return Ok(());
    }
    writeln!(
        out,
        "  The trailer (SE) is missing: something may be missing before it."
    )
}
