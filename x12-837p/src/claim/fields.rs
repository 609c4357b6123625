//! Which elements of the guide the fields of a claim stand in, and which box of the CMS-1500 an element is.

use x12_core::Place;

/// A party: the field of the claim, its loop, and NM101.
pub(crate) const PARTIES: &[(&str, &str, &str)] = &[
    ("billing_provider", "2010AA", "85"),
    ("billing_provider.pay_to", "2010AB", "87"),
    ("coverage.subscriber", "2010BA", "IL"),
    ("coverage.payer", "2010BB", "PR"),
    ("patient", "2010CA", "QC"),
    ("referring_provider", "2310A", "DN"),
    ("primary_care_provider", "2310A", "P3"),
    ("rendering_provider", "2310B", "82"),
    ("service_facility", "2310C", "77"),
    ("supervising_provider", "2310D", "DQ"),
    ("other_coverages[].subscriber", "2330A", "IL"),
    ("other_coverages[].payer", "2330B", "PR"),
    ("lines[].rendering_provider", "2420A", "82"),
    ("lines[].purchased_service_provider", "2420B", "QB"),
    ("lines[].service_facility", "2420C", "77"),
    ("lines[].supervising_provider", "2420D", "DQ"),
    ("lines[].ordering_provider", "2420E", "DK"),
    ("lines[].referring_provider", "2420F", "DN"),
];

/// A field of a party: segment, qualifier, element.
const OF_PARTY: &[(&str, &str, &str, u16)] = &[
    ("", "NM1", "", 3),
    ("name", "NM1", "", 3),
    ("name.organization", "NM1", "", 3),
    ("name.individual.last", "NM1", "", 3),
    ("name.individual.first", "NM1", "", 4),
    ("name.individual.middle", "NM1", "", 5),
    ("name.individual.suffix", "NM1", "", 7),
    ("name.last", "NM1", "", 3),
    ("name.first", "NM1", "", 4),
    ("name.middle", "NM1", "", 5),
    ("name.suffix", "NM1", "", 7),
    ("npi", "NM1", "", 9),
    ("id", "NM1", "", 9),
    ("member_id", "NM1", "", 9),
    ("taxonomy", "PRV", "", 3),
    ("tax_id", "REF", "EI SY", 2),
    ("ssn", "REF", "SY", 2),
    ("property_casualty_number", "REF", "Y4", 2),
    ("property_casualty_member_id", "REF", "1W", 2),
    ("claim_office", "REF", "FY", 2),
    ("other_ids", "REF", "0B 1G G2 LU 2U NF", 2),
    ("address", "N3", "", 1),
    ("address.line_1", "N3", "", 1),
    ("address.line_2", "N3", "", 2),
    ("address.city", "N4", "", 1),
    ("address.state", "N4", "", 2),
    ("address.postal_code", "N4", "", 3),
    ("address.country", "N4", "", 4),
    ("address.subdivision", "N4", "", 7),
    ("line_1", "N3", "", 1),
    ("line_2", "N3", "", 2),
    ("city", "N4", "", 1),
    ("state", "N4", "", 2),
    ("postal_code", "N4", "", 3),
    ("country", "N4", "", 4),
    ("birth_date", "DMG", "", 2),
    ("sex", "DMG", "", 3),
    ("contact", "PER", "", 4),
    ("contacts", "PER", "", 4),
];

/// Numbers of the billing provider that the payer gave.
pub(crate) const WITH_PAYER: &str = "G2 LU";

/// What an index of the field counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing: the field is one element.
    No,
    /// Elements, from the one that is named.
    Elements,
    /// Components, from the one that is named.
    Components,
}
use Step::{Components, Elements, No};

/// Any other field: loop, segment, qualifier, element, component, and what its last index counts.
type Spot = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u16,
    u16,
    Step,
);

/// One field a line: path, loop, segment, qualifiers, element, component, and what the last index counts.
macro_rules! fields {
    ($($path:literal $loop_id:literal $segment:ident $qualifiers:tt $element:literal $component:literal $step:ident;)*) => {
        const FIELDS: &[Spot] = &[
            $(($path, $loop_id, stringify!($segment), $qualifiers, $element, $component, $step)),*
        ];
    };
}

