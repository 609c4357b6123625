//! Which scanner runs: chosen once for each index, by what the processor has.

use super::{BLOCK, portable};
#[cfg(target_arch = "x86_64")]
use super::{avx2, avx512};
use crate::delimiters::Delimiters;

/// A way of scanning. All find the same; they differ in the instructions that they need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scanner {
    /// Sixteen bytes at a time, on every processor.
    Portable,
    /// Thirty-two bytes at a time.
    Avx2,
    /// Sixty-four bytes at a time.
    Avx512,
}

impl Scanner {
    /// Every scanner that can run here, the slowest first.
    pub fn runnable() -> impl Iterator<Item = Self> {
        [Self::Portable, Self::Avx2, Self::Avx512]
            .into_iter()
            .filter(|scanner| Form::of(*scanner).is_some())
    }
}

/// A scanner with the proof that it can run.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2(pulp::x86::V3),
    #[cfg(target_arch = "x86_64")]
    Avx512(pulp::x86::V4),
}

impl Form {
    /// `None` where the processor lacks what it takes.
    pub(super) fn of(scanner: Scanner) -> Option<Self> {
        match scanner {
            Scanner::Portable => Some(Self::Portable),
            #[cfg(target_arch = "x86_64")]
            Scanner::Avx2 => pulp::x86::V3::try_new().map(Self::Avx2),
            #[cfg(target_arch = "x86_64")]
            Scanner::Avx512 => pulp::x86::V4::try_new().map(Self::Avx512),
            #[cfg(not(target_arch = "x86_64"))]
            _ => None,
        }
    }

    pub(super) fn scanner(self) -> Scanner {
        match self {
            Self::Portable => Scanner::Portable,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(_) => Scanner::Avx2,
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(_) => Scanner::Avx512,
        }
    }

    /// Runs `scan` with code made for these instructions.
    #[inline]
    pub(super) fn run(self, scan: impl Scan, delimiters: &Delimiters) {
        match self {
            Self::Portable => scan.run(&portable::Needles::new(delimiters)),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(simd) => avx2::run(simd, scan, delimiters),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(simd) => avx512::run(simd, scan, delimiters),
        }
    }
}

impl Default for Form {
    /// The fastest that can run.
    fn default() -> Self {
        // Older processors with AVX-512 lower their clock for it, which costs the rest of the program more than the
        // index wins; those with VBMI2 do not.
        #[cfg(target_arch = "x86_64")]
        let wide = pulp::core_arch::x86::Avx512vbmi2::is_available();
        #[cfg(not(target_arch = "x86_64"))]
        let wide = false;
        wide.then(|| Self::of(Scanner::Avx512))
            .flatten()
            .or_else(|| Self::of(Scanner::Avx2))
            .unwrap_or(Self::Portable)
    }
}

/// How far ahead bytes are asked for. By itself a processor looks less far ahead than this scan is fast, least of all
/// across the borders of pages.
#[cfg(target_arch = "x86_64")]
pub(super) const AHEAD: usize = 4096;

/// What one scanner does with a block.
pub(super) trait Find {
    /// Asks for the bytes that stand [`AHEAD`] of a block, where the processor can be asked.
    #[inline(always)]
    fn fetch(&self, _: &[u8; BLOCK]) {}

    /// Delimiters and odd bytes, as one bit for each byte.
    fn find(&self, block: &[u8; BLOCK]) -> (u64, u64);

    /// Terminators, as one bit for each byte.
    fn ends(&self, block: &[u8; BLOCK]) -> u64;

    /// Writes the positions of the set bits of `mask`, counted from `base`; gives their number. What stands behind them
    /// in `out` has no meaning.
    fn note(&self, out: &mut [u32; BLOCK], base: u32, mask: u64) -> usize;
}

/// Work that is compiled anew for each scanner.
pub(super) trait Scan {
    fn run(self, needles: &impl Find);
}
