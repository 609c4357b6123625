//! What must hold for any claims: what is written reads back to the same claims, and no input makes a broken file.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod generated;

use std::collections::{BTreeMap, BTreeSet};

use claim_model::{CheckOptions, Claim, Day, may_be_sent};
use generated::{
    Dice, batch, claims,
    json::{compare, fields_in, fields_of, text_leaves},
    reading::{Read, envelope, in_order_of_file, json, write},
};
use proptest::prelude::*;
use serde_json::Value;
use x12_837p::claim::{BatchError, ClaimEnvelope, Letters, WriteOptions, write_claims};
use x12_core::Delimiters;

/// The claims that the file must give: what is sent of them, in the order of the file.
fn expected(claims: &[Claim]) -> Vec<Claim> {
    let members: Vec<Claim> = claims
        .iter()
        .map(|of| of.with_member_as_subscriber().into_owned())
        .collect();
    in_order_of_file(&members)
        .iter()
        .map(Claim::as_sent)
        .collect()
}

/// Fails with the fields that differ; `Debug` of a claim shows no names.
fn assert_same(read: &[Claim], expected: &[Claim]) {
    assert_eq!(read.len(), expected.len());
    for (read, expected) in read.iter().zip(expected) {
        if read == expected {
            continue;
        }
        let value = |of: &Claim| serde_json::to_value(of).unwrap();
        let mut differences = BTreeMap::new();
        compare(
            &value(expected),
            &value(read),
            &mut String::new(),
            &mut differences,
        );
        panic!("expected and read: {differences:#?}");
    }
}

/// `PROPTEST_CASES` asks for more cases than the usual ones.
fn options() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() {
        usual.cases
    } else {
        128
    };
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..usual
    }
}

/// A field that is new in the model fails here until the generator makes it.
#[test]
fn generated_claims_use_every_field() {
    let schema = serde_json::to_value(schemars::schema_for!(Claim)).unwrap();
    let mut used = BTreeSet::new();
    for seed in 0..400 {
        for claim in claims(&mut Dice::new(seed, 50), 2) {
            fields_in(
                &schema,
                &serde_json::to_value(&claim).unwrap(),
                &schema,
                "Claim",
                &mut used,
            );
        }
    }
    let missing: Vec<_> = fields_of(&schema).difference(&used).cloned().collect();
    assert!(missing.is_empty(), "never generated: {missing:#?}");
    assert!(used.len() > 200, "only {} fields", used.len());
}

