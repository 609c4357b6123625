//! The guide as data against the tables of the layout, row by row and both ways.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::explicit_iter_loop,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::map_identity,
    clippy::map_unwrap_or,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::redundant_closure_for_method_calls,
    clippy::semicolon_if_nothing_returned,
    clippy::string_slice,
    clippy::trivially_copy_pass_by_ref,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

use std::collections::{BTreeMap, BTreeSet};

use x12_835::GUIDE;
use x12_core::notation::{ElementSpec, Item, Kind, LineSpec, LoopSpec, Shape, Usage, ambiguities};

/// One element as both sides say it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    position: u16,
    line_usage: String,
    line_max: String,
    kind: String,
    min: u16,
    max: u16,
    usage: String,
    codes: BTreeSet<String>,
}

/// Loop, segment, qualifiers, element (`07` or `01-2`).
type Key = (String, String, String, String);

/// Rows of the layout that the guide says otherwise, and why.
const EXCEPTIONS: &[(&str, &str, &str, &str)] = &[
    // loop, segment, element (empty: all), reason
    (
        "TX",
        "SE",
        "",
        "SE belongs to the envelope, which counts segments and compares control numbers",
    ),
    (
        "FTR",
        "PLB",
        "05-1",
        "the layout has the list at the first pair only; it is the same for all six",
    ),
    ("FTR", "PLB", "07-1", "as PLB05-1"),
    ("FTR", "PLB", "09-1", "as PLB05-1"),
    ("FTR", "PLB", "11-1", "as PLB05-1"),
    ("FTR", "PLB", "13-1", "as PLB05-1"),
];

/// Elements of the guide that the layout does not have, and why.
const MORE: &[(&str, &str, &str, &str)] = &[
    (
        "TX",
        "ST",
        "03",
        "accepted on reading: some senders write it",
    ),
    (
        "2110",
        "SVC",
        "01-7",
        "one composite serves SVC01 and SVC06; the line says that it is not used in SVC01",
    ),
];

/// Lists that the layout names in words: any code is taken there.
const NAMED_LISTS: &[&str] = &["ISO currency", "state list", "country list", "RARC"];

fn codes(text: &str) -> BTreeSet<String> {
    if NAMED_LISTS.contains(&text) {
        return BTreeSet::new();
    }
    text.split_whitespace().map(str::to_owned).collect()
}

fn sorted(text: &str) -> String {
    let mut all: Vec<_> = text.split_whitespace().collect();
    all.sort_unstable();
    all.join(" ")
}

/// The layout, and what it says of repeats and qualifiers of each segment.
fn layout() -> BTreeMap<Key, Row> {
    let mut reader = csv::Reader::from_reader(fixtures::layout_835().as_bytes());
    let header = reader.headers().unwrap().clone();
    let mut rows = BTreeMap::new();
    for record in reader.records() {
        let record = record.unwrap();
        let get = |name: &str| {
            record
                .get(header.iter().position(|column| column == name).unwrap())
                .unwrap()
                .to_owned()
        };
        assert_eq!(get("guide"), "835");
        let number = |name: &str| get(name).parse::<u16>().unwrap_or_default();
        let row = Row {
            position: get("pos").parse().unwrap(),
            line_usage: get("seg_use"),
            line_max: get("seg_max"),
            kind: get("type"),
            min: number("min"),
            max: number("max"),
            usage: get("use"),
            codes: codes(&get("codes")),
        };
        let key = (
            get("loop"),
            get("segment"),
            sorted(&get("seg_qualifier")),
            get("element"),
        );
        assert!(
            rows.insert(key.clone(), row).is_none(),
            "twice in the layout: {key:?}"
        );
    }
    rows
}

fn usage(usage: Usage) -> String {
    match usage {
        Usage::R => "R",
        Usage::S => "S",
        Usage::N => "N",
    }
    .to_owned()
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::AN | Kind::Period => "AN",
        Kind::ID => "ID",
        Kind::DT => "DT",
        Kind::TM => "TM",
        Kind::R => "R",
        Kind::N0 => "N0",
        Kind::Composite => "composite",
        Kind::Group => "group",
    }
}

