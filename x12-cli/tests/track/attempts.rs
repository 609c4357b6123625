//! Claims that are sent again, and what offices decide differently.

use serde_json::json;

use crate::{
    claim, lines, objects, send, statuses,
    support::{Folder, era_text, status_text, swap},
    three,
};

#[test]
fn a_correction_is_a_new_attempt() {
    let folder = Folder::new();
    let first = claim("P03");
    let mut again = first.clone();
    again["coverage"]["subscriber"]["member_id"] = json!("MBR100299");
    again["lines"][0]["charge"] = json!("180");
    send(&folder, &three(), "first.837", 1, "BATCH0001");
    send(
        &folder,
        std::slice::from_ref(&again),
        "second.837",
        2,
        "BATCH0002",
    );
    folder
        .write("claims.jsonl", lines(&[first.clone(), again]))
        .write("status.277", status_text("T01"));
    let files = ["first.837", "status.277", "second.837"];
    let run = folder.run(
        &[
            &[
                "track",
                "--claim",
                "sh-10003",
                "--format",
                "json",
                "claims.jsonl",
            ][..],
            &files,
        ]
        .concat(),
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let all = objects(&run.out);
    assert_eq!(all.len(), 1);
    // The second one is built when it is sent, not before the first one was.
    let queued = "Queued For Submission";
    assert_eq!(
        statuses(&all[0]),
        [queued, "Sent", "Rejected", queued, "Sent"]
    );
    let attempts = all[0]["attempts"].as_array().unwrap();
    assert_eq!(attempts.len(), 2);
    assert_eq!(
        (&attempts[0]["status"], &attempts[1]["status"]),
        (&json!("Rejected"), &json!("Sent"))
    );
    // Until it is sent it waits.
    let run = folder.run(&[
        "track",
        "claims.jsonl",
        "first.837",
        "status.277",
        "--claim",
        "SH-10003",
    ]);
    assert!(
        run.out
            .starts_with("Claim SH-10003: Queued For Submission\n"),
        "{}",
        run.out
    );
}

#[test]
fn a_claim_that_is_given_twice_is_one() {
    let folder = Folder::new();
    folder
        .write("claims.jsonl", lines(&[claim("P01"), claim("P01")]))
        .write("remittance.835", era_text("R01"));
    let run = folder.run(&["track", "claims.jsonl", "remittance.835"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.err,
        "x12: claims.jsonl: 1 claim given twice, and taken once\n"
    );
    assert!(run.out.ends_with("1 claim: 1 Paid\n"), "{}", run.out);
}

/// A payment of nothing with a reason of denial.
fn denied() -> String {
    let file = era_text("R01");
    let file = swap(&file, "*1*150*40*70*", "*1*150*0**");
    let file = swap(&file, "SVC*HC:90834*150*40", "SVC*HC:90834*150*0");
    let from = file.find("CAS*").unwrap();
    let to = file.find("REF*6R").unwrap();
    let file = format!("{}CAS*CO*197*150~\n{}", &file[..from], &file[to..]);
    swap(&file, "BPR*I*40*C*ACH*CCP", "BPR*H*0*C*NON*CCP")
}

#[test]
fn offices_decide_what_a_denial_is() {
    let folder = Folder::new();
    folder
        .write("claims.jsonl", lines(&[claim("P01")]))
        .write("remittance.835", denied());
    let status = |more: &[&str]| {
        let args = [
            &[
                "track",
                "claims.jsonl",
                "remittance.835",
                "--format",
                "json",
            ][..],
            more,
        ]
        .concat();
        let run = folder.run(&args);
        objects(&run.out)[0]["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status(&[]), "Needs Review");
    assert_eq!(status(&["--denied-stays-denied"]), "Denied");
    assert_eq!(status(&["--not-denied", "CO-197"]), "Paid");
    assert_eq!(status(&["--not-denied", "pr 197"]), "Needs Review");
}

#[test]
fn acceptance_by_a_clearinghouse_counts_where_asked() {
    let folder = Folder::new();
    let by_clearinghouse = swap(
        &status_text("T01"),
        "NM1*PR*2*ACME HEALTH PLAN*****PI*ACM01",
        "NM1*AY*2*DEMO CLEARINGHOUSE*****46*DEMOCH",
    );
    let by_clearinghouse = by_clearinghouse.replace("STC*A2:20", "STC*A1:19");
    send(&folder, &three(), "sent.837", 1, "BATCH0001");
    folder
        .write("claims.jsonl", lines(&three()))
        .write("status.277", by_clearinghouse);
    let accepted = |more: &[&str]| {
        let args = [
            "track",
            "claims.jsonl",
            "sent.837",
            "status.277",
            "--format",
            "json",
            "--claim",
            "SH-10001",
        ];
        let run = folder.run(&[&args[..], more].concat());
        let all = objects(&run.out);
        assert_eq!(all[0]["status"], "Received");
        all[0]["accepted"].clone()
    };
    assert_eq!(accepted(&[]), json!(null));
    assert_eq!(
        accepted(&["--accepted-by-clearinghouse"]),
        json!("2025-03-02")
    );
}

/// An answer without our claim number is found by the trace that the inquiry gave.
#[test]
fn answers_are_found_by_the_traces_of_inquiries() {
    let folder = Folder::new();
    let answer = swap(&status_text("T05"), "REF*1K*2025041000123~\n", "");
    let answer = swap(&answer, "REF*EJ*SH-10001~\n", "");
    let answer = swap(&answer, "REF*FJ*L10001-1~\n", "").replace("SE*20*", "SE*17*");
    folder
        .write("claims.jsonl", lines(&three()))
        .write("answer.277", answer)
        .write(
            "traces.jsonl",
            "{\"trace\":\"ST276-1\",\"patient_control_number\":\"SH-10001\"}\n",
        );
    let args = ["track", "claims.jsonl", "answer.277", "--format", "json"];
    let run = folder.run(&args);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("no claim fits"), "{}", run.out);
    let run = folder.run(&[&args[..], &["--traces", "traces.jsonl"]].concat());
    let all = objects(&run.out);
    assert_eq!(all[0]["status"], "Paid", "{}", run.err);
    assert_eq!(all[0]["events"][1]["matched_by"], "inquiry_trace");
    folder.write("traces.jsonl", "{\"trace\":\"ST276-1\"}\n");
    let run = folder.run(&[&args[..], &["--traces", "traces.jsonl"]].concat());
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains("traces.jsonl: not a trace number"),
        "{}",
        run.err
    );
}
