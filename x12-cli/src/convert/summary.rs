//! What a run came to, for the user.

use std::io::{self, Write};

use x12_tables::{Outcome, Total};

use crate::exit::Exit;

/// Failed files that are named; all of them are in the findings.
const MOST_NAMED: usize = 50;

/// The sums over all files.
#[derive(Debug, Default)]
pub(super) struct Summary {
    files: u64,
    all: Outcome,
    failed: u64,
    /// The first of them, with their reasons.
    named: Vec<(String, String)>,
}

impl Summary {
    pub(super) fn add(&mut self, name: &str, outcome: &Outcome) {
        let all = &mut self.all;
        self.files = self.files.saturating_add(1);
        all.totals.add(&outcome.totals);
        all.infos = all.infos.saturating_add(outcome.infos);
        all.warnings = all.warnings.saturating_add(outcome.warnings);
        all.errors = all.errors.saturating_add(outcome.errors);
        if let Some(reason) = &outcome.failure {
            self.failed = self.failed.saturating_add(1);
            if self.named.len() < MOST_NAMED {
                self.named.push((name.to_owned(), reason.clone()));
            }
        }
    }

    pub(super) const fn exit(&self) -> Exit {
        if self.failed > 0 {
            Exit::Failed
        } else if self.all.errors > 0 {
            Exit::Findings
        } else {
            Exit::Fine
        }
    }

    /// Shows it on standard error. If that is closed there is nobody left to tell.
    pub(super) fn print(&self) {
        let _ = io::stderr().lock().write_all(self.text().as_bytes());
    }

    fn text(&self) -> String {
        let Outcome {
            totals,
            infos,
            warnings,
            errors,
            ..
        } = &self.all;
        let mut lines = vec![
            format!(
                "files     {}{}",
                self.files,
                if self.failed > 0 {
                    format!(", {} failed", self.failed)
                } else {
                    String::new()
                }
            ),
            format!(
                "payments  {}, amount {}",
                totals.payments,
                money(totals.amount)
            ),
            format!("claims    {}, paid {}", totals.claims, money(totals.paid)),
            format!("findings  {errors} errors, {warnings} warnings, {infos} infos"),
        ];
        lines.extend(
            self.named.iter().map(|(name, reason)| {
                format!("failed: {}: {}", printable(name), printable(reason))
            }),
        );
        let more = self
            .failed
            .saturating_sub(u64::try_from(self.named.len()).unwrap_or(u64::MAX));
        if more > 0 {
            lines.push(format!("and {more} more; findings name them all"));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

fn money(sum: Total) -> String {
    match sum.amount() {
        Some(amount) => amount.normalize().to_string(),
        None => "has more digits than can be held exactly".to_owned(),
    }
}

/// A file may have any name; one with control characters must not move the terminal's cursor.
pub(super) fn printable(name: &str) -> String {
    name.chars()
        .map(|of| {
            if of.is_control() {
                char::REPLACEMENT_CHARACTER
            } else {
                of
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use x12_tables::Totals;

    use super::*;

    #[test]
    fn at_most_fifty_failures_are_named() {
        let mut summary = Summary::default();
        for number in 0..53 {
            let failure = Some("cut off".to_owned());
            summary.add(
                &format!("file{number}\x1b[2J"),
                &Outcome {
                    errors: 1,
                    failure,
                    ..Outcome::default()
                },
            );
        }
        summary.add(
            "good",
            &Outcome {
                totals: Totals {
                    payments: 1,
                    claims: 2,
                    ..Totals::default()
                },
                ..Outcome::default()
            },
        );
        let text = summary.text();
        assert!(text.starts_with("files     54, 53 failed\npayments  1, amount 0\nclaims    2, paid 0\nfindings  53 errors"));
        assert_eq!(text.matches("failed: ").count(), 50);
        assert!(text.contains("failed: file49\u{fffd}[2J: cut off\n"));
        assert!(text.ends_with("and 3 more; findings name them all\n"));
        assert_eq!(summary.exit(), Exit::Failed);
    }

    #[test]
    fn the_exit_code() {
        let mut summary = Summary::default();
        summary.add(
            "a",
            &Outcome {
                warnings: 1,
                ..Outcome::default()
            },
        );
        assert_eq!(summary.exit(), Exit::Fine);
        summary.add(
            "b",
            &Outcome {
                errors: 1,
                ..Outcome::default()
            },
        );
        assert_eq!(summary.exit(), Exit::Findings);
    }
}
