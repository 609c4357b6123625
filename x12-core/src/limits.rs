//! Limits on what one input may cost.

/// How much one input may demand. Every limit that is passed is an [`Error::Limit`](crate::Error::Limit) with a number of
/// its own, except [`findings`](Self::findings): past it findings are counted, and one last finding says how many.
/// Nothing is ever cut short in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one segment, terminator included (default 1 MiB).
    pub segment_bytes: usize,
    /// Elements of one segment (default 16,384).
    pub elements: usize,
    /// Components of one element (default 1,000).
    pub components: usize,
    /// Repetitions of one element (default 1,000).
    pub repetitions: usize,
    /// Loops open at the same time (default 32).
    pub depth: usize,
    /// Findings kept until they are taken (default 1,000).
    pub findings: usize,
    /// Bytes of one unit, such as a claim with all its lines, that is held in memory at once (default 8 MiB, never more
    /// than 512 MiB).
    pub loop_bytes: usize,
    /// Bytes of memory that what repeats in one unit may take (lines of a claim, adjustments, references), besides sixteen
    /// for each of its bytes (default 2 MiB). A claim with 999 lines stays far below; one that is nothing but the shortest
    /// segments of lines does not.
    pub loop_memory: usize,
    /// Control numbers remembered per file to notice duplicates (default 1,000,000).
    pub control_numbers: usize,
}

impl Limits {
    /// A segment of fewer bytes passes none of the limits on segments.
    pub(crate) fn shortest(&self) -> usize {
        self.segment_bytes
            .min(self.elements)
            .min(self.components)
            .min(self.repetitions)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            segment_bytes: 1 << 20,
            elements: 16_384,
            components: 1_000,
            repetitions: 1_000,
            depth: 32,
            findings: 1_000,
            loop_bytes: 8 << 20,
            loop_memory: 2 << 20,
            control_numbers: 1_000_000,
        }
    }
}
