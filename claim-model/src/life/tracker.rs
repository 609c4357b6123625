//! All claims of an office: what is sent goes in, answers of any kind go in, and each claim knows where it stands.

use std::collections::HashMap;

use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::{
    Claim, Day, PayerSequence, Processing, Text,
    life::{
        ClaimLife, ClaimStatus, Decision, Origin, Outcome, Profile, ProviderAdjustment, Receipt,
        ReceiptOf, ReceiptOutcome, ReportedBy, ReportedProvider, StatusLevel, StatusReport, What,
        batches::{Batches, Member},
        timeline::Because,
    },
    matching::{Confidence, Found, Match, MatchReason, Sending, SentClaim, SentClaims, SentId},
};

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use]
pub struct Answered {
    /// The claims that it speaks of, each with why. Empty where none was found, and for what speaks of no claim.
    pub claims: Vec<Match>,
    /// Why it was found to speak of none of our claims.
    pub unmatched: Option<NoMatch>,
}

/// Why an answer is nobody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoMatch {
    /// No claim fits.
    None,
    /// Several claims fit, and nothing tells them apart.
    Several,
    /// A claim has some of its numbers, but charge and lines are others.
    Doubtful,
    /// Nothing that was sent has its control numbers.
    NothingSent,
}

impl NoMatch {
    /// A few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "no claim fits",
            Self::Several => "several claims fit, and nothing tells them apart",
            Self::Doubtful => "a claim has some of its numbers, but charge and lines are others",
            Self::NothingSent => "nothing that was sent has these control numbers",
        }
    }
}

/// The claims of an office and their answers.
///
/// It is fed in the order in which things happen: [`built`](Self::built), [`sent`](Self::sent), then answers. Call
/// [`begin_file`](Self::begin_file) before the answers of each file and [`end_set`](Self::end_set) behind each of its
/// transaction sets: what came together is judged together.
#[derive(Debug, Default)]
pub struct Tracker {
    profile: Profile,
    claims: SentClaims,
    lives: Vec<ClaimLife>,
    batches: Batches,
    inquiries: HashMap<Text, SentId, FxBuildHasher>,
    origin: Origin,
    /// Statuses of a batch and of a provider that speak for their claims unless these follow.
    above: Vec<ClaimStatus>,
    /// Claims that the open set named.
    named: FxHashSet<SentId>,
    /// Batches that the open set answers claim by claim.
    listed: Vec<Listed>,
}

/// A batch that is answered claim by claim.
#[derive(Debug)]
struct Listed {
    batch: Text,
    /// The payer that answers, where it is one: for its own claims only.
    payer: Option<Text>,
    date: Option<Day>,
}

impl Tracker {
    /// Without claims.
    #[must_use]
    pub fn new(profile: Profile) -> Self {
        Self {
            profile,
            ..Self::default()
        }
    }

    /// The life of a claim.
    #[must_use]
    pub fn life(&self, claim: SentId) -> Option<&ClaimLife> {
        self.lives.get(claim.index())
    }

    /// All claims, in the order in which they became known.
    pub fn lives(&self) -> impl Iterator<Item = (SentId, &ClaimLife)> {
        self.claims.ids().zip(&self.lives)
    }

    /// What is known of the claims' content.
    #[must_use]
    pub const fn claims(&self) -> &SentClaims {
        &self.claims
    }

    /// A claim was built: a new one, or another attempt of one that is there. `None` where there are too many to count.
    pub fn built(&mut self, claim: &Claim) -> Option<SentId> {
        let sent = SentClaim::of(claim);
        let submission = sent.submission.clone();
        let id = match self.claims.earlier_attempt(&sent) {
            Some(id) => {
                self.claims.add_attempt(id, sent)?;
                id
            }
            None => self.add(sent)?,
        };
        let because = Because::itself(self.origin);
        self.lives.get_mut(id.index())?.built(submission, because);
        Some(id)
    }

