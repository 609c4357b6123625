//! Which files are read, what is left behind, and how a run ends.

use std::{collections::HashSet, fs};

use crate::harness::{Bench, Row, TABLES, bytes_of, dirty, edi, of};

#[test]
fn standard_input() {
    let bench = Bench::new(&[("R01.edi", edi("R01"))]);
    bench
        .run_with(&["R01.edi", "-", "--to", "csv", "--out", "out"], edi("R07"))
        .ends_with_code(0);
    let payments = bench.table("payments.csv");
    let ids: Vec<_> = payments
        .iter()
        .map(|row| (row["file"].as_str(), row["payment_id"].as_str()))
        .collect();
    assert_eq!(ids, [("R01.edi", "1-1"), ("-", "2-1"), ("-", "2-2")]);
}

#[test]
fn same_bytes_whatever_the_jobs() {
    let bench = Bench::new(&[]);
    for case in fixtures::dirty_eras() {
        bench.add(&format!("in/{}", case.id), &case.bytes);
    }
    // Large ones first, in the middle and last, so that parts have to wait and to spill.
    for (name, size) in [("A", 900_000), ("K", 700_000), ("Z", 500_000)] {
        let mut bytes = Vec::new();
        fixtures::write_era_of_size(size, size, false, &mut bytes).unwrap();
        bench.add(&format!("in/{name}"), &bytes);
        // Cut off inside a payment, behind one that is whole.
        bench.add(&format!("in/{name}-cut"), &bytes[..bytes.len() * 9 / 10]);
    }
    for (format, names) in [
        ("csv", &TABLES[..]),
        (
            "loops",
            &[
                "claims.jsonl",
                "provider_adjustments.jsonl",
                "findings.jsonl",
            ],
        ),
    ] {
        let runs: Vec<_> = ["1", "2", "4"]
            .map(|jobs| {
                let run = bench
                    .run(&["in", "--to", format, "--out", "out", "--jobs", jobs])
                    .ends_with_code(2);
                (run.stderr, bytes_of(&bench.path("out"), names))
            })
            .into();
        assert!(runs.iter().all(|run| *run == runs[0]));
        assert!(runs[0].1.iter().any(|bytes| bytes.len() > 1_000_000));
    }
}

#[test]
fn no_key_dangles() {
    let bench = Bench::new(&[]);
    for case in fixtures::dirty_eras() {
        bench.add(&format!("in/{}", case.id), &case.bytes);
    }
    bench
        .run(&["in", "--to", "csv", "--out", "out"])
        .ends_with_code(2);
    let [
        payments,
        claims,
        services,
        adjustments,
        provider_adjustments,
        findings,
    ] = TABLES.map(|name| bench.table(name));
    let keys = |rows: &[Row], key: &str| {
        rows.iter()
            .map(|row| row[key].clone())
            .collect::<HashSet<_>>()
    };
    let (payment_ids, claim_ids) = (keys(&payments, "payment_id"), keys(&claims, "claim_id"));
    let service_ids = keys(&services, "service_id");
    assert_eq!(
        (payment_ids.len(), claim_ids.len(), service_ids.len()),
        (payments.len(), claims.len(), services.len())
    );
    assert!(keys(&claims, "payment_id").is_subset(&payment_ids));
    assert!(keys(&services, "claim_id").is_subset(&claim_ids));
    assert!(keys(&adjustments, "claim_id").is_subset(&claim_ids));
    assert!(keys(&provider_adjustments, "payment_id").is_subset(&payment_ids));
    let empty = HashSet::from([String::new()]);
    assert!(
        keys(&adjustments, "service_id").is_subset(&service_ids.union(&empty).cloned().collect())
    );
    assert!(keys(&findings, "payment_id").is_subset(&payment_ids.union(&empty).cloned().collect()));
    assert!(findings.iter().any(|row| !row["payment_id"].is_empty()));
}

