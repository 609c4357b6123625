//! One segment: an identifier and its elements.

use std::borrow::Cow;

use crate::{delimiters::Delimiters, index::Index, lexer::to_usize, place::Span, tag::Tag};

/// A segment of a window, split by the index. Values borrow from the input (`'a`), the split from the index (`'i`).
#[derive(Clone, Copy)]
pub struct Segment<'a, 'i> {
    window: &'a [u8],
    /// Ends of identifier and elements, counted from the start of the window.
    marks: &'i [u32],
    /// Knows which bytes need a second look.
    index: &'i Index,
    /// Start of the segment within the window, and its end behind the terminator.
    start: u32,
    end: u32,
    tag: Tag,
    delimiters: Delimiters,
    offset: u64,
    ordinal: u32,
}

/// The fields of a [`Segment`] that the lexer knows.
pub(crate) struct Parts<'a, 'i> {
    pub(crate) window: &'a [u8],
    pub(crate) marks: &'i [u32],
    pub(crate) index: &'i Index,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) tag: Tag,
    pub(crate) delimiters: Delimiters,
    pub(crate) offset: u64,
    pub(crate) ordinal: u32,
}

impl<'a, 'i> Segment<'a, 'i> {
    #[inline]
    pub(crate) const fn new(parts: Parts<'a, 'i>) -> Self {
        let Parts {
            window,
            marks,
            index,
            start,
            end,
            tag,
            delimiters,
            offset,
            ordinal,
        } = parts;
        Self {
            window,
            marks,
            index,
            start,
            end,
            tag,
            delimiters,
            offset,
            ordinal,
        }
    }

    /// The identifier.
    #[must_use]
    #[inline]
    pub const fn tag(&self) -> Tag {
        self.tag
    }

