//! What the tests share.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    dead_code,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub
)]

use std::io::Read;

use x12_277::{
    AnyReport, CollectedReport, Event, Outermost, ReadOptions, ReportHeader, StatusReportReader,
    StatusReports, write,
};
use x12_core::{Delimiters, Diagnostic, Envelope, Error, notation::Node};

/// A file that was read as far as it could be.
#[derive(Debug)]
pub struct All {
    pub events: Vec<Event<'static>>,
    pub findings: Vec<Diagnostic>,
    pub error: Option<Error>,
}

impl All {
    /// The error's number and place.
    pub fn stop(&self) -> Option<String> {
        self.error.as_ref().map(ToString::to_string)
    }
}

macro_rules! read_all {
    ($reader:expr) => {{
        let mut reader = $reader;
        let mut all = All {
            events: Vec::new(),
            findings: Vec::new(),
            error: None,
        };
        loop {
            match reader.next() {
                Ok(Some(event)) => all.events.push(event.into_owned()),
                Ok(None) => break,
                Err(error) => {
                    all.error = Some(error);
                    break;
                }
            }
        }
        all.findings = reader.take_findings();
        all
    }};
}

pub fn read_slice(input: &[u8], options: &ReadOptions) -> All {
    read_all!(StatusReports::with_options(input, options))
}

pub fn read_stream(input: impl Read, options: &ReadOptions) -> All {
    read_all!(StatusReportReader::with_options(input, options))
}

/// A reader that returns so many bytes at a time.
pub struct Little<'i>(pub &'i [u8], pub usize);

impl Read for Little<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(buffer.len()).min(self.0.len());
        let (now, rest) = self.0.split_at(count);
        buffer
            .iter_mut()
            .zip(now)
            .for_each(|(to, from)| *to = *from);
        self.0 = rest;
        Ok(count)
    }
}

/// A fixture's file as text.
pub fn fixture(name: &str) -> String {
    let mut all = fixtures::statuses().iter();
    let found = all.find(|fixture| fixture.name == name).unwrap();
    String::from_utf8(found.edi.to_vec()).unwrap()
}

/// Number, severity and place of each finding, in order of the file.
pub fn named(findings: &[Diagnostic]) -> Vec<String> {
    let name = |of: &Diagnostic| {
        format!(
            "{} {} {} {}",
            of.severity,
            of.rule.number,
            of.place.loop_id,
            of.place.element_name()
        )
    };
    findings.iter().map(name).collect()
}

/// The report as a file of its own, in the envelope that it came in.
pub fn rewritten(report: &AnyReport<'_>) -> Result<Vec<u8>, Error> {
    match report {
        AnyReport::Acknowledgment(of) => in_its_envelope(of),
        AnyReport::Answer(of) => in_its_envelope(of),
        AnyReport::Inquiry(of) => in_its_envelope(of),
    }
}

fn in_its_envelope<'a, H, S>(report: &CollectedReport<'a, H, S>) -> Result<Vec<u8>, Error>
where
    H: ReportHeader<'a> + Node<'a>,
    S: Outermost<'a> + Node<'a>,
{
    let envelope = Envelope::of(&report.interchange, &report.group).expect("an envelope");
    write(
        Vec::new(),
        Delimiters::USUAL,
        &envelope,
        std::slice::from_ref(report),
    )
}

pub fn without_line_breaks(file: &[u8]) -> String {
    String::from_utf8(file.to_vec()).unwrap().replace('\n', "")
}
