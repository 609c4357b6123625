//! Every element of a segment against the guide. The only place where findings on elements are made.

use crate::{
    Date, Detail, Rule, Segment, Time, ValueError,
    charset::is_control,
    notation::{
        derived::known_elements,
        read::Context,
        slots::raw_element,
        spec::{
            ElementSpec, ElementUse, Kind, LineSpec, Note, SHORT_DATE, SegmentSpec, Shape, Usage,
        },
    },
    parse_decimal, parse_integer, rules,
    segments::Period,
    value::{digits_of, unpadded},
};

/// One segment being checked.
struct Check<'c, 'f, 's, 'a, 'i> {
    segment: &'s Segment<'a, 'i>,
    line: &'static LineSpec,
    loop_id: &'static str,
    /// The repetition that is looked at, counted from 1; 0 where the element does not repeat.
    repetition: u16,
    /// The segment holds bytes that need a second look.
    odd: bool,
    context: &'c mut Context<'f>,
}

/// Makes a finding for everything in `segment` that the guide does not allow at this line.
pub(crate) fn check_segment(
    segment: &Segment<'_, '_>,
    spec: &SegmentSpec,
    known: u64,
    line: &'static LineSpec,
    loop_id: &'static str,
    context: &mut Context<'_>,
) {
    let mut check = Check {
        segment,
        line,
        loop_id,
        repetition: 0,
        odd: segment.has_odd_bytes(),
        context,
    };
    let len = segment.len();
    for row in spec.elements {
        // Behind the segment's end, only what is required can be missed.
        if usize::from(row.number) <= len || row.usage == Usage::R || !line.uses.is_empty() {
            check.element(row);
        }
    }
    if segment.has_unknown(known) {
        check.unknown(spec);
    }
    for note in spec.notes {
        check.note(note);
    }
    let last = segment.len();
    if last > 0 && segment.element(last).is_empty() {
        check.report(&rules::TRAILING_SEPARATOR, last, &[], 0, Detail::None);
    }
}

impl<'a> Check<'_, '_, '_, 'a, '_> {
    #[cold]
    fn report(
        &mut self,
        rule: &'static Rule,
        number: usize,
        part: &[u8],
        component: u8,
        detail: Detail,
    ) {
        let mut place =
            self.context
                .element_place(self.segment, self.loop_id, number, part, component);
        place.repetition = self.repetition;
        let name = place.element_name();
        self.context.push(rule, place, &name, detail);
    }

    fn element(&mut self, row: &'static ElementSpec) {
        let number = usize::from(row.number);
        match row.shape {
            Shape::Simple => {
                let of = if self.line.uses.is_empty() {
                    None
                } else {
                    self.line.use_of(row.number, 0)
                };
                self.value(row, of, number, self.segment.element(number), 0);
            }
            Shape::Composite(parts) => self.composite(row, number, 0, parts),
            Shape::Group { times, fields } => self.group(row, number, times, fields),
            Shape::Repeated { times, parts } => self.composite(row, number, times, parts),
        }
    }

    /// A simple element, or a component (`component` is above 0).
    #[inline]
    fn value(
        &mut self,
        row: &ElementSpec,
        of: Option<&'static ElementUse>,
        number: usize,
        raw: &'a [u8],
        component: u8,
    ) {
        let usage = of.map_or(row.usage, |of| of.usage);
        if raw.is_empty() {
            if usage == Usage::R {
                self.report(
                    &rules::MISSING_ELEMENT,
                    number,
                    raw,
                    component,
                    Detail::None,
                );
            }
            return;
        }
        let value = if raw.first() == Some(&b' ') || raw.last() == Some(&b' ') {
            self.padded(number, raw, component)
        } else {
            raw
        };
        if value.is_empty() {
            if usage == Usage::R {
                self.report(
                    &rules::MISSING_ELEMENT,
                    number,
                    raw,
                    component,
                    Detail::None,
                );
            }
            return;
        }
        if usage == Usage::N {
            self.report(&rules::NOT_USED, number, raw, component, Detail::None);
        }
        if self.odd {
            self.second_look(number, raw, component);
        }
        let length = match row.kind {
            Kind::AN | Kind::ID | Kind::Composite | Kind::Group => value.len(),
            Kind::Period => {
                let form = self.segment.element(number.wrapping_sub(1));
                if !Period::is_dates(form, value) {
                    return self.report(&rules::NOT_A_DATE, number, raw, component, Detail::None);
                }
                value.len()
            }
            Kind::R | Kind::N0 | Kind::DT | Kind::TM => match typed(row, value) {
                Ok(length) => length,
                Err(error) => {
                    return self.report(error.rule(), number, raw, component, Detail::None);
                }
            },
        };
        if length < usize::from(row.min) || length > usize::from(row.max) {
            let rule = if length < usize::from(row.min) {
                &rules::TOO_SHORT
            } else {
                &rules::TOO_LONG
            };
            let found = u64::try_from(length).unwrap_or(u64::MAX);
            self.report(
                rule,
                number,
                raw,
                component,
                Detail::Length {
                    min: row.min,
                    max: row.max,
                    found,
                },
            );
        }
        let codes = of.and_then(|of| of.codes).unwrap_or(row.codes);
        if !codes.is_empty() && !is_listed(value, codes) {
            self.report(
                &rules::CODE_NOT_IN_LIST,
                number,
                raw,
                component,
                Detail::None,
            );
        }
    }

