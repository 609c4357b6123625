//! Values on their way into a file, without an allocation for each number and date.

use std::ops::Deref;

/// Room for any number, date or time: 28 digits, a sign, a point.
const ROOM: usize = 31;

/// The bytes of a value as they are written.
#[derive(Debug, Clone, Copy)]
pub struct Written<'v>(Held<'v>);

#[derive(Debug, Clone, Copy)]
enum Held<'v> {
    Borrowed(&'v [u8]),
    Short { bytes: [u8; ROOM], length: u8 },
}

impl Deref for Written<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match &self.0 {
            Held::Borrowed(bytes) => bytes,
            Held::Short { bytes, length } => bytes.get(..usize::from(*length)).unwrap_or_default(),
        }
    }
}

impl<'v> From<&'v [u8]> for Written<'v> {
    fn from(bytes: &'v [u8]) -> Self {
        Self(Held::Borrowed(bytes))
    }
}

/// Puts a short value together from its front.
#[derive(Debug)]
pub(super) struct Short {
    bytes: [u8; ROOM],
    length: u8,
}

impl Short {
    pub(super) const fn new() -> Self {
        Self {
            bytes: [0; ROOM],
            length: 0,
        }
    }

    /// Adds a byte; past the room, which no value needs, it is left out.
    pub(super) fn push(&mut self, byte: u8) {
        if let Some(slot) = self.bytes.get_mut(usize::from(self.length)) {
            *slot = byte;
            self.length = self.length.saturating_add(1);
        }
    }

    pub(super) fn text(&mut self, text: &[u8]) {
        for byte in text {
            self.push(*byte);
        }
    }

    /// Adds a number in exactly `width` digits.
    pub(super) fn digits(&mut self, number: u32, width: u32) {
        for at in (0..width).rev() {
            let power = 10_u32.saturating_pow(at);
            let digit = number.checked_div(power).unwrap_or(0).wrapping_rem(10);
            self.push(b'0'.wrapping_add(u8::try_from(digit).unwrap_or(0)));
        }
    }

    pub(super) const fn written<'v>(self) -> Written<'v> {
        Written(Held::Short {
            bytes: self.bytes,
            length: self.length,
        })
    }
}
