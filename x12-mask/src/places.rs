//! What stands where: made of the guides' own data, the envelope, and a short list of elements that hold codes.

use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use x12_core::{
    Tag,
    notation::{ElementSpec, Guide, Item, Kind, LineSpec, LoopSpec, Shape},
};

use crate::forms::Form;

/// What the values of an element or component are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Text, names and identifiers: masked.
    Text,
    /// Text in which the words of a post office box stay, since a billing address may be none: N301, N302.
    Address,
    /// An identifier that is a code or the number of a line behind some qualifiers: REF02.
    Reference,
    /// Kept where it is one of these codes.
    Codes(BTreeSet<&'static str>),
    /// The same, or a code of two characters with a reference run together behind it, which is masked: PLB03-1.
    RunTogether(BTreeSet<&'static str>),
    /// Kept where it has this form.
    Form(Form),
    /// Kept where it is a decimal number.
    Decimal,
    /// Kept where it is a whole number of at most so many digits.
    Whole(usize),
    /// ISA12: kept where it is digits. It says whether ISA11 is a delimiter, and goes on saying that.
    InterchangeVersion,
    /// Moved where it is a date.
    Date,
    /// Kept where it is a time of day.
    Time,
}

/// One element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Element {
    /// One value.
    Simple(Value),
    /// Components, in as many repetitions as there are where `repeats`.
    Parts { parts: Vec<Value>, repeats: bool },
}

/// All segments of all guides.
#[derive(Debug, Default)]
pub(crate) struct Places {
    segments: HashMap<Tag, Vec<Option<Element>>>,
    loops: BTreeSet<&'static str>,
}

/// Elements that hold codes of outside lists, or numbers of the file's own structure: segment, element, component (0: the
/// whole element), form. What has not this form is masked all the same.
const CODES: &[(&str, &[u8], u8, Form)] = &[
    ("SVC", &[1, 6], 2, Form::Procedure),
    ("SVC", &[4], 0, Form::Procedure),
    ("SV1", &[1], 2, Form::Procedure),
    ("SV5", &[1], 2, Form::Procedure),
    ("SVD", &[3], 2, Form::Procedure),
    ("HCP", &[10], 0, Form::Procedure),
    (
        "HI",
        &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
        2,
        Form::Diagnosis,
    ),
    ("CLM", &[5], 1, Form::Two),
    ("CLP", &[8], 0, Form::Two),
    ("SV1", &[5], 0, Form::Two),
    ("TS3", &[2], 0, Form::Two),
    ("MOA", &[3, 4, 5, 6, 7], 0, Form::Remark),
    ("MIA", &[5, 20, 21, 22, 23], 0, Form::Remark),
    ("LQ", &[2], 0, Form::Remark),
    ("STC", &[1, 10, 11], 1, Form::Remark),
    ("STC", &[1, 10, 11], 2, Form::Remark),
    ("PRV", &[3], 0, Form::Taxonomy),
    ("HL", &[1, 2], 0, Form::Level),
    ("ST", &[1], 0, Form::Short),
    ("ST", &[2], 0, Form::Control),
    ("AK2", &[2], 0, Form::Control),
    ("ST", &[3], 0, Form::Version),
    ("AK1", &[3], 0, Form::Version),
    ("AK2", &[3], 0, Form::Version),
    ("IK3", &[1], 0, Form::Segment),
    ("AK3", &[1], 0, Form::Segment),
    ("CTX", &[2], 0, Form::Segment),
    ("IK3", &[3], 0, Form::Loop),
    ("AK3", &[3], 0, Form::Loop),
    ("CTX", &[4], 0, Form::Loop),
    ("CTX", &[1], 1, Form::Context),
];

/// Components of a procedure that are modifiers.
const MODIFIERS: std::ops::RangeInclusive<u8> = 3..=6;
/// The segments and elements that have a procedure.
const PROCEDURES: &[(&str, u8)] = &[("SVC", 1), ("SVC", 6), ("SV1", 1), ("SV5", 1), ("SVD", 3)];

/// Segments of other transaction sets, as the maps of pyx12 name them. An identifier that is neither here nor in a guide
/// may be a name that a terminator cut off, and is masked.
const OTHERS: &str = "AAA ACT ADX ATH BFR BGN CL1 COB CR4 CR5 CR6 CR7 CRD CTT DN1 DN2 DSB EB EC ENT EQ FST HCR HD HLH HSD ICM \
    IDC III INS ISB ISE IT1 LE LS LUI MSG N2 PID PLA RDT RMR SAC SHP SLN SPI SV2 SV3 SV4 SV6 SV7 TST TXI UIT UM UNU";

