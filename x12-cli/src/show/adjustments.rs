//! Adjustments and remarks, spelt out.

use std::io::{self, Write};

use rust_decimal::Decimal;
use x12_835::segments::Adjustment;
use x12_codes::CodeList;
use x12_core::Code;

use super::words::{Words, text_of_code};
use crate::output::{fold, money};

/// Groups that have a column of their own; the others are added up in one.
pub(crate) const GROUPS: [&str; 4] = ["CO", "PR", "OA", "PI"];

/// `1 unit`, `3 units`.
pub(crate) fn units(quantity: Decimal) -> String {
    format!(
        "{} {}",
        quantity.normalize(),
        if quantity == Decimal::ONE {
            "unit"
        } else {
            "units"
        }
    )
}

/// One line for each: group and reason, amount, label.
pub(crate) fn spell<'s, 'a: 's>(
    out: &mut dyn Write,
    words: Words<'_>,
    indent: &str,
    adjustments: impl Iterator<Item = (&'s Code<'a>, &'s Adjustment<'a>)>,
) -> io::Result<()> {
    for (group, adjustment) in adjustments {
        let pair = format!(
            "{}-{}",
            text_of_code(group),
            text_of_code(&adjustment.reason)
        );
        let label = words
            .label(CodeList::Carc, adjustment.reason.as_str())
            .unwrap_or("(no label for this reason)");
        let group = match words.label(CodeList::AdjustmentGroup, group.as_str()) {
            _ if GROUPS.contains(&group.as_str()) => String::new(),
            Some(label) => format!("; group {}: {label}", group.as_str()),
            None => format!("; group {} is not known", text_of_code(group)),
        };
        let quantity = adjustment
            .quantity
            .map(|quantity| format!("; {} not paid", units(quantity)))
            .unwrap_or_default();
        let first = format!("{indent}{pair:<8} {:>10}  ", money(adjustment.amount));
        writeln!(
            out,
            "{}",
            fold(&first, &format!("{label}{quantity}{group}"))
        )?;
    }
    Ok(())
}

/// One remark: its code, and its label in the column of the labels above.
pub(crate) fn remark(
    out: &mut dyn Write,
    words: Words<'_>,
    indent: &str,
    list: CodeList,
    code: &Code<'_>,
) -> io::Result<()> {
    let label = words
        .label(list, code.as_str())
        .unwrap_or("(no label for this remark)");
    writeln!(
        out,
        "{}",
        fold(
            &format!("{indent}{:<8} {:>10}  ", text_of_code(code), "remark"),
            label
        )
    )
}
