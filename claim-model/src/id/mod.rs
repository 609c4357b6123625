//! Identifiers and codes: each checked once, where it is made.
//!
//! `new` checks and brings into the form that is sent: hyphens of an EIN and the dot of a diagnosis go. `as_received`
//! keeps what somebody else wrote, right or wrong: a file or a batch is read to its end, and the rules name every
//! identifier that is none ([`Claim::check`](crate::Claim::check)). Nothing that is wrong is ever written.

mod codes;
mod formats;
mod numbers;

pub use codes::{
    AdjustmentReasonCode, ClaimFilingIndicator, ConditionCode, DiagnosisCode, EntityCode, Modifier,
    PlaceOfService, ProcedureCode, RemarkCode, StatusCategory, StatusCode,
};
pub(crate) use formats::{is_icd9, is_icd10};
pub use numbers::{
    ClearinghouseClaimNumber, CliaNumber, Ein, MemberId, Ndc, Npi, PatientControlNumber,
    PayerClaimNumber, PayerId, Ssn, Taxonomy,
};

/// An identifier that is not of its kind. It never holds the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {what}: {reason}")]
pub struct Invalid {
    /// Kind of identifier, such as `NPI`.
    pub what: &'static str,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// Declares an identifier: in `Debug`, `shown` ones print if they are valid, `brief` ones if they have the shape of a short
/// code, `hidden` ones never.
macro_rules! identifier {
    ($(#[$meta:meta])* $visibility:ident $name:ident = $what:literal, tidy $tidy:path, check $check:path) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(smol_str::SmolStr);

        impl $name {
            /// Checks, and brings into the form that is sent.
            ///
            /// # Errors
            ///
            /// [`Invalid`](crate::Invalid) says what is wrong.
            pub fn new(text: impl AsRef<str>) -> Result<Self, crate::Invalid> {
                let this = Self($tidy(text.as_ref()).into());
                this.check().map(|()| this)
            }

            /// Keeps `text` as somebody else wrote it; the rules of the claim name it if it is wrong.
            #[must_use]
            pub fn as_received(text: impl Into<crate::Text>) -> Self {
                Self(text.into().0)
            }

            /// Checks again, for one that was received.
            ///
            /// # Errors
            ///
            /// [`Invalid`](crate::Invalid) says what is wrong.
            pub fn check(&self) -> Result<(), crate::Invalid> {
                $check(&self.0).map_err(|reason| crate::Invalid { what: $what, reason })
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// True where there is no text at all.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::Invalid;

            fn from_str(text: &str) -> Result<Self, crate::Invalid> {
                Self::new(text)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                crate::id::identifier!(@debug $visibility, self, f, $name)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        /// Tidied where that makes it valid, as received where not: the rules name what is wrong.
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Ok(Self::new(&text).unwrap_or_else(|_| Self(text.into())))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $what })
            }
        }
    };
    // What is not of its kind may be anything, such as a name in the wrong field.
    (@debug shown, $this:ident, $f:ident, $name:ident) => {
        match $this.check() {
            Ok(()) => write!($f, concat!(stringify!($name), "({})"), $this.0),
            Err(_) => $f.write_str(concat!(stringify!($name), "(…, not valid)")),
        }
    };
    (@debug brief, $this:ident, $f:ident, $name:ident) => {
        if crate::id::formats::is_brief($this.as_str()) {
            write!($f, concat!(stringify!($name), "({})"), $this.0)
        } else {
            $f.write_str(concat!(stringify!($name), "(…)"))
        }
    };
    (@debug hidden, $this:ident, $f:ident, $name:ident) => {
        $f.write_str(concat!(stringify!($name), "(…)"))
    };
}
pub(crate) use identifier;
