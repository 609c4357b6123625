//! One claim from the day it is built: its attempts, all that happened, and where it stands.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::{
    Amount, ClearinghouseClaimNumber, Day, PayerClaimNumber, Submission, Text,
    life::{
        ClaimStatus, Decision, Event, Flag, Origin, Outcome, Profile, ReportedBy, Status,
        StatusLevel, Verdict, What,
        mapping::{self, Row, Then, When},
    },
    matching::{Confidence, MatchReason, Sending},
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

    /// A new attempt, not sent yet.
    pub(super) fn built(&mut self, submission: Submission, because: Because) {
        let mut flags = flags_of(When::Built);
        if self.is_too_early(&submission) {
            flags.push(Flag::TooEarly);
        }
        self.open(submission.clone());
        self.note(
            What::Built(submission),
            flags,
            because,
            Some(Status::QueuedForSubmission),
        );
    }

    /// Sent: the attempt that was built for it, or one that nobody built here.
    pub(super) fn sent(&mut self, submission: &Submission, sending: Sending, because: Because) {
        let waits =
            |attempt: &Attempt| attempt.sending.is_none() && attempt.submission == *submission;
        let mut flags = flags_of(When::Sent);
        if !self.attempts.last().is_some_and(waits) {
            if self.is_too_early(submission) {
                flags.push(Flag::TooEarly);
            }
            self.open(submission.clone());
        }
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

    /// What the payer has not decided can be neither replaced nor taken back.
    fn is_too_early(&self, submission: &Submission) -> bool {
        let decided = Status::Paid.rank();
        *submission != Submission::Original
            && self.status().is_some_and(|status| status.rank() < decided)
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
            origin: because.origin,
        });
    }

    /// Takes an answer: a receipt, a status or a decision, or that none came. `attempt` is the one that it names itself,
    /// by control numbers or batch; else numbers and days say which.
    pub(super) fn answer(
        &mut self,
        what: What,
        attempt: Option<usize>,
        because: Because,
        profile: &Profile,
    ) {
        if self.is_known(&what, attempt, because.origin) {
            let attempt = attempt.unwrap_or_else(|| self.attempt_of(&what));
            self.push(what, attempt, vec![Flag::Duplicate], because, None);
            return;
        }
        let attempt = attempt.unwrap_or_else(|| self.attempt_of(&what));
        let mut flags = Vec::new();
        if because.confidence == Confidence::Possible {
            flags.push(Flag::FactsDiffer);
        }
        let proposed = match &what {
            What::Built(_) | What::Sent(_) => None,
            What::NotListed => {
                flags.push(Flag::NotListed);
                None
            }
            What::Receipt(receipt) => take(mapping::row_of_receipt(receipt), &mut flags, profile),
            What::Status(status) => {
                self.learn(attempt, status, profile);
                by_status(status, &mut flags, profile)
            }
            What::Decision(decision) => {
                // The number of another payer is none for Box 22.
                if because.crossed_over {
                    flags.push(Flag::CrossedOver);
                } else {
                    self.learn_decision(attempt, decision);
                }
                self.by_decision(attempt, decision, because.origin, &mut flags, profile)
            }
        };
        if attempt.saturating_add(1) < self.attempts.len() {
            flags.push(Flag::EarlierAttempt);
        }
        let by_decision = matches!(what, What::Decision(_));
        let changes = proposed.filter(|status| self.may_become(attempt, *status, by_decision));
        if proposed.is_some() && changes.is_none() {
            flags.push(Flag::Late);
        }
        self.push(what, attempt, flags, because, changes);
    }

    /// The same answer came before, in another set. What names its attempt is known only where that one has it.
    fn is_known(&self, what: &What, attempt: Option<usize>, origin: Origin) -> bool {
        let mut events = self.events.iter();
        events.any(|event| {
            event.origin.set != origin.set
                && attempt.is_none_or(|attempt| attempt == event.attempt)
                && event.what == *what
        })
    }

    /// The attempt that was sent in the batch with this number: of several the last one that was sent by that day.
    pub(super) fn sent_in(&self, batch: &Text, said: Option<Day>) -> Option<usize> {
        let is_in = |attempt: &Attempt| {
            let sending = attempt.sending.as_ref();
            let reference = sending.and_then(|sending| sending.batch.as_ref());
            reference.is_some_and(|of| of.trim() == batch.trim())
        };
        let by_then = |attempt: &Attempt| match (attempt.submitted(), said) {
            (Some(sent), Some(said)) => sent <= said,
            _ => true,
        };
        let attempts = || self.attempts.iter();
        let last = attempts().rposition(|attempt| is_in(attempt) && by_then(attempt));
        last.or_else(|| attempts().position(is_in))
    }

    /// By rank; and once a remittance decided, only a remittance decides.
    fn may_become(&self, attempt: usize, status: Status, by_decision: bool) -> bool {
        let Some(attempt) = self.attempts.get(attempt) else {
            return false;
        };
        let cause = self.events.get(attempt.cause).map(|event| &event.what);
        let decided = matches!(cause, Some(What::Decision(_)))
            && attempt.status.rank() == Status::Paid.rank();
        status.rank() >= attempt.status.rank() && (by_decision || !decided)
    }

    /// The attempt that an answer speaks of: the one with the payer's number; else the last one that was sent, or an
    /// earlier one where the answer is older.
    fn attempt_of(&self, what: &What) -> usize {
        let sent = |attempt: &Attempt| attempt.sending.is_some();
        let last = self.attempts.iter().rposition(sent).unwrap_or(0);
        let (number, reversal) = match what {
            What::Status(status) => (status.payer_claim_number.as_ref(), false),
            What::Decision(decision) => (
                decision.adjudication.payer_claim_number.as_ref(),
                is_reversal(decision),
            ),
            _ => (None, false),
        };
        let latest = self.attempts.get(last);
        if reversal && latest.is_some_and(|of| completes_void(of, number)) {
            return last;
        }
        if let Some(number) = number {
            let has = |attempt: &Attempt| attempt.payer_claim_number.as_ref() == Some(number);
            let replaced = |attempt: &Attempt| {
                let reference = attempt.submission.original_reference();
                reversal && reference == Some(number)
            };
            if latest.is_some_and(has) {
                return last;
            }
            if let Some(earlier) = self.attempts.iter().rposition(has) {
                // A correction may keep the number of what it replaces: then the last attempt has none of its own yet.
                let unnumbered = latest.is_some_and(|of| of.payer_claim_number.is_none());
                if reversal || !unnumbered {
                    return earlier;
                }
            } else if latest.is_some_and(replaced) {
                return last.saturating_sub(1);
            }
        }
        let older = |attempt: &Attempt| match (what.date(), attempt.submitted()) {
            (Some(said), Some(sent)) => said < sent,
            _ => false,
        };
        let upto = self.attempts.get(..=last).unwrap_or_default();
        let fits = upto
            .iter()
            .rposition(|attempt| sent(attempt) && !older(attempt));
        fits.unwrap_or(last)
    }

    fn by_decision(
        &mut self,
        at: usize,
        decision: &Decision,
        origin: Origin,
        flags: &mut Vec<Flag>,
        profile: &Profile,
    ) -> Option<Status> {
        let adjudication = &decision.adjudication;
        if adjudication.crossed_over {
            flags.push(Flag::Forwarded);
        }
        let mut verdict = adjudication.verdict(&profile.not_denied);
        let number = adjudication.payer_claim_number.as_ref();
        if verdict == Verdict::Reversal {
            let attempt = self.attempts.get(at);
            if attempt.is_some_and(|of| completes_void(of, number)) {
                return Some(Status::Void);
            }
            if self.together(None, origin, |of| !is_reversal(of)) {
                flags.push(Flag::Corrected);
                return None;
            }
        } else {
            self.correct(origin);
            // Parts of a claim that the payer split: what one denies, another may pay.
            let paid = |of: &Decision| !is_reversal(of) && of.adjudication.paid.0 > Decimal::ZERO;
            let denied =
                |of: &Decision| of.adjudication.verdict(&profile.not_denied) == Verdict::Denied;
            let is_mixed = match verdict {
                Verdict::Denied => self.together(Some(at), origin, paid),
                Verdict::Paid => self.together(Some(at), origin, denied),
                _ => false,
            };
            if is_mixed {
                verdict = Verdict::PartlyDenied;
            }
        }
        take(mapping::row_of_verdict(verdict), flags, profile)
    }

    /// A decision of this kind came in the same file, on any attempt or on this one.
    fn together(
        &self,
        attempt: Option<usize>,
        origin: Origin,
        is: impl Fn(&Decision) -> bool,
    ) -> bool {
        let here = |event: &&Event| {
            event.origin.file == origin.file && attempt.is_none_or(|at| at == event.attempt)
        };
        self.events
            .iter()
            .filter(here)
            .any(|event| match &event.what {
                What::Decision(decision) => !event.flags.contains(&Flag::Duplicate) && is(decision),
                _ => false,
            })
    }

    /// A reversal that came in the same file is the other half of this correction.
    fn correct(&mut self, origin: Origin) {
        let here = |event: &&mut Event| event.origin.file == origin.file;
        let flags = self
            .events
            .iter_mut()
            .filter(here)
            .flat_map(|event| &mut event.flags);
        for flag in flags.filter(|flag| **flag == Flag::TakenBack) {
            *flag = Flag::Corrected;
        }
    }

    fn learn(&mut self, at: usize, status: &ClaimStatus, profile: &Profile) {
        let Some(attempt) = self.attempts.get_mut(at) else {
            return;
        };
        if let Some(number) = &status.payer_claim_number {
            attempt.payer_claim_number = Some(number.clone());
        }
        if let Some(number) = &status.clearinghouse_claim_number {
            attempt.clearinghouse_claim_number = Some(number.clone());
        }
        let accepts = match status.reported_by() {
            ReportedBy::Payer => {
                let mut reasons = status.reasons.iter();
                reasons.any(|reason| reason.category.as_str() == ACCEPTED)
            }
            _ => profile.accepted_by_clearinghouse,
        };
        let is_claim = status.level == StatusLevel::Claim;
        if is_claim && accepts && status.outcome() == Some(Outcome::Accepted) {
            attempt.accepted = attempt.accepted.or(status.date);
        }
    }

    fn learn_decision(&mut self, at: usize, decision: &Decision) {
        // A reversal carries the number of what it takes back.
        if is_reversal(decision) {
            return;
        }
        if let Some(attempt) = self.attempts.get_mut(at)
            && let Some(number) = &decision.adjudication.payer_claim_number
        {
            attempt.payer_claim_number = Some(number.clone());
        }
    }
}

