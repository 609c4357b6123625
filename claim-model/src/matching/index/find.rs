//! The claim that an answer speaks of: by its numbers, and among claims with the same number by what else it says.

use std::{cmp::Ordering, collections::HashMap};

use rust_decimal::Decimal;
use rustc_hash::FxBuildHasher;

use super::{Attempt, SentClaims, Several, hash, learn_lines};
use crate::{
    Adjudication, Amount, ClearinghouseClaimNumber, PatientControlNumber, PayerClaimNumber,
    PayerSequence, Processing,
    life::ClaimStatus,
    matching::{Confidence, Found, Match, MatchReason, SentClaim, SentId, match_lines},
};

impl SentClaims {
    /// The claim that a status speaks of.
    pub fn of_status(&mut self, status: &ClaimStatus) -> Found {
        self.of_status_in(status, |_| false)
    }

    /// The same, where it is known which claims were sent in the batch that the status names.
    pub(crate) fn of_status_in(
        &mut self,
        status: &ClaimStatus,
        in_batch: impl Fn(SentId) -> bool,
    ) -> Found {
        let asked = Asked {
            number: status.patient_control_number.as_ref(),
            payer_number: status.payer_claim_number.as_ref(),
            clearinghouse_number: status.clearinghouse_claim_number.as_ref(),
            lines: &mut status
                .line
                .iter()
                .filter_map(|line| line.line_control_number.as_deref()),
        };
        let payer = status.source.as_ref().and_then(|of| of.id.as_deref());
        let known = [
            self.known(status.payer_claim_number.as_ref()),
            self.known_to_clearinghouse(status.clearinghouse_claim_number.as_ref()),
        ];
        self.find(asked, |id, sent| Fit {
            batch: in_batch(id),
            payer: payer == Some(sent.payer_id.as_str()),
            known: known.contains(&Some(Several::One(id))),
            sequence: true,
            facts: match status.charge {
                Some(charge) => Facts::of(charge == sent.charge),
                None => Facts::Same,
            },
        })
    }

    /// The claim that a payer decided on.
    pub fn of_decision(&mut self, decision: &Adjudication) -> Found {
        let asked = Asked {
            number: decision.patient_control_number.as_ref(),
            payer_number: decision.payer_claim_number.as_ref(),
            clearinghouse_number: None,
            lines: &mut decision
                .lines
                .iter()
                .filter_map(|line| line.line_control_number.as_deref()),
        };
        let known = self.known(decision.payer_claim_number.as_ref());
        self.find(asked, |id, sent| Fit {
            batch: false,
            payer: decision.payer_id.as_ref() == Some(&sent.payer_id),
            known: known == Some(Several::One(id)),
            sequence: is_turn(decision.processing, sent.sequence),
            facts: facts(sent, decision),
        })
    }

    /// The claim that a reference of a payer names: by the payer's number, else by ours.
    #[must_use]
    pub fn of_reference(&self, reference: &str) -> Found {
        let any = |_: SentId, _: &SentClaim| Fit {
            batch: false,
            payer: false,
            known: false,
            sequence: true,
            facts: Facts::Same,
        };
        let reference = reference.trim();
        match self.known(Some(&PayerClaimNumber::as_received(reference))) {
            Some(Several::One(id)) => self.one(id, MatchReason::PayerClaimNumber, &any),
            Some(Several::More) => Found::Several,
            None => best(
                self.exact(reference),
                MatchReason::PatientControlNumber,
                &any,
            ),
        }
    }

    fn known(&self, number: Option<&PayerClaimNumber>) -> Option<Several> {
        self.by_payer_number.get(number?).copied()
    }

    fn known_to_clearinghouse(&self, number: Option<&ClearinghouseClaimNumber>) -> Option<Several> {
        self.by_clearinghouse_number.get(number?).copied()
    }

    fn find(&mut self, asked: Asked<'_, '_>, fit: impl Fn(SentId, &SentClaim) -> Fit) -> Found {
        use MatchReason as Reason;
        if let Some(number) = asked.number {
            let number = number.as_str().trim();
            let found = best(self.exact(number), Reason::PatientControlNumber, &fit);
            if found != Found::None {
                return found;
            }
            let Some(cut) = self.cut_to(number) else {
                return Found::Several;
            };
            let changed = self.changed(number).chain(cut);
            let found = best(changed, Reason::PatientControlNumberChanged, &fit);
            if found != Found::None {
                return found;
            }
        }
        let by_clearinghouse = self.known_to_clearinghouse(asked.clearinghouse_number);
        for (known, reason) in [
            (self.known(asked.payer_number), Reason::PayerClaimNumber),
            (by_clearinghouse, Reason::ClearinghouseClaimNumber),
        ] {
            match known {
                None => {}
                Some(Several::More) => return Found::Several,
                Some(Several::One(id)) => return self.one(id, reason, &fit),
            }
        }
        // A number that is none of ours says that it is none of our claims.
        if asked.number.is_some() {
            return Found::None;
        }
        self.by_lines(asked.lines, &fit)
    }

