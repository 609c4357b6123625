//! `x12 claim write`: all or nothing, and what is put aside.

use serde_json::{Value, json};

use crate::{
    harness::{array, claim, edi, finding, folder, folder_of, found, lines, names, numbered, text},
    support::is_harmless,
};

const WRITE: [&str; 5] = ["claim", "write", "claims", "--envelope", "envelope.json"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&WRITE[..], more].concat()
}

#[test]
fn every_scenario_is_written_from_an_array_and_from_lines() {
    for fixture in fixtures::claims() {
        let folder = folder_of(fixture.name);
        let args = with(&["--line-breaks"]);
        let of_array = folder.write("claims", fixture.claims).run(&args);
        assert_eq!(
            (of_array.code, of_array.err.as_str()),
            (0, ""),
            "{}",
            fixture.name
        );
        assert_eq!(of_array.out, edi(fixture.name), "{}", fixture.name);
        let claims: Vec<Value> = serde_json::from_str(fixture.claims).unwrap();
        let of_lines = folder.write("claims", lines(&claims)).run(&args);
        assert_eq!(of_lines.out, edi(fixture.name), "{}", fixture.name);
        let mut args = args;
        args[2] = "-";
        let of_pipe = folder.run_with(&args, lines(&claims).as_bytes());
        assert_eq!(of_pipe.out, edi(fixture.name), "{}", fixture.name);
    }
}

#[test]
fn claims_printed_for_people_follow_each_other() {
    let folder = folder();
    let pretty = |number: &str| serde_json::to_string_pretty(&numbered(number)).unwrap();
    let run = folder
        .write("claims", format!("{}\n{}\n", pretty("A-1"), pretty("A-2")))
        .run(&WRITE);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("CLM*A-1*375*") && run.out.contains("CLM*A-2*375*"));
}

#[test]
fn options_change_what_is_written() {
    let folder = folder();
    folder.write(
        "claims",
        lines(&[numbered("A-1"), numbered("A-2"), numbered("A-3")]),
    );
    let plain = folder.run(&WRITE).out;
    assert!(!plain.contains('\n') && plain.contains("*LOPEZ*MARIA*"));
    assert!(
        folder
            .run(&with(&["--keep-case"]))
            .out
            .contains("*Lopez*Maria*")
    );
    let mut cents = numbered("A-4");
    cents["lines"][1]["charge"] = json!("0.50");
    folder.write("cents", lines(&[cents]));
    let args = ["claim", "write", "cents", "--envelope", "envelope.json"];
    assert!(folder.run(&args).out.contains("~SV1*HC:90837*.5*UN*"));
    let zeros = [&args[..], &["--leading-zeros"]].concat();
    assert!(folder.run(&zeros).out.contains("~SV1*HC:90837*0.5*UN*"));
    let sets = folder.run(&with(&["--claims-per-set", "2"])).out;
    assert_eq!(sets.matches("~ST*837*").count(), 2);
    assert!(sets.contains("~ST*837*0002*") && sets.contains("*BATCH0001-2*"));
    let numbered = folder.run(&with(&["--control-number", "77"])).out;
    assert!(numbered.contains("*00501*000000077*0*T*:~"));
    assert!(numbered.ends_with("~GE*1*1~IEA*1*000000077~"));
    for (option, value) in [
        ("--control-number", "0"),
        ("--control-number", "1000000000"),
        ("--claims-per-set", "0"),
        ("--claims-per-set", "5001"),
    ] {
        let run = folder.run(&with(&[option, value]));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{option} {value}");
    }
    // A dependent's claim: the subscriber's address is left out unless it is asked for.
    folder.write("claims", array("P03"));
    let usual = folder.run(&WRITE).out;
    let mut dependent = claim("P03");
    dependent["coverage"]["subscriber"]["address"] =
        claim("P02")["coverage"]["subscriber"]["address"].clone();
    folder.write("claims", lines(&[dependent]));
    assert_eq!(folder.run(&WRITE).out, usual);
    let full = folder.run(&with(&["--subscriber-in-full"])).out;
    assert_eq!(
        full.matches("~N3*900 SW MAIN ST APT 4~").count(),
        2,
        "{full}"
    );
}

/// Line 1 is good; each of the others is bad in its own way.
fn bad_batch() -> String {
    let mut npi = numbered("A-2");
    npi["billing_provider"]["npi"] = json!("1234567890");
    let mut line = numbered("A-3");
    line["lines"][1]["diagnosis_pointers"] = json!([3]);
    line["lines"][1]["charge"] = json!("-1");
    let twice = numbered("A-1");
    let mut words = numbered("A-6");
    words["note"] = json!({ "text": "Lopez ~ sent * twice" });
    lines(&[numbered("A-1"), npi, line])
        + "{\"patient_control_number\": \"A-4\",\n"
        + &lines(&[twice, words])
}

