//! The slow, obvious scanner that the fast one is tested against.

use crate::delimiters::Delimiters;

/// Marks and odd positions of `window[from..to]`, as [`Index::extend`](super::Index::extend) finds them, byte by byte.
#[must_use]
pub fn scan(
    window: &[u8],
    from: usize,
    to: usize,
    delimiters: &Delimiters,
) -> (Vec<u32>, Vec<u32>) {
    let mut marks = Vec::new();
    let mut odd = Vec::new();
    for (at, byte) in window.iter().copied().enumerate().take(to).skip(from) {
        let Ok(at) = u32::try_from(at) else { break };
        if byte == delimiters.element() || byte == delimiters.terminator() {
            marks.push(at);
        }
        let separates = byte == delimiters.component() || Some(byte) == delimiters.repetition();
        if separates || !(0x20..0x7F).contains(&byte) {
            odd.push(at);
        }
    }
    (marks, odd)
}
