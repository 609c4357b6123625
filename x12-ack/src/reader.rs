//! Reading: answer by answer, set by set.

use std::io::Read;

use x12_core::{
    Assemble, Detail, Diagnostic, Error, Findings, Frame, GroupHeader, InterchangeHeader, Limits,
    Place, ReadOptions, Segment, Supported, TransactionHeader, Unit,
    notation::{Context, Guide, LoopNode, RejectedLoop, line_of, read_unit, reject_unit},
    rules,
};

use crate::{
    answer::{
        AckFile, Answer, AnswerHeader, AnswerSet, AnswerStart, AnswerTotals, AnswerTrailer,
        InterchangeAnswered,
    },
    guide::{AK2, AK9, FUNCTIONAL, GUIDE, INTERCHANGE, SUPPORTED},
    judge::Judge,
    loops::InterchangeAnswer,
    segments::Ta1,
};

/// One step through a file of acknowledgments.
///
/// An answer to a group is [`Answer`](Event::Answer), then its sets in order, then [`Result`](Event::Result), then
/// [`AnswerEnd`](Event::AnswerEnd).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'a> {
    /// An interchange begins.
    Interchange(Box<InterchangeHeader>),
    /// TA1: the answer to an interchange that was sent.
    InterchangeAnswered(Box<InterchangeAnswered<'a>>),
    /// A functional group begins.
    Group(Box<GroupHeader>),
    /// 999 or 997: the answer to a group that was sent begins.
    Answer(Box<AnswerStart<'a>>),
    /// What became of one transaction set of that group.
    Set(Box<AnswerSet<'a>>),
    /// What became of the group.
    Result(Box<AnswerTrailer<'a>>),
    /// A part whose first segment could not be read.
    Rejected(RejectedLoop<'a>),
    /// The answer ends.
    AnswerEnd(Box<AnswerTotals>),
    /// A transaction set that is no acknowledgment, or of a version that is not read; skipped as a whole.
    Skipped(Box<TransactionHeader>),
    /// A functional group ends.
    GroupEnd,
    /// An interchange ends.
    InterchangeEnd,
}

impl Event<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> Event<'static> {
        match self {
            Self::Interchange(header) => Event::Interchange(header),
            Self::InterchangeAnswered(answer) => {
                Event::InterchangeAnswered(Box::new(answer.into_owned()))
            }
            Self::Group(header) => Event::Group(header),
            Self::Answer(start) => Event::Answer(Box::new(start.into_owned())),
            Self::Set(set) => Event::Set(Box::new(set.into_owned())),
            Self::Result(result) => Event::Result(Box::new(result.into_owned())),
            Self::Rejected(rejected) => Event::Rejected(rejected.into_owned()),
            Self::AnswerEnd(totals) => Event::AnswerEnd(totals),
            Self::Skipped(header) => Event::Skipped(header),
            Self::GroupEnd => Event::GroupEnd,
            Self::InterchangeEnd => Event::InterchangeEnd,
        }
    }
}

/// Makes events of frames: for who reads several guides in one pass.
#[derive(Debug)]
pub struct Assembler {
    elements: bool,
    limits: Limits,
    judge: Judge,
    /// The interchange that is open: a TA1 is told with it.
    interchange: InterchangeHeader,
    /// The guide, the number and the first bytes of the answer that is open.
    open: (&'static Guide, Place),
}

impl Assemble for Assembler {
    type Event<'a> = Event<'a>;
    const SUPPORTED: &'static [Supported] = SUPPORTED;

    fn new(options: &ReadOptions) -> Self {
        Self {
            elements: options.checks_elements(),
            limits: options.limits_in_force().clone(),
            judge: Judge::default(),
            interchange: InterchangeHeader::default(),
            open: (&GUIDE, Place::default()),
        }
    }

    fn event<'a>(
        &mut self,
        frame: Frame<'a, '_>,
        findings: &mut Findings,
    ) -> Result<Event<'a>, Error> {
        if let Frame::Interchange(header) = &frame {
            self.interchange.clone_from(header);
        }
        Ok(x12_core::event_of_frame!(frame, Event, {
            Frame::Acknowledgment(segment) => self.interchange_answer(&segment, findings),
            Frame::Unit(unit) => self.unit(unit, findings)?,
            Frame::TransactionEnd { complete } => self.end(complete, findings),
        }))
    }
}

impl Assembler {
    fn interchange_answer<'a>(
        &self,
        segment: &Segment<'a, '_>,
        findings: &mut Findings,
    ) -> Event<'a> {
        let mut context = Context::new(findings, &INTERCHANGE, 0, self.elements, &self.limits);
        let spec = InterchangeAnswer::LOOP;
        let answer = context.read_segment::<Ta1<'a>>(segment, line_of(spec.lines, 0), spec.id);
        match answer {
            Some(answer) => Event::InterchangeAnswered(Box::new(InterchangeAnswered {
                interchange: self.interchange.clone(),
                answer,
            })),
            None => Event::Rejected(RejectedLoop {
                loop_id: spec.id.into(),
                span: segment.span(),
                segments: vec![segment.to_raw()],
            }),
        }
    }

    fn unit<'a>(
        &mut self,
        unit: Unit<'a, '_>,
        findings: &mut Findings,
    ) -> Result<Event<'a>, Error> {
        let transaction = unit.transaction();
        let functional = transaction.set == FUNCTIONAL.set;
        let guide = if functional { &FUNCTIONAL } else { &GUIDE };
        let mut context = Context::new(
            findings,
            guide,
            transaction.number,
            self.elements,
            &self.limits,
        );
        let context = &mut context;
        if unit.tag(0) == Some(AK9) && self.judge.has_result() {
            let place = context.place_in(unit, 0, 0, HEADER);
            context.push(&rules::REPEATED_SEGMENT, place, RESULT, Detail::None);
            return Ok(Event::Rejected(reject_unit(unit, HEADER)));
        }
        let read = match (unit.tag(0).unwrap_or_default(), functional) {
            (AK2, false) => read_unit(unit, context)
                .map(AnswerSet::Implementation)
                .map(set),
            (AK2, true) => read_unit(unit, context).map(AnswerSet::Functional).map(set),
            (AK9, false) => read_unit(unit, context)
                .map(AnswerTrailer::Implementation)
                .map(result),
            (AK9, true) => read_unit(unit, context)
                .map(AnswerTrailer::Functional)
                .map(result),
            (_, functional) => {
                self.open = (guide, context.place_in(unit, 0, 0, HEADER));
                self.judge = Judge::default();
                let header = if functional {
                    read_unit(unit, context).map(AnswerHeader::Functional)
                } else {
                    read_unit(unit, context).map(AnswerHeader::Implementation)
                };
                header.map(|header| {
                    Event::Answer(Box::new(AnswerStart {
                        interchange: unit.interchange().clone(),
                        group: unit.group().clone(),
                        transaction: transaction.clone(),
                        header,
                    }))
                })
            }
        };
        context.check_limits(&self.limits)?;
        let event = read.unwrap_or_else(Event::Rejected);
        self.judge.see(&event, unit, context);
        Ok(event)
    }

    fn end(&mut self, complete: bool, findings: &mut Findings) -> Event<'static> {
        if !self.judge.has_result() {
            let (guide, place) = self.open;
            let place = Place {
                guide: guide.id,
                ..place
            };
            let missing = Diagnostic::new(&rules::MISSING_SEGMENT, place);
            findings.push(missing.with(Detail::Expected(RESULT)));
        }
        Event::AnswerEnd(Box::new(self.judge.end(complete)))
    }
}