proptest! {
    #![proptest_config(options())]

    /// The generator keeps the rules: otherwise the laws below would say nothing.
    #[test]
    fn generated_claims_may_be_sent(claims in batch(4)) {
        let options = CheckOptions { today: Day::new(2025, 3, 1) };
        for claim in &claims {
            let found = claim.check(&options);
            prop_assert!(may_be_sent(&found), "{}", found.iter().map(|of| format!("{of}\n")).collect::<String>());
        }
    }

    /// Reading gives what was sent, the reader finds no fault in the file, and writing is a function of its input.
    #[test]
    fn what_is_written_reads_back(claims in batch(8), breaks in any::<bool>()) {
        let options = WriteOptions::default().line_breaks(breaks);
        let file = write(&claims, &options);
        prop_assert_eq!(&file, &write(&claims, &options), "not the same twice");
        let read = Read::of(&file);
        prop_assert!(read.faults().is_empty(), "{:#?}", read.faults());
        prop_assert_eq!(read.without_claim, 0);
        assert_same(&read.claims, &expected(&claims));
    }

    /// Read and written again, the bytes are the same: the envelope that was read included.
    #[test]
    fn writing_what_was_read_gives_the_same_bytes(claims in batch(8)) {
        // Of claims as they are sent: what is never sent may keep levels apart that look the same in the file.
        let claims: Vec<Claim> = claims.iter().map(Claim::as_sent).collect();
        let options = WriteOptions::default();
        let file = write(&claims, &options);
        let read = Read::of(&file);
        // The fixture's telephone number has hyphens and its names small letters.
        prop_assert_eq!(in_capitals(&read.envelopes[0]), in_capitals(&envelope()));
        let (again, _) = write_claims(&read.claims, read.envelopes[0].clone(), options).unwrap();
        prop_assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(file).unwrap());
    }

    /// Everything written, also what the claim says twice: nothing is lost either.
    #[test]
    fn in_full_nothing_is_left_out(claims in batch(3)) {
        let options = WriteOptions::default().only_differences(false).letters(Letters::AsTheyAre);
        let read = Read::of(&write(&claims, &options));
        prop_assert!(read.faults().is_empty(), "{:#?}", read.faults());
        let sent: Vec<Claim> = read.claims.iter().map(Claim::as_sent).collect();
        assert_same(&sent, &expected(&claims));
    }

    /// Segments have the form that the guide asks for: no empty tail, no blank at the ends, numbers in their shortest form.
    #[test]
    fn segments_are_in_their_shortest_form(claims in batch(4)) {
        let file = String::from_utf8(write(&claims, &WriteOptions::default())).unwrap();
        prop_assert!(file.is_ascii() && !file.contains('\n') && file.ends_with('~'));
        let segments: Vec<&str> = file.trim_end_matches('~').split('~').collect();
        for segment in segments.iter().skip(1) {
            prop_assert!(!segment.ends_with(['*', ':', '^']), "{segment}");
            prop_assert!(!segment.contains(":*"), "{segment}");
            for element in segment.split('*').flat_map(|of| of.split(':')) {
                prop_assert_eq!(element.trim(), element, "{}", segment);
            }
        }
        let numbers = [("SV1", 2), ("CLM", 2), ("AMT", 2), ("SVD", 2), ("CTP", 4), ("SV1", 4), ("SVD", 5)];
        for (tag, element) in numbers {
            for segment in segments.iter().filter(|of| of.starts_with(&format!("{tag}*"))) {
                let number = segment.split('*').nth(element).unwrap();
                // The zero before the point may be written; no other zero at either end may.
                let whole = number.split('.').next().unwrap();
                let short = (whole == "0" || !whole.starts_with('0')) && (!number.contains('.') || !number.ends_with(['0', '.']));
                prop_assert!(short, "{segment}");
            }
        }
    }

    /// Levels and trailers, counted by hand rather than by the reader.
    #[test]
    fn levels_and_counts_are_right(claims in batch(12)) {
        let file = String::from_utf8(write(&claims, &WriteOptions::default())).unwrap();
        check_counts(&file);
    }
}

fn in_capitals(envelope: &ClaimEnvelope) -> String {
    json(envelope)
        .to_uppercase()
        .replace("503-555-0100", "5035550100")
}

/// Walks over the segments with nothing but their separators.
fn check_counts(file: &str) {
    let segments: Vec<Vec<&str>> = file
        .trim_end_matches('~')
        .split('~')
        .map(|of| of.split('*').collect())
        .collect();
    let (mut sets, mut set_start, mut lines) = (0, 0, 0);
    let mut levels: Vec<(u32, &str)> = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        match segment[0] {
            "ST" => (set_start, levels) = (at, Vec::new()),
            "HL" => {
                let (number, kind) = (segment[1].parse::<u32>().unwrap(), segment[3]);
                assert_eq!(number as usize, levels.len() + 1, "levels are counted");
                let of_kind = |kind: &str| {
                    levels
                        .iter()
                        .rev()
                        .find(|of| of.1 == kind)
                        .map_or(String::new(), |of| of.0.to_string())
                };
                let parent = match kind {
                    "20" => String::new(),
                    "22" => of_kind("20"),
                    _ => of_kind("22"),
                };
                assert_eq!(segment[2], parent, "parent of {kind}");
                let next = segments[at + 1..]
                    .iter()
                    .find(|of| matches!(of[0], "HL" | "CLM"))
                    .unwrap();
                assert_eq!(segment[4] == "1", next[0] == "HL", "children of {kind}");
                assert!(
                    next[0] == "CLM"
                        || next[3].parse::<u32>().unwrap() > kind.parse::<u32>().unwrap()
                );
                levels.push((number, kind));
            }
            "CLM" => lines = 0,
            "LX" => {
                lines += 1;
                assert_eq!(segment[1], lines.to_string());
            }
            "SE" => {
                sets += 1;
                assert_eq!(segment[1], (at - set_start + 1).to_string(), "SE01");
                assert_eq!(segment[2], segments[set_start][2], "SE02");
                assert_eq!(segment[2], format!("{sets:04}"), "ST02");
            }
            "GE" => assert_eq!(segment[1], sets.to_string(), "GE01"),
            _ => {}
        }
    }
    assert!(sets > 0);
}

