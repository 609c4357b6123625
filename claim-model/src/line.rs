//! A line of the claim (Box 24).

use serde::{Deserialize, Serialize};

use crate::{
    Adjustment, Amount, CliaNumber, Day, Modifier, Ndc, Paperwork, PayerId, Period, PlaceOfService,
    ProcedureCode, Provider, Quantity, ServiceFacility, Text, coverage::is_default,
};

/// A procedure with its modifiers (Box 24D).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// CPT or HCPCS code.
    #[serde(default = "no_code")]
    pub code: ProcedureCode,
    /// Up to four modifiers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<Modifier>,
    /// What was done, for codes of unlisted procedures only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
}

fn no_code() -> ProcedureCode {
    ProcedureCode::as_received("")
}

impl Default for Procedure {
    fn default() -> Self {
        Self::new(no_code())
    }
}

impl Procedure {
    /// A procedure without modifiers.
    #[must_use]
    pub fn new(code: ProcedureCode) -> Self {
        Self {
            code,
            modifiers: Vec::new(),
            description: None,
        }
    }
}

/// How much of it (Box 24G).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Units {
    /// Units of the procedure. A 45-minute session is one unit of its code.
    Units(Quantity),
    /// Minutes of anesthesia.
    Minutes(Quantity),
}

impl Units {
    /// The number, of whichever.
    #[must_use]
    pub const fn quantity(&self) -> Quantity {
        match self {
            Self::Units(quantity) | Self::Minutes(quantity) => *quantity,
        }
    }
}

impl Default for Units {
    fn default() -> Self {
        Self::Units(Quantity::ZERO)
    }
}

/// Unit of a drug's quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DrugUnit {
    /// International units.
    InternationalUnit,
    /// Grams.
    Gram,
    /// Milligrams.
    Milligram,
    /// Millilitres.
    Milliliter,
    /// Units.
    Unit,
}

/// Number that ties drugs together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DrugReference {
    /// Number of the prescription.
    Prescription(Text),
    /// Number that the parts of a compound share.
    Compound(Text),
}

/// A drug that was given (Box 24, shaded).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Drug {
    /// National drug code.
    pub ndc: Ndc,
    /// How much.
    pub quantity: Quantity,
    /// Unit of the quantity.
    pub unit: DrugUnit,
    /// Prescription or compound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<DrugReference>,
}

/// What a note on a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LineNoteKind {
    /// Anything more.
    #[default]
    AdditionalInformation,
    /// Goals, rehabilitation potential, discharge plans.
    GoalsOrPlans,
}

/// A note on a line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineNote {
    /// What it is about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: LineNoteKind,
    /// Up to 80 characters.
    pub text: Text,
}

/// An authorisation or referral number that holds for one line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineAuthorization {
    /// The number.
    pub number: Text,
    /// The other payer that gave it; `None` for the payer that is billed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_id: Option<PayerId>,
}

/// Further dates of a line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct LineDates {
    /// Prescription.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prescription: Option<Day>,
    /// Revision of a certification, or recertification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recertification: Option<Day>,
    /// Begin of therapy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begin_therapy: Option<Day>,
    /// Last certification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_certification: Option<Day>,
    /// When the patient was last seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<Day>,
    /// Shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipped: Option<Day>,
    /// Last x-ray.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_xray: Option<Day>,
    /// Initial treatment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial_treatment: Option<Day>,
}

/// A service that was bought from somebody else (Box 20).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PurchasedService {
    /// Number of who rendered it.
    pub provider_id: Text,
    /// What was paid for it.
    pub charge: Amount,
}

/// An earlier payer's decision on a line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineDecision {
    /// The payer: one of the claim's other coverages.
    pub payer_id: PayerId,
    /// What it paid.
    pub paid: Amount,
    /// The procedure that it paid, which need not be the one that was billed.
    pub procedure: Procedure,
    /// Units that it paid.
    pub units: Quantity,
    /// The line into which it bundled this one, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundled_into: Option<u32>,
    /// Why it paid less than was charged. The charge is the payment and all adjustments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<Adjustment>,
    /// When it decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// What the patient still owes after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining_patient_liability: Option<Amount>,
}

