//! One file of claims, from its first byte to its rows.

use std::io;

use x12_837p::{
    Batch, BatchTotals, ClaimBatchReader, ClaimLoop, Event, OtherCoverage, ReadOptions,
};

use super::{
    rows::{Above, AdjudicationRow, AdjustmentRow, ClaimRow, CoverageRow, DiagnosisRow, LineRow},
    tables::Tables,
};
use crate::{
    cells::Id,
    desk::Desks,
    error::Error,
    form::Sheet,
    input::{Input, Intake, Outcome, Stop, or_stop},
    spool::{Refused, Take},
    tally::{Total, Totals},
};

/// Reads an input behind what the desks hold already.
///
/// An error is one of the output; what is wrong with the input is part of the outcome.
pub(crate) fn read<S: Sheet, K: Take<S>>(
    desks: &mut Desks<S, K>,
    input: Input<'_>,
    reader: io::Result<impl io::Read>,
    options: &ReadOptions,
) -> Result<Outcome, Error> {
    let mut file = Reading {
        intake: Intake::new(desks, input),
        above: None,
        claims: 0,
    };
    let stop = match reader {
        Ok(reader) => file.read(ClaimBatchReader::with_options(reader, options))?,
        Err(source) => Some(Stop::Reader(source.into())),
    };
    match stop {
        None => file.intake.done(),
        Some(stop) => file.intake.fail(&stop, file.above.is_some()),
    }
}

/// The state of reading one file.
struct Reading<'d, 'n, S, K> {
    intake: Intake<'d, 'n, S, K>,
    /// The batch that is open, with the levels above the next claim.
    above: Option<Above<'n>>,
    /// Claims of the batch so far.
    claims: u64,
}

impl<S: Sheet, K: Take<S>> Reading<'_, '_, S, K> {
    /// Reads to the end, or to what stops reading.
    fn read(
        &mut self,
        mut batches: ClaimBatchReader<impl io::Read>,
    ) -> Result<Option<Stop>, Error> {
        loop {
            let mut stop = match batches.next() {
                Ok(Some(event)) => self.event(event)?,
                Ok(None) => return Ok(None),
                Err(error) => Some(Stop::Reader(error)),
            };
            for diagnostic in batches.take_findings() {
                let unfit = self.intake.finding(&diagnostic)?;
                stop = stop.or(unfit);
            }
            if stop.is_some() {
                return Ok(stop);
            }
        }
    }

    fn event(&mut self, event: Event<'_>) -> Result<Option<Stop>, Error> {
        match (event, &mut self.above) {
            (Event::Batch(batch), _) => {
                self.batch(*batch)?;
                Ok(None)
            }
            (Event::BillingProvider(level), Some(above)) => {
                above.provider = Some(level.into_owned());
                (above.subscriber, above.patient) = (None, None);
                Ok(None)
            }
            (Event::Subscriber(level), Some(above)) => {
                above.subscriber = Some(level.into_owned());
                above.patient = None;
                Ok(None)
            }
            (Event::Patient(level), Some(above)) => {
                above.patient = Some(level.into_owned());
                Ok(None)
            }
            (Event::Claim(claim), Some(above)) => {
                self.claims = self.claims.saturating_add(1);
                let id = above.id.below(self.claims);
                or_stop(put_claim(self.intake.desks, above, id, &claim))
            }
            (Event::BatchEnd(totals), Some(_)) => {
                self.above = None;
                self.batch_end(&totals)?;
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    fn batch(&mut self, batch: Batch<'_>) -> Result<(), Error> {
        let id = self.intake.begin(batch.transaction.number)?;
        self.claims = 0;
        self.above = Some(Above {
            id,
            file: self.intake.input.name,
            batch: batch.into_owned(),
            provider: None,
            subscriber: None,
            patient: None,
        });
        Ok(())
    }

    fn batch_end(&mut self, totals: &BatchTotals) -> Result<(), Error> {
        self.intake.end(&Totals {
            payments: 1,
            claims: totals.claims,
            services: totals.lines,
            charge: Total::from(totals.charge),
            ..Totals::default()
        })
    }
}

fn put_claim<S: Sheet, K: Take<S>>(
    desks: &mut Desks<S, K>,
    above: &Above<'_>,
    id: Id,
    claim: &ClaimLoop<'_>,
) -> Result<(), Refused> {
    let tables = Tables::of(desks)?;
    tables.claims.put(&ClaimRow { id, above, claim })?;
    let diagnoses = claim.diagnoses.iter().flat_map(|hi| hi.codes.iter());
    for (number, diagnosis) in (1..).zip(diagnoses) {
        tables.diagnoses.put(&DiagnosisRow {
            claim: id,
            number,
            diagnosis,
        })?;
    }
    tables.coverages.put(&CoverageRow {
        id: id.below(1),
        above,
        other: None,
    })?;
    for (coverage, other) in numbered(id, &claim.other_coverages) {
        tables.coverages.put(&CoverageRow {
            id: coverage,
            above,
            other: Some(other),
        })?;
        for cas in &other.adjustments {
            for adjustment in &cas.adjustments {
                tables.adjustments.put(&AdjustmentRow {
                    claim: id,
                    coverage: Some(coverage),
                    line: None,
                    group: &cas.group,
                    adjustment,
                })?;
            }
        }
    }
    for (number, line) in (1..).zip(&claim.lines) {
        let line_id = id.below(number);
        tables.lines.put(&LineRow { id: line_id, line })?;
        for adjudication in &line.adjudications {
            let payer = adjudication.info.payer_id.as_ref();
            let coverage = numbered(id, &claim.other_coverages)
                .find(|(_, other)| payer.is_some() && payer_id(other) == payer)
                .map(|(coverage, _)| coverage);
            tables.adjudications.put(&AdjudicationRow {
                line: line_id,
                coverage,
                adjudication,
            })?;
            for cas in &adjudication.adjustments {
                for adjustment in &cas.adjustments {
                    tables.adjustments.put(&AdjustmentRow {
                        claim: id,
                        coverage,
                        line: Some(line_id),
                        group: &cas.group,
                        adjustment,
                    })?;
                }
            }
        }
    }
    Ok(())
}

/// Other coverages with their ids; the payer who gets the claim is the first.
fn numbered<'c, 'a>(
    claim: Id,
    others: &'c [OtherCoverage<'a>],
) -> impl Iterator<Item = (Id, &'c OtherCoverage<'a>)> {
    (2..).map(move |number| claim.below(number)).zip(others)
}

fn payer_id<'c, 'a>(other: &'c OtherCoverage<'a>) -> Option<&'c x12_core::Text<'a>> {
    other.payer.as_ref()?.name.id.as_ref()
}
