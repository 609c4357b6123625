//! Nothing that tells who somebody is comes through.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod common;

use common::{clean, elements, mask, masker, values};
use std::collections::BTreeSet;
use x12_core::{Date, Tag, Tokens};

/// Texts and identifiers of the layout tables: element names such as `NM103` or `REF04-2`.
fn text_elements() -> BTreeSet<String> {
    // Of type AN: held back here are those that hold codes or numbers of the file's structure, told by the sheets.
    let codes = [
        "SVC04", "CLM05-1", "CLP08", "SV105", "TS302", "MOA03", "MOA04", "MOA05", "MOA06", "MOA07",
        "MIA05", "MIA20", "MIA21", "MIA22", "MIA23", "LQ02", "STC01-1", "STC01-2", "STC10-1",
        "STC10-2", "STC11-1", "STC11-2", "PRV03", "HL01", "HL02", "ST02", "ST03", "SE02", "GS08",
        "AK103", "AK202", "AK203", "IK303", "CTX04", "CTX01-1", "HCP10",
    ];
    let procedures = ["SVC01", "SVC06", "SV101", "SV501", "SVD03"];
    let mut all = BTreeSet::new();
    let tables = [
        fixtures::layout_835(),
        fixtures::layout_837p(),
        fixtures::layout_277ca(),
        fixtures::layout_277(),
        fixtures::layout_276(),
        fixtures::layout_999(),
    ];
    for row in tables.iter().flat_map(|table| table.lines()) {
        let columns: Vec<&str> = row.split(',').collect();
        if columns[9] != "AN" {
            continue;
        }
        let name = format!("{}{}", columns[3], columns[7]);
        let is_part = |part: u32| procedures.iter().any(|of| name == format!("{of}-{part}"));
        let is_code = codes.contains(&name.as_str())
            || (2..=6).any(is_part)
            || (name.starts_with("HI") && name.ends_with("-2"));
        if !is_code {
            all.insert(name);
        }
    }
    all
}

/// The tables name what a text is; each text is replaced by one of its own of the same length, and none comes through.
#[test]
fn no_text_comes_through() {
    let texts = text_elements();
    assert!(texts.len() > 60, "{texts:?}");
    for expected in [
        "NM103", "NM109", "CLM01", "CLP01", "CLP07", "REF02", "N301", "PER04", "TRN02", "STC12",
        "K301",
    ] {
        assert!(texts.contains(expected), "{expected}");
    }
    let mut masker = masker();
    let mut total = 0;
    for (name, file) in clean() {
        let (file, tokens) = marked(&file, &texts);
        let copy = mask(&mut masker, &file);
        let upper = copy.to_ascii_uppercase();
        for token in &tokens {
            let seen = upper.windows(token.len()).any(|window| window == token);
            assert!(!seen, "{name}: {}", String::from_utf8_lossy(token));
        }
        total += tokens.len();
    }
    assert!(total > 700, "{total}");
}

/// The file with every text of at least six characters replaced, and what it was replaced by.
fn marked(file: &[u8], texts: &BTreeSet<String>) -> (Vec<u8>, Vec<Vec<u8>>) {
    let (mut out, mut tokens) = (Vec::new(), Vec::new());
    let mut parts = Tokens::new(file);
    while let Some(token) = parts.next().unwrap() {
        out.extend_from_slice(token.trivia);
        let segment = token.segment;
        let delimiters = *segment.delimiters();
        out.extend_from_slice(segment.tag().to_string().as_bytes());
        for number in 1..=segment.len() {
            out.push(delimiters.element());
            let element = segment.element(number);
            let components: Vec<&[u8]> = segment.components(element).collect();
            for (at, part) in components.iter().enumerate() {
                if at > 0 {
                    out.push(delimiters.component());
                }
                let name = format!("{}{number:02}", segment.tag());
                let is_text =
                    texts.contains(&name) || texts.contains(&format!("{name}-{}", at + 1));
                if is_text && part.len() >= 6 {
                    // Letters and digits, different each time: QX7Z and the count in base 5.
                    let mut count = tokens.len();
                    let made: Vec<u8> = (0..part.len())
                        .map(|at| {
                            let digit = count % 7;
                            count /= 7;
                            if at % 2 == 0 {
                                b"QXZJKWV"[digit]
                            } else {
                                b"7392846"[digit]
                            }
                        })
                        .collect();
                    out.extend_from_slice(&made);
                    tokens.push(made);
                } else {
                    out.extend_from_slice(part);
                }
            }
        }
        out.push(delimiters.terminator());
    }
    out.extend_from_slice(parts.trailing());
    (out, tokens)
}

