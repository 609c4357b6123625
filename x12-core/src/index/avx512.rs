//! Sixty-four bytes at a time, where the processor can. Positions are picked out of a vector by the mask itself.

use std::arch::x86_64::{__m512i, _MM_HINT_T0};

use pulp::{cast, x86::V4};

use super::{
    BLOCK,
    scanner::{AHEAD, Find, Scan},
};
use crate::delimiters::Delimiters;

/// Positions that one vector holds.
const LANES: usize = 16;

struct Needles {
    simd: V4,
    element: __m512i,
    terminator: __m512i,
    component: __m512i,
    repetition: __m512i,
    /// The first character that is not a control character, and how many follow it before 0x7F.
    space: __m512i,
    plain: __m512i,
    /// 0 to 15.
    lanes: __m512i,
}

impl Needles {
    #[inline(always)]
    fn new(simd: V4, delimiters: &Delimiters) -> Self {
        let f = simd.avx512f;
        let component = delimiters.component();
        // Without a repetition separator the component separator is looked for twice.
        let repetition = delimiters.repetition().unwrap_or(component);
        Self {
            simd,
            element: f._mm512_set1_epi8(delimiters.element().cast_signed()),
            terminator: f._mm512_set1_epi8(delimiters.terminator().cast_signed()),
            component: f._mm512_set1_epi8(component.cast_signed()),
            repetition: f._mm512_set1_epi8(repetition.cast_signed()),
            space: f._mm512_set1_epi8(0x20),
            plain: f._mm512_set1_epi8(0x7F - 0x20),
            lanes: f._mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
        }
    }
}

impl Find for Needles {
    #[inline(always)]
    fn fetch(&self, block: &[u8; BLOCK]) {
        let ahead = block.as_ptr().cast::<i8>().wrapping_add(AHEAD);
        self.simd.sse._mm_prefetch::<_MM_HINT_T0>(ahead);
    }

    #[inline(always)]
    fn find(&self, block: &[u8; BLOCK]) -> (u64, u64) {
        let bytes: __m512i = cast(*block);
        let bw = self.simd.avx512bw;
        let marks = bw._mm512_cmpeq_epi8_mask(bytes, self.element)
            | bw._mm512_cmpeq_epi8_mask(bytes, self.terminator);
        // Control characters wrap around to the largest numbers, so one comparison finds them and all from 0x7F.
        let control = bw._mm512_cmpge_epu8_mask(bw._mm512_sub_epi8(bytes, self.space), self.plain);
        let odd = bw._mm512_cmpeq_epi8_mask(bytes, self.component)
            | bw._mm512_cmpeq_epi8_mask(bytes, self.repetition)
            | control;
        (marks, odd)
    }

    #[inline(always)]
    fn ends(&self, block: &[u8; BLOCK]) -> u64 {
        let bw = self.simd.avx512bw;
        bw._mm512_cmpeq_epi8_mask(cast(*block), self.terminator)
    }

    // As with AVX2, and the processor itself packs what the mask names.
    #[inline(always)]
    fn note(&self, out: &mut [u32; BLOCK], base: u32, mask: u64) -> usize {
        let f = self.simd.avx512f;
        let mut places = f._mm512_add_epi32(self.lanes, f._mm512_set1_epi32(base.cast_signed()));
        let step = f._mm512_set1_epi32(16);
        let mut used = 0_usize;
        for bits in cast::<u64, [u16; 4]>(mask) {
            let slots = out.get_mut(used..).and_then(<[u32]>::first_chunk_mut);
            let Some(slots): Option<&mut [u32; LANES]> = slots else {
                break;
            };
            *slots = cast(f._mm512_maskz_compress_epi32(bits, places));
            used = used.wrapping_add(usize::try_from(bits.count_ones()).unwrap_or(0));
            places = f._mm512_add_epi32(places, step);
        }
        used
    }
}

pub(super) fn run(simd: V4, scan: impl Scan, delimiters: &Delimiters) {
    simd.vectorize(Run {
        simd,
        scan,
        delimiters,
    });
}

/// The work as a value: its code is compiled for the wider instructions.
struct Run<'d, S> {
    simd: V4,
    scan: S,
    delimiters: &'d Delimiters,
}

impl<S: Scan> pulp::NullaryFnOnce for Run<'_, S> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.scan.run(&Needles::new(self.simd, self.delimiters));
    }
}
