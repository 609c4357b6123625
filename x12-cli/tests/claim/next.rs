//! `x12 claim replace`, `void` and `secondary`: a claim made of an earlier one.

use serde_json::{Value, json};

use crate::{
    harness::{array, claim, claims, edi, found, lines, numbered},
    support::{Folder, swap},
};

const PRIMARY: &str = include_str!("../../../fixtures/claims/primary-P17.json");
const DECISION: &str = include_str!("../../../fixtures/835-secondary/P17.edi");
const SECONDARY: [&str; 5] = ["claim", "secondary", "claim.json", "--era", "a.835"];

fn folder() -> Folder {
    crate::harness::folder()
}

#[test]
fn a_replacement_and_a_void_are_what_the_scenarios_hold() {
    for (command, scenario) in [("replace", "P08"), ("void", "P09")] {
        let folder = folder();
        let mut sent = claim(scenario);
        let number = sent["submission"][if command == "void" {
            "void"
        } else {
            "replacement"
        }]
        .clone();
        sent["submission"] = json!("original");
        folder.write("claim.json", lines(&[sent]));
        let args = [
            "claim",
            command,
            "claim.json",
            "--payer-claim-number",
            number.as_str().unwrap(),
        ];
        let run = folder.run(&args);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{command}");
        assert_eq!(run.out.lines().count(), 1);
        let write = [
            "claim",
            "write",
            "-",
            "--envelope",
            "envelope.json",
            "--line-breaks",
        ];
        assert_eq!(
            folder.run_with(&write, run.out.as_bytes()).out,
            edi(scenario)
        );
        let pretty = folder.run(&[&args[..], &["--pretty"]].concat()).out;
        assert!(pretty.lines().count() > 50);
        assert_eq!(
            folder.run_with(&write, pretty.as_bytes()).out,
            edi(scenario)
        );
    }
}

#[test]
fn our_own_number_and_the_clearinghouses_are_refused() {
    let folder = folder();
    let mut claim = numbered("A-1");
    claim["clearinghouse_claim_number"] = json!("CH-77");
    folder.write("claim.json", lines(&[claim]));
    for command in ["replace", "void"] {
        for number in ["A-1", "CH-77", "", "A*1", " A-1 "] {
            let args = [
                "claim",
                command,
                "claim.json",
                "--payer-claim-number",
                number,
                "--format",
                "json",
            ];
            let run = folder.run(&args);
            assert_eq!(
                (run.code, run.out.as_str()),
                (1, ""),
                "{command} {number:?}"
            );
            let found = found(&run.err);
            assert!(
                !found.is_empty() && found.iter().all(|of| of.2 == "22"),
                "{number:?} {found:?}"
            );
            assert!(!run.err.contains("A-1") && !run.err.contains("CH-77"));
        }
    }
    let run = folder.run(&[
        "claim",
        "void",
        "claim.json",
        "--payer-claim-number",
        "CH-77",
    ]);
    insta::assert_snapshot!("void_refused", run.err);
}

/// A claim that is replaced because it was wrong is printed, so that it can be put right.
#[test]
fn what_is_wrong_with_the_claim_itself_is_said_and_the_claim_printed() {
    let folder = folder();
    let mut wrong = numbered("A-1");
    wrong["diagnoses"] = json!(["F33.1", "nonsense"]);
    folder.write("claim.json", lines(&[wrong]));
    let run = folder.run(&[
        "claim",
        "replace",
        "claim.json",
        "--payer-claim-number",
        "ICN1",
    ]);
    assert_eq!(run.code, 1);
    let made: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(made["submission"], json!({ "replacement": "ICN1" }));
    assert!(run.err.contains("Box 21 diagnoses[1]: "), "{}", run.err);
}

#[test]
fn one_claim_and_nothing_else() {
    let folder = folder();
    for (text, code, words) in [
        ("", 2, "no claim"),
        ("[]", 2, "no claim"),
        (array("P12"), 2, "more than one claim"),
        ("{", 1, "X12-0543"),
        ("{\"lines\": 1}", 1, "X12-0543"),
    ] {
        for command in ["replace", "void"] {
            let run = folder.write("claim.json", text).run(&[
                "claim",
                command,
                "claim.json",
                "--payer-claim-number",
                "ICN1",
            ]);
            assert_eq!((run.code, run.out.as_str()), (code, ""), "{text:.20}");
            assert!(run.err.contains(words), "{text:.20}: {}", run.err);
        }
    }
}

fn secondary(folder: &Folder, claim: &str, era: &str) -> crate::support::Run {
    folder
        .write("claim.json", claim)
        .write("a.835", era)
        .run(&SECONDARY)
}

#[test]
fn the_next_payers_claim_is_that_of_the_scenario() {
    let folder = folder();
    let run = secondary(&folder, PRIMARY, DECISION);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let write = [
        "claim",
        "write",
        "-",
        "--envelope",
        "envelope.json",
        "--line-breaks",
    ];
    assert_eq!(folder.run_with(&write, run.out.as_bytes()).out, edi("P17"));
    let made: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        made["coverage"]["payer"]["id"],
        claims("P17")[0]["coverage"]["payer"]["id"]
    );
}

