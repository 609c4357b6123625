//! The loops of 005010X214, line by line, in the order of the guide.
//!
//! The guide counts the positions of each level anew. Levels below stand at 6000 here, behind everything else of the level
//! above.

use x12_core::{notation::Few, segment_loop};

use crate::segments::{Amt, Bht, Dtp, Hl, Nm1, Qty, Ref, St, Stc, Svc, Trn};

segment_loop! {
    /// What stands before the levels.
    pub struct Header<'a> = "HDR" {
        /// Transaction set header.
        50 R 1 ST set: St<'a> { ST01 R ["277"] ST03 R ["005010X214"] };
        /// Number and time of the report.
        200 R 1 BHT begin: Option<Bht<'a>> { BHT01 R ["0085"] BHT02 R ["08"] BHT06 R ["TH"] },
    }
}

segment_loop! {
    /// Who reports: a payer, or a clearinghouse on the way there.
    pub struct SourceLevel<'a> = "2000A" {
        /// Number of the level.
        100 R 1 HL[HL03: "20"] level: Hl<'a> { HL02 N HL03 R ["20"] HL04 R ["1"] };
        /// Who reports.
        500 R 1 NM1 source: Option<Source<'a>>,
        /// When the batch came in, where the report has no number of its own. Never written.
        850 S 1 DTP["050"] received: Option<Box<Dtp<'a>>>,
        /// When the batch was processed, where the report has no number of its own. Never written.
        850 S 1 DTP["009"] processed: Option<Box<Dtp<'a>>>,
        /// Number of the report, and when the batch came in.
        900 R 1 TRN receipt: Option<Receipt<'a>>,
        /// Whose batch it is. Events deliver the level without them: they come as events of their own.
        6000 R 1 HL[HL03: "21"] receivers: Vec<ReceiverLevel<'a>>,
    }
}

segment_loop! {
    /// Who reports.
    pub struct Source<'a> = "2100A" {
        /// Name and identifier: `PR` a payer, `AY` a clearinghouse.
        500 R 1 NM1 name: Nm1<'a>
            { NM101 R ["PR" "AY"] NM102 R ["2"] NM103 R NM104 N NM105 N NM107 N NM108 R ["46" "FI" "PI" "XV"] NM109 R };
    }
}

segment_loop! {
    /// The report itself.
    pub struct Receipt<'a> = "2200A" {
        /// The reporter's own number of the report.
        900 R 1 TRN trace: Trn<'a> { TRN01 R ["1"] TRN03 N TRN04 N };
        /// When the batch came in.
        1200 R 1 DTP["050"] received: Option<Dtp<'a>> { DTP02 R ["D8"] },
        /// When the batch was processed.
        1200 R 1 DTP["009"] processed: Option<Dtp<'a>> { DTP02 R ["D8"] },
    }
}

segment_loop! {
    /// Who sent the batch and gets the report. The level has none below it where the batch was rejected as a whole.
    pub struct ReceiverLevel<'a> = "2000B" {
        /// Number of the level.
        100 R 1 HL[HL03: "21"] level: Hl<'a> { HL02 R HL03 R ["21"] };
        /// Who sent the batch.
        500 R 1 NM1 receiver: Option<Receiver<'a>>,
        /// What became of the batch.
        900 R 1 TRN batch: Option<BatchStatus<'a>>,
        /// Who bills. Events deliver the level without them.
        6000 S n HL[HL03: "19"] providers: Vec<ProviderLevel<'a>>,
    }
}

segment_loop! {
    /// Who sent the batch.
    pub struct Receiver<'a> = "2100B" {
        /// Name and electronic id.
        500 R 1 NM1 name: Nm1<'a> { NM101 R ["41"] NM103 R NM107 N NM108 R ["46"] NM109 R };
    }
}

segment_loop! {
    /// What became of the batch.
    pub struct BatchStatus<'a> = "2200B" {
        /// The batch: TRN02 is its BHT03.
        900 R 1 TRN trace: Trn<'a> { TRN01 R ["2"] TRN03 N TRN04 N };
        /// Its statuses; STC04 is the charge of all its claims.
        1000 R n STC statuses: Few<Stc<'a>>
            { STC01_3 S ["36" "40" "41" "AY" "PR"] STC01_4 N STC02 R STC03 R ["U" "WQ"] STC04 R STC05 N STC06 N STC08 N
              STC09 N STC10_4 N STC11_4 N STC12 N },
        /// How many claims were accepted; `None` may mean none.
        1210 S 1 QTY["90"] accepted_claims: Option<Qty<'a>>,
        /// How many claims were rejected; `None` may mean none.
        1210 S 1 QTY["AA"] rejected_claims: Option<Qty<'a>>,
        /// Charge of the accepted claims, in dollars.
        1220 S 1 AMT["YU"] accepted_charge: Option<Amt<'a>>,
        /// Charge of the rejected claims, in dollars.
        1220 S 1 AMT["YY"] rejected_charge: Option<Amt<'a>>,
    }
}

segment_loop! {
    /// Who bills. The level has none below it where all claims of the provider were rejected together.
    pub struct ProviderLevel<'a> = "2000C" {
        /// Number of the level.
        100 R 1 HL[HL03: "19"] level: Hl<'a> { HL02 R HL03 R ["19"] };
        /// Who bills: one is expected.
        500 R n NM1 providers: Vec<BillingProvider<'a>>,
        /// What became of the provider's claims.
        900 S 1 TRN status: Option<ProviderStatus<'a>>,
        /// The patients. Events deliver the level without them.
        6000 S n HL[HL03: "PT"] patients: Vec<PatientLevel<'a>>,
    }
}

