//! Files of all kinds, and what readers find in them.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a helper of tests"
)]

use x12_core::{Assemble, ReadOptions, ReaderEvents, Severity, Tag, Tokens};
use x12_mask::{Key, Masker};

pub(crate) fn masker() -> Masker {
    masker_of(b"a key for tests: 0123456789 abcdefghij ABCDEFGHIJ")
}

pub(crate) fn masker_of(key: &[u8]) -> Masker {
    Masker::new(&Key::new(key).unwrap())
}

pub(crate) fn mask(masker: &mut Masker, file: &[u8]) -> Vec<u8> {
    let mut copy = Vec::new();
    masker.mask(file, &mut copy).unwrap();
    copy
}

/// All clean files with their names.
pub(crate) fn clean() -> Vec<(String, Vec<u8>)> {
    let eras = fixtures::era().iter().map(|of| (of.name, of.edi));
    let claims = fixtures::claims().iter().map(|of| (of.name, of.edi));
    let statuses = fixtures::statuses().iter().map(|of| (of.name, of.edi));
    let acks = fixtures::acknowledgments()
        .iter()
        .map(|of| (of.name, of.edi));
    eras.chain(claims)
        .chain(statuses)
        .chain(acks)
        .chain([("secondary", fixtures::era_of_primary_claim())])
        .map(|(name, edi)| (name.to_owned(), edi.to_vec()))
        .collect()
}

/// Clean, dirty and hostile files.
pub(crate) fn all() -> Vec<(String, Vec<u8>)> {
    let dirty = fixtures::dirty_eras()
        .into_iter()
        .map(|of| (of.id.to_owned(), of.bytes));
    let hostile = fixtures::hostile_files()
        .into_iter()
        .map(|of| (of.name, of.bytes));
    clean().into_iter().chain(dirty).chain(hostile).collect()
}

/// A finding: rule, severity, loop, segment, element, component, repetition, bytes from and to, and what it adds.
pub(crate) type Seen = (u16, Severity, String);

/// What every reader finds, and how each ends.
pub(crate) fn findings(file: &[u8], any_version: bool) -> Vec<Seen> {
    let options = ReadOptions::default().any_version(any_version);
    let mut all = of::<x12_835::Assembler>(file, &options);
    all.extend(of::<x12_837p::claim::Assembler>(file, &options));
    all.extend(of::<x12_277::Assembler>(file, &options));
    all.extend(of::<x12_ack::Assembler>(file, &options));
    all
}

fn of<G: Assemble>(file: &[u8], options: &ReadOptions) -> Vec<Seen> {
    let mut reader = ReaderEvents::<_, G>::new(file, options);
    let mut all = Vec::new();
    loop {
        let more = reader.next().map(|event| event.is_some());
        for finding in reader.take_findings() {
            let place = format!("{:?} {:?}", finding.place, finding.detail);
            all.push((finding.rule.number, finding.severity, place));
        }
        match more {
            Ok(true) => {}
            Ok(false) => return all,
            Err(error) => {
                let place = format!("{:?}", error.place());
                all.push((error.rule().number, Severity::Error, place));
                return all;
            }
        }
    }
}

/// Segment, element number and value of each element that is not empty.
pub(crate) fn elements(file: &[u8]) -> Vec<(Tag, usize, Vec<u8>)> {
    let mut tokens = Tokens::new(file);
    let mut all = Vec::new();
    while let Some(token) = tokens.next().unwrap() {
        let segment = token.segment;
        for number in 1..=segment.len() {
            let value = segment.element(number);
            if !value.is_empty() {
                all.push((segment.tag(), number, value.to_vec()));
            }
        }
    }
    all
}

/// Values between delimiters: components.
pub(crate) fn values(file: &[u8]) -> Vec<Vec<u8>> {
    let mut tokens = Tokens::new(file);
    let mut all = Vec::new();
    while let Some(token) = tokens.next().unwrap() {
        let segment = token.segment;
        let delimiters = *segment.delimiters();
        let parts = segment.bytes().split(|byte| delimiters.contains(*byte));
        all.extend(parts.filter(|part| !part.is_empty()).map(<[u8]>::to_vec));
    }
    all
}
