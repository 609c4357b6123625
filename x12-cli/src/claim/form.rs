//! The form of a claim in JSON, and what is wrong with a text that does not have it, without any value of the text.

use std::fmt;

use claim_model::Claim;
use serde::de::DeserializeOwned;
use serde_json::{Error, error::Category, value::RawValue};

use super::entries::Entry;
use crate::output::clean;

/// A place in the input, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Where {
    pub(super) line: u64,
    pub(super) column: u64,
}

impl Where {
    /// The place that is `inner`, where counting began here.
    fn plus(self, line: usize, column: usize) -> Self {
        let number = |of: usize| u64::try_from(of).unwrap_or(u64::MAX);
        let column = number(column);
        if line <= 1 {
            return Self {
                line: self.line,
                column: self.column.saturating_add(column).saturating_sub(1),
            };
        }
        Self {
            line: self.line.saturating_add(number(line)).saturating_sub(1),
            column,
        }
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Why a text is no claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NotAClaim {
    pub(super) at: Where,
    /// The field, such as `lines[0].charge`; empty where the text is no JSON.
    pub(super) field: String,
    /// In words of our own.
    pub(super) reason: String,
    /// The word of the text that is not known. It may be anything, so it is shown only where values may be.
    pub(super) word: Option<String>,
}

impl NotAClaim {
    pub(super) const fn new(at: Where, reason: String) -> Self {
        Self {
            at,
            field: String::new(),
            reason,
            word: None,
        }
    }

    /// For a text that begins at `starts`.
    pub(super) fn of_json(starts: Where, error: &Error) -> Self {
        let at = starts.plus(error.line(), error.column());
        let (reason, word) = reason(error);
        Self {
            at,
            field: String::new(),
            reason,
            word,
        }
    }

    pub(super) fn message(&self, show_values: bool) -> String {
        let word = self.word.as_deref().filter(|_| show_values);
        let word = word.map(|word| format!(" `{}`", clean(word)));
        let word = word.unwrap_or_default();
        format!("{}{word} ({})", self.reason, self.at)
    }
}

/// An entry that was read.
pub(super) struct Read<'b> {
    /// Where the entry begins.
    pub(super) line: u64,
    /// Its text; `None` where the input has no further entries that could be told apart.
    pub(super) text: Option<&'b [u8]>,
    pub(super) claim: Result<Claim, NotAClaim>,
}

impl<'b> Read<'b> {
    pub(super) fn of(entry: Result<Entry<'b>, NotAClaim>) -> Self {
        match entry {
            Ok(entry) => Self {
                line: entry.starts.line,
                text: Some(entry.text),
                claim: read(&entry),
            },
            Err(not) => Self {
                line: not.at.line,
                text: None,
                claim: Err(not),
            },
        }
    }
}

/// Reads what has a form like that of a claim, such as an envelope.
pub(super) fn read<T: DeserializeOwned>(entry: &Entry<'_>) -> Result<T, NotAClaim> {
    // The parser takes a list for an object too, its items for the fields in their order: nobody means that.
    if entry.text.trim_ascii_start().starts_with(b"[") {
        let reason = "a list instead of an object".to_owned();
        return Err(NotAClaim::new(entry.starts, reason));
    }
    serde_json::from_slice(entry.text).map_err(|error| {
        // The way to the field costs time, so it is followed only where something is wrong.
        let json = &mut serde_json::Deserializer::from_slice(entry.text);
        let mut not = NotAClaim::of_json(entry.starts, &error);
        if let Err(found) = serde_path_to_error::deserialize::<_, T>(json) {
            not.field = field(found.path(), not.word.as_deref());
        }
        // Where one of several words with its value is expected, the parser stumbles over a second one.
        let is_json = serde_json::from_slice::<&RawValue>(entry.text).is_ok();
        if is_json && error.classify() != Category::Data {
            not.reason = "an object with exactly one field is expected".to_owned();
        }
        not
    })
}

/// The way to a field. An unknown field's own name is left out: it may be anything.
fn field(path: &serde_path_to_error::Path, unknown: Option<&str>) -> String {
    use serde_path_to_error::Segment;
    let mut field = String::new();
    let mut segments = path.iter().peekable();
    while let Some(segment) = segments.next() {
        let name = match segment {
            Segment::Seq { index } => {
                field.push_str(&format!("[{index}]"));
                continue;
            }
            Segment::Map { key } => key,
            Segment::Enum { variant } => variant,
            Segment::Unknown => continue,
        };
        if segments.peek().is_none() && unknown == Some(name) {
            continue;
        }
        if !is_name(name) {
            break;
        }
        if !field.is_empty() {
            field.push('.');
        }
        field.push_str(name);
    }
    field
}

/// The same without indexes: what tables of boxes are sorted by.
pub(super) fn pattern(field: &str) -> String {
    let digits = |c: char| c.is_ascii_digit();
    field
        .split('[')
        .map(|part| part.trim_start_matches(digits))
        .collect::<Vec<_>>()
        .join("[")
}

/// True for what the names of our own fields look like.
fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    !text.is_empty() && text.bytes().all(fits)
}

