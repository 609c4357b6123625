//! Who bills (Box 33) and where the service was (Box 32).

use serde::{Deserialize, Serialize};

use crate::{Address, Contact, Ein, Npi, PartyName, ProviderId, Ssn, Taxonomy, Text};

/// Federal tax id of the billing provider (Box 25). Which of the two it is, a setting says; it is never guessed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaxId {
    /// Of an employer.
    Ein(Ein),
    /// Of a person; for individuals only.
    Ssn(Ssn),
}

impl TaxId {
    /// The number, of whichever.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Ein(ein) => ein.as_str(),
            Self::Ssn(ssn) => ssn.as_str(),
        }
    }
}

impl Default for TaxId {
    fn default() -> Self {
        Self::Ein(Ein::as_received(""))
    }
}

/// What the NPI was issued for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NpiType {
    /// Type 1: a person.
    Individual,
    /// Type 2: an organisation.
    Organization,
}

/// The billing provider (Box 33, 33a, 33b, 25).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BillingProvider {
    /// `Individual` with name parts for a person who is not incorporated, `Organization` for everybody else.
    #[serde(default)]
    pub name: PartyName,
    /// NPI (Box 33a); `None` only for providers that can have none, such as peer support agencies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub npi: Option<Npi>,
    /// What the NPI was issued for, where that is known. It is not sent; a contradiction is a finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub npi_type: Option<NpiType>,
    /// EIN or SSN (Box 25).
    #[serde(default)]
    pub tax_id: TaxId,
    /// Specialty (Box 33b). Many payers refuse claims without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taxonomy: Option<Taxonomy>,
    /// Street address with a nine-digit ZIP code; no post office box.
    #[serde(default)]
    pub address: Address,
    /// Phone and who answers it; left out where it is the submitter's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Where payments go, where that is elsewhere; a post office box may stand here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_to: Option<Address>,
    /// Licence, UPIN, or numbers that the payer assigned (Box 33b): where there is no NPI.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_ids: Vec<ProviderId>,
}

/// Where the service was rendered (Box 32).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ServiceFacility {
    /// Name.
    #[serde(default)]
    pub name: Text,
    /// NPI (Box 32a): only of an organisation other than the one that bills.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub npi: Option<Npi>,
    /// Street address with a nine-digit ZIP code; `None` for a location that has none, such as a telehealth location.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Further numbers (Box 32b).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_ids: Vec<ProviderId>,
    /// Phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The setting «show in Box 32». A facility that is not shown is never sent; one that is shown is left out where its
    /// address is the billing provider's.
    #[serde(default = "shown", skip_serializing_if = "is_shown")]
    pub show: bool,
}

fn shown() -> bool {
    true
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_shown(show: &bool) -> bool {
    *show
}

impl ServiceFacility {
    /// A place that is shown in Box 32.
    pub fn new(name: impl Into<Text>, address: Address) -> Self {
        Self {
            name: name.into(),
            npi: None,
            address: Some(address),
            other_ids: Vec::new(),
            contact: None,
            show: true,
        }
    }
}
