//! Reading: payment by payment, claim by claim.

use std::io::Read;

use x12_core::{
    Diagnostic, Error, Findings, Frame, FrameOptions, FrameReader, GroupHeader, InterchangeHeader,
    Limits, RawSegment, SliceFrames, TransactionHeader, Unit,
    notation::{Context, RejectedLoop, read_unit},
    rules,
};

use crate::{
    guide::{CLP, GUIDE, LX, PLB, SUPPORTED},
    judge::Judge,
    loops::{ClaimGroup, ClaimPayment, PaymentHeader, ProviderAdjustments},
    totals::PaymentTotals,
};

/// How to read.
#[derive(Debug, Clone)]
pub struct EraOptions {
    strict: bool,
    any_version: bool,
    elements: bool,
    limits: Limits,
}

impl Default for EraOptions {
    fn default() -> Self {
        Self {
            strict: false,
            any_version: false,
            elements: true,
            limits: Limits::default(),
        }
    }
}

impl EraOptions {
    /// Stop with an error at the first finding of error level.
    #[must_use]
    pub fn strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// Read remittances of other versions, such as 4010, as if they were 5010. Each gives a finding.
    #[must_use]
    pub fn any_version(self, any_version: bool) -> Self {
        Self {
            any_version,
            ..self
        }
    }

    /// Check every element against the guide (the default). Without it only what could not be read or understood gives a
    /// finding, besides balances and structure; reading is faster.
    #[must_use]
    pub fn check_elements(self, elements: bool) -> Self {
        Self { elements, ..self }
    }

    /// Other limits.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    fn frames(&self) -> FrameOptions {
        FrameOptions {
            supported: SUPPORTED,
            any_version: self.any_version,
            limits: self.limits.clone(),
        }
    }
}

/// A payment begins: everything that stands before its claims.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Payment<'a> {
    /// The interchange that it came in.
    pub interchange: InterchangeHeader,
    /// The group that it came in.
    pub group: GroupHeader,
    /// Its transaction set.
    pub transaction: TransactionHeader,
    /// Amount, trace, payer and payee.
    pub header: PaymentHeader<'a>,
}

/// One step through a file of remittances.
///
/// A payment is [`Payment`](Event::Payment), then its groups and claims in order, then its provider adjustments, then
/// [`PaymentEnd`](Event::PaymentEnd) with the sums and the balance.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// An interchange begins.
    Interchange(Box<InterchangeHeader>),
    /// TA1: the answer to an interchange that was sent.
    Acknowledgment(RawSegment<'a>),
    /// A functional group begins.
    Group(Box<GroupHeader>),
    /// A payment begins.
    Payment(Box<Payment<'a>>),
    /// LX: a group of claims begins. Its claims follow as events of their own.
    ClaimGroup(Box<ClaimGroup<'a>>),
    /// A claim with its lines.
    Claim(Box<ClaimPayment<'a>>),
    /// A claim, group or PLB whose first segment could not be read.
    Rejected(RejectedLoop<'a>),
    /// PLB: adjustments of the payment that belong to no claim.
    ProviderAdjustments(Box<ProviderAdjustments<'a>>),
    /// A payment ends.
    PaymentEnd(Box<PaymentTotals>),
    /// A transaction set that is no remittance, or of a version that is not read; skipped as a whole.
    Skipped(Box<TransactionHeader>),
    /// A functional group ends.
    GroupEnd,
    /// An interchange ends.
    InterchangeEnd,
}

/// What reading remembers from one frame to the next.
#[derive(Debug)]
struct State {
    elements: bool,
    limits: Limits,
    judge: Judge,
}

impl State {
    fn new(options: &EraOptions) -> Self {
        Self {
            elements: options.elements,
            limits: options.limits.clone(),
            judge: Judge::new(options.limits.control_numbers),
        }
    }

    fn event<'a>(
        &mut self,
        frame: Frame<'a, '_>,
        findings: &mut Findings,
    ) -> Result<Event<'a>, Error> {
        Ok(match frame {
            Frame::Interchange(header) => Event::Interchange(Box::new(header.clone())),
            Frame::Acknowledgment(segment) => Event::Acknowledgment(segment.to_raw()),
            Frame::Group(header) => Event::Group(Box::new(header.clone())),
            Frame::Unit(unit) => self.unit(unit, findings)?,
            Frame::TransactionEnd { complete } => {
                Event::PaymentEnd(Box::new(self.judge.end(complete, findings)))
            }
            Frame::Skipped(header) => Event::Skipped(Box::new(header.clone())),
            Frame::GroupEnd => Event::GroupEnd,
            _ => Event::InterchangeEnd,
        })
    }

    fn unit<'a>(
        &mut self,
        unit: Unit<'a, '_>,
        findings: &mut Findings,
    ) -> Result<Event<'a>, Error> {
        let number = unit.transaction().number;
        let mut context = Context::new(findings, &GUIDE, number, self.elements, &self.limits);
        let read = match unit.tag(0).unwrap_or_default() {
            CLP => read_unit(unit, &mut context).map(|claim| Event::Claim(Box::new(claim))),
            LX => read_unit(unit, &mut context).map(|group| Event::ClaimGroup(Box::new(group))),
            PLB => {
                read_unit(unit, &mut context).map(|plb| Event::ProviderAdjustments(Box::new(plb)))
            }
            _ => read_unit(unit, &mut context).map(|header| {
                Event::Payment(Box::new(Payment {
                    interchange: unit.interchange().clone(),
                    group: unit.group().clone(),
                    transaction: unit.transaction().clone(),
                    header,
                }))
            }),
        };
        if let Some(place) = context.take_too_deep() {
            return Err(Error::Limit {
                rule: &rules::LIMIT_DEPTH,
                limit: self.limits.depth,
                place,
            });
        }
        let event = read.unwrap_or_else(Event::Rejected);
        self.judge.see(&event, unit, &mut context);
        Ok(event)
    }
}

/// Remittances of an input in memory; values borrow from it and nothing is copied.
///
/// ```
/// use x12_835::{Era, Event};
///
/// # let input: &[u8] = fixtures::era()[0].edi;
/// let mut era = Era::new(input);
/// while let Some(event) = era.next()? {
///     match event {
///         Event::Payment(payment) => println!("payment of {:?}", payment.header.amount()),
///         Event::Claim(claim) => println!("claim paid {}", claim.info.paid),
///         Event::PaymentEnd(totals) => assert!(totals.balance.is_some_and(|balance| balance.holds())),
///         _ => {}
///     }
/// }
/// # Ok::<(), x12_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Era<'a> {
    frames: SliceFrames<'a>,
    state: State,
    findings: Findings,
    failed: bool,
}

