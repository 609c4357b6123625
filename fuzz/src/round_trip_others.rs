//! Claims (837P), claim status (277CA, 277, 276) and acknowledgments (999, TA1): what the writers accept comes back as it
//! was, in two sets of delimiters, and is written the same once more.

use serde::Serialize;
use x12_277::AnyReport;
use x12_837p::CollectedBatch;
use x12_ack::{
    Answer, AnswerHeader, AnswerSet, AnswerTrailer, Response, segments::Ta1,
    write_interchange_answers,
};
use x12_core::{Delimiters, Diagnostic, Envelope, Error, ReadOptions};

use crate::{
    json::{placeless, same},
    round_trip_835::{check_written, envelope},
};

/// Reads `data` by each guide, writes what its writer accepts, and reads that again.
pub fn round_trip_others(data: &[u8]) {
    for batch in read_batches(data).sets {
        check(&batch, write_batch, read_batches);
    }
    for report in read_reports(data).sets {
        check(&report, write_report, read_reports);
    }
    for response in read_responses(data).sets {
        check(&response, write_response, read_responses);
    }
    for answer in read_interchange_answers(data).sets {
        check(&answer, write_interchange_answer, read_interchange_answers);
    }
}

/// A file, with nothing borrowed from it.
struct File<T> {
    sets: Vec<T>,
    findings: Vec<Diagnostic>,
    error: Option<Error>,
}

/// Each alone: one that is refused must not keep the others from being tried.
fn check<T: Serialize>(
    first: &T,
    write: impl Fn(Delimiters, &Envelope, &T) -> Result<Vec<u8>, Error>,
    read: impl Fn(&[u8]) -> File<T>,
) {
    let other = Delimiters::new(b'|', b'>', Some(b'!'), b'\n').expect("usable");
    for delimiters in [Delimiters::USUAL, other] {
        let Ok(bytes) = write(delimiters, &envelope(), first) else {
            continue;
        };
        let file = read(&bytes);
        check_written(file.error.as_ref(), &file.findings);
        let [second] = &file.sets[..] else {
            panic!("one became {}", file.sets.len());
        };
        let twice = write(delimiters, &envelope(), second);
        assert_eq!(twice.ok().as_ref(), Some(&bytes), "not canonical");
        assert!(
            same(&placeless(first), &placeless(second)),
            "a value changed"
        );
    }
}

fn read_batches(input: &[u8]) -> File<CollectedBatch<'static>> {
    let file = x12_837p::collect(input, &ReadOptions::default());
    File {
        sets: file
            .batches
            .into_iter()
            .map(CollectedBatch::into_owned)
            .collect(),
        findings: file.findings,
        error: file.error,
    }
}

fn write_batch(
    delimiters: Delimiters,
    envelope: &Envelope,
    batch: &CollectedBatch<'_>,
) -> Result<Vec<u8>, Error> {
    x12_837p::write(
        Vec::new(),
        delimiters,
        envelope,
        std::slice::from_ref(batch),
    )
}

fn read_reports(input: &[u8]) -> File<AnyReport<'static>> {
    let file = x12_277::collect(input, &ReadOptions::default());
    File {
        sets: file
            .reports
            .into_iter()
            .map(AnyReport::into_owned)
            .collect(),
        findings: file.findings,
        error: file.error,
    }
}

fn write_report(
    delimiters: Delimiters,
    envelope: &Envelope,
    report: &AnyReport<'_>,
) -> Result<Vec<u8>, Error> {
    use std::slice::from_ref;
    match report {
        AnyReport::Acknowledgment(of) => {
            x12_277::write(Vec::new(), delimiters, envelope, from_ref(of))
        }
        AnyReport::Answer(of) => x12_277::write(Vec::new(), delimiters, envelope, from_ref(of)),
        AnyReport::Inquiry(of) => x12_277::write(Vec::new(), delimiters, envelope, from_ref(of)),
    }
}

fn read_responses(input: &[u8]) -> File<Response<'static>> {
    let file = x12_ack::collect(input, &ReadOptions::default());
    let responses = file.groups.into_iter().filter_map(response);
    File {
        sets: responses.map(Response::into_owned).collect(),
        findings: file.findings,
        error: file.error,
    }
}

/// A whole 999; a 997 is only read.
fn response(answer: Answer<'_>) -> Option<Response<'_>> {
    let AnswerHeader::Implementation(mut header) = answer.start.header else {
        return None;
    };
    for set in answer.sets {
        match set {
            AnswerSet::Implementation(set) => header.sets.push(set),
            AnswerSet::Functional(_) => return None,
        }
    }
    match answer.trailer {
        Some(AnswerTrailer::Implementation(trailer)) if answer.rejected.is_empty() => {
            Some(Response { header, trailer })
        }
        _ => None,
    }
}

fn write_response(
    delimiters: Delimiters,
    envelope: &Envelope,
    response: &Response<'_>,
) -> Result<Vec<u8>, Error> {
    x12_ack::write(
        Vec::new(),
        delimiters,
        envelope,
        std::slice::from_ref(response),
    )
}

fn read_interchange_answers(input: &[u8]) -> File<Ta1<'static>> {
    let file = x12_ack::collect(input, &ReadOptions::default());
    let answers = file.interchanges.into_iter();
    File {
        sets: answers.map(|of| of.answer.into_owned()).collect(),
        findings: file.findings,
        error: file.error,
    }
}

fn write_interchange_answer(
    delimiters: Delimiters,
    envelope: &Envelope,
    answer: &Ta1<'_>,
) -> Result<Vec<u8>, Error> {
    let answers = std::slice::from_ref(answer);
    write_interchange_answers(Vec::new(), delimiters, envelope, answers)
}
