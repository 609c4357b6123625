//! Whole payments, kept in memory.

use x12_core::{Diagnostic, Error, RawSegment, TransactionHeader, notation::RejectedLoop};

use crate::{
    loops::{ClaimGroup, ClaimPayment, ProviderAdjustments},
    reader::{Era, EraOptions, Event, Payment},
    segments::Lx,
    totals::PaymentTotals,
};

/// One payment with all its claims: one transaction set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Remittance<'a> {
    /// Envelope and header.
    pub payment: Payment<'a>,
    /// Claims in their groups. Claims before any LX stand in a group whose number is `None`.
    pub groups: Vec<ClaimGroup<'a>>,
    /// Adjustments of the payment that belong to no claim.
    pub provider_adjustments: Vec<ProviderAdjustments<'a>>,
    /// Claims, groups and PLBs whose first segment could not be read.
    pub rejected: Vec<RejectedLoop<'a>>,
    /// Sums and balance; `None` where the file ends inside the payment.
    pub totals: Option<PaymentTotals>,
}

impl<'a> Remittance<'a> {
    /// All claims, in order.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimPayment<'a>> {
        self.groups.iter().flat_map(|group| &group.claims)
    }

    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> Remittance<'static> {
        Remittance {
            payment: self.payment.into_owned(),
            groups: self
                .groups
                .into_iter()
                .map(ClaimGroup::into_owned)
                .collect(),
            provider_adjustments: self
                .provider_adjustments
                .into_iter()
                .map(ProviderAdjustments::into_owned)
                .collect(),
            rejected: self
                .rejected
                .into_iter()
                .map(RejectedLoop::into_owned)
                .collect(),
            totals: self.totals,
        }
    }
}

/// A file of remittances, read as far as it could be.
#[derive(Debug)]
pub struct EraFile<'a> {
    /// The payments; the last one is incomplete where the file is cut off.
    pub remittances: Vec<Remittance<'a>>,
    /// TA1 segments.
    pub acknowledgments: Vec<RawSegment<'a>>,
    /// Transaction sets that were skipped as a whole.
    pub skipped: Vec<TransactionHeader>,
    /// Everything that was found on the way.
    pub findings: Vec<Diagnostic>,
    /// Why reading stopped before the end; `None` where all of the file was read.
    pub error: Option<Error>,
}

/// Reads all of `input` and keeps it. For files that are large, read event by event: [`Era`].
///
/// ```
/// # let input: &[u8] = fixtures::era()[0].edi;
/// let file = x12_835::collect(input, &Default::default());
/// assert!(file.error.is_none());
/// for remittance in &file.remittances {
///     for claim in remittance.claims() {
///         println!("{} paid {}", claim.info.charge, claim.info.paid);
///     }
/// }
/// ```
#[must_use]
pub fn collect<'a>(input: &'a [u8], options: &EraOptions) -> EraFile<'a> {
    let mut era = Era::with_options(input, options);
    let mut file = EraFile {
        remittances: Vec::new(),
        acknowledgments: Vec::new(),
        skipped: Vec::new(),
        findings: Vec::new(),
        error: None,
    };
    loop {
        match era.next() {
            Ok(Some(event)) => file.take(event),
            Ok(None) => break,
            Err(error) => {
                file.error = Some(error);
                break;
            }
        }
        file.findings.extend(era.take_findings());
    }
    file.findings.extend(era.take_findings());
    file
}

impl<'a> EraFile<'a> {
    fn take(&mut self, event: Event<'a>) {
        let last = self.remittances.last_mut();
        match (event, last) {
            (Event::Acknowledgment(segment), _) => self.acknowledgments.push(segment),
            (Event::Skipped(header), _) => self.skipped.push(*header),
            (Event::Payment(payment), _) => self.remittances.push(Remittance {
                payment: *payment,
                groups: Vec::new(),
                provider_adjustments: Vec::new(),
                rejected: Vec::new(),
                totals: None,
            }),
            (Event::ClaimGroup(group), Some(last)) => last.groups.push(*group),
            (Event::Claim(claim), Some(last)) => {
                // A group whose LX could not be read, or none at all, must not lend its claims to the group before.
                let orphaned = last.groups.is_empty()
                    || last.rejected.last().is_some_and(|rejected| {
                        rejected.loop_id == "2000"
                            && last
                                .groups
                                .last()
                                .is_none_or(|group| group.span.start < rejected.span.start)
                    });
                if orphaned {
                    let span = claim.span;
                    last.groups.push(ClaimGroup {
                        span,
                        ..ClaimGroup::new(Lx { number: None })
                    });
                }
                if let Some(group) = last.groups.last_mut() {
                    group.claims.push(*claim);
                }
            }
            (Event::ProviderAdjustments(adjustments), Some(last)) => {
                last.provider_adjustments.push(*adjustments);
            }
            (Event::Rejected(rejected), Some(last)) => last.rejected.push(rejected),
            (Event::PaymentEnd(totals), Some(last)) => last.totals = Some(*totals),
            _ => {}
        }
    }
}
