//! Findings as SARIF 2.1.0: one run. Results are written as they are made, the rules that they use behind them.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::Path,
};

use serde_json::{Value, json};
use x12_core::{Place, Rule, Severity};

use super::{File, Found, Report, Tally};
use crate::{input, output};

#[derive(Default)]
pub(crate) struct Sarif {
    begun: bool,
    rules: BTreeMap<u16, &'static Rule>,
    /// Files that could not be read, or not to their end.
    notices: Vec<Value>,
}

impl Sarif {
    /// What stands before the first result.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return out.write_all(b",");
        }
        out.write_all(
            br#"{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":["#,
        )
    }

    fn notice(&mut self, file: &str, why: &str) {
        self.notices
            .push(json!({ "level": "error", "message": { "text": format!("{file}: {why}") } }));
    }
}

impl Report for Sarif {
    fn finding(&mut self, out: &mut dyn Write, file: &File<'_>, found: &Found) -> io::Result<()> {
        self.begin(out)?;
        self.rules.insert(found.rule.number, found.rule);
        // Numbers from 0901 on are what stops reading.
        if found.rule.number >= 901 && found.rule.number != 910 {
            self.notice(&file.name, &found.message);
        }
        let mut result = json!({
            "ruleId": found.rule.code(),
            "level": level(found.severity),
            "message": { "text": found.message },
            "locations": [location(file, found.place.as_ref())],
        });
        if let (Some(form_box), Some(object)) = (found.form_box, result.as_object_mut()) {
            object.insert("properties".to_owned(), json!({ "box": form_box }));
        }
        out.write_all(b"\n")?;
        output::json(out, &result)
    }

    fn file_end(&mut self, _: &mut dyn Write, _: &File<'_>, _: Tally) -> io::Result<()> {
        Ok(())
    }

    fn unopened(&mut self, file: &str, why: &str) {
        self.notice(file, why);
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !self.begun {
            self.begin(out)?;
        }
        let rules: Vec<Value> = self.rules.values().map(|rule| descriptor(rule)).collect();
        let driver = json!({
            "name": "x12",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        });
        let mut invocation = json!({ "executionSuccessful": self.notices.is_empty() });
        if let Some(object) = invocation
            .as_object_mut()
            .filter(|_| !self.notices.is_empty())
        {
            object.insert(
                "toolExecutionNotifications".to_owned(),
                Value::Array(std::mem::take(&mut self.notices)),
            );
        }
        writeln!(
            out,
            "\n],\"invocations\":[{invocation}],\"tool\":{{\"driver\":{driver}}}}}]}}"
        )
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn descriptor(rule: &Rule) -> Value {
    let mut tags = vec!["x12".to_owned()];
    tags.extend(rule.snip.map(|snip| format!("snip-{snip}")));
    json!({
        "id": rule.code(),
        "name": name(rule.title),
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.meaning },
        "help": { "text": format!("Usual cause: {} What to do: {}", rule.cause, rule.fix) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": tags },
    })
}

/// `LineDoesNotBalance`: an identifier made of the title.
fn name(title: &str) -> String {
    let mut name = String::new();
    for word in title.split(|character: char| !character.is_ascii_alphanumeric()) {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

fn location(file: &File<'_>, place: Option<&Place>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(file.path) } });
    let Some(place) = place else {
        return json!({ "physicalLocation": physical });
    };
    if let Some(object) = physical.as_object_mut() {
        let region = json!({ "byteOffset": place.span.start, "byteLength": place.span.len() });
        object.insert("region".to_owned(), region);
    }
    let element = place.element_name();
    let parts: Vec<&str> = [place.guide, place.loop_id, &element]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        return json!({ "physicalLocation": physical });
    }
    json!({
        "physicalLocation": physical,
        "logicalLocations": [{ "fullyQualifiedName": parts.join("/"), "kind": "element" }],
    })
}

/// A path as a URI: relative ones stay relative. Standard input is `stdin:`.
fn uri(path: &Path) -> String {
    if input::is_stdin(path) {
        return "stdin:".to_owned();
    }
    let name = input::display_name(path);
    let mut uri = match (path.is_absolute(), name.starts_with('/')) {
        (true, true) => "file://".to_owned(),
        (true, false) => "file:///".to_owned(),
        (false, _) => String::new(),
    };
    let relative = uri.is_empty();
    for byte in name.bytes() {
        let plain =
            byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || (byte == b':' && !relative);
        if plain {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri(Path::new("-")), "stdin:");
        assert_eq!(uri(Path::new("in box/a%b.edi")), "in%20box/a%25b.edi");
        assert_eq!(uri(Path::new("/tmp/ä.edi")), "file:///tmp/%C3%A4.edi");
    }

    #[test]
    fn titles_become_names() {
        assert_eq!(
            name("code not in the guide's list"),
            "CodeNotInTheGuideSList"
        );
    }
}
