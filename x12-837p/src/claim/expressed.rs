//! How a 999 says what the rules of the claim say.
//!
//! The sheet of facts names the codes, not which of the rules has which; the choices are these:
//!
//! - A code that is none of its list is `7`, a day that cannot be is `8`, words that are too long are `5`.
//! - A value whose list or length is fine and whose form is not, such as an NPI with a wrong check digit, a diagnosis with
//!   its dot, a ZIP code of five digits or a post office box, fails its pattern: `I12`. So does a pointer to nothing.
//! - What a situation asks for is `I6` of a segment and `I9` of an element; what it forbids is `I9` of a segment and `I13` of
//!   an element. The element that makes the situation is the trigger, where the claim has it at hand.
//! - What compares several places, such as sums that do not balance or a number that is used twice, no code says; such
//!   rules are not here.

use claim_model::rules as model;

/// A rule of the claim in the words of the 999.
struct Row {
    number: u16,
    /// IK304: of a segment that is missing (`I6`), or wrong as a whole; empty for none.
    ik3: &'static str,
    /// IK403; empty for none.
    ik4: &'static str,
    trigger: Option<Trigger>,
}

/// The element that makes an error of what another place has or lacks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trigger {
    /// Its loop; empty for that of the finding.
    pub(crate) loop_id: &'static str,
    pub(crate) segment: &'static str,
    pub(crate) element: u16,
    pub(crate) component: u16,
}

macro_rules! expressed {
    ($($rule:ident $ik3:literal $ik4:literal $($loop_id:literal $segment:ident $element:literal $component:literal)?;)*) => {
        &[$(Row {
            number: model::$rule.number,
            ik3: $ik3,
            ik4: $ik4,
            trigger: expressed!(@trigger $($loop_id $segment $element $component)?),
        }),*]
    };
    (@trigger) => { None };
    (@trigger $loop_id:literal $segment:ident $element:literal $component:literal) => {
        Some(Trigger {
            loop_id: $loop_id,
            segment: stringify!($segment),
            element: $element,
            component: $component,
        })
    };
}

