//! Files of any kind: one assembler for all guides, so that whatever stands in a file is read in one pass. This is the one
//! place to which further guides are added.

use x12_837p::claim;
use x12_core::{Assemble, Error, Findings, Frame, ReadOptions, Supported, Tag};

const ST: Tag = Tag::new("ST");

/// A guide whose sets are read.
#[derive(Debug, Clone, Copy)]
enum Guide {
    Remittances,
    Claims,
    Statuses,
    Acknowledgments,
}

const GUIDES: [(Guide, &[Supported]); 4] = [
    (Guide::Remittances, x12_835::Assembler::SUPPORTED),
    (Guide::Claims, claim::Assembler::SUPPORTED),
    (Guide::Statuses, x12_277::Assembler::SUPPORTED),
    (Guide::Acknowledgments, x12_ack::Assembler::SUPPORTED),
];

/// One step through a file of any kind.
#[derive(Debug)]
pub(crate) enum AnyEvent<'a> {
    /// Of remittances (835).
    Remittance(x12_835::Event<'a>),
    /// Of professional claims (837P).
    Claims(claim::ClaimEvent),
    /// Of claim status (277CA, 277, 276).
    Status(x12_277::Event<'a>),
    /// Of acknowledgments (TA1, 999, 997).
    Acknowledgment(x12_ack::Event<'a>),
    /// A part of the envelope, a level that says nothing by itself, or a set that is skipped: a finding names it.
    Other,
}

/// Hands each transaction set to the guide that it is of.
#[derive(Debug)]
pub(crate) struct Any {
    /// Of the set that is open.
    guide: Guide,
    remittances: x12_835::Assembler,
    claims: claim::Assembler,
    statuses: x12_277::Assembler,
    acknowledgments: x12_ack::Assembler,
}

impl Assemble for Any {
    type Event<'a> = AnyEvent<'a>;
    const SUPPORTED: &'static [Supported] = &all_sets::<COUNT>().0;

    fn new(options: &ReadOptions) -> Self {
        Self {
            guide: Guide::Remittances,
            remittances: x12_835::Assembler::new(options),
            claims: claim::Assembler::new(options),
            statuses: x12_277::Assembler::new(options),
            acknowledgments: x12_ack::Assembler::new(options),
        }
    }

    fn event<'a>(
        &mut self,
        frame: Frame<'a, '_>,
        findings: &mut Findings,
    ) -> Result<AnyEvent<'a>, Error> {
        match frame {
            Frame::Unit(unit) if unit.tag(0) == Some(ST) => {
                self.guide = guide_of(unit.transaction().set.as_bytes()).unwrap_or(self.guide);
            }
            Frame::Unit(_) | Frame::TransactionEnd { .. } => {}
            // A TA1 stands in the envelope, and acknowledgments are dated by theirs.
            Frame::Interchange(_) | Frame::Group(_) | Frame::Acknowledgment(_) => {
                let event = self.acknowledgments.event(frame, findings)?;
                return Ok(AnyEvent::Acknowledgment(event));
            }
            _ => return Ok(AnyEvent::Other),
        }
        Ok(match self.guide {
            Guide::Remittances => AnyEvent::Remittance(self.remittances.event(frame, findings)?),
            Guide::Claims => match self.claims.event(frame, findings)? {
                Some(event) => AnyEvent::Claims(event),
                None => AnyEvent::Other,
            },
            Guide::Statuses => AnyEvent::Status(self.statuses.event(frame, findings)?),
            Guide::Acknowledgments => {
                AnyEvent::Acknowledgment(self.acknowledgments.event(frame, findings)?)
            }
        })
    }
}

fn guide_of(set: &[u8]) -> Option<Guide> {
    let reads = |sets: &[Supported]| sets.iter().any(|of| of.set.as_bytes() == set);
    let found = GUIDES.iter().find(|(_, sets)| reads(sets));
    found.map(|(guide, _)| *guide)
}

/// How many transaction sets the guides have.
const COUNT: usize = all_sets::<0>().1;

/// The transaction sets of all guides.
#[allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "worked out by the compiler, which refuses what goes wrong"
)]
const fn all_sets<const N: usize>() -> ([Supported; N], usize) {
    let nothing = Supported {
        set: "",
        versions: &[],
        starts: &[],
    };
    let mut all = [nothing; N];
    let (mut count, mut guide) = (0, 0);
    while guide < GUIDES.len() {
        let sets = GUIDES[guide].1;
        let mut set = 0;
        while set < sets.len() {
            if count < N {
                all[count] = sets[set];
            }
            (count, set) = (count + 1, set + 1);
        }
        guide += 1;
    }
    (all, count)
}
