//! What each answer makes of a claim's status: one table.
//!
//! It is a proposal of good practice (`277.md` 5), not a standard: categories and codes belong to X12, what an office calls
//! them does not.

use serde::{Deserialize, Serialize};

use crate::{
    StatusCategory,
    life::{ClaimStatus, Flag, Receipt, ReceiptOutcome, Status, StatusAction, Verdict},
};

/// What a status comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Taken.
    Accepted,
    /// Not taken: has to be sent again.
    Rejected,
    /// Not found, or nothing found to say.
    NotFound,
    /// Waits for the payer.
    Pending,
    /// Waits for an answer of provider or patient.
    MoreInformation,
    /// Decided; how is not said.
    Finalized,
    /// Decided and paid.
    FinalizedPaid,
    /// Decided and denied.
    FinalizedDenied,
    /// The inquiry failed.
    Error,
    /// Says nothing that changes anything, or by a category that is not known.
    Other,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The claim was built.
    Built,
    /// The claim was handed over.
    Sent,
    /// A TA1, 999 or 997 spoke of its interchange, group or set.
    Receipt(&'static [ReceiptOutcome]),
    /// An acknowledgment (277CA) rejected it in so many words.
    Rejected,
    /// A status of one of these categories, `*` standing for any further characters, and what it comes to.
    Category(&'static [&'static str], Outcome),
    /// A remittance decided.
    Verdict(&'static [Verdict]),
}

/// What that makes of the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Nothing.
    Unchanged,
    /// This.
    Become(Status),
    /// Needs Review; Denied where [`crate::life::Profile::denied_stays_denied`] says so.
    Review,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// What happened.
    pub when: When,
    /// What that makes of the status.
    pub then: Then,
    /// What is worth knowing beside it.
    pub flags: &'static [Flag],
}

macro_rules! table {
    ($($when:expr => $then:expr $(, $flag:ident)*;)*) => {
        &[$(Row { when: $when, then: $then, flags: &[$(Flag::$flag),*] }),*]
    };
}

use ReceiptOutcome as R;
use Status::{Denied, InProcess, NeedsReview, Paid, QueuedForSubmission, Received, Rejected, Sent};
use Then::{Become, Review, Unchanged};
use When::Category;

/// The table. The first line that fits counts.
pub const MAPPING: &[Row] = table! {
    When::Built => Become(QueuedForSubmission);
    When::Sent => Become(Sent);
    When::Receipt(&[R::Rejected]) => Become(Rejected);
    When::Receipt(&[R::AcceptedWithErrors]) => Unchanged, AcceptedWithErrors;
    // Each set of a partly accepted group has a receipt of its own.
    When::Receipt(&[R::Accepted, R::PartlyAccepted, R::Other]) => Unchanged;
    When::Rejected => Become(Rejected);
    Category(&["A3", "A6", "A7", "A8"], Outcome::Rejected) => Become(Rejected);
    Category(&["A0", "A1", "A2", "A5"], Outcome::Accepted) => Become(Received);
    Category(&["A4"], Outcome::NotFound) => Unchanged, NotFound;
    Category(&["P3", "P4"], Outcome::MoreInformation) => Become(NeedsReview);
    Category(&["R*", "DR*"], Outcome::MoreInformation) => Become(NeedsReview);
    Category(&["P0", "P1", "P2", "P5"], Outcome::Pending) => Become(InProcess);
    Category(&["F1"], Outcome::FinalizedPaid) => Become(Paid), AwaitsRemittance;
    Category(&["F2"], Outcome::FinalizedDenied) => Become(Denied);
    Category(&["F0", "F3"], Outcome::Finalized) => Become(InProcess), AwaitsRemittance;
    Category(&["F3F"], Outcome::Finalized) => Become(InProcess), Forwarded;
    // F4, no payment is coming: whether that is a denial, only the remittance says.
    Category(&["F3N", "F4", "F5"], Outcome::Finalized) => Become(NeedsReview);
    Category(&["E1", "E2"], Outcome::Error) => Unchanged, AskAgain;
    Category(&["E3"], Outcome::Error) => Unchanged, CorrectInquiry;
    Category(&["E*"], Outcome::Error) => Unchanged, NothingSaid;
    Category(&["D0"], Outcome::NotFound) => Unchanged, NothingSaid;
    Category(&["*"], Outcome::Other) => Unchanged, NothingSaid;
    When::Verdict(&[Verdict::Paid]) => Become(Paid);
    When::Verdict(&[Verdict::PartlyDenied]) => Become(Paid), PartlyDenied;
    When::Verdict(&[Verdict::NothingOwed]) => Become(Paid), NothingOwed;
    When::Verdict(&[Verdict::Denied]) => Review;
    When::Verdict(&[Verdict::DeniedOrNotOwed]) => Become(NeedsReview), PartlyDenied;
    When::Verdict(&[Verdict::Unexplained]) => Become(NeedsReview), Unexplained;
    When::Verdict(&[Verdict::Reversal]) => Become(NeedsReview), TakenBack;
    When::Verdict(&[Verdict::NotOurs]) => Become(InProcess), Forwarded;
    When::Verdict(&[Verdict::Estimate]) => Unchanged, Estimate;
};

