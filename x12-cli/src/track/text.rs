//! Timelines for people.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use claim_model::{
    Period,
    life::{ClaimLife, Event, Status},
    matching::SentClaim,
};

use super::{Nobodys, describe, pick::Pick, replay::Replay};
use crate::{
    output::{WIDTH, clean, columns, count, fold, money, money_or_too_large},
    show::{Words, field, join},
};

/// Claims in order, then what was said of none, then how many there are of each status.
pub(super) fn show(
    out: &mut dyn Write,
    words: Words<'_>,
    replay: &Replay,
    pick: &Pick,
    files: &[String],
) -> io::Result<()> {
    let mut statuses: Vec<(Status, u64)> = Vec::new();
    for (sent, life) in pick.claims(&replay.tracker) {
        claim(out, words, sent, life, files)?;
        if let Some(status) = life.status() {
            match statuses.iter_mut().find(|(of, _)| *of == status) {
                Some((_, number)) => *number = number.saturating_add(1),
                None => statuses.push((status, 1)),
            }
        }
    }
    let (money, nobodys): (Vec<_>, Vec<_>) = replay.nobodys.iter().partition(|of| of.is_money());
    for (title, list) in [
        ("Said of none of these claims", &nobodys),
        ("Money beside these claims", &money),
    ] {
        if list.is_empty() {
            continue;
        }
        heading(out, title)?;
        for of in list {
            nobody(out, words, of, files)?;
        }
        writeln!(out)?;
    }
    statuses.sort_by_key(|(status, _)| (status.rank(), status.as_str()));
    let all = statuses
        .iter()
        .fold(0_u64, |sum, (_, number)| sum.saturating_add(*number));
    let each = statuses
        .iter()
        .map(|(status, number)| format!("{number} {status}"));
    let mut line = join([count(all, "claim"), join(each, ", ")], ": ");
    let nobodys = u64::try_from(nobodys.len()).unwrap_or(u64::MAX);
    if nobodys > 0 {
        line = format!("{line}; {} matched no claim", count(nobodys, "answer"));
    }
    writeln!(out, "{line}")
}

fn heading(out: &mut dyn Write, title: &str) -> io::Result<()> {
    let line = "─".repeat(columns(title).clamp(40, WIDTH));
    writeln!(out, "{title}\n{line}")
}

fn claim(
    out: &mut dyn Write,
    words: Words<'_>,
    sent: &SentClaim,
    life: &ClaimLife,
    files: &[String],
) -> io::Result<()> {
    let number = clean(sent.patient_control_number.as_str().trim());
    let status = life.status().map_or("nothing is known", Status::as_str);
    heading(out, &format!("Claim {number}: {status}"))?;
    facts(out, sent, life)?;
    writeln!(out)?;
    let widest = life
        .events()
        .iter()
        .map(|event| columns(event.status.as_str()));
    let width = widest.max().unwrap_or(0);
    for event in life.events() {
        happened(out, words, event, width, files)?;
    }
    writeln!(out)
}

fn facts(out: &mut dyn Write, sent: &SentClaim, life: &ClaimLife) -> io::Result<()> {
    let day = |day: Option<claim_model::Day>| day.map(|day| day.0.to_string());
    field(out, "Payer", &clean(sent.payer_id.as_str()))?;
    field(out, "Charge", &money(sent.charge.0))?;
    field(out, "Service", &sent.dates.map(dates).unwrap_or_default())?;
    field(out, "Submitted", &day(life.submitted()).unwrap_or_default())?;
    field(out, "Accepted", &day(life.accepted()).unwrap_or_default())?;
    let number = life
        .payer_claim_number()
        .map(|of| clean(of.as_str().trim()));
    field(out, "Payer's number", &number.unwrap_or_default())?;
    if life.decisions().next().is_some() {
        let paid = life.paid().map(|paid| paid.0);
        field(out, "Paid", &money_or_too_large(paid))?;
    }
    let flags = life.flags();
    field(
        out,
        "Note",
        &join(flags.iter().map(ToString::to_string), "; "),
    )
}

fn dates(of: Period) -> String {
    match of.to.filter(|to| *to != of.from) {
        Some(to) => format!("{} to {}", of.from.0, to.0),
        None => of.from.0.to_string(),
    }
}

/// A day, the status behind it, what happened and which file says so.
fn happened(
    out: &mut dyn Write,
    words: Words<'_>,
    event: &Event,
    width: usize,
    files: &[String],
) -> io::Result<()> {
    let day = event.date.map(|day| day.0.to_string()).unwrap_or_default();
    let first = format!("  {day:<10}  {:<width$}  ", event.status.as_str());
    let file = name(files, event.origin.file).map(|file| format!(" [{}]", short(file)));
    let sentence = describe::sentence(words, &event.what);
    writeln!(
        out,
        "{}",
        fold(&first, &format!("{sentence}{}", file.unwrap_or_default()))
    )?;
    let indent = columns(&first);
    for (what, text) in describe::details(words, event) {
        writeln!(out, "{}", fold(&format!("{:indent$}{what}", ""), &text))?;
    }
    Ok(())
}

/// The name of a file, counted from 1.
pub(super) fn name(files: &[String], number: u32) -> Option<&str> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    files.get(index).map(String::as_str)
}

/// Without its folder.
fn short(file: &str) -> Cow<'_, str> {
    clean(file.rsplit('/').next().unwrap_or(file))
}

fn nobody(out: &mut dyn Write, words: Words<'_>, of: &Nobodys, files: &[String]) -> io::Result<()> {
    let file = name(files, of.file).map(short).unwrap_or_default();
    let said = [
        describe::named_claim(&of.what),
        describe::sentence(words, &of.what),
    ];
    // Money that names no claim was not looked for in vain.
    let why = match of.is_money() {
        true => String::new(),
        false => format!(": {}", of.why.as_str()),
    };
    let text = format!("{}{why} [{file}]", join(said, ", "));
    writeln!(out, "{}", fold("  ", &text))
}