fields! {
    "billing_provider.taxonomy" "2000A" PRV "BI" 3 0 No;
    "billing_provider.other_ids" "2010BB" REF WITH_PAYER 2 0 No;
    "coverage" "2000B" SBR "" 0 0 No;
    "coverage.sequence" "2000B" SBR "" 1 0 No;
    "coverage.group_number" "2000B" SBR "" 3 0 No;
    "coverage.group_name" "2000B" SBR "" 4 0 No;
    "coverage.medicare_secondary_reason" "2000B" SBR "" 5 0 No;
    "coverage.filing_indicator" "2000B" SBR "" 9 0 No;
    "patient.relationship" "2000C" PAT "" 1 0 No;
    "patient_condition" "2000C" PAT "" 0 0 No;
    "patient_control_number" "2300" CLM "" 1 0 No;
    "total_charge" "2300" CLM "" 2 0 No;
    "place_of_service" "2300" CLM "" 5 1 No;
    "submission" "2300" REF "F8" 2 0 No;
    "submission" "2300" CLM "" 5 3 No;
    "signatures.provider_on_file" "2300" CLM "" 6 0 No;
    "signatures.assignment" "2300" CLM "" 7 0 No;
    "signatures.benefits_assigned" "2300" CLM "" 8 0 No;
    "signatures.release" "2300" CLM "" 9 0 No;
    "signatures.patient_signature_by_provider" "2300" CLM "" 10 0 No;
    "related_causes" "2300" CLM "" 11 1 Components;
    "accident_state" "2300" CLM "" 11 4 No;
    "accident_country" "2300" CLM "" 11 5 No;
    "special_program" "2300" CLM "" 12 0 No;
    "delay_reason" "2300" CLM "" 20 0 No;
    "dates.onset_of_illness" "2300" DTP "431" 3 0 No;
    "dates.initial_treatment" "2300" DTP "454" 3 0 No;
    "dates.last_seen" "2300" DTP "304" 3 0 No;
    "dates.acute_manifestation" "2300" DTP "453" 3 0 No;
    "dates.accident" "2300" DTP "439" 3 0 No;
    "dates.last_menstrual_period" "2300" DTP "484" 3 0 No;
    "dates.last_xray" "2300" DTP "455" 3 0 No;
    "dates.hearing_or_vision_prescription" "2300" DTP "471" 3 0 No;
    "dates.disability" "2300" DTP "314 360 361" 3 0 No;
    "dates.last_worked" "2300" DTP "297" 3 0 No;
    "dates.return_to_work" "2300" DTP "296" 3 0 No;
    "dates.admission" "2300" DTP "435" 3 0 No;
    "dates.discharge" "2300" DTP "096" 3 0 No;
    "dates.assumed_care" "2300" DTP "090" 3 0 No;
    "dates.relinquished_care" "2300" DTP "091" 3 0 No;
    "dates.first_contact" "2300" DTP "444" 3 0 No;
    "paperwork" "2300" PWK "" 1 0 No;
    "paperwork[].control_number" "2300" PWK "" 6 0 No;
    "patient_amount_paid" "2300" AMT "F5" 2 0 No;
    "prior_authorization" "2300" REF "G1" 2 0 No;
    "referral_number" "2300" REF "9F" 2 0 No;
    "clia_number" "2300" REF "X4" 2 0 No;
    "note" "2300" NTE "" 2 0 No;
    "diagnoses" "2300" HI "ABK BK" 1 2 Elements;
    "diagnosis_list" "2300" HI "ABK BK" 1 1 No;
    "condition_codes" "2300" HI "BG" 1 2 Elements;
    "service_facility.contact" "2310C" PER "" 4 0 No;
    "other_coverages" "2320" SBR "" 0 0 No;
    "other_coverages[].sequence" "2320" SBR "" 1 0 No;
    "other_coverages[].relationship" "2320" SBR "" 2 0 No;
    "other_coverages[].group_number" "2320" SBR "" 3 0 No;
    "other_coverages[].group_name" "2320" SBR "" 4 0 No;
    "other_coverages[].medicare_secondary_reason" "2320" SBR "" 5 0 No;
    "other_coverages[].filing_indicator" "2320" SBR "" 9 0 No;
    "other_coverages[].decision" "2320" AMT "D" 2 0 No;
    "other_coverages[].decision.paid" "2320" AMT "D" 2 0 No;
    "other_coverages[].decision.not_covered" "2320" AMT "A8" 2 0 No;
    "other_coverages[].decision.remaining_patient_liability" "2320" AMT "EAF" 2 0 No;
    "other_coverages[].decision.adjustments" "2320" CAS "" 0 0 No;
    "other_coverages[].decision.outpatient" "2320" MOA "" 0 0 No;
    "other_coverages[].decision.outpatient.remarks" "2320" MOA "" 3 0 Elements;
    "other_coverages[].decision.date" "2330B" DTP "573" 3 0 No;
    "other_coverages[].decision.payer_claim_number" "2330B" REF "F8" 2 0 No;
    "lines" "2400" LX "" 1 0 No;
    "lines[].procedure" "2400" SV1 "" 1 0 No;
    "lines[].procedure.code" "2400" SV1 "" 1 2 No;
    "lines[].procedure.modifiers" "2400" SV1 "" 1 3 Components;
    "lines[].procedure.description" "2400" SV1 "" 1 7 No;
    "lines[].charge" "2400" SV1 "" 2 0 No;
    "lines[].units" "2400" SV1 "" 4 0 No;
    "lines[].place_of_service" "2400" SV1 "" 5 0 No;
    "lines[].diagnosis_pointers" "2400" SV1 "" 7 1 Components;
    "lines[].emergency" "2400" SV1 "" 9 0 No;
    "lines[].epsdt" "2400" SV1 "" 11 0 No;
    "lines[].family_planning" "2400" SV1 "" 12 0 No;
    "lines[].dates" "2400" DTP "472" 3 0 No;
    "lines[].paperwork" "2400" PWK "" 1 0 No;
    "lines[].paperwork[].control_number" "2400" PWK "" 6 0 No;
    "lines[].prior_authorizations" "2400" REF "G1" 2 0 No;
    "lines[].referral_numbers" "2400" REF "9F" 2 0 No;
    "lines[].line_control_number" "2400" REF "6R" 2 0 No;
    "lines[].clia_number" "2400" REF "X4" 2 0 No;
    "lines[].note" "2400" NTE "ADD DCP" 2 0 No;
    "lines[].purchased_service" "2400" PS1 "" 1 0 No;
    "lines[].drug" "2410" LIN "" 3 0 No;
    "lines[].drug.quantity" "2410" CTP "" 4 0 No;
    "lines[].decisions" "2430" SVD "" 0 0 No;
    "lines[].decisions[].payer_id" "2430" SVD "" 1 0 No;
    "lines[].decisions[].paid" "2430" SVD "" 2 0 No;
    "lines[].decisions[].procedure" "2430" SVD "" 3 0 No;
    "lines[].decisions[].units" "2430" SVD "" 5 0 No;
    "lines[].decisions[].bundled_into" "2430" SVD "" 6 0 No;
    "lines[].decisions[].adjustments" "2430" CAS "" 0 0 No;
    "lines[].decisions[].date" "2430" DTP "573" 3 0 No;
}