const EXPRESSED: &[Row] = expressed! {
    TEXT_TOO_LONG "" "5";
    VALUE_MISSING "I6" "1";
    AMOUNT_FORM "" "I12";
    AMOUNT_NEGATIVE "" "I12";
    QUANTITY_FORM "" "I12";
    DAY_OUT_OF_RANGE "" "8";
    PERIOD_REVERSED "" "8";
    STATE "" "7";
    COUNTRY "" "7";
    ZIP "" "I12";
    ZIP_NINE "" "I12";
    ADDRESS_INCOMPLETE "I6" "I9";
    PHONE "" "I12";
    CONTACT "I6" "I9";
    NPI "" "I12";
    TAXONOMY "" "I12";
    PAYER_ID "" "I12";
    MEMBER_ID "" "I12";
    SSN "" "I12";
    CLIA_NUMBER "" "I12";
    PAYER_CLAIM_NUMBER "" "I12";
    PROVIDER_NUMBER "I9" "";
    PROCEDURE "" "7";
    MODIFIER "" "7";
    TOO_MANY_MODIFIERS "" "13";
    PLACE_OF_SERVICE "" "7";
    BILLING_PERSON "" "I9" "" NM1 2 0;
    BILLING_PO_BOX "" "I12";
    BILLING_WITHOUT_NUMBER "" "I9";
    TAX_ID "" "I12";
    LICENSE_BESIDE_NPI "I9" "" "" NM1 9 0;
    PAYER_NUMBER_BESIDE_NPI "I9" "";
    TOO_MANY_CONTACTS "5" "";
    SEQUENCE_UNKNOWN "" "I6";
    PATIENT_IS_SUBSCRIBER "" "I6";
    GROUP_IS_MEMBER_ID "" "I12";
    MEDICARE_REASON "" "I13" "2000B" SBR 1 0;
    FILING_INDICATOR "" "7";
    SUBSCRIBER_DATA_MISSING "I6" "I9" "2000B" SBR 2 0;
    MEMBER_ID_MISSING "" "I9";
    SUBSCRIBER_ORGANIZATION "" "I12";
    PATIENT_WEIGHT "" "I12";
    CASUALTY_NUMBER_DIFFERS "" "I12";
    PAYER_NUMBER_TWICE "5" "";
    RELATIONSHIP_MISSING "" "1";
    PATIENT_DATA_MISSING "I6" "I9";
    CLAIM_NUMBER "" "I12";
    ORIGINAL_REFERENCE "I6" "I9" "2300" CLM 5 3;
    ORIGINAL_REFERENCE_NOT_PAYERS "" "I12";
    CAUSES "" "7";
    ACCIDENT_STATE_MISSING "" "I9" "2300" CLM 11 1;
    ACCIDENT_STATE_UNASKED "" "I13" "2300" CLM 11 1;
    ACCIDENT_DATE_MISSING "I6" "I9" "2300" CLM 11 1;
    DELAY_REASON "" "7";
    CODE_NOT_LISTED "" "7";
    PATIENT_PAID_NOTHING "" "I12";
    AUTHORIZATION_REPEATED "I9" "";
    NOTE_TOO_LONG "" "5";
    ADMISSION_MISSING "I6" "I9" "2300" CLM 5 1;
    DISCHARGE_BEFORE_ADMISSION "" "8";
    DISABILITY_DATES "" "8";
    DIAGNOSIS_MISSING "I6" "I9";
    TOO_MANY_DIAGNOSES "5" "";
    DIAGNOSIS_LIST "" "I6";
    DIAGNOSIS "" "I12";
    PAPERWORK_NUMBER_MISSING "" "I9" "" PWK 2 0;
    PAPERWORK_NUMBER_UNASKED "" "I13" "" PWK 2 0;
    PAPERWORK "" "7";
    TOO_MUCH_PAPERWORK "5" "";
    CONDITION_CODES "" "7";
    NOT_A_PERSON "" "I12";
    PRIMARY_CARE_ALONE "I9" "";
    FACILITY_ADDRESS "I6" "I9";
    SUPERVISOR_NOT_A_PERSON "" "I12";
    TELEHEALTH_ADDRESS "I6" "I9" "2300" CLM 5 1;
    LINE_MISSING "I6" "";
    TOO_MANY_LINES "4" "";
    LINE_WITHOUT_PROCEDURE "" "I9";
    LINE_WITHOUT_CHARGE "" "I12";
    MINUTES "" "I6";
    POINTER_MISSING "" "I9";
    TOO_MANY_POINTERS "" "13";
    POINTER "" "I12";
    DATE_MISSING "I6" "I9";
    FUTURE_SERVICE "" "8";
    LINE_NUMBER "" "I12";
    LINE_NOTE_TOO_LONG "" "5";
    NDC "" "I12";
    DRUG_QUANTITY "I6" "I9";
    TOO_MANY_NUMBERS "5" "";
    TOO_MANY_COVERAGES "4" "";
    SEQUENCE_TWICE "" "I12";
    PAYER_TWICE "" "I12";
    DECISION_WITHOUT_PAYMENT "I6" "I9";
    UNKNOWN_PAYER "" "I12";
    LIABILITY_TWICE "I9" "";
    ADJUSTMENT_ZERO "" "I12";
    TOO_MANY_ADJUSTMENTS "5" "";
    ADJUSTMENT_REASON "" "I12";
    DECIDED_PROCEDURE "" "I9";
    BUNDLED_INTO "" "I12";
    TOO_MANY_DECISIONS "4" "";
    LATER_PAYER_DECIDED "I9" "";
    REMARKS "" "7";
};

/// IK304 of a segment that is missing.
const MISSING: &str = "I6";

const NOT_EXPRESSED: Row = Row {
    number: 0,
    ik3: "",
    ik4: "",
    trigger: None,
};

const fn row(number: u16) -> &'static Row {
    let mut rest = EXPRESSED;
    while let [row, more @ ..] = rest {
        if row.number == number {
            return row;
        }
        rest = more;
    }
    &NOT_EXPRESSED
}

const fn option(code: &'static str) -> Option<&'static str> {
    if code.is_empty() { None } else { Some(code) }
}

/// IK304 and IK403 of a rule of the claim.
pub(crate) const fn codes(number: u16) -> (Option<&'static str>, Option<&'static str>) {
    let row = row(number);
    (option(row.ik3), option(row.ik4))
}

/// True where the rule may be about a segment that is not there.
pub(super) fn is_about_missing(rule: &x12_core::Rule) -> bool {
    rule.ik3 == Some(MISSING)
}

/// What makes it an error; `None` where the rule has no single element that does.
pub(super) fn trigger(rule: &x12_core::Rule) -> Option<Trigger> {
    row(rule.number).trigger
}
