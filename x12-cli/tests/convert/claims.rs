//! `x12 claim convert`: the batch is that of remittances, the tables are those of claims.

use std::fs;

use serde_json::Value;

use crate::{
    harness::{Bench, FORMS, bytes_of, edi, of},
    packed::{gz, zip},
};

const TABLES: [&str; 7] = [
    "claims",
    "lines",
    "diagnoses",
    "coverages",
    "adjudications",
    "adjustments",
    "findings",
];

fn names(ending: &str) -> [String; 7] {
    TABLES.map(|name| format!("{name}.{ending}"))
}

/// All batches that there are, and how many claims and lines they have by the claims that they were made of.
fn batches() -> (Bench, usize, usize) {
    let bench = Bench::new(&[]);
    let (mut claims, mut lines) = (0, 0);
    for fixture in fixtures::claims() {
        bench.add(&format!("in/{}.837", fixture.name), fixture.edi);
        let of: Vec<Value> = serde_json::from_str(fixture.claims).unwrap();
        claims += of.len();
        lines += of
            .iter()
            .map(|claim| claim["lines"].as_array().unwrap().len())
            .sum::<usize>();
    }
    (bench, claims, lines)
}

#[test]
fn every_claim_and_line_has_its_row() {
    let (bench, claims, lines) = batches();
    let run = bench
        .run_claims(&["in", "--to", "csv", "--out", "out"])
        .ends_with_code(0);
    assert!(
        run.stderr
            .contains(&format!("\nclaims    {claims}, charged ")),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("\ntables    reconciled: "),
        "{}",
        run.stderr
    );
    let rows = bench.table("claims.csv");
    assert_eq!(rows.len(), claims);
    assert_eq!(bench.table("lines.csv").len(), lines);
    let ids: Vec<_> = rows.iter().map(|row| row["claim_id"].clone()).collect();
    for line in bench.table("lines.csv") {
        assert!(ids.contains(&line["claim_id"]));
    }
    let mut expected = names("csv");
    expected.sort();
    assert_eq!(bench.entries("out"), expected);
}

#[test]
fn same_bytes_whatever_the_jobs_and_however_it_is_packed() {
    let (bench, ..) = batches();
    for (to, ending) in FORMS {
        let runs = ["1", "3"].map(|jobs| {
            bench
                .run_claims(&["in", "--to", to, "--out", "out", "--jobs", jobs])
                .ends_with_code(0);
            bytes_of(&bench.path("out"), &names(ending))
        });
        assert!(runs[0] == runs[1], "{to}");
    }
    let first = &fixtures::claims()[0];
    let bench = Bench::new(&[
        ("a.gz", &gz(first.edi)),
        ("b.zip", &zip(&[("b.837", first.edi)])),
    ]);
    bench
        .run_claims(&["a.gz", "b.zip", "--to", "csv", "--out", "out"])
        .ends_with_code(0);
    let rows = bench.table("claims.csv");
    let of_file = |number: &str| {
        let rows = rows.iter();
        let rows = rows.filter(|row| row["claim_id"].starts_with(number));
        rows.count()
    };
    assert!(of_file("1-") > 0 && of_file("1-") == of_file("2-"));
}

#[test]
fn what_is_no_claim_is_told() {
    let first = &fixtures::claims()[0];
    let cut = &first.edi[..first.edi.len() / 2];
    let bench = Bench::new(&[
        ("claims.837", first.edi),
        ("cut.837", cut),
        ("era.835", edi("R01")),
    ]);
    let args = [
        "claims.837",
        "cut.837",
        "era.835",
        "--to",
        "csv",
        "--out",
        "out",
    ];
    let run = bench.run_claims(&args).ends_with_code(2);
    assert!(run.stderr.contains("failed: cut.837: "), "{}", run.stderr);
    let findings = bench.table("findings.csv");
    assert!(!of(&findings, "file", "era.835").is_empty());
    assert!(
        of(&findings, "file", "cut.837")
            .iter()
            .any(|row| row["code"] == "X12-0902")
    );
}

#[test]
fn there_are_no_loops_of_claims() {
    let bench = Bench::new(&[("claims.837", fixtures::claims()[0].edi)]);
    bench
        .run_claims(&["claims.837", "--to", "loops", "--out", "out"])
        .ends_with_code(2);
    assert!(fs::read_dir(bench.path("out")).is_err());
}
