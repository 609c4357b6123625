//! Whether a segment is as the guide says, seen while it is read: nearly all are, and those need no search for what is
//! wrong. What is wrong with the others is found by [`check`](super::check) alone.

use crate::{
    ElementSlot, Segment,
    notation::{
        check::is_listed,
        derived::key_of,
        slots::raw_element,
        spec::{
            ElementSpec, ElementUse, Kind, LineSpec, SHORT_DATE, SegmentSpec, Shape, Usage, holds,
            written_length,
        },
    },
};

/// What was seen while the values of a segment were read.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Everything in it was understood.
    pub clean: bool,
    /// Each value is as the segment has it, wherever it stands in the guide; false where it may not be, and from the
    /// start where nobody asks.
    pub plain: bool,
}

impl Seen {
    /// Nothing seen yet. `looks` is true where it matters whether the segment is plain.
    pub(crate) const fn nothing(looks: bool) -> Self {
        Self {
            clean: true,
            plain: looks,
        }
    }
}

/// What a value must be like, worked out while compiling.
#[doc(hidden)]
#[derive(Debug)]
pub struct Fit {
    required: bool,
    /// Being read says that the value has the form of its type.
    understood: bool,
    min: usize,
    max: usize,
    /// Codes as numbers; none where there is no list.
    pub(crate) codes: &'static [u32],
    /// Being held by its field says that the value has the form of its type, and that its bytes are what counts.
    pub(crate) is_plain: bool,
    /// Written as a decimal.
    pub(crate) is_decimal: bool,
    /// Bytes that may be written.
    pub(crate) least: usize,
    pub(crate) most: usize,
}

impl Fit {
    /// An element of type `kind` in a field that holds `field`.
    #[allow(
        clippy::as_conversions,
        clippy::cast_lossless,
        reason = "`From` is not const"
    )]
    #[must_use]
    pub const fn new(
        usage: Usage,
        kind: Kind,
        field: Kind,
        (min, max): (u16, u16),
        codes: &'static [u32],
    ) -> Self {
        let understood = holds(kind, field);
        let short_date = matches!(kind, Kind::DT) && max == SHORT_DATE;
        // Of a number digits count, which may be fewer than its bytes.
        let counts_digits = matches!(field, Kind::R) && !matches!(kind, Kind::R);
        let (min, max) = (min as usize, max as usize);
        let is_decimal = matches!(kind, Kind::R);
        Self {
            required: matches!(usage, Usage::R),
            understood,
            min,
            max,
            codes,
            is_plain: (understood || matches!(kind, Kind::Period))
                && !matches!(usage, Usage::N)
                && !short_date
                && !(counts_digits && min > 1),
            is_decimal,
            least: if is_decimal || min == 0 { 1 } else { min },
            most: written_length(kind, max),
        }
    }

    #[inline(always)]
    fn takes(&self, raw: &[u8]) -> bool {
        match raw {
            [] => !self.required,
            [b' ', ..] | [.., b' '] => false,
            _ => {
                self.understood
                    && raw.len() >= self.min
                    && raw.len() <= self.max
                    && (self.codes.is_empty() || {
                        let key = key_of(raw);
                        key != 0 && self.codes.contains(&key)
                    })
            }
        }
    }
}

/// Reads an element into its slot. Used by the macros.
#[doc(hidden)]
#[inline(always)]
pub fn read_element<'a, S: ElementSlot<'a>>(
    segment: &Segment<'a, '_>,
    number: usize,
    seen: &mut Seen,
    fit: &'static Fit,
) -> Option<S> {
    seen.plain = seen.plain && fit.takes(segment.element(number));
    read_slot(raw_element(segment, number), seen)
}

/// Reads a component, or an element of a group, into its slot. Used by the macros.
#[doc(hidden)]
#[inline(always)]
pub fn read_part<'a, S: ElementSlot<'a>>(
    raw: &'a [u8],
    seen: &mut Seen,
    fit: &'static Fit,
) -> Option<S> {
    seen.plain = seen.plain && fit.takes(raw);
    read_slot(raw, seen)
}

#[inline(always)]
fn read_slot<'a, S: ElementSlot<'a>>(raw: &'a [u8], seen: &mut Seen) -> Option<S> {
    match S::read_slot(raw) {
        Ok((value, understood)) => {
            seen.clean &= understood;
            Some(value)
        }
        Err(_) => {
            seen.clean = false;
            None
        }
    }
}

