//! `x12 ack read`: each TA1, and each answer to a group (999, 997) with its sets, on a line.

use claim_model::life::ReceiptOutcome;
use serde::Serialize;
use x12_ack::{Answer, AnswerHeader, Assembler, Event, GroupAnswer, segments::Ta1};
use x12_core::Span;

use crate::lines::{Lines, Made};

/// A line. Codes are as they came; `outcome` says in words what became of the interchange or group.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    /// TA1.
    Interchange {
        outcome: ReceiptOutcome,
        #[serde(flatten)]
        answer: Box<Ta1<'static>>,
    },
    /// 999 or 997.
    Group {
        outcome: ReceiptOutcome,
        #[serde(flatten)]
        answer: Box<GroupAnswer<'static>>,
    },
}

/// The answer to a group is given when it is whole.
#[derive(Default)]
pub(super) struct Answers {
    open: Option<(Answer<'static>, Span)>,
}

impl Lines for Answers {
    type Guide = Assembler;
    type Line = Line;
    const WHAT: &'static str = "answer";
    const NONE: &'static str = "no acknowledgment (TA1, 999 or 997)";

    fn see(&mut self, event: Event<'_>) -> Made<Line> {
        let mut lines = Vec::new();
        match event {
            Event::InterchangeAnswered(of) => {
                let answer = Box::new(of.into_owned().answer);
                lines.push(Line::Interchange {
                    outcome: answer.outcome(),
                    answer,
                });
            }
            Event::Answer(start) => {
                let start = start.into_owned();
                let span = match &start.header {
                    AnswerHeader::Implementation(of) => of.span,
                    AnswerHeader::Functional(of) => of.span,
                };
                let answer = Answer {
                    start,
                    sets: Vec::new(),
                    trailer: None,
                    rejected: Vec::new(),
                    totals: None,
                };
                self.open = Some((answer, span));
            }
            Event::Set(set) => {
                if let Some((answer, _)) = &mut self.open {
                    answer.sets.push(set.into_owned());
                }
            }
            Event::Result(trailer) => {
                if let Some((answer, _)) = &mut self.open {
                    answer.trailer = Some(trailer.into_owned());
                }
            }
            Event::Rejected(rejected) => return Made::Lost(rejected.span),
            Event::AnswerEnd(_) => {
                if let Some((answer, _)) = self.open.take() {
                    let answer = Box::new(answer.view());
                    lines.push(Line::Group {
                        outcome: answer.outcome(),
                        answer,
                    });
                }
            }
            _ => {}
        }
        Made::Lines(lines)
    }

    fn left_open(&self) -> Option<Span> {
        self.open.as_ref().map(|(_, span)| *span)
    }
}
