//! The service line: procedure, equipment, drug, measurement.

use rust_decimal::Decimal;
use x12_core::{Code, Text, composite, segment, segments::Procedure};

composite! {
    /// Numbers of the diagnoses that the line is about: places in the claim's list, counted from 1.
    pub struct DiagnosisPointers {
        /// The main diagnosis of the line.
        1 R N0 1/2 first: Option<u64> ["1" "2" "3" "4" "5" "6" "7" "8" "9" "10" "11" "12"],
        /// Second diagnosis.
        2 S N0 1/2 second: Option<u64> ["1" "2" "3" "4" "5" "6" "7" "8" "9" "10" "11" "12"],
        /// Third diagnosis.
        3 S N0 1/2 third: Option<u64> ["1" "2" "3" "4" "5" "6" "7" "8" "9" "10" "11" "12"],
        /// Fourth diagnosis.
        4 S N0 1/2 fourth: Option<u64> ["1" "2" "3" "4" "5" "6" "7" "8" "9" "10" "11" "12"],
    }
}

impl DiagnosisPointers {
    /// The numbers that are there, in order.
    pub fn numbers(&self) -> impl Iterator<Item = u64> {
        [self.first, self.second, self.third, self.fourth]
            .into_iter()
            .flatten()
    }
}

segment! {
    /// Professional service.
    pub struct Sv1<'a> = "SV1" {
        /// What was done.
        SV101 R composite procedure: Option<Procedure<'a>>,
        /// What it costs, in dollars.
        SV102 R R 1/18 charge: Option<Decimal>,
        /// `UN` units, `MJ` minutes.
        SV103 R ID 2/2 unit: Option<Code<'a>> ["MJ" "UN"],
        /// How many units or minutes.
        SV104 R R 1/15 quantity: Option<Decimal>,
        /// Place of service, where it differs from the claim's.
        SV105 S AN 1/2 place_of_service: Option<Code<'a>>,
        /// The diagnoses that the line is about.
        SV107 R composite diagnosis_pointers: Option<DiagnosisPointers>,
        /// `Y` for an emergency.
        SV109 S ID 1/1 emergency: Option<Code<'a>> ["Y"],
        /// `Y` for early and periodic screening, diagnosis and treatment.
        SV111 S ID 1/1 epsdt: Option<Code<'a>> ["Y"],
        /// `Y` for family planning.
        SV112 S ID 1/1 family_planning: Option<Code<'a>> ["Y"],
        /// `0` where the patient owes no copay.
        SV115 S ID 1/1 copay_exempt: Option<Code<'a>> ["0"],
    }
    syntax P0304
}

composite! {
    /// A unit of measure.
    pub struct Unit<'a> {
        /// `F2` international unit, `GR` gram, `ME` milligram, `ML` millilitre, `UN` unit.
        1 R ID 2/2 code: Option<Code<'a>> ["F2" "GR" "ME" "ML" "UN"],
    }
}

segment! {
    /// Durable medical equipment.
    pub struct Sv5<'a> = "SV5" {
        /// The equipment.
        SV501 R composite procedure: Option<Procedure<'a>>,
        /// Unit of the length of need, always `DA` (days).
        SV502 R ID 2/2 unit: Option<Code<'a>> ["DA"],
        /// How long it is needed, in days.
        SV503 R R 1/15 length_of_need: Option<Decimal>,
        /// Price of renting it, in dollars.
        SV504 R R 1/18 rental_price: Option<Decimal>,
        /// Price of buying it, in dollars.
        SV505 R R 1/18 purchase_price: Option<Decimal>,
        /// How often rent is billed: `1` weekly, `4` monthly, `6` daily.
        SV506 R ID 1/1 rental_frequency: Option<Code<'a>> ["1" "4" "6"],
    }
    syntax R0405 C0604
}

segment! {
    /// Test result.
    pub struct Mea<'a> = "MEA" {
        /// `OG` original, `TR` test results.
        MEA01 R ID 2/2 reference: Option<Code<'a>> ["OG" "TR"],
        /// What was measured.
        MEA02 R ID 1/3 measure: Option<Code<'a>> ["HT" "R1" "R2" "R3" "R4"],
        /// The value.
        MEA03 R R 1/20 value: Option<Decimal>,
    }
}

segment! {
    /// Purchased service.
    pub struct Ps1<'a> = "PS1" {
        /// Identifier of the provider that the service was bought from.
        PS101 R AN 1/50 provider_id: Option<Text<'a>>,
        /// What was paid for it, in dollars.
        PS102 R R 1/18 amount: Option<Decimal>,
    }
}

segment! {
    /// Drug.
    pub struct Lin<'a> = "LIN" {
        /// Kind of code: `N4` NDC, …
        LIN02 R ID 2/2 qualifier: Option<Code<'a>> ["EN" "EO" "HI" "N4" "ON" "UK" "UP"],
        /// The code; an NDC has eleven digits, without hyphens.
        LIN03 R AN 1/48 code: Option<Text<'a>>,
    }
}

segment! {
    /// Quantity of the drug.
    pub struct Ctp<'a> = "CTP" {
        /// How much.
        CTP04 R R 1/15 quantity: Option<Decimal>,
        /// Of which unit.
        CTP05 R composite unit: Option<Unit<'a>>,
    }
    syntax P0405
}