    /// All bytes from the identifier up to and with the terminator.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.window
            .get(to_usize(self.start)..to_usize(self.end))
            .unwrap_or_default()
    }

    /// The delimiters of its interchange.
    #[must_use]
    pub const fn delimiters(&self) -> &Delimiters {
        &self.delimiters
    }

    /// How many elements it has, empty ones included.
    #[must_use]
    #[inline]
    pub const fn len(&self) -> usize {
        self.marks.len().saturating_sub(1)
    }

    /// True for a bare identifier.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Element `number`, counted from 1, as it stands in the file; empty where the segment ends before it.
    #[must_use]
    #[inline]
    pub fn element(&self, number: usize) -> &'a [u8] {
        match self.marks.get(number.wrapping_sub(1)..) {
            Some([before, end, ..]) => self
                .window
                .get(to_usize(before.wrapping_add(1))..to_usize(*end))
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// Element `number`, without padding, as a number that equals [`qualifier_key`](crate::notation::qualifier_key) of
    /// the same text: qualifiers are compared often. 0 where it is empty or longer than four bytes.
    #[must_use]
    #[inline]
    pub fn qualifier(&self, number: u8) -> u32 {
        crate::notation::key_of(crate::value::unpadded(self.element(usize::from(number))))
    }

    /// As [`qualifier`](Self::qualifier) for component `part` of the element's first repetition, counted from 1; 0 means
    /// the whole element.
    #[must_use]
    #[inline]
    pub fn qualifier_part(&self, number: u8, part: u8) -> u32 {
        let Some(before) = part.checked_sub(1) else {
            return self.qualifier(number);
        };
        let first = self.repetitions(usize::from(number)).next();
        let part = self
            .components(first.unwrap_or_default())
            .nth(usize::from(before));
        crate::notation::key_of(crate::value::unpadded(part.unwrap_or_default()))
    }

    /// True where component `part` (0: the whole) of the element's first repetition is this text, without padding: for
    /// qualifiers that are too long for [`qualifier_part`](Self::qualifier_part).
    #[must_use]
    pub fn reads(&self, number: u8, part: u8, text: &str) -> bool {
        let first = self.repetitions(usize::from(number)).next();
        let first = first.unwrap_or_default();
        let value = match part.checked_sub(1) {
            None => Some(first),
            Some(before) => self.components(first).nth(usize::from(before)),
        };
        value.is_some_and(|value| crate::value::unpadded(value) == text.as_bytes())
    }

    /// True where an element that `known` has no bit for holds anything.
    #[must_use]
    #[inline]
    pub fn has_unknown(&self, known: u64) -> bool {
        let len = u32::try_from(self.len()).unwrap_or(u32::MAX);
        // Bits 1 to len, as far as there are bits.
        let present = if len >= 63 {
            u64::MAX
        } else {
            2_u64.wrapping_shl(len).wrapping_sub(1)
        };
        let mut unknown = present & !known & !1;
        while unknown != 0 {
            let at = usize::try_from(unknown.trailing_zeros()).unwrap_or(0);
            if !self.element(at).is_empty() {
                return true;
            }
            unknown &= unknown.wrapping_sub(1);
        }
        len > 63 && (64..=self.len()).any(|at| !self.element(at).is_empty())
    }

    /// True where the segment may hold component or repetition separators, control characters or bytes from 0x7F.
    #[must_use]
    #[inline]
    pub fn has_odd_bytes(&self) -> bool {
        let end = self.end.saturating_sub(1);
        self.index.is_odd(to_usize(self.start), to_usize(end))
    }

    /// True where a part of the segment holds anything that needs a second look.
    pub(crate) fn is_odd_at(&self, part: &[u8]) -> bool {
        let into = part
            .as_ptr()
            .addr()
            .wrapping_sub(self.window.as_ptr().addr());
        self.index.is_odd(into, into.wrapping_add(part.len()))
    }

    /// The repetitions of element `number`: at least one, which may be empty.
    pub fn repetitions(&self, number: usize) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let separator = self.delimiters.repetition();
        self.element(number)
            .split(move |byte| Some(*byte) == separator)
    }

    /// The components of one repetition of an element: at least one, which may be empty.
    pub fn components(&self, value: &'a [u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let separator = self.delimiters.component();
        value.split(move |byte| *byte == separator)
    }

    /// The segment's number within its transaction set, ST being 1; 0 outside transaction sets.
    #[must_use]
    pub const fn ordinal(&self) -> u32 {
        self.ordinal
    }

    /// Where it stands in the file, terminator included.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(
            self.offset,
            self.offset
                .saturating_add(u64::from(self.end.wrapping_sub(self.start))),
        )
    }

    /// Where `part`, a slice of this segment, stands in the file.
    #[must_use]
    pub fn span_of(&self, part: &[u8]) -> Span {
        let into = part
            .as_ptr()
            .addr()
            .saturating_sub(self.bytes().as_ptr().addr());
        let start = self.offset.saturating_add(u64::try_from(into).unwrap_or(0));
        Span::new(start, start.saturating_add(length(part)))
    }

    /// Where element `number` stands; behind the last element if the segment ends before it.
    #[must_use]
    pub fn element_span(&self, number: usize) -> Span {
        let element = self.element(number);
        if !element.is_empty() {
            return self.span_of(element);
        }
        let end = self.span().end.saturating_sub(1);
        match self.marks.get(number.wrapping_sub(1)..) {
            Some([before, _, ..]) => {
                let into = u64::from(before.wrapping_sub(self.start)).saturating_add(1);
                let at = self.offset.saturating_add(into);
                Span::new(at, at)
            }
            _ => Span::new(end, end),
        }
    }

    /// The segment written out again from identifier, elements and delimiters: the same bytes.
    pub fn write_to(&self, out: &mut Vec<u8>) {
        let id = self.marks.first().map_or(&[][..], |end| {
            let len = usize::try_from(end.wrapping_sub(self.start)).unwrap_or(0);
            self.bytes().get(..len).unwrap_or_default()
        });
        out.extend_from_slice(id);
        for number in 1..=self.len() {
            out.push(self.delimiters.element());
            out.extend_from_slice(self.element(number));
        }
        out.push(self.delimiters.terminator());
    }

    /// The segment with nothing borrowed from the index.
    #[must_use]
    pub fn to_raw(&self) -> RawSegment<'a> {
        RawSegment {
            bytes: Cow::Borrowed(self.bytes()),
            tag: self.tag,
            delimiters: self.delimiters,
            offset: self.offset,
            ordinal: self.ordinal,
        }
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

