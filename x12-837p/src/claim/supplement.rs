//! Dates, amounts, attachments and codes of claims and lines, in both directions.

use claim_model::{
    Amount, At, Claim, CliaNumber, Day, DiagnosisCode, DiagnosisList, Disability, DisabilityKind,
    Paperwork, Period as Days, Transmission,
};
use x12_core::{Code, Date, DateRange};

use crate::{
    claim::{
        codes::Coded,
        context::{In, Out, Why, Within, code_string, code_words, day, words},
        party::reference_of,
    },
    segments::{Amt, CodeList, Dtp, HealthCareCode, Hi, Period, Pwk, Ref},
};

pub(crate) fn date<'c>(qualifier: &'static str, of: Day) -> Dtp<'c> {
    Dtp {
        qualifier: qualifier.into(),
        period: day(of),
    }
}

/// Days of service and the like: one day, or from the first to the last.
pub(crate) fn days<'c>(of: Days) -> Period<'c> {
    match of.to {
        Some(to) if to != of.from => Period::Range(DateRange {
            from: Date::from(of.from.0),
            to: Date::from(to.0),
        }),
        _ => day(of.from),
    }
}

pub(crate) fn days_of(period: &Period<'_>) -> Option<Days> {
    match period {
        Period::Day(from) => Some(Days::day(from.get())),
        Period::Range(range) => Some(Days {
            from: range.from.get().into(),
            to: Some(range.to.get().into()),
        }),
        Period::Other { .. } => None,
    }
}

/// The day of a line that has room for one; a range or what is no date has no field.
pub(crate) fn single_day(
    cx: &mut In,
    within: Within,
    label: &'static str,
    dtp: Option<&Dtp<'_>>,
) -> Option<Day> {
    match &dtp?.period {
        Period::Day(day) => Some(day.get().into()),
        _ => {
            cx.lose(Why::NoField, within, label, 3);
            None
        }
    }
}

pub(crate) fn disability_of(cx: &mut In, top: Within, dtp: Option<&Dtp<'_>>) -> Option<Disability> {
    let dtp = dtp?;
    let read = DisabilityKind::of(dtp.qualifier.as_str()).zip(days_of(&dtp.period));
    if read.is_none() {
        cx.lose(Why::NoField, top, "DTP", 0);
    }
    read.map(|(kind, dates)| Disability { kind, dates })
}

pub(crate) fn amount<'c>(qualifier: &'static str, of: Amount) -> Box<Amt<'c>> {
    Box::new(Amt {
        qualifier: qualifier.into(),
        amount: of.0,
    })
}

pub(crate) fn clia_of(reference: Option<&Ref<'_>>) -> Option<CliaNumber> {
    reference_of(reference).map(CliaNumber::as_received)
}

pub(crate) fn paperwork<'c>(out: &mut Out<'_>, at: At<'_>, of: &'c Paperwork) -> Pwk<'c> {
    let number = of.control_number.as_deref();
    let control_number = number.and_then(|number| out.id(at.field("control_number"), number));
    Pwk {
        report_type: out.code(at.field("report_type"), &of.report_type),
        transmission: Some(of.transmission.code().into()),
        control_qualifier: control_number.as_ref().map(|_| "AC".into()),
        control_number,
    }
}

pub(crate) fn paperwork_of(cx: &mut In, within: Within, of: &[Pwk<'_>]) -> Vec<Paperwork> {
    let mut read = Vec::new();
    for pwk in of {
        let code = pwk.transmission.as_ref();
        let Some(transmission) = code.and_then(|code| Transmission::of(code.as_str())) else {
            cx.lose(Why::NoField, within, "PWK", 0);
            continue;
        };
        read.push(Paperwork {
            report_type: code_words(pwk.report_type.as_ref()).unwrap_or_default(),
            transmission,
            control_number: words(pwk.control_number.as_ref()),
        });
    }
    read
}

pub(crate) fn health_care_code<'c>(
    list: &'static str,
    code: Option<Code<'c>>,
) -> HealthCareCode<'c> {
    HealthCareCode {
        list: Some(list.into()),
        code,
    }
}

pub(crate) fn diagnoses<'c>(out: &mut Out<'_>, of: &'c Claim) -> Option<Hi<'c>> {
    let (principal, further) = match of.diagnosis_list {
        DiagnosisList::Icd10 => ("ABK", "ABF"),
        DiagnosisList::Icd9 => ("BK", "BF"),
    };
    let codes: CodeList<'c> = of
        .diagnoses
        .iter()
        .enumerate()
        .map(|(index, code)| {
            let list = if index == 0 { principal } else { further };
            let at = At::CLAIM.item("diagnoses", index);
            health_care_code(list, out.code(at, code.as_str()))
        })
        .collect();
    (!codes.is_empty()).then_some(Hi { codes })
}

pub(crate) fn diagnoses_of(
    cx: &mut In,
    top: Within,
    hi: Option<&Hi<'_>>,
) -> (DiagnosisList, Vec<DiagnosisCode>) {
    let Some(hi) = hi else {
        return (DiagnosisList::default(), Vec::new());
    };
    let is_old = |code: &HealthCareCode<'_>| {
        code.list
            .as_ref()
            .is_some_and(|list| list.is("BK") || list.is("BF"))
    };
    let old = hi.codes.first().is_some_and(is_old);
    for (element, code) in (1_u16..).zip(hi.codes.iter()) {
        // A place left empty has no list.
        if code.list.is_some() && is_old(code) != old {
            cx.lose_part(Why::MixedLists, top, "HI*ABK BK", [element, 1]);
        }
    }
    let list = if old {
        DiagnosisList::Icd9
    } else {
        DiagnosisList::Icd10
    };
    let codes = hi
        .codes
        .iter()
        .map(|code| DiagnosisCode::as_received(code_string(code.code.as_ref())));
    (list, codes.collect())
}
