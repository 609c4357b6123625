//! `x12 claim check`: everything that is wrong with claims, without a file.

use std::io::{self, BufWriter, Sink, Write};

use chrono::{Datelike, NaiveDate, NaiveTime};
use claim_model::{Batch, CheckOptions, Claim, Contact, PartyName, may_be_sent};
use x12_837p::claim::{
    ClaimEnvelope, ClaimError, ClaimReceiver, ClaimSubmitter, ClaimWriter, WriteOptions, rules,
};
use x12_core::{Envelope, Error};

use super::{
    entries::Entries,
    form::Read,
    problem::{Problem, Report, problems},
};
use crate::{
    args::CheckClaimsArgs,
    exit::{self, Exit, Failure},
    input,
    output::count,
};

pub(super) fn run(args: &CheckClaimsArgs) -> Result<Exit, Failure> {
    let name = input::spoken_name(&args.claims);
    let entries =
        Entries::open(&args.claims).map_err(|error| Failure(format!("{name}: {error}")))?;
    exit::after_writing(check(args, entries))
}

fn check(args: &CheckClaimsArgs, mut entries: Entries) -> io::Result<Exit> {
    let out = BufWriter::new(io::stdout().lock());
    let mut report = Report::new(out, args.problems, &args.claims);
    let mut judge = Judge::new(args.today);
    let mut claims = 0_u64;
    while let Some(entry) = entries.next()? {
        claims = claims.saturating_add(1);
        let Read { line, claim, .. } = Read::of(entry);
        match claim {
            Ok(claim) => {
                let found = judge.see(&claim)?;
                report.show(line, Some(&claim), &found)?;
            }
            Err(not) => {
                let found = [Problem::no_claim(&not, report.shows_values())];
                report.show(line, None, &found)?;
            }
        }
    }
    let exit = if report.tally.errors > 0 {
        Exit::Findings
    } else {
        Exit::Fine
    };
    let words = report.tally.in_words();
    report.end(&format!("{}, {words}", count(claims, "claim")))?;
    report.out.flush()?;
    Ok(exit)
}

/// Judges claims by the rules of the claim, and by what the file could hold.
pub(super) struct Judge {
    options: CheckOptions,
    numbers: Batch,
    /// Writes to nowhere; `None` once it can go on no more.
    writer: Option<ClaimWriter<Sink>>,
}

impl Judge {
    pub(super) fn new(today: Option<NaiveDate>) -> Self {
        Self {
            options: CheckOptions {
                today: today.map(Into::into),
            },
            numbers: Batch::new(),
            writer: ClaimWriter::new(io::sink(), nobody(), WriteOptions::default()).ok(),
        }
    }

    pub(super) fn see(&mut self, claim: &Claim) -> io::Result<Vec<Problem>> {
        let mut findings = claim.check(&self.options);
        findings.extend(self.numbers.see(claim));
        let mut found = problems(&findings);
        // What only the writer knows: whether the file could hold the words and identifiers. Its other findings are the
        // same rules again, judged by a day that nobody named.
        if may_be_sent(&findings)
            && let Some(writer) = &mut self.writer
        {
            let is_own = |of: &&claim_model::Finding| rules::ALL.contains(&of.rule);
            match writer.add(claim) {
                Ok(more) | Err(ClaimError::Refused(more)) => {
                    found.extend(more.iter().filter(is_own).map(Problem::from));
                }
                Err(ClaimError::Write(Error::Io { source })) => return Err(source),
                Err(_) => self.writer = None,
            }
        }
        Ok(found)
    }
}

/// Somebody who sends to somebody, for a file that nobody sees.
fn nobody() -> ClaimEnvelope {
    let id = "NOBODY";
    ClaimEnvelope {
        interchange: Envelope {
            sender_qualifier: "ZZ".to_owned(),
            sender_id: id.to_owned(),
            receiver_qualifier: "ZZ".to_owned(),
            receiver_id: id.to_owned(),
            application_sender: id.to_owned(),
            application_receiver: id.to_owned(),
            date: NaiveDate::MIN.with_year(2000).unwrap_or_default(),
            time: NaiveTime::MIN,
            interchange_control_number: 1,
            group_control_number: 1,
            acknowledgment_requested: false,
            production: false,
        },
        transaction_control_number: 1,
        batch_reference: id.into(),
        reissue: false,
        submitter: ClaimSubmitter {
            name: PartyName::Organization(id.into()),
            id: id.into(),
            contacts: vec![Contact {
                phone: Some("2025550100".into()),
                ..Contact::default()
            }],
        },
        receiver: ClaimReceiver {
            name: id.into(),
            id: id.into(),
        },
    }
}
