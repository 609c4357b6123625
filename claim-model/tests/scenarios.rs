//! The claims of the scenarios may be sent, and those that must not be built give exactly their findings.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

use std::{fs, path::PathBuf};

use claim_model::{Batch, CheckOptions, Claim, Day, Finding};
use serde::Deserialize;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures/claims")
}

fn claims(name: &str) -> Vec<Claim> {
    let text = fs::read_to_string(folder().join(name).with_extension("json")).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn claims_of_the_scenarios_may_be_sent() {
    let names = [
        "P01",
        "P02",
        "P03",
        "P05",
        "P06",
        "P08",
        "P09",
        "P10",
        "P11",
        "P12",
        "P14",
        "P15",
        "P17",
        "P18",
        "P20",
        "P21",
        "P23",
        "P24",
        "P25",
        "P27",
        "P29",
        "primary-P17",
    ];
    let options = CheckOptions {
        today: Day::new(2025, 3, 1),
    };
    for name in names {
        for claim in claims(name) {
            // Not even a warning.
            assert_eq!(claim.check(&options), [], "{name}");
        }
    }
}

/// A claim, or several, with all findings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Negative {
    about: String,
    today: Day,
    claims: Vec<Claim>,
    expect: Vec<Expected>,
    /// What must not stand in the file, where the claims are written.
    #[allow(dead_code, reason = "only who writes files can look")]
    expect_absent: Vec<String>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    claim: usize,
    code: String,
    severity: String,
    field: String,
    r#box: Option<String>,
}

impl Expected {
    fn of(claim: usize, finding: &Finding) -> Self {
        Self {
            claim,
            code: finding.rule.to_string(),
            severity: finding.severity.to_string(),
            field: finding.path.to_string(),
            r#box: finding.form_box().map(ToOwned::to_owned),
        }
    }
}

#[test]
fn what_must_not_be_built_is_found() {
    let mut count = 0;
    for entry in fs::read_dir(folder().join("N")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let case: Negative =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let options = CheckOptions {
            today: Some(case.today),
        };
        let mut batch = Batch::new();
        let mut found = Vec::new();
        let one_batch = path.file_stem().is_some_and(|name| name == "N26");
        for (index, claim) in case.claims.iter().enumerate() {
            let findings = claim.check(&options);
            let twice = batch.see(claim).filter(|_| one_batch);
            found.extend(
                findings
                    .iter()
                    .chain(&twice)
                    .map(|finding| Expected::of(index, finding)),
            );
        }
        assert_eq!(found, case.expect, "{path:?}: {}", case.about);
        count += 1;
    }
    assert_eq!(count, 27);
}
