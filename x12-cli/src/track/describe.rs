//! What happened to a claim, in words.

use claim_model::{
    Adjudication, Adjustment, AdjustmentGroup, Amount, Processing, Submission,
    life::{
        ClaimStatus, Decision, Event, ProviderAdjustment, Receipt, ReceiptOf, ReceiptOutcome,
        ReportedBy, StatusLevel, StatusReason, StatusReport, What,
    },
    matching::{Confidence, MatchReason, Sending},
};
use rust_decimal::Decimal;
use x12_codes::CodeList;

use crate::{
    output::{clean, money, money_or_too_large},
    show::{Words, join},
};

/// In one sentence.
pub(super) fn sentence(words: Words<'_>, what: &What) -> String {
    match what {
        What::Built(submission) => format!("built{}", as_what(submission)),
        What::Sent(sending) => sent(sending),
        What::Receipt(of) => receipt(of),
        What::Status(of) => status(words, of),
        What::Decision(of) => decision(of),
        What::Money(of) => money_of_payment(words, of),
        What::NotListed => "the answer to its batch does not name it".to_owned(),
        _ => "an event that has no words here".to_owned(),
    }
}

fn as_what(submission: &Submission) -> String {
    match submission {
        Submission::Original => String::new(),
        Submission::Replacement(of) => format!(" to replace {}", clean(of.as_str())),
        Submission::Void(of) => format!(" to take back {}", clean(of.as_str())),
    }
}

fn sent(sending: &Sending) -> String {
    let batch = sending.batch.as_deref();
    let batch = batch.map(|batch| format!("batch {}", clean(batch)));
    let parts = [
        batch.unwrap_or_default(),
        named("interchange", &sending.interchange),
        named("group", &sending.group),
        named("set", &sending.set),
    ];
    match join(parts, ", ") {
        numbers if numbers.is_empty() => "sent; its control numbers cannot be read".to_owned(),
        numbers => format!("sent: {numbers}"),
    }
}

fn named(what: &str, number: &str) -> String {
    if number.trim().is_empty() {
        return String::new();
    }
    format!("{what} {}", clean(number.trim()))
}

fn receipt(of: &Receipt) -> String {
    let number = |number: &Option<claim_model::Text>| number.as_deref().unwrap_or("?").to_owned();
    let what = match of.of {
        ReceiptOf::Interchange => format!("TA1: interchange {}", number(&of.interchange)),
        ReceiptOf::Group => format!("999/997: group {}", number(&of.group)),
        ReceiptOf::Set => format!(
            "999/997: set {} of group {}",
            number(&of.set),
            number(&of.group)
        ),
    };
    let outcome = match of.outcome {
        ReceiptOutcome::Accepted => "accepted",
        ReceiptOutcome::AcceptedWithErrors => "accepted with errors",
        ReceiptOutcome::PartlyAccepted => "accepted in part",
        ReceiptOutcome::Rejected => "rejected",
        ReceiptOutcome::Other => "answered by a code that is not known",
    };
    let errors: Vec<&str> = of.errors.iter().map(|code| code.trim()).collect();
    let errors = match errors.as_slice() {
        [] | ["000"] => String::new(),
        codes => format!(", error {}", codes.join(", ")),
    };
    clean(&format!("{what} {outcome}{errors}")).into_owned()
}

/// Who says what of whom, and why.
fn status(words: Words<'_>, of: &ClaimStatus) -> String {
    let by = match of.reported_by() {
        ReportedBy::Payer => "payer",
        ReportedBy::Clearinghouse => "clearinghouse",
        ReportedBy::Other => "reporter",
    };
    let name = of.source.as_ref().and_then(|source| source.name.as_deref());
    let name = name.map_or_else(|| by.to_owned(), |name| clean(name.trim()).into_owned());
    let report = match of.report {
        StatusReport::Acknowledgment => "277CA",
        StatusReport::Answer => "277",
    };
    let whom = match of.level {
        StatusLevel::Source | StatusLevel::Receiver => "the whole batch: ".to_owned(),
        StatusLevel::Provider => "all claims of the billing provider: ".to_owned(),
        StatusLevel::Claim => String::new(),
        StatusLevel::Line => line_name(of),
    };
    let reasons = of.reasons.iter().map(|reason| spell(words, reason));
    let reasons = match join(reasons, "; ") {
        none if none.is_empty() => "no reason given".to_owned(),
        reasons => reasons,
    };
    format!(
        "{report} of {name}: {whom}{}",
        join([reasons, money_of(of)], "; ")
    )
}

