//! The quick gate: a segment that is as the guide says is put together without a search for what is wrong with it. What
//! each value must be like is known while compiling, and its bytes are looked at later, many at once. Where it says no,
//! the full gate writes the segment again and says why not.

use super::{
    gate::{Gate, Position, Put, Value},
    segment::Form,
};
use crate::{
    Delimiters,
    notation::{ElementSpec, Fit, LineSpec, Note, Usage, key_of},
};

/// A segment that is put together without any refusal.
pub(super) struct QuickOut<'w> {
    buffer: &'w mut Vec<u8>,
    delimiters: Delimiters,
    leading_zeros: bool,
    line: &'static LineSpec,
    /// What was seen so far is as the guide says.
    fits: bool,
    /// Element separators written.
    at: u16,
    /// Separators written within elements.
    inner: u32,
    /// The element of the present composite.
    element: u16,
    /// Its last component; 0 before its first one.
    component: u8,
    /// The present composite lacks a component that is required.
    misses: bool,
    /// One bit for each element that was written.
    written: u64,
}

impl<'w> QuickOut<'w> {
    /// Nothing written yet but the identifier.
    #[inline]
    pub(super) const fn new(buffer: &'w mut Vec<u8>, form: &Form, line: &'static LineSpec) -> Self {
        Self {
            buffer,
            delimiters: form.delimiters,
            leading_zeros: form.leading_zeros,
            line,
            fits: true,
            at: 0,
            inner: 0,
            element: 0,
            component: 0,
            misses: false,
            written: 0,
        }
    }

    /// The separators in the segment, where the full gate would surely refuse nothing of it but bytes that no value may
    /// hold, and spaces around values.
    #[inline]
    pub(super) fn separators(&self, notes: &'static [Note]) -> Option<u32> {
        let line = self.line;
        let fits = self.fits
            && line.required & !self.written == 0
            && line.unused & self.written == 0
            && notes.iter().all(|note| note.holds(self.written));
        fits.then(|| self.inner.wrapping_add(u32::from(self.at)))
    }

    /// True where no value was written.
    #[inline]
    pub(super) const fn is_empty(&self) -> bool {
        self.at == 0
    }

    /// Writes element separators up to element `number` but the last one, which it gives.
    #[inline(always)]
    fn open(&mut self, number: u16) -> u8 {
        let separator = self.delimiters.element();
        let before = number.wrapping_sub(1);
        while self.at < before {
            self.buffer.push(separator);
            self.at = self.at.wrapping_add(1);
        }
        self.at = number;
        self.written |= bit_of(number);
        separator
    }

    /// True where the line says something of this element or of components.
    #[inline(always)]
    fn is_special(&self, number: u16) -> bool {
        self.line.special & bit_of(number) != 0
    }

    /// A value that is an element by itself.
    #[inline(always)]
    fn simple(&mut self, number: u16, fit: &'static Fit, bytes: &[u8]) {
        let separator = self.open(number);
        let is_special = self.is_special(number);
        self.put(separator, bytes, fit, is_special.then_some((number, 0)));
    }

    #[inline(always)]
    fn component(&mut self, number: u16, part: u8, fit: &'static Fit, bytes: &[u8]) {
        let mut separator = self.delimiters.component();
        if self.component == 0 {
            separator = self.open(number);
        } else {
            self.inner = self.inner.wrapping_add(1);
        }
        self.component = self.component.wrapping_add(1);
        while self.component < part {
            self.buffer.push(separator);
            separator = self.delimiters.component();
            self.inner = self.inner.wrapping_add(1);
            self.component = self.component.wrapping_add(1);
        }
        let is_special = self.is_special(number);
        self.put(separator, bytes, fit, is_special.then_some((number, part)));
    }

    /// Writes a value behind its separator. `special` is the element and component of one that the line may say
    /// something of.
    #[inline(always)]
    fn put(&mut self, before: u8, bytes: &[u8], fit: &'static Fit, special: Option<(u16, u8)>) {
        if fit.is_decimal && self.leading_zeros {
            // Seldom asked for.
            self.fits = false;
        }
        self.fits &= fit.is_plain && bytes.len() >= fit.least && bytes.len() <= fit.most;
        copy(self.buffer, before, bytes);
        if let Some((number, component)) = special {
            self.fits &= Self::line_takes(self.line, number, component, fit, bytes);
        } else if !fit.codes.is_empty() {
            let key = key_of(bytes);
            self.fits &= key != 0 && fit.codes.contains(&key);
        }
    }

    /// True where the line has such a value here. What it says of whole elements is seen at the end of the segment.
    fn line_takes(
        line: &'static LineSpec,
        number: u16,
        component: u8,
        fit: &Fit,
        bytes: &[u8],
    ) -> bool {
        let is_listed = |keys: &[u32]| {
            let key = key_of(bytes);
            key != 0 && keys.contains(&key)
        };
        let qualifier = &line.qualifier;
        if (u16::from(qualifier.element), qualifier.component) == (number, component)
            && !qualifier.keys.is_empty()
        {
            return is_listed(qualifier.keys);
        }
        let Ok(number) = u8::try_from(number) else {
            return false;
        };
        let of = line.use_of(number, component);
        if of.is_some_and(|of| of.usage == Usage::N) {
            return false;
        }
        match of {
            Some(of) if of.codes.is_some() => of.keys.is_empty() || is_listed(of.keys),
            _ => fit.codes.is_empty() || is_listed(fit.codes),
        }
    }

