//! `x12 explain`: what a code means.

use std::io::{self, BufWriter, Write};

use x12_codes::{AdjustmentMatch, CodeEntry, CodeList, Codes};
use x12_core::Rule;

use crate::{
    args::ExplainArgs,
    exit::{self, Exit, Failure, complain},
    output::{clean, fold},
};

/// All rules, of the engine, of every guide that is read and of packed inputs.
fn catalogue() -> impl Iterator<Item = &'static Rule> {
    let declared = [
        x12_core::rules::ALL,
        x12_835::rules::ALL,
        x12_837p::rules::ALL,
        x12_277::rules::ALL,
        x12_ack::rules::ALL,
        crate::input::rules::ALL,
        x12_tables::rules::ALL,
    ];
    let of_claims = x12_837p::rules::OF_CLAIMS;
    declared.into_iter().flatten().copied().chain(of_claims)
}

pub(crate) fn run(args: &ExplainArgs) -> Result<Exit, Failure> {
    let loaded = args
        .codes
        .as_deref()
        .map(Codes::with_dir)
        .transpose()
        .map_err(|error| Failure(error.to_string()))?;
    let codes = loaded.as_ref().unwrap_or(Codes::builtin());
    exit::after_writing(explain(
        &mut BufWriter::new(io::stdout().lock()),
        codes,
        args.code.trim(),
    ))
}

fn explain(out: &mut dyn Write, codes: &Codes, code: &str) -> io::Result<Exit> {
    let rule = number(code).and_then(find);
    let adjustment = codes.find_adjustment(code);
    let entries = codes.find(code);
    // A code that two kinds of lists hold is shown for both: only the reader knows which one was meant.
    let mut first = true;
    let mut gap = |out: &mut dyn Write| {
        if std::mem::take(&mut first) {
            Ok(())
        } else {
            writeln!(out)
        }
    };
    for (list, entry) in &entries {
        gap(out)?;
        show_entry(out, *list, entry)?;
    }
    if let Some(adjustment) = &adjustment {
        gap(out)?;
        show_adjustment(out, adjustment)?;
    }
    if let Some(rule) = rule {
        gap(out)?;
        show_rule(out, rule)?;
    }
    out.flush()?;
    if rule.is_some() || adjustment.is_some() || !entries.is_empty() {
        return Ok(Exit::Fine);
    }
    complain(&unknown(code));
    Ok(Exit::Findings)
}

/// The number of a rule in `X12-0402`, `x12-402`, `x12 402` or `0402`.
fn number(code: &str) -> Option<u16> {
    let digits = match code.split_at_checked(3) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case("X12") => {
            rest.trim_start_matches([' ', '-', '_'])
        }
        _ => code,
    };
    let plausible =
        (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plausible)
}

fn find(number: u16) -> Option<&'static Rule> {
    catalogue().find(|rule| rule.number == number)
}

fn unknown(code: &str) -> String {
    let code = clean(code);
    format!(
        "{code} is not known. Looked for a finding (X12-0402), an adjustment (CO-45) and a code of {} lists \
        (CARC, RARC, provider adjustments, statuses, places of service and others). The lists here hold the common codes \
        only: a code that is not known is no error in a file. Complete tables can be given with --codes.",
        CodeList::ALL.len()
    )
}

fn field(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    writeln!(out, "{}", fold(&format!("  {name:<14}"), value))
}

fn show_rule(out: &mut dyn Write, rule: &Rule) -> io::Result<()> {
    writeln!(out, "{rule}: {}", rule.title)?;
    field(out, "kind", "a finding of this program")?;
    field(out, "severity", rule.severity.as_str())?;
    if let Some(snip) = rule.snip {
        field(
            out,
            "SNIP type",
            &format!("{snip}, {}", snip_in_words(snip)),
        )?;
    }
    field(out, "meaning", rule.meaning)?;
    field(out, "usual cause", rule.cause)?;
    field(out, "what to do", rule.fix)?;
    let segment = rule.ik3.map(|code| format!("IK304 {code} (segment)"));
    let element = rule.ik4.map(|code| format!("IK403 {code} (element)"));
    let answer: Vec<String> = segment.into_iter().chain(element).collect();
    if answer.is_empty() {
        Ok(())
    } else {
        field(out, "in a 999", &answer.join(", "))
    }
}

const fn snip_in_words(snip: u8) -> &'static str {
    match snip {
        1 => "integrity of the X12 syntax",
        2 => "requirements of the guide",
        3 => "balancing",
        4 => "situations and relations between values",
        5 => "external code lists",
        6 => "kind of service",
        _ => "rules of the trading partner",
    }
}

fn show_entry(out: &mut dyn Write, list: CodeList, entry: &CodeEntry) -> io::Result<()> {
    writeln!(out, "{}: {}", clean(&entry.code), clean(&entry.label))?;
    field(out, "list", list.name())?;
    about(out, entry)
}

/// What an entry says besides its label.
fn about(out: &mut dyn Write, entry: &CodeEntry) -> io::Result<()> {
    if let Some(class) = &entry.class {
        field(out, "class", &clean(class))?;
    }
    match entry.counts_as_denial {
        Some(true) => field(out, "denial", "usually counts as a denial")?,
        Some(false) => field(out, "denial", "usually does not count as a denial")?,
        None => {}
    }
    match (entry.start, entry.stop) {
        (Some(start), Some(stop)) => field(out, "valid", &format!("{start} to {stop}")),
        (Some(start), None) => field(out, "valid", &format!("from {start}")),
        (None, Some(stop)) => field(out, "valid", &format!("to {stop}")),
        (None, None) => Ok(()),
    }
}

fn show_adjustment(out: &mut dyn Write, adjustment: &AdjustmentMatch<'_>) -> io::Result<()> {
    let (group, reason) = (&adjustment.group.code, &adjustment.reason_code);
    let label = adjustment
        .reason_label()
        .unwrap_or("reason not in the list");
    writeln!(out, "{}-{}: {}", clean(group), clean(reason), clean(label))?;
    field(
        out,
        "group",
        &format!("{}: {}", clean(group), clean(&adjustment.group.label)),
    )?;
    if adjustment.reasons.is_empty() {
        let note =
            "not known here; the list holds the common codes only, so this is no error in a file";
        return field(out, "reason", &format!("{}: {note}", clean(reason)));
    }
    for entry in adjustment.reasons {
        field(
            out,
            "reason",
            &format!("{}: {}", clean(&entry.code), clean(&entry.label)),
        )?;
        about(out, entry)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_rules_are_read_in_every_form() {
        for form in [
            "X12-0402", "x12-402", "x12_0402", "X120402", "402", "0402", "x12 402",
        ] {
            assert_eq!(number(form), Some(402), "{form}");
        }
        for form in ["CO-45", "", "X12-", "X12-40200", "4O2", "+402", "MA130"] {
            assert_eq!(number(form), None, "{form}");
        }
    }

    #[test]
    fn every_rule_is_found_and_no_number_is_used_twice() {
        let all: Vec<_> = catalogue().collect();
        let numbers: std::collections::BTreeSet<u16> = all.iter().map(|rule| rule.number).collect();
        assert_eq!(numbers.len(), all.len());
        assert!(
            numbers
                .iter()
                .all(|number| find(*number).is_some_and(|rule| rule.number == *number))
        );
    }
}
