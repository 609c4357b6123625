//! A place in a unit.

use crate::{
    Segment, Unit,
    lexer::{SegmentRef, Views},
};

/// Segments of a unit, one after the other.
pub struct Cursor<'a, 'i> {
    segments: &'i [SegmentRef],
    views: Views<'a, 'i>,
    /// Number of the first segment within the transaction set.
    ordinal: u32,
    at: usize,
}

impl std::fmt::Debug for Cursor<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cursor(at {} of {})", self.at, self.segments.len())
    }
}

impl<'a, 'i> Cursor<'a, 'i> {
    /// Stands on the first segment.
    #[must_use]
    pub fn new(unit: Unit<'a, 'i>) -> Self {
        let (segments, views, ordinal) = unit.parts();
        Self {
            segments,
            views,
            ordinal,
            at: 0,
        }
    }

    /// The present segment.
    #[must_use]
    #[inline]
    pub fn segment(&self) -> Option<Segment<'a, 'i>> {
        self.at(self.at)
    }

    /// Steps to the next segment.
    #[inline]
    pub const fn step(&mut self) {
        self.at = self.at.wrapping_add(1);
    }

    /// Leaves the rest of the unit: nothing of it will be delivered.
    #[cold]
    pub(super) const fn leave(&mut self) {
        self.at = self.segments.len();
    }

    #[inline]
    pub(super) const fn position(&self) -> usize {
        self.at
    }

    /// Where segment `at` of the unit ends in the file.
    pub(super) fn end_of(&self, at: usize) -> Option<u64> {
        let found = self.segments.get(at)?;
        Some(self.views.position(found.end))
    }

    /// Segment `at` of the unit.
    #[inline]
    pub(super) fn at(&self, at: usize) -> Option<Segment<'a, 'i>> {
        let found = self.segments.get(at)?;
        let ordinal = self.ordinal.wrapping_add(u32::try_from(at).unwrap_or(0));
        Some(self.views.view(found, ordinal))
    }
}
