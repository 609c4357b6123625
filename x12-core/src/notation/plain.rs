//! A quick look at a segment that was understood: nearly all are as the guide says, and those need no search for what is
//! wrong. What is wrong with the others is found by [`check`](super::check) alone.

use crate::{
    Segment,
    notation::{
        check::is_listed,
        spec::{ElementSpec, ElementUse, Kind, LineSpec, SegmentSpec, Shape, Usage},
    },
    segments::Period,
};

/// True where the full check would surely find nothing. For segments of which every value was read and no element is
/// unknown: numbers, dates and times of typed fields are not read a second time.
pub(crate) fn is_plain(
    segment: &Segment<'_, '_>,
    spec: &SegmentSpec,
    line: &'static LineSpec,
) -> bool {
    let look = Look {
        segment,
        line,
        odd: segment.has_odd_bytes(),
    };
    let len = segment.len();
    if segment.element(len).is_empty() {
        return false;
    }
    let mut present = 0_u64;
    for row in spec.elements {
        let number = usize::from(row.number);
        // Behind the segment's end, only what is required can be missed.
        if number > len && row.usage != Usage::R && line.uses.is_empty() {
            continue;
        }
        let raw = segment.element(number);
        present |= u64::from(!raw.is_empty()).wrapping_shl(u32::from(row.number));
        let fine = match row.shape {
            Shape::Simple => look.value(row, look.use_of(row.number), raw, number),
            Shape::Composite(parts) => look.composite(row, number, parts),
            Shape::Group { times, fields } => look.group(row, number, times, fields),
            Shape::Repeated { .. } => false,
        };
        if !fine {
            return false;
        }
    }
    let is_there = |element: u8| present & 1_u64.wrapping_shl(u32::from(element)) != 0;
    spec.notes
        .iter()
        .all(|note| note.broken_at(is_there).is_none())
}

struct Look<'s, 'a, 'i> {
    segment: &'s Segment<'a, 'i>,
    line: &'static LineSpec,
    /// The segment holds bytes that need a second look.
    odd: bool,
}

impl Look<'_, '_, '_> {
    #[inline]
    fn use_of(&self, element: u8) -> Option<&'static ElementUse> {
        if self.line.uses.is_empty() {
            None
        } else {
            self.line.use_of(element, 0)
        }
    }

    #[inline]
    fn value(
        &self,
        row: &ElementSpec,
        of: Option<&'static ElementUse>,
        raw: &[u8],
        number: usize,
    ) -> bool {
        let usage = of.map_or(row.usage, |of| of.usage);
        let ([first, ..], [.., last]) = (raw, raw) else {
            return usage != Usage::R;
        };
        let grammar = match row.kind {
            Kind::AN | Kind::ID => true,
            Kind::R | Kind::N0 | Kind::DT | Kind::TM => row.typed,
            Kind::Period => Period::is_dates(self.segment.element(number.wrapping_sub(1)), raw),
            Kind::Composite | Kind::Group => false,
        };
        let codes = of.and_then(|of| of.codes).unwrap_or(row.codes);
        grammar
            && usage != Usage::N
            && *first != b' '
            && *last != b' '
            && raw.len() >= usize::from(row.min)
            && raw.len() <= usize::from(row.max)
            && (codes.is_empty() || is_listed(raw, codes))
            && !(self.odd && self.segment.is_odd_at(raw))
    }

    fn composite(&self, row: &ElementSpec, number: usize, parts: &'static [ElementSpec]) -> bool {
        let raw = self.segment.element(number);
        let element = u8::try_from(number).unwrap_or(0);
        let usage = self.use_of(element).map_or(row.usage, |of| of.usage);
        if raw.is_empty() {
            return usage != Usage::R;
        }
        if usage == Usage::N {
            return false;
        }
        let of = |part: &ElementSpec| self.line.use_of(element, part.number);
        let mut rows = parts.iter();
        let mut components = self.segment.components(raw);
        for component in 1_u8.. {
            let Some(part) = components.next() else {
                break;
            };
            let fine = match rows.next() {
                // Composites without one of their components are left to the full check.
                Some(row) => row.number == component && self.value(row, of(row), part, number),
                None => false,
            };
            if !fine {
                return false;
            }
        }
        // A separator at the end stands behind nothing.
        let ends = raw.last() != Some(&self.segment.delimiters().component());
        ends && rows.all(|row| of(row).map_or(row.usage, |of| of.usage) != Usage::R)
    }

    fn group(
        &self,
        row: &ElementSpec,
        number: usize,
        times: u8,
        fields: &'static [ElementSpec],
    ) -> bool {
        let mut base = number;
        for group in 0..times {
            if group > 0 && base > self.segment.len() {
                break;
            }
            let filled = (base..)
                .take(fields.len())
                .any(|at| !self.segment.element(at).is_empty());
            // One that is missing may be required here.
            if !filled && group == 0 && (row.usage == Usage::R || !self.line.uses.is_empty()) {
                return false;
            }
            for (of, at) in fields.iter().zip(base..) {
                let raw = self.segment.element(at);
                let fine = !filled
                    || match of.shape {
                        Shape::Composite(parts) => self.composite(of, at, parts),
                        _ => {
                            let element = u8::try_from(at).unwrap_or(0);
                            self.value(of, self.use_of(element), raw, at)
                        }
                    };
                if !fine {
                    return false;
                }
            }
            base = base.wrapping_add(fields.len());
        }
        true
    }
}
