//! How loops are read: the two traps, and every rule of reading, on a small guide.
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

mod common;

use common::{Claim, Got, digits, file, read};
use x12_core::{Detail, Severity, Span};

fn claim<'g, 'a>(got: &'g Got<'a>, at: usize) -> &'g Claim<'a> {
    got.claims[at]
        .as_ref()
        .unwrap_or_else(|_| panic!("claim {at} was rejected: {:?}", got.shown()))
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn span_of(input: &[u8], from: &str, to: &str) -> Span {
    let whole = text(input);
    Span::new(
        whole.find(from).unwrap() as u64,
        (whole.find(to).unwrap() + to.len()) as u64,
    )
}

#[test]
fn a_clean_file_has_no_findings() {
    let input = file(&[
        "NTE*HELLO",
        "NM1*PR*PAYER",
        "REF*2U*9",
        "CLP*C1*10.50*A**20250301*1.5*7",
        "CAS*CO*45*1*46*2",
        "NM1*QC*LOPEZ",
        "REF*EA*1",
        "DTM*232*20250101",
        "SVC*HC:1::22*5.25",
        "DTM*472*20250102",
        "CAS*PR*1*2",
        "REF*6R*L1",
        "SLN*1",
        "REF*XX*S1",
        "SVC*NU:2*5.25**HC:3",
        "DTM*999*20250103",
    ]);
    let got = read(&input);
    assert_eq!(got.shown(), Vec::<String>::new());
    let header = got.header.as_ref().unwrap();
    assert_eq!(header.payer.as_ref().unwrap().id.as_ref().unwrap().id, "9");
    let claim = claim(&got, 0);
    assert_eq!(claim.info.amount, digits("10.50"));
    assert_eq!(claim.info.amount.scale(), 2);
    assert_eq!(claim.info.count, Some(7));
    assert_eq!(claim.adjustments[0].adjustments.len(), 2);
    assert_eq!(claim.lines.len(), 2);
    assert_eq!(
        claim.lines[0]
            .info
            .procedure
            .modifier
            .as_ref()
            .unwrap()
            .as_str(),
        "22"
    );
    assert_eq!(claim.lines[0].subs[0].id.as_ref().unwrap().id, "S1");
    assert_eq!(
        claim.lines[1]
            .info
            .other
            .as_ref()
            .unwrap()
            .code
            .as_ref()
            .unwrap(),
        &"3"
    );
    assert_eq!(
        claim.closed.as_ref().unwrap().date.to_string(),
        "2025-01-03"
    );
    assert_eq!(claim.span, span_of(&input, "CLP*C1", "20250103~"));
    assert_eq!(claim.lines[0].span, span_of(&input, "SVC*HC", "REF*XX*S1~"));
    assert_eq!(
        claim.lines[1].span,
        span_of(&input, "SVC*NU", "HC:3~"),
        "the date behind it is the claim's"
    );
}

/// Trap 1: a slot that was seen but could not be read stays taken.
#[test]
fn a_broken_slot_stays_taken() {
    let input = file(&[
        "CLP*C1*1",
        "NM1*QC*LOPEZ",
        "DTM*232*20250230",
        "DTM*232*20250301",
    ]);
    let got = read(&input);
    let claim = claim(&got, 0);
    assert!(
        claim.day.is_none(),
        "the second date slid into the broken slot"
    );
    assert_eq!(claim.unmatched.len(), 2, "both are kept");
    assert_eq!(claim.unmatched[0].bytes(), b"DTM*232*20250230~");
    assert_eq!(claim.unmatched[1].bytes(), b"DTM*232*20250301~");
    assert_eq!(got.numbers(), [306, 205], "{:?}", got.shown());
}

#[test]
fn a_broken_loop_slot_stays_taken() {
    // NM101 of a payer is there; its loop is read, and a second one is set aside with its own segments.
    let input = file(&[
        "NM1*PR*ONE",
        "REF*2U*1",
        "NM1*PR*TWO",
        "REF*2U*2",
        "CLP*C1*1",
        "NM1*QC*LOPEZ",
    ]);
    let got = read(&input);
    let header = got.header.as_ref().unwrap();
    let payer = header.payer.as_ref().unwrap();
    assert_eq!(payer.name.name.as_ref().unwrap(), &"ONE");
    assert_eq!(payer.id.as_ref().unwrap().id, "1");
    assert_eq!(header.rejected.len(), 1);
    assert_eq!(header.rejected[0].segments.len(), 2);
    assert_eq!(
        header.rejected[0].span,
        span_of(&input, "NM1*PR*TWO", "REF*2U*2~")
    );
    assert_eq!(got.numbers(), [205]);
}

#[test]
fn an_unreadable_first_segment_rejects_the_whole_loop_and_nothing_else() {
    let input = file(&[
        "CLP*C1*1",
        "NM1*QC*FIRST",
        "CLP*C2*1O",
        "NM1*QC*SECOND",
        "REF*EA*2",
        "SVC*HC:1*5",
        "DTM*472*20250101",
        "CLP*C3*3",
        "NM1*QC*THIRD",
    ]);
    let got = read(&input);
    assert_eq!(got.claims.len(), 3);
    assert_eq!(
        claim(&got, 0)
            .patient
            .as_ref()
            .unwrap()
            .name
            .as_ref()
            .unwrap(),
        &"FIRST"
    );
    assert_eq!(
        claim(&got, 2)
            .patient
            .as_ref()
            .unwrap()
            .name
            .as_ref()
            .unwrap(),
        &"THIRD"
    );
    assert!(
        claim(&got, 0).lines.is_empty()
            && claim(&got, 2).lines.is_empty()
            && claim(&got, 2).references.is_empty()
    );
    let rejected = got.claims[1].as_ref().unwrap_err();
    assert_eq!(rejected.loop_id, "C");
    assert_eq!(rejected.segments.len(), 5);
    assert_eq!(
        rejected.span,
        span_of(&input, "CLP*C2", "DTM*472*20250101~")
    );
    assert_eq!(got.numbers(), [304, 209]);
    assert_eq!(got.findings[0].place.element_name(), "CLP02");
    assert_eq!(got.findings[0].place.excerpt(&input), Some(&b"1O"[..]));
}

#[test]
fn a_rejected_child_takes_its_own_segments_along() {
    let input = file(&[
        "CLP*C1*1",
        "NM1*QC*LOPEZ",
        "SVC*HC:1*X",
        "DTM*472*20250101",
        "REF*6R*A",
        "SLN*1",
        "REF*XX*S",
        "SVC*HC:2*5",
        "REF*6R*B",
    ]);
    let got = read(&input);
    let claim = claim(&got, 0);
    assert_eq!(claim.lines.len(), 1);
    assert_eq!(claim.lines[0].number.as_ref().unwrap().id, "B");
    assert!(
        claim.lines[0].day.is_none() && claim.lines[0].subs.is_empty(),
        "lent by the broken line"
    );
    assert!(claim.references.is_empty(), "taken from the broken line");
    assert_eq!(claim.rejected.len(), 1);
    assert_eq!(claim.rejected[0].loop_id, "L");
    assert_eq!(
        claim.rejected[0].span,
        span_of(&input, "SVC*HC:1", "REF*XX*S~")
    );
    assert_eq!(claim.span, span_of(&input, "CLP*C1", "REF*6R*B~"));
    assert_eq!(got.numbers(), [304, 209]);
}

/// Trap 2: a line's segment with an unknown qualifier is not for the claim's catch-all.
#[test]
fn an_unknown_qualifier_stays_in_the_innermost_loop() {
    let input = file(&[
        "CLP*C1*1",
        "NM1*QC*LOPEZ",
        "SVC*HC:1*5",
        "REF*ZZZ*Q",
        "SLN*1",
        "REF*YY*R",
        "NTE*FREE TEXT",
    ]);
    let got = read(&input);
    let claim = claim(&got, 0);
    assert!(claim.references.is_empty() && claim.unmatched.is_empty());
    assert_eq!(claim.lines[0].unmatched.len(), 1);
    assert_eq!(claim.lines[0].unmatched[0].bytes(), b"REF*ZZZ*Q~");
    let sub = &claim.lines[0].subs[0];
    assert_eq!(sub.unmatched.len(), 2);
    assert_eq!(sub.unmatched[1].bytes(), b"NTE*FREE TEXT~");
    assert_eq!(got.numbers(), [204, 204, 204]);
    let loops: Vec<_> = got
        .findings
        .iter()
        .map(|finding| finding.place.loop_id)
        .collect();
    assert_eq!(loops, ["L", "S", "S"]);
    assert_eq!(sub.span, span_of(&input, "SLN*1", "FREE TEXT~"));
}

#[test]
fn before_a_child_is_open_the_catch_all_takes_it() {
    let input = file(&[
        "CLP*C1*1",
        "NM1*QC*LOPEZ",
        "REF*ZZZ*Q",
        "REF*6R*NOT A LINE",
        "SVC*HC:1*5",
    ]);
    let got = read(&input);
    let claim = claim(&got, 0);
    assert_eq!(claim.references.len(), 2);
    assert!(claim.lines[0].number.is_none());
    assert_eq!(got.shown(), Vec::<String>::new());
}

#[test]
fn ancestors_take_back_loop_starts_and_what_they_name() {
    let input = file(&[
        "CLP*C1*1",
        "NM1*QC*LOPEZ",
        "SVC*HC:1*5",
        "SLN*1",
        "CAS*CO*1*1",
        "DTM*472*20250101",
        "REF*6R*A",
        "DTM*232*20250201",
        "NM1*IL",
        "SVC*HC:2*5",
        "DTM*999*20250301",
    ]);
    let got = read(&input);
    let claim = claim(&got, 0);
    // A CAS has no qualifier: once the sub-line is open, neither line nor claim may take it.
    assert_eq!(claim.lines[0].subs[0].unmatched.len(), 1);
    assert!(claim.lines[0].adjustments.is_empty() && claim.adjustments.is_empty());
    assert_eq!(
        claim.lines[0].day.as_ref().unwrap().date.to_string(),
        "2025-01-01"
    );
    assert_eq!(claim.lines[0].number.as_ref().unwrap().id, "A");
    assert_eq!(claim.day.as_ref().unwrap().date.to_string(), "2025-02-01");
    assert!(claim.insured.is_some());
    assert_eq!(claim.lines.len(), 2);
    assert_eq!(
        claim.closed.as_ref().unwrap().date.to_string(),
        "2025-03-01"
    );
    // CAS; back to 472 in the line; back to 232 and 300 in the claim. The last DTM is where it belongs.
    assert_eq!(got.numbers(), [204, 207, 207, 207], "{:?}", got.shown());
}

#[test]
fn repeated_segments() {
    let input = file(&[
        "CLP*C1*1",
        "NM1*QC*FIRST",
        "NM1*QC*SECOND",
        "DTM*232*20250101",
        "DTM*232*20250102",
    ]);
    let got = read(&input);
    let claim = claim(&got, 0);
    assert_eq!(
        claim.patient.as_ref().unwrap().name.as_ref().unwrap(),
        &"FIRST"
    );
    assert_eq!(claim.day.as_ref().unwrap().date.to_string(), "2025-01-01");
    let kept: Vec<_> = claim
        .unmatched
        .iter()
        .map(|segment| text(segment.bytes()))
        .collect();
    assert_eq!(kept, ["NM1*QC*SECOND~", "DTM*232*20250102~"]);
    assert_eq!(got.numbers(), [205, 205]);
}

#[test]
fn too_many_repeats_are_kept_and_named() {
    let input = file(&[
        "CLP*C1*1",
        "CAS*CO*1*1",
        "CAS*CO*2*1",
        "CAS*CO*3*1",
        "NM1*QC*LOPEZ",
        "SVC*HC:1*1",
        "SVC*HC:2*1",
        "SVC*HC:3*1",
        "SVC*HC:4*1",
    ]);
    let got = read(&input);
    assert_eq!(claim(&got, 0).adjustments.len(), 3);
    assert_eq!(claim(&got, 0).lines.len(), 4);
    assert_eq!(got.numbers(), [206, 206]);
    assert_eq!(
        got.findings[0].detail,
        Detail::Count {
            expected: 2,
            found: 3
        }
    );
    assert_eq!(
        got.findings[1].detail,
        Detail::Count {
            expected: 3,
            found: 4
        }
    );
    assert_eq!(
        got.findings[0].place.excerpt(&input),
        Some(&b"CAS*CO*3*1~"[..])
    );
}

#[test]
fn out_of_order_is_read_and_named_once_for_each_step_back() {
    let input = file(&[
        "CLP*C1*1",
        "REF*EA*1",
        "NM1*QC*LOPEZ",
        "REF*EA*2",
        "CAS*CO*1*1",
    ]);
    let got = read(&input);
    let claim = claim(&got, 0);
    assert!(claim.patient.is_some() && claim.adjustments.len() == 1 && claim.references.len() == 2);
    assert_eq!(got.numbers(), [207, 207]);
    assert!(
        got.findings
            .iter()
            .all(|finding| finding.severity == Severity::Warning)
    );
    // Lines of one position have no order among themselves.
    assert_eq!(
        read(&file(&["CLP*C1*1", "NM1*IL", "NM1*QC*LOPEZ"])).numbers(),
        Vec::<u16>::new()
    );
}

#[test]
fn missing_required_segments() {
    let input = file(&["CLP*C1*1", "SVC*HC:1*1"]);
    let got = read(&input);
    assert_eq!(got.numbers(), [208]);
    assert_eq!(got.findings[0].detail, Detail::Expected("NM1*QC"));
    assert_eq!(got.findings[0].place.loop_id, "C");
    // A patient that could not be placed is not missing: it was seen. One with another qualifier does not count.
    let other = file(&["CLP*C1*1", "NM1*XX*LOPEZ"]);
    assert_eq!(read(&other).numbers(), [204, 208]);
}

#[test]
fn owned_values_are_equal() {
    let input = file(&[
        "CLP*C1*10.50*A**20250301*1",
        "CAS*CO*45*1",
        "NM1*QC*LOPEZ",
        "XYZ*1",
        "SVC*HC:1*5",
        "REF*QQ*1",
        "SLN*1",
        "SVC*HC:1*X",
    ]);
    let got = read(&input);
    let borrowed = claim(&got, 0).clone();
    let owned: Claim<'static> = borrowed.clone().into_owned();
    assert_eq!(owned, borrowed);
    assert_eq!(
        (
            owned.unmatched.len(),
            owned.rejected.len(),
            owned.lines[0].unmatched.len()
        ),
        (1, 1, 1)
    );
    assert_eq!(owned.unmatched[0].element(1), b"1");
}
