//! Who pays: the plan that is billed (Boxes 1, 1a, 4, 7, 11) and the patient (Boxes 2, 3, 5, 6).

use serde::{Deserialize, Serialize};

use crate::{
    Address, ClaimFilingIndicator, Contact, Day, MemberId, PartyName, PayerId, PersonName,
    Quantity, Ssn, Text,
};

/// Which payer in line a plan is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayerSequence {
    /// Pays first.
    #[default]
    Primary,
    /// Pays second.
    Secondary,
    /// Pays third.
    Tertiary,
    /// Pays fourth.
    Fourth,
    /// Pays fifth.
    Fifth,
    /// Pays sixth.
    Sixth,
    /// Pays seventh.
    Seventh,
    /// Pays eighth.
    Eighth,
    /// Pays ninth.
    Ninth,
    /// Pays tenth.
    Tenth,
    /// Pays eleventh.
    Eleventh,
    /// Not known; for claims between payers only.
    Unknown,
}

/// What the patient is to the subscriber (Box 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// The patient is the subscriber.
    #[serde(rename = "self")]
    Itself,
    /// Husband or wife.
    Spouse,
    /// Child.
    Child,
    /// Employee, where the employer is the subscriber.
    Employee,
    /// Not known.
    Unknown,
    /// Organ donor.
    OrganDonor,
    /// Donor after death.
    CadaverDonor,
    /// Life partner.
    LifePartner,
    /// Any other.
    Other,
}

/// Sex as the payer knows it (Box 3, 11a).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Not known.
    Unknown,
}

/// List that a payer's id is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayerIdKind {
    /// The clearinghouse's list.
    #[default]
    Assigned,
    /// National plan id.
    NationalPlan,
}

/// List that a member's id is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MemberIdKind {
    /// The payer's.
    #[default]
    Member,
    /// A national identifier of patients, where one is mandated.
    NationalHealthId,
}

/// Kind of a further number of a payer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayerOtherIdKind {
    /// Another id of the payer.
    PayerId,
    /// Tax id.
    TaxId,
    /// Number of the association of insurance commissioners.
    Naic,
}

/// A further number of a payer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PayerOtherId {
    /// Kind.
    pub kind: PayerOtherIdKind,
    /// The number.
    pub id: Text,
}

/// A payer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Payer {
    /// Name.
    #[serde(default)]
    pub name: Text,
    /// Id in the clearinghouse's list of payers.
    #[serde(default = "no_payer_id")]
    pub id: PayerId,
    /// List that the id is of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub id_kind: PayerIdKind,
    /// Office that handles the claim, where the payer has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_office: Option<Text>,
    /// Further numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_ids: Vec<PayerOtherId>,
    /// Address; only where the claim may be printed and mailed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

fn no_payer_id() -> PayerId {
    PayerId::as_received("")
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Default for Payer {
    fn default() -> Self {
        Self::new(Text::default(), no_payer_id())
    }
}

impl Payer {
    /// A payer by name and id.
    pub fn new(name: impl Into<Text>, id: PayerId) -> Self {
        Self {
            name: name.into(),
            id,
            id_kind: PayerIdKind::default(),
            claim_office: None,
            other_ids: Vec::new(),
            address: None,
        }
    }
}

/// The insured (Boxes 1a, 4, 7, 11a). Where the patient is the subscriber, these are the patient's data.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Subscriber {
    /// Name; an organisation only in workers' compensation and property and casualty.
    #[serde(default)]
    pub name: PartyName,
    /// Member id (Box 1a); `None` only for an organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    /// List that the member id is of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub member_id_kind: MemberIdKind,
    /// Address; needed where the subscriber is the patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Birth date; needed where the subscriber is the patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Day>,
    /// Sex; needed where the subscriber is the patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Social security number, only where the payer needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ssn: Option<Ssn>,
    /// Claim number of property and casualty or workers' compensation (Box 11b).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property_casualty_number: Option<Text>,
    /// Phone, in property and casualty only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
}

/// A patient who is not the subscriber (Boxes 2, 3, 5, 6).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Patient {
    /// What the patient is to the subscriber.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relationship: Option<Relationship>,
    /// Name.
    #[serde(default)]
    pub name: PersonName,
    /// The patient's own member id, unique with this payer: the patient is then sent as the subscriber.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Birth date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Day>,
    /// Sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Claim number of property and casualty or workers' compensation (Box 11b).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property_casualty_number: Option<Text>,
    /// Member number in property and casualty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property_casualty_member_id: Option<Text>,
    /// Social security number, in property and casualty only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ssn: Option<Ssn>,
    /// Phone, in property and casualty only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
}

/// What else a payer may need to know of the patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PatientCondition {
    /// When the patient died.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub death_date: Option<Day>,
    /// Weight in pounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Quantity>,
    /// The patient is pregnant.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pregnant: bool,
}

/// The plan that is billed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Which payer in line it is.
    #[serde(default)]
    pub sequence: PayerSequence,
    /// The payer.
    #[serde(default)]
    pub payer: Payer,
    /// Kind of insurance (Box 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing_indicator: Option<ClaimFilingIndicator>,
    /// Group or policy number printed on the card (Box 11); not the member id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_number: Option<Text>,
    /// Name of the group (Box 11c); sent only where there is no number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_name: Option<Text>,
    /// Why Medicare does not pay first: a code of two digits, where this payer is Medicare and not primary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medicare_secondary_reason: Option<Text>,
    /// The insured.
    #[serde(default)]
    pub subscriber: Subscriber,
}
