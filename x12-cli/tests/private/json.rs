//! Claims as JSON with marks in every place, and what is said of them.

use serde_json::{Value, json};

use crate::{silent, support::Folder};

const MARK: &str = "QWZJQWZJ";

/// All places of a value below which nothing follows.
fn leaves(value: &Value, path: &str, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields
            .iter()
            .for_each(|(name, value)| leaves(value, &format!("{path}/{name}"), out)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(at, value)| leaves(value, &format!("{path}/{at}"), out)),
        _ => out.push(path.to_owned()),
    }
}

/// The claim with each of its leaves replaced in turn.
fn marked(claim: &Value) -> Vec<Value> {
    let mut paths = Vec::new();
    leaves(claim, "", &mut paths);
    let marks = [
        json!(MARK),
        json!(format!("{MARK}~{MARK}")),
        json!(MARK.repeat(60)),
        json!({ MARK: MARK }),
        json!([MARK, 5]),
        json!("1887-02-03"),
        json!("1887-02-31"),
    ];
    let mut all = Vec::new();
    for path in &paths {
        for mark in &marks {
            let mut claim = claim.clone();
            *claim.pointer_mut(path).unwrap() = mark.clone();
            all.push(claim);
        }
        let (parent, name) = path.rsplit_once('/').unwrap();
        let mut claim = claim.clone();
        if let Some(fields) = claim.pointer_mut(parent).and_then(Value::as_object_mut) {
            let value = fields.remove(name).unwrap();
            fields.insert(format!("{name}_{MARK}"), value);
            all.push(claim);
        }
    }
    all
}

#[test]
fn what_is_wrong_with_claims_is_said_without_their_values() {
    let folder = Folder::new();
    folder.write("envelope.json", fixtures::claim_envelope());
    let mut said = 0;
    for of in fixtures::claims() {
        let claims: Vec<Value> = serde_json::from_str(of.claims).unwrap();
        let lines: Vec<String> = marked(&claims[0]).iter().map(Value::to_string).collect();
        folder.write("claims.jsonl", lines.join("\n"));
        for args in [
            &["claim", "check", "claims.jsonl"][..],
            &["claim", "check", "claims.jsonl", "--format", "json"],
        ] {
            let run = folder.run(args);
            silent(of.name, &run.out);
            silent(of.name, &run.err);
            said += run.out.lines().count();
        }
        for args in [
            &[
                "claim",
                "write",
                "claims.jsonl",
                "--envelope",
                "envelope.json",
                "--out",
                "out.edi",
            ][..],
            &[
                "claim",
                "inquire",
                "claims.jsonl",
                "--envelope",
                "envelope.json",
                "--out",
                "out.edi",
            ],
        ] {
            let run = folder.run(args);
            silent(of.name, &run.out);
            silent(of.name, &run.err);
        }
        // Text that is no JSON.
        for cut in [10, lines[0].len() / 2, lines[0].len() - 1] {
            folder.write("claims.jsonl", &lines[0].as_bytes()[..cut]);
            let run = folder.run(&["claim", "check", "claims.jsonl"]);
            silent(of.name, &run.out);
            silent(of.name, &run.err);
        }
    }
    assert!(said > 10_000, "{said} lines are few");
}

#[test]
fn what_is_wrong_with_an_envelope_is_said_without_its_values() {
    let folder = Folder::new();
    folder.write("claims.json", fixtures::claims()[0].claims);
    let envelope: Value = serde_json::from_str(fixtures::claim_envelope()).unwrap();
    for envelope in marked(&envelope) {
        folder.write("envelope.json", envelope.to_string());
        for command in ["write", "inquire"] {
            let run = folder.run(&[
                "claim",
                command,
                "claims.json",
                "--envelope",
                "envelope.json",
                "--out",
                "out.edi",
            ]);
            silent("envelope", &run.out);
            silent("envelope", &run.err);
        }
    }
}
