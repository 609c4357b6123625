//! Exit codes, the same for every command.

use std::{io::Write, process::ExitCode};

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// 0: all was read and nothing of error level was found.
    Fine,
    /// 1: findings of error level; the output was written all the same.
    Findings,
    /// 2: a file could not be read, or wrong usage, or input or output failed.
    Failed,
}

/// Why a command could not run at all; the text is shown to the user.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

/// Ends the program. A reader that closed the pipe early, as `head` does, is no failure.
pub(crate) fn finish(result: Result<Exit, Failure>) -> ExitCode {
    let exit = result.unwrap_or_else(|failure| {
        let _ = writeln!(std::io::stderr().lock(), "x12: {}", failure.0);
        Exit::Failed
    });
    ExitCode::from(match exit {
        Exit::Fine => 0,
        Exit::Findings => 1,
        Exit::Failed => 2,
    })
}
