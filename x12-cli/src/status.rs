//! `x12 status read`: what payers and clearinghouses say of claims, as JSON, one status a line.

use claim_model::life::{ClaimStatus, Outcome};
use serde::Serialize;
use x12_277::{Assembler, Event, StatusView};
use x12_core::Span;

use crate::{
    args::StatusCommand,
    exit::{Exit, Failure},
    lines::{self, Lines, Made},
};

pub(crate) fn run(command: &StatusCommand) -> Result<Exit, Failure> {
    let StatusCommand::Read(args) = command;
    lines::run(&args.files, &args.read, Statuses::default)
}

#[derive(Default)]
struct Statuses(StatusView);

/// A status, and what it comes to.
#[derive(Serialize)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    #[serde(flatten)]
    status: ClaimStatus,
}

impl Line {
    fn of(status: ClaimStatus) -> Self {
        Self {
            outcome: status.outcome(),
            status,
        }
    }
}

impl Lines for Statuses {
    type Guide = Assembler;
    type Line = Line;
    const WHAT: &'static str = "status";
    const NONE: &'static str = "no claim status";

    fn see(&mut self, event: Event<'_>) -> Made<Line> {
        let made = self.0.see(&event);
        match event {
            Event::Rejected(rejected) => Made::Lost(rejected.span),
            _ => Made::Lines(made.into_iter().map(Line::of).collect()),
        }
    }

    fn left_open(&self) -> Option<Span> {
        None
    }
}
