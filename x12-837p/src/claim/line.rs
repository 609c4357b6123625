//! The lines of a claim (2400, 2410, 2420), in both directions.

use claim_model::{
    Amount, At, Claim, CliaNumber, LineAuthorization, LineDates, LineNote, LineNoteKind, PayerId,
    PlaceOfService, Procedure, Provider, PurchasedService, ServiceFacility, ServiceLine, Units,
};
use x12_core::Code;

use crate::{
    claim::{
        claim_providers::{facility_name, facility_of},
        codes::Coded,
        context::{In, Out, Why, Within, words},
        other_coverage::{line_decision, line_decision_of},
        party::{
            NOTE, address, address_of, line_provider_ids, line_provider_refs, npi, payer_id_of,
            payer_ref, plain_reference, provider_name, provider_of, reference, reference_of,
            taxonomy, taxonomy_of,
        },
        service::{MINUTES, UNITS, drug, drug_of, fill_service, pointers, procedure},
        supplement::{amount, clia_of, date, days, days_of, paperwork, paperwork_of, single_day},
    },
    loops,
    segments::{Dtp, Nte, PayerRef, Ps1, Sv1},
};

/// The further dates: qualifier, field of the claim's line, line of the loop.
macro_rules! single_dates {
    ($apply:ident) => {
        $apply! {
            "471" prescription prescription_date,
            "607" recertification recertification_date,
            "463" begin_therapy therapy_begin,
            "461" last_certification last_certification,
            "304" last_seen last_seen,
            "011" shipped shipped,
            "455" last_xray last_x_ray,
            "454" initial_treatment initial_treatment,
        }
    };
}

/// Fills the line at `index`, which has its number (2400). `only_differences` leaves out what the claim says for all
/// lines. Most of what a line may have it has not: that is passed by.
pub(crate) fn fill<'c>(
    out: &mut Out<'_>,
    this: &mut loops::ServiceLine<'c>,
    index: usize,
    of: &'c ServiceLine,
    claim: &'c Claim,
    only_differences: bool,
) {
    let at = At::CLAIM.item("lines", index);
    let differs = |place: &&PlaceOfService| !only_differences || **place != claim.place_of_service;
    let (unit, quantity) = match of.units {
        Units::Units(quantity) => (UNITS, quantity),
        Units::Minutes(quantity) => (MINUTES, quantity),
    };
    let yes = |yes: bool| yes.then(|| Code::from("Y"));
    this.service = Some(Sv1 {
        procedure: Some(procedure(out, at.field("procedure"), &of.procedure)),
        charge: Some(of.charge.0),
        unit: Some(unit.into()),
        quantity: Some(quantity.0),
        place_of_service: of
            .place_of_service
            .as_ref()
            .filter(differs)
            .and_then(|place| out.code(at.field("place_of_service"), place.as_str())),
        diagnosis_pointers: pointers(&of.diagnosis_pointers),
        emergency: yes(of.emergency),
        epsdt: yes(of.epsdt),
        family_planning: yes(of.family_planning),
        copay_exempt: of.copay_exempt.then(|| "0".into()),
    });
    for (index, of) in of.paperwork.iter().enumerate() {
        let at = at.item("paperwork", index);
        this.attachments.push(paperwork(out, at, of));
    }
    if let Some(of) = of.dates {
        this.service_date = Some(Dtp {
            qualifier: "472".into(),
            period: days(of),
        });
    }
    macro_rules! put {
        ($($qualifier:literal $field:ident $line:ident,)*) => {
            $(if let Some(of) = of.other_dates.$field {
                this.$line = Some(Box::new(date($qualifier, of)));
            })*
        };
    }
    single_dates!(put);
    numbers(out, at, of, this);
    if let Some(of) = of.sales_tax {
        this.sales_tax = Some(amount("T", of));
    }
    if let Some(of) = of.postage {
        this.postage = Some(amount("F4", of));
    }
    if let Some(note) = &of.note {
        this.note = Some(Box::new(Nte {
            kind: note.kind.code().into(),
            text: out.words(at.field("note").field("text"), &note.text, NOTE),
        }));
    }
    if let Some(words) = &of.third_party_note {
        let text = out.words(at.field("third_party_note"), words, NOTE);
        this.third_party_note = text.map(|text| {
            Box::new(Nte {
                kind: "TPO".into(),
                text: Some(text),
            })
        });
    }
    if let Some(of) = &of.purchased_service {
        let at = at.field("purchased_service");
        this.purchased_service = Some(Box::new(Ps1 {
            provider_id: out.id(at.field("provider_id"), &of.provider_id),
            amount: Some(of.charge.0),
        }));
    }
    if let Some(of) = &of.drug {
        this.drug = Some(Box::new(drug(out, at.field("drug"), of)));
    }
    providers(out, at, of, claim, only_differences, this);
    for (index, of) in of.decisions.iter().enumerate() {
        let at = at.item("decisions", index);
        this.adjudications.push(line_decision(out, at, of));
    }
}