pub(crate) const HEADER: &str = "HDR";
const RESULT: &str = "AK9";

fn set(of: AnswerSet<'_>) -> Event<'_> {
    Event::Set(Box::new(of))
}

fn result(of: AnswerTrailer<'_>) -> Event<'_> {
    Event::Result(Box::new(of))
}

x12_core::readers! {
    Assembler:
    /// Acknowledgments of an input in memory; values borrow from it and nothing is copied.
    ///
    /// ```
    /// use x12_ack::{Acknowledgments, Event};
    ///
    /// # let input: &[u8] = fixtures::acknowledgments()[1].edi;
    /// let mut answers = Acknowledgments::new(input);
    /// while let Some(event) = answers.next()? {
    ///     if let Event::Set(set) = event {
    ///         let set = set.view();
    ///         println!("{:?}, {} segments in error", set.outcome(), set.segments.len());
    ///     }
    /// }
    /// # Ok::<(), x12_core::Error>(())
    /// ```
    Acknowledgments,
    /// Acknowledgments of anything that can be read, in memory that does not grow with the file. It does its own
    /// buffering.
    ///
    /// The same events as [`Acknowledgments`], each borrowed until the next one is asked for; use `into_owned` to keep one.
    AcknowledgmentReader
}

impl<'a> Acknowledgments<'a> {
    /// The next event; `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// `X12-0901` not X12, `X12-0902` cut off, `X12-0903` unusable delimiters, `X12-0904` to `X12-0909` and `X12-0912` a limit; in
    /// strict reading the first finding of error level.
    #[allow(
        clippy::should_implement_trait,
        reason = "the reader over io::Read has the same method and can be no Iterator"
    )]
    pub fn next(&mut self) -> Result<Option<Event<'a>>, Error> {
        self.0.next()
    }
}

