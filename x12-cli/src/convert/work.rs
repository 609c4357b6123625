//! The output folder, and the hidden folder inside it where files grow until they are whole.
//!
//! One run at a time has it. What a run leaves there when it is killed is what another one goes on with.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::journal::{self, sync_folder};
use crate::{exit::Failure, input};

/// The hidden folder.
const NAME: &str = ".x12-convert";
/// Who has it, has the folder.
const LOCK: &str = "lock";
/// Where tables grow.
const TABLES: &str = "tables";
/// Where files of an earlier run wait while new ones are put in their place.
const OLD: &str = "old";
/// Times that a folder is locked which the run before is just taking away.
const TRIES: usize = 100;

/// The folders of a run, from the lock to the end.
#[derive(Debug)]
pub(super) struct Work {
    out: PathBuf,
    folder: PathBuf,
    tables: PathBuf,
    /// Folders that this run made, the deepest first.
    made: Vec<PathBuf>,
    /// Held as long as this is.
    _lock: File,
    /// True where another run may go on with what is here.
    kept: bool,
}

impl Work {
    /// Makes the folders where they are missing, and takes the lock.
    pub(super) fn take(out: &Path) -> Result<Self, Failure> {
        let made = missing(out);
        let folder = out.join(NAME);
        let lock = lock(&folder).inspect_err(|_| remove_folders(&made));
        let lock = lock.map_err(|error| failed("making", out, &error))?;
        let Some(lock) = lock else {
            return Err(Failure(format!(
                "another run writes to {} at this moment",
                input::display_name(out)
            )));
        };
        Ok(Self {
            out: out.to_path_buf(),
            tables: folder.join(TABLES),
            kept: journal::is_there(&folder),
            folder,
            made,
            _lock: lock,
        })
    }

    /// The hidden folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where tables grow.
    pub(super) fn tables(&self) -> &Path {
        &self.tables
    }

    /// Takes out what an earlier run left.
    pub(super) fn clear(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_name() == LOCK {
                continue;
            }
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else {
                fs::remove_file(entry.path())?;
            }
        }
        fs::create_dir(&self.tables)
    }

    /// From now on what is here stays when the run fails or is killed.
    pub(super) const fn keep(&mut self) {
        self.kept = true;
    }

    /// What is here is of no use any more.
    pub(super) const fn give_up(&mut self) {
        self.kept = false;
    }

    pub(super) const fn is_kept(&self) -> bool {
        self.kept
    }

    /// Refuses what cannot be replaced, before hours are spent on it.
    pub(super) fn check_targets(&self, names: &[String]) -> Result<(), Failure> {
        for name in names {
            if self.out.join(name).is_dir() {
                let error = io::Error::other(format!("{name} is a folder"));
                return Err(failed("making", &self.out, &error));
            }
        }
        Ok(())
    }

    /// Puts the files in place that are not there yet. If that fails for one, those of an earlier run are put back, and
    /// it can be tried again.
    pub(super) fn place(&self, names: &[String]) -> io::Result<()> {
        let old = self.folder.join(OLD);
        if old.exists() {
            fs::remove_dir_all(&old)?;
        }
        fs::create_dir(&old)?;
        let waiting: Vec<&String> = names
            .iter()
            .filter(|name| self.tables.join(name).exists())
            .collect();
        for (done, name) in waiting.iter().enumerate() {
            if let Err(error) = self.place_one(&old, name) {
                for name in waiting.iter().take(done.saturating_add(1)) {
                    self.put_back(&old, name);
                }
                return Err(error);
            }
        }
        sync_folder(&self.out)
    }

    fn place_one(&self, old: &Path, name: &str) -> io::Result<()> {
        let target = self.out.join(name);
        // A second link keeps the old file without taking it away; not every file system has links.
        match fs::hard_link(&target, old.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if target.is_dir() => return Err(error),
            Err(_) => fs::rename(&target, old.join(name))?,
        }
        fs::rename(self.tables.join(name), &target)
    }

    fn put_back(&self, old: &Path, name: &str) {
        let (target, kept, new) = (self.out.join(name), old.join(name), self.tables.join(name));
        if !new.exists() {
            let _ = fs::rename(&target, new);
        }
        if kept.exists() {
            let _ = fs::rename(kept, target);
        }
    }

    /// All is in place.
    pub(super) fn finish(mut self) {
        self.kept = false;
        self.made.clear();
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        // The lock goes last, so that nobody takes a folder that is half taken away.
        let _ = self.clear();
        let _ = fs::remove_dir(&self.tables);
        let _ = fs::remove_file(self.folder.join(LOCK));
        let _ = fs::remove_dir(&self.folder);
        remove_folders(&self.made);
    }
}

