//! The claim.

use x12_core::segment_loop;

use crate::{
    loops::{
        AmbulanceDropOff, AmbulancePickUp, OtherCoverage, ReferringProvider, RenderingProvider,
        ServiceFacility, ServiceLine, SupervisingProvider,
    },
    segments::{Amt, Clm, Cn1, Cr1, Cr2, Crc, Dtp, Hcp, Hi, K3, Nte, Pwk, Ref},
};

segment_loop! {
    /// One claim with its lines.
    pub struct ClaimLoop<'a> = "2300" {
        /// Claim number, charge, place of service, frequency, assignment.
        1300 R 1 CLM info: Clm<'a>;
        /// Onset of the illness or symptom.
        1350 S 1 DTP["431"] onset_of_illness: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Initial treatment.
        1350 S 1 DTP["454"] initial_treatment: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// When the supervising provider last saw the patient.
        1350 S 1 DTP["304"] last_seen: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Acute manifestation of a chronic condition.
        1350 S 1 DTP["453"] acute_manifestation: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Accident.
        1350 S 1 DTP["439"] accident: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Last menstrual period.
        1350 S 1 DTP["484"] last_menstrual_period: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Last x-ray.
        1350 S 1 DTP["455"] last_x_ray: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Prescription of glasses or hearing aids.
        1350 S 1 DTP["471"] hearing_and_vision_prescription: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Disability: `314` both days, `360` begin, `361` end.
        1350 S 1 DTP["314" | "360" | "361"] disability: Option<Box<Dtp<'a>>>,
        /// Last day of work.
        1350 S 1 DTP["297"] last_worked: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// When work may begin again.
        1350 S 1 DTP["296"] return_to_work: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Admission to the hospital.
        1350 S 1 DTP["435"] admission: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Discharge from the hospital.
        1350 S 1 DTP["096"] discharge: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Care assumed (`090`) and relinquished (`091`).
        1350 S 2 DTP["090" | "091"] assumed_and_relinquished_care: Vec<Dtp<'a>> { DTP02 R ["D8"] },
        /// First contact, in property and casualty.
        1350 S 1 DTP["444"] first_contact: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// When the repricer received the claim.
        1350 S 1 DTP["050"] repricer_received: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Attachments.
        1550 S 10 PWK attachments: Vec<Pwk<'a>>,
        /// Contract, outside of HIPAA.
        1600 S 1 CN1 contract: Option<Box<Cn1<'a>>>,
        /// What the patient paid for this claim, in dollars.
        1750 S 1 AMT["F5"] patient_paid: Option<Box<Amt<'a>>>,
        /// Why there is no authorization.
        1800 S 1 REF["4N"] authorization_exception: Option<Box<Ref<'a>>> { REF02 R ["1" "2" "3" "4" "5" "6" "7"] },
        /// Medicare crossover under section 4081: `Y` or `N`.
        1800 S 1 REF["F5"] medicare_crossover: Option<Box<Ref<'a>>> { REF02 R ["N" "Y"] },
        /// Mammography certification number.
        1800 S 1 REF["EW"] mammography_certification: Option<Box<Ref<'a>>>,
        /// Referral number.
        1800 S 1 REF["9F"] referral_number: Option<Box<Ref<'a>>>,
        /// Prior authorization number.
        1800 S 1 REF["G1"] prior_authorization: Option<Box<Ref<'a>>>,
        /// The payer's number of the claim that this one replaces or voids.
        1800 S 1 REF["F8"] payer_claim_control_number: Option<Box<Ref<'a>>>,
        /// CLIA number of the laboratory.
        1800 S 1 REF["X4"] clia_number: Option<Box<Ref<'a>>>,
        /// Repricer's number of the claim.
        1800 S 1 REF["9A"] repriced_claim_number: Option<Box<Ref<'a>>>,
        /// Repricer's number of the adjusted claim.
        1800 S 1 REF["9C"] adjusted_repriced_claim_number: Option<Box<Ref<'a>>>,
        /// Investigational device exemption number.
        1800 S 1 REF["LX"] investigational_device_exemption: Option<Box<Ref<'a>>>,
        /// Number that a clearinghouse gave the claim; it comes back in the 277CA.
        1800 S 1 REF["D9"] intermediary_claim_id: Option<Box<Ref<'a>>>,
        /// Medical record number.
        1800 S 1 REF["EA"] medical_record_number: Option<Box<Ref<'a>>>,
        /// Demonstration project.
        1800 S 1 REF["P4"] demonstration_project: Option<Box<Ref<'a>>>,
        /// Number of the home health agency or hospice whose care is overseen.
        1800 S 1 REF["1J"] care_plan_oversight: Option<Box<Ref<'a>>>,
        /// Data in a form approved for a passing need.
        1850 S 10 K3 file_information: Vec<K3<'a>>,
        /// Note.
        1900 S 1 NTE note: Option<Box<Nte<'a>>> { NTE01 R ["ADD" "CER" "DCP" "DGN" "TPO"] },
        /// Ambulance transport.
        1950 S 1 CR1 ambulance_transport: Option<Box<Cr1<'a>>>,
        /// Spinal manipulation.
        2000 S 1 CR2 spinal_manipulation: Option<Box<Cr2<'a>>>,
        /// Conditions of the ambulance transport.
        2200 S 3 CRC["07"] ambulance_certifications: Vec<Crc<'a>>
            { CRC03 R ["01" "04" "05" "06" "07" "08" "09" "12"] CRC04 S ["01" "04" "05" "06" "07" "08" "09" "12"]
              CRC05 S ["01" "04" "05" "06" "07" "08" "09" "12"] CRC06 S ["01" "04" "05" "06" "07" "08" "09" "12"]
              CRC07 S ["01" "04" "05" "06" "07" "08" "09" "12"] },
        /// Conditions for lenses and frames.
        2200 S 3 CRC["E1" | "E2" | "E3"] vision_conditions: Vec<Crc<'a>>
            { CRC03 R ["L1" "L2" "L3" "L4" "L5"] CRC04 S ["L1" "L2" "L3" "L4" "L5"]
              CRC05 S ["L1" "L2" "L3" "L4" "L5"] CRC06 S ["L1" "L2" "L3" "L4" "L5"]
              CRC07 S ["L1" "L2" "L3" "L4" "L5"] },
        /// The patient is homebound.
        2200 S 1 CRC["75"] homebound: Option<Box<Crc<'a>>>
            { CRC02 R ["Y"] CRC03 R ["IH"] CRC04 N CRC05 N CRC06 N CRC07 N },
        /// Referral after a screening of a child.
        2200 S 1 CRC["ZZ"] epsdt_referral: Option<Box<Crc<'a>>>
            { CRC03 R ["AV" "NU" "S2" "ST"] CRC04 S ["AV" "NU" "S2" "ST"] CRC05 S ["AV" "NU" "S2" "ST"] CRC06 N
              CRC07 N },
        /// Diagnoses; lines point to them by number.
        2310 R 1 HI[HI01_1: "ABK" | "BK"] diagnoses: Option<Hi<'a>>
            { HI02_1 R ["ABF" "BF"] HI03_1 R ["ABF" "BF"] HI04_1 R ["ABF" "BF"] HI05_1 R ["ABF" "BF"]
              HI06_1 R ["ABF" "BF"] HI07_1 R ["ABF" "BF"] HI08_1 R ["ABF" "BF"] HI09_1 R ["ABF" "BF"]
              HI10_1 R ["ABF" "BF"] HI11_1 R ["ABF" "BF"] HI12_1 R ["ABF" "BF"] },
        /// Procedures that the anesthesia was for.
        2310 S 1 HI[HI01_1: "BP"] anesthesia_procedures: Option<Box<Hi<'a>>>
            { HI02_1 R ["BO"] HI03 N HI04 N HI05 N HI06 N HI07 N HI08 N HI09 N HI10 N HI11 N HI12 N },
        /// Condition codes.
        2310 S 2 HI[HI01_1: "BG"] conditions: Vec<Hi<'a>>
            { HI02_1 R ["BG"] HI03_1 R ["BG"] HI04_1 R ["BG"] HI05_1 R ["BG"] HI06_1 R ["BG"] HI07_1 R ["BG"]
              HI08_1 R ["BG"] HI09_1 R ["BG"] HI10_1 R ["BG"] HI11_1 R ["BG"] HI12_1 R ["BG"] },
        /// Pricing by a repricer.
        2410 S 1 HCP pricing: Option<Box<Hcp<'a>>>
            { HCP01 R ["00" "01" "02" "03" "04" "05" "07" "08" "09" "10" "11" "12" "13" "14"] HCP09 N HCP10 N
              HCP11 N HCP12 N },
        /// Who referred the patient: `DN`, and `P3` primary care.
        2500 S 2 NM1["DN" | "P3"] referring_providers: Vec<ReferringProvider<'a>>,
        /// Who rendered the services, where that is not the billing provider.
        2500 S 1 NM1["82"] rendering_provider: Option<Box<RenderingProvider<'a>>>,
        /// Where services were rendered, where that is not the billing provider's address.
        2500 S 1 NM1["77"] service_facility: Option<Box<ServiceFacility<'a>>>,
        /// Who supervised the rendering provider.
        2500 S 1 NM1["DQ"] supervising_provider: Option<Box<SupervisingProvider<'a>>>,
        /// Where the ambulance picked the patient up.
        2500 S 1 NM1["PW"] ambulance_pick_up: Option<Box<AmbulancePickUp<'a>>>,
        /// Where the ambulance took the patient.
        2500 S 1 NM1["45"] ambulance_drop_off: Option<Box<AmbulanceDropOff<'a>>>,
        /// Other payers: what they paid, or that they will be billed next.
        2900 S 10 SBR other_coverages: Vec<OtherCoverage<'a>>,
        /// The service lines.
        3650 R 50 LX lines: Vec<ServiceLine<'a>>,
    }
}
