//! A fault put into a clean file, and what must be found.

use x12_core::{Diagnostic, Severity};

use super::reading::Read;

/// What a fault must give.
pub struct Found {
    pub rule: u16,
    pub severity: Severity,
    pub loop_id: &'static str,
    /// Element as guides write it.
    pub element: &'static str,
    pub form_box: Option<&'static str>,
    /// The bytes of the place.
    pub excerpt: &'static str,
}

pub struct Mutation {
    pub about: &'static str,
    pub file: &'static str,
    /// Each stands once in the file.
    pub changes: &'static [(&'static str, &'static str)],
    pub found: &'static [Found],
    /// Claims that are read all the same.
    pub claims: usize,
}

fn mutate(of: &Mutation) -> String {
    let fixture = fixtures::claims()
        .iter()
        .find(|fixture| fixture.name == of.file)
        .unwrap();
    let mut text = String::from_utf8(fixture.edi.to_vec()).unwrap();
    for (from, to) in of.changes {
        assert_eq!(text.matches(from).count(), 1, "{}: {from}", of.about);
        text = text.replace(from, to);
    }
    text
}

fn shown(finding: &Diagnostic, text: &str) -> String {
    let place = &finding.place;
    let bytes = place.excerpt(text.as_bytes()).unwrap_or_default();
    format!(
        "{:04} {:?} {} {} box {:?} {:?}",
        finding.rule.number,
        finding.severity,
        place.loop_id,
        place.element_name(),
        finding.form_box,
        String::from_utf8_lossy(bytes)
    )
}

pub fn check(table: &[Mutation]) {
    let mut wrong = Vec::new();
    for of in table {
        let text = mutate(of);
        let read = Read::of(text.as_bytes());
        let found: Vec<_> = read
            .findings
            .iter()
            .map(|finding| shown(finding, &text))
            .collect();
        let wanted: Vec<_> = of
            .found
            .iter()
            .map(|of| {
                format!(
                    "{:04} {:?} {} {} box {:?} {:?}",
                    of.rule, of.severity, of.loop_id, of.element, of.form_box, of.excerpt
                )
            })
            .collect();
        if found != wanted || read.claims.len() != of.claims {
            wrong.push(format!(
                "{}:\n  found  {}\n  wanted {}\n  claims {} of {}",
                of.about,
                found.join("\n         "),
                wanted.join("\n         "),
                read.claims.len(),
                of.claims
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

pub const fn warning(
    rule: u16,
    loop_id: &'static str,
    element: &'static str,
    excerpt: &'static str,
) -> Found {
    Found {
        rule,
        severity: Severity::Warning,
        loop_id,
        element,
        form_box: None,
        excerpt,
    }
}

pub const fn error(
    rule: u16,
    loop_id: &'static str,
    element: &'static str,
    form_box: Option<&'static str>,
    excerpt: &'static str,
) -> Found {
    Found {
        rule,
        severity: Severity::Error,
        loop_id,
        element,
        form_box,
        excerpt,
    }
}
