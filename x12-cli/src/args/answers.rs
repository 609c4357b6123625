//! `x12 status` and `x12 ack`.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use clap::{Args, Subcommand};
use x12_core::ReadOptions;

use super::ReadArgs;

const STATUS_EXAMPLES: &str = "Examples:
  x12 status read inbox/*.277 > statuses.jsonl
  x12 status read answer.277ca | jq -c 'select(.level == \"claim\") | [.patient_control_number, .action]'

Findings go to standard error, with every value masked. What a category or status means: x12 explain A7";

const READ_EXAMPLES: &str = "Examples:
  x12 ack read answer.999
  x12 ack read inbox/*.999 | jq -c '.group.sets[]? | select(.code != \"A\")'

Findings go to standard error, with every value masked.";

const WRITE_EXAMPLES: &str = "Examples:
  x12 ack write claims.837 --out answer.999 --control-number 42
  x12 ack write claims.837 --ta1 > answer.ta1
  x12 ack write claims.837 --no-copies --date 2025-03-01 --time 12:00:00 --control-number 42

The findings are those of x12 check. What a 999 has no words for is counted on standard error. Nothing appears before all
of it is written. Exit code 1 also says that the file was not accepted without errors.";

#[derive(Debug, Subcommand)]
pub(crate) enum StatusCommand {
    /// Statuses as JSON, one a line, from acknowledgments of claims (277CA) and answers to inquiries (277).
    Read(ReadStatusArgs),
}

#[derive(Debug, Args)]
#[command(after_help = STATUS_EXAMPLES)]
pub(crate) struct ReadStatusArgs {
    /// Files; `-` reads standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AckCommand {
    /// Acknowledgments as JSON: each TA1, and each answer to a group (999, 997) with its sets, on a line.
    Read(ReadAcksArgs),
    /// The 999 for a file that came in, or its TA1, addressed to whom it came from.
    Write(WriteAckArgs),
}

#[derive(Debug, Args)]
#[command(after_help = READ_EXAMPLES)]
pub(crate) struct ReadAcksArgs {
    /// Files; `-` reads standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

#[derive(Debug, Args)]
#[command(after_help = WRITE_EXAMPLES)]
pub(crate) struct WriteAckArgs {
    /// The file that came in, of any supported kind; `-` reads standard input.
    pub(crate) file: PathBuf,
    /// The TA1 for each interchange instead of the 999 for its groups.
    #[arg(long)]
    pub(crate) ta1: bool,
    /// Where the answer goes [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Tell no value of the file back: neither what is wrong (IK404) nor which claim it is in (CTX).
    #[arg(long)]
    pub(crate) no_copies: bool,
    /// Number of the answer's interchange (ISA13); further ones count up [default: the clock's seconds].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=999_999_999))]
    pub(crate) control_number: Option<u32>,
    /// Number of its group (GS06); further ones count up [default: that of the interchange].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=999_999_999))]
    pub(crate) group_control_number: Option<u32>,
    /// Day of the answer, such as 2025-03-01 [default: today, UTC].
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    /// Time of the answer, such as 12:00:00 [default: now, UTC].
    #[arg(long, value_name = "TIME")]
    pub(crate) time: Option<NaiveTime>,
    /// Read other versions, such as 4010, as if they were 5010, instead of rejecting them.
    #[arg(long)]
    pub(crate) any_version: bool,
}

impl WriteAckArgs {
    /// A file is answered with all that is wrong with it, so reading is never strict.
    pub(crate) fn read_options(&self) -> ReadOptions {
        ReadOptions::default().any_version(self.any_version)
    }
}
