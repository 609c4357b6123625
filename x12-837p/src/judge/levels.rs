//! The levels of a batch, and what is counted in it.

use std::{
    collections::HashSet,
    hash::{Hash, Hasher},
};

use rustc_hash::FxHasher;
use x12_core::{
    Detail, Place, Tag, Text, Unit, levels,
    notation::{Context, LoopNode, LoopSpec},
};

use crate::{
    loops::{BillingProviderLevel, ClaimLoop, PatientLevel, SubscriberLevel},
    reader::{Event, UNKNOWN_LEVEL},
    rules,
    segments::{Hi, Hl},
};

/// Claims that may stand below one level.
pub(crate) const CLAIMS_OF_LEVEL: u64 = 100;
/// Claims that a transaction set should not pass.
const CLAIMS_OF_SET: u64 = 5_000;

const LX: Tag = Tag::new("LX");
const HI: Tag = Tag::new("HI");

/// What is known of the levels while a batch is read.
pub(super) struct Levels {
    levels: levels::Levels<Below>,
    /// A claim without a level was named; its neighbours are not named again.
    orphans_named: bool,
    /// A claim of the batch was seen.
    any_claim: bool,
    claims: u64,
    header: Place,
    /// The claim numbers of the file.
    numbers: HashSet<u64>,
    most_numbers: usize,
    numbers_full: bool,
}

impl std::fmt::Debug for Levels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Levels({} claims)", self.claims)
    }
}

/// What is kept of a level.
#[derive(Default)]
struct Below {
    claims: u64,
    relationship: Relationship,
}

const PROVIDER: usize = 0;
const SUBSCRIBER: usize = 1;
const PATIENT: usize = 2;

/// What SBR02 says of a subscriber.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Relationship {
    /// `18`: the patient is the subscriber.
    Itself,
    /// Nothing: the patients stand below.
    Empty,
    /// Another code, or there is no SBR, or it is no subscriber.
    #[default]
    Other,
}

impl Levels {
    pub(super) fn new(most_numbers: usize) -> Self {
        Self {
            levels: levels::Levels::new(&rules::OF_LEVELS),
            orphans_named: false,
            any_claim: false,
            claims: 0,
            header: Place::default(),
            numbers: HashSet::new(),
            most_numbers,
            numbers_full: false,
        }
    }

    pub(super) fn see(&mut self, event: &Event<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        match event {
            Event::Batch(_) => {
                self.levels.begin();
                self.orphans_named = false;
                self.any_claim = false;
                self.claims = 0;
                self.header = context.place_in(unit, 0, 0, "HDR");
            }
            Event::BillingProvider(level) => {
                let of = &BillingProviderLevel::LOOP;
                self.open(of, PROVIDER, &level.level, Below::default(), unit, context);
            }
            Event::Subscriber(level) => {
                let below = Below {
                    relationship: relationship(level),
                    ..Below::default()
                };
                let of = &SubscriberLevel::LOOP;
                self.open(of, SUBSCRIBER, &level.level, below, unit, context);
            }
            Event::Patient(level) => {
                let of = &PatientLevel::LOOP;
                self.open(of, PATIENT, &level.level, Below::default(), unit, context);
                let is_first_of_itself = self.levels.at(SUBSCRIBER).is_some_and(|of| {
                    of.children == 1 && of.data.relationship == Relationship::Itself
                });
                if let Some(patient) = self.levels.at(PATIENT).filter(|_| is_first_of_itself) {
                    let place = patient.place;
                    context.push(&rules::SELF_WITH_DEPENDENTS, place, "", Detail::None);
                }
            }
            Event::Claim(claim) => {
                self.claim(unit, context);
                self.check_number(claim, unit, context);
                check_lines(claim, unit, context);
                check_codes(claim, unit, context);
            }
            Event::Rejected(rejected) if rejected.loop_id == UNKNOWN_LEVEL => {
                self.close(PROVIDER, context);
                self.levels.skip();
            }
            Event::Rejected(_) => self.claim(unit, context),
            _ => {}
        }
    }

    pub(super) fn end(&mut self, context: &mut Context<'_>) {
        self.close(PROVIDER, context);
        if !self.levels.any() && !self.any_claim {
            let detail = Detail::Expected("HL");
            context.push(&x12_core::rules::MISSING_SEGMENT, self.header, "HL", detail);
        }
    }

    fn open(
        &mut self,
        of: &'static LoopSpec,
        depth: usize,
        level: &Hl<'_>,
        below: Below,
        unit: Unit<'_, '_>,
        context: &mut Context<'_>,
    ) {
        self.close(depth, context);
        self.orphans_named = false;
        self.levels.open(of, depth, level, below, unit, context);
    }

