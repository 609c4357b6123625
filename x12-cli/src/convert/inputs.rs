//! Which files are read, in which order.

use std::{
    collections::HashSet,
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use x12_core::InputFault;
use x12_tables::{Form, Star, file_names};

use super::{progress::Progress, summary::printable};
use crate::{
    args::BatchArgs,
    exit::Failure,
    input::{
        self,
        archive::{self, Member},
        limits::Limits,
        unpack::{self, Kind},
    },
};

/// One file to read, or one member of an archive.
#[derive(Debug)]
pub(super) struct Input {
    path: PathBuf,
    /// Its name in tables and messages.
    pub(super) name: String,
    source: Source,
    limits: Limits,
}

#[derive(Debug)]
enum Source {
    File,
    Member(Box<Member>),
    /// It cannot even be opened: a folder that cannot be listed, a link that leads nowhere, a damaged archive.
    Broken(Broken),
}

/// Why something cannot be opened, to be said each time.
#[derive(Debug)]
enum Broken {
    System(io::ErrorKind, String),
    Fault(InputFault),
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        match InputFault::of(&error) {
            Some(fault) => Self::Fault(fault.clone()),
            None => Self::System(error.kind(), error.to_string()),
        }
    }
}

impl Broken {
    fn error(&self) -> io::Error {
        match self {
            Self::System(kind, text) => io::Error::new(*kind, text.clone()),
            Self::Fault(fault) => fault.clone().into(),
        }
    }
}

/// What a copy of an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Original {
    /// The file itself, and what the name of a copy ends with.
    File(&'static str),
    /// A member of an archive, unpacked.
    Unpacked,
}

/// Keeps what is read.
struct Copied<R> {
    from: R,
    to: fs::File,
}

impl<R: Read> Read for Copied<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.to.write_all(buffer.get(..count).unwrap_or_default())?;
        Ok(count)
    }
}

impl Input {
    fn new(path: PathBuf, limits: Limits) -> Self {
        Self {
            name: input::display_name(&path),
            path,
            source: Source::File,
            limits,
        }
    }

    fn broken(path: PathBuf, limits: Limits, why: Broken) -> Self {
        Self {
            source: Source::Broken(why),
            ..Self::new(path, limits)
        }
    }

    fn member(archive: &Path, member: Member, limits: Limits) -> Self {
        let name = format!("{}/{}", input::display_name(archive), member.shown());
        Self {
            name,
            source: Source::Member(Box::new(member)),
            ..Self::new(archive.to_path_buf(), limits)
        }
    }

    /// Its bytes, unpacked. `copy` takes standard input as it comes.
    pub(super) fn open(
        &self,
        progress: &Progress,
        copy: Option<&fs::File>,
    ) -> io::Result<Box<dyn Read + Send>> {
        match &self.source {
            Source::File if self.is_stdin() => {
                let stdin = progress.stored(io::stdin());
                Ok(match copy {
                    Some(copy) => {
                        let to = copy.try_clone()?;
                        input::unpacked(Copied { from: stdin, to }, &self.limits)
                    }
                    None => input::unpacked(stdin, &self.limits),
                })
            }
            Source::File => {
                let file = progress.stored(fs::File::open(&self.path)?);
                Ok(input::unpacked(file, &self.limits))
            }
            Source::Member(member) => {
                let reader =
                    member.open(&self.path, &self.limits, |packed| progress.stored(packed));
                reader.and_then(unpack::not_packed_again)
            }
            Source::Broken(broken) => Err(broken.error()),
        }
    }

    /// What it is, to be copied.
    pub(super) fn original(&self) -> io::Result<(Original, Box<dyn Read + Send>)> {
        match &self.source {
            Source::Member(member) => {
                let reader = member.open(&self.path, &self.limits, |packed| packed)?;
                Ok((Original::Unpacked, Box::new(reader)))
            }
            Source::File | Source::Broken(_) => {
                let ending = input::kind(&self.path).ending();
                let file = fs::File::open(&self.path)?;
                Ok((Original::File(ending), Box::new(file)))
            }
        }
    }

    pub(super) fn is_stdin(&self) -> bool {
        input::is_stdin(&self.path)
    }

    /// When it was last changed, in seconds and nanoseconds since 1970.
    pub(super) fn modified(&self) -> Option<(u64, u32)> {
        let modified = fs::metadata(&self.path).ok()?.modified().ok()?;
        let since = modified.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some((since.as_secs(), since.subsec_nanos()))
    }

