//! What the macros work out of a guide's lines while compiling: numbers in names, qualifiers as numbers, one bit for each
//! element or line.

use super::spec::{
    ElementSpec, ElementUse, Item, LineSpec, Note, NoteKind, Qualifier, SegmentSpec, Shape, Usage,
};
use crate::Tag;

/// The element number in a name such as `CLP04` or `SVC01_2`, and the component number or 0.
#[must_use]
pub const fn element_number(name: &str) -> (u8, u8) {
    match name.as_bytes() {
        [.., a, b, b'_', c] if a.is_ascii_digit() && b.is_ascii_digit() && c.is_ascii_digit() => {
            (two_digits(*a, *b), two_digits(b'0', *c))
        }
        [.., a, b] if a.is_ascii_digit() && b.is_ascii_digit() => (two_digits(*a, *b), 0),
        _ => (0, 0),
    }
}

/// As [`element_number`] without the component, for asking a segment.
#[allow(
    clippy::as_conversions,
    clippy::cast_lossless,
    reason = "`From` is not const"
)]
#[must_use]
pub const fn element_index(name: &str) -> usize {
    element_number(name).0 as usize
}

const fn two_digits(tens: u8, ones: u8) -> u8 {
    tens.wrapping_sub(b'0')
        .wrapping_mul(10)
        .wrapping_add(ones.wrapping_sub(b'0'))
}

/// The element that a qualifier stands in, and its component or 0: the first element, unless the line names another.
#[must_use]
pub const fn qualifier_place(name: &str) -> (u8, u8) {
    if name.is_empty() {
        (1, 0)
    } else {
        element_number(name)
    }
}

/// A qualifier of up to four characters as one number, so that comparing two is one comparison; 0 for a longer one.
#[must_use]
pub const fn qualifier_key(text: &str) -> u32 {
    key_of(text.as_bytes())
}

#[doc(hidden)]
#[must_use]
#[inline]
pub const fn key_of(value: &[u8]) -> u32 {
    match value {
        [a] => u32::from_be_bytes([0, 0, 0, *a]),
        [a, b] => u32::from_be_bytes([0, 0, *a, *b]),
        [a, b, c] => u32::from_be_bytes([0, *a, *b, *c]),
        [a, b, c, d] => u32::from_be_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}

/// Elements that a line can say something of are below this.
pub(super) const MOST_ELEMENTS: usize = 32;

/// Where in `uses` each element begins, so that nothing is searched for.
///
/// # Panics
///
/// While compiling, where the uses of an element do not stand together, or its number is too large.
#[allow(
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "worked out while compiling, where `get` and `From` are not const"
)]
#[must_use]
pub const fn first_uses(uses: &[ElementUse]) -> [u8; MOST_ELEMENTS] {
    let mut first = [u8::MAX; MOST_ELEMENTS];
    let mut at = 0_usize;
    while at < uses.len() {
        let element = uses[at].element as usize;
        if first[element] == u8::MAX {
            first[element] = at as u8;
        } else {
            assert!(
                uses[at.wrapping_sub(1)].element == uses[at].element,
                "what differs for an element stands together"
            );
        }
        at = at.wrapping_add(1);
    }
    first
}

const fn elements_of(item: &Item) -> &'static [ElementSpec] {
    match item.segment() {
        Some(segment) => segment.elements,
        None => &[],
    }
}

/// One bit for each element of one value that is required on a line with these uses.
#[must_use]
pub const fn required_elements(item: &Item, uses: &[ElementUse]) -> u64 {
    let mut required = 0_u64;
    let mut rows = elements_of(item);
    while let [row, rest @ ..] = rows {
        if matches!(row.shape, Shape::Simple) {
            let mut usage = row.usage;
            let mut left = uses;
            while let [of, others @ ..] = left {
                if of.element == row.number && of.component == 0 {
                    usage = of.usage;
                }
                left = others;
            }
            if matches!(usage, Usage::R) {
                required |= bit_of(row.number);
            }
        }
        rows = rest;
    }
    required
}

/// One bit for each element that is not used on a line with these uses.
#[must_use]
pub const fn unused_elements(mut uses: &[ElementUse]) -> u64 {
    let mut unused = 0_u64;
    while let [of, others @ ..] = uses {
        if of.component == 0 && matches!(of.usage, Usage::N) {
            unused |= bit_of(of.element);
        }
        uses = others;
    }
    unused
}

/// One bit for each element of which a line says more than whether the whole must be there: its codes, or whether its
/// parts must be there.
#[must_use]
pub const fn special_elements(item: &Item, qualifier: &Qualifier, mut uses: &[ElementUse]) -> u64 {
    let mut simple = 0_u64;
    let mut rows = elements_of(item);
    while let [row, rest @ ..] = rows {
        if matches!(row.shape, Shape::Simple) {
            simple |= bit_of(row.number);
        }
        rows = rest;
    }
    let mut special = 0_u64;
    if !qualifier.values.is_empty() {
        special |= bit_of(qualifier.element);
    }
    while let [of, others @ ..] = uses {
        let bit = bit_of(of.element);
        if of.component > 0 || of.codes.is_some() || simple & bit == 0 {
            special |= bit;
        }
        uses = others;
    }
    special
}