/// An element that is longer than this is no short code, even where a guide says that it is a code: ZIP codes.
const LONGEST_CODE: u16 = 5;

impl Places {
    /// Of all guides that are read here.
    pub(crate) fn all() -> &'static Self {
        static ALL: LazyLock<Places> = LazyLock::new(|| {
            let mut all = Places::default();
            for guide in guides() {
                for of in guide.loops {
                    all.add_loop(of);
                }
            }
            all.add_envelope();
            for (tag, elements, component, form) in CODES {
                for element in *elements {
                    all.set(Tag::new(tag), *element, *component, Value::Form(*form));
                }
            }
            for (tag, element) in PROCEDURES {
                for component in MODIFIERS {
                    let form = Value::Form(Form::Modifier);
                    all.set(Tag::new(tag), *element, component, form);
                }
            }
            for element in 1..=2 {
                all.set(Tag::new("N3"), element, 0, Value::Address);
            }
            all.set(Tag::new("REF"), 2, 0, Value::Reference);
            for element in [3, 5, 7, 9, 11, 13] {
                if let Some(value) = all.value(Tag::new("PLB"), element, 1)
                    && let Value::Codes(codes) = value
                {
                    *value = Value::RunTogether(std::mem::take(codes));
                }
            }
            all
        });
        &ALL
    }

    /// What element `number` of a segment is; `None` where no guide has it.
    pub(crate) fn element(&self, tag: Tag, number: usize) -> Option<&Element> {
        self.segments.get(&tag)?.get(number)?.as_ref()
    }

    /// True for a segment of a guide, of the envelope, or of another transaction set.
    pub(crate) fn knows(&self, tag: Tag) -> bool {
        self.segments.contains_key(&tag)
            || (tag != Tag::UNREADABLE && OTHERS.split(' ').any(|of| Tag::new(of) == tag))
    }

    /// True for the name of a loop.
    pub(crate) fn is_loop(&self, name: &str) -> bool {
        self.loops.contains(name)
    }

    fn add_loop(&mut self, of: &'static LoopSpec) {
        self.loops.insert(of.id);
        for line in of.lines {
            match line.item {
                Item::Loop(of) => self.add_loop(of),
                Item::Segment(of) => {
                    for element in of.elements {
                        self.add_element(of.tag, element);
                    }
                    self.add_line(line);
                }
            }
        }
    }

    fn add_element(&mut self, tag: Tag, spec: &'static ElementSpec) {
        let parts_of = |parts: &[ElementSpec]| {
            let last = parts.last().map_or(0, |part| part.number);
            let part = |number| parts.iter().find(|part| part.number == number);
            (1..=last)
                .map(|number| part(number).map_or(Value::Text, value_of))
                .collect()
        };
        let element_of = |spec: &ElementSpec| match spec.shape {
            Shape::Composite(parts) => Element::Parts {
                parts: parts_of(parts),
                repeats: false,
            },
            Shape::Repeated { parts, .. } => Element::Parts {
                parts: parts_of(parts),
                repeats: true,
            },
            Shape::Simple | Shape::Group { .. } => Element::Simple(value_of(spec)),
        };
        match spec.shape {
            Shape::Group { times, fields } => {
                let mut number = spec.number;
                for _ in 0..times {
                    for field in fields {
                        self.merge(tag, number, element_of(field));
                        number = number.saturating_add(1);
                    }
                }
            }
            _ => self.merge(tag, spec.number, element_of(spec)),
        }
    }

    /// The codes and qualifiers of one line of a guide.
    fn add_line(&mut self, line: &'static LineSpec) {
        let of = &line.qualifier;
        self.add_codes(line.tag, of.element, of.component, of.values);
        for of in line.uses {
            if let Some(codes) = of.codes {
                self.add_codes(line.tag, of.element, of.component, codes);
            }
        }
    }

    fn add_codes(&mut self, tag: Tag, element: u8, component: u8, codes: &'static [&'static str]) {
        if codes.is_empty() {
            return;
        }
        let Some(value) = self.value(tag, element, component) else {
            return;
        };
        match value {
            Value::Codes(known) => known.extend(codes),
            // A list says more than a form, and an identifier that is a code on one line may be none on others.
            Value::Form(_) | Value::Text => *value = Value::Codes(codes.iter().copied().collect()),
            _ => {}
        }
    }

    fn value(&mut self, tag: Tag, element: u8, component: u8) -> Option<&mut Value> {
        let elements = self.segments.get_mut(&tag)?;
        match elements.get_mut(usize::from(element))?.as_mut()? {
            Element::Simple(value) if component == 0 => Some(value),
            Element::Parts { parts, .. } => parts.get_mut(usize::from(component).checked_sub(1)?),
            Element::Simple(_) => None,
        }
    }

    fn set(&mut self, tag: Tag, element: u8, component: u8, to: Value) {
        if let Some(value) = self.value(tag, element, component) {
            *value = to;
        }
    }

    fn merge(&mut self, tag: Tag, number: u8, new: Element) {
        let elements = self.segments.entry(tag).or_default();
        let at = usize::from(number);
        if elements.len() <= at {
            elements.resize(at.saturating_add(1), None);
        }
        let Some(slot) = elements.get_mut(at) else {
            return;
        };
        *slot = Some(match slot.take() {
            None => new,
            Some(old) => merged(old, new),
        });
    }

    /// The envelope, which no guide describes as data.
    fn add_envelope(&mut self) {
        let short = || Value::Form(Form::Short);
        let control = || Value::Form(Form::Control);
        let one = || Value::Form(Form::One);
        let segments: [(&str, Vec<Value>); 5] = [
            (
                "ISA",
                vec![
                    short(),
                    Value::Text,
                    short(),
                    Value::Text,
                    short(),
                    Value::Text,
                    short(),
                    Value::Text,
                    Value::Date,
                    Value::Time,
                    one(),
                    Value::InterchangeVersion,
                    control(),
                    one(),
                    one(),
                    one(),
                ],
            ),
            (
                "GS",
                vec![
                    short(),
                    Value::Text,
                    Value::Text,
                    Value::Date,
                    Value::Time,
                    control(),
                    short(),
                    Value::Form(Form::Version),
                ],
            ),
            ("GE", vec![Value::Whole(6), control()]),
            ("SE", vec![Value::Whole(10), control()]),
            ("IEA", vec![Value::Whole(5), control()]),
        ];
        for (tag, values) in segments {
            for (number, value) in (1..).zip(values) {
                self.merge(Tag::new(tag), number, Element::Simple(value));
            }
        }
    }
}

