//! A professional claim in the words of the CMS-1500 form, and what a payer decides on it. It knows no file format and does
//! no input or output.
//!
//! # The claim
//!
//! [`Claim`] has the boxes of the form as its fields: [`BillingProvider`] (Boxes 25 and 33), [`ServiceFacility`] (32),
//! [`Coverage`] with [`Subscriber`] and [`Payer`] (1, 1a, 4, 7, 11), [`Patient`] (2, 3, 5, 6), [`OtherCoverage`] (9),
//! [`Submission`] (22), diagnoses (21) and [`ServiceLine`]s (24). `None` and empty lists mean that a box is empty. All
//! types have `serde`, with text for amounts and ISO form for days; a field that is not known is an error. Feature
//! `schema` gives their JSON Schema.
//!
//! Identifiers are types of their own, made by `new`, which checks: [`Npi`], [`TaxId`], [`DiagnosisCode`] and so on. Of the
//! three claim numbers, ours is a [`PatientControlNumber`], the clearinghouse's a [`ClearinghouseClaimNumber`], and only
//! the payer's, a [`PayerClaimNumber`], fits into Box 22.
//!
//! # Rules
//!
//! [`Claim::check`] gives all that is wrong at once. Each [`Finding`] has a stable number ([`rules`] lists them), a
//! severity, the field, the box, and what to do:
//!
//! ```
//! use claim_model::{Claim, check::CheckOptions, may_be_sent};
//!
//! # let json = fixtures::claims()[0].claims;
//! let mut claims: Vec<Claim> = serde_json::from_str(json)?;
//! let claim = &mut claims[0];
//! assert!(claim.check(&CheckOptions::default()).is_empty());
//!
//! claim.lines[0].diagnosis_pointers = vec![1, 2]; // there is one diagnosis
//! let findings = claim.check(&CheckOptions::default());
//! assert!(!may_be_sent(&findings));
//! assert_eq!(findings[0].form_box(), Some("24E"));
//! assert_eq!(findings[0].path.to_string(), "lines[0].diagnosis_pointers[1]");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Values that came from elsewhere, as JSON or in a file, are kept as they came, right or wrong, so that the rules can name
//! every problem. Nothing that the rules call an error is ever written.
//!
//! # Sending again
//!
//! [`Claim::replacement`] and [`Claim::void`] need the payer's number. [`Claim::secondary`] makes the claim for the next
//! payer from an [`Adjudication`], which a remittance turns into.
//!
//! # Private data
//!
//! `Debug` shows codes, amounts, NPIs and counts; names, days, addresses and numbers of people and claims never. Findings
//! hold no text of the claim.

mod adjudication;
mod billing;
mod boxes;
pub mod check;
mod claim;
mod coverage;
mod id;
pub mod life;
mod line;
pub mod matching;
mod other_coverage;
mod party;
mod path;
mod resubmission;
mod rule;
pub mod rules;
mod secondary;
mod submission;
mod suppress;
mod text;

pub use adjudication::{AdjudicatedLine, Adjudication, Adjustment, AdjustmentGroup, Processing};
pub use billing::{BillingProvider, NpiType, ServiceFacility, TaxId};
pub use boxes::form_box;
pub use check::{Batch, CheckOptions};
pub use claim::{
    Assignment, BenefitsAssignment, Claim, ClaimDates, ClaimNote, ClaimNoteKind, ClaimReferences,
    DiagnosisList, Disability, DisabilityKind, Paperwork, RelatedCause, Release, SessionCount,
    Signatures, Transmission,
};
pub use coverage::{
    Coverage, MemberIdKind, Patient, PatientCondition, Payer, PayerIdKind, PayerOtherId,
    PayerOtherIdKind, PayerSequence, Relationship, Sex, Subscriber,
};
pub use id::{
    AdjustmentReasonCode, ClaimFilingIndicator, ClearinghouseClaimNumber, CliaNumber,
    ConditionCode, DiagnosisCode, Ein, EntityCode, Invalid, MemberId, Modifier, Ndc, Npi,
    PatientControlNumber, PayerClaimNumber, PayerId, PlaceOfService, ProcedureCode, RemarkCode,
    Ssn, StatusCategory, StatusCode, Taxonomy,
};
pub use line::{
    Drug, DrugReference, DrugUnit, LineAuthorization, LineDates, LineDecision, LineNote,
    LineNoteKind, Procedure, PurchasedService, ServiceLine, Units,
};
pub use other_coverage::{Decision, OtherCoverage, OutpatientAdjudication};
pub use party::{Address, Contact, PartyName, PersonName, Provider, ProviderId, ProviderIdKind};
pub use path::{At, Path};
pub use rule::{Detail, Finding, Rule, Severity, may_be_sent};
pub use secondary::Prepared;
pub use submission::Submission;
pub use text::{Amount, Day, Period, Quantity, Text};
