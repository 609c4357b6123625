//! `x12 ack write`.

use crate::{
    lines,
    support::{Folder, ack_text, claims_text, era_text, numbered, swap},
};

const NUMBERS: [&str; 6] = [
    "--control-number",
    "42",
    "--date",
    "2025-03-02",
    "--time",
    "08:30:00",
];

fn write(folder: &Folder, file: &str, more: &[&str]) -> crate::support::Run {
    folder.run(&[&["ack", "write", file][..], &NUMBERS, more].concat())
}

fn segments(file: &str) -> Vec<&str> {
    file.split('~')
        .map(str::trim)
        .filter(|of| !of.is_empty())
        .collect()
}

#[test]
fn a_clean_file_is_accepted() {
    let folder = Folder::new();
    folder.write("a.837", claims_text("P01"));
    let run = write(&folder, "a.837", &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        segments(&run.out),
        [
            "ISA*00*          *00*          *ZZ*DEMOCH         *ZZ*DEMO001        *250302*0830*^*00501*000000042*0*T*:",
            "GS*FA*DEMOCH*DEMO001*20250302*0830*42*X*005010X231A1",
            "ST*999*0001*005010X231A1",
            "AK1*HC*1*005010X222A1",
            "AK2*837*0001*005010X222A1",
            "IK5*A",
            "AK9*A*1*1*1",
            "SE*6*0001",
            "GE*1*42",
            "IEA*1*000000042"
        ]
    );
    let ta1 = write(&folder, "a.837", &["--ta1"]);
    assert_eq!((ta1.code, ta1.err.as_str()), (0, ""));
    assert_eq!(
        segments(&ta1.out)[1..],
        ["TA1*000000001*250301*1200*A*000", "IEA*0*000000042"]
    );
    // The same input gives the same bytes, from a pipe too.
    let piped = folder.run_with(
        &[&["ack", "write", "-"][..], &NUMBERS].concat(),
        claims_text("P01").as_bytes(),
    );
    assert_eq!((piped.code, piped.out), (0, run.out));
}

/// A frequency code that is none, in the only claim of P01.
fn dirty() -> String {
    swap(&claims_text("P01"), "*11:B:1*", "*11:B:Z*")
}

#[test]
fn an_error_is_told_at_its_place() {
    let folder = Folder::new();
    let file = dirty();
    let position = file
        .lines()
        .skip(2)
        .position(|line| line.starts_with("CLM*"))
        .unwrap()
        + 1;
    folder.write("a.837", &file);
    let run = write(&folder, "a.837", &["--out", "a.999"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.ends_with("a.837: 1 999 written\n"), "{}", run.err);
    let written = std::fs::read_to_string(folder.path().join("a.999")).unwrap();
    assert_eq!(
        segments(&written)[4..11],
        [
            "AK2*837*0001*005010X222A1",
            &format!("IK3*CLM*{position}*2300*8"),
            "CTX*CLM01:SH-10001",
            "IK4*5:3*1325*7*Z",
            "IK5*R*5",
            "AK9*R*1*1*0",
            "SE*9*0001"
        ]
    );
    let read = folder.run(&["ack", "read", "a.999"]);
    assert_eq!((read.code, read.err.as_str()), (0, ""));
    assert_eq!(lines(&read.out)[0]["group"]["outcome"], "rejected");
    // Without copies neither the value nor the claim's number is told.
    let run = write(&folder, "a.837", &["--no-copies"]);
    assert_eq!(run.code, 1);
    let told = segments(&run.out);
    assert!(told.contains(&"IK4*5:3*1325*7"), "{told:?}");
    assert!(
        !run.out.contains("SH-10001") && !run.err.contains("SH-10001"),
        "{told:?}"
    );
}

#[test]
fn what_a_999_cannot_say_is_counted() {
    let folder = Folder::new();
    let file = swap(
        &era_text("R01"),
        "CLP*SH-10001*1*150*40*70*",
        "CLP*SH-10001*1*150*41*70*",
    );
    folder.write("a.835", file);
    let run = write(&folder, "a.835", &[]);
    assert_eq!(run.code, 1);
    assert!(
        run.err
            .contains("a.835: a 999 has no words for these errors:\n  X12-0402 "),
        "{}",
        run.err
    );
    // An 835 names no guide in ST03, so AK203 is not there.
    assert!(segments(&run.out).contains(&"AK2*835*0001"), "{}", run.out);
}

#[test]
fn a_file_that_is_cut_off_is_answered_as_far_as_it_goes() {
    let folder = Folder::new();
    let whole = claims_text("P01");
    let cut = whole.find("SE*").unwrap();
    folder.write("a.837", &whole[..cut]);
    let run = write(&folder, "a.837", &["--ta1"]);
    assert_eq!(run.code, 2);
    assert!(
        segments(&run.out).contains(&"TA1*000000001*250301*1200*R*023"),
        "{}",
        run.out
    );
    assert!(run.err.contains("X12-0902"), "{}", run.err);
    let run = write(&folder, "a.837", &[]);
    assert_eq!(run.code, 2);
    assert!(
        segments(&run.out).iter().any(|of| of.starts_with("AK9*R*")),
        "{}",
        run.out
    );
}

#[test]
fn files_of_every_kind_and_several_interchanges() {
    let folder = Folder::new();
    let both = claims_text("P01") + &numbered(&era_text("R01"), 2);
    folder.write("a.edi", both);
    let run = write(&folder, "a.edi", &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let numbers: Vec<&str> = segments(&run.out)
        .into_iter()
        .filter(|of| of.starts_with("IEA"))
        .collect();
    assert_eq!(numbers, ["IEA*1*000000042", "IEA*1*000000043"]);
    folder.write("answers.edi", &run.out);
    let read = folder.run(&["ack", "read", "answers.edi"]);
    let all = lines(&read.out);
    assert_eq!((all.len(), read.code), (2, 0));
    assert_eq!(all[1]["group"]["functional_id"], "HP");
}

#[test]
fn nothing_appears_where_nothing_is_answered() {
    let folder = Folder::new();
    folder
        .write("a.999", ack_text("T08"))
        .write("page.html", "<html></html>")
        .write("empty.837", "")
        .write("good.837", claims_text("P01"));
    for (file, code, says) in [
        ("a.999", 1, "acknowledgments are not acknowledged"),
        ("page.html", 2, "X12-0901"),
        ("empty.837", 2, "X12-0901"),
        ("missing.837", 2, "missing.837: "),
    ] {
        let run = write(&folder, file, &["--out", "out.999"]);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{file}");
        assert!(run.err.contains(says), "{file}: {}", run.err);
        assert!(!folder.path().join("out.999").exists(), "{file}");
    }
    let same = write(&folder, "good.837", &["--out", "good.837"]);
    assert_eq!(same.code, 2);
    assert!(same.err.contains("named for two things"), "{}", same.err);
    assert_eq!(
        std::fs::read_to_string(folder.path().join("good.837")).unwrap(),
        claims_text("P01")
    );
}

/// The clock gives what is not given.
#[test]
fn numbers_of_the_clock_can_be_read() {
    let folder = Folder::new();
    folder.write("a.837", claims_text("P01"));
    let run = folder.run(&["ack", "write", "a.837"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    folder.write("a.999", &run.out);
    assert_eq!(folder.run(&["check", "a.999"]).out, "a.999: no findings\n");
}
