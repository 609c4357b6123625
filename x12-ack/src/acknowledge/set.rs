//! One transaction set on its way into an answer: its segments and elements in error, in the order of the file.

use std::collections::BTreeMap;

use x12_core::{Code, Diagnostic, Place, Severity, Tag, Text, Unit, Writer};

use crate::{
    acknowledge::{
        AckOptions,
        context::{
            LAST_POSITION, business_unit, loop_name, named_unit, position_of, trace, triggered_by,
        },
        element_numbers::element_number,
        envelope_codes::{SEGMENTS_AGAINST_GUIDE, SEGMENTS_IN_ERROR},
        values::{bad_value, is_writable, segment_of},
    },
    loops::{ElementNote, SegmentNote, SetResponse},
    segments::{Ak2, Ctx, Ik3, Ik4, Ik5, SetError},
    write::write_set_response,
};

/// IK5 has room for five errors.
const MOST_ERRORS: usize = 5;
/// IK304: elements of the segment have errors.
const ELEMENTS_IN_ERROR: &str = "8";
/// IK403: a required element is missing.
const ELEMENT_MISSING: &str = "1";
/// IK403: an element that another one asks for is missing.
const CONDITION_MISSING: &str = "2";
/// Codes that begin so are errors against the guide and none against the standard.
const AGAINST_GUIDE: char = 'I';

/// The trace of a remittance stands in its header and is that of the whole set.
const TRACED_AS_A_WHOLE: &str = "835";

/// What is gathered of a set while it is read.
#[derive(Debug)]
pub(super) struct SetState {
    /// The set within the file, counted from 1.
    pub(super) number: u32,
    set: Ak2<'static>,
    /// Codes of the set as a whole.
    codes: Vec<&'static str>,
    /// By position.
    notes: BTreeMap<u32, Vec<Note>>,
    listed: usize,
    /// Something is wrong that segments in error stand for, told or not.
    against_standard: bool,
    against_guide: bool,
    worst: Option<Severity>,
    /// Segments in error that are counted and not told: past the limit, or such as a 999 has no words for.
    unlisted: u64,
    /// TRN02 of the header.
    trace: Option<Text<'static>>,
}

/// A segment in error. A missing one is another one than the one that stands in its place.
#[derive(Debug)]
struct Note {
    segment: Tag,
    is_there: bool,
    name: Code<'static>,
    loop_id: &'static str,
    /// IK304, but for [`ELEMENTS_IN_ERROR`].
    codes: Vec<&'static str>,
    elements: Vec<ElementNote<'static>>,
    triggers: Vec<Ctx<'static>>,
    business_unit: Option<Ctx<'static>>,
}

impl SetState {
    pub(super) fn new(number: u32, set: Ak2<'static>) -> Self {
        Self {
            number,
            set,
            codes: Vec::new(),
            notes: BTreeMap::new(),
            listed: 0,
            against_standard: false,
            against_guide: false,
            worst: None,
            unlisted: 0,
            trace: None,
        }
    }

    /// Begins with the unit that has its ST.
    pub(super) fn of_unit(unit: Unit<'_, '_>, options: &AckOptions) -> Self {
        let header = unit.transaction();
        let owned = |text: &[u8]| Some(text.trim_ascii().to_vec()).filter(|text| !text.is_empty());
        let own_version = unit.segment(0).and_then(|st| owned(st.element(3)));
        let set = Ak2 {
            set: owned(header.set.as_bytes()).map(Code::from),
            control_number: owned(header.control_number.as_bytes()).map(Text::from),
            version: own_version.map(Text::from),
        };
        let is_traced = header.set == TRACED_AS_A_WHOLE;
        Self {
            trace: is_traced.then(|| trace(unit, u32::MAX, options)).flatten(),
            ..Self::new(header.number, set)
        }
    }

    /// Adds a code of the set as a whole.
    pub(super) fn add_code(&mut self, code: &'static str, severity: Severity) {
        self.worst = self.worst.max(Some(severity));
        if !self.codes.contains(&code) {
            self.codes.push(code);
        }
    }

