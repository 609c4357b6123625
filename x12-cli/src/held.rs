//! A file that appears whole or not at all.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use tempfile::{SpooledTempFile, TempDir};

use crate::{
    exit::{self, Exit, Failure},
    input,
};

/// What is held in memory before it is held in a temporary file.
const IN_MEMORY: usize = 32 << 20;

/// An output that grows out of sight and is put in place at the end. What is not put in place is gone when it is dropped.
pub(crate) struct Held {
    growing: Growing,
    target: Option<PathBuf>,
}

enum Growing {
    /// A file in a hidden folder beside its target, so that it can be moved there.
    Beside { file: File, folder: TempDir },
    /// For standard output and for what is no regular file: it is copied there.
    Apart(SpooledTempFile),
}

/// Name of the growing file in its folder.
const NAME: &str = "growing";

impl Held {
    /// For a file, or for standard output where there is none.
    pub(crate) fn new(target: Option<&Path>) -> Result<Self, Failure> {
        let target = target.filter(|target| !input::is_stdin(target));
        let Some(target) = target else {
            return Ok(Self {
                growing: Growing::Apart(SpooledTempFile::new(IN_MEMORY)),
                target: None,
            });
        };
        Self::beside(target).map_err(|error| failed(target, &error))
    }

    fn beside(target: &Path) -> io::Result<Self> {
        // A link stays a link: what it leads to is replaced.
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_path_buf());
        if let Ok(there) = fs::metadata(&target)
            && !there.is_file()
        {
            if there.is_dir() {
                return Err(io::Error::other("it is a folder"));
            }
            return Ok(Self {
                growing: Growing::Apart(SpooledTempFile::new(IN_MEMORY)),
                target: Some(target),
            });
        }
        let parent = target.parent().filter(|of| !of.as_os_str().is_empty());
        let folder = tempfile::Builder::new()
            .prefix(".x12-")
            .tempdir_in(parent.unwrap_or(Path::new(".")))?;
        let file = File::options()
            .write(true)
            .create_new(true)
            .open(folder.path().join(NAME))?;
        Ok(Self {
            growing: Growing::Beside { file, folder },
            target: Some(target),
        })
    }

    /// Puts it in place.
    pub(crate) fn commit(self) -> io::Result<()> {
        match (self.growing, self.target) {
            (Growing::Beside { file, folder }, Some(target)) => {
                file.sync_all()?;
                drop(file);
                fs::rename(folder.path().join(NAME), target)
            }
            (Growing::Apart(mut held), target) => {
                held.seek(SeekFrom::Start(0))?;
                let mut out: Box<dyn Write> = match target {
                    None => Box::new(io::stdout().lock()),
                    Some(target) => Box::new(File::options().write(true).open(target)?),
                };
                io::copy(&mut held, &mut out)?;
                out.flush()
            }
            (Growing::Beside { .. }, None) => Ok(()),
        }
    }
}

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.growing {
            Growing::Beside { file, .. } => file.write(bytes),
            Growing::Apart(held) => held.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.growing {
            Growing::Beside { file, .. } => file.flush(),
            Growing::Apart(held) => held.flush(),
        }
    }
}

/// Puts a file in its place, or on standard output where it has none.
pub(crate) fn place(file: Option<BufWriter<Held>>, path: Option<&Path>) -> Result<(), Failure> {
    let Some(file) = file else { return Ok(()) };
    let placed = file
        .into_inner()
        .map_err(io::IntoInnerError::into_error)
        .and_then(Held::commit);
    match path.filter(|path| !input::is_stdin(path)) {
        Some(path) => placed.map_err(|error| failed(path, &error)),
        None => exit::after_writing(placed.map(|()| Exit::Fine)).map(drop),
    }
}

pub(crate) fn failed(target: &Path, error: &io::Error) -> Failure {
    Failure(format!(
        "writing {} failed: {error}",
        input::display_name(target)
    ))
}

/// Refuses an output that is one of the other files of the command.
pub(crate) fn must_differ(files: &[Option<&Path>]) -> Result<(), Failure> {
    let files: Vec<(&Path, PathBuf)> = files
        .iter()
        .flatten()
        .filter(|path| !input::is_stdin(path))
        .map(|path| (*path, whole(path)))
        .collect();
    let mut rest = files.as_slice();
    while let Some(((path, one), others)) = rest.split_first() {
        if others.iter().any(|(_, other)| other == one) {
            return Err(Failure(format!(
                "{} is named for two things",
                input::display_name(path)
            )));
        }
        rest = others;
    }
    Ok(())
}

/// The path from the root, also of a file that is not there yet.
fn whole(path: &Path) -> PathBuf {
    let there = fs::canonicalize(path).ok();
    let in_folder = || {
        let folder = path.parent().filter(|of| !of.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    };
    there
        .or_else(in_folder)
        .unwrap_or_else(|| path.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_there_before_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        let mut held = Held::new(Some(&path)).ok().unwrap();
        held.write_all(b"new").unwrap();
        assert!(!path.exists());
        drop(held);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        fs::write(&path, "old").unwrap();
        let mut held = Held::new(Some(&path)).ok().unwrap();
        held.write_all(b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        held.commit().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_is_no_output() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Held::new(Some(folder.path())).is_err());
        assert!(Held::new(Some(&folder.path().join("none/out"))).is_err());
    }

    #[test]
    fn files_must_differ() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        assert!(must_differ(&[Some(&a), None, Some(&b), Some(Path::new("-"))]).is_ok());
        fs::create_dir(folder.path().join("c")).unwrap();
        let again = folder.path().join("c/../a");
        assert!(must_differ(&[Some(&a), Some(&b), Some(&again)]).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_device_stays_a_device() {
        use std::os::unix::fs::FileTypeExt;
        let null = Path::new("/dev/null");
        let mut held = Held::new(Some(null)).ok().unwrap();
        held.write_all(b"gone").unwrap();
        held.commit().unwrap();
        assert!(fs::metadata(null).unwrap().file_type().is_char_device());
    }
}
