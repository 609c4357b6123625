//! The guide as data against the tables of the layout, row by row and both ways.
#![allow(missing_docs)]

#[path = "../../x12-core/tests/layout/mod.rs"]
mod layout;

use layout::{Layout, Listed};
use x12_ack::{FUNCTIONAL, GUIDE, INTERCHANGE};
use x12_core::notation::ambiguities;

/// Rows of the layout that the guide says otherwise, and why.
const EXCEPTIONS: &[Listed] = &[(
    "TX",
    "SE",
    "",
    "SE belongs to the envelope, which counts segments and compares control numbers",
)];

/// Elements of the guide that the layout does not have, and why.
const MORE: &[Listed] = &[];

fn layout() -> Layout {
    // The table cuts this list in the middle of a word.
    let whole = ",TRN02 NM109 PATIENT NAME NM109 SUBSCRIBER NAME NM109 ENT01 SUBSCRIBER NUMBER REF02 CLM01,S,1,";
    let cut = ",TRN02 NM109 PATIENT NAME NM109 SUBSCRIBER NAME NM109 ENT01 S,S,1,";
    Layout::new(&GUIDE, "999", &fixtures::layout_999().replace(cut, whole))
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
    assert_eq!(layout().assert_loops_repeat(fixtures::layout_loops()), 3);
}

#[test]
fn no_guide_leaves_a_choice() {
    layout().assert_no_choice();
    for guide in [&FUNCTIONAL, &INTERCHANGE] {
        for of in guide.loops {
            assert_eq!(ambiguities(of), [], "{} {}", guide.id, of.id);
        }
    }
}

#[test]
fn tolerances_name_what_exists() {
    layout().assert_tolerances_exist();
}
