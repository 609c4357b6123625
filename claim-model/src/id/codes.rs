//! Codes of outside lists: any well-formed code is taken, known or not, for lists change several times a year.

use super::{formats, identifier};

identifier! {
    /// Diagnosis without its dot: ICD-10-CM, or ICD-9-CM for services before October 2015.
    shown DiagnosisCode = "diagnosis code", tidy formats::undotted, check formats::diagnosis
}

identifier! {
    /// Procedure: CPT or HCPCS level II, five characters.
    shown ProcedureCode = "procedure code", tidy formats::upper, check formats::procedure
}

identifier! {
    /// Modifier of a procedure: two characters.
    shown Modifier = "modifier", tidy formats::upper, check formats::modifier
}

identifier! {
    /// Place of service: two digits of the list of CMS.
    shown PlaceOfService = "place of service", tidy formats::trimmed, check formats::place_of_service
}

identifier! {
    /// Kind of insurance (Box 1), such as `CI` commercial or `MB` Medicare part B.
    brief ClaimFilingIndicator = "claim filing indicator", tidy formats::upper, check formats::two
}

identifier! {
    /// Condition code of the claim (Box 10d).
    brief ConditionCode = "condition code", tidy formats::upper, check formats::short
}

identifier! {
    /// Claim adjustment reason code (CARC).
    brief AdjustmentReasonCode = "adjustment reason code", tidy formats::upper, check formats::short
}

identifier! {
    /// Remittance advice remark code (RARC).
    brief RemarkCode = "remark code", tidy formats::upper, check formats::remark
}

identifier! {
    /// Claim status category: what kind of answer it is, such as `A7` rejected or `F1` paid.
    brief StatusCategory = "claim status category", tidy formats::upper, check formats::remark
}

identifier! {
    /// Claim status code: what the answer is about, such as `20` accepted for processing.
    brief StatusCode = "claim status code", tidy formats::upper, check formats::remark
}

identifier! {
    /// Entity code: whom a status speaks of, such as `85` billing provider or `IL` subscriber.
    brief EntityCode = "entity code", tidy formats::upper, check formats::short
}

impl PlaceOfService {
    /// Telehealth, in the patient's home or elsewhere.
    #[must_use]
    pub fn is_telehealth(&self) -> bool {
        matches!(self.as_str(), "02" | "10")
    }

    /// The patient stays overnight: hospital, nursing facility or psychiatric facility.
    #[must_use]
    pub fn is_inpatient(&self) -> bool {
        matches!(self.as_str(), "21" | "51" | "61")
    }
}
