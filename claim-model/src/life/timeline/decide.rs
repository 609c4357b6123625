//! Decisions: what one comes to beside others of the same file, such as a reversal and its correction.

use super::{Attempt, ClaimLife, answer::take};
use crate::{
    PayerClaimNumber, Submission,
    life::{Decision, Event, Flag, Origin, Profile, Status, Verdict, What, mapping},
};

impl ClaimLife {
    pub(super) fn by_decision(
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
            if self.is_corrected(decision, origin) {
                flags.push(Flag::Corrected);
                return None;
            }
        } else if verdict.is_decisive() {
            self.correct(origin);
            let crossed_over = flags.contains(&Flag::CrossedOver);
            for part in self.parts(at, origin, crossed_over) {
                let other = part.adjudication.verdict(&profile.not_denied);
                if other.is_decisive() {
                    verdict = verdict.with(other);
                }
            }
        }
        take(mapping::row_of_verdict(verdict), flags, profile)
    }

    /// Decisions that came in the same file, without those that came before.
    fn together(&self, origin: Origin) -> impl Iterator<Item = (&Event, &Decision)> {
        let here = move |event: &&Event| {
            event.origin.file == origin.file && !event.flags.contains(&Flag::Duplicate)
        };
        let events = self.recent().iter().filter(here);
        events.filter_map(|event| match &event.what {
            What::Decision(decision) => Some((event, &**decision)),
            _ => None,
        })
    }

    /// A decision in the same file takes the place of what this reversal takes back. What it takes back may be in that
    /// file too.
    fn is_corrected(&self, reversal: &Decision, origin: Origin) -> bool {
        self.together(origin)
            .any(|(_, of)| of.adjudication.verdict(&[]).is_decisive() && !takes_back(reversal, of))
    }

    /// Parts of a claim that the payer split: what else the same file decides on this attempt, and does not take back.
    fn parts(&self, at: usize, origin: Origin, crossed_over: bool) -> Vec<&Decision> {
        let mut parts: Vec<&Decision> = Vec::new();
        for (event, of) in self.together(origin) {
            if is_reversal(of) {
                let taken = parts.iter().rposition(|part| takes_back(of, part));
                taken.map(|taken| parts.remove(taken));
            } else if event.attempt == at
                && event.flags.contains(&Flag::CrossedOver) == crossed_over
            {
                parts.push(of);
            }
        }
        parts
    }

    /// A reversal that came in the same file is the other half of this correction.
    fn correct(&mut self, origin: Origin) {
        let here = |event: &&mut Event| event.origin.file == origin.file;
        let flags = self
            .recent_mut()
            .iter_mut()
            .filter(here)
            .flat_map(|event| &mut event.flags);
        for flag in flags.filter(|flag| **flag == Flag::TakenBack) {
            *flag = Flag::Corrected;
        }
    }

    pub(super) fn learn_decision(&mut self, at: usize, decision: &Decision) {
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

/// The reversal that a void asked for.
pub(super) fn completes_void(attempt: &Attempt, number: Option<&PayerClaimNumber>) -> bool {
    let Submission::Void(voided) = &attempt.submission else {
        return false;
    };
    number.is_none_or(|number| {
        number == voided || attempt.payer_claim_number.as_ref() == Some(number)
    })
}

pub(super) fn is_reversal(decision: &Decision) -> bool {
    decision.adjudication.verdict(&[]) == Verdict::Reversal
}

/// All amounts of the decision, negated, under the same number where both have one.
fn takes_back(reversal: &Decision, of: &Decision) -> bool {
    let (back, of) = (&reversal.adjudication, &of.adjudication);
    let numbers = back
        .payer_claim_number
        .as_ref()
        .zip(of.payer_claim_number.as_ref());
    numbers.is_none_or(|(back, of)| back == of)
        && back.charge.0.abs() == of.charge.0
        && back.paid.0.abs() == of.paid.0
}
