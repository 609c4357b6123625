//! Archives (ZIP): which members they have, and the bytes of one.
//!
//! Members are read where they stand. Nothing is ever written under the name of one.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, Read},
    path::Path,
};

use rawzip::{
    CompressionMethod, ErrorKind, FileReader, RECOMMENDED_BUFFER_SIZE, RangeReader, ZipArchive,
    ZipArchiveEntryWayfinder, ZipFileHeaderRecord,
};
use x12_core::{InputFault, Rule};

use super::{
    limits::Limits,
    rules,
    unpack::{self, Expected, damaged, fault},
};
use crate::output::clean;

/// Bytes of the header before a member, without its name.
const HEADER: u64 = 30;

/// A file in an archive.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// Its name as the archive has it.
    name: Vec<u8>,
    place: ZipArchiveEntryWayfinder,
    /// Where its header begins.
    start: u64,
    method: CompressionMethod,
    expected: Expected,
    /// Why it is not read.
    refused: Option<&'static Rule>,
}

impl Member {
    fn new(record: &ZipFileHeaderRecord<'_>) -> Self {
        let method = record.compression_method();
        let refused = if record.flags().is_encrypted() {
            Some(&rules::ENCRYPTED)
        } else if !matches!(
            method,
            CompressionMethod::STORE | CompressionMethod::DEFLATE
        ) {
            Some(&rules::METHOD)
        } else {
            None
        };
        Self {
            name: record.file_path().as_bytes().to_vec(),
            place: record.wayfinder(),
            start: record.local_header_offset(),
            method,
            expected: Expected {
                bytes: record.uncompressed_size_hint(),
                crc: record.crc32(),
            },
            refused,
        }
    }

    /// Its name for people: without a root, steps upwards and control characters.
    pub(crate) fn shown(&self) -> String {
        let text = String::from_utf8_lossy(&self.name).replace('\\', "/");
        let parts: Vec<&str> = text
            .split('/')
            .filter(|part| !matches!(*part, "" | "." | ".."))
            .collect();
        if parts.is_empty() {
            "?".to_owned()
        } else {
            clean(&parts.join("/")).into_owned()
        }
    }

    /// True where it would be left out of a folder: a name that begins with a dot.
    fn is_hidden(&self) -> bool {
        self.name
            .split(|byte| matches!(byte, b'/' | b'\\'))
            .any(|part| part.starts_with(b".") && !matches!(part, b"." | b".."))
    }

    /// Packed bytes.
    pub(crate) fn packed(&self) -> u64 {
        self.place.compressed_size_hint()
    }

    /// Where it ends at the earliest.
    fn end(&self) -> u64 {
        let name = u64::try_from(self.name.len()).unwrap_or(u64::MAX);
        self.start
            .saturating_add(HEADER)
            .saturating_add(name)
            .saturating_add(self.packed())
    }

    /// Its bytes, packed once more or not; `watch` sees the packed ones as they are read.
    pub(crate) fn open<R: Read + Send + 'static>(
        &self,
        archive: &Path,
        limits: &Limits,
        watch: impl FnOnce(RangeReader<FileReader>) -> R,
    ) -> io::Result<Box<dyn Read + Send>> {
        if let Some(rule) = self.refused {
            return Err(fault(rule));
        }
        let archive = locate(archive, &mut vec![0; RECOMMENDED_BUFFER_SIZE])?;
        let (start, end) = archive
            .get_entry(self.place)
            .map_err(of_archive)?
            .compressed_data_range();
        let packed = watch(RangeReader::new(archive.into_inner(), start..end));
        Ok(if self.method == CompressionMethod::STORE {
            Box::new(unpack::stored(packed, self.expected, *limits))
        } else {
            Box::new(unpack::deflated(packed, self.expected, *limits))
        })
    }
}

fn locate(path: &Path, buffer: &mut [u8]) -> io::Result<ZipArchive<FileReader>> {
    ZipArchive::from_file(File::open(path)?, buffer).map_err(of_archive)
}

/// What the system says stays; the other words are those of the format.
fn of_archive(error: rawzip::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::IO(error) if error.raw_os_error().is_some() => error,
        _ => damaged("not what a packer writes"),
    }
}

/// The members of an archive, in the order of their names' bytes. Folders and hidden files are left out, as they are in
/// folders of the system.
pub(crate) fn members(path: &Path, limits: &Limits) -> io::Result<Vec<Member>> {
    let mut buffer = vec![0; rawzip::MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
    let archive = locate(path, &mut buffer)?;
    let noted = archive.entries_hint();
    let mut entries = archive.entries(&mut buffer);
    let (mut members, mut count) = (Vec::new(), 0_u64);
    while let Some(record) = entries.next_entry().map_err(of_archive)? {
        count = count.saturating_add(1);
        if count > limits.members {
            let detail = format!("limit {}", limits.members);
            return Err(InputFault::new(&rules::LIMIT_MEMBERS, detail).into());
        }
        if !record.is_dir() {
            members.push(Member::new(&record));
        }
    }
    if count != noted {
        return Err(damaged("another number of members than noted"));
    }
    refuse_overlapping(&mut members);
    members.retain(|member| !member.is_hidden());
    members.sort_by(|one, other| one.name.cmp(&other.name).then(one.start.cmp(&other.start)));
    refuse_beyond(&mut members, limits);
    Ok(members)
}

/// Refuses members that share bytes with one before, or its name.
fn refuse_overlapping(members: &mut [Member]) {
    members.sort_by_key(|member| member.start);
    let (mut end, mut names) = (0, HashSet::new());
    for member in members {
        if member.start < end || !names.insert(member.name.clone()) {
            member.refused = Some(&rules::OVERLAPPING);
        }
        end = end.max(member.end());
    }
}

/// Refuses what no longer fits into the limit of the whole archive, by the lengths that it notes: longer ones are refused
/// while they are read. So it does not matter which member is read first.
fn refuse_beyond(members: &mut [Member], limits: &Limits) {
    let mut all = 0_u64;
    for member in members.iter_mut().filter(|member| member.refused.is_none()) {
        all = all.saturating_add(member.expected.bytes);
        if all > limits.expanded {
            member.refused = Some(&rules::LIMIT_EXPANDED);
        }
    }
}
