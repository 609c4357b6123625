//! Which files are read, and by whom: the one place to which further guides are added.
//!
//! A file nearly always holds sets of one guide. Its first set says which, and the reader of that guide reads all of it.
//! Only where sets of another guide turn up behind it does that guide's reader read the file once more, from its beginning
//! and as a stream like the first; what the envelope was found to be is told once. What can be read only once, such as a
//! pipe, is handed to both readers at the same time, the second one in a thread of its own that keeps as many findings as
//! [`Limits`] allow.

use std::{
    collections::HashSet,
    fs::File,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, Cursor, Read},
    path::Path,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use x12_835::EraReader;
use x12_837p::claim::ClaimReader;
use x12_core::{
    Detail, Diagnostic, Error, Findings, Frame, FrameOptions, FrameReader, Limits, ReadOptions,
    Severity, Supported, Tag, rules,
};

use crate::{args::ReadArgs, input};

/// Takes a finding.
type Sink<'s> = dyn FnMut(&Diagnostic) -> io::Result<()> + 's;

/// The same, and whether the finding counts: some belong to another reader.
type Filter<'s> = dyn FnMut(&Diagnostic) -> io::Result<bool> + 's;

/// A guide whose sets are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guide {
    Remittances,
    Claims,
}

impl Guide {
    const fn other(self) -> Self {
        match self {
            Self::Remittances => Self::Claims,
            Self::Claims => Self::Remittances,
        }
    }

    const fn set(self) -> &'static str {
        match self {
            Self::Remittances => "835",
            Self::Claims => "837",
        }
    }

    const fn versions(self) -> &'static [&'static str] {
        match self {
            Self::Remittances => x12_835::VERSIONS,
            Self::Claims => x12_837p::VERSIONS,
        }
    }

    /// True for the finding that a set is skipped, where this guide's reader reads it.
    fn reads_skipped(self, finding: &Diagnostic, options: &ReadArgs) -> bool {
        let Detail::Set(name) = &finding.detail else {
            return false;
        };
        finding.rule.number == rules::UNSUPPORTED_SET.number
            && name.set() == self.set()
            && (options.any_version || self.versions().contains(&name.version()))
    }

    /// Reads all of `input`, in strict reading up to the first finding of error level that counts. What stopped reading
    /// is the result.
    fn read(
        self,
        input: impl Read,
        options: &ReadOptions,
        strict: bool,
        sink: &mut Filter<'_>,
    ) -> io::Result<Option<Error>> {
        macro_rules! all_of {
            ($reader:expr) => {{
                let mut reader = $reader;
                loop {
                    let more = reader.next().map(|event| event.is_some());
                    let mut stop = None;
                    for finding in reader.take_findings() {
                        let counts = sink(&finding)?;
                        if strict && counts && finding.severity == Severity::Error {
                            stop.get_or_insert(finding);
                        }
                    }
                    if let Some(stop) = stop {
                        break Ok(Some(Error::Strict(Box::new(stop))));
                    }
                    match more {
                        Ok(true) => {}
                        Ok(false) => break Ok(None),
                        Err(error) => break Ok(Some(error)),
                    }
                }
            }};
        }
        match self {
            Self::Remittances => all_of!(EraReader::with_options(input, options)),
            Self::Claims => all_of!(ClaimReader::with_options(input, options)),
        }
    }
}

/// Reads all of `input` by every guide that it holds sets of, and hands on each finding as it is made. What stopped
/// reading is the result. Sets of no guide that is read give a finding of their own (`X12-0109`).
pub(crate) fn read(
    path: &Path,
    mut input: impl Read,
    options: &ReadArgs,
    sink: &mut Sink<'_>,
) -> io::Result<Option<Error>> {
    let (first, head) = first_guide(&mut input);
    let input = Cursor::new(head).chain(input);
    let again = again(path);
    let second = first.other();
    let both = Both {
        options,
        first,
        told: HashSet::new(),
        others: false,
    };
    match again {
        Some(again) => both.one_after_the_other(input, again, sink),
        None => both.at_the_same_time(input, second, sink),
    }
}

/// The file from its beginning, where it can be read twice.
fn again(path: &Path) -> Option<File> {
    let file = File::open(path).ok().filter(|_| !input::is_stdin(path))?;
    let regular = file.metadata().is_ok_and(|data| data.is_file());
    regular.then_some(file)
}

struct Both<'o> {
    options: &'o ReadArgs,
    first: Guide,
    /// Findings of the envelope that were told. The second reader makes them again.
    told: HashSet<u64>,
    /// There are sets that only the second reader reads.
    others: bool,
}

