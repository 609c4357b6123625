//! The scenarios: what is read is what was worked out by hand, and what is written again is the same file.
#![cfg(feature = "serde")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use common::{Little, envelope, read_slice, read_stream};
use serde_json::Value;
use x12_ack::{AckFile, Answer, AnswerHeader, AnswerSet, AnswerTrailer, Response, collect, write};
use x12_core::{Delimiters, ReadOptions, Writer};

fn read(edi: &[u8]) -> AckFile<'_> {
    let file = collect(edi, &ReadOptions::default());
    assert!(file.error.is_none());
    file
}

/// Only loops of a 999 can be written.
fn response(answer: Answer<'_>) -> Response<'_> {
    let AnswerHeader::Implementation(mut header) = answer.start.header else {
        panic!("a 997");
    };
    for set in answer.sets {
        let AnswerSet::Implementation(set) = set else {
            panic!("a 997");
        };
        header.sets.push(set);
    }
    let Some(AnswerTrailer::Implementation(trailer)) = answer.trailer else {
        panic!("no AK9");
    };
    Response { header, trailer }
}

#[test]
fn scenarios_are_read_as_they_were_worked_out() {
    for fixture in fixtures::acknowledgments() {
        let file = read(fixture.edi);
        assert_eq!(file.findings, [], "{}", fixture.name);
        let mut expected: Value = serde_json::from_str(fixture.expected).unwrap();
        let expected_of = expected.as_object_mut().unwrap();
        assert_eq!(expected_of.remove("scenario").unwrap(), fixture.name);
        expected_of.remove("about").expect("what it is about");
        let groups: Vec<_> = file.groups.iter().map(Answer::view).collect();
        assert_eq!(
            serde_json::to_value(&groups).unwrap(),
            Value::Array(vec![expected]),
            "{}",
            fixture.name
        );
    }
}

#[test]
fn what_is_read_is_written_again_byte_for_byte() {
    for fixture in fixtures::acknowledgments() {
        let file = read(fixture.edi);
        let start = file.groups[0].start.clone();
        let envelope = x12_core::Envelope::of(&start.interchange, &start.group).unwrap();
        let responses: Vec<_> = file.groups.into_iter().map(response).collect();
        let out = write(Vec::new(), Delimiters::USUAL, &envelope, &responses).unwrap();
        let lines = String::from_utf8(out).unwrap().replace('~', "~\n");
        let was = String::from_utf8_lossy(fixture.edi);
        assert_eq!(lines.trim_end(), was.trim_end(), "{}", fixture.name);
    }
}

#[test]
fn memory_and_stream_agree_wherever_the_reads_end() {
    for fixture in fixtures::acknowledgments() {
        let whole = read_slice(fixture.edi, &ReadOptions::default());
        assert!(whole.events.len() > 6);
        for step in [1, 2, 7, 64, 1000] {
            let streamed = read_stream(Little(fixture.edi, step), &ReadOptions::default());
            assert_eq!(streamed.events, whole.events, "{} {step}", fixture.name);
            assert_eq!(streamed.findings, whole.findings);
        }
    }
}

#[test]
fn an_answer_can_be_written_set_by_set() {
    let fixture = &fixtures::acknowledgments()[1];
    let file = read(fixture.edi);
    let response = response(file.groups[0].clone());
    let at_once = write(
        Vec::new(),
        Delimiters::USUAL,
        &envelope(),
        std::slice::from_ref(&response),
    );
    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL);
    let envelope = envelope();
    writer.begin_interchange(&envelope).unwrap();
    writer
        .begin_group(&envelope, "FA", x12_ack::GUIDE.id)
        .unwrap();
    let mut header = response.header.clone();
    let sets = std::mem::take(&mut header.sets);
    x12_ack::begin_response(&mut writer, &header).unwrap();
    for set in &sets {
        x12_ack::write_set_response(&mut writer, set).unwrap();
    }
    x12_ack::end_response(&mut writer, &header.set, &response.trailer).unwrap();
    writer.end_group(&envelope).unwrap();
    writer.end_interchange(&envelope).unwrap();
    assert_eq!(writer.into_inner(), at_once.unwrap());
}
