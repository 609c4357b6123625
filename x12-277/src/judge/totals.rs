//! The totals of an acknowledgment against the claims below them.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use x12_core::{Detail, Error, Place, Refusal, Rule, Sum, Tag, Unit, notation::Context};

use crate::{
    acknowledgment::{BatchStatus, GUIDE, ProviderStatus, SourceLevel},
    claims::{StatusClaim, is_accepted, is_contradictory},
    rules,
    segments::{Amt, Qty, Stc},
};

/// Claims, and what was charged for them.
#[derive(Debug, Clone, Copy, Default)]
struct Claims {
    count: u64,
    charge: Sum,
}

impl Claims {
    fn add(&mut self, more: Self) {
        self.count = self.count.saturating_add(more.count);
        self.charge.add_sum(more.charge);
    }
}

/// What was counted below a level.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counted {
    accepted: Claims,
    rejected: Claims,
    /// Accepted by STC03 and rejected by their category: senders count them as the one or as the other.
    contradictory: Claims,
    /// Something stands below.
    pub(super) any: bool,
    /// A claim says neither accepted nor rejected, or could not be read.
    count_unknown: bool,
    /// A claim does not say its charge, or could not be read.
    charge_unknown: bool,
}

impl Counted {
    pub(super) fn unknown() -> Self {
        let mut this = Self::default();
        this.lose();
        this
    }

    /// Something below could not be counted.
    pub(super) const fn lose(&mut self) {
        self.any = true;
        self.count_unknown = true;
        self.charge_unknown = true;
    }

    pub(super) fn claim(&mut self, statuses: &[Stc<'_>], charge: Option<Decimal>) {
        self.any = true;
        self.charge_unknown |= charge.is_none();
        let of = match is_accepted(statuses) {
            Some(true) if is_contradictory(statuses) => &mut self.contradictory,
            Some(true) => &mut self.accepted,
            Some(false) => &mut self.rejected,
            None => return self.lose(),
        };
        of.count = of.count.saturating_add(1);
        of.charge.extend(charge);
    }

    pub(super) fn add(&mut self, other: Self) {
        let sides = [
            (&mut self.accepted, other.accepted),
            (&mut self.rejected, other.rejected),
            (&mut self.contradictory, other.contradictory),
        ];
        for (of, more) in sides {
            of.add(more);
        }
        self.any |= other.any;
        self.count_unknown |= other.count_unknown;
        self.charge_unknown |= other.charge_unknown;
    }
}

/// One total that a level says, and where.
#[derive(Debug, Clone, Copy)]
struct Total {
    value: Option<Decimal>,
    place: Place,
}

/// The totals that a level says: claims accepted and rejected, and their charges. One that is absent is zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    accepted: Total,
    rejected: Total,
    accepted_charge: Total,
    rejected_charge: Total,
    /// Of all claims: what the first status of the level says. Nothing is compared where it is absent.
    charge: Option<Total>,
}

const QTY: Tag = Tag::new("QTY");
const AMT: Tag = Tag::new("AMT");
const STC: Tag = Tag::new("STC");
const TRN: Tag = Tag::new("TRN");

impl Said {
    /// The totals of the batch are there wherever they are not zero.
    pub(super) fn of_batch(
        of: &BatchStatus<'_>,
        unit: Unit<'_, '_>,
        context: &Context<'_>,
    ) -> Self {
        let place = |tag, code| place_of(unit, tag, code, "2200B", context);
        let at = (0..unit.len()).find(|at| unit.tag(*at) == Some(STC));
        let charge = at.map(|at| context.place_in(unit, at, 4, "2200B"));
        Self {
            accepted: count(of.accepted_claims.as_ref(), place(QTY, "90")),
            rejected: count(of.rejected_claims.as_ref(), place(QTY, "AA")),
            accepted_charge: amount(of.accepted_charge.as_ref(), place(AMT, "YU")),
            rejected_charge: amount(of.rejected_charge.as_ref(), place(AMT, "YY")),
            charge: total_charge(&of.statuses, charge),
        }
    }

