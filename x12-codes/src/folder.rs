//! Reading a folder of code tables: the only place of the crate that touches the disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::CodesError;
use crate::list::CodeList;
use crate::parse::{LineFault, parse_bytes};
use crate::table::Table;

/// The largest file that is read. The complete official lists are far below one megabyte.
const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;

/// Reads every table of a folder.
pub(crate) fn read_tables(folder: &Path) -> Result<Vec<(CodeList, Table)>, CodesError> {
    let mut tables = Vec::new();
    for path in csv_files(folder)? {
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let Some(list) = stem.and_then(CodeList::from_file_stem) else {
            return Err(CodesError::UnknownFile { path });
        };
        // On systems that tell capitals apart, `carc.csv` and `carc.CSV` could both be there.
        if path.extension().is_none_or(|extension| extension != "csv") {
            return Err(CodesError::UnknownFile { path });
        }
        let table = read_table(&path)?;
        tables.push((list, table));
    }
    if tables.is_empty() {
        return Err(CodesError::NoTable {
            path: folder.to_owned(),
        });
    }
    Ok(tables)
}

/// The files of a folder whose name ends in `.csv`, sorted by name.
fn csv_files(folder: &Path) -> Result<Vec<PathBuf>, CodesError> {
    let failed = |source| CodesError::Folder {
        path: folder.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for item in fs::read_dir(folder).map_err(failed)? {
        let path = item.map_err(failed)?.path();
        // Compared as bytes, because `.csv` alone is a name without an extension.
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        if name.to_ascii_lowercase().ends_with(b".csv") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Reads one file.
fn read_table(path: &Path) -> Result<Table, CodesError> {
    let bytes = read_bytes(path).map_err(|source| CodesError::File {
        path: path.to_owned(),
        source,
    })?;
    let Some(bytes) = bytes else {
        return Err(CodesError::TooLarge {
            path: path.to_owned(),
            limit: MAX_FILE_BYTES,
        });
    };
    parse_bytes(&bytes).map_err(|LineFault { line, fault }| CodesError::Table {
        path: path.to_owned(),
        line,
        fault,
    })
}

/// The content of a file; `None` when it is too large.
fn read_bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    // Asked before opening: opening a pipe would wait for a writer.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a regular file",
        ));
    }
    let mut bytes = Vec::new();
    let read = File::open(path)?
        .take(MAX_FILE_BYTES.saturating_add(1))
        .read_to_end(&mut bytes)?;
    let fits = u64::try_from(read).is_ok_and(|read| read <= MAX_FILE_BYTES);
    Ok(fits.then_some(bytes))
}
