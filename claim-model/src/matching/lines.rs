//! Which line of a remittance is which line of a claim.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
};

use rust_decimal::Decimal;
use rustc_hash::FxBuildHasher;
use serde::Serialize;

use super::{Confidence, SentLine};
use crate::{AdjudicatedLine, Modifier, Text};

/// Why a line of a remittance is taken for a line of the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LineReason {
    /// Our number of the line came back.
    Number,
    /// The beginning of our number came back.
    NumberCut,
    /// Its position in the claim came back, for a line that was sent without a number.
    Position,
    /// Procedure, modifiers, charge and days are the same.
    Facts,
    /// Procedure, charge and days are the same; modifiers did not all come back.
    ModifiersMissing,
    /// Procedure, charge and days are the same; modifiers are others.
    ModifiersDiffer,
    /// With other lines of the remittance of the same procedure and day it adds up to the line.
    Part,
    /// One of several lines that are alike, taken in their order.
    Alike,
}

/// A line of the remittance and the line of the claim that it is. A line that the payer split has several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LineMatch {
    /// Index of the remittance's line.
    pub adjudicated: usize,
    /// Index of the claim's line.
    pub sent: usize,
    /// Why.
    pub reason: LineReason,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Why a line of a remittance is taken for no line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unmatched {
    /// Several lines of the claim have the number that came back.
    NumberOfSeveral,
    /// No line of the claim fits.
    NoneFits,
    /// Several lines of the claim fit.
    SeveralFit,
    /// Another line of the remittance fits the same line of the claim.
    Rival,
    /// It has no number of ours, and there are more lines than any claim has: they are not compared.
    TooMany,
}

impl Unmatched {
    /// A few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NumberOfSeveral => "several lines of the claim have its number",
            Self::NoneFits => "no line of the claim fits",
            Self::SeveralFit => "several lines of the claim fit",
            Self::Rival => "another line of the remittance fits the same line of the claim",
            Self::TooMany => "no number of ours, and too many lines to compare",
        }
    }
}

/// What became of all lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LineMatches {
    /// Lines that were found, in the order of the remittance.
    pub matched: Vec<LineMatch>,
    /// Lines of the remittance that are none of the claim's.
    pub unmatched: Vec<(usize, Unmatched)>,
    /// Lines of the claim that nothing was said of.
    pub undecided: Vec<usize>,
}

impl LineMatches {
    /// What is sure enough for money to follow it: lines that are certain or likely.
    pub fn sure(&self) -> impl Iterator<Item = &LineMatch> {
        let matched = self.matched.iter();
        matched.filter(|of| of.confidence >= Confidence::Likely)
    }

    /// The claim's line that a line of the remittance is.
    #[must_use]
    pub fn of(&self, adjudicated: usize) -> Option<&LineMatch> {
        let at = self
            .matched
            .binary_search_by_key(&adjudicated, |of| of.adjudicated);
        self.matched.get(at.ok()?)
    }
}

/// Finds the claim's line for each line of a remittance.
///
/// The number that came back decides (REF*6R); a payer may split a line, then several lines carry its number. Without a
/// number a line is known by what was billed, if only one can be meant. Amounts of a reversal are negative; they are
/// compared without their sign.
#[must_use]
pub fn match_lines(sent: &[SentLine], adjudicated: &[AdjudicatedLine]) -> LineMatches {
    let mut work = Work {
        sent,
        parts: adjudicated,
        found: vec![None; adjudicated.len()],
        several: vec![false; adjudicated.len()],
        taken: vec![false; sent.len()],
    };
    work.numbers();
    if work.is_too_much() {
        return work.finish();
    }
    let (likely, possible) = (Confidence::Likely, Confidence::Possible);
    work.each(LineReason::NumberCut, likely, cut_number);
    work.each(LineReason::Position, likely, position);
    work.each(LineReason::Facts, likely, |_, line, part| {
        // Where another procedure was paid, the modifiers are those of that one.
        let same =
            holds(&line.modifiers, &part.modifiers) && holds(&part.modifiers, &line.modifiers);
        facts(line, part) && (same || part.submitted_procedure.is_some())
    });
    work.each(LineReason::ModifiersMissing, likely, |_, line, part| {
        facts(line, part) && holds(&line.modifiers, &part.modifiers)
    });
    work.each(LineReason::ModifiersDiffer, possible, same_facts);
    if adjudicated.len() <= MOST {
        work.alike();
        work.parts_of_a_whole();
    }
    work.finish()
}

/// No remittance has as many lines for a claim (835.md 2): what compares each line with each other stops here.
const MOST: usize = 1000;

struct Work<'w> {
    sent: &'w [SentLine],
    parts: &'w [AdjudicatedLine],
    found: Vec<Option<(usize, LineReason, Confidence)>>,
    /// Several lines of the claim have the number of this one.
    several: Vec<bool>,
    /// The lines of the claim that were found.
    taken: Vec<bool>,
}