/// Every name, address, identifier and number of the clean files themselves, word by word.
#[test]
fn no_word_of_a_person_comes_through() {
    let mut masker = masker();
    let mut seen = 0;
    for (name, file) in clean() {
        let copy = mask(&mut masker, &file).to_ascii_uppercase();
        let person = [
            ("NM1", 3),
            ("NM1", 4),
            ("NM1", 9),
            ("N1", 2),
            ("N1", 4),
            ("N3", 1),
            ("N4", 1),
            ("N4", 3),
            ("REF", 2),
            ("CLM", 1),
            ("CLP", 1),
            ("CLP", 7),
            ("TRN", 2),
            ("TRN", 3),
            ("PER", 2),
            ("PER", 4),
            ("NTE", 2),
        ];
        let copied: BTreeSet<Vec<u8>> = values(&copy).into_iter().collect();
        for (tag, number, value) in elements(&file) {
            if !person
                .iter()
                .any(|(of, at)| Tag::new(of) == tag && *at == number)
                || value.len() < 4
            {
                continue;
            }
            seen += 1;
            let value = value.to_ascii_uppercase();
            assert!(!copied.contains(&value), "{name} {tag}{number:02}");
            for word in value
                .split(|byte| !byte.is_ascii_alphanumeric())
                .filter(|word| word.len() > 5)
            {
                let found = copy.windows(word.len()).any(|window| window == word);
                assert!(
                    !found,
                    "{name} {tag}{number:02}: {}",
                    String::from_utf8_lossy(word)
                );
            }
        }
    }
    assert!(seen > 900, "{seen}");
}

/// Every date is another one, all by the same number of days.
#[test]
fn dates_are_moved_alike() {
    let mut masker = masker();
    let mut moves = BTreeSet::new();
    let mut count = 0;
    for (name, file) in clean() {
        let copy = mask(&mut masker, &file);
        let (before, after) = (elements(&file), elements(&copy));
        assert_eq!(before.len(), after.len(), "{name}");
        for ((tag, number, old), (_, _, new)) in before.into_iter().zip(after) {
            let at = |tags: &[(&str, usize)]| {
                tags.iter()
                    .any(|(of, at)| Tag::new(of) == tag && *at == number)
            };
            if !at(&[
                ("GS", 4),
                ("BPR", 16),
                ("DTM", 2),
                ("DTP", 3),
                ("DMG", 2),
                ("BHT", 4),
                ("STC", 2),
                ("PLB", 2),
            ]) {
                continue;
            }
            for (old, new) in old
                .split(|byte| *byte == b'-')
                .zip(new.split(|byte| *byte == b'-'))
            {
                let (old, new) = (Date::read(old).unwrap(), Date::read(new).unwrap());
                moves.insert(old.get().signed_duration_since(new.get()).num_days());
                count += 1;
            }
        }
    }
    assert_eq!(moves.len(), 1);
    assert!(count > 150, "{count}");
    assert!(x12_mask::DAYS.contains(moves.first().unwrap()));
}

/// Places where values hide: segments and elements that no guide has, a terminator in a note, comments between
/// interchanges, a name where a code, an amount, a date or a time belongs.
#[test]
fn hidden_places_are_masked() {
    let file = String::from_utf8(fixtures::era()[0].edi.to_vec()).unwrap();
    let nm1 = file.find("NM1*QC").unwrap();
    let with = |segments: &str| format!("{}{segments}{}", &file[..nm1], &file[nm1..]);
    let cases = [
        with("ZZZ*HARRIET TUBMAN*TUBMAN~"),
        with("NTE*ADD*SEEN WITH ~TUBMAN HARRIET~"),
        with("TUBMAN~"),
        with("REF*TUBMAN*1*TUBMAN*TUBMAN:TUBMAN*TUBMAN~"),
        with("DTM*232*TUBMAN*TUBMAN~"),
        with("AMT*TUBMAN*TUBMAN~"),
        with("CAS*TUBMAN*TUBMAN*TUBMAN~"),
        with("SVC*TUBMAN:TUBMAN:TUBMAN*TUBMAN*1*TUBMAN*TUBMAN~"),
        with("MOA***TUBMAN~LQ*TUBMAN*TUBMAN~PLB*TUBMAN*TUBMAN*TUBMAN:TUBMAN*TUBMAN~"),
        with(
            "HL*TUBMAN*TUBMAN*TUBMAN*TUBMAN~CTX*TUBMAN:TUBMAN*TUBMAN~IK3*TUBMAN*TUBMAN*TUBMAN*TUBMAN~",
        ),
        format!("Dear Mrs TUBMAN, born 19220310\r\n{file}\r\nHARRIET TUBMAN\r\n"),
        file.replace("ISA*00*          *", "ISA*00*TUBMAN    *"),
        file.replace("*150*", "*150TUBMAN*"),
        file.replace("LOPEZ", "TUBMAN\u{1}")
            .replace("MARIA", "TÚBMAN"),
    ];
    let mut masker = masker();
    for (at, case) in cases.iter().enumerate() {
        assert!(case.contains("TUBMAN"), "{at}");
        let copy = mask(&mut masker, case.as_bytes());
        let copy = String::from_utf8_lossy(&copy).to_uppercase();
        for value in ["TUBMAN", "HARRIET", "SEEN", "19220310", "TÚBMAN"] {
            assert!(!copy.contains(value), "{at}: {value}");
        }
    }
}

#[test]
fn nothing_of_a_key_or_a_file_is_shown() {
    let masker = masker();
    assert_eq!(format!("{masker:?}"), "Masker(…)");
    for secret in [&b"SECRET"[..], &[b'S'; 40]] {
        let error = x12_mask::Key::new(secret).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("SECRET"));
    }
}
