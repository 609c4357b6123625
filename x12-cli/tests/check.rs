//! `x12 check`.

mod support;

use serde_json::Value;
use support::{Folder, dirty, era, era_text, is_harmless, swap};

const KEYS: [&str; 14] = [
    "file",
    "code",
    "severity",
    "guide",
    "loop",
    "segment",
    "ordinal",
    "element",
    "component",
    "repetition",
    "byte_start",
    "byte_end",
    "box",
    "message",
];

/// A remittance with values that occur nowhere else, and one finding of each kind of place.
fn tokens() -> String {
    let text = era_text("R01")
        .replace("LOPEZ", "ZUCKERMANDEL\u{1}")
        .replace("MARIA", "QUINTESSA")
        .replace("MBR100200", "MEMB77665544")
        .replace("SH-10001", "PCN-88776655 ")
        .replace("EFT20250301001", "TRACE31415926")
        .replace("ACME HEALTH PLAN", "XYLOPHONE MUTUAL");
    let text = swap(
        &text,
        "CLP*PCN-88776655 *1*150*40*70*",
        "CLP*PCN-88776655 *1*7391.11*2846.22*70*",
    );
    let text = swap(&text, "SVC*HC:90834*150*40", "SVC*HC:90834*6284.33*1739.44");
    swap(
        &text,
        "REF*6R*L10001-1~",
        "REF*6R*L10001-1~\nREF*QQQ*UNEXPECTED99887~",
    )
}

/// Names, identifiers and free text; the sums of a balance are named by its finding.
const PRIVATE: [&str; 10] = [
    "ZUCKER",
    "QUINTESSA",
    "MEMB",
    "77665544",
    "PCN-",
    "88776655",
    "TRACE",
    "31415926",
    "UNEXPECTED",
    "99887",
];

#[test]
fn no_value_of_the_file_is_shown_unless_asked_for() {
    let folder = Folder::new();
    folder.write("a.edi", tokens());
    for format in ["text", "json", "sarif"] {
        let run = folder.run(&["check", "--format", format, "a.edi"]);
        assert_eq!(run.code, 1);
        for token in PRIVATE {
            assert!(
                !run.out.contains(token) && !run.err.contains(token),
                "{format}: {token}\n{}",
                run.out
            );
        }
    }
    let shown = folder.run(&["check", "--show-values", "a.edi"]).out;
    for token in [
        "NM1*QC*1*ZUCKERMANDEL?*QUINTESSA****MI*MEMB77665544~",
        "expected 7281.11, found 2846.22",
    ] {
        assert!(shown.contains(token), "{token}\n{shown}");
    }
}

#[test]
fn masks_keep_lengths_delimiters_and_identifiers() {
    let folder = Folder::new();
    let out = folder.write("a.edi", tokens()).run(&["check", "a.edi"]).out;
    assert!(
        out.contains(" NM1*xx*9*xxxxxxxxxxxx?*xxxxxxxxx****xx*xxxx99999999~\n"),
        "{out}"
    );
    assert!(out.contains("          ^^^^^^^^^^^^^ NM103\n"), "{out}");
    assert!(out.contains(" REF*xxx*xxxxxxxxxx99999~\n"), "{out}");
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let folder = Folder::new();
    folder.write(
        "a.edi",
        era_text("R01").replace("LOPEZ", "LO\u{1b}[31m\u{9b}PEZ\u{202e}"),
    );
    folder.write("b.edi", dirty("L30-random-after-isa"));
    folder.write("c.edi", dirty("D-nul-in-name"));
    for args in [
        &["check", "a.edi", "b.edi", "c.edi"][..],
        &["check", "--show-values", "a.edi", "b.edi", "c.edi"],
    ] {
        let run = folder.run(args);
        assert!(
            is_harmless(&run.out) && is_harmless(&run.err),
            "{:?}",
            run.out
        );
        assert!(!run.out.contains('\u{202e}'));
    }
    let shown = folder.run(&["check", "--show-values", "a.edi"]).out;
    assert!(shown.contains("NM1*QC*1*LO?[31m?PEZ?*MARIA"), "{shown}");
}