fn remove_folders(folders: &[PathBuf]) {
    for folder in folders {
        let _ = fs::remove_dir(folder);
    }
}

/// The lock of a folder, which is made; `None` where another run has it.
fn lock(folder: &Path) -> io::Result<Option<File>> {
    let path = folder.join(LOCK);
    for _ in 0..TRIES {
        fs::create_dir_all(folder)?;
        let file = match File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
        {
            Ok(file) => file,
            // The run before has just taken the folder away.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Some network folders know no locks; then nobody can be kept out.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let same = same_file::Handle::from_file(file.try_clone()?)
            .ok()
            .zip(same_file::Handle::from_path(&path).ok());
        if same.is_some_and(|(locked, there)| locked == there) {
            return Ok(Some(file));
        }
    }
    Ok(None)
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

pub(super) fn failed(doing: &str, folder: &Path, error: &impl std::fmt::Display) -> Failure {
    Failure(format!(
        "{doing} {} failed: {error}",
        input::display_name(folder)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn begun(out: &Path, names: &[&str]) -> Work {
        let work = Work::take(out).ok().unwrap();
        work.clear().unwrap();
        for name in names {
            fs::write(work.tables().join(name), "new").unwrap();
        }
        work
    }

    fn names(of: &[&str]) -> Vec<String> {
        of.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_is_not_finished_is_gone_unless_it_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a/b");
        let work = begun(&out, &["claims"]);
        assert_eq!(entries(&out), [NAME]);
        drop(work);
        assert!(entries(folder.path()).is_empty());
        let mut work = begun(&out, &["claims"]);
        work.keep();
        drop(work);
        assert_eq!(entries(&out.join(NAME)), [LOCK, TABLES]);
        Work::take(&out).ok().unwrap().finish();
        assert!(entries(&out).is_empty());
    }

    #[test]
    fn one_run_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let work = begun(folder.path(), &[]);
        assert!(Work::take(folder.path()).is_err());
        drop(work);
        assert!(Work::take(folder.path()).is_ok());
    }

    #[test]
    fn earlier_files_are_put_back() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("claims"), "old").unwrap();
        // The last of the three cannot be replaced.
        fs::create_dir(folder.path().join("findings")).unwrap();
        let all = names(&["claims", "more", "findings"]);
        let work = begun(folder.path(), &["claims", "more", "findings"]);
        assert!(work.check_targets(&all).is_err());
        assert!(work.place(&all).is_err());
        assert_eq!(fs::read(folder.path().join("claims")).unwrap(), b"old");
        assert_eq!(entries(folder.path()), [NAME, "claims", "findings"]);
        // Another time it may succeed.
        fs::remove_dir(folder.path().join("findings")).unwrap();
        work.place(&all).unwrap();
        work.finish();
        assert_eq!(entries(folder.path()), ["claims", "findings", "more"]);
        assert_eq!(fs::read(folder.path().join("claims")).unwrap(), b"new");
    }

    #[test]
    fn placing_goes_on_where_it_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let all = names(&["a", "b"]);
        let work = begun(folder.path(), &["a", "b"]);
        fs::rename(work.tables().join("a"), folder.path().join("a")).unwrap();
        work.place(&all).unwrap();
        work.finish();
        assert_eq!(entries(folder.path()), ["a", "b"]);
    }
}
