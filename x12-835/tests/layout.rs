//! The guide as data against the tables of the layout, row by row and both ways.
#![allow(missing_docs)]

#[path = "../../x12-core/tests/layout/mod.rs"]
mod layout;

use layout::{Layout, Listed};
use x12_835::GUIDE;

/// Rows of the layout that the guide says otherwise, and why.
const EXCEPTIONS: &[Listed] = &[
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
const MORE: &[Listed] = &[
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

fn layout() -> Layout {
    Layout::new(&GUIDE, "835", fixtures::layout_835())
}

#[test]
fn every_row_of_the_layout_is_in_the_guide() {
    layout().assert_rows_are_in_the_guide(EXCEPTIONS);
}

#[test]
fn every_element_of_the_guide_is_in_the_layout() {
    layout().assert_guide_is_in_the_rows(MORE);
}

#[test]
fn qualifiers_are_left_out_only_where_none_is_needed() {
    layout().assert_qualifiers_suffice();
}

#[test]
fn loops_repeat_as_the_layout_says() {
    assert_eq!(layout().assert_loops_repeat(fixtures::layout_loops()), 4);
}

#[test]
fn the_guide_leaves_no_choice() {
    layout().assert_no_choice();
}

#[test]
fn tolerances_name_what_exists() {
    layout().assert_tolerances_exist();
}
