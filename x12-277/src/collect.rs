//! Whole reports, kept in memory.

use x12_core::{Diagnostic, Error, RawSegment, ReadOptions, TransactionHeader};

use crate::{
    acknowledgment, answer,
    guides::{ReportKind, UNKNOWN_LEVEL},
    inquiry,
    reader::{Event, StatusReports},
    report::{CollectedReport, Header, Report},
    totals::ReportTotals,
};

/// One report with all its levels, by the guide that it follows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[allow(
    clippy::large_enum_variant,
    reason = "the three are alike; a box would only be in the way"
)]
pub enum AnyReport<'a> {
    /// 277CA.
    Acknowledgment(acknowledgment::Report<'a>),
    /// 277.
    Answer(answer::Report<'a>),
    /// 276.
    Inquiry(inquiry::Report<'a>),
}

/// The same for each of the three.
macro_rules! each_report {
    ($report:expr, |$of:ident| $result:expr) => {
        match $report {
            AnyReport::Acknowledgment($of) => $result,
            AnyReport::Answer($of) => $result,
            AnyReport::Inquiry($of) => $result,
        }
    };
}

impl<'a> AnyReport<'a> {
    fn begin(report: Report<'a>) -> Self {
        fn with<'a, H, S>(
            report: (
                x12_core::InterchangeHeader,
                x12_core::GroupHeader,
                TransactionHeader,
            ),
            header: H,
        ) -> CollectedReport<'a, H, S> {
            let (interchange, group, transaction) = report;
            CollectedReport {
                interchange,
                group,
                transaction,
                header,
                sources: Vec::new(),
                rejected: Vec::new(),
                totals: None,
            }
        }
        let envelope = (report.interchange, report.group, report.transaction);
        match report.header {
            Header::Acknowledgment(header) => Self::Acknowledgment(with(envelope, header)),
            Header::Answer(header) => Self::Answer(with(envelope, header)),
            Header::Inquiry(header) => Self::Inquiry(with(envelope, header)),
        }
    }

    /// Which of the three it is.
    #[must_use]
    pub const fn kind(&self) -> ReportKind {
        match self {
            Self::Acknowledgment(_) => ReportKind::Acknowledgment,
            Self::Answer(_) => ReportKind::Answer,
            Self::Inquiry(_) => ReportKind::Inquiry,
        }
    }

    /// The sums; `None` where the file ends inside the report.
    #[must_use]
    pub const fn totals(&self) -> Option<&ReportTotals> {
        each_report!(self, |of| of.totals.as_ref())
    }

    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> AnyReport<'static> {
        match self {
            Self::Acknowledgment(of) => AnyReport::Acknowledgment(of.into_owned()),
            Self::Answer(of) => AnyReport::Answer(of.into_owned()),
            Self::Inquiry(of) => AnyReport::Inquiry(of.into_owned()),
        }
    }
}

/// A file of claim status, read as far as it could be.
#[derive(Debug)]
pub struct StatusFile<'a> {
    /// The reports; the last one is incomplete where the file is cut off.
    pub reports: Vec<AnyReport<'a>>,
    /// TA1 segments.
    pub acknowledgments: Vec<RawSegment<'a>>,
    /// Transaction sets that were skipped as a whole.
    pub skipped: Vec<TransactionHeader>,
    /// Everything that was found on the way.
    pub findings: Vec<Diagnostic>,
    /// Why reading stopped before the end; `None` where all of the file was read.
    pub error: Option<Error>,
}

/// Reads all of `input` and keeps it. For files that are large, read event by event: [`StatusReports`].
///
/// ```
/// use x12_277::AnyReport;
///
/// # let input: &[u8] = fixtures::statuses()[0].edi;
/// let file = x12_277::collect(input, &Default::default());
/// assert!(file.error.is_none());
/// for report in &file.reports {
///     if let AnyReport::Acknowledgment(report) = report {
///         assert_eq!(report.claims().count(), 3);
///     }
/// }
/// ```
#[must_use]
pub fn collect<'a>(input: &'a [u8], options: &ReadOptions) -> StatusFile<'a> {
    let mut events = StatusReports::with_options(input, options);
    let mut file = StatusFile {
        reports: Vec::new(),
        acknowledgments: Vec::new(),
        skipped: Vec::new(),
        findings: Vec::new(),
        error: None,
    };
    let mut open = 0;
    loop {
        match events.next() {
            Ok(Some(event)) => open = file.take(event, open),
            Ok(None) => break,
            Err(error) => {
                file.error = Some(error);
                break;
            }
        }
        file.findings.extend(events.take_findings());
    }
    file.findings.extend(events.take_findings());
    file
}

impl<'a> StatusFile<'a> {
    /// Keeps the event, and says how many levels are open behind it.
    fn take(&mut self, event: Event<'a>, open: usize) -> usize {
        match (event, self.reports.last_mut()) {
            (Event::Acknowledgment(segment), _) => self.acknowledgments.push(segment),
            (Event::Skipped(header), _) => self.skipped.push(*header),
            (Event::Report(report), _) => {
                self.reports.push(AnyReport::begin(*report));
                return 0;
            }
            (Event::Acknowledged(level), Some(AnyReport::Acknowledgment(last))) => {
                return last.put(level, open);
            }
            (Event::Answered(level), Some(AnyReport::Answer(last))) => {
                return last.put(level, open);
            }
            (Event::Asked(level), Some(AnyReport::Inquiry(last))) => return last.put(level, open),
            (Event::Rejected(rejected), Some(last)) => {
                let is_level = rejected.loop_id == UNKNOWN_LEVEL;
                each_report!(last, |of| of.rejected.push(rejected));
                return if is_level { 0 } else { open };
            }
            (Event::ReportEnd(totals), Some(last)) => {
                each_report!(last, |of| of.totals = Some(*totals));
            }
            _ => {}
        }
        open
    }
}