    fn close(&mut self, depth: usize, context: &mut Context<'_>) {
        self.levels
            .close(depth, context, |depth, level, named, context| {
                let for_claims =
                    depth == PATIENT || (depth == SUBSCRIBER && !named && level.children == 0);
                if for_claims && level.data.claims == 0 {
                    context.push(&rules::LEVEL_WITHOUT_CLAIMS, level.place, "", Detail::None);
                }
            });
    }

    /// A claim below the open level, read or rejected.
    fn claim(&mut self, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        self.any_claim = true;
        self.claims = self.claims.saturating_add(1);
        if self.claims == CLAIMS_OF_SET.saturating_add(1) {
            context.push(&rules::LARGE_BATCH, self.header, "", Detail::None);
        }
        let place = context.place_in(unit, 0, 0, "2300");
        let depth = if self.levels.at(PATIENT).is_some() {
            PATIENT
        } else {
            SUBSCRIBER
        };
        let Some(level) = self.levels.at(depth) else {
            if !std::mem::replace(&mut self.orphans_named, true) {
                context.push(&rules::LEVEL_ORDER, place, "", Detail::None);
            }
            return;
        };
        let below = &mut level.data;
        below.claims = below.claims.saturating_add(1);
        if below.claims == 1 && below.relationship == Relationship::Empty {
            context.push(&rules::RELATIONSHIP_MISSING, place, "", Detail::None);
        }
        if below.claims == CLAIMS_OF_LEVEL.saturating_add(1) {
            context.push(&rules::TOO_MANY_CLAIMS, place, "", Detail::None);
        }
    }

    fn check_number(
        &mut self,
        claim: &ClaimLoop<'_>,
        unit: Unit<'_, '_>,
        context: &mut Context<'_>,
    ) {
        let Some(number) = &claim.info.patient_control_number else {
            return;
        };
        let place = context.place_in(unit, 0, 1, "2300");
        let key = hash(number);
        let is_new = if self.numbers.len() < self.most_numbers {
            self.numbers.insert(key)
        } else {
            if !std::mem::replace(&mut self.numbers_full, true) {
                let rule = &x12_core::rules::DUPLICATES_UNCHECKED;
                context.push(rule, place, "", Detail::None);
            }
            !self.numbers.contains(&key)
        };
        if !is_new {
            context.push(&rules::DUPLICATE_CLAIM, place, "", Detail::None);
        }
    }
}

fn relationship(level: &SubscriberLevel<'_>) -> Relationship {
    match level.coverage.as_ref().map(|of| &of.relationship) {
        Some(None) => Relationship::Empty,
        Some(Some(code)) if code.is("18") => Relationship::Itself,
        _ => Relationship::Other,
    }
}

fn check_lines(claim: &ClaimLoop<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
    let mut expected = 1_u64;
    // Lines stand in the unit in order, so each is looked for behind the one before.
    let mut from = 0_usize;
    for line in &claim.lines {
        let found = line.number.number.unwrap_or(expected);
        if found != expected {
            let starts = |at: &usize| {
                unit.tag(*at) == Some(LX)
                    && unit
                        .segment(*at)
                        .is_some_and(|of| of.span().start == line.span.start)
            };
            from = (from..unit.len()).find(starts).unwrap_or(from);
            let place = context.place_in(unit, from, 1, "2400");
            let detail = Detail::Count { expected, found };
            context.push(&rules::LINE_NUMBER, place, "", detail);
        }
        expected = found.saturating_add(1);
    }
}

/// Places of HI that are empty in between.
fn check_codes(claim: &ClaimLoop<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
    let is_empty = |codes: &Hi<'_>| {
        let mut all = codes.codes.iter();
        all.any(|code| code.list.is_none() && code.code.is_none())
    };
    let one = claim.diagnoses.iter();
    let all = one.chain(claim.anesthesia_procedures.as_deref());
    if !all.chain(&claim.conditions).any(is_empty) {
        return;
    }
    for at in (0..unit.len()).filter(|at| unit.tag(*at) == Some(HI)) {
        let Some(segment) = unit.segment(at) else {
            continue;
        };
        let empty = |number: &usize| segment.element(*number).trim_ascii().is_empty();
        if let Some(number) = (1..segment.len()).find(empty) {
            let place = context.place_in(unit, at, number, "2300");
            context.push(&rules::EMPTY_PLACE, place, "", Detail::None);
        }
    }
}

fn hash(text: &Text<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    text.as_bytes().trim_ascii().hash(&mut hasher);
    hasher.finish()
}
