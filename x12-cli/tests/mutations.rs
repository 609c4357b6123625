//! One fault at a time in a valid batch of claims: what `x12 check` makes of it, row by row of the table of faults that
//! public validators do or do not catch.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::Value;
use support::{Folder, claims_text as edi, swap};

/// A file without this segment, its count put right.
fn without(text: &str, segment: &str) -> String {
    let text = swap(text, &format!("{segment}~\n"), "");
    let (before, behind) = text.split_once("~\nSE*").unwrap();
    let (count, rest) = behind.split_once('*').unwrap();
    let count = count.parse::<u32>().unwrap() - 1;
    format!("{before}~\nSE*{count}*{rest}")
}

/// A finding: code, severity, loop, element and box as JSON has them, and the bytes that it points at.
type Expected = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// Checks a file and compares all of its findings, in any order.
fn expect(about: &str, file: &str, expected: &[Expected]) {
    let folder = Folder::new();
    let run = folder
        .write("a.edi", file)
        .run(&["check", "--format", "json", "a.edi"]);
    assert_eq!(run.err, "", "{about}");
    let mut found: Vec<[String; 6]> = run
        .out
        .lines()
        .map(|line| {
            let of: Value = serde_json::from_str(line).unwrap();
            let word = |key: &str| of[key].as_str().unwrap_or("").to_owned();
            let mut element = word("segment");
            if let Some(number) = of["element"].as_u64() {
                element += &format!("{number:02}");
            }
            if let Some(number) = of["component"].as_u64() {
                element += &format!("-{number}");
            }
            let at = |key: &str| usize::try_from(of[key].as_u64().unwrap()).unwrap();
            let bytes = file[at("byte_start")..at("byte_end")].trim().to_owned();
            [
                word("code"),
                word("severity"),
                word("loop"),
                element,
                word("box"),
                bytes,
            ]
        })
        .collect();
    found.sort();
    let mut expected: Vec<[String; 6]> = expected
        .iter()
        .map(|(code, severity, loop_id, element, form_box, bytes)| {
            [code, severity, loop_id, element, form_box, bytes].map(|of| (*of).to_owned())
        })
        .collect();
    expected.sort();
    assert_eq!(found, expected, "{about}");
    let is_bad = expected.iter().any(|of| of[1] == "error");
    assert_eq!(run.code, i32::from(is_bad), "{about}");
}

#[test]
fn the_count_in_se() {
    let file = swap(&edi("P02"), "SE*32*", "SE*33*");
    expect(
        "SE01",
        &file,
        &[("X12-0105", "warning", "", "SE01", "", "33")],
    );
}

#[test]
fn no_pat_below_the_patient() {
    let expected = [
        ("X12-0208", "error", "2000C", "HL", "", "HL*3*2*23*0~"),
        ("X12-0652", "error", "2000C", "HL", "6", "HL*3*2*23*0~"),
    ];
    expect("PAT", &without(&edi("P03"), "PAT*19"), &expected);
}

#[test]
fn charges_that_do_not_add_up() {
    let file = swap(&edi("P02"), "SH-10002*375*", "SH-10002*376*");
    expect(
        "CLM02",
        &file,
        &[("X12-0524", "error", "2300", "CLM02", "28", "376")],
    );
    let file = swap(&edi("P02"), "SV1*HC:90837*175*", "SV1*HC:90837*174*");
    expect(
        "SV102",
        &file,
        &[("X12-0524", "error", "2300", "CLM02", "28", "375")],
    );
}

#[test]
fn empty_ends_of_segments() {
    let file = swap(&edi("P02"), "N3*120 NW OAK ST~", "N3*120 NW OAK ST**~");
    expect(
        "empty end",
        &file,
        &[("X12-0314", "warning", "2010AA", "N303", "", "")],
    );
}

#[test]
fn a_replacement_or_void_without_the_payers_number() {
    for (name, clm) in [
        ("P08", "CLM*SH-10008*175***11:B:7*Y*A*Y*Y~"),
        ("P09", "CLM*SH-10009*175***11:B:8*Y*A*Y*Y~"),
    ] {
        let file = without(&edi(name), "REF*F8*2025041000123");
        expect(
            name,
            &file,
            &[("X12-0659", "error", "2300", "CLM", "22", clm)],
        );
    }
}

#[test]
fn children_that_are_there_or_not() {
    let file = swap(&edi("P02"), "HL*1**20*1~", "HL*1**20*0~");
    expect(
        "HL04 of 20",
        &file,
        &[("X12-0308", "error", "2000A", "HL04", "", "0")],
    );
    let file = swap(&edi("P02"), "HL*2*1*22*0~", "HL*2*1*22*1~");
    expect(
        "HL04 of 22",
        &file,
        &[("X12-0503", "error", "2000B", "HL04", "", "1")],
    );
    let file = swap(&edi("P03"), "HL*2*1*22*1~", "HL*2*1*22*0~");
    expect(
        "HL04 above 23",
        &file,
        &[("X12-0503", "error", "2000B", "HL04", "", "0")],
    );
}

