//! What several tests need: reading event by event into owned values, files put together from segments, an envelope.
#![allow(
    clippy::arithmetic_side_effects,
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

pub mod acks;
#[path = "../../../x12-core/tests/reading/mod.rs"]
mod reading;

use std::io::Read;

pub use reading::Little;
use reading::read_all;
use x12_ack::{
    AcknowledgmentReader, Acknowledgments, AnswerSet, AnswerStart, AnswerTotals, AnswerTrailer,
    Event, InterchangeAnswered,
};
use x12_core::{Date, Diagnostic, Envelope, Error, ReadOptions, notation::RejectedLoop};

/// An event that borrows nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Owned {
    InterchangeAnswered(Box<InterchangeAnswered<'static>>),
    Answer(Box<AnswerStart<'static>>),
    Set(AnswerSet<'static>),
    Result(AnswerTrailer<'static>),
    Rejected(RejectedLoop<'static>),
    AnswerEnd(AnswerTotals),
    Skipped(u32),
    Other(&'static str),
}

pub fn owned(event: Event<'_>) -> Owned {
    match event {
        Event::InterchangeAnswered(of) => Owned::InterchangeAnswered(Box::new(of.into_owned())),
        Event::Answer(of) => Owned::Answer(Box::new(of.into_owned())),
        Event::Set(of) => Owned::Set(of.into_owned()),
        Event::Result(of) => Owned::Result(of.into_owned()),
        Event::Rejected(of) => Owned::Rejected(of.into_owned()),
        Event::AnswerEnd(of) => Owned::AnswerEnd(*of),
        Event::Skipped(of) => Owned::Skipped(of.number),
        Event::Interchange(_) => Owned::Other("interchange"),
        Event::Group(_) => Owned::Other("group"),
        Event::GroupEnd => Owned::Other("group end"),
        _ => Owned::Other("interchange end"),
    }
}

pub type All = reading::All<Owned>;

pub fn read_slice(input: &[u8], options: &ReadOptions) -> All {
    read_all!(Acknowledgments::with_options(input, options), owned)
}

pub fn read_stream(input: impl Read, options: &ReadOptions) -> All {
    read_all!(AcknowledgmentReader::with_options(input, options), owned)
}

/// An interchange with one group that holds one set; `segments` stand between ST and SE.
pub fn file(set: &str, version: &str, segments: &[&str]) -> String {
    let body: String = segments.iter().map(|of| format!("{of}~\n")).collect();
    let st = if set == "999" {
        format!("ST*999*0001*{version}")
    } else {
        format!("ST*{set}*0001")
    };
    format!(
        "ISA*00*          *00*          *ZZ*ACM01          *ZZ*DEMO001        *250301*1200*^*00501*000000001*0*T*:~\n\
         GS*FA*ACM01*DEMO001*20250301*1200*1*X*{version}~\n{st}~\n{body}SE*{}*0001~\nGE*1*1~\nIEA*1*000000001~\n",
        segments.len() + 2
    )
}

/// The numbers and elements of findings, in order.
pub fn found(findings: &[Diagnostic]) -> Vec<String> {
    let show = |of: &Diagnostic| {
        format!(
            "{:04} {} {}",
            of.rule.number,
            of.severity,
            of.place.element_name()
        )
    };
    findings.iter().map(show).collect()
}

pub fn envelope() -> Envelope {
    Envelope {
        sender_qualifier: "ZZ".into(),
        sender_id: "ACM01".into(),
        receiver_qualifier: "ZZ".into(),
        receiver_id: "DEMO001".into(),
        application_sender: "ACM01".into(),
        application_receiver: "DEMO001".into(),
        date: Date::read(b"20250301").unwrap().get(),
        time: Default::default(),
        interchange_control_number: 1,
        group_control_number: 1,
        acknowledgment_requested: false,
        production: false,
    }
}
