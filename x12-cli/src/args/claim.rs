//! `x12 claim`.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use clap::{Args, Subcommand, ValueEnum};

use super::{ReadArgs, convert::ConvertClaimsArgs};

const WRITE_EXAMPLES: &str = "Examples:
  x12 claim write claims.jsonl --envelope envelope.json --out claims.837
  x12 claim write claims.jsonl --envelope envelope.json --out claims.837 --split-invalid refused.jsonl
  x12 claim read sent.837 --envelope envelope.json | x12 claim write - --envelope envelope.json

The file appears only when all of it is written. Without --out it is held back until then, beyond 32 MiB in a nameless
temporary file. Findings go to standard error. The form of a claim: x12 schema claim";

const READ_EXAMPLES: &str = "Examples:
  x12 claim read sent.837 --envelope envelope.json > claims.jsonl
  x12 claim read sent.837 --envelope envelope.json | jq -r .patient_control_number

Findings go to standard error, with every value masked.";

const CHECK_EXAMPLES: &str = "Examples:
  x12 claim check claims.jsonl
  x12 claim check claims.jsonl --today 2025-03-01 --format json | jq .code

What a finding means: x12 explain X12-0620";

const RESUBMIT_EXAMPLES: &str = "Examples:
  x12 claim replace claim.json --payer-claim-number ICN778899 --pretty > again.json
  x12 claim void claim.json --payer-claim-number ICN778899 | x12 claim write - --envelope envelope.json";

const SECONDARY_EXAMPLES: &str = "Examples:
  x12 claim secondary claim.json --era remittance.835 > secondary.jsonl";

const INQUIRE_EXAMPLES: &str = "Examples:
  x12 claim inquire claims.jsonl --envelope envelope.json --traces traces.jsonl --out inquiry.276
  x12 track claims.jsonl sent.837 answer.277 --traces traces.jsonl

The envelope has the form of that of claims (x12 schema envelope): who sends claims asks. The answer (277) gives the trace
numbers back; --traces keeps which claim each stands for. Files appear only when all is written.";

