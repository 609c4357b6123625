//! Where each byte of a file went. Segments are told apart by [`Tokens`]; what the envelope should make of them is worked
//! out here once more, as plainly as it can be said, and held against the frames. What stands between segments must be
//! white space or under a finding.

use x12_core::{
    Diagnostic, Error, Findings, Frame, FrameOptions, FrameReader, Limits, SliceFrames, Span,
    Supported, Tag, Tokens,
};

/// Sets that are delivered; all others are skipped.
const SUPPORTED: &[Supported] = &[
    Supported {
        set: "835",
        versions: &[],
        starts: &[Tag::new("LX"), Tag::new("CLP"), Tag::new("PLB")],
    },
    Supported {
        set: "837",
        versions: &["005010X222A1"],
        starts: &[Tag::new("HL"), Tag::new("CLM")],
    },
    Supported {
        set: "277",
        versions: &[],
        starts: &[Tag::new("HL")],
    },
    Supported {
        set: "999",
        versions: &[],
        starts: &[],
    },
];

/// A frame without what it borrows; segments are the bytes where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Interchange,
    Acknowledgment(Span),
    Group,
    Unit(Vec<Span>),
    TransactionEnd { complete: bool },
    Skipped,
    GroupEnd,
    InterchangeEnd,
}

fn step(frame: &Frame<'_, '_>, input: &[u8]) -> Step {
    match frame {
        Frame::Interchange(_) => Step::Interchange,
        Frame::Acknowledgment(segment) => Step::Acknowledgment(segment.span()),
        Frame::Group(_) => Step::Group,
        Frame::Unit(unit) => {
            let segments = (0..unit.len()).filter_map(|at| unit.segment(at));
            let spans = segments.map(|segment| {
                assert_eq!(segment.span().of(input), Some(segment.bytes()));
                segment.span()
            });
            Step::Unit(spans.collect())
        }
        Frame::TransactionEnd { complete } => Step::TransactionEnd {
            complete: *complete,
        },
        Frame::Skipped(_) => Step::Skipped,
        Frame::GroupEnd => Step::GroupEnd,
        Frame::InterchangeEnd => Step::InterchangeEnd,
        other => panic!("a frame that nobody told of: {other:?}"),
    }
}

/// Everything that the frames say of an input.
#[derive(Debug, PartialEq)]
struct Reading {
    steps: Vec<Step>,
    findings: Vec<Diagnostic>,
    /// Number of the rule, and where what it is about begins: how much of a segment without end is seen depends on windows.
    stop: Option<(u16, u64)>,
}

macro_rules! read_all {
    ($frames:expr, $input:expr) => {{
        let mut frames = $frames;
        let mut findings = Findings::new(usize::MAX, false);
        let mut steps = Vec::new();
        let stop = loop {
            match frames.next(&mut findings) {
                Ok(Some(frame)) => steps.push(step(&frame, $input)),
                Ok(None) => break None,
                Err(error) => break Some(stopped(&error, $input)),
            }
        };
        assert!(matches!(frames.next(&mut findings), Ok(None)));
        Reading {
            steps,
            findings: findings.take(),
            stop,
        }
    }};
}

fn stopped(error: &Error, input: &[u8]) -> (u16, u64) {
    let place = error.place().expect("every error of reading has a place");
    assert!(place.excerpt(input).is_some(), "{error}");
    (error.rule().number, place.span.start)
}

fn options() -> FrameOptions {
    FrameOptions {
        supported: SUPPORTED,
        any_version: false,
        limits: Limits::default(),
    }
}

/// Fails where a byte of a file that is read to its end is in no segment, is no white space between segments, and lies
/// under no finding; where the frames are not those that the segments should give; and where a reader sees anything else.
pub(crate) fn check_accounted(input: &[u8]) {
    let read = read_all!(SliceFrames::new(input, options()), input);
    let streamed = read_all!(FrameReader::new(input, options()), input);
    assert_eq!(read, streamed, "slice and stream differ");
    for finding in &read.findings {
        assert!(finding.place.excerpt(input).is_some(), "{finding}");
    }
    if read.stop.is_some() {
        return;
    }

    let mut found = vec![false; input.len()];
    for finding in &read.findings {
        mark(&mut found, finding.place.span);
    }
    let mut expected = Expected::default();
    let mut tokens = Tokens::new(input);
    let mut at = 0;
    loop {
        match tokens.next() {
            Ok(Some(token)) => {
                let segment = token.segment;
                let outside = segment.tag() == ISA;
                check_trivia(token.trivia, at, outside, &found);
                at += token.trivia.len();
                assert_eq!(segment.span(), span(at, segment.bytes().len()));
                at += segment.bytes().len();
                let set = (segment.element(1), segment.element(3), segment.element(8));
                expected.see(segment.tag(), set, segment.span());
            }
            Ok(None) => break,
            Err(error) => panic!("frames take what tokens refuse: {error}"),
        }
    }
    check_trivia(tokens.trailing(), at, true, &found);
    at += tokens.trailing().len();
    assert_eq!(at, input.len(), "bytes were lost");
    expected.end();
    assert_eq!(
        read.steps, expected.steps,
        "frames are not what the segments say"
    );
    for (number, spans) in [(110, &expected.outside), (112, &expected.unopened)] {
        let named = read.findings.iter().filter(|of| of.rule.number == number);
        let named: Vec<Span> = named.map(|of| of.place.span).collect();
        assert_eq!(&named, spans, "X12-{number:04}");
    }
    let unclosed = read.findings.iter().filter(|of| of.rule.number == 104);
    assert_eq!(unclosed.count(), expected.unclosed, "X12-0104");
}

