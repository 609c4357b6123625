//! What must be certified: ambulance, spinal manipulation, equipment, conditions.

use rust_decimal::Decimal;
use x12_core::{Code, Text, segment};

segment! {
    /// Ambulance transport.
    pub struct Cr1<'a> = "CR1" {
        /// Unit of the weight, always `LB`.
        CR101 S ID 2/2 weight_unit: Option<Code<'a>> ["LB"],
        /// The patient's weight, in pounds.
        CR102 S R 1/10 patient_weight: Option<Decimal>,
        /// Why the patient was transported.
        CR104 R ID 1/1 reason: Option<Code<'a>> ["A" "B" "C" "D" "E"],
        /// Unit of the distance, always `DH` (miles).
        CR105 R ID 2/2 distance_unit: Option<Code<'a>> ["DH"],
        /// Distance, in miles.
        CR106 R R 1/15 distance: Option<Decimal>,
        /// Purpose of a round trip.
        CR109 S AN 1/80 round_trip_purpose: Option<Text<'a>>,
        /// Why a stretcher was needed.
        CR110 S AN 1/80 stretcher_purpose: Option<Text<'a>>,
    }
    syntax P0102 P0506
}

segment! {
    /// Spinal manipulation.
    pub struct Cr2<'a> = "CR2" {
        /// Nature of the condition: `A` acute, `C` chronic, …
        CR208 R ID 1/1 condition: Option<Code<'a>> ["A" "C" "D" "E" "F" "G" "M"],
        /// Description.
        CR210 S AN 1/80 description_1: Option<Text<'a>>,
        /// Description, continued.
        CR211 S AN 1/80 description_2: Option<Text<'a>>,
    }
}

segment! {
    /// Certification of durable medical equipment.
    pub struct Cr3<'a> = "CR3" {
        /// `I` initial, `R` renewal, `S` revised.
        CR301 R ID 1/1 kind: Option<Code<'a>> ["I" "R" "S"],
        /// Unit of the duration, always `MO` (months).
        CR302 R ID 2/2 unit: Option<Code<'a>> ["MO"],
        /// How long the equipment is needed, in months.
        CR303 R R 1/15 duration: Option<Decimal>,
    }
    syntax P0203
}

segment! {
    /// Conditions that apply, or do not.
    pub struct Crc<'a> = "CRC" {
        /// What the conditions are about.
        CRC01 R ID 2/2 category: Code<'a>,
        /// `Y` they apply, `N` they do not.
        CRC02 R ID 1/1 applies: Option<Code<'a>> ["N" "Y"],
        /// Condition.
        CRC03 R ID 2/3 condition_1: Option<Code<'a>>,
        /// Second condition.
        CRC04 S ID 2/3 condition_2: Option<Code<'a>>,
        /// Third condition.
        CRC05 S ID 2/3 condition_3: Option<Code<'a>>,
        /// Fourth condition.
        CRC06 S ID 2/3 condition_4: Option<Code<'a>>,
        /// Fifth condition.
        CRC07 S ID 2/3 condition_5: Option<Code<'a>>,
    }
}
