//! What every value passes on its way into a segment.

use crate::{
    Refusal, Written,
    notation::{ElementSpec, Fit},
};

/// Where the parts of a composite or of a group go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Components of this element.
    Component(u16),
    /// Elements, the first of which is this one.
    Group(u16),
}

impl Position {
    /// The element that a part stands in.
    #[must_use]
    #[inline]
    pub fn element(self, part: &ElementSpec) -> u16 {
        match self {
            Self::Component(number) => number,
            Self::Group(first) => first.wrapping_add(u16::from(part.number)).wrapping_sub(1),
        }
    }
}

/// Whether something may be written. It is asked for every value, so what is refused stands apart.
pub type Put = Result<(), Box<Refusal>>;

/// A value as it is written, with the length that counts.
pub(crate) type Value<'v> = Option<(Written<'v>, usize)>;

/// A segment being put together: what the structs of the notation write themselves to. There are two. The quick one takes
/// a segment that is as the guide says and cannot say what is wrong with another; the full one says that.
pub trait Gate {
    /// Writes an element. One that is missing shows at the end of the segment, or with the first refusal behind it: most
    /// elements of most segments are empty.
    ///
    /// # Errors
    ///
    /// [`Refusal`] for a value that may not be written.
    fn element(
        &mut self,
        spec: &'static ElementSpec,
        fit: &'static Fit,
        value: Option<(Written<'_>, usize)>,
    ) -> Put;

    /// Writes a part of a composite or of a group.
    ///
    /// # Errors
    ///
    /// As [`element`](Self::element), and for a part of a group that is missing.
    fn part(
        &mut self,
        position: Position,
        part: &'static ElementSpec,
        fit: &'static Fit,
        value: Option<(Written<'_>, usize)>,
    ) -> Put;

    /// Refuses more groups than the segment has room for, and none where one is required.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where that is so.
    fn check_groups(&mut self, spec: &'static ElementSpec, count: usize, times: u16) -> Put;

    /// Refuses more repetitions than the guide has room for, and none where one is required.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where that is so.
    fn check_repeats(&mut self, spec: &'static ElementSpec, count: usize, times: u16) -> Put;

    /// Begins a repetition of a composite element; `another` where one stands before it.
    ///
    /// # Errors
    ///
    /// [`Refusal`] for another one where the file has no separator of repetitions.
    fn begin_repetition(&mut self, number: u16, another: bool) -> Put;

    /// Ends a repetition: it must hold something.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where it does not, or where a component that is required is missing.
    fn end_repetition(&mut self, spec: &'static ElementSpec) -> Put;

    /// Begins a composite element.
    fn begin_composite(&mut self, number: u16);

    /// Ends the composite: a component that is required may be missing only where all are.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where that is not so.
    fn end_composite(&mut self, spec: &'static ElementSpec) -> Put;
}
