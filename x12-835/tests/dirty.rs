//! Files as payers and transports really deliver them: what must be read, what must be said, and what must be kept.
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
mod dirty_cases;

use common::{expected_of, numbers, payments};
use dirty_cases::CASES;
use fixtures::{Dirty, dirty_eras};
use serde_json::Value;
use x12_835::{EraFile, EraOptions, collect};
use x12_core::{Severity, rust_decimal::Decimal};

/// Cases that a table of numbers does not fit; each has its own test below.
const ELSEWHERE: &[&str] = &["L12-denied-as-4", "L30-random-after-isa"];

fn read(case: &Dirty) -> EraFile<'_> {
    collect(&case.bytes, &EraOptions::default())
}

fn case(id: &str) -> Dirty {
    dirty_eras()
        .into_iter()
        .find(|case| case.id == id)
        .unwrap_or_else(|| panic!("no case {id}"))
}

fn shown(file: &EraFile<'_>) -> String {
    let lines: Vec<_> = file.findings.iter().map(ToString::to_string).collect();
    format!("{lines:#?}\n{:?}", file.error)
}

#[test]
fn each_case_is_listed() {
    for case in dirty_eras() {
        let listed = CASES.iter().filter(|(id, ..)| *id == case.id).count();
        let elsewhere = usize::from(ELSEWHERE.contains(&case.id));
        assert_eq!(listed + elsewhere, 1, "{}", case.id);
    }
    assert_eq!(dirty_eras().len(), CASES.len() + ELSEWHERE.len());
}

