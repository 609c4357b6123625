//! Which code lists there are, what they are called and how their files are named.

use std::fmt;

/// A code list of a remittance or a claim status file.
///
/// The list says what a code means: `1` is the deductible among the adjustment reasons, but
/// "processed as primary" among the claim payment statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CodeList {
    /// Who bears an adjustment (CAS01): contract, patient, payer or other.
    AdjustmentGroup,
    /// Claim adjustment reason codes (CAS02, 05, 08, 11, 14, 17): why a charge was not paid in
    /// full.
    ///
    /// The built-in entries carry a class and say whether the reason usually means a denial.
    Carc,
    /// Remittance advice remark codes (MOA03 to 07, MIA05 and 20 to 23, LQ02 after `HE`): the
    /// remarks that explain an adjustment.
    Rarc,
    /// Provider-level adjustments (first component of PLB03, 05, 07, 09, 11, 13): money moved
    /// outside of the claims, such as recoveries, interest and capitation.
    ///
    /// Built in are the 41 codes of the guide. AP, PI, PL, IS and LS share one label; RS, which
    /// some payers send, has none.
    ProviderAdjustment,
    /// How the payer handled the claim (CLP02): as primary, secondary, reversed, forwarded.
    ClaimPaymentStatus,
    /// Kind of plan (CLP06; SBR09 on the claim).
    ///
    /// Includes the codes that payers send in a remittance although the guide does not list
    /// them there (BL, CI, FI, 11).
    ClaimFilingIndicator,
    /// Where the service was given (CLP08 of a professional claim; first component of CLM05).
    PlaceOfService,
    /// What the file does (BPR01): pay, notify, or only report.
    PaymentHandling,
    /// Direction of the money (BPR03).
    CreditDebit,
    /// How the money travels (BPR04): bank transfer, cheque, wire, or not at all.
    PaymentMethod,
    /// What a supplemental amount is (AMT01), on the claim or on the service line.
    AmountQualifier,
    /// What a supplemental quantity is (QTY01).
    QuantityQualifier,
    /// What an identifier is (REF01), in the header, on the claim or on the service line.
    ReferenceQualifier,
    /// What a date is (DTM01).
    DateQualifier,
    /// Whose name it is (N101, NM101).
    EntityIdentifier,
    /// From which list the remark of a service line comes (LQ01).
    RemarkList,
    /// Health care claim status codes (second component of STC01, 10, 11).
    ClaimStatus,
    /// Health care claim status category codes (first component of STC01, 10, 11).
    ///
    /// The class of a built-in entry is the family of the category: `ack`, `reject`, `pending`,
    /// `final`, `ask`, `error`, `nodata` or `other`.
    ClaimStatusCategory,
    /// Whom a claim status speaks of (third component of STC01, 10, 11).
    StatusEntity,
}

impl CodeList {
    /// Every list, in the order in which search results are given.
    pub const ALL: &'static [Self] = &[
        Self::AdjustmentGroup,
        Self::Carc,
        Self::Rarc,
        Self::ProviderAdjustment,
        Self::ClaimPaymentStatus,
        Self::ClaimFilingIndicator,
        Self::PlaceOfService,
        Self::PaymentHandling,
        Self::CreditDebit,
        Self::PaymentMethod,
        Self::AmountQualifier,
        Self::QuantityQualifier,
        Self::ReferenceQualifier,
        Self::DateQualifier,
        Self::EntityIdentifier,
        Self::RemarkList,
        Self::ClaimStatus,
        Self::ClaimStatusCategory,
        Self::StatusEntity,
    ];

    /// The name of the list as a biller says it, such as "CARC".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AdjustmentGroup => "adjustment group",
            Self::Carc => "CARC",
            Self::Rarc => "RARC",
            Self::ProviderAdjustment => "provider adjustment",
            Self::ClaimPaymentStatus => "claim payment status",
            Self::ClaimFilingIndicator => "claim filing indicator",
            Self::PlaceOfService => "place of service",
            Self::PaymentHandling => "payment handling",
            Self::CreditDebit => "credit or debit",
            Self::PaymentMethod => "payment method",
            Self::AmountQualifier => "amount qualifier",
            Self::QuantityQualifier => "quantity qualifier",
            Self::ReferenceQualifier => "reference qualifier",
            Self::DateQualifier => "date qualifier",
            Self::EntityIdentifier => "entity identifier",
            Self::RemarkList => "remark list",
            Self::ClaimStatus => "claim status",
            Self::ClaimStatusCategory => "claim status category",
            Self::StatusEntity => "claim status entity",
        }
    }

    /// The name of the list's file in a folder of tables, without the ending `.csv`.
    #[must_use]
    pub const fn file_stem(self) -> &'static str {
        match self {
            Self::AdjustmentGroup => "adjustment_group",
            Self::Carc => "carc",
            Self::Rarc => "rarc",
            Self::ProviderAdjustment => "provider_adjustment",
            Self::ClaimPaymentStatus => "claim_payment_status",
            Self::ClaimFilingIndicator => "claim_filing_indicator",
            Self::PlaceOfService => "place_of_service",
            Self::PaymentHandling => "payment_handling",
            Self::CreditDebit => "credit_debit",
            Self::PaymentMethod => "payment_method",
            Self::AmountQualifier => "amount_qualifier",
            Self::QuantityQualifier => "quantity_qualifier",
            Self::ReferenceQualifier => "reference_qualifier",
            Self::DateQualifier => "date_qualifier",
            Self::EntityIdentifier => "entity_identifier",
            Self::RemarkList => "remark_list",
            Self::ClaimStatus => "claim_status",
            Self::ClaimStatusCategory => "claim_status_category",
            Self::StatusEntity => "status_entity",
        }
    }

    /// The list whose file has this name (without the ending), if there is one.
    #[must_use]
    pub fn from_file_stem(stem: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|list| list.file_stem() == stem)
    }
}

impl fmt::Display for CodeList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
