//! Text for terminals and pipes: nothing that a file holds may act on the terminal.

use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{self, Write},
};

use rust_decimal::Decimal;
use serde::Serialize;

/// Columns that lines of text are folded at.
pub(crate) const WIDTH: usize = 98;

/// `text` with every control character, and every character that turns the direction of writing, replaced by `?`.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unsafe) {
        Cow::Owned(
            text.chars()
                .map(|character| if is_unsafe(character) { '?' } else { character })
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

/// Control characters (C0, DEL, C1), line and paragraph separators, and the invisible marks of bidirectional text.
pub(crate) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// `value` as JSON on one line, without the end of the line.
pub(crate) fn json<W: Write + ?Sized, T: Serialize + ?Sized>(
    out: &mut W,
    value: &T,
) -> io::Result<()> {
    Ok(serde_json::to_writer(Escaping(out), value)?)
}

/// The same on many lines, for people.
pub(crate) fn json_pretty<W: Write + ?Sized, T: Serialize + ?Sized>(
    out: &mut W,
    value: &T,
) -> io::Result<()> {
    Ok(serde_json::to_writer_pretty(Escaping(out), value)?)
}

/// Escapes what is unsafe in the strings of JSON and has no escape there by itself: outside strings JSON is ASCII.
struct Escaping<W>(W);

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Strings come whole, so that no character is cut.
        let mut rest = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        let unsafe_here = |character: char| is_unsafe(character) && character != '\n';
        while let Some((at, found)) = rest.char_indices().find(|(_, char)| unsafe_here(*char)) {
            let (before, behind) = rest.split_at(at);
            self.0.write_all(before.as_bytes())?;
            write!(self.0, "\\u{:04x}", u32::from(found))?;
            rest = behind.strip_prefix(found).unwrap_or(behind);
        }
        self.0.write_all(rest.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// An amount with two decimals, or more where the file has more. Never rounded.
pub(crate) fn money(amount: Decimal) -> String {
    if amount.is_zero() {
        return "0.00".to_owned();
    }
    let text = amount.normalize().to_string();
    match text.split_once('.') {
        None => format!("{text}.00"),
        Some((_, fraction)) if fraction.len() == 1 => format!("{text}0"),
        Some(_) => text,
    }
}

/// An amount, or words where the sum has more digits than can be held exactly.
pub(crate) fn money_or_too_large(amount: Option<Decimal>) -> String {
    amount.map_or_else(|| "(too many digits)".to_owned(), money)
}

/// `1 claim`, `2 claims`, `0 claims`.
pub(crate) fn count(number: u64, one: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {one}s")
    }
}

/// A box of the CMS-1500 as people call it: `Box 33a`.
pub(crate) fn box_name(form_box: &str) -> String {
    if form_box.starts_with(|first: char| first.is_ascii_digit()) {
        format!("Box {form_box}")
    } else {
        format!("{form_box} block")
    }
}

/// Columns that `text` takes.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().count()
}

/// At most `width` columns of `text`, the last one `…` where it had more.
pub(crate) fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if columns(text) <= width {
        return Cow::Borrowed(text);
    }
    let mut short: String = text.chars().take(width.saturating_sub(1)).collect();
    short.push('…');
    Cow::Owned(short)
}

/// `text` folded at spaces. The first line begins with `first`, the others are indented as far.
pub(crate) fn fold(first: &str, text: &str) -> String {
    let indent = columns(first);
    let mut folded = first.to_owned();
    let mut at = indent;
    for word in text.split_whitespace() {
        let len = columns(word);
        if at > indent && at.saturating_add(len) >= WIDTH {
            let _ = write!(folded, "\n{:indent$}", "");
            at = indent;
        } else if at > indent {
            folded.push(' ');
            at = at.saturating_add(1);
        }
        folded.push_str(word);
        at = at.saturating_add(len);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_all_their_digits() {
        let of = |text: &str| money(text.parse().unwrap());
        assert_eq!(of("40"), "40.00");
        assert_eq!(of("-40.5"), "-40.50");
        assert_eq!(of("150.005"), "150.005");
        assert_eq!(of("1.2300"), "1.23");
        assert_eq!(of("-0.00"), "0.00");
        assert_eq!(
            of("9999999999999999999999999999"),
            "9999999999999999999999999999.00"
        );
    }

    #[test]
    fn control_characters_are_replaced() {
        assert_eq!(
            clean("A\u{1b}[31mB\u{9b}C\u{7f}D\nE\u{202e}F"),
            "A?[31mB?C?D?E?F"
        );
        assert_eq!(clean("Ó plain"), "Ó plain");
    }

    #[test]
    fn json_holds_the_same_and_no_control_character() {
        let text = "A\u{1b}B\u{9b}C\u{7f}D\nE\u{202e}F Ó \"";
        for write in [json::<Vec<u8>, &str>, json_pretty::<Vec<u8>, &str>] {
            let mut out = Vec::new();
            write(&mut out, &text).unwrap();
            let out = String::from_utf8(out).unwrap();
            assert!(!out.chars().any(is_unsafe), "{out}");
            assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
    }

    #[test]
    fn names_are_cut_and_text_is_folded() {
        assert_eq!(cut("ABCDEF", 4), "ABC…");
        assert_eq!(cut("ABCD", 4), "ABCD");
        let folded = fold("  note  ", &"word ".repeat(40));
        assert!(folded.lines().all(|line| columns(line) <= WIDTH));
        assert!(
            folded
                .lines()
                .skip(1)
                .all(|line| line.starts_with("        word"))
        );
    }
}
