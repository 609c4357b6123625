//! `x12 track`: what was sent and what came back, claim by claim.

mod describe;
mod json;
mod pick;
mod replay;
mod text;

use std::io::{self, BufWriter, Write};

use claim_model::life::{NoMatch, Profile, What};
use x12_codes::Codes;

use crate::{
    args::{TrackArgs, TrackFormat},
    claim,
    exit::{self, Exit, Failure, complain},
    input,
    output::count,
    show::Words,
};
use pick::Pick;
use replay::Replay;

/// An answer that is nobody's.
struct Nobodys {
    /// Which file says it, counted from 1.
    file: u32,
    what: What,
    why: NoMatch,
}

impl Nobodys {
    /// Money beside the claims of a payment belongs to no claim more often than not.
    const fn is_money(&self) -> bool {
        matches!(self.what, What::Money(_))
    }
}

pub(crate) fn run(args: &TrackArgs) -> Result<Exit, Failure> {
    let loaded = args
        .codes
        .as_deref()
        .map(Codes::with_dir)
        .transpose()
        .map_err(|error| Failure(error.to_string()))?;
    let codes = loaded.as_ref().unwrap_or(Codes::builtin());
    let mut replay = Replay::new(Profile {
        denied_stays_denied: args.denied_stays_denied,
        accepted_by_clearinghouse: args.accepted_by_clearinghouse,
        not_denied: args.not_denied.clone(),
    });
    let mut exit = claim::each(&args.claims, |claim| replay.built(claim))?;
    if replay.twice > 0 {
        complain(&format!(
            "{}: {} given twice, and taken once",
            input::spoken_name(&args.claims),
            count(replay.twice, "claim")
        ));
    }
    for path in &args.traces {
        claim::each_entry(path, "a trace number", |trace| replay.asked(trace))?;
    }
    for path in &args.files {
        exit = exit.max(replay.file(path, &args.read)?);
    }
    replay.finish();
    let pick = match &args.claim {
        Some(number) => Pick::of(&replay.tracker, number),
        None => Pick::All,
    };
    if pick.is_empty() {
        complain(&format!(
            "no claim with this number in {}",
            input::spoken_name(&args.claims)
        ));
        return Ok(exit.max(Exit::Findings));
    }
    if replay.nobodys.iter().any(|of| !of.is_money()) {
        exit = exit.max(Exit::Findings);
    }
    let files: Vec<String> = args
        .files
        .iter()
        .map(|path| input::display_name(path))
        .collect();
    let show = || -> io::Result<Exit> {
        let mut out = BufWriter::new(io::stdout().lock());
        match args.format {
            TrackFormat::Text => text::show(&mut out, Words { codes }, &replay, &pick, &files)?,
            TrackFormat::Json => json::show(&mut out, &replay, &pick, &files)?,
        }
        out.flush()?;
        Ok(exit)
    };
    exit::after_writing(show())
}