    /// A claim was handed over. One that nobody said was built is taken as it is, and one that was handed over under the
    /// same numbers before is not handed over again. `None` where there are too many to count.
    pub fn sent(&mut self, claim: &Claim, sending: &Sending) -> Option<SentId> {
        let sent = SentClaim::of(claim);
        let submission = sent.submission.clone();
        let because = Because::itself(self.origin);
        let id = match self.claims.earlier_attempt(&sent) {
            Some(id) => {
                let life = self.lives.get_mut(id.index())?;
                if let Some(attempt) = life.is_sent(&submission, sending)
                    && self.claims.has(id, &sent)
                {
                    life.sent_again(attempt, sending.clone(), because);
                    return Some(id);
                }
                if self.claims.get(id) != Some(&sent) {
                    self.claims.add_attempt(id, sent)?;
                }
                id
            }
            None => self.add(sent)?,
        };
        if let Some(number) = submission.original_reference() {
            self.claims.learn_payer_number(id, number);
        }
        let life = self.lives.get_mut(id.index())?;
        life.sent(&submission, sending.clone(), because);
        let attempt = life.attempts().len().saturating_sub(1);
        self.batches.add(sending, Member { claim: id, attempt });
        Some(id)
    }

    fn add(&mut self, sent: SentClaim) -> Option<SentId> {
        let id = self.claims.add(sent)?;
        self.lives.push(ClaimLife::default());
        Some(id)
    }

    /// An inquiry with this trace asked for the claim.
    pub fn asked(&mut self, trace: &str, claim: SentId) {
        self.inquiries.insert(trace.trim().into(), claim);
    }

    /// The answers of another file follow. What a set that was cut off said of a whole batch is not taken: its claims may
    /// have followed.
    pub fn begin_file(&mut self) {
        self.above.clear();
        self.listed.clear();
        self.named.clear();
        self.origin.file = self.origin.file.saturating_add(1);
        self.origin.set = self.origin.set.saturating_add(1);
    }

    /// A transaction set ends: what it said of a whole batch or provider, and what it left out, is noted now. Gives what
    /// it said of claims that were never sent.
    pub fn end_set(&mut self) -> Vec<(ClaimStatus, Answered)> {
        let mut answered = Vec::new();
        while let Some(status) = self.above.pop() {
            let found = self.speak_for_all(&status);
            answered.push((status, found));
        }
        for listed in std::mem::take(&mut self.listed) {
            let (members, confidence) = self.batches.of_reference(&listed.batch, listed.date);
            for member in members {
                let is_asked = |payer: &Text| self.is_of_payer(member, payer);
                let is_asked = listed.payer.as_ref().is_none_or(is_asked);
                if is_asked && self.named.insert(member.claim) {
                    let because = self.because(MatchReason::Batch, confidence);
                    self.tell(member, What::NotListed, because);
                }
            }
        }
        self.named.clear();
        self.origin.set = self.origin.set.saturating_add(1);
        answered
    }

    /// A file, group or set arrived, or did not.
    pub fn receipt(&mut self, receipt: &Receipt) -> Answered {
        let (members, confidence) = self.batches.of_receipt(receipt);
        if members.is_empty() {
            return Answered {
                claims: Vec::new(),
                unmatched: Some(NoMatch::NothingSent),
            };
        }
        let mut out = Answered::default();
        for member in members {
            // A set's own receipt says more than its group's, unless all of the group was refused.
            let told = self.named.contains(&member.claim);
            if receipt.of == ReceiptOf::Group && told && receipt.outcome != ReceiptOutcome::Rejected
            {
                continue;
            }
            if receipt.of == ReceiptOf::Set {
                self.named.insert(member.claim);
            }
            let because = self.because(MatchReason::ControlNumbers, confidence);
            self.tell(member, What::Receipt(Box::new(receipt.clone())), because);
            out.claims.push(found(member, because));
        }
        out
    }

