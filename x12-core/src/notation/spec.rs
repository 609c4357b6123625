//! What the notation says, as data: the source of structural findings, acknowledgements and audits.

use super::derived::{MOST_ELEMENTS, bit_of, qualifier_key};
use crate::{Place, Rule, Segment, Span, Tag, segment::RawSegment};

/// Whether something must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// Required.
    R,
    /// Situational: required under a condition, else absent.
    S,
    /// Not used.
    N,
}

/// The type of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    AN,
    /// Code.
    ID,
    /// Date, CCYYMMDD (or YYMMDD where six long).
    DT,
    /// Time.
    TM,
    /// Decimal.
    R,
    /// Whole number.
    N0,
    /// Date or range of dates, in the form that the element before it names: text, in guides.
    Period,
    /// Several components.
    Composite,
    /// A group of elements that repeats within the segment.
    Group,
}

/// True where an element of type `kind` that was read into a field which holds nothing but `field` needs no second look.
#[must_use]
pub const fn holds(kind: Kind, field: Kind) -> bool {
    matches!(
        (kind, field),
        (Kind::AN | Kind::ID, _)
            | (Kind::R, Kind::R)
            | (Kind::N0, Kind::N0)
            | (Kind::DT, Kind::DT)
            | (Kind::TM, Kind::TM)
    )
}

/// Dates of the envelope are that long: two digits for the year.
pub(crate) const SHORT_DATE: u16 = 6;

/// A written amount (an R element of up to 18 digits) has at most ten digits: X12 interpretation 2164.
const AMOUNT_DIGITS: usize = 10;
const AMOUNT_MAX: usize = 18;

/// The longest that an element whose maximum in the guide is `max` may be written.
#[must_use]
pub(crate) const fn written_length(kind: Kind, max: usize) -> usize {
    if matches!(kind, Kind::R) && max == AMOUNT_MAX {
        AMOUNT_DIGITS
    } else {
        max
    }
}

/// One element, or one component of a composite.
#[derive(Debug, Clone, Copy)]
pub struct ElementSpec {
    /// As in guides, such as `CLP04`; for components their number.
    pub name: &'static str,
    /// Element number in the segment, or component number in the composite.
    pub number: u8,
    /// The field of the struct.
    pub field: &'static str,
    /// Whether it must be there.
    pub usage: Usage,
    /// Its type.
    pub kind: Kind,
    /// Shortest length.
    pub min: u16,
    /// Longest length.
    pub max: u16,
    /// Allowed codes; empty where there is no list in the guide.
    pub codes: &'static [&'static str],
    /// Components or grouped elements.
    pub shape: Shape,
}

/// What an element is made of.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One value.
    Simple,
    /// Components.
    Composite(&'static [ElementSpec]),
    /// `times` groups of elements, the first of which begins at the element's number.
    Group {
        /// How many groups there may be.
        times: u8,
        /// The elements of one group, numbered from 1.
        fields: &'static [ElementSpec],
    },
    /// Components, up to `times` times over within the element.
    Repeated {
        /// How many repetitions there may be.
        times: u8,
        /// The components of each.
        parts: &'static [ElementSpec],
    },
}

/// A condition between elements of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// What kind.
    pub kind: NoteKind,
    /// The elements; zeros behind the last one.
    pub elements: [u8; 4],
    /// One bit for each of them.
    pub mask: u64,
}

impl Note {
    /// The element where the condition does not hold: one that is missing, or one that is there and may not be.
    pub fn broken_at(&self, is_there: impl Fn(u8) -> bool) -> Option<u8> {
        let is_there = |element: u8| element > 0 && is_there(element);
        let [first, others @ ..] = self.elements;
        let others = || others.into_iter().filter(|element| *element > 0);
        let all = || self.elements.into_iter().filter(|element| *element > 0);
        match self.kind {
            NoteKind::Paired if all().any(is_there) => all().find(|element| !is_there(*element)),
            NoteKind::Required => (!all().any(is_there)).then_some(first),
            NoteKind::Exclusive if is_there(first) => others().find(|element| is_there(*element)),
            NoteKind::Conditional if is_there(first) => {
                others().find(|element| !is_there(*element))
            }
            NoteKind::ListConditional if is_there(first) && !others().any(is_there) => {
                others().next()
            }
            _ => None,
        }
    }

    /// True where the condition holds in a segment that has these elements, one bit for each.
    #[inline]
    pub(crate) fn holds(&self, elements: u64) -> bool {
        let there = elements & self.mask;
        match self.kind {
            NoteKind::Required => there != 0,
            NoteKind::Exclusive => there.count_ones() < 2,
            _ if there == 0 || there == self.mask => true,
            _ => {
                let is_there = |element| elements & bit_of(element) != 0;
                self.broken_at(is_there).is_none()
            }
        }
    }
}

/// Kinds of conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// P: all or none.
    Paired,
    /// R: at least one.
    Required,
    /// E: at most one.
    Exclusive,
    /// C: if the first, then all others.
    Conditional,
    /// L: if the first, then at least one of the others.
    ListConditional,
}

/// A segment with all elements that any of its uses has.
#[derive(Debug, Clone, Copy)]
pub struct SegmentSpec {
    /// The identifier.
    pub tag: Tag,
    /// The elements in order; numbers that are left out are not used.
    pub elements: &'static [ElementSpec],
    /// Conditions between elements.
    pub notes: &'static [Note],
}