#[test]
fn text_json_and_sarif() {
    let folder = Folder::new();
    folder
        .write("rejected.edi", dirty("D-unreadable-first-claim"))
        .write("header.edi", dirty("L21-in-header"));
    folder
        .write("page.edi", dirty("L30-html"))
        .write("clean.edi", era("R01"));
    let files = ["rejected.edi", "header.edi", "page.edi", "clean.edi"];
    let run = |options: &[&str]| {
        let run = folder.run(&[&["check"][..], options, &files].concat());
        assert_eq!((run.code, run.err.as_str()), (2, ""));
        run.out
    };
    insta::assert_snapshot!("check_text", run(&[]));
    insta::assert_snapshot!("check_text_values", run(&["--show-values"]));
    insta::assert_snapshot!("check_json", run(&["--format", "json"]));
    let sarif: Value = serde_json::from_str(&run(&["--format", "sarif"])).unwrap();
    insta::assert_snapshot!("check_sarif", serde_json::to_string_pretty(&sarif).unwrap());
}

#[test]
fn every_dirty_file_gives_well_formed_output() {
    let folder = Folder::new();
    for case in fixtures::dirty_eras() {
        folder.write("a.edi", &case.bytes);
        let json = folder.run(&["check", "--format", "json", "a.edi"]);
        let len = u64::try_from(case.bytes.len()).unwrap();
        for line in json.out.lines() {
            let object: Value = serde_json::from_str(line).unwrap();
            let object = object.as_object().unwrap();
            assert_eq!(object.len(), KEYS.len(), "{}", case.id);
            assert!(
                KEYS.iter().all(|key| object.contains_key(*key)),
                "{}",
                case.id
            );
            assert!(
                object["byte_start"].as_u64() <= object["byte_end"].as_u64(),
                "{}",
                case.id
            );
            assert!(object["byte_end"].as_u64().unwrap() <= len, "{}", case.id);
        }
        let sarif = folder.run(&["check", "--format", "sarif", "a.edi"]);
        let document: Value = serde_json::from_str(&sarif.out).unwrap();
        let results = document["runs"][0]["results"].as_array().unwrap();
        let rules = document["runs"][0]["tool"]["driver"]["rules"]
            .as_array()
            .unwrap();
        assert_eq!(results.len(), json.out.lines().count(), "{}", case.id);
        for result in results {
            assert!(
                rules.iter().any(|rule| rule["id"] == result["ruleId"]),
                "{}",
                case.id
            );
        }
        let text = folder.run(&["check", "a.edi"]);
        assert_eq!(
            (text.code, sarif.code),
            (json.code, json.code),
            "{}",
            case.id
        );
        assert!(is_harmless(&text.out), "{}", case.id);
        assert_eq!(
            text.out.matches("[X12-").count(),
            results.len(),
            "{}",
            case.id
        );
    }
}

#[test]
fn the_meaning_of_a_rule_is_told_once_in_each_file() {
    let folder = Folder::new();
    folder
        .write("a.edi", dirty("L09-no-payer-address"))
        .write("b.edi", dirty("L09-no-payer-address"));
    let out = folder.run(&["check", "a.edi", "b.edi"]).out;
    assert_eq!(out.matches("warning[X12-0208]").count(), 4, "{out}");
    assert_eq!(out.matches("= help: ").count(), 2, "{out}");
    assert!(
        out.contains("a.edi: 2 warnings") && out.contains("b.edi: 2 warnings"),
        "{out}"
    );
    assert_eq!(folder.run(&["check", "a.edi"]).code, 0);
}

#[test]
fn delimiters_are_those_of_the_interchange() {
    let second = era_text("R02")
        .replace("000000001", "000000002")
        .replace("*110*20*12*", "*110*XX*12*");
    let second = second
        .replace('*', "|")
        .replace(':', ">")
        .replace('^', "!")
        .replace("~\n", "\u{1c}");
    let folder = Folder::new();
    let out = folder
        .write("a.edi", era_text("R01") + &second)
        .run(&["check", "--show-values", "a.edi"])
        .out;
    assert!(
        out.contains(" CLP|SH-10002|1|375|110|XX|12|2025041000123|11|1\n"),
        "{out}"
    );
    assert!(out.contains("                       ^^ CLP05\n"), "{out}");
}