#[test]
fn one_bad_claim_and_nothing_is_written() {
    let folder = folder();
    folder
        .write("claims", bad_batch())
        .write("out.edi", "before");
    let run = folder.run(&with(&["--out", "out.edi"]));
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(text(&folder, "out.edi"), "before");
    assert_eq!(names(&folder), ["claims", "envelope.json", "out.edi"]);
    insta::assert_snapshot!("write_bad_batch", run.err);
    let to_stdout = folder.run(&WRITE);
    assert_eq!((to_stdout.code, to_stdout.out.as_str()), (1, ""));
    assert_eq!(to_stdout.err, run.err);
}

#[test]
fn all_problems_of_all_claims_as_json() {
    let folder = folder();
    folder.write("claims", bad_batch());
    let run = folder.run(&with(&["--format", "json"]));
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(
        found(&run.err),
        [
            finding(2, "X12-0616", "33a", "billing_provider.npi"),
            finding(3, "X12-0604", "24F", "lines[1].charge"),
            finding(3, "X12-0702", "24E", "lines[1].diagnosis_pointers[0]"),
            finding(4, "X12-0543", "-", ""),
            finding(5, "X12-0658", "26", "patient_control_number"),
            finding(6, "X12-0541", "19", "note.text"),
        ]
    );
    for line in run.err.lines() {
        let object: Value = serde_json::from_str(line).unwrap();
        let keys: Vec<&String> = object.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            [
                "box", "code", "field", "file", "fix", "line", "message", "severity"
            ]
        );
    }
    assert!(!run.err.contains("A-2"));
    let shown = folder
        .run(&with(&["--format", "json", "--show-values"]))
        .err;
    assert!(
        shown.contains("\"patient_control_number\":\"A-2\""),
        "{shown}"
    );
}

#[test]
fn the_good_are_written_and_the_bad_put_aside() {
    let folder = folder();
    folder.write("claims", bad_batch());
    let run = folder.run(&with(&["--out", "out.edi", "--split-invalid", "bad.jsonl"]));
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err
            .ends_with("claims: 6 claims, 5 errors, 1 warning; 2 written, 4 put aside\n"),
        "{}",
        run.err
    );
    let written = text(&folder, "out.edi");
    assert_eq!(written.matches("~CLM*").count(), 2);
    assert!(written.contains("~CLM*A-1*") && written.contains("~CLM*A-6*"));
    let came: Vec<String> = bad_batch().lines().map(str::to_owned).collect();
    let aside: Vec<Value> = text(&folder, "bad.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let numbers: Vec<_> = aside
        .iter()
        .map(|of| of["line"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [2, 3, 4, 5]);
    for of in &aside {
        let line = usize::try_from(of["line"].as_u64().unwrap()).unwrap();
        assert!(!of["findings"].as_array().unwrap().is_empty());
        match serde_json::from_str::<Value>(&came[line - 1]) {
            Ok(claim) => assert_eq!(of["claim"], claim),
            Err(_) => assert_eq!(of["text"], came[line - 1].as_str()),
        }
    }
    assert_eq!(aside[1]["findings"][1]["box"], "24E");
    // What was put aside and put right is written by itself.
    let check = folder.run(&["check", "out.edi"]);
    assert_eq!(check.out, "out.edi: no findings\n");
}

#[test]
fn where_all_are_good_nothing_is_put_aside() {
    let folder = folder();
    folder
        .write("claims", array("P12"))
        .write("bad.jsonl", "of yesterday");
    let run = folder.run(&with(&["--out", "out.edi", "--split-invalid", "bad.jsonl"]));
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "claims: 3 claims; all written\n")
    );
    assert_eq!(text(&folder, "bad.jsonl"), "");
    assert_eq!(
        names(&folder),
        ["bad.jsonl", "claims", "envelope.json", "out.edi"]
    );
}

#[test]
fn where_all_are_bad_no_file_appears() {
    let folder = folder();
    let mut bad = numbered("A-1");
    bad["diagnoses"] = json!([]);
    folder.write("claims", lines(&[bad]));
    let run = folder.run(&with(&["--out", "out.edi", "--split-invalid", "bad.jsonl"]));
    assert_eq!(run.code, 1);
    assert!(
        run.err.ends_with("; none written, all put aside\n"),
        "{}",
        run.err
    );
    assert_eq!(names(&folder), ["bad.jsonl", "claims", "envelope.json"]);
    assert_eq!(text(&folder, "bad.jsonl").lines().count(), 1);
}

#[test]
fn an_array_that_is_cut_off_writes_nothing() {
    let folder = folder();
    let array = array("P12");
    folder.write("claims", &array[..array.len() - 40]);
    let run = folder.run(&with(&["--format", "json"]));
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    let lines = u64::try_from(array.lines().count()).unwrap();
    let found = found(&run.err);
    assert_eq!(found.len(), 1);
    assert!(found[0].1 == "X12-0543" && found[0].0 <= lines, "{found:?}");
}

