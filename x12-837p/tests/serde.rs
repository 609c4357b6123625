//! With the feature `serde` batches and rejected loops survive JSON, and private values are only where they belong.
#![cfg(feature = "serde")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, missing_docs)]

use x12_837p::{CollectedBatch, ReadOptions, collect};

#[test]
fn batches_come_back_from_json() {
    for fixture in fixtures::claims() {
        let file = collect(fixture.edi, &ReadOptions::default());
        for batch in file.batches {
            let json = serde_json::to_string(&batch).unwrap();
            let back: CollectedBatch<'_> = serde_json::from_str(&json).unwrap();
            assert_eq!(back, batch, "{}", fixture.name);
        }
    }
}

/// Amounts are texts and dates are in ISO form; what is absent is left out.
#[test]
fn values_have_their_form() {
    let file = collect(fixtures::claims()[0].edi, &ReadOptions::default());
    let json = serde_json::to_value(&file.batches[0]).unwrap();
    let claim = &json["billing_providers"][0]["subscribers"][0]["claims"][0];
    assert_eq!(claim["info"]["charge"], "150");
    assert_eq!(
        claim["lines"][0]["service_date"]["period"]["Day"],
        "2025-02-10"
    );
    assert_eq!(claim["diagnoses"]["codes"][0]["code"], "F411");
    assert!(claim.get("note").is_none());
}
