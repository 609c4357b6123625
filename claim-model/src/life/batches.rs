//! What was sent together: found by control numbers and batch numbers.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::{
    life::{Receipt, ReceiptOf},
    matching::{Confidence, Sending, SentId},
};

/// A claim of a batch, and which of its attempts that was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) claim: SentId,
    pub(super) attempt: usize,
}

#[derive(Debug)]
struct Batch {
    sending: Sending,
    members: Vec<Member>,
}

/// All batches that were sent.
#[derive(Debug, Default)]
pub(super) struct Batches {
    batches: Vec<Batch>,
    by_interchange: HashMap<String, Vec<usize>, FxBuildHasher>,
    by_group: HashMap<String, Vec<usize>, FxBuildHasher>,
    by_reference: HashMap<String, Vec<usize>, FxBuildHasher>,
}

impl Batches {
    pub(super) fn add(&mut self, sending: &Sending, member: Member) {
        let last = self
            .batches
            .last_mut()
            .filter(|batch| batch.sending == *sending);
        if let Some(batch) = last {
            batch.members.push(member);
            return;
        }
        let at = self.batches.len();
        let index = |map: &mut HashMap<String, Vec<usize>, FxBuildHasher>, key: &str| {
            map.entry(key.to_owned()).or_default().push(at);
        };
        index(&mut self.by_interchange, number(&sending.interchange));
        index(&mut self.by_group, number(&sending.group));
        if let Some(reference) = &sending.batch {
            index(&mut self.by_reference, reference.trim());
        }
        self.batches.push(Batch {
            sending: sending.clone(),
            members: vec![member],
        });
    }

    /// The claims that a receipt speaks of. Control numbers come round again: the last batch that has them counts, and that
    /// is likely rather than certain where it is not the only one.
    pub(super) fn of_receipt(&self, receipt: &Receipt) -> (Vec<Member>, Confidence) {
        let (index, key) = match receipt.of {
            ReceiptOf::Interchange => (&self.by_interchange, &receipt.interchange),
            ReceiptOf::Group | ReceiptOf::Set => (&self.by_group, &receipt.group),
        };
        let found = key.as_ref().and_then(|key| index.get(number(key)));
        let is_meant = |batch: &&Batch| {
            let interchange = receipt.interchange.as_ref();
            interchange.is_none_or(|of| number(of) == number(&batch.sending.interchange))
                && match (receipt.of, &receipt.set) {
                    (ReceiptOf::Set, Some(set)) => number(set) == number(&batch.sending.set),
                    (ReceiptOf::Set, None) => false,
                    _ => true,
                }
        };
        let batches: Vec<&Batch> = found
            .into_iter()
            .flatten()
            .filter_map(|at| self.batches.get(*at))
            .filter(is_meant)
            .collect();
        let Some(last) = batches.last() else {
            return (Vec::new(), Confidence::Possible);
        };
        let whole = |of: &Batch| (of.sending.interchange.clone(), of.sending.group.clone());
        let together = |batch: &&&Batch| match receipt.of {
            ReceiptOf::Interchange => batch.sending.date == last.sending.date,
            ReceiptOf::Group => whole(batch) == whole(last),
            ReceiptOf::Set => batch.sending == last.sending,
        };
        let members: Vec<Member> = batches
            .iter()
            .filter(together)
            .flat_map(|batch| batch.members.iter().copied())
            .collect();
        let only = batches.iter().all(|batch| together(&batch));
        let confidence = if only {
            Confidence::Certain
        } else {
            Confidence::Likely
        };
        (members, confidence)
    }

    /// The claims of the batch with our own number.
    pub(super) fn of_reference(&self, reference: &str) -> Vec<Member> {
        let found = self.by_reference.get(reference.trim());
        let batches = found
            .into_iter()
            .flatten()
            .filter_map(|at| self.batches.get(*at));
        batches
            .flat_map(|batch| batch.members.iter().copied())
            .collect()
    }
}

/// Control numbers are the same with and without zeros in front.
fn number(text: &str) -> &str {
    let text = text.trim();
    let digits = text.trim_start_matches('0');
    if digits.is_empty() { text } else { digits }
}