    /// How many bytes it has as it is stored, where that is known before reading.
    pub(super) fn len(&self) -> Option<u64> {
        if let Source::Member(member) = &self.source {
            return Some(member.packed());
        }
        let metadata = fs::metadata(&self.path).ok()?;
        metadata.is_file().then_some(metadata.len())
    }
}

/// All files to read.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    pub(super) list: Vec<Input>,
    limits: Limits,
    /// What may be a slip of the user.
    warnings: Vec<String>,
}

/// Refuses what cannot be meant.
pub(super) fn check_usage(batch: &BatchArgs) -> Result<(), Failure> {
    let stdin = batch.paths.iter().filter(|path| input::is_stdin(path));
    if stdin.count() > 1 {
        return Err(Failure(
            "`-` can be named only once: standard input can be read only once".to_owned(),
        ));
    }
    Ok(())
}

impl Inputs {
    /// The files that are named, in their order; folders are walked, each in the order of its paths' bytes, and in the
    /// place of an archive stand its members. Folders that are written to are left out, so that what an earlier run wrote
    /// is not read.
    pub(super) fn collect(batch: &BatchArgs) -> Self {
        Self::of(
            &batch.paths,
            &batch.out,
            batch.set_aside.as_deref(),
            batch.limits.limits(),
        )
    }

    fn of(paths: &[PathBuf], out: &Path, aside: Option<&Path>, limits: Limits) -> Self {
        let mut inputs = Self {
            limits,
            ..Self::default()
        };
        let out = out.canonicalize().ok();
        let aside = aside.and_then(|aside| aside.canonicalize().ok());
        for path in paths {
            if !input::is_stdin(path) && path.is_dir() {
                inputs.walk(path, out.as_deref(), aside.as_deref());
            } else {
                inputs.list.push(Input::new(path.clone(), limits));
            }
        }
        inputs.note_repeated();
        inputs.open_archives();
        inputs
    }

    fn walk(&mut self, root: &Path, out: Option<&Path>, aside: Option<&Path>) {
        // Where the folder is both read and written, only what is written there is left out.
        let outputs = output_names();
        let is_output = |entry: &DirEntry| {
            let name = entry.file_name().to_str();
            entry.depth() == 1 && name.is_some_and(|name| outputs.contains(name))
        };
        let both = out.is_some() && root.canonicalize().ok().as_deref() == out;
        let wanted = |entry: &DirEntry| {
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let whole = || entry.path().canonicalize().ok();
            let is_written = entry.file_type().is_dir()
                && whole().is_some_and(|path| {
                    aside == Some(path.as_path()) || !both && out == Some(path.as_path())
                });
            entry.depth() == 0 || !(hidden || is_written || both && is_output(entry))
        };
        let start = self.list.len();
        for entry in WalkDir::new(root)
            .follow_links(true)
            .into_iter()
            .filter_entry(wanted)
        {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    self.list.push(Input::new(entry.into_path(), self.limits));
                }
                Ok(_) => {}
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_path_buf();
                    let kind = error
                        .io_error()
                        .map_or(io::ErrorKind::Other, io::Error::kind);
                    let text = error
                        .into_io_error()
                        .map_or_else(|| "cannot be read".to_owned(), |source| source.to_string());
                    let why = Broken::System(kind, text);
                    self.list.push(Input::broken(path, self.limits, why));
                }
            }
        }
        let bytes = |input: &Input| input.path.as_os_str().as_encoded_bytes().to_vec();
        if let Some(found) = self.list.get_mut(start..) {
            found.sort_by_cached_key(bytes);
        }
    }

    /// Puts the members of archives in the place of the archives.
    fn open_archives(&mut self) {
        let limits = self.limits;
        for input in std::mem::take(&mut self.list) {
            if !matches!(input.source, Source::File) || input::kind(&input.path) != Kind::Zip {
                self.list.push(input);
                continue;
            }
            match archive::members(&input.path, &limits) {
                Ok(members) if members.is_empty() => {
                    let name = printable(&input.name);
                    self.warnings
                        .push(format!("{name} is an archive without files"));
                }
                Ok(members) => {
                    let members = members.into_iter();
                    self.list
                        .extend(members.map(|member| Input::member(&input.path, member, limits)));
                }
                Err(error) => {
                    self.list
                        .push(Input::broken(input.path, limits, error.into()));
                }
            }
        }
    }

    fn note_repeated(&mut self) {
        let mut seen = HashSet::new();
        let mut told = HashSet::new();
        for input in &self.list {
            let Ok(path) = input.path.canonicalize() else {
                continue;
            };
            if !seen.insert(path.clone()) && told.insert(path) {
                self.warnings.push(format!(
                    "{} is named more than once; it is read each time",
                    printable(&input.name)
                ));
            }
        }
    }

    /// Tells the user what may be a slip.
    pub(super) fn warn(&self) {
        let mut out = io::stderr().lock();
        for warning in &self.warnings {
            let _ = writeln!(out, "x12: warning: {warning}");
        }
    }
}

