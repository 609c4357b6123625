//! Output files appear whole or not at all.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use tempfile::TempDir;

use super::{file::Rows, store::Store};
use crate::{exit::Failure, input};

/// The output folder, with a hidden folder inside it where files grow until they are whole. What is not committed is gone
/// when this is dropped.
pub(super) struct Output {
    folder: PathBuf,
    /// Folders that this run made, the deepest first.
    made: Vec<PathBuf>,
    /// `None` only while this is dropped.
    growing: Option<TempDir>,
    parts: Arc<Path>,
    names: &'static [&'static str],
}

impl Output {
    /// Makes the folder where it is missing, and a store for each output file, which begins with its header.
    pub(super) fn create<R: Rows>(folder: &Path) -> Result<(Self, Vec<Store>), Failure> {
        let mut output = Self {
            folder: folder.to_path_buf(),
            made: missing(folder),
            growing: None,
            parts: folder.into(),
            names: R::NAMES,
        };
        let stores = output
            .open::<R>()
            .map_err(|error| failed("making", folder, &error))?;
        Ok((output, stores))
    }

    fn open<R: Rows>(&mut self) -> io::Result<Vec<Store>> {
        fs::create_dir_all(&self.folder)?;
        for name in R::NAMES {
            if self.folder.join(name).is_dir() {
                return Err(io::Error::other(format!("{name} is a folder")));
            }
        }
        let growing = tempfile::Builder::new()
            .prefix(".x12-convert-")
            .tempdir_in(&self.folder)?;
        let parts: Arc<Path> = growing.path().into();
        self.growing = Some(growing);
        self.parts = Arc::clone(&parts);
        let mut stores = Vec::new();
        for (at, name) in R::NAMES.iter().enumerate() {
            let mut store = Store::over(
                fs::File::options()
                    .read(true)
                    .write(true)
                    .create_new(true)
                    .open(parts.join(name))?,
                Arc::clone(&parts),
            );
            if let Some(columns) = R::HEADERS.get(at) {
                io::Write::write_all(&mut store, &R::header(columns)?)?;
            }
            stores.push(store);
        }
        Ok(stores)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where parts of tables may be kept.
    pub(super) fn parts(&self) -> Arc<Path> {
        Arc::clone(&self.parts)
    }

    /// Puts all files in place. If that fails for one, those of an earlier run are put back.
    pub(super) fn commit(mut self, stores: Vec<Store>) -> Result<(), Failure> {
        let done = stores
            .into_iter()
            .try_for_each(Store::close)
            .and_then(|()| self.place());
        done.map_err(|error| failed("writing", &self.folder, &error))?;
        self.made.clear();
        Ok(())
    }

    fn place(&self) -> io::Result<()> {
        let old = self.parts.join("old");
        fs::create_dir(&old)?;
        for (done, name) in self.names.iter().enumerate() {
            if let Err(error) = self.place_one(&old, name) {
                for name in self.names.iter().take(done.saturating_add(1)) {
                    self.put_back(&old, name);
                }
                return Err(error);
            }
        }
        Ok(())
    }

    fn place_one(&self, old: &Path, name: &str) -> io::Result<()> {
        let target = self.folder.join(name);
        // A second link keeps the old file without taking it away; not every file system has links.
        match fs::hard_link(&target, old.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if target.is_dir() => return Err(error),
            Err(_) => fs::rename(&target, old.join(name))?,
        }
        fs::rename(self.parts.join(name), &target)
    }

    fn put_back(&self, old: &Path, name: &str) {
        let (target, kept) = (self.folder.join(name), old.join(name));
        if kept.exists() {
            let _ = fs::rename(kept, target);
        } else if !self.parts.join(name).exists() {
            let _ = fs::remove_file(target);
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        drop(self.growing.take());
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The folders on the way to this one that do not exist, the deepest first.
fn missing(folder: &Path) -> Vec<PathBuf> {
    let on_the_way = folder
        .ancestors()
        .filter(|folder| !folder.as_os_str().is_empty());
    on_the_way
        .take_while(|folder| !folder.exists())
        .map(Path::to_path_buf)
        .collect()
}

pub(super) fn failed(doing: &str, folder: &Path, error: &io::Error) -> Failure {
    Failure(format!(
        "{doing} {} failed: {error}",
        input::display_name(folder)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::jsonl::JsonRows;

    fn entries(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_not_committed_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let (output, stores) = Output::create::<JsonRows>(&folder.path().join("a/b"))
            .ok()
            .unwrap();
        assert_eq!(entries(folder.path()), ["a"]);
        drop(stores);
        drop(output);
        assert!(entries(folder.path()).is_empty());
    }

    #[test]
    fn earlier_files_are_put_back() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("claims.jsonl"), "old").unwrap();
        let (output, stores) = Output::create::<JsonRows>(folder.path()).ok().unwrap();
        // The last of the three cannot be replaced any more.
        fs::create_dir(folder.path().join("findings.jsonl")).unwrap();
        assert!(output.commit(stores).is_err());
        assert_eq!(entries(folder.path()), ["claims.jsonl", "findings.jsonl"]);
        assert_eq!(
            fs::read(folder.path().join("claims.jsonl")).unwrap(),
            b"old"
        );
        assert!(folder.path().join("findings.jsonl").is_dir());
    }

    #[test]
    fn all_are_replaced_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("claims.jsonl"), "old").unwrap();
        let (output, mut stores) = Output::create::<JsonRows>(folder.path()).ok().unwrap();
        io::Write::write_all(&mut stores[0], b"new").unwrap();
        assert_eq!(
            fs::read(folder.path().join("claims.jsonl")).unwrap(),
            b"old"
        );
        output.commit(stores).ok().unwrap();
        assert_eq!(
            entries(folder.path()),
            JsonRows::NAMES
                .iter()
                .copied()
                .collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>()
        );
        assert_eq!(
            fs::read(folder.path().join("claims.jsonl")).unwrap(),
            b"new"
        );
    }
}
