//! `x12 check` of claims, and of claims and remittances in one file.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::Value;
use support::{Folder, claims_text, era_text, swap};

/// Code, loop and box of each finding.
fn found(json: &str) -> Vec<[String; 3]> {
    json.lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            ["code", "loop", "box"].map(|key| line[key].as_str().unwrap_or("-").to_owned())
        })
        .collect()
}

#[test]
fn claims_are_read_with_their_boxes() {
    let folder = Folder::new();
    for fixture in fixtures::claims() {
        let run = folder.write("a.edi", fixture.edi).run(&["check", "a.edi"]);
        assert_eq!(run.out, "a.edi: no findings\n", "{}", fixture.name);
    }
    let dirty = swap(&claims_text("P02"), "XX*1234567893", "XX*1234567894");
    folder.write("a.edi", dirty);
    let run = folder.run(&["check", "a.edi"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!("text", run.out);
    let json = folder.run(&["check", "--format", "json", "a.edi"]).out;
    assert_eq!(found(&json), [["X12-0616", "2010AA", "33a"]]);
    let sarif: Value =
        serde_json::from_str(&folder.run(&["check", "--format", "sarif", "a.edi"]).out).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["properties"]["box"], "33a");
}

/// A remittance and claims, each with a fault of its own, in one file.
fn mixed() -> [String; 2] {
    [
        swap(&era_text("R02"), "*110*20*12*", "*110*XX*12*"),
        swap(&claims_text("P02"), "SH-10002*375", "SH-10002*376")
            .replace("*000000001", "*000000002")
            .replace("IEA*1*", "IEA*2*"),
    ]
}

#[test]
fn both_kinds_in_one_file() {
    let [era, claims] = mixed();
    let folder = Folder::new();
    folder.write("era.edi", &era).write("claims.edi", &claims);
    let alone = |name: &str| {
        let run = folder.run(&["check", "--format", "json", name]);
        assert_eq!(run.code, 1, "{name}");
        found(&run.out)
    };
    let (of_era, of_claims) = (alone("era.edi"), alone("claims.edi"));
    assert!(of_claims.contains(&["X12-0524", "2300", "28"].map(str::to_owned)));
    assert!(!of_era.is_empty() && of_claims.len() > 1);
    for file in [era.clone() + &claims, claims.clone() + &era] {
        let run = folder
            .write("a.edi", &file)
            .run(&["check", "--format", "json", "a.edi"]);
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        let mut all = found(&run.out);
        let mut expected = [of_era.clone(), of_claims.clone()].concat();
        // What the envelope was found to be is told once.
        assert_eq!(all.len(), expected.len(), "{all:?}");
        all.sort();
        expected.sort();
        assert_eq!(all, expected);
        let piped = folder.run_with(&["check", "--format", "json", "-"], file.as_bytes());
        assert_eq!(piped.code, 1);
        let names = |out: &str| out.replace("\"file\":\"a.edi\"", "\"file\":\"-\"");
        assert_eq!(piped.out, names(&run.out));
        let strict = folder.run(&["check", "--strict", "--format", "json", "a.edi"]);
        assert_eq!(strict.code, 1);
        assert!(!strict.out.contains("X12-0109") && strict.out.lines().count() < all.len());
        let strict = folder.run_with(&["check", "--strict", "-"], file.as_bytes());
        assert_eq!(strict.code, 1);
    }
}

#[test]
fn in_strict_reading_sets_of_the_other_kind_are_no_error() {
    let folder = Folder::new();
    let file = era_text("R01") + &claims_text("P02").replace("*000000001", "*000000002");
    for args in [
        &["check", "--strict", "a.edi"][..],
        &["check", "--strict", "-"],
    ] {
        let run = folder.write("a.edi", &file).run_with(args, file.as_bytes());
        assert_eq!((run.code, run.out.lines().count()), (0, 1), "{}", run.out);
    }
    let dirty = swap(&file, "SH-10002*375", "SH-10002*376");
    for args in [
        &["check", "--strict", "a.edi"][..],
        &["check", "--strict", "-"],
    ] {
        let run = folder
            .write("a.edi", &dirty)
            .run_with(args, dirty.as_bytes());
        assert_eq!(run.code, 1);
        assert!(run.out.contains("X12-0524"), "{}", run.out);
    }
}

#[test]
fn sets_that_nobody_reads_are_told_once() {
    let folder = Folder::new();
    let enrolment = claims_text("P01")
        .replace("*000000001", "*000000003")
        .replace("ST*837*0001*005010X222A1", "ST*834*0001*005010X220A1");
    let institutional = claims_text("P01")
        .replace("*000000001", "*000000004")
        .replace("005010X222A1", "005010X223A2");
    let [era, claims] = mixed();
    let whole = enrolment + &era + &claims + &institutional;
    for args in [
        &["check", "--format", "json", "a.edi"][..],
        &["check", "--format", "json", "-"],
    ] {
        let run = folder
            .write("a.edi", &whole)
            .run_with(args, whole.as_bytes());
        assert_eq!(run.code, 1);
        assert_eq!(run.out.matches("X12-0109").count(), 2, "{}", run.out);
        assert!(run.out.contains("set 834") && run.out.contains("version 005010X223A2"));
    }
}

#[test]
fn claims_of_other_versions() {
    let folder = Folder::new();
    let old = claims_text("P01").replace("005010X222A1", "004010X098A1");
    for args in [
        &["check", "a.edi"][..],
        &["check", "--any-version", "a.edi"],
    ] {
        let run = folder.write("a.edi", &old).run(args);
        assert_eq!(run.code, 1);
        assert_eq!(run.out.matches("error[X12-0109]").count(), 1, "{}", run.out);
    }
    let both = era_text("R01").replace("005010X221A1", "004010X091A1")
        + &old.replace("*000000001", "*000000002");
    let run = folder
        .write("a.edi", both)
        .run(&["check", "--any-version", "a.edi"]);
    assert_eq!(run.out.matches("error[X12-0109]").count(), 2, "{}", run.out);
}
