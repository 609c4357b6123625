//! Sixteen bytes at a time, on every processor.

use wide::i8x16;

use super::{BLOCK, scanner::Find};
use crate::delimiters::Delimiters;

const LANE: usize = 16;

pub(super) struct Needles {
    element: i8x16,
    terminator: i8x16,
    component: i8x16,
    repetition: i8x16,
}

impl Needles {
    pub(super) fn new(delimiters: &Delimiters) -> Self {
        let splat = |byte: u8| i8x16::splat(byte.cast_signed());
        Self {
            element: splat(delimiters.element()),
            terminator: splat(delimiters.terminator()),
            component: splat(delimiters.component()),
            // Without a repetition separator the component separator is looked for twice.
            repetition: splat(delimiters.repetition().unwrap_or(delimiters.component())),
        }
    }
}

impl Find for Needles {
    #[inline(always)]
    #[allow(clippy::arithmetic_side_effects, reason = "lanes wrap around")]
    fn find(&self, block: &[u8; BLOCK]) -> (u64, u64) {
        let mut marks = 0_u64;
        let mut odd = 0_u64;
        let mut shift = 0_u32;
        for lane in block.as_chunks::<LANE>().0 {
            let bytes = i8x16::new(lane.map(u8::cast_signed));
            let mark = bytes.simd_eq(self.element) | bytes.simd_eq(self.terminator);
            // As signed numbers, everything from 0x80 lies below zero; one more brings 0x7F there too. So one comparison
            // finds control characters and everything from 0x7F.
            let control = i8x16::splat(0x21).simd_gt(bytes + i8x16::splat(1));
            let inner = bytes.simd_eq(self.component) | bytes.simd_eq(self.repetition);
            marks |= u64::from(mark.to_bitmask()) << shift;
            odd |= u64::from((inner | control).to_bitmask()) << shift;
            shift = shift.wrapping_add(16);
        }
        (marks, odd)
    }

    #[inline(always)]
    fn ends(&self, block: &[u8; BLOCK]) -> u64 {
        let mut ends = 0_u64;
        let mut shift = 0_u32;
        for lane in block.as_chunks::<LANE>().0 {
            let bytes = i8x16::new(lane.map(u8::cast_signed));
            ends |= u64::from(bytes.simd_eq(self.terminator).to_bitmask()) << shift;
            shift = shift.wrapping_add(16);
        }
        ends
    }

    // Eight are written at a time whether they are needed or not: fewer branches than one by one.
    #[inline(always)]
    fn note(&self, out: &mut [u32; BLOCK], base: u32, mut mask: u64) -> usize {
        let count = usize::try_from(mask.count_ones()).unwrap_or(0);
        for eight in out.as_chunks_mut::<8>().0 {
            for slot in eight {
                *slot = base.wrapping_add(mask.trailing_zeros());
                mask &= mask.wrapping_sub(1);
            }
            if mask == 0 {
                break;
            }
        }
        count
    }
}
