//! Which claim an answer speaks of, and which line. A match has its reason and how sure it is; what fits nothing, or fits
//! several, is said to do so and never guessed.

mod found;
mod index;
mod lines;
mod sent;

use serde::{Deserialize, Serialize};

pub use found::{Found, Match, MatchReason};
pub use index::{SentClaims, SentId};
pub use lines::{LineMatch, LineMatches, LineReason, Unmatched, match_lines};
pub use sent::{Sending, SentClaim, SentLine};

/// How sure a match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// It may be: something else contradicts it, or one of several that are alike was taken.
    Possible,
    /// Nothing else fits.
    Likely,
    /// A number says so, and nothing contradicts it.
    Certain,
}
