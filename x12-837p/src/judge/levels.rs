//! The levels of a batch, and what is counted in it.

use std::{
    collections::HashSet,
    hash::{Hash, Hasher},
};

use rustc_hash::FxHasher;
use x12_core::{Code, Detail, Place, Tag, Text, Unit, notation::Context};

use crate::{
    loops::{ClaimLoop, SubscriberLevel},
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
#[derive(Default)]
pub(super) struct Levels {
    provider: Option<Open>,
    subscriber: Option<Open>,
    patient: Option<Open>,
    /// What the next HL01 should be.
    next: u64,
    /// Any level or claim of the batch was seen.
    any: bool,
    /// A claim without a level was named; its neighbours are not named again.
    orphans_named: bool,
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

/// A level that is open.
struct Open {
    number: Option<u64>,
    /// Where its HL01 and HL04 stand.
    place: Place,
    children_place: Place,
    /// What HL04 says, where it says what its level may.
    says_children: Option<bool>,
    children: u64,
    claims: u64,
    relationship: Relationship,
}

/// What SBR02 says of a subscriber.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relationship {
    /// `18`: the patient is the subscriber.
    Itself,
    /// Nothing: the patients stand below.
    Empty,
    /// Another code, or there is no SBR, or it is no subscriber.
    Other,
}

impl Levels {
    pub(super) fn new(most_numbers: usize) -> Self {
        Self {
            most_numbers,
            ..Self::default()
        }
    }

    pub(super) fn see(&mut self, event: &Event<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        match event {
            Event::Batch(_) => {
                self.next = 1;
                self.any = false;
                self.orphans_named = false;
                self.claims = 0;
                self.header = context.place_in(unit, 0, 0, "HDR");
            }
            Event::BillingProvider(level) => {
                self.close_provider(context);
                let open = self.open(&level.level, "2000A", &["1"], unit, context);
                self.provider = Some(open);
            }
            Event::Subscriber(level) => {
                self.close_subscriber(context);
                let mut open = self.open(&level.level, "2000B", &["0", "1"], unit, context);
                open.relationship = relationship(level);
                check_parent(self.provider.as_mut(), &level.level, "2000B", unit, context);
                self.subscriber = Some(open);
            }
            Event::Patient(level) => {
                self.close_patient(context);
                let open = self.open(&level.level, "2000C", &["0"], unit, context);
                check_parent(
                    self.subscriber.as_mut(),
                    &level.level,
                    "2000C",
                    unit,
                    context,
                );
                let first = self.subscriber.as_ref().is_some_and(|of| of.children == 1);
                let itself = |of: &Open| of.relationship == Relationship::Itself;
                if first && self.subscriber.as_ref().is_some_and(itself) {
                    context.push(&rules::SELF_WITH_DEPENDENTS, open.place, "", Detail::None);
                }
                self.patient = Some(open);
            }
            Event::Claim(claim) => {
                self.claim(unit, context);
                self.check_number(claim, unit, context);
                check_lines(claim, unit, context);
                check_codes(claim, unit, context);
            }
            Event::Rejected(rejected) if rejected.loop_id == UNKNOWN_LEVEL => {
                self.close_provider(context);
                self.any = true;
                self.next = self.next.saturating_add(1);
            }
            Event::Rejected(_) => self.claim(unit, context),
            _ => {}
        }
    }

    pub(super) fn end(&mut self, context: &mut Context<'_>) {
        self.close_provider(context);
        if !self.any {
            let detail = Detail::Expected("HL");
            context.push(&x12_core::rules::MISSING_SEGMENT, self.header, "HL", detail);
        }
    }

    /// `codes` are what HL04 may say at this level: anything else is a finding of its own.
    fn open(
        &mut self,
        level: &Hl<'_>,
        loop_id: &'static str,
        codes: &[&str],
        unit: Unit<'_, '_>,
        context: &mut Context<'_>,
    ) -> Open {
        self.any = true;
        self.orphans_named = false;
        let place = context.place_in(unit, 0, 1, loop_id);
        let said = level.number.as_ref().and_then(number_of);
        let expected = self.next;
        self.next = said.unwrap_or(expected).saturating_add(1);
        if level.number.is_some() && said != Some(expected) {
            let detail = said.map_or(Detail::None, |found| Detail::Count { expected, found });
            context.push(&rules::LEVEL_NUMBER, place, "", detail);
        }
        let code = level.has_children.as_ref().map_or("", Code::as_str);
        Open {
            number: level.number.as_ref().map(hash),
            place,
            children_place: context.place_in(unit, 0, 4, loop_id),
            says_children: codes.contains(&code).then_some(code == "1"),
            children: 0,
            claims: 0,
            relationship: Relationship::Other,
        }
    }

    fn close_provider(&mut self, context: &mut Context<'_>) {
        self.close_subscriber(context);
        if let Some(level) = self.provider.take() {
            level.check_children(context);
        }
    }

    fn close_subscriber(&mut self, context: &mut Context<'_>) {
        self.close_patient(context);
        if let Some(level) = self.subscriber.take() {
            let named = level.check_children(context);
            if !named && level.children == 0 {
                level.check_claims(context);
            }
        }
    }

    fn close_patient(&mut self, context: &mut Context<'_>) {
        if let Some(level) = self.patient.take() {
            level.check_claims(context);
        }
    }

    /// A claim below the open level, read or rejected.
    fn claim(&mut self, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        self.any = true;
        self.claims = self.claims.saturating_add(1);
        if self.claims == CLAIMS_OF_SET.saturating_add(1) {
            context.push(&rules::LARGE_BATCH, self.header, "", Detail::None);
        }
        let place = context.place_in(unit, 0, 0, "2300");
        let Some(level) = self.patient.as_mut().or(self.subscriber.as_mut()) else {
            if !std::mem::replace(&mut self.orphans_named, true) {
                context.push(&rules::LEVEL_ORDER, place, "", Detail::None);
            }
            return;
        };
        level.claims = level.claims.saturating_add(1);
        if level.claims == 1 && level.relationship == Relationship::Empty {
            context.push(&rules::RELATIONSHIP_MISSING, place, "", Detail::None);
        }
        if level.claims == CLAIMS_OF_LEVEL.saturating_add(1) {
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

impl Open {
    /// True where HL04 and the levels below contradict each other.
    fn check_children(&self, context: &mut Context<'_>) -> bool {
        let wrong = self
            .says_children
            .is_some_and(|says| says != (self.children > 0));
        if wrong {
            context.push(
                &rules::LEVEL_CHILDREN,
                self.children_place,
                "",
                Detail::None,
            );
        }
        wrong
    }

    fn check_claims(&self, context: &mut Context<'_>) {
        if self.claims == 0 {
            context.push(&rules::LEVEL_WITHOUT_CLAIMS, self.place, "", Detail::None);
        }
    }
}

/// The level stands below `parent`, and must name it. HL02 that is missing is a finding of its own.
fn check_parent(
    parent: Option<&mut Open>,
    level: &Hl<'_>,
    loop_id: &'static str,
    unit: Unit<'_, '_>,
    context: &mut Context<'_>,
) {
    let Some(parent) = parent else {
        let place = context.place_in(unit, 0, 0, loop_id);
        context.push(&rules::LEVEL_ORDER, place, "", Detail::None);
        return;
    };
    parent.children = parent.children.saturating_add(1);
    let named = level.parent.as_ref().map(hash);
    if named.is_some() && parent.number.is_some() && named != parent.number {
        let place = context.place_in(unit, 0, 2, loop_id);
        context.push(&rules::LEVEL_PARENT, place, "", Detail::None);
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

fn number_of(text: &Text<'_>) -> Option<u64> {
    x12_core::parse_integer(text.as_bytes().trim_ascii()).ok()
}

fn hash(text: &Text<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    text.as_bytes().trim_ascii().hash(&mut hasher);
    hasher.finish()
}
