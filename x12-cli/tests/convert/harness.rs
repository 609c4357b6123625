//! Files in a folder, and the program run on them.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;

pub(crate) const TABLES: [&str; 6] = [
    "payments.csv",
    "claims.csv",
    "services.csv",
    "adjustments.csv",
    "provider_adjustments.csv",
    "findings.csv",
];

/// The forms that hold all tables, and what their files end with.
pub(crate) const FORMS: &[(&str, &str)] = &[
    ("csv", "csv"),
    ("jsonl", "jsonl"),
    ("parquet", "parquet"),
    ("arrow", "arrow"),
];

/// The files of a form.
pub(crate) fn names_of(ending: &str) -> Vec<String> {
    let names = TABLES.map(|name| name.replace(".csv", &format!(".{ending}")));
    names.into()
}

/// A folder with input files; the output goes to `out` in it.
pub(crate) struct Bench(tempfile::TempDir);

impl Bench {
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Self {
        let bench = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            bench.add(name, bytes);
        }
        bench
    }

    pub(crate) fn add(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs `x12 era convert` inside the folder.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, b"")
    }

    pub(crate) fn run_with(&self, args: &[&str], input: &[u8]) -> Run {
        let mut child = self.start(args);
        // A run that fails early does not read its input.
        let _ = child.stdin.take().unwrap().write_all(input);
        Run::of(&child.wait_with_output().unwrap())
    }

    /// Starts it without waiting for its end.
    pub(crate) fn start(&self, args: &[&str]) -> Child {
        self.spawn(&["era", "convert"], args)
    }

    /// Runs `x12 claim convert` inside the folder.
    pub(crate) fn run_claims(&self, args: &[&str]) -> Run {
        let child = self.spawn(&["claim", "convert"], args);
        Run::of(&child.wait_with_output().unwrap())
    }

    fn spawn(&self, command: &[&str], args: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_x12"))
            .args(command)
            .args(args)
            .current_dir(self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    pub(crate) fn table(&self, name: &str) -> Vec<Row> {
        let mut reader = csv::Reader::from_path(self.path("out").join(name)).unwrap();
        reader.deserialize().map(Result::unwrap).collect()
    }

    pub(crate) fn lines(&self, name: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.path("out").join(name)).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    pub(crate) fn entries(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

pub(crate) type Row = BTreeMap<String, String>;

pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(output: &Output) -> Self {
        assert!(output.stdout.is_empty());
        Self {
            code: output.status.code().unwrap(),
            stderr: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    #[track_caller]
    pub(crate) fn ends_with_code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}", self.stderr);
        self
    }
}

pub(crate) fn era(name: &str) -> &'static fixtures::Fixture {
    fixtures::era().iter().find(|era| era.name == name).unwrap()
}

pub(crate) fn edi(name: &str) -> &'static [u8] {
    era(name).edi
}

pub(crate) fn dirty(id: &str) -> Vec<u8> {
    fixtures::dirty_eras()
        .into_iter()
        .find(|case| case.id == id)
        .unwrap()
        .bytes
}

pub(crate) fn bytes_of(folder: &Path, names: &[impl AsRef<Path>]) -> Vec<Vec<u8>> {
    names
        .iter()
        .map(|name| fs::read(folder.join(name)).unwrap())
        .collect()
}

/// The rows of a table that belong to a row of another one.
pub(crate) fn of<'r>(rows: &'r [Row], key: &str, id: &str) -> Vec<&'r Row> {
    rows.iter().filter(|row| row[key] == id).collect()
}