/// The line of a category.
fn category(code: &str) -> Option<(&'static Row, Outcome)> {
    let code = code.trim();
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => {
            let begins = code.get(..start.len());
            begins.is_some_and(|begins| begins.eq_ignore_ascii_case(start))
        }
        None => code.eq_ignore_ascii_case(pattern),
    };
    MAPPING.iter().find_map(|row| match row.when {
        Category(codes, outcome) if codes.iter().any(|of| fits(of)) => Some((row, outcome)),
        _ => None,
    })
}

pub(super) fn row_of(when: When) -> Option<&'static Row> {
    MAPPING.iter().find(|row| row.when == when)
}

pub(super) fn row_of_receipt(receipt: &Receipt) -> Option<&'static Row> {
    MAPPING.iter().find(
        |row| matches!(row.when, When::Receipt(outcomes) if outcomes.contains(&receipt.outcome)),
    )
}

pub(super) fn row_of_verdict(verdict: Verdict) -> Option<&'static Row> {
    MAPPING
        .iter()
        .find(|row| matches!(row.when, When::Verdict(verdicts) if verdicts.contains(&verdict)))
}

/// The lines of all reasons of a status.
pub(super) fn rows_of_status(status: &ClaimStatus) -> impl Iterator<Item = &'static Row> {
    let rejected = status.action == Some(StatusAction::Reject);
    let by_action = rejected.then(|| row_of(When::Rejected)).flatten();
    let reasons = status.reasons.iter();
    let by_reason = reasons.filter_map(|reason| category(reason.category.as_str()));
    by_action.into_iter().chain(by_reason.map(|(row, _)| row))
}

impl StatusCategory {
    /// What a status of this category comes to, by [`MAPPING`].
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        category(self.as_str()).map_or(Outcome::Other, |(_, outcome)| outcome)
    }
}

impl ClaimStatus {
    /// What it comes to: rejected where any part of it says so, else what the reason says that goes furthest. `None`
    /// without a reason.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        if self.action == Some(StatusAction::Reject) {
            return Some(Outcome::Rejected);
        }
        let reasons = self.reasons.iter();
        let found = reasons.filter_map(|reason| category(reason.category.as_str()));
        let mut best: Option<(u8, Outcome)> = None;
        for (row, outcome) in found {
            let weight = weight(row);
            if best.is_none_or(|(than, _)| weight > than) {
                best = Some((weight, outcome));
            }
        }
        best.map(|(_, outcome)| outcome)
    }

    /// True where it is accepted in so many words although its reason is a rejection.
    #[must_use]
    pub fn is_contradictory(&self) -> bool {
        self.action == Some(StatusAction::Accept) && self.outcome() == Some(Outcome::Rejected)
    }
}

/// A rejection goes further than all else; what changes nothing goes nowhere. Of reasons that come as far, the one counts
/// that somebody has to look at.
pub(super) fn weight(row: &Row) -> u8 {
    let status = match row.then {
        Unchanged => return 0,
        Become(status) => status,
        Review => NeedsReview,
    };
    let within_rank = match status {
        Rejected => 4,
        NeedsReview => 3,
        Denied => 2,
        _ => 1,
    };
    status.rank().saturating_mul(4).saturating_add(within_rank)
}
