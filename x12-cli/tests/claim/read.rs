//! `x12 claim read`, and reading and writing as a round trip.

use std::process::Stdio;

use serde_json::Value;

use crate::{
    harness::{edi, folder, names, text},
    support::{Folder, era_text, swap},
};

const READ: [&str; 5] = ["claim", "read", "a.edi", "--envelope", "read.json"];

#[test]
fn what_was_read_is_written_to_the_same_bytes() {
    for fixture in fixtures::claims() {
        let folder = Folder::new();
        let read = folder.write("a.edi", fixture.edi).run(&READ);
        assert_eq!((read.code, read.err.as_str()), (0, ""), "{}", fixture.name);
        let write = [
            "claim",
            "write",
            "-",
            "--envelope",
            "read.json",
            "--line-breaks",
            "--keep-case",
        ];
        let written = folder.run_with(&write, read.out.as_bytes());
        assert_eq!(
            (written.code, written.err.as_str()),
            (0, ""),
            "{}",
            fixture.name
        );
        assert_eq!(written.out, edi(fixture.name), "{}", fixture.name);
        assert_eq!(names(&folder), ["a.edi", "read.json"]);
    }
}

/// The envelope is there before the first claim, so that both may run at the same time.
#[test]
fn a_pipe_from_reading_to_writing() {
    let folder = Folder::new();
    folder.write("a.edi", edi("P12"));
    let mut read = folder
        .command(&READ)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let written = folder
        .command(&[
            "claim",
            "write",
            "-",
            "--envelope",
            "read.json",
            "--line-breaks",
        ])
        .stdin(read.stdout.take().unwrap())
        .output()
        .unwrap();
    assert!(read.wait().unwrap().success());
    assert_eq!(String::from_utf8(written.stderr).unwrap(), "");
    assert_eq!(String::from_utf8(written.stdout).unwrap(), edi("P12"));
}

#[test]
fn claims_in_words_and_the_envelope() {
    let folder = Folder::new();
    let run = folder.write("a.edi", edi("P02")).run(&READ);
    let claim: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(claim["patient_control_number"], "SH-10002");
    assert_eq!(
        claim["billing_provider"]["name"]["organization"],
        "CEDAR GROVE COUNSELING LLC"
    );
    assert_eq!(claim["diagnoses"], serde_json::json!(["F331", "F411"]));
    assert_eq!(claim["lines"][1]["charge"], "175");
    insta::assert_snapshot!("read_envelope", text(&folder, "read.json"));
    let of_pipe = folder.run_with(
        &["claim", "read", "-", "--envelope", "other.json"],
        edi("P02").as_bytes(),
    );
    assert_eq!(of_pipe.out, run.out);
    assert_eq!(text(&folder, "other.json"), text(&folder, "read.json"));
}

#[test]
fn findings_are_masked_and_claims_are_given_all_the_same() {
    let folder = Folder::new();
    let dirty = swap(edi("P02"), "XX*1234567893", "XX*1234567894");
    let dirty = swap(&dirty, "SH-10002*375", "SH-10002*376");
    let run = folder.write("a.edi", dirty).run(&READ);
    assert_eq!(run.code, 1);
    assert_eq!(run.out.lines().count(), 1);
    insta::assert_snapshot!("read_findings", run.err);
    for value in ["1234567894", "SH-10002", "LOPEZ"] {
        assert!(!run.err.contains(value), "{value}");
    }
}

#[test]
fn claims_of_which_none_can_be_made_are_counted_and_named() {
    let folder = Folder::new();
    let dirty = swap(edi("P12"), "SH-10013*150***11:B:1", "SH-10013*150***11:B:5");
    let run = folder.write("a.edi", dirty).run(&READ);
    assert_eq!(run.code, 1);
    assert_eq!(run.out.lines().count(), 2);
    assert!(run.err.contains("error[X12-0522]: "), "{}", run.err);
    assert!(
        run.err.contains("error: no claim could be made of bytes "),
        "{}",
        run.err
    );
    assert!(
        run.err
            .ends_with("a.edi: 3 claims, 1 of which no claim could be made\n"),
        "{}",
        run.err
    );
}

