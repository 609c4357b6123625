//! Reading: batch by batch, level by level, claim by claim.

use std::io::Read;

use x12_core::{
    Assemble, Detail, Error, Findings, Frame, GroupHeader, InterchangeHeader, Limits, RawSegment,
    ReadOptions, Supported, TransactionHeader, Unit,
    notation::{Context, RejectedLoop, read_boxed_unit, read_unit, reject_unit},
};

use crate::{
    guide::{CLM, GUIDE, HL, SUPPORTED},
    judge::Judge,
    loops::{BatchHeader, BillingProviderLevel, ClaimLoop, PatientLevel, SubscriberLevel},
    totals::BatchTotals,
};

/// A batch begins: everything that stands before its levels.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Batch<'a> {
    /// The interchange that it came in.
    pub interchange: InterchangeHeader,
    /// The group that it came in.
    pub group: GroupHeader,
    /// Its transaction set.
    pub transaction: TransactionHeader,
    /// Number and date of the batch, submitter and receiver.
    pub header: BatchHeader<'a>,
}

impl Batch<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> Batch<'static> {
        Batch {
            header: self.header.into_owned(),
            ..self
        }
    }
}

/// One step through a file of claims.
///
/// A batch is [`Batch`](Event::Batch), then its levels and claims in the order of the file, then
/// [`BatchEnd`](Event::BatchEnd) with the sums. A claim belongs to the last [`Subscriber`](Event::Subscriber), or to the
/// last [`Patient`](Event::Patient) where one came behind that subscriber. Levels come without what is below them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'a> {
    /// An interchange begins.
    Interchange(Box<InterchangeHeader>),
    /// TA1: the answer to an interchange that was sent.
    Acknowledgment(RawSegment<'a>),
    /// A functional group begins.
    Group(Box<GroupHeader>),
    /// A batch begins.
    Batch(Box<Batch<'a>>),
    /// HL 20: who bills what follows.
    BillingProvider(Box<BillingProviderLevel<'a>>),
    /// HL 22: who is insured, and by whom.
    Subscriber(Box<SubscriberLevel<'a>>),
    /// HL 23: the patient, where that is not the subscriber.
    Patient(Box<PatientLevel<'a>>),
    /// A claim with its lines.
    Claim(Box<ClaimLoop<'a>>),
    /// A claim whose CLM cannot be read, or a level of a kind that the guide does not have. What follows such a level
    /// stands below no level.
    Rejected(RejectedLoop<'a>),
    /// A batch ends.
    BatchEnd(Box<BatchTotals>),
    /// A transaction set that is no professional claim, or of a version that is not read; skipped as a whole.
    Skipped(Box<TransactionHeader>),
    /// A functional group ends.
    GroupEnd,
    /// An interchange ends.
    InterchangeEnd,
}

impl Event<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> Event<'static> {
        match self {
            Self::Interchange(header) => Event::Interchange(header),
            Self::Acknowledgment(segment) => Event::Acknowledgment(segment.into_owned()),
            Self::Group(header) => Event::Group(header),
            Self::Batch(batch) => Event::Batch(Box::new(batch.into_owned())),
            Self::BillingProvider(level) => Event::BillingProvider(Box::new(level.into_owned())),
            Self::Subscriber(level) => Event::Subscriber(Box::new(level.into_owned())),
            Self::Patient(level) => Event::Patient(Box::new(level.into_owned())),
            Self::Claim(claim) => Event::Claim(Box::new(claim.into_owned())),
            Self::Rejected(rejected) => Event::Rejected(rejected.into_owned()),
            Self::BatchEnd(totals) => Event::BatchEnd(totals),
            Self::Skipped(header) => Event::Skipped(header),
            Self::GroupEnd => Event::GroupEnd,
            Self::InterchangeEnd => Event::InterchangeEnd,
        }
    }
}

/// The loop of a level that is neither billing provider nor subscriber nor patient.
pub(crate) const UNKNOWN_LEVEL: &str = "2000";

/// Makes events of frames: for who reads several guides in one pass.
#[derive(Debug)]
pub struct Assembler {
    elements: bool,
    pub(crate) limits: Limits,
    judge: Judge,
}

impl Assemble for Assembler {
    type Event<'a> = Event<'a>;
    const SUPPORTED: &'static [Supported] = SUPPORTED;

    fn new(options: &ReadOptions) -> Self {
        let limits = options.limits_in_force().clone();
        Self {
            elements: options.checks_elements(),
            judge: Judge::new(limits.control_numbers),
            limits,
        }
    }

    fn event<'a>(
        &mut self,
        frame: Frame<'a, '_>,
        findings: &mut Findings,
    ) -> Result<Event<'a>, Error> {
        Ok(x12_core::event_of_frame!(frame, Event, {
            Frame::Acknowledgment(segment) => Event::Acknowledgment(segment.to_raw()),
            Frame::Unit(unit) => self.unit(unit, findings)?,
            Frame::TransactionEnd { complete } => {
                Event::BatchEnd(Box::new(self.judge.end(complete, findings)))
            }
        }))
    }
}

impl Assembler {
    pub(crate) fn unit<'a>(
        &mut self,
        unit: Unit<'a, '_>,
        findings: &mut Findings,
    ) -> Result<Event<'a>, Error> {
        let number = unit.transaction().number;
        let mut context = Context::new(findings, &GUIDE, number, self.elements, &self.limits);
        let read = match unit.tag(0).unwrap_or_default() {
            CLM => read_boxed_unit(unit, &mut context).map(Event::Claim),
            HL => level(unit, &mut context),
            _ => read_unit(unit, &mut context).map(|header| {
                Event::Batch(Box::new(Batch {
                    interchange: unit.interchange().clone(),
                    group: unit.group().clone(),
                    transaction: unit.transaction().clone(),
                    header,
                }))
            }),
        };
        context.check_limits(&self.limits)?;
        let event = read.unwrap_or_else(Event::Rejected);
        self.judge.see(&event, unit, &mut context);
        Ok(event)
    }
}

