//! Claims in the words of the CMS-1500, into a file and out of it.

mod body;
mod codes;
mod context;
mod envelope;
mod levels;
mod line;
mod other_coverage;
mod party;
mod places;
mod reader;
pub mod rules;
#[cfg(feature = "schema")]
mod schema;
mod text;
mod writer;

pub use envelope::{ClaimEnvelope, ClaimReceiver, ClaimSubmitter};
pub(crate) use places::form_box;
pub use reader::{ClaimEvent, ClaimReader, Claims};
pub use text::Letters;
pub use writer::{BatchError, ClaimError, ClaimWriter, WriteOptions, write_claims};
