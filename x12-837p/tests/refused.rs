//! Claims that must not be built (scenarios N), and values of the envelope that no file may have.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::semicolon_if_nothing_returned,
    clippy::type_complexity,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod generated;

use std::{fs, path::Path};

use claim_model::{Claim, Finding, PayerClaimNumber, Severity, Submission};
use generated::reading::{Read, beginning, copies, envelope, fixture, segments};
use serde::Deserialize;
use x12_837p::claim::{BatchError, ClaimEnvelope, WriteOptions, write_claims};
use x12_core::Delimiters;

/// A scenario: claims, and every finding that they give.
#[derive(Deserialize)]
struct Scenario {
    about: String,
    claims: Vec<Claim>,
    expect: Vec<Expected>,
    #[serde(default)]
    expect_absent: Vec<String>,
}

#[derive(Deserialize)]
struct Expected {
    #[serde(default)]
    claim: usize,
    code: String,
    severity: Severity2,
    field: String,
}

#[derive(Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Severity2 {
    Info,
    Warning,
    Error,
}

fn scenarios() -> Vec<(String, Scenario)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/claims/N");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|of| of.unwrap().path())
        .collect();
    files.sort();
    let read = |path: &Path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(path).unwrap();
        let scenario =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, scenario)
    };
    files.iter().map(|path| read(path)).collect()
}

fn named(findings: &[(usize, Finding)]) -> Vec<String> {
    let mut named: Vec<_> = findings
        .iter()
        .map(|(at, of)| format!("{at} {} {}", of.rule, of.path))
        .collect();
    named.sort();
    named
}

/// Each scenario is written on its own: with an error there is no file, and the findings name all that is wrong; without
/// one there is a whole file, and what must not be sent is not in it.
#[test]
fn negative_scenarios_give_their_findings_and_no_file() {
    let all = scenarios();
    assert!(all.len() >= 25, "only {} scenarios", all.len());
    for (name, of) in all {
        // The fixtures list each claim's own findings; only a batch knows numbers that are used twice.
        let alone = name != "N26";
        let parts: Vec<(usize, Vec<Claim>)> = if alone {
            of.claims
                .iter()
                .cloned()
                .enumerate()
                .map(|(at, claim)| (at, vec![claim]))
                .collect()
        } else {
            vec![(0, of.claims.clone())]
        };
        for (first, claims) in parts {
            let mine = |expected: &&Expected| !alone || expected.claim == first;
            let wanted = |severity: Option<Severity2>| {
                let all = of
                    .expect
                    .iter()
                    .filter(mine)
                    .filter(|of| severity.is_none_or(|wanted| of.severity == wanted));
                let mut named: Vec<_> = all
                    .map(|of| format!("{} {} {}", of.claim, of.code, of.field))
                    .collect();
                named.sort();
                named
            };
            let is_error = !wanted(Some(Severity2::Error)).is_empty();
            // What the writer itself says of words is not the model's.
            let of_model =
                |(at, of): (usize, Finding)| (of.rule.number >= 600).then_some((at + first, of));
            match write_claims(&claims, envelope(), WriteOptions::default()) {
                Ok((file, found)) => {
                    assert!(!is_error, "{name} ({}): was written", of.about);
                    let found: Vec<_> = found.into_iter().filter_map(of_model).collect();
                    assert_eq!(named(&found), wanted(None), "{name}");
                    let read = Read::of(&file);
                    assert_eq!(read.claims.len(), claims.len(), "{name}");
                    assert_eq!(read.faults(), Vec::<String>::new(), "{name}");
                    let text = String::from_utf8(file).unwrap();
                    for absent in &of.expect_absent {
                        assert!(!text.contains(absent.as_str()), "{name}: {absent}");
                    }
                }
                Err(BatchError::Refused(refused)) => {
                    assert!(is_error, "{name} ({}): {refused:#?}", of.about);
                    let found = refused
                        .into_iter()
                        .flat_map(|(at, all)| all.into_iter().map(move |of| (at, of)));
                    let found: Vec<_> = found.filter_map(of_model).collect();
                    assert_eq!(named(&found), wanted(None), "{name}");
                    assert!(
                        found.iter().any(|of| of.1.severity == Severity::Error),
                        "{name}"
                    );
                }
                Err(error) => panic!("{name}: {error}"),
            }
        }
    }
}

/// N27 and N28 in numbers: 50 lines may be sent, 51 may not.
#[test]
fn fifty_lines_are_the_most() {
    let mut claim = fixture("P01")[0].clone();
    let line = claim.lines[0].clone();
    claim.lines = (0..50)
        .map(|at| claim_model::ServiceLine {
            line_control_number: Some(format!("L{at}").into()),
            ..line.clone()
        })
        .collect();
    let (file, _) = write_claims(
        std::slice::from_ref(&claim),
        envelope(),
        WriteOptions::default(),
    )
    .unwrap();
    assert_eq!(Read::of(&file).claims[0].lines.len(), 50);
    let last = claim_model::ServiceLine {
        line_control_number: Some("L50".into()),
        ..line
    };
    claim.lines.push(last);
    assert_eq!(codes_of(&[claim]), ["X12-0695"]);
}

/// The codes of the only claim that was refused.
fn codes_of(claims: &[Claim]) -> Vec<String> {
    match write_claims(claims, envelope(), WriteOptions::default()) {
        Err(BatchError::Refused(refused)) => {
            assert_eq!(refused.len(), 1);
            refused[0].1.iter().map(|of| of.rule.to_string()).collect()
        }
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("was written"),
    }
}