/// Category of a payer that took the claim into adjudication.
const ACCEPTED: &str = "A2";

/// The reversal that a void asked for.
fn completes_void(attempt: &Attempt, number: Option<&PayerClaimNumber>) -> bool {
    let Submission::Void(voided) = &attempt.submission else {
        return false;
    };
    number.is_none_or(|number| {
        number == voided || attempt.payer_claim_number.as_ref() == Some(number)
    })
}

fn is_reversal(decision: &Decision) -> bool {
    decision.adjudication.verdict(&[]) == Verdict::Reversal
}

fn flags_of(when: When) -> Vec<Flag> {
    mapping::row_of(when).map_or_else(Vec::new, |row| row.flags.to_vec())
}

fn take(row: Option<&'static Row>, flags: &mut Vec<Flag>, profile: &Profile) -> Option<Status> {
    let row = row?;
    flags.extend(row.flags);
    match row.then {
        Then::Unchanged => None,
        Then::Become(status) => Some(status),
        Then::Review if profile.denied_stays_denied => Some(Status::Denied),
        Then::Review => Some(Status::NeedsReview),
    }
}

/// Of all reasons the one that goes furthest. Lines only add reasons to their claim.
fn by_status(status: &ClaimStatus, flags: &mut Vec<Flag>, profile: &Profile) -> Option<Status> {
    if status.is_contradictory() {
        flags.push(Flag::Contradiction);
    }
    if status.level == StatusLevel::Line {
        return None;
    }
    let mut best: Option<&'static Row> = None;
    for row in mapping::rows_of_status(status) {
        if best.is_none_or(|than| mapping::weight(row) > mapping::weight(than)) {
            best = Some(row);
        }
    }
    take(best, flags, profile)
}
