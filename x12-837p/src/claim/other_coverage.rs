//! Other payers and what they decided (2320, 2330, 2430), in both directions.

use claim_model::{
    Adjustment, AdjustmentGroup, AdjustmentReasonCode, Amount, At, BenefitsAssignment, Decision,
    LineDecision, OtherCoverage, OutpatientAdjudication, PayerClaimNumber, PayerId, PayerSequence,
    Procedure, Quantity, Relationship, Release, RemarkCode, Ssn, Subscriber,
};

use crate::{
    claim::{
        codes::Coded,
        context::{In, Out, Why, Within, code_string, code_words, string, words},
        info::needed,
        levels::{filing_indicator_of, member_id, member_id_of, ssn_of},
        party::{NAME, NUMBER, address, address_of, name, party_of, reference, reference_of},
        payer::{payer_name, payer_of},
        service::{procedure, procedure_of},
        supplement::{amount, date, single_day},
    },
    loops,
    segments::{Adjustment as CasAdjustment, Amt, Cas, Moa, Oi, Sbr, Svd},
};

/// 2320.
pub(crate) fn coverage<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c OtherCoverage,
) -> loops::OtherCoverage<'c> {
    let group_number = out.optional(at.field("group_number"), of.group_number.as_ref(), NUMBER);
    let mut this = loops::OtherCoverage::new(Sbr {
        payer_sequence: Some(of.sequence.code().into()),
        relationship: Some(of.relationship.code().into()),
        group_name: match group_number {
            Some(_) => None,
            None => out.optional(at.field("group_name"), of.group_name.as_ref(), NAME),
        },
        group_number,
        insurance_type: of
            .medicare_secondary_reason
            .as_ref()
            .and_then(|code| out.code(at.field("medicare_secondary_reason"), code)),
        claim_filing_indicator: of
            .filing_indicator
            .as_ref()
            .and_then(|code| out.code(at.field("filing_indicator"), code.as_str())),
    });
    this.consent = Some(Oi {
        benefits_assigned: Some(of.benefits_assigned.code().into()),
        patient_signature_source: of.patient_signature_by_provider.then(|| "P".into()),
        release_of_information: Some(of.release.code().into()),
    });
    this.subscriber = Some(insured(out, at.field("subscriber"), &of.subscriber));
    let (nm1, references) = payer_name(out, at.field("payer"), &of.payer);
    let mut payer = loops::OtherPayer::new(nm1);
    payer.references = references;
    if let Some(place) = &of.payer.address {
        let payer_at = at.field("payer");
        let (n3, n4) = address(out, payer_at.field("address"), place);
        payer.address = Some(Box::new(n3));
        payer.city = Some(Box::new(n4));
    }
    payer.prior_authorization = reference(
        out,
        at.field("prior_authorization"),
        "G1",
        of.prior_authorization.as_deref(),
    );
    payer.referral_number = reference(
        out,
        at.field("referral_number"),
        "9F",
        of.referral_number.as_deref(),
    );
    if let Some(decision) = &of.decision {
        let at = at.field("decision");
        this.adjustments = adjustments(out, at, &decision.adjustments);
        this.payer_paid = decision.paid.map(|of| amount("D", of));
        this.total_non_covered = decision.not_covered.map(|of| amount("A8", of));
        this.remaining_patient_liability = decision
            .remaining_patient_liability
            .map(|of| amount("EAF", of));
        this.outpatient = decision
            .outpatient
            .as_ref()
            .filter(|of| **of != OutpatientAdjudication::default())
            .map(|of| Box::new(outpatient(out, at.field("outpatient"), of)));
        payer.remittance_date = decision.date.map(|of| Box::new(date("573", of)));
        payer.claim_adjustment_indicator = reference(
            out,
            at.field("adjusted_before"),
            "T4",
            decision.adjusted_before.then_some("Y"),
        );
        payer.claim_control_number = reference(
            out,
            at.field("payer_claim_number"),
            "F8",
            decision
                .payer_claim_number
                .as_ref()
                .map(PayerClaimNumber::as_str),
        );
    }
    this.payer = Some(payer);
    this
}

fn insured<'c>(out: &mut Out<'_>, at: At<'_>, of: &'c Subscriber) -> loops::OtherSubscriber<'c> {
    let mut nm1 = name(out, at.field("name"), "IL", &of.name);
    member_id(out, at, &mut nm1, of);
    let mut this = loops::OtherSubscriber::new(nm1);
    if let Some(place) = &of.address {
        let (n3, n4) = address(out, at.field("address"), place);
        this.address = Some(Box::new(n3));
        this.city = Some(Box::new(n4));
    }
    this.social_security_number =
        reference(out, at.field("ssn"), "SY", of.ssn.as_ref().map(Ssn::as_str));
    this
}