#[test]
fn the_number_is_found_whatever_its_capitals_and_blanks() {
    let folder = folder();
    let era = swap(DECISION, "CLP*SH-10020*", "CLP* sh-10020 *");
    let run = secondary(&folder, PRIMARY, &era);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("\"paid\":\"40\""), "{}", run.out);
}

#[test]
fn a_claim_that_the_remittance_does_not_hold() {
    let folder = folder();
    let era = swap(DECISION, "CLP*SH-10020*", "CLP*SH-99999*");
    let run = secondary(&folder, PRIMARY, &era);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("a.835: decides nothing on this claim"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("SH-"));
}

/// The payment of `DECISION` in a set of its own, with this claim in place of its claim.
fn set(number: u32, amount: i32, claim: &str) -> String {
    let (head, rest) = DECISION.split_once("ST*835").unwrap();
    let (body, tail) = rest.split_once("CLP*").unwrap();
    let (_, tail) = tail.split_once("SE*").unwrap();
    let body = swap(body, "BPR*I*40*C*", &format!("BPR*I*{amount}*C*"));
    let body = swap(&body, "EFT20250220001", &format!("EFT2025022000{number}"));
    let text = format!("{head}ST*835{body}{claim}SE*{tail}");
    let segments = text.matches("~\n").count() - 4;
    swap(&text, "SE*23*", &format!("SE*{segments}*"))
        .replace("*000000001", &format!("*00000000{number}"))
}

/// The claim paid with `paid`, the patient bearing the rest of 110.
fn decided(status: &str, paid: i32) -> String {
    let sign = if paid < 0 { -1 } else { 1 };
    let bears = sign * 110 - paid;
    format!(
        "CLP*SH-10020*{status}*{}*{paid}*{bears}*12*ICN778899*11*1~\nNM1*QC*1*LOPEZ*MARIA****MI*MBR100200~\nDTM*050*20250212~\n\
        SVC*HC:90834*{}*{paid}**1~\nDTM*472*20250210~\nCAS*CO*45*{}~\nCAS*PR*1*{bears}~\nREF*6R*L10020-1~\n",
        sign * 150,
        sign * 150,
        sign * 40,
    )
}

#[test]
fn of_a_reversal_and_its_correction_the_correction_counts() {
    let folder = folder();
    let first = set(1, 40, &decided("1", 40));
    let correction = set(2, 20, &(decided("22", -40) + &decided("1", 60)));
    for (era, paid) in [
        (first.clone(), "40"),
        (correction.clone(), "60"),
        (first.clone() + &correction, "60"),
        // The same remittance again decides nothing new.
        (first.clone() + &set(3, 40, &decided("1", 40)), "40"),
    ] {
        let run = secondary(&folder, PRIMARY, &era);
        assert_eq!(run.code, 0, "{paid}: {}", run.err);
        let made: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(
            made["other_coverages"][0]["decision"]["paid"], paid,
            "{}",
            run.out
        );
    }
}

#[test]
fn nothing_is_guessed() {
    let folder = folder();
    let contradiction = set(1, 40, &decided("1", 40)) + &set(2, 60, &decided("1", 60));
    let run = secondary(&folder, PRIMARY, &contradiction);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err
            .contains("a.835: 2 decisions on this claim contradict each other"),
        "{}",
        run.err
    );
    let reversal = set(1, -40, &decided("22", -40)).replace("BPR*I*-40*C*", "BPR*I*0*C*");
    let run = secondary(&folder, PRIMARY, &reversal);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[X12-0735]"), "{}", run.err);
}

#[test]
fn a_claim_that_the_payer_forwarded_is_a_warning() {
    let folder = folder();
    let era = swap(DECISION, "CLP*SH-10020*1*", "CLP*SH-10020*19*");
    let run = secondary(&folder, PRIMARY, &era);
    assert_eq!((run.code, run.out.lines().count()), (0, 1), "{}", run.err);
    assert!(run.err.starts_with("warning[X12-0736]"), "{}", run.err);
}

#[test]
fn decisions_that_do_not_balance_and_claims_without_a_next_payer() {
    let folder = folder();
    let era = swap(DECISION, "CAS*CO*45*40~", "CAS*CO*45*41~");
    let run = secondary(&folder, PRIMARY, &era);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[X12-0721]"), "{}", run.err);
    assert!(
        run.err
            .contains("x12: a.835 has 2 findings of error level; `x12 check` shows them"),
        "{}",
        run.err
    );
    let mut alone: Vec<Value> = serde_json::from_str(PRIMARY).unwrap();
    alone[0]["other_coverages"] = json!([]);
    let run = secondary(&folder, &lines(&alone), DECISION);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    insta::assert_snapshot!("secondary_without_next_payer", run.err);
}

#[test]
fn remittances_that_cannot_be_read() {
    let folder = folder();
    folder.write("claim.json", PRIMARY);
    let run = folder.run(&SECONDARY);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("a.835"), "{}", run.err);
    let run = secondary(&folder, PRIMARY, &DECISION[..DECISION.len() / 2]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("X12-0902"), "{}", run.err);
    let run = secondary(&folder, PRIMARY, edi("P17"));
    assert_eq!((run.code, run.out.as_str()), (1, ""));
}
