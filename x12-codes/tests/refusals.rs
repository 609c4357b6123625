//! Folders and tables that are refused, each with the file, the line and the reason.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests may fail loudly"
)]

use std::fs::{self, File};

use x12_codes::{Codes, CodesError, TableFault};

/// Loads a folder with one file and gives the error.
fn refuse(name: &str, content: impl AsRef<[u8]>) -> CodesError {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join(name), content).expect("a file in the temporary folder");
    let error = Codes::with_dir(folder.path()).expect_err("a refused folder");
    assert!(error.to_string().contains(name), "{error} names the file");
    assert_eq!(error.path(), folder.path().join(name));
    error
}

/// Loads a table and gives the line and the fault.
fn fault(content: impl AsRef<[u8]>) -> (usize, TableFault) {
    let error = refuse("carc.csv", content);
    let CodesError::Table {
        line, ref fault, ..
    } = error
    else {
        panic!("{error}");
    };
    assert_eq!(error.line(), Some(line));
    assert!(
        error
            .to_string()
            .ends_with(&format!("carc.csv, line {line}: {fault}")),
        "{error}"
    );
    (line, fault.clone())
}

#[test]
fn a_folder_without_tables() {
    let folder = tempfile::tempdir().unwrap();
    let error = Codes::with_dir(folder.path()).unwrap_err();
    assert!(matches!(error, CodesError::NoTable { .. }), "{error}");
    assert!(error.to_string().contains("carc.csv"), "{error}");
    assert_eq!((error.path(), error.line()), (folder.path(), None));

    fs::write(folder.path().join("readme.txt"), "nothing here").unwrap();
    assert!(matches!(
        Codes::with_dir(folder.path()),
        Err(CodesError::NoTable { .. })
    ));
}

#[test]
fn a_folder_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let error = Codes::with_dir(&folder.path().join("missing")).unwrap_err();
    assert!(matches!(error, CodesError::Folder { .. }), "{error}");
    assert!(error.to_string().contains("missing"), "{error}");
}

#[test]
fn a_table_with_an_unknown_name() {
    for name in [
        "carcs.csv",
        "CARC.csv",
        "carc.CSV",
        ".csv",
        "copy of carc.csv",
    ] {
        let error = refuse(name, "code,label\n1,a\n");
        assert!(
            matches!(error, CodesError::UnknownFile { .. }),
            "{name}: {error}"
        );
        assert!(
            error.to_string().contains("rarc.csv"),
            "{error} names the known files"
        );
    }
}

#[test]
fn one_bad_file_spoils_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("carc.csv"), "code,label\n1,a\n").unwrap();
    fs::write(folder.path().join("rarc.csv"), "code\n1\n").unwrap();
    let error = Codes::with_dir(folder.path()).unwrap_err();
    assert!(error.to_string().contains("rarc.csv, line 1:"), "{error}");
}

#[test]
fn a_folder_in_the_place_of_a_table() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("carc.csv")).unwrap();
    let error = Codes::with_dir(folder.path()).unwrap_err();
    assert!(matches!(error, CodesError::File { .. }), "{error}");
}

