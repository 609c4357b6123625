//! Walks over claims as JSON: which fields are there, which texts, and what differs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Every property of a schema, by its type: `Claim.lines`.
pub fn fields_of(schema: &Value) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    let mut take = |name: &str, of: &Value| {
        for part in std::iter::once(of).chain(of["oneOf"].as_array().into_iter().flatten()) {
            for field in part["properties"]
                .as_object()
                .into_iter()
                .flat_map(|all| all.keys())
            {
                fields.insert(format!("{name}.{field}"));
            }
        }
    };
    take("Claim", schema);
    for (name, of) in schema["$defs"].as_object().unwrap() {
        take(name, of);
    }
    fields
}

/// The same of a value, as far as its fields are there.
pub fn fields_in(
    schema: &Value,
    value: &Value,
    of: &Value,
    name: &str,
    fields: &mut BTreeSet<String>,
) {
    if let Some(reference) = of["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return fields_in(schema, value, &schema["$defs"][name], name, fields);
    }
    for part in ["anyOf", "oneOf", "allOf"]
        .iter()
        .flat_map(|key| of[key].as_array().into_iter().flatten())
    {
        fields_in(schema, value, part, name, fields);
    }
    for item in value.as_array().into_iter().flatten() {
        fields_in(schema, item, &of["items"], name, fields);
    }
    let known = of["properties"].as_object().into_iter().flatten();
    for (field, inner) in known {
        if let Some(value) = value.get(field).filter(|of| !of.is_null()) {
            fields.insert(format!("{name}.{field}"));
            fields_in(schema, value, inner, name, fields);
        }
    }
}

/// Pointers to all texts of a value.
pub fn text_leaves(value: &Value, at: &mut String, leaves: &mut Vec<String>) {
    let mut inner = |key: &str, value: &Value| {
        let length = at.len();
        at.push('/');
        at.push_str(key);
        text_leaves(value, at, leaves);
        at.truncate(length);
    };
    match value {
        Value::String(_) => leaves.push(at.clone()),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(key, value)| inner(&key.to_string(), value)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| inner(key, value)),
        _ => {}
    }
}

/// Leaves that differ, with what they are on both sides; numbers that are equal as numbers do not differ.
pub fn compare(
    sent: &Value,
    read: &Value,
    at: &mut String,
    out: &mut BTreeMap<String, (String, String)>,
) {
    let mut inner = |key: &str, sent: &Value, read: &Value| {
        let length = at.len();
        at.push('/');
        at.push_str(key);
        compare(sent, read, at, out);
        at.truncate(length);
    };
    match (sent, read) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            keys.into_iter()
                .for_each(|key| inner(key, &sent[key], &read[key]));
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter()
                .zip(other)
                .enumerate()
                .for_each(|(at, (one, other))| inner(&at.to_string(), one, other));
        }
        _ if sent == read => {}
        _ => {
            let text = |of: &Value| of.as_str().map_or_else(|| of.to_string(), str::to_owned);
            let number = |of: &Value| of.as_str().and_then(claim_model::Amount::parse);
            if number(sent).is_none() || number(sent) != number(read) {
                out.insert(at.clone(), (text(sent), text(read)));
            }
        }
    }
}
