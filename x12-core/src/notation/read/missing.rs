//! Segments that the guide requires and that are not there.

use super::{Context, lines};
use crate::{
    Detail, Diagnostic, Missing, Segment, Situation,
    notation::spec::{LineSpec, LoopSpec},
    rules,
};

#[cold]
pub(super) fn report_missing<'a, 'i>(
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