struct Guide {
    rows: BTreeMap<Key, Row>,
}

impl Guide {
    fn read() -> Self {
        let mut guide = Self {
            rows: BTreeMap::new(),
        };
        for of in GUIDE.loops {
            guide.visit(of);
        }
        guide
    }

    fn visit(&mut self, of: &LoopSpec) {
        for line in of.lines {
            match line.item {
                Item::Segment(segment) => {
                    for element in segment.elements {
                        // ST is the opener of HDR here and a loop of its own in the layout; PLB opens the summary.
                        let loop_id = if line.tag == x12_core::Tag::new("ST") {
                            "TX"
                        } else {
                            of.id
                        };
                        self.element(loop_id, line, element);
                    }
                }
                Item::Loop(inner) => self.visit(inner),
            }
        }
    }

    fn element(&mut self, loop_id: &str, line: &LineSpec, element: &ElementSpec) {
        let number = u16::from(element.number);
        match element.shape {
            Shape::Simple => self.row(loop_id, line, element, number, 0, None),
            Shape::Composite(parts) => {
                for part in parts {
                    self.row(loop_id, line, part, number, u16::from(part.number), None);
                }
            }
            Shape::Group { times, fields } => {
                for group in 0..u16::from(times) {
                    for field in fields {
                        let at = number + group * fields.len() as u16 + u16::from(field.number) - 1;
                        // The first group is there if the group is required; the others as they are needed.
                        let required = element.usage == Usage::R && group == 0;
                        match field.shape {
                            Shape::Composite(parts) => {
                                for part in parts {
                                    self.row(loop_id, line, part, at, u16::from(part.number), None);
                                }
                            }
                            _ => self.row(loop_id, line, field, at, 0, Some(required)),
                        }
                    }
                }
            }
        }
    }

    fn row(
        &mut self,
        loop_id: &str,
        line: &LineSpec,
        spec: &ElementSpec,
        element: u16,
        component: u16,
        group: Option<bool>,
    ) {
        let of = line.use_of(element as u8, component as u8);
        let is_qualifier = component == 0
            && u16::from(line.qualifier.element) == element
            && !line.qualifier.values.is_empty();
        let usage_here = match (of, group) {
            (Some(of), _) => of.usage,
            (None, Some(false)) => Usage::S,
            _ => spec.usage,
        };
        if usage_here == Usage::N {
            return;
        }
        let codes = match (of.and_then(|of| of.codes), is_qualifier) {
            (_, true) => line.qualifier.values,
            (Some(codes), _) => codes,
            (None, _) => spec.codes,
        };
        let name = if component == 0 {
            format!("{element:02}")
        } else {
            format!("{element:02}-{component}")
        };
        let qualifiers = sorted(&line.qualifier.values.join(" "));
        let row = Row {
            position: line.position,
            line_usage: usage(line.usage),
            line_max: if line.max == u16::MAX {
                ">1".to_owned()
            } else {
                line.max.to_string()
            },
            kind: kind(spec.kind).to_owned(),
            min: spec.min,
            max: spec.max,
            usage: usage(usage_here),
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        };
        let key = (loop_id.to_owned(), line.tag.to_string(), qualifiers, name);
        assert!(
            self.rows.insert(key.clone(), row).is_none(),
            "twice in the guide: {key:?}"
        );
    }
}

/// The layout names the first element's codes as qualifier of every segment, also where the guide needs none to tell
/// lines apart: the guide's line is then the one with the same loop and segment.
fn in_guide<'g>(guide: &'g Guide, key: &Key) -> Option<&'g Row> {
    let (loop_id, segment, _, element) = key;
    guide.rows.get(key).or_else(|| {
        guide.rows.get(&(
            loop_id.clone(),
            segment.clone(),
            String::new(),
            element.clone(),
        ))
    })
}

fn listed(list: &[(&str, &str, &str, &str)], (loop_id, segment, _, element): &Key) -> bool {
    list.iter().any(|(l, s, e, reason)| {
        assert!(!reason.is_empty());
        l == loop_id && s == segment && (e.is_empty() || e == element)
    })
}

