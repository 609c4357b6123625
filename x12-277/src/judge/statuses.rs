//! Categories that contradict each other or the file they stand in.

use x12_core::{Detail, Segment, Tag, Unit, notation::Context};

use crate::{
    claims::{ACCEPT, REJECT, rejects},
    rules,
};

const STC: Tag = Tag::new("STC");
const SVC: Tag = Tag::new("SVC");
const HL: Tag = Tag::new("HL");

/// The elements of STC that hold a reason.
const REASONS: [usize; 3] = [1, 10, 11];

/// What a category is about (code source 507).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Acknowledgment,
    Pending,
    Final,
    Request,
    Error,
    NoData,
    Supplement,
}

/// `None` for a category that is not known: it fails nothing.
const fn family(category: &[u8]) -> Option<Family> {
    Some(match category {
        [b'D', b'R', ..] => Family::Request,
        [b'A', _, ..] => Family::Acknowledgment,
        [b'P', _, ..] => Family::Pending,
        [b'F', _, ..] => Family::Final,
        [b'R', _, ..] => Family::Request,
        [b'E', _, ..] => Family::Error,
        [b'D', _, ..] => Family::NoData,
        [b'X', _, ..] => Family::Supplement,
        _ => return None,
    })
}

/// The category that says that adjudication has begun.
const ACCEPTED: &str = "A2";

/// All statuses of a level of an answer.
pub(super) fn check_answered(unit: Unit<'_, '_>, context: &mut Context<'_>) {
    each(unit, |at, segment| {
        check_families(unit, at, segment, context);
    });
}

/// All statuses of a level of an acknowledgment.
pub(super) fn check_acknowledged(unit: Unit<'_, '_>, context: &mut Context<'_>) {
    each(unit, |at, segment| {
        check_families(unit, at, segment, context);
        let action = segment.element(3).trim_ascii();
        for element in REASONS {
            let category = category(segment, element);
            let rule = match family(category) {
                Some(Family::Acknowledgment)
                    if (action == ACCEPT.as_bytes()
                        && str::from_utf8(category).is_ok_and(rejects))
                        || (action == REJECT.as_bytes() && category == ACCEPTED.as_bytes()) =>
                {
                    &rules::ACTION_CONTRADICTED
                }
                Some(Family::Acknowledgment | Family::Error) | None => continue,
                Some(_) => &rules::CATEGORY_OF_ANSWER,
            };
            let place = context.place_in(unit, at, element, loop_of(unit, at));
            context.push(rule, place, "", Detail::None);
        }
    });
}

fn each<'a, 'i>(unit: Unit<'a, 'i>, mut check: impl FnMut(usize, &Segment<'a, 'i>)) {
    for at in (0..unit.len()).filter(|at| unit.tag(*at) == Some(STC)) {
        if let Some(segment) = unit.segment(at) {
            check(at, &segment);
        }
    }
}

/// The three reasons of one status are of one kind.
fn check_families(
    unit: Unit<'_, '_>,
    at: usize,
    segment: &Segment<'_, '_>,
    context: &mut Context<'_>,
) {
    // Most statuses have one reason.
    if segment.len() < 10 {
        return;
    }
    let [first, more @ ..] = REASONS;
    let own = family(category(segment, first));
    for element in more {
        let other = family(category(segment, element));
        if own.is_some() && other.is_some() && own != other {
            let place = context.place_in(unit, at, element, loop_of(unit, at));
            context.push(&rules::MIXED_CATEGORIES, place, "", Detail::None);
        }
    }
}

fn category<'a>(segment: &Segment<'a, '_>, element: usize) -> &'a [u8] {
    let raw = segment.element(element);
    let separator = segment.delimiters().component();
    let end = raw.iter().position(|byte| *byte == separator);
    raw.get(..end.unwrap_or(raw.len()))
        .unwrap_or_default()
        .trim_ascii()
}

/// The loop that the status at `at` stands in: that of its level, or of a line.
fn loop_of(unit: Unit<'_, '_>, at: usize) -> &'static str {
    let kind = (unit.tag(0) == Some(HL)).then(|| unit.segment(0)).flatten();
    let in_line = (0..at).any(|before| unit.tag(before) == Some(SVC));
    match kind.map_or(&[][..], |level| level.element(3)).trim_ascii() {
        b"21" => "2200B",
        b"19" => "2200C",
        b"23" if in_line => "2220E",
        b"23" => "2200E",
        _ if in_line => "2220D",
        _ => "2200D",
    }
}
