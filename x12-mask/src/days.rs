//! Dates: all are moved back by the same number of days, so that their order and distances stay.
//!
//! Days that are nobody's, such as 1900-01-01 and 9999-12-31, stand for "not known" and "open". Moved, they would give
//! the number of days away. Within each of these stretches of the calendar, days are therefore shuffled.

use chrono::{Datelike, NaiveDate, TimeDelta};
use x12_core::Date;

use crate::cipher::Cipher;

/// Moves dates.
#[derive(Clone)]
pub(crate) struct Days {
    cipher: Cipher,
    back: TimeDelta,
}

/// First days of stretches by their years; days of the one marked `true` are moved.
type Stretches = [(i32, bool)];

/// Of dates with four digits for the year. The years 1900 to 1904 take in the days that are moved to them.
const LONG: &Stretches = &[
    (0, false),
    (1900, false),
    (1905, true),
    (2090, false),
    (2100, false),
    (10_000, false),
];
/// Of dates of this century with two digits.
const SHORT: &Stretches = &[(2000, false), (2005, true), (2090, false), (2100, false)];

impl Days {
    pub(crate) fn new(cipher: Cipher, back: i64) -> Self {
        Self {
            cipher,
            back: TimeDelta::try_days(back).unwrap_or_default(),
        }
    }

    /// The bytes that stand for a date (CCYYMMDD, YYMMDD), a range of two dates, or a date with a time behind it; `None`
    /// for anything else.
    pub(crate) fn mask(&self, value: &[u8]) -> Option<Vec<u8>> {
        match value.len() {
            6 => {
                let made = self.moved(Date::read_short(value)?.get(), SHORT)?;
                put(made).get(2..).map(<[u8]>::to_vec)
            }
            8 => Some(put(self.long(value)?).to_vec()),
            // CCYYMMDDHHMM and CCYYMMDDHHMMSS.
            12 | 14 => {
                let (day, time) = value.split_at_checked(8)?;
                x12_core::Time::read(time)?;
                Some([&put(self.long(day)?), time].concat())
            }
            17 => {
                let (from, behind) = value.split_at_checked(8)?;
                let to = behind.strip_prefix(b"-")?;
                let forward = Date::read(from)? <= Date::read(to)?;
                let (from, to) = (self.long(from)?, self.long(to)?);
                let (from, to) = if forward {
                    (from.min(to), from.max(to))
                } else {
                    (from, to)
                };
                Some([&put(from)[..], b"-", &put(to)].concat())
            }
            _ => None,
        }
    }

    fn long(&self, value: &[u8]) -> Option<NaiveDate> {
        self.moved(Date::read(value)?.get(), LONG)
    }

    fn moved(&self, day: NaiveDate, stretches: &Stretches) -> Option<NaiveDate> {
        let mut stretches = stretches.iter().zip(stretches.iter().skip(1));
        let in_it = |((from, _), (to, _)): &(&(i32, bool), &(i32, bool))| {
            (*from..*to).contains(&day.year())
        };
        let ((from, moves), (to, _)) = stretches.find(in_it)?;
        if *moves {
            return day.checked_sub_signed(self.back);
        }
        let first = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1);
        let (from, to) = (first(*from)?, first(*to)?);
        let between = |from: NaiveDate, to: NaiveDate| {
            u64::try_from(to.signed_duration_since(from).num_days()).ok()
        };
        let at = self
            .cipher
            .number(b"days", between(from, day)?, between(from, to)?);
        from.checked_add_signed(TimeDelta::try_days(i64::try_from(at).ok()?)?)
    }
}

fn put(day: NaiveDate) -> [u8; 8] {
    let year = u32::try_from(day.year()).unwrap_or(0);
    let number = year
        .wrapping_mul(10_000)
        .wrapping_add(day.month().wrapping_mul(100))
        .wrapping_add(day.day());
    let mut rest = number;
    let mut digits = [b'0'; 8];
    for digit in digits.iter_mut().rev() {
        *digit = u8::try_from(rest.wrapping_rem(10))
            .unwrap_or(0)
            .wrapping_add(b'0');
        rest = rest.wrapping_div(10);
    }
    digits
}
