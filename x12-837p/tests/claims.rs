//! Claims into files and out of them: the scenarios.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use claim_model::Claim;
use serde_json::Value;
use x12_837p::claim::{ClaimEnvelope, ClaimEvent, Claims, Letters, WriteOptions, write_claims};

fn envelope_of(name: &str) -> ClaimEnvelope {
    let mut envelope: ClaimEnvelope = serde_json::from_str(fixtures::claim_envelope()).unwrap();
    if name == "P27" {
        envelope.batch_reference = "BATCH0002".into();
    }
    envelope
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn read(input: &[u8]) -> (Option<ClaimEnvelope>, Vec<Claim>, Vec<String>) {
    let mut reader = Claims::new(input);
    let (mut envelope, mut claims) = (None, Vec::new());
    while let Some(event) = reader.next().unwrap() {
        match event {
            ClaimEvent::Batch(of, _) => envelope = of.map(|of| *of),
            ClaimEvent::Claim(claim) => claims.push(*claim),
            ClaimEvent::NoClaim(_) => panic!("no claim"),
            _ => {}
        }
    }
    let findings = reader.take_findings();
    (
        envelope,
        claims,
        findings.iter().map(ToString::to_string).collect(),
    )
}

/// What writing does to words: capitals everywhere, and no punctuation in numbers.
fn in_capitals(value: Value) -> Value {
    match value {
        Value::String(text) => {
            let text = text.to_uppercase();
            // ZIP codes, phones and tax ids; days have two hyphens and come back as they were.
            let is_mark = |c: char| matches!(c, '-' | ' ' | '(' | ')');
            let is_number = text.chars().all(|c| c.is_ascii_digit() || is_mark(c));
            let is_day = text.len() == 10 && text.matches('-').count() == 2;
            if is_number && !is_day {
                return Value::String(text.replace(is_mark, ""));
            }
            // Amounts and quantities lose needless zeros.
            let number = claim_model::Amount::parse(&text).filter(|_| text.contains('.'));
            Value::String(number.map_or(text, |number| number.0.normalize().to_string()))
        }
        Value::Array(items) => items.into_iter().map(in_capitals).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, in_capitals(value)))
            .collect(),
        other => other,
    }
}

#[test]
fn every_scenario_gives_exactly_its_segments() {
    for fixture in fixtures::claims() {
        let claims: Vec<Claim> = serde_json::from_str(fixture.claims).expect(fixture.name);
        let options = WriteOptions::default().line_breaks(true);
        let (file, _) = write_claims(&claims, envelope_of(fixture.name), options)
            .unwrap_or_else(|error| panic!("{}: {error:#?}", fixture.name));
        assert_eq!(text(&file), text(fixture.edi), "{}", fixture.name);
    }
}

#[test]
fn every_scenario_reads_back_to_the_same_claims() {
    for fixture in fixtures::claims() {
        let written: Vec<Claim> = serde_json::from_str(fixture.claims).expect(fixture.name);
        let (envelope, claims, findings) = read(fixture.edi);
        let errors: Vec<_> = findings
            .iter()
            .filter(|of| of.starts_with("error"))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", fixture.name);
        assert_eq!(claims.len(), written.len(), "{}", fixture.name);
        for (read, written) in claims.iter().zip(&written) {
            let sent = in_capitals(serde_json::to_value(written.as_sent()).unwrap());
            let read = in_capitals(serde_json::to_value(read).unwrap());
            assert_eq!(read, sent, "{}", fixture.name);
        }
        // What was read is written to the same bytes, with the envelope that was read.
        let options = WriteOptions::default()
            .line_breaks(true)
            .letters(Letters::AsTheyAre);
        let (file, _) = write_claims(&claims, envelope.unwrap(), options).unwrap();
        assert_eq!(text(&file), text(fixture.edi), "{}", fixture.name);
    }
}