    /// True where an element or component must be there that the segment has as `usage`.
    #[inline(always)]
    fn is_required(&self, usage: Usage, number: u16, component: u8) -> bool {
        if self.is_special(number) {
            let of = u8::try_from(number).ok();
            let of = of.and_then(|number| self.line.use_of(number, component));
            of.map_or(usage, |of| of.usage) == Usage::R
        } else {
            usage == Usage::R
        }
    }
}

impl Gate for QuickOut<'_> {
    #[inline(always)]
    fn element(&mut self, spec: &'static ElementSpec, fit: &'static Fit, value: Value<'_>) -> Put {
        if let Some((bytes, _)) = &value {
            self.simple(u16::from(spec.number), fit, bytes);
        }
        Ok(())
    }

    #[inline(always)]
    fn part(
        &mut self,
        position: Position,
        part: &'static ElementSpec,
        fit: &'static Fit,
        value: Value<'_>,
    ) -> Put {
        let number = position.element(part);
        match (position, &value) {
            (Position::Component(_), Some((bytes, _))) => {
                self.component(number, part.number, fit, bytes);
            }
            (Position::Component(_), None) => {
                self.misses |= self.is_required(part.usage, number, part.number);
            }
            (Position::Group(_), Some((bytes, _))) => self.simple(number, fit, bytes),
            (Position::Group(_), None) => self.fits &= !self.is_required(part.usage, number, 0),
        }
        Ok(())
    }

    #[inline]
    fn check_groups(&mut self, spec: &'static ElementSpec, count: usize, times: u16) -> Put {
        let may_be_none = !self.is_required(spec.usage, u16::from(spec.number), 0);
        self.fits &= (count > 0 || may_be_none) && count <= usize::from(times);
        Ok(())
    }

    #[inline]
    fn check_repeats(&mut self, spec: &'static ElementSpec, count: usize, times: u16) -> Put {
        let may_be_none = !self.is_required(spec.usage, u16::from(spec.number), 0);
        self.fits &= (count > 0 || may_be_none) && count <= usize::from(times);
        Ok(())
    }

    #[inline]
    fn begin_repetition(&mut self, number: u16, another: bool) -> Put {
        // Seldom there.
        self.fits &= !another;
        self.begin_composite(number);
        Ok(())
    }

    #[inline]
    fn end_repetition(&mut self, _spec: &'static ElementSpec) -> Put {
        self.fits &= self.component > 0 && !self.misses;
        Ok(())
    }

    #[inline(always)]
    fn begin_composite(&mut self, number: u16) {
        self.element = number;
        self.component = 0;
        self.misses = false;
    }

    #[inline(always)]
    fn end_composite(&mut self, spec: &'static ElementSpec) -> Put {
        self.fits &= if self.component == 0 {
            !self.is_required(spec.usage, self.element, 0)
        } else {
            !self.misses
        };
        Ok(())
    }
}

#[inline(always)]
fn bit_of(number: u16) -> u64 {
    1_u64.wrapping_shl(u32::from(number))
}

/// Bytes that a short value and its separator take at most.
const SHORT: usize = 16;

/// Adds a separator and a value. Most values are short: those are written as one number, not byte by byte.
fn copy(buffer: &mut Vec<u8>, separator: u8, value: &[u8]) {
    let length = value.len();
    let end = buffer.len().wrapping_add(length).wrapping_add(1);
    // What is seldom needed stands apart, so that the rest is done without a call.
    if length >= SHORT || buffer.capacity().wrapping_sub(buffer.len()) < SHORT {
        return copy_long(buffer, separator, value);
    }
    let small = match value {
        [] => 0,
        [one] => u64::from(*one),
        [one, two] => u64::from(u16::from_le_bytes([*one, *two])),
        [one, two, three] => u64::from(u32::from_le_bytes([*one, *two, *three, 0])),
        _ if length < 8 => {
            let of = |four: Option<&[u8; 4]>| {
                u64::from(u32::from_le_bytes(four.copied().unwrap_or_default()))
            };
            of(value.first_chunk())
                | of(value.last_chunk()).wrapping_shl(bits(length.wrapping_sub(4)))
        }
        _ => {
            let of = |eight: Option<&[u8; 8]>| {
                u128::from(u64::from_le_bytes(eight.copied().unwrap_or_default()))
            };
            let large = of(value.first_chunk())
                | of(value.last_chunk()).wrapping_shl(bits(length.wrapping_sub(8)));
            buffer.extend_from_slice(&(large << 8 | u128::from(separator)).to_le_bytes());
            return buffer.truncate(end);
        }
    };
    buffer.extend_from_slice(&(small << 8 | u64::from(separator)).to_le_bytes());
    buffer.truncate(end);
}

#[cold]
fn copy_long(buffer: &mut Vec<u8>, separator: u8, value: &[u8]) {
    buffer.push(separator);
    buffer.extend_from_slice(value);
}

/// Bits of so many bytes, which are few.
#[inline(always)]
fn bits(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(0).wrapping_mul(8)
}

#[cfg(test)]
#[path = "quick_tests.rs"]
mod tests;
