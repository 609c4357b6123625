//! The structural index: where every delimiter of a window stands, found in one pass.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod portable;
pub mod reference;

use crate::delimiters::Delimiters;

/// Bytes examined per step: one bit each in a 64-bit mask.
const BLOCK: usize = 64;
const BITS: u32 = 64;

/// Positions within one window, in ascending order. Reused from window to window; it allocates only to grow.
#[derive(Debug, Default, Clone)]
pub struct Index {
    /// Only the first `used` are positions; what lies behind is room that was written before.
    marks: Vec<u32>,
    used: usize,
    /// One bit for each byte from `origin` on.
    odd: Vec<u64>,
    origin: usize,
}

/// Finds delimiters and odd bytes in a block, as one bit for each byte.
trait Find {
    fn find(&self, block: &[u8; BLOCK]) -> (u64, u64);
}

impl Index {
    /// Positions of element separators and segment terminators.
    #[must_use]
    pub fn marks(&self) -> &[u32] {
        self.marks.get(..self.used).unwrap_or_default()
    }

    /// True where `window[from..to]` holds anything that needs a second look: component and repetition separators, control
    /// characters and bytes from 0x7F. A terminator or separator that is itself a control character counts too.
    #[must_use]
    #[inline]
    pub fn is_odd(&self, from: usize, to: usize) -> bool {
        let (from, to) = (from.wrapping_sub(self.origin), to.wrapping_sub(self.origin));
        let (first, last) = (from.wrapping_div(BLOCK), to.wrapping_div(BLOCK));
        let behind = |at: usize| u64::MAX.wrapping_shl(u32::try_from(at & 63).unwrap_or(0));
        match self.odd.get(first..=last) {
            Some([word]) => word & behind(from) & !behind(to) != 0,
            Some([first, between @ .., last]) => {
                first & behind(from) != 0
                    || last & !behind(to) != 0
                    || between.iter().any(|word| *word != 0)
            }
            // The last word is not there where `to` is the end of what was indexed.
            _ => self.odd.get(first..).is_some_and(|words| match words {
                [first, rest @ ..] => {
                    first & behind(from) != 0 || rest.iter().any(|word| *word != 0)
                }
                [] => false,
            }),
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.used = 0;
        self.odd.clear();
    }

    /// Drops the first `marks` positions and what is known of odd bytes before position `before`.
    pub(crate) fn drop_first(&mut self, marks: usize, before: usize) {
        let marks = marks.min(self.used);
        if marks > 0 {
            self.marks.copy_within(marks..self.used, 0);
            self.used = self.used.saturating_sub(marks);
        }
        let words = before
            .saturating_sub(self.origin)
            .wrapping_div(BLOCK)
            .min(self.odd.len());
        if words > 0 {
            self.odd.drain(..words);
            self.origin = self.origin.saturating_add(words.saturating_mul(BLOCK));
        }
    }

    /// Adds the positions of `window[from..to]`, counted from the start of the window, which is below 4 GiB. What was
    /// added before must end at or before `from`.
    pub fn extend(&mut self, window: &[u8], from: usize, to: usize, delimiters: &Delimiters) {
        let Some(bytes) = window.get(from..to) else {
            return;
        };
        #[cfg(target_arch = "x86_64")]
        if avx2::extend(self, bytes, from, delimiters) {
            return;
        }
        self.add(bytes, from, &portable::Needles::new(delimiters));
    }

    #[inline(always)]
    fn add(&mut self, bytes: &[u8], from: usize, needles: &impl Find) {
        let Ok(mut base) = u32::try_from(from) else {
            return;
        };
        if self.odd.is_empty() {
            self.origin = from;
        }
        // Room for the case that every byte is a delimiter, so that no step below needs a check.
        let mut used = self.used;
        let room = used.saturating_add(bytes.len()).saturating_add(BLOCK);
        if self.marks.len() < room {
            self.marks.resize(room, 0);
        }
        let into = from.saturating_sub(self.origin);
        let shift = u32::try_from(into.wrapping_rem(BLOCK)).unwrap_or(0);
        self.odd.resize(
            into.wrapping_div(BLOCK)
                .saturating_add(usize::from(shift > 0)),
            0,
        );
        self.odd
            .reserve(bytes.len().wrapping_div(BLOCK).saturating_add(2));
        let (blocks, tail) = bytes.as_chunks::<BLOCK>();
        for block in blocks {
            let (marks, odd) = needles.find(block);
            used = used.saturating_add(note(
                self.marks.get_mut(used..).unwrap_or_default(),
                base,
                marks,
            ));
            self.note_odd(odd, shift);
            base = base.wrapping_add(BITS);
        }
        if !tail.is_empty() {
            let mut block = [0_u8; BLOCK];
            for (to, from) in block.iter_mut().zip(tail) {
                *to = *from;
            }
            let (marks, odd) = needles.find(&block);
            let valid = u64::MAX >> (BLOCK.saturating_sub(tail.len()));
            used = used.saturating_add(note(
                self.marks.get_mut(used..).unwrap_or_default(),
                base,
                marks & valid,
            ));
            self.note_odd(odd & valid, shift);
        }
        self.used = used;
    }

    /// Adds 64 bits; `shift` of the last word are taken already.
    #[inline(always)]
    fn note_odd(&mut self, odd: u64, shift: u32) {
        if shift == 0 {
            self.odd.push(odd);
        } else {
            if let Some(last) = self.odd.last_mut() {
                *last |= odd.wrapping_shl(shift);
            }
            self.odd.push(odd.wrapping_shr(BITS.wrapping_sub(shift)));
        }
    }
}

/// Writes the positions of the set bits of `mask`; gives their number. Eight are written at a time whether they are
/// needed or not: fewer branches than one by one.
#[inline(always)]
fn note(out: &mut [u32], base: u32, mut mask: u64) -> usize {
    let count = usize::try_from(mask.count_ones()).unwrap_or(0);
    let Some(out) = out.first_chunk_mut::<BLOCK>() else {
        return 0;
    };
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
