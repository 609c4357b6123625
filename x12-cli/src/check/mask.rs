//! Bytes of a file as text that may be shown.

use crate::output::is_unsafe;

/// Text with the place, counted in bytes of the text, to point at.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) text: String,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// Every letter `x`, every digit `9`, anything that is not ASCII `x` for each byte; punctuation and spaces stay, so
/// that delimiters, signs and lengths can be seen. The first `plain` bytes, the segment's identifier, stay too.
pub(crate) fn masked(bytes: &[u8], plain: usize, from: usize, to: usize) -> Shown {
    let mask = |(at, byte): (usize, &u8)| match byte {
        byte if at < plain && byte.is_ascii_alphanumeric() => char::from(*byte),
        b'0'..=b'9' => '9',
        b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => 'x',
        byte if byte.is_ascii_control() => '?',
        byte => char::from(*byte),
    };
    // One ASCII character for each byte: positions stay what they are.
    Shown {
        text: bytes.iter().enumerate().map(mask).collect(),
        from,
        to,
    }
}

/// The text itself: UTF-8 where it is UTF-8, else each byte one Latin-1 character; control characters as `?`.
pub(crate) fn plain(bytes: &[u8], from: usize, to: usize) -> Shown {
    let mut shown = Shown {
        text: String::new(),
        from: 0,
        to: 0,
    };
    let mut at = 0_usize;
    let mut put = |character: char, len: usize| {
        if at < from {
            shown.from = shown.text.len().saturating_add(if is_unsafe(character) {
                1
            } else {
                character.len_utf8()
            });
        }
        if at < to {
            shown.to = shown.text.len().saturating_add(if is_unsafe(character) {
                1
            } else {
                character.len_utf8()
            });
        }
        shown
            .text
            .push(if is_unsafe(character) { '?' } else { character });
        at = at.saturating_add(len);
    };
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            put(character, character.len_utf8());
        }
        for byte in chunk.invalid() {
            put(char::from(*byte), 1);
        }
    }
    shown.to = shown.to.max(shown.from);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_keeps_lengths_delimiters_and_the_identifier() {
        let bytes = "NM1*QC*1*LÓPEZ*M.\u{7}~".as_bytes();
        let shown = masked(bytes, 3, 9, 15);
        assert_eq!(shown.text, "NM1*xx*9*xxxxxx*x.?~");
        assert_eq!(shown.text.len(), bytes.len());
        assert_eq!(shown.text.get(shown.from..shown.to), Some("xxxxxx"));
    }

    #[test]
    fn plain_text_points_at_the_same_characters() {
        let shown = plain("REF*É\u{1b}*ÜBER~".as_bytes(), 8, 13);
        assert_eq!(shown.text, "REF*É?*ÜBER~");
        assert_eq!(shown.text.get(shown.from..shown.to), Some("ÜBER"));
        let shown = plain(b"A*\xD3B~", 2, 4);
        assert_eq!(shown.text.get(shown.from..shown.to), Some("ÓB"));
        let end = plain(b"A*~", 2, 2);
        assert_eq!((end.from, end.to), (2, 2));
    }
}
