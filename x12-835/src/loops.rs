//! The loops of 005010X221A1, line by line.

use x12_core::{
    notation::{Couple, Few},
    segment_loop,
};

use crate::segments::{
    Amt, Bpr, Cas, Clp, Cur, Dtm, Lq, Lx, Mia, Moa, N1, N3, N4, Nm1, Per, Plb, Qty, Rdm, Ref, St,
    Svc, Trn, Ts2, Ts3,
};

segment_loop! {
    /// What stands before the claims: the payment, the payer and the payee.
    pub struct PaymentHeader<'a> = "HDR" {
        /// Transaction set header.
        100 R 1 ST set: St<'a> { ST01 R ["835"] };
        /// How much is paid, how and when.
        200 R 1 BPR payment: Option<Bpr<'a>>,
        /// Ties the remittance to the transfer or cheque.
        400 R 1 TRN trace: Option<Trn<'a>> { TRN01 R ["1"] TRN03 R },
        /// Currency; `None` means US dollars.
        500 S 1 CUR["PR"] currency: Option<Cur<'a>>,
        /// Who receives the file, where that is not the payee.
        600 S 1 REF["EV"] receiver: Option<Ref<'a>>,
        /// Version of the payer's system.
        600 S 1 REF["F2"] version: Option<Ref<'a>>,
        /// When the remittance was made, where that differs from the payment's date.
        700 S 1 DTM["405"] production_date: Option<Dtm<'a>>,
        /// The payer.
        800 R 1 N1["PR"] payer: Option<Payer<'a>>,
        /// The payee.
        800 R 1 N1["PE"] payee: Option<Payee<'a>>,
    }
}

segment_loop! {
    /// Who pays.
    pub struct Payer<'a> = "1000A" {
        /// Name, and plan id where mandated.
        800 R 1 N1["PR"] name: N1<'a> { N101 R ["PR"] N102 R N103 S ["XV"] };
        /// Street.
        1000 R 1 N3 address: Option<N3<'a>>,
        /// City, state, postal code.
        1100 R 1 N4 city: Option<N4<'a>>,
        /// Further identifiers: `2U` payer id, `NF` NAIC code, `EO` submitter id, `HI`.
        1200 S 4 REF["2U" | "EO" | "HI" | "NF"] references: Vec<Ref<'a>>,
        /// Whom to ask about payments.
        1300 S 1 PER["CX"] business_contact: Option<Per<'a>>
            { PER01 R ["CX"] PER03 S ["EM" "FX" "TE"] PER05 S ["EM" "EX" "FX" "TE"] PER07 S ["EX"] },
        /// Whom to ask about files.
        1300 R n PER["BL"] technical_contacts: Vec<Per<'a>>
            { PER01 R ["BL"] PER03 S ["EM" "TE" "UR"] PER05 S ["EM" "EX" "FX" "TE" "UR"] PER07 S ["EM" "EX" "FX" "UR"] },
        /// Web site with the payer's policies.
        1300 S 1 PER["IC"] web_site: Option<Per<'a>> { PER01 R ["IC"] PER02 N PER03 R ["UR"] PER04 R PER05 N PER06 N PER07 N PER08 N },
    }
}

segment_loop! {
    /// Who is paid.
    pub struct Payee<'a> = "1000B" {
        /// Name and NPI, or tax id.
        800 R 1 N1["PE"] name: N1<'a> { N101 R ["PE"] N102 R N103 R ["FI" "XV" "XX"] N104 R };
        /// Street.
        1000 S 1 N3 address: Option<N3<'a>>,
        /// City, state, postal code.
        1100 S 1 N4 city: Option<N4<'a>>,
        /// Further identifiers: `TJ` tax id, `PQ` payee id, `0B`, `D3`.
        1200 S n REF["0B" | "D3" | "PQ" | "TJ"] references: Vec<Ref<'a>>,
        /// How the payee gets the remittance.
        1400 S 1 RDM delivery: Option<Rdm<'a>>,
    }
}

segment_loop! {
    /// Claims that the payer groups, for one provider, kind of facility or fiscal period.
    pub struct ClaimGroup<'a> = "2000" {
        /// Number of the group.
        30 R 1 LX header: Lx;
        /// Provider summary.
        50 S 1 TS3 summary: Option<Box<Ts3<'a>>>,
        /// Supplemental summary.
        70 S 1 TS2 supplement: Option<Box<Ts2>>,
        /// The claims.
        100 R n CLP claims: Vec<ClaimPayment<'a>>,
    }
}