fn numbers<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c ServiceLine,
    this: &mut loops::ServiceLine<'c>,
) {
    let authorization =
        |out: &mut Out<'_>, at: At<'_>, qualifier: &'static str, of: &'c LineAuthorization| {
            let payer = of.payer_id.as_ref().map(PayerId::as_str);
            payer_ref(out, at, qualifier, &of.number, payer)
        };
    for (index, of) in of.prior_authorizations.iter().enumerate() {
        let number = authorization(out, at.item("prior_authorizations", index), "G1", of);
        this.prior_authorizations.push(number);
    }
    for (index, of) in of.referral_numbers.iter().enumerate() {
        let number = authorization(out, at.item("referral_numbers", index), "9F", of);
        this.referral_numbers.push(number);
    }
    if let number @ Some(_) = of.line_control_number.as_deref() {
        let at = at.field("line_control_number");
        this.line_item_control_number = plain_reference(out, at, "6R", number);
    }
    macro_rules! put {
        ($($qualifier:literal $field:ident $number:expr;)*) => {
            $(if let number @ Some(_) = $number {
                this.$field = reference(out, at.field(stringify!($field)), $qualifier, number);
            })*
        };
    }
    put! {
        "EW" mammography_certification of.mammography_certification.as_deref();
        "X4" clia_number of.clia_number.as_ref().map(CliaNumber::as_str);
        "F4" referring_clia_number of.referring_clia_number.as_ref().map(CliaNumber::as_str);
        "BT" immunization_batch of.immunization_batch.as_deref();
    }
}

fn providers<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c ServiceLine,
    claim: &'c Claim,
    only_differences: bool,
    this: &mut loops::ServiceLine<'c>,
) {
    let is_claims = |line: &Provider| only_differences && claim.renders(line);
    if let Some(who) = of.rendering_provider.as_ref().filter(|who| !is_claims(who)) {
        let at = at.field("rendering_provider");
        let mut provider = loops::LineRenderingProvider::new(provider_name(out, at, "82", who));
        provider.taxonomy =
            taxonomy(out, at.field("taxonomy"), "PE", who.taxonomy.as_ref()).map(Box::new);
        provider.references = line_provider_refs(out, at, &who.other_ids);
        this.rendering_provider = Some(Box::new(provider));
    }
    if let Some(who) = &of.purchased_service_provider {
        let at = at.field("purchased_service_provider");
        let kind = match who.name {
            claim_model::PartyName::Individual(_) => "1",
            claim_model::PartyName::Organization(_) => "2",
        };
        let mut nm1 = super::party::nameless("QB", kind);
        npi(out, at.field("npi"), &mut nm1, who.npi.as_ref());
        let mut provider = loops::PurchasedServiceProvider::new(nm1);
        provider.references = line_provider_refs(out, at, &who.other_ids);
        this.purchased_service_provider = Some(Box::new(provider));
    }
    if let Some(place) = of.service_facility.as_ref().filter(|place| place.show) {
        let at = at.field("service_facility");
        let mut facility = loops::LineServiceFacility::new(facility_name(out, at, place));
        if let Some(of) = &place.address {
            let (n3, n4) = address(out, at.field("address"), of);
            facility.address = Some(n3);
            facility.city = Some(n4);
        }
        facility.references = line_provider_refs(out, at, &place.other_ids);
        this.service_facility = Some(Box::new(facility));
    }
    if let Some(who) = &of.supervising_provider {
        let at = at.field("supervising_provider");
        let mut provider = loops::LineSupervisingProvider::new(provider_name(out, at, "DQ", who));
        provider.references = line_provider_refs(out, at, &who.other_ids);
        this.supervising_provider = Some(Box::new(provider));
    }
    if let Some(who) = &of.ordering_provider {
        let at = at.field("ordering_provider");
        let mut provider = loops::OrderingProvider::new(provider_name(out, at, "DK", who));
        provider.references = line_provider_refs(out, at, &who.other_ids);
        this.ordering_provider = Some(Box::new(provider));
    }
    if let Some(who) = &of.referring_provider {
        let at = at.field("referring_provider");
        let mut provider = loops::LineReferringProvider::new(provider_name(out, at, "DN", who));
        provider.references = line_provider_refs(out, at, &who.other_ids);
        this.referring_providers.push(provider);
    }
}

