//! The types that fields have, and how each is read, written and owned.

use crate::{
    Error, Segment,
    notation::{
        few::{Couple, Few},
        plain::Seen,
        read::{Context, Cursor, Host},
        spec::{ElementSpec, Item, LineSpec, SegmentSpec},
    },
    writer::{Gate, Position, Put},
};

/// An element as reading sees it: a value of nothing but spaces is absent.
#[inline]
#[must_use]
pub fn raw_element<'a>(segment: &Segment<'a, '_>, number: usize) -> &'a [u8] {
    let raw = segment.element(number);
    if raw.first() == Some(&b' ') && crate::value::unpadded(raw).is_empty() {
        &[]
    } else {
        raw
    }
}

/// A segment's struct.
pub trait SegmentRecord<'a>: Sized {
    /// Its elements.
    const SPEC: SegmentSpec;
    /// The same with nothing borrowed.
    type Owned;

    /// Reads it; `None` where a value that it cannot do without is missing or unreadable. `seen` says where
    /// anything in the segment was not understood.
    fn read(segment: &Segment<'a, '_>, seen: &mut Seen) -> Option<Self>;

    /// Writes its elements.
    ///
    /// # Errors
    ///
    /// [`Refusal`](crate::Refusal) for a value that may not be written.
    fn put<G: Gate>(&self, out: &mut G) -> Put;

    /// The same with nothing borrowed.
    fn into_owned_record(self) -> Self::Owned;
}

/// Where the parts of a composite or of a group come from.
pub trait PartSource<'a> {
    /// Part `number`, counted from 1; asked for in ascending order.
    fn part(&mut self, number: u8) -> &'a [u8];
    /// What separates components within a part.
    fn separator(&self) -> u8;
}

/// Components of one value.
#[derive(Debug)]
struct Components<'a> {
    rest: Option<&'a [u8]>,
    separator: u8,
    next: u8,
    /// A component that no field was asked for holds something.
    passed: bool,
}

impl<'a> PartSource<'a> for Components<'a> {
    #[inline]
    fn part(&mut self, number: u8) -> &'a [u8] {
        let mut part: &[u8] = &[];
        while self.next <= number {
            self.passed |= !part.is_empty();
            self.next = self.next.wrapping_add(1);
            let Some(rest) = self.rest else { return &[] };
            match rest.iter().position(|byte| *byte == self.separator) {
                Some(at) => {
                    part = rest.get(..at).unwrap_or_default();
                    self.rest = rest.get(at.wrapping_add(1)..);
                }
                None => {
                    part = rest;
                    self.rest = None;
                }
            }
        }
        part
    }

    fn separator(&self) -> u8 {
        self.separator
    }
}

/// Elements of a group.
struct Grouped<'a, 's, 'i> {
    segment: &'s Segment<'a, 'i>,
    before: usize,
    /// One of them holds nothing but spaces.
    blank: bool,
}

impl<'a> PartSource<'a> for Grouped<'a, '_, '_> {
    #[inline]
    fn part(&mut self, number: u8) -> &'a [u8] {
        let number = self.before.wrapping_add(usize::from(number));
        let raw = raw_element(self.segment, number);
        self.blank |= raw.is_empty() && !self.segment.element(number).is_empty();
        raw
    }

    fn separator(&self) -> u8 {
        self.segment.delimiters().component()
    }
}

/// A struct of components, or of grouped elements.
pub trait Composite<'a>: Sized {
    /// Its parts.
    const PARTS: &'static [ElementSpec];
    /// The same with nothing borrowed.
    type Owned;

    /// Reads it; as [`SegmentRecord::read`].
    fn read_parts(parts: &mut impl PartSource<'a>, seen: &mut Seen) -> Option<Self>;

    /// Writes each part at its position.
    ///
    /// # Errors
    ///
    /// [`Refusal`](crate::Refusal) for a value that may not be written.
    fn put_parts<G: Gate>(&self, position: Position, out: &mut G) -> Put;

    /// The same with nothing borrowed.
    fn into_owned_composite(self) -> Self::Owned;
}

