//! Replacing lists with tables of one's own.

#![allow(clippy::expect_used, reason = "helpers of tests may fail loudly")]

use std::fs;

use tempfile::TempDir;
use x12_codes::{CodeList, Codes, NaiveDate};

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file in the temporary folder");
    }
    folder
}

fn load(files: &[(&str, &str)]) -> Codes {
    Codes::with_dir(folder(files).path()).expect("a good folder")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn a_list_is_replaced_whole_and_the_others_stay() {
    let codes = load(&[("carc.csv", "code,label\n45,my words\nX99,mine alone\n")]);
    assert_eq!(codes.label(CodeList::Carc, "45"), Some("my words"));
    assert_eq!(codes.label(CodeList::Carc, "x99"), Some("mine alone"));
    assert_eq!(
        codes.label(CodeList::Carc, "1"),
        None,
        "built-in reasons are gone"
    );
    assert_eq!(codes.all(CodeList::Carc).len(), 2);
    for &list in CodeList::ALL.iter().filter(|&&list| list != CodeList::Carc) {
        assert_eq!(codes.all(list), Codes::builtin().all(list), "{list}");
    }
    assert_eq!(
        Codes::builtin().all(CodeList::Carc).len(),
        105,
        "the built-in tables are untouched"
    );
}

#[test]
fn every_list_can_be_replaced() {
    let files: Vec<(String, String)> = CodeList::ALL
        .iter()
        .map(|list| {
            (
                format!("{}.csv", list.file_stem()),
                format!("code,label\nQ7,{list} of mine\n"),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let codes = load(&files);
    for &list in CodeList::ALL {
        assert_eq!(
            codes.label(list, "Q7"),
            Some(format!("{list} of mine").as_str())
        );
    }
    assert_eq!(codes.find("Q7").len(), CodeList::ALL.len());
}

#[test]
fn all_columns_are_read_in_any_order() {
    let table = "Counts_As_Denial,class, start ,stop,LABEL,code\nYES,eligibility,2020-02-29,2021-01-01,\"a, b\",b1\n,,,,c,B2\nno,,,,d,B3\n";
    let codes = load(&[("carc.csv", table)]);
    let entry = codes.entry(CodeList::Carc, "B1").unwrap();
    assert_eq!((entry.code.as_str(), entry.label.as_str()), ("B1", "a, b"));
    assert_eq!(
        (entry.start, entry.stop),
        (Some(day("2020-02-29")), Some(day("2021-01-01")))
    );
    assert_eq!(
        (entry.class.as_deref(), entry.counts_as_denial),
        (Some("eligibility"), Some(true))
    );
    let entry = codes.entry(CodeList::Carc, "B2").unwrap();
    assert_eq!((entry.start, entry.stop), (None, None));
    assert_eq!(
        (entry.class.as_deref(), entry.counts_as_denial),
        (None, None)
    );
    assert_eq!(
        codes.entry(CodeList::Carc, "B3").unwrap().counts_as_denial,
        Some(false)
    );
}

#[test]
fn the_day_picks_between_meanings_of_one_code() {
    let table = "code,label,start,stop\n\
        7,newest,2020-01-01,\n\
        7,oldest,,1999-12-31\n\
        7,middle,2005-06-01,2019-12-31\n\
        8,over,2001-01-01,2002-12-31\n\
        8,over again,2003-01-01,2003-06-30\n";
    let codes = load(&[("rarc.csv", table)]);
    let on = |date| codes.label_on(CodeList::Rarc, "7", day(date));
    assert_eq!(on("1990-01-01"), Some("oldest"));
    assert_eq!(on("1999-12-31"), Some("oldest"), "the last day counts");
    assert_eq!(on("2000-01-01"), None, "between two meanings");
    assert_eq!(on("2005-06-01"), Some("middle"), "the first day counts");
    assert_eq!(on("2019-12-31"), Some("middle"));
    assert_eq!(on("2020-01-01"), Some("newest"));
    assert_eq!(on("2099-12-31"), Some("newest"));

    assert_eq!(
        codes.label(CodeList::Rarc, "7"),
        Some("newest"),
        "the one without a last day"
    );
    assert_eq!(
        codes.label(CodeList::Rarc, "8"),
        Some("over again"),
        "or else the latest"
    );
    assert_eq!(codes.entry_on(CodeList::Rarc, "8", day("2004-01-01")), None);

    let labels: Vec<&str> = codes
        .entries(CodeList::Rarc, "7")
        .iter()
        .map(|entry| entry.label.as_str())
        .collect();
    assert_eq!(labels, ["oldest", "middle", "newest"]);
    assert_eq!(
        codes
            .find("7")
            .iter()
            .filter(|(list, _)| *list == CodeList::Rarc)
            .count(),
        3
    );
}

#[test]
fn adjustments_use_the_loaded_tables() {
    let codes = load(&[("adjustment_group.csv", "code,label\nXX,my group\n")]);
    assert_eq!(
        codes.find_adjustment("XX-1").unwrap().reason_label(),
        Some("deductible")
    );
    assert_eq!(codes.find_adjustment("CO-1"), None);
}

#[test]
fn spreadsheet_files_are_read() {
    let codes = load(&[
        (
            "rarc.csv",
            "\u{feff}code,label\r\n\r\nM1,\"said \"\"so\"\"\"\r\nM2,déjà vu",
        ),
        ("notes.txt", "x"),
    ]);
    assert_eq!(codes.label(CodeList::Rarc, "M1"), Some("said \"so\""));
    assert_eq!(codes.label(CodeList::Rarc, "M2"), Some("déjà vu"));
}

#[test]
fn the_built_in_text_of_a_list_can_be_loaded_again() {
    let mut text = String::from("code,label,class,counts_as_denial\n");
    for entry in Codes::builtin().all(CodeList::Carc) {
        let denial = if entry.counts_as_denial == Some(true) {
            "yes"
        } else {
            "no"
        };
        let class = entry.class.as_deref().unwrap_or_default();
        text.push_str(&format!(
            "{},\"{}\",{class},{denial}\n",
            entry.code, entry.label
        ));
    }
    let codes = load(&[("carc.csv", &text)]);
    assert_eq!(
        codes.all(CodeList::Carc),
        Codes::builtin().all(CodeList::Carc)
    );
}