#[test]
fn one_bad_file_never_stops_the_others() {
    let files: [(&str, &[u8]); 4] = [
        ("in/a.edi", edi("R01")),
        ("in/b.txt", b"no X12 at all"),
        ("in/c.edi", edi("R02")),
        ("in/.d", b"hidden"),
    ];
    let bench = Bench::new(&files);
    let run = bench
        .run(&["in", "missing.edi", "--to", "csv", "--out", "out"])
        .ends_with_code(2);
    assert!(
        run.stderr.contains("files     4, 2 failed\n"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("failed: in/b.txt: "), "{}", run.stderr);
    assert!(
        run.stderr.contains("failed: missing.edi: "),
        "{}",
        run.stderr
    );
    assert_eq!(
        bench
            .table("payments.csv")
            .iter()
            .map(|row| row["file"].clone())
            .collect::<Vec<_>>(),
        ["in/a.edi", "in/c.edi"]
    );
    let findings = bench.table("findings.csv");
    let bad = of(&findings, "file", "in/b.txt");
    assert_eq!(
        (
            bad.len(),
            bad[0]["code"].as_str(),
            bad[0]["severity"].as_str()
        ),
        (1, "X12-0901", "error")
    );
    let missing = of(&findings, "file", "missing.edi");
    assert_eq!(
        (missing.len(), missing[0]["code"].as_str()),
        (1, "X12-0911")
    );
}

#[test]
fn the_open_payment_of_a_cut_file_is_taken_out() {
    for (id, payments) in [
        ("L07-cut-in-isa", 0),
        ("L07-cut-in-header", 0),
        ("L07-cut-in-clp", 0),
        ("L07-cut-after-first-line", 0),
        ("L07-cut-in-half", 0),
        ("L07-no-trailers", 0),
        ("L07-cut-in-second-interchange", 1),
    ] {
        let bench = Bench::new(&[
            ("R07.edi", edi("R07")),
            ("cut.edi", &dirty(id)),
            ("R01.edi", edi("R01")),
        ]);
        // First in the output, behind it, and read ahead of it.
        for (jobs, names) in [
            ("1", ["cut.edi", "R07.edi"]),
            ("1", ["R07.edi", "cut.edi"]),
            ("2", ["R07.edi", "cut.edi"]),
        ] {
            let [first, second] = names;
            let args = [
                first, second, "R01.edi", "--to", "csv", "--out", "out", "--jobs", jobs,
            ];
            let run = bench.run(&args).ends_with_code(2);
            assert!(
                run.stderr.contains("failed: cut.edi: "),
                "{id}: {}",
                run.stderr
            );
            let rows = bench.table("payments.csv");
            assert_eq!(of(&rows, "file", "cut.edi").len(), payments, "{id}");
            let whole = rows.len() - payments;
            assert_eq!(whole, 3, "{id}");
            let prefix = format!("{}-", if first == "cut.edi" { 1 } else { 2 });
            for (name, key) in [
                ("claims.csv", "payment_id"),
                ("services.csv", "claim_id"),
                ("adjustments.csv", "claim_id"),
            ] {
                let left = bench
                    .table(name)
                    .iter()
                    .any(|row| row[key].starts_with(&prefix));
                assert_eq!(left, payments > 0, "{id} {name}");
            }
            let findings = bench.table("findings.csv");
            let last = of(&findings, "file", "cut.edi").pop().unwrap().clone();
            assert_eq!(
                (
                    last["code"].as_str(),
                    last["severity"].as_str(),
                    last["payment_id"].as_str()
                ),
                ("X12-0902", "error", "")
            );
            assert!(!last["byte_start"].is_empty());
        }
    }
}

#[test]
fn what_was_found_in_a_payment_that_is_taken_out_stays() {
    // Two payments, the second with a wrong claim; then the file ends.
    let text = String::from_utf8(edi("R07").to_vec()).unwrap();
    let text = text.replace("CLP*SH-10009*1*200*150*", "CLP*SH-10009*1*200*149*");
    let cut = &text[..text.find("SE*17*0002").unwrap()];
    let bench = Bench::new(&[("cut.edi", cut.as_bytes())]);
    for format in ["csv", "loops"] {
        bench
            .run(&["cut.edi", "--to", format, "--out", "out"])
            .ends_with_code(2);
    }
    assert_eq!(bench.table("payments.csv").len(), 1);
    assert_eq!(bench.table("provider_adjustments.csv").len(), 1);
    assert_eq!(bench.lines("claims.jsonl").len(), 1);
    let rows = bench.table("findings.csv");
    let unbalanced: Vec<_> = rows
        .iter()
        .filter(|row| row["segment"] == "CLP" && row["severity"] == "error")
        .collect();
    assert!(!unbalanced.is_empty());
    assert!(unbalanced.iter().all(|row| row["payment_id"].is_empty()));
    let lines = bench.lines("findings.jsonl");
    assert_eq!(lines.len(), rows.len());
    assert!(lines.iter().all(
        |line| line["file"] == "cut.edi" && line.get("payment_id").is_none_or(|id| id == "1-1")
    ));
}

#[test]
fn findings_of_error_level_end_with_1() {
    let bench = Bench::new(&[("cent.edi", &dirty("L14-off-by-a-cent"))]);
    let run = bench
        .run(&["cent.edi", "--to", "csv", "--out", "out"])
        .ends_with_code(1);
    assert!(!run.stderr.contains("failed"), "{}", run.stderr);
    assert_eq!(bench.table("payments.csv")[0]["balanced"], "no");
    let findings = bench.table("findings.csv");
    let errors = of(&findings, "severity", "error");
    assert!(!errors.is_empty() && errors.iter().all(|row| row["payment_id"] == "1-1"));
    // In strict reading the same finding stops the file, and is there once.
    bench
        .run(&["cent.edi", "--to", "csv", "--out", "out", "--strict"])
        .ends_with_code(2);
    assert_eq!(
        of(&bench.table("findings.csv"), "severity", "error").len(),
        1
    );
}

#[test]
fn wrong_usage_ends_with_2() {
    let bench = Bench::new(&[("R01.edi", edi("R01"))]);
    for args in [
        &["--to", "csv", "--out", "out"][..],
        &["R01.edi", "--out", "out"],
        &["R01.edi", "--to", "csv"],
        &["R01.edi", "--to", "xml", "--out", "out"],
        &["R01.edi", "--to", "csv", "--out", "out", "--jobs", "0"],
        &["-", "R01.edi", "-", "--to", "csv", "--out", "out"],
    ] {
        bench.run(args).ends_with_code(2);
        assert_eq!(bench.entries("."), ["R01.edi"], "{args:?}");
    }
}

#[test]
fn an_output_folder_that_is_a_file() {
    let bench = Bench::new(&[("R01.edi", edi("R01")), ("file", b"kept")]);
    for out in ["file", "file/deeper"] {
        bench
            .run(&["R01.edi", "--to", "csv", "--out", out])
            .ends_with_code(2);
        assert_eq!(bench.entries("."), ["R01.edi", "file"]);
        assert_eq!(fs::read(bench.path("file")).unwrap(), b"kept");
    }
}

#[test]
fn an_output_that_is_there_is_replaced_only_on_success() {
    let bench = Bench::new(&[
        ("R01.edi", edi("R01")),
        ("out/claims.csv", b"old"),
        ("out/findings.csv/in", b"in the way"),
    ]);
    let run = bench
        .run(&["R01.edi", "--to", "csv", "--out", "out"])
        .ends_with_code(2);
    assert!(run.stderr.contains("findings.csv"), "{}", run.stderr);
    assert_eq!(bench.entries("out"), ["claims.csv", "findings.csv"]);
    assert_eq!(fs::read(bench.path("out/claims.csv")).unwrap(), b"old");
    fs::remove_dir_all(bench.path("out/findings.csv")).unwrap();
    bench.add("out/other", b"kept");
    bench
        .run(&["R01.edi", "--to", "csv", "--out", "out"])
        .ends_with_code(0);
    let mut expected: Vec<_> = TABLES.into_iter().chain(["other"]).collect();
    expected.sort_unstable();
    assert_eq!(bench.entries("out"), expected);
    assert_eq!(bench.table("claims.csv").len(), 1);
}

#[test]
fn the_output_folder_may_lie_in_the_input() {
    let bench = Bench::new(&[("R01.edi", edi("R01"))]);
    for out in ["out", "out", ".", "."] {
        bench
            .run(&[".", "--to", "csv", "--out", out])
            .ends_with_code(if out == "." { 2 } else { 0 });
    }
    // Written to the folder itself, only the outputs of the first two runs were in the way.
    assert_eq!(bench.table("payments.csv").len(), 1);
    let text = fs::read_to_string(bench.path("findings.csv")).unwrap();
    assert!(
        text.contains("./out/claims.csv") && !text.contains("\n./claims.csv"),
        "{text}"
    );
}

#[test]
fn nothing_to_read_gives_headers() {
    let bench = Bench::new(&[("in/.hidden", b"")]);
    bench
        .run(&["in", "--to", "csv", "--out", "out"])
        .ends_with_code(0);
    for name in TABLES {
        assert_eq!(
            fs::read_to_string(bench.path("out").join(name))
                .unwrap()
                .lines()
                .count(),
            1,
            "{name}"
        );
    }
}

#[test]
fn a_file_named_twice_is_read_twice_with_a_warning() {
    let bench = Bench::new(&[("R01.edi", edi("R01"))]);
    let run = bench
        .run(&["R01.edi", ".", "--to", "csv", "--out", "out"])
        .ends_with_code(0);
    assert!(
        run.stderr
            .starts_with("x12: warning: ./R01.edi is named more than once"),
        "{}",
        run.stderr
    );
    assert_eq!(bench.table("payments.csv").len(), 2);
}

#[test]
fn tables_for_spreadsheets() {
    let edi = String::from_utf8(edi("R01").to_vec()).unwrap();
    let (before, behind) = edi.split_once("NM1*QC*1*").unwrap();
    let bench = Bench::new(&[("a.835", format!("{before}NM1*QC*1*={behind}").as_bytes())]);
    let args = ["a.835", "--out", "out", "--spreadsheet-safe", "--to"];
    let run = bench.run(&[&args[..], &["csv"]].concat());
    run.ends_with_code(0);
    let claims = fs::read_to_string(bench.path("out/claims.csv")).unwrap();
    assert!(claims.contains(",\"'="), "{claims}");
    let run = bench.run(&[&args[..], &["parquet"]].concat());
    assert!(run.ends_with_code(2).stderr.contains("--to csv"));
}