impl Work<'_> {
    /// Our own numbers.
    fn numbers(&mut self) {
        let mut own: HashMap<Folded<'_>, Option<usize>, FxBuildHasher> = HashMap::default();
        for (index, line) in self.sent.iter().enumerate() {
            if let Some(number) = number(line.line_control_number.as_ref()) {
                own.entry(Folded(number))
                    .and_modify(|of| *of = None)
                    .or_insert(Some(index));
            }
        }
        for (at, part) in self.parts.iter().enumerate() {
            let back = number(part.line_control_number.as_ref());
            match back.and_then(|back| own.get(&Folded(back))) {
                None => {}
                Some(Some(index)) => {
                    self.take(at, *index, LineReason::Number, Confidence::Certain);
                }
                Some(None) => {
                    if let Some(several) = self.several.get_mut(at) {
                        *several = true;
                    }
                }
            }
        }
    }

    /// More comparisons are left than lines of real claims need.
    fn is_too_much(&self) -> bool {
        let open = (0..self.parts.len()).filter(|at| self.is_open(*at)).count();
        let free = (0..self.sent.len()).filter(|at| self.is_free(*at)).count();
        open.saturating_mul(free) > MOST.saturating_mul(MOST)
    }

    fn take(&mut self, at: usize, index: usize, reason: LineReason, confidence: Confidence) {
        if let Some(found) = self.found.get_mut(at) {
            *found = Some((index, reason, confidence));
        }
        if let Some(taken) = self.taken.get_mut(index) {
            *taken = true;
        }
    }

    fn is_open(&self, at: usize) -> bool {
        self.found.get(at).is_some_and(Option::is_none)
            && self.several.get(at).is_some_and(|several| !several)
    }

    fn is_free(&self, index: usize) -> bool {
        self.taken.get(index) == Some(&false)
    }

    /// The free lines that fit an open one.
    fn candidates(&self, at: usize, fits: Fits) -> Vec<usize> {
        let Some(part) = self.parts.get(at).filter(|_| self.is_open(at)) else {
            return Vec::new();
        };
        let lines = self.sent.iter().enumerate();
        lines
            .filter(|(index, line)| {
                self.is_free(*index) && may_be(line, part) && fits(*index, line, part)
            })
            .map(|(index, _)| index)
            .collect()
    }

    /// Takes what fits where only one can be meant, seen from both sides.
    fn each(&mut self, reason: LineReason, confidence: Confidence, fits: Fits) {
        let all: Vec<Vec<usize>> = (0..self.parts.len())
            .map(|at| self.candidates(at, fits))
            .collect();
        let mut claimed = vec![0_usize; self.sent.len()];
        for index in all.iter().flatten() {
            if let Some(count) = claimed.get_mut(*index) {
                *count = count.saturating_add(1);
            }
        }
        for (at, candidates) in all.iter().enumerate() {
            if let [only] = candidates.as_slice()
                && claimed.get(*only) == Some(&1)
            {
                self.take(at, *only, reason, confidence);
            }
        }
    }

    /// As many lines of the remittance as of the claim that are all alike: which is which makes no difference.
    fn alike(&mut self) {
        for at in 0..self.parts.len() {
            let candidates = self.candidates(at, same_facts);
            let Some(part) = self.parts.get(at).filter(|_| candidates.len() > 1) else {
                continue;
            };
            let same: Vec<usize> = (0..self.parts.len())
                .filter(|other| self.is_open(*other))
                .filter(|other| self.parts.get(*other).is_some_and(|of| is_alike(of, part)))
                .collect();
            if same.len() != candidates.len() {
                continue;
            }
            for (at, index) in same.into_iter().zip(candidates) {
                self.take(at, index, LineReason::Alike, Confidence::Possible);
            }
        }
    }

    /// A line that was split without its number: parts of the same procedure and day that add up, where they can be parts
    /// of no other line.
    fn parts_of_a_whole(&mut self) {
        for (index, line) in self.sent.iter().enumerate() {
            if !self.is_free(index) {
                continue;
            }
            let may_be_part = |at: &usize| {
                let part = self.parts.get(*at).filter(|_| self.is_open(*at));
                part.is_some_and(|part| may_be(line, part) && same_service(line, part))
            };
            let parts: Vec<usize> = (0..self.parts.len()).filter(may_be_part).collect();
            let sum = |of: fn(&AdjudicatedLine) -> Decimal| {
                parts
                    .iter()
                    .filter_map(|at| self.parts.get(*at))
                    .try_fold(Decimal::ZERO, |sum, part| sum.checked_add(of(part).abs()))
            };
            let whole = sum(|part| part.charge.0) == Some(line.charge.0)
                && sum(|part| part.units.0) == Some(line.units.0);
            let only = |at: &usize| {
                let fits: Fits = |_, line, part| same_service(line, part);
                self.candidates(*at, fits).len() == 1
            };
            if parts.len() > 1 && whole && parts.iter().all(only) {
                for at in parts {
                    self.take(at, index, LineReason::Part, Confidence::Likely);
                }
            }
        }
    }

    fn finish(self) -> LineMatches {
        let mut out = LineMatches::default();
        let too_many = self.is_too_much();
        for (at, found) in self.found.iter().enumerate() {
            match found {
                Some((sent, reason, confidence)) => out.matched.push(LineMatch {
                    adjudicated: at,
                    sent: *sent,
                    reason: *reason,
                    confidence: *confidence,
                }),
                None => out.unmatched.push((at, self.why(at, too_many))),
            }
        }
        out.undecided = (0..self.sent.len())
            .filter(|index| self.is_free(*index))
            .collect();
        out
    }

    fn why(&self, at: usize, too_many: bool) -> Unmatched {
        if self.several.get(at) == Some(&true) {
            return Unmatched::NumberOfSeveral;
        }
        if too_many {
            return Unmatched::TooMany;
        }
        match self
            .candidates(at, |_, line, part| facts(line, part))
            .as_slice()
        {
            [] => Unmatched::NoneFits,
            [_] => Unmatched::Rival,
            _ => Unmatched::SeveralFit,
        }
    }
}