    /// The provider's totals are optional: one that says none at all says nothing.
    pub(super) fn of_provider(
        of: &ProviderStatus<'_>,
        unit: Unit<'_, '_>,
        context: &Context<'_>,
    ) -> Option<Self> {
        let place = |tag, code| place_of(unit, tag, code, "2200C", context);
        let at = (0..unit.len()).find(|at| unit.tag(*at) == Some(STC));
        let charge = at.map(|at| context.place_in(unit, at, 4, "2200C"));
        let said = Self {
            accepted: count(of.accepted_claims.as_ref(), place(QTY, "QA")),
            rejected: count(of.rejected_claims.as_ref(), place(QTY, "QC")),
            accepted_charge: amount(of.accepted_charge.as_ref(), place(AMT, "YU")),
            rejected_charge: amount(of.rejected_charge.as_ref(), place(AMT, "YY")),
            charge: total_charge(&of.statuses, charge),
        };
        said.says_anything().then_some(said)
    }

    fn says_anything(&self) -> bool {
        self.rows().iter().any(|(of, _)| of.value.is_some())
    }

    pub(super) const fn says_charges(&self) -> bool {
        self.accepted_charge.value.is_some() || self.rejected_charge.value.is_some()
    }

    /// As if these were what was counted: of a provider whose patients are not listed.
    pub(super) fn counted(&self) -> Counted {
        let count = |of: &Total| whole(of.value.unwrap_or_default());
        let claims = |of: &Total, charge: &Total| Claims {
            count: count(of).unwrap_or(0),
            charge: Sum::of(charge.value.unwrap_or_default()),
        };
        Counted {
            accepted: claims(&self.accepted, &self.accepted_charge),
            rejected: claims(&self.rejected, &self.rejected_charge),
            contradictory: Claims::default(),
            any: true,
            count_unknown: count(&self.accepted).is_none() || count(&self.rejected).is_none(),
            charge_unknown: false,
        }
    }

    fn rows(&self) -> [(&Total, bool); 4] {
        [
            (&self.accepted, true),
            (&self.rejected, true),
            (&self.accepted_charge, false),
            (&self.rejected_charge, false),
        ]
    }

    /// Each difference is a finding.
    pub(super) fn compare(&self, counted: &Counted, context: &mut Context<'_>) {
        for (rule, total, detail) in self.differences(counted) {
            context.push(rule, total.place, "", detail);
        }
    }

    /// Claims whose category contradicts STC03 count by their category; no difference is found where the totals count them
    /// by STC03 instead.
    fn differences(&self, counted: &Counted) -> Vec<(&'static Rule, Total, Detail)> {
        let (mut accepted, mut rejected) = (counted.accepted, counted.rejected);
        rejected.add(counted.contradictory);
        let by_category = self.differences_of(counted, accepted, rejected);
        if by_category.is_empty() || counted.contradictory.count == 0 {
            return by_category;
        }
        accepted.add(counted.contradictory);
        if self
            .differences_of(counted, accepted, counted.rejected)
            .is_empty()
        {
            return Vec::new();
        }
        by_category
    }

    fn differences_of(
        &self,
        counted: &Counted,
        accepted: Claims,
        rejected: Claims,
    ) -> Vec<(&'static Rule, Total, Detail)> {
        let mut found = Vec::new();
        if !counted.count_unknown {
            let sides = [(self.accepted, accepted), (self.rejected, rejected)];
            for (said, is) in sides {
                let value = said.value.unwrap_or_default();
                if value != is.count.into() {
                    let expected = is.count;
                    let detail = whole(value)
                        .map_or(Detail::None, |found| Detail::Count { expected, found });
                    found.push((&rules::COUNT_DIFFERS, said, detail));
                }
            }
        }
        if !counted.charge_unknown {
            let mut all = accepted;
            all.add(rejected);
            let sides = [
                (self.accepted_charge, accepted),
                (self.rejected_charge, rejected),
            ];
            let whole = self.charge.map(|said| (said, all));
            for (said, is) in sides.into_iter().chain(whole) {
                let value = said.value.unwrap_or_default();
                match is.charge.total() {
                    None => found.push((&rules::SUM_TOO_LARGE, said, Detail::None)),
                    Some(_) if is.charge.is(value) => {}
                    Some(expected) => {
                        let detail = Detail::Amount {
                            expected: expected.normalize(),
                            found: value,
                        };
                        found.push((&rules::CHARGE_DIFFERS, said, detail));
                    }
                }
            }
        }
        found
    }
}