fn span(start: usize, len: usize) -> Span {
    let wide = |at| u64::try_from(at).expect("64 bits");
    Span::new(wide(start), wide(start + len))
}

fn mark(bytes: &mut [bool], span: Span) {
    let narrow = |at| usize::try_from(at).expect("checked before");
    bytes[narrow(span.start)..narrow(span.end)].fill(true);
}

/// What stands between segments, from `start` on: outside interchanges fill bytes may stand there too.
pub(crate) fn check_trivia(trivia: &[u8], start: usize, outside: bool, found: &[bool]) {
    for (at, byte) in (start..).zip(trivia) {
        let white = matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        let fill = outside && matches!(byte, 0x00 | 0x0B | 0x0C | 0x1A);
        let mark = outside && at < 3 && b"\xEF\xBB\xBF".get(at) == Some(byte);
        assert!(
            white || fill || mark || found[at],
            "byte {at}, 0x{byte:02X}, was taken in silence"
        );
    }
}

const ISA: Tag = Tag::new("ISA");
const TA1: Tag = Tag::new("TA1");
const GS: Tag = Tag::new("GS");
const ST: Tag = Tag::new("ST");
const SE: Tag = Tag::new("SE");
const GE: Tag = Tag::new("GE");
const IEA: Tag = Tag::new("IEA");

/// What the segments should become.
#[derive(Debug, Default)]
struct Expected {
    steps: Vec<Step>,
    interchange: bool,
    /// GS08 of the group that is open.
    group: Option<Vec<u8>>,
    set: Option<Set>,
    /// Segments that belong nowhere.
    outside: Vec<Span>,
    /// Trailers of what was never opened.
    unopened: Vec<Span>,
    /// How many trailers are missing.
    unclosed: usize,
}

#[derive(Debug)]
struct Set {
    /// What begins a unit; `None` where the set is skipped.
    starts: Option<&'static [Tag]>,
    unit: Vec<Span>,
}

impl Expected {
    /// A segment, with its elements 1, 3 and 8.
    fn see(&mut self, tag: Tag, (first, third, eighth): (&[u8], &[u8], &[u8]), span: Span) {
        let is_envelope = [ISA, GS, ST, SE, GE, IEA].contains(&tag);
        if let Some(set) = &mut self.set
            && !is_envelope
        {
            let Some(starts) = set.starts else { return };
            if starts.contains(&tag) {
                let whole = std::mem::take(&mut set.unit);
                self.steps.push(Step::Unit(whole));
            }
            set.unit.push(span);
            return;
        }
        match tag {
            SE if self.set.is_some() => return self.end_set(true),
            SE => return self.unopened.push(span),
            _ if self.set.is_some() => self.end_set(false),
            _ => {}
        }
        match tag {
            ISA => {
                self.end_interchange(false);
                self.interchange = true;
                self.steps.push(Step::Interchange);
            }
            IEA => self.end_interchange(true),
            GS => {
                self.end_group(false);
                self.group = Some(eighth.trim_ascii().to_vec());
                self.steps.push(Step::Group);
            }
            GE if self.group.is_some() => self.end_group(true),
            GE => self.unopened.push(span),
            ST => {
                let own = third.trim_ascii();
                let version = if own.is_empty() {
                    self.group.as_deref().unwrap_or_default()
                } else {
                    own
                };
                let known = |of: &&Supported| {
                    let any = of.versions.is_empty();
                    let names = |known: &&str| known.as_bytes() == version;
                    of.set.as_bytes() == first.trim_ascii()
                        && (any || of.versions.iter().any(names))
                };
                let supported = SUPPORTED.iter().find(known);
                self.set = Some(Set {
                    starts: supported.map(|of| of.starts),
                    unit: vec![span],
                });
            }
            TA1 if self.group.is_none() => self.steps.push(Step::Acknowledgment(span)),
            _ => self.outside.push(span),
        }
    }

    fn end_set(&mut self, complete: bool) {
        self.unclosed += usize::from(!complete);
        let Some(set) = self.set.take() else { return };
        if set.starts.is_none() {
            return self.steps.push(Step::Skipped);
        }
        self.steps.push(Step::Unit(set.unit));
        self.steps.push(Step::TransactionEnd { complete });
    }

    fn end_group(&mut self, complete: bool) {
        if self.group.take().is_some() {
            self.unclosed += usize::from(!complete);
            self.steps.push(Step::GroupEnd);
        }
    }

    fn end_interchange(&mut self, complete: bool) {
        self.end_group(false);
        if std::mem::take(&mut self.interchange) {
            self.unclosed += usize::from(!complete);
            self.steps.push(Step::InterchangeEnd);
        }
    }

    /// The input ends. Something is open only where the last interchange was left for a header that is none.
    fn end(&mut self) {
        if self.set.is_some() {
            self.end_set(false);
        }
        self.end_interchange(false);
    }
}
