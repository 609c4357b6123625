//! Findings of claims, for billers: which claim, which box, what is wrong, what to do.

use std::io::{self, Write};

use claim_model::{Claim, Finding};
use serde::Serialize;
use x12_837p::claim::rules::NOT_A_CLAIM;
use x12_core::Severity;

use super::form::{self, NotAClaim};
use crate::{
    args::{ProblemArgs, ProblemFormat},
    check::Tally,
    output::{self, box_name, clean, fold},
};

/// Something wrong with a claim, or with a text that is none.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    code: String,
    #[serde(serialize_with = "as_word")]
    severity: Severity,
    #[serde(rename = "box")]
    form_box: Option<&'static str>,
    /// Field of the claim; empty for the claim as a whole.
    field: String,
    message: String,
    fix: &'static str,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn as_word<S: serde::Serializer>(severity: &Severity, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(severity.as_str())
}

impl From<&Finding> for Problem {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.rule.to_string(),
            severity: severity(finding.severity),
            form_box: finding.form_box(),
            field: finding.path.to_string(),
            message: finding.message(),
            fix: finding.rule.fix,
        }
    }
}

impl Problem {
    pub(super) fn no_claim(not: &NotAClaim, show_values: bool) -> Self {
        Self {
            code: NOT_A_CLAIM.to_string(),
            severity: severity(NOT_A_CLAIM.severity),
            form_box: claim_model::form_box(&form::pattern(&not.field)),
            field: not.field.clone(),
            message: format!("{}: {}", NOT_A_CLAIM.title, not.message(show_values)),
            fix: NOT_A_CLAIM.fix,
        }
    }

    /// True where it is about this field, or about a part of it.
    pub(super) fn is_at(&self, field: &str) -> bool {
        let rest = self.field.strip_prefix(field);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    pub(super) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

pub(super) fn problems(findings: &[Finding]) -> Vec<Problem> {
    findings.iter().map(Problem::from).collect()
}

const fn severity(of: claim_model::Severity) -> Severity {
    match of {
        claim_model::Severity::Info => Severity::Info,
        claim_model::Severity::Warning => Severity::Warning,
        claim_model::Severity::Error => Severity::Error,
    }
}

/// Shows problems of one input.
pub(super) struct Report<W> {
    pub(super) out: W,
    args: ProblemArgs,
    /// As the user wrote it, or `-`.
    file: String,
    /// The same in sentences.
    spoken: String,
    pub(super) tally: Tally,
}

/// One problem as a line of JSON.
#[derive(Serialize)]
struct Line<'p> {
    file: &'p str,
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    patient_control_number: Option<&'p str>,
    #[serde(flatten)]
    problem: &'p Problem,
}

impl<W: Write> Report<W> {
    pub(super) fn new(out: W, args: ProblemArgs, path: &std::path::Path) -> Self {
        Self {
            out,
            args,
            file: crate::input::display_name(path),
            spoken: crate::input::spoken_name(path),
            tally: Tally::default(),
        }
    }

    pub(super) const fn shows_values(&self) -> bool {
        self.args.show_values
    }

    pub(super) const fn is_text(&self) -> bool {
        matches!(self.args.format, ProblemFormat::Text)
    }

    /// The problems of the claim that begins on `line`.
    pub(super) fn show(
        &mut self,
        line: u64,
        claim: Option<&Claim>,
        problems: &[Problem],
    ) -> io::Result<()> {
        let number = claim
            .map(|claim| claim.patient_control_number.as_str())
            .filter(|number| self.args.show_values && !number.is_empty());
        for problem in problems {
            self.tally.add(problem.severity);
            match self.args.format {
                ProblemFormat::Text => self.text(line, number, problem)?,
                ProblemFormat::Json => {
                    let line = Line {
                        file: &self.file,
                        line,
                        patient_control_number: number,
                        problem,
                    };
                    output::json(&mut self.out, &line)?;
                    writeln!(self.out)?;
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, line: u64, number: Option<&str>, problem: &Problem) -> io::Result<()> {
        let Problem {
            code,
            severity,
            field,
            message,
            fix,
            ..
        } = problem;
        let form_box = problem.form_box.map(|of| format!(" {}", box_name(of)));
        let gap = if field.is_empty() { "" } else { " " };
        writeln!(
            self.out,
            "{severity}[{code}]{}{gap}{field}: {}",
            form_box.unwrap_or_default(),
            clean(message)
        )?;
        let number = number.map(|number| format!(" (claim {})", clean(number)));
        writeln!(
            self.out,
            "  --> {}:{line}{}",
            self.spoken,
            number.unwrap_or_default()
        )?;
        writeln!(self.out, "{}\n", fold("  = help: ", fix))
    }

    /// A sentence at the end, where people read.
    pub(super) fn end(&mut self, sentence: &str) -> io::Result<()> {
        if self.is_text() {
            writeln!(self.out, "{}: {sentence}", self.spoken)?;
        }
        self.out.flush()
    }
}
