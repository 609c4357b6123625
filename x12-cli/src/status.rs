//! `x12 status read`: what payers and clearinghouses say of claims, as JSON, one status a line.

use claim_model::life::ClaimStatus;
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

impl Lines for Statuses {
    type Guide = Assembler;
    type Line = ClaimStatus;
    const WHAT: &'static str = "status";
    const NONE: &'static str = "no claim status";

    fn see(&mut self, event: Event<'_>) -> Made<ClaimStatus> {
        let made = self.0.see(&event);
        match event {
            Event::Rejected(rejected) => Made::Lost(rejected.span),
            _ => Made::Lines(made),
        }
    }

    fn left_open(&self) -> Option<Span> {
        None
    }
}
