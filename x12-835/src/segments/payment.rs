//! Header segments: the payment itself.

use rust_decimal::Decimal;
use x12_core::{Code, Date, Text, segment};

segment! {
    /// Financial information: how much money moves, how, and when.
    pub struct Bpr<'a> = "BPR" {
        /// What the set carries: `I` remittance only, `C` payment with remittance, `H` notice only, …
        BPR01 R ID 1/2 handling: Option<Code<'a>> ["C" "D" "H" "I" "P" "U" "X"],
        /// The payment, in the currency of the set (US dollars without CUR); never negative.
        BPR02 R R 1/18 amount: Option<Decimal>,
        /// `C` from payer to payee, `D` taken back.
        BPR03 R ID 1/1 credit_debit: Option<Code<'a>> ["C" "D"],
        /// `ACH`, `BOP`, `CHK`, `FWT`, or `NON` where no money moves.
        BPR04 R ID 3/3 method: Option<Code<'a>> ["ACH" "BOP" "CHK" "FWT" "NON"],
        /// Format of the ACH transfer.
        BPR05 S ID 1/10 format: Option<Code<'a>> ["CCP" "CTX"],
        /// Kind of the payer's bank number.
        BPR06 S ID 2/2 sender_bank_qualifier: Option<Code<'a>> ["01" "04"],
        /// The payer's bank.
        BPR07 S AN 3/12 sender_bank: Option<Text<'a>>,
        /// Kind of the payer's account.
        BPR08 S ID 1/3 sender_account_qualifier: Option<Code<'a>> ["DA"],
        /// The payer's account.
        BPR09 S AN 1/35 sender_account: Option<Text<'a>>,
        /// The payer's identifier, `1` and its EIN; the same as TRN03.
        BPR10 S AN 10/10 originating_company_id: Option<Text<'a>>,
        /// A division of the payer.
        BPR11 S AN 9/9 originating_company_supplement: Option<Text<'a>>,
        /// Kind of the payee's bank number.
        BPR12 S ID 2/2 receiver_bank_qualifier: Option<Code<'a>> ["01" "04"],
        /// The payee's bank.
        BPR13 S AN 3/12 receiver_bank: Option<Text<'a>>,
        /// Kind of the payee's account.
        BPR14 S ID 1/3 receiver_account_qualifier: Option<Code<'a>> ["DA" "SG"],
        /// The payee's account.
        BPR15 S AN 1/35 receiver_account: Option<Text<'a>>,
        /// When the money moves: effective date, cheque date, or the date of the notice.
        BPR16 R DT 8/8 date: Option<Date>,
    }
    syntax P0607 C0809 P1213 C1415
}
