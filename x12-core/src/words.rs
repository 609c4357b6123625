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

/// Text as it may be written: accents become plain letters, what has no plain form, line breaks and delimiters become
/// blanks, and blanks come one at a time. The second value is true where more than capitals changed.
#[must_use]
pub fn clean<'t>(text: &'t str, letters: Letters, delimiters: &Delimiters) -> (Cow<'t, str>, bool) {
    if is_clean(text, letters, delimiters) {
        return (Cow::Borrowed(text), false);
    }
    let mut out = String::with_capacity(text.len());
    let mut changed = false;
    for letter in text.chars() {
        let sendable = |c: char| may_be_sent(c, delimiters);
        if sendable(letter) {
            if letter == ' ' && (out.is_empty() || out.ends_with(' ')) {
                changed = true;
            } else if letters == Letters::Capitals {
                out.push(letter.to_ascii_uppercase());
            } else {
                out.push(letter);
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
            Some(plain) if !plain.is_empty() && plain.chars().all(sendable) => {
                for c in plain.chars() {
                    if c == ' ' && (out.is_empty() || out.ends_with(' ')) {
                        continue;
                    }
                    out.push(if letters == Letters::Capitals {
                        c.to_ascii_uppercase()
                    } else {
                        c
                    });
                }
            }
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    (Cow::Owned(out), changed)
}

/// Identifiers are never changed: every character must be one that can be sent.
#[must_use]
pub fn is_sendable(text: &str, delimiters: &Delimiters) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().all(|byte| is_safe(*byte, delimiters))
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ')
}

fn is_clean(text: &str, letters: Letters, delimiters: &Delimiters) -> bool {
    let mut blank = true;
    for byte in text.bytes() {
        let is_blank = byte == b' ';
        if !is_safe(byte, delimiters)
            || (is_blank && blank)
            || (letters == Letters::Capitals && byte.is_ascii_lowercase())
        {
            return false;
        }
        blank = is_blank;
    }
    text.is_empty() || !blank
}

/// The extended set, without what some receivers take for a delimiter.
fn may_be_sent(c: char, delimiters: &Delimiters) -> bool {
    c.is_ascii() && u8::try_from(c).is_ok_and(|byte| is_safe(byte, delimiters))
}

fn is_safe(byte: u8, delimiters: &Delimiters) -> bool {
    is_extended(byte) && !delimiters.contains(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_could_break_a_file_gets_through() {
        let of = |text: &str| {
            clean(text, Letters::Capitals, &Delimiters::USUAL)
                .0
                .into_owned()
        };
        assert_eq!(of("José  Núñez"), "JOSE NUNEZ");
        assert_eq!(of("a~b*c:d^e\nf"), "A B C D E F");
        assert_eq!(of("O\u{2019}Brien \u{1F600}"), "O'BRIEN");
        assert_eq!(of(" \u{1F600} "), "");
        assert_eq!(of("北京 1"), "BEI JING 1");
        assert!(!clean("plain words", Letters::Capitals, &Delimiters::USUAL).1);
        assert!(clean("é", Letters::AsTheyAre, &Delimiters::USUAL).1);
        assert_eq!(
            clean("McCoy", Letters::AsTheyAre, &Delimiters::USUAL).0,
            "McCoy"
        );
    }
}
