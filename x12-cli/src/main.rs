//! `x12`: read, convert and check EDI X12 files.

mod args;
mod check;
mod convert;
mod explain;
mod exit;
mod input;
mod show;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::{
    args::{Cli, Command, EraCommand},
    exit::Exit,
};

fn main() -> ExitCode {
    // clap prints usage errors itself and exits with 2.
    let cli = Cli::parse();
    let result = match &cli.command {
        Command::Era(EraCommand::Show(args)) => show::run(args),
        Command::Era(EraCommand::Convert(args)) => convert::run(args),
        Command::Check(args) => check::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Completions(args) => {
            clap_complete::generate(args.shell, &mut Cli::command(), "x12", &mut std::io::stdout());
            Ok(Exit::Fine)
        }
    };
    exit::finish(result)
}
