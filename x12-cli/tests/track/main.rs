//! `x12 track`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod attempts;
mod inputs;
mod masked;
mod story;
#[path = "../support/mod.rs"]
mod support;

use serde_json::{Value, json};
use support::Folder;

/// The only claim of a scenario, as a billing system gives it.
fn claim(name: &str) -> Value {
    let is = |fixture: &&fixtures::ClaimFixture| fixture.name == name;
    let fixture = fixtures::claims().iter().find(is).unwrap();
    let [claim] = serde_json::from_str::<[Value; 1]>(fixture.claims).unwrap();
    claim
}

/// Claims one a line.
fn lines(claims: &[Value]) -> String {
    claims.iter().map(|claim| format!("{claim}\n")).collect()
}

/// The three claims that the acknowledgment T01 speaks of: SH-10001, SH-10003 and SH-10014.
fn three() -> Vec<Value> {
    let mut third = claim("P01");
    third["patient_control_number"] = json!("SH-10014");
    third["lines"][0]["charge"] = json!("175");
    vec![claim("P01"), claim("P03"), third]
}

/// Writes claims into `name`, as the file of this interchange with this batch reference.
fn send(folder: &Folder, claims: &[Value], name: &str, interchange: u32, batch: &str) {
    let mut envelope: Value = serde_json::from_str(fixtures::claim_envelope()).unwrap();
    envelope["batch_reference"] = json!(batch);
    envelope["interchange"]["group_control_number"] = json!(interchange);
    folder
        .write("envelope.json", envelope.to_string())
        .write("to-send.jsonl", lines(claims));
    let number = interchange.to_string();
    let run = folder.run(&[
        "claim",
        "write",
        "to-send.jsonl",
        "--envelope",
        "envelope.json",
        "--out",
        name,
        "--control-number",
        &number,
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
}

/// The lines of a run's JSON.
fn objects(out: &str) -> Vec<Value> {
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The status behind each event of a claim.
fn statuses(claim: &Value) -> Vec<&str> {
    let events = claim["events"].as_array().unwrap();
    events
        .iter()
        .map(|event| event["status"].as_str().unwrap())
        .collect()
}
