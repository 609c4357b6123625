//! Values that many fields share: text, amounts, days, names, addresses, contacts.

use chrono::Datelike;
use rust_decimal::Decimal;

use super::{at_most, ensure, say, say_with};
use crate::{
    Address, Amount, At, Contact, Day, Detail, Finding, PartyName, Period, PersonName, Quantity,
    Rule, Text, rules,
};

/// Ten digits with the cents are less than this.
const TOO_MUCH: u128 = 100_000_000;
/// Eight digits are less than this.
const TOO_MANY: i128 = 100_000_000;

/// Text without blanks at its ends. Nearly all has none, which one look at each end shows.
#[inline]
pub(super) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// The text of a field that may be left out; `None` where it is.
pub(super) fn filled(text: Option<&Text>) -> Option<&str> {
    text.map(|text| trimmed(text))
        .filter(|text| !text.is_empty())
}

pub(super) fn length(
    out: &mut Vec<Finding>,
    rule: &'static Rule,
    at: At<'_>,
    text: &str,
    most: usize,
) {
    // Characters are only counted where the bytes are too many.
    if text.len() > most {
        at_most(out, rule, at, text.chars().count(), most);
    }
}

pub(super) fn required(out: &mut Vec<Finding>, at: At<'_>, text: &str, most: usize) {
    let text = trimmed(text);
    if text.is_empty() {
        say(out, &rules::VALUE_MISSING, at);
    }
    length(out, &rules::TEXT_TOO_LONG, at, text, most);
}

pub(super) fn optional(out: &mut Vec<Finding>, at: At<'_>, text: Option<&Text>, most: usize) {
    if let Some(text) = filled(text) {
        length(out, &rules::TEXT_TOO_LONG, at, text, most);
    }
}

/// An amount that may be negative, as adjustments may.
pub(super) fn signed(out: &mut Vec<Finding>, at: At<'_>, amount: Amount) {
    // A dollar in the unit that the amount counts.
    let unit = match amount.0.scale() {
        0 => 1,
        1 => 10,
        2 => 100,
        scale => 10_u128.saturating_pow(scale),
    };
    let cents = unit <= 100 || amount.0.normalize().scale() <= 2;
    if !cents {
        say_with(
            out,
            &rules::AMOUNT_FORM,
            at,
            Detail::Reason("parts of a cent"),
        );
    } else if amount.0.mantissa().unsigned_abs() >= TOO_MUCH.saturating_mul(unit) {
        say_with(
            out,
            &rules::AMOUNT_FORM,
            at,
            Detail::Reason("more than ten digits"),
        );
    }
}

pub(super) fn amount(out: &mut Vec<Finding>, at: At<'_>, amount: Amount) {
    signed(out, at, amount);
    if amount.0.mantissa() < 0 {
        say(out, &rules::AMOUNT_NEGATIVE, at);
    }
}

pub(super) fn optional_amount(out: &mut Vec<Finding>, at: At<'_>, value: Option<Amount>) {
    if let Some(value) = value {
        amount(out, at, value);
    }
}

pub(super) fn quantity(out: &mut Vec<Finding>, at: At<'_>, quantity: Quantity) {
    // As it is, nearly every quantity fits.
    if quantity.0.scale() <= 3 && (0..TOO_MANY).contains(&quantity.0.mantissa()) {
        return;
    }
    let number = quantity.0.normalize();
    if number.scale() > 3 || number.mantissa() >= TOO_MANY || number < Decimal::ZERO {
        say(out, &rules::QUANTITY_FORM, at);
    }
}

pub(super) fn day(out: &mut Vec<Finding>, at: At<'_>, day: Option<Day>) {
    if day.is_some_and(|day| !(1900..=2099).contains(&day.0.year())) {
        say(out, &rules::DAY_OUT_OF_RANGE, at);
    }
}

pub(super) fn period(out: &mut Vec<Finding>, at: At<'_>, period: &Period) {
    day(out, at.field("from"), Some(period.from));
    day(out, at.field("to"), period.to);
    if period.last() < period.from {
        say(out, &rules::PERIOD_REVERSED, at.field("to"));
    }
}

pub(super) fn person(out: &mut Vec<Finding>, at: At<'_>, name: &PersonName) {
    required(out, at.field("last"), &name.last, 60);
    other_names(out, at, name);
}

/// The parts of a name besides the last name.
pub(super) fn other_names(out: &mut Vec<Finding>, at: At<'_>, name: &PersonName) {
    optional(out, at.field("first"), name.first.as_ref(), 35);
    optional(out, at.field("middle"), name.middle.as_ref(), 25);
    optional(out, at.field("suffix"), name.suffix.as_ref(), 10);
}

pub(super) fn party(out: &mut Vec<Finding>, at: At<'_>, name: &PartyName) {
    match name {
        PartyName::Individual(name) => person(out, at.field("individual"), name),
        PartyName::Organization(name) => required(out, at.field("organization"), name, 60),
    }
}

/// How many digits a ZIP code must have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Zip {
    /// Nine.
    Nine,
    /// Five or nine.
    Any,
}

