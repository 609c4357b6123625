//! Claims in the words of the CMS-1500, into a file and out of it.

mod body;
mod claim_providers;
mod codes;
mod context;
mod envelope;
mod expressed;
mod fields;
mod heads;
mod info;
mod levels;
mod line;
mod options;
mod other_coverage;
mod party;
mod payer;
mod pending;
mod places;
mod provider_level;
mod reader;
pub mod rules;
#[cfg(feature = "schema")]
mod schema;
mod service;
mod supplement;
mod writer;

pub use envelope::{ClaimEnvelope, ClaimReceiver, ClaimSubmitter};
pub(crate) use expressed::codes as codes_of_999;
pub(crate) use fields::form_box;
pub use options::WriteOptions;
pub use reader::{Assembler, ClaimEvent, ClaimReader, Claims};
pub use writer::{BatchError, ClaimError, ClaimWriter, FindingsOfClaims, write_claims};
pub use x12_core::words::Letters;
