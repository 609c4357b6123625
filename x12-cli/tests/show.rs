//! `x12 era show`.

mod support;

use support::{Folder, dirty, era, era_text, is_harmless, swap};

fn show(name: &str) -> String {
    let folder = Folder::new();
    let run = folder
        .write("remittance.835", era(name))
        .run(&["era", "show", "remittance.835"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
    run.out
}

macro_rules! snapshots {
    ($($test:ident $name:literal)*) => {
        $(#[test]
        fn $test() {
            insta::assert_snapshot!(concat!("show_", $name), show($name));
        })*
    };
}

snapshots! {
    a_paid_claim "R01"
    lines_and_a_denied_line "R02"
    a_reversal_and_its_correction "R05"
    a_balance_carried_forward "R07"
    interest "R08"
    secondary_and_forwarded "R14"
    a_corrected_patient "R16"
    a_predetermination "R18"
}

#[test]
fn totals_of_every_clean_file_foot() {
    for fixture in fixtures::era() {
        let out = show(fixture.name);
        let totals = out.matches("Totals of payment").count();
        assert!(totals > 0, "{}", fixture.name);
        assert_eq!(
            out.matches("balances with the payment amount (BPR02)")
                .count(),
            totals,
            "{}",
            fixture.name
        );
        assert_eq!(
            out.matches("; balances").count(),
            out.matches("\nClaim ").count(),
            "{}",
            fixture.name
        );
        assert!(!out.contains("DOES NOT BALANCE"), "{}", fixture.name);
        assert!(out.ends_with("Findings: none\n"), "{}", fixture.name);
        assert!(
            out.lines().all(|line| line.chars().count() <= 100),
            "{}",
            fixture.name
        );
    }
}

#[test]
fn an_unbalanced_payment_says_so() {
    let folder = Folder::new();
    let run = folder
        .write("a.edi", dirty("L14-off-by-a-cent"))
        .run(&["era", "show", "a.edi"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out
            .contains("DOES NOT BALANCE: expected 105.24, found 105.25, difference -0.01"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("Findings: 1 error, 1 warning, 0 notes"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("  X12-0403  payment does not balance"),
        "{}",
        run.out
    );
}

#[test]
fn an_unbalanced_claim_and_line_say_so() {
    let folder = Folder::new();
    let edited = swap(&era_text("R01"), "CAS*CO*45*40~", "CAS*CO*45*41.5~");
    let run = folder.write("a.edi", edited).run(&["era", "show", "a.edi"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.out
            .matches("DOES NOT BALANCE: expected 38.50, found 40.00, difference -1.50")
            .count(),
        2,
        "{}",
        run.out
    );
}

#[test]
fn digits_are_never_lost() {
    let folder = Folder::new();
    let run = folder
        .write("a.edi", dirty("D-three-decimals"))
        .run(&["era", "show", "a.edi"]);
    assert!(
        run.out.contains("150.005") && run.out.contains("40.005"),
        "{}",
        run.out
    );
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let hostile = era_text("R02")
        .replace("LOPEZ", "LO\u{1b}[31m\u{9b}2J\u{7}\u{202e}PEZ")
        .replace("ACME HEALTH PLAN", "ACME\u{1b}]0;x\u{7}PLAN")
        .replace("CAS*CO*197", "CAS*C\u{1b}*1\u{8}97")
        .replace("HC:90837", "HC:9\u{1b}837")
        .replace("LQ*HE*N54", "LQ*HE*N\u{9d}4");
    let folder = Folder::new();
    folder
        .write("a.edi", &hostile)
        .write("b.edi", dirty("D-crlf-in-name"));
    for args in [
        &["era", "show", "a.edi"][..],
        &["era", "show", "a.edi", "--claim", "\u{1b}[1m"],
        &["era", "show", "b.edi"],
    ] {
        let run = folder.run(args);
        assert!(
            is_harmless(&run.out) && is_harmless(&run.err),
            "{args:?} {:?}",
            run.out
        );
    }
    assert!(
        folder
            .run(&["era", "show", "a.edi"])
            .out
            .contains("LO?[31m?2J??PEZ, MARIA")
    );
}

#[test]
fn what_is_skipped_answered_or_rejected_is_said() {
    let folder = Folder::new();
    folder
        .write("ta1.edi", dirty("D-ta1"))
        .write("old.edi", dirty("L22-4010"));
    folder.write("bad.edi", dirty("D-unreadable-first-claim"));
    let answered = folder.run(&["era", "show", "ta1.edi"]).out;
    assert!(
        answered.contains("Your interchange 000000001 was accepted: TA1, note 000, bytes 107..139"),
        "{answered}"
    );
    let skipped = folder.run(&["era", "show", "old.edi"]);
    assert!(
        skipped
            .out
            .contains("Skipped: transaction 1 of the file, set 835, version 004010X091A1"),
        "{}",
        skipped.out
    );
    assert!(
        skipped.out.contains("No remittance in this file."),
        "{}",
        skipped.out
    );
    assert_eq!(skipped.code, 1);
    let read = folder.run(&["era", "show", "--any-version", "old.edi"]);
    assert!(
        read.out
            .contains("Claim SH-10001: processed as primary (1)"),
        "{}",
        read.out
    );
    let rejected = folder.run(&["era", "show", "bad.edi"]);
    assert!(
        rejected
            .out
            .contains("A claim could not be read: segment 13 of the set, bytes 492..735"),
        "{}",
        rejected.out
    );
    assert!(
        rejected
            .out
            .contains("Not counted: 1 part of this payment that could not be read"),
        "{}",
        rejected.out
    );
    assert_eq!(rejected.code, 1);
}

#[test]
fn a_file_that_is_cut_off_shows_what_was_complete() {
    let folder = Folder::new();
    let run = folder
        .write("a.edi", dirty("L07-cut-in-second-interchange"))
        .run(&["era", "show", "a.edi"]);
    assert_eq!(run.code, 2);
    assert!(
        run.out.contains("Claim SH-10001: processed as primary (1)"),
        "{}",
        run.out
    );
    assert!(run.out.contains("Payment 2 is not complete"), "{}", run.out);
    assert!(
        run.out.contains("Reading stopped: error[X12-0902]"),
        "{}",
        run.out
    );
    assert!(run.err.contains("file is cut off"), "{}", run.err);
}

#[test]
fn files_that_are_none() {
    let folder = Folder::new();
    folder.write("empty.edi", b"");
    for (args, word) in [
        (["era", "show", "empty.edi"], "not an X12 file"),
        (["era", "show", "missing.edi"], "missing.edi: "),
        (["era", "show", "."], "input or output failed"),
    ] {
        let run = folder.run(&args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(
            run.err.starts_with("x12: ") && run.err.contains(word),
            "{args:?} {}",
            run.err
        );
    }
}

#[test]
fn standard_input_is_read_like_a_file() {
    let run = Folder::new().run_with(&["era", "show", "-"], era("R07"));
    assert_eq!((run.code, run.out), (0, show("R07")));
}

#[test]
fn one_claim_by_its_number() {
    let folder = Folder::new();
    folder.write("a.edi", era("R11"));
    let run = folder.run(&["era", "show", "a.edi", "--claim", " RB-2 "]);
    assert_eq!(run.code, 0);
    assert!(
        run.out
            .starts_with("Payment 2: 160.00 by bank transfer, 2025-03-01\n\nClaim RB-2: "),
        "{}",
        run.out
    );
    assert!(
        run.out
            .contains("1 of 3 claims in the file with patient control number RB-2."),
        "{}",
        run.out
    );
    assert!(
        !run.out.contains("SH-10012") && !run.out.contains("Totals"),
        "{}",
        run.out
    );

    let loose = folder.run(&["era", "show", "a.edi", "--claim", "rb-2"]);
    assert!(
        loose.out.contains("Claim RB-2: ")
            && loose
                .out
                .contains("No claim is rb-2 exactly; 1 of 3 claims"),
        "{}",
        loose.out
    );

    let none = folder.run(&["era", "show", "a.edi", "--claim", "RB"]);
    assert_eq!(none.code, 1);
    assert!(
        none.err
            .contains("no claim with patient control number RB among 3 claims in a.edi"),
        "{}",
        none.err
    );
    assert!(!none.out.contains("Claim "), "{}", none.out);
}

#[test]
fn an_exact_number_outdoes_those_that_differ_in_case() {
    let both = era_text("R05").replacen("SH-10001", "sh-10001", 1);
    let folder = Folder::new();
    let run = folder
        .write("a.edi", both)
        .run(&["era", "show", "a.edi", "--claim", "SH-10001"]);
    assert!(
        run.out.contains("1 of 2 claims") && !run.out.contains("sh-10001"),
        "{}",
        run.out
    );
}

#[test]
fn many_errors_are_cut_short_with_a_pointer() {
    let line = "REF*QQQ*X~\n";
    let text = swap(
        &era_text("R01"),
        "AMT*B6*110~\n",
        &format!("AMT*B6*110~\n{}", line.repeat(30)),
    );
    let folder = Folder::new();
    let run = folder.write("a.edi", text).run(&["era", "show", "a.edi"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out.matches("\n  X12-").count(), 20, "{}", run.out);
    // Thirty segments; that the count in SE is wrong is a warning.
    assert!(
        run.out.contains("  and 10 more: x12 check a.edi"),
        "{}",
        run.out
    );
}

#[test]
fn long_procedures_are_cut_in_the_table_and_whole_below() {
    let long = "HC:90834-A-VERY-LONG-LOCAL-CODE:GT:95";
    let folder = Folder::new();
    let run = folder
        .write("a.edi", era_text("R01").replace("HC:90834", long))
        .run(&["era", "show", "a.edi"]);
    assert!(run.out.contains("90834-A-VERY-LONG-LOC…"), "{}", run.out);
    assert!(
        run.out
            .contains("              90834-A-VERY-LONG-LOCAL-CODE GT 95\n"),
        "{}",
        run.out
    );
}

#[test]
fn licensed_tables_replace_the_labels() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("tables")).unwrap();
    folder
        .write("tables/carc.csv", "code,label\n45,LICENSED TEXT\n")
        .write("a.edi", era("R01"));
    let run = folder.run(&["era", "show", "a.edi", "--codes", "tables"]);
    assert!(
        run.out.contains("LICENSED TEXT") && run.out.contains("(no label for this reason)"),
        "{}",
        run.out
    );
    assert_eq!(
        folder
            .run(&["era", "show", "a.edi", "--codes", "nowhere"])
            .code,
        2
    );
}