    #[cold]
    fn padded(&mut self, number: usize, raw: &'a [u8], component: u8) -> &'a [u8] {
        self.report(&rules::PADDED_VALUE, number, raw, component, Detail::None);
        unpadded(raw)
    }

    /// Separators and characters that have no business inside a value.
    fn second_look(&mut self, number: usize, raw: &[u8], component: u8) {
        let delimiters = *self.segment.delimiters();
        if component == 0 && raw.contains(&delimiters.component()) {
            self.report(&rules::TOO_MANY_COMPONENTS, number, raw, 0, Detail::None);
        }
        if let Some(repetition) = delimiters.repetition()
            && raw.contains(&repetition)
        {
            self.report(
                &rules::TOO_MANY_REPETITIONS,
                number,
                raw,
                component,
                Detail::None,
            );
        }
        if raw
            .iter()
            .any(|byte| is_control(*byte) && !delimiters.contains(*byte))
        {
            self.report(
                &rules::CONTROL_CHARACTER,
                number,
                raw,
                component,
                Detail::None,
            );
        }
        if raw.iter().any(|byte| *byte > 0x7F) {
            self.report(
                &rules::OUTSIDE_CHARACTER_SET,
                number,
                raw,
                component,
                Detail::None,
            );
        }
    }

    /// A composite; `times` is how often it may repeat, 0 where the element does not.
    fn composite(
        &mut self,
        row: &ElementSpec,
        number: usize,
        times: u8,
        parts: &'static [ElementSpec],
    ) {
        let raw = self.segment.element(number);
        let element = u8::try_from(number).unwrap_or(0);
        let usage = self
            .line
            .use_of(element, 0)
            .map_or(row.usage, |of| of.usage);
        if raw_element(self.segment, number).is_empty() {
            if usage == Usage::R {
                self.report(&rules::MISSING_ELEMENT, number, raw, 0, Detail::None);
            }
            return;
        }
        if usage == Usage::N {
            self.report(&rules::NOT_USED, number, raw, 0, Detail::None);
        }
        if times == 0 {
            return self.components(number, raw, parts);
        }
        let found = self.segment.repetitions(number).count();
        if found > usize::from(times) {
            self.report(&rules::TOO_MANY_REPETITIONS, number, raw, 0, Detail::None);
        }
        for repeated in self.segment.repetitions(number) {
            self.repetition = self.repetition.saturating_add(1);
            if repeated.is_empty() {
                self.report(&rules::MISSING_ELEMENT, number, repeated, 0, Detail::None);
            } else {
                self.components(number, repeated, parts);
            }
        }
        self.repetition = 0;
    }

    fn components(&mut self, number: usize, raw: &'a [u8], parts: &'static [ElementSpec]) {
        let element = u8::try_from(number).unwrap_or(0);
        let last = parts.last().map_or(0, |of| of.number);
        let mut last_is_empty = false;
        let mut component = 0_u8;
        for part in self.segment.components(raw) {
            component = component.saturating_add(1);
            last_is_empty = part.is_empty();
            match parts.iter().find(|of| of.number == component) {
                Some(of) => self.value(
                    of,
                    self.line.use_of(element, component),
                    number,
                    part,
                    component,
                ),
                None if part.is_empty() => {}
                None if component < last => {
                    self.report(&rules::NOT_USED, number, part, component, Detail::None);
                }
                None => self.report(
                    &rules::TOO_MANY_COMPONENTS,
                    number,
                    part,
                    component,
                    Detail::None,
                ),
            }
        }
        for of in parts.iter().filter(|of| of.number > component) {
            self.value(
                of,
                self.line.use_of(element, of.number),
                number,
                &[],
                of.number,
            );
        }
        if last_is_empty && component > 1 {
            self.report(
                &rules::TRAILING_SEPARATOR,
                number,
                raw,
                component,
                Detail::None,
            );
        }
    }

    fn group(
        &mut self,
        row: &ElementSpec,
        number: usize,
        times: u8,
        fields: &'static [ElementSpec],
    ) {
        let mut base = number;
        for group in 0..times {
            if group > 0 && base > self.segment.len() {
                break;
            }
            let filled = (0..fields.len())
                .any(|at| !raw_element(self.segment, base.wrapping_add(at)).is_empty());
            // The first group is there or is missing as the line says; the others come as they are needed.
            let line = self.line;
            let asked = |at: usize| u8::try_from(at).ok().and_then(|at| line.use_of(at, 0));
            let required = group == 0
                && (row.usage == Usage::R
                    || (base..)
                        .take(fields.len())
                        .any(|at| asked(at).is_some_and(|of| of.usage == Usage::R)));
            if filled || required {
                for (of, at) in fields.iter().zip(base..) {
                    match of.shape {
                        Shape::Composite(parts) => self.composite(of, at, 0, parts),
                        _ => self.value(of, asked(at), at, self.segment.element(at), 0),
                    }
                }
            }
            base = base.wrapping_add(fields.len());
        }
    }

    #[cold]
    fn unknown(&mut self, spec: &SegmentSpec) {
        let known = known_elements(spec.elements);
        let last = usize::try_from(63_u32.saturating_sub(known.leading_zeros())).unwrap_or(63);
        for number in 1..=self.segment.len() {
            let has_field =
                number < 64 && known & 1_u64.wrapping_shl(u32::try_from(number).unwrap_or(63)) != 0;
            let raw = self.segment.element(number);
            if !has_field && !raw.is_empty() {
                let rule = if number > last {
                    &rules::TOO_MANY_ELEMENTS
                } else {
                    &rules::NOT_USED
                };
                self.report(rule, number, raw, 0, Detail::None);
            }
        }
    }

    fn note(&mut self, note: &Note) {
        let broken =
            note.broken_at(|element| !self.segment.element(usize::from(element)).is_empty());
        if let Some(element) = broken {
            let number = usize::from(element);
            let raw = self.segment.element(number);
            self.report(&rules::INCOMPLETE_PAIR, number, raw, 0, Detail::None);
        }
    }
}

/// Comparing numbers is quicker than comparing texts.
#[inline]
pub(crate) fn is_listed(value: &[u8], codes: &[&str]) -> bool {
    // Most codes differ in their length or first character, which is quickly seen.
    codes.iter().any(|code| {
        let code = code.as_bytes();
        code.len() == value.len() && code.first() == value.first() && code == value
    })
}

/// The length that counts, for values with a grammar.
#[inline]
fn typed(row: &ElementSpec, value: &[u8]) -> Result<usize, ValueError> {
    match row.kind {
        Kind::R => parse_decimal(value).map(|_| digits(value, row.max)),
        Kind::N0 => parse_integer(value).map(|_| value.len()),
        Kind::DT if row.max == SHORT_DATE => Date::read_short(value)
            .map(|_| value.len())
            .ok_or(ValueError::Date),
        Kind::DT => Date::read(value)
            .map(|_| value.len())
            .ok_or(ValueError::Date),
        Kind::TM => Time::read(value)
            .map(|_| value.len())
            .ok_or(ValueError::Time),
        Kind::AN | Kind::ID | Kind::Period | Kind::Composite | Kind::Group => Ok(value.len()),
    }
}

#[inline]
fn digits(value: &[u8], max: u16) -> usize {
    // Only numbers that may be too long are worth counting exactly.
    if value.len() <= usize::from(max) {
        value.len()
    } else {
        digits_of(value)
    }
}
