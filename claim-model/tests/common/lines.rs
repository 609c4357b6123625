//! Lines as they were sent and as they came back.

use claim_model::{AdjudicatedLine, Modifier, Period, ProcedureCode, matching::SentLine};

use super::{day, dollars, number};

/// `90837:95:HO`.
pub fn procedure(text: &str) -> (ProcedureCode, Vec<Modifier>) {
    let mut parts = text.split(':');
    let code = parts.next().unwrap().parse().unwrap();
    (code, parts.map(|part| part.parse().unwrap()).collect())
}

#[allow(clippy::unnecessary_wraps, reason = "the days of a line are optional")]
pub fn on(of: u32) -> Option<Period> {
    Some(Period::day(day(2025, 2, of)))
}

/// A line as it was sent on 10 February, in one unit: number, `-` for none; procedure; charge.
pub fn sent(own: &str, billed: &str, charge: &str) -> SentLine {
    let (procedure, modifiers) = procedure(billed);
    SentLine {
        line_control_number: (own != "-").then(|| own.into()),
        procedure,
        modifiers,
        charge: dollars(charge),
        units: number("1"),
        dates: on(10),
    }
}

/// A line as it came back. What was paid makes no difference here.
pub fn back(own: &str, paid: &str, charge: &str) -> AdjudicatedLine {
    let (procedure, modifiers) = procedure(paid);
    AdjudicatedLine {
        line_control_number: (own != "-").then(|| own.into()),
        procedure: Some(procedure),
        modifiers,
        submitted_procedure: None,
        charge: dollars(charge),
        paid: dollars("0"),
        units: number("1"),
        dates: on(10),
        allowed: None,
        adjustments: vec![],
        remarks: vec![],
    }
}
