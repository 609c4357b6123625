//! Any bytes: nothing panics, both readers say the same, every place lies within the input, and a report that may be
//! written is written the same after it was read again.

use x12_277::{
    AnyReport, CollectedReport, Event, Outermost, ReportHeader, StatusReportReader, StatusReports,
    StatusView, collect, write,
};
use x12_core::{Delimiters, Diagnostic, Envelope, Error, ReadOptions, notation::Node};

struct Seen {
    events: Vec<Event<'static>>,
    findings: Vec<Diagnostic>,
    stop: Option<String>,
}

macro_rules! read {
    ($reader:expr) => {{
        let mut reader = $reader;
        let mut seen = Seen {
            events: Vec::new(),
            findings: Vec::new(),
            stop: None,
        };
        loop {
            match reader.next() {
                Ok(Some(event)) => seen.events.push(event.into_owned()),
                Ok(None) => break,
                Err(error) => {
                    seen.stop = Some(error.to_string());
                    break;
                }
            }
        }
        seen.findings = reader.take_findings();
        seen
    }};
}

/// Reads `data` from memory and as a stream, makes statuses of it, and writes those reports again that may be written.
pub fn read_277(data: &[u8]) {
    let options = ReadOptions::default().any_version(true);
    let slice = read!(StatusReports::with_options(data, &options));
    let stream = read!(StatusReportReader::with_options(data, &options));
    assert!(slice.events == stream.events, "slice and stream differ");
    assert_eq!(slice.findings, stream.findings);
    assert_eq!(slice.stop, stream.stop);
    let length = u64::try_from(data.len()).unwrap_or(u64::MAX);
    for finding in &slice.findings {
        let span = finding.place.span;
        assert!(span.start <= span.end && span.end <= length, "{finding}");
    }
    let mut view = StatusView::default();
    for event in &slice.events {
        view.see(event);
    }
    for report in collect(data, &options).reports {
        let Some(Ok(bytes)) = written(&report) else {
            continue;
        };
        let again = collect(&bytes, &ReadOptions::default());
        assert!(again.error.is_none(), "a written file is not whole");
        let [again] = &again.reports[..] else {
            panic!("a written report is not read")
        };
        let twice = written(again).expect("it has an envelope");
        assert!(twice.is_ok_and(|twice| twice == bytes), "written twice");
    }
}

/// `None` where the envelope that it came in is none that can be written.
fn written(report: &AnyReport<'_>) -> Option<Result<Vec<u8>, Error>> {
    match report {
        AnyReport::Acknowledgment(of) => of_kind(of),
        AnyReport::Answer(of) => of_kind(of),
        AnyReport::Inquiry(of) => of_kind(of),
    }
}

fn of_kind<'a, H, S>(report: &CollectedReport<'a, H, S>) -> Option<Result<Vec<u8>, Error>>
where
    H: ReportHeader<'a> + Node<'a>,
    S: Outermost<'a> + Node<'a>,
{
    let envelope = Envelope::of(&report.interchange, &report.group)?;
    let report = std::slice::from_ref(report);
    Some(write(Vec::new(), Delimiters::USUAL, &envelope, report))
}
