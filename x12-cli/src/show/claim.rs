//! One claim with its lines and its totals.

use std::io::{self, Write};

use rust_decimal::Decimal;
use x12_835::{Balance, ClaimPayment, ClaimStatus, ServicePayment, sum_adjustments};
use x12_codes::CodeList;
use x12_core::Date;

use super::{
    adjustments,
    header::field,
    lines,
    words::{Words, contact, id, join, name, optional, party, text, text_of_code},
};
use crate::output::{WIDTH, columns, fold, money, money_or_too_large};

pub(crate) fn show(
    out: &mut dyn Write,
    words: Words<'_>,
    claim: &ClaimPayment<'_>,
) -> io::Result<()> {
    let title = title(words, claim);
    writeln!(
        out,
        "\n{title}\n{}",
        "─".repeat(columns(&title).clamp(40, WIDTH))
    )?;
    status(out, claim)?;
    people(out, claim)?;
    facts(out, words, claim)?;
    if claim.services.is_empty() {
        writeln!(out, "\n  No lines: the claim was decided as a whole.")?;
    } else {
        lines::show(out, words, &claim.services)?;
    }
    if !claim.adjustments.is_empty() {
        writeln!(out, "\n  Adjustments of the claim as a whole")?;
        adjustments::spell(out, words, "    ", claim.claim_adjustments())?;
    }
    let remarks: Vec<_> = claim.remarks().collect();
    if !remarks.is_empty() {
        writeln!(out, "\n  Remarks on the claim")?;
        for remark in remarks {
            adjustments::remark(out, words, "    ", CodeList::Rarc, remark)?;
        }
    }
    for rejected in &claim.rejected {
        let span = rejected.span;
        writeln!(
            out,
            "\n  A part of this claim could not be read: loop {}, bytes {}..{}",
            rejected.loop_id, span.start, span.end
        )?;
    }
    totals(out, claim)
}

fn title(words: Words<'_>, claim: &ClaimPayment<'_>) -> String {
    let number = match optional(claim.info.patient_control_number.as_ref()) {
        number if number.is_empty() => "without patient control number".to_owned(),
        number => number,
    };
    let Some(code) = &claim.info.status else {
        return format!("Claim {number}: status not given");
    };
    let shown = text_of_code(code);
    let status = match claim.status() {
        ClaimStatus::Reversal => format!("REVERSAL of an earlier payment ({shown})"),
        ClaimStatus::Predetermination => format!("PREDETERMINATION, no payment ({shown})"),
        _ => words.spell(CodeList::ClaimPaymentStatus, code),
    };
    match &claim.crossover_carrier {
        Some(carrier) => format!("Claim {number}: {status} to {}", name(carrier)),
        None => format!("Claim {number}: {status}"),
    }
}

/// What the status asks of the reader.
fn status(out: &mut dyn Write, claim: &ClaimPayment<'_>) -> io::Result<()> {
    let status = claim.status();
    let note = match status {
        ClaimStatus::Reversal => "takes back what was paid before; a corrected claim may follow",
        ClaimStatus::Predetermination => {
            "an estimate before treatment; nothing is paid and the patient owes nothing yet"
        }
        _ => "",
    };
    field(out, "Note", note)?;
    let to = claim
        .crossover_carrier
        .as_ref()
        .map(|carrier| party(carrier))
        .unwrap_or_default();
    if status.is_forwarded() {
        let to = if to.is_empty() {
            "a payer that is not named".to_owned()
        } else {
            to
        };
        field(
            out,
            "Forwarded to",
            &format!("{to}; do not send the claim there again"),
        )?;
    } else {
        field(out, "Forwarded to", &to)?;
    }
    field(
        out,
        "Bill first",
        &claim
            .corrected_payer
            .as_ref()
            .map(|payer| party(payer))
            .unwrap_or_default(),
    )
}

fn people(out: &mut dyn Write, claim: &ClaimPayment<'_>) -> io::Result<()> {
    let corrected = claim
        .corrected
        .as_ref()
        .map(|corrected| join([name(corrected), id(corrected)], ", "));
    let corrected = corrected
        .filter(|text| !text.is_empty())
        .map(|text| format!("corrected to {text}"));
    let patient = claim.patient.as_ref().map(party).unwrap_or_default();
    let insured = claim
        .insured
        .as_ref()
        .map(|insured| party(insured))
        .unwrap_or_default();
    field(
        out,
        "Patient",
        &join([patient, corrected.unwrap_or_default()], "; "),
    )?;
    field(out, "Insured", &insured)?;
    field(
        out,
        "Other insured",
        &claim
            .other_insured
            .as_ref()
            .map(|other| party(other))
            .unwrap_or_default(),
    )?;
    field(
        out,
        "Rendered by",
        &claim
            .rendering_provider
            .as_ref()
            .map(|provider| party(provider))
            .unwrap_or_default(),
    )
}

