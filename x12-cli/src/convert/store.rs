//! Bytes on their way to the output: in memory while they are few, else in a file.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Seek, SeekFrom, Write},
    path::Path,
    sync::Arc,
};

/// Bytes held in memory before they go to the file.
const HELD: usize = 64 << 10;

/// One table, or the part of a table that comes from one file.
///
/// Unlike a buffered writer it knows its length at any time and can be cut back. The file is made when it is needed; it
/// has no name and is gone with the store.
#[derive(Debug)]
pub(super) struct Store {
    /// Folder for the file.
    folder: Arc<Path>,
    file: Option<File>,
    /// Bytes in the file.
    written: u64,
    /// What follows them.
    held: Vec<u8>,
}

impl Store {
    /// An empty store that spills into `folder`.
    pub(super) const fn new(folder: Arc<Path>) -> Self {
        Self {
            folder,
            file: None,
            written: 0,
            held: Vec::new(),
        }
    }

    /// An empty store over an empty file.
    pub(super) const fn over(file: File, folder: Arc<Path>) -> Self {
        Self {
            folder,
            file: Some(file),
            written: 0,
            held: Vec::new(),
        }
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> u64 {
        self.written.saturating_add(count(self.held.len()))
    }

    /// Takes out again what was written past the first `len` bytes.
    pub(super) fn cut(&mut self, len: u64) -> io::Result<()> {
        match (len.checked_sub(self.written), &mut self.file) {
            (Some(kept), _) => self
                .held
                .truncate(usize::try_from(kept).unwrap_or(usize::MAX)),
            (None, file) => {
                self.held.clear();
                if let Some(file) = file {
                    file.set_len(len)?;
                    file.seek(SeekFrom::Start(len))?;
                }
                self.written = len;
            }
        }
        Ok(())
    }

    /// Moves all of `part` to the end.
    pub(super) fn append(&mut self, part: Self) -> io::Result<()> {
        if let Some(mut file) = part.file {
            self.spill()?;
            file.rewind()?;
            // From file to file the system copies by itself, where it can.
            let copied = io::copy(&mut file, self.file()?)?;
            self.written = self.written.saturating_add(copied);
        }
        self.write_all(&part.held)
    }

    /// In lines that begin behind byte `from` and start with `before`, puts `after` in its place.
    pub(super) fn replace_starts(
        &mut self,
        from: u64,
        before: &[u8],
        after: &[u8],
    ) -> io::Result<()> {
        if self.len() <= from {
            return Ok(());
        }
        let mut tail = Self::new(Arc::clone(&self.folder));
        self.spill()?;
        let file = self.file()?;
        file.seek(SeekFrom::Start(from))?;
        let mut reader = BufReader::new(&mut *file);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line)? > 0 {
            match line.strip_prefix(before) {
                Some(rest) => {
                    tail.write_all(after)?;
                    tail.write_all(rest)?;
                }
                None => tail.write_all(&line)?,
            }
            line.clear();
        }
        self.cut(from)?;
        self.append(tail)
    }

    /// Writes what is held, makes the system write it to the disk, and closes the file.
    pub(super) fn close(mut self) -> io::Result<()> {
        self.spill()?;
        self.file()?.sync_all()
    }

    fn file(&mut self) -> io::Result<&mut File> {
        if let Some(ref mut file) = self.file {
            return Ok(file);
        }
        Ok(self.file.insert(tempfile::tempfile_in(&self.folder)?))
    }

    fn spill(&mut self) -> io::Result<()> {
        if !self.held.is_empty() {
            let held = std::mem::take(&mut self.held);
            self.file()?.write_all(&held)?;
            self.written = self.written.saturating_add(count(held.len()));
            self.held = held;
            self.held.clear();
        }
        Ok(())
    }
}

impl Write for Store {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.held.len().saturating_add(bytes.len()) > HELD {
            self.spill()?;
        }
        self.held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Nothing: what is held is no loss, and writers above flush often.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn count(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}

#[cfg(test)]
#[allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "test code: small numbers"
)]
mod tests {
    use std::io::Read;

    use super::*;

    fn store(folder: &tempfile::TempDir, bytes: &[u8]) -> Store {
        let mut store = Store::new(folder.path().into());
        for block in bytes.chunks(1000) {
            store.write_all(block).unwrap();
        }
        assert_eq!(store.len(), bytes.len() as u64);
        store
    }

    fn read(mut store: Store) -> Vec<u8> {
        store.spill().unwrap();
        let len = store.len();
        let file = store.file().unwrap();
        file.rewind().unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes.len() as u64, len);
        bytes
    }

    fn bytes(len: usize) -> Vec<u8> {
        (0..len).map(|at| b'a' + (at % 26) as u8).collect()
    }

    #[test]
    fn few_bytes_need_no_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(store(&folder, &bytes(HELD)).file.is_none());
        assert!(store(&folder, &bytes(HELD + 1)).file.is_some());
    }

    #[test]
    fn cut_in_memory_and_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let all = bytes(3 * HELD);
        for len in [0, 1, HELD, 2 * HELD + 77, 3 * HELD - 1, 3 * HELD] {
            let mut store = store(&folder, &all);
            store.cut(len as u64).unwrap();
            store.write_all(b"END").unwrap();
            assert_eq!(read(store), [&all[..len], b"END"].concat(), "{len}");
        }
    }

    #[test]
    fn append_keeps_the_order() {
        let folder = tempfile::tempdir().unwrap();
        for (first, second) in [
            (10, 20),
            (10, 2 * HELD),
            (2 * HELD, 10),
            (2 * HELD, 3 * HELD),
            (0, 0),
        ] {
            let mut all = store(&folder, &bytes(first));
            all.append(store(&folder, &bytes(second))).unwrap();
            all.write_all(b"END").unwrap();
            assert_eq!(
                read(all),
                [&bytes(first)[..], &bytes(second), b"END"].concat(),
                "{first} {second}"
            );
        }
    }

    #[test]
    fn starts_are_replaced_behind_a_place_only() {
        let folder = tempfile::tempdir().unwrap();
        let mut lines = store(
            &folder,
            b"x,1-1,a\nx,1-2,b\nx,1-22,c\nx,,d x,1-2,\nx,1-2,e\n",
        );
        lines.replace_starts(8, b"x,1-2,", b"x,,").unwrap();
        lines.write_all(b"END").unwrap();
        assert_eq!(
            String::from_utf8(read(lines)).unwrap(),
            "x,1-1,a\nx,,b\nx,1-22,c\nx,,d x,1-2,\nx,,e\nEND"
        );
    }
}
