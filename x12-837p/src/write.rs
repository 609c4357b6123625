//! Writing batches: strictly by the guide, and never levels that contradict each other.

use std::{collections::HashSet, io::Write};

use x12_core::{
    Code, Delimiters, Envelope, Error, Place, Refusal, Rule, Tag, Text, TransactionSet, Writer,
    levels::LevelNumbers,
    notation::{LoopNode, Node, line_of},
    write_interchange,
};

use crate::{
    collect::CollectedBatch,
    guide::GUIDE,
    loops::{BatchHeader, BillingProviderLevel, ClaimLoop, SubscriberLevel},
    rules,
};

/// Writes one interchange with one group that holds these batches.
///
/// The same input gives the same bytes: control numbers and time stand in the envelope, each batch's own control number
/// in its ST, the numbers of levels and lines in their structures.
///
/// # Errors
///
/// [`Error::Refused`] for levels that are misnumbered or contradict each other and for claim numbers that are used twice
/// (`X12-0501` to `X12-0509`), for a value that the guide does not allow or that could change the structure of the file,
/// and for structures that hold unmatched or rejected segments; [`Error::Io`] where the output fails. Nothing of a
/// refused file should be kept.
pub fn write<W: Write>(
    out: W,
    delimiters: Delimiters,
    envelope: &Envelope,
    batches: &[CollectedBatch<'_>],
) -> Result<W, Error> {
    write_interchange(out, delimiters, envelope, batches)
}

impl TransactionSet for CollectedBatch<'_> {
    const FUNCTIONAL_ID: &'static str = "HC";
    const VERSION: &'static str = GUIDE.id;

    fn control_number(&self) -> Option<&Text<'_>> {
        self.batch.header.set.control_number.as_ref()
    }

    fn write_set<W: Write>(&self, writer: &mut Writer<W>) -> Result<(), Error> {
        write_batch(writer, self)
    }
}

/// Writes one transaction set.
///
/// # Errors
///
/// As [`write()`].
pub fn write_batch<W: Write>(
    writer: &mut Writer<W>,
    batch: &CollectedBatch<'_>,
) -> Result<(), Error> {
    let header = &batch.batch.header;
    let version = header.set.version.as_ref();
    if version.is_none_or(|version| *version != GUIDE.id) {
        let place = Place {
            element: 3,
            ..place("HDR", "ST")
        };
        let expected = Some(GUIDE.id.to_owned());
        return Err(refusal(&x12_core::rules::WRITE_ENVELOPE, place, expected));
    }
    Levels::new().check(batch)?;
    writer.start_set(GUIDE.id);
    writer.check_complete("HDR", &[], &batch.rejected)?;
    header.write_node(line_of(BatchHeader::LOOP.lines, 0), "HDR", writer)?;
    if batch.billing_providers.is_empty() {
        let expected = Some("HL*20".to_owned());
        let rule = &x12_core::rules::WRITE_MISSING;
        return Err(refusal(rule, place("2000A", "HL"), expected));
    }
    let line = line_of(BillingProviderLevel::LOOP.lines, 0);
    for level in &batch.billing_providers {
        level.write_node(line, "2000A", writer)?;
    }
    let control = TransactionSet::control_number(batch);
    writer.end_set(&control.map(|number| number.to_str()).unwrap_or_default())
}

/// What was seen of the levels while they are checked.
struct Levels<'b> {
    levels: LevelNumbers,
    numbers: HashSet<&'b [u8]>,
}

impl<'b> Levels<'b> {
    fn new() -> Self {
        Self {
            levels: LevelNumbers::new(GUIDE.id, &rules::OF_LEVELS),
            numbers: HashSet::new(),
        }
    }

    fn check(&mut self, batch: &'b CollectedBatch<'_>) -> Result<(), Error> {
        for provider in &batch.billing_providers {
            let level = &provider.level;
            let above = self.levels.check(level, None, "2000A")?;
            let has = !provider.subscribers.is_empty();
            self.levels.check_children(level, has, "2000A")?;
            for subscriber in &provider.subscribers {
                let level = &subscriber.level;
                let above = self.levels.check(level, above, "2000B")?;
                let has = !subscriber.patients.is_empty();
                self.levels.check_children(level, has, "2000B")?;
                check_relationship(subscriber)?;
                self.claims(&subscriber.claims)?;
                for patient in &subscriber.patients {
                    self.levels.check(&patient.level, above, "2000C")?;
                    self.claims(&patient.claims)?;
                }
            }
        }
        Ok(())
    }

    fn claims(&mut self, claims: &'b [ClaimLoop<'_>]) -> Result<(), Error> {
        for claim in claims {
            let number = claim.info.patient_control_number.as_ref();
            if number.is_some_and(|number| !self.numbers.insert(number.as_bytes())) {
                let place = Place {
                    element: 1,
                    ..place("2300", "CLM")
                };
                return Err(refusal(&rules::DUPLICATE_CLAIM, place, None));
            }
            for (expected, line) in (1_u64..).zip(&claim.lines) {
                if line.number.number != Some(expected) {
                    let place = Place {
                        element: 1,
                        ..place("2400", "LX")
                    };
                    let expected = Some(expected.to_string());
                    return Err(refusal(&rules::LINE_NUMBER, place, expected));
                }
            }
        }
        Ok(())
    }
}

/// SBR02 is 18 where the claims are the subscriber's own, and empty where they are those of dependents.
fn check_relationship(level: &SubscriberLevel<'_>) -> Result<(), Error> {
    let relationship = level
        .coverage
        .as_ref()
        .and_then(|of| of.relationship.as_ref());
    let itself = relationship.is_some_and(|code: &Code<'_>| code.is("18"));
    let rule = match itself {
        true if !level.patients.is_empty() => &rules::SELF_WITH_DEPENDENTS,
        false if !level.claims.is_empty() => &rules::RELATIONSHIP_MISSING,
        _ => return Ok(()),
    };
    let place = Place {
        element: 2,
        ..place("2000B", "SBR")
    };
    Err(refusal(rule, place, None))
}

fn place(loop_id: &'static str, tag: &str) -> Place {
    Place {
        guide: GUIDE.id,
        loop_id,
        segment: Some(Tag::new(tag)),
        ..Place::default()
    }
}

fn refusal(rule: &'static Rule, place: Place, expected: Option<String>) -> Error {
    Refusal {
        rule,
        place,
        expected,
    }
    .into()
}