/// A composite element: required, or optional.
pub trait CompositeSlot<'a>: Sized {
    /// Its parts.
    const PARTS: &'static [ElementSpec];
    /// The same with nothing borrowed.
    type Owned;

    /// Reads it from the bytes of an element.
    fn read_composite(raw: &'a [u8], separator: u8, seen: &mut Seen) -> Option<Self>;

    /// Writes it as element `number`.
    ///
    /// # Errors
    ///
    /// [`Refusal`](crate::Refusal) for a value that may not be written.
    fn put_composite<G: Gate>(&self, number: u16, spec: &'static ElementSpec, out: &mut G) -> Put;

    /// The same with nothing borrowed.
    fn into_owned_slot(self) -> Self::Owned;
}

impl<'a, T: Composite<'a>> CompositeSlot<'a> for T {
    const PARTS: &'static [ElementSpec] = T::PARTS;
    type Owned = T::Owned;

    #[inline]
    fn read_composite(raw: &'a [u8], separator: u8, seen: &mut Seen) -> Option<Self> {
        let mut parts = Components {
            rest: Some(raw),
            separator,
            next: 1,
            passed: false,
        };
        let read = T::read_parts(&mut parts, seen);
        seen.plain &= !parts.passed && raw.last() != Some(&separator);
        if parts
            .rest
            .is_some_and(|rest| rest.iter().any(|byte| *byte != separator))
        {
            seen.clean = false;
        }
        read
    }

    #[inline(always)]
    fn put_composite<G: Gate>(&self, number: u16, spec: &'static ElementSpec, out: &mut G) -> Put {
        out.begin_composite(number);
        self.put_parts(Position::Component(number), out)?;
        out.end_composite(spec)
    }

    fn into_owned_slot(self) -> Self::Owned {
        self.into_owned_composite()
    }
}

impl<'a, T: Composite<'a>> Composite<'a> for Box<T> {
    const PARTS: &'static [ElementSpec] = T::PARTS;
    type Owned = Box<T::Owned>;

    fn read_parts(parts: &mut impl PartSource<'a>, seen: &mut Seen) -> Option<Self> {
        T::read_parts(parts, seen).map(Self::new)
    }

    #[inline(always)]
    fn put_parts<G: Gate>(&self, position: Position, out: &mut G) -> Put {
        T::put_parts(self, position, out)
    }

    fn into_owned_composite(self) -> Self::Owned {
        Box::new((*self).into_owned_composite())
    }
}

impl<'a, T: Composite<'a>> CompositeSlot<'a> for Option<T> {
    const PARTS: &'static [ElementSpec] = T::PARTS;
    type Owned = Option<T::Owned>;

    #[inline]
    fn read_composite(raw: &'a [u8], separator: u8, seen: &mut Seen) -> Option<Self> {
        if raw.is_empty() {
            return Some(None);
        }
        Some(<T as CompositeSlot<'a>>::read_composite(
            raw, separator, seen,
        ))
    }

    #[inline(always)]
    fn put_composite<G: Gate>(&self, number: u16, spec: &'static ElementSpec, out: &mut G) -> Put {
        match self {
            Some(value) => value.put_composite(number, spec, out),
            None => {
                out.begin_composite(number);
                out.end_composite(spec)
            }
        }
    }

    fn into_owned_slot(self) -> Self::Owned {
        self.map(T::into_owned_composite)
    }
}

/// Elements of a segment that come in groups, such as the trios of a CAS.
pub trait GroupSlot<'a>: Sized {
    /// The elements of one group.
    const PARTS: &'static [ElementSpec];
    /// The same with nothing borrowed.
    type Owned;

    /// Reads up to `times` groups of `stride` elements from element `first` on; groups without any value are left out.
    fn read_group(
        segment: &Segment<'a, '_>,
        first: usize,
        times: u16,
        stride: u16,
        seen: &mut Seen,
    ) -> Option<Self>;

    /// Writes them.
    ///
    /// # Errors
    ///
    /// [`Refusal`](crate::Refusal) for a value that may not be written, or too many groups.
    fn put_group<G: Gate>(
        &self,
        spec: &'static ElementSpec,
        times: u16,
        stride: u16,
        out: &mut G,
    ) -> Put;

    /// The same with nothing borrowed.
    fn into_owned_slot(self) -> Self::Owned;
}

