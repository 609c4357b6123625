//! The gate that every value passes: one segment being put together.

use super::{
    gate::{Gate, Position, Put, Value},
    scan::Scan,
};
use crate::{
    Date, Place, Refusal, Rule, Tag, Time,
    charset::{is_control, is_extended},
    delimiters::Delimiters,
    notation::{
        ElementSpec, ElementUse, Fit, Kind, LineSpec, Note, SHORT_DATE, Usage, is_listed,
        written_length,
    },
    rules,
};

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

    #[inline]
    fn holds(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or(false)
    }

    /// How many of these bytes values may not hold.
    pub(super) fn others_in(&self, bytes: &[u8]) -> u32 {
        let others = bytes.iter().filter(|byte| !self.holds(**byte)).count();
        u32::try_from(others).unwrap_or(u32::MAX)
    }

    /// Adds bytes to `out`; true where values may hold all of them. One look at each byte does both.
    #[inline]
    fn copy(&self, bytes: &[u8], out: &mut Vec<u8>) -> bool {
        let mut safe = true;
        out.extend(bytes.iter().map(|byte| {
            safe &= self.holds(*byte);
            *byte
        }));
        safe
    }
}

/// How segments are written.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) delimiters: Delimiters,
    pub(super) safe: SafeBytes,
    pub(super) scan: Scan,
    pub(super) line_breaks: bool,
    pub(super) leading_zeros: bool,
}

impl Form {
    pub(super) fn new(delimiters: Delimiters) -> Self {
        Self {
            delimiters,
            safe: SafeBytes::new(&delimiters),
            scan: Scan::new(&delimiters),
            line_breaks: false,
            leading_zeros: false,
        }
    }
}

/// Which segment it is: what a refusal says of its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Which {
    pub(super) guide: &'static str,
    pub(super) loop_id: &'static str,
    pub(super) tag: Tag,
    pub(super) ordinal: u32,
}

/// The segment that is being put together; every value passes through it.
pub(super) struct SegmentOut<'w> {
    buffer: &'w mut Vec<u8>,
    form: &'w Form,
    line: &'static LineSpec,
    which: Which,
    /// The element and component that are looked at.
    element: u16,
    part: u16,
    /// Element separators written.
    at: u16,
    /// Component separators written in the present composite.
    component: u8,
    /// A required component that is missing, should the composite turn out to hold others.
    missing: Option<u8>,
    /// One bit for each element that was written.
    written: u64,
}

impl std::fmt::Debug for SegmentOut<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SegmentOut({:?})", self.place())
    }
}

impl<'w> SegmentOut<'w> {
    /// Nothing written yet but the identifier.
    #[inline]
    pub(super) const fn new(
        buffer: &'w mut Vec<u8>,
        form: &'w Form,
        line: &'static LineSpec,
        which: Which,
    ) -> Self {
        Self {
            buffer,
            form,
            line,
            which,
            element: 0,
            part: 0,
            at: 0,
            component: 0,
            missing: None,
            written: 0,
        }
    }

    /// True where no value was written.
    pub(super) const fn is_empty(&self) -> bool {
        self.at == 0
    }

    fn place(&self) -> Place {
        Place {
            guide: self.which.guide,
            loop_id: self.which.loop_id,
            segment: Some(self.which.tag),
            ordinal: self.which.ordinal,
            element: self.element,
            component: self.part,
            ..Place::default()
        }
    }

    fn usage(&self, spec: &ElementSpec, element: u8, component: u8) -> Usage {
        self.line
            .use_of(element, component)
            .map_or(spec.usage, |of| of.usage)
    }

    /// A value that is an element by itself.
    fn simple(
        &mut self,
        spec: &'static ElementSpec,
        number: u16,
        bytes: &[u8],
        length: usize,
    ) -> Put {
        let element = element_of(number);
        let of = self.line.use_of(element, 0);
        self.element = number;
        self.part = 0;
        if of.map_or(spec.usage, |of| of.usage) == Usage::N {
            return self.refuse(&rules::WRITE_NOT_USED, None);
        }
        self.separate(number);
        self.put(spec, self.codes(spec, of, element, 0), bytes, length)
    }