/// Line `at` of a loop.
///
/// The macros count the lines themselves; a line that does not exist takes no segment.
#[must_use]
#[inline]
pub const fn line_of(lines: &'static [LineSpec], at: usize) -> &'static LineSpec {
    match lines.split_at_checked(at) {
        Some((_, [line, ..])) => line,
        _ => &NO_LINE,
    }
}

/// As [`line_of`], with the macros' counter.
#[must_use]
#[inline]
pub fn line_at(lines: &'static [LineSpec], at: u32) -> &'static LineSpec {
    line_of(lines, usize::try_from(at).unwrap_or(usize::MAX))
}

const NO_LINE: LineSpec = LineSpec {
    position: 0,
    usage: Usage::N,
    max: 0,
    tag: Tag::UNREADABLE,
    label: "",
    qualifier: Qualifier {
        element: 0,
        component: 0,
        values: &[],
        keys: &[],
    },
    field: "",
    uses: &[],
    first_uses: first_uses(&[]),
    required: 0,
    unused: 0,
    special: 0,
    item: Item::Segment(&SegmentSpec {
        tag: Tag::UNREADABLE,
        elements: &[],
        notes: &[],
    }),
};

/// `n` is any number.
#[allow(
    clippy::as_conversions,
    clippy::cast_lossless,
    reason = "`From` is not const"
)]
#[must_use]
pub const fn max_repeat(max: &str) -> u16 {
    let mut rest = max.as_bytes();
    let mut sum = 0_u16;
    while let [digit, more @ ..] = rest {
        if !digit.is_ascii_digit() {
            return u16::MAX;
        }
        sum = sum
            .wrapping_mul(10)
            .wrapping_add(two_digits(b'0', *digit) as u16);
        rest = more;
    }
    sum
}

/// A condition such as `P0304` or `L050607`.
#[must_use]
pub const fn note(text: &str) -> Note {
    let mut elements = [0; 4];
    let (kind, rest) = match text.as_bytes() {
        [b'P', rest @ ..] => (NoteKind::Paired, rest),
        [b'R', rest @ ..] => (NoteKind::Required, rest),
        [b'E', rest @ ..] => (NoteKind::Exclusive, rest),
        [b'L', rest @ ..] => (NoteKind::ListConditional, rest),
        [_, rest @ ..] => (NoteKind::Conditional, rest),
        [] => (NoteKind::Conditional, text.as_bytes()),
    };
    match rest {
        [a, b] => elements[0] = two_digits(*a, *b),
        [a, b, c, d] => elements = [two_digits(*a, *b), two_digits(*c, *d), 0, 0],
        [a, b, c, d, e, f] => {
            elements = [
                two_digits(*a, *b),
                two_digits(*c, *d),
                two_digits(*e, *f),
                0,
            ];
        }
        [a, b, c, d, e, f, g, h] => {
            elements = [
                two_digits(*a, *b),
                two_digits(*c, *d),
                two_digits(*e, *f),
                two_digits(*g, *h),
            ];
        }
        _ => {}
    }
    let [a, b, c, d] = elements;
    Note {
        kind,
        elements,
        mask: (bit_of(a) | bit_of(b) | bit_of(c) | bit_of(d)) & !1,
    }
}

#[allow(
    clippy::as_conversions,
    clippy::cast_lossless,
    reason = "`From` is not const"
)]
pub(super) const fn bit_of(element: u8) -> u64 {
    1_u64.wrapping_shl(element as u32)
}

/// One bit for each element number that a segment has a field for.
#[allow(
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    reason = "`From` is not const; a segment has few elements"
)]
#[must_use]
pub const fn known_elements(mut elements: &[ElementSpec]) -> u64 {
    let mut known = 0_u64;
    while let [element, rest @ ..] = elements {
        match element.shape {
            Shape::Group { times, fields } => {
                let mut left = (times as u32).wrapping_mul(fields.len() as u32);
                let mut at = element.number as u32;
                while left > 0 {
                    known |= 1_u64.wrapping_shl(at);
                    at = at.wrapping_add(1);
                    left = left.wrapping_sub(1);
                }
            }
            _ => known |= 1_u64.wrapping_shl(element.number as u32),
        }
        elements = rest;
    }
    known
}

/// One bit for each line that is required.
#[must_use]
pub const fn required_lines(mut lines: &[LineSpec]) -> u128 {
    let mut required = 0_u128;
    let mut bit = 1_u128;
    while let [line, rest @ ..] = lines {
        if matches!(line.usage, Usage::R) {
            required |= bit;
        }
        bit = bit.wrapping_shl(1);
        lines = rest;
    }
    required
}