/// Where in the guide a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) loop_id: &'static str,
    /// NM101 of its party; empty outside parties.
    pub(crate) entity: &'static str,
    pub(crate) segment: &'static str,
    /// Values of the first element, with blanks between; empty where the segment alone decides.
    pub(crate) qualifiers: &'static str,
    pub(crate) element: u16,
    pub(crate) component: u16,
    pub(crate) step: Step,
}

/// The field, or what it is part of: names are taken off its end until one is known.
pub(crate) fn target(pattern: &str) -> Option<Target> {
    let mut name = pattern;
    loop {
        let bare = name.trim_end_matches("[]");
        let is = |known: &str| known == name || known == bare;
        if let Some(&(_, loop_id, segment, qualifiers, element, component, step)) =
            FIELDS.iter().find(|field| is(field.0))
        {
            return Some(Target {
                loop_id,
                entity: "",
                segment,
                qualifiers,
                element,
                component,
                step,
            });
        }
        if let Some(found) = of_party(bare) {
            return Some(found);
        }
        name = name.rsplit_once('.')?.0;
    }
}

fn of_party(pattern: &str) -> Option<Target> {
    let parties = PARTIES.iter().filter_map(|&(party, loop_id, entity)| {
        let rest = pattern.strip_prefix(party)?;
        let leaf = rest
            .strip_prefix('.')
            .or_else(|| rest.is_empty().then_some(""))?;
        let &(_, segment, qualifiers, element) =
            OF_PARTY.iter().find(|(name, ..)| *name == leaf)?;
        let found = Target {
            loop_id,
            entity,
            segment,
            qualifiers,
            element,
            component: 0,
            step: No,
        };
        Some((party.len(), found))
    });
    parties
        .max_by_key(|(length, _)| *length)
        .map(|(_, found)| found)
}

