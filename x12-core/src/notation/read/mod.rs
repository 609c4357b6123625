//! Reading loops: which line a segment belongs to, and what becomes of one that belongs to none.

mod context;
mod cursor;
mod loops;
mod missing;
mod unit;

use crate::{
    Error, Segment, Span,
    notation::{
        slots::SegmentRecord,
        spec::{Item, LineSpec, LoopSpec, RejectedLoop},
    },
    segment::RawSegment,
};

pub use context::Context;
pub use cursor::Cursor;
pub use loops::{fill, open_loop, read_rest};
pub use missing::place_of_missing;
pub use unit::{read_boxed_unit, read_unit, reject_unit};

/// The loops around the one that is being read.
pub trait Host<'a> {
    /// True where an ancestor begins a loop with this segment.
    fn starts(&self, segment: &Segment<'a, '_>) -> bool;
    /// Takes the cursor's segment back where an ancestor names it by qualifier, or has it behind the open child.
    fn take_back(
        &mut self,
        segment: &Segment<'a, '_>,
        cursor: &mut Cursor<'a, '_>,
        context: &mut Context<'_>,
    ) -> bool;
}

/// Nothing is around: the loop is the whole unit.
#[derive(Debug, Clone, Copy)]
pub struct Root;

impl<'a> Host<'a> for Root {
    fn starts(&self, _: &Segment<'a, '_>) -> bool {
        false
    }

    fn take_back(
        &mut self,
        _: &Segment<'a, '_>,
        _: &mut Cursor<'a, '_>,
        _: &mut Context<'_>,
    ) -> bool {
        false
    }
}

/// What a loop remembers while it is being read.
#[derive(Debug, Default)]
pub struct State {
    /// One bit for each line that was seen, read or broken.
    seen: u128,
    position: u16,
}

/// A struct made by [`segment_loop!`](crate::segment_loop).
pub trait LoopNode<'a>: Sized {
    /// Its description.
    const LOOP: LoopSpec;
    /// The lines that are required.
    const REQUIRED: u128;
    /// The segment that opens it.
    type First: SegmentRecord<'a>;

    /// A loop with its first segment and nothing else.
    fn begin(first: Self::First) -> Self;

    /// Takes the cursor's segment, with the loop it begins, if it belongs to one of the lines behind the first.
    fn place(
        &mut self,
        segment: &Segment<'a, '_>,
        cursor: &mut Cursor<'a, '_>,
        context: &mut Context<'_>,
        state: &mut State,
        host: &mut dyn Host<'a>,
    ) -> bool;

    /// Segments that belong to no line.
    fn unmatched(&mut self) -> &mut Vec<RawSegment<'a>>;
    /// Loops that could not be read.
    fn rejected(&mut self) -> &mut Vec<RejectedLoop<'a>>;
    /// Where the loop stands.
    fn set_span(&mut self, span: Span);

    /// Writes what stands behind the first segment.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for a value or structure that may not be written, [`Error::Io`] where the output fails.
    fn write_rest<W: std::io::Write>(&self, out: &mut crate::Writer<W>) -> Result<(), Error>;

    /// True where one of the lines behind the first begins a loop with this segment.
    fn starts_loop(segment: &Segment<'a, '_>) -> bool {
        lines(&Self::LOOP).any(|line| matches!(line.item, Item::Loop(_)) && line.takes(segment))
    }

    /// True where one of the lines behind the first is this segment, named by its qualifier, or by its identifier where
    /// the guide has it behind the child that is open, which stands at `child`.
    fn names(segment: &Segment<'a, '_>, child: u16) -> bool {
        lines(&Self::LOOP).any(|line| {
            matches!(line.item, Item::Segment(_))
                && (!line.qualifier.values.is_empty() || line.position > child)
                && line.takes(segment)
        })
    }
}

fn lines(of: &LoopSpec) -> impl Iterator<Item = &'static LineSpec> + use<> {
    of.lines.iter().skip(1)
}

/// A loop that is open, seen from its child.
pub struct Opened<'p, 'a, L> {
    this: &'p mut L,
    state: &'p mut State,
    host: &'p mut dyn Host<'a>,
}

impl<L> std::fmt::Debug for Opened<'_, '_, L> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opened")
    }
}

impl<'p, 'a, L: LoopNode<'a>> Opened<'p, 'a, L> {
    /// `this` is open inside `host`.
    #[inline]
    pub fn new(this: &'p mut L, state: &'p mut State, host: &'p mut dyn Host<'a>) -> Self {
        Self { this, state, host }
    }
}

impl<'a, L: LoopNode<'a>> Host<'a> for Opened<'_, 'a, L> {
    fn starts(&self, segment: &Segment<'a, '_>) -> bool {
        L::starts_loop(segment) || self.host.starts(segment)
    }

    fn take_back(
        &mut self,
        segment: &Segment<'a, '_>,
        cursor: &mut Cursor<'a, '_>,
        context: &mut Context<'_>,
    ) -> bool {
        if L::names(segment, self.state.position) {
            return self
                .this
                .place(segment, cursor, context, self.state, self.host);
        }
        self.host.take_back(segment, cursor, context)
    }
}
