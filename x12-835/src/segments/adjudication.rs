//! Adjudication information of the claim: remarks, and amounts of institutional pricing.

use rust_decimal::Decimal;
use x12_core::{Code, segment};

segment! {
    /// Inpatient adjudication. Amounts are dollars.
    pub struct Mia<'a> = "MIA" {
        /// Covered days or visits.
        MIA01 R R 1/15 covered_days: Option<Decimal>,
        /// Outlier amount under prospective payment, in dollars.
        MIA02 S R 1/18 pps_outlier: Option<Decimal>,
        /// Lifetime psychiatric days.
        MIA03 S R 1/15 lifetime_psychiatric_days: Option<Decimal>,
        /// DRG amount, in dollars.
        MIA04 S R 1/18 drg_amount: Option<Decimal>,
        /// Remark code (RARC).
        MIA05 S AN 1/50 remark_1: Option<Code<'a>>,
        /// Disproportionate share amount.
        MIA06 S R 1/18 disproportionate_share: Option<Decimal>,
        /// Medicare secondary payer pass-through amount.
        MIA07 S R 1/18 msp_pass_through: Option<Decimal>,
        /// Capital amount under prospective payment.
        MIA08 S R 1/18 pps_capital: Option<Decimal>,
        /// Capital amount, federal part of the DRG.
        MIA09 S R 1/18 capital_federal_drg: Option<Decimal>,
        /// Capital amount, hospital part of the DRG.
        MIA10 S R 1/18 capital_hospital_drg: Option<Decimal>,
        /// Capital amount, disproportionate share.
        MIA11 S R 1/18 capital_disproportionate_share: Option<Decimal>,
        /// Old capital amount.
        MIA12 S R 1/18 old_capital: Option<Decimal>,
        /// Capital amount, indirect medical education.
        MIA13 S R 1/18 capital_indirect_education: Option<Decimal>,
        /// Operating amount, hospital part of the DRG.
        MIA14 S R 1/18 operating_hospital_drg: Option<Decimal>,
        /// Cost report days.
        MIA15 S R 1/15 cost_report_days: Option<Decimal>,
        /// Operating amount, federal part of the DRG.
        MIA16 S R 1/18 operating_federal_drg: Option<Decimal>,
        /// Capital outlier amount.
        MIA17 S R 1/18 capital_outlier: Option<Decimal>,
        /// Indirect teaching amount.
        MIA18 S R 1/18 indirect_teaching: Option<Decimal>,
        /// Professional component that is not payable.
        MIA19 S R 1/18 nonpayable_professional: Option<Decimal>,
        /// Second remark code.
        MIA20 S AN 1/50 remark_2: Option<Code<'a>>,
        /// Third remark code.
        MIA21 S AN 1/50 remark_3: Option<Code<'a>>,
        /// Fourth remark code.
        MIA22 S AN 1/50 remark_4: Option<Code<'a>>,
        /// Fifth remark code.
        MIA23 S AN 1/50 remark_5: Option<Code<'a>>,
        /// Capital exception amount.
        MIA24 S R 1/18 capital_exception: Option<Decimal>,
    }
}

impl<'a> Mia<'a> {
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
