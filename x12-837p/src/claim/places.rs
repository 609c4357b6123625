//! Where in a file a field of a claim stands: the place of a finding.

use claim_model::Path;
use x12_core::{
    Missing, Place, Tag, Unit,
    notation::{Context, Item, LineSpec, LoopSpec, place_of_missing},
};

use crate::{
    claim::{
        expressed::Trigger,
        fields::{
            PARTIES,
            Step::{Components, Elements, No},
            Target, WITH_PAYER, target,
        },
    },
    guide::GUIDE,
};

const NM1: Tag = Tag::new("NM1");
const SBR: Tag = Tag::new("SBR");
const LX: Tag = Tag::new("LX");
const SVD: Tag = Tag::new("SVD");
const CAS: Tag = Tag::new("CAS");
const LIN: Tag = Tag::new("LIN");
const LQ: Tag = Tag::new("LQ");

/// The place of a claim's field in the unit that it was read from.
pub(crate) fn place(unit: Unit<'_, '_>, context: &Context<'_>, path: &Path) -> Place {
    let Some(target) = target(&path.pattern()) else {
        return whole(unit, context, "2300");
    };
    let target = of_unit(unit, target);
    let first = path.index(0).unwrap_or(0);
    let second = path.index(1).unwrap_or(0);
    // What the loop does not count, segments, elements or components do.
    let of_loop = match target.loop_id {
        "2430" => 2,
        id if id == "2320" || id.starts_with("233") || id.starts_with("24") => 1,
        _ => 0,
    };
    let nth = match target.step {
        No => path.index(of_loop).unwrap_or(0),
        Elements | Components => 0,
    };
    let mut place = find(unit, context, &target, [first, second], nth);
    if target.segment == "CAS" {
        adjustment(unit, context, &target, path, &mut place);
        return place;
    }
    if place.element > 0 {
        let step = u16::try_from(path.last_index().unwrap_or(0)).unwrap_or(0);
        match target.step {
            No => {}
            Elements => place.element = place.element.saturating_add(step),
            Components => place.component = place.component.saturating_add(step),
        }
        narrow(unit, context, &mut place);
    }
    place
}

/// The segment that a field should stand in, where the unit does not have it and the finding's place is that of the loop.
pub(crate) fn missing(unit: Unit<'_, '_>, path: &Path, place: &Place) -> Option<Missing> {
    let target = of_unit(unit, target(&path.pattern())?);
    if target.element == 0 || place.element > 0 {
        return None;
    }
    let index = [path.index(0).unwrap_or(0), path.index(1).unwrap_or(0)];
    let (from, to) = region(unit, target.loop_id, target.entity, index);
    let own = (from..to).filter_map(|at| unit.segment(at));
    let (segment, _) = Tag::read(target.segment.as_bytes());
    let is_its = |line: &&LineSpec| {
        let mut values = line.qualifier.values.iter();
        line.tag == segment
            && (target.qualifiers.is_empty()
                || values.any(|value| target.qualifiers.split(' ').any(|of| of == *value)))
    };
    let spec = loop_of(target.loop_id)?;
    let line = spec.lines.iter().find(is_its)?;
    let ordinal = match own.clone().next() {
        Some(_) => place_of_missing(spec, line.position, own),
        None => place.ordinal.saturating_add(1),
    };
    Some(Missing { segment, ordinal })
}

/// What makes a finding one, where the unit has it: the last such segment up to the finding's place, else the first.
pub(crate) fn trigger(
    unit: Unit<'_, '_>,
    context: &Context<'_>,
    place: &Place,
    of: Trigger,
) -> Option<Place> {
    let (tag, _) = Tag::read(of.segment.as_bytes());
    let all = || {
        (0..unit.len())
            .filter_map(|at| unit.segment(at))
            .filter(|of| of.tag() == tag)
    };
    let before = all().rfind(|found| found.ordinal() <= place.ordinal);
    let found = before.or_else(|| all().next())?;
    let loop_id = if of.loop_id.is_empty() {
        place.loop_id
    } else {
        of.loop_id
    };
    let mut trigger = Place {
        element: of.element,
        component: of.component,
        ..context.place(&found, loop_id)
    };
    narrow(unit, context, &mut trigger);
    Some(trigger)
}

