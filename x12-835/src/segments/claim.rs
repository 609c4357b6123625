//! The claim's own segment.

use rust_decimal::Decimal;
use x12_core::{Code, Text, segment};

segment! {
    /// Claim payment information.
    pub struct Clp<'a> = "CLP" {
        /// The provider's own claim number (CLM01) as the payer gives it back; `0` where none was received.
        CLP01 R AN 1/38 patient_control_number: Option<Text<'a>>,
        /// How the claim was processed: `1` primary, `2` secondary, `4` denied, `22` reversal, …
        CLP02 R ID 1/2 status: Option<Code<'a>> ["1" "19" "2" "20" "21" "22" "23" "25" "3" "4"],
        /// What was charged, in dollars; negative in a reversal.
        CLP03 R R 1/18 charge: Decimal,
        /// What is paid, in dollars; may be zero, and negative in a reversal.
        CLP04 R R 1/18 paid: Decimal,
        /// What the patient owes, in dollars; `None` means nothing was said. No part of any balance.
        CLP05 S R 1/18 patient_responsibility: Option<Decimal>,
        /// Kind of plan. Payers send codes that the guide does not list.
        CLP06 R ID 1/2 claim_filing_indicator: Option<Code<'a>>
            ["12" "13" "14" "15" "16" "17" "AM" "CH" "DS" "HM" "LM" "MA" "MB" "MC" "OF" "TV" "VA" "WC" "ZZ"],
        /// The payer's claim number: what a replacement or a void must refer to.
        CLP07 R AN 1/50 payer_claim_number: Option<Text<'a>>,
        /// Place of service or kind of facility, as it was sent.
        CLP08 S AN 1/2 facility_code: Option<Code<'a>>,
        /// Frequency code, as it was sent: `1` original, `7` replacement, `8` void.
        CLP09 S ID 1/1 frequency_code: Option<Code<'a>>,
        /// Diagnosis related group (institutional).
        CLP11 S ID 1/4 drg: Option<Code<'a>>,
        /// Weight of the group.
        CLP12 S R 1/15 drg_weight: Option<Decimal>,
        /// Discharge fraction.
        CLP13 S R 1/10 discharge_fraction: Option<Decimal>,
    }
}
