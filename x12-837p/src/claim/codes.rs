//! Words of the claim model and the codes that stand for them, each pair once.

use claim_model::{
    AdjustmentGroup, Assignment, BenefitsAssignment, ClaimNoteKind, DisabilityKind, DrugUnit,
    LineNoteKind, MemberIdKind, PayerIdKind, PayerOtherIdKind, PayerSequence, ProviderIdKind,
    RelatedCause, Relationship, Release, Sex, Transmission,
};

/// A word with a code.
pub(crate) trait Coded: Copy + PartialEq + 'static {
    /// All pairs.
    const PAIRS: &'static [(&'static str, Self)];

    /// The code.
    fn code(self) -> &'static str {
        Self::PAIRS
            .iter()
            .find(|(_, word)| *word == self)
            .map_or("", |(code, _)| code)
    }

    /// The word; `None` for a code that has none.
    fn of(code: &str) -> Option<Self> {
        Self::PAIRS
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, word)| *word)
    }
}

macro_rules! coded {
    ($($of:literal $word:ident { $($code:literal = $variant:ident),* $(,)? })*) => {
        $(
            #[doc = $of]
            impl Coded for $word {
                const PAIRS: &'static [(&'static str, Self)] = &[$(($code, Self::$variant)),*];
            }
        )*
    };
}

coded! {
    "`2000B SBR01`, `2320 SBR01`." PayerSequence {
        "P" = Primary, "S" = Secondary, "T" = Tertiary, "A" = Fourth, "B" = Fifth, "C" = Sixth, "D" = Seventh,
        "E" = Eighth, "F" = Ninth, "G" = Tenth, "H" = Eleventh, "U" = Unknown,
    }
    "`2000C PAT01`, `2320 SBR02`." Relationship {
        "18" = Itself, "01" = Spouse, "19" = Child, "20" = Employee, "21" = Unknown, "39" = OrganDonor,
        "40" = CadaverDonor, "53" = LifePartner, "G8" = Other,
    }
    "`DMG03`." Sex { "F" = Female, "M" = Male, "U" = Unknown }
    "`2010BB NM108`, `2330B NM108`." PayerIdKind { "PI" = Assigned, "XV" = NationalPlan }
    "`2010BA NM108`, `2330A NM108`." MemberIdKind { "MI" = Member, "II" = NationalHealthId }
    "`2010BB REF01`, `2330B REF01`." PayerOtherIdKind { "2U" = PayerId, "EI" = TaxId, "NF" = Naic }
    "`REF01` of providers." ProviderIdKind {
        "0B" = StateLicense, "1G" = Upin, "G2" = PayerAssigned, "LU" = Location,
    }
    "`2300 CLM07`." Assignment { "A" = Assigned, "B" = LaboratoryOnly, "C" = NotAssigned }
    "`2300 CLM08`, `2320 OI03`." BenefitsAssignment { "Y" = Yes, "N" = No, "W" = NotApplicable }
    "`2300 CLM09`, `2320 OI06`." Release { "Y" = Signed, "I" = InformedConsent }
    "`2300 CLM11`." RelatedCause { "AA" = AutoAccident, "EM" = Employment, "OA" = OtherAccident }
    "`2300 DTP01`." DisabilityKind { "314" = Period, "360" = Start, "361" = End }
    "`2300 NTE01`." ClaimNoteKind {
        "ADD" = AdditionalInformation, "CER" = Certification, "DCP" = GoalsOrPlans, "DGN" = Diagnosis,
        "TPO" = ThirdParty,
    }
    "`2400 NTE01`." LineNoteKind { "ADD" = AdditionalInformation, "DCP" = GoalsOrPlans }
    "`PWK02`." Transmission {
        "AA" = OnRequest, "BM" = Mail, "EL" = Electronic, "EM" = Email, "FT" = FileTransfer, "FX" = Fax,
    }
    "`2410 CTP05`." DrugUnit {
        "F2" = InternationalUnit, "GR" = Gram, "ME" = Milligram, "ML" = Milliliter, "UN" = Unit,
    }
}

/// `CAS01`.
impl Coded for AdjustmentGroup {
    const PAIRS: &'static [(&'static str, Self)] = Self::CODES;
}
