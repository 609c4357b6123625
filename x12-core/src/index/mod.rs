//! The structural index: where every delimiter of a window stands, found in one pass.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;
pub mod reference;
mod scanner;

pub use self::scanner::Scanner;
use self::scanner::{Find, Form, Scan};
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
    /// Which marks end segments, counted from the first mark since the index was cleared; only where they were asked for.
    ends: Vec<u32>,
    /// Marks that were dropped since the index was cleared.
    dropped: u32,
    form: Form,
}

impl Index {
    /// An index that is filled by this scanner; `None` where it cannot run. [`Index::default`] takes the fastest.
    #[must_use]
    pub fn with_scanner(scanner: Scanner) -> Option<Self> {
        Form::of(scanner).map(|form| Self {
            form,
            ..Self::default()
        })
    }

    /// The scanner that fills this index.
    #[must_use]
    pub fn scanner(&self) -> Scanner {
        self.form.scanner()
    }

    /// Positions of element separators and segment terminators.
    #[must_use]
    #[inline]
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
        self.ends.clear();
        self.dropped = 0;
    }

    /// The marks that end segments, from mark `from` on; both counted from the first mark since the index was cleared.
    pub(crate) fn ends(&self, from: u32) -> &[u32] {
        let first = self.ends.partition_point(|end| *end < from);
        self.ends.get(first..).unwrap_or_default()
    }

    /// Drops the first `marks` positions and what is known of odd bytes before position `before`.
    pub(crate) fn drop_first(&mut self, marks: usize, before: usize) {
        let marks = marks.min(self.used);
        if marks > 0 {
            self.marks.copy_within(marks..self.used, 0);
            self.used = self.used.saturating_sub(marks);
            self.dropped = self
                .dropped
                .wrapping_add(u32::try_from(marks).unwrap_or(u32::MAX));
            let ends = self.ends.partition_point(|end| *end < self.dropped);
            self.ends.drain(..ends);
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
        self.scan::<false>(window, from, to, delimiters);
    }

    /// The same, and notes which marks end segments.
    pub(crate) fn extend_with_ends(
        &mut self,
        window: &[u8],
        from: usize,
        to: usize,
        delimiters: &Delimiters,
    ) {
        self.scan::<true>(window, from, to, delimiters);
    }

    fn scan<const ENDS: bool>(
        &mut self,
        window: &[u8],
        from: usize,
        to: usize,
        delimiters: &Delimiters,
    ) {
        let Some(bytes) = window.get(from..to).filter(|bytes| !bytes.is_empty()) else {
            return;
        };
        // Positions past 32 bits would be wrong ones.
        let (Ok(base), Ok(_)) = (u32::try_from(from), u32::try_from(to)) else {
            return;
        };
        if self.odd.is_empty() {
            self.origin = from;
        }
        // Room for the case that every byte is a delimiter, so that no step needs more.
        let room = self.used.saturating_add(bytes.len()).saturating_add(BLOCK);
        if self.marks.len() < room {
            self.marks.resize(room, 0);
        }
        let into = from.saturating_sub(self.origin);
        let shift = u32::try_from(into.wrapping_rem(BLOCK)).unwrap_or(0);
        let first = into.div_ceil(BLOCK);
        self.odd
            .resize(first.saturating_add(bytes.len().div_ceil(BLOCK)), 0);
        self.form.run(
            Blocks::<ENDS> {
                bytes,
                base,
                marks: &mut self.marks,
                used: &mut self.used,
                odd: self.odd.get_mut(first..).unwrap_or_default(),
                ends: &mut self.ends,
                dropped: self.dropped,
            },
            delimiters,
        );
        if shift > 0 {
            let before = first.saturating_sub(1);
            join(self.odd.get_mut(before..).unwrap_or_default(), shift);
        }
    }
}

/// The bytes to be scanned, and where to put what is found: marks behind the first `used`, a word of odd bits for each
/// block.
struct Blocks<'b, const ENDS: bool> {
    bytes: &'b [u8],
    base: u32,
    marks: &'b mut [u32],
    used: &'b mut usize,
    odd: &'b mut [u64],
    ends: &'b mut Vec<u32>,
    dropped: u32,
}

impl<const ENDS: bool> Scan for Blocks<'_, ENDS> {
    // Everything here is inlined into code that is compiled for wider instructions, so there are no closures.
    #[inline(always)]
    fn run(self, needles: &impl Find) {
        let (mut base, mut used) = (self.base, *self.used);
        let (blocks, tail) = self.bytes.as_chunks::<BLOCK>();
        let (words, last) = self
            .odd
            .split_at_mut_checked(blocks.len())
            .unwrap_or_default();
        for (block, word) in blocks.iter().zip(words) {
            needles.fetch(block);
            let (marks, odd) = needles.find(block);
            *word = odd;
            if ENDS {
                note_ends(self.ends, needles.ends(block), marks, self.dropped, used);
            }
            let Some((_, room)) = self.marks.split_at_mut_checked(used) else {
                break;
            };
            let Some(room) = room.first_chunk_mut() else {
                break;
            };
            used = used.wrapping_add(needles.note(room, base, marks));
            base = base.wrapping_add(BITS);
        }
        if !tail.is_empty() {
            let mut block = [0_u8; BLOCK];
            for (to, from) in block.iter_mut().zip(tail) {
                *to = *from;
            }
            let (marks, odd) = needles.find(&block);
            let valid = u64::MAX >> (BLOCK.saturating_sub(tail.len()));
            if let [word, ..] = last {
                *word = odd & valid;
            }
            if ENDS {
                let ends = needles.ends(&block) & valid;
                note_ends(self.ends, ends, marks & valid, self.dropped, used);
            }
            if let Some((_, room)) = self.marks.split_at_mut_checked(used)
                && let Some(room) = room.first_chunk_mut()
            {
                used = used.wrapping_add(needles.note(room, base, marks & valid));
            }
        }
        *self.used = used;
    }
}

/// Which of the marks of a block are `ends`: `used` marks stand before the block, and `dropped` before those.
#[inline(always)]
fn note_ends(out: &mut Vec<u32>, mut ends: u64, marks: u64, dropped: u32, used: usize) {
    let before = dropped.wrapping_add(u32::try_from(used).unwrap_or(u32::MAX));
    while ends != 0 {
        let lowest = ends & ends.wrapping_neg();
        out.push(before.wrapping_add((marks & lowest.wrapping_sub(1)).count_ones()));
        ends ^= lowest;
    }
}

/// Moves the bits of all words but the first towards it: `shift` bits of the first are taken already.
fn join(words: &mut [u64], shift: u32) {
    let Some((mut before, words)) = words.split_first_mut() else {
        return;
    };
    for word in words {
        *before |= word.wrapping_shl(shift);
        *word = word.wrapping_shr(BITS.wrapping_sub(shift));
        before = word;
    }
}
