//! What the tests share.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    dead_code,
    missing_docs,
    unreachable_pub
)]

use x12_277::{AnyReport, CollectedReport, Outermost, ReportHeader, write};
use x12_core::{Delimiters, Envelope, Error, notation::Node};

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
