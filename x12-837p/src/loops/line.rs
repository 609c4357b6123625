//! Service lines.

use x12_core::segment_loop;

use crate::{
    loops::{
        LineAmbulanceDropOff, LineAmbulancePickUp, LineReferringProvider, LineRenderingProvider,
        LineServiceFacility, LineSupervisingProvider, OrderingProvider, PurchasedServiceProvider,
    },
    segments::{
        Amt, Cas, Cn1, Cr1, Cr3, Crc, Ctp, Dtp, Frm, Hcp, K3, Lin, Lq, Lx, Mea, Nte, PayerRef, Ps1,
        Pwk, Qty, Ref, Sv1, Sv5, Svd,
    },
};

segment_loop! {
    /// One line of a claim.
    pub struct ServiceLine<'a> = "2400" {
        /// Number of the line, counted from 1.
        3650 R 1 LX number: Lx;
        /// Procedure, charge, units and diagnoses.
        3700 R 1 SV1 service: Option<Sv1<'a>> { SV101_1 R ["ER" "HC" "IV" "WK"] },
        /// Durable medical equipment.
        4000 S 1 SV5 equipment: Option<Box<Sv5<'a>>>
            { SV501_1 R ["HC"] SV501_3 N SV501_4 N SV501_5 N SV501_6 N SV501_7 N },
        /// Attachments.
        4200 S 10 PWK[PWK02: "AA" | "BM" | "EL" | "EM" | "FT" | "FX"] attachments: Vec<Pwk<'a>>,
        /// How the certificate of medical necessity is sent.
        4200 S 1 PWK[PWK02: "AB" | "AD" | "AF" | "AG" | "NS"] medical_necessity_certificate: Option<Box<Pwk<'a>>>
            { PWK01 R ["CT"] PWK05 N PWK06 N },
        /// Ambulance transport.
        4250 S 1 CR1 ambulance_transport: Option<Box<Cr1<'a>>>,
        /// Certification of the equipment.
        4350 S 1 CR3 equipment_certification: Option<Box<Cr3<'a>>>,
        /// Conditions of the ambulance transport.
        4500 S 3 CRC["07"] ambulance_certifications: Vec<Crc<'a>>
            { CRC03 R ["01" "04" "05" "06" "07" "08" "09" "12"] CRC04 S ["01" "04" "05" "06" "07" "08" "09" "12"]
              CRC05 S ["01" "04" "05" "06" "07" "08" "09" "12"] CRC06 S ["01" "04" "05" "06" "07" "08" "09" "12"]
              CRC07 S ["01" "04" "05" "06" "07" "08" "09" "12"] },
        /// Whether the provider is employed by the hospice.
        4500 S 1 CRC["70"] hospice_employee: Option<Box<Crc<'a>>> { CRC03 R ["65"] CRC04 N CRC05 N CRC06 N CRC07 N },
        /// Conditions for the equipment.
        4500 S 1 CRC["09"] equipment_condition: Option<Box<Crc<'a>>>
            { CRC03 R ["38" "ZV"] CRC04 S ["38" "ZV"] CRC05 N CRC06 N CRC07 N },
        /// Day or days of service.
        4550 R 1 DTP["472"] service_date: Option<Dtp<'a>>,
        /// Prescription.
        4550 S 1 DTP["471"] prescription_date: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Revision of the certification, or certification again.
        4550 S 1 DTP["607"] recertification_date: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Begin of the therapy.
        4550 S 1 DTP["463"] therapy_begin: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Last certification.
        4550 S 1 DTP["461"] last_certification: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// When the supervising provider last saw the patient.
        4550 S 1 DTP["304"] last_seen: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Tests: `738` hemoglobin or hematocrit, `739` creatinine.
        4550 S 2 DTP["738" | "739"] test_dates: Vec<Dtp<'a>> { DTP02 R ["D8"] },
        /// Shipping.
        4550 S 1 DTP["011"] shipped: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Last x-ray.
        4550 S 1 DTP["455"] last_x_ray: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// Initial treatment.
        4550 S 1 DTP["454"] initial_treatment: Option<Box<Dtp<'a>>> { DTP02 R ["D8"] },
        /// How many patients the ambulance carried.
        4600 S 1 QTY["PT"] ambulance_patients: Option<Box<Qty<'a>>>,
        /// Additional units of obstetric anesthesia.
        4600 S 1 QTY["FL"] anesthesia_units: Option<Box<Qty<'a>>>,
        /// Test results.
        4620 S 5 MEA test_results: Vec<Mea<'a>>,
        /// Contract, outside of HIPAA.
        4650 S 1 CN1 contract: Option<Box<Cn1<'a>>>,
        /// Repricer's number of the line.
        4700 S 1 REF["9B"] repriced_reference: Option<Box<Ref<'a>>>,
        /// Repricer's number of the adjusted line.
        4700 S 1 REF["9D"] adjusted_repriced_reference: Option<Box<Ref<'a>>>,
        /// Prior authorization numbers, where they differ from the claim's.
        4700 S 5 REF["G1"] prior_authorizations: Vec<PayerRef<'a>>,
        /// The provider's own number of the line; it comes back in the remittance (REF*6R).
        4700 S 1 REF["6R"] line_item_control_number: Option<Ref<'a>>,
        /// Mammography certification number.
        4700 S 1 REF["EW"] mammography_certification: Option<Box<Ref<'a>>>,
        /// CLIA number of the laboratory.
        4700 S 1 REF["X4"] clia_number: Option<Box<Ref<'a>>>,
        /// CLIA number of the referring laboratory.
        4700 S 1 REF["F4"] referring_clia_number: Option<Box<Ref<'a>>>,
        /// Immunization batch number.
        4700 S 1 REF["BT"] immunization_batch: Option<Box<Ref<'a>>>,
        /// Referral numbers, where they differ from the claim's.
        4700 S 5 REF["9F"] referral_numbers: Vec<PayerRef<'a>>,
        /// Sales tax, in dollars.
        4750 S 1 AMT["T"] sales_tax: Option<Box<Amt<'a>>>,
        /// Postage, in dollars.
        4750 S 1 AMT["F4"] postage: Option<Box<Amt<'a>>>,
        /// Data in a form approved for a passing need.
        4800 S 10 K3 file_information: Vec<K3<'a>>,
        /// Note: `ADD` additional information, `DCP` goals or plans.
        4850 S 1 NTE["ADD" | "DCP"] note: Option<Box<Nte<'a>>>,
        /// Note of a third party.
        4850 S 1 NTE["TPO"] third_party_note: Option<Box<Nte<'a>>>,
        /// Service bought from another provider.
        4880 S 1 PS1 purchased_service: Option<Box<Ps1<'a>>>,
        /// Pricing by a repricer.
        4920 S 1 HCP pricing: Option<Box<Hcp<'a>>>,
        /// The drug.
        4930 S 1 LIN drug: Option<Box<Drug<'a>>>,
        /// Who rendered the service, where that is not the claim's.
        5000 S 1 NM1["82"] rendering_provider: Option<Box<LineRenderingProvider<'a>>>,
        /// Who the service was bought from.
        5000 S 1 NM1["QB"] purchased_service_provider: Option<Box<PurchasedServiceProvider<'a>>>,
        /// Where the service was rendered, where that is not the claim's.
        5000 S 1 NM1["77"] service_facility: Option<Box<LineServiceFacility<'a>>>,
        /// Who supervised, where that is not the claim's.
        5000 S 1 NM1["DQ"] supervising_provider: Option<Box<LineSupervisingProvider<'a>>>,
        /// Who ordered the service.
        5000 S 1 NM1["DK"] ordering_provider: Option<Box<OrderingProvider<'a>>>,
        /// Who referred the patient, where that is not the claim's.
        5000 S 2 NM1["DN" | "P3"] referring_providers: Vec<LineReferringProvider<'a>>,
        /// Where the ambulance picked the patient up.
        5000 S 1 NM1["PW"] ambulance_pick_up: Option<Box<LineAmbulancePickUp<'a>>>,
        /// Where the ambulance took the patient.
        5000 S 1 NM1["45"] ambulance_drop_off: Option<Box<LineAmbulanceDropOff<'a>>>,
        /// What other payers decided on the line.
        5400 S 15 SVD adjudications: Vec<LineAdjudication<'a>>,
        /// Forms that support the line.
        5510 S n LQ forms: Vec<Form<'a>>,
    }
}

