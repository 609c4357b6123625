//! The levels: who bills, who is insured, who is the patient.
//!
//! The guide counts the positions of each level anew. Levels below stand at 6000 here, behind everything else of the level
//! above, for nothing of it may follow them.

use x12_core::segment_loop;

use crate::{
    loops::ClaimLoop,
    segments::{Cur, Dmg, Hl, N3, N4, Nm1, Pat, Per, Prv, Ref, Sbr},
};

segment_loop! {
    /// Who bills, with all subscribers whose claims it bills.
    pub struct BillingProviderLevel<'a> = "2000A" {
        /// Number of the level.
        10 R 1 HL[HL03: "20"] level: Hl<'a> { HL02 N HL03 R ["20"] HL04 R ["1"] };
        /// What kind of provider it is.
        30 S 1 PRV taxonomy: Option<Prv<'a>> { PRV01 R ["BI"] },
        /// Currency of the claims; `None` means US dollars.
        100 S 1 CUR currency: Option<Box<Cur<'a>>> { CUR01 R ["85"] },
        /// Who bills.
        150 R 1 NM1["85"] billing_provider: Option<BillingProvider<'a>>,
        /// Where payments go, where that is another address.
        150 S 1 NM1["87"] pay_to_address: Option<Box<PayToAddress<'a>>>,
        /// The plan that is paid instead, in subrogation.
        150 S 1 NM1["PE"] pay_to_plan: Option<Box<PayToPlan<'a>>>,
        /// The subscribers. Events deliver the level without them: they come as events of their own.
        6000 R n HL[HL03: "22"] subscribers: Vec<SubscriberLevel<'a>>,
    }
}

segment_loop! {
    /// Who bills and is paid.
    pub struct BillingProvider<'a> = "2010AA" {
        /// Name and NPI.
        150 R 1 NM1["85"] name: Nm1<'a> { NM103 R NM108 S ["XX"] };
        /// Street; no post box.
        250 R 1 N3 address: Option<N3<'a>>,
        /// City, state and postal code.
        300 R 1 N4 city: Option<N4<'a>>,
        /// Tax id: `EI` of an employer, `SY` of a person.
        350 R 1 REF["EI" | "SY"] tax_id: Option<Ref<'a>>,
        /// State licence (`0B`) or UPIN (`1G`), where there is no NPI.
        350 S 2 REF["0B" | "1G"] license_references: Vec<Ref<'a>>,
        /// Whom to ask, where that is not the submitter's contact.
        400 S 2 PER contacts: Vec<Per<'a>>
            { PER01 R ["IC"] PER03 R ["EM" "FX" "TE"] PER04 R PER05 S ["EM" "EX" "FX" "TE"]
              PER07 S ["EM" "EX" "FX" "TE"] },
    }
}

segment_loop! {
    /// Where payments go.
    pub struct PayToAddress<'a> = "2010AB" {
        /// Kind of party, without name and identifier.
        150 R 1 NM1["87"] name: Nm1<'a> { NM103 N NM104 N NM105 N NM107 N NM108 N NM109 N };
        /// Street or post box.
        250 R 1 N3 address: Option<N3<'a>>,
        /// City, state and postal code.
        300 R 1 N4 city: Option<N4<'a>>,
    }
}

segment_loop! {
    /// The plan that is paid instead of the provider.
    pub struct PayToPlan<'a> = "2010AC" {
        /// Name and plan id.
        150 R 1 NM1["PE"] name: Nm1<'a> { NM102 R ["2"] NM103 R NM104 N NM105 N NM107 N NM108 R ["PI" "XV"] NM109 R };
        /// Street.
        250 R 1 N3 address: Option<N3<'a>>,
        /// City, state and postal code.
        300 R 1 N4 city: Option<N4<'a>>,
        /// Further identifier of the plan.
        350 S 1 REF["2U" | "FY" | "NF"] payer_reference: Option<Ref<'a>>,
        /// Tax id of the plan.
        350 R 1 REF["EI"] tax_id: Option<Ref<'a>>,
    }
}