#[test]
fn claims_of_an_array_have_the_line_on_which_they_begin() {
    let folder = folder();
    let mut claims = crate::harness::claims("P12");
    claims[2]["place_of_service"] = json!("999");
    let pretty = serde_json::to_string_pretty(&claims).unwrap();
    let begin = pretty.rmatch_indices("\n  {").next().unwrap().0;
    let line = pretty[..=begin].lines().count() + 1;
    let run = folder
        .write("claims", &pretty)
        .run(&with(&["--format", "json"]));
    assert_eq!(run.code, 1);
    let found = found(&run.err);
    assert_eq!(found[0].0, u64::try_from(line).unwrap(), "{found:?}");
    assert_eq!(
        (found[0].2.as_str(), found[0].3.as_str()),
        ("24B", "place_of_service")
    );
}

#[test]
fn no_claims_no_file() {
    for empty in ["", "\n \n", "[]", "\u{FEFF}"] {
        let folder = folder();
        folder.write("claims", empty);
        let run = folder.run(&with(&["--out", "out.edi", "--split-invalid", "bad.jsonl"]));
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{empty:?}");
        assert_eq!(run.err, "x12: claims: no claims; nothing was written\n");
        assert_eq!(names(&folder), ["claims", "envelope.json"]);
    }
}

#[test]
fn an_envelope_that_is_none() {
    let folder = folder();
    folder.write("claims", array("P01"));
    let envelope: Value = serde_json::from_str(fixtures::claim_envelope()).unwrap();
    let changed = |change: fn(&mut Value)| {
        let mut envelope = envelope.clone();
        change(&mut envelope);
        envelope.to_string()
    };
    for (text, code, words) in [
        ("{", 2, "no JSON"),
        ("[]", 2, "a list instead of an object"),
        (
            &changed(|of| of["submiter"] = json!("Zuckermandel")),
            2,
            "perhaps `submitter` is meant",
        ),
        (
            &changed(|of| of["submitter"]["id"] = json!(7)),
            2,
            "submitter.id: a number instead of text",
        ),
        (
            &changed(|of| of["interchange"]["date"] = json!("Zuckermandel")),
            2,
            "interchange.date: not a day",
        ),
        (
            &changed(|of| of["interchange"]["sender_id"] = json!("ZUCKERMANDEL-QUINTESSA")),
            1,
            "ISA06",
        ),
        (
            &changed(|of| of["interchange"]["group_control_number"] = json!(0)),
            1,
            "GS06",
        ),
    ] {
        let run = folder
            .write("envelope.json", text)
            .run(&with(&["--out", "out.edi"]));
        assert_eq!(
            (run.code, run.out.as_str()),
            (code, ""),
            "{words}: {}",
            run.err
        );
        assert!(
            run.err.contains("envelope.json") && run.err.contains(words),
            "{words}: {}",
            run.err
        );
        assert!(
            !run.err.contains("uckermandel") && !run.err.contains("ZUCKER"),
            "{}",
            run.err
        );
        assert_eq!(names(&folder), ["claims", "envelope.json"]);
    }
}

#[test]
fn files_that_are_not_there_and_names_that_are_used_twice() {
    let folder = folder();
    folder.write("claims", array("P01"));
    for (args, words) in [
        (
            &["claim", "write", "none", "--envelope", "envelope.json"][..],
            "none: ",
        ),
        (
            &["claim", "write", "claims", "--envelope", "none"],
            "none: ",
        ),
        (&with(&["--out", "none/out.edi"]), "none/out.edi"),
        (&with(&["--out", "."]), "it is a folder"),
        (
            &with(&["--out", "claims"]),
            "claims is named for two things",
        ),
        (
            &with(&["--out", "./out.edi", "--split-invalid", "out.edi"]),
            "named for two things",
        ),
    ] {
        let run = folder.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(words), "{args:?}: {}", run.err);
        assert_eq!(names(&folder), ["claims", "envelope.json"]);
        assert_eq!(text(&folder, "claims"), array("P01"));
    }
}

#[test]
fn names_with_control_characters_do_no_harm() {
    let folder = folder();
    let mut bad = numbered("A\u{1b}[31m-1");
    bad["diagnoses"] = json!([]);
    bad["\u{1b}[1mZuckermandel"] = json!(1);
    let mut other = numbered("A\u{1b}[31m-2");
    other["diagnoses"] = json!([]);
    folder.write("claims", lines(&[bad, other]));
    let run = folder.run(&with(&["--show-values"]));
    assert_eq!(run.code, 1);
    assert!(is_harmless(&run.err), "{}", run.err);
    assert!(run.err.contains("Zuckermandel") && run.err.contains("(claim A?[31m-2)"));
    assert!(!folder.run(&WRITE).err.contains("Zuckermandel"));
}
