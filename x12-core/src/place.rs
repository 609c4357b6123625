//! Where something stands in a file.

use std::fmt;

use crate::tag::Tag;

/// Bytes of the input, from `start` up to and without `end`, counted from the first byte of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// Offset of the first byte.
    pub start: u64,
    /// Offset behind the last byte.
    pub end: u64,
}

impl Span {
    /// The bytes from `start` up to `end`.
    #[must_use]
    pub const fn new(start: u64, end: u64) -> Self {
        Self { start, end }
    }

    /// How many bytes these are.
    #[must_use]
    pub const fn len(self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// True where there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// These bytes of `input`, if it holds them all.
    #[must_use]
    pub fn of(self, input: &[u8]) -> Option<&[u8]> {
        let start = usize::try_from(self.start).ok()?;
        let end = usize::try_from(self.end).ok()?;
        input.get(start..end)
    }
}

/// The place of a finding. Zero and empty mean «does not apply».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Implementation guide, such as `005010X221A1`; empty in the envelope.
    pub guide: &'static str,
    /// Loop, such as `2100`; empty outside loops.
    pub loop_id: &'static str,
    /// The segment's identifier.
    pub segment: Option<Tag>,
    /// Transaction set within the file, counted from 1; 0 outside transaction sets.
    pub transaction: u32,
    /// Segment within the transaction set, ST being 1; 0 outside transaction sets.
    pub ordinal: u32,
    /// Element within the segment, counted from 1.
    pub element: u16,
    /// Component within the element, counted from 1.
    pub component: u16,
    /// Repetition within the element, counted from 1; 0 where the element does not repeat.
    pub repetition: u16,
    /// The bytes in question.
    pub span: Span,
}

impl Place {
    /// A place that is only bytes.
    #[must_use]
    pub fn bytes(start: u64, end: u64) -> Self {
        Self {
            span: Span::new(start, end),
            ..Self::default()
        }
    }

    /// The text of the place. This is the only way from a finding to a value of the file, and the caller holds the input.
    #[must_use]
    pub fn excerpt<'a>(&self, input: &'a [u8]) -> Option<&'a [u8]> {
        self.span.of(input)
    }

    /// The element as guides write it, such as `CLP04` or `SVC01-2`; empty without a segment.
    #[must_use]
    pub fn element_name(&self) -> String {
        let Some(segment) = self.segment else {
            return String::new();
        };
        match (self.element, self.component) {
            (0, _) => segment.to_string(),
            (element, 0) => format!("{segment}{element:02}"),
            (element, component) => format!("{segment}{element:02}-{component}"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let element = self.element_name();
        for part in [self.guide, self.loop_id, &element] {
            if !part.is_empty() {
                write!(f, "{part} ")?;
            }
        }
        if self.transaction > 0 {
            write!(
                f,
                "(transaction {}, segment {}, ",
                self.transaction, self.ordinal
            )?;
        } else {
            f.write_str("(")?;
        }
        write!(f, "bytes {}..{})", self.span.start, self.span.end)
    }
}