/// A loop of the guide by its number.
fn loop_of(id: &str) -> Option<&'static LoopSpec> {
    fn below(of: &'static LoopSpec, id: &str) -> Option<&'static LoopSpec> {
        if of.id == id {
            return Some(of);
        }
        of.lines.iter().find_map(|line| match line.item {
            Item::Loop(inner) => below(inner, id),
            Item::Segment(_) => None,
        })
    }
    GUIDE.loops.iter().find_map(|of| below(of, id))
}

/// A billing provider's licence stands with the provider, its numbers with the payer one level below.
fn of_unit(unit: Unit<'_, '_>, target: Target) -> Target {
    let is_provider = |at: usize| {
        unit.segment(at)
            .is_some_and(|nm1| nm1.tag() == NM1 && nm1.element(1) == b"85")
    };
    if target.loop_id == "2010BB"
        && target.qualifiers == WITH_PAYER
        && (0..unit.len()).any(is_provider)
    {
        return Target {
            loop_id: "2010AA",
            entity: "85",
            qualifiers: "0B 1G",
            ..target
        };
    }
    target
}

/// Adjustments are counted through the CAS segments of their loop; each has a reason, an amount and a quantity.
fn adjustment(
    unit: Unit<'_, '_>,
    context: &Context<'_>,
    target: &Target,
    path: &Path,
    place: &mut Place,
) {
    let pattern = path.pattern();
    let Some((_, leaf)) = pattern.split_once(".adjustments[]") else {
        return;
    };
    let offset = match leaf {
        ".reason" => 2,
        ".amount" => 3,
        ".quantity" => 4,
        _ => 0,
    };
    let index = [path.index(0).unwrap_or(0), path.index(1).unwrap_or(0)];
    let mut left = path.last_index().unwrap_or(0);
    let (from, to) = region(unit, target.loop_id, target.entity, index);
    for segment in (from..to).filter_map(|at| unit.segment(at)) {
        if segment.tag() != CAS {
            continue;
        }
        for first in (0_u16..18).step_by(3) {
            let reason = first.saturating_add(2);
            if segment.element(usize::from(reason)).is_empty() {
                continue;
            }
            if left == 0 {
                *place = context.place(&segment, target.loop_id);
                place.element = first.saturating_add(offset).max(reason);
                narrow(unit, context, place);
                return;
            }
            left = left.saturating_sub(1);
        }
    }
}

/// The place of a segment, given as guides name it, such as `REF*F8`.
pub(crate) fn place_of_label(
    unit: Unit<'_, '_>,
    context: &Context<'_>,
    loop_id: &'static str,
    label: &'static str,
    [element, component]: [u16; 2],
    index: [usize; 2],
) -> Place {
    let (segment, qualifiers) = label.split_once('*').unwrap_or((label, ""));
    let is_party = segment == "NM1";
    let target = Target {
        loop_id,
        entity: if is_party { qualifiers } else { "" },
        segment,
        qualifiers: if is_party { "" } else { qualifiers },
        element,
        component,
        step: No,
    };
    let mut place = find(unit, context, &target, index, 0);
    narrow(unit, context, &mut place);
    place
}

fn whole(unit: Unit<'_, '_>, context: &Context<'_>, loop_id: &'static str) -> Place {
    unit.segment(0)
        .map_or_else(Place::default, |segment| context.place(&segment, loop_id))
}

/// The first segment that fits, in the part of the unit that is the loop; the first of that part where none does.
fn find(
    unit: Unit<'_, '_>,
    context: &Context<'_>,
    target: &Target,
    index: [usize; 2],
    nth: usize,
) -> Place {
    let (from, to) = region(unit, target.loop_id, target.entity, index);
    let (tag, _) = Tag::read(target.segment.as_bytes());
    let fits = |at: &usize| {
        unit.segment(*at).is_some_and(|segment| {
            segment.tag() == tag
                && (target.qualifiers.is_empty() || {
                    let first = segment.element(1);
                    let key = segment.components(first).next().unwrap_or(first);
                    let key = key.trim_ascii();
                    target.qualifiers.split(' ').any(|of| of.as_bytes() == key)
                })
        })
    };
    let found = (from..to)
        .filter(fits)
        .nth(nth)
        .or_else(|| (from..to).find(fits));
    let Some(segment) = unit.segment(found.unwrap_or(from)) else {
        return whole(unit, context, target.loop_id);
    };
    let mut place = context.place(&segment, target.loop_id);
    if found.is_some() {
        place.element = target.element;
        place.component = target.component;
    }
    place
}

