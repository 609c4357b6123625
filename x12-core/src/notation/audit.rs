//! The proof that a guide never leaves the reader a choice.

use crate::notation::spec::{Item, LineSpec, LoopSpec};

/// Two lines that the same segment could belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguity {
    /// The loop of the first line.
    pub loop_id: &'static str,
    /// The first line.
    pub line: &'static str,
    /// The loop of the second line: the same, or one around it.
    pub other_loop: &'static str,
    /// The second line.
    pub other_line: &'static str,
}

/// All ambiguities of the loop and its children. Two lines of one loop may not take the same segment; nor may a line of a
/// child and a line of an ancestor that stands at or behind the child in the guide, for the child would always win. A
/// line before the child is no ambiguity: it is passed once the child is open.
#[must_use]
pub fn ambiguities(of: &LoopSpec) -> Vec<Ambiguity> {
    let mut found = Vec::new();
    visit(of, &[], &mut found);
    found
}

fn visit(of: &LoopSpec, ancestors: &[(&LoopSpec, u16)], found: &mut Vec<Ambiguity>) {
    for (at, line) in of.lines.iter().enumerate() {
        for other in of.lines.iter().skip(at.saturating_add(1)) {
            if overlap(line, other) {
                found.push(ambiguity(of, line, of, other));
            }
        }
        // The first line is what opens the loop: an ancestor's own line for it is this loop itself.
        for (ancestor, child_position) in ancestors.iter().filter(|_| at > 0) {
            for other in ancestor
                .lines
                .iter()
                .skip(1)
                .filter(|other| other.position >= *child_position)
            {
                let is_way_here = matches!(other.item, Item::Loop(inner) if inner.id == of.id);
                if !is_way_here && overlap(line, other) {
                    found.push(ambiguity(of, line, ancestor, other));
                }
            }
        }
        if let Item::Loop(inner) = line.item {
            let mut around = ancestors.to_vec();
            around.push((of, line.position));
            visit(inner, &around, found);
        }
    }
}

fn ambiguity(of: &LoopSpec, line: &LineSpec, other_of: &LoopSpec, other: &LineSpec) -> Ambiguity {
    Ambiguity {
        loop_id: of.id,
        line: line.label,
        other_loop: other_of.id,
        other_line: other.label,
    }
}

fn overlap(one: &LineSpec, two: &LineSpec) -> bool {
    let (a, b) = (&one.qualifier, &two.qualifier);
    one.tag == two.tag
        && (a.values.is_empty()
            || b.values.is_empty()
            || (a.element, a.component) != (b.element, b.component)
            || a.values.iter().any(|value| b.values.contains(value)))
}