    fn one(
        &self,
        id: SentId,
        reason: MatchReason,
        fit: &impl Fn(SentId, &SentClaim) -> Fit,
    ) -> Found {
        let fits = self.attempts_of(id).map(|of| fit(id, &of.sent));
        Found::One(Match {
            claim: id,
            reason,
            confidence: fits
                .max()
                .map_or(Confidence::Possible, |fit| fit.confidence(reason)),
        })
    }

    /// The claim that all of these lines belong to.
    fn by_lines(
        &mut self,
        lines: &mut dyn Iterator<Item = &'_ str>,
        fit: &impl Fn(SentId, &SentClaim) -> Fit,
    ) -> Found {
        let attempts = &self.attempts;
        let index = self.by_line.get_or_insert_with(|| {
            let mut index = HashMap::with_capacity_and_hasher(attempts.len(), FxBuildHasher);
            for attempt in attempts {
                learn_lines(&mut index, &attempt.sent, attempt.claim);
            }
            index
        });
        let mut found = None;
        for line in lines {
            match (index.get(&hash(line.trim())), found) {
                (None, _) => return Found::None,
                (Some(Several::More), _) => return Found::Several,
                (Some(Several::One(id)), None) => found = Some(*id),
                (Some(Several::One(id)), Some(before)) if *id == before => {}
                (Some(Several::One(_)), Some(_)) => return Found::None,
            }
        }
        found.map_or(Found::None, |id| {
            self.one(id, MatchReason::LineControlNumbers, fit)
        })
    }
}

/// Of the claims with a number the one that fits best, if one does.
fn best<'a>(
    attempts: impl Iterator<Item = &'a Attempt>,
    reason: MatchReason,
    fit: &impl Fn(SentId, &SentClaim) -> Fit,
) -> Found {
    let mut best: Option<(Fit, SentId)> = None;
    let mut tie = false;
    for attempt in attempts {
        let here = fit(attempt.claim, &attempt.sent);
        match best.map(|(than, claim)| (here.cmp(&than), claim)) {
            None | Some((Ordering::Greater, _)) => {
                (best, tie) = (Some((here, attempt.claim)), false);
            }
            Some((Ordering::Equal, claim)) => tie |= claim != attempt.claim,
            Some((Ordering::Less, _)) => {}
        }
    }
    match best {
        None => Found::None,
        Some(_) if tie => Found::Several,
        Some((fit, claim)) => Found::One(Match {
            claim,
            reason,
            confidence: fit.confidence(reason),
        }),
    }
}

struct Asked<'q, 'l> {
    number: Option<&'q PatientControlNumber>,
    payer_number: Option<&'q PayerClaimNumber>,
    clearinghouse_number: Option<&'q ClearinghouseClaimNumber>,
    lines: &'l mut dyn Iterator<Item = &'q str>,
}

/// How well a claim fits beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// It was sent in the batch that is named.
    batch: bool,
    /// The payer's id is the same.
    payer: bool,
    /// Its number with payer or clearinghouse is the same.
    known: bool,
    /// It is this payer's turn.
    sequence: bool,
    facts: Facts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Facts {
    Differ,
    Part,
    Same,
}

impl Facts {
    const fn of(same: bool) -> Self {
        if same { Self::Same } else { Self::Part }
    }
}

impl Fit {
    fn confidence(self, reason: MatchReason) -> Confidence {
        match self.facts {
            Facts::Same if reason == MatchReason::PatientControlNumber => Confidence::Certain,
            Facts::Same | Facts::Part => Confidence::Likely,
            Facts::Differ => Confidence::Possible,
        }
    }
}

/// Charges agree; or a part of the charge was decided, or another charge for lines that are the claim's.
fn facts(sent: &SentClaim, decision: &Adjudication) -> Facts {
    let charge = decision.charge.0.abs();
    if Amount(charge) == sent.charge {
        return Facts::Same;
    }
    let is_part = decision.lines.is_empty() && charge > Decimal::ZERO && charge < sent.charge.0;
    if is_part || has_line(sent, decision) {
        Facts::Part
    } else {
        Facts::Differ
    }
}

/// A line that was sent was decided, with all of its charge.
fn has_line(sent: &SentClaim, decision: &Adjudication) -> bool {
    let mut rest: Vec<Decimal> = sent.lines.iter().map(|line| line.charge.0).collect();
    let lines = match_lines(&sent.lines, &decision.lines);
    for of in lines.sure() {
        let part = decision.lines.get(of.adjudicated);
        if let (Some(part), Some(rest)) = (part, rest.get_mut(of.sent)) {
            *rest = rest.saturating_sub(part.charge.0.abs());
        }
    }
    let mut sure = lines.sure();
    sure.any(|of| rest.get(of.sent).is_some_and(Decimal::is_zero))
}

/// A payer that decides as the second one decides on the claim that it got second. What says nothing fits any.
const fn is_turn(processing: Processing, sequence: PayerSequence) -> bool {
    match processing {
        Processing::Primary => matches!(sequence, PayerSequence::Primary),
        Processing::Secondary => matches!(sequence, PayerSequence::Secondary),
        Processing::Tertiary => matches!(sequence, PayerSequence::Tertiary),
        _ => true,
    }
}
