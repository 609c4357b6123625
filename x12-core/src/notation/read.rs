//! Reading loops: which line a segment belongs to, and what becomes of one that belongs to none.

use crate::{
    Detail, Diagnostic, Error, Findings, Limits, Missing, Place, Rule, Segment, Severity,
    Situation, Span, Tag, Unit,
    lexer::{SegmentRef, Views},
    notation::{
        check::check_segment,
        slots::{Node, SegmentRecord, Slot},
        spec::{Guide, Item, LineSpec, LoopSpec, RejectedLoop, known_elements, line_of},
    },
    rules,
    segment::RawSegment,
};

/// What reading knows besides the segments: where findings go, the guide, and what to check.
#[derive(Debug)]
pub struct Context<'c> {
    /// Where findings go.
    pub findings: &'c mut Findings,
    guide: &'static Guide,
    transaction: u32,
    /// Check every element against the guide, also those that could be read.
    elements: bool,
    depth_left: usize,
    too_deep: Option<Place>,
    /// Segments that begin units of their own: a loop whose children come that way does not miss them.
    apart: &'static [Tag],
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

    /// Fails once where loops were nested deeper than the limit.
    ///
    /// # Errors
    ///
    /// [`Error::Limit`] where they were.
    pub fn check_depth(&mut self, limits: &Limits) -> Result<(), Error> {
        self.take_too_deep().map_or(Ok(()), |place| {
            Err(Error::Limit {
                rule: &rules::LIMIT_DEPTH,
                limit: limits.depth,
                place,
            })
        })
    }

    /// Reads a segment by its struct; everything in it that was not understood becomes a finding.
    #[inline]
    pub fn read_segment<'a, T: SegmentRecord<'a>>(
        &mut self,
        segment: &Segment<'a, '_>,
        line: &'static LineSpec,
        loop_id: &'static str,
    ) -> Option<T> {
        let mut clean = true;
        let value = T::read(segment, &mut clean);
        if self.elements || !clean || value.is_none() {
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

    const fn position(&self) -> usize {
        self.at
    }

    /// Segment `at` of the unit.
    fn at(&self, at: usize) -> Option<Segment<'a, 'i>> {
        let found = self.segments.get(at)?;
        let ordinal = self.ordinal.wrapping_add(u32::try_from(at).unwrap_or(0));
        Some(self.views.view(found, ordinal))
    }
}

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

/// What became of reading a node.
#[derive(Debug)]
pub enum Outcome<'a, T> {
    /// It was read.
    Read(T),
    /// The segment could not be read; the slot is broken and stays taken.
    Unmatched(RawSegment<'a>),
    /// The first segment of a loop could not be read; the slot is broken and stays taken.
    Rejected(RejectedLoop<'a>),
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

    /// Reads the first segment.
    fn open(
        segment: &Segment<'a, '_>,
        line: &'static LineSpec,
        context: &mut Context<'_>,
    ) -> Option<Self>;

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

/// Reads a whole unit as one loop.
///
/// # Errors
///
/// The unit's segments where the first of them cannot be read.
pub fn read_unit<'a, L: LoopNode<'a>>(
    unit: Unit<'a, '_>,
    context: &mut Context<'_>,
) -> Result<L, RejectedLoop<'a>> {
    let mut cursor = Cursor::new(unit);
    context.apart = unit.starts();
    let nothing = |segments| RejectedLoop {
        loop_id: L::LOOP.id.into(),
        span: unit.span(),
        segments,
    };
    let Some(first) = cursor.segment() else {
        return Err(nothing(Vec::new()));
    };
    match read_loop(
        &first,
        &mut cursor,
        context,
        line_of(L::LOOP.lines, 0),
        &mut Root,
    ) {
        Outcome::Read(read) => Ok(read),
        Outcome::Rejected(rejected) => Err(rejected),
        Outcome::Unmatched(segment) => Err(nothing(vec![segment])),
    }
}

/// Sets a whole unit aside.
#[must_use]
pub fn reject_unit<'a>(unit: Unit<'a, '_>, loop_id: &'static str) -> RejectedLoop<'a> {
    RejectedLoop {
        loop_id: loop_id.into(),
        span: unit.span(),
        segments: (0..unit.len())
            .filter_map(|at| unit.segment(at))
            .map(|segment| segment.to_raw())
            .collect(),
    }
}

