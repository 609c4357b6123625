//! Timelines as JSON: a claim on each line, then what was said of none.

use std::io::{self, Write};

use claim_model::{
    Amount, ClearinghouseClaimNumber, Day, PatientControlNumber, PayerClaimNumber,
    life::{Attempt, Event, Flag, Status, What},
};
use serde::Serialize;

use super::{pick::Pick, replay::Replay, text::name};
use crate::output;

/// A claim. What is not known is `null`.
#[derive(Serialize)]
struct Line<'t> {
    claim: &'t PatientControlNumber,
    status: Option<Status>,
    flags: Vec<Flag>,
    submitted: Option<Day>,
    accepted: Option<Day>,
    payer_claim_number: Option<&'t PayerClaimNumber>,
    clearinghouse_claim_number: Option<&'t ClearinghouseClaimNumber>,
    /// `null` where no payer decided, or the sum has too many digits.
    paid: Option<Amount>,
    attempts: &'t [Attempt],
    events: Vec<Happened<'t>>,
}

#[derive(Serialize)]
struct Happened<'t> {
    /// The file that says so; `null` where it is the list of claims.
    file: Option<&'t str>,
    #[serde(flatten)]
    event: &'t Event,
}

/// An answer that is nobody's.
#[derive(Serialize)]
struct Unmatched<'t> {
    unmatched: &'static str,
    file: Option<&'t str>,
    what: &'t What,
}

pub(super) fn show(
    out: &mut dyn Write,
    replay: &Replay,
    pick: &Pick,
    files: &[String],
) -> io::Result<()> {
    for (sent, life) in pick.claims(&replay.tracker) {
        let events = life.events().iter();
        let line = Line {
            claim: &sent.patient_control_number,
            status: life.status(),
            flags: life.flags(),
            submitted: life.submitted(),
            accepted: life.accepted(),
            payer_claim_number: life.payer_claim_number(),
            clearinghouse_claim_number: life.clearinghouse_claim_number(),
            paid: life.decisions().next().and_then(|_| life.paid()),
            attempts: life.attempts(),
            events: events
                .map(|event| Happened {
                    file: name(files, event.origin.file),
                    event,
                })
                .collect(),
        };
        output::json(out, &line)?;
        writeln!(out)?;
    }
    for of in &replay.nobodys {
        let line = Unmatched {
            unmatched: of.why.as_str(),
            file: name(files, of.file),
            what: &of.what,
        };
        output::json(out, &line)?;
        writeln!(out)?;
    }
    Ok(())
}
