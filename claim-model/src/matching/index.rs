//! The claims that were sent, found by what answers name.

use std::{
    cmp::Ordering,
    collections::HashMap,
    hash::{Hash, Hasher},
};

use rust_decimal::Decimal;
use rustc_hash::{FxBuildHasher, FxHasher};
use serde::{Deserialize, Serialize};

use super::{Confidence, LineMatches, SentClaim, match_lines};
use crate::{
    Adjudication, Amount, ClearinghouseClaimNumber, PatientControlNumber, PayerClaimNumber,
    PayerSequence, Processing, life::ClaimStatus,
};

/// A claim in [`SentClaims`]: its attempts share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SentId(u32);

impl SentId {
    /// Its position, counted from 0 in the order in which claims were added.
    #[must_use]
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// Why an answer is taken for a claim's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchReason {
    /// It is the claim itself, as it was built or sent.
    Itself,
    /// Interchange, group or set in which it was sent.
    ControlNumbers,
    /// The batch in which it was sent.
    Batch,
    /// The billing provider within the batch in which it was sent.
    ProviderInBatch,
    /// The trace of an inquiry about it.
    InquiryTrace,
    /// Our own claim number.
    PatientControlNumber,
    /// Our own claim number in other letters, or cut after twenty characters.
    PatientControlNumberChanged,
    /// The payer's claim number, known from an earlier answer or from Box 22.
    PayerClaimNumber,
    /// The clearinghouse's claim number, known from an earlier answer.
    ClearinghouseClaimNumber,
    /// Our numbers of its lines.
    LineControlNumbers,
}

/// The claim that an answer speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Match {
    /// The claim.
    pub claim: SentId,
    /// Why.
    pub reason: MatchReason,
    /// How sure it is.
    pub confidence: Confidence,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Found {
    /// One claim.
    One(Match),
    /// Several claims fit, and nothing tells them apart.
    Several,
    /// No claim fits.
    None,
}

impl Found {
    /// The match, if it is one.
    #[must_use]
    pub const fn one(self) -> Option<Match> {
        match self {
            Self::One(found) => Some(found),
            Self::Several | Self::None => None,
        }
    }
}

/// Claims that were sent, by the numbers that answers name.
///
/// Our own number counts without blanks at its ends and without regard to capitals, and by its first twenty characters,
/// for more need not come back. All attempts of a claim are found by any of its numbers.
#[derive(Debug, Default)]
pub struct SentClaims {
    /// All that was sent.
    attempts: Vec<Attempt>,
    /// The last attempt of each claim.
    claims: Vec<u32>,
    /// Last attempt by hash of our number; earlier ones by `Attempt::next`.
    by_number: HashMap<u64, u32, FxBuildHasher>,
    by_payer_number: HashMap<PayerClaimNumber, Several, FxBuildHasher>,
    by_clearinghouse_number: HashMap<ClearinghouseClaimNumber, Several, FxBuildHasher>,
    /// First claim by hash of a line's number, made when it is first asked for.
    by_line: Option<HashMap<u64, Several, FxBuildHasher>>,
}

#[derive(Debug)]
struct Attempt {
    sent: SentClaim,
    claim: SentId,
    /// The next attempt with the same hash.
    next: u32,
}

const NOTHING: u32 = u32::MAX;

/// One claim, or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Several {
    One(SentId),
    More,
}

/// Characters of our number that payers must give back (837p.md, CLM01).
const KEPT: usize = 20;

impl SentClaims {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// None yet, with room for `claims`.
    #[must_use]
    pub fn with_capacity(claims: usize) -> Self {
        Self {
            attempts: Vec::with_capacity(claims),
            claims: Vec::with_capacity(claims),
            by_number: HashMap::with_capacity_and_hasher(claims, FxBuildHasher),
            ..Self::default()
        }
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// True where there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// All of them, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = SentId> + use<> {
        (0..u32::try_from(self.claims.len()).unwrap_or(NOTHING)).map(SentId)
    }

    /// What was sent last.
    #[must_use]
    pub fn get(&self, id: SentId) -> Option<&SentClaim> {
        let last = self.claims.get(id.index())?;
        self.attempt(*last).map(|attempt| &attempt.sent)
    }