    /// The codes of an element or component here: what names the line, what the line says, or the segment's own list.
    #[inline]
    fn codes(
        &self,
        spec: &ElementSpec,
        of: Option<&'static ElementUse>,
        element: u8,
        component: u8,
    ) -> &'static [&'static str] {
        let qualifier = &self.line.qualifier;
        if (qualifier.element, qualifier.component) == (element, component)
            && !qualifier.values.is_empty()
        {
            return qualifier.values;
        }
        of.and_then(|of| of.codes).unwrap_or(spec.codes)
    }

    fn check_count(
        &mut self,
        spec: &'static ElementSpec,
        usage: Usage,
        count: usize,
        times: u16,
        what: &str,
    ) -> Put {
        let number = u16::from(spec.number);
        if count == 0 && usage == Usage::R {
            return self.refuse_at(number, 0, &rules::WRITE_MISSING, None);
        }
        if count > usize::from(times) {
            let expected = Some(format!("at most {times} {what}"));
            return self.refuse_at(number, 0, &rules::WRITE_REPEATS, expected);
        }
        Ok(())
    }

    fn component(
        &mut self,
        number: u16,
        part: &'static ElementSpec,
        bytes: &[u8],
        length: usize,
    ) -> Put {
        self.part = u16::from(part.number);
        let element = element_of(number);
        let of = self.line.use_of(element, part.number);
        let whole = self.line.use_of(element, 0);
        if of.map_or(part.usage, |of| of.usage) == Usage::N
            || whole.is_some_and(|of| of.usage == Usage::N)
        {
            return self.refuse(&rules::WRITE_NOT_USED, None);
        }
        self.separate(number);
        self.component = self.component.max(1);
        while self.component < part.number {
            self.buffer.push(self.form.delimiters.component());
            self.component = self.component.saturating_add(1);
        }
        let codes = self.codes(part, of, element, part.number);
        self.put(part, codes, bytes, length)
    }

    /// Element separators up to element `number`: empty elements at the end never get any.
    #[inline]
    fn separate(&mut self, number: u16) {
        while self.at < number {
            self.buffer.push(self.form.delimiters.element());
            self.at = self.at.saturating_add(1);
        }
        self.written |= 1_u64.wrapping_shl(u32::from(number));
    }

    /// Refuses a segment without an element that it requires, half a pair, and what excludes each other.
    #[inline]
    pub(super) fn finish(&mut self, notes: &'static [Note]) -> Put {
        if self.line.required & !self.written != 0 {
            return self.refuse_at(u16::MAX, 0, &rules::WRITE_MISSING, None);
        }
        for note in notes {
            if !note.holds(self.written) {
                self.check_note(note)?;
            }
        }
        Ok(())
    }

    #[cold]
    fn check_note(&mut self, note: &Note) -> Put {
        let written = self.written;
        let is_there = |element: u8| written & 1_u64.wrapping_shl(u32::from(element)) != 0;
        let Some(element) = note.broken_at(is_there) else {
            return Ok(());
        };
        let rule = if is_there(element) {
            &rules::WRITE_NOT_USED
        } else {
            &rules::WRITE_MISSING
        };
        self.refuse_at(u16::from(element), 0, rule, None)
    }

    /// Writes a value behind its separators, unless it is one that may not be written.
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "it is the larger part of what calls it"
    )]
    fn put(
        &mut self,
        spec: &'static ElementSpec,
        codes: &[&str],
        bytes: &[u8],
        length: usize,
    ) -> Put {
        let is_safe = if self.form.leading_zeros && spec.kind == Kind::R {
            self.put_with_zero(bytes)
        } else {
            self.form.safe.copy(bytes, self.buffer)
        };
        if !is_safe {
            return self.refuse_bytes(bytes);
        }
        if bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ') {
            return self.refuse(&rules::WRITE_PADDING, None);
        }
        let mut least = usize::from(spec.min);
        let most = written_length(spec.kind, usize::from(spec.max));
        if !matches!(spec.kind, Kind::AN | Kind::ID) {
            if !has_form(spec, bytes) {
                return self.refuse(&rules::WRITE_FORM, None);
            }
            if spec.kind == Kind::R {
                least = 0;
            }
        }
        if length > most || length < least {
            return self.refuse_length(spec, length > most, most);
        }
        if !codes.is_empty() && !is_listed(bytes, codes) {
            return self.refuse(&rules::WRITE_CODE, None);
        }
        Ok(())
    }

    /// Numbers below one have a zero before the point only where that is asked for.
    fn put_with_zero(&mut self, bytes: &[u8]) -> bool {
        let (before, rest) = match bytes {
            [b'.', ..] => (&b"0"[..], bytes),
            [b'-', rest @ ..] if rest.first() == Some(&b'.') => (&b"-0"[..], rest),
            _ => (&b""[..], bytes),
        };
        self.form.safe.copy(before, self.buffer) & self.form.safe.copy(rest, self.buffer)
    }

    #[cold]
    fn refuse_length(&self, spec: &ElementSpec, is_too_long: bool, most: usize) -> Put {
        let is_number = matches!(spec.kind, Kind::R | Kind::N0);
        let rule = if is_number && is_too_long {
            &rules::WRITE_NUMBER
        } else {
            &rules::WRITE_LENGTH
        };
        self.refuse(rule, Some(format!("{} to {most}", spec.min)))
    }

    #[cold]
    fn refuse_bytes(&self, bytes: &[u8]) -> Put {
        let delimiters = &self.form.delimiters;
        let rule = if bytes.iter().any(|byte| delimiters.contains(*byte)) {
            &rules::WRITE_DELIMITER
        } else if bytes.iter().any(|byte| is_control(*byte)) {
            &rules::WRITE_CONTROL
        } else {
            &rules::WRITE_CHARACTER
        };
        self.refuse(rule, None)
    }

    #[cold]
    fn refuse_at(
        &mut self,
        element: u16,
        component: u16,
        rule: &'static Rule,
        expected: Option<String>,
    ) -> Put {
        self.element = element;
        self.part = component;
        self.refuse(rule, expected)
    }

    /// Refuses what is looked at, unless an element before it is missing: that comes first.
    #[cold]
    fn refuse(&self, rule: &'static Rule, expected: Option<String>) -> Put {
        let missing = self.line.required & !self.written;
        let first = u16::try_from(missing.trailing_zeros()).unwrap_or(u16::MAX);
        let refusal = if missing != 0 && first < self.element {
            Refusal {
                rule: &rules::WRITE_MISSING,
                place: Place {
                    element: first,
                    component: 0,
                    ..self.place()
                },
                expected: None,
            }
        } else {
            Refusal {
                rule,
                place: self.place(),
                expected,
            }
        };
        Err(Box::new(refusal))
    }
}

