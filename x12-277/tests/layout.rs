//! The guides as data against the tables of the layout, row by row and both ways.
#![allow(missing_docs)]

#[path = "../../x12-core/tests/layout/mod.rs"]
mod layout;

use layout::{Layout, Listed};
use x12_277::{acknowledgment, answer, inquiry};

const ENVELOPE: Listed = (
    "TX",
    "SE",
    "",
    "SE belongs to the envelope, which counts segments and compares control numbers",
);

/// Rows of the layout that the guides say otherwise, and why.
const EXCEPTIONS: &[Listed] = &[ENVELOPE];

/// Elements of the acknowledgment that the layout does not have, and why.
const MORE_OF_ACKNOWLEDGMENT: &[Listed] = &[(
    "2000A",
    "DTP",
    "",
    "dates of the report where its number is missing: read, never written",
)];

fn acknowledgment() -> Layout {
    Layout::new(&acknowledgment::GUIDE, "277CA", fixtures::layout_277ca())
}

fn answer() -> Layout {
    Layout::new(&answer::GUIDE, "277", fixtures::layout_277())
}

fn inquiry() -> Layout {
    Layout::new(&inquiry::GUIDE, "276", fixtures::layout_276())
}

#[test]
fn every_row_of_the_layout_is_in_the_guide() {
    acknowledgment().assert_rows_are_in_the_guide(EXCEPTIONS);
    answer().assert_rows_are_in_the_guide(EXCEPTIONS);
    inquiry().assert_rows_are_in_the_guide(EXCEPTIONS);
}

#[test]
fn every_element_of_the_guide_is_in_the_layout() {
    acknowledgment().assert_guide_is_in_the_rows(MORE_OF_ACKNOWLEDGMENT);
    answer().assert_guide_is_in_the_rows(&[]);
    inquiry().assert_guide_is_in_the_rows(&[]);
}

#[test]
fn qualifiers_are_left_out_only_where_none_is_needed() {
    acknowledgment().assert_qualifiers_suffice();
    answer().assert_qualifiers_suffice();
    inquiry().assert_qualifiers_suffice();
}

#[test]
fn loops_repeat_as_the_layout_says() {
    let loops = fixtures::layout_loops();
    assert_eq!(acknowledgment().assert_loops_repeat(loops), 12);
    assert_eq!(answer().assert_loops_repeat(loops), 15);
    assert_eq!(inquiry().assert_loops_repeat(loops), 13);
}

#[test]
fn the_guides_leave_no_choice() {
    acknowledgment().assert_no_choice();
    answer().assert_no_choice();
    inquiry().assert_no_choice();
}

#[test]
fn tolerances_name_what_exists() {
    acknowledgment().assert_tolerances_exist();
    answer().assert_tolerances_exist();
    inquiry().assert_tolerances_exist();
}