/// Reads a loop from the cursor, whose present segment is its first, up to a segment that an ancestor begins a loop with.
pub fn read_loop<'a, L: LoopNode<'a>>(
    first: &Segment<'a, '_>,
    cursor: &mut Cursor<'a, '_>,
    context: &mut Context<'_>,
    line: &'static LineSpec,
    host: &mut dyn Host<'a>,
) -> Outcome<'a, L> {
    let from = cursor.position();
    if context.depth_left == 0 {
        let place = context.place(first, L::LOOP.id);
        context.too_deep.get_or_insert(place);
        return Outcome::Rejected(reject(cursor, from, L::LOOP.id, host));
    }
    let Some(mut this) = L::open(first, line, context) else {
        let place = context.place(first, L::LOOP.id);
        context.push(&rules::REJECTED_LOOP, place, line.label, Detail::None);
        return Outcome::Rejected(reject(cursor, from, L::LOOP.id, host));
    };
    context.depth_left = context.depth_left.saturating_sub(1);
    cursor.step();
    let mut state = State {
        seen: 1,
        position: 0,
    };
    // The last segment of the loop: one that an ancestor took back is none of it.
    let mut last = from;
    while let Some(segment) = cursor.segment() {
        if !this.place(&segment, cursor, context, &mut state, host) {
            if host.starts(&segment) {
                break;
            }
            if host.take_back(&segment, cursor, context) {
                continue;
            }
            let place = context.place(&segment, L::LOOP.id);
            context.push(&rules::UNEXPECTED_SEGMENT, place, "", Detail::None);
            this.unmatched().push(segment.to_raw());
            cursor.step();
        }
        last = cursor.position().saturating_sub(1);
    }
    let end = cursor.at(last).map_or(first.span().end, |of| of.span().end);
    this.set_span(Span::new(first.span().start, end));
    context.depth_left = context.depth_left.saturating_add(1);
    if L::REQUIRED & !state.seen != 0 {
        let own = (from..=last).filter_map(|at| cursor.at(at));
        report_missing(&L::LOOP, state.seen, first, own, context);
    }
    Outcome::Read(this)
}

/// Sets aside everything up to the next segment that an ancestor begins a loop with.
#[cold]
fn reject<'a>(
    cursor: &mut Cursor<'a, '_>,
    from: usize,
    loop_id: &'static str,
    host: &dyn Host<'a>,
) -> RejectedLoop<'a> {
    let mut segments = Vec::new();
    while let Some(segment) = cursor.segment() {
        if cursor.position() > from && host.starts(&segment) {
            break;
        }
        segments.push(segment.to_raw());
        cursor.step();
    }
    let start = segments.first().map_or(0, |segment| segment.span().start);
    let end = segments.last().map_or(0, |segment| segment.span().end);
    RejectedLoop {
        loop_id: loop_id.into(),
        span: Span::new(start, end),
        segments,
    }
}

#[cold]
fn report_missing<'a, 'i>(
    spec: &LoopSpec,
    seen: u128,
    first: &Segment<'a, 'i>,
    own: impl Iterator<Item = Segment<'a, 'i>> + Clone,
    context: &mut Context<'_>,
) {
    let mut bit = 1_u128;
    for line in spec.lines {
        if line.usage == crate::notation::Usage::R
            && seen & bit == 0
            && !context.apart.contains(&line.tag)
        {
            let place = context.place(first, spec.id);
            let missing = Missing {
                segment: line.tag,
                ordinal: place_of_missing(spec, line.position, own.clone()),
            };
            let finding = Diagnostic::new(&rules::MISSING_SEGMENT, place)
                .with(Detail::Expected(line.label))
                .within(Situation {
                    missing: Some(missing),
                    trigger: None,
                });
            context.add(finding, line.label);
        }
        bit = bit.wrapping_shl(1);
    }
}

