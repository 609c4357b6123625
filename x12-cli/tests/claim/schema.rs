//! `x12 schema`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{harness::folder, support::Folder};

fn schema(of: &str) -> Value {
    let run = Folder::new().run(&["schema", of]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    serde_json::from_str(&run.out).unwrap()
}

/// Follows `$ref` to the definition.
fn resolve<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    match schema["$ref"].as_str() {
        Some(name) => &root["$defs"][name.strip_prefix("#/$defs/").unwrap()],
        None => schema,
    }
}

/// True where `value` has a form that the schema knows: its fields are known, and those that must be there are.
fn fits(root: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let schema = resolve(root, schema);
    for key in ["anyOf", "oneOf"] {
        if let Some(some) = schema[key].as_array() {
            let tried: Vec<_> = some
                .iter()
                .map(|schema| fits(root, schema, value))
                .collect();
            return if tried.iter().any(Result::is_ok) {
                Ok(())
            } else {
                Err(format!("{tried:?}"))
            };
        }
    }
    if let Some(words) = schema["enum"].as_array() {
        return words
            .contains(value)
            .then_some(())
            .ok_or(format!("{value} is none of {words:?}"));
    }
    if let Some(word) = schema.get("const") {
        return (word == value)
            .then_some(())
            .ok_or(format!("{value} is not {word}"));
    }
    let kinds: BTreeSet<&str> = match &schema["type"] {
        Value::String(kind) => [kind.as_str()].into(),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => BTreeSet::new(),
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !kinds.is_empty() && !kinds.contains(kind) {
        return Err(format!("{value} is none of {kinds:?}"));
    }
    if let Value::Array(items) = value {
        return items
            .iter()
            .try_for_each(|item| fits(root, &schema["items"], item));
    }
    let Value::Object(fields) = value else {
        return Ok(());
    };
    for name in schema["required"].as_array().into_iter().flatten() {
        let name = name.as_str().unwrap();
        fields.get(name).ok_or(format!("{name} is missing"))?;
    }
    for (name, value) in fields {
        let known = schema["properties"]
            .get(name)
            .ok_or(format!("{name} is unknown"))?;
        fits(root, known, value).map_err(|why| format!("{name}: {why}"))?;
    }
    Ok(())
}

#[test]
fn the_claims_of_the_scenarios_have_the_form() {
    let schema = schema("claim");
    assert_eq!(schema["title"], "Claim");
    for fixture in fixtures::claims() {
        for claim in serde_json::from_str::<Vec<Value>>(fixture.claims).unwrap() {
            assert_eq!(fits(&schema, &schema, &claim), Ok(()), "{}", fixture.name);
        }
    }
}

/// What the program takes and what the schema says are the same where it matters.
#[test]
fn what_the_schema_forbids_is_refused() {
    let schema = schema("claim");
    let folder = folder();
    let changes: [fn(&mut Value); 6] = [
        |of| of["taxonmy"] = Value::Null,
        |of| of["lines"][0]["chrge"] = Value::from("1"),
        |of| drop(of.as_object_mut().unwrap().remove("signatures")),
        |of| of["coverage"]["subscriber"]["sex"] = Value::from("F"),
        |of| of["diagnoses"] = Value::from("F33.1"),
        |of| of["billing_provider"]["tax_id"] = Value::from("931234567"),
    ];
    for change in changes {
        let mut claim = crate::harness::claim("P02");
        change(&mut claim);
        assert!(fits(&schema, &schema, &claim).is_err(), "{claim}");
        let run = folder
            .write("claims", claim.to_string())
            .run(&["claim", "check", "claims"]);
        assert!(run.out.contains("X12-0543"), "{}", run.out);
    }
}

#[test]
fn names_that_must_be_there_and_words_for_all() {
    let schema = schema("claim");
    let required = schema["required"].as_array().unwrap();
    assert!(required.contains(&Value::from("signatures")));
    let mut silent = Vec::new();
    let all = schema["$defs"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, of)| (name.as_str(), of));
    for (name, of) in all.chain([("Claim", &schema)]) {
        assert!(of["description"].is_string(), "{name}");
        for (field, of) in of["properties"].as_object().into_iter().flatten() {
            if !of["description"].is_string() && !of["$ref"].is_string() {
                silent.push(format!("{name}.{field}"));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn the_envelope() {
    let schema = schema("envelope");
    let envelope: Value = serde_json::from_str(fixtures::claim_envelope()).unwrap();
    assert_eq!(fits(&schema, &schema, &envelope), Ok(()));
    let interchange = &schema["$defs"]["Interchange"];
    assert_eq!(interchange["required"].as_array().unwrap().len(), 12);
    assert_eq!(interchange["properties"]["date"]["format"], "date");
    let mut required: Vec<&str> = schema["required"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap())
        .collect();
    required.sort_unstable();
    assert_eq!(
        required,
        ["batch_reference", "interchange", "receiver", "submitter"]
    );
}
