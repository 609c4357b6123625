//! Acknowledging in tests: answers as lines, files with faults put in.

use x12_ack::{Answers, ReplyNumbers, write_replies, write_reply_interchanges};
use x12_core::{Date, Delimiters};

pub fn numbers() -> ReplyNumbers {
    ReplyNumbers {
        interchange_control_number: 1,
        group_control_number: 1,
        date: Date::read(b"20250302").unwrap().get(),
        time: Default::default(),
    }
}

/// The 999s as a file.
pub fn replies(answers: &Answers) -> Vec<u8> {
    write_replies(Vec::new(), Delimiters::USUAL, &numbers(), answers).expect("can be written")
}

/// The TA1s as a file.
pub fn interchange_replies(answers: &Answers) -> Vec<u8> {
    write_reply_interchanges(Vec::new(), Delimiters::USUAL, &numbers(), answers)
        .expect("can be written")
}

fn lines(file: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(file).unwrap();
    text.split_terminator('~').map(str::to_owned).collect()
}

/// The 999s without envelope: from AK1 to AK9.
pub fn answer_lines(answers: &Answers) -> Vec<String> {
    let mut all = lines(&replies(answers));
    all.retain(|line| line.starts_with("AK") || line.starts_with("IK") || line.starts_with("CTX"));
    all
}

/// The TA1s without envelope.
pub fn ta1_lines(answers: &Answers) -> Vec<String> {
    let mut all = lines(&interchange_replies(answers));
    all.retain(|line| line.starts_with("TA1"));
    all
}

/// A clean file of claims with changes, each of which stands once in it.
pub fn claims_with(name: &str, changes: &[(&str, &str)]) -> String {
    let fixture = fixtures::claims()
        .iter()
        .find(|of| of.name == name)
        .unwrap();
    let mut text = String::from_utf8(fixture.edi.to_vec()).unwrap();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    text
}
