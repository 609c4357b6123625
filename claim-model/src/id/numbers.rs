//! Numbers of providers, payers, members and claims.

use super::{formats, identifier};

identifier! {
    /// National provider identifier: ten digits, the last of which checks the others.
    shown Npi = "NPI", tidy formats::trimmed, check formats::npi
}

identifier! {
    /// Employer identification number: nine digits.
    hidden Ein = "EIN", tidy formats::digits, check formats::ein
}

identifier! {
    /// Social security number: nine digits.
    hidden Ssn = "SSN", tidy formats::digits, check formats::ssn
}

identifier! {
    /// Taxonomy code of a provider: ten characters, the last an `X`.
    shown Taxonomy = "taxonomy code", tidy formats::upper, check formats::taxonomy
}

identifier! {
    /// The payer's id in the clearinghouse's list. Leading zeros count.
    brief PayerId = "payer id", tidy formats::upper, check formats::payer_id
}

identifier! {
    /// The member's id with a payer, as printed on the card.
    hidden MemberId = "member id", tidy formats::upper, check formats::member_id
}

identifier! {
    /// Our own claim number (Box 26). It comes back on remittances and status reports.
    ///
    /// It is not the number that a replacement or a void refers to: that is the payer's, a [`PayerClaimNumber`].
    hidden PatientControlNumber = "patient control number", tidy formats::trimmed, check formats::patient_control_number
}

identifier! {
    /// The payer's claim number, from its remittance or status report: what Box 22 asks for.
    ///
    /// Neither our own number nor the clearinghouse's fits in its place: payers refuse both.
    hidden PayerClaimNumber = "payer claim number", tidy formats::trimmed, check formats::reference
}

identifier! {
    /// The clearinghouse's number of a claim. It is good for asking the clearinghouse, and for nothing else.
    hidden ClearinghouseClaimNumber = "clearinghouse claim number", tidy formats::trimmed, check formats::reference
}

identifier! {
    /// Number of a laboratory under the Clinical Laboratory Improvement Amendments.
    brief CliaNumber = "CLIA number", tidy formats::upper, check formats::reference
}

identifier! {
    /// National drug code: eleven digits, five, four and two. With hyphens, each part may lack its leading zero.
    shown Ndc = "NDC", tidy formats::ndc_digits, check formats::ndc
}
