//! Words on their way into a file: capitals, plain letters, no delimiter.

use std::borrow::Cow;

use crate::{Delimiters, is_extended};

/// How letters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Letters {
    /// Names, addresses and notes in capitals: what every receiver takes.
    #[default]
    Capitals,
    /// As they are.
    AsTheyAre,
}

/// No value may hold it.
const UNSAFE: u8 = 1;
/// It is written in another way.
const SMALL: u8 = 2;
const BLANK: u8 = 4;

/// How words are spelt, and what identifiers may hold, in a file with these delimiters.
#[derive(Debug, Clone)]
pub struct Spelling {
    letters: Letters,
    delimiters: Delimiters,
    /// What is to be said of each byte: looked up for every byte of every value.
    kinds: [u8; 256],
}

impl Spelling {
    /// Letters written so, in a file with these delimiters.
    #[must_use]
    pub fn new(letters: Letters, delimiters: Delimiters) -> Self {
        let mut kinds = [0; 256];
        for (byte, kind) in (0_u8..=u8::MAX).zip(&mut kinds) {
            // The extended set, without what some receivers take for a delimiter.
            *kind = if !is_extended(byte) || delimiters.contains(byte) {
                UNSAFE
            } else if letters == Letters::Capitals && byte.is_ascii_lowercase() {
                SMALL
            } else if byte == b' ' {
                BLANK
            } else {
                0
            };
        }
        Self {
            letters,
            delimiters,
            kinds,
        }
    }

    /// How letters are written.
    #[must_use]
    pub const fn letters(&self) -> Letters {
        self.letters
    }

    /// The delimiters of the file.
    #[must_use]
    pub const fn delimiters(&self) -> Delimiters {
        self.delimiters
    }

    /// Text as it may be written: accents become plain letters, what has no plain form, line breaks and delimiters become
    /// blanks, and blanks come one at a time. The second value is true where more than capitals changed.
    #[must_use]
    pub fn clean<'t>(&self, text: &'t str) -> (Cow<'t, str>, bool) {
        // A blank behind another, at the start or at the end is one too many.
        let (mut kinds, mut before, mut doubled) = (0, BLANK, 0);
        for byte in text.bytes() {
            let kind = self.kind_of(byte);
            kinds |= kind;
            doubled |= kind & before;
            before = kind;
        }
        if kinds == 0 || (kinds == BLANK && (doubled | before) & BLANK == 0) {
            return (Cow::Borrowed(text), false);
        }
        let (text, changed) = self.cleaned(text);
        (Cow::Owned(text), changed)
    }

    /// Identifiers are never changed: every character must be one that can be sent.
    #[must_use]
    #[inline]
    pub fn is_sendable(&self, text: &str) -> bool {
        let kinds = self.kinds_in(text);
        kinds & UNSAFE == 0 && (kinds & BLANK == 0 || !has_blank_end(text))
    }

    #[inline]
    fn kinds_in(&self, text: &str) -> u8 {
        text.bytes()
            .fold(0, |kinds, byte| kinds | self.kind_of(byte))
    }

    #[inline]
    fn kind_of(&self, byte: u8) -> u8 {
        self.kinds.get(usize::from(byte)).copied().unwrap_or(UNSAFE)
    }

    fn may_be_sent(&self, c: char) -> bool {
        u8::try_from(c).is_ok_and(|byte| self.kind_of(byte) & UNSAFE == 0)
    }

    fn written(&self, c: char) -> char {
        match self.letters {
            Letters::Capitals => c.to_ascii_uppercase(),
            Letters::AsTheyAre => c,
        }
    }

    fn cleaned(&self, text: &str) -> (String, bool) {
        let mut out = String::with_capacity(text.len());
        let mut changed = false;
        for letter in text.chars() {
            if self.may_be_sent(letter) {
                if letter == ' ' && (out.is_empty() || out.ends_with(' ')) {
                    changed = true;
                } else {
                    out.push(self.written(letter));
                }
                continue;
            }
            changed = true;
            // Punctuation of the typewriter for that of the printer; letters and digits lose their accents.
            let plain = match letter {
                '\u{2018}' | '\u{2019}' => Some("'"),
                '\u{2010}'..='\u{2015}' => Some("-"),
                _ if letter.is_alphanumeric() && !letter.is_ascii() => {
                    deunicode::deunicode_char(letter)
                }
                _ => None,
            };
            match plain {
                Some(plain) if !plain.is_empty() && plain.chars().all(|c| self.may_be_sent(c)) => {
                    for c in plain.chars() {
                        if c == ' ' && (out.is_empty() || out.ends_with(' ')) {
                            continue;
                        }
                        out.push(self.written(c));
                    }
                }
                _ if out.is_empty() || out.ends_with(' ') => {}
                _ => out.push(' '),
            }
        }
        out.truncate(out.trim_end().len());
        (out, changed)
    }
}

fn has_blank_end(text: &str) -> bool {
    text.starts_with(' ') || text.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_could_break_a_file_gets_through() {
        let capitals = Spelling::new(Letters::Capitals, Delimiters::USUAL);
        let of = |text: &str| capitals.clean(text).0.into_owned();
        assert_eq!(of("José  Núñez"), "JOSE NUNEZ");
        assert_eq!(of("a~b*c:d^e\nf"), "A B C D E F");
        assert_eq!(of("O\u{2019}Brien \u{1F600}"), "O'BRIEN");
        assert_eq!(of(" \u{1F600} "), "");
        assert_eq!(of("北京 1"), "BEI JING 1");
        assert!(!capitals.clean("plain words").1);
        assert!(matches!(capitals.clean("PLAIN WORDS").0, Cow::Borrowed(_)));
        let as_they_are = Spelling::new(Letters::AsTheyAre, Delimiters::USUAL);
        assert!(as_they_are.clean("é").1);
        assert_eq!(as_they_are.clean("McCoy").0, "McCoy");
    }

    #[test]
    fn identifiers_hold_what_can_be_sent() {
        let capitals = Spelling::new(Letters::Capitals, Delimiters::USUAL);
        for id in ["", "A1", "a1", "A 1"] {
            assert!(capitals.is_sendable(id), "{id:?}");
        }
        for id in [" A1", "A1 ", " ", "A*1", "A1~", "Á1", "A\t1"] {
            assert!(!capitals.is_sendable(id), "{id:?}");
        }
    }
}
