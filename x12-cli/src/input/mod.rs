//! Where bytes come from.

pub(crate) mod archive;
pub(crate) mod limits;
pub(crate) mod rules;
pub(crate) mod unpack;

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use limits::Limits;
use unpack::Kind;

/// True for `-`, standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// How a path is named in output: `-` for standard input, forward slashes everywhere.
pub(crate) fn display_name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Opens a file, or standard input for `-`; gzip files are unpacked. What is wrong with a packed file is said on reading,
/// by number.
pub(crate) fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    let limits = Limits::default();
    Ok(if is_stdin(path) {
        unpacked(io::stdin(), &limits)
    } else {
        unpacked(File::open(path)?, &limits)
    })
}

/// The bytes of `raw`, unpacked where they are packed.
pub(crate) fn unpacked<R: Read + Send + 'static>(raw: R, limits: &Limits) -> Box<dyn Read + Send> {
    unpack::file(raw, limits).unwrap_or_else(|error| Box::new(Failing(Some(error))))
}

/// Says on reading why there is nothing to read.
pub(crate) struct Failing(pub(crate) Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// What a regular file begins with; `Plain` where that cannot be seen without reading it up.
pub(crate) fn kind(path: &Path) -> Kind {
    let look = || -> io::Result<Kind> {
        if is_stdin(path) || !path.metadata()?.is_file() {
            return Ok(Kind::Plain);
        }
        unpack::look(File::open(path)?).map(|(kind, _)| kind)
    };
    look().unwrap_or(Kind::Plain)
}

/// How a path is named in sentences: like [`display_name`], and safe to print.
pub(crate) fn spoken_name(path: &Path) -> String {
    if is_stdin(path) {
        "standard input".to_owned()
    } else {
        crate::output::clean(&display_name(path)).into_owned()
    }
}