/// The box of the CMS-1500 that an element stands for.
pub(crate) fn form_box(place: &Place) -> Option<&'static str> {
    let segment = place.segment?.to_string();
    let fits = |&&(_, loop_id, of, _, element, component, step): &&Spot| {
        let is = |known: u16, given: u16, counted: Step| {
            known == given || given == 0 || (step == counted && known < given)
        };
        loop_id == place.loop_id
            && of == segment
            && is(element, place.element, Elements)
            && (component == 0 || is(component, place.component, Components))
    };
    let spots = || FIELDS.iter().filter(fits);
    let mut unqualified = spots().filter(|of| of.3.is_empty());
    if let Some(of) = unqualified.next() {
        return claim_model::form_box(of.0);
    }
    // The place does not say which of several numbers or dates it is: there is a box only where they share it.
    if place.element > 0 && spots().next().is_some() {
        let mut boxes = spots().map(|of| claim_model::form_box(of.0));
        let first = boxes.next().flatten();
        return first.filter(|of| boxes.all(|other| other == Some(of)));
    }
    let of_party = || {
        let &(party, ..) = PARTIES.iter().find(|of| of.1 == place.loop_id)?;
        let &(leaf, ..) = OF_PARTY
            .iter()
            .find(|of| of.1 == segment && (of.3 == place.element || place.element == 0))?;
        Some(format!("{party}.{leaf}"))
    };
    claim_model::form_box(&of_party()?)
}

/// The box of a segment, given as guides name it.
pub(crate) fn form_box_of_label(loop_id: &str, label: &str) -> Option<&'static str> {
    let (segment, qualifier) = label.split_once('*')?;
    let is = |of: &&Spot| {
        let mut known = of.3.split(' ');
        of.1 == loop_id
            && of.2 == segment
            && known.any(|of| qualifier.split(' ').any(|is| is == of))
    };
    claim_model::form_box(FIELDS.iter().find(is)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_find_their_elements() {
        let of = |pattern: &str| {
            let target = target(pattern).expect("a place");
            (target.loop_id, target.segment, target.element)
        };
        assert_eq!(of("billing_provider.npi"), ("2010AA", "NM1", 9));
        assert_eq!(
            of("billing_provider.pay_to.postal_code"),
            ("2010AB", "N4", 3)
        );
        assert_eq!(of("billing_provider.taxonomy"), ("2000A", "PRV", 3));
        assert_eq!(of("lines[].diagnosis_pointers[]"), ("2400", "SV1", 7));
        assert_eq!(of("lines[].rendering_provider.npi"), ("2420A", "NM1", 9));
        assert_eq!(
            of("other_coverages[].decision.adjustments[].amount"),
            ("2320", "CAS", 0)
        );
        assert_eq!(of("patient.address.postal_code"), ("2010CA", "N4", 3));
        assert_eq!(of("patient_control_number"), ("2300", "CLM", 1));
    }
}
