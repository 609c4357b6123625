//! Dates, and periods whose form a qualifier names.

use crate::{
    Code, Date, DateRange, ElementSlot, Segment, Text,
    notation::{
        ElementSpec, Fit, Gate, GroupSlot, Kind, Position, Put, Seen, Shape, Usage, qualifier_key,
        raw_element,
    },
    segment,
};

segment! {
    /// Date.
    pub struct Dtm<'a> = "DTM" {
        /// Which date.
        DTM01 R ID 3/3 qualifier: Code<'a>,
        /// The date.
        DTM02 R DT 8/8 date: Date,
    }
}

segment! {
    /// Date or period.
    pub struct Dtp<'a> = "DTP" {
        /// Which date.
        DTP01 R ID 3/3 qualifier: Code<'a>,
        /// The date or period: DTP02 and DTP03.
        DTP02 R group 1/2 period: Period<'a>,
    }
}

impl Dtp<'_> {
    /// The day, or the first day of the period.
    #[must_use]
    pub const fn from(&self) -> Option<Date> {
        self.period.from()
    }

    /// The day, or the last day of the period.
    #[must_use]
    pub const fn to(&self) -> Option<Date> {
        self.period.to()
    }
}

/// A day or a range of days: two elements, the first of which names the form of the second.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Period<'a> {
    /// `D8`: one day.
    Day(Date),
    /// `RD8`: from the first to the last day.
    Range(DateRange),
    /// What is neither: kept as it stands.
    Other {
        /// The form that was named.
        format: Option<Code<'a>>,
        /// The text.
        value: Text<'a>,
    },
}

const DAY: &str = "D8";
const RANGE: &str = "RD8";
/// CCYYMMDD, and two of them with a hyphen between.
const DAY_BYTES: usize = 8;
const RANGE_BYTES: usize = 17;

impl<'a> Period<'a> {
    /// The day, or the first day of the range; `None` for what is neither.
    #[must_use]
    pub const fn from(&self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Range(range) => Some(range.from),
            Self::Other { .. } => None,
        }
    }

    /// The day, or the last day of the range; `None` for what is neither.
    #[must_use]
    pub const fn to(&self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Range(range) => Some(range.to),
            Self::Other { .. } => None,
        }
    }

    fn read(format: &'a [u8], value: &'a [u8]) -> Self {
        let other = || Self::Other {
            format: (!format.is_empty()).then(|| Code::new(format)),
            value: Text::new(value),
        };
        let dates = crate::value::unpadded(value);
        match crate::value::unpadded(format) {
            b"D8" => Date::read(dates).map(Self::Day),
            b"RD8" => DateRange::read(dates).map(Self::Range),
            _ => None,
        }
        .unwrap_or_else(other)
    }

    /// False for a value that has not the form that is named. Other forms are not looked at: their code is not listed.
    pub(crate) fn is_dates(format: &[u8], value: &[u8]) -> bool {
        match crate::value::unpadded(format) {
            b"D8" => Date::read(value).is_some(),
            b"RD8" => DateRange::read(value).is_some(),
            _ => true,
        }
    }
}

const fn part(
    number: u8,
    name: &'static str,
    kind: Kind,
    (min, max): (u16, u16),
    codes: &'static [&'static str],
) -> ElementSpec {
    ElementSpec {
        name,
        number,
        field: name,
        usage: Usage::R,
        kind,
        min,
        max,
        codes,
        shape: Shape::Simple,
    }
}

const FORMAT: ElementSpec = part(1, "format", Kind::ID, (2, 3), &[DAY, RANGE]);
const VALUE: ElementSpec = part(2, "value", Kind::Period, (1, 35), &[]);
const FORMAT_FIT: &Fit = &fit(&FORMAT, &[qualifier_key(DAY), qualifier_key(RANGE)]);
const VALUE_FIT: &Fit = &fit(&VALUE, &[]);

const fn fit(of: &ElementSpec, codes: &'static [u32]) -> Fit {
    Fit::new(of.usage, of.kind, Kind::AN, (of.min, of.max), codes)
}

impl<'a> GroupSlot<'a> for Option<Period<'a>> {
    const PARTS: &'static [ElementSpec] = &[FORMAT, VALUE];
    type Owned = Option<Period<'static>>;

    fn read_group(
        segment: &Segment<'a, '_>,
        first: usize,
        _times: u16,
        _stride: u16,
        seen: &mut Seen,
    ) -> Option<Self> {
        let format = raw_element(segment, first);
        let value = raw_element(segment, first.wrapping_add(1));
        if value.is_empty() {
            seen.clean &= format.is_empty();
            return Some(None);
        }
        let period = Period::read(format, value);
        seen.clean &= !matches!(period, Period::Other { .. });
        // Padding is for the full check to see.
        seen.plain &= (format == DAY.as_bytes() && value.len() == DAY_BYTES)
            || (format == RANGE.as_bytes() && value.len() == RANGE_BYTES);
        Some(Some(period))
    }

    #[inline(always)]
    fn put_group<G: Gate>(
        &self,
        spec: &'static ElementSpec,
        times: u16,
        stride: u16,
        out: &mut G,
    ) -> Put {
        match self {
            Some(period) => period.put_group(spec, times, stride, out),
            None => out.check_groups(spec, 0, times),
        }
    }

    fn into_owned_slot(self) -> Self::Owned {
        self.map(Period::into_owned)
    }
}

impl<'a> GroupSlot<'a> for Period<'a> {
    const PARTS: &'static [ElementSpec] = <Option<Self> as GroupSlot<'a>>::PARTS;
    type Owned = Period<'static>;

    fn read_group(
        segment: &Segment<'a, '_>,
        first: usize,
        times: u16,
        stride: u16,
        seen: &mut Seen,
    ) -> Option<Self> {
        let read: Option<Self> = Option::<Self>::read_group(segment, first, times, stride, seen)?;
        seen.clean &= read.is_some();
        read
    }

    #[inline(always)]
    fn put_group<G: Gate>(
        &self,
        spec: &'static ElementSpec,
        times: u16,
        _stride: u16,
        out: &mut G,
    ) -> Put {
        out.check_groups(spec, 1, times)?;
        let at = Position::Group(u16::from(spec.number));
        let [format, value] = &[FORMAT, VALUE];
        let code = Code::from;
        match self {
            Self::Day(day) => {
                out.part(at, format, FORMAT_FIT, code(DAY).written_slot())?;
                out.part(at, value, VALUE_FIT, day.written_slot())
            }
            Self::Range(range) => {
                out.part(at, format, FORMAT_FIT, code(RANGE).written_slot())?;
                out.part(at, value, VALUE_FIT, range.written_slot())
            }
            // What has no form that could be named is no value to write.
            Self::Other { format: named, .. } => {
                out.part(at, format, FORMAT_FIT, named.written_slot())?;
                out.part(at, value, VALUE_FIT, None)
            }
        }
    }

    fn into_owned_slot(self) -> Self::Owned {
        self.into_owned()
    }
}

impl Period<'_> {
    /// The same with nothing borrowed from the input.
    #[must_use]
    pub fn into_owned(self) -> Period<'static> {
        match self {
            Self::Day(day) => Period::Day(day),
            Self::Range(range) => Period::Range(range),
            Self::Other { format, value } => Period::Other {
                format: format.map(Code::into_owned),
                value: value.into_owned(),
            },
        }
    }
}
