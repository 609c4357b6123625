//! The segment around a place, read again from the file.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

use x12_core::{Place, Tokens};

use super::mask::{self, Shown};
use crate::input::{self, unpack::Kind};

/// How far before a place its segment may begin, and how far behind it may end.
const REACH: u64 = 4 << 10;
/// Bytes of the segment that are shown before and behind the place.
const MARGIN: usize = 48;
/// Bytes of the place itself that are shown.
const MOST: usize = 60;
/// Bytes read at a time in search of headers.
const BLOCK: usize = 64 << 10;
/// An ISA header is no longer than this.
const HEADER: usize = 400;

/// The bytes of a regular file around a place.
pub(crate) struct Excerpts {
    file: File,
    show_values: bool,
    /// Up to here the file was searched for interchanges.
    searched: u64,
    /// Where delimiters begin to hold. Only changes are kept.
    delimiters: Vec<(u64, Ends)>,
}

/// What ends an element and a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ends {
    element: u8,
    terminator: u8,
}

impl Excerpts {
    /// `None` for standard input, for packed files and for anything else that cannot be read a second time at any place.
    pub(crate) fn of(path: &Path, show_values: bool) -> Option<Self> {
        if input::is_stdin(path) || input::kind(path) != Kind::Plain {
            return None;
        }
        let file = File::open(path).ok()?;
        let regular = file.metadata().is_ok_and(|data| data.is_file());
        regular.then_some(Self {
            file,
            show_values,
            searched: 0,
            delimiters: Vec::new(),
        })
    }

    /// The segment around `place`, cut where it is long.
    pub(crate) fn around(&mut self, place: &Place) -> io::Result<Option<Shown>> {
        let span = place.span;
        let ends = self.ends_at(span.start)?;
        let base = span.start.saturating_sub(REACH);
        let window = self.read(
            base,
            span.end
                .min(span.start.saturating_add(REACH))
                .saturating_add(REACH),
        )?;
        let from = index(span.start.saturating_sub(base)).min(window.len());
        let to = index(span.end.saturating_sub(base)).clamp(from, window.len());
        // Line breaks before a segment are no part of it.
        let breaks = window
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let from = if from.saturating_add(breaks) < to {
            from.saturating_add(breaks)
        } else {
            from
        };
        let (start, end) = bounds(&window, from, ends, base == 0);
        let to = to.clamp(from, end.max(from));
        // Long segments are cut around the place, and long places behind their beginning.
        let left = start.max(from.saturating_sub(MARGIN));
        let right = end
            .min(to.min(from.saturating_add(MOST)).saturating_add(MARGIN))
            .max(from);
        let to = to.min(right);
        let Some(bytes) = window.get(left..right) else {
            return Ok(None);
        };
        if bytes.is_empty() {
            return Ok(None);
        }
        let (from, to) = (from.saturating_sub(left), to.saturating_sub(left));
        let mut shown = if self.show_values {
            mask::plain(bytes, from, to)
        } else {
            let plain = if left == start {
                identifier(bytes, place)
            } else {
                0
            };
            mask::masked(bytes, plain, from, to)
        };
        if left > start {
            shown.text.insert(0, '…');
            shown.from = shown.from.saturating_add('…'.len_utf8());
            shown.to = shown.to.saturating_add('…'.len_utf8());
        }
        if right < end {
            shown.text.push('…');
        }
        Ok(Some(shown))
    }

    fn read(&mut self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(from))?;
        (&mut self.file)
            .take(to.saturating_sub(from))
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The delimiters that hold at `offset`; `None` before the first interchange.
    fn ends_at(&mut self, offset: u64) -> io::Result<Option<Ends>> {
        while self.searched <= offset {
            let last = self.delimiters.last().map(|(_, ends)| *ends);
            // The byte before tells headers from values; the bytes behind complete a header at the block's end.
            let before = self.searched.min(1);
            let base = self.searched.saturating_sub(before);
            let block = self.read(
                base,
                base.saturating_add(size(BLOCK))
                    .saturating_add(size(HEADER)),
            )?;
            if block.len() <= index(before) {
                break;
            }
            let found = headers(&block, index(before), last);
            self.delimiters.extend(
                found
                    .into_iter()
                    .map(|(at, ends)| (base.saturating_add(size(at)), ends)),
            );
            self.searched = base.saturating_add(size(BLOCK));
        }
        Ok(self
            .delimiters
            .iter()
            .rev()
            .find(|(at, _)| *at <= offset)
            .map(|(_, ends)| *ends))
    }
}

/// The ISA headers that begin within the block and change the delimiters.
fn headers(block: &[u8], from: usize, mut last: Option<Ends>) -> Vec<(usize, Ends)> {
    let mut found = Vec::new();
    for (at, bytes) in block.windows(3).enumerate().take(BLOCK).skip(from) {
        if bytes != b"ISA" {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| block.get(before));
        // Behind an element separator, a letter or a digit these letters are part of a value.
        if before.is_some_and(|byte| {
            byte.is_ascii_alphanumeric() || last.is_some_and(|last| *byte == last.element)
        }) {
            continue;
        }
        let header = block
            .get(at..at.saturating_add(HEADER).min(block.len()))
            .unwrap_or_default();
        let ends = match Tokens::new(header).next() {
            Ok(Some(token)) => {
                let of = token.segment.delimiters();
                Ends {
                    element: of.element(),
                    terminator: of.terminator(),
                }
            }
            _ => continue,
        };
        if last != Some(ends) {
            last = Some(ends);
            found.push((at, ends));
        }
    }
    found
}

/// Where the segment around `from` begins, and where it ends, its terminator included where that can be seen.
fn bounds(window: &[u8], from: usize, ends: Option<Ends>, whole: bool) -> (usize, usize) {
    let Some(Ends { terminator, .. }) = ends else {
        return (if whole { 0 } else { from }, window.len());
    };
    let (before, behind) = window.split_at_checked(from).unwrap_or((window, &[]));
    let start = before
        .iter()
        .rposition(|byte| *byte == terminator)
        .map_or(0, |at| at.saturating_add(1));
    let blank = |byte: &u8| !byte.is_ascii_whitespace();
    let start = before
        .get(start..)
        .unwrap_or_default()
        .iter()
        .position(blank)
        .map_or(from, |at| start.saturating_add(at));
    let visible = usize::from(!terminator.is_ascii_control());
    let end = behind.iter().position(|byte| *byte == terminator);
    (
        start,
        end.map_or(window.len(), |at| {
            from.saturating_add(at).saturating_add(visible)
        }),
    )
}

/// The length of the segment's identifier, if the bytes begin with the one that the place names.
fn identifier(bytes: &[u8], place: &Place) -> usize {
    let Some(tag) = place.segment else { return 0 };
    let name = tag.to_string();
    let name = name.as_bytes();
    let same = bytes
        .get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name));
    let ended = bytes
        .get(name.len())
        .is_none_or(|byte| !byte.is_ascii_alphanumeric());
    if same && ended { name.len() } else { 0 }
}

fn index(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

fn size(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}
