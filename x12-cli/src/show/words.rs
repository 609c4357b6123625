//! Codes and names in words.

use x12_835::segments::{Nm1, Number, Per};
use x12_codes::{CodeList, Codes};
use x12_core::{Code, Text};

use crate::output::clean;

/// Turns codes into words.
#[derive(Clone, Copy)]
pub(crate) struct Words<'c> {
    pub(crate) codes: &'c Codes,
}

impl<'c> Words<'c> {
    /// The label of a code, if its list has one.
    pub(crate) fn label(self, list: CodeList, code: &str) -> Option<&'c str> {
        self.codes.label(list, code)
    }

    /// The label with the code behind it in parentheses; the code alone where there is no label.
    pub(crate) fn spell(self, list: CodeList, code: &Code<'_>) -> String {
        match self.label(list, code.as_str()) {
            Some(label) => format!("{label} ({})", code.as_str()),
            None => format!("code {}", text_of_code(code)),
        }
    }

    /// The same for a number or identifier behind its qualifier, such as `group GRP7788`.
    pub(crate) fn qualified(self, list: CodeList, qualifier: &Code<'_>, value: &str) -> String {
        match self.label(list, qualifier.as_str()) {
            Some(label) => format!("{label} {value}"),
            None => format!("{} {value}", text_of_code(qualifier)),
        }
    }
}

/// A text of the file, trimmed and safe to print.
pub(crate) fn text(value: &Text<'_>) -> String {
    clean(value.to_str().trim()).into_owned()
}

/// A code of the file, trimmed and safe to print.
pub(crate) fn text_of_code(code: &Code<'_>) -> String {
    clean(code.to_str().trim()).into_owned()
}

/// An optional text; empty where it is absent.
pub(crate) fn optional(value: Option<&Text<'_>>) -> String {
    value.map(text).unwrap_or_default()
}

/// What is not empty, joined.
pub(crate) fn join(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(between)
}

/// `LAST, FIRST MIDDLE SUFFIX`, or the name of an organisation; empty where there is none.
pub(crate) fn name(of: &Nm1<'_>) -> String {
    let given = [&of.first_name, &of.middle_name, &of.suffix].map(|part| optional(part.as_ref()));
    join([optional(of.last_name.as_ref()), join(given, " ")], ", ")
}

/// What kind of identifier NM108 announces.
fn kind_of_id(qualifier: &str) -> &'static str {
    match qualifier {
        "XX" => "NPI",
        "FI" => "tax id",
        "MI" | "C" => "member id",
        "HN" => "HIC number",
        "II" => "health id",
        "MR" => "Medicaid id",
        "34" => "SSN",
        "PI" => "payer id",
        "XV" => "plan id",
        "NI" => "NAIC",
        _ => "id",
    }
}

/// Name and identifier of a party.
pub(crate) fn party(of: &Nm1<'_>) -> String {
    join([name(of), id(of)], ", ")
}

/// The identifier of a party with its kind; empty where there is none.
pub(crate) fn id(of: &Nm1<'_>) -> String {
    let kind = kind_of_id(of.id_qualifier.as_ref().map_or("", |code| code.as_str()));
    of.id
        .as_ref()
        .map(|id| format!("{kind} {}", text(id)))
        .unwrap_or_default()
}

/// Whom to ask, and how.
pub(crate) fn contact(of: &Per<'_>) -> String {
    let number = |number: &Number<'_>| {
        let value = optional(number.number.as_ref());
        if value.is_empty() {
            return value;
        }
        match number.qualifier.as_ref().map_or("", |code| code.as_str()) {
            "TE" => format!("telephone {value}"),
            "FX" => format!("fax {value}"),
            "EX" => format!("extension {value}"),
            _ => value,
        }
    };
    join(
        [
            optional(of.name.as_ref()),
            join(of.numbers.iter().map(number), ", "),
        ],
        ", ",
    )
}