/// A second interchange, changed as the text says.
fn twice(change: impl Fn(String) -> String) -> String {
    let second = edi("P01")
        .replace("*000000001", "*000000002")
        .replace("BATCH0001", "BATCH0009");
    edi("P02").to_owned() + &change(second)
}

#[test]
fn further_batches_and_their_envelopes() {
    let folder = Folder::new();
    let run = folder.write("a.edi", twice(|second| second)).run(&READ);
    assert_eq!((run.code, run.out.lines().count()), (0, 2), "{}", run.err);
    assert_eq!(
        run.err,
        "note: batch 2 has control numbers of its own; read.json holds those of the first\n"
    );
    let first = text(&folder, "read.json");
    assert!(
        first.contains("\"interchange_control_number\": 1,") && first.contains("\"BATCH0001\"")
    );
    for (from, to) in [
        ("NM1*41*2*DEMO EHR INC", "NM1*41*2*OTHER EHR INC"),
        (
            "GS*HC*DEMO001*DEMOCH*20250301",
            "GS*HC*DEMO001*DEMOCH*20250302",
        ),
        ("*T*:~", "*P*:~"),
    ] {
        let run = folder
            .write("a.edi", twice(|second| swap(&second, from, to)))
            .run(&READ);
        assert_eq!((run.code, run.out.lines().count()), (1, 2), "{to}");
        assert_eq!(
            run.err,
            "error: batch 2 has another envelope, which is not kept: read.json holds that of the first\n"
        );
        assert_eq!(text(&folder, "read.json"), first);
    }
}

/// Sets that writing made of too many claims for one are one file again.
#[test]
fn sets_of_one_file_are_written_again() {
    let folder = folder();
    let split = ["--claims-per-set", "2", "--line-breaks"];
    let args = [
        &["claim", "write", "-", "--envelope", "envelope.json"],
        &split[..],
    ]
    .concat();
    let file = folder
        .run_with(&args, crate::harness::array("P12").as_bytes())
        .out;
    assert_eq!(file.matches("ST*837*").count(), 2);
    let read = folder.write("a.edi", &file).run(&READ);
    assert_eq!((read.code, read.err.as_str()), (0, ""));
    let args = [
        &["claim", "write", "-", "--envelope", "read.json"],
        &split[..],
    ]
    .concat();
    assert_eq!(folder.run_with(&args, read.out.as_bytes()).out, file);
}

#[test]
fn files_without_claims() {
    let folder = Folder::new();
    let run = folder.write("a.edi", era_text("R01")).run(&READ);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("X12-0109"), "{}", run.err);
    assert!(
        run.err
            .ends_with("x12: a.edi: no batch of professional claims; no envelope was written\n")
    );
    let run = folder.write("a.edi", "<html>").run(&READ);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("X12-0901"), "{}", run.err);
    assert_eq!(names(&folder), ["a.edi"]);
    assert_eq!(
        folder
            .run(&["claim", "read", "none", "--envelope", "read.json"])
            .code,
        2
    );
    let run = folder.run(&["claim", "read", "a.edi", "--envelope", "a.edi"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("named for two things"));
}

#[test]
fn a_file_that_is_cut_off_and_strict_reading() {
    let folder = Folder::new();
    let whole = edi("P12");
    let run = folder.write("a.edi", &whole[..whole.len() - 60]).run(&READ);
    assert_eq!((run.code, run.out.lines().count()), (2, 2), "{}", run.err);
    assert!(run.err.contains("X12-0902"), "{}", run.err);
    let dirty = swap(whole, "SH-10012*150", "SH-10012*151");
    let run = folder
        .write("a.edi", dirty)
        .run(&[&READ[..], &["--strict"]].concat());
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("X12-0524"), "{}", run.err);
}

#[test]
fn whoever_closes_the_pipe_has_enough() {
    use std::io::Read as _;
    let folder = Folder::new();
    let body = edi("P12");
    let many = (1..300)
        .map(|number| body.replace("*000000001", &format!("*{number:09}")))
        .collect::<String>();
    folder.write("a.edi", many);
    let mut child = folder
        .command(&READ)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 16]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("standard output"));
}
