//! Whether a segment is as the guide says, seen while it is read: nearly all are, and those need no search for what is
//! wrong. What is wrong with the others is found by [`check`](super::check) alone.

use crate::{
    ElementSlot, Segment,
    notation::{
        check::is_listed,
        slots::raw_element,
        spec::{ElementSpec, ElementUse, LineSpec, SegmentSpec, Shape, Usage, key_of},
    },
};

/// What was seen while the values of a segment were read.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Everything in it was understood.
    pub clean: bool,
    /// Each value is as the segment has it, wherever it stands in the guide; false where it may not be.
    pub plain: bool,
}

impl Seen {
    pub(crate) const NOTHING: Self = Self {
        clean: true,
        plain: true,
    };
}

/// What a value must be like, worked out while compiling.
#[doc(hidden)]
#[derive(Debug)]
pub struct Fit {
    pub required: bool,
    /// Being read says that the value has the form of its type.
    pub understood: bool,
    pub min: usize,
    pub max: usize,
    /// Codes as numbers; none where there is no list.
    pub codes: &'static [u32],
}

impl Fit {
    #[inline(always)]
    fn takes(&self, raw: &[u8]) -> bool {
        match raw {
            [] => !self.required,
            [b' ', ..] | [.., b' '] => false,
            _ => {
                self.understood
                    && raw.len() >= self.min
                    && raw.len() <= self.max
                    && (self.codes.is_empty() || {
                        let key = key_of(raw);
                        key != 0 && self.codes.contains(&key)
                    })
            }
        }
    }
}

/// Reads an element into its slot. Used by the macros.
#[doc(hidden)]
#[inline(always)]
pub fn read_element<'a, S: ElementSlot<'a>>(
    segment: &Segment<'a, '_>,
    number: usize,
    seen: &mut Seen,
    fit: &'static Fit,
) -> Option<S> {
    seen.plain &= fit.takes(segment.element(number));
    read_slot(raw_element(segment, number), seen)
}

/// Reads a component, or an element of a group, into its slot. Used by the macros.
#[doc(hidden)]
#[inline(always)]
pub fn read_part<'a, S: ElementSlot<'a>>(
    raw: &'a [u8],
    seen: &mut Seen,
    fit: &'static Fit,
) -> Option<S> {
    seen.plain &= fit.takes(raw);
    read_slot(raw, seen)
}

#[inline(always)]
fn read_slot<'a, S: ElementSlot<'a>>(raw: &'a [u8], seen: &mut Seen) -> Option<S> {
    match S::read_slot(raw) {
        Ok((value, understood)) => {
            seen.clean &= understood;
            Some(value)
        }
        Err(_) => {
            seen.clean = false;
            None
        }
    }
}

/// True where the full check would surely find nothing in a segment that was seen to be plain.
pub(crate) fn is_plain(
    segment: &Segment<'_, '_>,
    spec: &SegmentSpec,
    line: &'static LineSpec,
) -> bool {
    let is_there = |element: u8| !segment.element(usize::from(element)).is_empty();
    !segment.element(segment.len()).is_empty()
        && line.uses.iter().all(|of| is_used(segment, of))
        && spec
            .notes
            .iter()
            .all(|note| note.broken_at(is_there).is_none())
        && !(segment.has_odd_bytes() && has_odd_value(segment, spec))
}

/// True where an element or component is as the line has it.
fn is_used(segment: &Segment<'_, '_>, of: &ElementUse) -> bool {
    let element = usize::from(of.element);
    let raw = match of.component.checked_sub(1) {
        None => segment.element(element),
        // The components of an element that is not there are not asked for.
        Some(_) if raw_element(segment, element).is_empty() => return true,
        Some(before) => {
            let mut components = segment.components(segment.element(element));
            components.nth(usize::from(before)).unwrap_or_default()
        }
    };
    let usage = match of.usage {
        Usage::R => !raw.is_empty(),
        Usage::S => true,
        Usage::N => raw.is_empty(),
    };
    usage
        && of
            .codes
            .is_none_or(|codes| codes.is_empty() || raw.is_empty() || is_listed(raw, codes))
}

/// True where a value holds separators, control characters or bytes from 0x7F.
fn has_odd_value(segment: &Segment<'_, '_>, spec: &SegmentSpec) -> bool {
    let odd = |row: &ElementSpec, number: usize| {
        let raw = segment.element(number);
        match row.shape {
            Shape::Simple => segment.is_odd_at(raw),
            Shape::Composite(_) => segment
                .components(raw)
                .any(|component| segment.is_odd_at(component)),
            Shape::Group { .. } | Shape::Repeated { .. } => true,
        }
    };
    spec.elements.iter().any(|row| {
        let number = usize::from(row.number);
        match row.shape {
            Shape::Group { fields, .. } => {
                let all = (number..=segment.len()).zip(fields.iter().cycle());
                all.into_iter().any(|(at, of)| odd(of, at))
            }
            _ => odd(row, number),
        }
    })
}
