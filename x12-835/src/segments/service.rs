//! The service line's own segment.

use rust_decimal::Decimal;
use x12_core::{Code, Text, composite, segment};

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
        /// Description, in the submitted procedure only.
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
    /// Service payment information.
    pub struct Svc<'a> = "SVC" {
        /// What was adjudicated.
        SVC01 R composite procedure: Procedure<'a>,
        /// What was charged for the line, in dollars; negative in a reversal.
        SVC02 R R 1/18 charge: Decimal,
        /// What is paid for the line, in dollars.
        SVC03 R R 1/18 paid: Decimal,
        /// Revenue code (institutional).
        SVC04 S AN 1/48 revenue_code: Option<Code<'a>>,
        /// Units that were paid; `None` means one.
        SVC05 S R 1/15 units_paid: Option<Decimal>,
        /// What was submitted, where it differs from what was adjudicated.
        SVC06 S composite submitted_procedure: Option<Box<Procedure<'a>>>,
        /// Units that were submitted, where they differ from those paid.
        SVC07 S R 1/15 units_submitted: Option<Decimal>,
    }
}