    /// Payer or clearinghouse say where a batch, a provider's claims, a claim or a line stand.
    ///
    /// What is said of a batch or a provider is kept until it is clear whether its claims follow: see
    /// [`end_set`](Self::end_set).
    pub fn status(&mut self, status: &ClaimStatus) -> Vec<(ClaimStatus, Answered)> {
        match status.level {
            StatusLevel::Source => Vec::new(),
            StatusLevel::Receiver | StatusLevel::Provider => {
                let mut answered = Vec::new();
                // Another provider of the same batch leaves the batch open.
                while self.above.last().is_some_and(|of| of.level >= status.level) {
                    if let Some(above) = self.above.pop() {
                        let found = self.speak_for_all(&above);
                        answered.push((above, found));
                    }
                }
                // Providers speak for themselves, unless all of the batch was rejected.
                if status.level == StatusLevel::Provider {
                    let rejected = |of: &ClaimStatus| of.outcome() == Some(Outcome::Rejected);
                    self.above.retain(rejected);
                }
                self.above.push(status.clone());
                answered
            }
            StatusLevel::Claim | StatusLevel::Line => {
                self.above.clear();
                if let Some(batch) = &status.batch
                    && !self.listed.iter().any(|of| of.batch == *batch)
                {
                    self.listed.push(Listed {
                        batch: batch.clone(),
                        payer: payer_of(status).cloned(),
                        date: status.said(),
                    });
                }
                vec![(status.clone(), self.status_of_claim(status))]
            }
        }
    }

    fn status_of_claim(&mut self, status: &ClaimStatus) -> Answered {
        let trace = status.trace.as_ref();
        let asked = trace
            .filter(|_| status.report == StatusReport::Answer)
            .and_then(|trace| self.inquiries.get(trace.trim()));
        let lives = &self.lives;
        let attempt_in = |batch: Option<&Text>, claim: SentId| {
            let life = lives.get(claim.index())?;
            life.sent_in(batch?, status.said())
        };
        let found = match asked {
            Some(claim) => Found::One(Match {
                claim: *claim,
                reason: MatchReason::InquiryTrace,
                confidence: Confidence::Certain,
            }),
            None => self.claims.of_status_in(status, |claim| {
                attempt_in(status.batch.as_ref(), claim).is_some()
            }),
        };
        let found = match certain_enough(found) {
            Ok(found) => found,
            Err(why) => {
                return Answered {
                    claims: Vec::new(),
                    unmatched: Some(why),
                };
            }
        };
        if let Some(number) = &status.payer_claim_number {
            self.claims.learn_payer_number(found.claim, number);
        }
        if let Some(number) = &status.clearinghouse_claim_number {
            self.claims.learn_clearinghouse_number(found.claim, number);
        }
        self.named.insert(found.claim);
        let attempt = attempt_in(status.batch.as_ref(), found.claim);
        let because = self.because(found.reason, found.confidence);
        self.answer(
            found.claim,
            attempt,
            What::Status(Box::new(status.clone())),
            because,
        );
        Answered {
            claims: vec![found],
            unmatched: None,
        }
    }

    /// What is said of a batch or a provider without saying it of its claims.
    fn speak_for_all(&mut self, status: &ClaimStatus) -> Answered {
        let (mut members, confidence) = match &status.batch {
            Some(batch) => self.batches.of_reference(batch, status.said()),
            None => (Vec::new(), Confidence::Possible),
        };
        // A payer that we know by its id speaks for its own claims only: others of the batch went elsewhere.
        if let Some(payer) = payer_of(status)
            && members.iter().any(|of| self.is_of_payer(*of, payer))
        {
            members.retain(|of| self.is_of_payer(*of, payer));
        }
        let mut out = Answered::default();
        let reason = match status.level {
            StatusLevel::Provider => MatchReason::ProviderInBatch,
            _ => MatchReason::Batch,
        };
        for member in members {
            let meant = match (&status.provider, status.level) {
                (Some(provider), StatusLevel::Provider) => self
                    .claims
                    .get(member.claim)
                    .is_some_and(|sent| bills(provider, sent)),
                (None, StatusLevel::Provider) => false,
                _ => true,
            };
            if meant && self.named.insert(member.claim) {
                let because = self.because(reason, confidence);
                self.tell(member, What::Status(Box::new(status.clone())), because);
                out.claims.push(found(member, because));
            }
        }
        if out.claims.is_empty() && !status.reasons.is_empty() {
            out.unmatched = Some(NoMatch::NothingSent);
        }
        out
    }

