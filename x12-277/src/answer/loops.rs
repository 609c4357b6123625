//! The loops of 005010X212 as an answer (277), line by line, in the order of the guide.
//!
//! The guide counts the positions of each level anew. Levels below stand at 6000 here, behind everything else of the level
//! above.

use x12_core::{notation::Few, segment_loop};

use crate::segments::{Bht, Dtp, Hl, Nm1, Per, Ref, St, Stc, Svc, Trn};

segment_loop! {
    /// What stands before the levels.
    pub struct Header<'a> = "HDR" {
        /// Transaction set header.
        100 R 1 ST set: St<'a> { ST01 R ["277"] ST03 R ["005010X212"] };
        /// Number and time of the answer.
        200 R 1 BHT begin: Option<Bht<'a>> { BHT01 R ["0010"] BHT02 R ["08"] BHT06 R ["DG"] },
    }
}

segment_loop! {
    /// Who answers.
    pub struct SourceLevel<'a> = "2000A" {
        /// Number of the level.
        100 R 1 HL[HL03: "20"] level: Hl<'a> { HL02 N HL03 R ["20"] HL04 R ["1"] };
        /// The payer.
        500 R 1 NM1 payer: Option<Payer<'a>>,
        /// Who asked. Events deliver the level without them: they come as events of their own.
        6000 R n HL[HL03: "21"] receivers: Vec<ReceiverLevel<'a>>,
    }
}

segment_loop! {
    /// The payer.
    pub struct Payer<'a> = "2100A" {
        /// Name and identifier.
        500 R 1 NM1 name: Nm1<'a>
            { NM101 R ["PR"] NM102 R ["2"] NM103 R NM104 N NM105 N NM107 N NM108 R ["PI" "XV"] NM109 R };
        /// Whom to ask about claims.
        800 S 1 PER contact: Option<Box<Per<'a>>>
            { PER01 R ["IC"] PER03 R ["ED" "EM" "FX" "TE"] PER04 R PER05 S ["ED" "EM" "EX" "FX" "TE"]
              PER07 S ["ED" "EM" "EX" "FX" "TE"] },
    }
}

segment_loop! {
    /// Who asked. The level has none below it where the inquiry as a whole could not be answered.
    pub struct ReceiverLevel<'a> = "2000B" {
        /// Number of the level.
        100 R 1 HL[HL03: "21"] level: Hl<'a> { HL02 R HL03 R ["21"] };
        /// Who asked.
        500 R 1 NM1 receiver: Option<Receiver<'a>>,
        /// What is wrong with the inquiry as a whole.
        900 S 1 TRN inquiry: Option<ReceiverStatus<'a>>,
        /// Whose claims were asked about. Events deliver the level without them.
        6000 S n HL[HL03: "19"] providers: Vec<ProviderLevel<'a>>,
    }
}

segment_loop! {
    /// Who asked.
    pub struct Receiver<'a> = "2100B" {
        /// Name and electronic id.
        500 R 1 NM1 name: Nm1<'a> { NM101 R ["41"] NM107 N NM108 R ["46"] NM109 R };
    }
}

segment_loop! {
    /// What is wrong with the inquiry as a whole.
    pub struct ReceiverStatus<'a> = "2200B" {
        /// The inquiry.
        900 R 1 TRN trace: Trn<'a> { TRN01 R ["2"] TRN03 N TRN04 N };
        /// Its statuses.
        1000 R n STC statuses: Few<Stc<'a>>
            { STC01_3 S ["41" "AY" "PR"] STC01_4 N STC02 R STC03 N STC04 N STC05 N STC06 N STC08 N STC09 N STC10_4 N
              STC11_4 N STC12 N },
    }
}

segment_loop! {
    /// Whose claims were asked about.
    pub struct ProviderLevel<'a> = "2000C" {
        /// Number of the level.
        100 R 1 HL[HL03: "19"] level: Hl<'a> { HL02 R HL03 R ["19"] };
        /// The provider, by one or two identifiers.
        500 R 2 NM1 providers: Vec<Provider<'a>>,
        /// What is wrong with all inquiries of the provider.
        900 S 1 TRN status: Option<ProviderStatus<'a>>,
        /// The subscribers. Events deliver the level without them.
        6000 S n HL[HL03: "22"] subscribers: Vec<SubscriberLevel<'a>>,
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
    /// What is wrong with all inquiries of the provider.
    pub struct ProviderStatus<'a> = "2200C" {
        /// The payer's number for the provider.
        900 R 1 TRN trace: Trn<'a> { TRN01 R ["1"] TRN03 N TRN04 N };
        /// The statuses.
        1000 R n STC statuses: Few<Stc<'a>>
            { STC01_3 S ["1P"] STC01_4 N STC02 R STC03 N STC04 N STC05 N STC06 N STC08 N STC09 N STC10_4 N STC11_4 N STC12 N },
    }
}