/// CAS: each group once, six reasons to a segment.
fn adjustments<'c>(out: &mut Out<'_>, at: At<'_>, of: &'c [Adjustment]) -> Vec<Cas<'c>> {
    let mut segments: Vec<Cas<'c>> = Vec::new();
    for (index, adjustment) in of.iter().enumerate() {
        let at = at.item("adjustments", index);
        let group = adjustment.group.code();
        let reason = CasAdjustment {
            reason: out
                .code(at.field("reason"), adjustment.reason.as_str())
                .unwrap_or_default(),
            amount: adjustment.amount.0,
            quantity: adjustment.quantity.map(|quantity| quantity.0),
        };
        let open = segments
            .iter_mut()
            .find(|cas| cas.group.is(group) && cas.adjustments.len() < 6);
        match open {
            Some(cas) => cas.adjustments.push(reason),
            None => segments.push(Cas {
                group: group.into(),
                adjustments: std::iter::once(reason).collect(),
            }),
        }
    }
    segments
}

fn adjustments_of(cx: &mut In, within: Within, of: &[Cas<'_>]) -> Vec<Adjustment> {
    let mut read = Vec::new();
    for cas in of {
        let Some(group) = AdjustmentGroup::of(cas.group.as_str()) else {
            cx.lose(Why::NoField, within, "CAS", 0);
            continue;
        };
        read.extend(cas.adjustments.iter().map(|of| Adjustment {
            group,
            reason: AdjustmentReasonCode::as_received(code_string(Some(&of.reason))),
            amount: Amount(of.amount),
            quantity: of.quantity.map(Quantity),
        }));
    }
    read
}

fn outpatient<'c>(out: &mut Out<'_>, at: At<'_>, of: &'c OutpatientAdjudication) -> Moa<'c> {
    let mut remarks = of
        .remarks
        .iter()
        .enumerate()
        .map(|(index, code)| out.code(at.item("remarks", index), code.as_str()));
    let mut next = || remarks.next().flatten();
    Moa {
        reimbursement_rate: of.reimbursement_rate.map(|rate| rate.0),
        hcpcs_payable: of.payable.map(|of| of.0),
        remark_1: next(),
        remark_2: next(),
        remark_3: next(),
        remark_4: next(),
        remark_5: next(),
        esrd_amount: of.renal_disease_payment.map(|of| of.0),
        nonpayable_professional: of.not_payable.map(|of| of.0),
    }
}

fn outpatient_of(moa: &Moa<'_>) -> OutpatientAdjudication {
    OutpatientAdjudication {
        reimbursement_rate: moa.reimbursement_rate.map(Quantity),
        payable: moa.hcpcs_payable.map(Amount),
        remarks: moa
            .remarks()
            .map(|code| RemarkCode::as_received(code_string(Some(code))))
            .collect(),
        renal_disease_payment: moa.esrd_amount.map(Amount),
        not_payable: moa.nonpayable_professional.map(Amount),
    }
}

