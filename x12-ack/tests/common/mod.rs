//! What several tests need: reading event by event into owned values, files put together from segments, an envelope.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    dead_code,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub
)]

pub mod acks;

use std::io::Read;

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

/// A file that was read as far as it could be.
#[derive(Debug)]
pub struct All {
    pub events: Vec<Owned>,
    pub findings: Vec<Diagnostic>,
    pub error: Option<Error>,
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
                Ok(Some(event)) => all.events.push(owned(event)),
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
    read_all!(Acknowledgments::with_options(input, options))
}

pub fn read_stream(input: impl Read, options: &ReadOptions) -> All {
    read_all!(AcknowledgmentReader::with_options(input, options))
}

/// A reader that returns so many bytes at a time.
pub struct Little<'i>(pub &'i [u8], pub usize);

impl Read for Little<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(buffer.len()).min(self.0.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
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
