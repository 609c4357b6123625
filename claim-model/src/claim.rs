//! The claim.

use serde::{Deserialize, Serialize};

use crate::{
    Amount, BillingProvider, ClearinghouseClaimNumber, CliaNumber, ConditionCode, Coverage, Day,
    DiagnosisCode, OtherCoverage, Patient, PatientCondition, PatientControlNumber, Period,
    PlaceOfService, Provider, ServiceFacility, ServiceLine, Submission, Text, coverage::is_default,
};

/// Whether the provider takes the plan's rate (Box 27).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Assignment {
    /// Accepted.
    Assigned,
    /// Accepted for laboratory services only.
    LaboratoryOnly,
    /// Not accepted.
    NotAssigned,
}

/// Whether the insured has benefits paid to the provider (Box 13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BenefitsAssignment {
    /// To the provider.
    Yes,
    /// To the insured.
    No,
    /// Does not apply.
    NotApplicable,
}

/// By what right data of the claim are given to the payer (Box 12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Release {
    /// The patient signed a release.
    Signed,
    /// Informed consent, where the law asks for no signature.
    InformedConsent,
}

/// Signatures, assignment and release (Boxes 12, 13, 27, 31). They are statements of the provider: none has a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Signatures {
    /// The provider's signature is on file (Box 31).
    pub provider_on_file: bool,
    /// Assignment (Box 27).
    pub assignment: Assignment,
    /// Benefits go to the provider (Box 13).
    pub benefits_assigned: BenefitsAssignment,
    /// Release of data (Box 12).
    pub release: Release,
    /// The provider made the patient's signature because the patient was not there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub patient_signature_by_provider: bool,
}

impl Signatures {
    /// Everything signed and on file, assignment accepted, benefits to the provider: what most practices state.
    #[must_use]
    pub const fn on_file() -> Self {
        Self {
            provider_on_file: true,
            assignment: Assignment::Assigned,
            benefits_assigned: BenefitsAssignment::Yes,
            release: Release::Signed,
            patient_signature_by_provider: false,
        }
    }
}

/// What the condition is related to (Box 10a–c).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RelatedCause {
    /// Employment (10a).
    Employment,
    /// Auto accident (10b).
    AutoAccident,
    /// Another accident (10c).
    OtherAccident,
}

/// What the dates of a disability say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DisabilityKind {
    /// From and to are both known.
    Period,
    /// Begin.
    Start,
    /// End.
    End,
}

/// When the patient could not work (Box 16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Disability {
    /// What the dates say.
    pub kind: DisabilityKind,
    /// The day, or both days.
    pub dates: Period,
}

/// Dates of the claim (Boxes 14–18).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ClaimDates {
    /// Onset of the illness (Box 14).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onset_of_illness: Option<Day>,
    /// Initial treatment (Box 15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial_treatment: Option<Day>,
    /// Last seen (Box 15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<Day>,
    /// Acute manifestation of a chronic condition (Box 15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acute_manifestation: Option<Day>,
    /// Accident (Box 14, 15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accident: Option<Day>,
    /// Last menstrual period (Box 14).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_menstrual_period: Option<Day>,
    /// Last x-ray (Box 15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_xray: Option<Day>,
    /// Prescription of glasses or hearing aids (Box 15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hearing_or_vision_prescription: Option<Day>,
    /// Unable to work (Box 16).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disability: Option<Disability>,
    /// Last worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_worked: Option<Day>,
    /// May return to work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_to_work: Option<Day>,
    /// Admission to hospital (Box 18).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admission: Option<Day>,
    /// Discharge from hospital (Box 18).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discharge: Option<Day>,
    /// Care was taken over (Box 15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed_care: Option<Day>,
    /// Care was given up (Box 15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relinquished_care: Option<Day>,
    /// First contact, in property and casualty (Box 15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_contact: Option<Day>,
    /// A repricer received the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repricer_received: Option<Day>,
}

/// List that a claim's diagnoses are of (Box 21, ICD indicator).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DiagnosisList {
    /// ICD-10-CM (indicator 0).
    #[default]
    Icd10,
    /// ICD-9-CM (indicator 9), for services before October 2015.
    Icd9,
}

