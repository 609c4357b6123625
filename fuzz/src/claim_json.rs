//! Any bytes as JSON of claims, in the forms that `x12 claim write` reads: nothing panics, a claim is refused with a reason
//! or written, the file reads back without a fault, and what was read is written and read the same once more.

use claim_model::{Claim, may_be_sent};
use serde_json::de::Deserializer;
use x12_837p::claim::{
    Assembler, ClaimEnvelope, ClaimError, ClaimEvent, ClaimWriter, WriteOptions,
};
use x12_core::{ReadOptions, Severity};

use crate::reading::from_slice;

/// Reads claims from `data`, writes those that may be sent, and reads the file.
pub fn claim_json(data: &[u8]) {
    let claims = claims(data);
    if claims.is_empty() {
        return;
    }
    let envelope = serde_json::from_str(fixtures::claim_envelope()).expect("a fixture");
    let Some((file, numbers)) = write(&claims, &envelope) else {
        return;
    };
    let (envelope, read) = read(&file);
    let mut back: Vec<&str> = read
        .iter()
        .map(|claim| claim.patient_control_number.as_str())
        .collect();
    back.sort_unstable();
    assert_eq!(back, numbers, "not the claims that were written");

    let (again, _) = write(&read, &envelope).expect("claims of a file that we wrote");
    let (_, twice) = self::read(&again);
    assert!(
        in_order(&read) == in_order(&twice),
        "read otherwise the second time"
    );
}

/// One array, or one object behind the other, on lines of their own or not. What is no claim is left out.
fn claims(data: &[u8]) -> Vec<Claim> {
    let text = data.trim_ascii_start();
    if text.starts_with(b"[") {
        let items: Vec<serde_json::Value> = serde_json::from_slice(text).unwrap_or_default();
        let claims = items.into_iter().map(serde_json::from_value);
        return claims.filter_map(Result::ok).collect();
    }
    if text
        .split(|byte| *byte == b'\n')
        .next()
        .map(<[u8]>::trim_ascii)
        == Some(b"{")
    {
        let claims = Deserializer::from_slice(text).into_iter();
        return claims.map_while(Result::ok).collect();
    }
    let lines = text
        .split(|byte| *byte == b'\n')
        .map(serde_json::from_slice);
    lines.filter_map(Result::ok).collect()
}

/// The file and the numbers of the claims in it; `None` where none may be sent.
fn write(claims: &[Claim], envelope: &ClaimEnvelope) -> Option<(Vec<u8>, Vec<String>)> {
    let options = WriteOptions::default();
    let mut writer = ClaimWriter::new(Vec::new(), envelope.clone(), options).ok()?;
    let mut numbers = Vec::new();
    for claim in claims {
        match writer.add(claim) {
            Ok(findings) => {
                assert!(may_be_sent(&findings), "written in spite of an error");
                numbers.push(claim.patient_control_number.as_str().to_owned());
            }
            Err(ClaimError::Refused(findings)) => {
                assert!(!may_be_sent(&findings), "refused without an error");
            }
            Err(error) => panic!("an output in memory failed: {error}"),
        }
    }
    if numbers.is_empty() {
        assert!(writer.finish().is_err(), "a file without claims");
        return None;
    }
    numbers.sort_unstable();
    let file = writer.finish().expect("each claim was taken");
    Some((file, numbers))
}

fn read(file: &[u8]) -> (ClaimEnvelope, Vec<Claim>) {
    let mut envelope = None;
    let mut claims = Vec::new();
    for event in events_of_written(file) {
        match event {
            ClaimEvent::Batch(of, _) => {
                envelope.get_or_insert(*of.expect("an envelope that we wrote"));
            }
            ClaimEvent::Claim(claim) => claims.push(*claim),
            ClaimEvent::NoClaim(_) => panic!("a written claim is none"),
            _ => {}
        }
    }
    (envelope.expect("a batch"), claims)
}

/// What a file of ours holds: it is whole and has no fault of form.
pub(crate) fn events_of_written(file: &[u8]) -> impl Iterator<Item = ClaimEvent> {
    let read = from_slice::<Assembler>(file, &ReadOptions::default());
    assert!(read.stop.is_none(), "a written file is not whole");
    let fault = read
        .findings
        .iter()
        .find(|of| of.severity == Severity::Error || of.rule.number < FIRST_OF_CLAIMS);
    assert!(fault.is_none(), "a written file has a fault: {fault:?}");
    read.events.into_iter().flatten()
}

/// Rules of form have numbers below this one; those above weigh what a claim says.
const FIRST_OF_CLAIMS: u16 = 600;

/// Levels that differed only in letters may come together the second time, in another order.
fn in_order(claims: &[Claim]) -> Vec<&Claim> {
    let mut claims: Vec<&Claim> = claims.iter().collect();
    claims.sort_by(|one, other| {
        let number = |of: &Claim| of.patient_control_number.as_str().to_owned();
        number(one).cmp(&number(other))
    });
    claims
}
