//! A professional claim in the words of the CMS-1500 form, and what a payer decides on it. It knows no file format and does
//! no input or output.

mod adjudication;
mod billing;
mod boxes;
pub mod check;
mod claim;
mod coverage;
mod id;
mod line;
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
    ConditionCode, DiagnosisCode, Ein, Invalid, MemberId, Modifier, Ndc, Npi, PatientControlNumber,
    PayerClaimNumber, PayerId, PlaceOfService, ProcedureCode, RemarkCode, Ssn, Taxonomy,
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
