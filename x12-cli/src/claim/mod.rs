//! `x12 claim`: claims as JSON into files and out of them, judged, and sent again.

mod check;
mod entries;
mod form;
mod problem;
mod read;
mod resubmit;
mod secondary;
mod single;
mod write;

use crate::{
    args::ClaimCommand,
    exit::{Exit, Failure},
};

pub(crate) fn run(command: &ClaimCommand) -> Result<Exit, Failure> {
    match command {
        ClaimCommand::Write(args) => write::run(args),
        ClaimCommand::Read(args) => read::run(args),
        ClaimCommand::Check(args) => check::run(args),
        ClaimCommand::Replace(args) => resubmit::run(args, resubmit::Kind::Replacement),
        ClaimCommand::Void(args) => resubmit::run(args, resubmit::Kind::Void),
        ClaimCommand::Secondary(args) => secondary::run(args),
    }
}
