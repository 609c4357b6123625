//! Exit codes, the same for every command.

use std::{
    io::{self, ErrorKind, Write},
    process::ExitCode,
};

use serde::{Deserialize, Serialize};

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Exit {
    /// 0: all was read and nothing of error level was found.
    Fine,
    /// 1: findings of error level; the output was written all the same.
    Findings,
    /// 2: a file could not be read, or wrong usage, or input or output failed.
    Failed,
}

impl Exit {
    /// The code that the program ends with.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

/// Why a command could not run at all; the text is shown to the user.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

/// The end of a command that writes to standard output. A reader that closed the pipe early, as `head` does, has what
/// it wanted: that is no failure.
pub(crate) fn after_writing(written: io::Result<Exit>) -> Result<Exit, Failure> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Exit::Fine),
        Err(error) => Err(Failure(format!("standard output: {error}"))),
        Ok(exit) => Ok(exit),
    }
}

/// Says something on standard error.
pub(crate) fn complain(message: &str) {
    let _ = writeln!(
        io::stderr().lock(),
        "x12: {}",
        crate::output::clean(message)
    );
}

/// Ends the program.
pub(crate) fn finish(result: Result<Exit, Failure>) -> ExitCode {
    let exit = result.unwrap_or_else(|failure| {
        complain(&failure.0);
        Exit::Failed
    });
    ExitCode::from(exit.code())
}
