//! The service line's own segment.

use rust_decimal::Decimal;
use x12_core::{Code, segment, segments::Procedure};

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
