//! Findings on what a batch says: levels, numbering, contradictions. Nothing is repaired.

mod levels;

use x12_core::{Findings, Limits, Sum, Unit, notation::Context};

use crate::{guide::GUIDE, reader::Event, totals::BatchTotals};
use levels::Levels;

/// Follows a batch from its header to its end.
#[derive(Debug)]
pub(crate) struct Judge {
    levels: Levels,
    sums: Sums,
    transaction: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    claims: u64,
    lines: u64,
    rejected: u64,
    charge: Sum,
}

impl Judge {
    pub(crate) fn new(most_claims: usize) -> Self {
        Self {
            levels: Levels::new(most_claims),
            sums: Sums::default(),
            transaction: 0,
        }
    }

    pub(crate) fn see(&mut self, event: &Event<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        match event {
            Event::Batch(batch) => {
                self.sums = Sums::default();
                self.transaction = batch.transaction.number;
            }
            Event::Claim(claim) => {
                self.sums.claims = self.sums.claims.saturating_add(1);
                let lines = u64::try_from(claim.lines.len()).unwrap_or(0);
                self.sums.lines = self.sums.lines.saturating_add(lines);
                self.sums.charge.add(claim.info.charge);
            }
            Event::Rejected(_) => self.sums.rejected = self.sums.rejected.saturating_add(1),
            _ => {}
        }
        self.levels.see(event, unit, context);
    }

    pub(crate) fn end(&mut self, complete: bool, findings: &mut Findings) -> BatchTotals {
        let limits = Limits::default();
        let mut context = Context::new(findings, &GUIDE, self.transaction, false, &limits);
        self.levels.end(&mut context);
        let sums = std::mem::take(&mut self.sums);
        BatchTotals {
            claims: sums.claims,
            lines: sums.lines,
            rejected: sums.rejected,
            charge: sums.charge.total().map(|total| total.normalize()),
            complete,
        }
    }
}