impl Gate for SegmentOut<'_> {
    #[inline]
    fn element(&mut self, spec: &'static ElementSpec, _fit: &'static Fit, value: Value<'_>) -> Put {
        match &value {
            Some((bytes, length)) => self.simple(spec, u16::from(spec.number), bytes, *length),
            None => Ok(()),
        }
    }

    #[inline]
    fn part(
        &mut self,
        position: Position,
        part: &'static ElementSpec,
        _fit: &'static Fit,
        value: Value<'_>,
    ) -> Put {
        match (position, &value) {
            (Position::Component(number), Some((bytes, length))) => {
                self.component(number, part, bytes, *length)
            }
            (Position::Component(number), None) => {
                self.part = u16::from(part.number);
                if self.usage(part, element_of(number), part.number) == Usage::R {
                    self.missing.get_or_insert(part.number);
                }
                Ok(())
            }
            (Position::Group(_), Some((bytes, length))) => {
                self.simple(part, position.element(part), bytes, *length)
            }
            (Position::Group(_), None) => {
                let number = position.element(part);
                if self.usage(part, element_of(number), 0) == Usage::R {
                    return self.refuse_at(number, 0, &rules::WRITE_MISSING, None);
                }
                Ok(())
            }
        }
    }

    fn check_groups(&mut self, spec: &'static ElementSpec, count: usize, times: u16) -> Put {
        let usage = self.usage(spec, spec.number, 0);
        self.check_count(spec, usage, count, times, "groups")
    }

    fn check_repeats(&mut self, spec: &'static ElementSpec, count: usize, times: u16) -> Put {
        let usage = self.usage(spec, spec.number, 0);
        self.check_count(spec, usage, count, times, "repetitions")
    }

    fn begin_repetition(&mut self, number: u16, another: bool) -> Put {
        self.begin_composite(number);
        if another {
            match self.form.delimiters.repetition() {
                Some(separator) => self.buffer.push(separator),
                None => return self.refuse(&rules::WRITE_REPEATS, None),
            }
        }
        Ok(())
    }

    fn end_repetition(&mut self, spec: &'static ElementSpec) -> Put {
        if self.component == 0 {
            return self.refuse(&rules::WRITE_MISSING, None);
        }
        self.end_composite(spec)
    }

    #[inline]
    fn begin_composite(&mut self, number: u16) {
        self.element = number;
        self.component = 0;
        self.missing = None;
    }

    #[inline]
    fn end_composite(&mut self, spec: &'static ElementSpec) -> Put {
        self.part = 0;
        if self.component == 0 {
            if self.usage(spec, element_of(self.element), 0) == Usage::R {
                return self.refuse(&rules::WRITE_MISSING, None);
            }
        } else if let Some(component) = self.missing {
            return self.refuse_at(
                self.element,
                u16::from(component),
                &rules::WRITE_MISSING,
                None,
            );
        }
        Ok(())
    }
}

/// These may be kept as text: numbers for their zeros, dates and times of the envelope as they came.
fn has_form(spec: &ElementSpec, bytes: &[u8]) -> bool {
    match spec.kind {
        Kind::N0 => bytes.iter().all(u8::is_ascii_digit),
        Kind::DT if spec.max == SHORT_DATE => Date::read_short(bytes).is_some(),
        Kind::TM => Time::read(bytes).is_some(),
        _ => true,
    }
}

/// Elements of more than 63 are none that a guide has.
fn element_of(number: u16) -> u8 {
    u8::try_from(number).unwrap_or(0)
}
