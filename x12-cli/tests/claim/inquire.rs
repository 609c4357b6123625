//! `x12 claim inquire`.

use serde_json::{Value, json};

use crate::{
    harness::{claim, folder, lines, names, text},
    support::Folder,
};

const ASK: [&str; 5] = [
    "claim",
    "inquire",
    "claims.jsonl",
    "--envelope",
    "envelope.json",
];

fn asking(claims: &[Value]) -> Folder {
    let folder = folder();
    folder.write("claims.jsonl", lines(claims));
    folder
}

/// The segments of a file with this identifier.
fn segments<'f>(file: &'f str, tag: &str) -> Vec<&'f str> {
    let all = file.split('~').map(str::trim);
    all.filter(|segment| segment.split('*').next() == Some(tag))
        .collect()
}

#[test]
fn each_claim_has_a_trace_of_its_own() {
    let folder = asking(&[claim("P01"), claim("P03"), claim("P08")]);
    let run = folder.run(&[&ASK[..], &["--traces", "traces.jsonl", "--out", "a.276"]].concat());
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(run.err, "claims.jsonl: 3 claims asked about\n");
    assert_eq!(
        names(&folder),
        ["a.276", "claims.jsonl", "envelope.json", "traces.jsonl"]
    );
    let traces = text(&folder, "traces.jsonl");
    let traces: Vec<Value> = traces
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        traces,
        [
            json!({"trace": "BATCH0001-1", "patient_control_number": "SH-10001"}),
            json!({"trace": "BATCH0001-2", "patient_control_number": "SH-10003"}),
            json!({"trace": "BATCH0001-3", "patient_control_number": "SH-10008"})
        ]
    );
    let file = text(&folder, "a.276");
    assert_eq!(segments(&file, "ST"), ["ST*276*0001*005010X212"]);
    assert_eq!(
        segments(&file, "BHT"),
        ["BHT*0010*13*BATCH0001*20250301*1200"]
    );
    let mut traces = segments(&file, "TRN");
    traces.sort_unstable();
    assert_eq!(
        traces,
        [
            "TRN*1*BATCH0001-1",
            "TRN*1*BATCH0001-2",
            "TRN*1*BATCH0001-3"
        ]
    );
    assert!(segments(&file, "AMT").contains(&"AMT*T3*150"), "{file}");
    for number in [
        "REF*EJ*SH-10001",
        "REF*EJ*SH-10003",
        "REF*EJ*SH-10008",
        "REF*1K*2025041000123",
    ] {
        assert!(segments(&file, "REF").contains(&number), "{number}\n{file}");
    }
    let check = folder.run(&["check", "a.276"]);
    assert_eq!(check.out, "a.276: no findings\n");
}

#[test]
fn numbers_and_time_are_those_that_are_given() {
    let folder = asking(&[claim("P01")]);
    let run = folder.run(
        &[
            &ASK[..],
            &[
                "--reference",
                "ASK7",
                "--trace-prefix",
                "T",
                "--control-number",
                "42",
                "--date",
                "2025-04-02",
                "--time",
                "08:30:00",
            ],
        ]
        .concat(),
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        segments(&run.out, "ISA")[0].contains("*250402*0830*^*00501*000000042*"),
        "{}",
        run.out
    );
    assert_eq!(
        segments(&run.out, "BHT"),
        ["BHT*0010*13*ASK7*20250402*0830"]
    );
    assert_eq!(segments(&run.out, "TRN"), ["TRN*1*T1"]);
    let again = folder.run(&[&ASK[..], &["--trace-prefix", "T"]].concat());
    assert_eq!(
        again.out,
        folder
            .run(&[&ASK[..], &["--trace-prefix", "T"]].concat())
            .out
    );
}

#[test]
fn all_or_nothing() {
    let mut nameless = claim("P01");
    nameless["patient_control_number"] = json!("SH~1");
    let folder = asking(&[claim("P03"), nameless]);
    let run = folder.run(&[&ASK[..], &["--out", "a.276", "--traces", "t.jsonl"]].concat());
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("error: claims.jsonl:2: ") && run.err.contains("nothing was written"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("SH~1"), "{}", run.err);
    assert_eq!(names(&folder), ["claims.jsonl", "envelope.json"]);
    for (claims, says) in [
        ("", "no claim to ask about"),
        ("no json\n", "claims.jsonl: nothing was written"),
    ] {
        folder.write("claims.jsonl", claims);
        let run = folder.run(&[&ASK[..], &["--out", "a.276"]].concat());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{claims}");
        assert!(run.err.contains(says), "{}", run.err);
        assert_eq!(names(&folder), ["claims.jsonl", "envelope.json"]);
    }
    folder.write("claims.jsonl", lines(&[claim("P01")]));
    for (args, says) in [
        (
            &[
                "claim",
                "inquire",
                "missing.jsonl",
                "--envelope",
                "envelope.json",
            ][..],
            "missing.jsonl: ",
        ),
        (
            &[
                "claim",
                "inquire",
                "claims.jsonl",
                "--envelope",
                "claims.jsonl",
            ],
            "named for two things",
        ),
        (
            &["claim", "inquire", "-", "--envelope", "claims.jsonl"],
            "claims.jsonl: not an envelope",
        ),
    ] {
        let run = folder.run_with(args, lines(&[claim("P01")]).as_bytes());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(says), "{args:?}: {}", run.err);
    }
}
