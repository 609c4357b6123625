//! Three claims from the day they are built: one is paid, one is rejected, one waits.

use serde_json::json;

use crate::{
    lines, objects, send, statuses,
    support::{Folder, ack_text, era_text, is_harmless, numbered, status_text, ta1},
    three,
};

pub(crate) const FILES: [&str; 6] = [
    "sent.837",
    "answer.ta1",
    "answer.999",
    "status.277",
    "inquiry.277",
    "remittance.835",
];

/// All files of the story.
pub(crate) fn story() -> Folder {
    let folder = Folder::new();
    send(&folder, &three(), "sent.837", 1, "BATCH0001");
    folder
        .write("claims.jsonl", lines(&three()))
        .write("answer.ta1", ta1("000000001", "A", "000"))
        .write("answer.999", ack_text("T08"))
        .write("status.277", status_text("T01"))
        .write("inquiry.277", status_text("T05"))
        .write("remittance.835", era_text("R01"));
    folder
}

#[test]
fn a_timeline_for_people() {
    let folder = story();
    let run = folder.run(&[&["track", "claims.jsonl"][..], &FILES].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(is_harmless(&run.out));
    insta::assert_snapshot!("story", run.out);
}

#[test]
fn statuses_behind_each_event() {
    let folder = story();
    let run = folder.run(&[&["track", "claims.jsonl", "--format", "json"][..], &FILES].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let all = objects(&run.out);
    let ends: Vec<_> = all
        .iter()
        .map(|of| {
            (
                of["claim"].as_str().unwrap(),
                of["status"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        ends,
        [
            ("SH-10001", "Paid"),
            ("SH-10003", "Rejected"),
            ("SH-10014", "Received")
        ]
    );
    let queued = "Queued For Submission";
    // Built, sent, TA1, 999 set, 277CA, 277 with its line, 835.
    assert_eq!(
        statuses(&all[0]),
        [
            queued, "Sent", "Sent", "Sent", "Received", "Paid", "Paid", "Paid"
        ]
    );
    assert_eq!(
        statuses(&all[1]),
        [queued, "Sent", "Sent", "Sent", "Rejected"]
    );
    assert_eq!(
        statuses(&all[2]),
        [queued, "Sent", "Sent", "Sent", "Received"]
    );
    let first = &all[0];
    assert_eq!(first["submitted"], "2025-03-01");
    assert_eq!(first["accepted"], "2025-03-02");
    assert_eq!(first["payer_claim_number"], "2025041000123");
    assert_eq!(first["clearinghouse_claim_number"], "CH998877");
    assert_eq!(first["paid"], "40");
    assert_eq!(first["flags"], json!([]));
    let files: Vec<_> = first["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|of| of["file"].as_str())
        .collect();
    assert_eq!(
        files,
        [
            None,
            Some("sent.837"),
            Some("answer.ta1"),
            Some("answer.999"),
            Some("status.277"),
            Some("inquiry.277"),
            Some("inquiry.277"),
            Some("remittance.835")
        ]
    );
    let rejected = &all[1]["events"][4];
    assert_eq!(rejected["what"]["status"]["reasons"][0]["category"], "A7");
    assert_eq!(rejected["date"], "2025-03-02");
    assert_eq!(all[1]["paid"], serde_json::Value::Null);
}

/// All that was sent and came back in one file is the same as file by file: what comes together has one name.
#[test]
fn all_in_one_stream() {
    let folder = story();
    let whole: String = FILES
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let file = std::fs::read_to_string(folder.path().join(name)).unwrap();
            // Only the first interchange may have the number that answers name.
            match index {
                0 | 1 => file,
                _ => numbered(&file, u32::try_from(index).unwrap() + 10),
            }
        })
        .collect();
    let args = ["track", "claims.jsonl", "-", "--format", "json"];
    let run = folder.run_with(&args, whole.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let ends: Vec<_> = objects(&run.out)
        .iter()
        .map(|of| of["status"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ends, ["Paid", "Rejected", "Received"]);
}

#[test]
fn what_rejects_the_file_rejects_its_claims() {
    let folder = story();
    folder.write("answer.ta1", ta1("000000001", "R", "023"));
    let run = folder.run(&["track", "claims.jsonl", "sent.837", "answer.ta1"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.ends_with("3 claims: 3 Rejected\n"), "{}", run.out);
    assert!(
        run.out
            .contains("TA1: interchange 000000001 rejected, error 023 [answer.ta1]"),
        "{}",
        run.out
    );
    // A set that nobody sent is nobody's.
    folder.write("answer.999", ack_text("T09"));
    let run = folder.run(&["track", "claims.jsonl", "sent.837", "answer.999"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.out.contains("set 0002 of group 1 rejected"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .ends_with("3 claims: 3 Sent; 1 answer matched no claim\n"),
        "{}",
        run.out
    );
}

/// What our own answer to a file rejects, it rejects for who sent it.
#[test]
fn a_999_that_was_made_here_is_taken() {
    let folder = story();
    let sent = std::fs::read_to_string(folder.path().join("sent.837")).unwrap();
    // Only what the receiver got is damaged.
    folder.write("received.837", sent.replacen("*11:B:1*", "*11:B:Z*", 1));
    let made = folder.run(&["ack", "write", "received.837", "--out", "answer.999"]);
    assert_eq!(made.code, 1, "{}", made.err);
    let run = folder.run(&["track", "claims.jsonl", "sent.837", "answer.999"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.ends_with("3 claims: 3 Rejected\n"), "{}", run.out);
}

/// Money beside the claims of a payment is the claim's that it names; else it is nobody's, and no fault.
#[test]
fn money_beside_claims_is_shown() {
    let folder = Folder::new();
    let mut claim = crate::claim("P01");
    claim["patient_control_number"] = json!("SH-10010");
    let named = era_text("R08");
    folder
        .write("claims.jsonl", lines(&[claim]))
        .write("named.835", &named)
        .write("nameless.835", named.replace("L6:ICN700*", "L6*"));
    let run = folder.run(&["track", "claims.jsonl", "named.835"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let added = "835: added 5.25, interest owed (L6), reference ICN700, payment EFT20250301008";
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line(&run.out).contains(added), "{}", run.out);
    assert!(!run.out.contains("Money beside"), "{}", run.out);
    let run = folder.run(&["track", "claims.jsonl", "nameless.835"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let (claims, money) = run.out.split_once("Money beside these claims\n").unwrap();
    assert!(claims.starts_with("Claim SH-10010: Paid\n"), "{claims}");
    assert!(
        money.contains("835: added 5.25, interest owed (L6), payment EFT20250301008")
            && money.ends_with("1 claim: 1 Paid\n"),
        "{money}"
    );
}
