//! The claims of the scenarios may be sent.

use std::{fs, path::PathBuf};

use claim_model::{CheckOptions, Claim, Day, may_be_sent};

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
            let findings = claim.check(&options);
            assert!(may_be_sent(&findings), "{name}: {findings:#?}");
            let warnings: Vec<String> = findings.iter().map(ToString::to_string).collect();
            assert!(warnings.is_empty(), "{name}: {warnings:#?}");
        }
    }
}