fn line_name(of: &ClaimStatus) -> String {
    let line = of.line.as_ref();
    let number = line.and_then(|line| line.line_control_number.as_deref());
    let procedure = line.and_then(|line| line.procedure.as_ref());
    let parts = [
        number.map(|number| format!("line {}", clean(number.trim()))),
        procedure.map(|code| clean(code.as_str()).into_owned()),
    ];
    match join(parts.into_iter().flatten(), ", ") {
        none if none.is_empty() => "a line: ".to_owned(),
        name => format!("{name}: "),
    }
}

/// Category, status and whom they speak of, each with its code.
fn spell(words: Words<'_>, reason: &StatusReason) -> String {
    let coded = |list, code: &str| match words.label(list, code) {
        Some(label) => format!("{label} ({code})"),
        None => format!("code {}", clean(code)),
    };
    let status = reason.status.as_ref().map(|code| {
        // The list of pharmacies is another one.
        if reason.pharmacy {
            return format!("pharmacy code {}", clean(code.as_str()));
        }
        coded(CodeList::ClaimStatus, code.as_str())
    });
    let entity = reason.entity.as_ref().map(|code| {
        let code = code.as_str();
        match words.label(CodeList::StatusEntity, code) {
            Some(label) => label.to_owned(),
            None => format!("entity {}", clean(code)),
        }
    });
    let parts = [
        coded(CodeList::ClaimStatusCategory, reason.category.as_str()),
        status.unwrap_or_default(),
        entity.unwrap_or_default(),
    ];
    join(parts, ", ")
}

/// What an answer says of money.
fn money_of(of: &ClaimStatus) -> String {
    let (Some(paid), StatusReport::Answer) = (of.paid, of.report) else {
        return String::new();
    };
    let of_what = of.charge.map(|charge| format!(" of {}", money(charge.0)));
    let number = of.payment_number.as_deref();
    let number = number.map(|number| format!(" by {}", clean(number.trim())));
    let day = of.remitted.or(of.finalized);
    let day = day.map(|day| format!(" on {}", day.0));
    format!(
        "paid {}{}{}{}",
        money(paid.0),
        of_what.unwrap_or_default(),
        number.unwrap_or_default(),
        day.unwrap_or_default()
    )
}

fn decision(of: &Decision) -> String {
    let adjudication = &of.adjudication;
    let payer = adjudication.payer_name.as_deref();
    let payer = payer.map_or_else(|| "payer".to_owned(), |of| clean(of.trim()).into_owned());
    let amounts = format!(
        "paid {} of {}",
        money(adjudication.paid.0),
        money(adjudication.charge.0)
    );
    let number = of.payment.number.as_deref();
    let number = number.map(|number| format!("payment {}", clean(number.trim())));
    let patient = adjudication
        .patient_responsibility
        .filter(|of| !of.is_zero());
    let patient = patient.map(|of| format!("patient owes {}", money(of.0)));
    let parts = [
        format!("835 of {payer}: {}", processing(adjudication.processing)),
        amounts,
        patient.unwrap_or_default(),
        number.unwrap_or_default(),
    ];
    join(parts, ", ")
}

/// What a payment adds or holds back beside its claims.
fn money_of_payment(words: Words<'_>, of: &ProviderAdjustment) -> String {
    let effect = if of.amount.0 < Decimal::ZERO {
        format!("held back {}", money(of.amount.0.abs()))
    } else {
        format!("added {}", money(of.amount.0))
    };
    let reason =
        of.reason.as_deref().map(
            |code| match words.label(CodeList::ProviderAdjustment, code) {
                Some(label) => format!("{label} ({code})"),
                None => format!("reason {}", clean(code.trim())),
            },
        );
    let named = |what: &str, value: Option<&str>| {
        let value = value.map(str::trim).filter(|value| !value.is_empty());
        value
            .map(|value| format!("{what} {}", clean(value)))
            .unwrap_or_default()
    };
    let parts = [
        format!("835: {effect}"),
        reason.unwrap_or_default(),
        named("reference", of.reference.as_deref()),
        named("payment", of.payment.number.as_deref()),
    ];
    join(parts, ", ")
}

