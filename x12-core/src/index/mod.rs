//! The structural index: where every delimiter of a window stands, found in one pass.

pub mod reference;

use wide::u8x16;

use crate::delimiters::Delimiters;

/// Bytes examined per step: one bit each in a 64-bit mask.
const BLOCK: usize = 64;
const LANE: usize = 16;

/// Positions within one window, in ascending order. Reused from window to window; it allocates only to grow.
#[derive(Debug, Default, Clone)]
pub struct Index {
    /// Only the first `used` are positions; what lies behind is room that was written before.
    marks: Vec<u32>,
    used: usize,
    odd: Vec<u32>,
}

impl Index {
    /// Positions of element separators and segment terminators.
    #[must_use]
    pub fn marks(&self) -> &[u32] {
        self.marks.get(..self.used).unwrap_or_default()
    }

    /// Positions of component and repetition separators, of control characters and of bytes from 0x7F: whatever needs a
    /// second look. Most segments have none. A terminator or separator that is itself a control character is listed too.
    #[must_use]
    pub fn odd(&self) -> &[u32] {
        &self.odd
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.used = 0;
        self.odd.clear();
    }

    /// Drops the first `marks` and `odd` positions, which no one needs any more.
    pub(crate) fn drop_first(&mut self, marks: usize, odd: usize) {
        if marks == 0 && odd == 0 {
            return;
        }
        let marks = marks.min(self.used);
        self.marks.copy_within(marks..self.used, 0);
        self.used = self.used.saturating_sub(marks);
        self.odd.drain(..odd.min(self.odd.len()));
    }

    /// Adds the positions of `window[from..to]`, counted from the start of the window, which is below 4 GiB.
    pub fn extend(&mut self, window: &[u8], from: usize, to: usize, delimiters: &Delimiters) {
        let Some(bytes) = window.get(from..to) else { return };
        let Ok(mut base) = u32::try_from(from) else { return };
        let needles = Needles::new(delimiters);
        // Room for the case that every byte is a delimiter, so that no step below needs a check.
        let mut used = self.used;
        let room = used.saturating_add(bytes.len()).saturating_add(BLOCK);
        if self.marks.len() < room {
            self.marks.resize(room, 0);
        }
        let (blocks, tail) = bytes.as_chunks::<BLOCK>();
        for block in blocks {
            let (marks, odd) = needles.find(block);
            used = used.saturating_add(note(self.marks.get_mut(used..).unwrap_or_default(), base, marks));
            if odd != 0 {
                note_odd(&mut self.odd, base, odd);
            }
            base = base.wrapping_add(64);
        }
        if !tail.is_empty() {
            let mut block = [0_u8; BLOCK];
            for (to, from) in block.iter_mut().zip(tail) {
                *to = *from;
            }
            let (marks, odd) = needles.find(&block);
            let valid = u64::MAX >> (BLOCK.saturating_sub(tail.len()));
            used = used.saturating_add(note(self.marks.get_mut(used..).unwrap_or_default(), base, marks & valid));
            note_odd(&mut self.odd, base, odd & valid);
        }
        self.used = used;
    }
}

/// Writes the positions of the set bits of `mask`; gives their number. Eight are written at a time whether they are
/// needed or not: fewer branches than one by one.
#[inline(always)]
fn note(out: &mut [u32], base: u32, mut mask: u64) -> usize {
    let count = usize::try_from(mask.count_ones()).unwrap_or(0);
    let Some(out) = out.first_chunk_mut::<BLOCK>() else { return 0 };
    let mut done = 0;
    for eight in out.as_chunks_mut::<8>().0 {
        for slot in eight {
            *slot = base.wrapping_add(mask.trailing_zeros());
            mask &= mask.wrapping_sub(1);
        }
        done += 8;
        if done >= count {
            break;
        }
    }
    count
}

#[cold]
fn note_odd(out: &mut Vec<u32>, base: u32, mut mask: u64) {
    while mask != 0 {
        out.push(base.wrapping_add(mask.trailing_zeros()));
        mask &= mask.wrapping_sub(1);
    }
}

struct Needles {
    element: u8x16,
    terminator: u8x16,
    component: u8x16,
    repetition: u8x16,
}

impl Needles {
    fn new(delimiters: &Delimiters) -> Self {
        Self {
            element: u8x16::splat(delimiters.element()),
            terminator: u8x16::splat(delimiters.terminator()),
            component: u8x16::splat(delimiters.component()),
            // Without a repetition separator the component separator is looked for twice.
            repetition: u8x16::splat(delimiters.repetition().unwrap_or(delimiters.component())),
        }
    }

    /// One bit per byte of the block: delimiters of segments and elements, and everything odd.
    #[inline(always)]
    fn find(&self, block: &[u8; BLOCK]) -> (u64, u64) {
        let mut marks = 0_u64;
        let mut odd = 0_u64;
        let mut shift = 0_u32;
        for lane in block.as_chunks::<LANE>().0 {
            let bytes = u8x16::new(*lane);
            let mark = bytes.simd_eq(self.element) | bytes.simd_eq(self.terminator);
            // Clamping changes every byte outside 0x20..=0x7E: one comparison for both bounds.
            let plain = bytes.max(u8x16::splat(0x20)).min(u8x16::splat(0x7E)).simd_eq(bytes);
            let inner = bytes.simd_eq(self.component) | bytes.simd_eq(self.repetition);
            marks |= u64::from(mark.to_bitmask()) << shift;
            odd |= u64::from((inner | !plain).to_bitmask()) << shift;
            shift = shift.wrapping_add(16);
        }
        (marks, odd)
    }
}
