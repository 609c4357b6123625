//! Any bytes as an envelope: frames are what the segments say, from memory and as a stream; no byte is taken in silence;
//! and segments with what stands between them are the input, byte for byte.

use x12_core::Tokens;

use crate::accounted::check_accounted;

/// Reads the envelope of `data`, and `data` segment by segment.
pub fn envelope(data: &[u8]) {
    check_accounted(data);
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
