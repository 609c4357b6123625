//! Amounts, quantities and adjustments.

use rust_decimal::Decimal;

use crate::{Code, composite, notation::Few, segment};

segment! {
    /// An amount beside those of the loop's own segment.
    pub struct Amt<'a> = "AMT" {
        /// What kind of amount.
        AMT01 R ID 1/3 qualifier: Code<'a>,
        /// The amount.
        AMT02 R R 1/18 amount: Decimal,
    }
}

segment! {
    /// A quantity beside those of the loop's own segment.
    pub struct Qty<'a> = "QTY" {
        /// What is counted.
        QTY01 R ID 2/2 qualifier: Code<'a>,
        /// How many.
        QTY02 R R 1/15 quantity: Decimal,
    }
}

composite! {
    /// Why and by how much the payment differs from the charge.
    pub struct Adjustment<'a> {
        /// Claim adjustment reason code (CARC).
        1 R ID 1/5 reason: Code<'a>,
        /// Dollars: positive reduces the payment, negative increases it.
        2 R R 1/18 amount: Decimal,
        /// Units that were not paid; `None` where the adjustment is not about units.
        3 S R 1/15 quantity: Option<Decimal>,
    }
}

segment! {
    /// Adjustments of one group, up to six.
    pub struct Cas<'a> = "CAS" {
        /// Who bears it: `CO` contractual, `PR` patient, `OA` other, `PI` payer initiated. The list is that of remittances,
        /// which hold most adjustments: a list on the line costs a search for each.
        CAS01 R ID 1/2 group: Code<'a> ["CO" "OA" "PI" "PR"],
        /// Reason, amount and quantity.
        CAS02 R group 6/3 adjustments: Few<Adjustment<'a>>,
    }
}