    /// Errors were found that nobody kept.
    pub(super) fn add_unseen(&mut self, count: u64) {
        if count > 0 {
            self.against_standard = true;
            self.worst = Some(Severity::Error);
            self.unlisted = self.unlisted.saturating_add(count);
        }
    }

    /// Adds a finding on a segment or an element; false where the 999 has no expression for it. `unit` is at hand where
    /// the finding was made with it.
    pub(super) fn add(
        &mut self,
        finding: &Diagnostic,
        unit: Option<Unit<'_, '_>>,
        options: &AckOptions,
    ) -> bool {
        let Some(code) = Expression::of(finding) else {
            return false;
        };
        self.worst = self.worst.max(Some(finding.severity));
        if code.code().starts_with(AGAINST_GUIDE) {
            self.against_guide = true;
        } else {
            self.against_standard = true;
        }
        if self.list(finding, code, unit, options).is_none() {
            self.unlisted = self.unlisted.saturating_add(1);
        }
        true
    }

    fn list(
        &mut self,
        finding: &Diagnostic,
        code: Expression,
        unit: Option<Unit<'_, '_>>,
        options: &AckOptions,
    ) -> Option<()> {
        let place = &finding.place;
        let missing = finding.missing();
        let ordinal = missing.map_or(place.ordinal, |of| of.ordinal);
        let segment = missing.map_or(place.segment, |of| Some(of.segment))?;
        if ordinal == 0 || ordinal > LAST_POSITION {
            return None;
        }
        let named = unit.and_then(|unit| segment_of(unit, place.ordinal));
        let is_it = |of: &&mut Note| of.segment == segment && of.is_there == missing.is_none();
        let here = self.notes.entry(ordinal).or_default();
        if here.iter_mut().find(is_it).is_none() {
            if self.listed >= options.segments {
                return None;
            }
            let name = if segment == Tag::UNREADABLE {
                unreadable(named?.bytes(), options)?
            } else {
                Code::from(segment.to_string())
            };
            let business_unit = unit.and_then(|of| business_unit(of, place.ordinal, options));
            let of_set = || Some(named_unit("TRN02", self.trace.clone()?));
            here.push(Note {
                segment,
                is_there: missing.is_none(),
                name,
                loop_id: place.loop_id,
                codes: Vec::new(),
                elements: Vec::new(),
                triggers: Vec::new(),
                business_unit: business_unit.or_else(of_set),
            });
            self.listed = self.listed.saturating_add(1);
        }
        let note = here.iter_mut().find(is_it)?;
        let trigger = finding.situation.as_ref().and_then(|of| of.trigger);
        let trigger = trigger.and_then(|of| triggered_by(&of));
        match code {
            Expression::Segment(code) => {
                note.add_code(code);
                add_trigger(&mut note.triggers, trigger, MOST_TRIGGERS);
            }
            Expression::Elements => {}
            Expression::Element(code) => {
                let raw = named.and_then(|segment| {
                    let at = place.span.start.checked_sub(segment.span().start)?;
                    let from = usize::try_from(at).ok()?;
                    let len = usize::try_from(place.span.len()).ok()?;
                    segment.bytes().get(from..from.checked_add(len)?)
                });
                note.add_element(
                    place,
                    code,
                    raw.and_then(|raw| bad_value(raw, options)),
                    trigger,
                )?;
            }
        }
        Some(())
    }

