//! The gate that every value passes: one segment being put together.

use crate::{
    Date, Error, Place, Refusal, Rule, Time, Written,
    charset::{is_control, is_extended},
    delimiters::Delimiters,
    notation::{ElementSpec, Kind, LineSpec, Note, SHORT_DATE, Usage},
    rules,
};

/// A written amount (an R element of up to 18 digits) has at most ten digits: X12 interpretation 2164.
const AMOUNT_DIGITS: usize = 10;
const AMOUNT_MAX: u16 = 18;

/// Where the parts of a composite or of a group go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Components of this element.
    Component(u16),
    /// Elements, the first of which is this one.
    Group(u16),
}

impl Position {
    /// The element that a part stands in.
    #[must_use]
    pub fn element(self, part: &ElementSpec) -> u16 {
        match self {
            Self::Component(number) => number,
            Self::Group(first) => first.wrapping_add(u16::from(part.number)).wrapping_sub(1),
        }
    }
}

type Value<'v> = Option<(Written<'v>, usize)>;

/// The bytes that values may hold: looked up for each byte that is written.
#[derive(Debug, Clone)]
pub(super) struct SafeBytes([bool; 256]);

impl SafeBytes {
    pub(super) fn new(delimiters: &Delimiters) -> Self {
        let mut safe = [false; 256];
        for (byte, slot) in (0_u8..=u8::MAX).zip(&mut safe) {
            *slot = is_extended(byte) && !delimiters.contains(byte);
        }
        Self(safe)
    }

    fn holds_all(&self, bytes: &[u8]) -> bool {
        bytes
            .iter()
            .all(|byte| self.0.get(usize::from(*byte)).copied().unwrap_or(false))
    }
}

/// The segment that is being put together; every value passes through it.
pub struct SegmentOut<'w> {
    buffer: &'w mut Vec<u8>,
    delimiters: Delimiters,
    safe: &'w SafeBytes,
    line: &'static LineSpec,
    place: Place,
    /// Element separators written.
    at: u16,
    /// Component separators written in the present composite.
    component: u8,
    /// A required component that is missing, should the composite turn out to hold others.
    missing: Option<u8>,
    /// One bit for each element that was written.
    written: u64,
    leading_zeros: bool,
}

impl std::fmt::Debug for SegmentOut<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SegmentOut({:?})", self.place)
    }
}

impl<'w> SegmentOut<'w> {
    /// Nothing written yet but the identifier.
    pub(super) const fn new(
        buffer: &'w mut Vec<u8>,
        delimiters: Delimiters,
        safe: &'w SafeBytes,
        line: &'static LineSpec,
        place: Place,
    ) -> Self {
        Self {
            buffer,
            delimiters,
            safe,
            line,
            place,
            at: 0,
            component: 0,
            missing: None,
            written: 0,
            leading_zeros: false,
        }
    }

    pub(super) const fn leading_zeros(self, leading_zeros: bool) -> Self {
        Self {
            leading_zeros,
            ..self
        }
    }

    /// True where no value was written.
    pub(super) const fn is_empty(&self) -> bool {
        self.at == 0
    }

    /// Writes an element.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for a value that may not be written.
    #[inline]
    pub fn element(&mut self, spec: &'static ElementSpec, value: Value<'_>) -> Result<(), Error> {
        // Most elements of most segments are empty.
        if value.is_none() && spec.usage != Usage::R && self.line.uses.is_empty() {
            return Ok(());
        }
        self.simple(spec, u16::from(spec.number), value)
    }

    /// Writes a part of a composite or of a group.
    ///
    /// # Errors
    ///
    /// As [`element`](Self::element).
    pub fn part(
        &mut self,
        position: Position,
        part: &'static ElementSpec,
        value: Value<'_>,
    ) -> Result<(), Error> {
        match position {
            Position::Component(number) => self.component(number, part, value),
            Position::Group(_) => self.simple(part, position.element(part), value),
        }
    }

    fn simple(
        &mut self,
        spec: &'static ElementSpec,
        number: u16,
        value: Value<'_>,
    ) -> Result<(), Error> {
        let element = u8::try_from(number).unwrap_or(0);
        let of = self.line.use_of(element, 0);
        self.place.element = number;
        self.place.component = 0;
        let usage = of.map_or(spec.usage, |of| of.usage);
        let Some((bytes, length)) = &value else {
            return if usage == Usage::R {
                self.refuse(&rules::WRITE_MISSING, None)
            } else {
                Ok(())
            };
        };
        if usage == Usage::N {
            return self.refuse(&rules::WRITE_NOT_USED, None);
        }
        self.accept(spec, self.codes(spec, element, 0), bytes, *length)?;
        self.separate(number);
        self.put(spec, bytes);
        Ok(())
    }

