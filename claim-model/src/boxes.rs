//! Which box of the CMS-1500 (02/12) a field of the claim is.

/// Fields and boxes. A field that is not listed has the box of what it is part of.
const BOXES: &[(&str, &str)] = &[
    ("billing_provider", "33"),
    ("billing_provider.npi", "33a"),
    ("billing_provider.other_ids[]", "33b"),
    ("billing_provider.tax_id", "25"),
    ("billing_provider.taxonomy", "33b"),
    ("condition_codes[]", "10d"),
    ("coverage.filing_indicator", "1"),
    ("coverage.group_name", "11c"),
    ("coverage.group_number", "11"),
    ("coverage.payer.address", "carrier"),
    ("coverage.payer.name", "carrier"),
    ("coverage.subscriber.address", "7"),
    ("coverage.subscriber.birth_date", "11a"),
    ("coverage.subscriber.member_id", "1a"),
    ("coverage.subscriber.name", "4"),
    ("coverage.subscriber.property_casualty_number", "11b"),
    ("coverage.subscriber.sex", "11a"),
    ("dates.accident", "14"),
    ("dates.acute_manifestation", "15"),
    ("dates.admission", "18"),
    ("dates.assumed_care", "15"),
    ("dates.disability", "16"),
    ("dates.discharge", "18"),
    ("dates.first_contact", "15"),
    ("dates.hearing_or_vision_prescription", "15"),
    ("dates.initial_treatment", "15"),
    ("dates.last_menstrual_period", "14"),
    ("dates.last_seen", "15"),
    ("dates.last_worked", "16"),
    ("dates.last_xray", "15"),
    ("dates.onset_of_illness", "14"),
    ("dates.relinquished_care", "15"),
    ("dates.return_to_work", "16"),
    ("diagnoses", "21"),
    ("diagnosis_list", "21"),
    ("expected_copay", "29"),
    ("accident_country", "10b"),
    ("accident_state", "10b"),
    ("clia_number", "23"),
    ("lines", "24"),
    ("lines[].charge", "24F"),
    ("lines[].clia_number", "23"),
    ("lines[].dates", "24A"),
    ("lines[].diagnosis_pointers", "24E"),
    ("lines[].emergency", "24C"),
    ("lines[].epsdt", "24H"),
    ("lines[].family_planning", "24H"),
    ("lines[].ordering_provider", "17"),
    ("lines[].ordering_provider.npi", "17b"),
    ("lines[].ordering_provider.other_ids[]", "17a"),
    ("lines[].place_of_service", "24B"),
    ("lines[].prior_authorizations[]", "23"),
    ("lines[].procedure", "24D"),
    ("lines[].purchased_service", "20"),
    ("lines[].purchased_service_provider", "20"),
    ("lines[].referral_numbers[]", "23"),
    ("lines[].referring_provider", "17"),
    ("lines[].referring_provider.npi", "17b"),
    ("lines[].referring_provider.other_ids[]", "17a"),
    ("lines[].rendering_provider", "24J"),
    ("lines[].rendering_provider.other_ids[]", "24I"),
    ("lines[].service_facility", "32"),
    ("lines[].service_facility.npi", "32a"),
    ("lines[].service_facility.other_ids[]", "32b"),
    ("lines[].supervising_provider", "17"),
    ("lines[].supervising_provider.npi", "17b"),
    ("lines[].units", "24G"),
    ("note", "19"),
    ("other_coverages", "11d"),
    ("other_coverages[].decision.paid", "29"),
    ("other_coverages[].group_name", "9d"),
    ("other_coverages[].group_number", "9a"),
    ("other_coverages[].payer.name", "9d"),
    ("other_coverages[].subscriber.name", "9"),
    ("paperwork[]", "19"),
    ("patient", "2"),
    ("patient.address", "5"),
    ("patient.birth_date", "3"),
    ("patient.member_id", "1a"),
    ("patient.property_casualty_number", "11b"),
    ("patient.relationship", "6"),
    ("patient.sex", "3"),
    ("patient_amount_paid", "29"),
    ("patient_control_number", "26"),
    ("place_of_service", "24B"),
    ("prior_authorization", "23"),
    ("referral_number", "23"),
    ("referring_provider", "17"),
    ("referring_provider.npi", "17b"),
    ("referring_provider.other_ids[]", "17a"),
    ("related_causes", "10"),
    ("rendering_provider", "24J"),
    ("rendering_provider.other_ids[]", "24I"),
    ("service_facility", "32"),
    ("service_facility.npi", "32a"),
    ("service_facility.other_ids[]", "32b"),
    ("signatures.assignment", "27"),
    ("signatures.benefits_assigned", "13"),
    ("signatures.patient_signature_by_provider", "12"),
    ("signatures.provider_on_file", "31"),
    ("signatures.release", "12"),
    ("submission", "22"),
    ("supervising_provider", "17"),
    ("supervising_provider.npi", "17b"),
    ("supervising_provider.other_ids[]", "17a"),
    ("total_charge", "28"),
];

/// The box of the CMS-1500 for a field, given without indexes, such as `lines[].charge`; `None` for what the form has no box
/// for.
#[must_use]
pub fn form_box(pattern: &str) -> Option<&'static str> {
    let mut pattern = pattern;
    loop {
        let listed = |name: &str| BOXES.iter().find(|(field, _)| *field == name);
        // A list has the box of its items, and items that of their list.
        let bare = pattern.trim_end_matches("[]");
        let whole = || {
            BOXES
                .iter()
                .find(|(field, _)| field.trim_end_matches("[]") == bare)
        };
        if let Some((_, form_box)) = listed(pattern).or_else(whole) {
            return Some(form_box);
        }
        pattern = pattern.rsplit_once('.')?.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_the_box_of_its_whole() {
        assert_eq!(form_box("lines[].diagnosis_pointers[]"), Some("24E"));
        assert_eq!(form_box("billing_provider.address.postal_code"), Some("33"));
        assert_eq!(form_box("lines[].line_control_number"), Some("24"));
        assert_eq!(form_box("condition_codes"), Some("10d"));
        assert_eq!(form_box("coverage.payer.id"), None);
    }
}