/// A number, whatever its letters.
#[derive(Clone, Copy)]
struct Folded<'t>(&'t str);

impl PartialEq for Folded<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(other.0)
    }
}

impl Eq for Folded<'_> {}

impl Hash for Folded<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for byte in self.0.bytes() {
            state.write_u8(byte.to_ascii_uppercase());
        }
    }
}

/// Whether a line of the claim, at this index, is the one.
type Fits = fn(usize, &SentLine, &AdjudicatedLine) -> bool;

fn number(of: Option<&Text>) -> Option<&str> {
    of.map(|of| of.trim()).filter(|of| !of.is_empty())
}

/// A number that is none of ours can only be a payer's own for a line that has none, or ours cut off.
fn may_be(line: &SentLine, part: &AdjudicatedLine) -> bool {
    let back = number(part.line_control_number.as_ref());
    match (back, number(line.line_control_number.as_ref())) {
        (Some(back), Some(own)) => is_cut(own, back),
        _ => true,
    }
}

/// The beginning of our number, and most of it: a short number of the payer's own proves nothing.
fn is_cut(own: &str, back: &str) -> bool {
    let start = own.get(..back.len());
    back.len().saturating_mul(2) > own.len()
        && start.is_some_and(|start| start.eq_ignore_ascii_case(back))
}

fn cut_number(_: usize, line: &SentLine, part: &AdjudicatedLine) -> bool {
    let back = number(part.line_control_number.as_ref());
    let own = number(line.line_control_number.as_ref());
    matches!((back, own), (Some(back), Some(own)) if is_cut(own, back))
        && same_procedure(line, part)
}

/// Payers send the number of the line within the claim where the line was sent without one (835.md 6).
fn position(index: usize, line: &SentLine, part: &AdjudicatedLine) -> bool {
    let back = number(part.line_control_number.as_ref()).and_then(|of| of.parse::<usize>().ok());
    line.line_control_number.is_none()
        && back.and_then(|of| of.checked_sub(1)) == Some(index)
        && same_procedure(line, part)
}

fn facts(line: &SentLine, part: &AdjudicatedLine) -> bool {
    same_service(line, part) && line.charge.0 == part.charge.0.abs()
}

fn same_facts(_: usize, line: &SentLine, part: &AdjudicatedLine) -> bool {
    facts(line, part)
}

fn same_service(line: &SentLine, part: &AdjudicatedLine) -> bool {
    let dated = match (part.dates, line.dates) {
        (Some(paid), Some(billed)) => paid.from == billed.from && paid.last() == billed.last(),
        (Some(_), None) => false,
        (None, _) => true,
    };
    dated && same_procedure(line, part)
}

/// The procedure that was billed: where the payer paid another one, it says so beside it.
fn same_procedure(line: &SentLine, part: &AdjudicatedLine) -> bool {
    let billed = part
        .submitted_procedure
        .as_ref()
        .or(part.procedure.as_ref());
    billed == Some(&line.procedure)
}

/// The modifiers that came back are among those that were sent.
fn holds(sent: &[Modifier], back: &[Modifier]) -> bool {
    back.iter().all(|modifier| sent.contains(modifier))
}

fn is_alike(one: &AdjudicatedLine, other: &AdjudicatedLine) -> bool {
    one.procedure == other.procedure
        && one.submitted_procedure == other.submitted_procedure
        && one.charge == other.charge
        && one.dates == other.dates
        && number(one.line_control_number.as_ref()) == number(other.line_control_number.as_ref())
}
