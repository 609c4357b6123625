//! Reading: payment by payment, claim by claim.

use std::io::Read;

use x12_core::{
    Assemble, Error, Findings, Frame, GroupHeader, InterchangeHeader, Limits, RawSegment,
    ReadOptions, Supported, TransactionHeader, Unit,
    notation::{Context, RejectedLoop, read_boxed_unit, read_unit},
};

use crate::{
    guide::{CLP, GUIDE, LX, PLB, SUPPORTED},
    judge::Judge,
    loops::{ClaimGroup, ClaimPayment, PaymentHeader, ProviderAdjustments},
    totals::PaymentTotals,
};

/// How to read remittances.
pub type EraOptions = ReadOptions;

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

impl Payment<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> Payment<'static> {
        Payment {
            header: self.header.into_owned(),
            ..self
        }
    }
}

/// One step through a file of remittances.
///
/// A payment is [`Payment`](Event::Payment), then its groups and claims in order, then its provider adjustments, then
/// [`PaymentEnd`](Event::PaymentEnd) with the sums and the balance.
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl Event<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> Event<'static> {
        match self {
            Self::Interchange(header) => Event::Interchange(header),
            Self::Acknowledgment(segment) => Event::Acknowledgment(segment.into_owned()),
            Self::Group(header) => Event::Group(header),
            Self::Payment(payment) => Event::Payment(Box::new(payment.into_owned())),
            Self::ClaimGroup(group) => Event::ClaimGroup(Box::new(group.into_owned())),
            Self::Claim(claim) => Event::Claim(Box::new(claim.into_owned())),
            Self::Rejected(rejected) => Event::Rejected(rejected.into_owned()),
            Self::ProviderAdjustments(of) => Event::ProviderAdjustments(Box::new(of.into_owned())),
            Self::PaymentEnd(totals) => Event::PaymentEnd(totals),
            Self::Skipped(header) => Event::Skipped(header),
            Self::GroupEnd => Event::GroupEnd,
            Self::InterchangeEnd => Event::InterchangeEnd,
        }
    }
}

/// Makes events of frames: for who reads several guides in one pass.
#[derive(Debug)]
pub struct Assembler {
    elements: bool,
    limits: Limits,
    judge: Judge,
}

impl Assemble for Assembler {
    type Event<'a> = Event<'a>;
    const SUPPORTED: &'static [Supported] = SUPPORTED;

    fn new(options: &EraOptions) -> Self {
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
                Event::PaymentEnd(Box::new(self.judge.end(complete, findings)))
            }
        }))
    }
}

impl Assembler {
    fn unit<'a>(
        &mut self,
        unit: Unit<'a, '_>,
        findings: &mut Findings,
    ) -> Result<Event<'a>, Error> {
        let number = unit.transaction().number;
        let mut context = Context::new(findings, &GUIDE, number, self.elements, &self.limits);
        let read = match unit.tag(0).unwrap_or_default() {
            CLP => read_boxed_unit(unit, &mut context).map(Event::Claim),
            LX => read_boxed_unit(unit, &mut context).map(Event::ClaimGroup),
            PLB => read_boxed_unit(unit, &mut context).map(Event::ProviderAdjustments),
            _ => read_unit(unit, &mut context).map(|header| {
                Event::Payment(Box::new(Payment {
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

x12_core::readers! {
    Assembler:
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
    Era,
    /// Remittances of anything that can be read, in memory that does not grow with the file. It does its own buffering.
    ///
    /// The same events as [`Era`], each borrowed until the next one is asked for; use `into_owned` to keep a claim.
    EraReader
}

impl<'a> Era<'a> {
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

impl<R: Read> EraReader<R> {
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
        self.0.next()
    }
}
