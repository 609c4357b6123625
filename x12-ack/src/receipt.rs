//! Acknowledgments in billing words: what a claim's life needs of them.

use claim_model::{
    Day, PatientControlNumber, Text as Words,
    life::{Receipt, ReceiptOf},
};
use x12_core::{Code, Date, Text};

use crate::{
    answer::{AnswerSet, AnswerTrailer, InterchangeAnswered},
    reader::Event,
    view::{SegmentError, SetAnswer, outcome},
};

/// Makes receipts of the events of acknowledgments, one for each interchange, set and group that is answered.
///
/// ```
/// use claim_model::life::{ReceiptOf, ReceiptOutcome};
/// use x12_ack::{Acknowledgments, ReceiptView};
///
/// # let file = fixtures::acknowledgments()[1].edi;
/// let (mut answers, mut view) = (Acknowledgments::new(file), ReceiptView::default());
/// let mut receipts = Vec::new();
/// while let Some(event) = answers.next()? {
///     receipts.extend(view.see(&event));
/// }
/// // One set was accepted, one rejected, and so the group was accepted in part.
/// let outcomes: Vec<ReceiptOutcome> = receipts.iter().map(|receipt| receipt.outcome).collect();
/// assert_eq!(outcomes, [ReceiptOutcome::Accepted, ReceiptOutcome::Rejected, ReceiptOutcome::PartlyAccepted]);
/// assert_eq!(receipts[1].of, ReceiptOf::Set);
/// assert_eq!(receipts[1].claims[0].as_str(), "SH-10008");
/// # Ok::<(), x12_core::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct ReceiptView {
    /// Of the answer's own interchange or group.
    date: Option<Day>,
    /// Kind and control number of our group.
    kind: Option<Words>,
    group: Option<Words>,
}

impl ReceiptView {
    /// The receipt that an event is; `None` for what answers nothing.
    pub fn see(&mut self, event: &Event<'_>) -> Option<Receipt> {
        match event {
            Event::Interchange(header) => {
                self.date = Date::read_short(header.date.as_bytes()).map(day);
                (self.kind, self.group) = (None, None);
                None
            }
            Event::Group(header) => {
                let own = Date::read(header.date.as_bytes()).map(day);
                self.date = own.or(self.date);
                None
            }
            Event::Answer(start) => {
                let (_, group) = start.header.group();
                self.group = group.and_then(|of| of.control_number.as_ref()).map(words);
                let kind = group.and_then(|of| of.functional_id.as_ref());
                self.kind = kind.map(|code| code.to_str().into());
                None
            }
            Event::InterchangeAnswered(answered) => Some(self.interchange(answered)),
            Event::Set(set) => Some(self.set(set)),
            Event::Result(trailer) => Some(self.result(trailer)),
            _ => None,
        }
    }

    fn interchange(&self, answered: &InterchangeAnswered<'_>) -> Receipt {
        let answer = &answered.answer;
        Receipt {
            of: ReceiptOf::Interchange,
            outcome: answer.outcome(),
            interchange: answer.control_number.as_ref().map(words),
            group_kind: None,
            group: None,
            set: None,
            date: self.date,
            errors: errors(answer.note.iter().filter(|note| !note.is(NO_ERROR))),
            claims: Vec::new(),
        }
    }

    fn set(&self, set: &AnswerSet<'_>) -> Receipt {
        let view: SetAnswer<'_> = set.view();
        let mut claims: Vec<PatientControlNumber> = Vec::new();
        for number in view.segments.iter().filter_map(SegmentError::claim) {
            let number = PatientControlNumber::as_received(number.to_str());
            if !claims.contains(&number) {
                claims.push(number);
            }
        }
        Receipt {
            of: ReceiptOf::Set,
            outcome: view.outcome(),
            interchange: None,
            group_kind: self.kind.clone(),
            group: self.group.clone(),
            set: view.control_number.as_ref().map(words),
            date: self.date,
            errors: errors(view.errors.iter()),
            claims,
        }
    }

    fn result(&self, trailer: &AnswerTrailer<'_>) -> Receipt {
        let result = trailer.result();
        Receipt {
            of: ReceiptOf::Group,
            outcome: outcome(result.code.as_ref()),
            interchange: None,
            group_kind: self.kind.clone(),
            group: self.group.clone(),
            set: None,
            date: self.date,
            errors: errors(result.errors.iter().map(|of| &of.code)),
            claims: Vec::new(),
        }
    }
}

/// TA105 of an interchange without errors (277.md 7.2).
const NO_ERROR: &str = "000";

fn errors<'c>(codes: impl Iterator<Item = &'c Code<'c>>) -> Vec<Words> {
    codes.map(|code| code.to_str().into()).collect()
}

fn words(text: &Text<'_>) -> Words {
    text.to_str().into()
}

fn day(date: Date) -> Day {
    date.get().into()
}
