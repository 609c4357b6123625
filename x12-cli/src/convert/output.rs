//! Output files appear whole or not at all.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use x12_tables::{Error, Form, Star, Tables, file_names};

use crate::{exit::Failure, input};

/// The output folder, with a hidden folder inside it where files grow until they are whole. What is not committed is gone
/// when this is dropped.
pub(super) struct Output {
    folder: PathBuf,
    /// Folders that this run made, the deepest first.
    made: Vec<PathBuf>,
    /// `None` only while this is dropped.
    growing: Option<TempDir>,
    names: Vec<String>,
}

impl Output {
    /// Makes the folder where it is missing, and the tables in it.
    pub(super) fn create(folder: &Path, star: Star, form: Form) -> Result<(Self, Tables), Failure> {
        let mut output = Self {
            folder: folder.to_path_buf(),
            made: missing(folder),
            growing: None,
            names: file_names(star, form),
        };
        let tables = output
            .open(star, form)
            .map_err(|error| failed("making", folder, &error))?;
        Ok((output, tables))
    }

    fn open(&mut self, star: Star, form: Form) -> Result<Tables, Error> {
        fs::create_dir_all(&self.folder)?;
        for name in &self.names {
            if self.folder.join(name).is_dir() {
                return Err(io::Error::other(format!("{name} is a folder")).into());
            }
        }
        let growing = tempfile::Builder::new()
            .prefix(".x12-convert-")
            .tempdir_in(&self.folder)?;
        let growing = self.growing.insert(growing);
        Tables::begin(star, form, growing.path())
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts all files in place. If that fails for one, those of an earlier run are put back.
    pub(super) fn commit(mut self, tables: Tables) -> Result<(), Failure> {
        let done = tables
            .finish()
            .and_then(|_| Ok(self.place(self.growing()?)?));
        done.map_err(|error| failed("writing", &self.folder, &error))?;
        self.made.clear();
        Ok(())
    }

    fn growing(&self) -> io::Result<&Path> {
        self.growing
            .as_ref()
            .map(TempDir::path)
            .ok_or_else(|| io::Error::other("the tables were not begun"))
    }

    fn place(&self, growing: &Path) -> io::Result<()> {
        let old = growing.join("old");
        fs::create_dir(&old)?;
        for (done, name) in self.names.iter().enumerate() {
            if let Err(error) = self.place_one(growing, &old, name) {
                for name in self.names.iter().take(done.saturating_add(1)) {
                    self.put_back(growing, &old, name);
                }
                return Err(error);
            }
        }
        Ok(())
    }

    fn place_one(&self, growing: &Path, old: &Path, name: &str) -> io::Result<()> {
        let target = self.folder.join(name);
        // A second link keeps the old file without taking it away; not every file system has links.
        match fs::hard_link(&target, old.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if target.is_dir() => return Err(error),
            Err(_) => fs::rename(&target, old.join(name))?,
        }
        fs::rename(growing.join(name), &target)
    }

    fn put_back(&self, growing: &Path, old: &Path, name: &str) {
        let (target, kept) = (self.folder.join(name), old.join(name));
        if kept.exists() {
            let _ = fs::rename(kept, target);
        } else if !growing.join(name).exists() {
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

pub(super) fn failed(doing: &str, folder: &Path, error: &Error) -> Failure {
    Failure(format!(
        "{doing} {} failed: {error}",
        input::display_name(folder)
    ))
}

#[cfg(test)]
mod tests {
    use x12_835::EraOptions;
    use x12_tables::Input;

    use super::*;

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
        let (output, tables) = Output::create(&folder.path().join("a/b"), Star::Era, Form::Loops)
            .ok()
            .unwrap();
        assert_eq!(entries(folder.path()), ["a"]);
        drop(tables);
        drop(output);
        assert!(entries(folder.path()).is_empty());
    }

    #[test]
    fn earlier_files_are_put_back() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("claims.jsonl"), "old").unwrap();
        let (output, tables) = Output::create(folder.path(), Star::Era, Form::Loops)
            .ok()
            .unwrap();
        // The last of the three cannot be replaced any more.
        fs::create_dir(folder.path().join("findings.jsonl")).unwrap();
        assert!(output.commit(tables).is_err());
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
        let (output, mut tables) = Output::create(folder.path(), Star::Era, Form::Loops)
            .ok()
            .unwrap();
        let input = Input {
            number: 1,
            name: "R01",
        };
        let read = tables.era(input, Ok(fixtures::era()[0].edi), &EraOptions::default());
        assert_eq!(read.unwrap().failure, None);
        assert_eq!(
            fs::read(folder.path().join("claims.jsonl")).unwrap(),
            b"old"
        );
        output.commit(tables).ok().unwrap();
        assert_eq!(
            entries(folder.path()),
            [
                "claims.jsonl",
                "findings.jsonl",
                "provider_adjustments.jsonl"
            ]
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("claims.jsonl"))
                .unwrap()
                .lines()
                .count(),
            1
        );
    }
}
