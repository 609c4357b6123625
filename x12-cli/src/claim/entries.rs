//! Claims of an input, one after the other: lines of JSON, one array, or objects on many lines.

use std::{
    io::{self, BufRead, BufReader, Read},
    ops::Range,
    path::Path,
};

use serde_json::value::RawValue;

use super::form::{NotAClaim, Where};
use crate::input;

/// A line longer than this is no claim: a claim has a few kilobytes.
const MOST: u64 = 16 << 20;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What may be a claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'b> {
    pub(super) text: &'b [u8],
    pub(super) starts: Where,
}

/// Where entries come from.
pub(super) struct Entries {
    from: BufReader<Box<dyn Read + Send>>,
    /// Lines that were read.
    line: u64,
    buffer: Vec<u8>,
    /// Items of an input that is held as a whole; `None` where each line is read by itself.
    items: Option<std::vec::IntoIter<(Range<usize>, Where)>>,
    /// What ends an input that is held as a whole too early.
    broken: Option<NotAClaim>,
    /// The first line, which was read to find out what the input is.
    first: bool,
}

impl Entries {
    /// Opens an input and waits for its first bytes.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut entries = Self {
            from: BufReader::with_capacity(256 << 10, input::open(path)?),
            line: 0,
            buffer: Vec::new(),
            items: None,
            broken: None,
            first: false,
        };
        if entries.skip_blanks()? == Some(b'[') {
            entries.hold(true)?;
        } else if entries.read_line()? {
            entries.first = true;
            // An object that is printed for people begins with a line of its own.
            if entries.buffer.trim_ascii() == b"{" {
                entries.first = false;
                entries.hold(false)?;
            }
        }
        Ok(entries)
    }

    /// The next entry; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<Entry<'_>, NotAClaim>>> {
        if let Some(items) = &mut self.items {
            return Ok(match items.next() {
                Some((range, starts)) => Some(Ok(Entry {
                    text: self.buffer.get(range).unwrap_or_default(),
                    starts,
                })),
                None => self.broken.take().map(Err),
            });
        }
        if !std::mem::take(&mut self.first) {
            loop {
                if !self.read_line()? {
                    return Ok(None);
                }
                if !self.buffer.trim_ascii().is_empty() {
                    break;
                }
            }
        }
        let starts = Where {
            line: self.line,
            column: 1,
        };
        if size(self.buffer.len()) > MOST {
            self.buffer.clear();
            let reason = "the line has more than 16 MiB".to_owned();
            return Ok(Some(Err(NotAClaim::new(starts, reason))));
        }
        let text = self.buffer.trim_ascii_end();
        Ok(Some(Ok(Entry { text, starts })))
    }

    /// Skips what stands before the first value. Gives its first byte.
    fn skip_blanks(&mut self) -> io::Result<Option<u8>> {
        let mark = self.from.fill_buf()?.starts_with(BYTE_ORDER_MARK);
        if mark {
            self.from.consume(BYTE_ORDER_MARK.len());
        }
        loop {
            let Some(byte) = self.from.fill_buf()?.first().copied() else {
                return Ok(None);
            };
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.line = self.line.saturating_add(u64::from(byte == b'\n'));
            self.from.consume(1);
        }
    }

    /// Reads a line; false at the end. Of one that is too long only the beginning is kept.
    fn read_line(&mut self) -> io::Result<bool> {
        self.buffer.clear();
        let most = MOST.saturating_add(1);
        let read = (&mut self.from)
            .take(most)
            .read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(false);
        }
        self.line = self.line.saturating_add(1);
        if size(read) == most && !self.buffer.ends_with(b"\n") {
            self.from.skip_until(b'\n')?;
        }
        Ok(true)
    }

    /// Reads the rest and finds the items of an array, or the objects one behind the other.
    fn hold(&mut self, is_array: bool) -> io::Result<()> {
        // The lines before are not held; a line that was read is.
        let first = self.line.saturating_add(u64::from(is_array));
        self.from.read_to_end(&mut self.buffer)?;
        let mut at = Lines::new(first);
        let mut items = Vec::new();
        let mut put = |text: &[u8], range: Range<usize>| {
            let starts = at.find(text, range.start);
            items.push((range, starts));
        };
        let text = self.buffer.as_slice();
        let error = if is_array {
            match serde_json::from_slice::<Vec<&RawValue>>(text) {
                Ok(values) => {
                    let mut from = 1;
                    for value in values {
                        let start = skip(text, from);
                        from = start.saturating_add(value.get().len());
                        put(text, start..from);
                    }
                    None
                }
                Err(error) => Some(error),
            }
        } else {
            let mut values = serde_json::Deserializer::from_slice(text).into_iter::<&RawValue>();
            let mut from = 0;
            loop {
                match values.next() {
                    Some(Ok(_)) => {
                        let end = values.byte_offset();
                        put(text, skip(text, from)..end);
                        from = end;
                    }
                    Some(Err(error)) => break Some(error),
                    None => break None,
                }
            }
        };
        self.broken = error.map(|error| {
            let starts = Where {
                line: first,
                column: 1,
            };
            NotAClaim::of_json(starts, &error)
        });
        self.items = Some(items.into_iter());
        Ok(())
    }
}

