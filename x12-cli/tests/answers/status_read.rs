//! `x12 status read`.

use serde_json::json;

use crate::{
    lines,
    support::{Folder, ack_text, is_harmless, numbered, status_text, swap},
};

#[test]
fn an_acknowledgment_level_by_level() {
    let folder = Folder::new();
    folder.write("a.277", status_text("T01"));
    let run = folder.run(&["status", "read", "a.277"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let all = lines(&run.out);
    let levels: Vec<&str> = all.iter().map(|of| of["level"].as_str().unwrap()).collect();
    assert_eq!(
        levels,
        ["source", "receiver", "provider", "claim", "claim", "claim"]
    );
    for of in &all {
        assert_eq!(of["report"], "acknowledgment");
        assert_eq!(of["source"]["by"], "payer");
        assert_eq!(of["source"]["id"], "ACM01");
    }
    assert_eq!(all[0]["source"]["received"], "2025-03-01");
    assert_eq!(all[0]["source"]["processed"], "2025-03-02");
    assert_eq!(
        all[1]["totals"],
        json!({"accepted": "2", "rejected": "1", "accepted_charge": "325", "rejected_charge": "175"})
    );
    assert_eq!(all[1]["batch"], "BATCH0001");
    assert_eq!(all[2]["provider"], json!({"npi": "1234567893"}));
    assert_eq!(all[3]["patient_control_number"], "SH-10001");
    assert_eq!(all[3]["payer_claim_number"], "2025041000123");
    assert_eq!(all[3]["clearinghouse_claim_number"], "CH998877");
    assert_eq!(all[3]["action"], "accept");
    let outcomes: Vec<_> = all.iter().map(|of| of["outcome"].as_str()).collect();
    assert_eq!(
        outcomes,
        [
            None,
            Some("accepted"),
            Some("accepted"),
            Some("accepted"),
            Some("accepted"),
            Some("rejected")
        ]
    );
    assert_eq!(
        all[5]["reasons"],
        json!([{"category": "A7", "status": "164", "entity": "IL"}])
    );
    assert_eq!(all[5]["action"], "reject");
    assert_eq!(all[5]["charge"], "175");
}

#[test]
fn answers_of_several_files_follow_each_other() {
    let folder = Folder::new();
    folder
        .write("a.277", status_text("T05"))
        .write("b.277", status_text("T06"));
    let run = folder.run(&["status", "read", "a.277", "b.277"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let all = lines(&run.out);
    let named: Vec<_> = all
        .iter()
        .map(|of| (of["level"].as_str().unwrap(), of["trace"].as_str().unwrap()))
        .collect();
    assert_eq!(
        named,
        [
            ("claim", "ST276-1"),
            ("line", "ST276-1"),
            ("claim", "ST276-2"),
            ("claim", "ST276-3")
        ]
    );
    assert_eq!(all[0]["paid"], "40");
    assert_eq!(all[0]["finalized"], "2025-02-28");
    assert_eq!(all[0]["payment_number"], "EFT20250301001");
    assert_eq!(all[1]["line"]["line_control_number"], "L10001-1");
    assert_eq!(
        all[3]["reasons"],
        json!([{"category": "R3", "status": "297"}])
    );
    let piped = folder.run_with(
        &["status", "read", "-", "b.277"],
        status_text("T05").as_bytes(),
    );
    assert_eq!((piped.code, piped.out), (0, run.out));
}

#[test]
fn findings_come_beside_the_statuses_and_show_no_value() {
    let folder = Folder::new();
    // The charge of the accepted claims is one dollar less than that of the claims below.
    let file = status_text("T01").replace(
        "AMT*YU*325~\nAMT*YY*175~\nHL*3",
        "AMT*YU*324~\nAMT*YY*175~\nHL*3",
    );
    let file = swap(
        &file,
        "NM1*QC*1*LOPEZ*TEO",
        "NM1*QC*1*ZUCKERMANDEL\u{1}*TEO",
    );
    folder.write("a.277", &file);
    let run = folder.run(&["status", "read", "a.277"]);
    assert_eq!(run.code, 1);
    assert_eq!(lines(&run.out).len(), 6);
    assert!(
        run.err.contains("error[X12-0309]") && run.err.contains("a.277: 2 errors"),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("x12 check --show-values shows them"),
        "{}",
        run.err
    );
    assert!(
        !run.err.contains("ZUCKER") && is_harmless(&run.err),
        "{}",
        run.err
    );
    // Strict reading stops at the first, and what it is about does not come out.
    let strict = folder.run(&["status", "read", "--strict", "a.277"]);
    assert_eq!(strict.code, 1);
    assert!(lines(&strict.out).len() < 6, "{}", strict.out);
    assert!(strict.err.contains("a.277: 1 error"), "{}", strict.err);
}

#[test]
fn levels_of_no_known_kind_are_lost_and_said() {
    let folder = Folder::new();
    let file = swap(&status_text("T01"), "HL*6*3*PT~", "HL*6*3*QQ~");
    let run = folder
        .write("a.277", file)
        .run(&["status", "read", "a.277"]);
    assert_eq!(run.code, 1);
    assert_eq!(lines(&run.out).len(), 5);
    assert!(
        run.err.contains("error: no status could be made of bytes ")
            && run
                .err
                .contains("a.277: 1 part of which no status could be made"),
        "{}",
        run.err
    );
}

#[test]
fn other_versions_only_where_asked() {
    let folder = Folder::new();
    let old = status_text("T05").replace("005010X212", "004010X093A1");
    folder.write("a.277", old);
    let run = folder.run(&["status", "read", "a.277"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("X12-0109"), "{}", run.err);
    let run = folder.run(&["status", "read", "--any-version", "a.277"]);
    assert_eq!(lines(&run.out).len(), 2, "{}", run.err);
}

#[test]
fn files_that_are_none() {
    let folder = Folder::new();
    let whole = status_text("T01");
    let cut = whole.find("TRN*2*SH-10003").unwrap();
    folder
        .write("empty.277", "")
        .write("page.277", "<html></html>")
        .write("cut.277", &whole[..cut])
        .write("other.277", ack_text("T08"))
        .write("good.277", status_text("T05"));
    std::fs::create_dir(folder.path().join("folder")).unwrap();
    for (file, code, says) in [
        ("empty.277", 2, "X12-0901"),
        ("page.277", 2, "X12-0901"),
        ("cut.277", 2, "X12-0902"),
        ("other.277", 1, "x12: other.277: no claim status"),
        ("folder", 2, "folder"),
        ("missing.277", 2, "x12: missing.277: "),
    ] {
        let run = folder.run(&["status", "read", file, "good.277"]);
        assert_eq!(run.code, code, "{file}");
        assert!(run.err.contains(says), "{file}: {}", run.err);
        // The others are read all the same, and so is what was whole.
        let before = if file == "cut.277" { 5 } else { 0 };
        assert_eq!(lines(&run.out).len(), before + 2, "{file}");
    }
}

#[test]
fn several_interchanges_in_one_file() {
    let folder = Folder::new();
    let both = status_text("T05") + &numbered(&status_text("T06"), 2);
    let run = folder
        .write("a.277", both)
        .run(&["status", "read", "a.277"]);
    assert_eq!((run.code, lines(&run.out).len()), (0, 4), "{}", run.err);
}
