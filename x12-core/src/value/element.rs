//! How a Rust type is read from an element and written to it.

use rust_decimal::Decimal;

use super::{
    Code, Date, DateRange, Text, Time, Written, digits_of, parse_decimal, parse_integer, unpadded,
    write_decimal, write_integer,
};
use crate::{Rule, notation::Kind, rules};

/// Why an element could not be read. Holds no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueError {
    /// Not a decimal number.
    Decimal,
    /// Not a whole number.
    Integer,
    /// More digits than can be held exactly.
    TooLarge,
    /// Not a calendar date.
    Date,
    /// Not a time of day.
    Time,
    /// A required element is empty.
    Missing,
}

impl ValueError {
    /// The rule that the finding carries.
    #[must_use]
    pub const fn rule(self) -> &'static Rule {
        match self {
            Self::Decimal => &rules::NOT_A_DECIMAL,
            Self::Integer => &rules::NOT_AN_INTEGER,
            Self::TooLarge => &rules::NUMBER_TOO_LARGE,
            Self::Date => &rules::NOT_A_DATE,
            Self::Time => &rules::NOT_A_TIME,
            Self::Missing => &rules::MISSING_ELEMENT,
        }
    }
}

/// A value that an element can hold.
pub trait Element<'a>: Sized {
    /// The same value with nothing borrowed.
    type Owned;
    /// The type of element that it holds and nothing else; `AN` where it holds any bytes.
    const KIND: Kind;

    /// Reads a value that is not empty.
    ///
    /// # Errors
    ///
    /// [`ValueError`] where the bytes are no such value.
    fn read(raw: &'a [u8]) -> Result<Self, ValueError>;

    /// The value as it is written.
    fn written(&self) -> Written<'_>;

    /// What counts against the minimum and maximum length of `written`: bytes, or digits of a number.
    #[must_use]
    #[inline]
    fn length(written: &[u8]) -> usize {
        written.len()
    }

    /// The same value with nothing borrowed.
    fn into_owned(self) -> Self::Owned;
}

/// An element of a segment: a required value, or an optional one.
pub trait ElementSlot<'a>: Sized {
    /// The same with nothing borrowed.
    type Owned;
    /// As [`Element::KIND`].
    const KIND: Kind;

    /// Reads an element; `raw` is empty where it is absent. The second value is false where something was there that
    /// could not be read, or was required and is absent.
    ///
    /// # Errors
    ///
    /// [`ValueError`] where the segment cannot be without this value.
    fn read_slot(raw: &'a [u8]) -> Result<(Self, bool), ValueError>;

    /// The value as it is written, with the length that counts; `None` where there is none.
    fn written_slot(&self) -> Option<(Written<'_>, usize)>;

    /// The same with nothing borrowed.
    fn into_owned_slot(self) -> Self::Owned;
}

impl<'a, T: Element<'a>> ElementSlot<'a> for Option<T> {
    type Owned = Option<T::Owned>;
    const KIND: Kind = T::KIND;

    #[inline]
    fn read_slot(raw: &'a [u8]) -> Result<(Self, bool), ValueError> {
        if raw.is_empty() {
            return Ok((None, true));
        }
        Ok(T::read(raw).map_or((None, false), |value| (Some(value), true)))
    }

    #[inline]
    fn written_slot(&self) -> Option<(Written<'_>, usize)> {
        self.as_ref().map(|value| {
            let written = value.written();
            let length = T::length(&written);
            (written, length)
        })
    }

    fn into_owned_slot(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

macro_rules! element {
    ($type:ty, $owned:ty, $kind:ident, |$raw:ident| $read:expr, |$value:ident| $written:expr, |$own:ident| $into:expr $(, |$w:ident| $length:expr)?) => {
        impl<'a> Element<'a> for $type {
            type Owned = $owned;
            const KIND: Kind = Kind::$kind;

            #[inline]
            fn read($raw: &'a [u8]) -> Result<Self, ValueError> {
                $read
            }

            #[inline]
            fn written(&self) -> Written<'_> {
                let $value = self;
                $written
            }

            $(#[inline]
            fn length($w: &[u8]) -> usize {
                $length
            })?

            fn into_owned(self) -> Self::Owned {
                let $own = self;
                $into
            }
        }

        impl<'a> ElementSlot<'a> for $type {
            type Owned = $owned;
            const KIND: Kind = Kind::$kind;

            #[inline]
            fn read_slot(raw: &'a [u8]) -> Result<(Self, bool), ValueError> {
                if raw.is_empty() {
                    return Err(ValueError::Missing);
                }
                <Self as Element<'a>>::read(raw).map(|value| (value, true))
            }

            #[inline]
            fn written_slot(&self) -> Option<(Written<'_>, usize)> {
                let written = self.written();
                let length = <Self as Element<'a>>::length(&written);
                (!written.is_empty()).then_some((written, length))
            }

            fn into_owned_slot(self) -> Self::Owned {
                <Self as Element<'a>>::into_owned(self)
            }
        }
    };
}

element!(
    Text<'a>,
    Text<'static>,
    AN,
    |raw| Ok(Text::new(raw)),
    |v| v.as_bytes().into(),
    |v| Text::into_owned(v)
);
element!(
    Code<'a>,
    Code<'static>,
    AN,
    |raw| Ok(Code::new(unpadded(raw))),
    |v| v.as_bytes().into(),
    |v| Code::into_owned(v)
);
element!(
    Decimal,
    Self,
    R,
    |raw| parse_decimal(unpadded(raw)),
    |v| write_decimal(v),
    |v| v,
    |w| digits_of(w)
);
element!(
    u64,
    Self,
    N0,
    |raw| parse_integer(unpadded(raw)),
    |v| write_integer(*v),
    |v| v,
    |w| digits_of(w)
);
element!(
    Date,
    Self,
    DT,
    |raw| Date::read(unpadded(raw)).ok_or(ValueError::Date),
    |v| v.to_x12(),
    |v| v
);
element!(
    Time,
    Self,
    TM,
    |raw| Time::read(unpadded(raw)).ok_or(ValueError::Time),
    |v| v.to_x12(),
    |v| v
);
element!(
    DateRange,
    Self,
    AN,
    |raw| DateRange::read(unpadded(raw)).ok_or(ValueError::Date),
    |v| v.to_x12(),
    |v| v
);