/// Behind blanks and commas: what stands between the items of an array that is known to be one.
fn skip(text: &[u8], from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let blanks = rest
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace() || **byte == b',')
        .count();
    from.saturating_add(blanks)
}

/// Finds lines and columns of places that come one behind the other.
struct Lines {
    at: usize,
    here: Where,
}

impl Lines {
    fn new(line: u64) -> Self {
        Self {
            at: 0,
            here: Where { line, column: 1 },
        }
    }

    fn find(&mut self, text: &[u8], place: usize) -> Where {
        for byte in text.get(self.at..place).unwrap_or_default() {
            if *byte == b'\n' {
                self.here.line = self.here.line.saturating_add(1);
                self.here.column = 1;
            } else {
                self.here.column = self.here.column.saturating_add(1);
            }
        }
        self.at = place;
        self.here
    }
}

fn size(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<(String, u64, u64), u64>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("claims");
        std::fs::write(&path, text).unwrap();
        let mut entries = Entries::open(&path).unwrap();
        let mut all = Vec::new();
        while let Some(entry) = entries.next().unwrap() {
            all.push(match entry {
                Ok(entry) => Ok((
                    String::from_utf8(entry.text.to_vec()).unwrap(),
                    entry.starts.line,
                    entry.starts.column,
                )),
                Err(not) => Err(not.at.line),
            });
        }
        all
    }

    #[allow(
        clippy::unnecessary_wraps,
        reason = "entries that could not be read stand beside it"
    )]
    fn at(text: &str, line: u64, column: u64) -> Result<(String, u64, u64), u64> {
        Ok((text.to_owned(), line, column))
    }

    #[test]
    fn lines_are_read_one_by_one() {
        assert_eq!(
            read("\u{FEFF}\n{\"a\":1}\r\n\n  \nnonsense\n{\"b\":2}"),
            [
                at("{\"a\":1}", 2, 1),
                at("nonsense", 5, 1),
                at("{\"b\":2}", 6, 1)
            ]
        );
        assert!(read("").is_empty() && read(" \n\n").is_empty());
    }

    #[test]
    fn items_of_an_array_have_lines() {
        assert_eq!(
            read("\n[\n  {\"a\": \"],[\"},\n  7 ,{\n\"b\":[2]}\n]\n"),
            [
                at("{\"a\": \"],[\"}", 3, 3),
                at("7", 4, 3),
                at("{\n\"b\":[2]}", 4, 6)
            ]
        );
        assert!(read("[]").is_empty());
        assert_eq!(read("[{\"a\":1},\n{\"a\":]"), [Err(2)]);
    }

    #[test]
    fn objects_for_people_follow_each_other() {
        assert_eq!(
            read("{\n\"a\": 1\n}\n{\n\"b\": 2\n}\n"),
            [at("{\n\"a\": 1\n}", 1, 1), at("{\n\"b\": 2\n}", 4, 1)]
        );
        assert_eq!(
            read("{\n\"a\": 1\n}\n{\n"),
            [at("{\n\"a\": 1\n}", 1, 1), Err(5)]
        );
    }
}
