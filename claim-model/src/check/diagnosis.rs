//! The diagnoses of a claim.

use super::{at_most, ensure, say, say_with};
use crate::{At, Claim, Day, Detail, DiagnosisList, Finding, id, rules};

/// True where ICD-10 holds: from October 2015 on.
fn is_icd10_day(day: Day) -> bool {
    Day::new(2015, 10, 1).is_some_and(|first| day >= first)
}

pub(super) fn diagnoses(out: &mut Vec<Finding>, claim: &Claim, first_day: Option<Day>) {
    let at = &At::CLAIM;
    if claim.diagnoses.is_empty() {
        say(out, &rules::DIAGNOSIS_MISSING, at.field("diagnoses"));
    }
    at_most(
        out,
        &rules::TOO_MANY_DIAGNOSES,
        at.field("diagnoses"),
        claim.diagnoses.len(),
        12,
    );
    for (index, code) in claim.diagnoses.iter().enumerate() {
        let at = at.item("diagnoses", index);
        let text = code.as_str();
        let of_list = match claim.diagnosis_list {
            DiagnosisList::Icd10 => id::is_icd10(text),
            DiagnosisList::Icd9 => id::is_icd9(text),
        };
        match code.check() {
            Ok(()) if !of_list => {
                say_with(
                    out,
                    &rules::DIAGNOSIS_LIST,
                    at,
                    Detail::Reason("it has the form of the other list"),
                );
            }
            checked => ensure(out, &rules::DIAGNOSIS, at, checked),
        }
        if claim
            .diagnoses
            .iter()
            .take(index)
            .any(|other| other == code)
        {
            say(out, &rules::DIAGNOSIS_TWICE, at);
        }
    }
    let Some(day) = first_day else { return };
    let reason = match (claim.diagnosis_list, is_icd10_day(day)) {
        (DiagnosisList::Icd10, false) => "ICD-10 before October 2015",
        (DiagnosisList::Icd9, true) => "ICD-9 from October 2015 on",
        _ => return,
    };
    say_with(
        out,
        &rules::DIAGNOSIS_LIST,
        at.field("diagnosis_list"),
        Detail::Reason(reason),
    );
}
