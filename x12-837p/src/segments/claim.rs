//! The claim's own segment.

use rust_decimal::Decimal;
use x12_core::{Code, Text, composite, segment};

composite! {
    /// Where the services were rendered, and what this submission of the claim is.
    pub struct PlaceOfService<'a> {
        /// Place of service: `11` office, `10` telehealth in the patient's home, …
        1 R AN 1/2 code: Option<Code<'a>>,
        /// Always `B`.
        2 R ID 1/2 qualifier: Option<Code<'a>> ["B"],
        /// Frequency code: `1` original, `7` replacement, `8` void.
        3 R ID 1/1 frequency: Option<Code<'a>>,
    }
}

composite! {
    /// What the condition is related to.
    pub struct RelatedCauses<'a> {
        /// `AA` auto accident, `EM` employment, `OA` other accident.
        1 R ID 2/3 cause_1: Option<Code<'a>> ["AA" "EM" "OA"],
        /// Second cause.
        2 S ID 2/3 cause_2: Option<Code<'a>> ["AA" "EM" "OA"],
        /// State of the auto accident.
        4 S ID 2/2 state: Option<Code<'a>>,
        /// Country of the auto accident, where it is not the United States.
        5 S ID 2/3 country: Option<Code<'a>>,
    }
}

segment! {
    /// Claim information.
    pub struct Clm<'a> = "CLM" {
        /// The provider's own claim number; it comes back in the remittance (CLP01).
        CLM01 R AN 1/38 patient_control_number: Option<Text<'a>>,
        /// Total charge, in dollars: the sum of the lines.
        CLM02 R R 1/18 charge: Decimal,
        /// Place of service and frequency.
        CLM05 R composite place_of_service: Option<PlaceOfService<'a>>,
        /// `Y` where the provider's signature is on file.
        CLM06 R ID 1/1 provider_signature: Option<Code<'a>> ["N" "Y"],
        /// Assignment: `A` accepted, `B` for laboratory services only, `C` not accepted.
        CLM07 R ID 1/1 assignment: Option<Code<'a>> ["A" "B" "C"],
        /// Benefits are assigned to the provider: `N`, `W` not applicable, `Y`.
        CLM08 R ID 1/1 benefits_assigned: Option<Code<'a>> ["N" "W" "Y"],
        /// Release of information: `I` informed consent, `Y` signed release.
        CLM09 R ID 1/1 release_of_information: Option<Code<'a>> ["I" "Y"],
        /// `P` where the provider signed for a patient who was not there.
        CLM10 S ID 1/1 patient_signature_source: Option<Code<'a>> ["P"],
        /// Accident or employment.
        CLM11 S composite related_causes: Option<Box<RelatedCauses<'a>>>,
        /// Special program.
        CLM12 S ID 2/3 special_program: Option<Code<'a>> ["02" "03" "05" "09"],
        /// Why the claim is late.
        CLM20 S ID 1/2 delay_reason: Option<Code<'a>> ["1" "2" "3" "4" "5" "6" "7" "8" "9" "10" "11" "15"],
    }
}
