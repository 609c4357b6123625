//! `x12 claim check`.

use serde_json::json;

use crate::harness::{finding, folder, found, lines, numbered};

#[test]
fn every_scenario_is_fine() {
    let folder = folder();
    for fixture in fixtures::claims() {
        let run = folder.write("claims", fixture.claims).run(&[
            "claim",
            "check",
            "claims",
            "--today",
            "2025-03-01",
        ]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", fixture.name);
        assert!(
            run.out.ends_with(", no findings\n"),
            "{}: {}",
            fixture.name,
            run.out
        );
        assert_eq!(run.out.lines().count(), 1, "{}", fixture.name);
    }
}

#[test]
fn all_problems_of_all_claims() {
    let mut first = numbered("A-1");
    first["billing_provider"]["address"]["postal_code"] = json!("97209");
    first["coverage"]["payer"]["id"] = json!("");
    let mut third = numbered("A-1");
    third["submission"] = json!({ "replacement": "A-1" });
    let folder = folder();
    folder.write("claims", lines(&[first, numbered("A-2"), third]));
    let run = folder.run(&["claim", "check", "--format", "json", "claims"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(
        found(&run.out),
        [
            finding(1, "X12-0611", "33", "billing_provider.address.postal_code"),
            finding(1, "X12-0618", "-", "coverage.payer.id"),
            finding(3, "X12-0660", "22", "submission.replacement"),
            finding(3, "X12-0658", "26", "patient_control_number"),
        ]
    );
    let text = folder.run(&["claim", "check", "claims"]);
    assert_eq!(text.code, 1);
    insta::assert_snapshot!("check_text", text.out);
    let shown = folder
        .run(&["claim", "check", "--show-values", "claims"])
        .out;
    assert!(shown.contains("  --> claims:3 (claim A-1)\n"), "{shown}");
}

#[test]
fn days_to_come_are_found_where_today_is_known() {
    let folder = folder();
    folder.write("claims", lines(&[numbered("A-1")]));
    let run = folder.run(&["claim", "check", "claims"]);
    assert_eq!(run.code, 0, "{}", run.out);
    let run = folder.run(&[
        "claim",
        "check",
        "claims",
        "--today",
        "2025-02-05",
        "--format",
        "json",
    ]);
    assert_eq!(run.code, 1);
    let found = found(&run.out);
    assert_eq!(found.len(), 1, "{}", run.out);
    assert_eq!(
        (found[0].2.as_str(), found[0].3.as_str()),
        ("24A", "lines[1].dates")
    );
}

/// What only the writer notices is found without writing.
#[test]
fn what_a_file_cannot_hold() {
    let mut words = numbered("A-1");
    words["note"] = json!({ "text": "one ~ two" });
    let id = numbered("A~2");
    let folder = folder();
    folder.write("claims", lines(&[words, id]));
    let run = folder.run(&["claim", "check", "--format", "json", "claims"]);
    assert_eq!(run.code, 1);
    let found = found(&run.out);
    assert_eq!(found[0], finding(1, "X12-0541", "19", "note.text"));
    assert!(
        found[1..].iter().all(|of| of.0 == 2 && of.2 == "26"),
        "{found:?}"
    );
}

#[test]
fn no_claims_are_fine_and_no_file_is_not() {
    let folder = folder();
    let run = folder
        .write("claims", "")
        .run(&["claim", "check", "claims"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "claims: 0 claims, no findings\n")
    );
    let run = folder.run(&["claim", "check", "none"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    let run = folder.run_with(
        &["claim", "check", "-"],
        numbered("A-1").to_string().as_bytes(),
    );
    assert_eq!(run.out, "standard input: 1 claim, no findings\n");
}
