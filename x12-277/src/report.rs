//! One report: its beginning, and all of it.

use std::io::Write;

use x12_core::{
    Error, GroupHeader, InterchangeHeader, Place, Refusal, Tag, Text, TransactionHeader,
    TransactionSet, Writer,
    levels::LevelNumbers,
    notation::{Node, RejectedLoop, line_of},
    rules,
};

use crate::{
    acknowledgment, answer,
    guides::ReportKind,
    hierarchy::{Outermost, ReportHeader, put},
    inquiry,
    segments::{Bht, St},
    totals::ReportTotals,
};

/// A report begins: everything that stands before its levels.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Report<'a> {
    /// The interchange that it came in.
    pub interchange: InterchangeHeader,
    /// The group that it came in.
    pub group: GroupHeader,
    /// Its transaction set.
    pub transaction: TransactionHeader,
    /// Its header, by the guide that it follows.
    pub header: Header<'a>,
}

/// The header of a report, by the guide that it follows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Header<'a> {
    /// 277CA.
    Acknowledgment(acknowledgment::Header<'a>),
    /// 277.
    Answer(answer::Header<'a>),
    /// 276.
    Inquiry(inquiry::Header<'a>),
}

impl<'a> Header<'a> {
    /// Which of the three it is.
    #[must_use]
    pub const fn kind(&self) -> ReportKind {
        match self {
            Self::Acknowledgment(_) => ReportKind::Acknowledgment,
            Self::Answer(_) => ReportKind::Answer,
            Self::Inquiry(_) => ReportKind::Inquiry,
        }
    }

    /// ST.
    #[must_use]
    pub const fn set(&self) -> &St<'a> {
        match self {
            Self::Acknowledgment(of) => &of.set,
            Self::Answer(of) => &of.set,
            Self::Inquiry(of) => &of.set,
        }
    }

    /// BHT: number and time of the report; `None` where it is missing.
    #[must_use]
    pub const fn begin(&self) -> Option<&Bht<'a>> {
        match self {
            Self::Acknowledgment(of) => of.begin.as_ref(),
            Self::Answer(of) => of.begin.as_ref(),
            Self::Inquiry(of) => of.begin.as_ref(),
        }
    }

    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> Header<'static> {
        match self {
            Self::Acknowledgment(of) => Header::Acknowledgment(of.into_owned()),
            Self::Answer(of) => Header::Answer(of.into_owned()),
            Self::Inquiry(of) => Header::Inquiry(of.into_owned()),
        }
    }
}

impl Report<'_> {
    /// Which of the three it is.
    #[must_use]
    pub const fn kind(&self) -> ReportKind {
        self.header.kind()
    }

    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> Report<'static> {
        Report {
            header: self.header.into_owned(),
            ..self
        }
    }
}

/// One report with all its levels: one transaction set. [`acknowledgment::Report`], [`answer::Report`] and
/// [`inquiry::Report`] are the three kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CollectedReport<'a, H, S> {
    /// The interchange that it came in.
    pub interchange: InterchangeHeader,
    /// The group that it came in.
    pub group: GroupHeader,
    /// Its transaction set.
    pub transaction: TransactionHeader,
    /// What stands before the levels.
    pub header: H,
    /// The outermost levels, each with those below it. What stands below no level of the file stands in levels whose
    /// number is `None`.
    pub sources: Vec<S>,
    /// Levels that could not be read.
    pub rejected: Vec<RejectedLoop<'a>>,
    /// The sums; `None` where the file ends inside the report.
    pub totals: Option<ReportTotals>,
}

impl<'a, H: ReportHeader<'a>, S: Outermost<'a>> CollectedReport<'a, H, S> {
    /// A report that was not read from a file.
    #[must_use]
    pub fn new(header: H, sources: Vec<S>) -> Self {
        Self {
            interchange: InterchangeHeader::default(),
            group: GroupHeader::default(),
            transaction: TransactionHeader::default(),
            header,
            sources,
            rejected: Vec::new(),
            totals: None,
        }
    }

    /// Keeps a level where `open` levels are open, and says how many are open behind it.
    pub(crate) fn put(&mut self, level: S::Level, open: usize) -> usize {
        put(&mut self.sources, level, open)
    }
}

impl<'a, H: Node<'a>, S: Node<'a>> CollectedReport<'a, H, S> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> CollectedReport<'static, H::Owned, S::Owned> {
        let rejected = self.rejected.into_iter();
        CollectedReport {
            interchange: self.interchange,
            group: self.group,
            transaction: self.transaction,
            header: self.header.into_owned_node(),
            sources: self
                .sources
                .into_iter()
                .map(Node::into_owned_node)
                .collect(),
            rejected: rejected.map(RejectedLoop::into_owned).collect(),
            totals: self.totals,
        }
    }
}

impl<'a, H, S> TransactionSet for CollectedReport<'a, H, S>
where
    H: ReportHeader<'a> + Node<'a>,
    S: Outermost<'a> + Node<'a>,
{
    const FUNCTIONAL_ID: &'static str = S::FUNCTIONAL_ID;
    const VERSION: &'static str = S::GUIDE.id;

    fn control_number(&self) -> Option<&Text<'_>> {
        self.header.set().control_number.as_ref()
    }

    fn write_set<W: Write>(&self, writer: &mut Writer<W>) -> Result<(), Error> {
        let version = self.header.set().version.as_ref();
        if version.is_none_or(|version| *version != S::GUIDE.id) {
            let expected = S::GUIDE.id.to_owned();
            return Err(refusal::<S>("ST", 3, &rules::WRITE_ENVELOPE, expected));
        }
        let mut numbers = LevelNumbers::new(S::GUIDE.id, &crate::rules::OF_LEVELS);
        for source in &self.sources {
            source.check_levels(&mut numbers, None)?;
        }
        S::check_content(&self.sources)?;
        writer.start_set(S::GUIDE.id);
        writer.check_complete(H::LOOP.id, &[], &self.rejected)?;
        self.header
            .write_node(line_of(H::LOOP.lines, 0), H::LOOP.id, writer)?;
        if self.sources.is_empty() {
            let expected = "HL*20".to_owned();
            return Err(refusal::<S>("HL", 0, &rules::WRITE_MISSING, expected));
        }
        for source in &self.sources {
            source.write_node(line_of(S::LOOP.lines, 0), S::LOOP.id, writer)?;
        }
        let control = self.control_number();
        writer.end_set(&control.map(|number| number.to_str()).unwrap_or_default())
    }
}

fn refusal<'a, S: Outermost<'a>>(
    tag: &str,
    element: u16,
    rule: &'static x12_core::Rule,
    expected: String,
) -> Error {
    let loop_id = if tag == "ST" { "HDR" } else { S::LOOP.id };
    let place = Place {
        guide: S::GUIDE.id,
        loop_id,
        segment: Some(Tag::new(tag)),
        element,
        ..Place::default()
    };
    Refusal {
        rule,
        place,
        expected: Some(expected),
    }
    .into()
}
