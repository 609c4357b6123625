//! What becomes of one value: it is kept, moved, or masked. Whatever does not read as what its place says is masked, and
//! still does not read as that.

use std::collections::{BTreeSet, HashMap};

use x12_core::{Date, Delimiters, Time, parse_decimal, parse_integer};

use crate::{
    Key, address,
    days::Days,
    places::{Places, Value},
    text::Texts,
};

/// What was done to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    Kept,
    Masked,
    Moved,
}

/// Masks that are remembered, and the longest value that is.
const REMEMBERED: usize = 16 << 10;
const LONGEST_REMEMBERED: usize = 64;
/// Steps of a walk to a value that reads as the masked one must; more are never needed but by mischance.
const STEPS: usize = 10_000;

/// The first version whose ISA11 is the separator of repetitions.
const FIRST_WITH_REPETITIONS: &[u8] = b"00402";

/// Masks values, and remembers some: most stand in a file more than once.
pub(crate) struct Values {
    texts: Texts,
    days: Days,
    places: &'static Places,
    remembered: HashMap<Box<[u8]>, Box<[u8]>>,
    /// Delimiters that are not ASCII: no mask may hold one.
    high: Vec<u8>,
}

impl Values {
    pub(crate) fn new(key: &Key) -> Self {
        Self {
            texts: Texts::new(key.cipher.clone()),
            days: Days::new(key.cipher.clone(), key.days),
            places: Places::all(),
            remembered: HashMap::new(),
            high: Vec::new(),
        }
    }

    /// The delimiters of the segments that follow.
    pub(crate) fn begin(&mut self, delimiters: &Delimiters) {
        let all = [
            Some(delimiters.element()),
            Some(delimiters.component()),
            delimiters.repetition(),
            Some(delimiters.terminator()),
        ];
        self.high = all
            .into_iter()
            .flatten()
            .filter(|byte| !byte.is_ascii())
            .collect();
    }

    /// What stands for a text.
    pub(crate) fn text(&mut self, text: &[u8], out: &mut Vec<u8>) {
        if self.high.is_empty() {
            return self.remembered(text, out);
        }
        let high = std::mem::take(&mut self.high);
        let mut rest = text;
        loop {
            let end = rest.iter().position(|byte| high.contains(byte));
            let (piece, behind) = rest
                .split_at_checked(end.unwrap_or(rest.len()))
                .unwrap_or((rest, &[]));
            let holds = |made: &[u8]| made.iter().any(|byte| high.contains(byte));
            self.walk(piece, |made| !holds(made), out);
            let Some((delimiter, behind)) = behind.split_first() else {
                break;
            };
            out.push(*delimiter);
            rest = behind;
        }
        self.high = high;
    }

    /// What stands for a text that is not `special`, and is not either.
    pub(crate) fn text_unless(
        &mut self,
        text: &[u8],
        special: impl Fn(&[u8]) -> bool,
        out: &mut Vec<u8>,
    ) {
        let high = std::mem::take(&mut self.high);
        let holds = |made: &[u8]| made.iter().any(|byte| high.contains(byte));
        if holds(text) {
            self.high = high;
            return self.text(text, out);
        }
        self.walk(text, |made| !special(made) && !holds(made), out);
        self.high = high;
    }

    /// What a date becomes.
    pub(crate) fn date(&self, value: &[u8]) -> Option<Vec<u8>> {
        self.days.mask(value)
    }

    /// What stands for a value of this kind; `before` is the element in front of it.
    pub(crate) fn value(
        &mut self,
        kind: &Value,
        raw: &[u8],
        before: &[u8],
        out: &mut Vec<u8>,
    ) -> Done {
        let places = self.places;
        match kind {
            Value::Text => {
                self.text(raw, out);
                Done::Masked
            }
            Value::Address => {
                for (part, stays) in address::parts(raw) {
                    if stays {
                        out.extend_from_slice(part);
                    } else {
                        self.text(part, out);
                    }
                }
                Done::Masked
            }
            Value::Reference => {
                self.keep(raw, |value| is_small_code(before.trim_ascii(), value), out)
            }
            Value::Codes(codes) => self.keep(raw, |value| is_listed(codes, value), out),
            Value::RunTogether(codes) => {
                let starts = |value: &[u8]| {
                    value
                        .split_at_checked(2)
                        .filter(|(code, _)| is_listed(codes, code))
                        .is_some()
                };
                match raw.split_at_checked(2) {
                    Some((code, reference))
                        if starts(raw) && !reference.trim_ascii().is_empty() =>
                    {
                        out.extend_from_slice(code);
                        self.text(reference, out);
                        Done::Masked
                    }
                    _ => self.keep(raw, |value| is_listed(codes, value) || starts(value), out),
                }
            }
            Value::Form(form) => self.keep(raw, |value| form.fits(value, places), out),
            Value::Decimal => self.keep(raw, |value| parse_decimal(value).is_ok(), out),
            Value::Whole(digits) => {
                if significant(raw) <= *digits {
                    self.keep(raw, |value| parse_integer(value).is_ok(), out)
                } else {
                    let reads = parse_integer(raw.trim_ascii()).is_ok();
                    self.walk(
                        raw,
                        |made| parse_integer(made.trim_ascii()).is_ok() == reads,
                        out,
                    );
                    Done::Masked
                }
            }
            Value::InterchangeVersion => {
                if raw.iter().all(u8::is_ascii_digit) {
                    out.extend_from_slice(raw);
                    return Done::Kept;
                }
                let separates = |of: &[u8]| of >= FIRST_WITH_REPETITIONS;
                self.text_unless(raw, |made| separates(made) != separates(raw), out);
                Done::Masked
            }
            Value::Time => self.keep(raw, |value| Time::read(value).is_some(), out),
            Value::Date => self.move_date(raw, out),
        }
    }

