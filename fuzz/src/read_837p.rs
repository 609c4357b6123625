//! Any bytes: nothing panics, both readers say the same, every place lies within the input, and what may be written of the
//! claims reads back to the same claims.

use claim_model::Claim;
use x12_837p::claim::{
    ClaimEnvelope, ClaimEvent, ClaimReader, ClaimWriter, Claims, Letters, WriteOptions,
};
use x12_core::{Diagnostic, ReadOptions};

#[derive(Debug, PartialEq)]
struct Seen {
    claims: Vec<Claim>,
    envelope: Option<ClaimEnvelope>,
    without: u32,
    findings: Vec<Diagnostic>,
    stopped: bool,
}

fn read(
    mut next: impl FnMut() -> (Result<Option<ClaimEvent>, x12_core::Error>, Vec<Diagnostic>),
) -> Seen {
    let mut seen = Seen {
        claims: Vec::new(),
        envelope: None,
        without: 0,
        findings: Vec::new(),
        stopped: false,
    };
    loop {
        let (event, findings) = next();
        seen.findings.extend(findings);
        match event {
            Ok(Some(ClaimEvent::Claim(claim))) => seen.claims.push(*claim),
            Ok(Some(ClaimEvent::NoClaim(_))) => seen.without += 1,
            Ok(Some(ClaimEvent::Batch(Some(of), _))) => {
                seen.envelope.get_or_insert(*of);
            }
            Ok(Some(_)) => {}
            Ok(None) => return seen,
            Err(_) => {
                seen.stopped = true;
                return seen;
            }
        }
    }
}

/// Reads `data` into claims from memory and as a stream, and writes those again that may be sent.
pub fn read_837p(data: &[u8]) {
    let options = ReadOptions::default();
    let mut slice = Claims::with_options(data, &options);
    let from_slice = read(|| (slice.next(), slice.take_findings()));
    let mut stream = ClaimReader::with_options(data, &options);
    let from_stream = read(|| (stream.next(), stream.take_findings()));
    assert_eq!(
        from_slice.claims, from_stream.claims,
        "slice and stream differ"
    );
    assert_eq!(from_slice.stopped, from_stream.stopped);
    let length = u64::try_from(data.len()).unwrap_or(u64::MAX);
    for finding in &from_slice.findings {
        let span = finding.place.span;
        assert!(span.start <= span.end && span.end <= length, "{finding}");
    }

    let Some(envelope) = from_slice.envelope else {
        return;
    };
    let options = WriteOptions::default()
        .letters(Letters::AsTheyAre)
        .only_differences(false);
    let Ok(mut writer) = ClaimWriter::new(Vec::new(), envelope, options) else {
        return;
    };
    let mut written = 0;
    for claim in &from_slice.claims {
        written += usize::from(writer.add(claim).is_ok());
    }
    // Without a claim there is no file.
    if let Ok(file) = writer.finish() {
        let mut again = Claims::new(&file);
        let again = read(|| (again.next(), again.take_findings()));
        assert!(!again.stopped, "a written file is not whole");
        assert_eq!(again.claims.len(), written, "a written claim is not read");
    }
}
