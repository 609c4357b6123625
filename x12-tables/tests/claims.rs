//! Tables of claims, with values worked out by hand from the segments of two scenarios.

#![cfg(feature = "parquet")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    reason = "test code: a failure should be loud"
)]

mod support;

use std::collections::BTreeMap;

use support::{Run, csv_cells};
use x12_tables::{Form, Star, tables};

fn edi(name: &str) -> Vec<u8> {
    let claims = fixtures::claims();
    let found = claims.iter().find(|claims| claims.name == name).unwrap();
    found.edi.to_vec()
}

fn run(files: &[(String, Vec<u8>)]) -> Run {
    Run::of(Star::Claims, Form::Csv, files)
}

/// Rows with the cells that are not empty.
fn rows(run: &Run, name: &str) -> Vec<BTreeMap<&'static str, String>> {
    let table = tables(Star::Claims, Form::Csv)
        .find(|table| table.name == name)
        .unwrap();
    let names = table.columns.iter().map(|column| column.name);
    csv_cells(&run.path(&table))
        .into_iter()
        .map(|cells| {
            let named = names.clone().zip(cells);
            named.filter(|(_, cell)| !cell.is_empty()).collect()
        })
        .collect()
}

#[track_caller]
fn same(rows: &[BTreeMap<&'static str, String>], expected: &[&[(&'static str, &str)]]) {
    let expected: Vec<BTreeMap<_, _>> = expected
        .iter()
        .map(|row| {
            row.iter()
                .map(|(name, cell)| (*name, (*cell).to_owned()))
                .collect()
        })
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn a_claim_for_the_second_payer() {
    let run = run(&[("P17".to_owned(), edi("P17"))]);
    same(
        &rows(&run, "claims"),
        &[&[
            ("claim_id", "1-1-1"),
            ("batch_id", "1-1"),
            ("file", "P17"),
            ("interchange_control_number", "000000001"),
            ("transaction_control_number", "0001"),
            ("batch_number", "BATCH0001"),
            ("batch_date", "2025-03-01"),
            ("patient_control_number", "SH-10020"),
            ("charge_amount", "150"),
            ("place_of_service", "11"),
            ("frequency_code", "1"),
            ("assignment_code", "A"),
            ("billing_name", "CEDAR GROVE COUNSELING LLC"),
            ("billing_npi", "1234567893"),
            ("billing_tax_id", "931234567"),
            ("billing_taxonomy", "261QM0801X"),
            ("rendering_last_name", "CHEN"),
            ("rendering_first_name", "AMY"),
            ("rendering_npi", "2888002005"),
            ("payer_name", "BETA MUTUAL"),
            ("payer_id", "BET02"),
            ("subscriber_last_name", "LOPEZ"),
            ("subscriber_first_name", "MARIA"),
            ("subscriber_member_id", "BETA900"),
            ("patient_relationship", "18"),
            ("patient_last_name", "LOPEZ"),
            ("patient_first_name", "MARIA"),
            ("patient_birth_date", "1985-04-12"),
            ("patient_sex", "F"),
        ]],
    );
    same(
        &rows(&run, "lines"),
        &[&[
            ("line_id", "1-1-1-1"),
            ("claim_id", "1-1-1"),
            ("line_number", "1"),
            ("line_control_number", "L10020-1"),
            ("procedure_qualifier", "HC"),
            ("procedure_code", "90834"),
            ("charge_amount", "150"),
            ("unit_code", "UN"),
            ("quantity", "1"),
            ("diagnosis_pointers", "1"),
            ("service_from", "2025-02-10"),
            ("service_to", "2025-02-10"),
        ]],
    );
    same(
        &rows(&run, "diagnoses"),
        &[&[
            ("claim_id", "1-1-1"),
            ("number", "1"),
            ("list", "ABK"),
            ("code", "F411"),
        ]],
    );
    same(
        &rows(&run, "coverages"),
        &[
            &[
                ("coverage_id", "1-1-1-1"),
                ("claim_id", "1-1-1"),
                ("destination", "yes"),
                ("payer_sequence", "S"),
                ("payer_name", "BETA MUTUAL"),
                ("payer_id", "BET02"),
                ("claim_filing_indicator", "CI"),
                ("group_number", "SEC55"),
                ("relationship", "18"),
                ("subscriber_last_name", "LOPEZ"),
                ("subscriber_first_name", "MARIA"),
                ("subscriber_member_id", "BETA900"),
            ],
            &[
                ("coverage_id", "1-1-1-2"),
                ("claim_id", "1-1-1"),
                ("destination", "no"),
                ("payer_sequence", "P"),
                ("payer_name", "ACME HEALTH PLAN"),
                ("payer_id", "ACM01"),
                ("claim_filing_indicator", "CI"),
                ("group_number", "GRP7788"),
                ("relationship", "18"),
                ("subscriber_last_name", "LOPEZ"),
                ("subscriber_first_name", "MARIA"),
                ("subscriber_member_id", "MBR100200"),
                ("payer_claim_number", "ICN778899"),
                ("paid_amount", "40"),
            ],
        ],
    );
    same(
        &rows(&run, "adjudications"),
        &[&[
            ("line_id", "1-1-1-1"),
            ("coverage_id", "1-1-1-2"),
            ("payer_id", "ACM01"),
            ("paid_amount", "40"),
            ("units_paid", "1"),
            ("procedure_code", "90834"),
            ("remittance_date", "2025-02-20"),
            ("remaining_patient_liability", "70"),
        ]],
    );
    let adjustment = |reason, amount| {
        [
            ("claim_id", "1-1-1"),
            ("coverage_id", "1-1-1-2"),
            ("line_id", "1-1-1-1"),
            ("group_code", if reason == "45" { "CO" } else { "PR" }),
            ("reason_code", reason),
            ("amount", amount),
        ]
    };
    same(
        &rows(&run, "adjustments"),
        &[
            &adjustment("45", "40"),
            &adjustment("1", "50"),
            &adjustment("3", "20"),
        ],
    );
    let totals = run.reconciled.totals;
    assert_eq!((totals.payments, totals.claims, totals.services), (1, 1, 1));
    assert_eq!(totals.charge.amount(), Some("150".parse().unwrap()));
}

#[test]
fn a_patient_who_is_not_the_subscriber() {
    let text = String::from_utf8(edi("P01")).unwrap();
    // The subscriber has a child, who is the patient of the same claim.
    let level = "HL*3*2*23*0~PAT*19~NM1*QC*1*LOPEZ*ANA~N3*900 SW MAIN ST~N4*PORTLAND*OR*97204~DMG*D8*20150607*F~";
    let text = text
        .replace("HL*2*1*22*0", "HL*2*1*22*1")
        .replace("SBR*P*18*", "SBR*P**")
        .replace("CLM*", &format!("{level}CLM*"))
        .replace("***11:B:1*", "***11:B:7*")
        .replace("HI*ABK:F411", "REF*F8*ICN1~HI*ABK:F411*ABF:F330");
    let run = run(&[("child".to_owned(), text.into_bytes())]);
    let claims = rows(&run, "claims");
    let of = |name: &str| claims[0].get(name).map(String::as_str);
    assert_eq!(of("patient_first_name"), Some("ANA"));
    assert_eq!(of("patient_birth_date"), Some("2015-06-07"));
    assert_eq!(of("patient_relationship"), Some("19"));
    assert_eq!(of("subscriber_first_name"), Some("MARIA"));
    assert_eq!(of("frequency_code"), Some("7"));
    assert_eq!(of("original_reference"), Some("ICN1"));
    assert_eq!(rows(&run, "coverages")[0]["relationship"], "19");
    let diagnoses = rows(&run, "diagnoses");
    assert_eq!(diagnoses[1]["code"], "F330");
    assert_eq!(diagnoses[1]["number"], "2");
}

#[test]
fn a_claim_that_cannot_be_read_is_a_finding() {
    let text = String::from_utf8(edi("P01")).unwrap();
    let bad = text.replace("CLM*SH-10001*150*", "CLM*SH-10001*1x50*");
    let run = run(&[
        ("bad".to_owned(), bad.into_bytes()),
        ("P01".to_owned(), text.into_bytes()),
    ]);
    let claims = rows(&run, "claims");
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0]["claim_id"], "2-1-1");
    let findings = rows(&run, "findings");
    let rejected = findings
        .iter()
        .find(|row| row["code"] == "X12-0209")
        .unwrap();
    assert_eq!(rejected["file"], "bad");
    assert_eq!(rejected["batch_id"], "1-1");
}

#[test]
fn a_batch_that_is_cut_off_leaves_no_rows() {
    let whole = edi("P17");
    let cut = whole[..whole.len() - 60].to_vec();
    let run = run(&[("cut".to_owned(), cut), ("P17".to_owned(), whole)]);
    assert!(run.outcomes[0].failure.is_some());
    for (name, id) in [
        ("claims", "claim_id"),
        ("lines", "line_id"),
        ("coverages", "claim_id"),
        ("adjudications", "line_id"),
    ] {
        let rows = rows(&run, name);
        assert!(!rows.is_empty());
        assert!(rows.iter().all(|row| row[id].starts_with("2-")), "{name}");
    }
}