/// The other plan of 2320; `None` where a code has no word.
pub(crate) fn coverage_of(
    cx: &mut In,
    top: Within,
    of: &loops::OtherCoverage<'_>,
) -> Option<OtherCoverage> {
    let loops::OtherCoverage {
        coverage,
        adjustments,
        payer_paid,
        total_non_covered,
        remaining_patient_liability,
        consent,
        outpatient,
        subscriber,
        payer,
        referring_providers,
        rendering_provider,
        service_facility,
        supervising_provider,
        billing_provider,
        unmatched: _,
        rejected: _,
        span: _,
    } = of;
    cx.no_field(top.inner("2330C"), "NM1*DN", referring_providers);
    cx.no_field(top.inner("2330D"), "NM1*82", rendering_provider);
    cx.no_field(top.inner("2330E"), "NM1*77", service_facility);
    cx.no_field(top.inner("2330F"), "NM1*DQ", supervising_provider);
    cx.no_field(top.inner("2330G"), "NM1*85", billing_provider);
    let Sbr {
        payer_sequence,
        relationship,
        group_number,
        group_name,
        insurance_type,
        claim_filing_indicator,
    } = coverage;
    let sequence: Option<PayerSequence> = needed(cx, top, "SBR", 1, payer_sequence.as_ref());
    let relationship: Option<Relationship> = needed(cx, top, "SBR", 2, relationship.as_ref());
    let consent = consent.as_ref();
    let benefits: Option<BenefitsAssignment> = needed(
        cx,
        top,
        "OI",
        3,
        consent.and_then(|oi| oi.benefits_assigned.as_ref()),
    );
    let release: Option<Release> = needed(
        cx,
        top,
        "OI",
        6,
        consent.and_then(|oi| oi.release_of_information.as_ref()),
    );
    let amount = |amt: &Option<Box<Amt<'_>>>| amt.as_ref().map(|amt| Amount(amt.amount));
    let mut decision = Decision {
        paid: amount(payer_paid),
        not_covered: amount(total_non_covered),
        remaining_patient_liability: amount(remaining_patient_liability),
        adjustments: adjustments_of(cx, top, adjustments),
        outpatient: outpatient.as_ref().map(|moa| outpatient_of(moa)),
        ..Decision::default()
    };
    let mut read = OtherCoverage {
        sequence: sequence?,
        relationship: relationship?,
        payer: claim_model::Payer::default(),
        filing_indicator: filing_indicator_of(claim_filing_indicator.as_ref()),
        group_number: words(group_number.as_ref()),
        group_name: words(group_name.as_ref()),
        medicare_secondary_reason: code_words(insurance_type.as_ref()),
        subscriber: Subscriber::default(),
        benefits_assigned: benefits?,
        patient_signature_by_provider: consent
            .and_then(|oi| oi.patient_signature_source.as_ref())
            .is_some_and(|code| code.is("P")),
        release: release?,
        prior_authorization: None,
        referral_number: None,
        decision: None,
    };
    if let Some(insured) = subscriber {
        let loops::OtherSubscriber {
            name,
            address,
            city,
            social_security_number,
            unmatched: _,
            rejected: _,
            span: _,
        } = insured;
        let (member_id, member_id_kind) = member_id_of(cx, top.inner("2330A"), name);
        read.subscriber = Subscriber {
            name: party_of(name),
            member_id,
            member_id_kind,
            address: address_of(address.as_deref(), city.as_deref()),
            ssn: ssn_of(social_security_number.as_deref()),
            ..Subscriber::default()
        };
    }
    if let Some(payer) = payer {
        let loops::OtherPayer {
            name,
            address,
            city,
            remittance_date,
            references,
            prior_authorization,
            referral_number,
            claim_adjustment_indicator,
            claim_control_number,
            unmatched: _,
            rejected: _,
            span: _,
        } = payer;
        let within = top.inner("2330B");
        read.payer = payer_of(cx, within, name, references);
        read.payer.address = address_of(address.as_deref(), city.as_deref());
        read.prior_authorization = reference_of(prior_authorization.as_deref());
        read.referral_number = reference_of(referral_number.as_deref());
        decision.date = single_day(cx, within, "DTP*573", remittance_date.as_deref());
        decision.adjusted_before = claim_adjustment_indicator.is_some();
        decision.payer_claim_number =
            reference_of(claim_control_number.as_deref()).map(PayerClaimNumber::as_received);
    }
    read.decision = (decision != Decision::default()).then_some(decision);
    Some(read)
}

/// 2430.
pub(crate) fn line_decision<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c LineDecision,
) -> loops::LineAdjudication<'c> {
    let mut this = loops::LineAdjudication::new(Svd {
        payer_id: out.id(at.field("payer_id"), of.payer_id.as_str()),
        paid: of.paid.0,
        procedure: Some(procedure(out, at.field("procedure"), &of.procedure)),
        units_paid: Some(of.units.0),
        bundled_into: of.bundled_into.map(u64::from),
    });
    this.adjustments = adjustments(out, at, &of.adjustments);
    this.remittance_date = of.date.map(|of| date("573", of));
    this.remaining_patient_liability = of.remaining_patient_liability.map(|of| amount("EAF", of));
    this
}

/// The decision of 2430.
pub(crate) fn line_decision_of(
    cx: &mut In,
    within: Within,
    of: &loops::LineAdjudication<'_>,
) -> LineDecision {
    let loops::LineAdjudication {
        info,
        adjustments,
        remittance_date,
        remaining_patient_liability,
        unmatched: _,
        rejected: _,
        span: _,
    } = of;
    let Svd {
        payer_id,
        paid,
        procedure,
        units_paid,
        bundled_into,
    } = info;
    let bundled = bundled_into.map(u32::try_from);
    cx.no_element(within, "SVD", 6, matches!(bundled, Some(Err(_))));
    LineDecision {
        payer_id: PayerId::as_received(string(payer_id.as_ref())),
        paid: Amount(*paid),
        procedure: procedure.as_ref().map_or_else(Procedure::default, |of| {
            procedure_of(cx, within, "SVD", 3, of)
        }),
        units: Quantity(units_paid.unwrap_or_default()),
        bundled_into: bundled.and_then(Result::ok),
        adjustments: adjustments_of(cx, within, adjustments),
        date: single_day(cx, within, "DTP*573", remittance_date.as_ref()),
        remaining_patient_liability: remaining_patient_liability
            .as_ref()
            .map(|amt| Amount(amt.amount)),
    }
}
