//! Values on their way into a file, without an allocation for each number and date.

use std::ops::Deref;

/// Room for any number, date or time: 28 digits, a sign, a point.
const ROOM: usize = 32;
const ROOM_END: u8 = 32;

/// The bytes of a value as they are written.
#[derive(Debug, Clone, Copy)]
pub struct Written<'v>(Held<'v>);

#[derive(Debug, Clone, Copy)]
enum Held<'v> {
    Borrowed(&'v [u8]),
    Short { bytes: [u8; ROOM], from: u8, to: u8 },
}

impl Deref for Written<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match &self.0 {
            Held::Borrowed(bytes) => bytes,
            Held::Short { bytes, from, to } => bytes
                .get(usize::from(*from)..usize::from(*to))
                .unwrap_or_default(),
        }
    }
}

impl<'v> From<&'v [u8]> for Written<'v> {
    #[inline]
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

    /// Adds a number below a hundred in two digits.
    #[inline]
    pub(super) fn two_digits(&mut self, number: u32) {
        self.array(two_digits(number));
    }

    /// Adds bytes; where there is no room for all, none.
    #[inline]
    pub(super) fn array<const N: usize>(&mut self, bytes: [u8; N]) {
        let from = usize::from(self.length);
        let to = from.wrapping_add(N);
        if let (Some(slot), Ok(length)) = (self.bytes.get_mut(from..to), u8::try_from(to)) {
            slot.copy_from_slice(&bytes);
            self.length = length;
        }
    }

    pub(super) const fn written<'v>(self) -> Written<'v> {
        Written(Held::Short {
            bytes: self.bytes,
            from: 0,
            to: self.length,
        })
    }
}

/// The two digits of a number below a hundred.
#[inline]
pub(super) fn two_digits(number: u32) -> [u8; 2] {
    [number.wrapping_div(10), number.wrapping_rem(10)]
        .map(|digit| b'0'.wrapping_add(u8::try_from(digit).unwrap_or(0)))
}

/// Puts a short value together from its end, as the digits of a number come.
#[derive(Debug)]
pub(super) struct Backwards {
    bytes: [u8; ROOM],
    from: u8,
}

impl Backwards {
    pub(super) const fn new() -> Self {
        Self {
            bytes: [0; ROOM],
            from: ROOM_END,
        }
    }

    /// Adds a byte in front; past the room, which no value needs, it is left out.
    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        let before = self.from.wrapping_sub(1);
        if let Some(slot) = self.bytes.get_mut(usize::from(before)) {
            *slot = byte;
            self.from = before;
        }
    }

    /// Adds the last digit of a number in front, and gives what stands before it.
    #[inline]
    pub(super) fn digit(&mut self, number: u64) -> u64 {
        let digit = u8::try_from(number.wrapping_rem(10)).unwrap_or(0);
        self.push(b'0'.wrapping_add(digit));
        number.wrapping_div(10)
    }

    pub(super) const fn written<'v>(self) -> Written<'v> {
        Written(Held::Short {
            bytes: self.bytes,
            from: self.from,
            to: ROOM_END,
        })
    }
}
