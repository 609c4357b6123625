//! What stands in the tables and lines.

use std::fs;

use serde_json::Value;

use crate::harness::{Bench, Row, TABLES, dirty, edi, of};

#[track_caller]
fn same(row: &Row, expected: &Value, columns: &[(&str, &str)]) {
    for (column, key) in columns {
        let expected = match &expected[*key] {
            Value::Null => String::new(),
            Value::Bool(holds) => if *holds { "yes" } else { "no" }.to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        assert_eq!(row[*column], expected, "{column}");
    }
}

fn adjustments(rows: &[&Row]) -> Vec<String> {
    let shown = |row: &&Row| {
        let quantity = if row["quantity"].is_empty() {
            String::new()
        } else {
            format!(" {}", row["quantity"])
        };
        format!(
            "{}-{} {}{quantity}",
            row["group_code"], row["reason_code"], row["amount"]
        )
    };
    rows.iter().map(shown).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

#[test]
fn tables_say_what_the_scenarios_expect() {
    let bench = Bench::new(&[]);
    for era in fixtures::era() {
        bench.add(&format!("in/{}.edi", era.name), era.edi);
    }
    bench
        .run(&["in", "--to", "csv", "--out", "out"])
        .ends_with_code(0);
    let [
        payments,
        claims,
        services,
        all_adjustments,
        provider_adjustments,
        _,
    ] = TABLES.map(|name| bench.table(name));
    let mut seen = [0; 3];
    for era in fixtures::era() {
        let expected: Value = serde_json::from_str(era.expected).unwrap();
        let file = format!("in/{}.edi", era.name);
        let rows = of(&payments, "file", &file);
        assert_eq!(rows.len(), list(&expected["payments"]).len(), "{file}");
        for (row, expected) in rows.iter().zip(list(&expected["payments"])) {
            seen[0] += 1;
            same(
                row,
                expected,
                &[
                    ("payer_name", "payer_name"),
                    ("payer_id", "payer_id"),
                    ("payee_name", "payee_name"),
                    ("payee_npi", "payee_npi"),
                    ("payee_tax_id", "payee_tax_id"),
                    ("handling_code", "handling_code"),
                    ("payment_amount", "amount"),
                    ("credit_debit", "credit_debit"),
                    ("payment_method", "method"),
                    ("payment_date", "date"),
                    ("trace_number", "trace_number"),
                    ("originating_company_id", "originating_company_id"),
                    ("production_date", "production_date"),
                    ("balanced", "balanced"),
                ],
            );
            let plb = of(&provider_adjustments, "payment_id", &row["payment_id"]);
            assert_eq!(plb.len(), list(&expected["provider_adjustments"]).len());
            for (row, expected) in plb.iter().zip(list(&expected["provider_adjustments"])) {
                same(
                    row,
                    expected,
                    &[
                        ("provider_id", "provider_id"),
                        ("fiscal_period_end", "fiscal_period_end"),
                        ("reason_code", "reason"),
                        ("reference_id", "reference"),
                        ("amount", "amount"),
                    ],
                );
            }
            let rows = of(&claims, "payment_id", &row["payment_id"]);
            assert_eq!(rows.len(), list(&expected["claims"]).len());
            for (row, expected) in rows.iter().zip(list(&expected["claims"])) {
                seen[1] += 1;
                same(
                    row,
                    expected,
                    &[
                        ("patient_control_number", "patient_control_number"),
                        ("status_code", "status"),
                        ("charge_amount", "charge"),
                        ("paid_amount", "paid"),
                        ("patient_responsibility", "patient_responsibility"),
                        ("claim_filing_indicator", "claim_filing_indicator"),
                        ("payer_claim_number", "payer_claim_number"),
                        ("patient_last_name", "patient_last_name"),
                        ("patient_first_name", "patient_first_name"),
                        ("patient_member_id", "patient_member_id"),
                        ("corrected_member_id", "corrected_member_id"),
                        ("rendering_npi", "rendering_npi"),
                        ("crossover_payer", "crossover_payer"),
                        ("balanced", "balanced"),
                    ],
                );
                let of_claim = of(&all_adjustments, "claim_id", &row["claim_id"]);
                let own: Vec<_> = of_claim
                    .iter()
                    .copied()
                    .filter(|row| row["service_id"].is_empty())
                    .collect();
                assert_eq!(Value::from(adjustments(&own)), expected["adjustments"]);
                let rows = of(&services, "claim_id", &row["claim_id"]);
                assert_eq!(rows.len(), list(&expected["services"]).len());
                for (row, expected) in rows.iter().zip(list(&expected["services"])) {
                    seen[2] += 1;
                    same(
                        row,
                        expected,
                        &[
                            ("charge_amount", "charge"),
                            ("paid_amount", "paid"),
                            ("units_paid", "units_paid"),
                            ("units_submitted", "units_submitted"),
                            ("service_from", "service_from"),
                            ("line_control_number", "line_control_number"),
                            ("allowed_amount", "allowed"),
                            ("balanced", "balanced"),
                        ],
                    );
                    let procedure = [
                        &row["procedure_qualifier"],
                        &row["procedure_code"],
                        &row["modifiers"],
                    ];
                    let procedure: Vec<_> = procedure
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .cloned()
                        .collect();
                    assert_eq!(Value::from(procedure.join(":")), expected["procedure"]);
                    let remarks: Vec<_> = row["remark_codes"]
                        .split(';')
                        .filter(|code| !code.is_empty())
                        .collect();
                    assert_eq!(Value::from(remarks), expected["remarks"]);
                    let of_line = of(&all_adjustments, "service_id", &row["service_id"]);
                    assert!(
                        of_line
                            .iter()
                            .all(|line| line["claim_id"] == row["claim_id"])
                    );
                    assert_eq!(Value::from(adjustments(&of_line)), expected["adjustments"]);
                }
            }
        }
    }
    assert_eq!(seen, [payments.len(), claims.len(), services.len()]);
}

#[test]
fn all_tables_of_four_files() {
    let bench = Bench::new(&[]);
    let names = ["R01", "R02", "R05", "R07"].map(|name| format!("{name}.edi"));
    let args: Vec<_> = names
        .iter()
        .map(String::as_str)
        .chain(["--to", "csv", "--out", "out"])
        .collect();
    for name in &names {
        bench.add(name, edi(&name[..3]));
    }
    let run = bench.run(&args).ends_with_code(0);
    let mut text = format!("{}\n", run.stderr);
    for name in TABLES {
        text.push_str(&format!(
            "== {name}\n{}\n",
            fs::read_to_string(bench.path("out").join(name)).unwrap()
        ));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn lines_of_json_parse_and_join() {
    let bench = Bench::new(&[]);
    for era in fixtures::era() {
        bench.add(&format!("in/{}.edi", era.name), era.edi);
    }
    for format in ["csv", "loops"] {
        bench
            .run(&["in", "--to", format, "--out", "out"])
            .ends_with_code(0);
    }
    let same_cells = |row: &Row, value: &Value, without: &[&str]| {
        for (column, cell) in row
            .iter()
            .filter(|(column, _)| !without.contains(&column.as_str()))
        {
            assert_eq!(value[column].as_str().unwrap_or_default(), cell, "{column}");
        }
    };
    let payments = bench.table("payments.csv");
    let payment_of = |line: &Value| {
        let row = of(
            &payments,
            "payment_id",
            line["payment_id"].as_str().unwrap(),
        )[0];
        assert_eq!(line["file"], row["file"]);
        same_cells(row, &line["payment"], &["payment_id", "file", "balanced"]);
        assert_eq!(line["payment"]["payee_id"], row["payee_npi"]);
    };
    let claims = bench.table("claims.csv");
    let lines = bench.lines("claims.jsonl");
    assert_eq!(lines.len(), claims.len());
    for (line, row) in lines.iter().zip(&claims) {
        payment_of(line);
        assert_eq!(line["claim_id"], row["claim_id"]);
        assert_eq!(line["balanced"], row["balanced"] == "yes");
        let claim: x12_835::ClaimPayment<'_> =
            serde_json::from_value(line["claim"].clone()).unwrap();
        assert_eq!(
            claim.info.payer_claim_number.unwrap().to_str(),
            row["payer_claim_number"]
        );
    }
    let rows = bench.table("provider_adjustments.csv");
    let lines = bench.lines("provider_adjustments.jsonl");
    assert!(!rows.is_empty() && rows.len() == lines.len());
    for (line, row) in lines.iter().zip(&rows) {
        payment_of(line);
        same_cells(row, line, &[]);
    }
    let text = fs::read_to_string(bench.path("out/claims.jsonl")).unwrap();
    assert!(text.starts_with(r#"{"file":"in/R01.edi","payment_id":"1-1","claim_id":"1-1-1","payment":{"interchange_control_number":"000000001","#));
}

#[test]
fn findings_have_their_place() {
    let bench = Bench::new(&[
        ("cent.edi", &dirty("L14-off-by-a-cent")),
        ("bad.edi", &dirty("D-unreadable-paid-amount")),
    ]);
    for format in ["csv", "loops"] {
        bench
            .run(&["cent.edi", "bad.edi", "--to", format, "--out", "out"])
            .ends_with_code(1);
    }
    let rows = bench.table("findings.csv");
    let lines = bench.lines("findings.jsonl");
    assert_eq!(rows.len(), lines.len());
    for (row, line) in rows.iter().zip(&lines) {
        for (column, cell) in row {
            let value = line.get(column).map_or_else(String::new, |value| {
                value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned)
            });
            assert_eq!(value, *cell, "{column}");
        }
    }
    let cent = dirty("L14-off-by-a-cent");
    let row = rows.iter().find(|row| row["segment"] == "BPR").unwrap();
    let at = |column: &str| row[column].parse::<usize>().unwrap();
    assert_eq!(
        (row["element"].as_str(), row["guide"].as_str()),
        ("2", "005010X221A1")
    );
    let amount = std::str::from_utf8(&cent[at("byte_start")..at("byte_end")]).unwrap();
    assert_eq!(amount, bench.table("payments.csv")[0]["payment_amount"]);
}

#[test]
fn text_comes_as_utf_8() {
    let bench = Bench::new(&[
        ("l.edi", &dirty("D-latin1-name")),
        ("u.edi", &dirty("D-utf8-name")),
        ("n.edi", &dirty("D-crlf-in-name")),
    ]);
    for format in ["csv", "loops"] {
        assert_ne!(
            bench
                .run(&["l.edi", "u.edi", "n.edi", "--to", format, "--out", "out"])
                .code,
            2
        );
    }
    let names: Vec<_> = bench
        .table("claims.csv")
        .iter()
        .map(|row| row["patient_last_name"].clone())
        .collect();
    assert_eq!(names[..2], ["LÓPEZ", "LÓPEZ"]);
    let lines = bench.lines("claims.jsonl");
    assert_eq!(
        lines
            .iter()
            .map(|line| line["claim"]["patient"]["last_name"].as_str().unwrap())
            .collect::<Vec<_>>(),
        names
    );
}

#[test]
fn totals_of_a_large_file() {
    let mut bytes = Vec::new();
    let totals = fixtures::write_era_of_size(5, 5_000_000, true, &mut bytes).unwrap();
    let bench = Bench::new(&[]);
    let run = bench.run_with(&["-", "--to", "csv", "--out", "out"], &bytes);
    assert_ne!(run.code, 2, "{}", run.stderr);
    let cents = |name: &str, column: &str| {
        let cents = |row: &Row| {
            let (whole, fraction) = row[column].split_once('.').unwrap_or((&row[column], ""));
            format!("{whole}{fraction:0<2}").parse::<i128>().unwrap()
        };
        bench.table(name).iter().map(cents).sum::<i128>()
    };
    assert_eq!(bench.table("payments.csv").len() as u64, totals.payments);
    assert_eq!(bench.table("claims.csv").len() as u64, totals.claims);
    assert_eq!(bench.table("services.csv").len() as u64, totals.services);
    assert_eq!(
        bench.table("provider_adjustments.csv").len() as u64,
        totals.provider_adjustments
    );
    assert_eq!(cents("claims.csv", "charge_amount"), totals.charge_cents);
    assert_eq!(cents("claims.csv", "paid_amount"), totals.paid_cents);
    assert_eq!(
        cents("payments.csv", "payment_amount"),
        totals.payment_cents
    );
    for name in ["payments.csv", "claims.csv", "services.csv"] {
        assert!(
            bench.table(name).iter().all(|row| row["balanced"] == "yes"),
            "{name}"
        );
    }
    assert!(
        run.stderr
            .contains(&format!("payments  {}, amount ", totals.payments)),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains(&format!("claims    {}, paid ", totals.claims)),
        "{}",
        run.stderr
    );
}
