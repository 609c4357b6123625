//! From an input to its copy, segment by segment.

use std::{
    io::{self, Read, Write},
    mem,
};

use thiserror::Error;
use x12_core::{Delimiters, Limits, Part, Segment, Tag, TokenReader};

use crate::{
    Key,
    places::{Element, Places},
    values::{Done, Values},
};

/// Bytes that are gathered before they are written.
const GATHERED: usize = 64 << 10;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Makes copies under one key.
///
/// What a value becomes depends on the key and on the value, not on the file: files that are masked under the same key
/// fit together as their originals do.
pub struct Masker {
    values: Values,
    limits: Limits,
}

/// What was done to a file: counts only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Summary {
    /// Segments, those of the envelope included.
    pub segments: u64,
    /// Values that stayed: codes, numbers, times, control numbers. A value is an element or component that is not empty.
    pub kept: u64,
    /// Values that were masked. What holds neither letter nor digit is among them too.
    pub masked: u64,
    /// Dates and ranges of dates that were moved.
    pub dates: u64,
    /// Segments whose identifier no list has: it is masked as well.
    pub unknown_segments: u64,
    /// Bytes outside of interchanges that are no white space: each letter is an `X` in the copy, each digit a `0`.
    pub outside: u64,
}

/// Why there is no copy, or no whole one.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum MaskError {
    /// The input is no X12, is cut off, passes a limit, or could not be read.
    #[error("{0}")]
    Input(#[from] x12_core::Error),
    /// The copy could not be written.
    #[error("{0}")]
    Output(io::Error),
}

impl Masker {
    /// One that makes copies under this key.
    #[must_use]
    pub fn new(key: &Key) -> Self {
        Self {
            values: Values::new(key),
            limits: Limits::default(),
        }
    }

    /// The same with other limits on what is read.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Writes the copy of `input` to `output`: as many bytes, with all delimiters where they were. Memory does not grow with
    /// the input.
    ///
    /// # Errors
    ///
    /// [`MaskError`]; what was written before is then only the beginning of a copy.
    pub fn mask(&mut self, input: impl Read, mut output: impl Write) -> Result<Summary, MaskError> {
        let mut parts = TokenReader::with_limits(input, self.limits.clone());
        let mut copy = Copy {
            values: &mut self.values,
            places: Places::all(),
            out: Vec::with_capacity(GATHERED),
            summary: Summary::default(),
            delimiters: None,
            at: 0,
        };
        while let Some(part) = parts.next()? {
            match part {
                Part::Trivia(bytes) => copy.trivia(bytes),
                Part::Segment(segment) => copy.segment(&segment),
            }
            if copy.out.len() >= GATHERED {
                output.write_all(&copy.out).map_err(MaskError::Output)?;
                copy.out.clear();
            }
        }
        output.write_all(&copy.out).map_err(MaskError::Output)?;
        output.flush().map_err(MaskError::Output)?;
        Ok(copy.summary)
    }

    /// What a text or an identifier becomes, wherever it is masked as one: so that a value of the original can be found in
    /// the copy.
    pub fn text(&mut self, text: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len());
        self.values.text(text, &mut out);
        out
    }

    /// What a date (CCYYMMDD, or YYMMDD of this century) or a range of dates becomes; `None` for what is neither.
    #[must_use]
    pub fn date(&self, date: &[u8]) -> Option<Vec<u8>> {
        self.values.date(date)
    }
}

impl std::fmt::Debug for Masker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Masker(…)")
    }
}

/// A copy as it grows.
struct Copy<'m> {
    values: &'m mut Values,
    places: &'static Places,
    out: Vec<u8>,
    summary: Summary,
    delimiters: Option<Delimiters>,
    /// Bytes that were read.
    at: u64,
}

impl Copy<'_> {
    /// Line breaks, padding and empty segments stay. Of anything else only the form does: nobody knows what it is.
    fn trivia(&mut self, bytes: &[u8]) {
        let delimiters = self.delimiters;
        for byte in bytes {
            let mark = usize::try_from(self.at)
                .ok()
                .and_then(|at| BYTE_ORDER_MARK.get(at));
            let made = match byte {
                b'A'..=b'Z' => b'X',
                b'a'..=b'z' => b'x',
                b'0'..=b'9' => b'0',
                byte if byte.is_ascii() || mark == Some(byte) => *byte,
                byte if delimiters.is_some_and(|of| of.contains(*byte)) => *byte,
                _ => b'?',
            };
            let says_nothing = byte.is_ascii_whitespace() || byte.is_ascii_control();
            self.summary.outside = self
                .summary
                .outside
                .saturating_add(u64::from(!says_nothing));
            self.out.push(made);
            self.at = self.at.saturating_add(1);
        }
    }

    fn segment(&mut self, segment: &Segment<'_, '_>) {
        let delimiters = *segment.delimiters();
        if self.delimiters != Some(delimiters) {
            self.delimiters = Some(delimiters);
            self.values.begin(&delimiters);
        }
        let bytes = segment.bytes();
        let tag = segment.tag();
        let id = bytes.iter().position(|byte| *byte == delimiters.element());
        let id = id.unwrap_or_else(|| bytes.len().saturating_sub(1));
        let id = bytes.get(..id).unwrap_or_default();
        if self.places.knows(tag) {
            self.out.extend_from_slice(id);
        } else {
            let places = self.places;
            let is_known = |id: &[u8]| places.knows(Tag::read(id).0);
            self.values.text_unless(id, is_known, &mut self.out);
            self.summary.unknown_segments = self.summary.unknown_segments.saturating_add(1);
        }
        for number in 1..=segment.len() {
            self.out.push(delimiters.element());
            self.element(segment, tag, number);
        }
        self.out.extend(bytes.last());
        self.summary.segments = self.summary.segments.saturating_add(1);
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.at = self.at.saturating_add(len);
    }

    fn element(&mut self, segment: &Segment<'_, '_>, tag: Tag, number: usize) {
        let raw = segment.element(number);
        if raw.is_empty() {
            return;
        }
        let done = match self.places.element(tag, number) {
            None => {
                self.values.text(raw, &mut self.out);
                Done::Masked
            }
            Some(Element::Simple(value)) => {
                let before = segment.element(number.wrapping_sub(1));
                self.values.value(value, raw, before, &mut self.out)
            }
            Some(Element::Parts { parts, repeats }) => {
                let delimiters = segment.delimiters();
                let repetition = delimiters.repetition().filter(|_| *repeats);
                let mut rest = false;
                for one in raw.split(|byte| Some(*byte) == repetition) {
                    if mem::replace(&mut rest, true) {
                        self.out.extend(repetition);
                    }
                    let mut parts = parts.iter();
                    let mut behind = false;
                    for part in one.split(|byte| *byte == delimiters.component()) {
                        if mem::replace(&mut behind, true) {
                            self.out.push(delimiters.component());
                        }
                        let done = match parts.next() {
                            Some(value) => self.values.value(value, part, &[], &mut self.out),
                            None => {
                                self.values.text(part, &mut self.out);
                                Done::Masked
                            }
                        };
                        if !part.is_empty() {
                            self.count(done);
                        }
                    }
                }
                return;
            }
        };
        self.count(done);
    }

    fn count(&mut self, done: Done) {
        let counter = match done {
            Done::Kept => &mut self.summary.kept,
            Done::Masked => &mut self.summary.masked,
            Done::Moved => &mut self.summary.dates,
        };
        *counter = counter.saturating_add(1);
    }
}
