//! One claim from the day it is built: its attempts, all that happened, and where it stands.

mod answer;
mod decide;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::{
    Amount, ClearinghouseClaimNumber, Day, PayerClaimNumber, Submission,
    life::{
        Decision, Event, Flag, Origin, Status, What,
        mapping::{self, When},
    },
    matching::{Confidence, LineMatches, MatchReason, Sending},
};

/// One sending of a claim: new, corrected, as a replacement or as a void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attempt {
    /// New, replacement or void.
    pub submission: Submission,
    /// Where it stands.
    pub status: Status,
    /// How it was sent; `None` while it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sending: Option<Sending>,
    /// When it was accepted, by the payer or by whom the profile takes for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Day>,
    /// The payer's number of it: what a replacement or a void refers to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer_claim_number: Option<PayerClaimNumber>,
    /// The clearinghouse's number of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clearinghouse_claim_number: Option<ClearinghouseClaimNumber>,
    /// The event that made its status.
    #[serde(skip)]
    cause: usize,
}

impl Attempt {
    /// When it was sent; `None` while it was not, or where the file names no day.
    #[must_use]
    pub fn submitted(&self) -> Option<Day> {
        self.sending.as_ref()?.date
    }
}

/// Why an event is taken for a claim's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Because {
    pub(super) reason: MatchReason,
    pub(super) confidence: Confidence,
    pub(super) origin: Origin,
    /// Another payer than the one that it was sent to decided.
    pub(super) crossed_over: bool,
}

impl Because {
    pub(super) const fn itself(origin: Origin) -> Self {
        Self {
            reason: MatchReason::Itself,
            confidence: Confidence::Certain,
            origin,
            crossed_over: false,
        }
    }
}

/// How many events back an answer is compared with: a file that names one claim a million times must not take hours.
const LOOK_BACK: usize = 1_000;

/// The life of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimLife {
    attempts: Vec<Attempt>,
    events: Vec<Event>,
}