/// The line of 2400.
pub(crate) fn line_of(cx: &mut In, within: Within, of: &loops::ServiceLine<'_>) -> ServiceLine {
    let loops::ServiceLine {
        number: _,
        service,
        equipment,
        attachments,
        medical_necessity_certificate,
        ambulance_transport,
        equipment_certification,
        ambulance_certifications,
        hospice_employee,
        equipment_condition,
        service_date,
        prescription_date: _,
        recertification_date: _,
        therapy_begin: _,
        last_certification: _,
        last_seen: _,
        test_dates,
        shipped: _,
        last_x_ray: _,
        initial_treatment: _,
        ambulance_patients,
        anesthesia_units,
        test_results,
        contract,
        repriced_reference,
        adjusted_repriced_reference,
        prior_authorizations,
        line_item_control_number,
        mammography_certification,
        clia_number,
        referring_clia_number,
        immunization_batch,
        referral_numbers,
        sales_tax,
        postage,
        file_information,
        note,
        third_party_note,
        purchased_service,
        pricing,
        drug,
        rendering_provider,
        purchased_service_provider,
        service_facility,
        supervising_provider,
        ordering_provider,
        referring_providers,
        ambulance_pick_up,
        ambulance_drop_off,
        adjudications,
        forms,
        unmatched: _,
        rejected: _,
        span: _,
    } = of;
    cx.no_field(within, "SV5", equipment);
    cx.no_field(within, "PWK*CT", medical_necessity_certificate);
    cx.no_field(within, "CR1", ambulance_transport);
    cx.no_field(within, "CR3", equipment_certification);
    cx.no_field(within, "CRC*07", ambulance_certifications);
    cx.no_field(within, "CRC*70", hospice_employee);
    cx.no_field(within, "CRC*09", equipment_condition);
    cx.no_field(within, "DTP*738", test_dates);
    cx.no_field(within, "QTY*PT", ambulance_patients);
    cx.no_field(within, "QTY*FL", anesthesia_units);
    cx.no_field(within, "MEA", test_results);
    cx.no_field(within, "CN1", contract);
    cx.no_field(within, "REF*9B", repriced_reference);
    cx.no_field(within, "REF*9D", adjusted_repriced_reference);
    cx.no_field(within, "K3", file_information);
    cx.no_field(within, "HCP", pricing);
    cx.no_field(within.inner("2420G"), "NM1*PW", ambulance_pick_up);
    cx.no_field(within.inner("2420H"), "NM1*45", ambulance_drop_off);
    cx.no_field(within.inner("2440"), "LQ", forms);

    let mut line = ServiceLine::new(Procedure::default(), Amount::ZERO);
    line.diagnosis_pointers.clear();
    line.units = Units::default();
    if let Some(service) = service {
        fill_service(cx, within, &mut line, service);
    }
    line.dates = service_date.as_ref().and_then(|dtp| days_of(&dtp.period));
    cx.no_element(
        within,
        "DTP*472",
        3,
        service_date.is_some() && line.dates.is_none(),
    );
    macro_rules! take {
        ($($qualifier:literal $field:ident $line:ident,)*) => {
            LineDates { $($field: single_day(cx, within, concat!("DTP*", $qualifier), of.$line.as_deref()),)* }
        };
    }
    line.other_dates = single_dates!(take);
    line.paperwork = paperwork_of(cx, within, attachments);
    line.prior_authorizations = authorizations_of(prior_authorizations);
    line.referral_numbers = authorizations_of(referral_numbers);
    line.line_control_number = reference_of(line_item_control_number.as_ref());
    line.mammography_certification = reference_of(mammography_certification.as_deref());
    line.clia_number = clia_of(clia_number.as_deref());
    line.referring_clia_number = clia_of(referring_clia_number.as_deref());
    line.immunization_batch = reference_of(immunization_batch.as_deref());
    line.sales_tax = sales_tax.as_ref().map(|amt| Amount(amt.amount));
    line.postage = postage.as_ref().map(|amt| Amount(amt.amount));
    if let Some(nte) = note {
        match LineNoteKind::of(nte.kind.as_str()) {
            Some(kind) => {
                line.note = Some(LineNote {
                    kind,
                    text: words(nte.text.as_ref()).unwrap_or_default(),
                });
            }
            None => cx.lose(Why::NoField, within, "NTE", 0),
        }
    }
    line.third_party_note = third_party_note
        .as_ref()
        .and_then(|nte| words(nte.text.as_ref()));
    line.purchased_service = purchased_service.as_ref().map(|ps1| PurchasedService {
        provider_id: words(ps1.provider_id.as_ref()).unwrap_or_default(),
        charge: Amount(ps1.amount.unwrap_or_default()),
    });
    line.drug = drug
        .as_ref()
        .and_then(|of| drug_of(cx, within.inner("2410"), of));
    line.rendering_provider = rendering_provider.as_ref().map(|who| Provider {
        taxonomy: taxonomy_of(who.taxonomy.as_deref()),
        other_ids: line_provider_ids(&who.references),
        ..provider_of(cx, within.inner("2420A"), "NM1*82", &who.name)
    });
    line.purchased_service_provider = purchased_service_provider.as_ref().map(|who| Provider {
        other_ids: line_provider_ids(&who.references),
        ..provider_of(cx, within.inner("2420B"), "NM1*QB", &who.name)
    });
    line.service_facility = service_facility.as_ref().map(|place| {
        let at = address_of(place.address.as_ref(), place.city.as_ref());
        ServiceFacility {
            other_ids: line_provider_ids(&place.references),
            ..facility_of(cx, within.inner("2420C"), &place.name, at)
        }
    });
    line.supervising_provider = supervising_provider.as_ref().map(|who| Provider {
        other_ids: line_provider_ids(&who.references),
        ..provider_of(cx, within.inner("2420D"), "NM1*DQ", &who.name)
    });
    line.ordering_provider = ordering_provider.as_ref().map(|who| {
        let within = within.inner("2420E");
        cx.no_field(within, "N3", &who.address);
        cx.no_field(within, "N4", &who.city);
        cx.no_field(within, "PER", &who.contact);
        Provider {
            other_ids: line_provider_ids(&who.references),
            ..provider_of(cx, within, "NM1*DK", &who.name)
        }
    });
    for who in referring_providers {
        let within = within.inner("2420F");
        if who.name.entity.is("P3") || line.referring_provider.is_some() {
            cx.lose(Why::NoField, within, "NM1*P3", 0);
            continue;
        }
        line.referring_provider = Some(Provider {
            other_ids: line_provider_ids(&who.references),
            ..provider_of(cx, within, "NM1*DN", &who.name)
        });
    }
    line.decisions = adjudications
        .iter()
        .enumerate()
        .map(|(index, of)| {
            let [first, _] = within.index;
            line_decision_of(cx, Within::new("2430", first, index), of)
        })
        .collect();
    line
}

fn authorizations_of(of: &[PayerRef<'_>]) -> Vec<LineAuthorization> {
    of.iter()
        .map(|reference| LineAuthorization {
            number: words(Some(&reference.id)).unwrap_or_default(),
            payer_id: payer_id_of(reference),
        })
        .collect()
}