/// What a note on the claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClaimNoteKind {
    /// Anything more.
    #[default]
    AdditionalInformation,
    /// Certification.
    Certification,
    /// Goals, rehabilitation potential, discharge plans.
    GoalsOrPlans,
    /// Diagnosis.
    Diagnosis,
    /// From a third party.
    ThirdParty,
}

/// A note on the claim (Box 19).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimNote {
    /// What it is about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: ClaimNoteKind,
    /// Up to 80 characters.
    pub text: Text,
}

/// How an attachment travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Transmission {
    /// Kept, and sent on request.
    OnRequest,
    /// By mail.
    Mail,
    /// Electronically.
    Electronic,
    /// By electronic mail.
    Email,
    /// By file transfer.
    FileTransfer,
    /// By fax.
    Fax,
}

/// An attachment (Box 19).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Paperwork {
    /// Kind of report: a code of two characters, such as `09` progress report.
    pub report_type: Text,
    /// How it travels.
    pub transmission: Transmission,
    /// Its number; needed unless it is kept until it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control_number: Option<Text>,
}

/// Further numbers of the claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ClaimReferences {
    /// Why a service went without authorisation: a code of one digit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_authorization_exception: Option<Text>,
    /// Crossover that Medicare mandates: `Y` or `N`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medicare_crossover_indicator: Option<Text>,
    /// Certification of mammography.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mammography_certification: Option<Text>,
    /// Number that a repricer gave to the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repriced_claim_number: Option<Text>,
    /// Number that a repricer gave to the changed claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjusted_repriced_claim_number: Option<Text>,
    /// Exemption of an investigational device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub investigational_device_exemption: Option<Text>,
    /// Number that an intermediary put on the claim. Only intermediaries set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intermediary_claim_number: Option<ClearinghouseClaimNumber>,
    /// Medical record number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medical_record_number: Option<Text>,
    /// Demonstration project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demonstration_project: Option<Text>,
    /// Care plan oversight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub care_plan_oversight: Option<Text>,
}

/// A count of sessions that an authorisation allows, as the practice keeps it. Nothing of it is sent: an authorisation
/// travels only as [`Claim::prior_authorization`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SessionCount {
    /// The authorisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization: Option<Text>,
    /// Sessions or units that it allows.
    pub allowed: u32,
    /// How many were used before this claim.
    pub used: u32,
    /// Days on which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid: Option<Period>,
}

