//! The life of a claim: what was sent, what was said of it, and where it stands.
//!
//! [`Tracker`] takes what is [built](Tracker::built) and [sent](Tracker::sent), and answers of every kind in the order in
//! which they come: a [`Receipt`] (TA1, 999), a [`ClaimStatus`] (277CA, 277), a [`Decision`] (835). It finds the claim
//! that each speaks of ([`crate::matching`]) and keeps its [`ClaimLife`]: [`Attempt`]s, [`Event`]s, and a [`Status`] that
//! names the event that made it. [`MAPPING`] says what each answer makes of a status, [`NOT_DENIED`] which adjustments of a
//! payment of zero deny nothing, [`Profile`] what offices decide differently.
//!
//! What is known already is not lost to what comes late: a status changes only where an answer says at least as much
//! ([`Status::rank`]), and where a remittance has decided, only a remittance decides again. Sending a claim again opens a
//! new attempt; answers that speak of an earlier one stay with it.
//!
//! ```
//! use claim_model::{Claim, life::{Receipt, ReceiptOf, ReceiptOutcome, Status, Tracker}, matching::Sending};
//!
//! # let json = fixtures::claims()[0].claims;
//! let claims: Vec<Claim> = serde_json::from_str(json)?;
//! let mut tracker = Tracker::default();
//! let id = tracker.built(&claims[0]).unwrap();
//! assert_eq!(tracker.life(id).unwrap().status(), Some(Status::QueuedForSubmission));
//!
//! let sending = Sending { interchange: "000000001".into(), group: "1".into(), set: "0001".into(), ..Sending::default() };
//! tracker.sent(&claims[0], &sending);
//! assert_eq!(tracker.life(id).unwrap().status(), Some(Status::Sent));
//!
//! // A TA1 that refuses the whole file.
//! tracker.begin_file();
//! let found = tracker.receipt(&Receipt {
//!     of: ReceiptOf::Interchange,
//!     outcome: ReceiptOutcome::Rejected,
//!     interchange: Some("1".into()),
//!     group_kind: None,
//!     group: None,
//!     set: None,
//!     date: None,
//!     errors: vec!["009".into()],
//!     claims: Vec::new(),
//! });
//! assert_eq!(found.claims.len(), 1);
//! assert_eq!(tracker.life(id).unwrap().status(), Some(Status::Rejected));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod batches;
mod claim_status;
mod decision;
mod event;
mod mapping;
mod profile;
mod receipt;
mod status;
mod timeline;
mod tracker;
mod verdict;

pub use claim_status::{
    ClaimStatus, ReportedBy, ReportedProvider, StatusAction, StatusLevel, StatusLine, StatusReason,
    StatusReport, StatusSource, StatusTotals,
};
pub use decision::{Decision, PaymentKey, ProviderAdjustment};
pub use event::{Event, Origin, What};
pub use mapping::{MAPPING, Outcome, Row, Then, When};
pub use profile::Profile;
pub use receipt::{Receipt, ReceiptOf, ReceiptOutcome};
pub use status::{Flag, Status};
pub use timeline::{Attempt, ClaimLife};
pub use tracker::{Answered, NoMatch, Tracker};
pub use verdict::{NOT_DENIED, Verdict};
