//! Failed files that are set aside, and what a quiet run says.

use std::fs;

use crate::{
    harness::{Bench, edi},
    packed::{encrypted, gz, zip},
};

const ARGS: [&str; 7] = ["in", "--to", "csv", "--out", "out", "--set-aside", "failed"];

#[test]
fn failed_files_are_copied_with_their_reasons() {
    let packed = gz(edi("R01"));
    let cut = &packed[..packed.len() / 2];
    let archive = zip(&[("a.835", edi("R01")), ("../b.835", b"no X12 either")]);
    let secret = encrypted("s.835", edi("R01"));
    let bench = Bench::new(&[
        ("in/1.835", edi("R02")),
        ("in/2.835", b"no X12"),
        ("in/3.gz", cut),
        ("in/4.zip", &archive),
        ("in/5.zip", b"PK\x03\x04 no archive"),
        ("in/6.zip", &secret),
    ]);
    let args = [&["missing.835"], &ARGS[..]].concat();
    bench.run(&args).ends_with_code(2);
    let copies = [
        "000001.reason.txt",
        "000003.edi",
        "000003.reason.txt",
        "000004.gz",
        "000004.reason.txt",
        "000005.edi",
        "000005.reason.txt",
        "000007.reason.txt",
        "000007.zip",
        "000008.reason.txt",
    ];
    assert_eq!(bench.entries("failed"), copies);
    let read = |name: &str| fs::read(bench.path("failed").join(name)).unwrap();
    assert_eq!(read("000003.edi"), b"no X12");
    assert_eq!(read("000004.gz"), cut);
    // In the order of the names of members.
    assert_eq!(read("000005.edi"), b"no X12 either");
    assert_eq!(read("000007.zip"), b"PK\x03\x04 no archive");
    let reason = |name: &str| String::from_utf8(read(name)).unwrap();
    assert_eq!(
        reason("000003.reason.txt"),
        "in/2.835\nnot an X12 file at (bytes 0..6) [X12-0901]\n"
    );
    assert!(
        reason("000004.reason.txt")
            .starts_with("in/3.gz\npacked input is damaged: cut off [X12-1401]\n")
    );
    assert!(reason("000005.reason.txt").starts_with("in/4.zip/b.835\nnot an X12 file"));
    assert!(reason("000005.reason.txt").ends_with("\nthe copy is what could be unpacked of it\n"));
    let secret = reason("000008.reason.txt");
    assert!(
        secret.starts_with(
            "in/6.zip/s.835\nmember of an archive is encrypted [X12-1406]\nthere is no copy: "
        ),
        "{secret}"
    );
    // The inputs are as they were, and the same run makes no second copy.
    assert_eq!(fs::read(bench.path("in/2.835")).unwrap(), b"no X12");
    assert_eq!(fs::read(bench.path("in/4.zip")).unwrap(), archive);
    bench.run(&args).ends_with_code(2);
    assert_eq!(bench.entries("failed"), copies);
    // Another file under the same number stands beside the first.
    bench.add("in/2.835", b"nothing");
    bench.run(&args).ends_with_code(2);
    assert_eq!(read("000003.edi"), b"no X12");
    assert_eq!(read("000003-2.edi"), b"nothing");
    assert!(bench.path("failed/000003-2.reason.txt").exists());
}

#[test]
fn standard_input_is_set_aside_as_it_came() {
    let bench = Bench::new(&[]);
    let args = ["-", "--to", "csv", "--out", "out", "--set-aside", "failed"];
    // The damage comes early, and the rest is kept all the same.
    let mut bytes = Vec::new();
    fixtures::write_era_of_size(1, 2_000_000, false, &mut bytes).unwrap();
    bytes[..3].copy_from_slice(b"XXX");
    let packed = gz(&bytes);
    for (input, name) in [(&bytes, "000001.edi"), (&packed, "000001-2.gz")] {
        bench.run_with(&args, input).ends_with_code(2);
        assert!(
            fs::read(bench.path("failed").join(name)).unwrap() == *input,
            "{name}"
        );
    }
    assert_eq!(bench.entries("failed").len(), 4);
    bench.run_with(&args, edi("R01")).ends_with_code(0);
    assert_eq!(bench.entries("failed").len(), 4);
}

#[test]
fn what_is_set_aside_is_not_read_again() {
    let bench = Bench::new(&[("in/1.835", edi("R01")), ("in/2.835", b"no X12")]);
    let args = [
        "in",
        "--to",
        "csv",
        "--out",
        "out",
        "--set-aside",
        "in/failed",
    ];
    for _ in 0..2 {
        let run = bench.run(&args).ends_with_code(2);
        assert!(
            run.stderr.starts_with("files     2, 1 failed\n"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(
        bench.entries("in/failed"),
        ["000002.edi", "000002.reason.txt"]
    );
}

#[test]
fn nothing_is_set_aside_where_nothing_fails() {
    let bench = Bench::new(&[("in/1.835", edi("R01"))]);
    bench.run(&ARGS).ends_with_code(0);
    assert!(bench.entries("failed").is_empty());
    // A folder that cannot be made is said before anything is read.
    bench.add("failed.txt", b"a file");
    let args = [
        "in",
        "--to",
        "csv",
        "--out",
        "elsewhere",
        "--set-aside",
        "failed.txt",
    ];
    let run = bench.run(&args).ends_with_code(2);
    assert!(run.stderr.contains("failed.txt"), "{}", run.stderr);
    assert!(!bench.path("elsewhere").exists());
}

#[test]
fn a_quiet_run_says_nothing() {
    let bench = Bench::new(&[("in/1.835", edi("R01"))]);
    let args = ["in", "in", "--to", "csv", "--out", "out", "--quiet"];
    let run = bench.run(&args).ends_with_code(0);
    assert_eq!(run.stderr, "");
    bench.add("in/2.835", b"no X12");
    let run = bench.run(&args).ends_with_code(2);
    assert_eq!(run.stderr, "");
    // What fails the run itself is said.
    bench.add("file", b"in the way");
    let args = ["in", "--to", "csv", "--out", "file", "--quiet"];
    let run = bench.run(&args).ends_with_code(2);
    assert!(
        run.stderr.starts_with("x12: making file failed"),
        "{}",
        run.stderr
    );
}