    fn move_date(&mut self, raw: &[u8], out: &mut Vec<u8>) -> Done {
        let value = raw.trim_ascii();
        match self.days.mask(value) {
            Some(made) => {
                let padding = raw.len().saturating_sub(raw.trim_ascii_start().len());
                out.extend(raw.iter().take(padding));
                out.extend_from_slice(&made);
                let behind = padding.saturating_add(made.len());
                out.extend(raw.iter().skip(behind));
                Done::Moved
            }
            None => {
                self.text_unless(raw, |made| is_date(made.trim_ascii()), out);
                Done::Masked
            }
        }
    }

    /// Keeps a value that `fits`, padded or not; any other becomes one that does not fit.
    fn keep(&mut self, raw: &[u8], fits: impl Fn(&[u8]) -> bool, out: &mut Vec<u8>) -> Done {
        if fits(raw.trim_ascii()) {
            out.extend_from_slice(raw);
            return Done::Kept;
        }
        self.text_unless(raw, |made| fits(made.trim_ascii()), out);
        Done::Masked
    }

    /// Goes on masking until the mask is `right`: among the values that are, this is a bijection.
    fn walk(&mut self, text: &[u8], right: impl Fn(&[u8]) -> bool, out: &mut Vec<u8>) {
        let from = out.len();
        self.remembered(text, out);
        for _ in 0..STEPS {
            if right(out.get(from..).unwrap_or_default()) {
                return;
            }
            let again = out.split_off(from);
            self.texts.mask(&again, out);
        }
        // By mischance no step was right: better a fault in the copy than a value of the original, or a delimiter.
        for byte in out.iter_mut().skip(from).filter(|byte| !byte.is_ascii()) {
            *byte = b'?';
        }
    }

    fn remembered(&mut self, text: &[u8], out: &mut Vec<u8>) {
        if text.len() > LONGEST_REMEMBERED {
            return self.texts.mask(text, out);
        }
        if let Some(made) = self.remembered.get(text) {
            return out.extend_from_slice(made);
        }
        let from = out.len();
        self.texts.mask(text, out);
        if self.remembered.len() >= REMEMBERED {
            self.remembered.clear();
        }
        let made = out.get(from..).unwrap_or_default();
        self.remembered.insert(text.into(), made.into());
    }
}

fn is_listed(codes: &BTreeSet<&'static str>, value: &[u8]) -> bool {
    std::str::from_utf8(value).is_ok_and(|value| codes.contains(value))
}

fn is_date(value: &[u8]) -> bool {
    let is = |value| Date::read(value).is_some();
    match value.len() {
        6 => Date::read_short(value).is_some(),
        17 => value.split(|byte| *byte == b'-').all(is),
        12 | 14 => value
            .split_at_checked(8)
            .is_some_and(|(day, time)| is(day) && Time::read(time).is_some()),
        _ => is(value),
    }
}

/// Digits of a number without the zeros before it.
fn significant(raw: &[u8]) -> usize {
    let digits = raw.trim_ascii();
    let zeros = digits.iter().take_while(|byte| **byte == b'0').count();
    digits.len().saturating_sub(zeros)
}

/// REF02 that is a code (4N, why a service needed no authorization; F5, whether Medicare crosses over), or the number of a
/// line within its claim (6R), which payers send where they got no other number.
fn is_small_code(qualifier: &[u8], value: &[u8]) -> bool {
    match qualifier {
        b"4N" => matches!(value, [b'1'..=b'7']),
        b"F5" => matches!(value, b"Y" | b"N"),
        b"6R" => {
            matches!(value, [b'1'..=b'9', rest @ ..] if rest.len() < 3 && rest.iter().all(u8::is_ascii_digit))
        }
        _ => false,
    }
}