#[test]
fn a_file_far_too_large() {
    let folder = tempfile::tempdir().unwrap();
    File::create(folder.path().join("carc.csv"))
        .unwrap()
        .set_len(16 * 1024 * 1024 + 1)
        .unwrap();
    let error = Codes::with_dir(folder.path()).unwrap_err();
    assert!(
        matches!(
            error,
            CodesError::TooLarge {
                limit: 16_777_216,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn missing_unknown_and_repeated_columns() {
    let missing = |column| (1, TableFault::MissingColumn { column });
    assert_eq!(fault("code,start\n1,\n"), missing("label"));
    assert_eq!(fault("label\na\n"), missing("code"));
    assert_eq!(fault("label,stop\na,\n"), missing("code"));
    assert_eq!(fault(""), missing("code"));
    assert_eq!(fault("\n\n"), missing("code"));
    assert_eq!(
        fault("code;label\n1;a\n"),
        missing("code"),
        "separated by semicolons"
    );
    assert_eq!(
        fault("code,label,stpo\n1,a,\n"),
        (
            1,
            TableFault::UnknownColumn {
                column: "stpo".into()
            }
        )
    );
    assert_eq!(
        fault("1,deductible\n"),
        (1, TableFault::UnknownColumn { column: "1".into() })
    );
    assert_eq!(
        fault("code,label,Code\n1,a,2\n"),
        (1, TableFault::RepeatedColumn { column: "code" })
    );
    assert_eq!(fault("code,label\n"), (1, TableFault::NoCodes));
}

#[test]
fn duplicate_codes() {
    let twice = |line, first_line| {
        (
            line,
            TableFault::DuplicateCode {
                code: "B7".into(),
                first_line,
            },
        )
    };
    assert_eq!(fault("code,label\nB7,a\n1,b\nB7,c\n"), twice(4, 2));
    assert_eq!(
        fault("code,label\nb7,a\nB7,a\n"),
        twice(3, 2),
        "small letters do not matter"
    );
    let dated = "code,label,start,stop\nB7,a,2020-01-01,\n\n B7 ,b,2020-01-01,\n";
    assert_eq!(fault(dated), twice(4, 2));
}

#[test]
fn overlapping_dates() {
    let overlap = |line, first_line| {
        (
            line,
            TableFault::OverlappingDates {
                code: "7".into(),
                first_line,
            },
        )
    };
    let table = |rows: &str| format!("code,label,start,stop\n{rows}");
    assert_eq!(
        fault(table("7,a,2000-01-01,2010-01-01\n7,b,2010-01-01,\n")),
        overlap(3, 2),
        "one day in common"
    );
    assert_eq!(
        fault(table("7,b,2009-01-01,\n1,x,,\n7,a,2000-01-01,2010-01-01\n")),
        overlap(4, 2)
    );
    assert_eq!(
        fault(table("7,a,2000-01-01,\n7,b,2010-01-01,2011-01-01\n")),
        overlap(3, 2),
        "the first never stops"
    );
    assert_eq!(
        fault(table("7,a,,2000-01-01\n7,b,,2010-01-01\n")),
        overlap(3, 2),
        "both began ever since"
    );
    let inside = "7,a,2000-01-01,2010-12-31\n7,b,2011-01-01,\n7,c,2005-01-01,2005-01-02\n";
    assert_eq!(fault(table(inside)), overlap(4, 2), "one within the other");
}

#[test]
fn text_that_is_not_utf8() {
    assert_eq!(
        fault(b"code,label\n1,a\n2,d\xe9j\xe0\n"),
        (3, TableFault::NotUtf8)
    );
    assert_eq!(
        fault(b"code,label\r\n1,a\r\n2,\xff\r\n"),
        (3, TableFault::NotUtf8)
    );
    assert_eq!(
        fault(b"\xff\xfec\0o\0"),
        (1, TableFault::NotUtf8),
        "UTF-16 of a spreadsheet"
    );
}

#[test]
fn wrong_lines() {
    let count = |expected, found| TableFault::FieldCount { expected, found };
    assert_eq!(fault("code,label\n1,a\n2,b, c\n"), (3, count(2, 3)));
    assert_eq!(fault("code,label,start\n1,a\n"), (2, count(3, 2)));
    assert_eq!(
        fault("code,label\n1,\n"),
        (2, TableFault::Empty { column: "label" })
    );
    assert_eq!(
        fault("code,label\n ,a\n"),
        (2, TableFault::Empty { column: "code" })
    );
    assert_eq!(
        fault("code,label\n4 5,a\n"),
        (2, TableFault::BadCode { code: "4 5".into() })
    );
    assert_eq!(
        fault("code,label\né,a\n"),
        (2, TableFault::BadCode { code: "é".into() })
    );
    let control = |column| TableFault::ControlCharacter { column };
    assert_eq!(fault("code,label\n1,\"a\nb\"\n"), (2, control("label")));
    assert_eq!(
        fault("code,label\n1,\u{1b}[31mred\n"),
        (2, control("label"))
    );
    assert_eq!(
        fault("code,label\n1,\"a\n2,b\n"),
        (2, control("label")),
        "a quote left open"
    );
}

#[test]
fn wrong_dates_and_flags() {
    let bad = |column, value: &str| {
        (
            2,
            TableFault::BadDate {
                column,
                value: value.into(),
            },
        )
    };
    for value in [
        "2023-02-29",
        "2023-13-01",
        "2023-1-1",
        "01/02/2023",
        "20230101",
        "0x23-01-01",
        "tomorrow",
        "+2023-1-01",
    ] {
        assert_eq!(
            fault(format!("code,label,start\n1,a,{value}\n")),
            bad("start", value)
        );
        assert_eq!(
            fault(format!("code,label,stop\n1,a,{value}\n")),
            bad("stop", value)
        );
    }
    let (line, reversed) = fault("code,label,start,stop\n1,a,2020-01-02,2020-01-01\n");
    assert_eq!(line, 2);
    assert!(
        matches!(reversed, TableFault::StopBeforeStart { .. }),
        "{reversed}"
    );
    assert_eq!(
        reversed.to_string(),
        "code 1 stops on 2020-01-01, before it starts on 2020-01-02"
    );
    let flag = TableFault::BadFlag {
        column: "counts_as_denial",
        value: "maybe".into(),
    };
    assert_eq!(fault("code,label,counts_as_denial\n1,a,maybe\n"), (2, flag));
}
