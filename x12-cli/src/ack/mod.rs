//! `x12 ack`: acknowledgments as JSON, and acknowledgments of files that came in.

mod read;
mod write;

use crate::{
    args::AckCommand,
    exit::{Exit, Failure},
    lines,
};

pub(crate) fn run(command: &AckCommand) -> Result<Exit, Failure> {
    match command {
        AckCommand::Read(args) => lines::run(&args.files, &args.read, read::Answers::default),
        AckCommand::Write(args) => write::run(args),
    }
}
