//! Values as JSON, to be compared and walked through.

use serde::Serialize;
use serde_json::Value;

/// As JSON, without what cannot be the same in two files: places, the envelope, sums of what was read; and without
/// segments that hold no value, which are not written because they say nothing.
pub(crate) fn placeless(of: &impl Serialize) -> Value {
    let mut value = serde_json::to_value(of).expect("structures of names");
    strip(&mut value);
    value
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for place in ["span", "interchange", "group", "transaction", "totals"] {
                fields.remove(place);
            }
            fields.values_mut().for_each(strip);
            fields.retain(|_, of| !says_nothing(of));
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

fn says_nothing(of: &Value) -> bool {
    match of {
        Value::Null => true,
        Value::Object(fields) => fields.is_empty(),
        Value::Array(items) => items.iter().all(says_nothing),
        _ => false,
    }
}

/// Equal, where numbers are equal as numbers: the writer gives them their shortest form.
pub(crate) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, of)| other.get(key).is_some_and(|other| same(of, other)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::String(one), Value::String(other)) => {
            let number = |text: &str| x12_core::parse_decimal(text.as_bytes()).ok();
            one == other || number(one).is_some_and(|value| number(other) == Some(value))
        }
        _ => one == other,
    }
}

/// Pointers to all texts of a value.
pub(crate) fn texts(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect_texts(value, &mut String::new(), &mut found);
    found
}

fn collect_texts(value: &Value, at: &mut String, found: &mut Vec<String>) {
    let mut inner = |key: &str, value: &Value| {
        let length = at.len();
        at.push('/');
        at.push_str(key);
        collect_texts(value, at, found);
        at.truncate(length);
    };
    match value {
        Value::String(_) => found.push(at.clone()),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(key, value)| inner(&key.to_string(), value)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| inner(key, value)),
        _ => {}
    }
}