/// Puts the bytes of the element into a place that has the bytes of its segment.
fn narrow(unit: Unit<'_, '_>, context: &Context<'_>, place: &mut Place) {
    let Some(segment) = (0..unit.len())
        .filter_map(|at| unit.segment(at))
        .find(|segment| segment.ordinal() == place.ordinal)
    else {
        return;
    };
    let number = usize::from(place.element);
    if number == 0 {
        return;
    }
    let whole = segment.element(number);
    let part = match usize::from(place.component).checked_sub(1) {
        Some(nth) => segment.components(whole).nth(nth).unwrap_or_default(),
        None => whole,
    };
    let component = u8::try_from(place.component).unwrap_or(0);
    *place = context.element_place(&segment, place.loop_id, number, part, component);
}

/// First segment of a loop in the unit, and the first behind its own segments.
fn region(
    unit: Unit<'_, '_>,
    loop_id: &str,
    entity: &str,
    [first, second]: [usize; 2],
) -> (usize, usize) {
    let end = unit.len();
    let tag = |at: usize| unit.tag(at).unwrap_or_default();
    let nth = |of: Tag, nth: usize, from: usize, to: usize| {
        (from..to)
            .filter(|at| tag(*at) == of)
            .nth(nth)
            .unwrap_or(to)
    };
    let next = |of: &[Tag], from: usize, to: usize| {
        (from..to).find(|at| of.contains(&tag(*at))).unwrap_or(to)
    };
    let is_claim = loop_id.starts_with("23") || loop_id.starts_with("24");
    let head = if is_claim {
        next(&[SBR, LX], 0, end)
    } else {
        end
    };
    let (from, to) = if loop_id.starts_with("24") {
        let from = nth(LX, first, 0, end);
        (from, next(&[LX], from.saturating_add(1), end))
    } else if loop_id == "2320" || loop_id.starts_with("233") {
        let from = nth(SBR, first, 0, end);
        (from, next(&[SBR, LX], from.saturating_add(1), end))
    } else {
        (0, head)
    };
    if loop_id == "2430" {
        let from = nth(SVD, second, from, to);
        return (from, next(&[SVD, LQ], from.saturating_add(1), to));
    }
    if loop_id == "2410" {
        let from = next(&[LIN], from, to);
        return (from, next(&[NM1, SVD, LQ], from, to));
    }
    if entity.is_empty() {
        let is_party = !matches!(
            loop_id,
            "2000A" | "2000B" | "2000C" | "2300" | "2320" | "2400"
        );
        if !is_party {
            return (from, next(&[NM1, LIN, SVD, LQ], from.saturating_add(1), to));
        }
        // A part of a party's loop that is not the party itself: NM101 follows from the loop.
        let party = PARTIES.iter().find(|(_, of, _)| *of == loop_id);
        if let Some(&(_, _, entity)) = party {
            return party_region(unit, entity, from, to);
        }
        return (from, to);
    }
    party_region(unit, entity, from, to)
}

fn party_region(unit: Unit<'_, '_>, entity: &str, from: usize, to: usize) -> (usize, usize) {
    let is_party = |at: &usize| unit.tag(*at) == Some(NM1);
    let is_this = |at: &usize| {
        unit.segment(*at)
            .is_some_and(|nm1| nm1.element(1).trim_ascii() == entity.as_bytes())
    };
    // Without the party, its parts are looked for nowhere: another party's would be blamed.
    let Some(start) = (from..to).filter(is_party).find(is_this) else {
        return (from, from);
    };
    let ends = |at: &usize| {
        let tag = unit.tag(*at).unwrap_or_default();
        [NM1, SBR, LX, SVD, LQ].contains(&tag)
    };
    let end = (start.saturating_add(1)..to).find(ends).unwrap_or(to);
    (start, end)
}
