//! Characters that are not ASCII: each becomes another one of as many bytes, or stays where it is no letter.

use crate::cipher::Cipher;

/// Letters and signs of two, three and four bytes: from the first up to before the second.
const RANGES: [(u32, u32); 5] = [
    (0xC0, 0x800),
    (0x800, 0x2000),
    (0x2C00, 0xD800),
    (0xE000, 0x1_0000),
    (0x1_0000, 0x11_0000),
];

/// The character that stands for this one; `None` for signs and blanks that say nothing (U+0080 to U+00BF, U+2000 to
/// U+2BFF), which stay.
pub(crate) fn character(cipher: &Cipher, tweak: &[u8], from: char) -> Option<char> {
    let code = u32::from(from);
    let (start, end) = RANGES
        .into_iter()
        .find(|(start, end)| (*start..*end).contains(&code))?;
    if is_blank(from) {
        return None;
    }
    let size = u64::from(end.wrapping_sub(start));
    let mut at = u64::from(code.wrapping_sub(start));
    loop {
        at = cipher.number(tweak, at, size);
        let made = u32::try_from(at).ok().map(|at| start.wrapping_add(at));
        // Blanks stay themselves, so the walk goes on where it comes to one.
        if let Some(made) = made.and_then(char::from_u32)
            && !is_blank(made)
        {
            return Some(made);
        }
    }
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// Bytes by what they are in UTF-8: those that go on, those that begin two, three or four bytes, and those that stand in
/// no character. Within these, a byte that was none of a character hardly ever becomes one.
const CLASSES: [&[std::ops::RangeInclusive<u8>]; 5] = [
    &[0x80..=0xBF],
    &[0xC2..=0xDF],
    &[0xE0..=0xEF],
    &[0xF0..=0xF4],
    &[0xC0..=0xC1, 0xF5..=0xFF],
];

/// The byte that stands for one that is part of no UTF-8 character, such as a letter in Latin-1.
pub(crate) fn byte(cipher: &Cipher, tweak: &[u8], from: u8) -> u8 {
    let Some(class) = CLASSES
        .iter()
        .find(|class| class.iter().any(|of| of.contains(&from)))
    else {
        return b'?';
    };
    let bytes = || class.iter().cloned().flatten();
    let at = |count: usize| u64::try_from(count).unwrap_or(0);
    let number = at(bytes().take_while(|of| *of != from).count());
    let made = cipher.number(tweak, number, at(bytes().count()));
    let made = usize::try_from(made).ok().and_then(|at| bytes().nth(at));
    made.unwrap_or(b'?')
}