#[test]
fn long_segments_are_cut_around_the_place() {
    let folder = Folder::new();
    let out = folder
        .write("a.edi", dirty("D-long-element"))
        .run(&["check", "a.edi"])
        .out;
    assert!(out.contains("REF*xx*999") && out.contains('…'), "{out}");
    assert!(out.lines().all(|line| line.chars().count() < 200), "{out}");
}

#[test]
fn strict_stops_at_the_first_error_of_a_file() {
    let folder = Folder::new();
    folder
        .write("a.edi", dirty("D-unreadable-first-claim"))
        .write("b.edi", dirty("L14-off-by-a-cent"));
    let run = folder.run(&["check", "--strict", "--format", "json", "a.edi", "b.edi"]);
    assert_eq!(run.code, 1);
    let codes: Vec<&str> = run
        .out
        .lines()
        .filter_map(|line| line.split('"').nth(7))
        .collect();
    assert_eq!(codes.first(), Some(&"X12-0304"));
    assert!(codes.contains(&"X12-0403"), "{codes:?}");
    let whole = folder.run(&["check", "--format", "json", "a.edi", "b.edi"]);
    assert!(codes.len() < whole.out.lines().count());
}

#[test]
fn a_missing_file_does_not_keep_the_others_from_being_checked() {
    let folder = Folder::new();
    folder.write("a.edi", era("R01"));
    let run = folder.run(&["check", "missing.edi", "a.edi"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("x12: missing.edi: "), "{}", run.err);
    assert_eq!(run.out, "a.edi: no findings\n");
    let sarif = folder.run(&["check", "--format", "sarif", "missing.edi", "a.edi"]);
    let document: Value = serde_json::from_str(&sarif.out).unwrap();
    assert_eq!(
        document["runs"][0]["invocations"][0]["executionSuccessful"],
        false
    );
    assert_eq!(document["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn an_empty_file_is_a_finding() {
    let folder = Folder::new();
    let run = folder.write("a.edi", b"").run(&["check", "a.edi"]);
    assert_eq!(run.code, 2);
    assert!(
        run.out.starts_with("error[X12-0901]: not an X12 file")
            && run.out.ends_with("a.edi: 1 error\n"),
        "{}",
        run.out
    );
}

#[test]
fn a_file_that_is_cut_off_is_a_finding() {
    let folder = Folder::new();
    let run = folder
        .write("a.edi", dirty("L07-cut-in-clp"))
        .run(&["check", "a.edi"]);
    assert_eq!(run.code, 2);
    assert!(
        run.out.contains("error[X12-0902]: file is cut off"),
        "{}",
        run.out
    );
    assert!(run.out.contains(" | xxx*xx-99999*9*999\n"), "{}", run.out);
}

#[test]
fn standard_input_has_places_and_no_excerpt() {
    let folder = Folder::new();
    let run = folder.run_with(&["check", "-"], &dirty("D-nul-in-name"));
    assert_eq!(run.code, 1);
    assert!(
        run.out
            .contains("--> standard input: 005010X221A1 2100 NM103 (transaction 1, segment 14, "),
        "{}",
        run.out
    );
    assert!(
        !run.out.contains("NM1*") && !run.out.contains("masked"),
        "{}",
        run.out
    );
    let json = folder
        .run_with(&["check", "--format", "json", "-"], &dirty("D-nul-in-name"))
        .out;
    assert!(
        json.starts_with("{\"file\":\"-\",\"code\":\"X12-0309\""),
        "{json}"
    );
}

#[test]
fn there_is_no_colour_in_a_pipe() {
    let folder = Folder::new();
    assert!(
        !folder
            .write("a.edi", dirty("L21-in-claim"))
            .run(&["check", "a.edi"])
            .out
            .contains('\u{1b}')
    );
}