#[derive(Debug, Subcommand)]
pub(crate) enum ClaimCommand {
    /// A file of claims (837P) from claims as JSON: all of them, or none and everything that is wrong with them.
    Write(WriteClaimsArgs),
    /// Claims as JSON, one a line, from a file of claims (837P).
    Read(ReadClaimsArgs),
    /// Tables (CSV, JSON lines, Parquet, Arrow) from files of claims (837P), folders and archives.
    Convert(ConvertClaimsArgs),
    /// Everything that is wrong with claims as JSON.
    Check(CheckClaimsArgs),
    /// The claim that takes the place of one that the payer has processed, as JSON.
    Replace(ResubmitArgs),
    /// The claim that takes back one that the payer has processed, as JSON.
    Void(ResubmitArgs),
    /// The claim for the next payer, from a claim and the remittance of the present one, as JSON.
    Secondary(SecondaryArgs),
    /// An inquiry (276) about where claims stand, from claims as JSON.
    Inquire(InquireArgs),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProblemFormat {
    /// For people.
    Text,
    /// One object a line.
    Json,
}

/// How findings of claims are shown; the same for every command.
#[derive(Debug, Args, Clone, Copy)]
pub(crate) struct ProblemArgs {
    /// How findings are shown.
    #[arg(long, value_enum, default_value_t = ProblemFormat::Text)]
    pub(crate) format: ProblemFormat,
    /// Show the claim's own number beside its findings, and misspelt words; without it no value of a claim is shown.
    #[arg(long)]
    pub(crate) show_values: bool,
}

#[derive(Debug, Args)]
#[command(after_help = WRITE_EXAMPLES)]
pub(crate) struct WriteClaimsArgs {
    /// Claims: one JSON object a line, or one JSON array; `-` reads standard input.
    #[arg(value_name = "CLAIMS")]
    pub(crate) claims: PathBuf,
    /// Who sends to whom, with control numbers and time: one JSON object (x12 schema envelope).
    #[arg(long, value_name = "FILE")]
    pub(crate) envelope: PathBuf,
    /// Where the file of claims goes [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Write the claims that may be sent, and put the others aside in this file with what is wrong with them.
    #[arg(long, value_name = "FILE")]
    pub(crate) split_invalid: Option<PathBuf>,
    /// A line break behind each segment.
    #[arg(long)]
    pub(crate) line_breaks: bool,
    /// Letters as they are, instead of capitals.
    #[arg(long)]
    pub(crate) keep_case: bool,
    /// Amounts below a dollar with a zero before the point, 0.5 instead of .5.
    #[arg(long)]
    pub(crate) leading_zeros: bool,
    /// Most claims in one transaction set.
    #[arg(long, value_name = "N", default_value_t = 5_000, value_parser = clap::value_parser!(u16).range(1..=5_000))]
    pub(crate) claims_per_set: u16,
    /// The subscriber's address, birth date and sex also where somebody else is the patient.
    #[arg(long)]
    pub(crate) subscriber_in_full: bool,
    /// Number of the interchange (ISA13) instead of the envelope's.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=999_999_999))]
    pub(crate) control_number: Option<u32>,
    #[command(flatten)]
    pub(crate) problems: ProblemArgs,
}

#[derive(Debug, Args)]
#[command(after_help = READ_EXAMPLES)]
pub(crate) struct ReadClaimsArgs {
    /// The file; `-` reads standard input.
    pub(crate) file: PathBuf,
    /// Where the envelope of the first batch goes, as JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) envelope: PathBuf,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(crate) struct CheckClaimsArgs {
    /// Claims: one JSON object a line, or one JSON array; `-` reads standard input.
    #[arg(value_name = "CLAIMS")]
    pub(crate) claims: PathBuf,
    /// The day on which the claims are sent, such as 2025-03-01; without it days in the future are not looked for.
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<NaiveDate>,
    #[command(flatten)]
    pub(crate) problems: ProblemArgs,
}

/// How a claim is printed.
#[derive(Debug, Args, Clone, Copy)]
pub(crate) struct PrintArgs {
    /// On many lines, for people, instead of one.
    #[arg(long)]
    pub(crate) pretty: bool,
}

#[derive(Debug, Args)]
#[command(after_help = RESUBMIT_EXAMPLES)]
pub(crate) struct ResubmitArgs {
    /// The claim: one JSON object, or an array of one; `-` reads standard input.
    pub(crate) claim: PathBuf,
    /// The payer's number of the processed claim, from its remittance (CLP07): neither our own nor the clearinghouse's.
    #[arg(long, value_name = "N")]
    pub(crate) payer_claim_number: String,
    #[command(flatten)]
    pub(crate) print: PrintArgs,
    #[command(flatten)]
    pub(crate) problems: ProblemArgs,
}

#[derive(Debug, Args)]
#[command(after_help = SECONDARY_EXAMPLES)]
pub(crate) struct SecondaryArgs {
    /// The claim as it was sent to the present payer: one JSON object, or an array of one; `-` reads standard input.
    pub(crate) claim: PathBuf,
    /// The remittance (835) in which that payer decided.
    #[arg(long, value_name = "FILE")]
    pub(crate) era: PathBuf,
    #[command(flatten)]
    pub(crate) print: PrintArgs,
    #[command(flatten)]
    pub(crate) problems: ProblemArgs,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

#[derive(Debug, Args)]
#[command(after_help = INQUIRE_EXAMPLES)]
pub(crate) struct InquireArgs {
    /// Claims: one JSON object a line, or one JSON array; `-` reads standard input.
    #[arg(value_name = "CLAIMS")]
    pub(crate) claims: PathBuf,
    /// Who asks, with control numbers and time: one JSON object (x12 schema envelope).
    #[arg(long, value_name = "FILE")]
    pub(crate) envelope: PathBuf,
    /// Where the inquiry goes [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Where the list of trace numbers goes: one JSON object a line, with the claim that each stands for.
    #[arg(long, value_name = "FILE")]
    pub(crate) traces: Option<PathBuf>,
    /// What trace numbers begin with; no two inquiries should share it [default: the reference and a hyphen].
    #[arg(long, value_name = "TEXT")]
    pub(crate) trace_prefix: Option<String>,
    /// Our own number of the inquiry (BHT03) instead of the envelope's batch reference.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reference: Option<String>,
    /// Number of the interchange (ISA13) instead of the envelope's.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=999_999_999))]
    pub(crate) control_number: Option<u32>,
    /// Day of the inquiry, such as 2025-03-01, instead of the envelope's.
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    /// Time of the inquiry, such as 12:00:00, instead of the envelope's.
    #[arg(long, value_name = "TIME")]
    pub(crate) time: Option<NaiveTime>,
    /// Letters as they are, instead of capitals.
    #[arg(long)]
    pub(crate) keep_case: bool,
}