#[test]
fn findings_and_errors() {
    let mut wrong = Vec::new();
    for case in dirty_eras() {
        let Some((_, findings, error, reason)) = CASES.iter().find(|(id, ..)| *id == case.id)
        else {
            continue;
        };
        let file = read(&case);
        let stopped = file.error.as_ref().map_or(0, |error| error.rule().number);
        if numbers(&file.findings) != *findings || stopped != *error {
            wrong.push(format!(
                "{}: expected {findings:?} and {error} ({reason}), got {}",
                case.id,
                shown(&file)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn cases_that_change_nothing_read_like_their_base() {
    for case in dirty_eras() {
        let Some(base) = case.base else { continue };
        let file = read(&case);
        assert_eq!(
            payments(&file.remittances),
            expected_of(base),
            "{}\n{}",
            case.id,
            shown(&file)
        );
    }
}

/// Deviations that the sheet on the 835 lists as seen in the field: none may be an error.
#[test]
fn tolerated_deviations_are_warnings() {
    let tolerated = [
        "L08-filing-ci",
        "L08-filing-bl",
        "L09-no-technical-contact",
        "L09-no-payer-address",
        "L11-group-cr",
        "L13-remittance-without-payment",
        "L13-notice-with-money",
        "L15-unknown-reason",
        "L16-trailing-spaces",
        "L17-no-units",
        "L17-empty-units",
        "D-trailing-separators",
        "D-adjustment-after-name",
        "D-mixed-line-order",
        "D-zero-adjustment",
        "D-negative-patient-share",
        "D-latin1-name",
        "D-utf8-name",
        "D-reference-with-spaces",
    ];
    for id in tolerated {
        let case = case(id);
        let file = read(&case);
        assert_eq!(common::errors(&file.findings), Vec::<String>::new(), "{id}");
        assert!(
            collect(&case.bytes, &EraOptions::default().strict(true))
                .error
                .is_none(),
            "{id} in strict reading"
        );
    }
}

/// Every case that has a finding of error level is refused by strict reading, and with the same rule.
#[test]
fn strict_reading_stops_at_the_first_error() {
    for case in dirty_eras() {
        let file = read(&case);
        let first = file
            .findings
            .iter()
            .find(|finding| finding.severity == Severity::Error);
        let strict = collect(&case.bytes, &EraOptions::default().strict(true));
        match (first, &file.error) {
            (Some(finding), _) => {
                let error = strict
                    .error
                    .as_ref()
                    .unwrap_or_else(|| panic!("{}: strict reading accepts {finding}", case.id));
                assert_eq!(error.rule().number, finding.rule.number, "{}", case.id);
                assert_eq!(error.place(), Some(finding.place), "{}", case.id);
            }
            (None, lenient) => {
                let number = |error: &Option<x12_core::Error>| {
                    error.as_ref().map(|error| error.rule().number)
                };
                assert_eq!(number(&strict.error), number(lenient), "{}", case.id);
            }
        }
    }
}

fn only_claim(file: &EraFile<'_>) -> Value {
    let all = payments(&file.remittances);
    assert_eq!(all.as_array().unwrap().len(), 1);
    assert_eq!(all[0]["claims"].as_array().unwrap().len(), 1);
    all[0]["claims"][0].clone()
}

#[test]
fn values_are_kept_as_sent() {
    let kept = |id: &str, key: &str| only_claim(&read(&case(id)))[key].clone();
    assert_eq!(kept("L08-filing-ci", "claim_filing_indicator"), "CI");
    assert_eq!(kept("L08-filing-bl", "claim_filing_indicator"), "BL");
    assert_eq!(
        kept("L16-lower-case-claim", "patient_control_number"),
        "sh-10001"
    );
    assert_eq!(
        kept("L16-trailing-spaces", "patient_control_number"),
        "SH-10001   "
    );
    assert_eq!(kept("D-latin1-name", "patient_last_name"), "LÓPEZ");
    assert_eq!(kept("D-utf8-name", "patient_last_name"), "LÓPEZ");
    assert_eq!(kept("D-nul-in-name", "patient_last_name"), "LO\0PEZ");
    assert_eq!(kept("D-crlf-in-name", "patient_last_name"), "LO\r\nPEZ");
    assert_eq!(kept("L17-no-units", "services")[0]["units_paid"], "1");
    assert_eq!(kept("L17-empty-units", "services")[0]["units_paid"], "1");
    assert_eq!(
        kept("D-negative-patient-share", "patient_responsibility"),
        "-70"
    );
    assert_eq!(kept("D-three-decimals", "charge"), "150.005");
    assert_eq!(
        kept("D-three-decimals", "services")[0]["adjustments"][0],
        "CO-45 40.005"
    );
    assert_eq!(kept("L12-denied-as-4", "status"), "4");
}

#[test]
fn group_cr_counts_and_is_kept() {
    let case = case("L11-group-cr");
    let file = read(&case);
    let claim = only_claim(&file);
    assert_eq!(claim["services"][0]["adjustments"][0], "CR-45 40");
    assert_eq!(claim["balanced"], true);
    assert!(file.remittances[0].totals.as_ref().unwrap().is_balanced());
}

#[test]
fn unknown_reasons_count_in_the_balance() {
    let case = case("L15-unknown-reason");
    let file = read(&case);
    let payment = &payments(&file.remittances)[0];
    assert_eq!(payment["balanced"], true);
    assert_eq!(payment["provider_adjustments"][0]["reason"], "ZQ");
    assert_eq!(payment["provider_adjustments"][0]["amount"], "-5.25");
}

#[test]
fn references_of_provider_adjustments() {
    let adjustment =
        |id: &str| payments(&read(&case(id)).remittances)[0]["provider_adjustments"][0].clone();
    let run_together = adjustment("D-reference-run-together");
    assert_eq!(
        (&run_together["reason"], &run_together["reference"]),
        (&"L6".into(), &"ICN700".into())
    );
    assert_eq!(run_together["amount"], "-5.25");
    let spaces = adjustment("D-reference-with-spaces");
    assert_eq!(
        (&spaces["reason"], &spaces["reference"]),
        (&"L6".into(), &"ICN 700  ".into())
    );
}

#[test]
fn off_by_a_cent_says_both_sums() {
    let case = case("L14-off-by-a-cent");
    let file = read(&case);
    let finding = file
        .findings
        .iter()
        .find(|finding| finding.rule.number == 403)
        .unwrap();
    let cents = |cents| Decimal::new(cents, 2);
    // 100 paid for the claim, less -5.24, against 105.25 in BPR02.
    assert_eq!(
        finding.detail,
        x12_core::Detail::Amount {
            expected: cents(10_524),
            found: cents(10_525)
        }
    );
    assert_eq!(finding.place.excerpt(&case.bytes), Some(&b"105.25"[..]));
    assert!(
        finding.to_string().contains("difference -0.01"),
        "{finding}"
    );
}

#[test]
fn lines_are_not_needed() {
    let file_case = case("L19-no-lines");
    let claim = only_claim(&read(&file_case));
    assert_eq!(claim["services"], Value::Array(Vec::new()));
    assert_eq!(
        claim["adjustments"],
        serde_json::json!(["CO-45 40", "PR-1 50", "PR-3 20"])
    );
    assert_eq!(claim["balanced"], true);
}

/// A claim whose CLP04 cannot be read must neither vanish nor give its segments to the next claim.
#[test]
fn unreadable_first_claim() {
    let case = case("D-unreadable-first-claim");
    let file = read(&case);
    let remittance = &file.remittances[0];
    let claims: Vec<_> = remittance.claims().collect();
    assert_eq!(claims.len(), 1);
    assert_eq!(
        claims[0].info.patient_control_number.as_ref().unwrap(),
        &"SH-10099"
    );
    assert_eq!(
        claims[0]
            .patient
            .as_ref()
            .unwrap()
            .last_name
            .as_ref()
            .unwrap(),
        &"STONE"
    );
    assert_eq!(claims[0].services.len(), 1);
    assert_eq!(
        claims[0].services[0]
            .line_control_number
            .as_ref()
            .unwrap()
            .id,
        "L10099-1"
    );
    assert!(
        claims[0].rendering_provider.is_none() && claims[0].received.is_none(),
        "lent by the first claim"
    );

    assert_eq!(remittance.rejected.len(), 1);
    let rejected = &remittance.rejected[0];
    let text = std::str::from_utf8(&case.bytes).unwrap();
    let (start, end) = (
        text.find("CLP*SH-10001").unwrap(),
        text.find("\nCLP*SH-10099").unwrap(),
    );
    assert_eq!(rejected.span, x12_core::Span::new(start as u64, end as u64));
    let tags: Vec<_> = rejected
        .segments
        .iter()
        .map(|segment| segment.tag().to_string())
        .collect();
    assert_eq!(
        tags,
        [
            "CLP", "NM1", "NM1", "DTM", "SVC", "DTM", "CAS", "CAS", "REF", "AMT"
        ]
    );
    assert_eq!(rejected.segments[0].element(4), b"4O");
    assert_eq!(rejected.loop_id, "2100");
    let totals = remittance.totals.as_ref().unwrap();
    assert_eq!((totals.claims, totals.rejected), (1, 1));
    assert!(!totals.is_balanced());

    let number = file
        .findings
        .iter()
        .find(|finding| finding.rule.number == 304)
        .unwrap();
    assert_eq!(number.place.excerpt(&case.bytes), Some(&b"4O"[..]));
    assert_eq!(number.place.element_name(), "CLP04");
    assert_eq!(number.place.loop_id, "2100");
}

#[test]
fn unknown_segments_are_kept_where_they_stood() {
    let raw = |id: &str, at: &str| {
        let case = case(id);
        let file = read(&case);
        let remittance = file.remittances[0].clone().into_owned();
        let claim = remittance.claims().next().unwrap().clone();
        let unmatched = match at {
            "header" => remittance.payment.header.unmatched,
            "claim" => claim.unmatched,
            _ => claim.services[0].unmatched.clone(),
        };
        assert_eq!(unmatched.len(), 1, "{id}");
        String::from_utf8(unmatched[0].bytes().to_vec()).unwrap()
    };
    assert_eq!(raw("L21-in-header", "header"), "XYZ*1*A:B~");
    assert_eq!(raw("L21-in-claim", "claim"), "XYZ*1*A:B~");
    assert_eq!(raw("L21-in-line", "line"), "XYZ*1*A:B~");
    assert_eq!(raw("L21-before-trailer", "line"), "XYZ*1*A:B~");
    assert_eq!(raw("L21-unknown-qualifier", "line"), "REF*QQQ*NOT KNOWN~");
    assert_eq!(
        raw("L21-foreign-segment", "claim"),
        "CLM*SH-10001*150***11:B:1*Y*A*Y*Y~"
    );
}

#[test]
fn what_was_complete_is_delivered_before_the_cut() {
    let file_case = case("L07-cut-in-second-interchange");
    let file = read(&file_case);
    assert_eq!(payments(&file.remittances)[0], expected_of("R01")[0]);
    assert!(
        file.remittances[1].totals.is_none(),
        "a payment that was cut has no sums"
    );
    assert_eq!(file.remittances[1].claims().count(), 0);
    let place = file.error.as_ref().unwrap().place().unwrap();
    assert_eq!(
        place.span.end,
        file_case.bytes.len() as u64,
        "the error says where the file ends"
    );

    for id in ["L07-no-ge", "L07-no-iea", "L07-iea-without-terminator"] {
        let file_case = case(id);
        assert_eq!(
            payments(&read(&file_case).remittances),
            expected_of("R01"),
            "{id}"
        );
    }
}

#[test]
fn the_other_version_is_named_and_none_of_it_is_read() {
    let file_case = case("L22-4010");
    let file = read(&file_case);
    assert!(file.remittances.is_empty());
    assert_eq!(file.skipped.len(), 1);
    assert_eq!(file.skipped[0].version, "004010X091A1");
    assert!(
        file.findings[0].to_string().contains("004010X091A1"),
        "{}",
        file.findings[0]
    );
    assert_eq!(file.findings[0].severity, Severity::Error);

    let read_all_the_same = collect(&file_case.bytes, &EraOptions::default().any_version(true));
    assert_eq!(payments(&read_all_the_same.remittances), expected_of("R01"));
    assert_eq!(numbers(&read_all_the_same.findings), [109]);
}

#[test]
fn several_interchanges_in_order() {
    let traces = |id: &str| {
        let case = case(id);
        let all = payments(&read(&case).remittances);
        all.as_array()
            .unwrap()
            .iter()
            .map(|of| of["trace_number"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let (first, second) = ("EFT20250301001", "EFT20250301002");
    assert_eq!(traces("D-two-interchanges"), [first, second]);
    assert_eq!(traces("L01-other-delimiters"), [first, second]);
    assert_eq!(traces("L01-newline-terminator"), [second, first]);
    assert_eq!(traces("L02-blank-lines-between"), [first, second]);
    assert_eq!(
        traces("L27-identical-interchanges"),
        [first, first],
        "both are delivered, and named as the same"
    );
}

#[test]
fn acknowledgments_are_kept() {
    let case = case("D-ta1");
    let file = read(&case);
    assert_eq!(file.acknowledgments.len(), 1);
    assert_eq!(
        file.acknowledgments[0].bytes(),
        b"TA1*000000001*250301*1200*A*000~"
    );
}

/// A header, then noise: segments outside any transaction, and the end of the file without trailers.
#[test]
fn random_bytes_behind_a_header() {
    let case = case("L30-random-after-isa");
    let file = read(&case);
    assert_eq!(file.error.as_ref().unwrap().rule().number, 902);
    assert!(file.remittances.is_empty());
    assert!(!file.findings.is_empty());
    // None of it has an identifier, and all of it stands outside transactions; nothing else may be said of it.
    assert!(
        file.findings
            .iter()
            .all(|finding| [110, 202].contains(&finding.rule.number)),
        "{}",
        shown(&file)
    );
}

/// The sheets: 4 means that the patient or the claim was not found, and a claim with lines was found. R04 is the honest
/// use and gives none.
#[test]
fn status_4_for_an_ordinary_denial_is_named() {
    let case = case("L12-denied-as-4");
    let file = read(&case);
    assert!(file.error.is_none());
    assert_eq!(
        file.findings.len(),
        1,
        "one finding on CLP02, got {}",
        shown(&file)
    );
    assert!(
        file.findings
            .iter()
            .all(|finding| finding.severity < Severity::Error)
    );
    assert_eq!(file.findings[0].place.element_name(), "CLP02");
}