#[test]
fn another_parent() {
    let file = swap(&edi("P02"), "HL*2*1*22*0~", "HL*2*9*22*0~");
    expect(
        "HL02 of 22",
        &file,
        &[("X12-0502", "error", "2000B", "HL02", "", "9")],
    );
    let file = swap(&edi("P03"), "HL*3*2*23*0~", "HL*3*1*23*0~");
    expect(
        "HL02 of 23",
        &file,
        &[("X12-0502", "error", "2000C", "HL02", "", "1")],
    );
}

/// The loops 2310 stand at one place of the guide: any order is legal.
#[test]
fn providers_of_the_claim_in_another_order() {
    let referring = "NM1*DN*1*PARK*IVY****XX*2666004009~\n";
    let file = swap(&edi("P10"), referring, "");
    let file = swap(&file, "LX*1~\n", &format!("{referring}LX*1~\n"));
    assert!(file.find("NM1*82") < file.find("NM1*DN"));
    expect("2310", &file, &[]);
}

#[test]
fn a_diagnosis_with_its_dot() {
    let file = swap(&edi("P02"), "ABK:F331", "ABK:F33.1");
    expect(
        "HI",
        &file,
        &[("X12-0677", "error", "2300", "HI01-2", "21", "F33.1")],
    );
    let file = swap(&edi("P02"), "ABF:F411", "ABF:F41.1");
    expect(
        "HI",
        &file,
        &[("X12-0677", "error", "2300", "HI02-2", "21", "F41.1")],
    );
}

#[test]
fn an_npi_with_a_wrong_check_digit() {
    let file = swap(&edi("P02"), "XX*1234567893~", "XX*1234567894~");
    expect(
        "billing",
        &file,
        &[("X12-0616", "error", "2010AA", "NM109", "33a", "1234567894")],
    );
    let file = swap(&edi("P02"), "XX*2888002005~", "XX*2888002006~");
    expect(
        "rendering",
        &file,
        &[("X12-0616", "error", "2310B", "NM109", "24J", "2888002006")],
    );
}

#[test]
fn the_billing_address() {
    for street in ["PO BOX 12", "P.O. BOX 12", "POST OFFICE BOX 12"] {
        let file = swap(&edi("P02"), "N3*120 NW OAK ST~", &format!("N3*{street}~"));
        let expected = [("X12-0630", "error", "2010AA", "N301", "33")]
            .map(|of| (of.0, of.1, of.2, of.3, of.4, street));
        expect(street, &file, &expected);
    }
    let file = swap(&edi("P02"), "N3*120 NW OAK ST~", "N3*POBOX STREET 4~");
    expect("a street", &file, &[]);
    let file = swap(&edi("P02"), "*972091234~", "*97209~");
    expect(
        "ZIP",
        &file,
        &[("X12-0611", "error", "2010AA", "N403", "33", "97209")],
    );
}

#[test]
fn a_pointer_to_no_diagnosis() {
    let file = swap(&edi("P02"), "*UN*1***1:2~", "*UN*1***1:3~");
    expect(
        "SV107",
        &file,
        &[("X12-0702", "error", "2400", "SV107-2", "24E", "3")],
    );
}

#[test]
fn decisions_of_other_payers() {
    let file = swap(&edi("P17"), "SVD*ACM01*40*", "SVD*ACM01*41*");
    let expected = [
        (
            "X12-0721",
            "error",
            "2430",
            "SVD",
            "24",
            "SVD*ACM01*41*HC:90834**1~",
        ),
        ("X12-0723", "error", "2320", "AMT02", "29", "40"),
    ];
    expect("out of balance", &file, &expected);
    let file = swap(&edi("P17"), "SVD*ACM01*40*", "SVD*XYZ99*40*");
    let expected = [
        ("X12-0720", "error", "2430", "SVD01", "24", "XYZ99"),
        ("X12-0722", "error", "2320", "AMT02", "11d", "40"),
        (
            "X12-0724",
            "error",
            "2330B",
            "NM1",
            "11d",
            "NM1*PR*2*ACME HEALTH PLAN*****PI*ACM01~",
        ),
    ];
    expect("unknown payer", &file, &expected);
}

#[test]
fn a_claim_number_that_is_used_twice() {
    for other in ["SH-10013", "SH-10014"] {
        let file = swap(&edi("P12"), &format!("CLM*{other}*"), "CLM*SH-10012*");
        expect(
            other,
            &file,
            &[("X12-0509", "error", "2300", "CLM01", "26", "SH-10012")],
        );
    }
}

#[test]
fn the_subscriber_is_the_patient_and_has_a_patient_below() {
    let file = swap(&edi("P03"), "SBR*P**GRP7788", "SBR*P*18*GRP7788");
    let subscriber = "NM1*IL*1*LOPEZ*MARIA****MI*MBR100200~";
    let expected = [
        ("X12-0505", "error", "2000C", "HL01", "", "3"),
        ("X12-0646", "error", "2010BA", "NM1", "7", subscriber),
        ("X12-0646", "error", "2010BA", "NM1", "11a", subscriber),
        ("X12-0646", "error", "2010BA", "NM1", "11a", subscriber),
    ];
    expect("SBR02", &file, &expected);
}