/// The names of all files that a run may write.
fn output_names() -> HashSet<String> {
    let names = |star: Star, forms: &[Form]| -> Vec<String> {
        let names = forms.iter().map(|form| file_names(star, *form));
        names.flatten().collect()
    };
    let forms = [Form::Csv, Form::Jsonl, Form::Parquet, Form::Arrow];
    let mut all = names(Star::Era, &forms);
    all.extend(names(Star::Era, &[Form::Loops]));
    all.extend(names(Star::Claims, &forms));
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        folder
    }

    fn names(folder: &Path, inputs: &Inputs) -> Vec<String> {
        let root = input::display_name(folder);
        inputs
            .list
            .iter()
            .map(|input| {
                input
                    .name
                    .strip_prefix(&root)
                    .unwrap()
                    .trim_start_matches('/')
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn folders_are_walked_in_order_of_bytes_without_hidden_files() {
        let folder = folder(&[
            "b/2.edi",
            "b.x",
            "b/1.edi",
            "a.edi",
            ".hidden",
            ".git/x.edi",
            "B.edi",
        ]);
        let inputs = Inputs::of(
            &[folder.path().into()],
            Path::new("/nonexistent"),
            None,
            Limits::default(),
        );
        assert_eq!(
            names(folder.path(), &inputs),
            ["B.edi", "a.edi", "b.x", "b/1.edi", "b/2.edi"]
        );
        assert!(inputs.warnings.is_empty());
    }

    #[test]
    fn the_output_folder_is_left_out() {
        let folder = folder(&["a.edi", "out/claims.csv", "out/deep/x", "outer/claims.csv"]);
        let inputs = Inputs::of(
            &[folder.path().into()],
            &folder.path().join("outer/../out"),
            None,
            Limits::default(),
        );
        assert_eq!(names(folder.path(), &inputs), ["a.edi", "outer/claims.csv"]);
    }

    #[test]
    fn what_was_set_aside_is_left_out() {
        let folder = folder(&["a.edi", "failed/000001.edi"]);
        let aside = folder.path().join("failed");
        let inputs = Inputs::of(
            &[folder.path().into()],
            Path::new("/nonexistent"),
            Some(&aside),
            Limits::default(),
        );
        assert_eq!(names(folder.path(), &inputs), ["a.edi"]);
    }

    #[test]
    fn a_folder_that_is_read_and_written() {
        let folder = folder(&["a.edi", "claims.csv", "findings.jsonl", "b/claims.csv"]);
        let inputs = Inputs::of(
            &[folder.path().into()],
            folder.path(),
            None,
            Limits::default(),
        );
        assert_eq!(names(folder.path(), &inputs), ["a.edi", "b/claims.csv"]);
    }

    #[test]
    fn repeated_files_are_kept_with_a_warning() {
        let folder = folder(&["a.edi", "b.edi"]);
        let paths = [
            folder.path().join("b.edi"),
            folder.path().into(),
            folder.path().join("b.edi"),
        ];
        let inputs = Inputs::of(&paths, Path::new("/nonexistent"), None, Limits::default());
        assert_eq!(
            names(folder.path(), &inputs),
            ["b.edi", "a.edi", "b.edi", "b.edi"]
        );
        assert_eq!(inputs.warnings.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_loops_are_not() {
        use std::os::unix::fs::symlink;
        let folder = folder(&["real/a.edi"]);
        symlink(
            folder.path().join("real/a.edi"),
            folder.path().join("link.edi"),
        )
        .unwrap();
        symlink(folder.path(), folder.path().join("real/loop")).unwrap();
        symlink("nowhere", folder.path().join("dangling.edi")).unwrap();
        let inputs = Inputs::of(
            &[folder.path().into()],
            Path::new("/nonexistent"),
            None,
            Limits::default(),
        );
        assert_eq!(
            names(folder.path(), &inputs),
            ["dangling.edi", "link.edi", "real/a.edi"]
        );
        let progress = Progress::new(3, None, 0, 0, true);
        assert!(inputs.list[0].open(&progress, None).is_err());
        assert!(inputs.list[1].open(&progress, None).is_ok());
    }
}
