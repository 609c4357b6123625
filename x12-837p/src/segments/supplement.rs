//! Attachments, notes, contracts, pricing and forms.

use rust_decimal::Decimal;
use x12_core::{Code, Date, Text, segment};

segment! {
    /// Attachment: paperwork that belongs to the claim or line.
    pub struct Pwk<'a> = "PWK" {
        /// Kind of paper.
        PWK01 R ID 2/2 report_type: Option<Code<'a>>
            ["03" "04" "05" "06" "07" "08" "09" "10" "11" "13" "15" "21" "A3" "A4" "AM" "AS" "B2" "B3" "B4" "BR"
             "BS" "BT" "CB" "CK" "CT" "D2" "DA" "DB" "DG" "DJ" "DS" "EB" "HC" "HR" "I5" "IR" "LA" "M1" "MT" "NN"
             "OB" "OC" "OD" "OE" "OX" "OZ" "P4" "P5" "PE" "PN" "PO" "PQ" "PY" "PZ" "RB" "RR" "RT" "RX" "SG" "V5" "XP"],
        /// How it is sent: `AA` on request, `BM` mail, `EL` electronically, `EM`, `FT`, `FX` fax.
        PWK02 R ID 1/2 transmission: Option<Code<'a>> ["AA" "BM" "EL" "EM" "FT" "FX"],
        /// Always `AC`.
        PWK05 S ID 1/2 control_qualifier: Option<Code<'a>> ["AC"],
        /// The provider's own number of the paper.
        PWK06 S AN 2/80 control_number: Option<Text<'a>>,
    }
    syntax P0506
}

segment! {
    /// Contract.
    pub struct Cn1<'a> = "CN1" {
        /// Kind of contract.
        CN101 R ID 2/2 kind: Option<Code<'a>> ["01" "02" "03" "04" "05" "06" "09"],
        /// Amount, in dollars.
        CN102 S R 1/18 amount: Option<Decimal>,
        /// Percentage.
        CN103 S R 1/6 percent: Option<Decimal>,
        /// Contract code.
        CN104 S AN 1/50 code: Option<Text<'a>>,
        /// Discount, in percent.
        CN105 S R 1/6 discount_percent: Option<Decimal>,
        /// Version.
        CN106 S AN 1/30 version: Option<Text<'a>>,
    }
}

segment! {
    /// Data in a form that X12 approved for a passing need.
    pub struct K3<'a> = "K3" {
        /// The data.
        K301 R AN 1/80 data: Option<Text<'a>>,
    }
}

segment! {
    /// Note.
    pub struct Nte<'a> = "NTE" {
        /// `ADD` additional information, `CER` certification, `DCP` goals or plans, `DGN` diagnosis, `TPO` third party.
        NTE01 R ID 3/3 kind: Code<'a>,
        /// The text.
        NTE02 R AN 1/80 text: Option<Text<'a>>,
    }
}

segment! {
    /// Pricing by a repricer. Amounts are dollars.
    pub struct Hcp<'a> = "HCP" {
        /// How it was priced.
        HCP01 R ID 2/2 method: Option<Code<'a>>
            ["00" "01" "02" "03" "04" "05" "06" "07" "08" "09" "10" "11" "12" "13" "14"],
        /// Allowed amount.
        HCP02 R R 1/18 allowed: Option<Decimal>,
        /// Saving.
        HCP03 S R 1/18 saving: Option<Decimal>,
        /// The repricer.
        HCP04 S AN 1/50 repricer_id: Option<Text<'a>>,
        /// Rate.
        HCP05 S R 1/9 rate: Option<Decimal>,
        /// Ambulatory patient group.
        HCP06 S AN 1/50 apg: Option<Code<'a>>,
        /// Amount of that group.
        HCP07 S R 1/18 apg_amount: Option<Decimal>,
        /// Code list of the approved service.
        HCP09 S ID 2/2 service_qualifier: Option<Code<'a>> ["ER" "HC" "IV" "WK"],
        /// Approved service.
        HCP10 S AN 1/48 service: Option<Code<'a>>,
        /// Unit of the approved quantity: `UN` or `MJ`.
        HCP11 S ID 2/2 unit: Option<Code<'a>> ["MJ" "UN"],
        /// Approved quantity.
        HCP12 S R 1/15 quantity: Option<Decimal>,
        /// Why it was rejected.
        HCP13 S ID 2/2 reject_reason: Option<Code<'a>> ["T1" "T2" "T3" "T4" "T5" "T6"],
        /// Whether procedures were followed.
        HCP14 S ID 1/2 compliance: Option<Code<'a>> ["1" "2" "3" "4" "5"],
        /// Which exception applies.
        HCP15 S ID 1/2 exception: Option<Code<'a>> ["1" "2" "3" "4" "5" "6"],
    }
    syntax R0113 P0910 P1112
}

segment! {
    /// Which form.
    pub struct Lq<'a> = "LQ" {
        /// `AS` form of the payer, `UT` certificate of medical necessity.
        LQ01 R ID 1/3 list: Code<'a> ["AS" "UT"],
        /// The form.
        LQ02 R AN 1/30 code: Option<Code<'a>>,
    }
}

segment! {
    /// Answer to a question of the form.
    pub struct Frm<'a> = "FRM" {
        /// Number of the question.
        FRM01 R AN 1/20 question: Option<Text<'a>>,
        /// `Y`, `N`, or `W` not applicable.
        FRM02 S ID 1/1 answer: Option<Code<'a>> ["N" "W" "Y"],
        /// Answer as text.
        FRM03 S AN 1/50 text: Option<Text<'a>>,
        /// Answer as date.
        FRM04 S DT 8/8 date: Option<Date>,
        /// Answer in percent.
        FRM05 S R 1/6 percent: Option<Decimal>,
    }
}
