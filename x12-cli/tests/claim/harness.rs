//! Claims and envelopes to run commands on.

use serde_json::{Value, json};

use crate::support::Folder;

/// The 837P file of this scenario.
pub(crate) fn edi(name: &str) -> &'static str {
    std::str::from_utf8(fixture(name).edi).unwrap()
}

/// Its claims as a billing system gives them: a JSON array for people.
pub(crate) fn array(name: &str) -> &'static str {
    fixture(name).claims
}

/// Its claims as values, to be changed.
pub(crate) fn claims(name: &str) -> Vec<Value> {
    serde_json::from_str(array(name)).unwrap()
}

/// The only claim of a scenario.
pub(crate) fn claim(name: &str) -> Value {
    let [claim] = <[Value; 1]>::try_from(claims(name)).unwrap();
    claim
}

fn fixture(name: &str) -> &'static fixtures::ClaimFixture {
    let is = |fixture: &&fixtures::ClaimFixture| fixture.name == name;
    fixtures::claims().iter().find(is).unwrap()
}

/// One claim a line.
pub(crate) fn lines(claims: &[Value]) -> String {
    claims.iter().map(|claim| format!("{claim}\n")).collect()
}

/// The claim of P02 with a number of its own.
pub(crate) fn numbered(number: &str) -> Value {
    let mut claim = claim("P02");
    claim["patient_control_number"] = json!(number);
    claim
}

/// A folder with the envelope of the scenarios.
pub(crate) fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("envelope.json", fixtures::claim_envelope());
    folder
}

/// The same for the scenario `name`: one of them has a batch reference of its own.
pub(crate) fn folder_of(name: &str) -> Folder {
    let folder = Folder::new();
    let mut envelope: Value = serde_json::from_str(fixtures::claim_envelope()).unwrap();
    if name == "P27" {
        envelope["batch_reference"] = json!("BATCH0002");
    }
    folder.write("envelope.json", envelope.to_string());
    folder
}

/// Names of all files of a folder.
pub(crate) fn names(folder: &Folder) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The text of a file of a folder.
pub(crate) fn text(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).unwrap()
}

/// Code, box and field of each finding in lines of JSON.
pub(crate) fn found(json: &str) -> Vec<(u64, String, String, String)> {
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    json.lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            (
                line["line"].as_u64().unwrap(),
                word(&line["code"]),
                word(&line["box"]),
                word(&line["field"]),
            )
        })
        .collect()
}

/// The same, written down by hand.
pub(crate) fn finding(
    line: u64,
    code: &str,
    form_box: &str,
    field: &str,
) -> (u64, String, String, String) {
    (line, code.to_owned(), form_box.to_owned(), field.to_owned())
}
