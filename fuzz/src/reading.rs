//! Everything that a reader says of an input, in a form that can be compared.

use std::io::Read;

use x12_835::{
    ClaimGroup, ClaimPayment, Era, EraOptions, EraReader, Event, Payment, PaymentTotals,
    ProviderAdjustments,
};
use x12_core::{
    Diagnostic, Error, GroupHeader, InterchangeHeader, Place, TransactionHeader,
    notation::RejectedLoop,
};

/// An event that borrows nothing.
#[derive(Debug, PartialEq)]
pub(crate) enum Owned {
    Interchange(Box<InterchangeHeader>),
    /// Bytes and position of TA1.
    Acknowledgment(Vec<u8>, u64),
    Group(Box<GroupHeader>),
    Payment(Box<Payment<'static>>),
    ClaimGroup(Box<ClaimGroup<'static>>),
    Claim(Box<ClaimPayment<'static>>),
    Rejected(Box<RejectedLoop<'static>>),
    ProviderAdjustments(Box<ProviderAdjustments<'static>>),
    PaymentEnd(Box<PaymentTotals>),
    Skipped(Box<TransactionHeader>),
    GroupEnd,
    InterchangeEnd,
}

impl From<Event<'_>> for Owned {
    fn from(event: Event<'_>) -> Self {
        match event {
            Event::Interchange(header) => Self::Interchange(header),
            Event::Acknowledgment(segment) => {
                Self::Acknowledgment(segment.bytes().to_vec(), segment.span().start)
            }
            Event::Group(header) => Self::Group(header),
            Event::Payment(payment) => {
                let payment = *payment;
                Self::Payment(Box::new(Payment {
                    interchange: payment.interchange,
                    group: payment.group,
                    transaction: payment.transaction,
                    header: payment.header.into_owned(),
                }))
            }
            Event::ClaimGroup(group) => Self::ClaimGroup(Box::new(group.into_owned())),
            Event::Claim(claim) => Self::Claim(Box::new(claim.into_owned())),
            Event::Rejected(rejected) => Self::Rejected(Box::new(rejected.into_owned())),
            Event::ProviderAdjustments(of) => Self::ProviderAdjustments(Box::new(of.into_owned())),
            Event::PaymentEnd(totals) => Self::PaymentEnd(totals),
            Event::Skipped(header) => Self::Skipped(header),
            Event::GroupEnd => Self::GroupEnd,
            Event::InterchangeEnd => Self::InterchangeEnd,
            other => panic!("an event that the fuzz targets do not know: {other:?}"),
        }
    }
}

/// One reading, from the first byte to where it stopped.
#[derive(Debug, PartialEq)]
pub(crate) struct Reading {
    pub(crate) events: Vec<Owned>,
    pub(crate) findings: Vec<Diagnostic>,
    /// How many findings are of error level, kept or not.
    pub(crate) errors: u64,
    /// Number and place of the error.
    pub(crate) stop: Option<(u16, Place)>,
}

fn stopped(error: &Error) -> (u16, Place) {
    assert!(!error.to_string().is_empty());
    (
        error.rule().number,
        error.place().expect("every error of reading has a place"),
    )
}

macro_rules! read_all {
    ($reader:expr) => {{
        let mut reader = $reader;
        let mut events = Vec::new();
        let stop = loop {
            match reader.next() {
                Ok(Some(event)) => events.push(Owned::from(event)),
                Ok(None) => break None,
                Err(error) => break Some(stopped(&error)),
            }
        };
        assert!(
            matches!(reader.next(), Ok(None)),
            "an event after the end, or the same error twice"
        );
        Reading {
            events,
            errors: reader.errors(),
            findings: reader.take_findings(),
            stop,
        }
    }};
}

/// From bytes in memory.
pub(crate) fn from_slice(input: &[u8], options: &EraOptions) -> Reading {
    read_all!(Era::with_options(input, options))
}

/// From anything that can be read.
pub(crate) fn from_reader(input: impl Read, options: &EraOptions) -> Reading {
    read_all!(EraReader::with_options(input, options))
}

impl Reading {
    /// Every place lies within the input, and every finding can be shown.
    pub(crate) fn check_places(&self, input: &[u8]) {
        for finding in &self.findings {
            assert!(!finding.to_string().is_empty());
            check_place(&finding.place, input);
        }
        if let Some((_, place)) = &self.stop {
            check_place(place, input);
        }
    }
}

fn check_place(place: &Place, input: &[u8]) {
    assert!(
        place.excerpt(input).is_some(),
        "a place outside the input: {place}"
    );
}
