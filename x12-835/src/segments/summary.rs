//! Provider summaries, and adjustments of the payment that belong to no claim.

use rust_decimal::Decimal;
use x12_core::{Code, Date, Text, composite, segment};

segment! {
    /// Provider summary. Amounts are dollars.
    pub struct Ts3<'a> = "TS3" {
        /// The provider.
        TS301 R AN 1/50 provider_id: Option<Text<'a>>,
        /// Kind of facility.
        TS302 R AN 1/2 facility_type: Option<Code<'a>>,
        /// Last day of the provider's fiscal year.
        TS303 R DT 8/8 fiscal_period_end: Option<Date>,
        /// Number of claims.
        TS304 R R 1/15 claim_count: Option<Decimal>,
        /// Sum of charges, in dollars.
        TS305 R R 1/18 total_charge: Option<Decimal>,
        /// Paid by primary payers before Medicare.
        TS313 S R 1/18 msp_payer: Option<Decimal>,
        /// Charges other than laboratory.
        TS315 S R 1/18 non_lab_charge: Option<Decimal>,
        /// HCPCS charges reported.
        TS317 S R 1/18 hcpcs_reported: Option<Decimal>,
        /// HCPCS amount payable.
        TS318 S R 1/18 hcpcs_payable: Option<Decimal>,
        /// Professional component.
        TS320 S R 1/18 professional_component: Option<Decimal>,
        /// Patient liability met under secondary payment.
        TS321 S R 1/18 msp_patient_liability_met: Option<Decimal>,
        /// Reimbursed to patients.
        TS322 S R 1/18 patient_reimbursement: Option<Decimal>,
        /// Number of claims under periodic interim payment.
        TS323 S R 1/15 pip_claim_count: Option<Decimal>,
        /// Periodic interim payment adjustment.
        TS324 S R 1/18 pip_adjustment: Option<Decimal>,
    }
}

segment! {
    /// Provider supplemental summary (Medicare part A). Amounts are dollars.
    pub struct Ts2 = "TS2" {
        /// Total DRG amount.
        TS201 S R 1/18 total_drg: Option<Decimal>,
        /// Total federal specific amount.
        TS202 S R 1/18 total_federal_specific: Option<Decimal>,
        /// Total hospital specific amount.
        TS203 S R 1/18 total_hospital_specific: Option<Decimal>,
        /// Total disproportionate share amount.
        TS204 S R 1/18 total_disproportionate_share: Option<Decimal>,
        /// Total capital amount.
        TS205 S R 1/18 total_capital: Option<Decimal>,
        /// Total indirect medical education amount.
        TS206 S R 1/18 total_indirect_medical_education: Option<Decimal>,
        /// Total outlier day count.
        TS207 S R 1/15 total_outlier_day_count: Option<Decimal>,
        /// Total day outlier amount.
        TS208 S R 1/18 total_day_outlier: Option<Decimal>,
        /// Total cost outlier amount.
        TS209 S R 1/18 total_cost_outlier: Option<Decimal>,
        /// Average DRG length of stay.
        TS210 S R 1/15 average_drg_length_of_stay: Option<Decimal>,
        /// Total discharge count.
        TS211 S R 1/15 total_discharge_count: Option<Decimal>,
        /// Total cost report day count.
        TS212 S R 1/15 total_cost_report_day_count: Option<Decimal>,
        /// Total covered day count.
        TS213 S R 1/15 total_covered_day_count: Option<Decimal>,
        /// Total noncovered day count.
        TS214 S R 1/15 total_noncovered_day_count: Option<Decimal>,
        /// Total MSP pass-through amount.
        TS215 S R 1/18 total_msp_pass_through: Option<Decimal>,
        /// Average DRG weight.
        TS216 S R 1/15 average_drg_weight: Option<Decimal>,
        /// Total PPS capital FSP DRG amount.
        TS217 S R 1/18 total_pps_capital_fsp_drg: Option<Decimal>,
        /// Total PPS capital HSP DRG amount.
        TS218 S R 1/18 total_pps_capital_hsp_drg: Option<Decimal>,
        /// Total PPS DSH DRG amount.
        TS219 S R 1/18 total_pps_dsh_drg: Option<Decimal>,
    }
}

composite! {
    /// What an adjustment of the payment is for.
    pub struct AdjustmentId<'a> {
        /// Reason: `WO` overpayment recovery, `FB` balance forward, `L6` interest, `72` authorised return, …
        1 R ID 2/2 reason: Option<Code<'a>>
            ["50" "51" "72" "90" "AH" "AM" "AP" "B2" "B3" "BD" "BN" "C5" "CR" "CS" "CT" "CV" "CW" "DM" "E3" "FB" "FC"
             "GO" "HM" "IP" "IR" "IS" "J1" "L3" "L6" "LE" "LS" "OA" "OB" "PI" "PL" "RA" "RE" "SL" "TL" "WO" "WU"],
        /// Reference, such as the payer's number of the claim that is taken back.
        2 S AN 1/50 reference: Option<Text<'a>>,
    }
}

composite! {
    /// One adjustment of the payment.
    pub struct PaymentAdjustment<'a> {
        /// What it is for.
        1 R composite id: AdjustmentId<'a>,
        /// Dollars: positive reduces the payment, negative increases it.
        2 R R 1/18 amount: Decimal,
    }
}

segment! {
    /// Adjustments of the payment that belong to no claim, for one provider.
    pub struct Plb<'a> = "PLB" {
        /// The provider.
        PLB01 R AN 1/50 provider_id: Option<Text<'a>>,
        /// Last day of the provider's fiscal year.
        PLB02 R DT 8/8 fiscal_period_end: Option<Date>,
        /// Reason and amount, up to six.
        PLB03 R group 6/2 adjustments: Vec<PaymentAdjustment<'a>>,
    }
}