segment_loop! {
    /// Who bills.
    pub struct BillingProvider<'a> = "2100C" {
        /// Name and NPI (`XX`), tax id (`FI`) or the payer's number (`SV`).
        500 R 1 NM1 name: Nm1<'a> { NM101 R ["85"] NM103 R NM108 R ["FI" "SV" "XX"] NM109 R };
    }
}

segment_loop! {
    /// What became of a provider's claims.
    pub struct ProviderStatus<'a> = "2200C" {
        /// The reporter's number for the provider.
        900 R 1 TRN trace: Trn<'a> { TRN01 R ["1"] TRN03 N TRN04 N };
        /// The statuses; STC04 is the charge of all the provider's claims.
        1000 R n STC statuses: Few<Stc<'a>>
            { STC01_3 S ["36" "40" "41" "77" "82" "85" "87" "AY" "PR"] STC01_4 N STC02 N STC03 R ["U" "WQ"] STC04 R STC05 N
              STC06 N STC08 N STC09 N STC10_4 N STC11_4 N STC12 N },
        /// Further identifiers of the provider.
        1100 S 3 REF["0B" | "1G" | "G2" | "LU" | "SY" | "TJ"] references: Vec<Ref<'a>>,
        /// How many claims were accepted; `None` may mean none.
        1210 S 1 QTY["QA"] accepted_claims: Option<Qty<'a>>,
        /// How many claims were rejected; `None` may mean none.
        1210 S 1 QTY["QC"] rejected_claims: Option<Qty<'a>>,
        /// Charge of the accepted claims, in dollars.
        1220 S 1 AMT["YU"] accepted_charge: Option<Amt<'a>>,
        /// Charge of the rejected claims, in dollars.
        1220 S 1 AMT["YY"] rejected_charge: Option<Amt<'a>>,
    }
}

segment_loop! {
    /// One occurrence of a patient, with claims.
    pub struct PatientLevel<'a> = "2000D" {
        /// Number of the level.
        100 R 1 HL[HL03: "PT"] level: Hl<'a> { HL02 R HL03 R ["PT"] HL04 N };
        /// Who the patient is.
        500 R 1 NM1 patient: Option<Patient<'a>>,
        /// The claims.
        900 R n TRN claims: Vec<AcknowledgedClaim<'a>>,
    }
}

segment_loop! {
    /// The patient.
    pub struct Patient<'a> = "2100D" {
        /// Name and member id.
        500 R 1 NM1 name: Nm1<'a> { NM101 R ["QC"] NM102 R ["1"] NM103 R NM108 R ["II" "MI"] NM109 R };
    }
}

segment_loop! {
    /// One claim of the batch.
    pub struct AcknowledgedClaim<'a> = "2200D" {
        /// The claim: TRN02 is its CLM01.
        900 R 1 TRN trace: Trn<'a> { TRN01 R ["2"] TRN03 N TRN04 N };
        /// Its statuses. The claim is rejected where any of them says `U`.
        1000 R n STC statuses: Few<Stc<'a>>
            { STC01_3 S ["03" "1P" "1Z" "40" "41" "71" "72" "73" "77" "82" "85" "87" "DK" "DN" "DQ" "FA" "GB" "HK" "IL" "LI"
                         "MSC" "PR" "PRP" "QB" "QC" "QD" "SEP" "TL" "TTP" "TU"]
              STC01_4 N STC02 R STC03 R ["U" "WQ"] STC04 R STC05 N STC06 N STC08 N STC09 N STC10_4 N STC11_4 N },
        /// The payer's claim number: what a replacement or a void refers to.
        1100 S 1 REF["1K"] payer_claim_number: Option<Ref<'a>>,
        /// The clearinghouse's claim number.
        1100 S 1 REF["D9"] clearinghouse_claim_number: Option<Ref<'a>>,
        /// Type of bill (institutional).
        1100 S 1 REF["BLT"] bill_type: Option<Box<Ref<'a>>>,
        /// Days of service.
        1200 R 1 DTP["472"] service_dates: Option<Dtp<'a>>,
        /// Lines that are in error.
        1800 S n SVC lines: Vec<AcknowledgedLine<'a>>,
    }
}

segment_loop! {
    /// A line that is in error.
    pub struct AcknowledgedLine<'a> = "2220D" {
        /// What was charged.
        1800 R 1 SVC service: Svc<'a> { SVC01_1 R ["AD" "ER" "HC" "HP" "IV" "NU" "WK"] SVC01_7 N SVC03 N };
        /// Its statuses.
        1900 R n STC statuses: Few<Stc<'a>>
            { STC01_3 S ["03" "1P" "1Z" "40" "41" "71" "72" "73" "77" "82" "85" "87" "DK" "DN" "DQ" "FA" "GB" "HK" "IL" "LI"
                         "MSC" "PR" "PRP" "QB" "QC" "QD" "SEP" "TL" "TTP" "TU"]
              STC01_4 N STC02 N STC03 R ["U"] STC04 N STC05 N STC06 N STC08 N STC09 N STC10_4 N STC11_4 N },
        /// Our own number of the line, or its position in the claim.
        2000 S 1 REF["FJ"] line_control_number: Option<Ref<'a>>,
        /// Number of the prescription.
        2000 S 1 REF["XZ"] prescription_number: Option<Box<Ref<'a>>>,
        /// Days of service.
        2100 S 1 DTP["472"] service_dates: Option<Dtp<'a>>,
    }
}