/// What differs for one use of a segment.
#[derive(Debug, Clone, Copy)]
pub struct ElementUse {
    /// Element number.
    pub element: u8,
    /// Component number, or 0.
    pub component: u8,
    /// Usage here.
    pub usage: Usage,
    /// Codes here; `None` where the segment's own list holds.
    pub codes: Option<&'static [&'static str]>,
    /// These codes as numbers, as [`qualifier_key`] makes them.
    pub keys: &'static [u32],
}

/// Which values of an element make a segment this line's.
#[derive(Debug, Clone, Copy)]
pub struct Qualifier {
    /// The element; 1 in most segments.
    pub element: u8,
    /// The component of that element; 0 where the element has none.
    pub component: u8,
    /// Its values; empty where the identifier alone decides.
    pub values: &'static [&'static str],
    /// These values as numbers, as [`qualifier_key`] makes them.
    pub keys: &'static [u32],
}

/// One line of a loop.
#[derive(Debug, Clone, Copy)]
pub struct LineSpec {
    /// Position in the guide. Lines of the same position have no order among themselves.
    pub position: u16,
    /// Whether it must be there.
    pub usage: Usage,
    /// How often it may be there; `u16::MAX` for any number.
    pub max: u16,
    /// The segment, or the first segment of the loop.
    pub tag: Tag,
    /// Segment and qualifiers in short, such as `NM1*QC`.
    pub label: &'static str,
    /// Which of the segments with this identifier.
    pub qualifier: Qualifier,
    /// The field of the struct.
    pub field: &'static str,
    /// What differs for this use: by element, in order.
    pub uses: &'static [ElementUse],
    /// Where in `uses` each element begins; past their end for one of which nothing differs.
    pub first_uses: [u8; MOST_ELEMENTS],
    /// One bit for each element of one value that is required here.
    pub required: u64,
    /// One bit for each element that is not used here, though the segment has it.
    pub unused: u64,
    /// One bit for each element of which codes or parts differ here.
    pub special: u64,
    /// The segment or the loop.
    pub item: Item,
}

impl LineSpec {
    /// What differs here for an element or component.
    #[must_use]
    pub fn use_of(&self, element: u8, component: u8) -> Option<&'static ElementUse> {
        let first = *self.first_uses.get(usize::from(element))?;
        self.uses
            .get(usize::from(first)..)?
            .iter()
            .take_while(|of| of.element == element)
            .find(|of| of.component == component)
    }

    /// True for a line that the segment belongs to.
    #[must_use]
    pub fn takes(&self, segment: &Segment<'_, '_>) -> bool {
        let of = &self.qualifier;
        self.tag == segment.tag()
            && (of.values.is_empty() || {
                let key = segment.qualifier_part(of.element, of.component);
                of.values
                    .iter()
                    .any(|allowed| match qualifier_key(allowed) {
                        0 => segment.reads(of.element, of.component, allowed),
                        allowed => allowed == key,
                    })
            })
    }
}

/// What stands on a line.
#[derive(Debug, Clone, Copy)]
pub enum Item {
    /// A segment.
    Segment(&'static SegmentSpec),
    /// A loop, which begins with this segment.
    Loop(&'static LoopSpec),
}

impl Item {
    /// The segment, or the first segment of the loop.
    #[must_use]
    pub const fn segment(&self) -> Option<&'static SegmentSpec> {
        match self {
            Self::Segment(segment) => Some(segment),
            Self::Loop(of) => match of.lines {
                [first, ..] => first.item.segment(),
                [] => None,
            },
        }
    }
}

/// A loop: its first line opens it.
#[derive(Debug, Clone, Copy)]
pub struct LoopSpec {
    /// The guide's name, such as `2100`.
    pub id: &'static str,
    /// The struct that holds it.
    pub name: &'static str,
    /// Its lines.
    pub lines: &'static [LineSpec],
}

/// A deviation that is only a warning in a guide.
#[derive(Debug, Clone, Copy)]
pub struct Tolerance {
    /// The rule.
    pub rule: &'static Rule,
    /// The loop, or empty for every loop.
    pub loop_id: &'static str,
    /// The line's label (`PER*BL`) or the element (`CLP06`); empty for every one.
    pub what: &'static str,
    /// Why it is tolerated.
    pub reason: &'static str,
}

/// A guide as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Guide {
    /// Its name, such as `005010X221A1`.
    pub id: &'static str,
    /// ST01.
    pub set: &'static str,
    /// Its top loops in order.
    pub loops: &'static [&'static LoopSpec],
    /// What is only a warning here.
    pub tolerated: &'static [Tolerance],
    /// The box of the paper form that a place stands for, where the guide has a paper form.
    pub form_box: Option<fn(&Place) -> Option<&'static str>>,
}

/// A loop that could not be read: its first segment lacks a value that it cannot do without.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RejectedLoop<'a> {
    /// The loop, such as `2100`.
    pub loop_id: std::borrow::Cow<'static, str>,
    /// Where all of it stands.
    pub span: Span,
    /// Its segments, the unreadable one first.
    pub segments: Vec<RawSegment<'a>>,
}

impl RejectedLoop<'_> {
    /// The same with its own copy of the bytes.
    #[must_use]
    pub fn into_owned(self) -> RejectedLoop<'static> {
        RejectedLoop {
            loop_id: self.loop_id,
            span: self.span,
            segments: self
                .segments
                .into_iter()
                .map(RawSegment::into_owned)
                .collect(),
        }
    }
}
