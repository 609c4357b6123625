//! A guide as data against the tables of its layout, row by row and both ways. The tests of each guide include this file.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub
)]

use std::collections::{BTreeMap, BTreeSet};

use x12_core::notation::{
    ElementSpec, Guide, Item, Kind, LineSpec, LoopSpec, Shape, Usage, ambiguities,
};

/// Loop, segment, element (empty: all), and why.
pub type Listed = (&'static str, &'static str, &'static str, &'static str);

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

/// Loop, segment, codes of the first element, element (`07` or `01-2`).
type Key = (String, String, String, String);

/// Lists that the layout names in words, or where it gives a pattern: any code is taken there.
const NAMED_LISTS: &[&str] = &[
    "ISO currency",
    "state list",
    "country list",
    "RARC",
    "CMS POS",
    "rx:[0-9]{9}",
    "STC category list",
    "claim status list",
    "entity list",
];

/// The layout cuts long lists in its column of qualifiers.
const QUALIFIERS: usize = 60;

fn codes(text: &str) -> BTreeSet<String> {
    if NAMED_LISTS.contains(&text) {
        return BTreeSet::new();
    }
    text.split_whitespace().map(str::to_owned).collect()
}

fn sorted(text: &str) -> String {
    let mut all: Vec<_> = text.split_whitespace().collect();
    all.sort_unstable();
    let all: String = all.join(" ").chars().take(QUALIFIERS).collect();
    all.trim_end().to_owned()
}

/// A guide and the table that it must agree with.
pub struct Layout {
    guide: &'static Guide,
    name: &'static str,
    rows: BTreeMap<Key, Row>,
    said: BTreeMap<Key, Row>,
    /// Loop and name of elements that a line says are not used there.
    unused: BTreeSet<(String, String)>,
}

impl Layout {
    /// `table` is the layout as CSV, `name` what it calls the guide.
    pub fn new(guide: &'static Guide, name: &'static str, table: &str) -> Self {
        let mut layout = Self {
            guide,
            name,
            rows: table_rows(name, table),
            said: BTreeMap::new(),
            unused: BTreeSet::new(),
        };
        let mut seen = BTreeSet::new();
        for of in guide.loops {
            layout.visit(of, &mut seen);
        }
        layout
    }

    /// The same loop may stand at two places; it is one loop.
    fn visit(&mut self, of: &LoopSpec, seen: &mut BTreeSet<(&'static str, &'static str)>) {
        if !seen.insert((of.id, of.name)) {
            return;
        }
        for line in of.lines {
            match line.item {
                Item::Segment(segment) => {
                    for element in segment.elements {
                        // ST opens the header here and is a loop of its own in the layout.
                        let loop_id = if line.tag == x12_core::Tag::new("ST") {
                            "TX"
                        } else {
                            of.id
                        };
                        self.element(loop_id, line, element);
                    }
                }
                Item::Loop(inner) => self.visit(inner, seen),
            }
        }
    }

