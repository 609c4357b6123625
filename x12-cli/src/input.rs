//! Where bytes come from.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// True for `-`, standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// How a path is named in output: `-` for standard input, forward slashes everywhere.
pub(crate) fn display_name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Opens a file, or standard input for `-`.
pub(crate) fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    if is_stdin(path) {
        Ok(Box::new(io::stdin()))
    } else {
        Ok(Box::new(File::open(path)?))
    }
}

/// How a path is named in sentences: like [`display_name`], and safe to print.
pub(crate) fn spoken_name(path: &Path) -> String {
    if is_stdin(path) {
        "standard input".to_owned()
    } else {
        crate::output::clean(&display_name(path)).into_owned()
    }
}