/// One line of the claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ServiceLine {
    /// Day or days of service (Box 24A); `None` is a finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Period>,
    /// Place of service (Box 24B), where it is not the claim's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_of_service: Option<PlaceOfService>,
    /// Emergency (Box 24C).
    #[serde(default, skip_serializing_if = "is_default")]
    pub emergency: bool,
    /// Procedure and modifiers (Box 24D).
    #[serde(default)]
    pub procedure: Procedure,
    /// The diagnoses that the line is for, the main one first (Box 24E): 1 is A, 12 is L.
    #[serde(default)]
    pub diagnosis_pointers: Vec<u8>,
    /// Charge (Box 24F), in dollars.
    #[serde(default)]
    pub charge: Amount,
    /// Units or minutes (Box 24G).
    #[serde(default)]
    pub units: Units,
    /// Early and periodic screening (Box 24H).
    #[serde(default, skip_serializing_if = "is_default")]
    pub epsdt: bool,
    /// Family planning (Box 24H).
    #[serde(default, skip_serializing_if = "is_default")]
    pub family_planning: bool,
    /// The patient pays no co-pay for it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub copay_exempt: bool,
    /// Our own number of the line: the only sure way to match the remittance's lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_control_number: Option<Text>,
    /// Drug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drug: Option<Drug>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LineNote>,
    /// Note of a third party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub third_party_note: Option<Text>,
    /// Attachments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paperwork: Vec<Paperwork>,
    /// Prior authorisations, where they are not the claim's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prior_authorizations: Vec<LineAuthorization>,
    /// Referral numbers, where they are not the claim's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub referral_numbers: Vec<LineAuthorization>,
    /// Laboratory, where it is not the claim's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clia_number: Option<CliaNumber>,
    /// Laboratory that referred the test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referring_clia_number: Option<CliaNumber>,
    /// Certification of mammography.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mammography_certification: Option<Text>,
    /// Batch of a vaccine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub immunization_batch: Option<Text>,
    /// Further dates.
    #[serde(default, skip_serializing_if = "is_default")]
    pub other_dates: LineDates,
    /// Sales tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sales_tax: Option<Amount>,
    /// Postage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postage: Option<Amount>,
    /// Service bought from somebody else (Box 20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchased_service: Option<PurchasedService>,
    /// Who rendered it (Box 24J), where that is not the claim's rendering provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rendering_provider: Option<Provider>,
    /// From whom the service was bought (Box 20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchased_service_provider: Option<Provider>,
    /// Where it was rendered (Box 32), where that is not the claim's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_facility: Option<ServiceFacility>,
    /// Supervisor, where it is not the claim's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervising_provider: Option<Provider>,
    /// Who ordered it (Box 17, DK).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordering_provider: Option<Provider>,
    /// Who referred the patient, where it is not the claim's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referring_provider: Option<Provider>,
    /// Earlier payers' decisions, in a claim to a later payer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<LineDecision>,
}

impl Default for ServiceLine {
    fn default() -> Self {
        Self::new(Procedure::default(), Amount::ZERO)
    }
}

impl ServiceLine {
    /// One unit of a procedure, for the claim's first diagnosis.
    #[must_use]
    pub fn new(procedure: Procedure, charge: Amount) -> Self {
        Self {
            dates: None,
            place_of_service: None,
            emergency: false,
            procedure,
            diagnosis_pointers: vec![1],
            charge,
            units: Units::Units(Quantity::from(1)),
            epsdt: false,
            family_planning: false,
            copay_exempt: false,
            line_control_number: None,
            drug: None,
            note: None,
            third_party_note: None,
            paperwork: Vec::new(),
            prior_authorizations: Vec::new(),
            referral_numbers: Vec::new(),
            clia_number: None,
            referring_clia_number: None,
            mammography_certification: None,
            immunization_batch: None,
            other_dates: LineDates::default(),
            sales_tax: None,
            postage: None,
            purchased_service: None,
            rendering_provider: None,
            purchased_service_provider: None,
            service_facility: None,
            supervising_provider: None,
            ordering_provider: None,
            referring_provider: None,
            decisions: Vec::new(),
        }
    }

    /// The same on a day.
    #[must_use]
    pub fn on(self, day: impl Into<Day>) -> Self {
        Self {
            dates: Some(Period::day(day)),
            ..self
        }
    }

    /// The same with our own number of the line.
    #[must_use]
    pub fn with_control_number(self, number: impl Into<Text>) -> Self {
        Self {
            line_control_number: Some(number.into()),
            ..self
        }
    }
}
