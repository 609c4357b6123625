//! Any text in any field of a claim and its envelope: the value is refused, or the file has the segments that it has with
//! a harmless text in its place and no others, and every other field reads back as it was.

use std::sync::OnceLock;

use claim_model::{Claim, may_be_sent};
use serde_json::{Value, json};
use x12_837p::claim::{ClaimEnvelope, ClaimError, ClaimEvent, ClaimWriter, Letters, WriteOptions};
use x12_core::Delimiters;

use crate::{claim_json::events_of_written, json::texts};

/// The first claim of each scenario with an envelope, and where the texts of both are.
fn scenarios() -> &'static [(Value, Vec<String>)] {
    static ALL: OnceLock<Vec<(Value, Vec<String>)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let envelope: Value = serde_json::from_str(fixtures::claim_envelope()).expect("a fixture");
        let all = fixtures::claims().iter().map(|of| {
            let claims: Value = serde_json::from_str(of.claims).expect("a fixture");
            let whole = json!({ "claim": claims[0], "envelope": envelope });
            let at = texts(&whole);
            (whole, at)
        });
        all.collect()
    })
}

/// Puts texts into fields: the last two bytes choose the scenario and the options, the others are a field, a length and
/// so many bytes, again and again.
pub fn claim_words(data: &[u8]) {
    let Some((mut rest, [scenario, flags])) = data.split_last_chunk::<2>() else {
        return;
    };
    let all = scenarios();
    let (clean, fields) = &all[usize::from(*scenario) % all.len()];
    let (mut given, mut harmless) = (clean.clone(), clean.clone());
    let mut changed: Vec<&str> = Vec::new();
    let mut comparable = true;
    while let [field, len, text @ ..] = rest {
        let path = &fields[usize::from(*field) % fields.len()];
        let (text, behind) = text.split_at(usize::from(*len).min(text.len()));
        let text = String::from_utf8_lossy(text).into_owned();
        // Of text without a letter or digit nothing may be left, and then a segment may be left out.
        comparable &= is_words(path) && text.contains(|of: char| of.is_ascii_alphanumeric());
        put(&mut harmless, path, format!("HARMLESS {}", changed.len()));
        put(&mut given, path, text);
        changed.push(path);
        rest = behind;
    }
    let options = options(*flags);
    let Some((file, claim, sent_by)) = write(&given, &options) else {
        return;
    };
    check_read(&file, &claim, &sent_by, &changed);
    if comparable && let Some((other, ..)) = write(&harmless, &options) {
        let delimiters = delimiters(*flags);
        assert_eq!(
            shape(&file, delimiters),
            shape(&other, delimiters),
            "a text made, lost or changed a segment"
        );
    }
}

fn put(value: &mut Value, path: &str, text: String) {
    if let Some(place) = value.pointer_mut(path) {
        *place = Value::String(text);
    }
}

fn delimiters(flags: u8) -> Delimiters {
    if flags & 1 == 0 {
        Delimiters::USUAL
    } else {
        Delimiters::new(b'|', b'>', Some(b'~'), b'\n').expect("usable")
    }
}

fn options(flags: u8) -> WriteOptions {
    let letters = if flags & 2 == 0 {
        Letters::Capitals
    } else {
        Letters::AsTheyAre
    };
    WriteOptions::default()
        .delimiters(delimiters(flags))
        .letters(letters)
        .line_breaks(flags & 4 != 0)
        // Who renders is left out where that is who bills: harmless text would make two of them one.
        .only_differences(false)
}

/// The file, the claim and its envelope; `None` where the values are no claim, or may not be sent.
fn write(whole: &Value, options: &WriteOptions) -> Option<(Vec<u8>, Claim, ClaimEnvelope)> {
    let claim: Claim = serde_json::from_value(whole["claim"].clone()).ok()?;
    let envelope: ClaimEnvelope = serde_json::from_value(whole["envelope"].clone()).ok()?;
    let mut writer = ClaimWriter::new(Vec::new(), envelope.clone(), options.clone()).ok()?;
    match writer.add(&claim) {
        Ok(_) => {}
        Err(ClaimError::Refused(findings)) => {
            assert!(!may_be_sent(&findings), "refused without an error");
            return None;
        }
        Err(error) => panic!("an output in memory failed: {error}"),
    }
    let file = writer.finish().expect("the claim was taken");
    Some((file, claim, envelope))
}

