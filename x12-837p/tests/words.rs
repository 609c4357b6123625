//! Words on their way into a file: what becomes of accents, symbols, delimiters and empty fields.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod generated;

use claim_model::{Claim, ClaimNote, ClaimNoteKind};
use generated::reading::{Read, beginning, envelope, fixture, segments, write};
use x12_837p::claim::{Letters, WriteOptions, write_claims};
use x12_core::Delimiters;

fn usual(claim: &Claim) -> Vec<String> {
    segments(&write(
        std::slice::from_ref(claim),
        &WriteOptions::default(),
    ))
}

fn one(segments: &[String], with: &str) -> String {
    let all = beginning(segments, with);
    assert_eq!(all.len(), 1, "{with} in {segments:#?}");
    all[0].clone()
}

/// P02: a group bills, a clinician renders; the facility is not told.
fn group() -> Claim {
    fixture("P02")[0].clone()
}

/// N23: words are cleaned, and a finding says so.
#[test]
fn free_text_is_cleaned() {
    let mut claim = group();
    let note = "José saw\nDr. O\u{2019}Neil*~ \u{1F600} at ½ past: \u{201C}ok\u{201D}";
    claim.note = Some(ClaimNote {
        kind: ClaimNoteKind::AdditionalInformation,
        text: note.into(),
    });
    let (file, found) = write_claims(&[claim], envelope(), WriteOptions::default()).unwrap();
    let written = one(&segments(&file), "NTE*");
    assert!(
        written.starts_with("NTE*ADD*JOSE SAW DR. O'NEIL AT "),
        "{written}"
    );
    assert!(written.is_ascii() && !written[8..].contains(['*', ':', '^', '~', '\n']));
    let found: Vec<_> = found
        .iter()
        .map(|(at, of)| format!("{at} {} {}", of.rule, of.path))
        .collect();
    assert_eq!(found, ["0 X12-0541 note.text"]);
    assert_eq!(Read::of(&file).faults(), Vec::<String>::new());
}

/// Fields that were left empty write nothing, and no segment without a value.
#[test]
fn empty_text_is_as_good_as_none() {
    let mut claim = group();
    let bare = usual(&claim);
    claim.prior_authorization = Some("".into());
    claim.special_program = Some("".into());
    claim.references.medical_record_number = Some("".into());
    claim.lines[0].third_party_note = Some("".into());
    claim.lines[0].procedure.description = Some(" ".into());
    claim.billing_provider.address.line_2 = Some("".into());
    claim.coverage.subscriber.property_casualty_number = Some("".into());
    claim.coverage.payer.claim_office = Some("".into());
    assert_eq!(usual(&claim), bare);
}

/// Other delimiters: what was one before may stand in words, and what is one now may not.
#[test]
fn other_delimiters_and_letters_as_they_are() {
    let mut claim = group();
    claim.note = Some(ClaimNote {
        kind: ClaimNoteKind::AdditionalInformation,
        text: "Ratio 1:2 * ok|fine".into(),
    });
    let delimiters = Delimiters::new(b'|', b'>', Some(b'!'), b'\n').unwrap();
    let options = WriteOptions::default()
        .delimiters(delimiters)
        .letters(Letters::AsTheyAre);
    let file = write(std::slice::from_ref(&claim), &options);
    let text = String::from_utf8(file.clone()).unwrap();
    assert!(text.contains("\nNTE|ADD|Ratio 1:2 * ok fine\n"), "{text}");
    assert!(
        text.contains("\nNM1|82|1|Chen|Amy|L|||XX|2888002005\n"),
        "{text}"
    );
    assert!(text.contains("\nSV1|HC>90791|200|UN|1|||1>2\n"), "{text}");
    let read = Read::of(&file);
    assert_eq!(read.faults(), Vec::<String>::new());
    assert_eq!(
        read.claims[0].note.as_ref().unwrap().text.as_str(),
        "Ratio 1:2 * ok fine"
    );
    assert_eq!(
        read.claims[0].billing_provider.name,
        claim.billing_provider.name
    );
}

/// Every letter of the common scripts becomes plain ones, and what is plain stays as it is: cleaning twice is cleaning once.
#[test]
fn cleaning_is_done_once() {
    let letters: Vec<char> = (1..0x3400)
        .chain(0x4e00..0x4f00)
        .chain(0xac00..0xad00)
        .chain(0xfb00..0xfb10)
        .filter_map(char::from_u32)
        .collect();
    let mut claim = group();
    let line = claim.lines[0].clone();
    for letters in letters.chunks(50 * 3) {
        claim.lines = letters
            .chunks(3)
            .enumerate()
            .map(|(at, letters)| {
                // Between letters, and before and behind a blank.
                let words: String = letters
                    .iter()
                    .map(|letter| format!("A{letter} {letter}"))
                    .collect();
                claim_model::ServiceLine {
                    line_control_number: Some(format!("L{at}").into()),
                    note: Some(claim_model::LineNote {
                        kind: claim_model::LineNoteKind::AdditionalInformation,
                        text: format!("{words}B").into(),
                    }),
                    ..line.clone()
                }
            })
            .collect();
        let written = write_claims(
            std::slice::from_ref(&claim),
            envelope(),
            WriteOptions::default(),
        );
        let Ok((file, _)) = written else {
            panic!("{letters:?} {written:?}")
        };
        let read = Read::of(&file);
        assert_eq!(read.faults(), Vec::<String>::new());
        for line in &read.claims[0].lines {
            let text = line.note.as_ref().unwrap().text.as_str();
            assert!(
                text.is_ascii()
                    && !text.contains("  ")
                    && text.starts_with('A')
                    && text.ends_with('B'),
                "{text:?}"
            );
            assert_eq!(text.to_ascii_uppercase(), text);
        }
        let (again, found) = write_claims(
            &read.claims,
            read.envelopes[0].clone(),
            WriteOptions::default(),
        )
        .unwrap();
        assert_eq!(found, []);
        assert_eq!(again, file);
    }
}
