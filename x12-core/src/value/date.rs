//! Dates and times.

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use nom::{
    IResult, Parser,
    bytes::complete::{tag, take, take_while_m_n},
    combinator::{all_consuming, map_opt, opt},
    sequence::separated_pair,
};

use super::written::{Short, Written, two_digits};

type Parsed<'a, T> = IResult<&'a [u8], T, ()>;

fn digits(count: usize) -> impl Fn(&[u8]) -> Parsed<'_, u32> {
    move |input| {
        take_while_m_n(count, count, |byte: u8| byte.is_ascii_digit())
            .map(|text: &[u8]| {
                text.iter().fold(0_u32, |sum, byte| {
                    sum.wrapping_mul(10)
                        .wrapping_add(u32::from(byte.wrapping_sub(b'0')))
                })
            })
            .parse(input)
    }
}

/// The number that eight digits make, all at once: pairs, then fours, then the eight.
#[inline]
fn eight_digits(digits: [u8; 8]) -> Option<u32> {
    const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
    const HIGH: u64 = u64::from_le_bytes([0xF0; 8]);
    // Above `9`, six more changes the upper half of a byte.
    const SIX: u64 = u64::from_le_bytes([6; 8]);
    let raw = u64::from_le_bytes(digits);
    if raw & HIGH != ZEROS || raw.wrapping_add(SIX) & HIGH != ZEROS {
        return None;
    }
    let ones = raw.wrapping_sub(ZEROS);
    let pairs = ones.wrapping_mul(10).wrapping_add(ones >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_FFFF_0000_FFFF;
    let all = fours.wrapping_mul(10_000).wrapping_add(fours >> 32);
    u32::try_from(all & 0xFFFF_FFFF).ok()
}

fn date(input: &[u8]) -> Parsed<'_, Date> {
    map_opt(take(8_usize), Date::read).parse(input)
}

fn time(input: &[u8]) -> Parsed<'_, Time> {
    map_opt(
        (digits(2), digits(2), opt((digits(2), opt(hundredths)))),
        |(hour, minute, rest)| {
            let (second, fraction) =
                rest.map_or((0, None), |(second, fraction)| (second, fraction));
            let nanos = fraction.unwrap_or(0).wrapping_mul(10_000_000);
            NaiveTime::from_hms_nano_opt(hour, minute, second, nanos).map(Time)
        },
    )
    .parse(input)
}

/// One digit is tenths, two are hundredths.
fn hundredths(input: &[u8]) -> Parsed<'_, u32> {
    digits(2)
        .or(digits(1).map(|tenths| tenths.wrapping_mul(10)))
        .parse(input)
}

/// A calendar date, CCYYMMDD in the file. `Debug` hides it; [`get`](Self::get) and `Display` (ISO form) show it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
pub struct Date(NaiveDate);

impl Date {
    /// Reads YYMMDD of this century, as envelopes have it; `None` for anything that is no day of the calendar.
    #[must_use]
    pub fn read_short(raw: &[u8]) -> Option<Self> {
        let digits: &[u8; 6] = raw.try_into().ok()?;
        let [a, b, c, d, e, f] = *digits;
        Self::read(&[b'2', b'0', a, b, c, d, e, f])
    }

    /// Reads CCYYMMDD; `None` for anything that is no day of the calendar.
    #[must_use]
    #[inline]
    pub fn read(raw: &[u8]) -> Option<Self> {
        let digits: &[u8; 8] = raw.try_into().ok()?;
        let number = eight_digits(*digits)?;
        let (year, day) = (number.wrapping_div(10_000), number.wrapping_rem(10_000));
        let year = i32::try_from(year).ok()?;
        NaiveDate::from_ymd_opt(year, day.wrapping_div(100), day.wrapping_rem(100)).map(Self)
    }

    /// The date.
    #[must_use]
    pub const fn get(self) -> NaiveDate {
        self.0
    }

    pub(super) fn to_x12<'v>(self) -> Written<'v> {
        let mut out = Short::new();
        self.put(&mut out);
        out.written()
    }

    fn put(self, out: &mut Short) {
        let [a, b] = two_digits(self.0.month());
        let [c, d] = two_digits(self.0.day());
        match u32::try_from(self.0.year()) {
            Ok(year) if year <= 9_999 => {
                let [e, f] = two_digits(year.wrapping_div(100));
                let [g, h] = two_digits(year.wrapping_rem(100));
                out.array([e, f, g, h, a, b, c, d]);
            }
            // A year that four digits cannot hold is too long on purpose: it is refused for its length.
            _ => {
                out.array(*b"?????");
                out.array([a, b, c, d]);
            }
        }
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Date(..)")
    }
}

/// A time of day, HHMM, HHMMSS or HHMMSSD(D) in the file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
pub struct Time(NaiveTime);

impl Time {
    /// Reads HHMM, HHMMSS or HHMMSSD(D); `None` for anything that is no time of day.
    #[must_use]
    pub fn read(raw: &[u8]) -> Option<Self> {
        all_consuming(time).parse(raw).ok().map(|(_, time)| time)
    }

    /// The time.
    #[must_use]
    pub const fn get(self) -> NaiveTime {
        self.0
    }

    pub(super) fn to_x12<'v>(self) -> Written<'v> {
        let mut out = Short::new();
        out.two_digits(self.0.hour());
        out.two_digits(self.0.minute());
        let hundredths = self.0.nanosecond().wrapping_div(10_000_000);
        if (self.0.second(), hundredths) != (0, 0) {
            out.two_digits(self.0.second());
        }
        if hundredths > 0 {
            out.two_digits(hundredths);
        }
        out.written()
    }
}

impl From<NaiveTime> for Time {
    fn from(time: NaiveTime) -> Self {
        Self(time)
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Time(..)")
    }
}

/// A range of dates, CCYYMMDD-CCYYMMDD in the file, whose end is not before its start.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DateRange {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl DateRange {
    /// Reads CCYYMMDD-CCYYMMDD; `None` for anything else.
    #[must_use]
    pub fn read(raw: &[u8]) -> Option<Self> {
        let (_, (from, to)) = all_consuming(separated_pair(date, tag(&b"-"[..]), date))
            .parse(raw)
            .ok()?;
        (from <= to).then_some(Self { from, to })
    }

    pub(super) fn to_x12<'v>(self) -> Written<'v> {
        let mut out = Short::new();
        self.from.put(&mut out);
        out.push(b'-');
        self.to.put(&mut out);
        out.written()
    }
}

impl fmt::Debug for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DateRange(..)")
    }
}
