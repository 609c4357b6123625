//! Claims of a transaction set that is not written yet, below their levels.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hash},
};

use claim_model::{BillingProvider, Claim, Coverage, Patient, PatientCondition};
use rustc_hash::FxBuildHasher;
use x12_core::{Error, Piece, Rendered, notation::Few};

use crate::claim::heads::{Heads, write_head};
use crate::{guide::GUIDE, loops::ClaimLoop};

/// What the guide allows below one subscriber or patient.
const CLAIMS_IN_LEVEL: usize = 100;

/// The levels that a claim stands below.
pub(crate) struct Parts<'c> {
    pub(crate) provider: &'c BillingProvider,
    pub(crate) coverage: &'c Coverage,
    /// Of the patient, whoever that is.
    pub(crate) condition: &'c PatientCondition,
    /// `None` where the subscriber is the patient.
    pub(crate) patient: Option<&'c Patient>,
}

impl<'c> Parts<'c> {
    pub(crate) fn of(claim: &'c Claim) -> Self {
        Self {
            provider: &claim.billing_provider,
            coverage: &claim.coverage,
            condition: &claim.patient_condition,
            patient: claim.patient.as_ref(),
        }
    }

    /// The patient's condition where the subscriber is the patient.
    pub(crate) fn own_condition(&self) -> Option<&'c PatientCondition> {
        self.patient.is_none().then_some(self.condition)
    }
}

/// Where the levels of a claim are, as far as they are there.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Found {
    pub(crate) provider: Option<usize>,
    pub(crate) subscriber: Option<usize>,
    pub(crate) patient: Option<usize>,
    hashes: Hashes,
}

/// Hashes of levels that were looked for.
#[derive(Debug, Clone, Copy, Default)]
struct Hashes {
    provider: Option<u64>,
    subscriber: Option<u64>,
    patient: Option<u64>,
}

/// Things in the order in which they came first, and where each is.
#[derive(Debug)]
pub(crate) struct Ordered<T> {
    /// Each stands for itself: things are large, and the list grows.
    pub(crate) items: Vec<Box<T>>,
    /// For each of them the last one before it whose key has the same hash.
    before: Vec<Option<usize>>,
    /// The last place of each hash.
    places: HashMap<u64, usize, FxBuildHasher>,
}

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            before: Vec::new(),
            places: HashMap::default(),
        }
    }
}

impl<T> Ordered<T> {
    /// The place of what `is` says yes to. Things that are the same have the same key, and few others have it. Keeps the
    /// hash of what is not the last one, for adding it.
    fn find<K: Hash>(
        &self,
        key: &K,
        hash: &mut Option<u64>,
        is: impl Fn(&T) -> bool,
    ) -> Option<usize> {
        let last = self.items.len().checked_sub(1)?;
        let is = |at: usize| self.items.get(at).is_some_and(|item| is(item));
        if is(last) {
            return Some(last);
        }
        let hash = hash.insert(FxBuildHasher.hash_one(key));
        let mut next = self.places.get(hash).copied();
        while let Some(at) = next {
            if is(at) {
                return Some(at);
            }
            next = self.before.get(at).copied().flatten();
        }
        None
    }

    fn push<K: Hash>(&mut self, key: &K, hash: Option<u64>, item: T) -> usize {
        let at = self.items.len();
        let hash = hash.unwrap_or_else(|| FxBuildHasher.hash_one(key));
        self.before.push(self.places.insert(hash, at));
        self.items.push(Box::new(item));
        at
    }
}

/// What tells most levels from others: hashing all that they hold takes longer than comparing two.
impl Parts<'_> {
    fn provider_key(&self) -> impl Hash {
        (&self.provider.npi, &self.provider.tax_id)
    }

    fn subscriber_key(&self) -> impl Hash {
        let of = &self.coverage.subscriber;
        (&of.member_id, &of.name, &of.property_casualty_number)
    }
}

fn patient_key(of: &Patient) -> impl Hash {
    (&of.name, of.birth_date, &of.property_casualty_number)
}

/// Claims of one transaction set that is not written yet.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) levels: Levels,
    /// Their segments, and those of the claims.
    pub(crate) rendered: Rendered,
    pub(crate) claims: usize,
}

/// The levels, outermost first.
#[derive(Debug, Default)]
pub(crate) struct Levels {
    pub(crate) providers: Ordered<ProviderGroup>,
}

#[derive(Debug)]
pub(crate) struct ProviderGroup {
    pub(crate) provider: BillingProvider,
    /// Its segments behind HL.
    pub(crate) head: Piece,
    pub(crate) subscribers: Ordered<SubscriberGroup>,
}