    /// The codes of an element or component here: what names the line, what the line says, or the segment's own list.
    fn codes(&self, spec: &ElementSpec, element: u8, component: u8) -> &'static [&'static str] {
        let qualifier = &self.line.qualifier;
        if (qualifier.element, qualifier.component) == (element, component)
            && !qualifier.values.is_empty()
        {
            return qualifier.values;
        }
        let of = self.line.use_of(element, component);
        of.and_then(|of| of.codes).unwrap_or(spec.codes)
    }

    /// Refuses more groups than the segment has room for, and none where one is required.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where that is so.
    pub fn check_groups(
        &mut self,
        spec: &'static ElementSpec,
        count: usize,
        times: u16,
    ) -> Result<(), Error> {
        self.check_count(spec, spec.usage, count, times, "groups")
    }

    /// Refuses more repetitions than the guide has room for, and none where one is required.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where that is so.
    pub fn check_repeats(
        &mut self,
        spec: &'static ElementSpec,
        count: usize,
        times: u16,
    ) -> Result<(), Error> {
        let of = self.line.use_of(spec.number, 0);
        let usage = of.map_or(spec.usage, |of| of.usage);
        self.check_count(spec, usage, count, times, "repetitions")
    }

    fn check_count(
        &mut self,
        spec: &'static ElementSpec,
        usage: Usage,
        count: usize,
        times: u16,
        what: &str,
    ) -> Result<(), Error> {
        self.place.element = u16::from(spec.number);
        self.place.component = 0;
        if count == 0 && usage == Usage::R {
            return self.refuse(&rules::WRITE_MISSING, None);
        }
        if count > usize::from(times) {
            let expected = Some(format!("at most {times} {what}"));
            return self.refuse(&rules::WRITE_REPEATS, expected);
        }
        Ok(())
    }

    /// Begins a repetition of a composite element; `another` where one stands before it.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for another one where the file has no separator of repetitions.
    pub fn begin_repetition(&mut self, number: u16, another: bool) -> Result<(), Error> {
        self.begin_composite(number);
        if another {
            match self.delimiters.repetition() {
                Some(separator) => self.buffer.push(separator),
                None => return self.refuse(&rules::WRITE_REPEATS, None),
            }
        }
        Ok(())
    }

    /// Ends a repetition: it must hold something.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where it does not, or where a component that is required is missing.
    pub fn end_repetition(&mut self, spec: &'static ElementSpec) -> Result<(), Error> {
        if self.component == 0 {
            return self.refuse(&rules::WRITE_MISSING, None);
        }
        self.end_composite(spec)
    }

    /// Begins a composite element.
    pub fn begin_composite(&mut self, number: u16) {
        self.place.element = number;
        self.component = 0;
        self.missing = None;
    }

    fn component(
        &mut self,
        number: u16,
        part: &'static ElementSpec,
        value: Value<'_>,
    ) -> Result<(), Error> {
        self.place.component = u16::from(part.number);
        let element = u8::try_from(number).unwrap_or(0);
        let of = self.line.use_of(element, part.number);
        let usage = of.map_or(part.usage, |of| of.usage);
        let Some((bytes, length)) = value else {
            if usage == Usage::R {
                self.missing.get_or_insert(part.number);
            }
            return Ok(());
        };
        let whole = self.line.use_of(element, 0);
        if usage == Usage::N || whole.is_some_and(|of| of.usage == Usage::N) {
            return self.refuse(&rules::WRITE_NOT_USED, None);
        }
        self.accept(part, self.codes(part, element, part.number), &bytes, length)?;
        self.separate(number);
        self.component = self.component.max(1);
        while self.component < part.number {
            self.buffer.push(self.delimiters.component());
            self.component = self.component.saturating_add(1);
        }
        self.put(part, &bytes);
        Ok(())
    }

    /// Ends the composite: a component that is required may be missing only where all are.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where that is not so.
    pub fn end_composite(&mut self, spec: &'static ElementSpec) -> Result<(), Error> {
        let number = u8::try_from(self.place.element).unwrap_or(0);
        let is_required = self
            .line
            .use_of(number, 0)
            .map_or(spec.usage, |of| of.usage)
            == Usage::R;
        let is_empty = self.component == 0;
        self.place.component = 0;
        match self.missing {
            Some(component) if !is_empty => {
                self.place.component = u16::from(component);
                self.refuse(&rules::WRITE_MISSING, None)
            }
            _ if is_empty && is_required => self.refuse(&rules::WRITE_MISSING, None),
            _ => Ok(()),
        }
    }

    /// Numbers below one have a zero before the point only where that is asked for.
    #[inline]
    fn put(&mut self, spec: &ElementSpec, bytes: &[u8]) {
        if !self.leading_zeros || spec.kind != Kind::R {
            self.buffer.extend_from_slice(bytes);
            return;
        }
        let (sign, digits) = match bytes {
            [b'-', digits @ ..] => (&b"-"[..], digits),
            _ => (&b""[..], bytes),
        };
        if digits.first() == Some(&b'.') {
            self.buffer.extend_from_slice(sign);
            self.buffer.push(b'0');
            self.buffer.extend_from_slice(digits);
        } else {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// Element separators up to element `number`: empty elements at the end never get any.
    fn separate(&mut self, number: u16) {
        while self.at < number {
            self.buffer.push(self.delimiters.element());
            self.at = self.at.saturating_add(1);
        }
        self.written |= 1_u64.wrapping_shl(u32::from(number));
    }

    /// Refuses half a pair, and what excludes each other.
    pub(super) fn check_notes(&mut self, notes: &[Note]) -> Result<(), Error> {
        for note in notes {
            let is_there = |element: u8| self.written & 1_u64.wrapping_shl(u32::from(element)) != 0;
            if let Some(element) = note.broken_at(is_there) {
                self.place.element = u16::from(element);
                self.place.component = 0;
                let rule = if is_there(element) {
                    &rules::WRITE_NOT_USED
                } else {
                    &rules::WRITE_MISSING
                };
                return self.refuse(rule, None);
            }
        }
        Ok(())
    }

    fn accept(
        &self,
        spec: &ElementSpec,
        codes: &[&str],
        bytes: &[u8],
        length: usize,
    ) -> Result<(), Error> {
        if !self.safe.holds_all(bytes) {
            return self.refuse_bytes(bytes);
        }
        if bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ') {
            return self.refuse(&rules::WRITE_PADDING, None);
        }
        let is_number = matches!(spec.kind, Kind::R | Kind::N0);
        // These may be kept as text: numbers for their zeros, dates and times of the envelope as they came.
        let has_form = match spec.kind {
            Kind::N0 => bytes.iter().all(u8::is_ascii_digit),
            Kind::DT if spec.max == SHORT_DATE => Date::read_short(bytes).is_some(),
            Kind::TM => Time::read(bytes).is_some(),
            _ => true,
        };
        if !has_form {
            return self.refuse(&rules::WRITE_FORM, None);
        }
        let most = if spec.kind == Kind::R && spec.max == AMOUNT_MAX {
            AMOUNT_DIGITS
        } else {
            usize::from(spec.max)
        };
        if length > most || (spec.kind != Kind::R && length < usize::from(spec.min)) {
            let rule = if is_number && length > most {
                &rules::WRITE_NUMBER
            } else {
                &rules::WRITE_LENGTH
            };
            return self.refuse(rule, Some(format!("{} to {most}", spec.min)));
        }
        if !codes.is_empty() && !codes.iter().any(|code| code.as_bytes() == bytes) {
            return self.refuse(&rules::WRITE_CODE, None);
        }
        Ok(())
    }

    #[cold]
    fn refuse_bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        let rule = if bytes.iter().any(|byte| self.delimiters.contains(*byte)) {
            &rules::WRITE_DELIMITER
        } else if bytes.iter().any(|byte| is_control(*byte)) {
            &rules::WRITE_CONTROL
        } else {
            &rules::WRITE_CHARACTER
        };
        self.refuse(rule, None)
    }

    #[cold]
    fn refuse(&self, rule: &'static Rule, expected: Option<String>) -> Result<(), Error> {
        Err(Refusal {
            rule,
            place: self.place,
            expected,
        }
        .into())
    }
}
