//! Answers of all kinds: the attempt that they speak of, and what they make of its status.

use super::{
    Attempt, Because, ClaimLife,
    decide::{completes_void, is_reversal},
};
use crate::{
    Day, Text,
    life::{
        ClaimStatus, Flag, Origin, Outcome, Profile, ReportedBy, Status, StatusLevel, What,
        mapping::{self, Row, Then},
    },
    matching::Confidence,
};

impl ClaimLife {
    /// Takes an answer: a receipt, a status or a decision, or that none came. `attempt` is the one that it names itself,
    /// by control numbers or batch; else numbers and days say which.
    pub(in crate::life) fn answer(
        &mut self,
        what: What,
        attempt: Option<usize>,
        because: Because,
        profile: &Profile,
    ) {
        let is_known = self.is_known(&what, attempt, because.origin);
        let attempt = attempt.unwrap_or_else(|| self.attempt_of(&what));
        if is_known {
            self.push(what, attempt, vec![Flag::Duplicate], because, None);
            return;
        }
        let mut flags = Vec::new();
        if because.confidence == Confidence::Possible {
            flags.push(Flag::FactsDiffer);
        }
        let proposed = match &what {
            What::Built(_) | What::Sent(_) | What::Money(_) => None,
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
        let changes = proposed
            .filter(|status| self.may_become(attempt, *status, by_decision))
            .filter(|_| !self.is_refused_copy(&what, attempt));
        if proposed.is_some() && changes.is_none() {
            flags.push(Flag::Late);
            flags.retain(|flag| *flag != Flag::AwaitsRemittance);
        }
        self.push(what, attempt, flags, because, changes);
    }

    /// The same answer came before, in another set. What names its attempt is known only where that one has it.
    fn is_known(&self, what: &What, attempt: Option<usize>, origin: Origin) -> bool {
        let mut events = self.recent().iter();
        events.any(|event| {
            event.origin.set != origin.set
                && attempt.is_none_or(|attempt| attempt == event.attempt)
                && event.what == *what
        })
    }

    /// The attempt that was sent in the batch with this number: of several the last one that was sent by that day.
    pub(in crate::life) fn sent_in(&self, batch: &Text, said: Option<Day>) -> Option<usize> {
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

    /// A receipt that refuses what was taken already speaks of another copy of the file: one that was sent twice has a
    /// control number that was used before.
    fn is_refused_copy(&self, what: &What, attempt: usize) -> bool {
        let is_taken = |of: &Attempt| of.status.rank() > Status::Sent.rank();
        let is_rejected = |of: &Attempt| of.status == Status::Rejected;
        matches!(what, What::Receipt(_))
            && self
                .attempts
                .get(attempt)
                .is_some_and(|of| is_taken(of) && !is_rejected(of))
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
}

/// Category of a payer that took the claim into adjudication.
const ACCEPTED: &str = "A2";

pub(super) fn take(
    row: Option<&'static Row>,
    flags: &mut Vec<Flag>,
    profile: &Profile,
) -> Option<Status> {
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