impl<R: Read> AcknowledgmentReader<R> {
    /// The next event; `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// As [`Acknowledgments::next`], and `X12-0911` where reading fails.
    #[allow(
        clippy::should_implement_trait,
        reason = "an event borrows from the reader's window, so this is no Iterator"
    )]
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        self.0.next()
    }
}

/// Reads all of `input` and keeps it. For files that are large, read event by event: [`Acknowledgments`].
///
/// ```
/// # let input: &[u8] = fixtures::acknowledgments()[1].edi;
/// let file = x12_ack::collect(input, &Default::default());
/// assert!(file.error.is_none());
/// let group = file.groups[0].view();
/// assert_eq!(group.accepted, Some(1));
/// ```
#[must_use]
pub fn collect<'a>(input: &'a [u8], options: &ReadOptions) -> AckFile<'a> {
    let mut answers = Acknowledgments::with_options(input, options);
    let mut file = AckFile {
        interchanges: Vec::new(),
        groups: Vec::new(),
        skipped: Vec::new(),
        rejected: Vec::new(),
        findings: Vec::new(),
        error: None,
    };
    loop {
        match answers.next() {
            Ok(Some(event)) => file.take(event),
            Ok(None) => break,
            Err(error) => {
                file.error = Some(error);
                break;
            }
        }
        file.findings.extend(answers.take_findings());
    }
    file.findings.extend(answers.take_findings());
    file
}

impl<'a> AckFile<'a> {
    fn take(&mut self, event: Event<'a>) {
        match (event, self.groups.last_mut()) {
            (Event::InterchangeAnswered(answer), _) => self.interchanges.push(*answer),
            (Event::Skipped(header), _) => self.skipped.push(*header),
            (Event::Answer(start), _) => self.groups.push(Answer {
                start: *start,
                sets: Vec::new(),
                trailer: None,
                rejected: Vec::new(),
                totals: None,
            }),
            (Event::Set(set), Some(last)) => last.sets.push(*set),
            (Event::Result(result), Some(last)) => last.trailer = Some(*result),
            (Event::Rejected(rejected), Some(last)) => last.rejected.push(rejected),
            (Event::Rejected(rejected), None) => self.rejected.push(rejected),
            (Event::AnswerEnd(totals), Some(last)) => last.totals = Some(*totals),
            _ => {}
        }
    }
}
