//! Whole batches, kept in memory.

use x12_core::{
    Diagnostic, Error, RawSegment, ReadOptions, TransactionHeader, notation::RejectedLoop,
};

use crate::{
    loops::{BillingProviderLevel, ClaimLoop, SubscriberLevel},
    reader::{Batch, ClaimBatches, Event, UNKNOWN_LEVEL},
    segments::Hl,
    totals::BatchTotals,
};

/// One batch with all its claims: one transaction set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CollectedBatch<'a> {
    /// Envelope and header.
    pub batch: Batch<'a>,
    /// Who bills, with subscribers, patients and claims. What stands below no level of the file stands in levels whose
    /// number is `None`.
    pub billing_providers: Vec<BillingProviderLevel<'a>>,
    /// Levels and claims that could not be read.
    pub rejected: Vec<RejectedLoop<'a>>,
    /// The sums; `None` where the file ends inside the batch.
    pub totals: Option<BatchTotals>,
}

impl<'a> CollectedBatch<'a> {
    /// All claims, in the order of the file.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimLoop<'a>> {
        let subscribers = self.billing_providers.iter().flat_map(|of| &of.subscribers);
        subscribers.flat_map(|of| {
            let patients = of.patients.iter().flat_map(|patient| &patient.claims);
            of.claims.iter().chain(patients)
        })
    }

    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> CollectedBatch<'static> {
        let providers = self.billing_providers.into_iter();
        let rejected = self.rejected.into_iter();
        CollectedBatch {
            batch: self.batch.into_owned(),
            billing_providers: providers.map(BillingProviderLevel::into_owned).collect(),
            rejected: rejected.map(RejectedLoop::into_owned).collect(),
            totals: self.totals,
        }
    }
}

/// A file of claims, read as far as it could be.
#[derive(Debug)]
pub struct ClaimFile<'a> {
    /// The batches; the last one is incomplete where the file is cut off.
    pub batches: Vec<CollectedBatch<'a>>,
    /// TA1 segments.
    pub acknowledgments: Vec<RawSegment<'a>>,
    /// Transaction sets that were skipped as a whole.
    pub skipped: Vec<TransactionHeader>,
    /// Everything that was found on the way.
    pub findings: Vec<Diagnostic>,
    /// Why reading stopped before the end; `None` where all of the file was read.
    pub error: Option<Error>,
}

/// Reads all of `input` and keeps it. For files that are large, read event by event: [`ClaimBatches`].
///
/// ```
/// # let input: &[u8] = fixtures::claims()[0].edi;
/// let file = x12_837p::collect(input, &Default::default());
/// assert!(file.error.is_none());
/// for batch in &file.batches {
///     for claim in batch.claims() {
///         println!("{} with {} lines", claim.info.charge, claim.lines.len());
///     }
/// }
/// ```
#[must_use]
pub fn collect<'a>(input: &'a [u8], options: &ReadOptions) -> ClaimFile<'a> {
    let mut batches = ClaimBatches::with_options(input, options);
    let mut file = ClaimFile {
        batches: Vec::new(),
        acknowledgments: Vec::new(),
        skipped: Vec::new(),
        findings: Vec::new(),
        error: None,
    };
    let mut open = Open::Nothing;
    loop {
        match batches.next() {
            Ok(Some(event)) => open = file.take(event, open),
            Ok(None) => break,
            Err(error) => {
                file.error = Some(error);
                break;
            }
        }
        file.findings.extend(batches.take_findings());
    }
    file.findings.extend(batches.take_findings());
    file
}

/// The innermost level that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Open {
    Nothing,
    Provider,
    Subscriber,
    Patient,
}

impl<'a> ClaimFile<'a> {
    /// Keeps the event, and says what is open behind it.
    fn take(&mut self, event: Event<'a>, open: Open) -> Open {
        let last = self.batches.last_mut();
        match (event, last) {
            (Event::Acknowledgment(segment), _) => self.acknowledgments.push(segment),
            (Event::Skipped(header), _) => self.skipped.push(*header),
            (Event::Batch(batch), _) => {
                self.batches.push(CollectedBatch {
                    batch: *batch,
                    billing_providers: Vec::new(),
                    rejected: Vec::new(),
                    totals: None,
                });
                return Open::Nothing;
            }
            (Event::BillingProvider(level), Some(last)) => {
                last.billing_providers.push(*level);
                return Open::Provider;
            }
            (Event::Subscriber(level), Some(last)) => {
                if let Some(provider) = last.provider(open) {
                    provider.subscribers.push(*level);
                }
                return Open::Subscriber;
            }
            (Event::Patient(level), Some(last)) => {
                if let Some(subscriber) = last.subscriber(open) {
                    subscriber.patients.push(*level);
                }
                return Open::Patient;
            }
            (Event::Claim(claim), Some(last)) => {
                if let Some(claims) = last.open_claims(open) {
                    claims.push(*claim);
                }
                return open.max(Open::Subscriber);
            }
            (Event::Rejected(rejected), Some(last)) => {
                let is_level = rejected.loop_id == UNKNOWN_LEVEL;
                last.rejected.push(rejected);
                if is_level {
                    return Open::Nothing;
                }
            }
            (Event::BatchEnd(totals), Some(last)) => last.totals = Some(*totals),
            _ => {}
        }
        open
    }
}

/// For levels that the file does not have.
const NO_LEVEL: Hl<'static> = Hl {
    number: None,
    parent: None,
    kind: None,
    has_children: None,
};

impl<'a> CollectedBatch<'a> {
    /// The open billing provider: what stands below none must not be lent to one that was closed.
    fn provider(&mut self, open: Open) -> Option<&mut BillingProviderLevel<'a>> {
        if open < Open::Provider {
            self.billing_providers
                .push(BillingProviderLevel::new(NO_LEVEL));
        }
        self.billing_providers.last_mut()
    }

    fn subscriber(&mut self, open: Open) -> Option<&mut SubscriberLevel<'a>> {
        let subscribers = &mut self.provider(open)?.subscribers;
        if open < Open::Subscriber {
            subscribers.push(SubscriberLevel::new(NO_LEVEL));
        }
        subscribers.last_mut()
    }

    fn open_claims(&mut self, open: Open) -> Option<&mut Vec<ClaimLoop<'a>>> {
        let subscriber = self.subscriber(open)?;
        match subscriber.patients.last_mut() {
            Some(patient) if open == Open::Patient => Some(&mut patient.claims),
            _ => Some(&mut subscriber.claims),
        }
    }
}
