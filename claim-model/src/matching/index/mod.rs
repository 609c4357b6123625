//! The claims that were sent, found by what answers name.

mod find;

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
};

use rustc_hash::{FxBuildHasher, FxHasher};

use super::{LineMatches, SentClaim, match_lines};
use crate::{Adjudication, ClearinghouseClaimNumber, PayerClaimNumber};

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
    /// The same by the characters that are kept, of those whose number is longer, and how many there are; earlier ones by
    /// `Attempt::next_cut`.
    by_cut: HashMap<u64, (u32, usize), FxBuildHasher>,
    by_payer_number: HashMap<PayerClaimNumber, Several, FxBuildHasher>,
    by_clearinghouse_number: HashMap<ClearinghouseClaimNumber, Several, FxBuildHasher>,
    /// First claim by hash of a line's number, made when it is first asked for.
    by_line: Option<HashMap<u64, Several, FxBuildHasher>>,
}

#[derive(Debug)]
struct Attempt {
    sent: SentClaim,
    claim: SentId,
    /// The attempt before, of any claim, whose number has the same hash.
    next: u32,
    /// The same of the characters that are kept.
    next_cut: u32,
    /// The attempt before of this claim.
    earlier: u32,
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

/// Where more attempts than this begin alike, they are not compared each by each: nothing tells them apart.
const MOST: usize = 1000;

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
        let number = sent.patient_control_number.as_str().trim();
        let next = self.by_number.insert(key(number), at);
        let next_cut = cut(number).map(|cut| {
            let (last, count) = self.by_cut.entry(key(cut)).or_insert((NOTHING, 0));
            *count = count.saturating_add(1);
            std::mem::replace(last, at)
        });
        if let Some(index) = &mut self.by_line {
            learn_lines(index, &sent, claim);
        }
        self.attempts.push(Attempt {
            sent,
            claim,
            next: next.unwrap_or(NOTHING),
            next_cut: next_cut.unwrap_or(NOTHING),
            earlier: self.claims.get(claim.index()).copied().unwrap_or(NOTHING),
        });
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
        let attempts = self
            .attempts_of(id)
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

    /// The attempts of a claim, the last one first.
    fn attempts_of(&self, id: SentId) -> impl Iterator<Item = &Attempt> {
        let last = self.claims.get(id.index());
        let last = last.and_then(|at| self.attempt(*at));
        std::iter::successors(last, |attempt| self.attempt(attempt.earlier))
    }

    /// The attempts whose number is this one or has the same key, the last one first.
    fn chain(&self, number: &str) -> impl Iterator<Item = &Attempt> {
        let first = self.by_number.get(&key(number.trim()));
        let first = first.and_then(|at| self.attempt(*at));
        std::iter::successors(first, |attempt| self.attempt(attempt.next))
    }

    /// Those with this number.
    fn exact(&self, number: &str) -> impl Iterator<Item = &Attempt> {
        self.chain(number).filter(move |of| of.number() == number)
    }

    /// Those with this number in other letters.
    fn changed(&self, number: &str) -> impl Iterator<Item = &Attempt> {
        let same = move |of: &&Attempt| of.number().eq_ignore_ascii_case(number);
        self.chain(number).filter(same)
    }

    /// Those with a longer number of which this one is what is kept. `None` where they are too many to compare.
    fn cut_to(&self, number: &str) -> Option<impl Iterator<Item = &Attempt>> {
        let is_cut = number.chars().count() == KEPT;
        let found = self.by_cut.get(&key(number)).filter(|_| is_cut);
        let (first, count) = found.copied().unwrap_or((NOTHING, 0));
        let same = move |of: &&Attempt| {
            cut(of.number()).is_some_and(|own| own.eq_ignore_ascii_case(number))
        };
        let all = std::iter::successors(self.attempt(first), |of| self.attempt(of.next_cut));
        (count <= MOST).then(|| all.filter(same))
    }
}

impl Attempt {
    fn number(&self) -> &str {
        self.sent.patient_control_number.as_str().trim()
    }
}

/// The characters that are kept of a number that has more.
fn cut(number: &str) -> Option<&str> {
    let (end, _) = number.char_indices().nth(KEPT)?;
    number.get(..end)
}

/// The same for all spellings of a number.
fn key(number: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for byte in number.bytes() {
        hasher.write_u8(byte.to_ascii_uppercase());
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

fn learn_lines(index: &mut HashMap<u64, Several, FxBuildHasher>, sent: &SentClaim, claim: SentId) {
    let lines = sent.lines.iter();
    for number in lines.filter_map(|line| line.line_control_number.as_deref()) {
        learn(index, &hash(number.trim()), claim);
    }
}