segment_loop! {
    /// One coverage of one subscriber, with the claims of the subscriber or of dependents.
    pub struct SubscriberLevel<'a> = "2000B" {
        /// Number of the level.
        10 R 1 HL[HL03: "22"] level: Hl<'a> { HL02 R HL03 R ["22"] };
        /// Which payer in turn, group, kind of plan.
        50 R 1 SBR coverage: Option<Sbr<'a>> { SBR02 S ["18"] },
        /// Death, weight or pregnancy of the subscriber, who is the patient.
        70 S 1 PAT patient: Option<Box<Pat<'a>>> { PAT01 N PAT05 S ["D8"] },
        /// Who is insured.
        150 R 1 NM1["IL"] subscriber: Option<Subscriber<'a>>,
        /// Who gets the claims.
        150 R 1 NM1["PR"] payer: Option<Payer<'a>>,
        /// Claims of the subscriber. Events deliver the level without them.
        1300 S 100 CLM claims: Vec<ClaimLoop<'a>>,
        /// Dependents. Events deliver the level without them.
        6000 S n HL[HL03: "23"] patients: Vec<PatientLevel<'a>>,
    }
}

segment_loop! {
    /// Who is insured.
    pub struct Subscriber<'a> = "2010BA" {
        /// Name and member id.
        150 R 1 NM1["IL"] name: Nm1<'a> { NM103 R NM108 S ["II" "MI"] };
        /// Street, where the subscriber is the patient.
        250 S 1 N3 address: Option<Box<N3<'a>>>,
        /// City, state and postal code.
        300 S 1 N4 city: Option<Box<N4<'a>>>,
        /// Birth date and sex, where the subscriber is the patient.
        320 S 1 DMG demographics: Option<Dmg<'a>> { DMG01 R ["D8"] },
        /// Social security number, where the payer needs it.
        350 S 1 REF["SY"] social_security_number: Option<Box<Ref<'a>>>,
        /// Claim number of the property and casualty payer.
        350 S 1 REF["Y4"] property_casualty_claim_number: Option<Box<Ref<'a>>>,
        /// Whom to ask, in property and casualty.
        400 S 1 PER property_casualty_contact: Option<Box<Per<'a>>>
            { PER01 R ["IC"] PER03 R ["TE"] PER04 R PER05 S ["EX"] PER07 N PER08 N },
    }
}

segment_loop! {
    /// Who gets the claims.
    pub struct Payer<'a> = "2010BB" {
        /// Name and payer id.
        150 R 1 NM1["PR"] name: Nm1<'a> { NM102 R ["2"] NM103 R NM104 N NM105 N NM107 N NM108 R ["PI" "XV"] NM109 R };
        /// Street.
        250 S 1 N3 address: Option<Box<N3<'a>>>,
        /// City, state and postal code.
        300 S 1 N4 city: Option<Box<N4<'a>>>,
        /// Further identifiers: `2U` payer id, `EI` tax id, `FY` claim office, `NF` NAIC code.
        350 S 3 REF["2U" | "EI" | "FY" | "NF"] references: Vec<Ref<'a>>,
        /// The billing provider's number with this payer: `G2`, or `LU` location.
        350 S 2 REF["G2" | "LU"] billing_provider_references: Vec<Ref<'a>>,
    }
}

segment_loop! {
    /// A patient who is not the subscriber, with the claims.
    pub struct PatientLevel<'a> = "2000C" {
        /// Number of the level.
        10 R 1 HL[HL03: "23"] level: Hl<'a> { HL02 R HL03 R ["23"] HL04 R ["0"] };
        /// Relationship to the subscriber; death, weight, pregnancy.
        70 R 1 PAT relationship: Option<Pat<'a>> { PAT01 R PAT05 S ["D8"] },
        /// Who the patient is.
        150 R 1 NM1["QC"] patient: Option<Patient<'a>>,
        /// Claims of the patient. Events deliver the level without them.
        1300 R 100 CLM claims: Vec<ClaimLoop<'a>>,
    }
}

segment_loop! {
    /// The patient.
    pub struct Patient<'a> = "2010CA" {
        /// Name.
        150 R 1 NM1["QC"] name: Nm1<'a> { NM102 R ["1"] NM103 R NM108 N NM109 N };
        /// Street.
        250 R 1 N3 address: Option<N3<'a>>,
        /// City, state and postal code.
        300 R 1 N4 city: Option<N4<'a>>,
        /// Birth date and sex.
        320 R 1 DMG demographics: Option<Dmg<'a>> { DMG01 R ["D8"] },
        /// Claim number of the property and casualty payer.
        350 S 1 REF["Y4"] property_casualty_claim_number: Option<Box<Ref<'a>>>,
        /// Member id (`1W`) or social security number (`SY`), in property and casualty.
        350 S 1 REF["1W" | "SY"] property_casualty_patient_id: Option<Box<Ref<'a>>>,
        /// Whom to ask, in property and casualty.
        400 S 1 PER property_casualty_contact: Option<Box<Per<'a>>>
            { PER01 R ["IC"] PER03 R ["TE"] PER04 R PER05 S ["EX"] PER07 N PER08 N },
    }
}
