//! Where an error lies and what it hangs together with: positions, triggers, and the claim or trace that it belongs to.

use x12_core::{Code, Place, Tag, Text, Unit};

use crate::{
    acknowledge::{AckOptions, element_numbers::element_number, values::unit_value},
    segments::{ContextName, Ctx, ElementPosition, ElementReference},
    view::TRIGGER,
};

const CLM: Tag = Tag::new("CLM");
const TRN: Tag = Tag::new("TRN");

/// IK303 and CTX04 have four characters.
const LONGEST_LOOP: usize = 4;
/// IK401 has two digits for elements and components.
const LAST_ELEMENT: u16 = 99;
/// Sets whose business unit is named by their trace.
const TRACED: &[&str] = &["276", "277", "835"];
/// IK302 and CTX03 have six digits.
pub(super) const LAST_POSITION: u32 = 999_999;

/// Loops have the guide's own numbers; header and summary have none.
pub(super) fn loop_name(loop_id: &'static str) -> Option<Text<'static>> {
    let is_name = |name: &&str| {
        name.len() <= LONGEST_LOOP && name.starts_with(|first: char| first.is_ascii_digit())
    };
    Some(loop_id).filter(is_name).map(Text::from)
}

pub(super) fn position_of(place: &Place) -> Option<ElementPosition> {
    let number = |of: u16| (of > 0).then(|| u64::from(of));
    let fits = place.element <= LAST_ELEMENT && place.component <= LAST_ELEMENT;
    fits.then(|| ElementPosition {
        element: number(place.element),
        component: number(place.component),
        repetition: number(place.repetition),
    })
}

/// The context that a trigger is.
pub(super) fn triggered_by(place: &Place) -> Option<Ctx<'static>> {
    let segment = place.segment?;
    let position = (1..=LAST_POSITION)
        .contains(&place.ordinal)
        .then(|| u64::from(place.ordinal))?;
    let number = element_number(segment, place.element, place.component);
    Some(Ctx {
        names: vec![ContextName {
            name: Some(Text::from(TRIGGER)),
            value: None,
        }],
        segment: Some(Code::from(segment.to_string())),
        position: Some(position),
        loop_id: loop_name(place.loop_id),
        element: position_of(place).filter(|of| of.element.is_some()),
        reference: number.map(|number| ElementReference {
            number: Some(number),
        }),
    })
}

/// The claim, or the trace of what a status or a remittance is about.
pub(super) fn business_unit(
    unit: Unit<'_, '_>,
    ordinal: u32,
    options: &AckOptions,
) -> Option<Ctx<'static>> {
    if unit.tag(0) == Some(CLM) {
        let number = unit_value(unit.segment(0)?.element(1), options)?;
        return Some(named_unit("CLM01", number));
    }
    let is_traced = TRACED.iter().any(|set| unit.transaction().set == *set);
    if !is_traced {
        return None;
    }
    trace(unit, ordinal, options).map(|trace| named_unit("TRN02", trace))
}

/// TRN02 of the last TRN of the unit up to a segment.
pub(super) fn trace(
    unit: Unit<'_, '_>,
    ordinal: u32,
    options: &AckOptions,
) -> Option<Text<'static>> {
    let at = (0..unit.len()).rev().find(|at| {
        unit.tag(*at) == Some(TRN) && unit.segment(*at).is_some_and(|of| of.ordinal() <= ordinal)
    })?;
    unit_value(unit.segment(at)?.element(2), options)
}

pub(super) fn named_unit(name: &'static str, value: Text<'static>) -> Ctx<'static> {
    Ctx {
        names: vec![ContextName {
            name: Some(Text::from(name)),
            value: Some(value),
        }],
        segment: None,
        position: None,
        loop_id: None,
        element: None,
        reference: None,
    }
}