/// Letters with what becomes of each, worked out by hand: accents go, delimiters and what has no plain form become a blank.
const LETTERS: &[(&str, &str)] = &[
    ("a", "A"),
    ("Q", "Q"),
    ("7", "7"),
    (" ", " "),
    ("  ", " "),
    ("é", "E"),
    ("Ñ", "N"),
    ("ß", "SS"),
    ("ø", "O"),
    ("Ł", "L"),
    ("\u{2019}", "'"),
    ("\u{2013}", "-"),
    ("\u{2014}", "-"),
    ("-", "-"),
    ("'", "'"),
    ("&", "&"),
    ("\\", "\\"),
    ("|", "|"),
    ("~", " "),
    ("*", " "),
    (":", " "),
    ("^", " "),
    ("`", " "),
    ("\n", " "),
    ("\r\n", " "),
    ("\t", " "),
    ("\0", " "),
    ("\u{7f}", " "),
    ("\u{85}", " "),
    ("\u{a0}", " "),
    ("\u{1F600}", " "),
    ("\u{200d}", " "),
    ("\u{feff}", " "),
    ("\u{1c}", " "),
];

/// Text and what is read back of it.
fn text() -> impl Strategy<Value = (String, String)> {
    let letters = proptest::collection::vec(proptest::sample::select(LETTERS), 0..20);
    letters.prop_map(|letters| {
        let given: String = letters.iter().map(|of| of.0).collect();
        let plain: String = letters.iter().map(|of| of.1).collect();
        let plain = plain
            .split(' ')
            .filter(|of| !of.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        // A name is never empty.
        (format!("X{given}"), format!("X{plain}").replace("X ", "X "))
    })
}

proptest! {
    #![proptest_config(options())]

    /// Names and notes of any kind: the file is whole, and the text is changed as it was said.
    #[test]
    fn words_are_cleaned_and_nothing_else(claims in batch(2), (name, clean_name) in text(), (note, clean_note) in text()) {
        let mut claims = claims;
        let blank_first = |given: &str, plain: String| if given.chars().nth(1).is_some_and(starts_blank) { plain.replacen('X', "X ", 1) } else { plain };
        let clean_name = blank_first(&name, clean_name);
        let clean_note = blank_first(&note, clean_note);
        claims[0].patient = None;
        claims[0].coverage.group_number = None;
        claims[0].coverage.group_name = Some(name.as_str().into());
        claims[0].note = Some(claim_model::ClaimNote { kind: claim_model::ClaimNoteKind::Diagnosis, text: note.as_str().into() });
        let mut wanted = expected(&claims);
        for claim in &mut wanted {
            if claim.patient_control_number == claims[0].patient_control_number {
                claim.coverage.group_name = Some(clean_name.trim_end().into());
                claim.note.as_mut().unwrap().text = clean_note.trim_end().into();
            }
        }
        let read = Read::of(&write(&claims, &WriteOptions::default()));
        prop_assert!(read.faults().is_empty(), "{:#?}", read.faults());
        assert_same(&read.claims, &wanted);
    }

    /// Any text at all in any field of words or any identifier: the claim is refused, or the file is whole, identifiers come
    /// back to the letter, and no other field changes.
    #[test]
    fn no_value_breaks_a_file(claims in batch(1), at in any::<prop::sample::Index>(), value in garbage(), usual in any::<bool>()) {
        let good = serde_json::to_value(&claims[0]).unwrap();
        let mut leaves = Vec::new();
        text_leaves(&good, &mut String::new(), &mut leaves);
        let path = at.get(&leaves).clone();
        let mut changed = good;
        *changed.pointer_mut(&path).unwrap() = Value::String(value.clone());
        // Codes, days and amounts of the model are closed: those do not even become a claim.
        let Ok(claim) = serde_json::from_value::<Claim>(changed) else { return Ok(()) };
        let given = serde_json::to_value(&claim).unwrap().pointer(&path).and_then(Value::as_str).unwrap_or_default().to_owned();
        let delimiters = if usual { Delimiters::USUAL } else { Delimiters::new(b'|', b'>', Some(b'~'), b'\n').unwrap() };
        let options = WriteOptions::default().delimiters(delimiters);
        let (file, _) = match write_claims(std::slice::from_ref(&claim), envelope(), options) {
            Ok(written) => written,
            Err(BatchError::Refused(refused)) => {
                prop_assert!(!may_be_sent(&refused[0].1), "refused without an error");
                return Ok(());
            }
            Err(error) => {
                // The guide's own refusal: every value that a person can type must be named as a field of the claim.
                return Err(TestCaseError::fail(format!("{path}: {value:?}: {error} {error:?}")));
            }
        };
        let read = Read::of(&file);
        prop_assert_eq!(read.claims.len(), 1, "{}", &path);
        prop_assert!(read.faults().is_empty(), "{path} {value:?}: {:#?}", read.faults());
        let mut differences = BTreeMap::new();
        let sent = serde_json::to_value(expected(std::slice::from_ref(&claim))[0].clone()).unwrap();
        compare(&sent, &serde_json::to_value(&read.claims[0]).unwrap(), &mut String::new(), &mut differences);
        differences.retain(|at, (sent, read)| {
            let is_member = path.starts_with("/patient/") && at.starts_with("/coverage/subscriber/");
            // A patient who is a member stands as the subscriber.
            let same_leaf = at.rsplit('/').next() == path.rsplit('/').next();
            let is_here = *at == path || path.starts_with(&format!("{at}/")) || (is_member && same_leaf);
            // Punctuation of numbers, capitals and cleaning.
            let letters = |of: &str| of.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
            let same_letters = letters(sent) == letters(read);
            // A field that was left empty is as good as none.
            let marks_only = is_number_of_people(&path) && letters(&given).is_empty();
            let nothing = (given.trim().is_empty() || marks_only) && read == "null";
            !(is_here && (nothing || is_words(&path) || is_number_of_people(&path) && same_letters))
        });
        prop_assert!(differences.is_empty(), "{path}: {given:?} in, {differences:?}");
    }
}

fn starts_blank(letter: char) -> bool {
    LETTERS
        .iter()
        .any(|of| of.0.starts_with(letter) && of.1 == " ")
}

fn garbage() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,12}",
        "[A-Z0-9]{1,90}",
        "[A-Z0-9 ]{0,3}[~*:^|>!\\n\\r\u{0}][A-Z0-9]{0,5}",
        proptest::sample::select(vec![
            "",
            " ",
            "  ",
            "0",
            "00000000000",
            "A  B",
            " A",
            "A ",
            "É",
            "北京",
            "\u{1F600}",
            "ISA*00",
            "A~SE*1*1~",
            "-",
            "(503) 555-0100",
            "97209-1234",
            "a1b2c3"
        ])
        .prop_map(str::to_owned),
    ]
}

/// Words that are cleaned: names, addresses, notes, descriptions.
fn is_words(path: &str) -> bool {
    let leaf = path.rsplit('/').next().unwrap();
    matches!(
        leaf,
        "last"
            | "first"
            | "middle"
            | "suffix"
            | "organization"
            | "line_1"
            | "line_2"
            | "city"
            | "state"
            | "country"
            | "subdivision"
            | "text"
            | "third_party_note"
            | "description"
            | "group_name"
            | "group_number"
            | "name"
            | "accident_state"
            | "accident_country"
    )
}

/// Numbers that people write with punctuation.
fn is_number_of_people(path: &str) -> bool {
    let leaf = path.rsplit('/').next().unwrap();
    matches!(leaf, "postal_code" | "phone" | "extension" | "fax")
}
