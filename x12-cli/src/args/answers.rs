//! `x12 status` and `x12 ack`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::ReadArgs;

const STATUS_EXAMPLES: &str = "Examples:
  x12 status read inbox/*.277 > statuses.jsonl
  x12 status read answer.277ca | jq -c 'select(.level == \"claim\") | [.patient_control_number, .action]'

Findings go to standard error, with every value masked. What a category or status means: x12 explain A7";

const READ_EXAMPLES: &str = "Examples:
  x12 ack read answer.999
  x12 ack read inbox/*.999 | jq -c '.group.sets[]? | select(.code != \"A\")'

Findings go to standard error, with every value masked.";

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