const fn processing(of: Processing) -> &'static str {
    match of {
        Processing::Primary => "decided as primary payer",
        Processing::Secondary => "decided as secondary payer",
        Processing::Tertiary => "decided as tertiary payer",
        Processing::Denied => "denied",
        Processing::Reversal => "took an earlier payment back",
        Processing::Predetermination => "estimated only",
        Processing::NotOurs => "not this payer's claim, sent on",
        Processing::Other => "decided, by a code that is not known",
    }
}

/// What stands below the sentence: each a first column, as wide as it is, and its text.
pub(super) fn details(words: Words<'_>, event: &Event) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    match &event.what {
        What::Decision(of) => adjustments(words, &of.adjudication, &mut lines),
        What::Status(of) => {
            for message in &of.messages {
                lines.push((label("says"), clean(message.trim()).into_owned()));
            }
        }
        _ => {}
    }
    if let Some(found) = found(event) {
        lines.push((label("found by"), found));
    }
    for flag in &event.flags {
        lines.push((label("note"), flag.to_string()));
    }
    lines
}

fn label(what: &str) -> String {
    format!("{what:<8}  ")
}

/// Adjustments of claim and lines, those of the same group and reason added up.
fn adjustments(words: Words<'_>, of: &Adjudication, lines: &mut Vec<(String, String)>) {
    let of_lines = of.lines.iter().flat_map(|line| &line.adjustments);
    let mut sums: Vec<(AdjustmentGroup, &str, Option<Amount>)> = Vec::new();
    for Adjustment {
        group,
        reason,
        amount,
        ..
    } in of.adjustments.iter().chain(of_lines)
    {
        let same = |sum: &&mut (AdjustmentGroup, &str, Option<Amount>)| {
            sum.0 == *group && sum.1 == reason.as_str()
        };
        match sums.iter_mut().find(same) {
            Some((_, _, sum)) => *sum = sum.and_then(|sum| sum.0.checked_add(amount.0)).map(Amount),
            None => sums.push((*group, reason.as_str(), Some(*amount))),
        }
    }
    for (group, reason, sum) in sums {
        let label = words.label(CodeList::Carc, reason);
        let pair = format!("{}-{}", group.code(), clean(reason));
        let sum = money_or_too_large(sum.map(|sum| sum.0));
        let label = label.unwrap_or("(no label for this reason)");
        lines.push((format!("{pair:<8} {sum:>10}  "), label.to_owned()));
    }
}

/// Why it is taken for this claim's; nothing where our own number or what we sent says so for certain.
fn found(event: &Event) -> Option<String> {
    let by = match event.matched_by {
        MatchReason::Itself => return None,
        MatchReason::ControlNumbers => "control numbers",
        MatchReason::Batch => "number of the batch",
        MatchReason::ProviderInBatch => "billing provider within the batch",
        MatchReason::InquiryTrace => "trace of the inquiry",
        MatchReason::PatientControlNumber => "our claim number",
        MatchReason::PatientControlNumberChanged => "our claim number, changed or cut",
        MatchReason::PayerClaimNumber => "the payer's claim number",
        MatchReason::ClearinghouseClaimNumber => "the clearinghouse's claim number",
        MatchReason::LineControlNumbers => "our numbers of its lines",
        _ => "a reason that has no words here",
    };
    let usual = matches!(
        event.matched_by,
        MatchReason::ControlNumbers | MatchReason::PatientControlNumber
    );
    match event.confidence {
        Confidence::Certain if usual => None,
        Confidence::Certain => Some(by.to_owned()),
        Confidence::Likely => Some(format!("{by}; likely")),
        Confidence::Possible => Some(format!("{by}; doubtful")),
    }
}

/// Which claim or batch an answer names that is nobody's.
pub(super) fn named_claim(what: &What) -> String {
    let (number, payer) = match what {
        What::Status(of) => (&of.patient_control_number, &of.payer_claim_number),
        What::Decision(of) => (
            &of.adjudication.patient_control_number,
            &of.adjudication.payer_claim_number,
        ),
        _ => return String::new(),
    };
    match (number, payer) {
        (Some(number), _) => format!("claim {}", clean(number.as_str().trim())),
        (None, Some(number)) => format!("payer's claim {}", clean(number.as_str().trim())),
        (None, None) => String::new(),
    }
}
