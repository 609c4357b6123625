//! The head of a payment: who pays whom, how much, how and when.

use std::io::{self, Write};

use x12_835::{
    Payee, Payer, PaymentHeader,
    segments::{Bpr, N1},
};
use x12_codes::CodeList;
use x12_core::Code;

use super::words::{Words, contact, join, optional, text, text_of_code};
use crate::output::{WIDTH, columns, fold, money};

/// One line of the head or of a claim: a name and what it says. Nothing where it says nothing.
pub(crate) fn field(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    if value.is_empty() {
        Ok(())
    } else {
        writeln!(out, "{}", fold(&format!("  {name:<16}"), value))
    }
}

/// `Payment 1: 110.00 by bank transfer on 2025-03-01`.
pub(crate) fn title(words: Words<'_>, number: u64, header: &PaymentHeader<'_>) -> String {
    let mut title = format!("Payment {number}: {}", amount(header));
    let Some(payment) = &header.payment else {
        return title;
    };
    let method = payment.method.as_ref().map_or("", |code| code.as_str());
    if method == "NON" {
        title.push_str(", no payment");
    } else if let Some(label) = words.label(CodeList::PaymentMethod, method) {
        title = format!("{title} by {label}");
    }
    match payment.date {
        Some(date) => format!("{title}, {date}"),
        None => title,
    }
}

fn amount(header: &PaymentHeader<'_>) -> String {
    let Some(amount) = header.amount() else {
        return "amount not given".to_owned();
    };
    match &header.currency {
        Some(currency) => format!("{} {}", money(amount), text_of_code(&currency.currency)),
        None => money(amount),
    }
}

/// All of the head.
pub(crate) fn show(
    out: &mut dyn Write,
    words: Words<'_>,
    number: u64,
    header: &PaymentHeader<'_>,
) -> io::Result<()> {
    let title = title(words, number, header);
    if number > 1 {
        writeln!(out)?;
    }
    writeln!(
        out,
        "{title}\n{}",
        "═".repeat(columns(&title).clamp(40, WIDTH))
    )?;
    field(
        out,
        "Payer",
        &header.payer.as_ref().map(payer).unwrap_or_default(),
    )?;
    if let Some(per) = header
        .payer
        .as_ref()
        .and_then(|payer| payer.business_contact.as_ref())
    {
        field(out, "Ask", &contact(per))?;
    }
    field(
        out,
        "Payee",
        &header.payee.as_ref().map(payee).unwrap_or_default(),
    )?;
    field(out, "Amount", &amount(header))?;
    if let Some(payment) = &header.payment {
        bpr(out, words, payment)?;
    }
    if let Some(trace) = &header.trace {
        let company = trace
            .originating_company_id
            .as_ref()
            .map(|id| format!("originating company {}", text(id)));
        let division = trace
            .supplement
            .as_ref()
            .map(|id| format!("division {}", text(id)));
        let parts = [
            optional(trace.number.as_ref()),
            company.unwrap_or_default(),
            division.unwrap_or_default(),
        ];
        field(out, "Trace number", &join(parts, ", "))?;
    }
    field(
        out,
        "Produced on",
        &header
            .production_date
            .as_ref()
            .map(|of| of.date.to_string())
            .unwrap_or_default(),
    )?;
    field(
        out,
        "Received by",
        &header
            .receiver
            .as_ref()
            .map(|of| text(&of.id))
            .unwrap_or_default(),
    )
}

fn bpr(out: &mut dyn Write, words: Words<'_>, payment: &Bpr<'_>) -> io::Result<()> {
    let spell = |list, code: Option<&Code<'_>>| {
        code.map(|code| words.spell(list, code)).unwrap_or_default()
    };
    let method = spell(CodeList::PaymentMethod, payment.method.as_ref());
    let debit = payment
        .credit_debit
        .as_ref()
        .filter(|code| code.as_str() == "D");
    field(
        out,
        "Method",
        &join([method, spell(CodeList::CreditDebit, debit)], "; "),
    )?;
    if let Some(date) = payment.date {
        let what = match payment.method.as_ref().map_or("", |code| code.as_str()) {
            "ACH" | "FWT" | "BOP" => ", when the money moves",
            "CHK" => ", date of the cheque",
            "NON" => ", date of the remittance",
            _ => "",
        };
        field(out, "Date", &format!("{date}{what}"))?;
    }
    let handling = match payment.handling.as_ref().map(|code| (code, code.as_str())) {
        Some((_, "I")) => "remittance only, the money goes another way (I)".to_owned(),
        Some((_, "H")) => "notice only, no money moves (H)".to_owned(),
        Some((code, _)) => words.spell(CodeList::PaymentHandling, code),
        None => String::new(),
    };
    field(out, "Handling", &handling)
}

fn payer(payer: &Payer<'_>) -> String {
    let id = payer
        .id()
        .map(|id| format!("id {}", text(id)))
        .unwrap_or_default();
    join([name(&payer.name), id], ", ")
}

fn payee(payee: &Payee<'_>) -> String {
    let npi = payee
        .npi()
        .map(|npi| format!("NPI {}", text(npi)))
        .unwrap_or_default();
    let tax = payee
        .tax_id()
        .map(|id| format!("tax id {}", text(id)))
        .unwrap_or_default();
    let known = !npi.is_empty() || !tax.is_empty();
    let other = payee
        .name
        .id
        .as_ref()
        .filter(|_| !known)
        .map(|id| format!("id {}", text(id)))
        .unwrap_or_default();
    join([name(&payee.name), npi, tax, other], ", ")
}

fn name(of: &N1<'_>) -> String {
    let name = optional(of.name.as_ref());
    if name.is_empty() {
        "(no name)".to_owned()
    } else {
        name
    }
}
