//! What was sent together: found by control numbers and batch numbers.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::{
    Day, Text,
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
    by_interchange: HashMap<Text, Vec<usize>, FxBuildHasher>,
    by_group: HashMap<Text, Vec<usize>, FxBuildHasher>,
    by_reference: HashMap<Text, Vec<usize>, FxBuildHasher>,
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
        let index = |map: &mut HashMap<Text, Vec<usize>, FxBuildHasher>, key: &str| {
            map.entry(key.into()).or_default().push(at);
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

    /// The claims that a receipt speaks of.
    pub(super) fn of_receipt(&self, receipt: &Receipt) -> (Vec<Member>, Confidence) {
        let (index, key) = match receipt.of {
            ReceiptOf::Interchange => (&self.by_interchange, &receipt.interchange),
            ReceiptOf::Group | ReceiptOf::Set => (&self.by_group, &receipt.group),
        };
        let found = key.as_ref().and_then(|key| index.get(number(key)));
        let found = found.filter(|_| receipt.is_of_claims());
        let is_meant = |batch: &&Batch| {
            let interchange = receipt.interchange.as_ref();
            interchange.is_none_or(|of| number(of) == number(&batch.sending.interchange))
                && match (receipt.of, &receipt.set) {
                    (ReceiptOf::Set, Some(set)) => number(set) == number(&batch.sending.set),
                    (ReceiptOf::Set, None) => false,
                    _ => true,
                }
        };
        let batches = self.at(found).filter(is_meant).collect();
        meant(batches, receipt.date, |one, other| match receipt.of {
            ReceiptOf::Interchange => one.date == other.date,
            ReceiptOf::Group => one.interchange == other.interchange && one.group == other.group,
            ReceiptOf::Set => one == other,
        })
    }

    /// The claims of the batch with our own number, by what was said of it on that day.
    pub(super) fn of_reference(
        &self,
        reference: &str,
        said: Option<Day>,
    ) -> (Vec<Member>, Confidence) {
        let found = self.by_reference.get(reference.trim());
        let batches = self.at(found).collect();
        meant(batches, said, |one, other| {
            one.interchange == other.interchange && one.date == other.date
        })
    }

    fn at<'b>(&'b self, found: Option<&'b Vec<usize>>) -> impl Iterator<Item = &'b Batch> {
        let found = found.into_iter().flatten();
        found.filter_map(|at| self.batches.get(*at))
    }
}

/// Numbers come round again: of several batches the last one that was sent by the day of the answer is meant, with those
/// that were sent together with it. That is likely rather than certain.
fn meant(
    batches: Vec<&Batch>,
    said: Option<Day>,
    together: impl Fn(&Sending, &Sending) -> bool,
) -> (Vec<Member>, Confidence) {
    let by_then = |batch: &&&Batch| match (batch.sending.date, said) {
        (Some(sent), Some(said)) => sent <= said,
        _ => true,
    };
    let last = batches.iter().rev().find(by_then);
    let Some(last) = last.or_else(|| batches.first()) else {
        return (Vec::new(), Confidence::Possible);
    };
    let with_it = |batch: &&&Batch| together(&batch.sending, &last.sending);
    let members = batches.iter().filter(with_it);
    let members = members.flat_map(|batch| batch.members.iter().copied());
    let confidence = if batches.iter().all(|batch| with_it(&batch)) {
        Confidence::Certain
    } else {
        Confidence::Likely
    };
    (members.collect(), confidence)
}

/// Control numbers are the same with and without zeros in front.
fn number(text: &str) -> &str {
    let text = text.trim();
    let digits = text.trim_start_matches('0');
    if digits.is_empty() { text } else { digits }
}
