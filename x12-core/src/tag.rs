//! Segment identifiers.

use std::fmt;

/// A segment identifier such as `CLP` or `N1`: two or three letters or digits, upper case.
///
/// Held as one number, the bytes from the left, so that comparing two is one comparison.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tag(u32);

impl Tag {
    /// What an unreadable identifier becomes: it equals no identifier of any guide.
    pub const UNREADABLE: Self = Self(0);

    /// The identifier that `name` spells; [`Tag::UNREADABLE`] if it is not two or three upper-case letters or digits.
    #[must_use]
    pub const fn new(name: &str) -> Self {
        Self::spelt(name.as_bytes())
    }

    #[inline]
    const fn spelt(name: &[u8]) -> Self {
        match name {
            [a, b] if good(*a) & good(*b) => Self(u32::from_be_bytes([*a, *b, 0, 0])),
            [a, b, c] if good(*a) & good(*b) & good(*c) => {
                Self(u32::from_be_bytes([*a, *b, *c, 0]))
            }
            _ => Self::UNREADABLE,
        }
    }

    /// Reads an identifier from a file. The second value is true where lower-case letters had to be folded.
    #[must_use]
    #[inline]
    pub fn read(bytes: &[u8]) -> (Self, bool) {
        let tag = Self::spelt(bytes);
        if tag == Self::UNREADABLE {
            Self::read_odd(bytes)
        } else {
            (tag, false)
        }
    }

    #[cold]
    fn read_odd(bytes: &[u8]) -> (Self, bool) {
        let tag = if bytes.len() > 3 {
            Self::UNREADABLE
        } else {
            Self::spelt(&bytes.to_ascii_uppercase())
        };
        (tag, tag != Self::UNREADABLE)
    }

    pub(crate) fn write_to(self, out: &mut Vec<u8>) {
        match self.0.to_be_bytes() {
            [0, ..] => {}
            [a, b, 0, _] => out.extend_from_slice(&[a, b]),
            [a, b, c, _] => out.extend_from_slice(&[a, b, c]),
        }
    }

    /// Hands the identifier to `read` as text; `?` for [`Tag::UNREADABLE`].
    fn with_str<T>(self, read: impl FnOnce(&str) -> T) -> T {
        let bytes = self.0.to_be_bytes();
        let len = bytes
            .iter()
            .position(|byte| *byte == 0)
            .unwrap_or(bytes.len());
        match bytes.get(..len).map(std::str::from_utf8) {
            Some(Ok(name)) if !name.is_empty() => read(name),
            _ => read("?"),
        }
    }
}

/// Without a branch: it is asked for each byte of each identifier.
#[inline]
const fn good(byte: u8) -> bool {
    byte.is_ascii_uppercase() | byte.is_ascii_digit()
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_str(|name| f.pad(name))
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_str(|name| f.write_str(name))
    }
}