    fn is_of_payer(&self, member: Member, payer: &Text) -> bool {
        let sent = self.claims.get(member.claim);
        sent.is_some_and(|sent| sent.payer_id.as_str().eq_ignore_ascii_case(payer.trim()))
    }

    /// A payer decided.
    pub fn decision(&mut self, decision: &Decision) -> Answered {
        let adjudication = &decision.adjudication;
        let found = match certain_enough(self.claims.of_decision(adjudication)) {
            Ok(found) => found,
            Err(why) => {
                return Answered {
                    claims: Vec::new(),
                    unmatched: Some(why),
                };
            }
        };
        let sequence = self.claims.get(found.claim).map(|sent| sent.sequence);
        let crossed_over = sequence == Some(PayerSequence::Primary)
            && matches!(
                adjudication.processing,
                Processing::Secondary | Processing::Tertiary
            );
        if let Some(number) = adjudication
            .payer_claim_number
            .as_ref()
            .filter(|_| !crossed_over)
        {
            self.claims.learn_payer_number(found.claim, number);
        }
        let because = Because {
            crossed_over,
            ..self.because(found.reason, found.confidence)
        };
        self.answer(
            found.claim,
            None,
            What::Decision(Box::new(decision.clone())),
            because,
        );
        let lines = self.claims.lines(found.claim, adjudication);
        if let Some(life) = self.lives.get_mut(found.claim.index()) {
            life.note_lines(lines);
        }
        Answered {
            claims: vec![found],
            unmatched: None,
        }
    }

    /// A payment added or held back money. Where that refers to a claim, the claim keeps it; its status stays.
    pub fn money(&mut self, adjustment: &ProviderAdjustment) -> Answered {
        let reference = adjustment.reference.as_ref();
        let found = reference.map_or(Found::None, |of| self.claims.of_reference(of));
        match certain_enough(found) {
            Ok(found) => {
                let because = self.because(found.reason, found.confidence);
                let what = What::Money(Box::new(adjustment.clone()));
                self.answer(found.claim, None, what, because);
                Answered {
                    claims: vec![found],
                    unmatched: None,
                }
            }
            Err(why) => Answered {
                claims: Vec::new(),
                unmatched: Some(why),
            },
        }
    }

    const fn because(&self, reason: MatchReason, confidence: Confidence) -> Because {
        Because {
            reason,
            confidence,
            origin: self.origin,
            crossed_over: false,
        }
    }

    fn tell(&mut self, member: Member, what: What, because: Because) {
        self.answer(member.claim, Some(member.attempt), what, because);
    }

    fn answer(&mut self, claim: SentId, attempt: Option<usize>, what: What, because: Because) {
        if let Some(life) = self.lives.get_mut(claim.index()) {
            life.answer(what, attempt, because, &self.profile);
        }
    }
}

/// Our own number is an answer's right to a claim, whatever else differs; other numbers have to fit.
fn certain_enough(found: Found) -> Result<Match, NoMatch> {
    match found {
        Found::None => Err(NoMatch::None),
        Found::Several => Err(NoMatch::Several),
        Found::One(found)
            if found.confidence == Confidence::Possible
                && found.reason != MatchReason::PatientControlNumber =>
        {
            Err(NoMatch::Doubtful)
        }
        Found::One(found) => Ok(found),
    }
}

/// The id of the payer that reports, where it is one.
fn payer_of(status: &ClaimStatus) -> Option<&Text> {
    let source = status.source.as_ref()?;
    source
        .id
        .as_ref()
        .filter(|_| source.by == ReportedBy::Payer)
}

const fn found(member: Member, because: Because) -> Match {
    Match {
        claim: member.claim,
        reason: because.reason,
        confidence: because.confidence,
    }
}

/// By NPI where the report gives one, else by tax id.
fn bills(provider: &ReportedProvider, sent: &SentClaim) -> bool {
    match (&provider.npi, &provider.tax_id) {
        (Some(npi), _) => sent
            .billing_npi
            .as_ref()
            .is_some_and(|of| of.as_str() == npi.trim()),
        (None, Some(tax_id)) => sent.tax_id.as_str() == tax_id.trim(),
        (None, None) => false,
    }
}
