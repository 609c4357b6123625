//! What the tests share.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    dead_code,
    unused_imports,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub
)]

#[path = "../../../x12-core/tests/reading/mod.rs"]
mod reading;

use std::io::Read;

use reading::read_all;
pub use reading::{Little, check_cut};
use x12_277::{
    AnyReport, CollectedReport, Event, Outermost, ReadOptions, ReportHeader, StatusReportReader,
    StatusReports, write,
};
use x12_core::{Delimiters, Diagnostic, Envelope, Error, notation::Node};

pub type All = reading::All<Event<'static>>;

pub fn read_slice(input: &[u8], options: &ReadOptions) -> All {
    read_all!(
        StatusReports::with_options(input, options),
        Event::into_owned
    )
}

pub fn read_stream(input: impl Read, options: &ReadOptions) -> All {
    read_all!(
        StatusReportReader::with_options(input, options),
        Event::into_owned
    )
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