fn guides() -> [&'static Guide; 8] {
    use x12_277::ReportKind;
    [
        &x12_835::GUIDE,
        &x12_837p::GUIDE,
        ReportKind::Acknowledgment.guide(),
        ReportKind::Answer.guide(),
        ReportKind::Inquiry.guide(),
        &x12_ack::GUIDE,
        &x12_ack::FUNCTIONAL,
        &x12_ack::INTERCHANGE,
    ]
}

fn value_of(spec: &ElementSpec) -> Value {
    match spec.kind {
        Kind::R => Value::Decimal,
        Kind::N0 => Value::Whole(usize::from(spec.max)),
        Kind::DT | Kind::Period => Value::Date,
        Kind::TM => Value::Time,
        Kind::ID | Kind::AN if !spec.codes.is_empty() => {
            Value::Codes(spec.codes.iter().copied().collect())
        }
        Kind::ID if spec.max <= LONGEST_CODE => Value::Form(Form::Short),
        _ => Value::Text,
    }
}

/// Where guides differ, what both say is kept; else it is text.
fn merged(old: Element, new: Element) -> Element {
    match (old, new) {
        (Element::Simple(old), Element::Simple(new)) => Element::Simple(merged_value(old, new)),
        (
            Element::Parts {
                parts: old,
                repeats,
            },
            Element::Parts {
                parts: new,
                repeats: too,
            },
        ) => {
            let len = old.len().max(new.len());
            let at = |list: &[Value], at: usize| list.get(at).cloned().unwrap_or(Value::Text);
            Element::Parts {
                parts: (0..len)
                    .map(|of| merged_value(at(&old, of), at(&new, of)))
                    .collect(),
                repeats: repeats || too,
            }
        }
        _ => Element::Simple(Value::Text),
    }
}

fn merged_value(old: Value, new: Value) -> Value {
    match (old, new) {
        (old, new) if old == new => old,
        (Value::Codes(mut old), Value::Codes(new)) => {
            old.extend(new);
            Value::Codes(old)
        }
        // A guide without a list beside one that has it, or an element whose lines brought codes before.
        (Value::Codes(codes), Value::Form(_) | Value::Text)
        | (Value::Form(_) | Value::Text, Value::Codes(codes)) => Value::Codes(codes),
        (Value::Whole(old), Value::Whole(new)) => Value::Whole(old.max(new)),
        _ => Value::Text,
    }
}
