//! The loops of 005010X212 as an inquiry (276), line by line, in the order of the guide.
//!
//! Sources: the public descriptions of this guide in stupidedi (`X212-HR276`) and in LinuxForHealth x12
//! (`x12_276_005010X212`), which agree but for the units of a line (SVC07: situational in the first, required in the
//! second; situational here). Lengths are those of the same elements in the answer.
//!
//! The guide counts the positions of each level anew. Levels below stand at 6000 here, behind everything else of the level
//! above.

use x12_core::segment_loop;

use crate::segments::{Amt, Bht, Dmg, Dtp, Hl, Nm1, Ref, St, Svc, Trn};

segment_loop! {
    /// What stands before the levels.
    pub struct Header<'a> = "HDR" {
        /// Transaction set header.
        100 R 1 ST set: St<'a> { ST01 R ["276"] ST03 R ["005010X212"] };
        /// Number and time of the inquiry.
        200 R 1 BHT begin: Option<Bht<'a>> { BHT01 R ["0010"] BHT02 R ["13"] BHT06 N },
    }
}

segment_loop! {
    /// Who is asked.
    pub struct SourceLevel<'a> = "2000A" {
        /// Number of the level.
        100 R 1 HL[HL03: "20"] level: Hl<'a> { HL02 N HL03 R ["20"] HL04 R ["1"] };
        /// The payer.
        500 R 1 NM1 payer: Option<Payer<'a>>,
        /// Who asks. Events deliver the level without them: they come as events of their own.
        6000 R n HL[HL03: "21"] receivers: Vec<ReceiverLevel<'a>>,
    }
}

segment_loop! {
    /// The payer.
    pub struct Payer<'a> = "2100A" {
        /// Name and identifier.
        500 R 1 NM1 name: Nm1<'a>
            { NM101 R ["PR"] NM102 R ["2"] NM103 R NM104 N NM105 N NM107 N NM108 R ["PI" "XV"] NM109 R };
    }
}

segment_loop! {
    /// Who asks.
    pub struct ReceiverLevel<'a> = "2000B" {
        /// Number of the level.
        100 R 1 HL[HL03: "21"] level: Hl<'a> { HL02 R HL03 R ["21"] HL04 R ["1"] };
        /// Who asks.
        500 R 1 NM1 receiver: Option<Receiver<'a>>,
        /// Whose claims are asked about. Events deliver the level without them.
        6000 R n HL[HL03: "19"] providers: Vec<ProviderLevel<'a>>,
    }
}

segment_loop! {
    /// Who asks.
    pub struct Receiver<'a> = "2100B" {
        /// Name and electronic id.
        500 R 1 NM1 name: Nm1<'a> { NM101 R ["41"] NM107 N NM108 R ["46"] NM109 R };
    }
}

segment_loop! {
    /// Whose claims are asked about.
    pub struct ProviderLevel<'a> = "2000C" {
        /// Number of the level.
        100 R 1 HL[HL03: "19"] level: Hl<'a> { HL02 R HL03 R ["19"] HL04 R ["1"] };
        /// The provider, by one or two identifiers.
        500 R 2 NM1 providers: Vec<Provider<'a>>,
        /// The subscribers. Events deliver the level without them.
        6000 R n HL[HL03: "22"] subscribers: Vec<SubscriberLevel<'a>>,
    }
}

segment_loop! {
    /// The provider.
    pub struct Provider<'a> = "2100C" {
        /// Name and NPI (`XX`), tax id (`FI`) or the payer's number (`SV`).
        500 R 1 NM1 name: Nm1<'a> { NM101 R ["1P"] NM108 R ["FI" "SV" "XX"] NM109 R };
    }
}

segment_loop! {
    /// One subscriber, with the subscriber's own claims or those of dependents.
    pub struct SubscriberLevel<'a> = "2000D" {
        /// Number of the level.
        100 R 1 HL[HL03: "22"] level: Hl<'a> { HL02 R HL03 R ["22"] };
        /// Birth date and sex, where the subscriber is the patient.
        400 S 1 DMG demographics: Option<Dmg<'a>> { DMG01 R ["D8"] DMG03 S ["F" "M"] },
        /// Who is insured.
        500 R 1 NM1 subscriber: Option<Subscriber<'a>>,
        /// Claims whose patient is the subscriber.
        900 S n TRN claims: Vec<SubscriberClaim<'a>>,
        /// The dependents. Events deliver the level without them.
        6000 S n HL[HL03: "23"] dependents: Vec<DependentLevel<'a>>,
    }
}

