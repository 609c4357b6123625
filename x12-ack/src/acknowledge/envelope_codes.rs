//! What a finding on the envelope comes to: a code of the set (IK502), of the group (AK905) or of the interchange (TA105).

use x12_core::{Detail, Diagnostic, Rule, Tag, rules};

/// Whom a finding on the envelope is told of, and by which code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// IK502 to IK506.
    Set(&'static str),
    /// AK905 to AK909.
    Group(&'static str),
    /// TA105.
    Interchange(&'static str),
}
use Of::{Group, Interchange, Set};

/// Any rule, where the segment and the element decide.
const ANY: Option<&Rule> = None;

/// Rule, segment (or, of a missing trailer, which one is missing), element (0: any), and what it comes to. The first line
/// that fits counts; what none fits is told as a segment in error, or is about no envelope.
///
/// Source: own judgement on the meanings of elements 618, 716 and I18, which public dictionaries of X12 005010 list (such as
/// the error codes of BizTalk Server for 997 and TA1), and on pyx12's `error_999.py`, which tells elements of ST and SE as
/// IK502, those of GS and GE as AK905 and those of ISA and IEA as TA105.
const CODES: &[(Option<&Rule>, &str, u16, Of)] = &[
    (Some(&rules::MISSING_TRAILER), "SE", 0, Set("2")),
    (Some(&rules::MISSING_TRAILER), "GE", 0, Group("3")),
    // The interchange ended before its end: the next one begins.
    (Some(&rules::MISSING_TRAILER), "IEA", 0, Interchange("023")),
    (Some(&rules::CONTROL_NUMBER_DIFFERS), "SE", 2, Set("3")),
    (Some(&rules::CONTROL_NUMBER_DIFFERS), "GE", 2, Group("4")),
    (
        Some(&rules::CONTROL_NUMBER_DIFFERS),
        "IEA",
        2,
        Interchange("001"),
    ),
    (Some(&rules::DUPLICATE_CONTROL_NUMBER), "ST", 2, Set("23")),
    (Some(&rules::DUPLICATE_CONTROL_NUMBER), "GS", 6, Group("19")),
    (
        Some(&rules::DUPLICATE_INTERCHANGE),
        "ISA",
        13,
        Interchange("025"),
    ),
    // A wrong count, or none that could be read.
    (ANY, "SE", 1, Set("4")),
    (ANY, "GE", 1, Group("5")),
    (ANY, "IEA", 1, Interchange("021")),
    (ANY, "ST", 1, Set("6")),
    (ANY, "ST", 2, Set("7")),
    (ANY, "ST", 3, Set("19")),
    (
        Some(&rules::NO_REPETITION_SEPARATOR),
        "ISA",
        11,
        Interchange("016"),
    ),
    (Some(&rules::ISA_WIDTH), "ISA", 0, Interchange("022")),
    (Some(&rules::GROUP_MISSING), "ST", 0, Interchange("024")),
    (
        Some(&rules::TRAILER_WITHOUT_HEADER),
        "",
        0,
        Interchange("022"),
    ),
    (Some(&rules::OUTSIDE_TRANSACTION), "", 0, Interchange("022")),
    (
        Some(&rules::LOWER_CASE_SEGMENT_ID),
        "SE",
        0,
        Interchange("022"),
    ),
    (
        Some(&rules::LOWER_CASE_SEGMENT_ID),
        "GS",
        0,
        Interchange("022"),
    ),
    (
        Some(&rules::LOWER_CASE_SEGMENT_ID),
        "GE",
        0,
        Interchange("022"),
    ),
    (
        Some(&rules::LOWER_CASE_SEGMENT_ID),
        "IEA",
        0,
        Interchange("022"),
    ),
];

/// The file ends, or cannot be read any further, before what is open ends.
pub(super) const SET_CUT_OFF: &str = "2";
/// As [`SET_CUT_OFF`], of a group.
pub(super) const GROUP_CUT_OFF: &str = "3";
/// As [`SET_CUT_OFF`], of an interchange.
pub(super) const INTERCHANGE_CUT_OFF: &str = "023";
/// Segments are in error, against the standard.
pub(super) const SEGMENTS_IN_ERROR: &str = "5";
/// Segments are in error, against the guide alone.
pub(super) const SEGMENTS_AGAINST_GUIDE: &str = "I5";
/// No such set is read.
pub(super) const SET_NOT_SUPPORTED: &str = "1";
/// The set is read, but not by this guide.
pub(super) const GUIDE_NOT_SUPPORTED: &str = "I6";
/// No set of the group is read.
pub(super) const GROUP_NOT_SUPPORTED: &str = "1";
/// The sets of the group are read, but not of this version.
pub(super) const GROUP_VERSION_NOT_SUPPORTED: &str = "2";
/// A group's header cannot be told back.
pub(super) const INVALID_CONTENT: &str = "024";

/// What a finding comes to; `None` where it is about no envelope, or where nothing fits.
pub(super) fn of_envelope(finding: &Diagnostic) -> Option<Of> {
    let place = &finding.place;
    let is_missing = finding.rule == &rules::MISSING_TRAILER;
    let fits = |(rule, segment, element, _): &&(Option<&Rule>, &str, u16, Of)| {
        let here = match &finding.detail {
            Detail::Expected(trailer) if is_missing => trailer == segment,
            _ => segment.is_empty() || place.segment == Some(Tag::new(segment)),
        };
        rule.is_none_or(|rule| rule == finding.rule)
            && here
            && (*element == 0 || *element == place.element)
    };
    CODES.iter().find(fits).map(|(.., of)| *of)
}
