//! Any bytes: nothing panics, both readers say the same, and every place lies within the input.

use x12_835::EraOptions;
use x12_core::{Severity, Tokens};

use crate::events::{from_reader, from_slice};

/// Reads `data` from memory and as a stream, leniently and strictly, and segment by segment.
pub fn read_835(data: &[u8]) {
    let options = EraOptions::default();
    let slice = from_slice(data, &options);
    slice.check_places(data);
    assert_eq!(
        slice,
        from_reader(data, &options),
        "slice and stream differ"
    );

    // Without the check of elements some findings are not made, but the values are the same.
    let unchecked = from_slice(data, &options.clone().check_elements(false));
    assert_eq!(unchecked.events, slice.events, "a check changed a value");
    assert_eq!(unchecked.stop, slice.stop);

    // Strict reading fails exactly where there is an error or a finding of error level.
    let strict = from_slice(data, &options.clone().strict(true));
    assert_eq!(
        strict.stop.is_some(),
        slice.stop.is_some() || slice.errors > 0
    );
    let first = slice
        .findings
        .iter()
        .find(|of| of.severity == Severity::Error);
    if let (Some((rule, place)), Some(first)) = (&strict.stop, first) {
        let is_first = first.rule.number == *rule && first.place == *place;
        assert!(is_first || slice.stop == strict.stop, "not the first error");
    }

    from_slice(data, &options.any_version(true)).check_places(data);
    tokens(data);
}

/// Trivia, segments and what is left are the input, byte for byte, also where reading stops early.
fn tokens(data: &[u8]) {
    let mut tokens = Tokens::new(data);
    let mut whole = Vec::with_capacity(data.len());
    while let Ok(Some(token)) = tokens.next() {
        whole.extend_from_slice(token.trivia);
        whole.extend_from_slice(token.segment.bytes());
        let mut again = Vec::new();
        token.segment.write_to(&mut again);
        assert_eq!(again, token.segment.bytes());
    }
    whole.extend_from_slice(tokens.trailing());
    assert_eq!(whole, data, "bytes were lost");
}