    /// Adds a claim, whatever is there already; `None` where there are too many to count.
    pub fn add(&mut self, sent: SentClaim) -> Option<SentId> {
        let id = SentId(u32::try_from(self.claims.len()).ok()?);
        let attempt = self.push(sent, id)?;
        self.claims.push(attempt);
        Some(id)
    }

    /// Adds another attempt of a claim, as it is sent now. Answers find it by the numbers of all its attempts; `None` where
    /// there are too many to count, or no such claim.
    pub fn add_attempt(&mut self, id: SentId, sent: SentClaim) -> Option<()> {
        self.claims.get(id.index())?;
        let attempt = self.push(sent, id)?;
        *self.claims.get_mut(id.index())? = attempt;
        Some(())
    }

    /// True where the claim was sent like this.
    pub(crate) fn has(&self, id: SentId, sent: &SentClaim) -> bool {
        self.chain(sent.patient_control_number.as_str())
            .any(|attempt| attempt.claim == id && attempt.sent == *sent)
    }

    fn push(&mut self, sent: SentClaim, claim: SentId) -> Option<u32> {
        let at = u32::try_from(self.attempts.len()).ok();
        let at = at.filter(|at| *at != NOTHING)?;
        let key = key(sent.patient_control_number.as_str());
        let next = self.by_number.insert(key, at).unwrap_or(NOTHING);
        self.attempts.push(Attempt { sent, claim, next });
        self.by_line = None;
        Some(at)
    }

    fn attempt(&self, at: u32) -> Option<&Attempt> {
        self.attempts.get(usize::try_from(at).ok()?)
    }

    /// The claim that `sent` is another attempt of: the same number, and it is the same payer's turn; or the payer's number
    /// in Box 22.
    #[must_use]
    pub fn earlier_attempt(&self, sent: &SentClaim) -> Option<SentId> {
        let own = &sent.patient_control_number;
        let mut same = self.chain(own.as_str()).filter(|of| {
            let of = &of.sent;
            of.patient_control_number == *own && of.sequence == sent.sequence
        });
        if let Some(attempt) = same.next() {
            return Some(attempt.claim);
        }
        match self.by_payer_number.get(sent.original_reference()?) {
            Some(Several::One(id)) => Some(*id),
            _ => None,
        }
    }

    /// Which line of a decision is which line of the claim: of the attempt that it fits best, the last one of several.
    #[must_use]
    pub fn lines(&self, id: SentId, decision: &Adjudication) -> LineMatches {
        let Some(last) = self.get(id) else {
            return LineMatches::default();
        };
        let attempts = self
            .chain(last.patient_control_number.as_str())
            .filter(|attempt| attempt.claim == id)
            .map(|attempt| match_lines(&attempt.sent.lines, &decision.lines));
        let best = attempts.reduce(|best, other| {
            if other.sure().count() > best.sure().count() {
                other
            } else {
                best
            }
        });
        best.unwrap_or_default()
    }

    /// The payer gave this number to the claim.
    pub fn learn_payer_number(&mut self, id: SentId, number: &PayerClaimNumber) {
        learn(&mut self.by_payer_number, number, id);
    }

