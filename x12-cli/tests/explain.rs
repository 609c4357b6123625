//! `x12 explain`.

mod support;

use support::{Folder, is_harmless};

fn explain(code: &str) -> String {
    let run = Folder::new().run(&["explain", code]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{code}");
    run.out
}

#[test]
fn findings_codes_and_adjustments() {
    for (name, code) in [
        ("explain_finding", "X12-0402"),
        ("explain_element_finding", "x12-304"),
        ("explain_carc", "45"),
        ("explain_adjustment", "CO-45"),
        ("explain_remark", "N130"),
        ("explain_several_lists", "11"),
        ("explain_list_and_finding", "109"),
        ("explain_status", "22"),
        ("explain_unknown_reason", "co-zzz"),
    ] {
        insta::assert_snapshot!(name, explain(code));
    }
}

#[test]
fn every_finding_can_be_explained() {
    let declared = [
        x12_core::rules::ALL,
        x12_835::rules::ALL,
        x12_837p::rules::ALL,
        x12_277::rules::ALL,
        x12_ack::rules::ALL,
    ];
    let of_claims = x12_837p::rules::OF_CLAIMS;
    for rule in declared.into_iter().flatten().copied().chain(of_claims) {
        let out = explain(&rule.code());
        assert!(
            out.starts_with(&format!("{}: {}\n", rule.code(), rule.title)),
            "{out}"
        );
        assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
    }
}

#[test]
fn what_a_claim_status_says_is_explained() {
    for (code, list) in [
        ("A7", "claim status category"),
        ("f3n", "claim status category"),
        ("164", "claim status"),
        ("AY", "claim status entity"),
    ] {
        let out = explain(code);
        let field = format!("  list          {list}\n");
        assert!(out.contains(&field), "{code}: {out}");
    }
}

#[test]
fn a_number_of_both_kinds_shows_both() {
    let out = explain("109");
    assert!(
        out.contains("list          CARC") && out.contains("X12-0109: "),
        "{out}"
    );
    assert_eq!(explain("402"), explain("X12-0402"));
}

#[test]
fn an_unknown_code_is_no_error_in_a_file() {
    for code in ["ZZZZ", "X12-9999", "", "\u{1b}[1m"] {
        let run = Folder::new().run(&["explain", code]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{code:?}");
        for words in ["is not known", "X12-0402", "CARC", "is no error in a file"] {
            assert!(run.err.contains(words), "{code:?}: {}", run.err);
        }
        assert!(is_harmless(&run.err));
    }
}

#[test]
fn licensed_tables_replace_the_labels() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("tables")).unwrap();
    folder.write(
        "tables/carc.csv",
        "code,label,start,stop\n45,LICENSED TEXT,2001-01-01,2030-12-31\n",
    );
    let run = folder.run(&["explain", "CO-45", "--codes", "tables"]);
    assert!(
        run.out.contains("CO-45: LICENSED TEXT") && run.out.contains("2001-01-01 to 2030-12-31"),
        "{}",
        run.out
    );
    assert!(
        folder
            .run(&["explain", "N130", "--codes", "tables"])
            .out
            .contains("see plan documents")
    );
    assert_eq!(folder.run(&["explain", "45", "--codes", "nowhere"]).code, 2);
}
