//! The sink that findings go into.

use crate::{Detail, Diagnostic, Error, Place, Severity, rules};

/// Findings that were made and not yet taken.
#[derive(Debug, Default)]
pub struct Findings {
    kept: Vec<Diagnostic>,
    dropped: u64,
    total: u64,
    errors: u64,
    limit: usize,
    strict: bool,
    stop: Option<Box<Diagnostic>>,
}

impl Findings {
    /// Keeps up to `limit` findings at a time; `strict` turns the first of error level into an [`Error::Strict`].
    #[must_use]
    pub fn new(limit: usize, strict: bool) -> Self {
        Self {
            limit,
            strict,
            ..Self::default()
        }
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.total = self.total.saturating_add(1);
        if diagnostic.severity == Severity::Error {
            self.errors = self.errors.saturating_add(1);
            if self.strict && self.stop.is_none() {
                self.stop = Some(Box::new(diagnostic.clone()));
            }
        }
        if self.kept.len() < self.limit {
            self.kept.push(diagnostic);
        } else {
            self.dropped = self.dropped.saturating_add(1);
        }
    }

    /// Takes all findings made so far. Those that passed the limit are named by one last finding with their count.
    pub fn take(&mut self) -> Vec<Diagnostic> {
        let mut taken = std::mem::take(&mut self.kept);
        if self.dropped > 0 {
            let place = taken.last().map_or_else(Place::default, |last| last.place);
            let kept = u64::try_from(taken.len()).unwrap_or(u64::MAX);
            let detail = Detail::Count {
                expected: kept,
                found: kept.saturating_add(self.dropped),
            };
            taken.push(Diagnostic::new(&rules::LIMIT_FINDINGS, place).with(detail));
            self.dropped = 0;
        }
        taken
    }

    /// Those of the findings behind the first `mark` ones that are still kept: neither taken nor past the limit. With
    /// [`total`](Self::total) as a mark, whoever watches a reader sees what it found since.
    #[must_use]
    pub fn since(&self, mark: u64) -> &[Diagnostic] {
        let kept = u64::try_from(self.kept.len()).unwrap_or(u64::MAX);
        let before = self.total.saturating_sub(self.dropped.saturating_add(kept));
        let skip = usize::try_from(mark.saturating_sub(before)).unwrap_or(usize::MAX);
        self.kept.get(skip..).unwrap_or_default()
    }

    /// True where a further finding is only counted, so that nobody need work out its place.
    #[must_use]
    pub const fn only_counts(&self) -> bool {
        self.kept.len() >= self.limit && (!self.strict || self.stop.is_some())
    }

    /// How many findings were made, taken or not.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// How many of them were of error level.
    #[must_use]
    pub const fn errors(&self) -> u64 {
        self.errors
    }

    /// True where no finding waits to be taken.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.dropped == 0
    }

    /// The error that strict reading stops with.
    #[inline]
    pub(crate) fn check(&mut self) -> Result<(), Error> {
        match self.stop.take() {
            None => Ok(()),
            Some(diagnostic) => Err(Error::Strict(diagnostic)),
        }
    }
}
