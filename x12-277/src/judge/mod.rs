//! Findings on what a report says: levels, totals, contradictions. Nothing is repaired.

mod statuses;
mod totals;

use x12_core::{
    Detail, Findings, Limits, Place, Sum, Unit,
    levels::Levels,
    notation::{Context, LoopNode},
    rules as core_rules,
};

use crate::{
    acknowledgment, answer,
    claims::{StatusClaim, is_accepted},
    guides::{ReportKind, UNKNOWN_LEVEL},
    hierarchy::AnyLevel,
    inquiry,
    reader::Event,
    report::Report,
    rules,
    segments::Hl,
    totals::ReportTotals,
};
use totals::{Counted, Said};

pub(crate) use totals::check_written;

/// Depths of the levels of an acknowledgment that have totals.
const RECEIVER: usize = 1;
const PROVIDER: usize = 2;

/// Follows a report from its header to its end.
#[derive(Debug)]
pub(crate) struct Judge {
    kind: ReportKind,
    transaction: u32,
    header: Place,
    levels: Levels<Below>,
    totals: ReportTotals,
    charge: Sum,
    charge_unknown: bool,
}

/// What is kept of a level: the totals it says, and what was counted below it.
#[derive(Debug, Default)]
struct Below {
    said: Option<Box<Said>>,
    counted: Counted,
}

impl Judge {
    pub(crate) fn new() -> Self {
        Self {
            kind: ReportKind::Answer,
            transaction: 0,
            header: Place::default(),
            levels: Levels::new(&rules::OF_LEVELS),
            totals: ReportTotals::default(),
            charge: Sum::default(),
            charge_unknown: false,
        }
    }

