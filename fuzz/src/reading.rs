//! Everything that a reader says of an input, in a form that can be compared, and the laws that hold for every guide.

use std::{fmt::Debug, io::Read};

use x12_core::{
    Assemble, Diagnostic, Error, Place, ReadOptions, ReaderEvents, Severity, SliceEvents,
};

/// A guide whose events can be kept and compared.
pub(crate) trait Guide: Assemble {
    /// An event that borrows nothing.
    type Kept: PartialEq + Debug;
    fn keep(event: Self::Event<'_>) -> Self::Kept;
}

impl Guide for x12_835::Assembler {
    type Kept = x12_835::Event<'static>;
    fn keep(event: Self::Event<'_>) -> Self::Kept {
        event.into_owned()
    }
}

impl Guide for x12_837p::Assembler {
    type Kept = x12_837p::Event<'static>;
    fn keep(event: Self::Event<'_>) -> Self::Kept {
        event.into_owned()
    }
}

impl Guide for x12_837p::claim::Assembler {
    type Kept = Option<x12_837p::claim::ClaimEvent>;
    fn keep(event: Self::Event<'_>) -> Self::Kept {
        event
    }
}

impl Guide for x12_277::Assembler {
    type Kept = x12_277::Event<'static>;
    fn keep(event: Self::Event<'_>) -> Self::Kept {
        event.into_owned()
    }
}

impl Guide for x12_ack::Assembler {
    type Kept = x12_ack::Event<'static>;
    fn keep(event: Self::Event<'_>) -> Self::Kept {
        event.into_owned()
    }
}

/// One reading, from the first byte to where it stopped.
#[derive(Debug, PartialEq)]
pub(crate) struct Reading<E> {
    pub(crate) events: Vec<E>,
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
    ($guide:ident, $reader:expr) => {{
        let mut reader = $reader;
        let mut events = Vec::new();
        let stop = loop {
            match reader.next() {
                Ok(Some(event)) => events.push($guide::keep(event)),
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
pub(crate) fn from_slice<G: Guide>(input: &[u8], options: &ReadOptions) -> Reading<G::Kept> {
    read_all!(G, SliceEvents::<'_, G>::new(input, options))
}

/// From anything that can be read.
pub(crate) fn from_reader<G: Guide>(input: impl Read, options: &ReadOptions) -> Reading<G::Kept> {
    read_all!(G, ReaderEvents::<_, G>::new(input, options))
}

impl<E> Reading<E> {
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

/// Reads `data` from memory and as a stream, with and without the check of elements, leniently and strictly, and in any
/// version.
pub(crate) fn check_readings<G: Guide>(data: &[u8]) {
    let options = ReadOptions::default();
    let slice = from_slice::<G>(data, &options);
    assert_eq!(
        slice,
        from_reader::<G>(data, &options),
        "slice and stream differ"
    );
    slice.check_places(data);

    // Without the check of elements some findings are not made, but the values are the same.
    let unchecked = from_slice::<G>(data, &options.clone().check_elements(false));
    assert_eq!(unchecked.events, slice.events, "a check changed a value");
    assert_eq!(unchecked.stop, slice.stop);

    // Strict reading fails exactly where there is an error or a finding of error level.
    let strict = from_slice::<G>(data, &options.clone().strict(true));
    assert_eq!(
        strict.stop.is_some(),
        slice.stop.is_some() || slice.errors > 0
    );
    let first = slice
        .findings
        .iter()
        .find(|of| of.severity == Severity::Error);
    if let (Some((rule, place)), Some(first)) = (&strict.stop, first) {
        let is_first = first.rule.number == *rule && first.place == *place;
        assert!(is_first || slice.stop == strict.stop, "not the first error");
    }

    from_slice::<G>(data, &options.any_version(true)).check_places(data);
}
