//! What frames deliver: steps through an envelope, and units that fit a window.

use super::Frames;
use crate::{
    Limits, Span,
    envelope::{GroupHeader, InterchangeHeader, TransactionHeader},
    lexer::{SegmentRef, Views},
    segment::Segment,
    tag::Tag,
};

/// A transaction set that the caller reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supported {
    /// ST01, such as `835`.
    pub set: &'static str,
    /// Versions (ST03 or GS08) that are read alike. None listed means all; an empty one stands for a set that names none.
    pub versions: &'static [&'static str],
    /// Segments that begin a new unit. The first unit begins with ST.
    pub starts: &'static [Tag],
}

/// What to read and how.
#[derive(Debug, Clone, Default)]
pub struct FrameOptions {
    /// The transaction sets that are delivered; all others are skipped as a whole with a finding.
    pub supported: &'static [Supported],
    /// Deliver supported sets of any version; each gives a finding that names its version.
    pub any_version: bool,
    /// Limits.
    pub limits: Limits,
}

/// One step through the envelope.
#[derive(Debug)]
#[non_exhaustive]
pub enum Frame<'a, 'i> {
    /// An interchange begins.
    Interchange(&'i InterchangeHeader),
    /// TA1: the answer to an interchange, between ISA and GS.
    Acknowledgment(Segment<'a, 'i>),
    /// A functional group begins.
    Group(&'i GroupHeader),
    /// The next part of a supported transaction set; the first one begins with ST.
    Unit(Unit<'a, 'i>),
    /// A supported transaction set ends. `complete` is false where its SE is missing.
    TransactionEnd {
        /// SE was there.
        complete: bool,
    },
    /// A transaction set was skipped as a whole; a finding names it.
    Skipped(&'i TransactionHeader),
    /// A functional group ends.
    GroupEnd,
    /// An interchange ends.
    InterchangeEnd,
}

/// Segments of a transaction set that belong together, such as a claim with its lines.
#[derive(Clone, Copy)]
pub struct Unit<'a, 'i> {
    pub(super) window: &'a [u8],
    pub(super) frames: &'i Frames,
}

impl<'a, 'i> Unit<'a, 'i> {
    /// How many segments it has: at least one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.frames.lexer.unit().len()
    }

    /// Never true: a unit has at least the segment that begins it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.frames.lexer.unit().is_empty()
    }

    /// Segment `at`, counted from 0.
    #[must_use]
    #[inline]
    pub fn segment(&self, at: usize) -> Option<Segment<'a, 'i>> {
        let found = self.frames.lexer.unit().get(at)?;
        let ordinal = self
            .frames
            .ordinal
            .saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        Some(self.frames.lexer.view(self.window, found, ordinal))
    }

    /// The identifier of segment `at`, counted from 0.
    #[must_use]
    pub fn tag(&self, at: usize) -> Option<Tag> {
        self.frames.lexer.unit().get(at).map(|found| found.tag)
    }

    /// All that reading its segments in order takes.
    pub(crate) fn parts(&self) -> (&'i [SegmentRef], Views<'a, 'i>, u32) {
        let lexer = &self.frames.lexer;
        (lexer.unit(), lexer.views(self.window), self.frames.ordinal)
    }

    /// The segments that begin units in this transaction set.
    #[must_use]
    pub const fn starts(&self) -> &'static [Tag] {
        self.frames.starts
    }

    /// Where it stands in the file.
    #[must_use]
    pub fn span(&self) -> Span {
        let unit = self.frames.lexer.unit();
        match (unit.first(), unit.last()) {
            (Some(first), Some(last)) => Span::new(
                self.frames.lexer.position_of(first.start),
                self.frames.lexer.position_of(last.end),
            ),
            _ => Span::default(),
        }
    }

    /// The interchange that it belongs to.
    #[must_use]
    pub const fn interchange(&self) -> &'i InterchangeHeader {
        &self.frames.interchange
    }

    /// The group that it belongs to; all values empty where GS is missing.
    #[must_use]
    pub const fn group(&self) -> &'i GroupHeader {
        &self.frames.group
    }

    /// The transaction set that it belongs to.
    #[must_use]
    pub const fn transaction(&self) -> &'i TransactionHeader {
        &self.frames.transaction
    }
}

impl std::fmt::Debug for Unit<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Unit({:?} with {} segments)", self.tag(0), self.len())
    }
}