fn facts(out: &mut dyn Write, words: Words<'_>, claim: &ClaimPayment<'_>) -> io::Result<()> {
    let info = &claim.info;
    field(
        out,
        "Payer's number",
        &optional(info.payer_claim_number.as_ref()),
    )?;
    field(out, "Dates", &dates(claim))?;
    let coded = |what: &str, value: Option<&x12_core::Code<'_>>| {
        value.map(|code| format!("{what} {}", text_of_code(code)))
    };
    let plan = info
        .claim_filing_indicator
        .as_ref()
        .map(|code| words.spell(CodeList::ClaimFilingIndicator, code));
    let filed = [
        plan,
        coded("facility", info.facility_code.as_ref()),
        coded("frequency", info.frequency_code.as_ref()),
        coded("DRG", info.drg.as_ref()),
    ];
    field(out, "Filed as", &join(filed.into_iter().flatten(), ", "))?;
    let references = claim.references.iter().chain(&claim.rendering_references);
    let references = references
        .map(|of| words.qualified(CodeList::ReferenceQualifier, &of.qualifier, &text(&of.id)));
    field(out, "References", &join(references, "; "))?;
    let amounts = claim
        .amounts
        .iter()
        .map(|of| words.qualified(CodeList::AmountQualifier, &of.qualifier, &money(of.amount)));
    let quantities = claim.quantities.iter();
    let quantities = quantities.map(|of| {
        words.qualified(
            CodeList::QuantityQualifier,
            &of.qualifier,
            &of.quantity.normalize().to_string(),
        )
    });
    field(out, "Informational", &join(amounts.chain(quantities), "; "))?;
    field(out, "Ask", &join(claim.contacts.iter().map(contact), "; "))
}

fn dates(claim: &ClaimPayment<'_>) -> String {
    let from = claim.statement_from().or_else(|| {
        claim
            .services
            .iter()
            .filter_map(ServicePayment::service_from)
            .min()
    });
    let to = claim.statement_to().or_else(|| {
        claim
            .services
            .iter()
            .filter_map(ServicePayment::service_to)
            .max()
    });
    let served = range(from, to);
    let received = claim
        .received
        .as_ref()
        .map(|of| format!("received by the payer {}", of.date));
    let expired = claim
        .coverage_expiration
        .as_ref()
        .map(|of| format!("coverage ended {}", of.date));
    join(
        [
            served,
            received.unwrap_or_default(),
            expired.unwrap_or_default(),
        ],
        "; ",
    )
}

/// `2025-02-03`, or `2025-02-03 to 2025-02-10`; empty where neither is known.
pub(crate) fn range(from: Option<Date>, to: Option<Date>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from != to => format!("{from} to {to}"),
        (Some(day), _) | (None, Some(day)) => day.to_string(),
        (None, None) => String::new(),
    }
}

/// `balances`, or what should be and what is.
pub(crate) fn verdict(balance: &Balance) -> String {
    if balance.holds() {
        return "balances".to_owned();
    }
    let Balance { expected, found } = balance;
    format!(
        "DOES NOT BALANCE: expected {}, found {}, difference {}",
        money(*expected),
        money(*found),
        money_or_too_large(balance.difference())
    )
}

fn totals(out: &mut dyn Write, claim: &ClaimPayment<'_>) -> io::Result<()> {
    let info = &claim.info;
    let all = || {
        claim
            .adjustments
            .iter()
            .chain(claim.services.iter().flat_map(|line| &line.adjustments))
    };
    let sum = sum_adjustments(all());
    let balance = claim.balance();
    let (charge, adjusted, paid) = (
        money(info.charge),
        money_or_too_large(sum),
        money(info.paid),
    );
    match &balance.claim {
        Some(holds) if holds.holds() => {
            writeln!(
                out,
                "\n  Claim: charge {charge} - adjustments {adjusted} = paid {paid}; balances"
            )?;
        }
        off => {
            let verdict = off.as_ref().map_or_else(
                || "DOES NOT BALANCE: cannot be computed".to_owned(),
                verdict,
            );
            writeln!(
                out,
                "\n  Claim: charge {charge} - adjustments {adjusted}, paid {paid}\n         {verdict}"
            )?;
        }
    }
    let lines = [
        ("charges", balance.line_charges),
        ("payments", balance.line_payments),
    ];
    for (what, balance) in lines
        .into_iter()
        .filter_map(|(what, balance)| balance.map(|balance| (what, balance)))
    {
        if !balance.holds() {
            writeln!(
                out,
                "{}",
                fold(
                    "  Lines: ",
                    &format!("{what} do not add up to the claim's. {}", verdict(&balance))
                )
            )?;
        }
    }
    let owed = sum_adjustments(all().filter(|cas| cas.group.as_str() == "PR"));
    let said = info
        .patient_responsibility
        .filter(|said| Some(*said) != owed);
    let share = format!(
        "patient owes {} by PR adjustments",
        money_or_too_large(owed)
    );
    let share = match (claim.status(), said) {
        (ClaimStatus::Predetermination, _) => format!(
            "patient would owe {} by PR adjustments",
            money_or_too_large(owed)
        ),
        (_, Some(said)) => format!("{share}; the payer's own figure (CLP05) is {}", money(said)),
        _ if owed.is_some_and(|owed| owed < Decimal::ZERO) => {
            format!("{share}, that is, owes less than before")
        }
        _ => share,
    };
    writeln!(out, "{}", fold("         ", &share))
}
