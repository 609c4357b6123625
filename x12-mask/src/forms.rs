//! Codes that no guide lists, by their form: what a value must look like to be kept.

use claim_model::{DiagnosisCode, Modifier, ProcedureCode, Taxonomy};
use x12_core::Tag;

use crate::places::Places;

/// What a code looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Up to three capitals and digits, or up to five with a digit among them: qualifiers, states, countries, reasons of
    /// adjustments (CARC).
    Short,
    /// One or two capitals or digits: place of service, type of facility, condition code.
    Two,
    /// Two capitals or digits.
    Modifier,
    /// CPT and HCPCS, also dental: five characters, three digits in their middle; or a revenue code of three or four
    /// digits.
    Procedure,
    /// ICD-10-CM or ICD-9-CM without a dot; or a procedure, or a condition code, of which HI has some.
    Diagnosis,
    /// Up to five capitals and digits with a digit among them: remarks (RARC), categories and codes of claim status.
    Remark,
    /// A provider's taxonomy code.
    Taxonomy,
    /// Up to twelve digits: the number of a level, HL01 and HL02.
    Level,
    /// Up to nine digits: a control number.
    Control,
    /// A version, such as `005010X222A1`.
    Version,
    /// A loop of a guide.
    Loop,
    /// A segment of X12.
    Segment,
    /// `SITUATIONAL TRIGGER`, or the name of an element such as `CLM01`.
    Context,
    /// One character: a delimiter that the header tells.
    One,
}

const SHORT: usize = 3;
const LONG: usize = 5;

impl Form {
    /// True for a value of this form.
    pub(crate) fn fits(self, value: &[u8], places: &Places) -> bool {
        let len = value.len();
        let upper = value.iter().all(is_upper_or_digit);
        let digits = value.iter().all(u8::is_ascii_digit);
        let some_digit = value.iter().any(u8::is_ascii_digit);
        let text = std::str::from_utf8(value).unwrap_or_default();
        match self {
            Self::Short => upper && (len <= SHORT || (len <= LONG && some_digit)),
            Self::Two => upper && len <= 2,
            Self::Modifier => Modifier::as_received(text).check().is_ok(),
            Self::Procedure => is_procedure(value) || (digits && (3..=4).contains(&len)),
            Self::Diagnosis => {
                (upper && len <= 2)
                    || is_procedure(value)
                    || DiagnosisCode::as_received(text).check().is_ok()
            }
            Self::Remark => upper && len <= LONG && some_digit,
            Self::Taxonomy => {
                text.starts_with(|first: char| first.is_ascii_digit())
                    && Taxonomy::as_received(text).check().is_ok()
            }
            Self::Level => digits && len <= 12,
            Self::Control => digits && len <= 9,
            Self::Version => upper && len <= 12 && value.starts_with(b"00"),
            Self::Loop => places.is_loop(text),
            Self::Segment => places.knows(Tag::new(text)),
            Self::Context => {
                let element = value
                    .len()
                    .checked_sub(2)
                    .and_then(|at| value.split_at_checked(at));
                text == "SITUATIONAL TRIGGER"
                    || element.is_some_and(|(segment, number)| {
                        number.iter().all(u8::is_ascii_digit)
                            && std::str::from_utf8(segment)
                                .is_ok_and(|segment| places.knows(Tag::new(segment)))
                    })
            }
            Self::One => len == 1,
        }
    }
}

fn is_upper_or_digit(byte: &u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

/// Dental codes are no codes of these claims, but they are codes.
fn is_procedure(value: &[u8]) -> bool {
    match value {
        [first, middle @ .., last] => {
            let text = std::str::from_utf8(value).unwrap_or_default();
            ProcedureCode::as_received(text).check().is_ok()
                || (middle.len() == 3
                    && middle.iter().all(u8::is_ascii_digit)
                    && is_upper_or_digit(first)
                    && is_upper_or_digit(last))
        }
        _ => false,
    }
}
