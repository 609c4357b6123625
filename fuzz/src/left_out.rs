//! Nothing that is read is dropped: without any one of its segments, or any one of its elements, a file gives other values,
//! other rejected or unmatched segments, or other findings.

use std::fmt::Write as _;

use x12_core::{
    Findings, Frame, FrameOptions, Limits, ReadOptions, SliceFrames, Span, rules::WRONG_COUNT,
};

use crate::reading::{Guide, Reading, from_slice};

/// Leaves a segment or an element out of `data`; its last three bytes say which.
pub fn left_out(data: &[u8]) {
    let Some((input, [low, high, element])) = data.split_last_chunk::<3>() else {
        return;
    };
    let segment = usize::from(u16::from_le_bytes([*low, *high]));
    let element = usize::from(*element);
    check::<x12_835::Assembler>(input, segment, element);
    check::<x12_837p::Assembler>(input, segment, element);
    check::<x12_277::Assembler>(input, segment, element);
    check::<x12_ack::Assembler>(input, segment, element);
}

/// The segments that `G` reads, the first of each set aside, each with the places of its elements.
fn segments<G: Guide>(input: &[u8]) -> Vec<(Span, Vec<Span>)> {
    let options = FrameOptions {
        supported: G::SUPPORTED,
        any_version: false,
        limits: Limits::default(),
    };
    let mut frames = SliceFrames::new(input, options);
    let mut findings = Findings::new(0, false);
    let mut all = Vec::new();
    while let Ok(Some(frame)) = frames.next(&mut findings) {
        let Frame::Unit(unit) = frame else { continue };
        let segments = (0..unit.len()).filter_map(|at| unit.segment(at));
        for segment in segments.filter(|of| of.tag().to_string() != "ST") {
            let elements = (1..=segment.len()).map(|number| segment.element_span(number));
            let elements = elements.filter(|of| says_something(input, *of));
            all.push((segment.span(), elements.collect()));
        }
    }
    all
}

/// Spaces alone are as good as nothing.
fn says_something(input: &[u8], span: Span) -> bool {
    span.of(input)
        .is_some_and(|bytes| !bytes.trim_ascii().is_empty())
}

fn check<G: Guide>(input: &[u8], segment: usize, element: usize) {
    let segments = segments::<G>(input);
    let Some((whole, elements)) = segments.get(segment % segments.len().max(1)) else {
        return;
    };
    // One more than there are elements: the segment itself.
    let out = *elements
        .get(element % (elements.len() + 1))
        .unwrap_or(whole);
    let options = ReadOptions::default();
    let before = from_slice::<G>(input, &options);
    if before.stop.is_some() {
        return;
    }
    let narrow = |at| usize::try_from(at).expect("within the input");
    let mut less = input.to_vec();
    less.drain(narrow(out.start)..narrow(out.end));
    let after = from_slice::<G>(&less, &options);
    assert!(
        said(&before) != said(&after),
        "bytes {}..{} were dropped in silence",
        out.start,
        out.end
    );
}

/// What a reading says, without places, and without the count of segments, which is wrong as soon as one is missing.
/// Values show what kind they are and how long.
fn said<E: std::fmt::Debug>(reading: &Reading<E>) -> String {
    let mut said = placeless(&format!("{:?}", reading.events));
    for finding in &reading.findings {
        if finding.rule.number != WRONG_COUNT.number {
            let place = (finding.place.loop_id, finding.place.element_name());
            let _ = write!(said, "{} {place:?} {:?}", finding.rule, finding.detail);
        }
    }
    let _ = write!(said, "{:?}", reading.stop.map(|of| of.0));
    said
}

/// Leaves out what is within `Span { … }`, and gives segments that are kept as they are their lengths for their places.
fn placeless(debug: &str) -> String {
    let mut parts = debug.split("Span {");
    let mut without = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        without.push_str(part.split_once('}').map_or("", |(_, behind)| behind));
    }
    let mut parts = without.split(", bytes ");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, behind) = part.split_once(')').unwrap_or((part, ""));
        let (start, end) = place.split_once("..").unwrap_or_default();
        let number = |text: &str| text.parse::<u64>().unwrap_or_default();
        let _ = write!(kept, "{} bytes{behind}", number(end) - number(start));
    }
    kept
}
