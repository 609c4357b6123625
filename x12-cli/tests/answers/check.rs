//! `x12 check` of claim status and acknowledgments, alone and in one file with everything else.

use serde_json::Value;

use crate::{
    lines,
    support::{Folder, ack_text, claims_text, era_text, numbered, status_text, swap, ta1},
};

fn codes(out: &str) -> Vec<[String; 2]> {
    let word = |of: &Value, key: &str| of[key].as_str().unwrap_or("-").to_owned();
    let all = lines(out);
    all.iter()
        .map(|of| [word(of, "code"), word(of, "guide")])
        .collect()
}

#[test]
fn clean_files_have_no_findings() {
    let folder = Folder::new();
    let statuses = fixtures::statuses().iter();
    for fixture in statuses.chain(fixtures::acknowledgments()) {
        let run = folder.write("a.edi", fixture.edi).run(&["check", "a.edi"]);
        assert_eq!(
            (run.code, run.out.as_str()),
            (0, "a.edi: no findings\n"),
            "{}",
            fixture.name
        );
    }
    let run = folder.run_with(&["check", "-"], ta1("000000050", "A", "000").as_bytes());
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "standard input: no findings\n")
    );
}

/// Every kind of file with a fault of its own, and the guide that it is found by.
fn faulty() -> Vec<(String, [&'static str; 2])> {
    vec![
        (
            swap(
                &era_text("R01"),
                "CLP*SH-10001*1*150*40*70*12*",
                "CLP*SH-10001*1*150*40*XX*12*",
            ),
            ["X12-0304", "005010X221A1"],
        ),
        (
            swap(&claims_text("P02"), "SH-10002*375", "SH-10002*376"),
            ["X12-0524", "005010X222A1"],
        ),
        (
            swap(&status_text("T01"), "REF*D9*CH998877~", "REF*QQ*CH998877~"),
            ["X12-0204", "005010X214"],
        ),
        (
            swap(&status_text("T05"), "REF*EJ*SH-10001~", "REF*QQ*SH-10001~"),
            ["X12-0204", "005010X212"],
        ),
        (
            swap(&ack_text("T09"), "IK5*R*5~", "IK5*Z*5~"),
            ["X12-0308", "005010X231A1"],
        ),
    ]
}

/// Files of all kinds in one, in any order, as a file and as a stream: each set is read by its own guide, and by no other.
#[test]
fn all_kinds_in_one_file() {
    let folder = Folder::new();
    let mut alone = Vec::new();
    let mut whole = String::new();
    for (index, (file, fault)) in faulty().into_iter().enumerate() {
        let file = numbered(&file, u32::try_from(index).unwrap() + 1);
        let run = folder
            .write("a.edi", &file)
            .run(&["check", "--format", "json", "a.edi"]);
        assert_eq!(run.code, 1, "{fault:?}");
        let found = codes(&run.out);
        assert!(
            found.contains(&fault.map(str::to_owned)),
            "{fault:?} {found:?}"
        );
        alone.push((file, found));
    }
    for turn in 0..alone.len() {
        whole.clear();
        let mut expected = Vec::new();
        for (file, found) in &alone {
            whole.push_str(file);
            expected.extend(found.clone());
        }
        let run = folder
            .write("a.edi", &whole)
            .run(&["check", "--format", "json", "a.edi"]);
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        assert_eq!(codes(&run.out), expected, "{turn}");
        let piped = folder.run_with(&["check", "--format", "json", "-"], whole.as_bytes());
        assert_eq!(piped.code, 1);
        assert_eq!(
            piped.out.replace("\"file\":\"-\"", "\"file\":\"a.edi\""),
            run.out
        );
        alone.rotate_left(1);
    }
    let strict = folder.run(&["check", "--strict", "--format", "json", "a.edi"]);
    assert_eq!(
        (strict.code, strict.out.lines().count()),
        (1, 1),
        "{}",
        strict.out
    );
}

/// Sets of several guides within one interchange, group behind group.
#[test]
fn all_kinds_in_one_interchange() {
    let group = |file: &str, number: u32| -> String {
        let lines: Vec<&str> = file.lines().collect();
        let inside = lines[1..lines.len() - 1].join("\n");
        let ends = swap(&inside, "GE*1*1~", &format!("GE*1*{number}~"));
        let (start, rest) = ends.split_once("*1*X*").unwrap();
        format!("{start}*{number}*X*{rest}\n")
    };
    let files = [
        era_text("R01"),
        status_text("T01"),
        claims_text("P02"),
        ack_text("T08"),
        status_text("T06"),
        era_text("R02"),
        ack_text("T09"),
    ];
    let header = "ISA*00*          *00*          *ZZ*ACM01          *ZZ*DEMO001        *250301*1200*^*00501*000000009*0*T*:~\n";
    let mut whole = header.to_owned();
    for (index, file) in files.iter().enumerate() {
        whole.push_str(&group(file, u32::try_from(index).unwrap() + 1));
    }
    whole.push_str(&format!("IEA*{}*000000009~\n", files.len()));
    let folder = Folder::new();
    let run = folder.write("a.edi", &whole).run(&["check", "a.edi"]);
    assert_eq!((run.code, run.out.as_str()), (0, "a.edi: no findings\n"));
    let dirty = swap(&whole, "TRN*2*ST276-3~", "TRN*2~");
    let run = folder
        .write("a.edi", dirty)
        .run(&["check", "--format", "json", "a.edi"]);
    assert_eq!(
        codes(&run.out),
        [["X12-0301", "005010X212"]].map(|of| of.map(str::to_owned))
    );
}

#[test]
fn text_of_findings_in_answers() {
    let folder = Folder::new();
    let other = swap(
        &status_text("T01"),
        "AMT*YY*175~\nHL*3",
        "AMT*YY*170~\nHL*3",
    );
    folder
        .write("a.277", other)
        .write("b.999", swap(&ack_text("T09"), "IK5*R*5~", "IK5*Z*5~"));
    let run = folder.run(&["check", "a.277", "b.999"]);
    insta::assert_snapshot!("check_answers", run.out);
}
