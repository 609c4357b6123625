//! What is nobody's, what is broken, and what is no input at all.

use crate::{
    claim, lines, objects, send,
    support::{Folder, claims_text, era_text, is_harmless, status_text, swap},
    three,
};

#[test]
fn what_matched_nothing_is_listed() {
    let folder = Folder::new();
    send(&folder, &three(), "sent.837", 1, "BATCH0001");
    folder
        .write("claims.jsonl", lines(&three()))
        .write("inquiry.277", status_text("T06"))
        .write("remittance.835", era_text("R02"));
    let files = ["sent.837", "inquiry.277", "remittance.835"];
    let run = folder.run(&[&["track", "claims.jsonl"][..], &files].concat());
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!("nobodys", run.out);
    let run = folder.run(&[&["track", "claims.jsonl", "--format", "json"][..], &files].concat());
    assert_eq!(run.code, 1);
    let all = objects(&run.out);
    let nobodys: Vec<_> = all
        .iter()
        .filter(|of| of.get("unmatched").is_some())
        .collect();
    assert_eq!(nobodys.len(), 2);
    assert_eq!(nobodys[0]["unmatched"], "no claim fits");
    assert_eq!(nobodys[0]["file"], "inquiry.277");
    assert_eq!(
        nobodys[0]["what"]["status"]["patient_control_number"],
        "SH-10099"
    );
    assert_eq!(
        nobodys[1]["what"]["decision"]["adjudication"]["patient_control_number"],
        "SH-10002"
    );
}

#[test]
fn findings_are_told_and_nothing_stops() {
    let folder = Folder::new();
    let remittance = swap(&era_text("R01"), "LOPEZ", "LO\u{1}PEZ");
    folder
        .write("claims.jsonl", lines(&[claim("P01")]))
        .write("remittance.835", remittance);
    let run = folder.run(&["track", "claims.jsonl", "remittance.835"]);
    assert_eq!(run.code, 1);
    assert!(run.out.ends_with("1 claim: 1 Paid\n"), "{}", run.out);
    assert!(
        run.err.contains("error[X12-0309]") && is_harmless(&run.err),
        "{}",
        run.err
    );
    assert!(
        !run.err.contains("PEZ") && run.err.contains("remittance.835: 1 error"),
        "{}",
        run.err
    );
}

#[test]
fn claims_that_are_none_are_told_and_the_others_followed() {
    let folder = Folder::new();
    folder
        .write(
            "claims.jsonl",
            format!("{{\"a\": 1}}\nno json\n{}", lines(&[claim("P01")])),
        )
        .write("remittance.835", era_text("R01"));
    let run = folder.run(&["track", "claims.jsonl", "remittance.835"]);
    assert_eq!(run.code, 1);
    assert!(run.out.ends_with("1 claim: 1 Paid\n"), "{}", run.out);
    assert!(run.err.contains("claims.jsonl: 2 errors"), "{}", run.err);
}

/// What was sent is followed also where the list does not have it.
#[test]
fn claims_of_the_file_alone() {
    let folder = Folder::new();
    folder
        .write("claims.jsonl", "")
        .write("sent.837", claims_text("P01"))
        .write("remittance.835", era_text("R01"));
    let run = folder.run(&[
        "track",
        "claims.jsonl",
        "sent.837",
        "remittance.835",
        "--format",
        "json",
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let all = objects(&run.out);
    assert_eq!(
        (all.len(), &all[0]["status"]),
        (1, &serde_json::json!("Paid"))
    );
}

#[test]
fn files_that_are_none() {
    let folder = Folder::new();
    let whole = status_text("T01");
    let cut = whole.find("TRN*2*SH-10003").unwrap();
    folder
        .write("claims.jsonl", lines(&three()))
        .write("empty.277", "")
        .write("cut.277", &whole[..cut]);
    std::fs::create_dir(folder.path().join("folder")).unwrap();
    for (file, says) in [
        ("empty.277", "X12-0901"),
        ("cut.277", "X12-0902"),
        ("folder", "X12-0911"),
    ] {
        let run = folder.run(&["track", "claims.jsonl", file]);
        assert_eq!(run.code, 2, "{file}");
        assert!(run.err.contains(says), "{file}: {}", run.err);
        assert!(run.out.contains("3 claims: "), "{file}: {}", run.out);
    }
    // Without one of the files the statuses would be wrong.
    for args in [
        &["track", "claims.jsonl", "missing.277"][..],
        &["track", "missing.jsonl", "cut.277"],
    ] {
        let run = folder.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains("x12: missing."), "{}", run.err);
    }
    let run = folder.run(&["track", "claims.jsonl", "cut.277", "--claim", "SH-1"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err
            .contains("x12: no claim with this number in claims.jsonl"),
        "{}",
        run.err
    );
}

#[test]
fn nothing_of_a_file_acts_on_the_terminal() {
    let folder = Folder::new();
    let remittance = era_text("R02")
        .replace("SH-10002", "SH\u{1b}[31m2")
        .replace("ACME HEALTH PLAN", "ACME\u{9b}\u{202e} PLAN");
    folder
        .write("claims.jsonl", lines(&[claim("P01")]))
        .write("remittance.835", remittance);
    let run = folder.run(&["track", "claims.jsonl", "remittance.835"]);
    assert_eq!(run.code, 1);
    assert!(
        is_harmless(&run.out) && is_harmless(&run.err),
        "{:?}",
        run.out
    );
    assert!(!run.out.contains('\u{202e}'));
}
