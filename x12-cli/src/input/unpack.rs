//! Packed bytes read as a stream: nothing is written to a disk, and memory does not grow with what comes out.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use flate2::{Crc, bufread::DeflateDecoder, bufread::MultiGzDecoder};
use x12_core::{InputFault, Rule};

use super::{
    limits::{Limits, UNJUDGED},
    rules,
};

/// Packed bytes asked for at a time.
const BUFFER: usize = 64 << 10;
/// Bytes that tell what a file is.
const MAGIC: usize = 4;

/// What a file begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    /// RFC 1952.
    Gzip,
    Zip,
}

impl Kind {
    fn of(start: &[u8]) -> Self {
        match start {
            [0x1F, 0x8B, ..] => Self::Gzip,
            // A member, an archive without members, an archive in several volumes.
            [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6] | [b'P', b'K', 7, 8] => Self::Zip,
            _ => Self::Plain,
        }
    }

    /// What the name of a copy ends with.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Plain => "edi",
            Self::Gzip => "gz",
            Self::Zip => "zip",
        }
    }
}

/// A reader whose first bytes were looked at.
pub(crate) type Seen<R> = Chain<Cursor<Vec<u8>>, R>;

/// Looks at the first bytes; the reader that comes back gives them once more.
pub(crate) fn look<R: Read>(mut reader: R) -> io::Result<(Kind, Seen<R>)> {
    let mut start = Vec::with_capacity(MAGIC);
    reader
        .by_ref()
        .take(u64::try_from(MAGIC).unwrap_or(0))
        .read_to_end(&mut start)?;
    Ok((Kind::of(&start), Cursor::new(start).chain(reader)))
}

/// One file, unpacked where it is a gzip file of any number of members.
pub(super) fn file<R: Read + Send + 'static>(
    raw: R,
    limits: &Limits,
) -> io::Result<Box<dyn Read + Send>> {
    let (kind, reader) = look(raw)?;
    match kind {
        Kind::Plain => Ok(Box::new(reader)),
        Kind::Zip => Err(fault(&rules::ARCHIVE)),
        Kind::Gzip => {
            let packed = Consumed::new(reader);
            let unpacked = Unpacked::new(MultiGzDecoder::new(packed), None, *limits);
            not_packed_again(unpacked)
        }
    }
}

/// What a member of an archive must come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Expected {
    pub(super) bytes: u64,
    pub(super) crc: u32,
}

/// A deflated member of an archive.
pub(super) fn deflated<R: Read + Send>(
    packed: R,
    expected: Expected,
    limits: Limits,
) -> impl Read + Send {
    let decoder = DeflateDecoder::new(Consumed::new(packed));
    Unpacked::new(decoder, Some(expected), limits)
}

/// A member of an archive that is stored as it is.
pub(super) fn stored<R: Read + Send>(
    packed: R,
    expected: Expected,
    limits: Limits,
) -> impl Read + Send {
    Unpacked::new(Consumed::new(packed), Some(expected), limits)
}

/// Refuses what is packed once more.
pub(crate) fn not_packed_again<R: Read + Send + 'static>(
    unpacked: R,
) -> io::Result<Box<dyn Read + Send>> {
    match look(unpacked)? {
        (Kind::Plain, reader) => Ok(Box::new(reader)),
        (Kind::Gzip | Kind::Zip, _) => Err(fault(&rules::NESTED)),
    }
}

pub(super) fn fault(rule: &'static Rule) -> io::Error {
    InputFault::new(rule, "").into()
}

fn past(rule: &'static Rule, limit: &str) -> io::Error {
    InputFault::new(rule, format!("limit {limit}")).into()
}

/// Counts the packed bytes that were used: what is only read ahead does not count.
struct Consumed<R> {
    reader: BufReader<R>,
    used: u64,
}

impl<R: Read> Consumed<R> {
    fn new(reader: R) -> Self {
        Self {
            reader: BufReader::with_capacity(BUFFER, reader),
            used: 0,
        }
    }
}

impl<R: Read> Read for Consumed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.used = self.used.saturating_add(size(count));
        Ok(count)
    }
}

impl<R: Read> BufRead for Consumed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.used = self.used.saturating_add(size(count));
        self.reader.consume(count);
    }
}

/// What knows how many packed bytes it has used.
trait Uses: Read {
    fn used(&self) -> u64;
}

impl<R: Read> Uses for Consumed<R> {
    fn used(&self) -> u64 {
        self.used
    }
}

impl<R: Read> Uses for MultiGzDecoder<Consumed<R>> {
    fn used(&self) -> u64 {
        self.get_ref().used
    }
}

impl<R: Read> Uses for DeflateDecoder<Consumed<R>> {
    fn used(&self) -> u64 {
        self.get_ref().used
    }
}

/// What comes out, held to the limits and to what it must come to.
struct Unpacked<D> {
    decoder: D,
    expected: Option<Expected>,
    limits: Limits,
    /// Bytes that came out.
    count: u64,
    crc: Crc,
}

impl<D: Uses> Unpacked<D> {
    fn new(decoder: D, expected: Option<Expected>, limits: Limits) -> Self {
        Self {
            decoder,
            expected,
            limits,
            count: 0,
            crc: Crc::new(),
        }
    }

    /// Judges what has come out so far.
    fn judge(&self) -> io::Result<()> {
        if self.count > self.limits.expanded {
            let limit = format!("{} MiB", self.limits.expanded >> 20);
            return Err(past(&rules::LIMIT_EXPANDED, &limit));
        }
        let most = self.limits.ratio.saturating_mul(self.decoder.used());
        if self.count > UNJUDGED && self.count > most {
            let limit = format!("{}:1", self.limits.ratio);
            return Err(past(&rules::LIMIT_RATIO, &limit));
        }
        if self.expected.is_some_and(|all| self.count > all.bytes) {
            return Err(damaged("longer than noted"));
        }
        Ok(())
    }

    fn judge_end(&self) -> io::Result<()> {
        match self.expected {
            Some(all) if self.count < all.bytes => Err(damaged("shorter than noted")),
            Some(all) if self.crc.sum() != all.crc => Err(damaged("wrong checksum")),
            _ => Ok(()),
        }
    }
}

impl<D: Uses> Read for Unpacked<D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.decoder.read(buffer).map_err(of_decoder)?;
        if count == 0 {
            if !buffer.is_empty() {
                self.judge_end()?;
            }
            return Ok(0);
        }
        self.count = self.count.saturating_add(size(count));
        self.judge()?;
        if self.expected.is_some() {
            self.crc.update(buffer.get(..count).unwrap_or_default());
        }
        Ok(count)
    }
}

/// What the system says stays; anything else is said by a decoder of what it was given.
fn of_decoder(error: io::Error) -> io::Error {
    if error.raw_os_error().is_some()
        || error.kind() == io::ErrorKind::Interrupted
        || InputFault::of(&error).is_some()
    {
        return error;
    }
    damaged(match error.kind() {
        io::ErrorKind::UnexpectedEof => "cut off",
        _ => "not what a packer writes",
    })
}

pub(super) fn damaged(how: &str) -> io::Error {
    InputFault::new(&rules::PACKED_DAMAGED, how).into()
}

fn size(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}