/// What is wrong, in words that hold nothing of the text, and the word of the text that is not known.
fn reason(error: &Error) -> (String, Option<String>) {
    let whole = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = whole.strip_suffix(&place).unwrap_or(&whole);
    match error.classify() {
        // The parser's own words name what it expected, never what it found.
        Category::Syntax | Category::Eof => (format!("no JSON: {text}"), None),
        Category::Io => ("cannot be read".to_owned(), None),
        Category::Data => of_data(text),
    }
}

fn of_data(text: &str) -> (String, Option<String>) {
    // Words that tell what was expected stand last, behind everything that the text may hold.
    let (found, expected) = text.rsplit_once(", expected ").unwrap_or((text, ""));
    let names = || quoted(expected);
    let word = |prefix: &str| {
        let word = found.strip_prefix(prefix)?.strip_prefix('`')?;
        Some(word.strip_suffix('`').unwrap_or(word).to_owned())
    };
    if let Some(word) = word("unknown field ") {
        let reason = match nearest(&word, &names()) {
            Some(name) => format!("unknown field; perhaps `{name}` is meant"),
            None => format!("unknown field; known here: {}", names().join(", ")),
        };
        return (reason, Some(word));
    }
    if let Some(word) = word("unknown variant ") {
        let reason = format!("unknown word; known here: {}", names().join(", "));
        return (reason, Some(word));
    }
    for (prefix, what) in [
        ("missing field `", "is missing"),
        ("duplicate field `", "is there twice"),
    ] {
        let name = text
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix('`'));
        if let Some(name) = name.filter(|name| is_name(name)) {
            return (format!("field `{name}` {what}"), None);
        }
    }
    if let Some(found) = text.strip_prefix("invalid type: ") {
        let kind = KINDS.iter().find(|(prefix, _)| found.starts_with(prefix));
        let kind = kind.map_or("something else", |(_, kind)| kind);
        return (format!("{kind} instead of {}", in_words(expected)), None);
    }
    if text.starts_with("invalid value: ") || text.starts_with("invalid length ") {
        return (format!("not {}", in_words(expected)), None);
    }
    let of_days = ["input ", "premature end of input", "trailing input"];
    let reason = match text {
        // What our own types say of numbers names no value.
        _ if ["a number with a point is text", "not a number such as"]
            .iter()
            .any(|own| text.starts_with(own)) =>
        {
            text
        }
        _ if of_days.iter().any(|start| text.starts_with(start)) => {
            "not a day such as 2025-03-01, or a time such as 12:00:00"
        }
        _ => "does not have the form of this field",
    };
    (reason.to_owned(), None)
}

/// How values are named, by the beginning of the parser's words.
const KINDS: &[(&str, &str)] = &[
    ("null", "null"),
    ("boolean", "true or false"),
    ("integer", "a number"),
    ("floating point", "a number with a point"),
    ("string", "text"),
    ("sequence", "a list"),
    ("map", "an object"),
];

fn in_words(expected: &str) -> &str {
    match expected {
        "a sequence" => "a list",
        "a string" | "string" | "a borrowed string" => "text",
        "a boolean" => "true or false",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number",
        "a formatted date string" => "a day such as \"2025-03-01\"",
        "a formatted time string" => "a time such as \"12:00:00\"",
        "string or map" | "a map" => "an object",
        of if of.starts_with("struct ") => "an object",
        of if of.starts_with("enum ") || of.starts_with("variant ") => "one of the known words",
        of => of,
    }
}

/// The names in backquotes.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The name that was probably meant.
fn nearest<'n>(word: &str, names: &[&'n str]) -> Option<&'n str> {
    let word = word.to_ascii_lowercase().replace(['-', ' '], "_");
    let far = |name: &str| distance(&word, name);
    let most = word.len() / 3;
    names
        .iter()
        .copied()
        .filter(|name| far(name) <= most)
        .min_by_key(|name| far(name))
}

/// How many bytes have to be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, x) in a.bytes().enumerate() {
        let mut diagonal = at;
        let mut left = at.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let change = diagonal.saturating_add(usize::from(x != y));
            diagonal = *cell;
            left = change
                .min(left.saturating_add(1))
                .min(diagonal.saturating_add(1));
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}