impl<'a> Era<'a> {
    /// Reads `input`.
    #[must_use]
    pub fn new(input: &'a [u8]) -> Self {
        Self::with_options(input, &EraOptions::default())
    }

    /// Reads `input` as `options` say.
    #[must_use]
    pub fn with_options(input: &'a [u8], options: &EraOptions) -> Self {
        Self {
            frames: SliceFrames::new(input, options.frames()),
            state: State::new(options),
            findings: Findings::new(options.limits.findings, options.strict),
            failed: false,
        }
    }

    /// The next event; `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// `X12-0901` not X12, `X12-0902` cut off, `X12-0903` unusable delimiters, `X12-0904` to `X12-0909` a limit; in
    /// strict reading the first finding of error level.
    #[allow(
        clippy::should_implement_trait,
        reason = "the reader over io::Read has the same method and can be no Iterator"
    )]
    pub fn next(&mut self) -> Result<Option<Event<'a>>, Error> {
        if self.failed {
            return Ok(None);
        }
        match self.frames.next(&mut self.findings)? {
            Some(frame) => {
                let event = self.state.event(frame, &mut self.findings);
                self.failed = event.is_err();
                event.map(Some)
            }
            None => Ok(None),
        }
    }

    /// Takes the findings made so far. They are kept up to a limit; take them while reading a long file.
    pub fn take_findings(&mut self) -> Vec<Diagnostic> {
        self.findings.take()
    }

    /// How many findings of error level were made so far, taken or not.
    #[must_use]
    pub const fn errors(&self) -> u64 {
        self.findings.errors()
    }
}

/// Remittances of anything that can be read, in memory that does not grow with the file. It does its own buffering.
///
/// The same events as [`Era`], each borrowed until the next one is asked for; use `into_owned` to keep a claim.
#[derive(Debug)]
pub struct EraReader<R> {
    frames: FrameReader<R>,
    state: State,
    findings: Findings,
    failed: bool,
}

impl<R: Read> EraReader<R> {
    /// Reads `reader`.
    pub fn new(reader: R) -> Self {
        Self::with_options(reader, &EraOptions::default())
    }

    /// Reads `reader` as `options` say.
    pub fn with_options(reader: R, options: &EraOptions) -> Self {
        Self {
            frames: FrameReader::new(reader, options.frames()),
            state: State::new(options),
            findings: Findings::new(options.limits.findings, options.strict),
            failed: false,
        }
    }

    /// The next event; `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// As [`Era::next`], and `X12-0911` where reading fails.
    #[allow(
        clippy::should_implement_trait,
        reason = "an event borrows from the reader's window, so this is no Iterator"
    )]
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        if self.failed {
            return Ok(None);
        }
        match self.frames.next(&mut self.findings)? {
            Some(frame) => {
                let event = self.state.event(frame, &mut self.findings);
                self.failed = event.is_err();
                event.map(Some)
            }
            None => Ok(None),
        }
    }

    /// Takes the findings made so far. They are kept up to a limit; take them while reading a long file.
    pub fn take_findings(&mut self) -> Vec<Diagnostic> {
        self.findings.take()
    }

    /// How many findings of error level were made so far, taken or not.
    #[must_use]
    pub const fn errors(&self) -> u64 {
        self.findings.errors()
    }
}