/// True where the full check would surely find nothing in a segment that was seen to be plain.
pub(crate) fn is_plain(
    segment: &Segment<'_, '_>,
    spec: &SegmentSpec,
    line: &'static LineSpec,
) -> bool {
    let is_there = |element: u8| !segment.element(usize::from(element)).is_empty();
    !segment.element(segment.len()).is_empty()
        && line.uses.iter().all(|of| is_used(segment, of))
        && spec
            .notes
            .iter()
            .all(|note| note.broken_at(is_there).is_none())
        && !(segment.has_odd_bytes() && has_odd_value(segment, spec))
}

/// True where an element or component is as the line has it.
fn is_used(segment: &Segment<'_, '_>, of: &ElementUse) -> bool {
    let element = usize::from(of.element);
    let raw = match of.component.checked_sub(1) {
        None => raw_element(segment, element),
        // The components of an element that is not there are not asked for.
        Some(_) if raw_element(segment, element).is_empty() => return true,
        Some(before) => {
            let mut components = segment.components(segment.element(element));
            components.nth(usize::from(before)).unwrap_or_default()
        }
    };
    let usage = match of.usage {
        Usage::R => !raw.is_empty(),
        Usage::S => true,
        Usage::N => raw.is_empty(),
    };
    usage
        && of
            .codes
            .is_none_or(|codes| codes.is_empty() || raw.is_empty() || is_listed(raw, codes))
}

/// True where a value holds separators, control characters or bytes from 0x7F.
fn has_odd_value(segment: &Segment<'_, '_>, spec: &SegmentSpec) -> bool {
    let odd = |row: &ElementSpec, number: usize| {
        let raw = segment.element(number);
        match row.shape {
            Shape::Simple => segment.is_odd_at(raw),
            Shape::Composite(_) => segment
                .components(raw)
                .any(|component| segment.is_odd_at(component)),
            Shape::Group { .. } | Shape::Repeated { .. } => true,
        }
    };
    spec.elements.iter().any(|row| {
        let number = usize::from(row.number);
        match row.shape {
            Shape::Group { fields, .. } => {
                let all = (number..=segment.len()).zip(fields.iter().cycle());
                all.into_iter().any(|(at, of)| odd(of, at))
            }
            _ => odd(row, number),
        }
    })
}