impl ClaimLife {
    /// Where the claim stands: where its last attempt stands. `None` before anything happened.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.attempts.last().map(|attempt| attempt.status)
    }

    /// The event that made it so.
    #[must_use]
    pub fn cause(&self) -> Option<&Event> {
        self.events.get(self.attempts.last()?.cause)
    }

    /// All that happened, in the order in which it became known.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The attempts, the first one first.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// When the last attempt was sent.
    #[must_use]
    pub fn submitted(&self) -> Option<Day> {
        self.attempts.last()?.submitted()
    }

    /// When the last attempt was accepted.
    #[must_use]
    pub fn accepted(&self) -> Option<Day> {
        self.attempts.last()?.accepted
    }

    /// The payer's number, of the last attempt that has one: what Box 22 of a replacement or a void asks for.
    #[must_use]
    pub fn payer_claim_number(&self) -> Option<&PayerClaimNumber> {
        let mut attempts = self.attempts.iter().rev();
        attempts.find_map(|attempt| attempt.payer_claim_number.as_ref())
    }

    /// The clearinghouse's number, of the last attempt that has one.
    #[must_use]
    pub fn clearinghouse_claim_number(&self) -> Option<&ClearinghouseClaimNumber> {
        let mut attempts = self.attempts.iter().rev();
        attempts.find_map(|attempt| attempt.clearinghouse_claim_number.as_ref())
    }

    /// Decisions that count: not those that came twice, and no estimates.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        let counts = |event: &&Event| {
            let not = [Flag::Duplicate, Flag::Estimate];
            !event.flags.iter().any(|flag| not.contains(flag))
        };
        self.events
            .iter()
            .filter(counts)
            .filter_map(|event| match &event.what {
                What::Decision(decision) => Some(&**decision),
                _ => None,
            })
    }

    /// What all payments of the claim come to, in dollars: what was taken back counts against it. `None` where the sum has
    /// more digits than can be held.
    #[must_use]
    pub fn paid(&self) -> Option<Amount> {
        let sum = |sum: Decimal, of: &Decision| sum.checked_add(of.adjudication.paid.0);
        self.decisions().try_fold(Decimal::ZERO, sum).map(Amount)
    }

    /// What is worth knowing now: of the event that made the status, and of what the last attempt saw since.
    #[must_use]
    pub fn flags(&self) -> Vec<Flag> {
        let Some(last) = self.attempts.last() else {
            return Vec::new();
        };
        let at = self.attempts.len().saturating_sub(1);
        let passing = [Flag::Late, Flag::Duplicate, Flag::EarlierAttempt];
        let events = self.events.iter().enumerate();
        let standing = events.filter(|(index, event)| {
            *index == last.cause || *index > last.cause && event.attempt == at
        });
        let mut flags: Vec<Flag> = standing
            .filter(|(_, event)| !event.flags.contains(&Flag::Duplicate))
            .flat_map(|(_, event)| &event.flags)
            .filter(|flag| !passing.contains(flag))
            .copied()
            .collect();
        flags.sort_unstable();
        flags.dedup();
        flags
    }

    /// Built: a new attempt, or the one that waits to be sent, built anew.
    pub(super) fn built(&mut self, submission: Submission, because: Because) {
        let mut flags = flags_of(When::Built);
        self.begin(&submission, &mut flags);
        self.note(
            What::Built(submission),
            flags,
            because,
            Some(Status::QueuedForSubmission),
        );
    }

    /// Sent: the attempt that waits for it, or one that nobody built here.
    pub(super) fn sent(&mut self, submission: &Submission, sending: Sending, because: Because) {
        let mut flags = flags_of(When::Sent);
        self.begin(submission, &mut flags);
        if let Some(attempt) = self.attempts.last_mut() {
            attempt.sending = Some(sending.clone());
        }
        self.note(
            What::Sent(Box::new(sending)),
            flags,
            because,
            Some(Status::Sent),
        );
    }

    /// The attempt that was sent like this. Where there are no numbers to know it by, none was.
    pub(super) fn is_sent(&self, submission: &Submission, sending: &Sending) -> Option<usize> {
        let numbered = !sending.interchange.is_empty() && !sending.group.is_empty();
        let same = |attempt: &Attempt| {
            attempt.submission == *submission && attempt.sending.as_ref() == Some(sending)
        };
        self.attempts.iter().rposition(same).filter(|_| numbered)
    }

    /// The same file of claims came again.
    pub(super) fn sent_again(&mut self, attempt: usize, sending: Sending, because: Because) {
        let what = What::Sent(Box::new(sending));
        self.push(what, attempt, vec![Flag::Duplicate], because, None);
    }

    /// Opens an attempt, unless one waits to be sent.
    fn begin(&mut self, submission: &Submission, flags: &mut Vec<Flag>) {
        let sent = |attempt: &&Attempt| attempt.sending.is_some();
        let last = self.attempts.iter().rev().find(sent);
        // What the payer has not decided can be neither replaced nor taken back.
        let undecided = last.is_some_and(|of| of.status.rank() < Status::Paid.rank());
        let waits = self.attempts.last().filter(|last| !sent(last));
        if waits.is_some_and(|waits| waits.submission == *submission) {
            return;
        }
        if *submission != Submission::Original && undecided {
            flags.push(Flag::TooEarly);
        }
        match self.attempts.last_mut() {
            Some(waits) if waits.sending.is_none() => waits.submission = submission.clone(),
            _ => self.open(submission.clone()),
        }
    }

    fn open(&mut self, submission: Submission) {
        self.attempts.push(Attempt {
            submission,
            status: Status::QueuedForSubmission,
            sending: None,
            accepted: None,
            payer_claim_number: None,
            clearinghouse_claim_number: None,
            cause: self.events.len(),
        });
    }

    /// Notes what happened to the last attempt, and that it made this status.
    fn note(&mut self, what: What, flags: Vec<Flag>, because: Because, status: Option<Status>) {
        let last = self.attempts.len().saturating_sub(1);
        self.push(what, last, flags, because, status);
    }

    /// The events that an answer is compared with: no real claim has more.
    fn recent(&self) -> &[Event] {
        let from = self.events.len().saturating_sub(LOOK_BACK);
        self.events.get(from..).unwrap_or_default()
    }

    fn recent_mut(&mut self) -> &mut [Event] {
        let from = self.events.len().saturating_sub(LOOK_BACK);
        self.events.get_mut(from..).unwrap_or_default()
    }

    /// Which lines the last event, a decision, was about. Lines that are none of the claim's are worth a look.
    pub(super) fn note_lines(&mut self, lines: LineMatches) {
        if let Some(event) = self.events.last_mut() {
            if !lines.unmatched.is_empty() && !event.flags.contains(&Flag::FactsDiffer) {
                event.flags.push(Flag::FactsDiffer);
                event.flags.sort_unstable();
            }
            event.lines = Some(lines);
        }
    }

    fn push(
        &mut self,
        what: What,
        attempt: usize,
        mut flags: Vec<Flag>,
        because: Because,
        status: Option<Status>,
    ) {
        let at = self.events.len();
        if let Some(attempt) = self.attempts.get_mut(attempt)
            && let Some(status) = status
        {
            (attempt.status, attempt.cause) = (status, at);
        }
        flags.sort_unstable();
        flags.dedup();
        self.events.push(Event {
            date: what.date(),
            what,
            attempt,
            status: self.status().unwrap_or(Status::QueuedForSubmission),
            caused: status.is_some() && attempt.saturating_add(1) == self.attempts.len(),
            flags,
            matched_by: because.reason,
            confidence: because.confidence,
            lines: None,
            origin: because.origin,
        });
    }
}

fn flags_of(when: When) -> Vec<Flag> {
    mapping::row_of(when).map_or_else(Vec::new, |row| row.flags.to_vec())
}
