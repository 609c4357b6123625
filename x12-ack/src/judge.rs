//! Findings on what an answer says: counts, and results that contradict each other.

use claim_model::life::ReceiptOutcome;
use x12_core::{Detail, Unit, notation::Context};

use crate::{
    answer::AnswerTotals,
    reader::{Event, HEADER},
    rules,
    segments::Ak9,
    view::outcome,
};

/// Follows an answer from its header to its end.
#[derive(Debug, Default)]
pub(crate) struct Judge {
    totals: AnswerTotals,
    has_result: bool,
}

impl Judge {
    pub(crate) const fn has_result(&self) -> bool {
        self.has_result
    }

    pub(crate) fn see(&mut self, event: &Event<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        let totals = &mut self.totals;
        match event {
            Event::Set(set) => {
                totals.sets = totals.sets.saturating_add(1);
                match set.outcome() {
                    ReceiptOutcome::Accepted | ReceiptOutcome::AcceptedWithErrors => {
                        totals.accepted = totals.accepted.saturating_add(1);
                    }
                    ReceiptOutcome::Rejected => totals.rejected = totals.rejected.saturating_add(1),
                    _ => {}
                }
            }
            Event::Result(of) => {
                self.has_result = true;
                self.check(of.result(), unit, context);
            }
            Event::Rejected(_) => totals.unread = totals.unread.saturating_add(1),
            _ => {}
        }
    }

    fn check(&self, result: &Ak9<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        let received = result.received.unwrap_or(u64::MAX);
        let most = result.accepted.unwrap_or(0);
        for (element, found) in [(4, most), (3, self.totals.sets)] {
            if found > received {
                let place = context.place_in(unit, 0, element, HEADER);
                let detail = Detail::AtMost {
                    most: received,
                    found,
                };
                context.push(&rules::COUNTS_CONTRADICT, place, "", detail);
            }
        }
        let contradicted = match outcome(result.code.as_ref()) {
            ReceiptOutcome::Accepted | ReceiptOutcome::AcceptedWithErrors => self.totals.rejected,
            // A group that is itself in error is rejected, whatever its sets are.
            ReceiptOutcome::Rejected if result.errors.is_empty() => self.totals.accepted,
            _ => 0,
        };
        if contradicted > 0 {
            let place = context.place_in(unit, 0, 1, HEADER);
            let detail = Detail::Count {
                expected: 0,
                found: contradicted,
            };
            context.push(&rules::RESULT_CONTRADICTS, place, "", detail);
        }
    }

    pub(crate) fn end(&mut self, complete: bool) -> AnswerTotals {
        let totals = std::mem::take(&mut self.totals);
        self.has_result = false;
        AnswerTotals { complete, ..totals }
    }
}
