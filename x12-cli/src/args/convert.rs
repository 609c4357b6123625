//! `x12 era convert` and `x12 claim convert`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use x12_tables::Form;

use super::ReadArgs;
use crate::{exit::Failure, input::limits::Limits};

const ERA_EXAMPLES: &str = "Examples:
  x12 era convert inbox --to csv --out tables
  x12 era convert 2023 2024 archive.zip today.835.gz --to parquet --out tables --set-aside failed
  x12 era convert 2023 2024 --to parquet --out tables --resume
  curl -s https://example.org/remittance.835.gz | x12 era convert - --to jsonl --out tables

Packed files are known by what they begin with, whatever their names. A member of an archive is an input of its own
(archive.zip/member.835). Limits of unpacking are refusals with a number (x12 explain X12-1403): 10000 members, 200 bytes
out of one behind the first MiB, 64 GiB an input; what is packed twice, encrypted or packed by another method than deflate
is not read. Nothing of an archive is written under its own name.

Files appear in DIR when all of them are complete and hold what was read (reconciled), or not at all. A file that cannot be
read does not stop the others: findings and summary say why, and the exit code is 2. One run at a time writes to DIR.";

const CLAIM_EXAMPLES: &str = "Examples:
  x12 claim convert outbox --to csv --out tables
  x12 claim convert 2023.zip 2024.zip --to parquet --out tables --resume

Files that hold no professional claims, claims that cannot be made of their segments, and what is wrong with the others, are
in findings. Packed files, limits of unpacking, failed files and the output folder: as in x12 era convert --help.";

/// How many files lie between two places to go on from.
const CHECKPOINT: u32 = 500;

/// What both conversions have.
#[derive(Debug, Args)]
pub(crate) struct BatchArgs {
    /// Files, folders (walked), .gz files and .zip archives, also inside folders; `-` reads standard input.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Folder for the output.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Files read at the same time [default: one per core]. The output is the same, byte for byte.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(crate) jobs: Option<u16>,
    /// With --to csv: an apostrophe in front of texts that a spreadsheet would take for formulas; amounts stay as they are.
    #[arg(long)]
    pub(crate) spreadsheet_safe: bool,
    /// Go on where a run with the same inputs and options was stopped; files that it finished are not read again.
    #[arg(long)]
    pub(crate) resume: bool,
    /// Copy each file that fails into this folder, under its number, with the reason beside it. No input is changed.
    #[arg(long, value_name = "DIR")]
    pub(crate) set_aside: Option<PathBuf>,
    /// No progress, no summary and no warnings on standard error.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Files behind which there is a place for --resume to go on from; there is one behind 256 MiB, too.
    #[arg(long, value_name = "N", default_value_t = CHECKPOINT, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) checkpoint: u32,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
}

impl BatchArgs {
    /// The form that is written.
    pub(crate) fn form(&self, form: Form) -> Result<Form, Failure> {
        match form {
            Form::Csv if self.spreadsheet_safe => Ok(Form::SpreadsheetCsv),
            _ if self.spreadsheet_safe => Err(Failure(
                "--spreadsheet-safe goes with --to csv: no other form is opened in a spreadsheet as text"
                    .to_owned(),
            )),
            form => Ok(form),
        }
    }
}

/// How far packed inputs (.gz, .zip) may grow; what passes a limit is refused by number.
#[derive(Debug, Args)]
pub(crate) struct LimitArgs {
    /// Most members of an archive.
    #[arg(long, value_name = "N", default_value_t = Limits::MEMBERS)]
    max_members: u64,
    /// Most bytes that come out of one packed byte, behind the first MiB.
    #[arg(long, value_name = "N", default_value_t = Limits::RATIO)]
    max_ratio: u64,
    /// Most MiB that come out of one input; an archive is one input.
    #[arg(long, value_name = "MIB", default_value_t = Limits::EXPANDED_MIB)]
    max_expanded: u64,
}

impl LimitArgs {
    /// The same for the readers.
    pub(crate) const fn limits(&self) -> Limits {
        Limits {
            members: self.max_members,
            ratio: self.max_ratio,
            expanded: self.max_expanded.saturating_mul(1 << 20),
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = ERA_EXAMPLES)]
pub(crate) struct ConvertErasArgs {
    /// What to write.
    #[arg(long, value_enum)]
    pub(crate) to: EraForm,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EraForm {
    /// payments, claims, services, adjustments, provider_adjustments and findings, one file each.
    Csv,
    /// The same tables as lines of JSON, an object a row; decimals are strings.
    Jsonl,
    /// The same tables as Parquet; money is decimal, dates are dates.
    Parquet,
    /// The same tables as Arrow IPC files.
    Arrow,
    /// Whole loops as lines of JSON: claims.jsonl and provider_adjustments.jsonl, each line with the payment's identity, and
    /// findings.jsonl.
    Loops,
}

impl EraForm {
    pub(crate) const fn form(self) -> Form {
        match self {
            Self::Csv => Form::Csv,
            Self::Jsonl => Form::Jsonl,
            Self::Parquet => Form::Parquet,
            Self::Arrow => Form::Arrow,
            Self::Loops => Form::Loops,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = CLAIM_EXAMPLES)]
pub(crate) struct ConvertClaimsArgs {
    /// What to write.
    #[arg(long, value_enum)]
    pub(crate) to: ClaimForm,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClaimForm {
    /// claims, lines, diagnoses, coverages, adjudications, adjustments and findings, one file each.
    Csv,
    /// The same tables as lines of JSON, an object a row; decimals are strings.
    Jsonl,
    /// The same tables as Parquet; money is decimal, dates are dates.
    Parquet,
    /// The same tables as Arrow IPC files.
    Arrow,
}

impl ClaimForm {
    pub(crate) const fn form(self) -> Form {
        match self {
            Self::Csv => Form::Csv,
            Self::Jsonl => Form::Jsonl,
            Self::Parquet => Form::Parquet,
            Self::Arrow => Form::Arrow,
        }
    }
}