macro_rules! group_slot {
    ($list:ident) => {
        impl<'a, T: Composite<'a>> GroupSlot<'a> for $list<T> {
            const PARTS: &'static [ElementSpec] = T::PARTS;
            type Owned = $list<T::Owned>;

            #[inline]
            fn read_group(
                segment: &Segment<'a, '_>,
                first: usize,
                times: u16,
                stride: u16,
                seen: &mut Seen,
            ) -> Option<Self> {
                let stride = usize::from(stride);
                let used = segment
                    .len()
                    .wrapping_add(1)
                    .saturating_sub(first)
                    .div_ceil(stride)
                    .min(usize::from(times));
                let mut groups = Self::new();
                for group in 0..used {
                    let before = group
                        .wrapping_mul(stride)
                        .wrapping_add(first)
                        .wrapping_sub(1);
                    let filled = (1..=stride)
                        .any(|part| !raw_element(segment, before.wrapping_add(part)).is_empty());
                    if filled {
                        let mut parts = Grouped {
                            segment,
                            before,
                            blank: false,
                        };
                        groups.push(T::read_parts(&mut parts, seen)?);
                        seen.plain &= !parts.blank;
                    }
                }
                seen.clean &= !groups.is_empty();
                Some(groups)
            }

            #[inline]
            fn put_group<G: Gate>(
                &self,
                spec: &'static ElementSpec,
                times: u16,
                stride: u16,
                out: &mut G,
            ) -> Put {
                out.check_groups(spec, self.len(), times)?;
                let mut base = u16::from(spec.number);
                for value in self {
                    value.put_parts(Position::Group(base), out)?;
                    base = base.wrapping_add(stride);
                }
                Ok(())
            }

            fn into_owned_slot(self) -> Self::Owned {
                self.into_iter().map(T::into_owned_composite).collect()
            }
        }
    };
}

group_slot!(Vec);
group_slot!(Few);

/// A composite element that repeats within the segment, such as CTX01.
pub trait RepeatSlot<'a>: Sized {
    /// The components of each repetition.
    const PARTS: &'static [ElementSpec];
    /// The same with nothing borrowed.
    type Owned;

    /// Reads all repetitions of element `number`; those without any value are left out.
    fn read_repeats(segment: &Segment<'a, '_>, number: usize, seen: &mut Seen) -> Option<Self>;

    /// Writes them.
    ///
    /// # Errors
    ///
    /// [`Refusal`](crate::Refusal) for a value that may not be written, for too many repetitions, and for one without any value.
    fn put_repeats<G: Gate>(&self, spec: &'static ElementSpec, times: u16, out: &mut G) -> Put;

    /// The same with nothing borrowed.
    fn into_owned_slot(self) -> Self::Owned;
}

impl<'a, T: Composite<'a>> RepeatSlot<'a> for Vec<T> {
    const PARTS: &'static [ElementSpec] = T::PARTS;
    type Owned = Vec<T::Owned>;

    fn read_repeats(segment: &Segment<'a, '_>, number: usize, seen: &mut Seen) -> Option<Self> {
        let mut all = Self::new();
        if raw_element(segment, number).is_empty() {
            return Some(all);
        }
        let separator = segment.delimiters().component();
        for raw in segment.repetitions(number) {
            if raw.is_empty() {
                seen.clean = false;
            } else {
                all.push(<T as CompositeSlot<'a>>::read_composite(
                    raw, separator, seen,
                )?);
            }
        }
        Some(all)
    }

    fn put_repeats<G: Gate>(&self, spec: &'static ElementSpec, times: u16, out: &mut G) -> Put {
        out.check_repeats(spec, self.len(), times)?;
        let number = u16::from(spec.number);
        for (at, value) in self.iter().enumerate() {
            out.begin_repetition(number, at > 0)?;
            value.put_parts(Position::Component(number), out)?;
            out.end_repetition(spec)?;
        }
        Ok(())
    }

    fn into_owned_slot(self) -> Self::Owned {
        self.into_iter().map(T::into_owned_composite).collect()
    }
}

/// A segment or a loop, as a line of a loop holds it.
pub trait Node<'a>: Sized {
    /// Its description.
    const ITEM: Item;
    /// The same with nothing borrowed.
    type Owned;

    /// Reads its first segment, which is all of a segment. `None` where it cannot be read; findings say why.
    fn open_node(
        first: &Segment<'a, '_>,
        context: &mut Context<'_>,
        line: &'static LineSpec,
        loop_id: &'static str,
    ) -> Option<Self>;

    /// Reads on from the cursor, which stands on the first segment, to where the segment or loop ends.
    fn read_node(
        &mut self,
        first: &Segment<'a, '_>,
        cursor: &mut Cursor<'a, '_>,
        context: &mut Context<'_>,
        host: &mut dyn Host<'a>,
    );

    /// Writes it.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for a value or structure that may not be written, [`Error::Io`] where the output fails.
    fn write_node<W: std::io::Write>(
        &self,
        line: &'static LineSpec,
        loop_id: &'static str,
        out: &mut crate::Writer<W>,
    ) -> Result<(), Error>;

    /// The same with nothing borrowed.
    fn into_owned_node(self) -> Self::Owned;
}

