//! Any bytes, read by each guide: nothing panics, and the answers are files without a finding, whatever the values are.

use x12_ack::{
    AckOptions, Answers, ReplyNumbers, acknowledge as answer, collect, write_replies,
    write_reply_interchanges,
};
use x12_core::{Assemble, Delimiters, Error, ReadOptions, Severity};

/// Acknowledges `data` as claims, as remittances and as claim status, and reads it as acknowledgments.
pub fn acknowledge(data: &[u8]) {
    read_back::<x12_837p::claim::Assembler>(data);
    read_back::<x12_835::Assembler>(data);
    read_back::<x12_277::Assembler>(data);
    let file = collect(data, &ReadOptions::default());
    for group in &file.groups {
        let _ = group.view();
    }
    let length = u64::try_from(data.len()).unwrap_or(u64::MAX);
    for finding in &file.findings {
        let span = finding.place.span;
        assert!(span.start <= span.end && span.end <= length, "{finding}");
    }
}

fn read_back<G: Assemble>(data: &[u8]) {
    let answers: Answers = answer::<G>(data, &ReadOptions::default(), AckOptions::default());
    let numbers = ReplyNumbers {
        interchange_control_number: 1,
        group_control_number: 1,
        date: chrono::NaiveDate::from_ymd_opt(2025, 3, 1).unwrap_or_default(),
        time: chrono::NaiveTime::default(),
    };
    let groups = write_replies(Vec::new(), Delimiters::USUAL, &numbers, &answers);
    let interchanges = write_reply_interchanges(Vec::new(), Delimiters::USUAL, &numbers, &answers);
    for reply in [groups, interchanges] {
        match reply {
            Ok(reply) if !reply.is_empty() => {
                let read = collect(&reply, &ReadOptions::default());
                assert!(read.error.is_none(), "an answer is not whole");
                let errors = read
                    .findings
                    .iter()
                    .find(|of| of.severity == Severity::Error);
                assert!(errors.is_none(), "{errors:?}");
            }
            Ok(_) => {}
            // Names of sender and receiver are the only ones that are told back unasked.
            Err(Error::Refused(refusal)) => assert_eq!(refusal.rule.number, 811),
            Err(error) => panic!("{error}"),
        }
    }
}