    pub(crate) fn see(&mut self, event: &Event<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        match event {
            Event::Report(report) => self.begin(report, unit, context),
            Event::Acknowledged(level) => {
                let said = match level {
                    acknowledgment::Level::Receiver(of) => {
                        let batch = of.batch.as_ref();
                        batch.map(|of| Box::new(Said::of_batch(of, unit, context)))
                    }
                    acknowledgment::Level::Provider(of) => {
                        let status = of.status.as_ref();
                        let said = status.and_then(|of| Said::of_provider(of, unit, context));
                        said.map(Box::new)
                    }
                    _ => None,
                };
                self.open(level, level.level(), said, unit, context);
                if let acknowledgment::Level::Patient(of) = level {
                    self.claims(&of.claims);
                    let lost = of.rejected.iter().any(|of| of.loop_id == CLAIM);
                    self.count_acknowledged(&of.claims, lost);
                }
                statuses::check_acknowledged(unit, context);
            }
            Event::Answered(level) => {
                self.open(level, level.level(), None, unit, context);
                match level {
                    answer::Level::Subscriber(of) => self.claims(&of.claims),
                    answer::Level::Dependent(of) => self.claims(&of.claims),
                    _ => {}
                }
                statuses::check_answered(unit, context);
            }
            Event::Asked(level) => {
                self.open(level, level.level(), None, unit, context);
                match level {
                    inquiry::Level::Subscriber(of) => self.asked(
                        of.claims
                            .iter()
                            .map(|of| (of.lines.len(), of.charge.as_ref().map(|amt| amt.amount))),
                    ),
                    inquiry::Level::Dependent(of) => self.asked(
                        of.claims
                            .iter()
                            .map(|of| (of.lines.len(), of.charge.as_ref().map(|amt| amt.amount))),
                    ),
                    _ => {}
                }
            }
            Event::Rejected(rejected) => {
                self.totals.rejected = self.totals.rejected.saturating_add(1);
                for depth in [RECEIVER, PROVIDER] {
                    if let Some(level) = self.levels.at(depth) {
                        level.data.counted.lose();
                    }
                }
                if rejected.loop_id == UNKNOWN_LEVEL {
                    self.close(0, context);
                    self.levels.skip();
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, report: &Report<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        self.kind = report.kind();
        self.transaction = report.transaction.number;
        self.levels.begin();
        self.totals = ReportTotals::default();
        self.charge = Sum::default();
        self.charge_unknown = false;
        self.header = context.place_in(unit, 0, 0, "HDR");
    }

    pub(crate) fn end(&mut self, complete: bool, findings: &mut Findings) -> ReportTotals {
        let limits = Limits::default();
        let guide = self.kind.guide();
        let mut context = Context::new(findings, guide, self.transaction, false, &limits);
        self.close(0, &mut context);
        if !self.levels.any() {
            let detail = Detail::Expected("HL");
            context.push(&core_rules::MISSING_SEGMENT, self.header, "HL", detail);
        }
        let charge = (!self.charge_unknown)
            .then(|| self.charge.total())
            .flatten();
        ReportTotals {
            charge: charge.map(|charge| charge.normalize()),
            complete,
            ..std::mem::take(&mut self.totals)
        }
    }

    fn open<'a>(
        &mut self,
        level: &impl AnyLevel<'a>,
        hl: &Hl<'_>,
        said: Option<Box<Said>>,
        unit: Unit<'_, '_>,
        context: &mut Context<'_>,
    ) {
        self.totals.levels = self.totals.levels.saturating_add(1);
        let (depth, of) = level.place();
        self.close(depth, context);
        let below = Below {
            said,
            counted: Counted::default(),
        };
        self.levels.open(of, depth, hl, below, unit, context);
        let max = of_children(self.kind, depth);
        let siblings = depth.checked_sub(1).and_then(|above| self.levels.at(above));
        let siblings = siblings.map_or(0, |above| above.children);
        if max.is_some_and(|max| siblings > max) {
            let place = context.place_in(unit, 0, 0, of.id);
            let expected = max.unwrap_or(0);
            let found = siblings;
            let detail = Detail::Count { expected, found };
            context.push(&core_rules::TOO_MANY_REPEATS, place, "", detail);
        }
    }

    /// Closes levels; the totals of an acknowledgment are compared with what stands below.
    fn close(&mut self, depth: usize, context: &mut Context<'_>) {
        let mut counted = None;
        let is_acknowledgment = self.kind == ReportKind::Acknowledgment;
        self.levels
            .close(depth, context, |depth, mut level, _, context| {
                if !is_acknowledgment || depth > PROVIDER {
                    return;
                }
                let below = &mut level.data;
                if let Some(of) = counted.take() {
                    below.counted.add(of);
                }
                let said = below.said.take();
                if let Some(said) = &said
                    && below.counted.any
                {
                    said.compare(&below.counted, context);
                }
                // A provider without patients speaks for all its claims.
                if depth == PROVIDER && level.children == 0 {
                    let counted = said.as_ref().map(|of| of.counted());
                    below.counted = counted.unwrap_or_else(Counted::unknown);
                    // Then its parts have to come to what it says of all.
                    if let Some(said) = said.filter(|of| of.says_charges()) {
                        said.compare(&below.counted, context);
                    }
                }
                counted = (depth == PROVIDER).then(|| std::mem::take(&mut below.counted));
            });
        // What was closed below a level that stays open is kept there.
        if let Some(of) = counted
            && let Some(above) = depth.checked_sub(1).and_then(|above| self.levels.at(above))
        {
            above.data.counted.add(of);
        }
    }

    fn claims<'a, C: StatusClaim<'a>>(&mut self, claims: &[C]) {
        for claim in claims {
            self.claim(claim.lines().len(), claim.charge());
        }
    }

    fn asked(&mut self, claims: impl Iterator<Item = (usize, Option<rust_decimal::Decimal>)>) {
        for (lines, charge) in claims {
            self.claim(lines, charge);
        }
    }

    fn claim(&mut self, lines: usize, charge: Option<rust_decimal::Decimal>) {
        self.totals.claims = self.totals.claims.saturating_add(1);
        let lines = u64::try_from(lines).unwrap_or(u64::MAX);
        self.totals.lines = self.totals.lines.saturating_add(lines);
        match charge {
            Some(charge) => self.charge.add(charge),
            None => self.charge_unknown = true,
        }
    }

    /// Claims of a patient, for the totals of the provider.
    fn count_acknowledged(&mut self, claims: &[acknowledgment::AcknowledgedClaim<'_>], lost: bool) {
        let mut of = Counted::default();
        for claim in claims {
            let accepted = is_accepted(&claim.statuses);
            match accepted {
                Some(true) => {
                    self.totals.accepted_claims = self.totals.accepted_claims.saturating_add(1);
                }
                Some(false) => {
                    self.totals.rejected_claims = self.totals.rejected_claims.saturating_add(1);
                }
                None => {}
            }
            of.claim(&claim.statuses, claim.charge());
        }
        if lost {
            of.lose();
        }
        if let Some(provider) = self.levels.at(PROVIDER) {
            provider.data.counted.add(of);
        } else if let Some(receiver) = self.levels.at(RECEIVER) {
            receiver.data.counted.lose();
        }
    }
}

/// The loop of an acknowledged claim.
const CLAIM: &str = <acknowledgment::AcknowledgedClaim<'static> as LoopNode<'static>>::LOOP.id;

/// How many levels of this depth the one above may have; `None` for any number.
fn of_children(kind: ReportKind, depth: usize) -> Option<u64> {
    (kind == ReportKind::Acknowledgment && depth == RECEIVER).then_some(1)
}
