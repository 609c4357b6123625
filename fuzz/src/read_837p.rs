//! Any bytes as claims: nothing panics, both readers say the same, every place lies within the input, and what may be
//! written of the claims reads back.

use claim_model::Claim;
use x12_837p::claim::{ClaimEvent, ClaimWriter, Letters, WriteOptions};
use x12_core::ReadOptions;

use crate::reading::{check_readings, from_slice};

type Claims = x12_837p::claim::Assembler;

/// Reads `data` in all ways, as loops and as claims, and writes those claims again that may be sent.
pub fn read_837p(data: &[u8]) {
    check_readings::<x12_837p::Assembler>(data);
    check_readings::<Claims>(data);

    let read = from_slice::<Claims>(data, &ReadOptions::default());
    let events = || read.events.iter().flatten();
    let envelope = events().find_map(|event| match event {
        ClaimEvent::Batch(envelope, _) => envelope.as_deref().cloned(),
        _ => None,
    });
    let claims: Vec<&Claim> = events().filter_map(claim).collect();
    let Some(envelope) = envelope else {
        return;
    };
    let options = WriteOptions::default()
        .letters(Letters::AsTheyAre)
        .only_differences(false);
    let Ok(mut writer) = ClaimWriter::new(Vec::new(), envelope, options) else {
        return;
    };
    let mut written = 0;
    for claim in claims {
        written += usize::from(writer.add(claim).is_ok());
    }
    // Without a claim there is no file.
    if let Ok(file) = writer.finish() {
        let again = from_slice::<Claims>(&file, &ReadOptions::default());
        assert!(again.stop.is_none(), "a written file is not whole");
        let again = again.events.iter().flatten().filter_map(claim).count();
        assert_eq!(again, written, "a written claim is not read");
    }
}

fn claim(event: &ClaimEvent) -> Option<&Claim> {
    match event {
        ClaimEvent::Claim(claim) => Some(claim),
        _ => None,
    }
}
