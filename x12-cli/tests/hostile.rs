//! Files that no reader should take without a word, through the reader of each guide: from memory, and streamed in small
//! pieces.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io::Read,
};

use fixtures::{Hostile, HostileKind};
use x12_core::{Assemble, Diagnostic, Error, ReadOptions, ReaderEvents, SliceEvents};

/// What was said of a file: how often each code, and what stopped the reading.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    codes: BTreeMap<String, u64>,
    stopped: Option<String>,
}

impl Said {
    fn is_nothing(&self) -> bool {
        self.codes.is_empty() && self.stopped.is_none()
    }

    fn has(&self, code: &str) -> bool {
        self.codes.contains_key(code) || self.stopped.as_deref() == Some(code)
    }

    fn add(&mut self, findings: &[Diagnostic]) {
        for finding in findings {
            let count = self.codes.entry(finding.rule.code()).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn stop(&mut self, error: &Error) {
        self.stopped = Some(error.rule().code());
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (code, count) in &self.codes {
            let _ = write!(text, " {code}");
            if *count > 1 {
                let _ = write!(text, "×{count}");
            }
        }
        if let Some(code) = &self.stopped {
            let _ = write!(text, " stops:{code}");
        }
        text
    }
}

/// Gives few bytes at a time, so that everything falls between two reads somewhere.
struct Pieces<'a>(&'a [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(out.len()).min(self.0.len());
        let (now, rest) = self.0.split_at(count);
        out[..count].copy_from_slice(now);
        self.0 = rest;
        Ok(count)
    }
}

fn said_of<G: Assemble>(bytes: &[u8]) -> Said {
    let options = ReadOptions::default();
    let mut said = Said::default();
    let mut events = SliceEvents::<G>::new(bytes, &options);
    loop {
        match events.next() {
            Ok(Some(_)) => said.add(&events.take_findings()),
            Ok(None) => break,
            Err(error) => {
                said.stop(&error);
                break;
            }
        }
    }
    said.add(&events.take_findings());
    // Of the largest files, small pieces would take minutes.
    let piece = if bytes.len() > 1 << 20 { 1 << 16 } else { 7 };
    let mut streamed = Said::default();
    let mut events = ReaderEvents::<_, G>::new(Pieces(bytes, piece), &options);
    loop {
        match events.next() {
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(error) => {
                streamed.stop(&error);
                break;
            }
        }
        streamed.add(&events.take_findings());
    }
    streamed.add(&events.take_findings());
    assert_eq!(said, streamed, "from memory, and streamed");
    said
}

fn said(of: &Hostile) -> Said {
    match of.kind {
        HostileKind::Era => said_of::<x12_835::Assembler>(&of.bytes),
        HostileKind::Claims => said_of::<x12_837p::claim::Assembler>(&of.bytes),
        HostileKind::Statuses => said_of::<x12_277::Assembler>(&of.bytes),
        HostileKind::Acknowledgments => said_of::<x12_ack::Assembler>(&of.bytes),
    }
}

#[test]
fn the_clean_files_are_clean() {
    for kind in HostileKind::ALL {
        let clean = Hostile {
            name: format!("{kind:?}"),
            kind,
            bytes: kind.clean().into(),
            expected: None,
        };
        assert_eq!(said(&clean), Said::default(), "{kind:?}");
    }
}

#[test]
fn no_hostile_file_is_taken_in_silence() {
    let cases = fixtures::hostile_files();
    assert!(cases.len() >= 300, "{} cases", cases.len());
    let mut names = BTreeSet::new();
    let mut wrong = String::new();
    let mut text = String::new();
    for case in &cases {
        assert!(names.insert(&case.name), "{} twice", case.name);
        let said = said(case);
        match case.expected {
            Some(code) if !said.has(code) => {
                let _ = writeln!(wrong, "{}: {code} is not among{}", case.name, said.text());
            }
            _ if said.is_nothing() => {
                let _ = writeln!(wrong, "{}: nothing is said", case.name);
            }
            _ => {}
        }
        let _ = writeln!(text, "{}:{}", case.name, said.text());
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    println!("{} hostile files, none taken in silence", cases.len());
    insta::assert_snapshot!("hostile_files", text);
}

#[test]
fn no_file_that_is_cut_off_is_taken_for_a_whole_one() {
    let mut wrong = String::new();
    let cases = fixtures::cut_files();
    println!("{} files that are cut off", cases.len());
    for case in cases {
        let said = said(&case);
        let code = case.expected.unwrap();
        if said.stopped.as_deref() != Some(code) {
            let _ = writeln!(wrong, "{}:{} instead of {code}", case.name, said.text());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
