//! Coverage: this payer's, other payers', and what they paid.

use rust_decimal::Decimal;
use x12_core::{
    Code, Text, segment,
    segments::{Period, Procedure},
};

segment! {
    /// The subscriber's coverage by one payer.
    pub struct Sbr<'a> = "SBR" {
        /// Which payer in turn: `P` first, `S` second, `T` third, `A` to `H` fourth to eleventh, `U` unknown.
        SBR01 R ID 1/1 payer_sequence: Option<Code<'a>> ["A" "B" "C" "D" "E" "F" "G" "H" "P" "S" "T" "U"],
        /// The patient's relationship to the subscriber; `18` where they are the same.
        SBR02 S ID 2/2 relationship: Option<Code<'a>>,
        /// Number of the group or policy, which is not the member id.
        SBR03 S AN 1/50 group_number: Option<Text<'a>>,
        /// Name of the group, where it has no number.
        SBR04 S AN 1/60 group_name: Option<Text<'a>>,
        /// Why Medicare does not pay first.
        SBR05 S ID 1/3 insurance_type: Option<Code<'a>> ["12" "13" "14" "15" "16" "41" "42" "43" "47"],
        /// Kind of plan.
        SBR09 S ID 1/2 claim_filing_indicator: Option<Code<'a>>
            ["11" "12" "13" "14" "15" "16" "17" "AM" "BL" "CH" "CI" "DS" "FI" "HM" "LM" "MA" "MB" "MC" "OF" "TV" "VA" "WC" "ZZ"],
    }
}

segment! {
    /// The patient.
    pub struct Pat<'a> = "PAT" {
        /// Relationship to the subscriber: `01` spouse, `19` child, …
        PAT01 S ID 2/2 relationship: Option<Code<'a>> ["01" "19" "20" "21" "39" "40" "53" "G8"],
        /// Date of death: PAT05 and PAT06.
        PAT05 S group 1/2 death_date: Option<Period<'a>>,
        /// Unit of the weight, always `01` (pounds).
        PAT07 S ID 2/2 weight_unit: Option<Code<'a>> ["01"],
        /// Weight, in pounds.
        PAT08 S R 1/10 weight: Option<Decimal>,
        /// `Y` where the patient is pregnant.
        PAT09 S ID 1/1 pregnant: Option<Code<'a>> ["Y"],
    }
    syntax P0506 P0708
}

segment! {
    /// Consent for another payer.
    pub struct Oi<'a> = "OI" {
        /// Benefits are assigned to the provider: `N`, `W` not applicable, `Y`.
        OI03 R ID 1/1 benefits_assigned: Option<Code<'a>> ["N" "W" "Y"],
        /// `P` where the provider signed for a patient who was not there.
        OI04 S ID 1/1 patient_signature_source: Option<Code<'a>> ["P"],
        /// Release of information: `I` informed consent, `Y` signed release.
        OI06 R ID 1/1 release_of_information: Option<Code<'a>> ["I" "Y"],
    }
}

segment! {
    /// What another payer paid for the line.
    pub struct Svd<'a> = "SVD" {
        /// The other payer, as in its NM109.
        SVD01 R AN 2/80 payer_id: Option<Text<'a>>,
        /// What it paid, in dollars.
        SVD02 R R 1/18 paid: Decimal,
        /// What it paid for.
        SVD03 R composite procedure: Option<Procedure<'a>>,
        /// Units that it paid.
        SVD05 R R 1/15 units_paid: Option<Decimal>,
        /// The line (LX01) that this one was bundled into.
        SVD06 S N0 1/6 bundled_into: Option<u64>,
    }
}
