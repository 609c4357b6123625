//! What identifiers look like. Formats and check digits are public facts of their owners; each `Err` says what is wrong.

type Check = Result<(), &'static str>;

fn ensure(holds: bool, otherwise: &'static str) -> Check {
    if holds { Ok(()) } else { Err(otherwise) }
}

/// True where every byte passes; the tests here take no byte of a letter beyond ASCII.
fn all(text: &str, test: impl Fn(&u8) -> bool) -> bool {
    !text.is_empty() && text.as_bytes().iter().all(test)
}

fn is_upper_or_digit(byte: &u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

fn length(text: &str, min: usize, max: usize, otherwise: &'static str) -> Check {
    // Nearly every number is plain; only others are looked at character by character.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let length = if is_plain {
        text.len()
    } else {
        text.chars().count()
    };
    ensure(length >= min && length <= max, otherwise)?;
    ensure(
        is_plain || !text.chars().any(char::is_control),
        "control characters",
    )?;
    ensure(
        !text.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace),
        "blanks at its ends",
    )
}

pub(super) fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

pub(super) fn upper(text: &str) -> String {
    text.trim().to_uppercase()
}

/// Without the hyphens and blanks that people write between digits.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '-' | ' ')).collect()
}

pub(super) fn undotted(text: &str) -> String {
    text.trim().replace('.', "").to_uppercase()
}

/// 5-4-2, from any of the ways it is printed.
pub(super) fn ndc_digits(text: &str) -> String {
    let parts: Vec<&str> = text.trim().split('-').collect();
    match parts.as_slice() {
        [labeler, product, package] => format!("{labeler:0>5}{product:0>4}{package:0>2}"),
        _ => digits(text),
    }
}

/// The ten digits and their check digit, which is Luhn's over `80840` and the number.
pub(super) fn npi(text: &str) -> Check {
    ensure(
        text.len() == 10 && all(text, u8::is_ascii_digit),
        "an NPI has ten digits",
    )?;
    ensure(text.starts_with(['1', '2']), "an NPI begins with 1 or 2")?;
    // 24 stands for the prefix.
    let sum = text
        .bytes()
        .rev()
        .map(|byte| u32::from(byte.wrapping_sub(b'0')))
        .enumerate()
        .fold(24_u32, |sum, (at, digit)| {
            let doubled = digit.saturating_mul(2);
            let value = if at % 2 == 0 {
                digit
            } else if doubled > 9 {
                doubled.saturating_sub(9)
            } else {
                doubled
            };
            sum.saturating_add(value)
        });
    ensure(sum % 10 == 0, "its check digit is wrong")
}

pub(super) fn ein(text: &str) -> Check {
    ensure(
        text.len() == 9 && all(text, u8::is_ascii_digit),
        "an EIN has nine digits",
    )
}

pub(super) fn ssn(text: &str) -> Check {
    ensure(
        text.len() == 9 && all(text, u8::is_ascii_digit),
        "an SSN has nine digits",
    )?;
    let (area, rest) = text.split_at_checked(3).unwrap_or_default();
    let (group, serial) = rest.split_at_checked(2).unwrap_or_default();
    let issued = area != "000" && area != "666" && !area.starts_with('9');
    ensure(
        issued && group != "00" && serial != "0000",
        "no such SSN is issued",
    )
}

pub(super) fn taxonomy(text: &str) -> Check {
    ensure(
        text.len() == 10 && all(text, is_upper_or_digit) && text.ends_with('X'),
        "a taxonomy code has ten characters and ends with X",
    )
}

pub(super) fn payer_id(text: &str) -> Check {
    length(text, 2, 80, "a payer id has 2 to 80 characters")
}

pub(super) fn member_id(text: &str) -> Check {
    length(text, 2, 80, "a member id has 2 to 80 characters")
}

/// 38 are allowed; that only 20 are sure to come back is a rule of its own.
pub(super) fn patient_control_number(text: &str) -> Check {
    length(
        text,
        1,
        38,
        "a patient control number has 1 to 38 characters",
    )
}

pub(super) fn reference(text: &str) -> Check {
    length(text, 1, 50, "1 to 50 characters are allowed")
}

pub(super) fn ndc(text: &str) -> Check {
    ensure(
        text.len() == 11 && all(text, u8::is_ascii_digit),
        "an NDC has eleven digits, 5-4-2",
    )
}

/// ICD-10-CM, or ICD-9-CM; which of them the list of the claim says.
pub(super) fn diagnosis(text: &str) -> Check {
    ensure(!text.contains('.'), "the dot is not sent")?;
    ensure(
        is_icd10(text) || is_icd9(text),
        "not of the form of a diagnosis code",
    )
}

pub(crate) fn is_icd10(text: &str) -> bool {
    (3..=7).contains(&text.len())
        && match text.as_bytes() {
            [letter, digit, rest @ ..] => {
                letter.is_ascii_uppercase()
                    && digit.is_ascii_digit()
                    && rest.iter().all(is_upper_or_digit)
            }
            _ => false,
        }
}

pub(crate) fn is_icd9(text: &str) -> bool {
    let digits = text.strip_prefix(['E', 'V']).unwrap_or(text);
    (3..=5).contains(&text.len()) && all(digits, u8::is_ascii_digit)
}

/// CPT or HCPCS level II. Dental codes (D) belong to another claim.
pub(super) fn procedure(text: &str) -> Check {
    ensure(
        (1..=48).contains(&text.len()) && all(text, is_upper_or_digit),
        "a procedure code has capitals and digits only",
    )?;
    ensure(text.len() == 5, "a CPT or HCPCS code has five characters")?;
    let (first, rest) = text.split_at_checked(1).unwrap_or_default();
    let (middle, last) = rest.split_at_checked(3).unwrap_or_default();
    let digits = |text: &str| all(text, u8::is_ascii_digit);
    let cpt = digits(first) && digits(middle) && all(last, is_upper_or_digit);
    let hcpcs = all(first, |byte| matches!(byte, b'A'..=b'V') && *byte != b'D') && digits(rest);
    ensure(cpt || hcpcs, "not of the form of a CPT or HCPCS code")
}

pub(super) fn modifier(text: &str) -> Check {
    ensure(
        text.len() == 2 && all(text, is_upper_or_digit),
        "a modifier has two capitals or digits",
    )
}

pub(super) fn place_of_service(text: &str) -> Check {
    ensure(
        text.len() == 2 && all(text, u8::is_ascii_digit),
        "a place of service has two digits",
    )
}

/// At most three letters or digits, or five where a digit is among them: what is longer may be a name or a number of
/// somebody, in the place of a code.
pub(super) fn is_brief(text: &str) -> bool {
    let short = match text.len() {
        0..=3 => true,
        4 | 5 => text.bytes().any(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    short && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

pub(super) fn two(text: &str) -> Check {
    ensure(
        (1..=2).contains(&text.len()) && all(text, is_upper_or_digit),
        "one or two capitals or digits are allowed",
    )
}

pub(super) fn short(text: &str) -> Check {
    ensure(
        (1..=5).contains(&text.len()) && all(text, is_upper_or_digit),
        "one to five capitals or digits are allowed",
    )
}

pub(super) fn remark(text: &str) -> Check {
    ensure(
        (1..=50).contains(&text.len()) && all(text, is_upper_or_digit),
        "capitals and digits are allowed",
    )
}
