//! Thirty-two bytes at a time, where the processor can: found out at run time, by a crate whose interface is safe.

use std::arch::x86_64::__m256i;

use pulp::{cast, x86::V3};

use super::{BLOCK, Find, Index};
use crate::delimiters::Delimiters;

struct Needles {
    simd: V3,
    element: __m256i,
    terminator: __m256i,
    component: __m256i,
    repetition: __m256i,
}

impl Needles {
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
    fn find(&self, block: &[u8; BLOCK]) -> (u64, u64) {
        let [low, high]: [__m256i; 2] = cast(*block);
        let (marks, odd) = self.half(low);
        let (more_marks, more_odd) = self.half(high);
        (marks | (more_marks << 32), odd | (more_odd << 32))
    }
}

/// As [`Index::extend`]; false where the processor lacks what it takes.
pub(super) fn extend(
    index: &mut Index,
    bytes: &[u8],
    from: usize,
    delimiters: &Delimiters,
) -> bool {
    let Some(simd) = V3::try_new() else {
        return false;
    };
    simd.vectorize(Extend {
        simd,
        index,
        bytes,
        from,
        delimiters,
    });
    true
}

/// The work as a value: its code is compiled for the wider instructions.
struct Extend<'e> {
    simd: V3,
    index: &'e mut Index,
    bytes: &'e [u8],
    from: usize,
    delimiters: &'e Delimiters,
}

impl pulp::NullaryFnOnce for Extend<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self {
            simd,
            index,
            bytes,
            from,
            delimiters,
        } = self;
        let splat = |byte: u8| simd.avx._mm256_set1_epi8(byte.cast_signed());
        let needles = Needles {
            simd,
            element: splat(delimiters.element()),
            terminator: splat(delimiters.terminator()),
            component: splat(delimiters.component()),
            // Without a repetition separator the component separator is looked for twice.
            repetition: splat(delimiters.repetition().unwrap_or(delimiters.component())),
        };
        index.add(bytes, from, &needles);
    }
}