/// An address; `incomplete` is the rule for what is missing of it.
pub(super) fn address(
    out: &mut Vec<Finding>,
    at: At<'_>,
    address: &Address,
    zip: Zip,
    incomplete: &'static Rule,
) {
    let country = filled(address.country.as_ref());
    let is = |names: &[&str]| {
        country.is_some_and(|country| names.iter().any(|name| country.eq_ignore_ascii_case(name)))
    };
    let domestic = country.is_none() || is(&["US", "USA"]);
    let with_states = domestic || is(&["CA", "CAN"]);

    if trimmed(&address.line_1).is_empty() {
        say(out, incomplete, at.field("line_1"));
    }
    length(
        out,
        &rules::TEXT_TOO_LONG,
        at.field("line_1"),
        trimmed(&address.line_1),
        55,
    );
    optional(out, at.field("line_2"), address.line_2.as_ref(), 55);
    if trimmed(&address.city).chars().nth(1).is_none() {
        say(out, incomplete, at.field("city"));
    }
    length(
        out,
        &rules::TEXT_TOO_LONG,
        at.field("city"),
        trimmed(&address.city),
        30,
    );
    match filled(address.state.as_ref()) {
        Some(text) if with_states && is_state(text) => {}
        Some(_) => say(out, &rules::STATE, at.field("state")),
        None if with_states => say(out, incomplete, at.field("state")),
        None => {}
    }
    match filled(address.postal_code.as_ref()) {
        Some(text) if domestic => zip_code(out, at.field("postal_code"), text, zip),
        Some(text) => length(
            out,
            &rules::TEXT_TOO_LONG,
            at.field("postal_code"),
            text,
            15,
        ),
        None if domestic => say(out, incomplete, at.field("postal_code")),
        None => {}
    }
    if country.is_some_and(|text| !is_country(text)) {
        say(out, &rules::COUNTRY, at.field("country"));
    }
    if let Some(text) = filled(address.subdivision.as_ref())
        && (with_states || text.len() > 3)
    {
        say(out, &rules::COUNTRY, at.field("subdivision"));
    }
}

pub(super) fn is_state(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

pub(super) fn is_country(text: &str) -> bool {
    matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn zip_code(out: &mut Vec<Finding>, at: At<'_>, text: &str, zip: Zip) {
    let (mut digits, mut last_four) = (0_u8, 0_u32);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                digits = digits.saturating_add(1);
                last_four = last_four
                    .saturating_mul(10)
                    .saturating_add(u32::from(byte & 15))
                    % 10_000;
            }
            b'-' | b' ' => {}
            _ => digits = u8::MAX,
        }
    }
    match digits {
        9 if matches!(last_four, 0 | 9999) => say(out, &rules::ZIP_PLACEHOLDER, at),
        9 => {}
        5 if zip == Zip::Any => {}
        5 => say(out, &rules::ZIP_NINE, at),
        _ => say(out, &rules::ZIP, at),
    }
}

/// Ten digits, however they are grouped.
fn phone(out: &mut Vec<Finding>, at: At<'_>, text: &str) {
    let mut digits = text
        .bytes()
        .filter(|byte| !matches!(byte, b'-' | b' ' | b'(' | b')' | b'.'));
    let first = digits.next();
    let rest = digits.try_fold(0_u8, |count, byte| {
        byte.is_ascii_digit().then(|| count.saturating_add(1))
    });
    if !first.is_some_and(|first| matches!(first, b'2'..=b'9')) || rest != Some(9) {
        say(out, &rules::PHONE, at);
    }
}

/// What numbers a contact may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Telephone, fax, electronic mail.
    Any,
    /// Telephone with its extension.
    Phone,
}

pub(super) fn contact(out: &mut Vec<Finding>, at: At<'_>, contact: &Contact, reach: Reach) {
    optional(out, at.field("name"), contact.name.as_ref(), 60);
    let number = filled(contact.phone.as_ref());
    let extension = filled(contact.extension.as_ref());
    let fax = filled(contact.fax.as_ref());
    let email = filled(contact.email.as_ref());
    if let Some(text) = number {
        phone(out, at.field("phone"), text);
    }
    if let Some(text) = fax {
        phone(out, at.field("fax"), text);
    }
    for (field, text) in [("extension", extension), ("email", email)] {
        if let Some(text) = text {
            length(out, &rules::TEXT_TOO_LONG, at.field(field), text, 256);
        }
    }
    let given = [number, extension, fax, email].iter().flatten().count();
    let reason = if given == 0 {
        "it has no number"
    } else if given > 3 {
        "it has more than three numbers"
    } else if extension.is_some() && number.is_none() {
        "an extension without a telephone number"
    } else if reach == Reach::Phone && (fax.is_some() || email.is_some() || number.is_none()) {
        "only a telephone number is sent here"
    } else {
        return;
    };
    say_with(out, &rules::CONTACT, at, Detail::Reason(reason));
}

pub(super) fn member_id(out: &mut Vec<Finding>, at: At<'_>, id: Option<&crate::MemberId>) -> bool {
    let Some(id) = id.filter(|id| !id.is_empty()) else {
        return false;
    };
    ensure(out, &rules::MEMBER_ID, at, id.check());
    true
}