/// Where a segment of a loop should stand that is not there, by its `position` in the guide: the number of the first of
/// the loop's segments that the guide has behind it, or the number behind the last one. `own` are the loop's segments,
/// the one that opens it first.
#[must_use]
pub fn place_of_missing<'a, 'i>(
    spec: &LoopSpec,
    position: u16,
    own: impl Iterator<Item = Segment<'a, 'i>>,
) -> u32 {
    let mut last = 0;
    for (at, segment) in own.enumerate() {
        let behind = |line: &'static LineSpec| line.position > position && line.takes(&segment);
        if at > 0 && lines(spec).any(behind) {
            return segment.ordinal();
        }
        last = segment.ordinal();
    }
    last.saturating_add(1)
}

/// Fills one line of a loop with the cursor's segment, or with the loop that it begins. Used by the macros.
///
/// `this` gives the loop back to its children as their host; `slot` finds the field in it.
#[doc(hidden)]
#[inline]
#[allow(
    clippy::too_many_arguments,
    reason = "called by macros alone; a struct of them would cost on each segment"
)]
pub fn fill<'a, L: LoopNode<'a>, S: Slot<'a>>(
    this: &mut L,
    slot: impl Fn(&mut L) -> &mut S,
    at: u32,
    line: &'static LineSpec,
    segment: &Segment<'a, '_>,
    cursor: &mut Cursor<'a, '_>,
    context: &mut Context<'_>,
    state: &mut State,
    host: &mut dyn Host<'a>,
) {
    let bit = 1_u128.wrapping_shl(at);
    if line.position < state.position {
        let place = context.place(segment, L::LOOP.id);
        context.push(&rules::OUT_OF_ORDER, place, line.label, Detail::None);
    }
    state.position = line.position;
    if !S::REPEATS && state.seen & bit != 0 {
        repeated(this, line, segment, cursor, context, state, host);
        return;
    }
    state.seen |= bit;
    let outcome = S::Node::read_node(
        segment,
        cursor,
        context,
        line,
        L::LOOP.id,
        &mut Opened { this, state, host },
    );
    match outcome {
        Outcome::Read(value) => {
            let slot = slot(this);
            slot.put(value);
            if S::REPEATS && line.max != u16::MAX && slot.count() > usize::from(line.max) {
                let place = context.place(segment, L::LOOP.id);
                let found = u64::try_from(slot.count()).unwrap_or(u64::MAX);
                context.push(
                    &rules::TOO_MANY_REPEATS,
                    place,
                    line.label,
                    Detail::Count {
                        expected: u64::from(line.max),
                        found,
                    },
                );
            }
        }
        Outcome::Unmatched(segment) => this.unmatched().push(segment),
        Outcome::Rejected(rejected) => this.rejected().push(rejected),
    }
}

/// A second one where the guide has room for one: a segment is unmatched, a loop is set aside with all its segments.
#[cold]
fn repeated<'a, L: LoopNode<'a>>(
    this: &mut L,
    line: &'static LineSpec,
    segment: &Segment<'a, '_>,
    cursor: &mut Cursor<'a, '_>,
    context: &mut Context<'_>,
    state: &mut State,
    host: &mut dyn Host<'a>,
) {
    let place = context.place(segment, L::LOOP.id);
    context.push(&rules::REPEATED_SEGMENT, place, line.label, Detail::None);
    match line.item {
        Item::Segment(_) => {
            this.unmatched().push(segment.to_raw());
            cursor.step();
        }
        Item::Loop(of) => {
            let from = cursor.position();
            let rejected = reject(cursor, from, of.id, &Opened { this, state, host });
            this.rejected().push(rejected);
        }
    }
}

/// Reads the cursor's segment. Used by the macros.
#[doc(hidden)]
#[inline]
pub fn read_segment_node<'a, T: SegmentRecord<'a>>(
    segment: &Segment<'a, '_>,
    cursor: &mut Cursor<'a, '_>,
    context: &mut Context<'_>,
    line: &'static LineSpec,
    loop_id: &'static str,
) -> Outcome<'a, T> {
    cursor.step();
    match context.read_segment(segment, line, loop_id) {
        Some(value) => Outcome::Read(value),
        None => Outcome::Unmatched(segment.to_raw()),
    }
}
