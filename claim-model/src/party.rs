//! People, organisations, addresses and how to reach them.

use serde::{Deserialize, Serialize};

use crate::{Npi, PayerId, Taxonomy, Text};

/// A person's name in its parts. A display name is never split by guess.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonName {
    /// Last name.
    #[serde(default)]
    pub last: Text,
    /// First name; `None` for people who have one name only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Text>,
    /// Middle name or initial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle: Option<Text>,
    /// Suffix such as `JR` or `III`; never a title or a degree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suffix: Option<Text>,
}

impl PersonName {
    /// Last and first name.
    pub fn new(last: impl Into<Text>, first: impl Into<Text>) -> Self {
        Self {
            last: last.into(),
            first: Some(first.into()),
            ..Self::default()
        }
    }

    /// The same with a middle name.
    #[must_use]
    pub fn with_middle(self, middle: impl Into<Text>) -> Self {
        Self {
            middle: Some(middle.into()),
            ..self
        }
    }
}

/// A person or an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartyName {
    /// A person.
    Individual(PersonName),
    /// An organisation, by its name.
    Organization(Text),
}

impl Default for PartyName {
    fn default() -> Self {
        Self::Organization(Text::default())
    }
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street and number.
    #[serde(default)]
    pub line_1: Text,
    /// Suite, apartment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_2: Option<Text>,
    /// City.
    #[serde(default)]
    pub city: Text,
    /// State or province, two letters; `None` outside the United States and Canada.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<Text>,
    /// ZIP code of five or nine digits, or another country's postal code. Hyphens are not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<Text>,
    /// Country code; `None` for the United States.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Text>,
    /// Part of another country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subdivision: Option<Text>,
}

impl Address {
    /// An address in the United States.
    pub fn new(
        line_1: impl Into<Text>,
        city: impl Into<Text>,
        state: impl Into<Text>,
        postal_code: impl Into<Text>,
    ) -> Self {
        Self {
            line_1: line_1.into(),
            city: city.into(),
            state: Some(state.into()),
            postal_code: Some(postal_code.into()),
            ..Self::default()
        }
    }
}

/// Whom to ask, and how.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// A person or department; `None` where it is the party itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Telephone, ten digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Text>,
    /// Extension of the telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Text>,
    /// Fax, ten digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fax: Option<Text>,
    /// Electronic mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Text>,
}

impl Contact {
    /// A telephone with the name of who answers it.
    pub fn new(name: impl Into<Text>, phone: impl Into<Text>) -> Self {
        Self {
            name: Some(name.into()),
            phone: Some(phone.into()),
            ..Self::default()
        }
    }
}

/// Whose number a provider's other id is (Box 17a, 24I, 32b, 33b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProviderIdKind {
    /// State licence.
    StateLicense,
    /// UPIN.
    Upin,
    /// The payer's own number for the provider.
    PayerAssigned,
    /// The payer's number for the location.
    Location,
}

/// A number of a provider besides the NPI. Sent only where there is no NPI, or where the payer still wants it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProviderId {
    /// Whose number it is.
    pub kind: ProviderIdKind,
    /// The number.
    pub id: Text,
    /// On a line: the other payer that the number belongs to; `None` for the payer that is billed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_id: Option<PayerId>,
}

/// A provider other than the billing provider: rendering, supervising, referring, ordering.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Name.
    #[serde(default)]
    pub name: PartyName,
    /// NPI; `None` for providers that have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub npi: Option<Npi>,
    /// Specialty; sent for rendering providers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taxonomy: Option<Taxonomy>,
    /// Further numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_ids: Vec<ProviderId>,
}

impl Provider {
    /// A person with an NPI.
    #[must_use]
    pub fn individual(name: PersonName, npi: Npi) -> Self {
        Self {
            name: PartyName::Individual(name),
            npi: Some(npi),
            ..Self::default()
        }
    }

    /// The same with a specialty.
    #[must_use]
    pub fn with_taxonomy(self, taxonomy: Taxonomy) -> Self {
        Self {
            taxonomy: Some(taxonomy),
            ..self
        }
    }
}