segment_loop! {
    /// Drug that was given.
    pub struct Drug<'a> = "2410" {
        /// Which drug.
        4930 R 1 LIN info: Lin<'a>;
        /// How much of it.
        4940 R 1 CTP quantity: Option<Ctp<'a>>,
        /// Prescription number (`XZ`), or number that ties the parts of a compound drug together (`VY`).
        4950 S 1 REF["VY" | "XZ"] prescription: Option<Box<Ref<'a>>>,
    }
}

segment_loop! {
    /// What another payer decided on the line.
    pub struct LineAdjudication<'a> = "2430" {
        /// Which payer, what it paid and for what.
        5400 R 1 SVD info: Svd<'a> { SVD03_1 R ["ER" "HC" "IV" "WK"] };
        /// Adjustments.
        5450 S 5 CAS adjustments: Vec<Cas<'a>> { CAS01 R ["CO" "CR" "OA" "PI" "PR"] },
        /// When the payer decided.
        5500 R 1 DTP["573"] remittance_date: Option<Dtp<'a>> { DTP02 R ["D8"] },
        /// What the patient still owes for the line, in dollars.
        5505 S 1 AMT["EAF"] remaining_patient_liability: Option<Box<Amt<'a>>>,
    }
}

segment_loop! {
    /// A form with its answers.
    pub struct Form<'a> = "2440" {
        /// Which form.
        5510 R 1 LQ info: Lq<'a>;
        /// Answers.
        5520 R 99 FRM answers: Vec<Frm<'a>>,
    }
}
