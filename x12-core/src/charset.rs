//! The characters that X12 allows in data.

/// True for the characters of the X12 basic and extended sets: letters, digits, space and
/// ``! " & ' ( ) * + , - . / : ; ? = % ~ @ [ ] _ { } \ | < > # $``.
///
/// The backtick and the caret stand in some lists and not in others; they are treated as unsafe and give `false`,
/// as does every control character and every byte above 0x7E.
#[must_use]
#[inline]
pub const fn is_extended(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && byte != b'`' && byte != b'^'
}

/// True for bytes that no value may hold in any character set.
#[inline]
pub(crate) const fn is_control(byte: u8) -> bool {
    byte < 0x20 || byte == 0x7F
}
