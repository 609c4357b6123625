//! Inputs and outputs that fail at some call, for every call that there is: always an error, never a short file taken for a
//! whole one.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

use std::io::{self, Read, Write};

use fixtures::HostileKind;
use x12_837p::claim::{ClaimEnvelope, ClaimError, ClaimWriter, WriteOptions};
use x12_core::{Assemble, Delimiters, Error, ReadOptions, ReaderEvents};

/// Bytes that a call gives or takes at most.
const PIECE: usize = 64;

/// Gives a little with each call; one of them fails.
struct Faulty<'a> {
    rest: &'a [u8],
    /// Calls before the one that fails.
    good: usize,
    fault: io::ErrorKind,
    /// It fails once and goes on; otherwise at each call from there on.
    once: bool,
}

impl Read for Faulty<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.good == 0 {
            if self.once {
                self.good = usize::MAX;
            }
            return Err(self.fault.into());
        }
        self.good = self.good.saturating_sub(1);
        let count = PIECE.min(out.len()).min(self.rest.len());
        let (now, rest) = self.rest.split_at(count);
        out[..count].copy_from_slice(now);
        self.rest = rest;
        Ok(count)
    }
}

/// How many events came, how many findings of them, and how it ended.
fn events<G: Assemble>(input: impl Read) -> (usize, usize, Result<(), Error>) {
    let mut events = ReaderEvents::<_, G>::new(input, &ReadOptions::default());
    let mut count = 0_usize;
    let end = loop {
        match events.next() {
            Ok(Some(_)) => count = count.saturating_add(1),
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    // Nothing comes behind an error.
    if end.is_err() {
        assert!(matches!(events.next(), Ok(None)));
    }
    (count, events.take_findings().len(), end)
}

fn inputs<G: Assemble>(kind: HostileKind) {
    let clean = kind.clean().as_bytes();
    let faulty = |good, fault, once| Faulty {
        rest: clean,
        good,
        fault,
        once,
    };
    let (all, findings, end) = events::<G>(clean);
    end.unwrap();
    // One more that gives the last bytes, and one that finds the end.
    let calls = clean.len().div_ceil(PIECE).saturating_add(1);
    for good in 0..calls {
        let (count, _, end) = events::<G>(faulty(good, io::ErrorKind::ConnectionReset, false));
        let error = end.expect_err("a failed read is taken for the end");
        assert_eq!(
            error.rule().code(),
            "X12-0911",
            "{kind:?}, call {good}: {error}"
        );
        assert!(
            count < all,
            "{kind:?}, call {good}: {count} of {all} events"
        );
        // The system asks to try again: nobody should notice.
        let (count, found, end) = events::<G>(faulty(good, io::ErrorKind::Interrupted, true));
        end.unwrap();
        assert_eq!((count, found), (all, findings), "{kind:?}, call {good}");
    }
}

#[test]
fn an_input_that_fails_at_any_call_is_an_error() {
    inputs::<x12_835::Assembler>(HostileKind::Era);
    inputs::<x12_837p::Assembler>(HostileKind::Claims);
    inputs::<x12_837p::claim::Assembler>(HostileKind::Claims);
    inputs::<x12_277::Assembler>(HostileKind::Statuses);
    inputs::<x12_ack::Assembler>(HostileKind::Acknowledgments);
}

/// Takes a little with each call; from one call on it fails.
struct Full {
    taken: Vec<u8>,
    good: usize,
    /// It fails only when it is told to pass on what it holds.
    at_flush: bool,
}

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.at_flush {
            if self.good == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.good = self.good.saturating_sub(1);
        }
        let count = PIECE.min(bytes.len());
        self.taken.extend_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.at_flush {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

/// For every call: an error, and nothing written but a beginning of the whole file.
fn outputs(name: &str, write: impl Fn(&mut Full) -> Result<(), Error>) {
    let full = |good, at_flush| Full {
        taken: Vec::new(),
        good,
        at_flush,
    };
    let mut whole = full(usize::MAX, false);
    write(&mut whole).unwrap();
    let calls = usize::MAX.wrapping_sub(whole.good);
    assert!(calls > 1, "{name}");
    for good in 0..calls {
        let mut out = full(good, false);
        let error = write(&mut out).expect_err("an output that is full is taken for written");
        assert_eq!(
            error.rule().code(),
            "X12-0911",
            "{name}, call {good}: {error}"
        );
        assert!(whole.taken.starts_with(&out.taken) && out.taken.len() < whole.taken.len());
    }
    let error = write(&mut full(0, true)).expect_err("bytes that were not passed on");
    assert_eq!(error.rule().code(), "X12-0911", "{name}, flush: {error}");
}

#[test]
fn an_output_that_fails_at_any_call_is_an_error() {
    let envelope: ClaimEnvelope = serde_json::from_str(fixtures::claim_envelope()).unwrap();
    let claims = fixtures::claims()[0].claims;
    let claims: Vec<claim_model::Claim> = serde_json::from_str(claims).unwrap();
    outputs("claims", |out| {
        let unpacked = |error| match error {
            ClaimError::Write(error) => error,
            other => panic!("{other}"),
        };
        let mut writer = ClaimWriter::new(out, envelope.clone(), WriteOptions::default())?;
        for claim in &claims {
            writer.add(claim).map_err(unpacked)?;
        }
        writer.finish().map(drop)
    });
    let eras = x12_835::collect(HostileKind::Era.clean().as_bytes(), &ReadOptions::default());
    outputs("remittances", |out| {
        x12_835::write(
            out,
            Delimiters::USUAL,
            &envelope.interchange,
            &eras.remittances,
        )
        .map(drop)
    });
}
