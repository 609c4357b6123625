//! `x12`: read, convert and check EDI X12 files.

mod ack;
mod any;
mod args;
mod check;
mod claim;
mod convert;
mod exit;
mod explain;
mod held;
mod input;
mod lines;
mod mask;
mod notes;
mod output;
mod schema;
mod show;
mod status;
mod track;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::{CommandFactory, Parser};

use crate::{
    args::{Cli, Command, CompletionsArgs, EraCommand},
    exit::Exit,
};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let result = match &cli.command {
        Command::Era(EraCommand::Show(args)) => show::run(args),
        Command::Era(EraCommand::Convert(args)) => convert::eras(args),
        Command::Claim(command) => claim::run(command),
        Command::Status(command) => status::run(command),
        Command::Ack(command) => ack::run(command),
        Command::Track(args) => track::run(args),
        Command::Check(args) => check::run(args),
        Command::Mask(args) => mask::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Completions(args) => exit::after_writing(completions(args)),
    };
    exit::finish(result)
}

/// Help, the version, or what is wrong with the arguments; those may hold anything.
fn usage(error: &clap::Error) -> ExitCode {
    let text = error.to_string();
    if text
        .chars()
        .any(|char| char != '\n' && output::is_unsafe(char))
    {
        for line in text.lines() {
            // If standard error is closed there is nobody left to tell.
            let _ = writeln!(io::stderr().lock(), "{}", output::clean(line));
        }
    } else {
        // With colours, and folded to the terminal.
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(Exit::Failed.code()))
}

fn completions(args: &CompletionsArgs) -> io::Result<Exit> {
    // Into memory first: the generator cannot say that a pipe was closed.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "x12", &mut script);
    let mut out = io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Fine)
}
