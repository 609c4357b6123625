//! The lines of a claim as a table, each with its adjustments below it.

use std::io::{self, Write};

use rust_decimal::Decimal;
use x12_835::{
    ServicePayment,
    segments::{Cas, Procedure},
};
use x12_codes::CodeList;

use super::{
    adjustments::{self, GROUPS},
    claim::{range, verdict},
    words::{Words, join, text, text_of_code},
};
use crate::output::{columns, cut, fold, money, money_or_too_large};

/// Widest procedure in the table; longer ones are cut.
const PROCEDURE: usize = 22;
/// Where what stands below a line begins.
const BELOW: &str = "              ";
const GROUP_HEADS: [&str; 4] = ["CO contr.", "PR patient", "OA other", "PI payer"];

/// One row: date, procedure and units, then amounts.
struct Row {
    words: [String; 3],
    amounts: Vec<String>,
}

pub(crate) fn show(
    out: &mut dyn Write,
    words: Words<'_>,
    lines: &[ServicePayment<'_>],
) -> io::Result<()> {
    let shape = Shape::of(lines);
    let rows: Vec<Row> = lines.iter().map(|line| shape.row(line)).collect();
    let total = (lines.len() > 1).then(|| shape.total(lines));
    let widths = shape.widths(rows.iter().chain(&total));
    writeln!(out)?;
    write_row(out, &shape.head(), &widths)?;
    for (line, row) in lines.iter().zip(&rows) {
        write_row(out, row, &widths)?;
        below(out, words, line)?;
    }
    match total {
        Some(total) => write_row(out, &total, &widths),
        None => Ok(()),
    }
}

/// Which columns of amounts there are.
struct Shape {
    allowed: bool,
    groups: [bool; 4],
    others: bool,
}

impl Shape {
    fn of(lines: &[ServicePayment<'_>]) -> Self {
        let has = |group: &str| {
            lines.iter().any(|line| {
                line.adjustments
                    .iter()
                    .any(|cas| cas.group.as_str() == group)
            })
        };
        let [_, _, other, payer] = GROUPS.map(has);
        let others = lines
            .iter()
            .any(|line| line.adjustments.iter().any(is_other));
        Self {
            allowed: lines.iter().any(|line| line.allowed_amount().is_some()),
            groups: [true, true, other, payer],
            others,
        }
    }

    fn groups(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let all = GROUPS.into_iter().zip(GROUP_HEADS).zip(self.groups);
        all.filter_map(|(group, there)| there.then_some(group))
    }

    fn head(&self) -> Row {
        let mut amounts = vec!["Charge".to_owned()];
        amounts.extend(self.allowed.then(|| "Allowed".to_owned()));
        amounts.extend(self.groups().map(|(_, head)| head.to_owned()));
        amounts.extend(self.others.then(|| "Others".to_owned()));
        amounts.push("Paid".to_owned());
        Row {
            words: ["Date", "Procedure", "Units"].map(str::to_owned),
            amounts,
        }
    }

    fn row(&self, line: &ServicePayment<'_>) -> Row {
        let mut amounts = vec![money(line.info.charge)];
        amounts.extend(
            self.allowed
                .then(|| line.allowed_amount().map(money).unwrap_or_default()),
        );
        amounts.extend(
            self.groups()
                .map(|(group, _)| blank_zero(sum(line, |cas| cas.group.as_str() == group))),
        );
        amounts.extend(self.others.then(|| blank_zero(sum(line, is_other))));
        amounts.push(money(line.info.paid));
        let date = line
            .service_from()
            .or_else(|| line.service_to())
            .map(|date| date.to_string())
            .unwrap_or_default();
        let procedure = cut(&procedure(&line.info.procedure), PROCEDURE).into_owned();
        Row {
            words: [date, procedure, line.units_paid().normalize().to_string()],
            amounts,
        }
    }

    fn total(&self, lines: &[ServicePayment<'_>]) -> Row {
        let add = |of: &dyn Fn(&ServicePayment<'_>) -> Option<Decimal>| {
            lines
                .iter()
                .try_fold(Decimal::ZERO, |sum, line| sum.checked_add(of(line)?))
        };
        let mut amounts = vec![money_or_too_large(add(&|line| Some(line.info.charge)))];
        amounts.extend(self.allowed.then(|| {
            money_or_too_large(add(&|line| Some(line.allowed_amount().unwrap_or_default())))
        }));
        amounts.extend(self.groups().map(|(group, _)| {
            blank_zero(add(&|line| sum(line, |cas| cas.group.as_str() == group)))
        }));
        amounts.extend(
            self.others
                .then(|| blank_zero(add(&|line| sum(line, is_other)))),
        );
        amounts.push(money_or_too_large(add(&|line| Some(line.info.paid))));
        Row {
            words: ["Lines".to_owned(), String::new(), String::new()],
            amounts,
        }
    }

    fn widths<'r>(&self, rows: impl Iterator<Item = &'r Row>) -> (Vec<usize>, Vec<usize>) {
        let head = self.head();
        let of = |texts: &[String]| texts.iter().map(|text| columns(text)).collect::<Vec<_>>();
        let mut widths = (of(&head.words), of(&head.amounts));
        for row in rows {
            widest(&mut widths.0, &row.words);
            widest(&mut widths.1, &row.amounts);
        }
        if let Some(date) = widths.0.first_mut() {
            *date = (*date).max(10);
        }
        widths
    }
}

fn widest(widths: &mut [usize], texts: &[String]) {
    for (width, text) in widths.iter_mut().zip(texts) {
        *width = (*width).max(columns(text));
    }
}

fn write_row(
    out: &mut dyn Write,
    row: &Row,
    (words, amounts): &(Vec<usize>, Vec<usize>),
) -> io::Result<()> {
    let mut line = String::new();
    for (at, (text, width)) in row.words.iter().zip(words).enumerate() {
        let cell = if at == 2 {
            format!("  {text:>width$}")
        } else {
            format!("  {text:<width$}")
        };
        line.push_str(&cell);
    }
    for (text, width) in row.amounts.iter().zip(amounts) {
        line.push_str(&format!("  {text:>width$}"));
    }
    writeln!(out, "{}", line.trim_end())
}

fn is_other(cas: &Cas<'_>) -> bool {
    !GROUPS.contains(&cas.group.as_str())
}

fn sum(line: &ServicePayment<'_>, wanted: impl Fn(&Cas<'_>) -> bool) -> Option<Decimal> {
    x12_835::sum_adjustments(line.adjustments.iter().filter(|cas| wanted(cas)))
}

fn blank_zero(amount: Option<Decimal>) -> String {
    if amount.is_some_and(|amount| amount.is_zero()) {
        String::new()
    } else {
        money_or_too_large(amount)
    }
}

/// `90834 95`, or with its list in front where that is not HCPCS: `NU 0450`.
fn procedure(procedure: &Procedure<'_>) -> String {
    let list = procedure
        .qualifier
        .as_ref()
        .filter(|list| list.as_str() != "HC")
        .map(text_of_code)
        .unwrap_or_default();
    let code = procedure
        .code
        .as_ref()
        .map(text_of_code)
        .unwrap_or_default();
    let modifiers = procedure.modifiers().map(text_of_code);
    join([list, code].into_iter().chain(modifiers), " ")
}

/// What is said about a line besides its row.
fn below(out: &mut dyn Write, words: Words<'_>, line: &ServicePayment<'_>) -> io::Result<()> {
    let mut note = |text: &str| {
        if text.is_empty() {
            Ok(())
        } else {
            writeln!(out, "{}", fold(BELOW, text))
        }
    };
    if line.service_from() != line.service_to() && line.service_to().is_some() {
        note(&format!(
            "from {}",
            range(line.service_from(), line.service_to())
        ))?;
    }
    let whole = procedure(&line.info.procedure);
    if columns(&whole) > PROCEDURE {
        note(&whole)?;
    }
    note(
        &line
            .info
            .revenue_code
            .as_ref()
            .map(|code| format!("revenue code {}", text_of_code(code)))
            .unwrap_or_default(),
    )?;
    note(&submitted(line))?;
    adjustments::spell(out, words, BELOW, line.line_adjustments())?;
    for remark in &line.remarks {
        let list = if remark.list.as_str() == "HE" {
            CodeList::Rarc
        } else {
            CodeList::RemarkList
        };
        adjustments::remark(out, words, BELOW, list, &remark.code)?;
    }
    let mut note = |text: &str| {
        if text.is_empty() {
            Ok(())
        } else {
            writeln!(out, "{}", fold(BELOW, text))
        }
    };
    let amounts = line
        .amounts
        .iter()
        .filter(|of| of.qualifier.as_str() != "B6");
    note(&join(
        amounts
            .map(|of| words.qualified(CodeList::AmountQualifier, &of.qualifier, &money(of.amount))),
        "; ",
    ))?;
    note(&join(
        line.policies
            .iter()
            .map(|of| format!("policy {}", text(&of.id))),
        "; ",
    ))?;
    match line.balance() {
        Some(balance) if balance.holds() => Ok(()),
        Some(balance) => note(&verdict(&balance)),
        None => note("cannot be computed: too many digits"),
    }
}

/// What was submitted, where it differs from what was decided.
fn submitted(line: &ServicePayment<'_>) -> String {
    let units = line
        .info
        .units_submitted
        .filter(|units| *units != line.units_paid());
    let units = units.map(adjustments::units).unwrap_or_default();
    let described = |of: &Procedure<'_>| {
        join(
            [
                procedure(of),
                of.description.as_ref().map(text).unwrap_or_default(),
            ],
            " ",
        )
    };
    let what = line
        .info
        .submitted_procedure
        .as_deref()
        .map(described)
        .unwrap_or_default();
    match join([what, units], ", ") {
        nothing if nothing.is_empty() => nothing,
        something => format!("submitted as {something}"),
    }
}
