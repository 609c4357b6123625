//! `x12 track`.

use std::path::PathBuf;

use claim_model::AdjustmentGroup;
use clap::{Args, ValueEnum};
use x12_codes::Codes;

use super::ReadArgs;

const TRACK_EXAMPLES: &str = "Examples:
  x12 track claims.jsonl sent.837 answer.ta1 answer.999 status.277 remittance.835
  x12 track claims.jsonl outbox/*.837 inbox/* --claim SH-10001
  x12 track claims.jsonl outbox/*.837 inbox/* --format json | jq -r '[.claim, .status] | @tsv'

Files are taken in the order in which they are named: that of the days on which they were
sent and came in. Claims that a file of claims (837P) holds and CLAIMS does not are followed
too. What an answer says of no claim is listed at the end. Findings go to standard error,
with every value masked.";

#[derive(Debug, Args)]
#[command(after_help = TRACK_EXAMPLES)]
pub(crate) struct TrackArgs {
    /// Claims that were built: one JSON object a line, or one JSON array; `-` reads standard input.
    #[arg(value_name = "CLAIMS")]
    pub(crate) claims: PathBuf,
    /// What was sent (837P) and what came back (TA1, 999, 997, 277CA, 277, 835), of any kinds in any mix.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// How claims are shown.
    #[arg(long, value_enum, default_value_t = TrackFormat::Text)]
    pub(crate) format: TrackFormat,
    /// Only claims with this patient control number. Capitals do not matter if nothing matches exactly.
    #[arg(long, value_name = "PCN")]
    pub(crate) claim: Option<String>,
    /// A claim that a remittance denies is Denied instead of Needs Review.
    #[arg(long)]
    pub(crate) denied_stays_denied: bool,
    /// The day on which a clearinghouse took a claim counts as the day on which it was accepted.
    #[arg(long)]
    pub(crate) accepted_by_clearinghouse: bool,
    /// An adjustment that denies nothing, such as CO-59, beside those that are known; may be given again.
    #[arg(long, value_name = "GROUP-REASON", value_parser = group_and_reason)]
    pub(crate) not_denied: Vec<(AdjustmentGroup, String)>,
    /// The list of trace numbers that x12 claim inquire made: answers are found by them too. May be given again.
    #[arg(long, value_name = "FILE")]
    pub(crate) traces: Vec<PathBuf>,
    /// Folder with licensed code tables that replace the built-in labels.
    #[arg(long, value_name = "DIR")]
    pub(crate) codes: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrackFormat {
    /// For people.
    Text,
    /// One object a line: claims, then what was said of no claim.
    Json,
}

/// `CO-59`.
fn group_and_reason(text: &str) -> Result<(AdjustmentGroup, String), String> {
    let wrong = || {
        format!(
            "{} is no pair of group and reason such as CO-59",
            crate::output::clean(text)
        )
    };
    let found = Codes::builtin().find_adjustment(text).ok_or_else(wrong)?;
    let group = AdjustmentGroup::of_code(&found.group.code).ok_or_else(wrong)?;
    Ok((group, found.reason_code.clone()))
}