segment_loop! {
    /// One claim in the remittance.
    pub struct ClaimPayment<'a> = "2100" {
        /// Status, charge, payment and claim numbers.
        100 R 1 CLP info: Clp<'a>;
        /// Adjustments of the claim as a whole; those of its lines stand on the lines.
        200 S 99 CAS adjustments: Few<Cas<'a>>,
        /// The patient.
        300 R 1 NM1["QC"] patient: Option<Nm1<'a>> { NM101 R ["QC"] NM102 R ["1"] NM108 S ["34" "HN" "II" "MI" "MR"] },
        /// The insured, where that is not the patient.
        300 S 1 NM1["IL"] insured: Option<Box<Nm1<'a>>> { NM101 R ["IL"] NM108 R ["FI" "II" "MI"] NM109 R },
        /// What the payer corrected about the patient or the insured; only what was corrected is there.
        300 S 1 NM1["74"] corrected: Option<Box<Nm1<'a>>> { NM101 R ["74"] NM108 S ["C"] },
        /// Who rendered the service.
        300 S 1 NM1["82"] rendering_provider: Option<Box<Nm1<'a>>>
            { NM101 R ["82"] NM108 R ["BD" "BS" "FI" "MC" "PC" "SL" "UP" "XX"] NM109 R },
        /// The payer to whom the claim was forwarded: it needs no secondary claim.
        300 S 1 NM1["TT"] crossover_carrier: Option<Box<Nm1<'a>>>
            { NM101 R ["TT"] NM102 R ["2"] NM103 R NM104 N NM105 N NM107 N NM108 R ["AD" "FI" "NI" "PI" "PP" "XV"] NM109 R },
        /// The payer who should be billed first.
        300 S 1 NM1["PR"] corrected_payer: Option<Box<Nm1<'a>>>
            { NM101 R ["PR"] NM102 R ["2"] NM103 R NM104 N NM105 N NM107 N NM108 R ["AD" "FI" "NI" "PI" "PP" "XV"] NM109 R },
        /// The insured of that payer.
        300 S 1 NM1["GB"] other_insured: Option<Box<Nm1<'a>>> { NM101 R ["GB"] NM108 S ["FI" "II" "MI"] },
        /// Inpatient adjudication.
        330 S 1 MIA inpatient: Option<Box<Mia<'a>>>,
        /// Outpatient adjudication: remarks on the claim.
        350 S 1 MOA outpatient: Option<Box<Moa<'a>>>,
        /// Other numbers of the claim.
        400 S 5 REF["1L" | "1W" | "28" | "6P" | "9A" | "9C" | "BB" | "CE" | "EA" | "F8" | "G1" | "G3" | "IG" | "SY"]
            references: Few<Ref<'a>>,
        /// Other numbers of the rendering provider.
        400 S 10 REF["0B" | "1A" | "1B" | "1C" | "1D" | "1G" | "1H" | "1J" | "D3" | "G2" | "LU"]
            rendering_references: Vec<Ref<'a>>,
        /// First (`232`) and last (`233`) day of the statement.
        500 S 2 DTM["232" | "233"] statement_dates: Couple<Dtm<'a>>,
        /// When coverage ended.
        500 S 1 DTM["036"] coverage_expiration: Option<Dtm<'a>>,
        /// When the payer received the claim.
        500 S 1 DTM["050"] received: Option<Dtm<'a>>,
        /// Whom to ask about the claim.
        600 S 2 PER["CX"] contacts: Vec<Per<'a>>
            { PER01 R ["CX"] PER03 R ["EM" "FX" "TE"] PER04 R PER05 S ["EM" "EX" "FX" "TE"] PER07 S ["EX"] },
        /// Amounts for information, such as interest (`I`): no part of any balance.
        620 S 13 AMT["AU" | "D8" | "DY" | "F5" | "I" | "NL" | "T" | "T2" | "ZK" | "ZL" | "ZM" | "ZN" | "ZO"]
            amounts: Few<Amt<'a>>,
        /// Quantities for information.
        640 S 14 QTY["CA" | "CD" | "LA" | "LE" | "NE" | "NR" | "OU" | "PS" | "VS" | "ZK" | "ZL" | "ZM" | "ZN" | "ZO"]
            quantities: Vec<Qty<'a>>,
        /// The lines; none where the claim was adjudicated as a whole.
        700 S 999 SVC services: Vec<ServicePayment<'a>>,
    }
}

segment_loop! {
    /// One line of a claim.
    pub struct ServicePayment<'a> = "2110" {
        /// Procedure, charge, payment and units.
        700 R 1 SVC info: Svc<'a> { SVC01_7 N SVC06_1 R ["AD" "ER" "HC" "HP" "IV" "N4" "NU" "WK"] };
        /// Day of service (`472`), or first (`150`) and last (`151`) day; none where the claim's dates hold.
        800 S 2 DTM["150" | "151" | "472"] dates: Few<Dtm<'a>>,
        /// Adjustments of the line.
        900 S 99 CAS adjustments: Couple<Cas<'a>>,
        /// Other numbers of the line.
        1000 S 8 REF["1S" | "APC" | "BB" | "E9" | "G1" | "G3" | "LU" | "RB"] references: Vec<Ref<'a>>,
        /// The provider's own number of the line, as it was sent.
        1000 S 1 REF["6R"] line_control_number: Option<Ref<'a>>,
        /// Other numbers of the rendering provider.
        1000 S 10 REF["0B" | "1A" | "1B" | "1C" | "1D" | "1G" | "1H" | "1J" | "D3" | "G2" | "HPI" | "SY" | "TJ"]
            rendering_references: Vec<Ref<'a>>,
        /// The payer's policies that apply.
        1000 S 5 REF["0K"] policies: Vec<Ref<'a>>,
        /// Amounts for information, such as the allowed amount (`B6`): no part of any balance.
        1100 S 9 AMT["B6" | "KH" | "T" | "T2" | "ZK" | "ZL" | "ZM" | "ZN" | "ZO"] amounts: Few<Amt<'a>>,
        /// Quantities for information.
        1200 S 6 QTY["ZK" | "ZL" | "ZM" | "ZN" | "ZO"] quantities: Vec<Qty<'a>>,
        /// Remarks.
        1300 S 99 LQ remarks: Few<Lq<'a>>,
    }
}

segment_loop! {
    /// Adjustments of the payment that belong to no claim.
    pub struct ProviderAdjustments<'a> = "FTR" {
        /// Provider, reasons and amounts.
        100 S n PLB info: Plb<'a>;
    }
}