impl<'a, T: Node<'a>> Node<'a> for Box<T> {
    const ITEM: Item = T::ITEM;
    type Owned = Box<T::Owned>;

    #[inline]
    fn open_node(
        first: &Segment<'a, '_>,
        context: &mut Context<'_>,
        line: &'static LineSpec,
        loop_id: &'static str,
    ) -> Option<Self> {
        T::open_node(first, context, line, loop_id).map(Self::new)
    }

    #[inline]
    fn read_node(
        &mut self,
        first: &Segment<'a, '_>,
        cursor: &mut Cursor<'a, '_>,
        context: &mut Context<'_>,
        host: &mut dyn Host<'a>,
    ) {
        T::read_node(self, first, cursor, context, host);
    }

    fn write_node<W: std::io::Write>(
        &self,
        line: &'static LineSpec,
        loop_id: &'static str,
        out: &mut crate::Writer<W>,
    ) -> Result<(), Error> {
        T::write_node(self, line, loop_id, out)
    }

    fn into_owned_node(self) -> Self::Owned {
        Box::new((*self).into_owned_node())
    }
}

/// The field of a loop: one, or many.
pub trait Slot<'a> {
    /// What it holds.
    type Node: Node<'a>;
    /// The same with nothing borrowed.
    type Owned;
    /// True for many.
    const REPEATS: bool;

    /// Adds a value. A slot for one is asked only once.
    fn put(&mut self, value: Self::Node);
    /// Adds to the slot of `this` what `complete` makes of a node whose first segment was read.
    #[inline]
    fn fill<L>(
        this: &mut L,
        slot: impl Fn(&mut L) -> &mut Self,
        mut node: Self::Node,
        complete: impl FnOnce(&mut Self::Node, &mut L),
    ) {
        complete(&mut node, this);
        slot(this).put(node);
    }
    /// How many it holds.
    fn count(&self) -> usize;
    /// All it holds.
    fn nodes<'s>(&'s self) -> impl Iterator<Item = &'s Self::Node>
    where
        Self::Node: 's;
    /// The same with nothing borrowed.
    fn into_owned_slot(self) -> Self::Owned;
}

impl<'a, T: Node<'a>> Slot<'a> for Option<T> {
    type Node = T;
    type Owned = Option<T::Owned>;
    const REPEATS: bool = false;

    #[inline]
    fn put(&mut self, value: T) {
        *self = Some(value);
    }

    fn count(&self) -> usize {
        usize::from(self.is_some())
    }

    fn nodes<'s>(&'s self) -> impl Iterator<Item = &'s T>
    where
        T: 's,
    {
        self.iter()
    }

    fn into_owned_slot(self) -> Self::Owned {
        self.map(T::into_owned_node)
    }
}

macro_rules! list_slot {
    ($list:ident) => {
        impl<'a, T: Node<'a>> Slot<'a> for $list<T> {
            type Node = T;
            type Owned = $list<T::Owned>;
            const REPEATS: bool = true;

            #[inline]
            fn put(&mut self, value: T) {
                self.push(value);
            }

            // A loop is large: it is completed where it stays.
            #[inline]
            fn fill<L>(
                this: &mut L,
                slot: impl Fn(&mut L) -> &mut Self,
                mut node: T,
                complete: impl FnOnce(&mut T, &mut L),
            ) {
                if let Item::Segment(_) = T::ITEM {
                    complete(&mut node, this);
                    slot(this).push(node);
                    return;
                }
                let mut list = std::mem::take(slot(this));
                list.push(node);
                if let Some(last) = list.last_mut() {
                    complete(last, this);
                }
                *slot(this) = list;
            }

            fn count(&self) -> usize {
                self.len()
            }

            fn nodes<'s>(&'s self) -> impl Iterator<Item = &'s T>
            where
                T: 's,
            {
                self.iter()
            }

            fn into_owned_slot(self) -> Self::Owned {
                self.into_iter().map(T::into_owned_node).collect()
            }
        }
    };
}

list_slot!(Vec);
list_slot!(Few);
list_slot!(Couple);

/// What serialised forms leave out.
pub trait Absent {
    /// True where there is nothing.
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Few<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Absent for Couple<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}