/// HL03 says which level it is.
fn level<'a>(unit: Unit<'a, '_>, context: &mut Context<'_>) -> Result<Event<'a>, RejectedLoop<'a>> {
    let kind = unit.segment(0).map_or(&[][..], |level| level.element(3));
    match kind.trim_ascii() {
        b"20" => read_boxed_unit(unit, context).map(Event::BillingProvider),
        b"22" => read_boxed_unit(unit, context).map(Event::Subscriber),
        b"23" => read_boxed_unit(unit, context).map(Event::Patient),
        kind => {
            if let Some(level) = unit.segment(0) {
                let place = context.element_place(&level, UNKNOWN_LEVEL, 3, kind, 0);
                context.push(&x12_core::rules::REJECTED_LOOP, place, "HL03", Detail::None);
            }
            Err(reject_unit(unit, UNKNOWN_LEVEL))
        }
    }
}

x12_core::readers! {
    Assembler:
    /// Claims of an input in memory; values borrow from it and nothing is copied.
    ///
    /// ```
    /// use x12_837p::{ClaimBatches, Event};
    ///
    /// # let input: &[u8] = fixtures::claims()[0].edi;
    /// let mut batches = ClaimBatches::new(input);
    /// while let Some(event) = batches.next()? {
    ///     match event {
    ///         Event::Claim(claim) => println!("claim of {} lines, {}", claim.lines.len(), claim.info.charge),
    ///         Event::BatchEnd(totals) => assert_eq!(totals.rejected, 0),
    ///         _ => {}
    ///     }
    /// }
    /// # Ok::<(), x12_core::Error>(())
    /// ```
    ClaimBatches,
    /// Claims of anything that can be read, in memory that does not grow with the file. It does its own buffering.
    ///
    /// The same events as [`ClaimBatches`], each borrowed until the next one is asked for; use `into_owned` to keep a claim.
    ClaimBatchReader
}

impl<'a> ClaimBatches<'a> {
    /// The next event; `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// `X12-0901` not X12, `X12-0902` cut off, `X12-0903` unusable delimiters, `X12-0904` to `X12-0909` and `X12-0912` a limit; in
    /// strict reading the first finding of error level.
    #[allow(
        clippy::should_implement_trait,
        reason = "the reader over io::Read has the same method and can be no Iterator"
    )]
    pub fn next(&mut self) -> Result<Option<Event<'a>>, Error> {
        self.0.next()
    }
}

impl<R: Read> ClaimBatchReader<R> {
    /// The next event; `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// As [`ClaimBatches::next`], and `X12-0911` where reading fails.
    #[allow(
        clippy::should_implement_trait,
        reason = "an event borrows from the reader's window, so this is no Iterator"
    )]
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        self.0.next()
    }
}
