//! Many claims in memory that does not grow with them.

use std::{
    io::{BufWriter, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

use serde_json::json;

use crate::harness::{folder, numbered};

const CLAIMS: u32 = 20_000;

/// The most memory that the process held so far, in KiB; `None` where the system does not say.
fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Runs with the claims as standard input, or with nothing, and gives the peak of its memory before it ends.
fn run(mut command: Command, out: &Path, input: Option<u32>) -> (i32, Option<u64>) {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(std::fs::File::create(out).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = BufWriter::new(child.stdin.take().unwrap());
    let mut claim = numbered("A-1");
    for number in 0..input.unwrap_or(0) {
        // Each claim has a person of its own: no two share a level.
        claim["patient_control_number"] = json!(format!("A-{number}"));
        claim["coverage"]["subscriber"]["member_id"] = json!(format!("M{number}"));
        writeln!(stdin, "{claim}").unwrap();
    }
    stdin.flush().unwrap();
    let mut highest = None;
    drop(stdin);
    // The peak is asked for until the process is gone.
    loop {
        highest = peak(&child).or(highest);
        if let Some(status) = child.try_wait().unwrap() {
            return (status.code().unwrap(), highest);
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

#[test]
fn twenty_thousand_claims_are_written_and_read_in_little_memory() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let write = |out: &str| {
        folder.command(&[
            "claim",
            "write",
            "-",
            "--envelope",
            "envelope.json",
            "--claims-per-set",
            "500",
            "--out",
            out,
        ])
    };
    let (code, small) = run(write("small.edi"), &path("none"), Some(1_000));
    assert_eq!(code, 0);
    let (code, large) = run(write("large.edi"), &path("none"), Some(CLAIMS));
    assert_eq!(code, 0);
    let size = std::fs::metadata(path("large.edi")).unwrap().len();
    assert!(size > 8 << 20, "{size}");
    let read = |name: &str| folder.command(&["claim", "read", name, "--envelope", "read.json"]);
    let (code, few) = run(read("small.edi"), &path("small.jsonl"), None);
    assert_eq!(code, 0);
    let (code, many) = run(read("large.edi"), &path("large.jsonl"), None);
    assert_eq!(code, 0);
    let lines = std::fs::read(path("large.jsonl")).unwrap();
    let lines = lines.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(lines, usize::try_from(CLAIMS).unwrap());
    for (what, small, large) in [("write", small, large), ("read", few, many)] {
        if let (Some(small), Some(large)) = (small, large) {
            assert!(
                large < small + (6 << 10),
                "{what}: {small} KiB, then {large} KiB"
            );
        }
    }
}

/// On its way to standard output the file is held back; what is held is not all in memory.
#[test]
fn standard_output_gets_the_same_bytes() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let args = ["claim", "write", "-", "--envelope", "envelope.json"];
    let (code, _) = run(folder.command(&args), &path("piped.edi"), Some(300));
    assert_eq!(code, 0);
    let args = [&args[..], &["--out", "out.edi"]].concat();
    let (code, _) = run(folder.command(&args), &path("none"), Some(300));
    assert_eq!(code, 0);
    let (piped, out) = (
        std::fs::read(path("piped.edi")),
        std::fs::read(path("out.edi")),
    );
    assert_eq!(piped.unwrap(), out.unwrap());
    assert!(std::fs::read(path("none")).unwrap().is_empty());
}
