//! Reading: report by report, level by level.

use std::io::Read;

use x12_core::{
    Assemble, Detail, Error, Findings, Frame, GroupHeader, InterchangeHeader, Limits, RawSegment,
    ReadOptions, Supported, TransactionHeader, Unit,
    notation::{Context, RejectedLoop, read_unit, reject_unit},
    rules,
};

use crate::{
    acknowledgment, answer,
    guides::{HL, ReportKind, SUPPORTED, UNKNOWN_LEVEL},
    hierarchy::AnyLevel,
    inquiry,
    judge::Judge,
    report::{Header, Report},
    totals::ReportTotals,
};

/// One step through a file of claim status.
///
/// A report is [`Report`](Event::Report), then its levels in the order of the file, each with its claims and without the
/// levels below it, then [`ReportEnd`](Event::ReportEnd) with the sums.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'a> {
    /// An interchange begins.
    Interchange(Box<InterchangeHeader>),
    /// TA1: the answer to an interchange that was sent.
    Acknowledgment(RawSegment<'a>),
    /// A functional group begins.
    Group(Box<GroupHeader>),
    /// A report begins.
    Report(Box<Report<'a>>),
    /// A level of an acknowledgment (277CA).
    Acknowledged(acknowledgment::Level<'a>),
    /// A level of an answer (277).
    Answered(answer::Level<'a>),
    /// A level of an inquiry (276).
    Asked(inquiry::Level<'a>),
    /// A level of a kind that the guide does not have. What follows it stands below no level.
    Rejected(RejectedLoop<'a>),
    /// A report ends.
    ReportEnd(Box<ReportTotals>),
    /// A transaction set that is no claim status, or of a version that is not read; skipped as a whole.
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
            Self::Acknowledgment(segment) => Event::Acknowledgment(segment.into_owned()),
            Self::Group(header) => Event::Group(header),
            Self::Report(report) => Event::Report(Box::new(report.into_owned())),
            Self::Acknowledged(level) => Event::Acknowledged(level.into_owned()),
            Self::Answered(level) => Event::Answered(level.into_owned()),
            Self::Asked(level) => Event::Asked(level.into_owned()),
            Self::Rejected(rejected) => Event::Rejected(rejected.into_owned()),
            Self::ReportEnd(totals) => Event::ReportEnd(totals),
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
    kind: ReportKind,
    judge: Judge,
}

impl Assemble for Assembler {
    type Event<'a> = Event<'a>;
    const SUPPORTED: &'static [Supported] = SUPPORTED;

    fn new(options: &ReadOptions) -> Self {
        Self {
            elements: options.checks_elements(),
            limits: options.limits_in_force().clone(),
            kind: ReportKind::Answer,
            judge: Judge::new(),
        }
    }

    fn event<'a>(
        &mut self,
        frame: Frame<'a, '_>,
        findings: &mut Findings,
    ) -> Result<Event<'a>, Error> {
        Ok(x12_core::event_of_frame!(frame, Event, {
            Frame::Acknowledgment(segment) => Event::Acknowledgment(segment.to_raw()),
            Frame::Unit(unit) => self.unit(unit, findings)?,
            Frame::TransactionEnd { complete } => {
                Event::ReportEnd(Box::new(self.judge.end(complete, findings)))
            }
        }))
    }
}

impl Assembler {
    fn unit<'a>(
        &mut self,
        unit: Unit<'a, '_>,
        findings: &mut Findings,
    ) -> Result<Event<'a>, Error> {
        let is_level = unit.tag(0) == Some(HL);
        if !is_level {
            self.kind = ReportKind::of(unit.transaction(), unit);
        }
        let (number, guide) = (unit.transaction().number, self.kind.guide());
        let mut context = Context::new(findings, guide, number, self.elements, &self.limits);
        let read = match (is_level, self.kind) {
            (true, ReportKind::Acknowledgment) => level(unit, &mut context, Event::Acknowledged),
            (true, ReportKind::Answer) => level(unit, &mut context, Event::Answered),
            (true, ReportKind::Inquiry) => level(unit, &mut context, Event::Asked),
            (false, kind) => header(kind, unit, &mut context).map(|header| {
                Event::Report(Box::new(Report {
                    interchange: unit.interchange().clone(),
                    group: unit.group().clone(),
                    transaction: unit.transaction().clone(),
                    header,
                }))
            }),
        };
        context.check_limits(&self.limits)?;
        let event = read.unwrap_or_else(Event::Rejected);
        self.judge.see(&event, unit, &mut context);
        Ok(event)
    }
}

fn header<'a>(
    kind: ReportKind,
    unit: Unit<'a, '_>,
    context: &mut Context<'_>,
) -> Result<Header<'a>, RejectedLoop<'a>> {
    match kind {
        ReportKind::Acknowledgment => read_unit(unit, context).map(Header::Acknowledgment),
        ReportKind::Answer => read_unit(unit, context).map(Header::Answer),
        ReportKind::Inquiry => read_unit(unit, context).map(Header::Inquiry),
    }
}

/// HL03 says which level it is.
fn level<'a, L: AnyLevel<'a>>(
    unit: Unit<'a, '_>,
    context: &mut Context<'_>,
    event: impl FnOnce(L) -> Event<'a>,
) -> Result<Event<'a>, RejectedLoop<'a>> {
    let kind = unit.segment(0).map_or(&[][..], |level| level.element(3));
    let kind = kind.trim_ascii();
    match L::read(kind, unit, context) {
        Some(read) => read.map(event),
        None => {
            if let Some(level) = unit.segment(0) {
                let place = context.element_place(&level, UNKNOWN_LEVEL, 3, kind, 0);
                context.push(&rules::REJECTED_LOOP, place, "HL03", Detail::None);
            }
            Err(reject_unit(unit, UNKNOWN_LEVEL))
        }
    }
}

x12_core::readers! {
    Assembler:
    /// Reports of an input in memory; values borrow from it and nothing is copied.
    ///
    /// ```
    /// use x12_277::{Event, StatusReports, acknowledgment::Level};
    ///
    /// # let input: &[u8] = fixtures::statuses()[0].edi;
    /// let mut reports = StatusReports::new(input);
    /// while let Some(event) = reports.next()? {
    ///     match event {
    ///         Event::Acknowledged(Level::Patient(patient)) => println!("{} claims", patient.claims.len()),
    ///         Event::ReportEnd(totals) => assert_eq!((totals.accepted_claims, totals.rejected_claims), (2, 1)),
    ///         _ => {}
    ///     }
    /// }
    /// # Ok::<(), x12_core::Error>(())
    /// ```
    StatusReports,
    /// Reports of anything that can be read, in memory that does not grow with the file. It does its own buffering.
    ///
    /// The same events as [`StatusReports`], each borrowed until the next one is asked for; use `into_owned` to keep a
    /// level.
    StatusReportReader
}

impl<'a> StatusReports<'a> {
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

impl<R: Read> StatusReportReader<R> {
    /// The next event; `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// As [`StatusReports::next`], and `X12-0911` where reading fails.
    #[allow(
        clippy::should_implement_trait,
        reason = "an event borrows from the reader's window, so this is no Iterator"
    )]
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        self.0.next()
    }
}
