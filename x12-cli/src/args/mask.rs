//! `x12 mask`.

use std::path::PathBuf;

use clap::Args;

const EXAMPLES: &str = "Examples:
  head -c 32 /dev/urandom > key && chmod 600 key
  x12 mask remittance.835 --key-file key --out copy.835
  zcat claims.837.gz | x12 mask - --key-file key | x12 check -

Names, identifiers, addresses and notes become others of the same length and form, dates move
back by a number of days that the key chooses; codes, amounts, times and control numbers stay.
The same value becomes the same in all files that are masked with the same key, so claims,
answers and remittances still fit together, and x12 check finds the same.

The copy is pseudonymised, not anonymous: who knows the day of one thing in it knows all days,
and procedures, diagnoses and amounts are those of the patients. Whoever has the key can undo
it: keep it as you keep the originals, and make one for each recipient. Nothing appears before
all of the copy is written; a file that is cut off or no X12 gives none.";

/// A pseudonymised copy of any X12 file.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct MaskArgs {
    /// The file, of any supported kind; `-` reads standard input.
    pub(crate) file: PathBuf,
    /// The file with the key: at least 32 random bytes.
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: PathBuf,
    /// Where the copy goes [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}
