//! What reading knows besides the segments, and how findings get their places.

use crate::{
    Detail, Diagnostic, Error, Findings, Limits, Place, Rule, Segment, Severity, Tag, Unit,
    notation::{
        check::check_segment,
        derived::known_elements,
        plain::{Seen, is_plain},
        slots::SegmentRecord,
        spec::{Guide, LineSpec},
    },
    rules,
};

/// Bytes of memory that each byte of a unit may take: honest ones take less than that in the long run.
const MEMORY_OF_A_BYTE: usize = 16;

/// What reading knows besides the segments: where findings go, the guide, and what to check.
#[derive(Debug)]
pub struct Context<'c> {
    /// Where findings go.
    pub findings: &'c mut Findings,
    guide: &'static Guide,
    transaction: u32,
    /// Check every element against the guide, also those that could be read.
    elements: bool,
    pub(super) depth_left: usize,
    pub(super) too_deep: Option<Place>,
    loop_memory: usize,
    /// What repeating parts of the unit may still take.
    memory_left: usize,
    /// The unit that takes too much.
    too_large: Option<Place>,
    /// Segments that begin units of their own: a loop whose children come that way does not miss them.
    pub(super) apart: &'static [Tag],
}

impl<'c> Context<'c> {
    /// Reads transaction set number `transaction` of a file by `guide`.
    pub fn new(
        findings: &'c mut Findings,
        guide: &'static Guide,
        transaction: u32,
        elements: bool,
        limits: &Limits,
    ) -> Self {
        Self {
            findings,
            guide,
            transaction,
            elements,
            depth_left: limits.depth,
            too_deep: None,
            loop_memory: limits.loop_memory,
            memory_left: limits.loop_memory,
            too_large: None,
            apart: &[],
        }
    }

    /// The place of a whole segment.
    #[must_use]
    pub fn place(&self, segment: &Segment<'_, '_>, loop_id: &'static str) -> Place {
        Place {
            guide: self.guide.id,
            loop_id,
            segment: Some(segment.tag()),
            transaction: self.transaction,
            ordinal: segment.ordinal(),
            span: segment.span(),
            ..Place::default()
        }
    }

    /// The place of an element (`component` and `repetition` may be 0), given its bytes.
    #[must_use]
    pub fn element_place(
        &self,
        segment: &Segment<'_, '_>,
        loop_id: &'static str,
        number: usize,
        part: &[u8],
        component: u8,
    ) -> Place {
        let span = if part.is_empty() {
            segment.element_span(number)
        } else {
            segment.span_of(part)
        };
        Place {
            element: u16::try_from(number).unwrap_or(u16::MAX),
            component: u16::from(component),
            span,
            ..self.place(segment, loop_id)
        }
    }

    /// The place of element `element` of segment `at` of a unit; of the whole segment where `element` is 0.
    #[must_use]
    pub fn place_in(
        &self,
        unit: Unit<'_, '_>,
        at: usize,
        element: usize,
        loop_id: &'static str,
    ) -> Place {
        match unit.segment(at) {
            Some(segment) if element > 0 => {
                self.element_place(&segment, loop_id, element, segment.element(element), 0)
            }
            Some(segment) => self.place(&segment, loop_id),
            None => Place::default(),
        }
    }

    /// Adds a finding; the guide may tolerate it.
    #[cold]
    pub fn push(&mut self, rule: &'static Rule, place: Place, what: &str, detail: Detail) {
        self.add(Diagnostic::new(rule, place).with(detail), what);
    }

    /// As [`push`](Self::push), for a finding that says more than rule, place and detail.
    #[cold]
    pub fn add(&mut self, mut diagnostic: Diagnostic, what: &str) {
        let place = diagnostic.place;
        let tolerated = |t: &&crate::notation::Tolerance| {
            t.rule == diagnostic.rule
                && (t.loop_id.is_empty() || t.loop_id == place.loop_id)
                && (t.what.is_empty() || t.what == what)
        };
        diagnostic.form_box = self.guide.form_box.and_then(|of| of(&place));
        if self.guide.tolerated.iter().any(|t| tolerated(&t)) {
            diagnostic.severity = diagnostic.severity.min(Severity::Warning);
        }
        self.findings.push(diagnostic);
    }

    /// Where loops were nested deeper than the limit, once.
    pub fn take_too_deep(&mut self) -> Option<Place> {
        self.too_deep.take()
    }

    /// A unit of so many bytes is read from here on.
    pub(super) fn begin_unit(&mut self, bytes: u64) {
        let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
        let more = bytes.saturating_mul(MEMORY_OF_A_BYTE);
        self.memory_left = self.loop_memory.saturating_add(more);
    }

    /// Takes memory for something that repeats; false where the unit has taken too much.
    #[inline]
    pub(super) fn takes(
        &mut self,
        bytes: usize,
        segment: &Segment<'_, '_>,
        loop_id: &'static str,
    ) -> bool {
        match self.memory_left.checked_sub(bytes) {
            Some(left) => {
                self.memory_left = left;
                true
            }
            None => {
                self.too_large = Some(self.place(segment, loop_id));
                false
            }
        }
    }

    /// Fails once where loops of the unit were nested deeper than the limit, or took more memory.
    ///
    /// # Errors
    ///
    /// [`Error::Limit`] where they did.
    pub fn check_limits(&mut self, limits: &Limits) -> Result<(), Error> {
        let passed = |rule, limit, place| Error::Limit { rule, limit, place };
        if let Some(place) = self.take_too_deep() {
            return Err(passed(&rules::LIMIT_DEPTH, limits.depth, place));
        }
        if let Some(place) = self.too_large.take() {
            return Err(passed(&rules::LIMIT_LOOP_MEMORY, limits.loop_memory, place));
        }
        Ok(())
    }

    /// Reads a segment by its struct; everything in it that was not understood becomes a finding.
    #[inline]
    pub fn read_segment<'a, T: SegmentRecord<'a>>(
        &mut self,
        segment: &Segment<'a, '_>,
        line: &'static LineSpec,
        loop_id: &'static str,
    ) -> Option<T> {
        let mut seen = Seen::nothing(self.elements);
        let value = T::read(segment, &mut seen);
        let understood = seen.clean && value.is_some();
        if !understood || (self.elements && !(seen.plain && is_plain(segment, &T::SPEC, line))) {
            let before = self.findings.total();
            check_segment(
                segment,
                &T::SPEC,
                const { known_elements(T::SPEC.elements) },
                line,
                loop_id,
                self,
            );
            if value.is_none() && self.findings.total() == before {
                let place = self.place(segment, loop_id);
                self.push(&rules::UNREADABLE_SEGMENT, place, line.label, Detail::None);
            }
        }
        value
    }
}