    /// The clearinghouse gave this number to the claim.
    pub fn learn_clearinghouse_number(&mut self, id: SentId, number: &ClearinghouseClaimNumber) {
        learn(&mut self.by_clearinghouse_number, number, id);
    }

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
        self.find(asked, |id, sent| Fit {
            batch: in_batch(id),
            payer: payer == Some(sent.payer_id.as_str()),
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
        self.find(asked, |_, sent| Fit {
            batch: false,
            payer: decision.payer_id.as_ref() == Some(&sent.payer_id),
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
            sequence: true,
            facts: Facts::Same,
        };
        let reference = reference.trim();
        let number = PayerClaimNumber::as_received(reference);
        match self.by_payer_number.get(&number) {
            Some(Several::One(id)) => self.one(*id, MatchReason::PayerClaimNumber, &any),
            Some(Several::More) => Found::Several,
            None => {
                let same = |own: &str| own == reference;
                self.best(reference, same, MatchReason::PatientControlNumber, &any)
            }
        }
    }

    fn find(&mut self, asked: Asked<'_, '_>, fit: impl Fn(SentId, &SentClaim) -> Fit) -> Found {
        use MatchReason as Reason;
        if let Some(number) = asked.number {
            let exact = number.as_str().trim();
            let same = |own: &str| own == exact;
            let found = self.best(exact, same, Reason::PatientControlNumber, &fit);
            if found != Found::None {
                return found;
            }
            let changed = |own: &str| is_changed(own, exact);
            let found = self.best(exact, changed, Reason::PatientControlNumberChanged, &fit);
            if found != Found::None {
                return found;
            }
        }
        let known = [
            (
                asked
                    .payer_number
                    .and_then(|of| self.by_payer_number.get(of)),
                Reason::PayerClaimNumber,
            ),
            (
                asked
                    .clearinghouse_number
                    .and_then(|of| self.by_clearinghouse_number.get(of)),
                Reason::ClearinghouseClaimNumber,
            ),
        ];
        for (known, reason) in known {
            match known {
                None => {}
                Some(Several::More) => return Found::Several,
                Some(Several::One(id)) => return self.one(*id, reason, &fit),
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
        let sent = self.get(id);
        Found::One(Match {
            claim: id,
            reason,
            confidence: sent.map_or(Confidence::Possible, |sent| {
                fit(id, sent).confidence(reason)
            }),
        })
    }

    /// Of the claims with a number the one that fits best, if one does.
    fn best(
        &self,
        number: &str,
        is: impl Fn(&str) -> bool,
        reason: MatchReason,
        fit: &impl Fn(SentId, &SentClaim) -> Fit,
    ) -> Found {
        let mut best: Option<(Fit, SentId)> = None;
        let mut tie = false;
        for attempt in self.chain(number) {
            if !is(attempt.sent.patient_control_number.as_str().trim()) {
                continue;
            }
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

    /// The claim that all of these lines belong to.
    fn by_lines(
        &mut self,
        lines: &mut dyn Iterator<Item = &'_ str>,
        fit: &impl Fn(SentId, &SentClaim) -> Fit,
    ) -> Found {
        let attempts = &self.attempts;
        let index = self.by_line.get_or_insert_with(|| lines_of(attempts));
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

    /// The attempts whose number has the same key, the last one first.
    fn chain(&self, number: &str) -> impl Iterator<Item = &Attempt> {
        let first = self.by_number.get(&key(number)).copied();
        let first = first.and_then(|at| self.attempt(at));
        std::iter::successors(first, move |attempt| self.attempt(attempt.next))
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
    let lines = match_lines(&sent.lines, &decision.lines);
    let is_part = decision.lines.is_empty() && charge > Decimal::ZERO && charge < sent.charge.0;
    if is_part || lines.sure().next().is_some() {
        Facts::Part
    } else {
        Facts::Differ
    }
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

/// Other letters, or the first characters only.
fn is_changed(own: &str, back: &str) -> bool {
    let cut = back.chars().count() == KEPT;
    own.eq_ignore_ascii_case(back)
        || cut
            && own
                .get(..back.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(back))
}

/// The same for all spellings of a number.
fn key(number: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in number.trim().chars().take(KEPT) {
        c.to_ascii_uppercase().hash(&mut hasher);
    }
    hasher.finish()
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

fn learn<K: Clone + Eq + Hash>(
    index: &mut HashMap<K, Several, FxBuildHasher>,
    key: &K,
    id: SentId,
) {
    match index.get_mut(key) {
        None => {
            index.insert(key.clone(), Several::One(id));
        }
        Some(Several::One(known)) if *known == id => {}
        Some(known) => *known = Several::More,
    }
}

fn lines_of(attempts: &[Attempt]) -> HashMap<u64, Several, FxBuildHasher> {
    let mut index = HashMap::with_capacity_and_hasher(attempts.len(), FxBuildHasher);
    for attempt in attempts {
        let lines = attempt.sent.lines.iter();
        for number in lines.filter_map(|line| line.line_control_number.as_deref()) {
            learn(&mut index, &hash(number.trim()), attempt.claim);
        }
    }
    index
}