    fn element(&mut self, loop_id: &str, line: &LineSpec, element: &ElementSpec) {
        let number = u16::from(element.number);
        match element.shape {
            Shape::Simple => self.row(loop_id, line, element, number, 0, None),
            Shape::Composite(parts) | Shape::Repeated { parts, .. } => {
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
        let whole = line.use_of(element as u8, 0);
        let is_qualifier = (line.qualifier.element, line.qualifier.component)
            == (element as u8, component as u8)
            && !line.qualifier.values.is_empty();
        let usage_here = match (of, group) {
            (Some(of), _) => of.usage,
            (None, Some(false)) => Usage::S,
            _ => spec.usage,
        };
        if usage_here == Usage::N || whole.is_some_and(|of| of.usage == Usage::N) {
            let name = format!("{}{element:02}", line.tag);
            self.unused.insert((loop_id.to_owned(), name));
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
        let row = Row {
            position: line.position,
            line_usage: format!("{:?}", line.usage),
            line_max: if line.max == u16::MAX {
                ">1".to_owned()
            } else {
                line.max.to_string()
            },
            kind: kind(spec.kind).to_owned(),
            min: spec.min,
            max: spec.max,
            usage: format!("{usage_here:?}"),
            // The layout has blanks between codes, so codes of several words come apart.
            codes: codes
                .iter()
                .flat_map(|code| code.split(' '))
                .map(str::to_owned)
                .collect(),
        };
        let key = (
            loop_id.to_owned(),
            line.tag.to_string(),
            qualifiers(line),
            name,
        );
        assert!(
            self.said.insert(key.clone(), row).is_none(),
            "twice in the guide: {key:?}"
        );
    }

    /// The layout names the first element's codes as qualifier of every segment, also where the guide needs none to tell
    /// lines apart: the guide's line is then the one with the same loop and segment.
    fn in_guide(&self, key: &Key) -> Option<&Row> {
        let (loop_id, segment, _, element) = key;
        self.said.get(key).or_else(|| {
            self.said.get(&(
                loop_id.clone(),
                segment.clone(),
                String::new(),
                element.clone(),
            ))
        })
    }

    /// Every row of the layout is in the guide, but for `exceptions`, which are not.
    pub fn assert_rows_are_in_the_guide(&self, exceptions: &[Listed]) {
        let mut wrong = Vec::new();
        for (key, row) in &self.rows {
            let found = self.in_guide(key);
            if (found == Some(row)) == listed(exceptions, key) {
                wrong.push(format!("{key:?}\n  layout {row:?}\n  guide  {found:?}"));
            }
        }
        assert!(
            wrong.is_empty(),
            "{} rows\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }

    /// Every element of the guide is in the layout, but for `more`, which are not.
    pub fn assert_guide_is_in_the_rows(&self, more: &[Listed]) {
        let mut wrong = Vec::new();
        for key in self.said.keys() {
            let (loop_id, segment, qualifiers, element) = key;
            let there = self.rows.keys().any(|(l, s, q, e)| {
                l == loop_id
                    && s == segment
                    && e == element
                    && (q == qualifiers || qualifiers.is_empty())
            });
            if there == listed(more, key) {
                wrong.push(format!("{key:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// A segment without qualifier in the guide must be the only one of its kind in its loop.
    pub fn assert_qualifiers_suffice(&self) {
        let mut kinds: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
        for (loop_id, segment, qualifiers, _) in self.rows.keys() {
            kinds
                .entry((loop_id, segment))
                .or_default()
                .insert(qualifiers);
        }
        for (loop_id, segment, ..) in self.said.keys().filter(|key| key.2.is_empty()) {
            let kinds = &kinds[&(loop_id.as_str(), segment.as_str())];
            assert_eq!(kinds.len(), 1, "{loop_id} {segment}: {kinds:?}");
        }
    }

    /// Loops stand below those that the table of loops says, as often as it says. Gives how many there are.
    pub fn assert_loops_repeat(&self, table: &str) -> usize {
        let mut found = BTreeSet::new();
        for of in self.guide.loops {
            loops_below(of, &mut found);
        }
        let mut said = BTreeSet::new();
        for record in csv::Reader::from_reader(table.as_bytes()).records() {
            let record = record.unwrap();
            // A top loop of the guide repeats by units.
            let is_top = self.guide.loops.iter().any(|of| of.id == &record[1]);
            if &record[0] == self.name && !is_top {
                let repeat = record[4].parse().unwrap_or(u16::MAX);
                said.insert((
                    record[1].to_owned(),
                    record[2].to_owned(),
                    repeat,
                    record[5].to_owned(),
                ));
            }
        }
        assert_eq!(found, said);
        said.len()
    }

    /// No segment could belong to two lines.
    pub fn assert_no_choice(&self) {
        for of in self.guide.loops {
            assert_eq!(ambiguities(of), [], "{}", of.id);
        }
    }

    /// The lines of a loop by their labels; a child loop has the label of its first segment.
    fn lines_of(&self, loop_id: &str) -> BTreeSet<&'static str> {
        fn visit(of: &LoopSpec, loop_id: &str, found: &mut BTreeSet<&'static str>) {
            for line in of.lines {
                if of.id == loop_id {
                    found.insert(line.label);
                }
                if let Item::Loop(inner) = line.item {
                    visit(inner, loop_id, found);
                }
            }
        }
        let mut found = BTreeSet::new();
        for of in self.guide.loops {
            visit(of, loop_id, &mut found);
        }
        found
    }

    /// Every tolerance names something that exists: a loop of the guide, and a line or an element in it.
    pub fn assert_tolerances_exist(&self) {
        for tolerance in self.guide.tolerated {
            assert!(!tolerance.reason.is_empty());
            let names = |key: &Key| {
                let (loop_id, segment, qualifiers, element) = key;
                let line = if qualifiers.is_empty() {
                    segment.clone()
                } else {
                    format!("{segment}*{}", qualifiers.replace(' ', "*"))
                };
                let loop_id = if loop_id == "TX" { "HDR" } else { loop_id };
                let here = [String::new(), line, format!("{segment}{element}")];
                loop_id == tolerance.loop_id && here.iter().any(|name| name == tolerance.what)
            };
            let lines = self.lines_of(tolerance.loop_id);
            let unused = (tolerance.loop_id.to_owned(), tolerance.what.to_owned());
            assert!(
                self.said.keys().any(names)
                    || lines.contains(tolerance.what)
                    || self.unused.contains(&unused),
                "{} {}",
                tolerance.loop_id,
                tolerance.what
            );
        }
    }
}

fn table_rows(name: &str, table: &str) -> BTreeMap<Key, Row> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
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
        assert_eq!(get("guide"), name);
        // Lengths may carry a remark, such as «50 (20 guaranteed)».
        let number = |name: &str| {
            let text = get(name);
            let first = text.split(' ').next().unwrap_or_default();
            first.parse::<u16>().unwrap_or_default()
        };
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

/// What tells the line apart, where that is the first element; else the codes that its first element has all the same.
fn qualifiers(line: &LineSpec) -> String {
    let values = if line.qualifier.element == 1 {
        line.qualifier.values
    } else {
        let first = line
            .item
            .segment()
            .and_then(|segment| segment.elements.first());
        let own = line.use_of(1, 0).and_then(|of| of.codes);
        own.unwrap_or_else(|| first.map_or(&[], |first| first.codes))
    };
    sorted(&values.join(" "))
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

fn listed(list: &[Listed], (loop_id, segment, _, element): &Key) -> bool {
    list.iter().any(|(l, s, e, reason)| {
        assert!(!reason.is_empty());
        l == loop_id && s == segment && (e.is_empty() || e == element)
    })
}

fn loops_below(of: &LoopSpec, found: &mut BTreeSet<(String, String, u16, String)>) {
    for line in of.lines {
        if let Item::Loop(inner) = line.item {
            // The table has no loop for the header.
            let parent = if of.id == "HDR" { "" } else { of.id };
            let usage = format!("{:?}", line.usage);
            found.insert((inner.id.to_owned(), parent.to_owned(), line.max, usage));
            loops_below(inner, found);
        }
    }
}