fn whole(value: Decimal) -> Option<u64> {
    let value = value.normalize();
    (value.scale() == 0).then(|| value.to_u64()).flatten()
}

fn count(of: Option<&Qty<'_>>, place: Place) -> Total {
    Total {
        value: of.map(|of| of.quantity),
        place,
    }
}

fn amount(of: Option<&Amt<'_>>, place: Place) -> Total {
    Total {
        value: of.map(|of| of.amount),
        place,
    }
}

/// What the first status of a level says that all claims below it come to.
fn total_charge(statuses: &[Stc<'_>], place: Option<Place>) -> Option<Total> {
    let value = statuses.first()?.charge?;
    Some(Total {
        value: Some(value),
        place: place?,
    })
}

/// The value of the total; the trace of the level where it is absent.
fn place_of(
    unit: Unit<'_, '_>,
    tag: Tag,
    code: &str,
    loop_id: &'static str,
    context: &Context<'_>,
) -> Place {
    let is_total = |at: &usize| {
        unit.tag(*at) == Some(tag)
            && unit
                .segment(*at)
                .is_some_and(|of| of.element(1).trim_ascii() == code.as_bytes())
    };
    let (at, element) = (0..unit.len()).find(is_total).map_or_else(
        || {
            let trace = (0..unit.len()).find(|at| unit.tag(*at) == Some(TRN));
            (trace.unwrap_or(0), 0)
        },
        |at| (at, 2),
    );
    context.place_in(unit, at, element, loop_id)
}

/// Totals of a report that is to be written: what does not add up is refused.
pub(crate) fn check_written(sources: &[SourceLevel<'_>]) -> Result<(), Error> {
    for receiver in sources.iter().flat_map(|of| &of.receivers) {
        let mut below = Counted::default();
        for provider in &receiver.providers {
            let mut counted = Counted::default();
            for claim in provider.patients.iter().flat_map(|of| &of.claims) {
                counted.claim(&claim.statuses, claim.charge());
            }
            let said = provider.status.as_ref().map(|of| {
                written(
                    &of.statuses,
                    [of.accepted_claims.as_ref(), of.rejected_claims.as_ref()],
                    [of.accepted_charge.as_ref(), of.rejected_charge.as_ref()],
                    "2200C",
                )
            });
            let said = said.filter(Said::says_anything);
            if let Some(said) = &said {
                refuse(said, &counted)?;
            }
            if provider.patients.is_empty() {
                counted = said.map_or_else(Counted::unknown, |of| of.counted());
            }
            below.add(counted);
        }
        if let Some(of) = &receiver.batch {
            let said = written(
                &of.statuses,
                [of.accepted_claims.as_ref(), of.rejected_claims.as_ref()],
                [of.accepted_charge.as_ref(), of.rejected_charge.as_ref()],
                "2200B",
            );
            refuse(&said, &below)?;
        }
    }
    Ok(())
}

fn written(
    statuses: &[Stc<'_>],
    counts: [Option<&Qty<'_>>; 2],
    charges: [Option<&Amt<'_>>; 2],
    loop_id: &'static str,
) -> Said {
    let place = |tag, element| Place {
        guide: GUIDE.id,
        loop_id,
        segment: Some(tag),
        element,
        ..Place::default()
    };
    let [accepted, rejected] = counts.map(|of| count(of, place(QTY, 2)));
    let [accepted_charge, rejected_charge] = charges.map(|of| amount(of, place(AMT, 2)));
    Said {
        accepted,
        rejected,
        accepted_charge,
        rejected_charge,
        charge: total_charge(statuses, Some(place(STC, 4))),
    }
}

fn refuse(said: &Said, counted: &Counted) -> Result<(), Error> {
    if !counted.any {
        return Ok(());
    }
    match said.differences(counted).into_iter().next() {
        None => Ok(()),
        Some((rule, total, detail)) => {
            let expected = match detail {
                Detail::Count { expected, .. } => Some(expected.to_string()),
                Detail::Amount { expected, .. } => Some(expected.to_string()),
                _ => None,
            };
            let place = total.place;
            Err(Refusal {
                rule,
                place,
                expected,
            }
            .into())
        }
    }
}