    /// The answer to the set, and how many segments and elements in error it does not list.
    pub(super) fn finish(mut self, options: &AckOptions) -> Finished {
        let segments_in_error = [
            (self.against_standard, SEGMENTS_IN_ERROR),
            (
                self.against_guide && !self.against_standard,
                SEGMENTS_AGAINST_GUIDE,
            ),
        ];
        for (_, code) in segments_in_error.iter().filter(|(is_so, _)| *is_so) {
            self.codes.push(code);
        }
        let spare = self.codes.len().saturating_sub(MOST_ERRORS);
        self.codes.truncate(MOST_ERRORS);
        let outcome = match self.worst {
            Some(Severity::Error) => Outcome::Rejected,
            Some(_) => Outcome::AcceptedWithErrors,
            None => Outcome::Accepted,
        };
        let spare = u64::try_from(spare).unwrap_or(u64::MAX);
        let unlisted = self.unlisted.saturating_add(spare);
        let errors = self.codes.iter().map(|code| SetError {
            code: Code::from(*code),
        });
        let result = Ik5 {
            code: Some(Code::from(outcome.code())),
            errors: errors.collect(),
        };
        let Some(set) = nameable(self.set, options) else {
            return Finished {
                response: None,
                outcome,
                unlisted,
            };
        };
        let mut response = SetResponse::new(set);
        response.segments = self
            .notes
            .into_iter()
            .flat_map(|(ordinal, mut here)| {
                here.sort_by_key(|of| of.is_there);
                here.into_iter().flat_map(move |note| note.finish(ordinal))
            })
            .collect();
        response.result = Some(result);
        Finished {
            response: Some(response),
            outcome,
            unlisted,
        }
    }
}

/// What became of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Accepted,
    AcceptedWithErrors,
    Rejected,
}

impl Outcome {
    /// IK501.
    const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "A",
            Self::AcceptedWithErrors => "E",
            Self::Rejected => "R",
        }
    }
}

/// A set that is done.
pub(super) struct Finished {
    /// `None` where the set cannot be named in a 999: its identifier or control number is no such thing.
    pub(super) response: Option<SetResponse<'static>>,
    pub(super) outcome: Outcome,
    pub(super) unlisted: u64,
}

/// How the 999 says what a finding says.
#[derive(Debug, Clone, Copy)]
enum Expression {
    /// IK304.
    Segment(&'static str),
    /// Elements of the segment are in error, and which is not known.
    Elements,
    /// IK403.
    Element(&'static str),
}

impl Expression {
    /// By the codes of the rule: those of the element where there is one, and of the segment where it is missing or wrong
    /// as a whole. `None` where the rule has none, and for what is only worth knowing.
    fn of(finding: &Diagnostic) -> Option<Self> {
        let rule = finding.rule;
        if finding.severity == Severity::Info {
            return None;
        }
        let is_missing = finding.missing().is_some();
        let element = rule
            .ik4
            .filter(|_| finding.place.element > 0 && !is_missing);
        match (element, rule.ik3) {
            (Some(code), _) => Some(Self::Element(code)),
            (None, Some(ELEMENTS_IN_ERROR)) => Some(Self::Elements),
            (None, Some(code)) => Some(Self::Segment(code)),
            (None, None) => None,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Segment(code) | Self::Element(code) => code,
            Self::Elements => ELEMENTS_IN_ERROR,
        }
    }
}

/// An IK3 has room for nine triggers, an IK4 for ten.
const MOST_TRIGGERS: usize = 9;

fn add_trigger(to: &mut Vec<Ctx<'static>>, trigger: Option<Ctx<'static>>, most: usize) {
    if let Some(trigger) = trigger
        && to.len() < most
        && !to.contains(&trigger)
    {
        to.push(trigger);
    }
}

/// IK304: no segment has this identifier.
const UNRECOGNIZED: &str = "1";
/// IK304: the segment does not belong here.
const UNEXPECTED: &str = "2";
/// IK304: a required segment is missing.
const REQUIRED_MISSING: &str = "3";

impl Note {
    /// A segment that is missing is missing once, whoever misses it: the guide's own word goes first. One that is none of
    /// any set is not expected either.
    fn add_code(&mut self, code: &'static str) {
        if !self.is_there && code == REQUIRED_MISSING {
            self.codes.clear();
        }
        if code == UNEXPECTED && self.codes.contains(&UNRECOGNIZED) {
            return;
        }
        if !self.codes.contains(&code) && (self.is_there || self.codes.is_empty()) {
            self.codes.push(code);
        }
    }

    fn add_element(
        &mut self,
        place: &Place,
        code: &'static str,
        value: Option<Text<'static>>,
        trigger: Option<Ctx<'static>>,
    ) -> Option<()> {
        let position = position_of(place)?;
        let same = |of: &&mut ElementNote<'_>| {
            of.info.position.as_ref() == Some(&position)
                && of.info.code.as_ref().is_some_and(|of| of.is(code))
        };
        if let Some(known) = self.elements.iter_mut().find(same) {
            add_trigger(&mut known.triggers, trigger, MOST_TRIGGERS);
            return Some(());
        }
        let segment = place.segment?;
        let mut element = ElementNote::new(Ik4 {
            position: Some(position),
            reference: element_number(segment, place.element, place.component),
            code: Some(Code::from(code)),
            value,
        });
        add_trigger(&mut element.triggers, trigger, MOST_TRIGGERS);
        self.elements.push(element);
        Some(())
    }

    /// One IK3 for each code; the elements stand with the first.
    fn finish(mut self, ordinal: u32) -> Vec<SegmentNote<'static>> {
        if self.codes.is_empty() {
            self.codes.push(ELEMENTS_IN_ERROR);
        }
        self.elements.sort_by_key(|of| {
            let position = of.info.position.as_ref();
            position.map(|of| (of.element, of.component, of.repetition))
        });
        let same = |a: &ElementNote<'_>, b: &ElementNote<'_>| a.info.position == b.info.position;
        let told: Vec<_> = self
            .elements
            .chunk_by(same)
            .flat_map(worth_telling)
            .cloned()
            .collect();
        self.elements = told;
        let mut elements = Some(self.elements);
        let mut triggers = Some(self.triggers);
        let notes = self.codes.iter().map(|code| {
            let mut note = SegmentNote::new(Ik3 {
                segment: Some(self.name.clone()),
                position: Some(u64::from(ordinal)),
                loop_id: loop_name(self.loop_id),
                code: Some(Code::from(*code)),
            });
            note.business_unit.clone_from(&self.business_unit);
            note.triggers = triggers.take().unwrap_or_default();
            note.elements = elements.take().unwrap_or_default();
            note
        });
        notes.collect()
    }
}