/// The identifier of each segment, found with nothing but the terminator.
fn shape(file: &[u8], delimiters: Delimiters) -> Vec<&[u8]> {
    let segments = file.split(|byte| *byte == delimiters.terminator());
    let ids = segments.map(|segment| {
        let segment = segment.trim_ascii_start();
        let id = segment.split(|byte| *byte == delimiters.element());
        id.into_iter().next().unwrap_or_default()
    });
    ids.collect()
}

/// Everything but the fields that were changed is as it was sent.
fn check_read(file: &[u8], claim: &Claim, sent_by: &ClaimEnvelope, changed: &[&str]) {
    let mut claims = Vec::new();
    let mut envelopes = Vec::new();
    for event in events_of_written(file) {
        match event {
            ClaimEvent::Batch(of, _) => envelopes.push(of.expect("an envelope that we wrote")),
            ClaimEvent::Claim(claim) => claims.push(claim),
            ClaimEvent::NoClaim(_) => panic!("a written claim is none"),
            _ => {}
        }
    }
    let ([back], [envelope]) = (&claims[..], &envelopes[..]) else {
        panic!("one claim became {}", claims.len());
    };
    let sent = json!({ "claim": claim.as_sent(), "envelope": sent_by });
    let back = json!({ "claim": back.as_sent(), "envelope": envelope });
    compare(&sent, &back, &mut String::new(), changed);
}

fn compare(sent: &Value, back: &Value, at: &mut String, changed: &[&str]) {
    let inner = |key: &str, at: &mut String| {
        let length = at.len();
        at.push('/');
        at.push_str(key);
        compare(&sent[key], &back[key], at, changed);
        at.truncate(length);
    };
    match (sent, back) {
        (Value::Object(one), Value::Object(other)) => {
            one.keys().for_each(|key| inner(key, at));
            let new = other.keys().filter(|key| !one.contains_key(*key));
            new.for_each(|key| inner(key, at));
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (key, (one, other)) in one.iter().zip(other).enumerate() {
                let length = at.len();
                at.push_str(&format!("/{key}"));
                compare(one, other, at, changed);
                at.truncate(length);
            }
        }
        _ => assert!(
            letters(sent) == letters(back) || changed.iter().any(|path| excuses(path, at)),
            "{at} is not what was sent"
        ),
    }
}

/// Capitals, cleaning and the punctuation of numbers change no letter and no digit; amounts come in their shortest form.
/// An optional text without anything in it is as good as none.
fn letters(of: &Value) -> Option<String> {
    let text = match of {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.trim().is_empty() {
        return None;
    }
    let number = x12_core::parse_decimal(text.as_bytes()).ok();
    let text = number.map_or(text, |number| number.normalize().to_string());
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    let kept: String = kept.collect();
    Some(kept.to_ascii_uppercase())
}

/// The field that was changed, what holds it, or the subscriber whose place a patient takes who is a member.
fn excuses(path: &str, at: &str) -> bool {
    let leaf = |of: &str| of.rsplit('/').next().map(str::to_owned);
    let is_member =
        path.starts_with("/claim/patient/") && at.starts_with("/claim/coverage/subscriber/");
    (path == at || path.starts_with(&format!("{at}/")) || (is_member && leaf(path) == leaf(at)))
        && (is_words(path) || is_written_by_people(path))
}

/// Words that are cleaned and decide nothing: names, addresses, notes, descriptions.
fn is_words(path: &str) -> bool {
    const WORDS: &[&str] = &[
        "last",
        "first",
        "middle",
        "suffix",
        "organization",
        "line_1",
        "line_2",
        "city",
        "text",
        "third_party_note",
        "description",
        "group_name",
        "name",
    ];
    path.rsplit('/')
        .next()
        .is_some_and(|leaf| WORDS.contains(&leaf))
}

/// Numbers that people write with punctuation, and short words on which other fields depend.
fn is_written_by_people(path: &str) -> bool {
    const WRITTEN: &[&str] = &[
        "postal_code",
        "phone",
        "extension",
        "fax",
        "state",
        "country",
        "subdivision",
        "group_number",
        "accident_state",
        "accident_country",
    ];
    path.rsplit('/')
        .next()
        .is_some_and(|leaf| WRITTEN.contains(&leaf))
}
