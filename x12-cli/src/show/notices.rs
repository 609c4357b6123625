//! What stands between claims and is said in one line each.

use std::io::{self, Write};

use x12_835::ClaimGroup;
use x12_core::{RawSegment, TransactionHeader, notation::RejectedLoop};

use super::words::{join, optional, text, text_of_code};
use crate::output::{clean, fold, money};

/// TA1: the answer to an interchange that was sent.
pub(crate) fn acknowledgment(out: &mut dyn Write, segment: &RawSegment<'_>) -> io::Result<()> {
    let element =
        |number| clean(String::from_utf8_lossy(segment.element(number)).trim()).into_owned();
    let answer = match segment.element(4) {
        b"A" => "accepted",
        b"E" => "accepted with errors",
        b"R" => "rejected",
        _ => "answered",
    };
    let span = segment.span();
    let (number, note) = (element(1), element(5));
    writeln!(
        out,
        "Your interchange {number} was {answer}: TA1, note {note}, bytes {}..{}",
        span.start, span.end
    )
}

/// A transaction set that is no remittance.
pub(crate) fn skipped(out: &mut dyn Write, header: &TransactionHeader) -> io::Result<()> {
    let (set, version) = (text(&header.set), text(&header.version));
    let why = if set == "835" {
        "is not read without --any-version"
    } else {
        "is no remittance"
    };
    let what = format!(
        "transaction {} of the file, set {set}, version {version}, {why}",
        header.number
    );
    writeln!(out, "{}", fold("Skipped: ", &what))
}

/// A claim, a group or a PLB whose first segment could not be read.
pub(crate) fn rejected(out: &mut dyn Write, rejected: &RejectedLoop<'_>) -> io::Result<()> {
    let what = match &*rejected.loop_id {
        "2100" => "A claim",
        "2000" => "The header of a group of claims (LX)",
        "FTR" => "Provider adjustments (PLB)",
        _ => "A part of the payment",
    };
    let ordinal = rejected.segments.first().map_or(0, RawSegment::ordinal);
    let span = rejected.span;
    writeln!(
        out,
        "\n{what} could not be read: segment {ordinal} of the set, bytes {}..{}; see the findings.",
        span.start, span.end
    )
}

/// LX, where it says more than a number.
pub(crate) fn group(out: &mut dyn Write, group: &ClaimGroup<'_>) -> io::Result<()> {
    let Some(summary) = &group.summary else {
        return Ok(());
    };
    let number = group
        .header
        .number
        .map(|number| format!(" {number}"))
        .unwrap_or_default();
    let parts = [
        optional(summary.provider_id.as_ref()),
        summary
            .facility_type
            .as_ref()
            .map(|code| format!("facility {}", text_of_code(code)))
            .unwrap_or_default(),
        summary
            .fiscal_period_end
            .map(|date| format!("fiscal period to {date}"))
            .unwrap_or_default(),
        summary
            .claim_count
            .map(|count| format!("claims {}", count.normalize()))
            .unwrap_or_default(),
        summary
            .total_charge
            .map(|charge| format!("charged {}", money(charge)))
            .unwrap_or_default(),
    ];
    writeln!(
        out,
        "\n{}",
        fold(
            &format!("Claims of group{number}: "),
            &format!("provider {}", join(parts, ", "))
        )
    )
}
