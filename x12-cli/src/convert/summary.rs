//! What a run came to, for the user.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use x12_tables::{Outcome, Reconciled, Star, Total, Totals};

use crate::exit::{Exit, Failure};

/// Failed files that are named; all of them are in the findings.
const MOST_NAMED: usize = 50;

/// The sums over all files.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Counts {
    files: usize,
    failed: usize,
    infos: u64,
    warnings: u64,
    errors: u64,
    totals: Totals,
}

/// What all files so far came to.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub(super) counts: Counts,
    /// The first that failed, with their reasons.
    named: Vec<(String, String)>,
}

impl Summary {
    /// What an earlier run had; `failed` are names and reasons.
    pub(super) fn resume(counts: Counts, failed: impl Iterator<Item = (String, String)>) -> Self {
        Self {
            counts,
            named: failed.take(MOST_NAMED).collect(),
        }
    }

    pub(super) fn add(&mut self, name: &str, outcome: &Outcome) {
        let counts = &mut self.counts;
        counts.files = counts.files.saturating_add(1);
        counts.totals.add(&outcome.totals);
        counts.infos = counts.infos.saturating_add(outcome.infos);
        counts.warnings = counts.warnings.saturating_add(outcome.warnings);
        counts.errors = counts.errors.saturating_add(outcome.errors);
        if let Some(reason) = &outcome.failure {
            counts.failed = counts.failed.saturating_add(1);
            if self.named.len() < MOST_NAMED {
                self.named.push((name.to_owned(), reason.clone()));
            }
        }
    }

    /// Files so far.
    pub(super) const fn files(&self) -> usize {
        self.counts.files
    }

    /// Refuses tables that do not hold what the files, one by one, came to.
    pub(super) fn compare(&self, files: usize, tables: &Reconciled) -> Result<(), Failure> {
        let read = &self.counts.totals;
        let held = &tables.totals;
        let same = self.counts.files == files
            && (read.payments, read.claims) == (held.payments, held.claims)
            && read.amount.amount() == held.amount.amount()
            && read.charge.amount() == held.charge.amount()
            && read.paid.amount() == held.paid.amount();
        if same {
            return Ok(());
        }
        Err(Failure(
            "the tables do not hold what the files came to; nothing was put in place".to_owned(),
        ))
    }

    pub(super) const fn exit(&self) -> Exit {
        if self.counts.failed > 0 {
            Exit::Failed
        } else if self.counts.errors > 0 {
            Exit::Findings
        } else {
            Exit::Fine
        }
    }

    /// The lines that the user sees.
    pub(super) fn text(&self, star: Star) -> String {
        let Counts {
            files,
            failed,
            infos,
            warnings,
            errors,
            totals,
        } = &self.counts;
        let lost = if *failed > 0 {
            format!(", {failed} failed")
        } else {
            String::new()
        };
        let Totals {
            payments: sets,
            claims,
            ..
        } = totals;
        let [sets, claims] = if star == Star::Claims {
            [
                format!("batches   {sets}"),
                format!("claims    {claims}, charged {}", money(totals.charge)),
            ]
        } else {
            [
                format!("payments  {sets}, amount {}", money(totals.amount)),
                format!("claims    {claims}, paid {}", money(totals.paid)),
            ]
        };
        let mut lines = vec![
            format!("files     {files}{lost}"),
            sets,
            claims,
            format!("findings  {errors} errors, {warnings} warnings, {infos} infos"),
            "tables    reconciled: files, counts and sums are those that were read".to_owned(),
        ];
        lines.extend(
            self.named.iter().map(|(name, reason)| {
                format!("failed: {}: {}", printable(name), printable(reason))
            }),
        );
        let more = failed.saturating_sub(self.named.len());
        if more > 0 {
            lines.push(format!("and {more} more; findings name them all"));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

fn money(sum: Total) -> String {
    sum.amount().map_or_else(
        || "has more digits than can be held exactly".to_owned(),
        |amount: Decimal| amount.normalize().to_string(),
    )
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
    use super::*;

    fn outcome(errors: u64, failure: Option<&str>, claims: u64) -> Outcome {
        Outcome {
            totals: Totals {
                payments: 1,
                claims,
                ..Totals::default()
            },
            errors,
            failure: failure.map(str::to_owned),
            ..Outcome::default()
        }
    }

    #[test]
    fn at_most_fifty_failures_are_named() {
        let mut summary = Summary::default();
        for number in 0..53 {
            let name = format!("file{number}\x1b[2J");
            summary.add(&name, &outcome(1, Some("cut off"), 0));
        }
        summary.add("good", &outcome(0, None, 2));
        let text = summary.text(Star::Era);
        assert!(text.starts_with("files     54, 53 failed\npayments  54, amount 0\nclaims    2, paid 0\nfindings  53 errors"));
        assert_eq!(text.matches("failed: ").count(), 50);
        assert!(text.contains("failed: file49\u{fffd}[2J: cut off\n"));
        assert!(text.ends_with("and 3 more; findings name them all\n"));
        assert_eq!(summary.exit(), Exit::Failed);
    }

    #[test]
    fn the_exit_code() {
        let mut summary = Summary::default();
        summary.add("a", &outcome(0, None, 0));
        assert_eq!(summary.exit(), Exit::Fine);
        summary.add("b", &outcome(1, None, 0));
        assert_eq!(summary.exit(), Exit::Findings);
    }

    #[test]
    fn tables_that_lost_a_claim_are_refused() {
        let mut summary = Summary::default();
        summary.add("a", &outcome(0, None, 2));
        let held = |claims| Reconciled {
            totals: outcome(0, None, claims).totals,
            rows: Vec::new(),
        };
        assert!(summary.compare(1, &held(2)).is_ok());
        assert!(summary.compare(1, &held(1)).is_err());
        assert!(summary.compare(2, &held(2)).is_err());
    }
}
