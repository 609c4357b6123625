//! Whether written segments hold nothing but what values may hold, and separators: looked at sixteen bytes at a time.

use wide::i8x16;

use crate::Delimiters;

const LANE: usize = 16;
/// So many blocks can be counted in lanes of a byte.
const MOST_BLOCKS: usize = 127;

/// The bytes that no value may hold, separators among them.
#[derive(Debug, Clone)]
pub(super) struct Scan {
    odd: [i8x16; 7],
}

impl Scan {
    pub(super) fn new(delimiters: &Delimiters) -> Self {
        // What is no letter of the extended set besides control characters and everything above 0x7F; see `is_extended`.
        let odd = [
            0x7F,
            b'`',
            b'^',
            delimiters.element(),
            delimiters.component(),
            delimiters.terminator(),
            delimiters.repetition().unwrap_or(delimiters.component()),
        ];
        Self {
            odd: odd.map(|byte| i8x16::splat(byte.cast_signed())),
        }
    }

    /// True where nothing in `segments` but this many separators is a byte that no value may hold, and no value begins
    /// or ends with a space: then none stands beside a separator.
    #[allow(clippy::arithmetic_side_effects, reason = "lanes wrap around")]
    pub(super) fn are_clean(&self, segments: &[u8], separators: u32) -> bool {
        let (blocks, rest) = segments.as_chunks::<LANE>();
        let mut last = [b'A'; LANE];
        if let Some(room) = last.get_mut(..rest.len()) {
            room.copy_from_slice(rest);
        }
        let mut found = 0_u32;
        let (mut odd_before, mut blank_before, mut padding) = (i8x16::ZERO, 0_u32, 0_u32);
        for blocks in [blocks, &[last]] {
            for blocks in blocks.chunks(MOST_BLOCKS) {
                let mut counts = i8x16::ZERO;
                for block in blocks {
                    let bytes = i8x16::new(block.map(u8::cast_signed));
                    // As signed numbers, everything from 0x80 lies below zero.
                    let control = i8x16::splat(0x20).simd_gt(bytes);
                    let odd = self
                        .odd
                        .iter()
                        .fold(control, |odd, of| odd | bytes.simd_eq(*of));
                    counts -= odd;
                    let blank = bytes.simd_eq(i8x16::splat(b' '.cast_signed())).to_bitmask();
                    // Most blocks have no space in them or before them.
                    if blank | blank_before != 0 {
                        let odd_mask = odd.to_bitmask();
                        padding |= blank & (odd_mask << 1 | odd_before.to_bitmask() >> 15);
                        padding |= odd_mask & (blank << 1 | blank_before >> 15);
                    }
                    (odd_before, blank_before) = (odd, blank);
                }
                let counts = counts
                    .to_array()
                    .into_iter()
                    .map(|count| u32::from(count.cast_unsigned()));
                found = found.wrapping_add(counts.sum());
            }
        }
        found == separators && padding == 0
    }
}
