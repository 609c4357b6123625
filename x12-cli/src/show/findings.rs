//! The block of findings at the end.

use std::io::{self, Write};

use x12_core::{Diagnostic, Error, Severity};

use crate::output::{count, fold};

/// Findings of error level that are shown.
const SHOWN: usize = 20;

/// How many findings there were, and the first ones of error level.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) errors: u64,
    warnings: u64,
    notes: u64,
    first: Vec<Diagnostic>,
}

impl Tally {
    pub(crate) fn add(&mut self, findings: Vec<Diagnostic>) {
        for finding in findings {
            let counter = match finding.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Info => &mut self.notes,
            };
            *counter = counter.saturating_add(1);
            if finding.severity == Severity::Error && self.first.len() < SHOWN {
                self.first.push(finding);
            }
        }
    }

    pub(crate) fn show(
        &self,
        out: &mut dyn Write,
        file: &str,
        stopped: Option<&Error>,
    ) -> io::Result<()> {
        if self.errors == 0 && self.warnings == 0 && self.notes == 0 {
            writeln!(out, "\nFindings: none")?;
        } else {
            let (errors, warnings) = (count(self.errors, "error"), count(self.warnings, "warning"));
            writeln!(
                out,
                "\nFindings: {errors}, {warnings}, {}",
                count(self.notes, "note")
            )?;
        }
        for finding in &self.first {
            let line = format!("{}; {}", finding.message(), finding.place);
            writeln!(out, "{}", fold(&format!("  {}  ", finding.rule), &line))?;
        }
        let shown = u64::try_from(self.first.len()).unwrap_or(u64::MAX);
        let rest = self.errors.saturating_sub(shown);
        if rest > 0 {
            writeln!(out, "  and {rest} more: x12 check {file}")?;
        } else if shown == 0 && (self.warnings > 0 || self.notes > 0) {
            writeln!(out, "  no errors; to see them: x12 check {file}")?;
        }
        match stopped {
            Some(error) => writeln!(out, "{}", fold("  Reading stopped: ", &error.to_string())),
            None => Ok(()),
        }
    }
}
