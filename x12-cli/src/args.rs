//! The command line.

mod answers;
mod claim;
mod convert;
mod mask;
mod track;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use x12_core::ReadOptions;

pub(crate) use answers::{AckCommand, StatusCommand, WriteAckArgs};
pub(crate) use claim::{
    CheckClaimsArgs, ClaimCommand, InquireArgs, PrintArgs, ProblemArgs, ProblemFormat,
    ReadClaimsArgs, ResubmitArgs, SecondaryArgs, WriteClaimsArgs,
};
pub(crate) use convert::{BatchArgs, ConvertClaimsArgs, ConvertErasArgs};
pub(crate) use mask::MaskArgs;
pub(crate) use track::{TrackArgs, TrackFormat};

/// Read, convert and check EDI X12 files.
#[derive(Debug, Parser)]
#[command(name = "x12", version, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 fine; 1 findings of error level (output is still written), or a code or claim \
that is not known; 2 a file could not be read, wrong usage, or input or output failed.";

const SHOW_EXAMPLES: &str = "Examples:
  x12 era show remittance.835
  x12 era show remittance.835 --claim SH-10001
  unzip -p inbox.zip remittance.835 | x12 era show -";

const CHECK_EXAMPLES: &str = "Examples:
  x12 check inbox/*.835
  x12 check outbox/claims.837
  x12 check --format json remittance.835 | jq .code
  x12 check --format sarif inbox/*.835 > findings.sarif

Text without --show-values holds no value of the file. What a finding means: x12 explain X12-0402";

const EXPLAIN_EXAMPLES: &str = "Examples:
  x12 explain X12-0402
  x12 explain CO-45
  x12 explain N130

Labels are short words of our own, not the official texts.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Remittances (835, ERA).
    #[command(subcommand)]
    Era(EraCommand),
    /// Professional claims (837P): from JSON into files and back, judged, and sent again.
    #[command(subcommand)]
    Claim(ClaimCommand),
    /// What payers and clearinghouses say of claims (277CA, 277), as JSON.
    #[command(subcommand)]
    Status(StatusCommand),
    /// Acknowledgments: TA1, 999 and 997 as JSON; the 999 and the TA1 for a file that came in.
    #[command(subcommand)]
    Ack(AckCommand),
    /// Where claims stand: what was sent and what came back, replayed claim by claim.
    Track(TrackArgs),
    /// All findings of any supported file: professional claims (837P), remittances (835), claim status (277CA, 277, 276),
    /// acknowledgments (TA1, 999, 997).
    Check(CheckArgs),
    /// A pseudonymised copy of any X12 file, to be sent to a vendor or put in a report of a fault.
    Mask(MaskArgs),
    /// The form of JSON input, as JSON Schema on standard output.
    Schema(SchemaArgs),
    /// What a code means: a finding (X12-0402), a CARC (45), CO-45, a remark (N130), a status, a place of service.
    Explain(ExplainArgs),
    /// Completions for a shell, on standard output.
    Completions(CompletionsArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum EraCommand {
    /// A remittance in the terminal, for billers.
    Show(ShowArgs),
    /// Tables (CSV, JSON lines, Parquet, Arrow) from files, folders and archives.
    Convert(ConvertErasArgs),
}

/// How files are read; the same for every command.
#[derive(Debug, Args, Clone)]
pub(crate) struct ReadArgs {
    /// Stop at the first finding of error level.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Read other versions, such as 4010, as if they were 5010.
    #[arg(long)]
    pub(crate) any_version: bool,
}

impl ReadArgs {
    /// The same for the readers.
    pub(crate) fn options(&self) -> ReadOptions {
        ReadOptions::default()
            .strict(self.strict)
            .any_version(self.any_version)
    }
}

#[derive(Debug, Args)]
#[command(after_help = SHOW_EXAMPLES)]
pub(crate) struct ShowArgs {
    /// The file; `-` reads standard input.
    pub(crate) file: PathBuf,
    /// Only claims with this patient control number (CLP01). Capitals do not matter if nothing matches exactly.
    #[arg(long, value_name = "PCN")]
    pub(crate) claim: Option<String>,
    /// Folder with licensed code tables that replace the built-in labels.
    #[arg(long, value_name = "DIR")]
    pub(crate) codes: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(crate) struct CheckArgs {
    /// Files; `-` reads standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// How findings are shown.
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
    /// Show the text of the file in snippets; without it every value is masked, so that output may be passed on.
    #[arg(long)]
    pub(crate) show_values: bool,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// With the place in the file, for people.
    Text,
    /// One object a line.
    Json,
    /// SARIF 2.1.0, for tools that show findings.
    Sarif,
}

#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(crate) struct ExplainArgs {
    /// The code.
    pub(crate) code: String,
    /// Folder with licensed code tables that replace the built-in labels.
    #[arg(long, value_name = "DIR")]
    pub(crate) codes: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Of what.
    #[arg(value_enum)]
    pub(crate) of: SchemaOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// A claim: one line of the input of `x12 claim write`.
    Claim,
    /// Who sends claims to whom: the file that `--envelope` names.
    Envelope,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}
