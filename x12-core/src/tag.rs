//! Segment identifiers.

use std::fmt;

/// A segment identifier such as `CLP` or `N1`: two or three letters or digits, upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tag([u8; 4]);

impl Tag {
    /// What an unreadable identifier becomes: it equals no identifier of any guide.
    pub const UNREADABLE: Self = Self([0; 4]);

    /// The identifier that `name` spells; [`Tag::UNREADABLE`] if it is not two or three upper-case letters or digits.
    #[must_use]
    pub const fn new(name: &str) -> Self {
        match name.as_bytes() {
            [a, b] if good(*a) && good(*b) => Self([*a, *b, 0, 0]),
            [a, b, c] if good(*a) && good(*b) && good(*c) => Self([*a, *b, *c, 0]),
            _ => Self::UNREADABLE,
        }
    }

    /// Reads an identifier from a file. The second value is true where lower-case letters had to be folded.
    #[must_use]
    #[inline]
    pub fn read(bytes: &[u8]) -> (Self, bool) {
        match bytes {
            [a, b] if good(*a) && good(*b) => (Self([*a, *b, 0, 0]), false),
            [a, b, c] if good(*a) && good(*b) && good(*c) => (Self([*a, *b, *c, 0]), false),
            _ => Self::read_odd(bytes),
        }
    }

    #[cold]
    fn read_odd(bytes: &[u8]) -> (Self, bool) {
        let tag = std::str::from_utf8(bytes)
            .map_or(Self::UNREADABLE, |name| Self::new(&name.to_ascii_uppercase()));
        (tag, tag != Self::UNREADABLE)
    }

    /// The identifier as text; `?` for [`Tag::UNREADABLE`].
    #[must_use]
    pub fn as_str(&self) -> &str {
        let len = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        match self.0.get(..len).map(std::str::from_utf8) {
            Some(Ok(name)) if !name.is_empty() => name,
            _ => "?",
        }
    }
}

const fn good(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