impl std::fmt::Debug for Segment<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Segment({} with {} elements, bytes {}..{})",
            self.tag,
            self.len(),
            self.span().start,
            self.span().end
        )
    }
}

/// A segment kept as it was read: unmatched, or part of a rejected loop.
#[derive(Clone, PartialEq, Eq)]
pub struct RawSegment<'a> {
    bytes: Cow<'a, [u8]>,
    tag: Tag,
    delimiters: Delimiters,
    offset: u64,
    ordinal: u32,
}

impl RawSegment<'_> {
    /// The identifier.
    #[must_use]
    pub const fn tag(&self) -> Tag {
        self.tag
    }

    /// All bytes from the identifier up to and with the terminator.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Element `number`, counted from 1; empty where the segment ends before it.
    #[must_use]
    pub fn element(&self, number: usize) -> &[u8] {
        self.split(|segment| segment.element(number))
    }

    /// The segment's number within its transaction set, ST being 1.
    #[must_use]
    pub const fn ordinal(&self) -> u32 {
        self.ordinal
    }

    /// Where it stands in the file, terminator included.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.offset, self.offset.saturating_add(length(&self.bytes)))
    }

    /// Splits the segment and hands it to `read`.
    pub fn split<'s, T>(&'s self, read: impl FnOnce(&Segment<'s, '_>) -> T) -> T {
        let mut index = Index::default();
        index.extend(&self.bytes, 0, self.bytes.len(), &self.delimiters);
        read(&Segment::new(Parts {
            window: &self.bytes,
            marks: index.marks(),
            index: &index,
            start: 0,
            end: u32::try_from(self.bytes.len()).unwrap_or(u32::MAX),
            tag: self.tag,
            delimiters: self.delimiters,
            offset: self.offset,
            ordinal: self.ordinal,
        }))
    }

    /// The same with its own copy of the bytes.
    #[must_use]
    pub fn into_owned(self) -> RawSegment<'static> {
        RawSegment {
            bytes: Cow::Owned(self.bytes.into_owned()),
            ..self
        }
    }
}

impl std::fmt::Debug for RawSegment<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "RawSegment({}, bytes {}..{})",
            self.tag,
            self.span().start,
            self.span().end
        )
    }
}

#[cfg(feature = "serde")]
mod serde_impl {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Delimiters, RawSegment, Tag};
    use crate::{place::Span, value::Text};
    use std::borrow::Cow;

    /// A raw segment as data: its text, its delimiters, and where it stood.
    #[derive(Serialize, Deserialize)]
    struct Shape<'a> {
        text: Text<'a>,
        delimiters: Text<'a>,
        ordinal: u32,
        span: Span,
    }

    impl Serialize for RawSegment<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let d = &self.delimiters;
            let mut set = vec![d.element(), d.component(), d.terminator()];
            set.extend(d.repetition());
            Shape {
                text: Text::new(&self.bytes),
                delimiters: Text::from(set),
                ordinal: self.ordinal,
                span: self.span(),
            }
            .serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for RawSegment<'_> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            use serde::de::Error;
            let shape = Shape::deserialize(deserializer)?;
            let delimiters = match shape.delimiters.as_bytes() {
                [e, c, t] => Delimiters::new(*e, *c, None, *t),
                [e, c, t, r] => Delimiters::new(*e, *c, Some(*r), *t),
                _ => None,
            }
            .ok_or_else(|| {
                D::Error::custom(
                    "delimiters of a raw segment: element, component, terminator[, repetition]",
                )
            })?;
            let bytes = shape.text.into_bytes();
            let end = bytes
                .iter()
                .position(|b| *b == delimiters.element() || *b == delimiters.terminator());
            let (tag, _) = Tag::read(bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default());
            Ok(Self {
                bytes: Cow::Owned(bytes),
                tag,
                delimiters,
                offset: shape.span.start,
                ordinal: shape.ordinal,
            })
        }
    }
}
