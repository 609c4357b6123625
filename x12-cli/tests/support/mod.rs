//! Runs the built binary on files in a folder of their own.
#![allow(dead_code, reason = "each test file uses what it needs")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of tests")]

use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

/// What a run came to.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder with files, gone when dropped.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        std::fs::write(self.0.path().join(name), bytes).unwrap();
        self
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_x12"));
        command
            .current_dir(self.0.path())
            .args(args)
            .env_remove("NO_COLOR")
            .env("COLUMNS", "100");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, b"")
    }

    /// Runs with `input` as standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(args);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Run {
            code: output.status.code().expect("not killed"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The clean remittance of this name.
pub(crate) fn era(name: &str) -> &'static [u8] {
    fixtures::era()
        .iter()
        .find(|fixture| fixture.name == name)
        .unwrap()
        .edi
}

/// The same as text, to be edited.
pub(crate) fn era_text(name: &str) -> String {
    String::from_utf8(era(name).to_vec()).unwrap()
}

/// The batch of claims of this name, as text, to be edited.
pub(crate) fn claims_text(name: &str) -> String {
    let is = |fixture: &&fixtures::ClaimFixture| fixture.name == name;
    let fixture = fixtures::claims().iter().find(is).unwrap();
    String::from_utf8(fixture.edi.to_vec()).unwrap()
}

fn text_of(fixtures: &[fixtures::Fixture], name: &str) -> String {
    let fixture = fixtures.iter().find(|fixture| fixture.name == name);
    String::from_utf8(fixture.unwrap().edi.to_vec()).unwrap()
}

/// The report of claim status (277CA, 277) of this name, as text.
pub(crate) fn status_text(name: &str) -> String {
    text_of(fixtures::statuses(), name)
}

/// The acknowledgment (999) of this name, as text.
pub(crate) fn ack_text(name: &str) -> String {
    text_of(fixtures::acknowledgments(), name)
}

/// A file with the only interchange numbered otherwise, so that it may stand behind others.
pub(crate) fn numbered(file: &str, number: u32) -> String {
    file.replace("*000000001", &format!("*{number:09}"))
}

/// The answer to interchange `number`: accepted, `R` rejected with this note, …
pub(crate) fn ta1(number: &str, code: &str, note: &str) -> String {
    format!(
        "ISA*00*          *00*          *ZZ*ACM01          *ZZ*DEMO001        *250301*1230*^*00501*000000077*0*T*:~\n\
         TA1*{number}*250301*1200*{code}*{note}~\nIEA*0*000000077~\n"
    )
}

/// The dirty remittance of this id.
pub(crate) fn dirty(id: &str) -> Vec<u8> {
    fixtures::dirty_eras()
        .into_iter()
        .find(|case| case.id == id)
        .unwrap()
        .bytes
}

/// `text` with its only `from` replaced.
pub(crate) fn swap(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from} must be there once");
    text.replace(from, to)
}

/// True where the text holds nothing that acts on a terminal; line feeds are fine.
pub(crate) fn is_harmless(text: &str) -> bool {
    text.chars()
        .all(|character| character == '\n' || !character.is_control())
}