/// One claim that may not be sent: nothing is written, and the others are not named.
#[test]
fn one_bad_claim_stops_the_batch() {
    let mut claims = copies(&fixture("P01")[0], 5);
    claims[2].diagnoses.clear();
    claims[4].lines.clear();
    let Err(BatchError::Refused(refused)) =
        write_claims(&claims, envelope(), WriteOptions::default())
    else {
        panic!("was written")
    };
    assert_eq!(refused.iter().map(|of| of.0).collect::<Vec<_>>(), [2, 4]);
}

/// Box 22: neither our number nor the clearinghouse's, in any letters; a void needs it as a replacement does.
#[test]
fn the_original_reference_is_the_payers() {
    let mut claim = fixture("P01")[0].clone();
    for number in ["", "  ", "sh-10001", "SH-10001"] {
        claim.submission = Submission::Void(PayerClaimNumber::as_received(number));
        let codes = codes_of(std::slice::from_ref(&claim));
        assert!(
            codes.iter().any(|of| of == "X12-0659" || of == "X12-0660"),
            "{number:?} {codes:?}"
        );
    }
}

/// Words without a single letter that can be sent are no name, and words that grow must still fit; the field is named.
#[test]
fn words_that_cannot_be_sent_are_refused_by_field() {
    let mut claim = fixture("P01")[0].clone();
    claim.coverage.payer.name = "\u{1F600}".into();
    let Err(BatchError::Refused(refused)) =
        write_claims(&[claim], envelope(), WriteOptions::default())
    else {
        panic!("was written")
    };
    let found: Vec<_> = refused[0]
        .1
        .iter()
        .map(|of| format!("{} {}", of.rule, of.path))
        .collect();
    assert_eq!(
        found,
        [
            "X12-0541 coverage.payer.name",
            "X12-0544 coverage.payer.name"
        ]
    );
    // Nor is what may be left out dropped in silence.
    let mut claim = fixture("P01")[0].clone();
    claim.lines[0].third_party_note = Some("\u{1F600}\u{1F600}".into());
    assert_eq!(codes_of(&[claim]), ["X12-0541", "X12-0544"]);
    // Twenty letters of four plain ones each.
    let mut claim = fixture("P01")[0].clone();
    claim.coverage.subscriber.address.as_mut().unwrap().city = "北".repeat(12).into();
    let Err(BatchError::Refused(refused)) =
        write_claims(&[claim], envelope(), WriteOptions::default())
    else {
        panic!("was written")
    };
    let found: Vec<_> = refused[0]
        .1
        .iter()
        .map(|of| format!("{} {}", of.rule, of.path))
        .collect();
    let city = "coverage.subscriber.address.city";
    assert_eq!(
        found,
        [format!("X12-0541 {city}"), format!("X12-0601 {city}")]
    );
}

/// An identifier with a letter that cannot be sent is refused, and never changed; its field is named.
#[test]
fn identifiers_are_never_changed() {
    for (number, delimiters) in [
        ("A*1", Delimiters::USUAL),
        ("A~1", Delimiters::USUAL),
        ("A\n1", Delimiters::USUAL),
        ("Á1", Delimiters::USUAL),
        ("A|1", Delimiters::new(b'|', b'>', None, b'\n').unwrap()),
    ] {
        let mut claim = fixture("P01")[0].clone();
        claim.prior_authorization = Some(number.into());
        let options = WriteOptions::default().delimiters(delimiters);
        let Err(BatchError::Refused(refused)) = write_claims(&[claim], envelope(), options) else {
            panic!("{number:?} was written")
        };
        let found: Vec<_> = refused[0]
            .1
            .iter()
            .map(|of| format!("{} {}", of.rule, of.path))
            .collect();
        assert_eq!(found, ["X12-0542 prior_authorization"], "{number:?}");
    }
    let mut claim = fixture("P01")[0].clone();
    claim.prior_authorization = Some("A|1".into());
    let (file, _) = write_claims(&[claim], envelope(), WriteOptions::default()).unwrap();
    assert_eq!(beginning(&segments(&file), "REF*G1"), ["REF*G1*A|1"]);
}

/// What is wrong with the envelope shows before the first claim, not after the first five thousand.
#[test]
fn envelopes_that_cannot_be_written_are_refused() {
    let changes: &[(&str, fn(&mut ClaimEnvelope))] = &[
        ("delimiter in the reference", |of| {
            of.batch_reference = "A*B".into()
        }),
        ("no reference", |of| of.batch_reference = "".into()),
        ("long reference", |of| {
            of.batch_reference = "A".repeat(51).into()
        }),
        ("terminator in the submitter's id", |of| {
            of.submitter.id = "A~B".into()
        }),
        ("no submitter's id", |of| of.submitter.id = "".into()),
        ("nobody to ask", |of| of.submitter.contacts.clear()),
        ("no receiver", |of| of.receiver.name = "".into()),
        ("delimiter in the receiver's id", |of| {
            of.receiver.id = "A:B".into()
        }),
        ("a long sender", |of| {
            of.interchange.sender_id = "A".repeat(16)
        }),
        ("terminator in the sender", |of| {
            of.interchange.sender_id = "A~B".to_owned()
        }),
        ("no control number", |of| {
            of.interchange.interchange_control_number = 0
        }),
        ("no control number of the set", |of| {
            of.transaction_control_number = 0
        }),
        ("large control number of the set", |of| {
            of.transaction_control_number = 1_000_000_000
        }),
    ];
    let claims = copies(&fixture("P01")[0], 1);
    for (about, change) in changes {
        let mut envelope = envelope();
        change(&mut envelope);
        let written = write_claims(&claims, envelope, WriteOptions::default());
        assert!(matches!(written, Err(BatchError::Write(_))), "{about}");
    }
}
