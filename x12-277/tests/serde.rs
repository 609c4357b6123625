//! With the feature `serde` reports survive JSON.
#![cfg(feature = "serde")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, missing_docs)]

use x12_277::{AnyReport, ReadOptions, collect};

#[test]
fn reports_come_back_from_json() {
    for fixture in fixtures::statuses() {
        for report in collect(fixture.edi, &ReadOptions::default()).reports {
            let json = serde_json::to_string(&report).unwrap();
            let back: AnyReport<'_> = serde_json::from_str(&json).unwrap();
            assert!(back == report, "{}", fixture.name);
            assert!(back.into_owned() == report, "{}", fixture.name);
        }
    }
}

/// Amounts are texts and dates are in ISO form; what is absent is left out.
#[test]
fn values_have_their_form() {
    let file = collect(fixtures::statuses()[0].edi, &ReadOptions::default());
    let json = serde_json::to_value(&file.reports[0]).unwrap();
    let provider = &json["acknowledgment"]["sources"][0]["receivers"][0]["providers"][0];
    assert_eq!(provider["status"]["accepted_claims"]["quantity"], "2");
    let claim = &provider["patients"][0]["claims"][0];
    assert_eq!(claim["statuses"][0]["charge"], "150");
    assert_eq!(claim["statuses"][0]["date"], "2025-03-02");
    assert_eq!(claim["payer_claim_number"]["id"], "2025041000123");
    assert!(claim.get("bill_type").is_none());
}
