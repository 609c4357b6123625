//! Paths of findings are fields of the JSON Schema: a misspelt one fails here.

use std::{collections::BTreeSet, fs, path::Path};

use claim_model::{Adjudication, Claim};
use serde_json::Value;

/// A schema with its definitions at hand.
struct Schema {
    root: Value,
}

impl Schema {
    fn of<T: schemars::JsonSchema>() -> Self {
        Self {
            root: schemars::schema_for!(T).to_value(),
        }
    }

    fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Value {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(name) => self.resolved(self.root.pointer(name.trim_start_matches('#')).unwrap()),
            None => schema,
        }
    }

    /// The schemas of one part of a path: a field, `field[]` for an item of a list.
    fn step<'s>(&'s self, schema: &'s Value, part: &str) -> Vec<&'s Value> {
        let schema = self.resolved(schema);
        let mut found = Vec::new();
        let name = part.trim_end_matches("[]");
        if let Some(field) = schema.pointer(&format!("/properties/{name}")) {
            found.push(field);
        }
        for choice in ["anyOf", "oneOf", "allOf"] {
            let choices = schema.get(choice).and_then(Value::as_array);
            found.extend(
                choices
                    .into_iter()
                    .flatten()
                    .flat_map(|schema| self.step(schema, name)),
            );
        }
        if part.ends_with("[]") {
            found = found
                .into_iter()
                .filter_map(|list| self.resolved(list).get("items"))
                .collect();
        }
        found
    }

    fn has(&self, pattern: &str) -> bool {
        let mut here = vec![&self.root];
        for part in pattern.split('.') {
            here = here
                .into_iter()
                .flat_map(|schema| self.step(schema, part))
                .collect();
        }
        !here.is_empty()
    }

    /// Names of all fields, wherever they stand.
    fn names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        let mut rest = vec![&self.root];
        while let Some(value) = rest.pop() {
            match value {
                Value::Object(fields) => {
                    if let Some(Value::Object(properties)) = fields.get("properties") {
                        names.extend(properties.keys().map(String::as_str));
                    }
                    rest.extend(fields.values());
                }
                Value::Array(items) => rest.extend(items),
                _ => {}
            }
        }
        names
    }
}

#[test]
fn a_misspelt_path_is_none() {
    let schema = Schema::of::<Claim>();
    assert!(schema.has("lines[].diagnosis_pointers[]"));
    assert!(schema.has("billing_provider.tax_id.ein"));
    assert!(schema.has("patient.address.city"));
    assert!(!schema.has("lines[].diagnosis_pointer[]"));
    assert!(!schema.has("lines.charge"));
    assert!(!schema.has("billing_provider.tax_id.tin"));
}

#[test]
fn paths_of_findings_are_fields() {
    let schema = Schema::of::<Claim>();
    for case in super::cases() {
        for finding in case.claim.check(&super::OPTIONS()) {
            assert!(schema.has(&finding.path.pattern()), "{}", finding.path);
        }
    }
}

/// Names that the rules use, and fields that have a box, from the sources: also those that no case above comes to.
#[test]
fn names_in_the_sources_are_fields() {
    let schema = Schema::of::<Claim>();
    let adjudication = Schema::of::<Adjudication>();
    let mut names = schema.names();
    names.extend(adjudication.names());
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for folder in ["check", "secondary"] {
        for file in fs::read_dir(sources.join(folder)).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            let text: String = text.split_whitespace().collect();
            for call in ["field(\"", "item(\"", "(\""] {
                for rest in text.split(call).skip(1) {
                    let (name, after) = rest.split_once('"').unwrap();
                    let is_name = name.bytes().all(|byte| {
                        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'
                    });
                    if is_name && (call != "(\"" || after.starts_with(',')) {
                        // The remittance itself, in findings of the next payer's claim.
                        assert!(names.contains(name) || name == "adjudication", "{name}");
                        seen += 1;
                    }
                }
            }
        }
    }
    assert!(seen > 200, "{seen}");
    let boxes = fs::read_to_string(sources.join("boxes.rs")).unwrap();
    let fields = boxes
        .lines()
        .filter_map(|line| line.trim().strip_prefix("(\"")?.split('"').next());
    for field in fields {
        // The total is the sum of the lines.
        assert!(schema.has(field) || field == "total_charge", "{field}");
    }
}
