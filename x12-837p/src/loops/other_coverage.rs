//! Other payers of the claim: coordination of benefits.

use x12_core::segment_loop;

use crate::segments::{Amt, Cas, Dtp, Moa, N3, N4, Nm1, Oi, Ref, Sbr};

segment_loop! {
    /// The coverage by one other payer, and what that payer decided.
    pub struct OtherCoverage<'a> = "2320" {
        /// Which payer in turn, relationship, group, kind of plan.
        2900 R 1 SBR coverage: Sbr<'a> { SBR02 R ["01" "18" "19" "20" "21" "39" "40" "53" "G8"] };
        /// Adjustments of the claim as a whole; those of lines stand on the lines.
        2950 S 5 CAS adjustments: Vec<Cas<'a>> { CAS01 R ["CO" "CR" "OA" "PI" "PR"] },
        /// What the payer paid, in dollars; zero where it denied.
        3000 S 1 AMT["D"] payer_paid: Option<Box<Amt<'a>>>,
        /// The charge, where the provider need not bill this payer first.
        3000 S 1 AMT["A8"] total_non_covered: Option<Box<Amt<'a>>>,
        /// What the patient still owes, in dollars.
        3000 S 1 AMT["EAF"] remaining_patient_liability: Option<Box<Amt<'a>>>,
        /// Assignment and release of information.
        3100 R 1 OI consent: Option<Oi<'a>>,
        /// Outpatient adjudication: remarks on the claim.
        3200 S 1 MOA outpatient: Option<Box<Moa<'a>>>,
        /// Who is insured there.
        3250 R 1 NM1["IL"] subscriber: Option<OtherSubscriber<'a>>,
        /// The other payer.
        3250 R 1 NM1["PR"] payer: Option<OtherPayer<'a>>,
        /// The referring provider's numbers with that payer.
        3250 S 2 NM1["DN" | "P3"] referring_providers: Vec<OtherPayerReferringProvider<'a>>,
        /// The rendering provider's numbers with that payer.
        3250 S 1 NM1["82"] rendering_provider: Option<Box<OtherPayerRenderingProvider<'a>>>,
        /// The service facility's numbers with that payer.
        3250 S 1 NM1["77"] service_facility: Option<Box<OtherPayerServiceFacility<'a>>>,
        /// The supervising provider's numbers with that payer.
        3250 S 1 NM1["DQ"] supervising_provider: Option<Box<OtherPayerSupervisingProvider<'a>>>,
        /// The billing provider's numbers with that payer.
        3250 S 1 NM1["85"] billing_provider: Option<Box<OtherPayerBillingProvider<'a>>>,
    }
}

segment_loop! {
    /// Who is insured by the other payer.
    pub struct OtherSubscriber<'a> = "2330A" {
        /// Name and member id.
        3250 R 1 NM1["IL"] name: Nm1<'a> { NM103 R NM108 R ["II" "MI"] NM109 R };
        /// Street.
        3320 S 1 N3 address: Option<Box<N3<'a>>>,
        /// City, state and postal code.
        3400 S 1 N4 city: Option<Box<N4<'a>>>,
        /// Social security number, where the payer needs it.
        3550 S 1 REF["SY"] social_security_number: Option<Box<Ref<'a>>>,
    }
}

segment_loop! {
    /// The other payer.
    pub struct OtherPayer<'a> = "2330B" {
        /// Name and payer id.
        3250 R 1 NM1["PR"] name: Nm1<'a>
            { NM102 R ["2"] NM103 R NM104 N NM105 N NM107 N NM108 R ["PI" "XV"] NM109 R };
        /// Street.
        3320 S 1 N3 address: Option<Box<N3<'a>>>,
        /// City, state and postal code.
        3400 S 1 N4 city: Option<Box<N4<'a>>>,
        /// When the payer decided on the claim; on the lines instead where it decided by line.
        3450 S 1 DTP["573"] remittance_date: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Further identifiers: `2U` payer id, `EI` tax id, `FY` claim office, `NF` NAIC code.
        3550 S 2 REF["2U" | "EI" | "FY" | "NF"] references: Vec<Ref<'a>>,
        /// That payer's prior authorization number.
        3550 S 1 REF["G1"] prior_authorization: Option<Box<Ref<'a>>>,
        /// That payer's referral number.
        3550 S 1 REF["9F"] referral_number: Option<Box<Ref<'a>>>,
        /// `Y` where the payer's decision was adjusted.
        3550 S 1 REF["T4"] claim_adjustment_indicator: Option<Box<Ref<'a>>> { REF02 R ["Y"] },
        /// That payer's number of the claim.
        3550 S 1 REF["F8"] claim_control_number: Option<Box<Ref<'a>>>,
    }
}

segment_loop! {
    /// The referring provider's numbers with the other payer.
    pub struct OtherPayerReferringProvider<'a> = "2330C" {
        /// Which provider.
        3250 R 1 NM1["DN" | "P3"] name: Nm1<'a> { NM102 R ["1"] NM103 N NM104 N NM105 N NM107 N NM108 N NM109 N };
        /// The numbers.
        3550 R 3 REF["0B" | "1G" | "G2"] references: Vec<Ref<'a>>,
    }
}

segment_loop! {
    /// The rendering provider's numbers with the other payer.
    pub struct OtherPayerRenderingProvider<'a> = "2330D" {
        /// Which provider.
        3250 R 1 NM1["82"] name: Nm1<'a> { NM103 N NM104 N NM105 N NM107 N NM108 N NM109 N };
        /// The numbers.
        3550 R 3 REF["0B" | "1G" | "G2" | "LU"] references: Vec<Ref<'a>>,
    }
}

segment_loop! {
    /// The service facility's numbers with the other payer.
    pub struct OtherPayerServiceFacility<'a> = "2330E" {
        /// Which place.
        3250 R 1 NM1["77"] name: Nm1<'a> { NM102 R ["2"] NM103 N NM104 N NM105 N NM107 N NM108 N NM109 N };
        /// The numbers.
        3550 R 3 REF["0B" | "G2" | "LU"] references: Vec<Ref<'a>>,
    }
}

segment_loop! {
    /// The supervising provider's numbers with the other payer.
    pub struct OtherPayerSupervisingProvider<'a> = "2330F" {
        /// Which provider.
        3250 R 1 NM1["DQ"] name: Nm1<'a> { NM102 R ["1"] NM103 N NM104 N NM105 N NM107 N NM108 N NM109 N };
        /// The numbers.
        3550 R 3 REF["0B" | "1G" | "G2" | "LU"] references: Vec<Ref<'a>>,
    }
}

segment_loop! {
    /// The billing provider's numbers with the other payer.
    pub struct OtherPayerBillingProvider<'a> = "2330G" {
        /// Which provider.
        3250 R 1 NM1["85"] name: Nm1<'a> { NM103 N NM104 N NM105 N NM107 N NM108 N NM109 N };
        /// The numbers.
        3550 R 2 REF["G2" | "LU"] references: Vec<Ref<'a>>,
    }
}