/// A professional claim, in the words of the CMS-1500.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Our own claim number (Box 26). Twenty characters are sure to come back.
    #[serde(default = "no_number")]
    pub patient_control_number: PatientControlNumber,
    /// The clearinghouse's number, where it is known. It is not sent; Box 22 is checked against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clearinghouse_claim_number: Option<ClearinghouseClaimNumber>,
    /// New claim, replacement or void (Box 22).
    #[serde(default)]
    pub submission: Submission,
    /// A report of services under capitation; nothing is to be paid, and charges may be zero.
    #[serde(default, skip_serializing_if = "is_default")]
    pub encounter: bool,
    /// Billing provider (Boxes 25, 33).
    #[serde(default)]
    pub billing_provider: BillingProvider,
    /// The plan that is billed (Boxes 1, 1a, 4, 7, 11).
    #[serde(default)]
    pub coverage: Coverage,
    /// The patient (Boxes 2, 3, 5, 6); `None` where the subscriber is the patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient: Option<Patient>,
    /// Death, weight, pregnancy.
    #[serde(default, skip_serializing_if = "is_default")]
    pub patient_condition: PatientCondition,
    /// The patient's other plans (Boxes 9, 11d).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_coverages: Vec<OtherCoverage>,
    /// Place of service (Box 24B): that of the first line.
    #[serde(default = "no_place")]
    pub place_of_service: PlaceOfService,
    /// Signatures, assignment, release (Boxes 12, 13, 27, 31).
    pub signatures: Signatures,
    /// Employment or accident (Box 10a–c): up to two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related_causes: Vec<RelatedCause>,
    /// State of an auto accident (Box 10b).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accident_state: Option<Text>,
    /// Country of an auto accident, where it is not the United States.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accident_country: Option<Text>,
    /// Special program: a code of two digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special_program: Option<Text>,
    /// Why the claim is late: a code of one or two digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_reason: Option<Text>,
    /// Dates (Boxes 14–18).
    #[serde(default, skip_serializing_if = "is_default")]
    pub dates: ClaimDates,
    /// Attachments (Box 19).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paperwork: Vec<Paperwork>,
    /// What the patient really paid for this claim (Box 29), in dollars; not what is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient_amount_paid: Option<Amount>,
    /// The co-pay that is expected. It is not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_copay: Option<Amount>,
    /// Prior authorisation (Box 23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_authorization: Option<Text>,
    /// Referral number (Box 23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral_number: Option<Text>,
    /// Laboratory (Box 23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clia_number: Option<CliaNumber>,
    /// Further numbers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub references: ClaimReferences,
    /// Sessions that the authorisation allows. It is not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_count: Option<SessionCount>,
    /// Note (Box 19).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ClaimNote>,
    /// List of the diagnoses (Box 21, ICD indicator).
    #[serde(default, skip_serializing_if = "is_default")]
    pub diagnosis_list: DiagnosisList,
    /// Diagnoses, the principal one first (Box 21 A–L): up to twelve.
    #[serde(default)]
    pub diagnoses: Vec<DiagnosisCode>,
    /// Condition codes (Box 10d).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub condition_codes: Vec<ConditionCode>,
    /// Who referred the patient (Box 17, DN).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referring_provider: Option<Provider>,
    /// Primary care provider, besides who referred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_care_provider: Option<Provider>,
    /// Who rendered the services (Box 24J); left out of the file where it is the billing provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rendering_provider: Option<Provider>,
    /// Where (Box 32); left out of the file where that is the billing provider's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_facility: Option<ServiceFacility>,
    /// Supervisor of who rendered the services (Box 17, DQ).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervising_provider: Option<Provider>,
    /// Lines (Box 24): up to fifty.
    #[serde(default)]
    pub lines: Vec<ServiceLine>,
}

fn no_number() -> PatientControlNumber {
    PatientControlNumber::as_received("")
}

fn no_place() -> PlaceOfService {
    PlaceOfService::as_received("")
}

impl Claim {
    /// A new claim whose patient is the subscriber. Everything else has its field.
    #[must_use]
    pub fn new(
        patient_control_number: PatientControlNumber,
        billing_provider: BillingProvider,
        coverage: Coverage,
        place_of_service: PlaceOfService,
        signatures: Signatures,
    ) -> Self {
        Self {
            patient_control_number,
            clearinghouse_claim_number: None,
            submission: Submission::Original,
            encounter: false,
            billing_provider,
            coverage,
            patient: None,
            patient_condition: PatientCondition::default(),
            other_coverages: Vec::new(),
            place_of_service,
            signatures,
            related_causes: Vec::new(),
            accident_state: None,
            accident_country: None,
            special_program: None,
            delay_reason: None,
            dates: ClaimDates::default(),
            paperwork: Vec::new(),
            patient_amount_paid: None,
            expected_copay: None,
            prior_authorization: None,
            referral_number: None,
            clia_number: None,
            references: ClaimReferences::default(),
            session_count: None,
            note: None,
            diagnosis_list: DiagnosisList::default(),
            diagnoses: Vec::new(),
            condition_codes: Vec::new(),
            referring_provider: None,
            primary_care_provider: None,
            rendering_provider: None,
            service_facility: None,
            supervising_provider: None,
            lines: Vec::new(),
        }
    }

    /// The sum of the lines' charges (Box 28); `None` where it has more digits than can be held.
    #[must_use]
    pub fn total_charge(&self) -> Option<Amount> {
        self.lines
            .iter()
            .try_fold(rust_decimal::Decimal::ZERO, |sum, line| {
                sum.checked_add(line.charge.0)
            })
            .map(Amount)
    }
}
