//! What was done, and how a payer judged it.

use rust_decimal::Decimal;

use crate::{Code, Text, composite, segment};

composite! {
    /// A procedure with its modifiers.
    pub struct Procedure<'a> {
        /// Code list: `HC` HCPCS and CPT, `NU` revenue codes, `N4` NDC, …
        1 R ID 2/2 qualifier: Option<Code<'a>> ["AD" "ER" "HC" "HP" "IV" "N4" "N6" "NU" "UI" "WK"],
        /// The code.
        2 R AN 1/48 code: Option<Code<'a>>,
        /// First modifier.
        3 S AN 2/2 modifier_1: Option<Code<'a>>,
        /// Second modifier.
        4 S AN 2/2 modifier_2: Option<Code<'a>>,
        /// Third modifier.
        5 S AN 2/2 modifier_3: Option<Code<'a>>,
        /// Fourth modifier.
        6 S AN 2/2 modifier_4: Option<Code<'a>>,
        /// Description, as it was submitted.
        7 S AN 1/80 description: Option<Text<'a>>,
    }
}

impl<'a> Procedure<'a> {
    /// The modifiers that are there, in order.
    pub fn modifiers(&self) -> impl Iterator<Item = &Code<'a>> {
        [
            &self.modifier_1,
            &self.modifier_2,
            &self.modifier_3,
            &self.modifier_4,
        ]
        .into_iter()
        .flatten()
    }
}

segment! {
    /// Outpatient adjudication.
    pub struct Moa<'a> = "MOA" {
        /// Rate of reimbursement.
        MOA01 S R 1/10 reimbursement_rate: Option<Decimal>,
        /// Payable amount of HCPCS lines, in dollars.
        MOA02 S R 1/18 hcpcs_payable: Option<Decimal>,
        /// Remark code (RARC).
        MOA03 S AN 1/50 remark_1: Option<Code<'a>>,
        /// Second remark code.
        MOA04 S AN 1/50 remark_2: Option<Code<'a>>,
        /// Third remark code.
        MOA05 S AN 1/50 remark_3: Option<Code<'a>>,
        /// Fourth remark code.
        MOA06 S AN 1/50 remark_4: Option<Code<'a>>,
        /// Fifth remark code.
        MOA07 S AN 1/50 remark_5: Option<Code<'a>>,
        /// End stage renal disease amount, in dollars.
        MOA08 S R 1/18 esrd_amount: Option<Decimal>,
        /// Professional component that is not payable, in dollars.
        MOA09 S R 1/18 nonpayable_professional: Option<Decimal>,
    }
}

impl<'a> Moa<'a> {
    /// The remark codes that are there, in order.
    pub fn remarks(&self) -> impl Iterator<Item = &Code<'a>> {
        [
            &self.remark_1,
            &self.remark_2,
            &self.remark_3,
            &self.remark_4,
            &self.remark_5,
        ]
        .into_iter()
        .flatten()
    }
}