#[cfg(test)]
#[allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests stop at the first surprise; the notation makes fields public"
)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        Findings, Limits, Text, Tokens,
        notation::{
            Context, Guide, Item, Qualifier, SegmentRecord, check::check_segment, first_uses,
            known_elements, required_elements, special_elements, unused_elements,
        },
        segment,
        segments::{Amt, Cas, Dmg, Dtm, Dtp, N4, Nm1, Per, Procedure, Ref},
    };

    segment! {
        /// A segment with a composite.
        pub struct Svd<'a> = "SVD" {
            /// Who.
            SVD01 R AN 2/80 payer: Text<'a>,
            /// How much.
            SVD02 R R 1/18 paid: Option<rust_decimal::Decimal>,
            /// What.
            SVD03 R composite procedure: Option<Procedure<'a>>,
            /// How many.
            SVD05 R N0 1/15 units: Option<u64>,
        }
        syntax P0305
    }

    const USES: &[ElementUse] = &[
        ElementUse {
            element: 1,
            component: 0,
            usage: Usage::R,
            codes: Some(&["QC", "472", "CO", "PR"]),
            keys: &[key_of(b"QC"), key_of(b"472"), key_of(b"CO"), key_of(b"PR")],
        },
        ElementUse {
            element: 2,
            component: 1,
            usage: Usage::R,
            codes: Some(&["HC", "D8"]),
            keys: &[key_of(b"HC"), key_of(b"D8")],
        },
        ElementUse {
            element: 2,
            component: 3,
            usage: Usage::N,
            codes: None,
            keys: &[],
        },
        ElementUse {
            element: 3,
            component: 0,
            usage: Usage::R,
            codes: None,
            keys: &[],
        },
        ElementUse {
            element: 4,
            component: 0,
            usage: Usage::N,
            codes: None,
            keys: &[],
        },
    ];

    static GUIDE: Guide = Guide {
        id: "TEST",
        set: "000",
        loops: &[],
        tolerated: &[],
        form_box: None,
    };

    const fn line(item: Item, uses: &'static [ElementUse]) -> LineSpec {
        let qualifier = Qualifier {
            element: 1,
            component: 0,
            values: &[],
            keys: &[],
        };
        LineSpec {
            position: 100,
            usage: Usage::S,
            max: 1,
            tag: crate::Tag::UNREADABLE,
            label: "",
            field: "",
            uses,
            first_uses: first_uses(uses),
            required: required_elements(&item, uses),
            unused: unused_elements(uses),
            special: special_elements(&item, &qualifier, uses),
            qualifier,
            item,
        }
    }

    /// How often the quick look said yes; it must never do so where the full check finds anything.
    fn look<'a, T: SegmentRecord<'a>>(
        segment: &Segment<'a, '_>,
        lines: [&'static LineSpec; 2],
    ) -> u32 {
        let mut seen = Seen::nothing(true);
        let read = T::read(segment, &mut seen).is_some();
        let mut yes = 0_u32;
        for line in lines {
            if !(read && seen.clean && seen.plain && is_plain(segment, &T::SPEC, line)) {
                continue;
            }
            yes = yes.wrapping_add(1);
            let mut findings = Findings::new(100, false);
            let limits = Limits::default();
            let mut context = Context::new(&mut findings, &GUIDE, 1, true, &limits);
            let known = known_elements(T::SPEC.elements);
            check_segment(segment, &T::SPEC, known, line, "2000", &mut context);
            let found: Vec<_> = findings.take().iter().map(|of| of.rule).collect();
            assert!(found.is_empty(), "{segment:?}: {found:?}");
        }
        yes
    }

    macro_rules! look_as {
        ($segment:ident: $($type:ident = $tag:literal),*) => {
            match $segment.tag().to_string().as_str() {
                $($tag => {
                    const ITEM: Item = Item::Segment(&<$type<'static> as SegmentRecord<'static>>::SPEC);
                    static PLAIN: LineSpec = line(ITEM, &[]);
                    static USED: LineSpec = line(ITEM, USES);
                    look::<$type<'_>>(&$segment, [&PLAIN, &USED])
                })*
                _ => 0,
            }
        };
    }

    const TAGS: [&str; 10] = [
        "AMT", "CAS", "DMG", "DTM", "DTP", "N4", "NM1", "PER", "REF", "SVD",
    ];
    const VALUES: [&str; 32] = [
        "",
        "",
        "",
        "1",
        "2",
        "QC",
        "CO",
        "PR",
        "45",
        "472",
        "D8",
        "RD8",
        "MI",
        "HC",
        "XX",
        "20250131",
        "20250231",
        "20250101-20250131",
        "12.5",
        "-3",
        "1.2.3",
        " ",
        " 1",
        "1 ",
        "A:B",
        "HC:90837",
        "HC:90837:25",
        "HC::",
        ":90837",
        "A^B",
        "\u{e9}",
        "A\u{1}B",
    ];

    fn all_of(text: &str) -> u32 {
        let isa = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *250101*0101*^*00501*000000001*0*T*:~";
        let input = format!("{isa}{text}~IEA*0*000000001~");
        let mut tokens = Tokens::new(input.as_bytes());
        tokens.next().unwrap();
        let segment = tokens.next().unwrap().unwrap().segment;
        look_as!(segment: Amt = "AMT", Cas = "CAS", Dmg = "DMG", Dtm = "DTM", Dtp = "DTP", N4 = "N4", Nm1 = "NM1",
            Per = "PER", Ref = "REF", Svd = "SVD")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn yes_only_where_the_full_check_finds_nothing(
            tag in 0..TAGS.len(),
            values in prop::collection::vec(0..VALUES.len(), 0..11),
        ) {
            let values: Vec<&str> = values.into_iter().map(|at| VALUES[at]).collect();
            all_of(&format!("{}*{}", TAGS[tag], values.join("*")));
        }
    }

    #[test]
    fn a_blank_composite_is_a_missing_one() {
        for text in ["SVD*QC*1* **1", "SVD*QC*1*  "] {
            assert_eq!(all_of(text), 0, "{text}");
        }
    }

    #[test]
    fn usual_segments_are_plain() {
        for text in [
            "AMT*AU*100.36",
            "CAS*CO*45*56.46",
            "CAS*PR*2*20.07**3*1",
            "DMG*D8*19800131*F",
            "DTM*472*20250219",
            "DTP*472*RD8*20250101-20250131",
            "N4*SAMPLETON*OR*970050006",
            "NM1*QC*1*EXAMPLETON*ROMEO****MI*MBR264893837",
            "PER*IC*SUPPORT*TE*8005550124",
            "REF*6R*L3935227-1",
            "SVD*PLAC1*80.29*HC:90837**1",
        ] {
            assert!(all_of(text) > 0, "{text}");
        }
    }
}
