//! Thirty-two bytes at a time, where the processor can: found out at run time, by a crate whose interface is safe.

use std::arch::x86_64::{__m256i, _MM_HINT_T0};

use pulp::{cast, x86::V3};

use super::{
    BLOCK,
    scanner::{AHEAD, Find, Scan},
};
use crate::delimiters::Delimiters;

/// Positions that one vector holds.
const LANES: usize = 8;

/// For each mask of eight bits the places of its set bits, one byte each, the lowest first.
const PLACES: [u64; 256] = {
    let mut table = [0; 256];
    let mut rows = table.as_mut_slice();
    let mut mask = 0_u64;
    while let [row, rest @ ..] = rows {
        let (mut bit, mut shift) = (0_u64, 0_u32);
        while bit < 8 {
            if (mask >> bit) & 1 == 1 {
                *row |= bit << shift;
                shift = shift.wrapping_add(8);
            }
            bit = bit.wrapping_add(1);
        }
        mask = mask.wrapping_add(1);
        rows = rest;
    }
    table
};

struct Needles {
    simd: V3,
    element: __m256i,
    terminator: __m256i,
    component: __m256i,
    repetition: __m256i,
}

impl Needles {
    #[inline(always)]
    fn new(simd: V3, delimiters: &Delimiters) -> Self {
        let avx = simd.avx;
        let component = delimiters.component();
        // Without a repetition separator the component separator is looked for twice.
        let repetition = delimiters.repetition().unwrap_or(component);
        Self {
            simd,
            element: avx._mm256_set1_epi8(delimiters.element().cast_signed()),
            terminator: avx._mm256_set1_epi8(delimiters.terminator().cast_signed()),
            component: avx._mm256_set1_epi8(component.cast_signed()),
            repetition: avx._mm256_set1_epi8(repetition.cast_signed()),
        }
    }

    // Everything here must be inlined into code that is compiled for the wider instructions, so there are no closures.
    #[inline(always)]
    fn half(&self, bytes: __m256i) -> (u64, u64) {
        let avx2 = self.simd.avx2;
        let mark = avx2._mm256_or_si256(
            avx2._mm256_cmpeq_epi8(bytes, self.element),
            avx2._mm256_cmpeq_epi8(bytes, self.terminator),
        );
        let inner = avx2._mm256_or_si256(
            avx2._mm256_cmpeq_epi8(bytes, self.component),
            avx2._mm256_cmpeq_epi8(bytes, self.repetition),
        );
        // See the portable form.
        let next = avx2._mm256_add_epi8(bytes, self.simd.avx._mm256_set1_epi8(1));
        let control = avx2._mm256_cmpgt_epi8(self.simd.avx._mm256_set1_epi8(0x21), next);
        let odd = avx2._mm256_or_si256(inner, control);
        let marks = avx2._mm256_movemask_epi8(mark).cast_unsigned();
        let odd = avx2._mm256_movemask_epi8(odd).cast_unsigned();
        (u64::from(marks), u64::from(odd))
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
        let [low, high]: [__m256i; 2] = cast(*block);
        let (marks, odd) = self.half(low);
        let (more_marks, more_odd) = self.half(high);
        (marks | (more_marks << 32), odd | (more_odd << 32))
    }

    #[inline(always)]
    fn ends(&self, block: &[u8; BLOCK]) -> u64 {
        let avx2 = self.simd.avx2;
        let [low, high]: [__m256i; 2] = cast(*block);
        let low = avx2._mm256_movemask_epi8(avx2._mm256_cmpeq_epi8(low, self.terminator));
        let high = avx2._mm256_movemask_epi8(avx2._mm256_cmpeq_epi8(high, self.terminator));
        u64::from(low.cast_unsigned()) | (u64::from(high.cast_unsigned()) << 32)
    }

    // Eight bits write eight positions, whether they have as many or not, and the next eight write over what was too
    // much: so no branch depends on how many there are.
    #[inline(always)]
    fn note(&self, out: &mut [u32; BLOCK], base: u32, mask: u64) -> usize {
        let V3 {
            avx, avx2, sse2, ..
        } = self.simd;
        let step = avx._mm256_set1_epi32(8);
        let mut base = avx._mm256_set1_epi32(base.cast_signed());
        let mut used = 0_usize;
        for bits in mask.to_le_bytes() {
            let slots = out.get_mut(used..).and_then(<[u32]>::first_chunk_mut);
            let Some(slots): Option<&mut [u32; LANES]> = slots else {
                break;
            };
            let places = PLACES.get(usize::from(bits)).copied().unwrap_or(0);
            let places = sse2._mm_set_epi64x(0, places.cast_signed());
            *slots = cast(avx2._mm256_add_epi32(base, avx2._mm256_cvtepu8_epi32(places)));
            used = used.wrapping_add(usize::try_from(bits.count_ones()).unwrap_or(0));
            base = avx2._mm256_add_epi32(base, step);
        }
        used
    }
}

pub(super) fn run(simd: V3, scan: impl Scan, delimiters: &Delimiters) {
    simd.vectorize(Run {
        simd,
        scan,
        delimiters,
    });
}

/// The work as a value: its code is compiled for the wider instructions.
struct Run<'d, S> {
    simd: V3,
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
