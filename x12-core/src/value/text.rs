//! Text and codes: bytes as they stand in the file.

use std::{borrow::Cow, fmt};

macro_rules! byte_string {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name<'a>(Cow<'a, [u8]>);

        impl<'a> $name<'a> {
            /// Borrows `bytes`.
            #[must_use]
            #[inline]
            pub const fn new(bytes: &'a [u8]) -> Self {
                Self(Cow::Borrowed(bytes))
            }

            /// The bytes as they stand in the file.
            #[must_use]
            #[inline]
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }

            /// As text: UTF-8 if the bytes are valid UTF-8, else each byte is one Latin-1 character. Never fails and
            /// never loses a byte.
            #[must_use]
            pub fn to_str(&self) -> Cow<'_, str> {
                match std::str::from_utf8(&self.0) {
                    Ok(text) => Cow::Borrowed(text),
                    Err(_) => Cow::Owned(self.0.iter().copied().map(char::from).collect()),
                }
            }

            /// The same with its own copy of the bytes.
            #[must_use]
            pub fn into_owned(self) -> $name<'static> {
                $name(Cow::Owned(self.0.into_owned()))
            }

            /// The bytes themselves.
            #[must_use]
            pub fn into_bytes(self) -> Vec<u8> {
                self.0.into_owned()
            }
        }

        impl<'a> From<&'a str> for $name<'a> {
            fn from(text: &'a str) -> Self {
                Self(Cow::Borrowed(text.as_bytes()))
            }
        }

        impl From<String> for $name<'_> {
            fn from(text: String) -> Self {
                Self(Cow::Owned(text.into_bytes()))
            }
        }

        impl From<Vec<u8>> for $name<'_> {
            fn from(bytes: Vec<u8>) -> Self {
                Self(Cow::Owned(bytes))
            }
        }

        impl PartialEq<str> for $name<'_> {
            fn eq(&self, other: &str) -> bool {
                self.as_bytes() == other.as_bytes()
            }
        }

        impl PartialEq<&str> for $name<'_> {
            fn eq(&self, other: &&str) -> bool {
                self.as_bytes() == other.as_bytes()
            }
        }

        impl fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.to_str())
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.to_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name<'_> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}

byte_string! {
    /// Free text, a name or an identifier. `Debug` shows only its length, so that logs stay free of private data;
    /// `Display` and [`to_str`](Self::to_str) show the text.
    Text
}

byte_string! {
    /// A code of a list. Unknown codes survive: any bytes are held. `Debug` shows what has the shape of a code (three
    /// letters or digits, five where a digit is among them) and only the length of anything else.
    Code
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}

impl Code<'_> {
    /// True where the code is this one.
    #[must_use]
    #[inline]
    pub fn is(&self, code: &str) -> bool {
        super::unpadded(&self.0) == code.as_bytes()
    }

    /// The code as text, without the spaces around it; empty if it is not ASCII, so that it matches no list.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        let trimmed = super::unpadded(&self.0);
        if trimmed.is_ascii() {
            std::str::from_utf8(trimmed).unwrap_or_default()
        } else {
            ""
        }
    }
}

impl fmt::Debug for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is longer, or letters alone, may be a name that slid into the place of a code.
        let is_short = match self.0.len() {
            0..=3 => true,
            4 | 5 => self.0.iter().any(u8::is_ascii_digit),
            _ => false,
        };
        if is_short && self.0.iter().all(u8::is_ascii_alphanumeric) {
            write!(f, "Code({})", self.as_str())
        } else {
            write!(f, "Code({} bytes)", self.0.len())
        }
    }
}