impl Both<'_> {
    fn one_after_the_other(
        mut self,
        input: impl Read,
        again: File,
        sink: &mut Sink<'_>,
    ) -> io::Result<Option<Error>> {
        let stopped = self.first(input, sink)?;
        if !self.others || matches!(stopped, Some(Error::Strict(_))) {
            return Ok(stopped);
        }
        let guide = self.first.other();
        let (options, strict) = (options(self.options), self.options.strict);
        let again = guide.read(again, &options, strict, &mut |finding| {
            self.second(finding, sink)
        })?;
        // Where the file itself ends too early, both stop at the same place.
        Ok(stopped.or(again))
    }

    fn at_the_same_time(
        mut self,
        input: impl Read,
        guide: Guide,
        sink: &mut Sink<'_>,
    ) -> io::Result<Option<Error>> {
        let (to, from) = sync_channel(2);
        let options = options(self.options);
        thread::scope(|scope| {
            let second = scope.spawn(move || kept(guide, Chunks::new(from), &options));
            let stopped = self.first(
                Tee {
                    input,
                    to: Some(to),
                },
                sink,
            )?;
            if !self.others || matches!(stopped, Some(Error::Strict(_))) {
                return Ok(stopped);
            }
            let (findings, again) = second
                .join()
                .unwrap_or_else(|_| (Vec::new(), Some(io::Error::other("a thread failed").into())));
            for finding in findings {
                let counts = self.second(&finding, sink)?;
                if self.options.strict && counts && finding.severity == Severity::Error {
                    return Ok(Some(Error::Strict(Box::new(finding))));
                }
            }
            Ok(stopped.or(again))
        })
    }

    fn first(&mut self, input: impl Read, sink: &mut Sink<'_>) -> io::Result<Option<Error>> {
        let (guide, args) = (self.first, self.options);
        guide.read(input, &options(args), args.strict, &mut |finding| {
            if guide.other().reads_skipped(finding, args) {
                self.others = true;
                return Ok(false);
            }
            if finding.place.guide.is_empty() {
                self.told.insert(key(finding));
            }
            sink(finding).map(|()| true)
        })
    }

    fn second(&self, finding: &Diagnostic, sink: &mut Sink<'_>) -> io::Result<bool> {
        let known = finding.place.guide.is_empty() && self.told.contains(&key(finding));
        if known || self.first.reads_skipped(finding, self.options) {
            return Ok(false);
        }
        sink(finding).map(|()| true)
    }
}

/// Strict reading is looked after here: the readers would stop at sets that belong to each other.
fn options(args: &ReadArgs) -> ReadOptions {
    args.options().strict(false)
}

fn key(finding: &Diagnostic) -> u64 {
    let place = finding.place;
    let mut hasher = DefaultHasher::new();
    (finding.rule.number, place.span, place.element).hash(&mut hasher);
    hasher.finish()
}

/// Findings of the second reader, as many as are kept without being taken.
fn kept(guide: Guide, input: Chunks, options: &ReadOptions) -> (Vec<Diagnostic>, Option<Error>) {
    let most = options.limits_in_force().findings;
    let mut findings = Findings::new(most, false);
    let stopped = guide.read(input, options, false, &mut |finding| {
        findings.push(finding.clone());
        Ok(true)
    });
    let stopped = stopped.unwrap_or_else(|error| Some(error.into()));
    (findings.take(), stopped)
}

/// The guide of the first set, remittances where there is none, and the bytes that were read to find it.
fn first_guide(input: impl Read) -> (Guide, Vec<u8>) {
    const SETS: &[Supported] = &[
        Supported {
            set: Guide::Remittances.set(),
            versions: Guide::Remittances.versions(),
            starts: &[Tag::new("LX"), Tag::new("CLP")],
        },
        Supported {
            set: Guide::Claims.set(),
            versions: Guide::Claims.versions(),
            starts: &[Tag::new("HL"), Tag::new("CLM")],
        },
    ];
    let options = FrameOptions {
        supported: SETS,
        any_version: true,
        limits: Limits::default(),
    };
    let mut head = Vec::new();
    let mut frames = FrameReader::new(
        Recorder {
            input,
            head: &mut head,
        },
        options,
    );
    // Whoever reads the file makes these findings again.
    let mut findings = Findings::new(0, false);
    let guide = loop {
        match frames.next(&mut findings) {
            Ok(Some(Frame::Unit(unit))) if unit.transaction().set == Guide::Claims.set() => {
                break Guide::Claims;
            }
            // A wrong guess costs time and nothing else.
            Ok(Some(Frame::Unit(_) | Frame::Skipped(_)) | None) | Err(_) => {
                break Guide::Remittances;
            }
            Ok(Some(_)) => {}
        }
    };
    drop(frames);
    (guide, head)
}

/// What stands before the first levels or claims of a set has less than this.
const HEAD: usize = 1 << 20;

/// Keeps what is read, and reads no more than that.
struct Recorder<'h, R> {
    input: R,
    head: &'h mut Vec<u8>,
}

impl<R: Read> Read for Recorder<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.head.len() >= HEAD {
            return Ok(0);
        }
        let len = self.input.read(buffer)?;
        self.head
            .extend_from_slice(buffer.get(..len).unwrap_or_default());
        Ok(len)
    }
}

/// Hands what is read to the second reader too.
struct Tee<R> {
    input: R,
    /// `None` once the second reader has stopped.
    to: Option<SyncSender<Vec<u8>>>,
}

impl<R: Read> Read for Tee<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.input.read(buffer)?;
        if let Some(to) = &self.to {
            let chunk = buffer.get(..len).unwrap_or_default().to_vec();
            if len > 0 && to.send(chunk).is_err() {
                self.to = None;
            }
        }
        Ok(len)
    }
}

/// What the first reader read.
struct Chunks {
    from: Receiver<Vec<u8>>,
    chunk: Cursor<Vec<u8>>,
}

impl Chunks {
    fn new(from: Receiver<Vec<u8>>) -> Self {
        Self {
            from,
            chunk: Cursor::default(),
        }
    }
}

impl Read for Chunks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let len = self.chunk.read(buffer)?;
            if len > 0 || buffer.is_empty() {
                return Ok(len);
            }
            match self.from.recv() {
                Ok(chunk) => self.chunk = Cursor::new(chunk),
                // The first reader has read all of it.
                Err(_) => return Ok(0),
            }
        }
    }
}
