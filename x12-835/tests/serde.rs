//! Remittances as JSON and back.
#![cfg(feature = "serde")]
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
mod generated;

use generated::remittance;
use proptest::prelude::*;
use serde_json::Value;
use x12_835::{EraOptions, Remittance, collect};
use x12_core::rust_decimal::Decimal;

fn back(of: &Remittance<'_>) -> Remittance<'static> {
    let json = serde_json::to_string(of).unwrap();
    serde_json::from_str(&json).unwrap()
}

#[test]
fn fixtures_come_back() {
    for fixture in fixtures::era() {
        for of in collect(fixture.edi, &EraOptions::default()).remittances {
            assert!(back(&of) == of, "{}", fixture.name);
        }
    }
}

/// Unmatched and rejected segments, other delimiters, control characters and UTF-8 too. Bytes that are no UTF-8 become
/// the characters that they are in Latin-1.
#[test]
fn dirty_files_come_back() {
    for case in fixtures::dirty_eras() {
        for of in collect(&case.bytes, &EraOptions::default()).remittances {
            let again = back(&of);
            assert_eq!(common::payment(&again), common::payment(&of), "{}", case.id);
            if std::str::from_utf8(&case.bytes).is_ok() {
                assert!(again == of, "{}", case.id);
            }
        }
    }
}

#[test]
fn what_was_set_aside_comes_back() {
    let mut seen = 0;
    for id in [
        "D-unreadable-first-claim",
        "L21-in-line",
        "L21-in-header",
        "D-many-elements",
    ] {
        let case = fixtures::dirty_eras()
            .into_iter()
            .find(|case| case.id == id)
            .unwrap();
        let file = collect(&case.bytes, &EraOptions::default());
        let of = &file.remittances[0];
        let again = back(of);
        assert_eq!(again.rejected, of.rejected, "{id}");
        seen += again.rejected.len() + again.payment.header.unmatched.len();
        for (one, two) in again
            .rejected
            .iter()
            .flat_map(|of| &of.segments)
            .zip(of.rejected.iter().flat_map(|of| &of.segments))
        {
            assert_eq!(
                (one.element(4), one.span(), one.ordinal(), one.tag()),
                (two.element(4), two.span(), two.ordinal(), two.tag())
            );
        }
    }
    assert_eq!(seen, 2);
}

fn json(name: &str) -> Value {
    let fixture = fixtures::era()
        .iter()
        .find(|fixture| fixture.name == name)
        .unwrap();
    serde_json::to_value(&collect(fixture.edi, &EraOptions::default()).remittances[0]).unwrap()
}

/// An amount is a text: a number of JSON would be read as a binary fraction by many programs.
#[test]
fn amounts_are_texts_and_dates_iso() {
    let value = json("R08");
    let header = &value["payment"]["header"];
    assert_eq!(header["payment"]["amount"], "105.25");
    assert_eq!(header["payment"]["date"], "2025-03-01");
    let claim = &value["groups"][0]["claims"][0];
    assert_eq!(claim["info"]["charge"], "150");
    assert_eq!(claim["info"]["patient_control_number"], "SH-10010");
    assert_eq!(claim["info"]["status"], "1");
    assert_eq!(claim["services"][0]["info"]["paid"], "100");
    assert_eq!(claim["services"][0]["dates"][0]["date"], "2025-02-10");
    assert_eq!(
        value["provider_adjustments"][0]["info"]["adjustments"][0]["amount"],
        "-5.25"
    );
    // A sum has a scale of its own.
    assert_eq!(
        value["totals"]["paid"]
            .as_str()
            .unwrap()
            .parse::<Decimal>()
            .unwrap(),
        Decimal::from(100)
    );
}

/// Wherever an amount stands, it is a text with its scale kept.
#[test]
fn no_amount_is_a_json_number() {
    let fixture = fixtures::era()
        .iter()
        .find(|fixture| fixture.name == "R05")
        .unwrap();
    let text = std::str::from_utf8(fixture.edi)
        .unwrap()
        .replace("*40~", "*40.00~");
    let file = collect(text.as_bytes(), &EraOptions::default());
    let value = serde_json::to_value(&file.remittances[0]).unwrap();
    fn visit(value: &Value, key: &str) {
        match value {
            Value::Object(object) => object.iter().for_each(|(key, value)| visit(value, key)),
            Value::Array(all) => all.iter().for_each(|value| visit(value, key)),
            Value::Number(number) => {
                // Counts, positions and the number of a group: whole and never money.
                assert!(number.is_u64(), "{key} is {number}");
                let counts = [
                    "start", "end", "ordinal", "number", "claims", "services", "rejected",
                ];
                assert!(counts.contains(&key), "{key} is a number: {number}");
            }
            _ => {}
        }
    }
    visit(&value, "");
    assert!(value.to_string().contains("\"40.00\""), "scale is kept");
}

#[test]
fn identities_and_headers() {
    let fixture = fixtures::era()[0];
    let file = collect(fixture.edi, &EraOptions::default());
    let identity = file.remittances[0].payment.header.identity();
    let json = serde_json::to_value(&identity).unwrap();
    assert_eq!(json["trace_number"], "EFT20250301001");
    assert_eq!(json["amount"], "40");
    assert_eq!(
        serde_json::from_value::<x12_835::PaymentIdentity>(json).unwrap(),
        identity
    );
    let value = serde_json::to_value(&file.remittances[0].payment).unwrap();
    assert_eq!(value["interchange"]["sender_id"], "ACM01");
    assert_eq!(value["group"]["version"], "005010X221A1");
    assert_eq!(value["transaction"]["number"], 1);
}

#[test]
fn json_that_is_wrong_is_refused() {
    for (from, to) in [
        ("\"40\"", "\"4O\""),
        ("2025-03-01", "2025-02-30"),
        ("\"charge\":\"150\",", ""),
    ] {
        let fixture = fixtures::era()[0];
        let text =
            serde_json::to_string(&collect(fixture.edi, &EraOptions::default()).remittances[0])
                .unwrap();
        assert!(text.contains(from), "{from}");
        assert!(
            serde_json::from_str::<Remittance<'static>>(&text.replacen(from, to, 1)).is_err(),
            "{to}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_remittances_come_back(of in remittance("0001")) {
        prop_assert!(back(&of) == of);
    }
}

/// A finding as data: where and what, never text of the file.
#[test]
fn findings_are_data() {
    let fixture = fixtures::dirty_eras()
        .into_iter()
        .find(|case| case.id == "L14-off-by-a-cent")
        .unwrap();
    let file = collect(&fixture.bytes, &EraOptions::default());
    let all = serde_json::to_value(&file.findings).unwrap();
    let found = all
        .as_array()
        .unwrap()
        .iter()
        .find(|of| of["code"] == "X12-0403")
        .unwrap();
    assert_eq!(found["severity"], "error");
    assert_eq!(found["guide"], "005010X221A1");
    assert_eq!(found["segment"], "BPR");
    assert_eq!(found["element"], 2);
    assert_eq!(found["component"], Value::Null);
    assert_eq!(
        found["message"],
        "payment does not balance: expected 105.24, found 105.25, difference -0.01"
    );
}
