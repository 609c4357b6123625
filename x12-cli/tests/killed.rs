//! A command that is killed at any moment leaves each of its outputs as it was, or whole. (`convert`, which can go on, has
//! tests of its own.)
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

mod support;

use std::{fs, process::Stdio, thread::sleep, time::Instant};

use support::Folder;

/// How often each command is killed.
const KILLS: u32 = 12;
const CLAIMS: u64 = 1_500;

/// A folder with claims, an envelope, and the file of these claims.
fn inputs() -> Folder {
    let folder = Folder::new();
    let mut claims = Vec::new();
    fixtures::write_claims(1, CLAIMS, &mut claims).unwrap();
    claims.extend_from_slice(b"{}\n");
    // The claims are of 2025: none may lie in the future.
    let envelope = fixtures::claim_envelope().replace("2025-03-01", "2026-04-05");
    folder
        .write("claims.jsonl", claims)
        .write("envelope.json", envelope);
    folder
}

/// Kills the command at moments spread over its run, with and without older files in the place of its outputs.
fn check(folder: &Folder, args: &[&str], outputs: &[&str]) {
    let path = |name: &str| folder.path().join(name);
    let read = |name: &&str| fs::read(path(name)).ok();
    let begun = Instant::now();
    let run = folder.run(args);
    let whole_run = begun.elapsed();
    let new: Vec<Option<Vec<u8>>> = outputs.iter().map(read).collect();
    assert!(new.iter().all(Option::is_some), "{}", run.err);
    for kill in 0..KILLS {
        let old = (kill % 2 == 1).then(|| b"of an earlier run".to_vec());
        for name in outputs {
            match &old {
                Some(old) => fs::write(path(name), old).unwrap(),
                None => drop(fs::remove_file(path(name))),
            }
        }
        let mut command = folder.command(args);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(
            whole_run
                .checked_mul(kill)
                .unwrap()
                .checked_div(KILLS)
                .unwrap(),
        );
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
        for (name, new) in outputs.iter().zip(&new) {
            let now = read(name);
            assert!(now == old || now == *new, "{name} is not whole: {args:?}");
        }
    }
    // Nothing that was left behind stands in the way of the next run.
    folder.run(args);
    let again: Vec<Option<Vec<u8>>> = outputs.iter().map(read).collect();
    assert!(again == new, "{args:?}");
}

#[test]
fn outputs_of_a_killed_command_are_whole_or_as_they_were() {
    let folder = inputs();
    let envelope = ["--envelope", "envelope.json"];
    let write = ["claim", "write", "claims.jsonl"];
    let outputs = ["--out", "sent.837", "--split-invalid", "aside.jsonl"];
    check(
        &folder,
        &[&write[..], &envelope, &outputs].concat(),
        &["sent.837", "aside.jsonl"],
    );
    let inquire = ["claim", "inquire", "claims.jsonl"];
    let outputs = ["--out", "asked.276", "--traces", "traces.jsonl"];
    let good: Vec<u8> = fs::read(folder.path().join("claims.jsonl")).unwrap();
    folder.write("claims.jsonl", &good[..good.len().saturating_sub(3)]);
    check(
        &folder,
        &[&inquire[..], &envelope, &outputs].concat(),
        &["asked.276", "traces.jsonl"],
    );
    check(
        &folder,
        &["claim", "read", "sent.837", "--envelope", "read.json"],
        &["read.json"],
    );
    let numbers = [
        "--control-number",
        "7",
        "--date",
        "2025-03-02",
        "--time",
        "09:00",
    ];
    let answer = ["ack", "write", "sent.837", "--out", "answer.999"];
    check(&folder, &[&answer[..], &numbers].concat(), &["answer.999"]);
}