#[derive(Debug)]
pub(crate) struct SubscriberGroup {
    pub(crate) coverage: Coverage,
    /// The patient's condition where the subscriber is the patient.
    pub(crate) condition: Option<PatientCondition>,
    /// Its segments behind HL.
    pub(crate) head: Piece,
    pub(crate) claims: Claims,
    pub(crate) patients: Ordered<PatientGroup>,
}

#[derive(Debug)]
pub(crate) struct PatientGroup {
    pub(crate) patient: Patient,
    pub(crate) condition: PatientCondition,
    /// Its segments behind HL.
    pub(crate) head: Piece,
    pub(crate) claims: Claims,
}

/// Claims below one level.
#[derive(Debug, Default)]
pub(crate) struct Claims(Few<Piece>);

impl Claims {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The claims in lots that the guide allows for one level.
    pub(crate) fn lots(&self) -> impl Iterator<Item = &[Piece]> {
        self.0.chunks(CLAIMS_IN_LEVEL)
    }

    pub(crate) fn add(
        &mut self,
        claim: &ClaimLoop<'_>,
        rendered: &mut Rendered,
    ) -> Result<(), Error> {
        self.0
            .push(rendered.add(GUIDE.id, |to| write_head(claim, to))?);
        Ok(())
    }
}

impl Pending {
    pub(crate) fn new(rendered: Rendered) -> Self {
        Self {
            levels: Levels::default(),
            rendered,
            claims: 0,
        }
    }

    /// Forgets all, and keeps the room for the next transaction set.
    pub(crate) fn clear(&mut self) {
        self.levels = Levels::default();
        self.rendered.forget(0);
        self.claims = 0;
    }
}

impl Levels {
    pub(crate) fn find(&self, parts: &Parts<'_>) -> Found {
        let mut found = Found::default();
        let same = |group: &ProviderGroup| group.provider == *parts.provider;
        found.provider =
            self.providers
                .find(&parts.provider_key(), &mut found.hashes.provider, same);
        let Some(provider) = found.provider.and_then(|at| self.providers.items.get(at)) else {
            return found;
        };
        let own = parts.own_condition();
        let same = |group: &SubscriberGroup| {
            group.condition.as_ref() == own && group.coverage == *parts.coverage
        };
        found.subscriber =
            provider
                .subscribers
                .find(&parts.subscriber_key(), &mut found.hashes.subscriber, same);
        let subscriber = found
            .subscriber
            .and_then(|at| provider.subscribers.items.get(at));
        if let (Some(subscriber), Some(patient)) = (subscriber, parts.patient) {
            let key = (patient, parts.condition);
            let same = |group: &PatientGroup| (&group.patient, &group.condition) == key;
            found.patient =
                subscriber
                    .patients
                    .find(&patient_key(patient), &mut found.hashes.patient, same);
        }
        found
    }

    /// The claims of the level, which is made where it is not there.
    pub(crate) fn room(
        &mut self,
        parts: &Parts<'_>,
        found: Found,
        heads: Heads,
    ) -> Option<&mut Claims> {
        let at = match (found.provider, heads.provider) {
            (None, Some(head)) => {
                let group = ProviderGroup {
                    provider: parts.provider.clone(),
                    head,
                    subscribers: Ordered::default(),
                };
                self.providers
                    .push(&parts.provider_key(), found.hashes.provider, group)
            }
            (found, _) => found?,
        };
        let subscribers = &mut self.providers.items.get_mut(at)?.subscribers;
        let own = parts.own_condition();
        let at = match (found.subscriber, heads.subscriber) {
            (None, Some(head)) => {
                let group = SubscriberGroup {
                    coverage: parts.coverage.clone(),
                    condition: own.copied(),
                    head,
                    claims: Claims::default(),
                    patients: Ordered::default(),
                };
                subscribers.push(&parts.subscriber_key(), found.hashes.subscriber, group)
            }
            (found, _) => found?,
        };
        let subscriber = subscribers.items.get_mut(at)?;
        let Some(patient) = parts.patient else {
            return Some(&mut subscriber.claims);
        };
        let patients = &mut subscriber.patients;
        let at = match (found.patient, heads.patient) {
            (None, Some(head)) => {
                let group = PatientGroup {
                    patient: patient.clone(),
                    condition: *parts.condition,
                    head,
                    claims: Claims::default(),
                };
                patients.push(&patient_key(patient), found.hashes.patient, group)
            }
            (found, _) => found?,
        };
        patients.items.get_mut(at).map(|group| &mut group.claims)
    }
}