/// What is told of one element: its errors against the standard where there are any, else those against the guide. A value
/// that is missing is missing once.
fn worth_telling<'n>(
    of: &'n [ElementNote<'static>],
) -> impl Iterator<Item = &'n ElementNote<'static>> {
    let code = |of: &'n ElementNote<'static>| of.info.code.as_ref().map_or("", Code::as_str);
    let by_standard = of.iter().any(|of| !code(of).starts_with(AGAINST_GUIDE));
    let is_missing = of.iter().any(|of| code(of) == ELEMENT_MISSING);
    of.iter().filter(move |of| {
        (!by_standard || !code(of).starts_with(AGAINST_GUIDE))
            && (!is_missing || code(of) != CONDITION_MISSING)
    })
}

/// An identifier that is none, as it stands in the file, where IK301 has room for it.
fn unreadable(segment: &[u8], options: &AckOptions) -> Option<Code<'static>> {
    let end = segment
        .iter()
        .position(|byte| !is_writable(&[*byte], &options.delimiters))?;
    let name = segment
        .get(..end)
        .filter(|name| (2..=3).contains(&name.len()))?;
    Some(Code::from(name.to_vec()))
}

/// What a writer takes of a set's names, asked of a writer: without its guide where that cannot be told, `None` where its
/// identifier or control number cannot.
fn nameable(set: Ak2<'static>, options: &AckOptions) -> Option<Ak2<'static>> {
    let is_taken = |set: &Ak2<'static>| {
        let mut writer = Writer::new(std::io::sink(), options.delimiters);
        let mut probe = SetResponse::new(set.clone());
        probe.result = Some(Ik5 {
            code: Some(Code::from(Outcome::Accepted.code())),
            errors: Vec::new(),
        });
        write_set_response(&mut writer, &probe).is_ok()
    };
    if is_taken(&set) {
        return Some(set);
    }
    let unnamed = Ak2 {
        version: None,
        ..set
    };
    is_taken(&unnamed).then_some(unnamed)
}