segment_loop! {
    /// Who is insured.
    pub struct Subscriber<'a> = "2100D" {
        /// Name and member id.
        500 R 1 NM1 name: Nm1<'a> { NM101 R ["IL"] NM103 R NM108 R ["24" "II" "MI"] NM109 R };
    }
}

segment_loop! {
    /// A patient who is not the subscriber, with claims.
    pub struct DependentLevel<'a> = "2000E" {
        /// Number of the level.
        100 R 1 HL[HL03: "23"] level: Hl<'a> { HL02 R HL03 R ["23"] HL04 N };
        /// Birth date and sex.
        400 R 1 DMG demographics: Option<Dmg<'a>> { DMG01 R ["D8"] DMG03 S ["F" "M"] },
        /// The patient.
        500 R 1 NM1 dependent: Option<Dependent<'a>>,
        /// The claims.
        900 R n TRN claims: Vec<DependentClaim<'a>>,
    }
}

segment_loop! {
    /// The patient.
    pub struct Dependent<'a> = "2100E" {
        /// Name.
        500 R 1 NM1 name: Nm1<'a> { NM101 R ["QC"] NM102 R ["1"] NM103 R NM108 N NM109 N };
    }
}

/// Claim and line stand below the subscriber and below the dependent: the same lines under another loop id.
macro_rules! claims_asked_about {
    ($($claim:ident $claim_id:literal $line:ident $line_id:literal;)*) => {$(
        segment_loop! {
            /// One claim that is asked about.
            pub struct $claim<'a> = $claim_id {
                /// The inquiry: the answer gives TRN02 back.
                900 R 1 TRN trace: Trn<'a> { TRN01 R ["1"] TRN03 N TRN04 N };
                /// The payer's claim number.
                1000 S 1 REF["1K"] payer_claim_number: Option<Ref<'a>>,
                /// Type of bill (institutional).
                1000 S 1 REF["BLT"] bill_type: Option<Box<Ref<'a>>>,
                /// Application or location within the payer.
                1000 S 1 REF["LU"] location: Option<Box<Ref<'a>>>,
                /// Group number of the insurance.
                1000 S 1 REF["6P"] group_number: Option<Box<Ref<'a>>>,
                /// Our own claim number: CLM01.
                1000 S 1 REF["EJ"] patient_control_number: Option<Ref<'a>>,
                /// Number of the prescription.
                1000 S 1 REF["XZ"] prescription_number: Option<Box<Ref<'a>>>,
                /// The clearinghouse's claim number.
                1000 S 1 REF["D9"] clearinghouse_claim_number: Option<Box<Ref<'a>>>,
                /// What was charged, in dollars.
                1100 S 1 AMT["T3"] charge: Option<Amt<'a>>,
                /// Days of service.
                1200 S 1 DTP["472"] service_dates: Option<Dtp<'a>>,
                /// Lines that are asked about.
                1300 S n SVC lines: Vec<$line<'a>>,
            }
        }

        segment_loop! {
            /// One line that is asked about.
            pub struct $line<'a> = $line_id {
                /// What was charged.
                1300 R 1 SVC service: Svc<'a>
                    { SVC01_1 R ["AD" "ER" "HC" "HP" "IV" "N4" "NU" "WK"] SVC01_7 N SVC03 N };
                /// Our own number of the line, or its position in the claim.
                1400 S 1 REF["FJ"] line_control_number: Option<Ref<'a>>,
                /// Days of service.
                1500 R 1 DTP["472"] service_dates: Option<Dtp<'a>>,
            }
        }
    )*};
}

claims_asked_about! {
    SubscriberClaim "2200D" SubscriberLine "2210D";
    DependentClaim "2200E" DependentLine "2210E";
}