segment_loop! {
    /// One subscriber, with the subscriber's own claims or those of dependents.
    pub struct SubscriberLevel<'a> = "2000D" {
        /// Number of the level.
        100 R 1 HL[HL03: "22"] level: Hl<'a> { HL02 R HL03 R ["22"] };
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
macro_rules! answered_claims {
    ($entities:tt: $($claim:ident $claim_id:literal $line:ident $line_id:literal;)*) => {$(
        segment_loop! {
            /// One claim that was asked about, or that the payer tells of.
            pub struct $claim<'a> = $claim_id {
                /// The inquiry: TRN02 is the trace number that it gave.
                900 R 1 TRN trace: Trn<'a> { TRN01 R ["2"] TRN03 N TRN04 N };
                /// The statuses.
                1000 R n STC statuses: Few<Stc<'a>> { STC01_3 S $entities STC02 R STC03 N STC12 N },
                /// The payer's claim number.
                1100 S 1 REF["1K"] payer_claim_number: Option<Ref<'a>>,
                /// Type of bill (institutional).
                1100 S 1 REF["BLT"] bill_type: Option<Box<Ref<'a>>>,
                /// Our own claim number: CLM01.
                1100 S 1 REF["EJ"] patient_control_number: Option<Ref<'a>>,
                /// Number of the prescription.
                1100 S 1 REF["XZ"] prescription_number: Option<Box<Ref<'a>>>,
                /// Number of the voucher.
                1100 S 1 REF["VV"] voucher: Option<Box<Ref<'a>>>,
                /// The clearinghouse's claim number.
                1100 S 1 REF["D9"] clearinghouse_claim_number: Option<Ref<'a>>,
                /// Days of service.
                1200 S 1 DTP["472"] service_dates: Option<Dtp<'a>>,
                /// The lines.
                1800 S n SVC lines: Vec<$line<'a>>,
            }
        }

        segment_loop! {
            /// One line of the claim.
            pub struct $line<'a> = $line_id {
                /// What was charged and paid.
                1800 R 1 SVC service: Svc<'a>
                    { SVC01_1 R ["AD" "ER" "HC" "HP" "IV" "N4" "NU" "WK"] SVC01_7 N SVC03 R SVC07 R };
                /// The statuses.
                1900 R n STC statuses: Few<Stc<'a>>
                    { STC01_3 S $entities STC02 R STC03 N STC04 N STC05 N STC06 N STC08 N STC09 N STC12 N },
                /// Our own number of the line, or its position in the claim.
                2000 S 1 REF["FJ"] line_control_number: Option<Ref<'a>>,
                /// Days of service.
                2100 R 1 DTP["472"] service_dates: Option<Dtp<'a>>,
            }
        }
    )*};
}

answered_claims! {
    ["03" "13" "17" "1E" "1G" "1H" "1I" "1O" "1P" "1Q" "1R" "1S" "1T" "1U" "1V" "1W" "1X" "1Y" "1Z" "28"
                "2A" "2B" "2D" "2E" "2I" "2K" "2P" "2Q" "2S" "2Z" "30" "36" "3A" "3C" "3D" "3E" "3F" "3G" "3H" "3I"
                "3J" "3K" "3L" "3M" "3N" "3O" "3P" "3Q" "3R" "3S" "3T" "3U" "3V" "3W" "3X" "3Y" "3Z" "40" "43" "44"
                "4A" "4B" "4C" "4D" "4E" "4F" "4G" "4H" "4I" "4J" "4L" "4M" "4N" "4O" "4P" "4Q" "4R" "4S" "4U" "4V"
                "4W" "4X" "4Y" "4Z" "5A" "5B" "5C" "5D" "5E" "5F" "5G" "5H" "5I" "5J" "5K" "5L" "5M" "5N" "5O" "5P"
                "5Q" "5R" "5S" "5T" "5U" "5V" "5W" "5X" "5Y" "5Z" "61" "6A" "6B" "6C" "6D" "6E" "6F" "6G" "6H" "6I"
                "6J" "6K" "6L" "6M" "6N" "6O" "6P" "6Q" "6R" "6S" "6U" "6V" "6W" "6X" "6Y" "71" "72" "73" "74" "77"
                "7C" "80" "82" "84" "85" "87" "95" "CK" "CZ" "D2" "DD" "DJ" "DK" "DN" "DO" "DQ" "E1" "E2" "E7" "E9"
                "FA" "FD" "FE" "G0" "G3" "GB" "GD" "GI" "GJ" "GK" "GM" "GY" "HF" "HH" "I3" "IJ" "IL" "IN" "LI" "LR"
                "MR" "MSC" "OB" "OD" "OX" "P0" "P2" "P3" "P4" "P6" "P7" "PRP" "PT" "PV" "PW" "QA" "QB" "QC" "QD" "QE"
                "QH" "QK" "QL" "QN" "QO" "QS" "QV" "QY" "RC" "RW" "S4" "SEP" "SJ" "SU" "T4" "TL" "TQ" "TT" "TTP" "TU"
                "UH" "X3" "X4" "X5" "ZZ"]:
    SubscriberClaim "2200D" SubscriberLine "2220D";
    DependentClaim "2200E" DependentLine "2220E";
}