#[test]
fn every_row_of_the_layout_is_in_the_guide() {
    let guide = Guide::read();
    let mut wrong = Vec::new();
    for (key, row) in &layout() {
        let same = in_guide(&guide, key) == Some(row);
        if same == listed(EXCEPTIONS, key) {
            wrong.push(format!(
                "{key:?}\n  layout {row:?}\n  guide  {:?}",
                in_guide(&guide, key)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} rows\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_element_of_the_guide_is_in_the_layout() {
    let layout = layout();
    let mut wrong = Vec::new();
    for key in Guide::read().rows.keys() {
        let (loop_id, segment, qualifiers, element) = key;
        let there = layout.keys().any(|(l, s, q, e)| {
            l == loop_id
                && s == segment
                && e == element
                && (q == qualifiers || qualifiers.is_empty())
        });
        if there == listed(MORE, key) {
            wrong.push(format!("{key:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A segment without qualifier in the guide must be the only one of its kind in its loop.
#[test]
fn qualifiers_are_left_out_only_where_none_is_needed() {
    let mut kinds: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for (loop_id, segment, qualifiers, _) in layout().into_keys() {
        kinds
            .entry((loop_id, segment))
            .or_default()
            .insert(qualifiers);
    }
    for (loop_id, segment, qualifiers, _) in
        Guide::read().rows.keys().filter(|key| key.2.is_empty())
    {
        let kinds = &kinds[&(loop_id.clone(), segment.clone())];
        assert_eq!(
            kinds.len(),
            1,
            "{loop_id} {segment} {qualifiers}: {kinds:?}"
        );
    }
}

#[test]
fn loops_repeat_as_the_layout_says() {
    // Loop, parent, repeat, usage.
    let mut reader = csv::Reader::from_reader(fixtures::layout_loops().as_bytes());
    let mut found = BTreeMap::new();
    fn visit(of: &LoopSpec, parent: &str, found: &mut BTreeMap<String, (String, u16, Usage)>) {
        for line in of.lines {
            if let Item::Loop(inner) = line.item {
                let parent = if parent == "HDR" { "" } else { parent };
                assert!(
                    found
                        .insert(
                            inner.id.to_owned(),
                            (parent.to_owned(), line.max, line.usage)
                        )
                        .is_none()
                );
                visit(inner, inner.id, found);
            }
        }
    }
    for of in GUIDE.loops {
        visit(of, of.id, &mut found);
    }
    let mut rows = 0;
    for record in reader.records() {
        let record = record.unwrap();
        if &record[0] != "835" {
            continue;
        }
        rows += 1;
        let (id, parent, repeat, usage) = (&record[1], &record[2], &record[4], &record[5]);
        if id == "2000" {
            // A top loop of the guide: its claims, and it itself, repeat by units.
            assert!(GUIDE.loops.iter().any(|of| of.id == "2000"));
            continue;
        }
        let (found_parent, max, found_usage) = &found[id];
        assert_eq!(found_parent, parent, "{id}");
        assert_eq!(*max, repeat.parse().unwrap_or(u16::MAX), "{id}");
        assert_eq!(format!("{found_usage:?}"), usage, "{id}");
    }
    assert_eq!(rows, 5);
    assert_eq!(found.len(), 4);
}

#[test]
fn the_guide_leaves_no_choice() {
    for of in GUIDE.loops {
        assert_eq!(ambiguities(of), [], "{}", of.id);
    }
}

/// Every tolerance names something that exists: a loop of the guide, and a line or an element in it.
#[test]
fn tolerances_name_what_exists() {
    let guide = Guide::read();
    for tolerance in GUIDE.tolerated {
        assert!(!tolerance.reason.is_empty());
        let names = |key: &Key| {
            let (loop_id, segment, qualifiers, element) = key;
            let line = if qualifiers.is_empty() {
                segment.clone()
            } else {
                format!("{segment}*{}", qualifiers.replace(' ', "*"))
            };
            let here = [String::new(), line, format!("{segment}{element}")];
            loop_id == tolerance.loop_id && here.iter().any(|name| name == tolerance.what)
        };
        assert!(
            guide.rows.keys().any(names),
            "{} {}",
            tolerance.loop_id,
            tolerance.what
        );
    }
}
